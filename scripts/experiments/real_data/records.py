"""What flows between the steps of the preparation, and JSON lines."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg_pipeline.records import ObjectKind

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Fact:
    """One triple of one source, names and values already written alike."""

    subject: str
    predicate: str
    object: str
    object_kind: ObjectKind
    source: str

    def key(self) -> tuple[str, str, str]:
        """What makes it the same triple."""
        return self.subject, self.predicate, self.object

    def row(self) -> Json:
        """The line that the pipeline imports."""
        return {
            "subject": self.subject,
            "predicate": self.predicate,
            "object": self.object,
            "object_kind": self.object_kind,
            "source": self.source,
        }


def distinct(facts: Iterable[Fact]) -> list[Fact]:
    """Each (subject, predicate, object) once, as it first occurred; degenerate ones left out."""
    found: dict[tuple[str, str, str], Fact] = {}
    for fact in facts:
        if fact.subject and fact.predicate and fact.object and fact.subject != fact.object:
            found.setdefault(fact.key(), fact)
    return list(found.values())


def json_lines(path: Path) -> Iterator[Json]:
    """The objects of a JSON-lines file; split at newlines alone (texts hold exotic separators)."""
    for line in path.read_text(encoding="utf-8-sig").split("\n"):
        if line.strip():
            yield json.loads(line)


def write_lines(path: Path, rows: Iterable[Json]) -> int:
    """Write rows as JSON lines; return how many."""
    path.parent.mkdir(parents=True, exist_ok=True)
    n_rows = 0
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        for row in rows:
            stream.write(json.dumps(row, ensure_ascii=False) + "\n")
            n_rows += 1
    return n_rows
