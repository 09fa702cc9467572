"""Which tables and definition lists of a page hold facts, and what their cells say.

Row and column spans are expanded. Two shapes are told apart: pairs of label and value (infobox),
and rows under a header (grid). Layout tables, calendars, forms and page furniture are no tables.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from kg_pipeline.records import TableKind
from kg_pipeline.sources.assembly import DraftCell, DraftTable
from kg_pipeline.sources.cells import label_of, values_of
from kg_pipeline.sources.dom import HEADINGS, Element, Page
from kg_pipeline.sources.labels import labels_of_cards, looks_like_label
from kg_pipeline.sources.table_shapes import distinct, n_header_rows, paired_cells

Cleaner = Callable[[str], str]

MAX_CELLS = 50_000
_MAX_SPAN = 1000
_LONG_CELL = 2000  # characters; a longer one is page layout
_MAX_CAPTION = 60
_VALUE_SEPARATOR = "；"

_FAR_MORE = 2  # times the labels of any card


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A table that holds facts, and the element that holds the table."""

    element: Element
    draft: DraftTable


def find_tables(page: Page, clean: Cleaner) -> list[FoundTable]:
    """The tables and definition lists that hold facts, in document order.

    A table without a caption of its own gets the heading above it.
    """
    found, heading = [], ""
    for element in page.elements:
        if element.tag in HEADINGS and not element.furniture:
            heading = "" if element.tag == "h1" else label_of(element, clean)[:_MAX_CAPTION]
        if element.furniture or element.tag not in ("table", "dl"):
            continue
        read = _read_table if element.tag == "table" else _read_definitions
        draft = read(element, clean, heading)
        if draft is not None:
            found.append(FoundTable(element, draft))
    return _without_cards(found)


def _without_cards(found: Sequence[FoundTable]) -> list[FoundTable]:
    """Leave out the infoboxes that a page has for several things of one kind.

    The first stays where it says far more than the others: it is the page's own, they are cards.
    """
    values: list[dict[str, str]] = []
    for table in found:
        stated: dict[str, str] = {}
        for row in table.draft.rows if table.draft.kind == "infobox" else ():
            stated[row[0].text] = stated.get(row[0].text, "") + row[1].text
        values.append(stated)
    cards = labels_of_cards([pair for stated in values for pair in stated.items()])
    shared = [place for place, stated in enumerate(values) if not cards.isdisjoint(stated)]
    longest = max((len(values[place]) for place in shared[1:]), default=0)
    if shared and longest and len(values[shared[0]]) >= _FAR_MORE * longest:
        shared = shared[1:]
    return [table for place, table in enumerate(found) if place not in shared]


def _read_definitions(element: Element, clean: Cleaner, heading: str) -> DraftTable | None:
    """A ``dl`` whose terms are labels; ``None`` for lists of things, questions, nested lists."""
    inner = [part for part in element.descendants() if part.tag in ("dt", "dd")]
    terms = [part for part in inner if part.tag == "dt"]
    labels = [label_of(term, clean) for term in terms]
    n_good = sum(map(looks_like_label, labels))
    if not terms or n_good < 0.7 * len(terms) or _are_links(element, terms):
        return None
    if element.has_inside("dl", "table", "form", *HEADINGS):
        return None
    rows: list[Sequence[DraftCell]] = []
    current: list[Element] = []
    after_value = False
    for part in inner:
        if part.tag == "dt":
            current = [part] if after_value else [*current, part]
        else:
            for term in current:
                rows += _pair_rows(term, part, clean)
        after_value = part.tag == "dd"
    return DraftTable("infobox", heading, rows) if rows else None


def _are_links(element: Element, terms: Sequence[Element]) -> bool:
    """Whether a list's terms are links, or its values a long list of links under few terms."""
    n_linked_terms = sum(term.has_inside("a") for term in terms)
    n_values = sum(part.tag == "dd" for part in element.descendants())
    mostly_links = element.n_linked > 0.7 * element.n_text
    return n_linked_terms > 0.7 * len(terms) or (mostly_links and n_values > 4 * len(terms))


def _pair_rows(label: Element, value: Element, clean: Cleaner) -> Iterator[Sequence[DraftCell]]:
    """One row of label and value for each value of a cell."""
    name = DraftCell(label_of(label, clean), label.xpath(), True)
    for text in values_of(value, clean) if name.text else ():
        yield name, DraftCell(text, value.xpath())


def _read_table(element: Element, clean: Cleaner, heading: str) -> DraftTable | None:
    rows = [] if _is_layout(element) else expanded_rows(element)
    width = max(map(len, rows), default=0)
    if width < 2 or width * len(rows) > MAX_CELLS:
        return None
    body = [row for row in rows if len(distinct(row)) > 1]
    notes = [" ".join(values_of(row[0], clean)) for row in rows if len(distinct(row)) == 1]
    caption = _caption(element, clean)
    if not caption and notes and len(distinct(rows[0])) == 1:
        caption, notes = notes[0][:_MAX_CAPTION], notes[1:]
    n_header = n_header_rows(body, clean)
    drafts = _grid(body, n_header, clean) if n_header else _pairs(body, clean)
    if not drafts:
        return None
    kind: TableKind = "grid" if n_header else "infobox"
    return DraftTable(kind, caption or heading, drafts, [note for note in notes if note])


def _caption(table: Element, clean: Cleaner) -> str:
    captions = [child for child in table.elements() if child.tag == "caption"]
    return label_of(captions[0], clean)[:_MAX_CAPTION] if captions else ""


def _grid(
    rows: Sequence[Sequence[Element]], n_header: int, clean: Cleaner
) -> list[list[DraftCell]]:
    """All rows at equal length; the values of one cell are parted by ``；``."""
    width = max(map(len, rows))
    known: dict[Element, DraftCell] = {}

    def draft(cell: Element, in_header: bool) -> DraftCell:
        if cell not in known:
            header = in_header or cell.tag == "th"
            text = (
                label_of(cell, clean) if header else _VALUE_SEPARATOR.join(values_of(cell, clean))
            )
            known[cell] = DraftCell(text, cell.xpath(), header)
        return known[cell]

    return [
        [draft(cell, number < n_header) for cell in row] + [DraftCell("")] * (width - len(row))
        for number, row in enumerate(rows)
    ]


def _pairs(rows: Sequence[Sequence[Element]], clean: Cleaner) -> list[Sequence[DraftCell]]:
    return [
        row for label, value in paired_cells(rows, clean) for row in _pair_rows(label, value, clean)
    ]


def _is_layout(table: Element) -> bool:
    """Whether a table only places things on the page."""
    if table.attribute("role") in ("presentation", "none"):
        return True
    if table.has_inside("table", "input", "dl", "h1", "h2"):
        return True
    cells = [element for element in table.descendants() if element.tag in ("td", "th")]
    longest = max((cell.n_text for cell in cells), default=0)
    return longest > _LONG_CELL or (len(cells) <= 3 and longest > 300)


def expanded_rows(table: Element) -> list[list[Element]]:
    """(rows, columns) the cell at every place; a cell that spans several stands in each of them.

    Rows may differ in length where the page leaves cells out; more than ``MAX_CELLS`` give none.
    """
    above: dict[
        int, tuple[Element, int]
    ] = {}  # column -> cell that hangs down, rows it still covers
    expanded: list[list[Element]] = []
    n_cells = 0
    for row in (element for element in table.descendants() if element.tag == "tr"):
        below = {column: (cell, left - 1) for column, (cell, left) in above.items() if left > 1}
        places: list[Element] = []
        for cell in row.elements():
            if cell.tag not in ("td", "th"):
                continue
            _place_hanging(places, above)
            n_columns, n_below = _span(cell, "colspan"), _span(cell, "rowspan") - 1
            if n_below:
                columns = range(len(places), len(places) + n_columns)
                below |= dict.fromkeys(columns, (cell, n_below))
            places += [cell] * n_columns
        _place_hanging(places, above)
        above = below
        n_cells += len(places)
        if n_cells > MAX_CELLS:
            return []
        if places:
            expanded.append(places)
    return expanded


def _place_hanging(places: list[Element], above: dict[int, tuple[Element, int]]) -> None:
    """Append the cells that hang down into the next columns."""
    while len(places) in above:
        places.append(above[len(places)][0])


def _span(cell: Element, name: str) -> int:
    value = cell.attribute(name).strip()
    return max(1, min(int(value), _MAX_SPAN)) if value.isdecimal() and len(value) < 6 else 1
