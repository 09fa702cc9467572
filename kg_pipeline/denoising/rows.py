"""Rows of a file that somebody wants denoised: read, checked, turned into candidates.

Required columns: text, subject_start, subject_end, object_start, object_end, predicate; the
predicate is null or empty where the pair holds no known triple (background). Optional: subject, object (names
of the pair; otherwise the mentions), subject_type, object_type, trigger, n_competing.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg_pipeline.denoising.candidates import Candidate
from kg_pipeline.errors import DataError
from kg_pipeline.storage import read_table, table_format

if TYPE_CHECKING:
    import pyarrow as pa

SPANS = ("subject_start", "subject_end", "object_start", "object_end")
_REQUIRED = ("text", *SPANS, "predicate")
_NAMES = ("subject", "object", "subject_type", "object_type")
_READ = (*_REQUIRED, *_NAMES, "trigger", "n_competing", "correct")  # correct: of labelled rows
_MOST_COMPETING = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of one file, in order.

    rows: with all their columns, from Parquet with those that are read here
    table: what Parquet held, untouched; ``None`` for JSON lines
    """

    rows: list[dict[str, Any]]
    table: "pa.Table | None" = None


def read_rows(path: Path) -> Rows:
    """All rows of a ``.jsonl`` or ``.parquet`` file; ``DataError`` names the file and the line."""
    form = table_format(path)
    if not path.is_file():
        raise DataError(f"{path}: expected JSON lines or Parquet, found no file")
    found = _parquet(path) if form == "parquet" else Rows(_json_lines(path))
    if not found.rows:
        raise DataError(f"{path}: expected rows with text, {', '.join(SPANS)}, found none")
    return found


def _parquet(path: Path) -> Rows:
    table = read_table(path)
    names = table.column_names
    twice = [name for name in dict.fromkeys(names) if names.count(name) > 1]
    if twice:
        raise DataError(f"{path}: column {twice[0]!r} is there twice; rename one of the two")
    for name in _REQUIRED:
        if name not in names:
            raise DataError(_missing(f"{path}", name, names))
    columns = {}
    for name in (name for name in _READ if name in names):
        try:
            columns[name] = table.column(name).to_pylist()
        except (ValueError, OverflowError) as error:
            kind = table.schema.field(name).type
            raise DataError(
                f"{path}: column {name} of type {kind} cannot be read ({error}); "
                "expected text, whole numbers, true or false (see docs/formats.md)"
            ) from error
    rows = [
        dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)
    ]
    return Rows(rows, table)


def _json_lines(path: Path) -> list[dict[str, Any]]:
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except UnicodeDecodeError as error:
        raise DataError(f"{path}: expected JSON lines in UTF-8 ({error})") from error
    except OSError as error:
        raise DataError(f"{path}: cannot be read ({error.strerror}); check its rights") from error
    rows = []
    for number, line in enumerate(lines, start=1):
        # a byte-order mark; files with one may stand one after another
        stripped = line.removeprefix("\ufeff").strip()
        if not stripped:
            continue
        try:
            row = json.loads(stripped)
        except ValueError as error:
            raise DataError(f"{path}, line {number}: not JSON ({error})") from error
        except RecursionError as error:
            raise DataError(too_deep(f"{path}, line {number}")) from error
        if not isinstance(row, dict):
            raise DataError(f"{path}, line {number}: expected an object, found {stripped[:40]}")
        rows.append(row)
    return rows


def too_deep(place: str) -> str:
    """What is said of JSON that is nested deeper than Python reads or writes."""
    return (
        f"{place}: expected lists and objects some hundreds deep at most, found more; flatten them"
    )


def candidate_of(row: Mapping[str, Any], place: str) -> Candidate:
    """One row as a candidate; ``place`` names it in the ``DataError`` that a bad row raises."""
    missing = [name for name in ("text", *SPANS) if row.get(name) is None]
    missing += [name for name in ("predicate",) if name not in row]
    if missing:
        raise DataError(_missing(place, missing[0], row))
    text = _string(row["text"], "text", "a string", place)
    spans = _spans(text, [row[name] for name in SPANS], place)
    predicate = row["predicate"]
    if predicate is not None:
        predicate = _string(predicate, "predicate", "a string or null", place)
    subject, object_, *types = (_name(row.get(name), name, place) for name in _NAMES)
    return Candidate(
        text=text,
        subject_start=spans[0],
        subject_end=spans[1],
        object_start=spans[2],
        object_end=spans[3],
        predicate=predicate or None,
        pair=(subject or text[spans[0] : spans[1]], object_ or text[spans[2] : spans[3]]),
        signature=" ".join(types),
        trigger=_trigger(row.get("trigger"), predicate is not None and predicate in text, place),
        n_competing=_n_competing(row.get("n_competing"), place),
    )


def _missing(place: str, name: str, found: Mapping[str, Any] | list[str]) -> str:
    return (
        f"{place}: column {name} is missing; expected text, {', '.join(SPANS)} and "
        f"predicate, found {', '.join(found)}"
    )


def shown(value: object) -> str:
    """A value for an error message; of lists and objects, which may be nested deep, the type."""
    return type(value).__name__ if isinstance(value, list | dict) else f"{value!r:.60}"


def _string(value: object, name: str, expected: str, place: str) -> str:
    if not isinstance(value, str):
        raise DataError(f"{place}: {name} should be {expected}, found {shown(value)}")
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise DataError(
            f"{place}: {name} should be Unicode text, found half of a surrogate pair "
            f"({value[error.start]!r}) at {error.start}; remove it or write the whole pair"
        ) from error
    return value


def _name(value: object, name: str, place: str) -> str:
    """The name or type of an end, empty where there is none; a number is written out."""
    if value is None:
        return ""
    if isinstance(value, int | float) and value == value:  # NaN is no name
        return str(value or "")
    return _string(value, name, "a string, a number or null", place)


def _whole(value: object) -> int | None:
    """A whole number, also one that was written as 3.0; ``None`` for anything else."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _spans(text: str, values: list[object], place: str) -> list[int]:
    spans = []
    for name, value in zip(SPANS, values, strict=True):
        whole = _whole(value)
        if whole is None:
            raise DataError(
                f"{place}: {name} should be a whole number, found {shown(value)} "
                f"({type(value).__name__}); spans count code points of the text"
            )
        spans.append(whole)
    if 0 <= spans[0] < spans[1] <= len(text) and 0 <= spans[2] < spans[3] <= len(text):
        return spans
    raise DataError(
        f"{place}: spans {spans} do not lie within the text's {len(text)} characters; expected "
        f"{', '.join(SPANS)} with 0 <= start < end, in code points"
    )


def _trigger(value: object, computed: bool, place: str) -> bool:
    if value is None:
        return computed
    if isinstance(value, int | float) and value in (0, 1):
        return bool(value)
    raise DataError(
        f"{place}: trigger should be true, false or null (looked for in the text), "
        f"found {shown(value)}"
    )


def _n_competing(value: object, place: str) -> int | None:
    if value is None:
        return None
    whole = _whole(value)
    if whole is None or not 1 <= whole <= _MOST_COMPETING:
        raise DataError(
            f"{place}: n_competing should be a count of at least 1 (at most {_MOST_COMPETING}) or "
            f"null, found {shown(value)}"
        )
    return whole
