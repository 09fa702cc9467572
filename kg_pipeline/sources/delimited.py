"""Tables as text (CSV, TSV; RFC 4180): a header, then one document for every row.

Rows are read one after the other, so that a table may be larger than memory. Columns are mapped as
the fields of JSON lines are.
"""

import csv
import hashlib
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from kg_pipeline.records import Document, SetAside
from kg_pipeline.sources.assembly import Origin
from kg_pipeline.sources.encodings import Decoded, decode
from kg_pipeline.sources.fields import JsonValue, guessed_mapping, read_fields
from kg_pipeline.sources.files import Cleaner, Entry, aside, open_bytes
from kg_pipeline.sources.inputs import SourceSettings

_SAMPLE = 1 << 20  # bytes by which the encoding is told; a multiple of every code unit
TAB = "\t"
_DELIMITERS = f",;{TAB}|"
_MARK = "\ufeff"


def row_entries(
    path: Path, settings: SourceSettings, clean: Cleaner, delimiter: str | None = None
) -> Iterator[Entry]:
    """Each row's document, called ``path#row``; the header is row 1.

    delimiter: ``None`` takes the one of , ; tab | that the header has most of.
    A row with more fields than the header, or that breaks the rules of quotes, is set aside.
    """
    with open_bytes(path) as stream:
        decoded = _decoded_sample(stream.read(_SAMPLE))
    if decoded.text is None:
        yield aside(path.as_posix(), "not text" if decoded.reason else "empty", decoded.reason)
        return
    first = decoded.text.lstrip(_MARK + "\r\n").partition("\n")[0]
    chosen = delimiter or max(_DELIMITERS, key=first.count)
    # A quote that is never closed makes one field of the rest; csv knows only a global limit.
    csv.field_size_limit(settings.max_line_characters)
    with (
        open_bytes(path) as stream,
        io.TextIOWrapper(stream, decoded.encoding, errors="replace", newline="") as text,
    ):
        rows = csv.reader(text, delimiter=chosen, strict=True)
        reader = _RowReader(path.as_posix(), decoded.encoding, chosen, settings, clean)
        yield from reader.entries(rows)


def _decoded_sample(sample: bytes) -> Decoded:
    """The beginning of a file; whole lines of it, so that it ends with a whole character."""
    if not sample.strip():
        return Decoded(None, "")
    if len(sample) == _SAMPLE:
        decoded = decode(sample[: sample.rfind(b"\n") + 1])
        if decoded.text is not None:
            return decoded
    return decode(sample)


@dataclass(slots=True)
class _RowReader:
    """The rows of one table under its header."""

    uri: str
    encoding: str
    delimiter: str
    settings: SourceSettings
    clean: Cleaner
    header: list[str] = field(default_factory=list)

    def entries(self, rows: Iterator[list[str]]) -> Iterator[Entry]:
        number = 0
        while True:
            number += 1
            uri = f"{self.uri}#{number}"
            try:
                row = next(rows, None)
            except csv.Error as error:
                detail = f"{error}; read as a table parted by {self.delimiter!r}"
                yield aside(uri, "not a row", detail)
                continue
            if row is None:
                break
            if not self.header and any(map(str.strip, row)):
                self.header = [name.strip().removeprefix(_MARK) for name in row]
            elif any(map(str.strip, row)):
                yield Entry(uri, partial(self._read, row, uri))
        if not self.header:
            yield aside(self.uri, "empty", "the table has no header")

    def _read(self, row: list[str], uri: str) -> Iterator[Document | SetAside]:
        if len(row) > len(self.header):
            detail = f"{len(row)} fields under a header of {len(self.header)}"
            yield SetAside(uri, "too many fields", detail)
            return
        values: dict[str, list[JsonValue]] = {}
        for name, value in zip(self.header, row, strict=False):
            if name:  # a column without a name says nothing
                values.setdefault(name, []).append(value)
        fields: dict[str, JsonValue] = {
            name: found if len(found) > 1 else found[0] for name, found in values.items()
        }
        row_hash = hashlib.sha256(json.dumps(fields, ensure_ascii=False).encode("utf-8", "replace"))
        media_type = f"text/{'tab-separated-values' if self.delimiter == TAB else 'csv'}"
        origin = Origin(row_hash.hexdigest(), uri, media_type, self.encoding)
        mapping = self.settings.fields or guessed_mapping(fields)
        yield read_fields(fields, mapping, origin, self.clean)
