"""Exact copies: documents of the same text. One stays; the others are set aside."""

import hashlib
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from kg_pipeline.cleaning.filters import Place, Survey
from kg_pipeline.cleaning.keeping import KeepRule, Member, kept, version_date
from kg_pipeline.cleaning.outcome import Verdict
from kg_pipeline.records import Document
from kg_pipeline.settings import Settings

if TYPE_CHECKING:
    import pyarrow as pa

REASON = "exact copy"


class ExactCopiesSettings(Settings):
    """Documents of the same text.

    keep: which one stays; with ``all`` they stay and form a family
    title_counts_below: shorter texts are copies only if their titles are equal too, since a few
        lines may well be said of two subjects
    """

    kind: Literal["exact_copies"] = "exact_copies"
    keep: KeepRule = "first"
    title_counts_below: int = 200


class ExactCopies:
    """Finds documents whose text, and whose values outside the text, are the same."""

    takes_passages = False

    def __init__(self, settings: ExactCopiesSettings) -> None:
        self._settings = settings

    def concerns(self, media_type: str) -> bool:
        return True

    def survey(self, documents: Sequence[Document]) -> "pa.Table":
        import pyarrow as pa

        return pa.table(
            {
                "row": pa.array(range(len(documents)), pa.int32()),
                "document_id": pa.array([one.document_id for one in documents], pa.string()),
                "uri": pa.array([one.uri for one in documents], pa.string()),
                "length": pa.array([len(one.text) for one in documents], pa.int32()),
                "date": pa.array([version_date(one) for one in documents], pa.string()),
                "content": pa.array([self._content(one) for one in documents], pa.binary()),
            }
        )

    def _content(self, document: Document) -> bytes:
        parts = [document.text]
        if len(document.text) < self._settings.title_counts_below:
            parts.append(document.title)
        for table in document.tables:
            parts += [cell.text for row in table.rows for cell in row if cell.start is None]
        return hashlib.blake2b("\0".join(parts).encode(), digest_size=16).digest()

    def decide(self, survey: Survey) -> dict[Place, Verdict]:
        by_content: dict[bytes, list[tuple[Place, Member]]] = {}
        columns = ["document_id", "uri", "length", "date", "content"]
        for row in survey.read(columns).to_pylist():
            member = Member(row["uri"], row["document_id"], row["length"], row["date"])
            place = Place(row["part"], row["row"])
            by_content.setdefault(row["content"], []).append((place, member))
        verdicts: dict[Place, Verdict] = {}
        for copies in by_content.values():
            if len(copies) > 1:
                verdicts |= self._of_copies(copies)
        return verdicts

    def _of_copies(self, copies: Sequence[tuple[Place, Member]]) -> dict[Place, Verdict]:
        members = [member for _, member in copies]
        staying = kept(members, self._settings.keep)
        stands = members[staying[0]]
        if self._settings.keep == "all":
            relation = f"{REASON} of {stands.uri}"
            return {
                place: Verdict(
                    family=stands.document_id, relation="" if member == stands else relation
                )
                for place, member in copies
            }
        return {
            place: Verdict(REASON, f"of {stands.uri}")
            for number, (place, _) in enumerate(copies)
            if number not in staying
        }
