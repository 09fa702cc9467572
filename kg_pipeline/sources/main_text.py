"""The main text of a page as blocks: trafilatura's choice, or what is visible where it has none."""

import logging
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kg_pipeline.records import BlockKind
from kg_pipeline.sources.cleaning import clean_line
from kg_pipeline.sources.visible import VisibleLine

Cleaner = Callable[[str], str]

_KINDS: dict[str, BlockKind] = {
    "head": "heading",
    "item": "list_item",
    "p": "paragraph",
    "ab": "paragraph",
    "quote": "paragraph",
    "code": "paragraph",
    "cell": "paragraph",
    "row": "paragraph",
    "table": "paragraph",
    "list": "paragraph",
    "div": "paragraph",
    "body": "paragraph",
}
_WORD = re.compile(r"\w")
_LONGEST_SITE_LINE = 60
_WHOLE_PAGE = 0.8  # of the visible characters
_MOST_FURNITURE = 0.3  # of the characters; beyond, it is trafilatura that is believed
_SITE_LINE = re.compile(
    r"(?:您?[的现]?(?:当前|所在|现在)?的?位置|分享到?|[上下]一[篇条页]|字号|字体|浏览次数|点击[数率]?)\s?[：:]"
    r"|首页\s?(?:->|[>»/＞-])|[【\[（(]?(?:责任)?编辑\s?[：:]"
    r"|打印本页|关闭窗口|返回顶部|返回首页|扫一扫|点击加载"
    r"|(?i:home\s?[>»/]|share (?:this|on)|skip to|back to top|print this|\d+ comments?$|read more)"
)
_LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class TextBlock:
    """One block of main text, cleaned, on one line."""

    kind: BlockKind
    text: str


def main_blocks(html: str, lines: Sequence[VisibleLine], clean: Cleaner) -> list[TextBlock]:
    """The main text of a page: what trafilatura takes for it, else what is visible.

    html: the page without its tables; empty where trafilatura is not to be asked.
    Where trafilatura gives up it returns all text of a page as one block: that is not taken.
    Furniture, rows of links, and lines that only serve the site, are left out of both. (Furniture
    is not taken out beforehand: trafilatura weighs parts of a page against each other.)
    """
    blocks = extracted_blocks(html, clean) if html else []
    blocks = _without_furniture(blocks, lines)
    if not blocks or _is_whole_page(blocks, lines):
        blocks = visible_blocks(lines) or blocks
    blocks = _without_link_rows(blocks, {line.text for line in lines if line.linked})
    return [block for block in blocks if not _serves_the_site(block)]


def _is_whole_page(blocks: Sequence[TextBlock], lines: Sequence[VisibleLine]) -> bool:
    n_visible = sum(len(line.text) for line in lines)
    return len(blocks) == 1 and len(lines) > 1 and len(blocks[0].text) > _WHOLE_PAGE * n_visible


def _without_furniture(
    blocks: Sequence[TextBlock], lines: Sequence[VisibleLine]
) -> list[TextBlock]:
    """Leave out what stands in furniture alone, unless that is much of the text."""
    content = {line.text for line in lines if not line.block.furniture}
    furniture = {line.text for line in lines if line.block.furniture} - content
    kept = [block for block in blocks if block.text not in furniture]
    n_all, n_kept = (sum(len(block.text) for block in some) for some in (blocks, kept))
    return kept if n_kept >= (1 - _MOST_FURNITURE) * n_all else list(blocks)


def _without_link_rows(blocks: Sequence[TextBlock], links: Collection[str]) -> list[TextBlock]:
    """Leave out short blocks that are links and neighbours; one alone may be part of the text."""
    linked = [
        block.kind != "heading" and len(block.text) <= _LONGEST_SITE_LINE and block.text in links
        for block in blocks
    ]
    around = [False, *linked, False]
    return [
        block
        for place, block in enumerate(blocks)
        if not (linked[place] and (around[place] or around[place + 2]))
    ]


def _serves_the_site(block: TextBlock) -> bool:
    if block.kind == "heading" or len(block.text) > _LONGEST_SITE_LINE:
        return False
    return _WORD.search(block.text) is None or _SITE_LINE.match(block.text) is not None


def extracted_blocks(html: str, clean: Cleaner) -> list[TextBlock]:
    """What trafilatura takes for the main text; empty where it finds none or fails."""
    import trafilatura
    from lxml import etree

    try:
        document = trafilatura.bare_extraction(
            html,
            include_comments=False,
            include_tables=True,
            deduplicate=False,
            with_metadata=False,
        )
    except (
        etree.LxmlError,
        ValueError,
        TypeError,
        AttributeError,
        IndexError,
        RecursionError,
    ) as error:
        _LOGGER.info("trafilatura failed: %s: %s", type(error).__name__, error)
        return []
    if document is None or document.body is None:
        return []
    blocks = (TextBlock(kind, clean_line(clean(text))) for kind, text in _lines(document.body))
    return [block for block in blocks if block.text]


def _lines(body: Any) -> Iterator[tuple[BlockKind, str]]:
    from lxml import etree

    kinds: list[BlockKind] = ["paragraph"]
    text = ""
    for event, element in etree.iterwalk(body, events=("start", "end")):
        kind = _KINDS.get(element.tag)
        if kind is not None or element.tag == "lb":
            yield kinds[-1], text
            text = ""
        if event == "start":
            kinds += [kind] if kind is not None else []
            text += element.text or ""
        else:
            if kind is not None:
                kinds.pop()
            text += element.tail or "" if element is not body else ""
    yield kinds[-1], text


def visible_blocks(lines: Iterable[VisibleLine]) -> list[TextBlock]:
    """All visible lines that are neither furniture nor links."""
    blocks = []
    for line in lines:
        if line.block.furniture or line.linked:
            continue
        kind: BlockKind = "paragraph"
        if line.is_heading():
            kind = "heading"
        elif line.block.tag in ("li", "dd", "dt"):
            kind = "list_item"
        blocks.append(TextBlock(kind, line.text))
    return blocks
