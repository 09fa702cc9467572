"""Tables as text (CSV, TSV; RFC 4180): a header, then one document for every row.

Rows are read one after the other, so that a table may be larger than memory. Columns are mapped as
the fields of JSON lines are.
"""

import csv
import hashlib
import io
import itertools
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
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
CSV_TYPE, TSV_TYPE = "text/csv", "text/tab-separated-values"
_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table by its number (the header is row 1), or why it is none."""

    number: int
    fields: dict[str, JsonValue]
    reason: str = ""
    detail: str = ""


@dataclass(slots=True)
class DelimitedTable:
    """A table as text; ``delimiter`` is ``None`` until it is told by the header.

    ``encoding`` is empty where the file holds no text, for the given ``reason``.
    """

    path: Path
    max_field: int
    delimiter: str | None = None
    encoding: str = ""
    reason: str = ""

    def open(self) -> None:
        """Find out encoding and delimiter: that one of , ; tab | that the header has most of."""
        with open_bytes(self.path) as stream:
            decoded = _decoded_sample(stream.read(_SAMPLE))
        self.encoding, self.reason = decoded.encoding, decoded.reason
        if decoded.text is not None:
            first = decoded.text.lstrip(_MARK + "\r\n").partition("\n")[0]
            self.delimiter = self.delimiter or max(_DELIMITERS, key=first.count)

    def rows(self) -> Iterator[Row]:
        """All rows below the header that hold something."""
        # A quote that is never closed makes one field of the rest; csv knows only a global limit.
        csv.field_size_limit(self.max_field)
        with (
            open_bytes(self.path) as stream,
            io.TextIOWrapper(stream, self.encoding, errors="replace", newline="") as text,
        ):
            header: list[str] = []
            rows = csv.reader(text, delimiter=self.delimiter or ",", strict=True)
            for number in itertools.count(1):
                try:
                    row = next(rows, None)
                except csv.Error as error:
                    detail = f"{error}; read as a table parted by {self.delimiter!r}"
                    yield Row(number, {}, "not a row", detail)
                    continue
                if row is None:
                    return
                if not any(map(str.strip, row)):
                    continue
                if header:
                    yield _row(number, header, row)
                else:
                    header = [name.strip().removeprefix(_MARK) for name in row]


def _decoded_sample(sample: bytes) -> Decoded:
    """The beginning of a file; whole lines of it, so that it ends with a whole character."""
    if not sample.strip():
        return Decoded(None, "")
    if len(sample) == _SAMPLE:
        decoded = decode(sample[: sample.rfind(b"\n") + 1])
        if decoded.text is not None:
            return decoded
    return decode(sample)


def _row(number: int, header: Sequence[str], row: Sequence[str]) -> Row:
    if len(row) > len(header):
        detail = f"{len(row)} fields under a header of {len(header)}"
        return Row(number, {}, "too many fields", detail)
    values: dict[str, list[JsonValue]] = {}
    for name, value in zip(header, row, strict=False):
        if name:  # a column without a name says nothing
            values.setdefault(name, []).append(value)
    return Row(
        number, {name: found if len(found) > 1 else found[0] for name, found in values.items()}
    )


def row_entries(
    path: Path, settings: SourceSettings, clean: Cleaner, delimiter: str | None = None
) -> Iterator[Entry]:
    """Each row's document, called ``path#row``.

    A row with more fields than the header, or that breaks the rules of quotes, is set aside.
    """
    table = DelimitedTable(path, settings.max_line_characters, delimiter)
    table.open()
    if not table.encoding:
        reason = "not text" if table.reason else "empty"
        yield aside(path.as_posix(), reason, table.reason)
        return
    is_empty = True
    for row in table.rows():
        is_empty = False
        uri = f"{path.as_posix()}#{row.number}"
        if row.reason:
            yield aside(uri, row.reason, row.detail)
        else:
            yield Entry(uri, partial(_read_row, row.fields, uri, table, settings, clean))
    if is_empty:
        yield aside(path.as_posix(), "empty", "the table has no rows below its header")


def _read_row(
    fields: dict[str, JsonValue],
    uri: str,
    table: DelimitedTable,
    settings: SourceSettings,
    clean: Cleaner,
) -> Iterator[Document | SetAside]:
    row_hash = hashlib.sha256(json.dumps(fields, ensure_ascii=False).encode("utf-8", "replace"))
    media_type = TSV_TYPE if table.delimiter == TAB else CSV_TYPE
    origin = Origin(row_hash.hexdigest(), uri, media_type, table.encoding)
    yield read_fields(fields, settings.fields or guessed_mapping(fields), origin, clean)
