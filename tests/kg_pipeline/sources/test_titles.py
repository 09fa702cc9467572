"""A page's title is what its heading, its og:title and its title agree on."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from kg_pipeline.sources.cleaning import clean_text
from kg_pipeline.sources.dom import build_page
from kg_pipeline.sources.titles import page_title, title_parts


def title_of(html: str) -> str:
    parser = LexborHTMLParser(html)
    return page_title(parser, build_page(parser.root), clean_text)


@pytest.mark.parametrize(
    ("html", "title"),
    [
        ("<title>陆砚苓_拾野百科</title><h1>陆砚苓</h1>", "陆砚苓"),
        ("<title>漪兰草 - 岚泽草木图谱</title><p>文", "漪兰草"),
        ("<title>榫卯学院——高招通</title><p>文", "榫卯学院"),
        ("<title>【灯K3】报价 图片 参数_评价 - 拾货网</title><p>文", "灯K3"),
        ("<title>【独家】岚泽灯会开幕 - 岚泽网</title><p>文", "【独家】岚泽灯会开幕"),
        ("<title>Wi-Fi Guide | Moor</title><p>text", "Wi-Fi Guide"),
        ("<title>灯K3 - 官方店</title><meta property=og:title content=把山风放在桌上><h1>灯K3</h1>", "灯K3"),
        ("<title>灯K3 - 官方店</title><meta property=og:title content=灯K3><h1>官方店</h1>", "灯K3"),
        ("<title>官方店 - 灯K3</title><meta property=og:site_name content=官方店><p>文", "灯K3"),
        ("<meta property=og:title content=灯K3><p>文", "灯K3"),
        ("<h1>只有标题</h1>", "只有标题"),
        ("<p>什么也没有", ""),
    ],
)  # fmt: skip
def test_the_title_is_what_the_sources_agree_on(html: str, title: str) -> None:
    assert title_of(html) == title


def test_a_hyphen_inside_a_word_parts_nothing() -> None:
    assert title_parts("T-3 耳机 - 听澜", "") == ["T-3 耳机", "听澜"]
