"""What alignment is told, and what it gives."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, Self

from pydantic import model_validator

from kg_pipeline.records import AlignedSentence
from kg_pipeline.settings import PositiveInt, Rate, Settings


class AlignmentSettings(Settings):
    """Which sentences become examples.

    implied_subjects: whether a document's own subject stands for what a sentence does not name:
                      never ("none"), where a noun stands for it, 该药 or 本法 ("nouns"), or also
                      where the sentence has no subject at all ("all")
    wording:          "declared": of predicates that ``wording_zh.yaml`` or ``wording_files`` declare
                      only sentences that speak of them in these words; "any": all sentences
    join_chars:       neighbouring sentences are one up to so many characters (a short text is one
                      then); None: each is looked at by itself
    max_per_triple, max_per_predicate: sentences that state a triple, a triple of a predicate;
                      beyond them goes a sentence all of whose triples have reached one
    excluded_texts:   files of texts none of whose sentences may be used (``exclusion``)
    """

    join_chars: PositiveInt | None = None
    min_chars: PositiveInt = 6
    max_chars: PositiveInt = 256
    max_pair_distance: PositiveInt = 128  # characters between the two mentions
    max_per_triple: PositiveInt = 50
    max_per_predicate: PositiveInt = 20_000
    excluded_texts: tuple[str, ...] = ()
    implied_subjects: Literal["none", "nouns", "all"] = "none"
    wording: Literal["any", "declared"] = "any"
    wording_files: tuple[str, ...] = ()
    max_near_copies: PositiveInt | None = None  # sentences that differ in digits and signs alone
    max_unaligned_share: Rate = 0.3  # of the kept sentences: those with mentions, without triples

    @model_validator(mode="after")
    def _fit_together(self) -> Self:
        """Else text would be set aside as too long that no setting asks to leave out."""
        for name, least in (("min_chars", self.min_chars), ("join_chars", self.join_chars)):
            if least is not None and least > self.max_chars:
                raise ValueError(
                    f"expected {name} of at most max_chars, {self.max_chars}, found {least}; "
                    f"lower {name} or raise max_chars"
                )
        return self


@dataclass(frozen=True, slots=True)
class Alignment:
    """Aligned sentences in the order of the input, and how many were set aside, by reason."""

    sentences: list[AlignedSentence]
    set_aside: Mapping[str, int]
