"""Web pages: main text, title, tables, ``key：value`` lines and JSON-LD of an HTML file."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kg_pipeline.records import Document, SetAside, Table
from kg_pipeline.sources.assembly import (
    Assembler,
    DraftCell,
    DraftTable,
    Origin,
    RawFile,
    finished,
)
from kg_pipeline.sources.cells import is_footnote
from kg_pipeline.sources.dom import Element, Page, build_page
from kg_pipeline.sources.encodings import declared_encoding, decode
from kg_pipeline.sources.furniture import mark_furniture
from kg_pipeline.sources.jsonld import JsonLdError, read_json_ld
from kg_pipeline.sources.key_values import KeyValue, Line, key_value_groups
from kg_pipeline.sources.main_text import TextBlock, main_blocks
from kg_pipeline.sources.nesting import limit_nesting
from kg_pipeline.sources.nodes import NodeReader, head_nodes
from kg_pipeline.sources.plain_text import located_pairs
from kg_pipeline.sources.tables import FoundTable, find_tables
from kg_pipeline.sources.titles import page_title
from kg_pipeline.sources.visible import VisibleLine, visible_lines

Cleaner = Callable[[str], str]

MAX_ELEMENTS = 30_000  # of a page that trafilatura is asked about; beyond, it may need minutes


def read_webpage(raw: RawFile, clean: Cleaner) -> Iterator[Document | SetAside]:
    """The page's document, and one ``SetAside`` for each JSON-LD script that is no JSON."""
    from selectolax.lexbor import LexborHTMLParser

    decoded = decode(raw.data, declared_encoding(raw.data))
    if decoded.text is None:
        yield SetAside(raw.uri, "not text", decoded.reason)
        return
    html = decoded.text.replace("\x00", "")
    flat = limit_nesting(html)
    parser = LexborHTMLParser(flat)
    if parser.root is None:
        yield SetAside(raw.uri, "empty", "the page has no elements")
        return
    reader = _PageReader(parser, clean)
    unreadable = reader.read_json_ld(raw.uri)
    title = reader.read(is_wild=flat is not html)
    origin = Origin(raw.document_id, raw.uri, "text/html", decoded.encoding)
    document = finished(origin, title or raw.stem, reader.assembler)
    yield reader.with_nodes(document) if isinstance(document, Document) else document
    yield from unreadable


class _PageReader:
    """Reads one page into an assembler; what is no running text is taken out of the page."""

    def __init__(self, parser: Any, clean: Cleaner) -> None:
        self.parser = parser
        self.clean = clean
        self.assembler = Assembler()
        self.statements: list[Sequence[DraftCell]] = []
        self.page = build_page(parser.root)
        self.head = head_nodes(parser, clean)

    def read_json_ld(self, uri: str) -> list[SetAside]:
        """Keep the statements of the page's scripts; return those that cannot be read."""
        unreadable = []
        for script in self.parser.css('script[type*="ld+json" i]'):
            try:
                statements = read_json_ld(script.text() or "")
            except JsonLdError as error:
                unreadable.append(SetAside(uri, "JSON-LD not readable", str(error)))
                continue
            for statement in statements:
                values = (statement.subject, statement.property, statement.value)
                self.statements.append([DraftCell(self.clean(value)) for value in values])
        return unreadable

    def read(self, is_wild: bool) -> str:
        """Add text and tables; return the title, empty where the page has none.

        is_wild: the page was nested too deep, so trafilatura is not to see it.
        """
        page = self.page
        mark_furniture(page)
        title = page_title(self.parser, page, self.clean)
        tables = find_tables(page, self.clean)
        # Neither the tables nor the footnote marks are running text.
        without = {table.element for table in tables}
        without |= {element for element in page.elements if is_footnote(element)}
        lines = list(visible_lines(page, without, self.clean))
        html = "" if is_wild or len(page.elements) > MAX_ELEMENTS else self._html(page, without)
        blocks = main_blocks(html, lines, self.clean)
        self._add_text(title, blocks)
        texts = {title, *(block.text for block in blocks)}
        self._add_key_values(_key_value_groups(_content(page, lines, texts, tables)))
        for table in tables:
            self._add_table(table.draft, texts)
        self.assembler.add_json_ld(self.statements)
        return title

    def with_nodes(self, document: Document) -> Document:
        """The document with the text nodes of its page."""
        nodes = NodeReader(document.text, document.blocks, document.tables, self.clean)
        return replace(document, nodes=(*self.head, *nodes.read(self.page)))

    def _html(self, page: Page, without: Collection[Element]) -> str:
        """The page's source without tables, footnote marks and furniture."""
        removed = {element for element in page.elements if element.furniture} | set(without)
        for element in removed:
            if removed.isdisjoint(element.ancestors()):
                element.node.decompose()
        return self.parser.html or ""

    def _add_text(self, title: str, blocks: Sequence[TextBlock]) -> None:
        self.assembler.add("title", title)
        for number, block in enumerate(blocks):
            if number > 1 or block.text != title:
                self.assembler.add(block.kind, block.text)

    def _add_table(self, draft: DraftTable, texts: Collection[str]) -> None:
        if draft.caption not in texts:
            self.assembler.add("heading", draft.caption)
        for note in draft.notes:
            self.assembler.add("paragraph", note)
        self.assembler.add_table(draft)

    def _add_key_values(self, groups: Sequence["_KeyValueGroup"]) -> None:
        """Point into the lines of the main text, or append the lines where it lacks one."""
        text = self.assembler.text()
        starts = {
            text[block.start : block.end]: block.start
            for block in self.assembler.blocks
            if block.kind in ("paragraph", "list_item")
        }
        for group in groups:
            stands = all(line.shown.text in starts for line in group.lines)
            rows = [
                row
                for line in group.lines
                for row in located_pairs(
                    line.shown.text,
                    line.pairs,
                    starts[line.shown.text] if stands else 0,
                    line.shown.block.xpath(),
                )
            ]
            if stands:
                self.assembler.tables.append(Table("key_value", group.caption, tuple(rows)))
                continue
            drafts = [
                [DraftCell(cell.text, cell.xpath, cell.header) for cell in row] for row in rows
            ]
            self.assembler.add_table(DraftTable("key_value", group.caption, drafts))


@dataclass(frozen=True, slots=True)
class _KeyValueLine:
    shown: VisibleLine
    pairs: Sequence[KeyValue]


@dataclass(frozen=True, slots=True)
class _KeyValueGroup:
    """Neighbouring lines; ``caption`` is the heading above them."""

    caption: str
    lines: Sequence[_KeyValueLine]


def _content(
    page: Page, lines: Sequence[VisibleLine], texts: Collection[str], tables: Sequence[FoundTable]
) -> list[VisibleLine]:
    """The lines from the first to the last element that holds title, main text or a table."""
    order = {element: number for number, element in enumerate(page.elements)}
    found = [order[line.block] for line in lines if line.text in texts]
    found += [order[table.element] for table in tables]
    first, last = min(found, default=0), max(found, default=len(order))
    return [line for line in lines if first <= order[line.block] <= last]


def _key_value_groups(lines: Sequence[VisibleLine]) -> list[_KeyValueGroup]:
    """The groups of ``key：value`` lines outside the page's furniture."""
    read, captions, heading = [], [], ""
    for line in lines:
        is_heading = line.is_heading() and not line.block.furniture
        if is_heading:
            heading = "" if line.block.tag == "h1" else line.text
        captions.append(heading)
        text = "" if line.block.furniture or is_heading else line.text
        read.append(Line(text, line.marked, line.linked))
    return [
        _KeyValueGroup(
            captions[group[0].index],
            [_KeyValueLine(lines[stated.index], stated.pairs) for stated in group],
        )
        for group in key_value_groups(read)
    ]
