"""What a page states in lines instead of tables, as tables: key：value lines, lists under headings,
blocks of label and value.

Their cells are parts of visible lines. Where all lines of a table stand in the main text, its
cells point there; else the table is appended to the text.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg_pipeline.records import Cell, Table, TableKind
from kg_pipeline.sources.assembly import Assembler, DraftCell, DraftTable
from kg_pipeline.sources.dom import Element, Page
from kg_pipeline.sources.headed_lists import HeadedList, headed_lists
from kg_pipeline.sources.key_values import Line, key_value_groups
from kg_pipeline.sources.labelled_blocks import labelled_blocks
from kg_pipeline.sources.structured_data import Statement
from kg_pipeline.sources.visible import VisibleLine

Cleaner = Callable[[str], str]
_MOST_WORDS = 0.7
_MOST_VALUES = 300  # that lists are compared with
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class ShownCell:
    """``line[start:end]``: what a cell says, and the line of the page that says it."""

    line: str
    start: int
    end: int
    xpath: str

    @property
    def text(self) -> str:
        """The cell's text."""
        return self.line[self.start : self.end]


@dataclass(frozen=True, slots=True)
class ShownTable:
    """Rows of name and value; ``caption`` is the heading above them."""

    kind: TableKind
    caption: str
    rows: Sequence[tuple[ShownCell, ShownCell]]


def shown_tables(
    page: Page, lines: Sequence[VisibleLine], names: Collection[str], clean: Cleaner
) -> list[ShownTable]:
    """All such tables.

    lines: those of the page's content, furniture among them included
    names: what the page calls itself
    """
    lists = headed_lists(lines, names)
    listed = {element for one in lists for item in one.items for element in item.elements()}
    return [
        *_key_value_tables(lines),
        *_fullest(list(map(_list_table, lists))),
        *_labelled_tables(page, listed, clean),
    ]


def restates(table: ShownTable, statements: Sequence[Statement]) -> bool:
    """Whether a list says less exactly what the page's data state as values of one property.

    So it is where at least half of its items have most of their words in one of these values
    (``flour``, ``2 cups flour``).
    """
    n_values = Counter(statement.property for statement in statements)
    known = [one.value for one in statements if n_values[one.property] > 1]
    return table.kind == "list" and _says_less(table, known)


def _fullest(lists: Sequence[ShownTable]) -> list[ShownTable]:
    """The lists but for those that another one under the same heading says more exactly.

    An article names the ingredients before its recipe gives their amounts.
    """
    order = sorted(range(len(lists)), key=lambda place: -_n_words(lists[place]))  # stable
    kept: defaultdict[str, list[str]] = defaultdict(list)
    chosen = []
    for place in order:
        known = kept[lists[place].caption.casefold()]
        if not (known and _says_less(lists[place], known)):
            known += [value.text for _, value in lists[place].rows]
            chosen.append(place)
    return [lists[place] for place in sorted(chosen)]


def _n_words(table: ShownTable) -> int:
    return sum(len(_words(value.text)) for _, value in table.rows)


def _says_less(table: ShownTable, values: Sequence[str]) -> bool:
    """Whether at least half of a table's values have most of their words in one of the others."""
    known = [_words(value) for value in values[:_MOST_VALUES]]
    items = [_words(value.text) for _, value in table.rows]
    n_known = sum(any(_is_part(item, value) for value in known) for item in items)
    return 2 * n_known >= len(items)


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold()))


def _is_part(item: frozenset[str], value: frozenset[str]) -> bool:
    return len(item & value) >= _MOST_WORDS * len(item)


def add_shown_tables(tables: Iterable[ShownTable], assembler: Assembler) -> None:
    """Add tables whose cells point into the text so far, or append them where they cannot."""
    text = assembler.text()
    starts = {
        text[block.start : block.end]: block.start
        for block in assembler.blocks
        if block.kind in ("heading", "paragraph", "list_item")
    }
    for table in tables:
        if all(cell.line in starts for row in table.rows for cell in row):
            rows = tuple(
                (_placed(name, starts[name.line], True), _placed(value, starts[value.line], False))
                for name, value in table.rows
            )
            assembler.tables.append(Table(table.kind, table.caption, rows))
            continue
        drafts = [
            (DraftCell(name.text, name.xpath, True), DraftCell(value.text, value.xpath))
            for name, value in table.rows
        ]
        assembler.add_table(DraftTable(table.kind, table.caption, drafts))


def _placed(cell: ShownCell, start: int, is_header: bool) -> Cell:
    return Cell(cell.text, start + cell.start, start + cell.end, cell.xpath, is_header)


def _key_value_tables(lines: Sequence[VisibleLine]) -> Iterator[ShownTable]:
    """The groups of ``key：value`` lines outside the page's furniture."""
    read, captions, heading = [], [], ""
    for line in lines:
        is_heading = line.is_heading() and not line.block.furniture
        if is_heading:
            heading = "" if line.block.tag == "h1" else line.text
        captions.append(heading)
        text = "" if line.block.furniture or is_heading else line.text
        read.append(Line(text, line.marked, line.linked))
    for group in key_value_groups(read):
        rows = []
        for stated in group:
            shown = lines[stated.index]
            xpath = shown.block.xpath()
            rows += [
                (
                    ShownCell(shown.text, pair.label_start, pair.label_end, xpath),
                    ShownCell(shown.text, pair.value_start, pair.value_end, xpath),
                )
                for pair in stated.pairs
            ]
        yield ShownTable("key_value", captions[group[0].index], rows)


def _list_table(found: HeadedList) -> ShownTable:
    heading = found.heading
    name = ShownCell(heading.text, found.start, found.end, heading.block.xpath())
    rows = [
        (name, ShownCell(item.line, item.start, len(item.line), item.block.xpath()))
        for item in found.items
    ]
    return ShownTable("list", name.text, rows)


def _labelled_tables(
    page: Page, listed: Collection[Element], clean: Cleaner
) -> Iterator[ShownTable]:
    """Blocks of label and value; an item of a list (``listed``) is no such block."""
    for group in labelled_blocks(page, clean):
        if any(block.element in listed for block in group):
            continue
        rows = []
        for block in group:
            line, xpath = f"{block.label} {block.value}", block.element.xpath()
            name = ShownCell(line, 0, len(block.label), xpath)
            rows.append((name, ShownCell(line, len(block.label) + 1, len(line), xpath)))
        yield ShownTable("infobox", "", rows)
