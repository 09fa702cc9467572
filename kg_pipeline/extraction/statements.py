"""Which candidates are statements: asserted, of a subject that can be told, of the right kinds."""

from collections.abc import Sequence
from dataclasses import replace

from kg_pipeline.extraction.candidates import Candidate
from kg_pipeline.extraction.objects import FoundObject
from kg_pipeline.extraction.sentence_view import SentenceView, certainty
from kg_pipeline.extraction.subjects import Subject, SubjectFinder
from kg_pipeline.extraction.topics import covers_topic
from kg_pipeline.records import Sentence, Triple
from kg_pipeline.senses import sense_of

EXTRACTOR_NAME = "patterns"
_KNOWN_KINDS = frozenset(["organisation", "place", "person", "work", "law", "thing"])


def triples_of(
    candidate: Candidate, view: SentenceView, sentence: Sentence, finder: SubjectFinder
) -> list[Triple]:
    """The triples of a candidate; none where it is not asserted or its subject cannot be told."""
    if candidate.topic and not covers_topic(view.text[slice(*candidate.topic)], finder.names.title):
        return []
    subject = _subject_of(candidate, view, finder)
    if candidate.inherited:
        candidate = _with_holder(candidate, view, finder)
    names = [(one.start, one.end) for one in candidate.objects]
    if subject is not None and subject.start is not None and subject.end is not None:
        names.append((subject.start, subject.end))
    if candidate.label is not None:
        names.append(candidate.label)
    sure = certainty(view, candidate.span, names, candidate.planned, candidate.fiction)
    if subject is not None:
        kind = finder.names.kind_of(subject.name)
        told = candidate.opening is None or not candidate.domain or kind in candidate.domain
        if not told or not _domain_fits(subject, kind, candidate.domain):
            subject = None  # a sentence may open with anything: its form must tell a declared kind
    if candidate.subject_span is not None and not candidate.in_slot:
        finder.remember(view, candidate.span[0], subject)
        if candidate.own_subject and subject is not None:  # 云帆公司董事长邵闻笛表示
            finder.opens_with(view, candidate.span[0], candidate.objects[0].text)
    if (
        subject is None
        or not candidate.objects
        or sure == 0.0
        or (sure < 1.0 and subject.start is None)
    ):
        return []
    confidence = round(candidate.confidence * sure * subject.certainty, 4)
    return [
        _triple(candidate, subject, one, sentence, confidence)
        for one in candidate.objects
        if one.text != subject.name
    ]


def _subject_of(candidate: Candidate, view: SentenceView, finder: SubjectFinder) -> Subject | None:
    if candidate.subject_span is None:
        return finder.title()
    start, end = candidate.subject_span
    if candidate.opening is not None:
        return finder.opening(candidate.opening, view)
    if candidate.term:
        text = view.text[start:end]
        is_whole = all(text.count(first) == text.count(last) for first, last in ("（）", "()"))
        return finder.term(view, start, end) if is_whole else None
    if candidate.in_slot:
        return finder.slot(view, start, end)
    if candidate.line and start == end:
        return finder.of_line()
    subject = finder.resolve(view, start, end, candidate.domain)
    return None if candidate.own_subject and subject and subject.start is None else subject


def _with_holder(candidate: Candidate, view: SentenceView, finder: SubjectFinder) -> Candidate:
    """The subject of the sentence, if it is a person, as the object."""
    holder = finder.resolve(view, candidate.span[0], candidate.span[0])
    if holder is None or finder.names.kind_of(holder.name) != "person":
        return candidate
    return replace(candidate, objects=(FoundObject(holder.name, -1, -1, "entity"),))


def _domain_fits(subject: Subject, kind: str, domain: Sequence[str]) -> bool:
    """A subject whose form tells a kind must have one of the declared kinds, if any is declared.

    "thing" in a domain is what is none of the kinds. A person's name that the document does not
    know otherwise may be any short noun, so it needs a predicate of people.
    """
    if sense_of(subject.name):
        return True
    if kind == "person" and subject.is_new and "person" not in domain:
        return False
    wanted = _KNOWN_KINDS.intersection(domain)
    return not kind or not wanted or kind in wanted


def _triple(
    candidate: Candidate,
    subject: Subject,
    found: FoundObject,
    sentence: Sentence,
    confidence: float,
) -> Triple:
    offset = sentence.start
    return Triple(
        subject=subject.name,
        predicate=candidate.predicate,
        object=found.text,
        object_kind=found.kind,
        unit=found.unit,
        confidence=confidence,
        extractor=EXTRACTOR_NAME,
        document_id=sentence.document_id,
        subject_start=None if subject.start is None else offset + subject.start,
        subject_end=None if subject.end is None else offset + subject.end,
        object_start=None if found.start < 0 else offset + found.start,
        object_end=None if found.start < 0 else offset + found.end,
        sentence_start=sentence.start,
        sentence_end=sentence.end,
    )
