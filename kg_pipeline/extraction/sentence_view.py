"""A sentence as patterns see it: values masked, clauses and quotations known, doubts marked.

Letters: all offsets are code points of the sentence.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from kg_pipeline.extraction.objects import FoundObject
from kg_pipeline.extraction.pattern_language import DATE_MARK, INSIDE_MARK, NUMBER_MARK
from kg_pipeline.extraction.wording import WORDING, Wording, clause_bounds, outside_brackets
from kg_pipeline.graph.values import FoundValue, find_literals
from kg_pipeline.records import Language, Sentence, spans_overlap

_QUOTED = re.compile(r'“[^“”]*(?:”|$)|^[^“”]*”|"[^"]*"|「[^「」]*(?:」|$)|^[^「」]*」')
_TAKEN_BACK = re.compile(
    r"的(?:说法|传闻|传言|计划|目标|设想|可能|想法|消息|谣言|打算|愿望|要求|申请|前提|条件)|"
    r"并?不(?:属实|准确|成立)|"
    r"\b(?:is|was) (?:untrue|false|wrong|a myth)\b"
)
QUOTED_FACTOR = 0.6
_SHORT_QUOTATION = 12  # characters; what is shorter is a name in quotes


@dataclass(frozen=True)
class SentenceView:
    """text and masked have the same length; ``masked`` hides dates and numbers behind marks.

    clauses: starts of the clauses, the first is 0
    """

    text: str
    masked: str
    language: Language
    literals: dict[int, FoundValue]
    clauses: tuple[int, ...]
    quotations: tuple[tuple[int, int], ...]

    @property
    def wording(self) -> Wording:
        """The words of the sentence's language."""
        return WORDING[self.language]

    def clause_start(self, offset: int) -> int:
        """Where the clause of an offset begins."""
        return self.clauses[bisect_right(self.clauses, offset) - 1]

    def clause_end(self, offset: int) -> int:
        """Where the clause of an offset ends, its punctuation left out."""
        place = bisect_right(self.clauses, offset)
        end = self.clauses[place] - 1 if place < len(self.clauses) else len(self.text)
        while end > offset and self.text[end - 1] in "。！？.!?;；，, \n":
            end -= 1
        return end


def view_of(sentence: Sentence) -> SentenceView:
    """Prepare a sentence for the patterns."""
    text = sentence.text
    literals = find_literals(text)
    pieces: list[str] = []
    position = 0
    for found in literals:
        mark = DATE_MARK if found.value.kind == "date" else NUMBER_MARK
        pieces += [text[position : found.start], mark, INSIDE_MARK * (found.end - found.start - 1)]
        position = found.end
    masked = "".join([*pieces, text[position:]])
    quotations = tuple(
        match.span()
        for match in _QUOTED.finditer(text)
        if match.end() - match.start() > _SHORT_QUOTATION
        or match.start() == 0
        and not text.startswith("“")
    )
    return SentenceView(
        text,
        masked,
        sentence.language,
        {found.start: found for found in literals},
        tuple(clause_bounds(masked, sentence.language)),
        quotations,
    )


def certainty(
    view: SentenceView,
    span: tuple[int, int],
    names: Sequence[tuple[int, int]],
    planned: bool,
    fiction: bool = False,
) -> float:
    """How far the sentence asserts what stands at ``span``: 1 yes, 0 no, less in a quotation.

    names: spans of subject and objects; what looks like a negation inside them is none
    planned: plans count too; fiction: what a work tells counts too
    """
    words = view.wording
    if words.question.search(view.text) or words.rumour.search(view.text):
        return 0.0
    if not fiction and words.fiction.search(view.text):
        return 0.0
    clause = view.clause_start(span[0])
    end = view.clause_end(max(span[0], span[1] - 1))
    if _says(view, words.condition, (0, end), names):
        return 0.0
    after = max([span[1], *(name[1] for name in names)])
    if _TAKEN_BACK.search(view.text, after, max(end, after)):
        return 0.0
    if not planned and _says(view, words.unreal, (clause, span[1]), names):
        return 0.0
    if any(start < span[0] and span[1] <= stop for start, stop in view.quotations):
        return QUOTED_FACTOR
    return 1.0


def _says(
    view: SentenceView,
    words: re.Pattern[str],
    span: tuple[int, int],
    names: Sequence[tuple[int, int]],
) -> bool:
    """Whether one of these words stands at ``span``, in no name, title or value."""
    return any(
        not any(spans_overlap(match.span(), name) for name in names)
        and outside_brackets(view.text, match.start(), "《〈")
        for match in words.finditer(view.masked, *span)
    )


def literal_at(view: SentenceView, offset: int, kind: str) -> FoundObject | None:
    """The date or number that begins at an offset."""
    found = view.literals.get(offset)
    if found is None or found.value.kind != kind:
        return None
    text = view.text[found.start : found.end]
    return FoundObject(text, found.start, found.end, found.value.kind, found.value.unit)


def bare_span(view: SentenceView, start: int, end: int) -> tuple[int, int]:
    """Without adverbials, adverbs, possessive and blanks around a subject."""
    words = view.wording
    changed = True
    while changed and start < end:
        changed = False
        opening = words.opening.match(view.text[start:end])
        if opening is not None and opening.end() > 0:
            start, changed = start + opening.end(), True
        text = view.text[start:end]
        bare = text.rstrip(" \t*_").removesuffix("'s").removesuffix("’s")
        bare = bare.removesuffix("的").removesuffix("之") if view.language == "zh" else bare
        adverb = words.adverbs.search(bare)
        if adverb is not None:
            bare = bare[: adverb.start()]
        if len(bare) < len(text):
            end, changed = start + len(bare), True
    if view.language == "en" and view.text[start:end].strip().lower() == "the":
        return end, end
    while start < end and view.text[start] in " *_\t":
        start += 1
    return start, end
