"""Sentences as spaCy tokens, on which declared token patterns run.

A token is a character in Chinese and a word in English; but a known name, a date or a number is one
token, with the entity type NAME, DATE or NUMBER, so that ``{ENT_TYPE: NAME}`` matches it whole.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import spacy
from spacy.matcher import Matcher
from spacy.tokens import Doc

from kg_pipeline.errors import ConfigurationError
from kg_pipeline.extraction.document_names import DocumentNames
from kg_pipeline.extraction.names import ENGLISH_NAME
from kg_pipeline.extraction.pattern_language import Template
from kg_pipeline.extraction.sentence_view import SentenceView
from kg_pipeline.records import Language

SlotSpans = dict[str, tuple[int, int]]


class TokenPatterns:
    """The token patterns of one language, as one spaCy matcher.

    Raises ``ConfigurationError`` for a pattern that spaCy's matcher does not take.
    """

    def __init__(self, language: Language, templates: Sequence[Template]) -> None:
        self._nlp = spacy.blank(language)
        self._templates = list(templates)
        self._matcher = Matcher(self._nlp.vocab, validate=True)
        for number, template in enumerate(self._templates):
            pattern = [_without_slot(token) for token in template.pattern.tokens]
            try:
                self._matcher.add(str(number), [pattern], greedy="LONGEST")
            except (ValueError, TypeError) as error:
                name = template.pattern.predicate or "/".join(template.pattern.facts)
                raise ConfigurationError(
                    f"pattern {name}: expected tokens as spaCy's matcher takes them: {error}"
                ) from error

    def __len__(self) -> int:
        return len(self._templates)

    def matches(
        self, view: SentenceView, names: DocumentNames
    ) -> Iterator[tuple[Template, SlotSpans]]:
        """Templates that match, with the code-point spans of their slots ("" is the match)."""
        doc, spans = self.doc(view, names)
        found: Any = self._matcher(doc, with_alignments=True)
        for key, start, end, alignment in sorted(found, key=lambda match: (match[1], match[0])):
            template = self._templates[int(self._nlp.vocab.strings[key])]
            yield template, _slot_spans(spans[start:end], template, alignment)

    def doc(self, view: SentenceView, names: DocumentNames) -> tuple[Doc, list[tuple[int, int]]]:
        """The sentence as a spaCy document, and the code-point span of each token."""
        spans: list[tuple[int, int]] = []
        kinds: list[str] = []
        position = 0
        for start, end, kind in [*_units(view, names), (len(view.text), len(view.text), "")]:
            plain = self._plain_tokens(view, position, start)
            spans += plain
            kinds += ["" for _ in plain]
            if start < end:
                spans.append((start, end))
                kinds.append(kind)
            position = end
        words = [view.text[start:end] for start, end in spans]
        spaces = [view.text[end : end + 1] == " " for _, end in spans]
        entities = [f"B-{kind}" if kind else "O" for kind in kinds]
        return Doc(self._nlp.vocab, words=words, spaces=spaces, ents=entities), spans

    def _plain_tokens(self, view: SentenceView, start: int, end: int) -> list[tuple[int, int]]:
        if view.language == "zh":
            return [(place, place + 1) for place in range(start, end)]
        tokens = self._nlp.make_doc(view.text[start:end])
        return [
            (start + token.idx, start + token.idx + len(token))
            for token in tokens
            if not token.is_space
        ]


def _without_slot(token: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in token.items() if key not in ("slot", "kind")}


def _units(view: SentenceView, names: DocumentNames) -> list[tuple[int, int, str]]:
    """Spans of names and values, not overlapping, by position; values go first."""
    spans = [(found.start, found.end, found.value.kind.upper()) for found in view.literals.values()]
    for name in names.names:
        start = view.text.find(name)
        while start >= 0:
            spans.append((start, start + len(name), "NAME"))
            start = view.text.find(name, start + len(name))
    if view.language == "en":
        spans += [
            (match.start(), match.end(), "NAME")
            for match in ENGLISH_NAME.finditer(view.text)
            if match.start() > 0 and len(match[0]) > 2
        ]
    chosen: list[tuple[int, int, str]] = []
    taken = 0
    for start, end, kind in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= taken:
            chosen.append((start, end, kind))
            taken = end
    return chosen


def _slot_spans(
    spans: Sequence[tuple[int, int]], template: Template, alignment: Sequence[int]
) -> SlotSpans:
    slots: SlotSpans = {"": (spans[0][0], spans[-1][1])}
    for (start, end), place in zip(spans, alignment, strict=True):
        slot = template.pattern.tokens[place].get("slot")
        if slot is not None:
            slots[slot] = (slots.get(slot, (start, end))[0], end)
    return slots
