"""Triples from sentences by their parse, where the user has a parser installed.

``parse_statements`` says what is said of what, ``parse_mentions`` which name or value each end is; here
a statement becomes a triple where the sentence asserts it. Confidences are below those of patterns.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from kg_pipeline.extraction.document_names import names_of
from kg_pipeline.extraction.lexicon import PredicateLexicon
from kg_pipeline.extraction.objects import OBJECT_KINDS, FoundObject
from kg_pipeline.extraction.parse_mentions import ParsedMentions
from kg_pipeline.extraction.parse_phrases import is_named
from kg_pipeline.extraction.parse_statements import ParsedStatement, statements_of
from kg_pipeline.extraction.parsers import ParsedSentence, Parser
from kg_pipeline.extraction.sentence_view import SentenceView, certainty, view_of
from kg_pipeline.extraction.subjects import Subject
from kg_pipeline.records import Document, Sentence, Triple


class DependencyExtractor:
    """Reads parses. ``lexicon`` brings names of predicates together."""

    name = "dependencies"

    def __init__(self, parser: Parser, lexicon: PredicateLexicon) -> None:
        self._parser = parser
        self._lexicon = lexicon

    def extract(self, document: Document, sentences: Sequence[Sentence]) -> list[Triple]:
        """Triples of the sentences outside headings, in their order."""
        mentions = ParsedMentions(names_of(document), self._lexicon.names_of_kind("person"))
        starts = [b.start for b in document.blocks if b.kind in ("title", "heading", "table")]
        ends = [b.end for b in document.blocks if b.kind in ("title", "heading", "table")]
        wanted = [one for one in sentences if not _inside(one.start, starts, ends)]
        triples: dict[tuple[str, str, str, int], Triple] = {}
        last_end = 0
        for parsed in self._parser.parse(wanted):
            sentence = parsed.sentence
            if "\n" in document.text[last_end : sentence.start]:
                mentions.new_paragraph()
            last_end = sentence.end
            for triple in self._sentence(parsed, mentions):
                key = (triple.subject, triple.predicate, triple.object, sentence.start)
                triples.setdefault(key, triple)
        return list(triples.values())

    def _sentence(self, parsed: ParsedSentence, mentions: ParsedMentions) -> Iterator[Triple]:
        view = view_of(parsed.sentence)
        mentions.new_sentence(parsed.tokens, parsed.base, view)
        for one in statements_of(parsed.tokens, parsed.sentence.language):
            triple = self._triple(one, parsed, view, mentions)
            if triple is not None:
                yield triple

    def _triple(
        self,
        one: ParsedStatement,
        parsed: ParsedSentence,
        view: SentenceView,
        mentions: ParsedMentions,
    ) -> Triple | None:
        subject = mentions.subject(one.subject, parsed.base, view)
        if subject is None or subject.start is None or subject.end is None:
            return None
        value = mentions.object(one.object, parsed.base, view)
        if value is None or value.text == subject.name:
            return None
        predicate = self._predicate(one, value)
        if not predicate:
            return None
        anchor = one.anchor.idx - parsed.base
        span = (min(anchor, subject.start), anchor + len(one.anchor))
        names = [(subject.start, subject.end), (value.start, value.end)]
        names += [  # of whatever else: 若 in 林若溪 is no "if"
            (token.idx - parsed.base, token.idx - parsed.base + len(token))
            for token in parsed.tokens
            if is_named(token)
        ]
        sure = certainty(view, span, names, planned=False)
        if sure == 0.0:
            return None
        return _triple(one, predicate, subject, value, sure, parsed)

    def _predicate(self, one: ParsedStatement, value: FoundObject) -> str:
        """The predicate's name; "" where the object is not of its kind (成立 wants a date)."""
        if one.needs_name and value.kind == "text":
            return ""
        entry = self._lexicon.entry(one.predicate)
        if entry is None:
            return one.predicate
        wanted = OBJECT_KINDS[entry.object]
        fits = value.kind == wanted or not {value.kind, wanted} & {"date", "number"}
        return self._lexicon.canonical(one.predicate) if fits else ""


def _triple(
    one: ParsedStatement,
    predicate: str,
    subject: Subject,
    value: FoundObject,
    sure: float,
    parsed: ParsedSentence,
) -> Triple:
    sentence = parsed.sentence
    start, end = subject.start or 0, subject.end or 0
    return Triple(
        subject=subject.name,
        predicate=predicate,
        object=value.text,
        object_kind=value.kind,
        unit=value.unit,
        confidence=round(one.confidence * sure * subject.certainty, 4),
        extractor=DependencyExtractor.name,
        document_id=sentence.document_id,
        subject_start=sentence.start + start,
        subject_end=sentence.start + end,
        object_start=sentence.start + value.start,
        object_end=sentence.start + value.end,
        sentence_start=sentence.start,
        sentence_end=sentence.end,
    )


def _inside(offset: int, starts: Sequence[int], ends: Sequence[int]) -> bool:
    place = bisect_right(starts, offset) - 1
    return place >= 0 and offset < ends[place]
