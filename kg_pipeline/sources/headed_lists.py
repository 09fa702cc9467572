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

MAX_LISTS = 100  # of a page
_BOLD_LEVEL = 7  # below h6
_PLAIN_LEVEL = 8  # a line that is a label only by standing right before a list
_LONGEST_ITEM = 150
_MOST_ITEMS = 100
_FEWEST_ITEMS = 2
_FEW = 0.15  # of the items: so many may be something else
_MOST_BEFORE = 2
_FEWEST_LINES = 3  # where they are no list items
_NONE = (0, 0)
_MARK = re.compile(r"^(?:[•·●○◆◇■□▪▢☐★☆※*–—-]\s*)+")
_MARKED = re.compile(r"[\d¼½¾⅓⅔⅛•·●○◆◇■□▪▢☐★☆※*–—-]")
_AMOUNT_FIRST = re.compile(r"[\d¼½¾⅓⅔⅛].*[^.。！？!?]")
_PURPOSE = re.compile(r"\s(?:for|para|pour|per|für|voor|till?)\s.*")
_GROUP_CLASS = re.compile(r"(?:^|[^a-z])sub-?(?:head(?:ing|er)?|title)")
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
    """A heading, of which ``[start, end)`` is the label, and the items of the list below it."""

    heading: VisibleLine
    start: int
    end: int
    items: Sequence[ListItem]


def headed_lists(lines: Sequence[VisibleLine], names: Collection[str]) -> list[HeadedList]:
    """The lists of a page in order.

    lines: its visible lines, furniture included; names: what the page calls itself, no label of
    a list
    """
    levels = [_level(line) for line in lines]
    labels = [
        _label_of(line, names) if levels[place] > 1 else _NONE for place, line in enumerate(lines)
    ]
    outline = _Outline(lines, levels, labels)
    found: list[HeadedList] = []
    end = 0
    for place in range(len(lines)):
        if place < end or labels[place] == _NONE or len(found) == MAX_LISTS:
            continue
        places = outline.items_below(place) or outline.lines_below(place)
        one = HeadedList(lines[place], *labels[place], _items([lines[inner] for inner in places]))
        if _is_believed(one, [lines[inner] for inner in places]):
            found.append(one)
            end = places[-1] + 1
    return found


@dataclass(frozen=True, slots=True)
class _Outline:
    """The lines of a page; of each its level as a heading (0: none) and the span of its label."""

    lines: Sequence[VisibleLine]
    levels: Sequence[int]
    labels: Sequence[tuple[int, int]]

    def items_below(self, place: int) -> list[int]:
        """The first run of list items; a remark or a button may stand before it."""
        items: list[int] = []
        n_before = 0
        for inner in self._section(place):
            if self.levels[inner]:
                if items and self.labels[inner] == _NONE:
                    break
            elif _list_element(self.lines[inner].block) is not None:
                items.append(inner)
            elif items or n_before == _MOST_BEFORE:
                break
            else:
                n_before += 1
        return items

    def lines_below(self, place: int) -> list[int]:
        """All lines of a section where they are set alike; a remark may stand before them.

        Lines of one block may be verse, unless most of them begin with an amount or a mark.
        """
        places = [inner for inner in self._section(place) if not self.levels[inner]]
        looks = [_look(self.lines[inner].block) for inner in places[: _MOST_ITEMS + 1]]
        n_before = next((n for n, look in enumerate(looks) if look == looks[-1]), 0)
        if n_before <= _MOST_BEFORE:
            places, looks = places[n_before:], looks[n_before:]
        blocks = [self.lines[inner].block for inner in places[: _MOST_ITEMS + 1]]
        alike = len(set(looks)) == 1
        n_marked = sum(bool(_MARKED.match(self.lines[inner].text)) for inner in places)
        is_list = len(set(blocks)) == len(places) or 2 * n_marked >= len(places)
        return places if alike and is_list and len(places) >= _FEWEST_LINES else []

    def _section(self, place: int) -> Iterator[int]:
        """The places below a heading, up to the next of its level or a higher one."""
        for inner in range(place + 1, len(self.lines)):
            if 0 < self.levels[inner] <= self.levels[place]:
                return
            yield inner


def _level(line: VisibleLine) -> int:
    """1 to 6 for a heading, 7 and 8 for short lines all in bold or right before a list, else 0."""
    if line.is_heading():
        return int(line.block.tag[1])
    is_short = line.block.tag in ("p", "div") and line.block.n_text <= 40 and not line.linked
    if is_short and is_bold(line.block):
        return _BOLD_LEVEL
    return _PLAIN_LEVEL if is_short and _is_before_list(line.block) else 0


def _is_before_list(block: Element) -> bool:
    """Whether the next element beside a block is a list or begins with one."""
    beside = [] if block.parent is None else list(block.parent.elements())
    following = beside[beside.index(block) + 1 :] if block in beside else []
    while following and following[0].tag == "div":
        following = list(following[0].elements())
    return bool(following) and following[0].tag in ("ul", "ol")


def _label_of(line: VisibleLine, names: Collection[str]) -> tuple[int, int]:
    """The part of a heading that can name a list.

    It stands without the page's name before it (岚泽镇荣誉) and without what the list is for
    (Ingredients for the lamp).
    """
    text = line.text.rstrip(" ：:")
    if line.block.furniture or line.linked or text in names:
        return _NONE
    name = next((name for name in names if name and text.startswith(name)), "")
    after = text[len(name) :].lstrip(" 的·:：-–'’s") if name else text
    start = len(text) - len(after)
    after = _PURPOSE.sub("", after, count=1)
    is_label = looks_like_label(after) and not (after[0].isdigit() or after[-1].isdigit())
    if not is_label or _NO_LABEL.fullmatch(after) or text.endswith(("!", "！")):
        return _NONE
    return start, start + len(after)


def _look(block: Element) -> str:
    """What blocks that are set alike have in common."""
    return f"{block.tag}.{block.attribute('class')}"


def _list_element(block: Element) -> Element | None:
    """The ``li`` that holds a block."""
    return next((outer for outer in (block, *block.ancestors()) if outer.tag == "li"), None)


def _items(lines: Sequence[VisibleLine]) -> list[ListItem]:
    """One item a line; the lines of one ``li`` are one item, the name of a group is none."""
    texts: dict[Element | int, str] = {}
    blocks: dict[Element | int, Element] = {}
    n_bold = sum(is_bold(line.block) for line in lines)
    for number, line in enumerate(lines):
        is_set_off = 2 * n_bold < len(lines) and is_bold(line.block)
        is_group = _GROUP_CLASS.search(line.block.attribute("class").lower())
        if is_set_off or is_group or line.text.endswith((":", "：")):
            continue
        key = _list_element(line.block) or number
        texts[key] = f"{texts[key]} {line.text}" if key in texts else line.text
        blocks.setdefault(key, line.block)
    marks = {key: _MARK.match(text) for key, text in texts.items()}
    return [
        ListItem(text, mark.end() if (mark := marks[key]) else 0, blocks[key])
        for key, text in texts.items()
    ]


def _is_believed(one: HeadedList, lines: Sequence[VisibleLine]) -> bool:
    """Whether items are short values: hardly any the same, a sentence, a link or a pair.

    An item that begins with the heading's words has a label of its own (用时 10分钟 below 用时).
    """
    texts = [item.text for item in one.items]
    label = one.heading.text[one.start : one.end].casefold()
    if not _FEWEST_ITEMS <= len(texts) <= _MOST_ITEMS:
        return False
    if any(line.block.furniture for line in lines):
        return False
    n_linked = sum(line.linked for line in lines)
    n_bad = sum(
        not any(map(str.isalpha, text))
        or len(text) > _LONGEST_ITEM
        or (is_sentence(text) and not _AMOUNT_FIRST.fullmatch(text))
        or bool(pairs_of_line(text))
        for text in texts
    )
    few = _FEW * len(texts)
    few_odd = max(n_linked, n_bad) <= few and len(texts) - len(set(texts)) <= few
    return few_odd and not any(text.casefold().startswith(label) for text in texts)
