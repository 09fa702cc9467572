"""The furniture of a page: navigation, advertising, related links, reviews, footers.

An element is furniture by its tag or role, by the words of its class and id, by the heading it
stands under, or because it holds the copyright or registration line of the site. Never furniture
is what holds the page's first-level heading or most of its text.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from kg_pipeline.sources.dom import HEADINGS, Element, Page

_TAGS = frozenset(["nav", "footer", "aside", "dialog", "menu"])
_INFOBOX = re.compile(r"info-?box|basic-?info|fact-?box|\bvcard\b", re.IGNORECASE)
_ROLES = frozenset("navigation banner contentinfo complementary search dialog menu".split())
_NAMED = frozenset("div section ul ol dl table header p center form blockquote span".split())
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_ALWAYS = re.compile(
    "nav|navi|navbar|navbox|navigation|topnav|subnav|sitenav|mainmenu|submenu|breadcrumbs?|crumbs?|bread"
    "|trail|footer|foots?|ft|ftr|pagefoot|copyright|hdr|topbar|friendlinks?|pager|pagination|paging"
    "|cookies?|consent|newsletter"
)
# Furniture where it is short or full of links; else the word has another sense.
_OFTEN = re.compile(
    "menu|banner|masthead|sidebar|side|aside|rightbar|leftbar|ads?|adv|adverts?|advertising"
    "|advertisement|gg|guanggao|promo|promotion|sponsor|sponsored|related?|relations?|rel|recommend"
    "|recommended|recommendations?|similar|hot|hotlist|rank|ranking|toplist|popular|trending|share"
    "|sharing|social|comments?|pinglun|reviews?|friends?|links?|toc|catalog|catalogue|mulu|references"
    "|refs|reflist|footnotes|filters?|facets|login|search|subscribe|modal|popup|qrcode|disclaimer|may"
)
_SHORT = 400  # characters
_LINKED_RATE = 0.3
# Where these stand beside it in one name, the word speaks of layout or of absence.
_LAYOUT_WORDS = re.compile(
    r"(?:^|[-_])(?:has|with|without|no|not|is|js|margin|padding|border|hide)[-_]"
)
_ONLY_ALONE = re.compile("bottom|top|head|header")
_PAGE_PART = re.compile("page|site|web|main|global|mw|zw")
_RELATED = re.compile(
    r"相关|热门|热销|热点|热榜|最新|精彩|猜你|看了|看过|大家|为您|附近|同类|同系列|\d+小时|也在看|随便看"
    r"|(?:更多|推荐|延伸|参考|友情|站内|网友|用户|商品|新闻|浏览|本文|赞助)"
    r"(?:阅读|文章|内容|产品|商品|资料|文献|来源|链接|公告|评论|评价|动态|记录|目录|广告)"
    r"|(?:目录|评论|广告|排行榜?|推荐|更多|公告|上一篇|下一篇)$"
    r"|(?i:see also|related|you (?:may|might)|more (?:from|like|in|to)\b|nearby|references\b"
    r"|recommended|trending|customers? (?:also|reviews?|who)|reviews?\b|what people|similar"
    r"|sponsored|comments?\b|latest|share\b|others? also|people also|footnotes|notes$|popular"
    r"|contents$|external links|further reading)"
)
_SITE_LINE = re.compile(
    r"ICP\s?[备证]|公网安备|版权所有|Copyright|©\s?\d{4}|All rights reserved|网站标识码|备案号",
    re.IGNORECASE,
)
_MAX_SITE_BLOCK = 500  # characters of a block that a site line makes furniture
_MAX_HEADING = 24


def mark_furniture(page: Page) -> None:
    """Set ``furniture`` on every element that is furniture or stands in some."""
    total = page.root.n_text
    kept = _ancestors_of_headings(page)
    for element in page.elements:
        if element not in kept and element.n_text <= 0.6 * total and _is_named_furniture(element):
            _mark(element)
    for element in page.elements:
        if not element.furniture and _is_related_heading(element):
            for part in _section_of(element, kept):
                if part.n_text <= 0.6 * total:
                    _mark(part)
    for element in _site_blocks(page, kept):
        if element.n_text <= 0.4 * total:
            _mark(element)


def _ancestors_of_headings(page: Page) -> set[Element]:
    """The elements that hold an ``h1`` or are the page's declared main part."""
    kept = set()
    for element in page.elements:
        if (
            element.tag in ("h1", "main", "article", "body", "html")
            or element.attribute("role") == "main"
        ):
            kept |= {element, *element.ancestors()}
    return kept


def _mark(top: Element) -> None:
    for element in top.descendants():
        element.furniture = True


def _holds_infobox(element: Element) -> bool:
    return any(
        _INFOBOX.search(f"{part.attribute('class')} {part.attribute('id')}") is not None
        for part in element.descendants()
    )


def _is_named_furniture(element: Element) -> bool:
    if element.tag == "aside" and _holds_infobox(element):
        return False
    if element.tag in _TAGS or element.attribute("role") in _ROLES:
        return True
    if element.tag not in _NAMED:
        return False
    if element.tag == "header":
        return element.parent is not None and element.parent.tag in ("body", "div")
    names = f"{element.attribute('class')} {element.attribute('id')}".split()
    is_slight = element.n_text < _SHORT or element.n_linked > _LINKED_RATE * element.n_text
    return any(_is_furniture_name(name, is_slight) for name in names)


@lru_cache(maxsize=4096)  # a page has few names, each many times
def _is_furniture_name(name: str, is_slight: bool) -> bool:
    """is_slight: the element is short or full of links."""
    wanted = (_ALWAYS, _OFTEN) if is_slight else (_ALWAYS,)
    if _LAYOUT_WORDS.search(name):
        return False
    words = [word.lower() for word in _WORD.findall(name)]
    if words and _ONLY_ALONE.fullmatch(words[-1]):
        return all(map(_PAGE_PART.fullmatch, words[:-1]))
    return any(pattern.fullmatch(word) for pattern in wanted for word in words)


def _is_related_heading(element: Element) -> bool:
    if element.tag not in HEADINGS and element.tag not in ("b", "strong", "legend", "dt"):
        return False
    if element.n_text > _MAX_HEADING or element.tag == "h1":
        return False
    # Bold words are a heading only where they begin their block.
    begins = element.tag in HEADINGS or _begins_block(element)
    return begins and _RELATED.match(element.text().strip()) is not None


def _begins_block(element: Element) -> bool:
    parent = element.parent
    if parent is None or parent.tag not in ("div", "section", "td", "dl"):
        return False
    first = next(
        (child for child in parent.children if not isinstance(child, str) or child.strip()), None
    )
    return first is element


def _section_of(heading: Element, kept: set[Element]) -> Iterator[Element]:
    """What stands under a heading: its parent where it comes first there, else what follows it."""
    parent = heading.parent
    if parent is None:
        return
    siblings = list(parent.elements())
    others = [other for other in siblings if other.tag in HEADINGS and other is not heading]
    if siblings[0] is heading and not others and parent not in kept:
        yield parent
        return
    for other in siblings[siblings.index(heading) :]:
        ends = other.tag in HEADINGS and other.tag <= heading.tag
        if other is not heading and (ends or other in kept):
            return
        yield other


def _site_blocks(page: Page, kept: set[Element]) -> Iterator[Element]:
    """The largest small blocks, in the page's second half, around the lines of a site's footer."""
    for element in page.elements[len(page.elements) // 2 :]:
        own = "".join(child for child in element.children if isinstance(child, str))
        if not _SITE_LINE.search(own):
            continue
        block = element
        for around in element.ancestors():
            if around in kept or around.n_text > _MAX_SITE_BLOCK:
                break
            block = around
        yield block
