"""Triples that someone else extracted: JSON lines into the graph, without evidence in a text."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

from kg_pipeline.errors import DataError
from kg_pipeline.graph.values import normalize
from kg_pipeline.records import ObjectKind, Triple

_KINDS = get_args(ObjectKind)


def read_imported(path: Path) -> Iterator[Triple]:
    """Triples of a file with {subject, predicate, object} a line, in order.

    Optional keys: ``object_kind`` (else the kind of the object's value), ``confidence`` (else 0.9)
    ``source`` (what counts as one independent source, else the file) and ``document`` (the document
    within it: triples of one subject name in different documents may be of different entities;
    without it a name is one entity). Raises ``DataError`` with the line.
    """
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
                subject, predicate, object_ = row["subject"], row["predicate"], row["object"]
            except (ValueError, KeyError, TypeError) as error:
                raise DataError(
                    f"{path}, line {number}: expected an object with subject, predicate and object, "
                    f"found {line[:80]!r}"
                ) from error
            value = normalize(object_)
            kind = row.get("object_kind", value.kind)
            if kind not in _KINDS:
                raise DataError(
                    f"{path}, line {number}: object_kind {kind!r}, expected one of {_KINDS}"
                )
            source = str(row.get("source", path.name))
            yield Triple(
                subject=subject,
                predicate=predicate,
                object=object_,
                object_kind=kind,
                unit=value.unit,
                confidence=float(row.get("confidence", 0.9)),
                extractor="imported",
                document_id=f"{source}#{row['document']}" if "document" in row else source,
                source=source,
            )
