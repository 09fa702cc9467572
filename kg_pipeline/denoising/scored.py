"""Rows on their way back to a file: all their columns, then ``keep_probability`` and ``keep``.

Everything that a format cannot hold is found when the rows are prepared, before any computing.
"""

import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from kg_pipeline.denoising.rows import Rows, too_deep
from kg_pipeline.errors import DataError
from kg_pipeline.storage import table_format, write_bytes, write_table

if TYPE_CHECKING:
    import pyarrow as pa

Reals = NDArray[np.float64]

OURS = ("keep_probability", "keep")  # of an earlier run, they are replaced


@dataclass(frozen=True, slots=True)
class PreparedLines:
    """lines: each row as JSON without its closing brace."""

    lines: list[bytes]

    def write(self, path: Path, keep: Reals) -> None:
        """keep: (R,) keep probabilities"""
        ends = (
            json.dumps({"keep_probability": value, "keep": value > 0.5})[1:] + "\n"
            for value in keep.tolist()
        )
        scored = (line + b", " + end.encode() for line, end in zip(self.lines, ends, strict=True))
        write_bytes(path, b"".join(scored))


@dataclass(frozen=True, slots=True)
class PreparedTable:
    """table: all columns but ours."""

    table: "pa.Table"

    def write(self, path: Path, keep: Reals) -> None:
        """keep: (R,) keep probabilities"""
        scored = self.table.append_column(OURS[0], [keep]).append_column(OURS[1], [keep > 0.5])
        write_table(path, scored)


def prepared(rows: Rows, source: Path, output: Path) -> PreparedLines | PreparedTable:
    """The rows as ``output`` will hold them; ``DataError`` names what its format cannot hold.

    Parquet stays the table that it was, with its types; JSON lines become columns of the types
    that Arrow finds, absent keys null.
    """
    if table_format(output) == "parquet":
        table = _typed(rows.rows, source) if rows.table is None else rows.table
        return PreparedTable(
            table.drop_columns([name for name in OURS if name in table.column_names])
        )
    whole = rows.rows if rows.table is None else _as_rows(rows.table, source)
    return PreparedLines([_line(row, f"{source}, row {n}") for n, row in enumerate(whole, start=1)])


def _line(row: dict[str, Any], place: str) -> bytes:
    others = {name: value for name, value in row.items() if name not in OURS}
    try:
        line = json.dumps(others, ensure_ascii=False, default=_plain)[:-1]
    except RecursionError as error:
        raise DataError(too_deep(place)) from error
    except TypeError as error:
        raise DataError(f"{place}: {error}; write a .parquet file instead") from error
    # half of a surrogate pair: \ud83d, as JSON has it
    return line.encode(errors="backslashreplace")


def _plain(value: object) -> str:
    """Dates, decimals and the like as text."""
    if isinstance(value, bytes):
        raise TypeError("JSON holds no bytes")
    return str(value)


def _typed(rows: list[dict[str, Any]], source: Path) -> "pa.Table":
    """A column for every key of any row."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns = {}
    for name in dict.fromkeys(name for row in rows for name in row):
        try:
            columns[name] = pa.array([row.get(name) for row in rows])
            pq.write_table(pa.table({name: columns[name].slice(0, 0)}), io.BytesIO())
        except (pa.ArrowException, ValueError, TypeError, OverflowError, RecursionError) as error:
            raise DataError(
                f"{source}: column {name!r} has no type that Parquet could hold "
                f"({str(error)!r:.200}); give its values one type or write a .jsonl file"
            ) from error
    return pa.table(columns)


def _as_rows(table: "pa.Table", source: Path) -> list[dict[str, Any]]:
    """The table's rows as Python values; nanoseconds, which Python lacks, as text."""
    import pyarrow as pa

    columns = []
    for name, column in zip(table.column_names, table.columns, strict=True):
        kind = column.type
        if (pa.types.is_timestamp(kind) or pa.types.is_time(kind)) and kind.unit == "ns":
            column = column.cast(pa.string())
        try:
            columns.append(column.to_pylist())
        except (ValueError, OverflowError) as error:
            raise DataError(
                f"{source}: column {name!r} of type {kind} cannot be written as JSON ({error}); "
                "write a .parquet file instead"
            ) from error
    return [dict(zip(table.column_names, row, strict=True)) for row in zip(*columns, strict=True)]
