"""Triples from what a document states in structure: infoboxes, tables, key：value lines, JSON-LD.

Who is the subject follows from the shape: the document's own in an infobox, a key：value line and a
two-column table of items, the row's name in a table with a header, the thing itself in JSON-LD.
"""

import re
from collections.abc import Iterator, Sequence

from kg_pipeline.extraction.document_names import document_subject
from kg_pipeline.extraction.kinds import object_kind
from kg_pipeline.extraction.lexicon import PredicateLexicon
from kg_pipeline.extraction.objects import split_list
from kg_pipeline.extraction.table_facts import FOOTNOTE, NO_VALUE, NOTE, Fact, facts_of
from kg_pipeline.graph.values import fold, normalize
from kg_pipeline.records import (
    Cell,
    Document,
    Language,
    Sentence,
    TableKind,
    Triple,
)

_CONFIDENCE: dict[TableKind, float] = {
    "json_ld": 0.98,
    "infobox": 0.97,
    "record": 0.97,
    "grid": 0.95,
    "key_value": 0.93,
    "list": 0.85,
}
_WORD = re.compile(r"\w")
_LONG_VALUE = 120  # characters; what is longer is not parted, unless it lists names
_PARTED_AT_COMMAS = frozenset(["person", "organisation", "work", "entity", "name", "date"])
_COMMA = re.compile(
    r"\s*[,，/](?!\d{3})(?![^《》]*》)(?![^（()）]*[)）])(?!\s*(?:Inc|Ltd|LLC|Jr)\b)"
)


class StructuredExtractor:
    """Reads the tables of a document. ``lexicon`` tells which predicates take entities."""

    name = "structured"

    def __init__(self, lexicon: PredicateLexicon) -> None:
        self._lexicon = lexicon

    def extract(self, document: Document, sentences: Sequence[Sentence]) -> list[Triple]:
        """Triples of all tables in their order; a triple stated twice is given once."""
        subject = document_subject(document)
        triples: dict[tuple[str, str, str], Triple] = {}
        for table in document.tables:
            for fact in facts_of(table, subject):
                for triple in self._triples(fact, table.kind, document):
                    triples.setdefault((triple.subject, triple.predicate, triple.object), triple)
        return list(triples.values())

    def _triples(self, fact: Fact, kind: TableKind, document: Document) -> Iterator[Triple]:
        text = FOOTNOTE.sub("", fact.value.text)
        spans = self._members(fact, text, document.language)
        subject_cell = fact.subject_cell or Cell("")
        for start, end in spans:
            shown = fold(text[start:end])
            own_name = shown == fact.subject and kind != "record"
            if own_name or shown.casefold() in NO_VALUE or not _WORD.search(shown):
                continue  # the fields of a record are what one asked for, its name included
            kind_of_object, unit = object_kind(self._lexicon, fact.predicate, shown)
            object_start, object_end = _place(fact.value, text[start:end], document)
            yield Triple(
                subject=fact.subject,
                predicate=fact.predicate,
                object=shown,
                object_kind=kind_of_object,
                unit=unit,
                confidence=_CONFIDENCE[kind],
                extractor=self.name,
                document_id=document.document_id,
                subject_start=subject_cell.start,
                subject_end=subject_cell.end,
                object_start=object_start,
                object_end=object_end,
                xpath=fact.value.xpath,
            )

    def _members(self, fact: Fact, text: str, language: Language) -> list[tuple[int, int]]:
        """Spans of the values that a cell lists.

        Names of a predicate that takes them are parted at commas and strokes too, and so are
        several dates.
        """
        entry = self._lexicon.entry(fact.predicate)
        kind = "" if entry is None else entry.object
        if not fact.parted or (len(text) > _LONG_VALUE and kind not in _PARTED_AT_COMMAS):
            return [(0, len(text))]
        spans = split_list(text, language)
        if not all(NOTE.sub("", text[slice(*span)]).endswith(fact.ending) for span in spans):
            return [(0, len(text))]
        if kind not in _PARTED_AT_COMMAS:
            return spans
        finer = [part for span in spans for part in _parted(text, span)]
        dates = all(normalize(text[slice(*part)], "date").kind == "date" for part in finer)
        return finer if kind != "date" or dates else spans


def _parted(text: str, span: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """Parts of a span between commas and strokes outside brackets, without blanks and 等."""
    start, end = span
    if text[start:end].endswith("等") and end - start > 2:
        end -= 1
    cuts = [match.span() for match in _COMMA.finditer(text, start, end)]
    edges = [start, *(edge for cut in cuts for edge in cut), end]
    for begin, stop in zip(edges[::2], edges[1::2], strict=True):
        part = text[begin:stop]
        if part.strip():
            left = len(part) - len(part.lstrip())
            yield begin + left, begin + len(part.rstrip())


def _place(cell: Cell, text: str, document: Document) -> tuple[int | None, int | None]:
    """Where a part of a cell stands in the document's text, if the cell stands there."""
    if cell.start is None or cell.end is None:
        return None, None
    start = document.text.find(text.strip(), cell.start, cell.end)
    if start < 0:
        return cell.start, cell.end
    return start, start + len(text.strip())
