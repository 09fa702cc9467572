"""The stage over documents of the cleaning benchmark, and how its finds are counted."""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg_pipeline.cleaning import CleaningSettings
from kg_pipeline.cleaning_work import clean_documents
from kg_pipeline.engines.local import LocalEngine
from kg_pipeline.records import Document, documents_from, to_table
from kg_pipeline.settings import parse_settings
from kg_pipeline.storage import read_table, write_table


@dataclass
class Counts:
    """Found, missed and wrongly taken."""

    found: int = 0
    missed: int = 0
    wrong: int = 0
    examples: list[str] = field(default_factory=list)

    def add(self, is_planted: bool, is_taken: bool, text: str) -> None:
        """Count one thing."""
        if is_planted and is_taken:
            self.found += 1
        elif is_planted or is_taken:
            self.missed += is_planted
            self.wrong += is_taken
            self.examples.append(("missed: " if is_planted else "wrong: ") + text[:70])

    def line(self, name: str) -> str:
        """A row of the table."""
        precision = self.found / max(1, self.found + self.wrong)
        recall = self.found / max(1, self.found + self.missed)
        planted = self.found + self.missed
        return f"| {name} | {planted} | {self.wrong} | {precision:.3f} | {recall:.3f} |"


@dataclass(frozen=True)
class Cleaned:
    """What the stage made of some documents."""

    families: dict[str, str]  # address → family
    taken: list[dict[str, Any]]
    aside: set[str]


def cleaned(documents: Sequence[Document], filters: Sequence[dict[str, Any]]) -> Cleaned:
    """The stage over these documents with these filters."""
    settings = parse_settings(CleaningSettings, {"filters": list(filters)}, "benchmark")
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        write_table(
            root / "documents" / "corpus-00000-00000.parquet", to_table(documents, Document)
        )
        clean_documents(
            root / "documents",
            root / "out",
            "key",
            settings,
            LocalEngine(workers=1),
            lambda done, total: None,
        )
        (path,) = (root / "out").glob("corpus-*.parquet")
        left = documents_from(read_table(path))
        paths = sorted((root / "out").glob("taken-*.parquet"))
        taken = [row for one in paths for row in read_table(one).to_pylist()]
    aside = {one.uri for one in documents} - {one.uri for one in left}
    return Cleaned({one.uri: one.family for one in left}, taken, aside)
