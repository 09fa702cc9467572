"""How a document's text grows block by block, and every table cell keeps its place in it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kg_pipeline.records import Block, BlockKind, Cell, Document, SetAside, Table, TableKind
from kg_pipeline.sources.sentences import language_of


@dataclass(frozen=True, slots=True)
class RawFile:
    """A file as it came from disk: ``uri`` names it in every record made from it.

    charset: the encoding that was stated beside the file (by a server), or ``None``.
    """

    uri: str
    stem: str
    document_id: str
    data: bytes
    charset: str | None = None


@dataclass(frozen=True, slots=True)
class DraftCell:
    """A cell whose text (one line, cleaned) has no place in the document yet."""

    text: str
    xpath: str = ""
    header: bool = False


@dataclass(frozen=True, slots=True)
class DraftTable:
    """A table to be appended; ``notes`` are lines of the table that are no facts (full width)."""

    kind: TableKind
    caption: str
    rows: Sequence[Sequence[DraftCell]]
    notes: Sequence[str] = ()


@dataclass(slots=True)
class Assembler:
    """Collects the blocks and tables of one document; blocks are parted by one newline."""

    parts: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    length: int = 0
    heading: str = ""  # the last heading below the title, for the tables that stand under it

    def add(self, kind: BlockKind, text: str) -> None:
        """Append one block of cleaned text; an empty one is no block."""
        if text:
            start = self.length
            self.parts.append(text)
            self.length = start + len(text) + 1
            self.blocks.append(Block(kind, start, start + len(text)))
            if kind in ("heading", "title"):
                self.heading = text if kind == "heading" else ""

    def add_table(self, draft: DraftTable) -> None:
        """Append a table: its cells, parted by tabs and newlines, are one block of the text."""
        start, rows, lines = self.length, [], []
        position = start
        for row in draft.rows:
            cells = []
            for cell in row:
                end = position + len(cell.text)
                cells.append(Cell(cell.text, position, end, cell.xpath, cell.header))
                position = end + 1
            rows.append(tuple(cells))
            lines.append("\t".join(cell.text for cell in row))
        # Empty cells at its ends still belong to the block, so that no offset falls outside.
        text = "\n".join(lines)
        if text.strip():
            self.parts.append(text)
            self.length = start + len(text) + 1
            self.blocks.append(Block("table", start, start + len(text)))
            self.tables.append(Table(draft.kind, draft.caption, tuple(rows)))

    def add_json_ld(self, rows: Iterable[Sequence[DraftCell]]) -> None:
        """Add statements that do not stand in the text: their cells have no offsets."""
        cells = tuple(
            tuple(Cell(cell.text, xpath=cell.xpath, header=cell.header) for cell in row)
            for row in rows
        )
        if cells:
            self.tables.append(Table("json_ld", "", cells))

    def text(self) -> str:
        """The text so far."""
        return "\n".join(self.parts)


@dataclass(frozen=True, slots=True)
class Origin:
    """What a document knows of the file or line that it came from."""

    document_id: str
    uri: str
    media_type: str
    encoding: str


def finished(origin: Origin, title: str, assembler: Assembler) -> Document | SetAside:
    """The document, or why there is none: nothing in it."""
    text = assembler.text()
    if not text.strip() and not assembler.tables:
        return SetAside(origin.uri, "empty", "no text is left after cleaning")
    return Document(
        document_id=origin.document_id,
        uri=origin.uri,
        media_type=origin.media_type,
        encoding=origin.encoding,
        language=language_of(text),
        title=title,
        text=text,
        blocks=tuple(assembler.blocks),
        tables=tuple(assembler.tables),
    )
