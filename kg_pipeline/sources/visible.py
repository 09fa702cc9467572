"""The visible lines of a page, with what their markup says of them."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kg_pipeline.sources.cleaning import clean_line
from kg_pipeline.sources.dom import BLOCK, HEADINGS, Element, Page

_COLONS = ("：", ":")


@dataclass(frozen=True, slots=True)
class VisibleLine:
    """What stands between two breaks of a page: its cleaned text and the element that holds it.

    marked: its label, up to a colon, is an element of its own.
    linked: it begins with a link, or is a row of links with nothing between them.
    """

    block: Element
    text: str
    marked: bool
    linked: bool

    def is_heading(self) -> bool:
        """Whether it is a heading itself (not a list inside an unclosed one)."""
        return self.block.tag in HEADINGS


class _Piece(NamedTuple):
    """A run of text; ``inline``: the element inside the line's block that holds it."""

    text: str
    inline: Element | None
    link: Element | None


def visible_lines(
    page: Page, without: Collection[Element], clean: Callable[[str], str]
) -> Iterator[VisibleLine]:
    """The lines that hold text, in document order, but for those of the elements ``without``."""
    for block, pieces in _runs(page.root, without):
        shown = [piece for piece in pieces if piece.text.strip()]
        if not shown:
            continue
        text = clean_line(clean("".join(piece.text for piece in pieces).replace("\n", " ")))
        if text:
            yield VisibleLine(block, text, _is_marked(shown), _is_linked(shown))


def _runs(
    root: Element, without: Collection[Element]
) -> Iterator[tuple[Element, Sequence[_Piece]]]:
    """The text between two breaks, and the block that holds it."""
    pieces: list[_Piece] = []
    holder = root
    # What is still to do, last first; an element that comes a second time is being left.
    stack: list[tuple[Element | str, Element, Element | None, Element | None, bool]]
    stack = [(root, root, None, None, False)]
    while stack:
        item, block, inline, link, leaving = stack.pop()
        if isinstance(item, str):
            pieces.append(_Piece(item, inline, link))
            continue
        is_block = item.tag in BLOCK
        if is_block or item.tag == "br":
            if pieces:
                yield holder, pieces
            pieces, holder = [], block
        if leaving or item in without:
            continue
        if is_block:
            stack.append((item, block, inline, link, True))
            block = holder = item
            inline = None
        else:
            inline = inline or item
        link = item if item.tag == "a" else link
        stack.extend((child, block, inline, link, False) for child in reversed(item.children))
    if pieces:
        yield holder, pieces


def _is_linked(shown: Sequence[_Piece]) -> bool:
    if not shown or shown[0].link is not None:
        return bool(shown)
    links = {piece.link for piece in shown if piece.link is not None}
    first_link = next((place for place, piece in enumerate(shown) if piece.link), len(shown))
    between = [
        piece.text.strip(" \n\t\u3000|｜/·") for piece in shown[first_link:] if not piece.link
    ]
    return len(links) > 1 and not any(between)


def _is_marked(shown: Sequence[_Piece]) -> bool:
    if len(shown) < 2 or shown[0].inline is None:
        return False
    return shown[0].text.rstrip().endswith(_COLONS) or shown[1].text.lstrip().startswith(_COLONS)
