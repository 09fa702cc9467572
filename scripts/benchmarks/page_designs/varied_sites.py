"""More designs to develop on: whole pages, each of another age and trade."""

from collections.abc import Callable, Sequence
from html import escape
from random import Random

from site_records import Record

from page_designs.parts import LONG, cards, each, joined, page, parted, ranking, some, text


def fieldsets(record: Record, chance: Random, others: Sequence[Record]) -> str:
    """A form to read: a captioned table, field sets whose legend is the label."""
    short, wide = parted(record)
    rows = "".join(
        f"<tr><td class='lt'>{escape(a)}</td><td class='rt'>{joined(v, ('；', '、'))}</td></tr>"
        for a, v in short
    )
    sets = "".join(
        f"<fieldset><legend>{escape(a)}</legend>"
        + "".join(f"<p>{n}、{escape(value)}</p>" for n, value in enumerate(v, 1))
        + "</fieldset>"
        if len(v) > 1
        else f"<fieldset><legend>{escape(a)}</legend><p>{escape(v[0])}</p></fieldset>"
        for a, v in wide
    )
    fee = "<p class='hint'>网上申请更便捷。</p>" if chance.random() < 0.5 else ""
    body = (
        f"<div class='path'>您的位置：<a href='/'>首页</a> &gt;&gt; {escape(record.name)}</div><table>"
        f"<caption>{escape(record.name)}</caption>{rows}</table>{fee}{sets}{text(record)}"
        f"{ranking(chance, others, '热点事项')}"
    )
    return page(f"{record.name}_网上大厅", body)


def legacy(record: Record, chance: Random, others: Sequence[Record]) -> str:
    """Nested tables for the layout, font tags, values on lines of their own."""
    lines = "".join(
        f"<tr><td width='20%' bgcolor='#eeeeee'><font color='#003399'>·{escape(a)}：</font></td>"
        f"<td><font>{'<br>'.join(map(escape, v))}</font></td></tr>"
        for a, v in record.attributes.items()
    )
    links = "".join(
        f"<tr><td><font>·</font><a href='#'>{escape(one.name)}</a></td></tr>"
        for one in some(chance, others, 9)
    )
    body = (
        "<table width='760'><tr><td><table><tr><td><b>栏目导航</b></td></tr><tr><td><a href='#'>文章中心</a>"
        f"</td></tr></table><table><tr><td><b>热门下载</b></td></tr>{links}</table></td><td><table>"
        f"<tr><td align='center'><font size='4'><b>{escape(record.name)}</b></font></td></tr><tr><td>"
        f"作者：佚名&nbsp;&nbsp;更新：2003-{chance.randint(1, 12)}-3&nbsp;&nbsp;点击数：{chance.randint(1, 9999)}</td>"
        f"</tr><tr><td><table border='0'>{lines}</table></td></tr><tr><td>{escape(record.description)}</td></tr>"
        "<tr><td><b>上一篇</b>：没有了</td></tr></table></td></tr></table>"
    )
    return page(f"{record.name}--小站旧版", body)


def portable(record: Record, chance: Random, others: Sequence[Record]) -> str:
    """An infobox of headings and boxes in an aside; a navigation box of others."""
    rows = "".join(
        f"<section class='item'><h3 class='data-label'>{escape(a)}</h3><div class='data-value'>"
        + "<br>".join(
            f"<a href='#'>{escape(value)}</a>" if len(value) < LONG else escape(value)
            for value in v
        )
        + "</div></section>"
        for a, v in record.attributes.items()
    )
    navigation = " • ".join(
        f"<a href='#'>{escape(one.name)}</a>" for one in some(chance, others, 10)
    )
    body = (
        f"<div class='page-header'><h1>{escape(record.name)}</h1><span>编辑</span><span>历史</span></div>"
        f"<aside class='infobox'><h2>{escape(record.name)}</h2>{rows}</aside><p><b>{escape(record.name)}</b>"
        f"是一个条目。{escape(record.description)}</p><h2>评价</h2><p>众说纷纭。</p><h2>导航</h2>"
        f"<div class='navbox'>{navigation}</div><div class='cats'>分类：<a href='#'>全部条目</a></div>"
    )
    return page(f"{record.name} | 某某维基 | 粉丝社区", body)


def folded(record: Record, chance: Random, others: Sequence[Record]) -> str:
    """Short facts in flexible rows; what is wide folds in details with a summary."""
    short, wide = parted(record)
    rows = "".join(
        f"<li class='flex py-{chance.randint(1, 3)}'><span class='w-24 text-gray'>{escape(a)}</span>"
        f"<span class='flex-1'>{joined(v, (' · ', ' / ', '、'))}</span></li>"
        for a, v in short
    )
    folds = "".join(
        f"<details><summary><span>{escape(a)}</span><small>（共{len(v)}项）</small></summary><ul>{each(v, 'li')}</ul></details>"
        for a, v in wide
    )
    body = (
        f"<main><h1 class='text-2xl'>{escape(record.name)}</h1><div><span>{chance.randint(1, 900)} 人收藏</span>"
        f"<button>分享</button></div><ul>{rows}</ul>{folds}{text(record)}</main>"
        f"<section><h2>探索更多</h2>{cards(chance, others, '猜你想看')}</section>"
    )
    return page(f"{record.name} · 发现", body)


def catalogue(record: Record, chance: Random, others: Sequence[Record]) -> str:
    """A catalogue card: th rows, lists with a semicolon and a blank; wide lists three a row."""
    short, wide = parted(record)
    rows = "".join(
        f"<tr><th scope='row'>{escape(a)}</th><td>{joined(v, ('; ', ' | '))}</td></tr>"
        for a, v in short
    )
    grids = ""
    for label, values in wide:
        cells = [f"<td>{escape(value)}</td>" for value in values]
        lines = "".join(f"<tr>{''.join(cells[n : n + 3])}</tr>" for n in range(0, len(cells), 3))
        grids += f"<h3 class='sub'>{escape(label)}</h3><table class='grid'>{lines}</table>"
    body = (
        f"<div id='record'><p class='kind'>馆藏目录 / 记录 {chance.randint(1, 10**5)}</p><h2>{escape(record.name)}</h2>"
        f"<table class='bib'>{rows}</table>{grids}<h3 class='sub'>附注</h3>{text(record)}<h3 class='sub'>借阅此条的读者还借了</h3>"
        f"<ul>{each([one.name for one in some(chance, others, 5)], 'li')}</ul></div>"
    )
    return page(f"馆藏：{record.name}", body)


def ticket(record: Record, chance: Random, others: Sequence[Record]) -> str:
    """Several short facts in one line, parted by bars; numbered lists under headings with a link."""
    short, wide = parted(record)
    meta = " | ".join(f"{escape(a)}：{escape('/'.join(v))}" for a, v in short)
    blocks = "".join(
        f"<div class='block'><h3>{escape(a)}<a href='#'>全部</a></h3><ul class='people'>"
        + "".join(
            f"<li><span class='no'>{n:02d}</span><span class='nm'>{escape(value)}</span></li>"
            for n, value in enumerate(v, 1)
        )
        + "</ul></div>"
        for a, v in wide
    )
    soon = "".join(
        f"<li><span class='nm'>{escape(one.name)}</span><em>{chance.randint(10, 99)}元起</em></li>"
        for one in some(chance, others, 6)
    )
    body = (
        f"<div class='hd'><h1>{escape(record.name)}</h1><p class='meta'>{meta}</p><a class='buy' href='#'>立即购票</a></div>"
        f"{blocks}<div class='block'><h3>剧情简介</h3><p>{escape(record.description)}</p></div>"
        f"<div class='block'><h3>即将开始<a href='#'>全部</a></h3><ul>{soon}</ul></div>"
    )
    return page(f"《{record.name}》购票_时间_地点 - 票务", body)


def blog(record: Record, chance: Random, others: Sequence[Record]) -> str:
    """A post: 【label】value in paragraphs; wide ones as a marked line with paragraphs below."""
    lines = "".join(
        f"<p>■{escape(a)}</p>" + each(v, "p")
        if len(v) > 3
        else f"<p>【{escape(a)}】{joined(v, ('、', '/'))}</p>"
        for a, v in record.attributes.items()
    )
    comments = "".join(
        f"<li><cite>网友{chance.randint(1, 99)}</cite><p>{escape(one.name)}也值得一看</p></li>"
        for one in some(chance, others, 3)
    )
    body = (
        f"<div class='post'><h2><a href='#'>{escape(record.name)}</a></h2><div class='postmeta'>发表于 2011-0{chance.randint(1, 9)}"
        f"-02 | 分类：杂谈</div><div class='entry'>{lines}<p>简介如下。</p><p>{escape(record.description)}</p></div></div>"
        f"<h3>{chance.randint(2, 40)} 条评论</h3><ol>{comments}</ol>{cards(chance, others, '相关文章')}"
    )
    return page(f"{record.name} « 某人的日志", body)


def museum(record: Record, chance: Random, others: Sequence[Record]) -> str:
    """Definition groups, dt and dd in a div each; the name only in the title and a path of links."""
    groups = "".join(
        f"<div class='group'><dt>{escape(a)}</dt><dd>"
        + (f"<ul>{each(v, 'li')}</ul>" if len(v) > 1 else escape(v[0]))
        + "</dd></div>"
        for a, v in record.attributes.items()
    )
    tiles = "".join(
        f"<figure><figcaption>{escape(one.name)}</figcaption><dl><div class='group'><dt>{escape(a)}</dt><dd>{escape(v[0])}</dd></div></dl></figure>"
        for one in some(chance, others, 4)
        for a, v in list(one.attributes.items())[:1]
    )
    body = (
        f"<ol class='bread'><li><a href='/'>首页</a></li><li><a href='/c'>藏品</a></li><li>{escape(record.name)}</li></ol>"
        f"<section><p>{escape(record.description)}</p><dl>{groups}</dl></section><section><h2>同馆藏品</h2>{tiles}</section>"
    )
    return page(f"{record.name}｜藏品｜某博物馆", body)


def chat_lines(record: Record, chance: Random, others: Sequence[Record]) -> str:
    """Bare text: label, blank and value; a list of values in its own box; hot words above."""
    rows = "".join(
        f"<div class='r'><div class='a'>{escape(a)}<i>{'?' if len(a) > 4 else ''}</i></div>"
        f"<div class='b'>{'&nbsp;&nbsp;'.join(f'<span>{escape(value)}</span>' for value in v)}"
        + ("<a href='#'>+更多</a>" if len(v) > 2 else "")
        + "</div></div>"
        for a, v in record.attributes.items()
    )
    words = "".join(f"<a href='#'>{escape(one.name)}</a>" for one in some(chance, others, 5))
    body = (
        f"<div class='hotwords'>热词：{words}</div><div class='box'><div class='tt'><strong>{escape(record.name)}</strong>"
        f"<em>已认证</em></div>{rows}</div><div class='box'><div class='tt'><strong>用户点评</strong></div>"
        f"<div class='r'><div class='a'>总评</div><div class='b'>{chance.randint(1, 5)}星</div></div></div>{text(record)}"
    )
    return page(f"{record.name}怎么样_某点评", body)


DESIGNS: dict[str, Callable[[Record, Random, Sequence[Record]], str]] = {
    one.__name__: one
    for one in (
        fieldsets,
        legacy,
        portable,
        folded,
        catalogue,
        ticket,
        blog,
        museum,
        chat_lines,
    )
}
