"""From a place in a document's text back to the place in the file that it was read from.

Documents keep cleaned text. What cleaning and a reader did to the raw text is found out by reading
the file again: text and Markdown give offsets into the decoded file, JSON lines and tables offsets
into the value of a field of their line or row.

For web pages the way back is the ``xpath`` of a cell or a triple (into the page as browsers repair
it), for PDF the page in ``Document.nodes``; DOCX has paragraphs only.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from kg_pipeline.errors import DataError
from kg_pipeline.records import Document
from kg_pipeline.sources.cleaning import CleanText, clean_simplified, clean_text
from kg_pipeline.sources.delimited import CSV_TYPE, TAB, TSV_TYPE, DelimitedTable
from kg_pipeline.sources.encodings import decode
from kg_pipeline.sources.fields import (
    FieldValue,
    JsonValue,
    attribute_values,
    guessed_mapping,
    text_values,
    title_value,
)
from kg_pipeline.sources.files import open_bytes
from kg_pipeline.sources.inputs import SourceSettings
from kg_pipeline.sources.json_lines import JSON_TYPE
from kg_pipeline.sources.markdown_places import shown_places


@dataclass(frozen=True, slots=True)
class RawSpan:
    """Half-open and in code points, in the file's text or in the value of one of its fields.

    field: the name of the field (of the predicate, for attributes); empty for text and Markdown.
    """

    field: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class _Source:
    """A raw text, and the places of its characters that the document shows, in order."""

    field: str
    raw: str
    places: Sequence[int]


class RawText:
    """The raw text behind one document.

    Raises ``DataError`` where the document is of another kind, or the file is no longer the one
    that was read. settings: those with which it was read.
    """

    def __init__(self, document: Document, settings: SourceSettings) -> None:
        self._document = document
        if document.media_type in (JSON_TYPE, CSV_TYPE, TSV_TYPE):
            sources = _field_sources(document, settings)
        elif document.media_type in ("text/plain", "text/markdown"):
            sources = [_file_source(document, settings)]
        else:
            raise DataError(
                f"{document.uri}: expected text, Markdown, JSON lines or a table, found "
                f"{document.media_type}; see the xpath of its cells and triples instead"
            )
        # White space is joined and parted anew by readers; every other character is kept.
        self._shown = [place for place, one in enumerate(document.text) if not one.isspace()]
        self._behind = [(source, place) for source in sources for place in source.places]
        if len(self._shown) != len(self._behind):
            raise DataError(
                f"{document.uri}: expected the file that the document was read from, found "
                "another text; read the document again"
            )

    def span(self, start: int, end: int) -> RawSpan:
        """The raw span behind ``text[start:end]``, from its first visible character to its last.

        Raises ``DataError`` where the span shows nothing, or lies in several fields.
        """
        from bisect import bisect_left

        first, last = bisect_left(self._shown, start), bisect_left(self._shown, end) - 1
        if first > last:
            raise DataError(f"{self._document.uri}: nothing visible stands in [{start}, {end})")
        source, begin = self._behind[first]
        other, final = self._behind[last]
        if source is not other:
            raise DataError(
                f"{self._document.uri}: [{start}, {end}) lies in the fields {source.field!r} and "
                f"{other.field!r}; ask for each of them"
            )
        return RawSpan(source.field, begin, final + 1, source.raw[begin : final + 1])


def _cleaned(raw: str, settings: SourceSettings) -> CleanText:
    clean = clean_simplified if settings.traditional_to_simplified else clean_text
    return CleanText(raw, clean(raw))


def _visible(text: str) -> list[int]:
    return [place for place, character in enumerate(text) if not character.isspace()]


def _file_source(document: Document, settings: SourceSettings) -> _Source:
    with open_bytes(Path(document.uri)) as stream:
        cleaned = _cleaned(decode(stream.read()).text or "", settings)
    if document.media_type == "text/markdown":
        places = shown_places(cleaned.text, document.text)
    else:
        places = _visible(cleaned.text)
    return _Source("", cleaned.raw, cleaned.origin[places].tolist())


def _field_sources(document: Document, settings: SourceSettings) -> list[_Source]:
    """The values in the order in which ``read_fields`` shows them."""
    fields = _fields(document, settings)
    mapping = settings.fields or guessed_mapping(fields)
    has_title = bool(document.blocks) and document.blocks[0].kind == "title"
    values = [title_value(fields, mapping)] if has_title else []
    values += text_values(fields, mapping)
    for value in attribute_values(fields, mapping):
        shown = " ".join(_cleaned(value.raw, settings).text.split())
        if shown and shown not in mapping.missing_values:
            values += [FieldValue("", value.name), value]
    return [_source(value, settings) for value in values]


def _source(value: FieldValue, settings: SourceSettings) -> _Source:
    cleaned = _cleaned(value.raw, settings)
    return _Source(value.name, value.raw, cleaned.origin[_visible(cleaned.text)].tolist())


def _fields(document: Document, settings: SourceSettings) -> dict[str, JsonValue]:
    """The fields of the line or row that a document was made from; empty where it is gone."""
    name, _, number = document.uri.rpartition("#")
    path, wanted = Path(name), int(number)
    if document.media_type == JSON_TYPE:
        with open_bytes(path) as stream:
            line = next(islice(stream, wanted - 1, None), b"")
        text = decode(line.removeprefix(b"\xef\xbb\xbf").strip()).text
        fields = json.loads(text or "{}", strict=False)
        return fields if isinstance(fields, dict) else {}
    delimiter = TAB if document.media_type == TSV_TYPE else None
    table = DelimitedTable(path, settings.max_line_characters, delimiter)
    table.open()
    return next((row.fields for row in table.rows() if row.number == wanted), {})
