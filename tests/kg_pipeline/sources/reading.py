"""How the tests read invented files: written to a folder, read as the pipeline reads them."""

from pathlib import Path

from kg_pipeline.records import Document, SetAside, Table
from kg_pipeline.sources.documents import read_documents
from kg_pipeline.sources.inputs import SourceSettings


def read(
    folder: Path, name: str, content: str | bytes, **settings: object
) -> list[Document | SetAside]:
    """What a file of this name and content gives."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    chosen = SourceSettings.model_validate({"paths": [str(path)], **settings})
    return list(read_documents(path, chosen))


def read_one(folder: Path, name: str, content: str | bytes, **settings: object) -> Document:
    """The single document of a file."""
    (document,) = read(folder, name, content, **settings)
    assert isinstance(document, Document), document
    return document


def read_aside(folder: Path, name: str, content: str | bytes, **settings: object) -> SetAside:
    """The single reason why a file gave nothing."""
    (aside,) = read(folder, name, content, **settings)
    assert isinstance(aside, SetAside), aside
    return aside


def texts(table: Table) -> list[tuple[str, ...]]:
    """The cells of a table as plain rows."""
    return [tuple(cell.text for cell in row) for row in table.rows]


def block_texts(document: Document) -> list[tuple[str, str]]:
    """Kind and text of every block."""
    return [(block.kind, document.text[block.start : block.end]) for block in document.blocks]


def assert_offsets_hold(document: Document) -> None:
    """Every cell with offsets stands in the text where it says."""
    for table in document.tables:
        for row in table.rows:
            for cell in row:
                if cell.start is not None:
                    assert document.text[cell.start : cell.end] == cell.text
