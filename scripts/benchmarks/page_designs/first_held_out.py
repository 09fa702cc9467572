"""Three page designs kept apart from those that extractors were developed on.

``film_archive``    a film database's page: label in a span inside the value's paragraph
``service_portal``  a government service portal's page: a table with two label/value pairs a row
``profile_cards``   a single-page style layout: label above value in cards, longer texts in a ``dl``
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from random import Random
from typing import Any, Protocol
from urllib.parse import quote


class Record(Protocol):
    """What a design needs of a record."""

    @property
    def name(self) -> str:
        """What the record is called."""

    @property
    def attributes(self) -> Any:
        """Attribute → its value or values (a mapping or an iterable of pairs)."""

    @property
    def description(self) -> str:
        """Running text about the record; may be empty."""


Field = tuple[str, list[str]]
Design = Callable[[Record, Random, Sequence[Record]], str]
Extra = Callable[[Sequence[Record], Random], list[str]]

LONG = 40  # characters from which a value is set as running text


def _fields(record: Record) -> list[Field]:
    """The record's attributes in their order, each with the list of its values."""
    attributes = record.attributes
    pairs: Iterable[tuple[str, Any]]
    pairs = attributes.items() if isinstance(attributes, Mapping) else attributes
    found: dict[str, list[str]] = {}
    for label, value in pairs:
        values = value if isinstance(value, (list, tuple, set, frozenset)) else [value]
        found.setdefault(str(label), []).extend(str(one) for one in values)
    return [(label, values) for label, values in found.items() if values]


def _is_long(field: Field) -> bool:
    """Whether a field has a value that is running text."""
    return any(len(value) >= LONG for value in field[1])


def _split(record: Record) -> tuple[list[Field], list[Field]]:
    """The record's short fields and its long ones."""
    fields = _fields(record)
    return [f for f in fields if not _is_long(f)], [f for f in fields if _is_long(f)]


def _number(text: str) -> int:
    """A number that always belongs to the same text."""
    return zlib.crc32(text.encode())


def _some(
    record: Record | None, others: Sequence[Record], chance: Random, count: int
) -> list[Record]:
    """Up to ``count`` of the other records, in a random order."""
    own = record.name if record else None
    pool = [other for other in others if other.name != own]
    return chance.sample(pool, min(count, len(pool)))


def _glimpse(record: Record, chance: Random, count: int) -> list[Field]:
    """Some short fields of a record, for a list that shows it in passing."""
    short = _split(record)[0]
    kept = set(chance.sample(range(len(short)), min(count, len(short))))
    return [field for position, field in enumerate(short) if position in kept]


def _date(chance: Random, first: int, last: int) -> str:
    """A day of the years first to last."""
    return f"{chance.randint(first, last)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"


def _paragraphs(text: str, opening: str = "<p>") -> str:
    """A running text as paragraphs, one for each of its lines."""
    lines = [line.strip() for line in (text or "").splitlines() if line.strip()]
    return "\n".join(f"{opening}{escape(line)}</p>" for line in lines)


# ---------------------------------------------------------------- film_archive: a film database

FILM_HEAD = """<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<title>{title} - 光影资料馆</title>
<meta name="keywords" content="{title},{title}资料,{title}介绍,光影资料馆">
<link rel="stylesheet" href="/static/css/subject.min.css?v=20160418">
<script>var _hmt = _hmt || []; var SITE = {{"cdn": "//img.guangyingguan.example/"}};</script>
</head>
<body>
<div id="top-nav"><div class="bd">
  <div class="top-nav-info"><a href="/login" rel="nofollow">登录</a>
| <a href="/register">注册</a></div>
  <ul class="global-nav">
    <li><a href="/">首页</a></li><li class="on"><a href="/subject/">资料库</a></li>
    <li><a href="/review/">评论</a></li><li><a href="/news/">资讯</a></li>
    <li><a href="/topic/">专题</a></li><li><a href="/group/">小组</a></li>
  </ul>
</div></div>
<div id="nav-search"><a class="logo" href="/">光影资料馆</a>
  <form action="/search" method="get">
<input name="q" type="text" placeholder="搜索作品、人物、条目">
  <input type="submit" value="搜索"></form>
  <span class="hot-word">热搜：{words}</span>
</div>
"""

FILM_FOOT = """<div id="footer">
  <span class="copyright">© 2009－2017 光影资料馆 版权所有 沪ICP备00000000号</span>
  <span class="foot-nav"><a href="/about">关于我们</a> · <a href="/contact">联系我们</a> ·
  <a href="/legal">免责声明</a> · <a href="/help">帮助中心</a>
· <a href="/app">手机客户端</a></span>
  <p>本站资料由网友共同编辑，如有错误请点击“纠错”告知我们。</p>
</div>
<script src="/static/js/subject.min.js?v=20160418"></script>
</body>
</html>
"""


def _film_link(record: Record) -> str:
    """A link to a record's page."""
    return f'<a href="/subject/{_number(record.name)}/">{escape(record.name)}</a>'


def _film_line(field: Field) -> str:
    """One attribute: a paragraph with its label in a span; some attributes are links."""
    label, values = field
    if len(values) > 1 or _number(label) % 3 == 0:
        shown = [f'<a href="/tag/{quote(one, safe="")}">{escape(one)}</a>' for one in values]
    else:
        shown = [f"{escape(one)}" for one in values]
    return f'<p><span class="pl">{escape(label)}：</span>{" / ".join(shown)}</p>'


def _film_long(field: Field) -> str:
    """One attribute of running text: the label in bold at the start of its paragraph."""
    label, values = field
    head = f'<p class="txt"><span class="pl">{escape(label)}：</span>'
    if len(values) == 1:
        return f"{head}{escape(values[0])}</p>"
    return head + "<br>\n".join(f"<span>{escape(one)}</span>" for one in values) + "</p>"


def _film_side(record: Record, chance: Random, others: Sequence[Record]) -> str:
    """The right column: ranking, advertisement, the latest reviews."""
    ranks = "\n".join(
        f"<li><em>{rank}</em>{_film_link(other)}"
        f'<span class="up">{chance.randint(50, 9999)}</span></li>'
        for rank, other in enumerate(_some(record, others, chance, 8), 1)
    )
    reviews = "\n".join(
        f'<li>{_film_link(other)}<span class="time">{_date(chance, 2015, 2017)}</span></li>'
        for other in _some(record, others, chance, 3)
    )
    advert = (
        '<div class="ad"><i>广告</i><a href="/go/71" target="_blank">'
        "新用户首月会员仅需6元</a></div>"
    )
    return (
        '<div class="aside">\n<div class="mod"><h2>本周热门 · · · · · ·</h2>'
        f"<ol>\n{ranks}\n</ol></div>\n"
        f"{advert if chance.random() < 0.7 else ''}\n"
        f'<div class="mod"><h2>最新评论</h2><ul class="rev">\n{reviews}\n</ul></div>\n'
        '<div class="mod qr"><img src="/static/img/qr.png" alt="二维码">'
        "<p>扫码关注公众号</p></div>\n</div>"
    )


def _film_also(record: Record, chance: Random, others: Sequence[Record]) -> str:
    """Recommendations with one or two values of each of them."""
    items = []
    for other in _some(record, others, chance, 5):
        facts = "<br>".join(
            f"{escape(label)}：{escape(' / '.join(values))}"
            for label, values in _glimpse(other, chance, 2)
        )
        picture = f'<img src="//img.guangyingguan.example/s/{_number(other.name)}.jpg" alt="">'
        items.append(f"<dl><dt>{picture}</dt><dd>{_film_link(other)}<br>{facts}</dd></dl>")
    if not items:
        return ""
    return '<div class="mod also"><h2>喜欢这个的人也喜欢</h2>\n' + "\n".join(items) + "\n</div>"


def _film_head(title: str, words: Sequence[Record]) -> str:
    """The top of any of the film site's pages."""
    links = " ".join(_film_link(word) for word in words)
    return FILM_HEAD.format(title=escape(title), words=links)


def film_archive(record: Record, chance: Random, others: Sequence[Record]) -> str:
    """A page of a film database of about 2016."""
    short, long = _split(record)
    name = escape(record.name)
    summary = _paragraphs(record.description)
    seen, wish = chance.randint(10, 90000), chance.randint(10, 30000)
    parts = [
        _film_head(record.name, _some(record, others, chance, 3)),
        '<div id="wrapper"><div class="crumb"><a href="/">首页</a> &gt; '
        '<a href="/subject/">资料库</a>'
        f" &gt; <span>{name}</span></div>",
        f'<div id="content"><h1><span>{name}</span></h1>\n<div class="grid"><div class="article">',
        f'<div class="subject clearfix"><div id="mainpic"><img src="//img.guangyingguan.example/l/'
        f'{_number(record.name)}.jpg" alt="{name}"></div>\n<div id="info">',
        *(_film_line(field) for field in short),
        f'</div></div>\n<div class="act"><a href="#">想看</a><i>{wish}</i> <a href="#">看过</a>'
        f'<i>{seen}</i> <a href="#">写短评</a> <a href="#">纠错</a></div>',
        '<div class="share">分享到：<a href="#">微博</a>'
        '<a href="#">QQ空间</a><a href="#">人人网</a></div>',
        f'<div class="mod intro"><h2>{name}的简介 · · · · · ·</h2>\n{summary}\n</div>'
        if summary
        else "",
        '<div class="mod more"><h2>更多资料</h2>' if long else "",
        *(_film_long(field) for field in long),
        "</div>" if long else "",
        _film_also(record, chance, others),
        f'<p class="edit">最后更新于 {_date(chance, 2014, 2017)} '
        '<a href="history">查看历史版本</a></p></div>',
        _film_side(record, chance, others),
        "</div></div></div>",
        FILM_FOOT,
    ]
    return "\n".join(part for part in parts if part)


def film_archive_extra(records: Sequence[Record], chance: Random) -> list[str]:
    """A ranking and the page about the site."""
    items = "\n".join(f"<li>{_film_link(one)}</li>" for one in _some(None, records, chance, 25))
    ranking = f'<div id="content"><h1>热门榜单</h1><ol class="rank">\n{items}\n</ol></div>\n'
    about = (
        '<div id="content"><h1>关于我们</h1>'
        "<p>光影资料馆创建于2009年，是一个由爱好者共同维护的资料站。</p>"
        "<p>我们欢迎每一位网友补充、修订条目，也欢迎媒体与机构合作。</p></div>\n"
    )
    words = _some(None, records, chance, 3)
    return [
        _film_head("热门榜单", words) + ranking + FILM_FOOT,
        _film_head("关于我们", words) + about + FILM_FOOT,
    ]


# ------------------------------------------------------- service_portal: a government's portal

PORTAL_HEAD = """<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"
 "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml">
<head>
<meta charset="utf-8" />
<meta name="SiteName" content="云澜市政务服务网" />
<meta name="ColumnName" content="信息查询" />
<meta name="ArticleTitle" content="{title}" />
<title>{title}_云澜市政务服务网</title>
<link href="/images/zwfw2018.css" rel="stylesheet" type="text/css" />
</head>
<body>
<div class="topbar"><div class="w1200"><span class="fl">今天是 <b id="today"></b>
欢迎访问云澜市政务服务网</span>
<span class="fr"><a href="/wza/">无障碍浏览</a>|<a href="/user/login">个人登录</a>|
<a href="/corp/login">法人登录</a></span></div></div>
<div class="header w1200"><img src="/images/logo.png" alt="云澜市政务服务网" />
<div class="ss"><form action="/search/index.jsp">
<input type="text" name="kw" value="请输入关键字" />
<button type="submit">搜 索</button></form></div></div>
<div class="nav"><ul class="w1200">
<li><a href="/">首 页</a></li><li><a href="/grbs/">个人办事</a></li>
<li><a href="/frbs/">法人办事</a></li>
<li><a href="/bmfw/">便民服务</a></li><li class="cur"><a href="/xxcx/">信息查询</a></li>
<li><a href="/hdjl/">互动交流</a></li><li><a href="/zxts/">咨询投诉</a></li></ul></div>
"""

PORTAL_FOOT = """<div class="footer"><div class="w1200">
<table width="100%" border="0"><tr><td><a href="/sitemap">网站地图</a>
| <a href="/gywm">关于我们</a> |
<a href="/flsm">法律声明</a> | <a href="/lxwm">联系我们</a></td></tr>
<tr><td>主办单位：云澜市人民政府办公室　　承办单位：云澜市政务服务数据管理局</td></tr>
<tr><td>服务热线：12345　　建议使用1280×768以上分辨率浏览</td></tr>
<tr><td>政府网站标识码：0000000000　　备案序号：00000000号</td></tr></table></div></div>
<script type="text/javascript" src="/images/jquery-1.11.3.min.js"></script>
</body>
</html>
"""


def _portal_link(record: Record) -> str:
    """A link to a record's page."""
    name = escape(record.name)
    return f'<a href="/xxcx/content/{_number(record.name):010}.html" title="{name}">{name}</a>'


def _portal_value(field: Field) -> str:
    """The values of an attribute: joined by 、 where they are short, else one a line."""
    label, values = field
    joined = _number(label) % 2 == 0 and not _is_long(field)
    if joined and not any("、" in value for value in values):
        return escape("、".join(values))
    return "<br />".join(escape(value) for value in values)


def _portal_rows(short: Sequence[Field], long: Sequence[Field]) -> str:
    """The table's rows: two pairs a row, then a row for each long field."""
    rows = []
    for start in range(0, len(short), 2):
        pair = short[start : start + 2]
        span = ' colspan="3"' if len(pair) == 1 else ""
        cells = "".join(
            f'<th width="15%">{escape(field[0])}</th><td{span}>{_portal_value(field)}</td>'
            for field in pair
        )
        rows.append(f"<tr>{cells}</tr>")
    for field in long:
        cell = f'<td colspan="3" class="tl">{_portal_value(field)}</td>'
        rows.append(f"<tr><th>{escape(field[0])}</th>{cell}</tr>")
    return "\n".join(rows)


def _portal_side(record: Record, chance: Random, others: Sequence[Record]) -> str:
    """The left column: the site's sections, hot items, the hotline."""
    hot = "\n".join(
        f"<li><i>{rank}</i>{_portal_link(other)}</li>"
        for rank, other in enumerate(_some(record, others, chance, 6), 1)
    )
    sections = ("单位信息", "事项目录", "名录查询", "公示公告", "结果公开", "常见问题")
    menu = "".join(f'<li><a href="/xxcx/{n}/">{one}</a></li>' for n, one in enumerate(sections, 1))
    return (
        f'<div class="left"><div class="lm"><h3>信息查询</h3><ul>{menu}</ul></div>\n'
        f'<div class="lm"><h3>热门查询</h3><ul class="hot">\n{hot}\n</ul></div>\n'
        '<a href="/zt/yth/"><img src="/images/banner_yth.jpg" alt="一网通办专题" /></a>\n'
        '<div class="tel"><h3>咨询电话</h3><p>12345（工作日 9:00-17:00）</p></div></div>'
    )


def _portal_related(record: Record, chance: Random, others: Sequence[Record]) -> str:
    """A table of related records with a column for one value of each."""
    related = _some(record, others, chance, chance.randint(3, 5))
    if not related:
        return ""
    rows = []
    for rank, other in enumerate(related, 1):
        shown = "；".join("、".join(values) for _, values in _glimpse(other, chance, 1))
        rows.append(
            f"<tr><td>{rank}</td><td>{_portal_link(other)}</td><td>{escape(shown)}</td>"
            f"<td>{_date(chance, 2018, 2021)}</td></tr>"
        )
    head = "<tr><th>序号</th><th>名称</th><th>备注</th><th>更新日期</th></tr>"
    body = "\n".join([head, *rows])
    return f'<div class="tit"><span>相关信息</span></div>\n<table class="list">\n{body}\n</table>'


def _portal_meta(chance: Random) -> str:
    """The line below the title: when published, from where, how often read."""
    return (
        f'<div class="xx"><span>发布时间：{_date(chance, 2018, 2021)}</span>'
        "<span>信息来源：市政务服务数据管理局</span>"
        f"<span>浏览次数：<em>{chance.randint(20, 9999)}</em></span>"
        '<span>字号：[<a href="#">大</a> <a href="#">中</a> <a href="#">小</a>]</span></div>'
    )


def service_portal(record: Record, chance: Random, others: Sequence[Record]) -> str:
    """A page of a government's service portal of about 2019."""
    short, long = _split(record)
    name = escape(record.name)
    text = _paragraphs(record.description, '<p style="text-indent:2em">')
    notice = '<div class="ts">温馨提示：以上信息仅供参考，具体以主管部门现场公布为准。</div>'
    parts = [
        PORTAL_HEAD.format(title=name),
        '<div class="wz w1200">您现在的位置：<a href="/">首页</a> &gt; '
        '<a href="/xxcx/">信息查询</a>'
        " &gt; 详细信息</div>",
        '<div class="main w1200">',
        _portal_side(record, chance, others),
        f'<div class="right"><h1 class="bt">{name}</h1>',
        _portal_meta(chance),
        '<div class="tit"><span>基本信息</span></div>',
        '<table class="jbxx" width="100%" border="1" cellspacing="0" cellpadding="0">',
        _portal_rows(short, long),
        "</table>",
        f'<div class="tit"><span>情况介绍</span></div>\n<div class="zw">{text}</div>'
        if text
        else "",
        notice if chance.random() < 0.6 else "",
        _portal_related(record, chance, others),
        '<div class="gn"><a href="javascript:window.print()">【打印本页】</a>'
        '<a href="javascript:window.close()">【关闭窗口】</a> 分享到：<a href="#">微信</a>'
        '<a href="#">微博</a></div></div></div>',
        PORTAL_FOOT,
    ]
    return "\n".join(part for part in parts if part)


def service_portal_extra(records: Sequence[Record], chance: Random) -> list[str]:
    """A list of records and the site's legal notice."""
    items = "\n".join(
        f'<li><span class="date">{_date(chance, 2018, 2021)}</span>{_portal_link(one)}</li>'
        for one in _some(None, records, chance, 20)
    )
    listing = (
        f'<div class="main w1200"><ul class="newslist">\n{items}\n</ul>'
        '<div class="page">共 12 页 <a href="#">上一页</a> <a href="#">下一页</a></div></div>\n'
    )
    notice = (
        '<div class="main w1200"><h1 class="bt">法律声明</h1>'
        "<p>本网站所载信息未经授权不得用于商业用途。</p>"
        "<p>本网站对链接的第三方网站内容不承担责任。</p></div>\n"
    )
    return [
        PORTAL_HEAD.format(title="信息查询") + listing + PORTAL_FOOT,
        PORTAL_HEAD.format(title="法律声明") + notice + PORTAL_FOOT,
    ]


# ------------------------------------------------ profile_cards: cards with utility class names

CARD_HEAD = """<!doctype html>
<html lang="zh-Hans" class="scroll-smooth">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} | 知页</title>
<meta property="og:site_name" content="知页">
<meta property="og:title" content="{title}">
<link rel="stylesheet" href="/_assets/app.3f9c1e27.css">
</head>
<body class="bg-slate-50 text-slate-900 antialiased">
<div id="__app">
<header class="sticky top-0 z-40 bg-white/80 backdrop-blur border-b border-slate-200">
<div class="max-w-6xl mx-auto px-4 h-14 flex items-center justify-between">
<a href="/" class="flex items-center gap-2 font-bold text-lg">
<svg class="w-6 h-6" viewBox="0 0 24 24"><path d="M4 4h16v16H4z"/></svg>知页</a>
<nav class="hidden md:flex gap-6 text-sm text-slate-600"><a href="/explore">发现</a>
<a href="/topics">专题</a><a href="/rank">榜单</a><a href="/pricing">会员</a></nav>
<div class="flex items-center gap-3"><input type="search" placeholder="搜索名称或关键词…"
 class="rounded-full bg-slate-100 px-4 py-1.5 text-sm w-56">
<button class="rounded-full bg-indigo-600 text-white text-sm px-4 py-1.5">登录</button></div>
</div></header>
"""

CARD_FOOT = """<footer class="border-t border-slate-200 mt-16 py-10 text-sm text-slate-500">
<div class="max-w-6xl mx-auto px-4 grid grid-cols-2 md:grid-cols-4 gap-8">
<div><div class="font-semibold text-slate-700">产品</div><div class="mt-2">开放接口</div>
<div class="mt-1">浏览器插件</div></div>
<div><div class="font-semibold text-slate-700">支持</div><div class="mt-2">帮助中心</div>
<div class="mt-1">意见反馈</div></div>
<div><div class="font-semibold text-slate-700">条款</div><div class="mt-2">用户协议</div>
<div class="mt-1">隐私政策</div></div>
<div><div class="font-semibold text-slate-700">关注我们</div>
<div class="mt-2">公众号：知页</div></div>
</div><p class="text-center mt-8">© 2024 知页 保留所有权利</p></footer>
</div>
<script type="module" src="/_assets/app.b81d02aa.js"></script>
</body>
</html>
"""


def _card_path(record: Record) -> str:
    """The address of a record's page."""
    return f"/p/{_number(record.name):08x}"


def _card_values(values: Sequence[str]) -> str:
    """The values of an attribute: the text itself, or a chip for each."""
    if len(values) == 1:
        return escape(values[0])
    chip = "inline-flex rounded-full bg-indigo-50 text-indigo-700 text-sm px-2.5 py-0.5"
    chips = "".join(f'<span class="{chip}">{escape(value)}</span>' for value in values)
    return f'<div class="flex flex-wrap gap-1.5">{chips}</div>'


def _card(field: Field) -> str:
    """One attribute: its label above its value."""
    label, values = field
    return (
        '<div class="rounded-xl bg-white border border-slate-200 p-4 shadow-sm">'
        f'<div class="text-xs text-slate-400 tracking-wide">{escape(label)}</div>'
        f'<div class="mt-1 text-base font-medium">{_card_values(values)}</div></div>'
    )


def _card_long(field: Field) -> str:
    """One attribute of running text: a row of a definition list."""
    label, values = field
    if len(values) == 1:
        shown = escape(values[0])
    else:
        items = "".join(f"<li>{escape(value)}</li>" for value in values)
        shown = f'<ul class="list-disc pl-5 space-y-1">{items}</ul>'
    return (
        '<div class="py-4 sm:grid sm:grid-cols-4 sm:gap-4">'
        f'<dt class="text-sm font-medium text-slate-500">{escape(label)}</dt>'
        f'<dd class="mt-1 text-sm leading-6 sm:col-span-3 sm:mt-0">{shown}</dd></div>'
    )


def _card_tiles(record: Record, chance: Random, others: Sequence[Record]) -> str:
    """Recommendations: tiles with a name and two values without labels."""
    tiles = []
    for other in _some(record, others, chance, 4):
        facts = " · ".join(" ".join(values) for _, values in _glimpse(other, chance, 2))
        tiles.append(
            f'<a href="{_card_path(other)}" class="block rounded-xl bg-white p-4 hover:shadow-md">'
            f'<div class="font-medium">{escape(other.name)}</div>'
            f'<div class="text-xs text-slate-400 mt-1">{escape(facts)}</div></a>'
        )
    if not tiles:
        return ""
    grid = "\n".join(tiles)
    return (
        '<section class="mt-10"><h2 class="text-lg font-semibold">猜你喜欢</h2>\n'
        f'<div class="grid grid-cols-2 md:grid-cols-4 gap-4 mt-4">\n{grid}\n</div></section>'
    )


def _card_side(record: Record, chance: Random, others: Sequence[Record]) -> str:
    """The side column: trending records and an advertisement."""
    trending = "\n".join(
        f'<a href="{_card_path(other)}" class="flex justify-between py-2 text-sm">'
        f"<span>{escape(other.name)}</span>"
        f'<span class="text-slate-400">{chance.randint(10, 999) / 10}万热度</span></a>'
        for other in _some(record, others, chance, 5)
    )
    advert = (
        '<div class="rounded-xl bg-amber-50 p-4 text-sm">'
        '<div class="font-medium">知页会员限时五折</div>'
        '<div class="text-amber-700 mt-1">解锁导出与批量查询</div></div>'
    )
    return (
        '<aside class="space-y-6"><div class="rounded-xl bg-white p-4">'
        f'<div class="font-semibold">大家都在看</div>\n{trending}\n</div>\n'
        f"{advert if chance.random() < 0.5 else ''}</aside>"
    )


def _card_hero(record: Record, chance: Random) -> str:
    """The top of a record's page: breadcrumbs, name, counts and buttons."""
    name = escape(record.name)
    button = "rounded-lg border border-slate-200 px-3 py-1.5"
    return (
        '<nav class="text-xs text-slate-400 flex gap-1"><a href="/">首页</a><span>/</span>'
        '<a href="/explore">发现</a><span>/</span>'
        f'<span class="text-slate-600">{name}</span></nav>\n'
        '<div class="mt-4 flex items-start justify-between">'
        f'<div><h1 class="text-3xl font-bold">{name}'
        '</h1><div class="mt-2 text-sm text-slate-400 flex gap-4">'
        f"<span>{chance.randint(100, 99999):,} 次浏览</span>"
        f"<span>{chance.randint(1, 4000)} 人收藏</span>"
        f"<span>更新于 {_date(chance, 2022, 2024)}</span></div></div>\n"
        f'<div class="flex gap-2 text-sm"><button class="{button}">收藏</button>'
        f'<button class="{button}">分享</button>'
        f'<button class="{button}">复制链接</button></div></div>'
    )


def profile_cards(record: Record, chance: Random, others: Sequence[Record]) -> str:
    """A page of a single-page style site of about 2023."""
    short, long = _split(record)
    text = _paragraphs(record.description, '<p class="mt-4 leading-7 text-slate-600">')
    grid = '<div class="mt-3 grid grid-cols-1 sm:grid-cols-2 lg:grid-cols-3 gap-4">'
    parts = [
        CARD_HEAD.format(title=escape(record.name)),
        '<main class="max-w-6xl mx-auto px-4 py-8">',
        _card_hero(record, chance),
        '<div class="mt-6 grid lg:grid-cols-[1fr_280px] gap-8"><div>',
        text,
        f'<h2 class="mt-8 text-lg font-semibold">概览</h2>\n{grid}' if short else "",
        *(_card(field) for field in short),
        "</div>" if short else "",
        '<h2 class="mt-8 text-lg font-semibold">详情</h2>\n<dl class="divide-y divide-slate-100">'
        if long
        else "",
        *(_card_long(field) for field in long),
        "</dl>" if long else "",
        "</div>",
        _card_side(record, chance, others),
        "</div>",
        _card_tiles(record, chance, others),
        "</main>",
        CARD_FOOT,
    ]
    return "\n".join(part for part in parts if part)


def profile_cards_extra(records: Sequence[Record], chance: Random) -> list[str]:
    """The page to browse records and the page of prices."""
    tiles = "\n".join(
        f'<a href="{_card_path(one)}" class="rounded-xl bg-white p-4">{escape(one.name)}</a>'
        for one in _some(None, records, chance, 24)
    )
    browse = (
        f'<main class="max-w-6xl mx-auto"><div class="grid grid-cols-4">\n{tiles}\n</div></main>\n'
    )
    pricing = (
        '<main class="max-w-3xl mx-auto"><h1 class="text-3xl font-bold">选择适合你的方案</h1>'
        '<div class="rounded-xl p-6"><div class="text-sm">月度会员</div><div>¥18</div></div>'
        '<div class="rounded-xl p-6"><div class="text-sm">年度会员</div>'
        "<div>¥168</div></div></main>\n"
    )
    return [
        CARD_HEAD.format(title="发现") + browse + CARD_FOOT,
        CARD_HEAD.format(title="会员") + pricing + CARD_FOOT,
    ]


DESIGNS: dict[str, Design] = {
    "film_archive": film_archive,
    "service_portal": service_portal,
    "profile_cards": profile_cards,
}

EXTRA: dict[str, Extra] = {
    "film_archive": film_archive_extra,
    "service_portal": service_portal_extra,
    "profile_cards": profile_cards_extra,
}
