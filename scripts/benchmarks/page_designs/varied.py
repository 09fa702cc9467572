"""Designs to develop on: one kind of markup each, with the furniture that sites have around it."""

from collections.abc import Callable, Sequence
from html import escape
from random import Random

from site_records import Record

from page_designs.parts import LONG, cards, each, joined, page, parted, ranking, some, text


def panels(record: Record, chance: Random, others: Sequence[Record]) -> str:
    """A list of icon, label and value; below it panels with a heading, their values numbered."""
    short, wide = parted(record)
    facts = "".join(
        f"<li><i class='icon'></i><em>{escape(a)}</em><p>{joined(v, ('、', '；', ' / '))}</p></li>"
        for a, v in short
    )
    blocks = "".join(
        f"<div class='panel'><div class='panel-heading'>{escape(a)}</div>"
        f"<div class='panel-body'><ol>{each(v, 'li')}</ol></div></div>"
        for a, v in wide
    )
    body = (
        f"<div class='main'><h1>{escape(record.name)}</h1><ul class='facts'>{facts}</ul>{blocks}"
        f"{text(record)}<a class='btn' href='#'>收藏</a></div>{ranking(chance, others)}"
    )
    return page(f"{record.name}-便民网", body)


def article(record: Record, chance: Random, others: Sequence[Record]) -> str:
    """Definitions with several dd; many or long values as sections: heading and list, or text."""
    short, wide = parted(record)
    facts = "".join(f"<dt>{escape(a)}</dt>{each(v, 'dd')}" for a, v in short)
    sections = "".join(
        f"<h2>{escape(a)}</h2>"
        + (f"<ul>{each(v, 'li')}</ul>" if len(v) > 1 else f"<p>{escape(v[0])}</p>")
        for a, v in wide
    )
    see = "".join(f"<li><a href='#'>{escape(one.name)}</a></li>" for one in some(chance, others, 6))
    body = (
        f"<div class='content'><h1>{escape(record.name)}</h1><p>{escape(record.description)}</p>"
        f"<dl>{facts}</dl>{sections}<h2>参见</h2><ul>{see}</ul><h2>外部链接</h2>"
        "<ul><li><a href='#'>官方网站</a></li></ul></div>"
    )
    return page(f"{record.name} - 知识百科", body)


def numbered(record: Record, chance: Random, others: Sequence[Record]) -> str:
    """Everything below headings that are counted: 一、label."""
    figures = "一 二 三 四 五 六 七 八 九 十 十一 十二 十三 十四 十五 十六".split()
    parts = []
    for figure, (label, values) in zip(figures, record.attributes.items(), strict=False):
        lines = [f"{n}. {escape(value)}" for n, value in enumerate(values, 1)]
        text = "<br>".join(lines) if len(values) > 1 else escape(values[0])
        parts.append(f"<h4>{figure}、{escape(label)}</h4><p>{text}</p>")
    body = (
        f"<div class='crumb'>当前位置：首页 &gt; 目录 &gt; {escape(record.name)}</div>"
        f"<div class='detail'><h1>{escape(record.name)}</h1><p class='sub'>来源：编辑部 日期："
        f"2023-0{chance.randint(1, 9)}-11 点击：{chance.randint(1, 999)}</p>{''.join(parts)}</div>"
        f"{cards(chance, others)}"
    )
    return page(f"{record.name}_办事指南_某市网站", body)


def old_forum(record: Record, chance: Random, others: Sequence[Record]) -> str:
    """◎label　value, lines of one text; two-letter labels are spaced, more values on own lines."""

    def label_of(name: str) -> str:
        return f"{name[0]}　　{name[1]}" if len(name) == 2 else name

    lines = "<br>".join(
        f"◎{escape(label_of(a))}　" + "<br>　　　　　　".join(map(escape, values))
        for a, values in record.attributes.items()
    )
    body = (
        f"<div class='title'><h1><font>{escape(record.name)}</font></h1></div><div id='zoom'>"
        f"<p>{lines}</p><p>◎简　　介</p><p>　　{escape(record.description)}</p></div>"
        f"{ranking(chance, others, '本站热门')}"
    )
    return page(f"{record.name}_资源站", body)


def spans(record: Record, chance: Random, others: Sequence[Record]) -> str:
    """Siblings in one grid: label, value, label, value; what is missing has a dash."""
    labels = list(dict.fromkeys(a for one in (*others, record) for a in one.attributes))
    cells = "".join(
        f"<div class='c'>{escape(a)}</div><div class='c d'>"
        + (joined(record.attributes[a], ("，", "；", "|")) if a in record.attributes else "--")
        + "</div>"
        for a in sorted(labels)
    )
    body = (
        f"<div class='head'><div class='name'>{escape(record.name)}</div><span>ID {chance.randint(1000, 9999)}"
        f"</span></div><div class='grid'>{cells}</div>{text(record)}{cards(chance, others, '看了又看')}"
    )
    return page(f"{record.name} | 数据中心", body)


def ledger(record: Record, chance: Random, others: Sequence[Record]) -> str:
    """A table without classes: section rows, row-spanning labels for several values."""
    rows = []
    items = list(record.attributes.items())
    for place, (label, values) in enumerate(items):
        if place in (0, len(items) // 2):
            title = "基本信息" if not place else "其他信息"
            rows.append(f"<tr><td colspan='2'><b>{title}</b></td></tr>")
        rows.append(
            f"<tr><td rowspan='{len(values)}'>{escape(label)}</td><td>{escape(values[0])}</td></tr>"
        )
        rows += [f"<tr><td>{escape(value)}</td></tr>" for value in values[1:]]
    body = (
        f"<p>您正在查看：<b>{escape(record.name)}</b>的登记资料</p><table>{''.join(rows)}</table>"
        f"{text(record)}{ranking(chance, others, '最近登记')}"
    )
    return page(f"{record.name}的登记资料", body)


def mobile(record: Record, chance: Random, others: Sequence[Record]) -> str:
    """Cells of a phone's page: the name only in the bar and the title; long values fold."""
    cells = "".join(
        f"<div class='cell'><div class='cell__hd'><label>{escape(a)}</label></div><div class='cell__ft'>"
        + " ".join(f"<a href='#'>{escape(value)}</a>" for value in v)
        + ("<span class='fold'>展开全部</span>" if sum(map(len, v)) > LONG else "")
        + "</div></div>"
        for a, v in record.attributes.items()
    )
    tiles = "".join(
        f"<a class='tile' href='#'><div>{escape(one.name)}</div><div>{escape(next(iter(one.attributes.values()))[0])}</div></a>"
        for one in some(chance, others, 6)
    )
    body = (
        f"<div class='bar'><a href='#'>返回</a><span class='bar-title'>{escape(record.name)}</span></div>"
        f"<div class='cells'>{cells}</div>{text(record)}<div class='tiles'><h2>大家都在看</h2>{tiles}</div>"
    )
    return page(f"{record.name}（手机版）", body)


def bold_lines(record: Record, chance: Random, others: Sequence[Record]) -> str:
    """Paragraphs with a bold label, a colon behind it; several values in a list below."""
    parts = []
    for label, values in record.attributes.items():
        if len(values) > 3:
            parts.append(f"<p><strong>{escape(label)}</strong>：</p><ul>{each(values, 'li')}</ul>")
        else:
            parts.append(
                f"<p><strong>{escape(label)}</strong>：{joined(values, ('、', '；', ' | '))}</p>"
            )
    cut = chance.randint(1, len(parts))
    advert = "<p class='ad'><a href='#'>点击领取新人礼包</a></p>"
    body = (
        f"<article><h2>{escape(record.name)}</h2><p>{escape(record.description)}</p>"
        f"{''.join(parts[:cut])}{advert}{''.join(parts[cut:])}</article>"
        f"<section><h2>评论</h2><p><b>路人甲</b>：不错！</p><p><b>小明</b>：{escape(others[0].name)}更好</p></section>"
        f"{cards(chance, others, '相关内容')}"
    )
    return page(f"【{record.name}】详情介绍 - 某某网", body)


def chips(record: Record, chance: Random, others: Sequence[Record]) -> str:
    """Cards with a heading as the label and its values as chips; others in the same cards."""

    def cards(one: Record, most: int) -> str:
        return "".join(
            f"<section class='card'><h3>{escape(a)}</h3><div class='chips'>{each(v, 'span')}</div></section>"
            for a, v in list(one.attributes.items())[:most]
        )

    other = others[0]
    body = (
        f"<main><header><h1>{escape(record.name)}</h1><p>{escape(record.description)}</p></header>"
        f"<div class='cards'>{cards(record, 99)}</div></main><aside><h2>下一条：{escape(other.name)}</h2>"
        f"<div class='cards'>{cards(other, 3)}</div></aside>"
    )
    head = f"<meta property='og:title' content='{escape(record.name)} - 卡片库'>"
    return page(f"{record.name} - 卡片库", body, head)


def tables(record: Record, chance: Random, others: Sequence[Record]) -> str:
    """Tables of four columns with th; a headed table with a column of numbers for many values."""
    short, wide = parted(record)
    cells = [f"<th>{escape(a)}：</th><td>{joined(v, ('；', '、'))}</td>" for a, v in short]
    rows = "".join(f"<tr>{''.join(cells[n : n + 2])}</tr>" for n in range(0, len(cells), 2))
    lists = "".join(
        f"<div class='sec'><div class='sec-title'>{escape(a)}（{len(v)}）</div><table><thead><tr><th>#</th><th>名称</th></tr></thead><tbody>"
        + "".join(f"<tr><td>{n}</td><td>{escape(value)}</td></tr>" for n, value in enumerate(v, 1))
        + "</tbody></table></div>"
        for a, v in wide
    )
    body = (
        f"<div class='w'><div class='sec-title'>{escape(record.name)}</div><table class='base'>{rows}</table>"
        f"{lists}{text(record)}</div>{ranking(chance, others)}{cards(chance, others)}"
    )
    return page(f"{record.name}--公共服务平台", body)


def marked(record: Record, chance: Random, others: Sequence[Record]) -> str:
    """Labels shown, and itemprop on values that are links; a list of others with itemprop."""
    rows = "".join(
        f"<div class='line'><span>{escape(a)}:</span> "
        + "，".join(
            f"<a href='#' itemprop='p{len(a)}{ord(a[0]) % 7}'>{escape(value)}</a>" for value in v
        )
        + (" <a href='#'>更多&gt;&gt;</a>" if len(v) > 4 else "")
        + "</div>"
        for a, v in record.attributes.items()
    )
    body = (
        f"<div itemscope><h1 itemprop='name'>{escape(record.name)}</h1><div class='rate'>评分 "
        f"{chance.randint(10, 99) / 10} ({chance.randint(1, 999)}人)</div>{rows}{text(record)}</div>"
        f"{cards(chance, others)}"
    )
    return page(f"{record.name}在线查询", body)


def tabs(record: Record, chance: Random, others: Sequence[Record]) -> str:
    """A bar of tabs, and a pane for each group of attributes; label and value in one text."""
    items = list(record.attributes.items())
    panes = "".join(
        f"<div class='pane' id='pane-{n}'><ul>"
        + "".join(f"<li>{escape(a)}：{joined(v, (' / ', '；', '|'))}</li>" for a, v in items[n::3])
        + "</ul></div>"
        for n in range(3)
    )
    comments = "".join(
        f"<div class='cmt'><span>用户{chance.randint(100, 999)}：</span><p>和{escape(one.name)}差不多</p></div>"
        for one in some(chance, others, 4)
    )
    body = (
        f"<div class='product'><p class='pname'>{escape(record.name)}</p><p>编号：{chance.randint(10**6, 10**7)}</p></div>"
        "<ul class='tabbar'><li>概要</li><li>参数</li><li>其他</li></ul>"
        f"{panes}{text(record)}<h3>用户评论</h3>{comments}{cards(chance, others, '买了还买')}"
    )
    return page(f"{record.name}报价_参数_图片-商城", body)


def single_rows(record: Record, chance: Random, others: Sequence[Record]) -> str:
    """Sections with a table of one header row and one row of values each, lists in the cells."""
    items = list(record.attributes.items())
    sections = ""
    for first in range(0, len(items), 4):
        group = items[first : first + 4]
        heads = "".join(f"<td class='h'>{escape(a)}</td>" for a, _ in group)
        cells = "".join(
            "<td>" + (f"<ul>{each(v, 'li')}</ul>" if len(v) > 1 else escape(v[0])) + "</td>"
            for _, v in group
        )
        sections += f"<table class='t'><tr>{heads}</tr><tr>{cells}</tr></table>"
    body = f"<h1>{escape(record.name)}</h1>{sections}{text(record)}{ranking(chance, others)}"
    return page(f"{record.name}，完整资料", body)


DESIGNS: dict[str, Callable[[Record, Random, Sequence[Record]], str]] = {
    one.__name__: one
    for one in (
        panels,
        article,
        numbered,
        old_forum,
        spans,
        ledger,
        mobile,
        bold_lines,
        chips,
        tables,
        marked,
        tabs,
        single_rows,
    )
}
