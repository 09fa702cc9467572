"""Triples that someone else extracted: JSON lines into the graph, without evidence in a text."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError

from kg_pipeline.errors import DataError
from kg_pipeline.graph.values import normalize
from kg_pipeline.records import ObjectKind, Triple
from kg_pipeline.settings import Rate

_CONFIDENCE = 0.9


def _written(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError:
        raise ValueError("expected characters, half of one is among them") from None
    return text


_Text = Annotated[str, AfterValidator(_written)]


class _Row(BaseModel):
    """One line; keys that nobody reads may stand there, and null is as good as no key."""

    model_config = ConfigDict(strict=True, allow_inf_nan=False)

    subject: _Text
    predicate: _Text
    object: _Text
    object_kind: ObjectKind | None = None
    confidence: Rate | None = None
    source: _Text | int | None = None
    document: _Text | int | None = None


def read_imported(path: Path) -> Iterator[Triple]:
    """Triples of a file with {subject, predicate, object} a line, in order.

    Optional keys: ``object_kind`` (else the kind of the object's value), ``confidence`` (else 0.9)
    ``source`` (what counts as one independent source, else the file) and ``document`` (the document
    within it: triples of one subject name in different documents may be of different entities;
    without it a name is one entity). Raises ``DataError`` with the line and what is wrong in it.
    """
    with path.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                yield _triple(_row(line, f"{path}, line {number}"), path.name)


def _row(line: bytes, place: str) -> _Row:
    """place: names the line in the error"""
    try:
        return _Row.model_validate(json.loads(line))
    except ValidationError as error:
        wrong = "; ".join(
            f"{'.'.join(map(str, entry['loc'][:1])) or 'line'}: {entry['msg']}, "
            f"found {entry['input']!r:.80}"
            for entry in error.errors()
        )
    except (ValueError, RecursionError) as error:
        wrong = f"{error}, found {line[:80]!r}"
    raise DataError(f"{place}: expected an object with subject, predicate and object; {wrong}")


def _triple(row: _Row, file_name: str) -> Triple:
    value = normalize(row.object)
    source = file_name if row.source is None else str(row.source)
    return Triple(
        subject=row.subject,
        predicate=row.predicate,
        object=row.object,
        object_kind=value.kind if row.object_kind is None else row.object_kind,
        unit=value.unit,
        confidence=_CONFIDENCE if row.confidence is None else row.confidence,
        extractor="imported",
        document_id=source if row.document is None else f"{source}#{row.document}",
        source=source,
    )
