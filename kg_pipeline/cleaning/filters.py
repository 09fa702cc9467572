"""What a filter is. A local one looks at one document; a collective one must have seen them all.

A collective filter works in three steps: ``survey`` notes of some documents what matters (in
parallel), ``decide`` says from all notes what happens to which document (once), and the verdicts
are applied (in parallel). So the outcome depends neither on the order nor on the workers.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from kg_pipeline.cleaning.outcome import Outcome, Verdict
from kg_pipeline.records import Document

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a document is: the number of its table, and its row there."""

    part: int
    row: int


class Survey(Protocol):
    """The notes of all documents that are still there."""

    def read(self, columns: Sequence[str]) -> "pa.Table":
        """These columns of all notes, with the columns ``part`` and ``row``."""
        ...

    def read_at(self, column: str, places: Collection[Place]) -> dict[Place, Any]:
        """One column of the notes of these documents."""
        ...


class LocalFilter(Protocol):
    """Looks at one document at a time."""

    def apply(self, document: Document) -> Outcome:
        """The document after this filter, or why it is set aside."""
        ...


class CollectiveFilter(Protocol):
    """Looks at all documents before it says anything of one.

    takes_passages: it takes passages out of documents, so that the next filter must look again
    """

    takes_passages: bool

    def concerns(self, media_type: str) -> bool:
        """Whether documents of this type matter to it."""
        ...

    def survey(self, documents: Sequence[Document]) -> "pa.Table":
        """Notes with the column ``row`` (place in ``documents``) and whatever else is needed."""
        ...

    def decide(self, survey: Survey) -> dict[Place, Verdict]:
        """What happens to which document; the others stay as they are."""
        ...
