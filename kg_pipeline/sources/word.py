"""Word files (DOCX, ISO/IEC 29500): headings, paragraphs, list items and tables.

A DOCX is a ZIP of XML parts; its size unpacked is checked before anything is parsed. Tables are
read by the rules for tables of web pages.
"""

import html
import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from kg_pipeline.records import BlockKind, Document, SetAside
from kg_pipeline.sources.assembly import Assembler, DraftTable, Origin, RawFile, finished
from kg_pipeline.sources.dom import build_page
from kg_pipeline.sources.files import Cleaner
from kg_pipeline.sources.inputs import SourceSettings
from kg_pipeline.sources.plain_text import MAX_TITLE_CHARACTERS, add_key_values
from kg_pipeline.sources.tables import find_tables

MAX_UNPACKED = 10  # times max_bytes: what all parts of a file may hold together
_MAX_PARTS = 10_000
_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_OLE = b"\xd0\xcf\x11\xe0"
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_NOT_SHOWN = frozenset([f"{_WORD}del", f"{_WORD}moveFrom", f"{_WORD}pPr", f"{_WORD}rPr", _FALLBACK])
_CHARACTERS = {f"{_WORD}tab": "\t", f"{_WORD}br": "\n", f"{_WORD}cr": "\n"}
_MAX_STYLES_BELOW = 10


def read_docx(
    raw: RawFile, settings: SourceSettings, clean: Cleaner
) -> Iterator[Document | SetAside]:
    """The file's document."""
    import docx
    from lxml import etree

    try:
        unsafe = _unsafe(raw, settings.max_bytes * MAX_UNPACKED)
        if unsafe is not None:
            yield unsafe
            return
        # python-docx raises whatever it meets in a package that lacks a part.
        content = docx.Document(io.BytesIO(raw.data))
    except (zipfile.BadZipFile, zlib.error, EOFError, etree.XMLSyntaxError) as error:
        yield SetAside(raw.uri, "damaged DOCX", f"{type(error).__name__}: {error}")
        return
    except (KeyError, ValueError, AttributeError, RuntimeError) as error:
        yield SetAside(raw.uri, "not DOCX", f"{type(error).__name__}: {error}")
        return
    reader = _Reader(_styles(content), clean, Assembler())
    reader.read(_parts(content.element.body))
    add_key_values(reader.assembler)
    origin = Origin(raw.document_id, raw.uri, _MEDIA_TYPE, "utf-8")
    yield finished(origin, reader.title or raw.stem, reader.assembler)


def _unsafe(raw: RawFile, maximum: int) -> SetAside | None:
    """Why the package is not to be opened: encrypted, or too much in it.

    Both what the parts are said to hold and what they do hold is counted.
    """
    if raw.data.startswith(_OLE):
        detail = "expected a ZIP of XML parts, found an encrypted or an old Office file"
        return SetAside(raw.uri, "encrypted or not DOCX", detail)
    with zipfile.ZipFile(io.BytesIO(raw.data)) as package:
        parts = package.infolist()
        stated = sum(part.file_size for part in parts)
        if stated > maximum or len(parts) > _MAX_PARTS:
            detail = f"{len(parts)} parts that unpack to {stated} bytes; at most {maximum} are read"
            return SetAside(raw.uri, "too large unpacked", detail)
        n_bytes = 0
        for part in parts:
            if part.flag_bits & 1:
                return SetAside(raw.uri, "encrypted or not DOCX", f"{part.filename} is encrypted")
            with package.open(part) as stream:
                while chunk := stream.read(1 << 20):
                    n_bytes += len(chunk)
                    if n_bytes > maximum:
                        detail = f"more than {maximum} bytes, {stated} were stated"
                        return SetAside(raw.uri, "too large unpacked", detail)
    return None


def _styles(content: Any) -> dict[str | None, BlockKind]:
    """What kind of block each paragraph style stands for."""
    kinds: dict[str | None, BlockKind] = {}
    for style in content.styles:
        base, depth = style, 0
        while base is not None and depth < _MAX_STYLES_BELOW:
            kind = _kind_of_style(base)
            if kind is not None:
                kinds[style.style_id] = kind
                break
            base, depth = getattr(base, "base_style", None), depth + 1
    return kinds


def _kind_of_style(style: Any) -> BlockKind | None:
    name = (style.name or "").lower()
    if name == "title":
        return "title"
    if (
        name.startswith(("heading ", "标题"))
        or style.element.find(f"{_WORD}pPr/{_WORD}outlineLvl") is not None
    ):
        return "heading"
    if name.startswith("list ") or style.element.find(f"{_WORD}pPr/{_WORD}numPr") is not None:
        return "list_item"
    return None


def _parts(element: Any) -> Iterator[Any]:
    """Paragraphs and tables in order, those inside content controls too."""
    stack = list(reversed(element))
    while stack:
        child = stack.pop()
        if child.tag in (f"{_WORD}p", f"{_WORD}tbl"):
            yield child
        elif child.tag in (f"{_WORD}sdt", f"{_WORD}sdtContent"):
            stack.extend(reversed(child))


def text_of(element: Any) -> str:
    """The text that a part shows: insertions, but nothing that was deleted or moved away."""
    pieces: list[str] = []
    stack = [element]
    while stack:
        node = stack.pop()
        if node.tag == f"{_WORD}t":
            pieces.append(node.text or "")
        elif node.tag in _CHARACTERS:
            pieces.append(_CHARACTERS[node.tag])
        elif node.tag == f"{_WORD}noBreakHyphen":
            pieces.append("-")
        elif node.tag not in _NOT_SHOWN:
            stack.extend(reversed(node))
            if node.tag == f"{_WORD}p" and pieces:
                pieces.append("\n")
    return "".join(pieces)


@dataclass(slots=True)
class _Reader:
    """Reads the parts of one file into an assembler; ``title`` is empty where none was found."""

    kinds: dict[str | None, BlockKind]
    clean: Cleaner
    assembler: Assembler
    title: str = ""

    def read(self, parts: Iterable[Any]) -> None:
        for part in parts:
            if part.tag == f"{_WORD}tbl":
                self._add_table(part)
                continue
            kind = self._kind(part)
            for line in self.clean(text_of(part)).split("\n"):
                self._add(kind, line)

    def _kind(self, paragraph: Any) -> BlockKind:
        kind = self.kinds.get(paragraph.style, "paragraph")
        if kind != "paragraph":
            return kind
        if paragraph.find(f"{_WORD}pPr/{_WORD}outlineLvl") is not None:
            return "heading"
        number = paragraph.find(f"{_WORD}pPr/{_WORD}numPr/{_WORD}numId")
        is_item = number is not None and number.get(f"{_WORD}val") != "0"
        return "list_item" if is_item else "paragraph"

    def _add(self, kind: BlockKind, line: str) -> None:
        if not line:
            return
        first = not self.assembler.blocks and len(line) <= MAX_TITLE_CHARACTERS
        if not self.title and (first or kind in ("title", "heading")):
            self.title = line
        self.assembler.add(kind, line)

    def _add_table(self, table: Any) -> None:
        from selectolax.lexbor import LexborHTMLParser

        page = build_page(LexborHTMLParser(_as_html(table)).root)
        found = find_tables(page, self.clean)
        for entry in found:
            self.assembler.add_table(_placed(entry.draft, self.assembler.heading))
        if not found:  # no table of facts: what its cells say are paragraphs
            for cell in table.iterdescendants(f"{_WORD}tc"):
                for line in self.clean("\n".join(map(text_of, cell.p_lst))).split("\n"):
                    self._add("paragraph", line)


def _placed(draft: DraftTable, heading: str) -> DraftTable:
    """The table without places in a DOM that nobody knows."""
    rows = [[replace(cell, xpath="") for cell in row] for row in draft.rows]
    return DraftTable(draft.kind, draft.caption or heading, rows, draft.notes)


@dataclass(slots=True)
class _Cell:
    text: str
    n_columns: int
    bold: bool
    n_rows: int = 1


def _as_html(table: Any) -> str:
    """The table in HTML, its merged cells as spans."""
    hanging: dict[int, _Cell] = {}  # column -> the cell that may go on below
    rows: list[list[_Cell]] = []
    for row in table.tr_lst:
        cells: list[_Cell] = []
        column = row.grid_before
        if column:
            cells.append(_Cell("", column, bold=False))
        for cell in row.tc_lst:
            above = hanging.get(column)
            if cell.vMerge == "continue" and above is not None:
                above.n_rows += 1
            else:
                text = "\n".join(text_of(part) for part in cell.iterdescendants(f"{_WORD}p"))
                cells.append(_Cell(text, cell.grid_span, _is_bold(cell)))
                hanging[column] = cells[-1]
            column += cell.grid_span
        rows.append(cells)
    lines = ("".join(map(_cell_as_html, cells)) for cells in rows)
    return f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"


def _cell_as_html(cell: _Cell) -> str:
    text = html.escape(cell.text.strip()).replace("\n", "<br>")
    content = f"<b>{text}</b>" if cell.bold else text
    return f'<td colspan="{cell.n_columns}" rowspan="{cell.n_rows}">{content}</td>'


def _is_bold(cell: Any) -> bool:
    """Whether all runs with text are set bold."""
    runs = [run for run in cell.iterdescendants(f"{_WORD}r") if text_of(run).strip()]
    marks = [run.find(f"{_WORD}rPr/{_WORD}b") for run in runs]
    return bool(marks) and all(
        mark is not None and mark.get(f"{_WORD}val") not in ("0", "false") for mark in marks
    )
