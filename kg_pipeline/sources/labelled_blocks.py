"""Infoboxes without a table: blocks side by side, each a label and its value.

``<div><span>Prep time</span> <span>10 min</span></div>`` beside others of its kind. Label and value
have no colon between them, so markup and words must tell: the rows are alike, their labels differ,
at least half of them are set as labels or name an attribute, and no label comes again elsewhere
with another value (cards of other things).
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kg_pipeline.sources.cells import label_of
from kg_pipeline.sources.cleaning import clean_line
from kg_pipeline.sources.dom import HEADINGS, Element, Page
from kg_pipeline.sources.key_values import is_sentence
from kg_pipeline.sources.labels import labels_of_cards, looks_like_label, names_attribute

Cleaner = Callable[[str], str]

_LABEL_CLASS = re.compile(
    r"(?:^|[^a-z])(?:labels?|key|term|caption|prop(?:erty)?|attr|field|lbl)(?:$|[^a-z])"
)
_COLONS = (":", "：")  # such lines are read elsewhere
_ROW = re.compile("div|li|p|span|section")
_LONGEST_VALUE = 80
_MOST_ROWS = 40


@dataclass(frozen=True, slots=True)
class LabelledBlock:
    """One row: the element that holds it, its label and its value."""

    element: Element
    label: str
    value: str
    is_set_as_label: bool


def labelled_blocks(page: Page, clean: Cleaner) -> list[list[LabelledBlock]]:
    """The groups of rows of a page, in document order."""
    groups = [
        rows
        for element in page.elements
        if not element.furniture and element.tag not in ("table", "tr", "dl", "tbody")
        for rows in [_rows(element, clean)]
        if rows
    ]
    cards = labels_of_cards([(row.label, row.value) for rows in groups for row in rows])
    return [rows for rows in groups if cards.isdisjoint(row.label for row in rows)]


def _rows(container: Element, clean: Cleaner) -> list[LabelledBlock]:
    """The rows among an element's children; none where they are not believed."""
    children = [child for child in container.elements() if child.n_text]
    if not 2 <= len(children) <= _MOST_ROWS:
        return []
    rows = [row for child in children for row in _row(child, clean)]
    labels = {row.label for row in rows}
    alike = len({row.element.tag for row in rows}) == 1
    if len(rows) < 2 or 2 * len(rows) < len(children) or len(labels) < len(rows) or not alike:
        return []
    n_good = sum(row.is_set_as_label or names_attribute(row.label) for row in rows)
    return rows if 2 * n_good >= len(rows) else []


def _row(element: Element, clean: Cleaner) -> Iterator[LabelledBlock]:
    """A block's label and value, if it is made of these two."""
    if not _ROW.fullmatch(element.tag) or element.n_text > _LONGEST_VALUE + 40:
        return
    if element.furniture or element.n_linked == element.n_text:
        return
    parts = _parts(element)
    if not 2 <= len(parts) <= 4 or _has_structure(element):
        return
    first = parts[0]
    label = label_of(first, clean) if isinstance(first, Element) else clean_line(clean(first))
    value = clean_line(clean(" ".join(map(_text, parts[1:]))))
    has_colon = _text(first).rstrip().endswith(_COLONS) or value.startswith(_COLONS)
    if has_colon or not looks_like_label(label) or value in ("", label):
        return
    is_set = isinstance(first, Element) and _LABEL_CLASS.search(first.attribute("class").lower())
    if len(value) <= _LONGEST_VALUE and not is_sentence(value):
        yield LabelledBlock(element, label, value, bool(is_set))


def _parts(element: Element) -> list[Element | str]:
    """What an element directly holds, through wrappers that hold one thing only."""
    while True:
        parts = [
            child
            for child in element.children
            if (child.n_text if isinstance(child, Element) else child.strip())
        ]
        if len(parts) != 1 or isinstance(parts[0], str):
            return parts
        element = parts[0]


def _has_structure(element: Element) -> bool:
    return element.has_inside("a", "ul", "ol", "table", "dl", "form", *HEADINGS)


def _text(part: Element | str) -> str:
    return part.text() if isinstance(part, Element) else part
