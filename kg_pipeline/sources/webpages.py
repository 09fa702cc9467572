"""Web pages: main text, title, tables, ``key：value`` lines and JSON-LD of an HTML file."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from typing import Any, Literal

from kg_pipeline.records import Document, SetAside
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
from kg_pipeline.sources.jsonld import JsonLdError, load_json_ld
from kg_pipeline.sources.main_text import TextBlock, main_blocks
from kg_pipeline.sources.microdata import read_microdata
from kg_pipeline.sources.nesting import limit_nesting
from kg_pipeline.sources.nodes import NodeReader, head_nodes
from kg_pipeline.sources.shown_tables import add_shown_tables, restates, shown_tables
from kg_pipeline.sources.structured_data import Statement, read_structured_data
from kg_pipeline.sources.tables import FoundTable, find_tables
from kg_pipeline.sources.things import JsonValue, share_words
from kg_pipeline.sources.titles import page_names
from kg_pipeline.sources.visible import VisibleLine, visible_lines

Cleaner = Callable[[str], str]
DataSyntax = Literal["json_ld", "microdata"]

DATA_SYNTAXES: tuple[DataSyntax, ...] = ("json_ld", "microdata")
MAX_ELEMENTS = 30_000  # of a page that trafilatura is asked about; beyond, it may need minutes


def read_webpage(
    raw: RawFile, clean: Cleaner, structured_data: Collection[DataSyntax] = DATA_SYNTAXES
) -> Iterator[Document | SetAside]:
    """The page's document, and one ``SetAside`` for each JSON-LD script that is no JSON.

    structured_data: which syntaxes of structured data are read
    """
    from selectolax.lexbor import LexborHTMLParser

    decoded = decode(raw.data, raw.charset or declared_encoding(raw.data))
    if decoded.text is None:
        yield SetAside(raw.uri, "not text", decoded.reason)
        return
    html = decoded.text.replace("\x00", "")
    flat = limit_nesting(html)
    parser = LexborHTMLParser(flat)
    if parser.root is None:
        yield SetAside(raw.uri, "empty", "the page has no elements")
        return
    reader = _PageReader(parser, clean, structured_data)
    title = reader.read(is_wild=flat is not html)
    origin = Origin(raw.document_id, raw.uri, "text/html", decoded.encoding)
    document = finished(origin, title or raw.stem, reader.assembler)
    yield reader.with_nodes(document) if isinstance(document, Document) else document
    for error in reader.unreadable:
        yield SetAside(raw.uri, "JSON-LD not readable", error)


class _PageReader:
    """Reads one page into an assembler; what is no running text is taken out of the page."""

    def __init__(
        self, parser: Any, clean: Cleaner, structured_data: Collection[DataSyntax]
    ) -> None:
        self.parser = parser
        self.clean = clean
        self.structured_data = structured_data
        self.assembler = Assembler()
        self.unreadable: list[str] = []
        self.page = build_page(parser.root)
        self.head = head_nodes(parser, clean)

    def read(self, is_wild: bool) -> str:
        """Add text and tables; return the title, empty where the page has none.

        is_wild: the page was nested too deep, so trafilatura is not to see it.
        """
        page = self.page
        mark_furniture(page)
        names = page_names(self.parser, page, self.clean)
        data = read_structured_data(self._data(page), names)
        # The page's own thing has a plainer name than its heading: 「Lamp」, 「The best lamp 2024」.
        is_agreed = any(share_words(data.name, name) for name in names)
        title = data.name if is_agreed or not names else names[0]
        tables = find_tables(page, self.clean)
        # Neither the tables nor the footnote marks are running text.
        without = {table.element for table in tables}
        without |= {element for element in page.elements if is_footnote(element)}
        lines = list(visible_lines(page, without, self.clean))
        html = "" if is_wild or len(page.elements) > MAX_ELEMENTS else self._html(without)
        blocks = main_blocks(html, lines, self.clean)
        self._add_text(title, blocks)
        texts = {title, *(block.text for block in blocks)}
        content = _content(page, lines, texts, tables)
        found = shown_tables(page, content, {title, *names}, self.clean)
        new = [table for table in found if not restates(table, data.statements)]
        add_shown_tables(new, self.assembler)
        for table in tables:
            self._add_table(table.draft, texts)
        self._add_statements(data.statements)
        return title

    def with_nodes(self, document: Document) -> Document:
        """The document with the text nodes of its page."""
        nodes = NodeReader(document.text, document.blocks, document.tables, self.clean)
        return replace(document, nodes=(*self.head, *nodes.read(self.page)))

    def _data(self, page: Page) -> list[JsonValue]:
        """The page's structured data in the syntaxes that are wanted."""
        values: list[JsonValue] = []
        if "json_ld" in self.structured_data:
            for script in self.parser.css('script[type*="ld+json" i]'):
                try:
                    values += load_json_ld(script.text() or "")
                except JsonLdError as error:
                    self.unreadable.append(str(error))
        if "microdata" in self.structured_data:
            values += read_microdata(page, self.clean)
        return values

    def _add_statements(self, statements: Sequence[Statement]) -> None:
        self.assembler.add_json_ld(
            [
                DraftCell(self.clean(statement.subject)),
                DraftCell(self.clean(statement.property)),
                DraftCell(self.clean(statement.value), statement.xpath),
            ]
            for statement in statements
        )

    def _html(self, without: Collection[Element]) -> str:
        """The page's source without tables and footnote marks."""
        for element in without:
            if not any(outer in without for outer in element.ancestors()):
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


def _content(
    page: Page, lines: Sequence[VisibleLine], texts: Collection[str], tables: Sequence[FoundTable]
) -> list[VisibleLine]:
    """The lines from the first to the last element that holds title, main text or a table."""
    order = {element: number for number, element in enumerate(page.elements)}
    found = [order[line.block] for line in lines if line.text in texts]
    found += [order[table.element] for table in tables]
    first, last = min(found, default=0), max(found, default=len(order))
    return [line for line in lines if first <= order[line.block] <= last]
