"""Rows of a file that somebody wants denoised: read, checked, turned into candidates.

Required columns: text, subject_start, subject_end, object_start, object_end, predicate; the
predicate is null or empty where the pair holds no known triple (background). Optional: subject, object (names
of the pair; otherwise the mentions), subject_type, object_type, trigger, n_competing.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kg_pipeline.denoising.candidates import Candidate
from kg_pipeline.errors import DataError
from kg_pipeline.storage import read_table

SPANS = ("subject_start", "subject_end", "object_start", "object_end")


def read_rows(path: Path) -> list[dict[str, Any]]:
    """All rows of a JSON-lines or Parquet file; ``DataError`` names the file and the line."""
    if not path.is_file():
        raise DataError(f"{path}: expected JSON lines or Parquet, found no file")
    if path.suffix == ".parquet":
        rows: list[dict[str, Any]] = read_table(path).to_pylist()
    else:
        rows = _json_lines(path)
    if not rows:
        raise DataError(f"{path}: expected rows with text, {', '.join(SPANS)}, found none")
    return rows


def _json_lines(path: Path) -> list[dict[str, Any]]:
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except UnicodeDecodeError as error:
        raise DataError(f"{path}: expected JSON lines in UTF-8 ({error})") from error
    rows = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise DataError(f"{path}, line {number}: not JSON ({error})") from error
        if not isinstance(row, dict):
            raise DataError(f"{path}, line {number}: expected an object, found {line[:40]}")
        rows.append(row)
    return rows


def candidate_of(row: Mapping[str, Any], place: str) -> Candidate:
    """One row as a candidate; ``place`` names it in the ``DataError`` that a bad row raises."""
    missing = [name for name in ("text", *SPANS) if row.get(name) is None]
    missing += [name for name in ("predicate",) if name not in row]
    if missing:
        raise DataError(
            f"{place}: column {missing[0]} is missing; expected text, {', '.join(SPANS)} and "
            f"predicate, found {', '.join(map(str, row))}"
        )
    text, spans = row["text"], [row[name] for name in SPANS]
    if not isinstance(text, str):
        raise DataError(f"{place}: text should be a string, found {text!r:.60}")
    _check_spans(text, spans, place)
    predicate = row.get("predicate")
    if predicate is not None and not isinstance(predicate, str):
        raise DataError(f"{place}: predicate should be a string or null, found {predicate!r:.60}")
    subject = row.get("subject") or text[spans[0] : spans[1]]
    object_ = row.get("object") or text[spans[2] : spans[3]]
    types = (row.get("subject_type") or "", row.get("object_type") or "")
    return Candidate(
        text=text,
        subject_start=spans[0],
        subject_end=spans[1],
        object_start=spans[2],
        object_end=spans[3],
        predicate=predicate or None,
        pair=(str(subject), str(object_)),
        signature=" ".join(map(str, types)),
        trigger=bool(row.get("trigger", predicate is not None and predicate in text)),
        n_competing=_n_competing(row.get("n_competing"), place),
    )


def _check_spans(text: str, spans: list[Any], place: str) -> None:
    sound = all(isinstance(end, int) and not isinstance(end, bool) for end in spans)
    if sound and 0 <= spans[0] < spans[1] <= len(text) and 0 <= spans[2] < spans[3] <= len(text):
        return
    raise DataError(
        f"{place}: spans {spans} do not lie within the text's {len(text)} characters; expected "
        f"{', '.join(SPANS)} with 0 <= start < end, in code points"
    )


def _n_competing(value: object, place: str) -> int | None:
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise DataError(f"{place}: n_competing should be a count of at least 1, found {value!r}")
    return value
