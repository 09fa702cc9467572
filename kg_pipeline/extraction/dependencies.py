"""Triples from sentences by their parse, where the user has a parser installed.

``parse_statements`` says what is said of what; here an end becomes a name, a value or the thing that
a pronoun stands for. What is said by a pattern is surer, so confidences are lower.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg_pipeline.extraction.document_names import names_of
from kg_pipeline.extraction.lexicon import PredicateLexicon
from kg_pipeline.extraction.parse_labels import children, role
from kg_pipeline.extraction.parse_statements import ParsedStatement, statements_of
from kg_pipeline.extraction.parsers import ParsedSentence, Parser
from kg_pipeline.extraction.sentence_view import SentenceView, certainty, view_of
from kg_pipeline.extraction.subjects import Subject, SubjectFinder
from kg_pipeline.graph.values import fold, normalize
from kg_pipeline.records import Document, ObjectKind, Sentence, Triple

if TYPE_CHECKING:
    from spacy.tokens import Token

_NAME_ENTITIES = frozenset(
    "PERSON ORG GPE LOC FAC PRODUCT WORK_OF_ART EVENT NORP LAW LANGUAGE PER MISC".split()
)
_PRONOUNS = frozenset(
    "it its he she his her him this that they them their these those i we you us 它 他 她 其 我 "
    "我们 你 你们 他们 她们 它们 自己 这 那 此 本人 大家 有人".split()
)
_LONGEST = {"zh": 30, "en": 80}  # characters of an object


@dataclass(frozen=True, slots=True)
class _Value:
    """An object: as written, where, of which kind."""

    text: str
    start: int
    end: int
    kind: ObjectKind
    unit: str = ""


class DependencyExtractor:
    """Reads parses. ``lexicon`` brings names of predicates together."""

    name = "dependencies"

    def __init__(self, parser: Parser, lexicon: PredicateLexicon) -> None:
        self._parser = parser
        self._lexicon = lexicon

    def extract(self, document: Document, sentences: Sequence[Sentence]) -> list[Triple]:
        """Triples of the sentences outside headings, in their order."""
        finder = SubjectFinder(names_of(document), self._lexicon.names_of_kind("person"))
        starts = [b.start for b in document.blocks if b.kind in ("title", "heading", "table")]
        ends = [b.end for b in document.blocks if b.kind in ("title", "heading", "table")]
        wanted = [one for one in sentences if not _inside(one.start, starts, ends)]
        triples: dict[tuple[str, str, str, int], Triple] = {}
        last_end = 0
        for parsed in self._parser.parse(wanted):
            sentence = parsed.sentence
            if "\n" in document.text[last_end : sentence.start]:
                finder.new_paragraph()
            last_end = sentence.end
            finder.new_sentence()
            for triple in self._sentence(parsed, finder):
                key = (triple.subject, triple.predicate, triple.object, sentence.start)
                triples.setdefault(key, triple)
        return list(triples.values())

    def _sentence(self, parsed: ParsedSentence, finder: SubjectFinder) -> Iterator[Triple]:
        statements = statements_of(parsed.tokens, parsed.sentence.language)
        if not statements:
            return
        view = view_of(parsed.sentence)
        for one in statements:
            triple = self._triple(one, parsed, view, finder)
            if triple is not None:
                yield triple

    def _triple(
        self,
        one: ParsedStatement,
        parsed: ParsedSentence,
        view: SentenceView,
        finder: SubjectFinder,
    ) -> Triple | None:
        subject = _subject(one.subject, parsed.base, view, finder)
        if subject is None or subject.start is None or subject.end is None:
            return None
        value = _object(one.object, parsed.base, view, finder)
        if value is None or value.text == subject.name:
            return None
        anchor = one.anchor.idx - parsed.base
        span = (min(anchor, subject.start), anchor + len(one.anchor))
        names = [(subject.start, subject.end), (value.start, value.end)]
        sure = certainty(view, span, names, planned=False)
        if sure == 0.0:
            return None
        finder.remember(view, subject.start, subject)
        return _triple(one, self._lexicon.canonical(one.predicate), subject, value, sure, parsed)


def _triple(
    one: ParsedStatement,
    predicate: str,
    subject: Subject,
    value: _Value,
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


def _subject(head: "Token", base: int, view: SentenceView, finder: SubjectFinder) -> Subject | None:
    """The thing that a noun names or stands for; ``None`` where that cannot be told."""
    start, end = phrase(head, base, is_name=True)
    with_article = min([start, *(one.idx - base for one in children(head, "article"))])
    if with_article < start:
        found = finder.slot(view, with_article, end)
        if found is not None and not found.is_new:
            return found
    found = finder.slot(view, start, end)
    named = head.pos_ == "PROPN" or head.ent_type_ in _NAME_ENTITIES
    if found is not None and (named or not found.is_new or view.language == "zh"):
        return found
    if head.lower_ in _PRONOUNS or not named or _literal(head, base, view) is not None:
        return None
    return Subject(fold(view.text[start:end]), start, end, 0.95, is_new=True)


def _object(head: "Token", base: int, view: SentenceView, finder: SubjectFinder) -> _Value | None:
    """A name, a value, or a short text; ``None`` for a pronoun that stands for nothing known."""
    if head.lower_ in _PRONOUNS or head.pos_ == "PRON":
        found = _subject(head, base, view, finder)
        if found is None or found.start is None or found.end is None:
            return None
        return _Value(found.name, found.start, found.end, "entity")
    literal = _literal(head, base, view)
    if literal is not None:
        return literal
    named = head.pos_ == "PROPN" or head.ent_type_ in _NAME_ENTITIES
    start, end = phrase(head, base, is_name=named)
    text = fold(view.text[start:end])
    if not text or len(text) > _LONGEST[view.language]:
        return None
    known = finder.names.canonical(text)
    if known is not None:
        return _Value(known, start, end, "entity")
    value = normalize(text)
    if value.kind != "text":
        return _Value(text, start, end, value.kind, value.unit)
    return _Value(text, start, end, "entity" if named else "text")


def _literal(head: "Token", base: int, view: SentenceView) -> _Value | None:
    """The date or number that a token is part of."""
    offset = head.idx - base
    for found in view.literals.values():
        if found.start <= offset < found.end:
            text = fold(view.text[found.start : found.end])
            return _Value(text, found.start, found.end, found.value.kind, found.value.unit)
    return None


def phrase(head: "Token", base: int, is_name: bool) -> tuple[int, int]:
    """The code points of a noun with what belongs to its name: an entity, or its compounds.

    A name loses the common nouns before it (the maker of "lantern maker Northmere").
    """
    parts = {head.i: head}
    for token in head.doc[head.left_edge.i : head.right_edge.i + 1]:
        entity = token.ent_type_ in _NAME_ENTITIES and token.ent_type_ == head.ent_type_
        if _belongs(token, head) or (entity and _same_entity(token, head)):
            parts[token.i] = token
    if is_name and head.pos_ == "PROPN":
        for noun in [one for one in head.children if one.lower_ == "of"]:
            parts |= _of_name(noun)
    first = last = head.i
    while first - 1 in parts:
        first -= 1
    while last + 1 in parts:
        last += 1
    while is_name and head.pos_ == "PROPN" and first < head.i and _only_describes(parts[first]):
        first += 1
    return parts[first].idx - base, parts[last].idx + len(parts[last]) - base


def _belongs(token: "Token", head: "Token") -> bool:
    """Whether only parts of names lie between a token and its head."""
    while token.i != head.i:
        bare = token.dep_ in ("nmod", "mark:clf", "clf", "punct") and token.i < head.i
        hyphen = token.dep_ != "punct" or token.text in ("-", "–", "·")
        with_case = any(one.dep_ == "case" for one in token.children)
        if not (role(token) == "part of name" or (bare and hyphen)) or with_case:
            return False
        token = token.head
    return True


def _same_entity(token: "Token", head: "Token") -> bool:
    low, high = sorted((token.i, head.i))
    return all(one.ent_iob_ != "B" for one in head.doc[low + 1 : high + 1])


def _of_name(preposition: "Token") -> dict[int, "Token"]:
    """ "of Leeds" in "University of Leeds"."""
    nouns = [one for one in preposition.children if one.dep_ == "pobj" and one.pos_ == "PROPN"]
    whole = [one for noun in nouns for one in preposition.doc[noun.left_edge.i : noun.i + 1]]
    return {one.i: one for one in [preposition, *whole]} if nouns else {}


def _only_describes(token: "Token") -> bool:
    return token.pos_ in ("NOUN", "ADJ", "VERB", "DET") and not token.text[:1].isupper()


def _inside(offset: int, starts: Sequence[int], ends: Sequence[int]) -> bool:
    place = bisect_right(starts, offset) - 1
    return place >= 0 and offset < ends[place]
