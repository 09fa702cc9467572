"""Lists that a heading names: "Ingredients" and under it one item a line; 办理材料, 主要成员.

The heading is read as an attribute of what the page is about, each item as one of its values.
Headings of deeper levels inside the list part it in groups and say nothing themselves. Sentences,
links, label：value lines and sections with other text in them are no such lists.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from kg_pipeline.sources.cells import is_bold
from kg_pipeline.sources.dom import Element
from kg_pipeline.sources.key_values import is_sentence, pairs_of_line
from kg_pipeline.sources.labels import looks_like_label
from kg_pipeline.sources.visible import VisibleLine

_BOLD_LEVEL = 7  # below h6
_LONGEST_ITEM = 150
_MOST_ITEMS = 100
_FEWEST_ITEMS = 2
_FEW = 0.15  # of the items: so many may be something else
_MOST_BEFORE = 2
_FEWEST_LINES = 3  # where they are no list items
_MARK = re.compile(r"^(?:[•·●○◆◇■□▪▢☐★☆※*–—-]\s*)+")
_NO_LABEL = re.compile(
    r"(?:steps?|instructions?|directions?|method|procedure|preparation|notes?|tips?|faqs?|comments?"
    r"|reviews?|contents?|menu|search|follow.*|share.*|related.*|more.*|about.*|contact.*|sources?"
    r"|references?|links?|see also|nutrition.*|categor(?:y|ies)|tags?|archives?|my account|login"
    r"|customer.*|help|support|legal|company|newsletter|subscribe.*|recent.*|popular.*|latest.*"
    r"|how .*|why .*|what .*|when .*|where .*|which .*|who .*|is .*|are .*|can .*|do .*|does .*"
    r"|步骤|做法|方法|说明|提示|注意.*|目录|导航|评论|参考.*|相关.*|链接|标签|分类|搜索|更多.*|联系我们"
    r"|友情链接|关于.*|新闻.*|公告|最新.*|热门.*|推荐.*|帮助.*|问答|流程)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ListItem:
    """``line[start:]`` is the item without its mark; ``block`` holds the line."""

    line: str
    start: int
    block: Element

    @property
    def text(self) -> str:
        """The item."""
        return self.line[self.start :]

    def elements(self) -> list[Element]:
        """The block that holds it and what is around that, up to its ``li``."""
        around = [self.block, *self.block.ancestors()]
        last = _list_element(self.block) or self.block
        return around[: around.index(last) + 1]


@dataclass(frozen=True, slots=True)
class HeadedList:
    """A heading and the items of the list below it."""

    heading: VisibleLine
    items: Sequence[ListItem]


def headed_lists(lines: Sequence[VisibleLine], names: Collection[str]) -> list[HeadedList]:
    """The lists of a page in order.

    lines: its visible lines, furniture included; names: what the page calls itself, no label of
    a list
    """
    levels = [_level(line) for line in lines]
    is_label = [
        levels[place] > 1 and line.text not in names and _is_label(line)
        for place, line in enumerate(lines)
    ]
    found: list[HeadedList] = []
    end = 0
    for place in range(len(lines)):
        if place < end or not is_label[place]:
            continue
        places = _items_below(place, lines, levels) or _lines_below(place, lines, levels)
        items = _items([lines[inner] for inner in places])
        names_item = any(_names(lines[place].text, item.text) for item in items)
        if not names_item and _are_items(items, [lines[inner] for inner in places]):
            found.append(HeadedList(lines[place], items))
            end = places[-1] + 1
    return found


def _level(line: VisibleLine) -> int:
    """1 to 6 for a heading, 7 for a short line all in bold, 0 for other lines."""
    if line.is_heading():
        return int(line.block.tag[1])
    is_short = line.block.tag in ("p", "div") and line.block.n_text <= 40 and not line.linked
    return _BOLD_LEVEL if is_short and is_bold(line.block) else 0


def _items_below(place: int, lines: Sequence[VisibleLine], levels: Sequence[int]) -> Sequence[int]:
    """The first run of list items; a remark or a button may stand before it."""
    items: list[int] = []
    n_before = 0
    for inner in _section(place, levels):
        if levels[inner]:
            if items and not _is_label(lines[inner]):
                break
        elif _in_list(lines[inner].block):
            items.append(inner)
        elif items or n_before == _MOST_BEFORE:
            break
        else:
            n_before += 1
    return items


def _lines_below(place: int, lines: Sequence[VisibleLine], levels: Sequence[int]) -> Sequence[int]:
    """All lines of a section where they are set alike, each in a block of its own."""
    places = [inner for inner in _section(place, levels) if not levels[inner]]
    alike = len({_shape(lines[inner]) for inner in places[: _MOST_ITEMS + 1]}) == 1
    n_blocks = len({lines[inner].block for inner in places})
    return places if alike and n_blocks == len(places) >= _FEWEST_LINES else []


def _is_label(line: VisibleLine) -> bool:
    label = line.text.rstrip(" ：:")
    if line.block.furniture or line.linked or not looks_like_label(label):
        return False
    return not (label[0].isdigit() or label[-1].isdigit() or _NO_LABEL.fullmatch(label))


def _names(heading: str, item: str) -> bool:
    """Whether an item has the heading's words for its own label: 准备时间 10分钟 below 准备时间."""
    return item.casefold().startswith(heading.rstrip(" ：:").casefold())


def _section(place: int, levels: Sequence[int]) -> Iterator[int]:
    """The places below a heading, up to the next of its level or a higher one."""
    for inner in range(place + 1, len(levels)):
        if 0 < levels[inner] <= levels[place]:
            return
        yield inner


def _in_list(block: Element) -> bool:
    return _list_element(block) is not None


def _list_element(block: Element) -> Element | None:
    """The ``li`` that holds a block."""
    return next((outer for outer in (block, *block.ancestors()) if outer.tag == "li"), None)


def _shape(line: VisibleLine) -> tuple[str, str]:
    return line.block.tag, line.block.attribute("class")


def _items(lines: Sequence[VisibleLine]) -> list[ListItem]:
    """One item a line; the lines of one ``li`` are one item, the name of a group is none."""
    texts: dict[Element | int, str] = {}
    blocks: dict[Element | int, Element] = {}
    n_bold = sum(is_bold(line.block) for line in lines)
    for number, line in enumerate(lines):
        is_set_off = 2 * n_bold < len(lines) and is_bold(line.block)
        if is_set_off or line.text.endswith((":", "：")):
            continue
        key = _list_element(line.block) or number
        texts[key] = f"{texts[key]} {line.text}" if key in texts else line.text
        blocks.setdefault(key, line.block)
    marks = {key: _MARK.match(text) for key, text in texts.items()}
    return [
        ListItem(text, mark.end() if (mark := marks[key]) else 0, blocks[key])
        for key, text in texts.items()
    ]


def _are_items(items: Sequence[ListItem], lines: Sequence[VisibleLine]) -> bool:
    """Whether lines are short values: hardly any the same, a sentence, a link or a pair."""
    if not _FEWEST_ITEMS <= len(items) <= _MOST_ITEMS:
        return False
    if any(line.block.furniture for line in lines):
        return False
    texts = [item.text for item in items]
    n_linked = sum(line.linked for line in lines)
    n_bad = sum(
        not any(map(str.isalpha, text))
        or len(text) > _LONGEST_ITEM
        or is_sentence(text)
        or bool(pairs_of_line(text))
        for text in texts
    )
    few = _FEW * len(items)
    return max(n_linked, n_bad) <= few and len(texts) - len(set(texts)) <= few
