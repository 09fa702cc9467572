"""The title of a web page: its heading, its ``og:title`` or its ``title``, whichever agree."""

import re
from collections.abc import Callable, Sequence
from typing import Any

from kg_pipeline.sources.cells import label_of
from kg_pipeline.sources.cleaning import clean_line
from kg_pipeline.sources.dom import Page

# " - ", " | ", "_", "——" part a title from the name of its site; a hyphen inside a word does not.
_SEPARATOR = re.compile(
    r"\s+[-–—|｜»·:•]+\s+|\s?[|｜»_]+\s?|\s?——+\s?|(?<=[\u3400-\u9fff）》”])\s?[-–—]\s?(?=[\u3400-\u9fff])"
)
_OFFERED = re.compile(
    r"^【(?P<name>[^【】]{1,60})】(?:(?:图片|参数|报价|评价|价格|行情|怎么样|多少钱|批发|正品|配置|规格|测评)[\s,，、_/]*)+"
)
_MAX_TITLE = 200


def page_title(parser: Any, page: Page, clean: Callable[[str], str]) -> str:
    """The title; empty where the page names none."""
    return next(iter(page_names(parser, page, clean)), "")


def page_names(parser: Any, page: Page, clean: Callable[[str], str]) -> list[str]:
    """All that the page calls itself, its title first; empty where it names nothing.

    parser: the page's lexbor parser, for what stands in its head.
    """
    headings = [
        label_of(element, clean)
        for element in page.elements
        if element.tag == "h1" and not element.furniture
    ]
    headings = [heading for heading in headings if 0 < len(heading) <= _MAX_TITLE]
    shared = _meta(parser, "og:title", clean)
    parts = title_parts(_head_title(parser, clean), _meta(parser, "og:site_name", clean))
    names = [_agreed(headings, shared, parts), *headings, shared, *parts]
    return list(dict.fromkeys(name for name in names if name))


def title_parts(title: str, site: str) -> list[str]:
    """The parts of a ``title``, without the name of the site where that is known.

    Of 「【听澜耳机】报价 图片 参数」 the name in brackets is the first part.
    """
    title = _OFFERED.sub(r"\g<name> | ", title, count=1)
    parts = [part.strip() for part in _SEPARATOR.split(title) if part.strip()]
    return [part for part in parts if part != site] or parts


def _agreed(headings: Sequence[str], shared: str, parts: Sequence[str]) -> str:
    for heading in headings:
        # A heading that is only the last part of the title may be the name of the site.
        if heading in parts[:1] or (heading in parts and len(headings) == 1 and not shared):
            return heading
    for heading in headings:
        if shared and _overlap(heading, shared):
            return heading
    if shared and parts and (shared in parts or _overlap(shared, parts[0])):
        return shared if shared in parts or len(shared) < len(parts[0]) else parts[0]
    for heading in headings:
        if parts and _overlap(heading, parts[0]):
            return heading
    return headings[0] if headings else (parts[0] if parts else shared)


def _overlap(first: str, second: str) -> bool:
    return first in second or second in first


def _head_title(parser: Any, clean: Callable[[str], str]) -> str:
    node = parser.css_first("head title") or parser.css_first("title")
    return clean_line(clean(node.text() or ""))[: 2 * _MAX_TITLE] if node is not None else ""


def _meta(parser: Any, name: str, clean: Callable[[str], str]) -> str:
    node = parser.css_first(f'meta[property="{name}"]') or parser.css_first(f'meta[name="{name}"]')
    value = node.attributes.get("content") if node is not None else None
    return clean_line(clean(value or ""))[:_MAX_TITLE]
