"""Invented documents, and the whole stage over them."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg_pipeline.cleaning import CleaningSettings
from kg_pipeline.cleaning_work import clean_documents
from kg_pipeline.engines.local import LocalEngine
from kg_pipeline.records import Block, Cell, Document, Table, documents_from, to_table
from kg_pipeline.settings import parse_settings
from kg_pipeline.storage import read_table, write_table


@dataclass(frozen=True)
class Cleaned:
    """What the stage left, by address, and what it told."""

    documents: dict[str, Document]
    taken: list[dict[str, Any]]
    aside: dict[str, str]  # address → reason


def document(uri: str, *paragraphs: str, title: str = "", kind: str = "text/plain") -> Document:
    """A document of some paragraphs."""
    text, blocks, start = "\n".join(paragraphs), [], 0
    for paragraph in paragraphs:
        blocks.append(Block("paragraph", start, start + len(paragraph)))
        start += len(paragraph) + 1
    identifier = hashlib.sha256(f"{uri} {text}".encode()).hexdigest()
    return Document(identifier, uri, kind, "utf-8", "zh", title, text, tuple(blocks))


def with_table(plain: Document, rows: Sequence[tuple[str, str]]) -> Document:
    """The document with a table of names and values behind its text."""
    text, cells, blocks = plain.text, [], list(plain.blocks)
    start = len(text) + 1
    position = start
    for name, value in rows:
        end = position + len(name)
        last = end + 1 + len(value)
        cells.append((Cell(name, position, end), Cell(value, end + 1, last, "/html/body/td")))
        text += f"\n{name}\t{value}"
        position = last + 1
    blocks.append(Block("table", start, len(text)))
    outside = (Cell("电话"), Cell("电话"), Cell(rows[0][1]))
    return Document(
        plain.document_id,
        plain.uri,
        plain.media_type,
        "utf-8",
        "zh",
        plain.title,
        text,
        tuple(blocks),
        (Table("infobox", "", tuple(cells)), Table("json_ld", "", (outside,))),
        nodes=tuple(cell for row in cells for cell in row),
    )


def cleaned(
    folder: Path, documents: Sequence[Document], filters: Sequence[Any] | None, **how: Any
) -> Cleaned:
    """What the stage makes of these documents; ``filters`` ``None`` stands for the default ones.

    how: ``workers`` and ``a_table``, the number of documents of one table
    """
    write_tables(folder / "documents", documents, how.get("a_table", 3))
    settings = CleaningSettings()
    if filters is not None:
        raw = [{"kind": one} if isinstance(one, str) else one for one in filters]
        settings = parse_settings(CleaningSettings, {"filters": raw}, "test")
    out = folder / "out"
    engine = LocalEngine(how.get("workers", 1))
    clean_documents(folder / "documents", out, "key", settings, engine, lambda *state: None)
    left = [
        one for path in sorted(out.glob("corpus-*")) for one in documents_from(read_table(path))
    ]
    rows = {
        name: [
            row for path in sorted(out.glob(f"{name}-*")) for row in read_table(path).to_pylist()
        ]
        for name in ("taken", "set_aside")
    }
    aside = {row["source"]: row["reason"] for row in rows["set_aside"]}
    return Cleaned({one.uri: one for one in left}, rows["taken"], aside)


def write_tables(folder: Path, documents: Sequence[Document], a_table: int) -> None:
    """The documents as the stage before writes them."""
    for part, first in enumerate(range(0, len(documents), a_table)):
        table = to_table(documents[first : first + a_table], Document)
        write_table(folder / f"corpus-00000-{part:05d}.parquet", table)


def assert_offsets_hold(one: Document) -> None:
    """Every cell with offsets stands in the text where it says; every block is inside the text."""
    for table in one.tables:
        for cell in (cell for row in table.rows for cell in row if cell.start is not None):
            assert one.text[cell.start : cell.end] == cell.text
    for node in one.nodes:
        assert one.text[node.start : node.end] == node.text
    for block in one.blocks:
        assert 0 <= block.start < block.end <= len(one.text)
