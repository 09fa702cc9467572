"""What stands in a cell of a web table: its values, and whether it is set as a label."""

import re
from collections.abc import Callable, Iterator

from kg_pipeline.sources.cleaning import clean_line
from kg_pipeline.sources.dom import BLOCK, Element

_FOOTNOTE = re.compile(
    r"\[(?:\d{1,3}(?:\s?[-–,，、]\s?\d{1,3})*|注\s?\d*|[a-z]|note \d+)\]|[①-⑳†‡]"
)
_RAISED_FOOTNOTE = re.compile(
    r"[\[(（]?\s?(?:\d{1,3}|注\s?\d*|[a-z*†‡]|note \d+|[^\[\]]{1,30} needed)\s?[\])）]?"
)
_LABEL_CLASS = re.compile(
    "t|k|key|label|lab|lbl|name|title|tit|th|hd|head|header|field|attr|bt|dt|term|property|prop|param|tdt|tdl"
)
_PADDED = re.compile("(?<=[\u3400-\u9fff]) (?=[\u3400-\u9fff])")
_BACKGROUND = re.compile(r"background|font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_BOLD = frozenset(["b", "strong", "h4", "h5", "h6"])
_MAX_PADDED = 7


def values_of(cell: Element, clean: Callable[[str], str]) -> list[str]:
    """The values in a cell, each on one line: parted by line breaks, list items and blocks.

    Footnote marks are left out.
    """
    parts = (clean_line(clean(_FOOTNOTE.sub("", part))) for part in _parts(cell))
    return [part for part in parts if part]


def label_of(cell: Element, clean: Callable[[str], str]) -> str:
    """A cell's text as a label: one line, no closing colon, no spaces that only pad Chinese."""
    label = " ".join(values_of(cell, clean)).rstrip(" ：:")
    return _PADDED.sub("", label) if len(label) <= _MAX_PADDED else label


def _parts(cell: Element) -> Iterator[str]:
    parts: list[str] = [""]
    stack: list[Element | str] = list(reversed(cell.children))
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            parts[-1] += item.replace("\n", " ")
        elif item.tag == "br" or item.tag == "":
            parts.append("")
        elif not is_footnote(item):
            is_block = item.tag in BLOCK
            if is_block:
                parts.append("")
                stack.append(Element("", {}, None, 1, None))
            stack.extend(reversed(item.children))
    yield from parts


def is_footnote(element: Element) -> bool:
    if element.tag != "sup":
        return False
    text = element.text().strip()
    marked = text.startswith(("[", "(", "（", "*", "†", "‡")) or element.has_inside("a")
    return marked and _RAISED_FOOTNOTE.fullmatch(text) is not None


def is_label_cell(cell: Element) -> bool:
    """Whether a cell is set as a label: ``th``, all bold, coloured, called so, or with a colon."""
    if cell.tag in ("th", "dt"):
        return True
    if any(map(_LABEL_CLASS.fullmatch, re.findall("[a-z]+", cell.attribute("class").lower()))):
        return True
    coloured = cell.attribute("bgcolor") or _BACKGROUND.search(cell.attribute("style"))
    return bool(coloured) or is_bold(cell) or cell.text().rstrip().endswith(("：", ":"))


def is_bold(cell: Element) -> bool:
    """Whether all text of a cell is bold."""
    n_bold = sum(
        element.n_text
        for element in cell.descendants()
        if element.tag in _BOLD and not any(outer.tag in _BOLD for outer in element.ancestors())
    )
    return 0 < cell.n_text == n_bold
