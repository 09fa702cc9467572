"""Triples from sentences by declared patterns.

One pass of an automaton over the document finds the trigger words; only a sentence that holds one
is looked at: templates and open attributes on its masked text, token patterns on its spaCy
tokens. What they find becomes a triple where the sentence asserts it, its subject can be told and
its object has the declared kind.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kg_pipeline.extraction.candidates import Candidate, NameHit
from kg_pipeline.extraction.chinese_attributes import chinese_candidates
from kg_pipeline.extraction.document_names import DocumentNames, document_subject, names_of
from kg_pipeline.extraction.english_attributes import english_candidates
from kg_pipeline.extraction.lexicon import PredicateEntry, PredicateLexicon
from kg_pipeline.extraction.names import kind_of_name
from kg_pipeline.extraction.pattern_language import (
    PatternFile,
    Template,
    compile_pattern,
    lexicon_of,
)
from kg_pipeline.extraction.sentence_view import SentenceView, view_of
from kg_pipeline.extraction.statements import EXTRACTOR_NAME, triples_of
from kg_pipeline.extraction.subjects import SubjectFinder
from kg_pipeline.extraction.template_matching import slot_candidates, template_candidates
from kg_pipeline.extraction.tokens import TokenPatterns
from kg_pipeline.records import ALIAS_PREDICATE, Block, Document, Language, Sentence, Triple


@dataclass
class _FileRules:
    """One pattern file, compiled: what each trigger word calls for."""

    file: PatternFile
    templates: list[Template]

    def applies(self, document: Document, subject: str) -> bool:
        if document.language != self.file.language:
            return False
        law = kind_of_name(subject) == "law"
        return self.file.documents == "all" or law is (self.file.documents == "laws")


@dataclass(frozen=True, slots=True)
class _Trigger:
    """A trigger word's meaning: a template of a file, or a predicate of a file's lexicon."""

    file: int
    template: Template | None = None
    entry: PredicateEntry | None = None


class PatternExtractor:
    """Applies pattern files to sentences. Where two files speak of a word, both count."""

    name = EXTRACTOR_NAME

    def __init__(self, files: Sequence[PatternFile]) -> None:
        import daachorse

        self._rules = [
            _FileRules(file, [compile_pattern(pattern, file) for pattern in file.patterns])
            for file in files
        ]
        self._lexicon = lexicon = lexicon_of(files)
        self._roles = lexicon.names_of_kind("person")
        meanings: dict[str, list[_Trigger]] = {}
        for number, rules in enumerate(self._rules):
            for word, trigger in _triggers(number, rules, lexicon):
                meanings.setdefault(word, []).append(trigger)
        self._words = sorted(meanings)
        self._meanings = [meanings[word] for word in self._words]
        self._automaton = daachorse.CharwiseDoubleArrayAhoCorasick(
            self._words or ["\ue0ff"], daachorse.MATCH_KIND_STANDARD
        )
        self._tokens: dict[Language, TokenPatterns] = {}
        for language in ("zh", "en"):
            templates = [
                template
                for rules in self._rules
                if rules.file.language == language
                for template in rules.templates
                if template.regex is None
            ]
            if templates:
                self._tokens[language] = TokenPatterns(language, templates)

    def extract(self, document: Document, sentences: Sequence[Sentence]) -> list[Triple]:
        """Triples of the sentences outside headings, and the short forms that a document gives."""
        hits = self._hits(document, sentences)
        names = names_of(document)
        triples = _alias_triples(document, names)
        if not hits:
            return triples
        finder = SubjectFinder(names, self._roles)
        about = names.title or document_subject(document)
        active = [rules.applies(document, about) for rules in self._rules]
        headings = _heading_spans(document)
        sections = [block for block in document.blocks if block.kind == "heading"]
        last_end = 0
        for number, sentence in enumerate(sentences):
            if "\n" in document.text[last_end : sentence.start]:
                finder.new_paragraph()
                finder.section = _heading_above(document, sections, sentence.start)
            last_end = sentence.end
            before = document.text[max(0, sentence.start - 1) : sentence.start]
            finder.openings.read(sentence.text, before)
            if number not in hits or _inside(sentence.start, headings):
                continue
            finder.new_sentence()
            found = self._sentence(sentence, hits[number], active, finder)
            triples += found
        return _first_of_each(triples)

    def _hits(
        self, document: Document, sentences: Sequence[Sentence]
    ) -> dict[int, list[tuple[int, int, int]]]:
        """Number of the sentence → (start, end, number of the word) of its trigger words."""
        starts = [sentence.start for sentence in sentences]
        found: dict[int, list[tuple[int, int, int]]] = {}
        for start, end, word in _overlapping(self._automaton, document.text):
            number = bisect_right(starts, start) - 1
            if number >= 0 and end <= sentences[number].end:
                offset = sentences[number].start
                found.setdefault(number, []).append((start - offset, end - offset, word))
        return found

    def _sentence(
        self,
        sentence: Sentence,
        hits: Sequence[tuple[int, int, int]],
        active: Sequence[bool],
        finder: SubjectFinder,
    ) -> list[Triple]:
        view = view_of(sentence)
        candidates = list(self._candidates(view, hits, active, finder.names))
        candidates.sort(key=lambda one: (one.span[0], -one.span[1], one.predicate))
        triples: list[Triple] = []
        for candidate in candidates:
            named = replace(candidate, predicate=self._lexicon.called(candidate.predicate))
            triples += triples_of(named, view, sentence, finder)
        return triples

    def _candidates(
        self,
        view: SentenceView,
        hits: Sequence[tuple[int, int, int]],
        active: Sequence[bool],
        names: DocumentNames,
    ) -> Iterator[Candidate]:
        used: set[int] = set()
        token_patterns: set[int] = set()
        spoken = chinese_candidates if view.language == "zh" else english_candidates
        longest = _longest_names(hits, self._meanings)
        for start, end, word in hits:
            for trigger in self._meanings[word]:
                if not active[trigger.file]:
                    continue
                if trigger.entry is not None and (start, end) in longest:
                    yield from spoken(NameHit(view, trigger.entry, start, end))
                elif trigger.template is not None and id(trigger.template) not in used:
                    used.add(id(trigger.template))
                    if trigger.template.regex is None:
                        token_patterns.add(id(trigger.template))
                    else:
                        yield from template_candidates(trigger.template, view)
        if token_patterns and view.language in self._tokens:
            for template, slots in self._tokens[view.language].matches(view, names):
                if id(template) in token_patterns:
                    yield from slot_candidates(template, view, slots)


def _triggers(
    number: int, rules: _FileRules, lexicon: PredicateLexicon
) -> Iterator[tuple[str, _Trigger]]:
    for template in rules.templates:
        for word in dict.fromkeys(template.pattern.triggers):
            yield word, _Trigger(number, template=template)
    own = {id(entry) for entry in rules.file.lexicon}
    for word, entry in lexicon.spoken_names():
        if id(entry) in own:
            yield word, _Trigger(number, entry=entry)


def _overlapping(automaton: object, text: str) -> list[tuple[int, int, int]]:
    found: list[tuple[int, int, int]] = automaton.find_overlapping(text)  # type: ignore[attr-defined]
    return found


def _longest_names(
    hits: Sequence[tuple[int, int, int]], meanings: Sequence[Sequence[_Trigger]]
) -> set[tuple[int, int]]:
    """Spans of predicate names that no longer predicate name contains (占地面积, not 面积)."""
    spans = {
        (start, end)
        for start, end, word in hits
        if any(trigger.entry is not None for trigger in meanings[word])
    }
    longest: set[tuple[int, int]] = set()
    furthest = -1
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if end > furthest:
            longest.add((start, end))
            furthest = end
    return longest


def _alias_triples(document: Document, names: DocumentNames) -> list[Triple]:
    """「临澜市公共汽车有限公司（以下简称“临澜公交”）」 states an alias."""
    return [
        Triple(
            subject=form.name,
            predicate=ALIAS_PREDICATE,
            object=form.alias,
            object_kind="text",
            unit="",
            confidence=0.95,
            extractor=EXTRACTOR_NAME,
            document_id=document.document_id,
            object_start=form.start,
            object_end=form.end,
        )
        for form in names.short_forms
    ]


def _heading_spans(document: Document) -> list[tuple[int, int]]:
    return [
        (block.start, block.end)
        for block in document.blocks
        if block.kind in ("title", "heading", "table")
    ]


def _heading_above(document: Document, sections: Sequence[Block], offset: int) -> str:
    """The text of the last heading before an offset; "" before the first."""
    place = bisect_right([section.start for section in sections], offset) - 1
    return document.text[sections[place].start : sections[place].end] if place >= 0 else ""


def _inside(offset: int, spans: Sequence[tuple[int, int]]) -> bool:
    place = bisect_right(spans, (offset, 1 << 60)) - 1
    return place >= 0 and spans[place][0] <= offset < spans[place][1]


def _first_of_each(triples: Iterable[Triple]) -> list[Triple]:
    """Two patterns that read the same fact out of the same sentence give one triple."""
    best: dict[tuple[str, str, str, int | None], Triple] = {}
    for triple in triples:
        key = (triple.subject, triple.predicate, triple.object, triple.sentence_start)
        if key not in best or best[key].confidence < triple.confidence:
            best[key] = triple
    return list(best.values())
