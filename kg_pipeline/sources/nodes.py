"""The text nodes of a page with their places: what templates are learnt from.

Every visible text node is kept, also those of navigation and advertising: only the pages of a site
together tell what is furniture. An XPath names the element as usual, with ``id``, ``class`` and
``itemprop`` as further predicates (``/html/body/div[2][@class='info']/span``), for these are what
a site's pages share where positions shift. The title of the head, ``og:title``, keywords and description
come first. Labels that only attributes hold, as responsive tables (``data-label``) and icons (``title``)
have them, stand before the element's own texts (``…/td/@data-label``).
"""

import re
from collections.abc import Callable, Sequence
from typing import Any

from kg_pipeline.records import Block, Cell, Table
from kg_pipeline.sources.cleaning import clean_line
from kg_pipeline.sources.dom import Element, Page

MAX_NODES = 5_000  # a page with more is a list or a book, and no page of a template
_MAX_PATHS = 1_500_000  # characters of all XPaths
_MAX_ATTRIBUTE = 60
_NAMING = ("id", "class", "itemprop")
_HEAD = (
    ("head title", "/html/head/title", ""),
    ('meta[property="og:title"]', "/html/head/meta[@property='og:title']/@content", "content"),
    ('meta[name="keywords"]', "/html/head/meta[@name='keywords']/@content", "content"),
    ('meta[name="description"]', "/html/head/meta[@name='description']/@content", "content"),
)

_LABELS = ("data-label", "data-th", "data-title")
_ICONS = frozenset(["i", "em", "b", "span", "img"])
_ICON = re.compile(
    r"(?:^|[^a-z])(?:icon|ico|iconfont)(?=$|[^a-z])|(?:^|\s)(?:fa|bi|glyphicon)-", re.IGNORECASE
)
_LONGEST_LABEL = 20

Cleaner = Callable[[str], str]


def head_nodes(parser: Any, clean: Cleaner) -> list[Cell]:
    """What the head calls the page; to be read before the page is taken apart."""
    found = []
    for selector, xpath, attribute in _HEAD:
        node = parser.css_first(selector)
        if node is None:
            continue
        text = node.attributes.get(attribute) if attribute else node.text()
        found.append(Cell(clean_line(clean(text or "")), xpath=xpath))
    return [cell for cell in found if cell.text]


class NodeReader:
    """Reads the nodes of one page. ``text``, ``blocks``, ``tables``: those of its document."""

    def __init__(
        self, text: str, blocks: Sequence[Block], tables: Sequence[Table], clean: Cleaner
    ) -> None:
        self._clean = clean
        self._places = _Places(text, blocks)
        self._cells = {
            cell.xpath: cell
            for table in tables
            for row in table.rows
            for cell in row
            if cell.start is not None and cell.xpath
        }

    def read(self, page: Page) -> list[Cell]:
        """The nodes in document order; none of a page that has too many."""
        found: list[Cell] = []
        n_characters = 0
        # (element or text, its XPath, its plain XPath, the table cell around it)
        stack: list[tuple[Element | str, str, str, Cell | None]]
        stack = [(page.root, "/html", "/html", None)]
        while stack:
            item, path, plain, cell = stack.pop()
            if isinstance(item, str):
                text = clean_line(self._clean(item))
                if text:
                    start, end = self._places.find(text, cell)
                    found.append(Cell(text, start, end, path))
                    n_characters += len(path)
                    if len(found) > MAX_NODES or n_characters > _MAX_PATHS:
                        return []
                continue
            label = _label_of(item)
            if label:
                found.append(Cell(label[0], xpath=f"{path}/@{label[1]}"))
                n_characters += len(path)
            if item.n_text:
                around = self._cells.get(plain, cell)
                inner = [
                    (child, path + named, plain + step, around)
                    for child, step, named in _steps(item)
                ]
                stack.extend(reversed(inner))
        return found


def _steps(element: Element) -> list[tuple[Element | str, str, str]]:
    """(child, its plain step, its step with attributes) for elements and joined texts."""
    totals: dict[str, int] = {}
    for inner in element.elements():
        totals[inner.tag] = totals.get(inner.tag, 0) + 1
    children: list[Element | str] = []
    for child in element.children:
        if isinstance(child, str) and children and isinstance(children[-1], str):
            children[-1] += child  # a comment stood between them
        else:
            children.append(child)
    n_texts = sum(isinstance(child, str) for child in children)
    found: list[tuple[Element | str, str, str]] = []
    number = 0
    for child in children:
        if isinstance(child, str):
            number += 1
            step = f"/text()[{number}]" if n_texts > 1 else ""
            found.append((child, step, step))
            continue
        step = f"/{child.tag}" + (f"[{child.position}]" if totals[child.tag] > 1 else "")
        found.append((child, step, step + _attributes(child)))
    return found


def _label_of(element: Element) -> tuple[str, str] | None:
    """The label that an element's attributes show, and the attribute; ``None`` for none."""
    if not element.attributes:
        return None
    names = _LABELS if element.n_text else ()
    if not element.n_text and element.tag in _ICONS:
        is_icon = (
            _ICON.search(f"{element.attribute('class')} {element.attribute('src')}") is not None
        )
        names = ("title", "aria-label", "alt") if is_icon else ()
    for name in names:
        text = " ".join(element.attribute(name).split())
        if text and len(text) <= _LONGEST_LABEL:
            return text, name
    return None


def _attributes(element: Element) -> str:
    found = ""
    for name in _NAMING if element.attributes else ():
        value = element.attributes.get(name)
        if value:
            value = " ".join(value.split())
            if value and len(value) <= _MAX_ATTRIBUTE and "'" not in value:
                found += f"[@{name}='{value}']"
    return found


class _Places:
    """Where texts that come in the order of the page stand in the document's text."""

    def __init__(self, text: str, blocks: Sequence[Block]) -> None:
        self._text = text
        self._blocks: dict[str, list[Block]] = {}
        for block in reversed(blocks):
            if block.kind != "table":
                self._blocks.setdefault(text[block.start], []).append(block)
        self._next, self._end = 0, 0  # inside the block of the node before

    def find(self, node: str, cell: Cell | None) -> tuple[int | None, int | None]:
        """The span of a node: inside its table cell, going on in a block, or beginning one."""
        if cell is not None and cell.start is not None and cell.end is not None:
            start = self._text.find(node, cell.start, cell.end)
            return (start, start + len(node)) if start >= 0 else (None, None)
        while self._next < self._end and self._text[self._next].isspace():
            self._next += 1
        start = self._next
        if not self._text.startswith(node, start, self._end):
            waiting = self._blocks.get(node[0], [])
            fits = (b for b in reversed(waiting) if self._text.startswith(node, b.start, b.end))
            block = next(fits, None)
            if block is None:
                return None, None
            waiting.remove(block)
            start, self._end = block.start, block.end
        self._next = start + len(node)
        return start, self._next
