"""A second lot of designs to estimate with: written, and run once, after the first lot was mended."""

from collections.abc import Callable, Sequence
from html import escape
from random import Random

from site_records import Record

from page_designs.parts import cards, each, joined, page, parted, ranking, some, text
from page_designs.rehearsal_texts import ENGLISH


def _day(chance: Random) -> str:
    return f"20{chance.randint(10, 23)}/{chance.randint(1, 12)}/{chance.randint(1, 28)}"


def guide(record: Record, chance: Random, others: Sequence[Record]) -> str:
    """A programme guide: label elements with a colon behind, links parted by strokes, a schedule."""
    lines = "".join(
        f"<li><label>{escape(a)}</label>："
        + "/".join(f"<a href='#'>{escape(one)}</a>" for one in v)
        + "</li>"
        for a, v in record.attributes.items()
    )
    shows = "".join(
        f"<tr><td>{chance.randint(0, 23)}:{chance.randint(10, 59)}</td><td>{escape(one.name)}</td><td>{chance.choice(['影院频道', '生活频道'])}</td></tr>"
        for one in some(chance, others, 6)
    )
    body = (
        f"<div class='banner'><h1>{escape(record.name)}</h1><p class='score'>{chance.randint(10, 99) / 10}分 {chance.randint(9, 9999)}人看过</p></div>"
        f"<div class='tabs'><a>周一</a><a>周二</a><a>周三</a></div><ul class='info'>{lines}</ul>{text(record)}"
        f"<h2>今日节目单</h2><table><tr><th>时间</th><th>节目</th><th>频道</th></tr>{shows}</table>"
    )
    return page(f"{record.name}_电视指南", body)


def cells(record: Record, chance: Random, others: Sequence[Record]) -> str:
    """A grid of table cells, label and value in one cell, three a row."""
    grid = [
        f"<td><strong>{escape(a)}</strong><br>{'<br>'.join(map(escape, v))}</td>"
        for a, v in record.attributes.items()
    ]
    rows = "".join(f"<tr>{''.join(grid[n : n + 3])}</tr>" for n in range(0, len(grid), 3))
    body = (
        f"<div id='hd'><a href='/'>某局</a></div><h3 class='bt'>{escape(record.name)}</h3><p class='xx'>【{_day(chance)}】【来源：办公室】【点击：{chance.randint(9, 999)}】</p>"
        f"<table class='grid'>{rows}</table>{text(record)}<p><strong>打印本页</strong> <strong>关闭窗口</strong></p>{ranking(chance, others, '最新公开')}"
    )
    return page(f"{record.name}-某局", body)


def panes(record: Record, chance: Random, others: Sequence[Record]) -> str:
    """A bar of tabs with the labels, and a pane for each of them; a feedback form below."""
    bar = "".join(
        f"<li><a href='#t{n}'>{escape(a)}</a></li>" for n, a in enumerate(record.attributes)
    )
    shown = "".join(
        f"<div class='pane' id='t{n}'><h4>{escape(a)}</h4><div class='bd'>"
        + (f"<ul>{each(v, 'li')}</ul>" if len(v) > 1 else f"<p>{escape(v[0])}</p>")
        + "</div></div>"
        for n, (a, v) in enumerate(record.attributes.items())
    )
    near = "".join(
        f"<li>{escape(one.name)}<em>{_day(chance)}</em></li>" for one in some(chance, others, 5)
    )
    body = (
        f"<div class='title-bar'><h2>{escape(record.name)}</h2><span>浏览量 {chance.randint(1, 9999)}</span></div><ul class='bar'>{bar}</ul>{shown}"
        f"{text(record)}<div class='fb'><h4>您对此是否满意</h4><p>满意 {chance.randint(1, 99)}</p></div><div class='near'><h4>同类事项</h4><ul>{near}</ul></div>"
    )
    return page(f"{record.name} - 办事大厅", body)


def english(record: Record, chance: Random, others: Sequence[Record]) -> str:
    """An English site: list items with a label and a list of links; ratings, awards, 'see also'."""
    items = "".join(
        f"<li class='meta-item'><span class='meta-item__label'>{ENGLISH[a]}</span><div><ul class='inline-list'>"
        + "".join(f"<li><a href='#'>{escape(one)}</a></li>" for one in v)
        + "</ul></div></li>"
        for a, v in record.attributes.items()
    )
    also = "".join(
        f"<div class='poster-card'><a href='#'>{escape(one.name)}</a><span>{chance.randint(10, 99) / 10}</span></div>"
        for one in some(chance, others, 6)
    )
    body = (
        f"<nav><a>Menu</a><a>Sign in</a></nav><section class='hero'><h1>{escape(record.name)}</h1><div class='rating'>"
        f"<div>RATING</div><div>{chance.randint(10, 99) / 10}/10</div></div><div class='rating'><div>POPULARITY</div><div>{chance.randint(1, 5000)}</div></div></section>"
        f"<ul class='meta-list'>{items}</ul>{text(record)}<section><h3>More like this</h3>{also}</section>"
        f"<section><h3>Contribute to this page</h3><a>Suggest an edit</a></section>"
    )
    return page(f"{record.name} - Some Base", body)


def credits(record: Record, chance: Random, others: Sequence[Record]) -> str:
    """Short facts as tiles; many values as cards, each of a value and what it is."""
    short, wide = parted(record)
    tiles = "".join(
        f"<div class='tile'><small>{escape(a)}</small><strong>{joined(v, ('、', '；', '/'))}</strong></div>"
        for a, v in short
    )
    people = "".join(
        f"<li class='person'><p class='who'>{escape(one)}</p><p class='as'>{escape(a)}</p></li>"
        for a, v in wide
        for one in v
    )
    body = (
        f"<div class='cover'><h1>{escape(record.name)}</h1><div class='pct'>{chance.randint(1, 99)}<sup>%</sup></div></div><div class='tiles'>{tiles}</div>"
        f"<ol class='people'>{people}</ol>{text(record)}<p class='upd'>最后编辑于 {_day(chance)}</p>{cards(chance, others, '推荐')}"
    )
    return page(f"{record.name} — 某影库", body)


DESIGNS: dict[str, Callable[[Record, Random, Sequence[Record]], str]] = {
    one.__name__: one for one in (guide, cells, panes, english, credits)
}
LABELS = {"english": ENGLISH}
