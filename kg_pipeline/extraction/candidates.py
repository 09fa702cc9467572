"""What a pattern finds before anyone asks who is spoken of and whether it is asserted."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg_pipeline.extraction.lexicon import PredicateEntry
from kg_pipeline.extraction.objects import FoundObject
from kg_pipeline.extraction.sentence_view import SentenceView

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A statement without its subject; all offsets are the sentence's.

    span:         what the pattern matched, without subject
    subject_span: what stands before it in its clause, or the subject's slot; None: the title
    in_slot:      the span is a slot and holds a name, not all that stands before
    own_subject:  only a subject inside the clause will do
    inherited:    the subject of the sentence is the object (「王晨光，……，现任龙水中学校长」)
    term:         the slot is taken as it stands
    opening:      the subject is what this finds at the head of the sentence
    line:         a 「P：O」 line
    label:        where the predicate's name stands
    fiction:      what a work tells counts too
    topic:        what has to speak of what the document's title names
    """

    predicate: str
    objects: tuple[FoundObject, ...]
    span: Span
    subject_span: Span | None
    in_slot: bool = False
    own_subject: bool = False
    inherited: bool = False
    term: bool = False
    opening: re.Pattern[str] | None = None
    line: bool = False
    label: Span | None = None
    domain: tuple[str, ...] = ()
    planned: bool = False
    topic: Span | None = None
    fiction: bool = False
    confidence: float = 0.9


@dataclass(frozen=True, slots=True)
class NameHit:
    """A predicate's name at ``[start, end)`` of a sentence; its clause begins at ``clause``."""

    view: SentenceView
    entry: PredicateEntry
    start: int
    end: int

    @property
    def clause(self) -> int:
        """Where the clause begins."""
        return self.view.clause_start(self.start)

    @property
    def before(self) -> Span:
        """All that stands before the name in its clause."""
        return self.clause, self.start

    @property
    def text_before(self) -> str:
        """The text of ``before``."""
        return self.view.text[slice(*self.before)]

    def candidate(
        self, objects: Sequence[FoundObject], span: Span, subject: Span, **flags: bool
    ) -> Candidate:
        """A statement of this predicate; ``flags`` are those of ``Candidate``."""
        return Candidate(
            self.entry.predicate,
            tuple(objects),
            span,
            subject,
            in_slot=flags.get("in_slot", False),
            own_subject=flags.get("own_subject", False),
            inherited=flags.get("inherited", False),
            line=flags.get("line", False),
            label=(self.start, self.end),
            domain=self.entry.domain,
            confidence=self.entry.confidence,
        )


def unit_fits(unit: str, units: Sequence[str]) -> bool:
    """Whether a number's unit is one of those declared; any will do where none is declared."""
    return not units or unit in units or unit.partition("/")[0] in units
