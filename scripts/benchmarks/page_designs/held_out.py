"""Three held-out designs: an encyclopaedia article, a service guide, a shop's detail page."""

import random
import zlib
from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Protocol


class Record(Protocol):
    """What a page is about."""

    @property
    def name(self) -> str:
        """The record's name."""

    @property
    def attributes(self) -> Mapping[str, Sequence[str]]:
        """Attribute → its values."""

    @property
    def description(self) -> str:
        """Plain text, maybe empty."""


Design = Callable[[Record, random.Random, Sequence[Record]], str]
Extra = Callable[[Sequence[Record], random.Random], list[str]]

LONG_TEXT = 70  # characters from which on a value stands in a section of its own


# ---- shared by the three sites ------------------------------------------------------------------


def number(name: str) -> int:
    """A stable number for the address of a record's page."""
    return zlib.crc32(name.encode()) % 9_000_000 + 1_000_000


def date(chance: random.Random, first: int = 2016, last: int = 2024) -> tuple[int, int, int]:
    """A date between two years."""
    return chance.randint(first, last), chance.randint(1, 12), chance.randint(1, 28)


def lines(text: str) -> list[str]:
    """The non-empty lines of a text."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def with_breaks(text: str) -> str:
    """A value's HTML, its line breaks kept."""
    return "<br>".join(escape(line) for line in lines(text))


def separator(values: Sequence[str], wanted: Sequence[str]) -> str | None:
    """The first of the wanted separators whose sign occurs in none of the values."""
    for candidate in wanted:
        if not any(candidate.strip() in value for value in values):
            return candidate
    return None


def present(record: Record) -> list[tuple[str, list[str]]]:
    """The attributes that have values."""
    shown = [
        (label, [v for v in values if v.strip()]) for label, values in record.attributes.items()
    ]
    return [(label, values) for label, values in shown if values]


def is_long(values: Sequence[str]) -> bool:
    """Whether a value is running text."""
    return any(len(value) >= LONG_TEXT or "\n" in value.strip() for value in values)


def pick(others: Sequence[Record], chance: random.Random, most: int) -> list[Record]:
    """Some of the other records."""
    return chance.sample(list(others), min(most, len(others)))


def short_facts(record: Record, most: int) -> list[tuple[str, str]]:
    """A few short facts of a record, as a list of recommendations shows them."""
    facts = [(label, values[0]) for label, values in present(record) if len(values[0]) <= 20]
    return facts[:most]


def shortened(text: str, length: int) -> str:
    """The beginning of a text, as lists show it."""
    flat = "".join(lines(text))
    return flat if len(flat) <= length else flat[:length] + "…"


# ---- 1: an encyclopaedia ------------------------------------------------------------------------

WIKI_NAV = ("首页", "分类索引", "特色条目", "新闻动态", "最近更改", "随机条目")
WIKI_REFERENCES = (
    '<ol class="references"><li>知渊百科编辑组，《条目编写与资料来源说明》。</li>'
    '<li><a rel="nofollow" href="/cite/archive">互联网资料存档</a>，存档备份。</li></ol>'
)
WIKI_TOOLS = ("链入页面", "相关更改", "特殊页面", "打印版本", "固定链接", "引用此页")


def wiki_url(record: Record) -> str:
    """The address of an article."""
    return f"/item/{number(record.name)}.html"


def wiki_page(title: str, main: str, foot: str) -> str:
    """The frame of the encyclopaedia."""
    nav = "".join(f'<li><a href="/nav/{i}">{text}</a></li>' for i, text in enumerate(WIKI_NAV))
    tools = "".join(f'<li><a href="#t{i}">{text}</a></li>' for i, text in enumerate(WIKI_TOOLS))
    return f"""<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<title>{escape(title)} - 知渊百科，众人编写的中文百科</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/static/skin/main.css?v=20190604">
<script>var wgSite = {{"skin": "deep", "lang": "zh-hans"}};</script>
</head>
<body class="skin-deep ns-0">
<header id="mw-head">
<a class="logo" href="/"><img src="/static/logo.png" alt="知渊百科"></a>
<form action="/search" id="searchform"><input type="search" name="q" placeholder="搜索知渊百科">
<button type="submit">进入条目</button></form>
<div id="p-personal"><a href="/login">登录</a> <a href="/register">创建账号</a></div>
</header>
<nav id="p-navigation"><h3>导航</h3><ul>{nav}</ul><h3>工具</h3><ul>{tools}</ul></nav>
{main}
<footer id="footer">{foot}
<p>本站的全部文字在<a href="/license">知识共享 署名-相同方式共享 3.0协议</a>之条款下提供，
附加条款亦可能应用。内容由网友贡献，仅供参考，不构成专业意见。</p>
<ul><li><a href="/privacy">隐私政策</a></li><li><a href="/about">关于知渊百科</a></li>
<li><a href="/disclaimer">免责声明</a></li><li><a href="/m">手机版视图</a></li></ul>
</footer>
</body>
</html>
"""


def wiki_values(values: Sequence[str], chance: random.Random) -> str:
    """The cell of an infobox: one text, a plain list, or lines."""
    if len(values) == 1:
        text = with_breaks(values[0])
        linked = len(values[0]) <= 10 and chance.random() < 0.25
        return f'<a href="/search?q={number(values[0])}">{text}</a>' if linked else text
    if max(map(len, values)) <= 12 and (sign := separator(values, ("、", "；"))):
        return sign.join(escape(value) for value in values)
    if len(values) <= 3:
        return "<br />".join(escape(value) for value in values)
    items = "".join(f"<li>{escape(value)}</li>" for value in values)
    return f'<div class="plainlist"><ul>{items}</ul></div>'


def wiki_infobox(record: Record, chance: random.Random) -> str:
    """The side column's infobox: a table of row headers and cells."""
    name = escape(record.name)
    rows = [f'<tr><th colspan="2" class="infobox-above">{name}</th></tr>']
    if chance.random() < 0.6:
        image = f'<img src="/thumb/{number(record.name)}.jpg" width="240" alt="{name}">'
        rows.append(f'<tr><td colspan="2" class="infobox-image">{image}</td></tr>')
    facts = [fact for fact in present(record) if not is_long(fact[1])]
    if facts:
        rows.append('<tr><th colspan="2" class="infobox-header">基本资料</th></tr>')
    rows += [
        f'<tr><th scope="row" class="infobox-label">{escape(label)}</th>'
        f'<td class="infobox-data">{wiki_values(values, chance)}</td></tr>'
        for label, values in facts
    ]
    body = "\n".join(rows)
    return f'<aside class="side"><table class="infobox vcard"><tbody>\n{body}\n</tbody></table>'


def wiki_heading(title: str, place: int) -> str:
    """A section's heading with its link for editing."""
    return (
        f'<h2><span class="mw-headline" id="s{place}">{escape(title)}</span>'
        f'<span class="editsection">[<a href="?edit={place}">编辑</a>]</span></h2>'
    )


def wiki_body(record: Record) -> str:
    """The article: lead, contents, a section for each long text, constant closing sections."""
    paragraphs = lines(record.description)
    sections = [("概述", "".join(f"<p>{escape(p)}</p>" for p in paragraphs[1:]))]
    for label, values in present(record):
        if is_long(values):
            text = "".join(f"<p>{with_breaks(value)}</p>" for value in values)
            sections.append((label, text))
    sections = [section for section in sections if section[1]]
    sections.append(
        (
            "参考资料",
            WIKI_REFERENCES,
        )
    )
    lead = f"<p><b>{escape(record.name)}</b></p>"
    if paragraphs:
        lead += f"<p>{escape(paragraphs[0])}</p>"
    else:
        lead += '<div class="stub">这是一篇小作品，欢迎您<a href="?edit=0">扩充其内容</a>。</div>'
    toc = "".join(
        f'<li><a href="#s{i}"><span class="tocnumber">{i}</span> '
        f'<span class="toctext">{escape(title)}</span></a></li>'
        for i, (title, _) in enumerate(sections, 1)
    )
    text = "\n".join(wiki_heading(t, i) + body for i, (t, body) in enumerate(sections, 1))
    contents = f'<div id="toc"><h2>目录</h2><ul>{toc}</ul></div>' if len(sections) > 1 else ""
    return f"{lead}\n{contents}\n{text}"


def wiki_side(others: Sequence[Record], chance: random.Random) -> str:
    """Below the infobox: hot articles, articles to look at, an advertisement."""
    hot = "".join(
        f'<li><a href="{wiki_url(o)}">{escape(o.name)}</a></li>' for o in pick(others, chance, 6)
    )
    cards = []
    for other in pick(others, chance, 3):
        facts = "".join(
            f"<span>{escape(label)}：{escape(value)}</span><br>"
            for label, value in short_facts(other, 2)
        )
        cards.append(
            f'<div class="card"><a href="{wiki_url(other)}">{escape(other.name)}</a>'
            f"<p>{facts}{escape(shortened(other.description, 36))}</p></div>"
        )
    return (
        f'<div class="box hot"><h4>热门条目</h4><ol>{hot}</ol></div>'
        f'<div class="box see"><h4>看过本条目的人还看了</h4>{"".join(cards)}</div>'
        '<div class="box ad"><span>广告</span><a href="/ad/71" rel="nofollow">'
        '<img src="/ads/71.gif" alt="暑期在线课堂，前三节免费试听"></a></div></aside>'
    )


def encyclopaedia(record: Record, chance: random.Random, others: Sequence[Record]) -> str:
    """An article with an infobox in a side column."""
    year, month, day = date(chance, 2014, 2024)
    related = " | ".join(
        f'<a href="{wiki_url(o)}">{escape(o.name)}</a>' for o in pick(others, chance, 8)
    )
    main = f"""<main id="content">
<div id="notice">知渊百科第七届<a href="/event/7">条目编写周</a>正在进行，欢迎参加！</div>
<div class="crumbs"><a href="/">知渊百科</a> &gt; <a href="/cat">全部分类</a> &gt;
<span>{escape(record.name)}</span></div>
<ul class="tabs"><li class="on">条目</li><li><a href="?talk">讨论</a></li>
<li><a href="?edit=0">编辑</a></li><li><a href="?history">查看历史</a></li></ul>
<h1 id="firstHeading">{escape(record.name)}</h1>
<div class="share">分享到：<a href="#wb">微博</a><a href="#wx">微信</a>
<a href="#qz">QQ空间</a></div>
<div id="sub">知渊百科，众人编写的中文百科</div>
{wiki_infobox(record, chance)}
{wiki_side(others, chance)}
<article id="mw-content-text">
{wiki_body(record)}
</article>
<table class="navbox"><tbody><tr><th>相关条目</th></tr>
<tr><td>{related}</td></tr></tbody></table>
</main>"""
    foot = f"<p>本页面最后修订于{year}年{month}月{day}日。</p>"
    return wiki_page(record.name, main, foot)


def encyclopaedia_extra(records: Sequence[Record], chance: random.Random) -> list[str]:
    """The index and the page about the site."""
    items = "".join(
        f'<li><a href="{wiki_url(r)}">{escape(r.name)}</a> '
        f"{escape(shortened(r.description, 40))}</li>"
        for r in pick(records, chance, 30)
    )
    index = f'<main id="content"><h1>全部分类</h1><ul class="category">{items}</ul></main>'
    about = (
        '<main id="content"><h1>关于知渊百科</h1><p>知渊百科由一群爱好者于课余时间创办，'
        "任何人都可以编写条目。</p><p>编写条目时请注明资料来源，不要复制他人的文字。</p></main>"
    )
    return [wiki_page("全部分类", index, ""), wiki_page("关于知渊百科", about, "")]


# ---- 2: a department's service guide ------------------------------------------------------------

GUIDE_NAV = ("网站首页", "机构概况", "政务公开", "办事服务", "互动交流", "数据开放", "专题专栏")


def guide_url(record: Record) -> str:
    """The address of a guide's page."""
    return f"/bsfw/bszn/content_{number(record.name)}.shtml"


def guide_page(title: str, main: str) -> str:
    """The frame of the department's site."""
    nav = "".join(f'<li><a href="/c{i}/">{text}</a></li>' for i, text in enumerate(GUIDE_NAV))
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"
 "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml">
<head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
<title>{escape(title)}_办事指南_临溪市公共服务局</title>
<meta name="SiteName" content="临溪市公共服务局" />
<meta name="ColumnName" content="办事指南" />
<link href="/images/css/style.css" rel="stylesheet" type="text/css" />
<script type="text/javascript" src="/js/jquery-1.8.3.min.js"></script>
</head>
<body>
<div class="top"><div class="w1000"><span class="fl">欢迎访问临溪市公共服务局网站！</span>
<span class="fr"><a href="/wza">无障碍浏览</a> | <a href="/big5">繁體</a> |
<a href="#" onclick="addFav()">加入收藏</a></span></div></div>
<div class="banner"><img src="/images/banner.jpg" alt="临溪市公共服务局" /></div>
<div class="menu"><ul>{nav}</ul></div>
<div class="search"><form action="/was5/web/search"><input type="text" name="searchword"
 value="请输入关键字" /><input type="submit" value="搜索" /></form>
<span>热搜词：<a href="#">预约</a> <a href="#">证明</a> <a href="#">补贴</a></span></div>
<div class="w1000 clearfix">
{main}
</div>
<div class="links"><select><option>--国家部委网站--</option></select>
<select><option>--省内各市网站--</option></select></div>
<div class="footer">
<p><a href="/map">网站地图</a> | <a href="/lxwm">联系我们</a> | <a href="/gywz">关于网站</a></p>
<p>主办：临溪市公共服务局　承办：临溪市公共服务局信息中心</p>
<p>版权所有 © 临溪市公共服务局　未经许可不得转载　建议使用1024×768以上分辨率浏览</p>
</div>
</body>
</html>
"""


def guide_values(values: Sequence[str]) -> str:
    """A cell of the guide's table: one text, a joined list, or paragraphs."""
    if len(values) == 1:
        return with_breaks(values[0])
    if sign := separator(values, ("；", "、")):
        return sign.join(escape(value) for value in values)
    return "".join(f"<p>{escape(value)}</p>" for value in values)


def guide_table(record: Record) -> str:
    """Short facts: two to a row of four cells, the wide ones alone; labels and values are td."""
    rows: list[str] = []
    waiting: list[str] = []
    for label, values in present(record):
        if is_long(values) or len(values) > 3:
            continue
        head = f'<td class="tit" width="16%" bgcolor="#f2f7fc">{escape(label)}</td>'
        if sum(map(len, values)) > 26:
            rows.append(f'<tr>{head}<td colspan="3">{guide_values(values)}</td></tr>')
            continue
        waiting.append(f'{head}<td width="34%">{guide_values(values)}</td>')
        if len(waiting) == 2:
            rows.append(f"<tr>{''.join(waiting)}</tr>")
            waiting = []
    if waiting:
        cell = waiting[0].replace('<td width="34%">', '<td colspan="3">', 1)
        rows.append(f"<tr>{cell}</tr>")
    if not rows:
        return ""
    body = "\n".join(rows)
    return (
        '<h3 class="bt"><i></i>基本信息</h3>\n<table class="xx" width="100%" border="1" '
        f'cellspacing="0" cellpadding="6">\n{body}\n</table>'
    )


def guide_blocks(record: Record) -> str:
    """Long texts below a heading; many values as a numbered table below a heading."""
    blocks = []
    for label, values in present(record):
        if not is_long(values) and len(values) <= 3:
            continue
        if len(values) == 1:
            body = f'<div class="nr">{with_breaks(values[0])}</div>'
        else:
            rows = "".join(
                f'<tr><td align="center">{i}</td><td>{with_breaks(value)}</td></tr>'
                for i, value in enumerate(values, 1)
            )
            body = (
                '<table class="lb" width="100%"><tr><th width="60">序号</th><th>内容</th></tr>'
                f"{rows}</table>"
            )
        blocks.append(f'<h3 class="bt"><i></i>{escape(label)}</h3>\n{body}')
    return "\n".join(blocks)


def guide_side(others: Sequence[Record], chance: random.Random) -> str:
    """The left column: the section's menu, hot guides, how to reach the department."""
    hot = "".join(
        f'<li><a href="{guide_url(o)}" title="{escape(o.name)}">'
        f"{escape(shortened(o.name, 14))}</a></li>"
        for o in pick(others, chance, 7)
    )
    return f"""<div class="left">
<div class="lm"><h2>办事服务</h2><ul><li><a href="/bsfw/gr">个人办事</a></li>
<li><a href="/bsfw/fr">法人办事</a></li><li class="cur"><a href="/bsfw/bszn">办事指南</a></li>
<li><a href="/bsfw/xz">表格下载</a></li><li><a href="/bsfw/jg">结果查询</a></li></ul></div>
<div class="lm"><h2>热点事项</h2><ul class="hot">{hot}</ul></div>
<div class="lm gg"><a href="/zt/fw"><img src="/images/zt1.jpg" alt="优化服务专题" /></a>
<a href="/hd/jzxx"><img src="/images/jzxx.jpg" alt="局长信箱" /></a></div>
</div>"""


def guide_related(others: Sequence[Record], chance: random.Random) -> str:
    """Related guides: a table of names with one of their facts."""
    rows = []
    for other in pick(others, chance, 5):
        fact = "".join(f"{escape(a)}：{escape(b)}" for a, b in short_facts(other, 1))
        link = f'<a href="{guide_url(other)}">{escape(other.name)}</a>'
        rows.append(f'<li>·{link}<span class="r">{fact}</span></li>')
    if not rows:
        return ""
    return f'<div class="xg"><h4>相关事项</h4><ul>{"".join(rows)}</ul></div>'


def service_guide(record: Record, chance: random.Random, others: Sequence[Record]) -> str:
    """A department's guide: a table of paired cells, headed blocks for long texts and lists."""
    year, month, day = date(chance, 2013, 2023)
    name = escape(record.name)
    text = "".join(f"<p>　　{escape(p)}</p>" for p in lines(record.description))
    intro = f'<div class="jj">{text}</div>' if text else ""
    main = f"""{guide_side(others, chance)}
<div class="right">
<div class="wz">当前位置：<a href="/">首页</a> &gt; <a href="/bsfw/">办事服务</a> &gt;
<a href="/bsfw/bszn/">办事指南</a> &gt; 正文</div>
<div class="title"><h1>{name}</h1></div>
<div class="info">更新时间：{year}-{month:02d}-{day:02d}　　字体：【<a href="#">大</a>
<a href="#">中</a> <a href="#">小</a>】　<a href="javascript:window.print()">打印</a>
<div class="bdsharebuttonbox"><a href="#" title="分享到新浪微博">微博</a>
<a href="#" title="分享到微信">微信</a></div></div>
<div class="btns"><a href="/login">在线申办</a><a href="/yy">网上预约</a><a href="/zx">我要咨询</a>
<a href="/sc">收藏</a></div>
{intro}
{guide_table(record)}
{guide_blocks(record)}
<p class="ts">温馨提示：以上内容如有变动，以窗口最新公布的为准。</p>
<div class="pj">您觉得本页内容：<label><input type="radio" name="pj" />很有用</label>
<label><input type="radio" name="pj" />一般</label>
<label><input type="radio" name="pj" />没有用</label><input type="button" value="提交" /></div>
{guide_related(others, chance)}
<div class="gb"><a href="javascript:window.close()">【关闭窗口】</a></div>
</div>"""
    return guide_page(record.name, main)


def service_guide_extra(records: Sequence[Record], chance: random.Random) -> list[str]:
    """The list of guides and a notice."""
    items = []
    for record in pick(records, chance, 20):
        year, month, day = date(chance, 2013, 2023)
        items.append(
            f'<li><a href="{guide_url(record)}">{escape(record.name)}</a>'
            f"<span>[{year}-{month:02d}-{day:02d}]</span></li>"
        )
    side = guide_side(records, chance)
    listing = (
        f'{side}<div class="right"><div class="wz">当前位置：首页 &gt; 办事指南</div>'
        f'<ul class="list">{"".join(items)}</ul>'
        '<div class="page">首页 上一页 <b>1</b> 2 3 下一页 尾页</div></div>'
    )
    notice = (
        f'{side}<div class="right"><h1>关于网站系统维护的通知</h1><p>　　因系统升级，本周六晚'
        "八点至次日六点暂停网上办理，窗口不受影响。给您带来不便，敬请谅解。</p></div>"
    )
    return [guide_page("办事指南", listing), guide_page("关于网站系统维护的通知", notice)]


# ---- 3: an online shop --------------------------------------------------------------------------

SHOP_NAV = ("首页", "全部分类", "今日特惠", "新品首发", "排行榜", "会员中心")


def shop_url(record: Record) -> str:
    """The address of an item's page."""
    return f"//item.xuanguo.example/{number(record.name)}.html"


def shop_page(title: str, main: str) -> str:
    """The frame of the shop."""
    nav = "".join(f'<a class="nav-item" href="/n/{i}">{t}</a>' for i, t in enumerate(SHOP_NAV))
    return f"""<!doctype html>
<html>
<head>
<meta charset="UTF-8">
<title>【{escape(title)}】图片 参数 评价 - 选果网</title>
<meta name="renderer" content="webkit">
<link rel="stylesheet" href="//static.xuanguo.example/item/2.4.1/app.css">
</head>
<body class="item-page">
<div id="shortcut"><div class="w"><span>送至：<a href="#">全国</a></span>
<span class="right">你好，<a href="/login">请登录</a> <a href="/reg">免费注册</a> |
<a href="/order">我的订单</a> | <a href="/service">客户服务</a></span></div></div>
<div id="header"><a href="/" class="logo">选果网</a>
<div class="search-box"><input type="text" placeholder="搜一搜你想要的"><button>搜索</button></div>
<a class="cart" href="/cart">购物车</a></div>
<div id="nav">{nav}</div>
{main}
<div id="service-footer">
<dl><dt>购物指南</dt><dd><a href="#">购物流程</a></dd><dd><a href="#">常见问题</a></dd></dl>
<dl><dt>配送方式</dt><dd><a href="#">上门自提</a></dd><dd><a href="#">配送查询</a></dd></dl>
<dl><dt>售后服务</dt><dd><a href="#">退款说明</a></dd><dd><a href="#">取消订单</a></dd></dl>
</div>
<div id="footer"><div class="links"><a href="#">关于我们</a>|<a href="#">商家入驻</a>|
<a href="#">友情链接</a>|<a href="#">销售联盟</a></div>
<div class="copyright">Copyright © 2012-2022 选果网 版权所有</div></div>
<script src="//static.xuanguo.example/item/2.4.1/app.js"></script>
</body>
</html>
"""


def shop_parameter(label: str, values: Sequence[str], chance: random.Random) -> str:
    """A parameter: label and value in one item of the list, several values joined or linked."""
    if len(values) == 1:
        title = escape(values[0])
        text = with_breaks(values[0])
        if len(values[0]) <= 12 and chance.random() < 0.2:
            text = f'<a href="/list?ev={number(values[0])}" target="_blank">{text}</a>'
        return f'<li title="{title}">{escape(label)}：{text}</li>'
    sign = separator(values, ("，", " / ", "；"))
    if sign is None:
        links = " ".join(f'<a href="/list?ev={number(v)}">{escape(v)}</a>' for v in values)
        return f'<li class="multi">{escape(label)}：{links}</li>'
    joined = escape(sign.join(values))
    return f'<li title="{joined}">{escape(label)}：{joined}</li>'


def shop_detail(record: Record, chance: random.Random) -> str:
    """The tabs: parameters, long texts, the description, service."""
    facts = [(a, v) for a, v in present(record) if "价" not in a or is_long(v)]
    items = "\n".join(shop_parameter(a, v, chance) for a, v in facts if not is_long(v))
    parameters = f'<ul class="parameter2 p-parameter-list">\n{items}\n</ul>' if items else ""
    texts = "".join(
        f'<div class="detail-block"><div class="block-title">{escape(label)}</div>'
        + "".join(f'<div class="block-content">{with_breaks(v)}</div>' for v in values)
        + "</div>\n"
        for label, values in facts
        if is_long(values)
    )
    intro = "".join(f"<p>{escape(p)}</p>" for p in lines(record.description))
    if intro:
        image = f'<img src="//img.xuanguo.example/d/{number(record.name)}.jpg" alt="">'
        intro = f'<div class="detail-content">{intro}{image}</div>'
    return f"""<div class="tab-main"><ul><li class="current">详情介绍</li><li>规格参数</li>
<li>用户评价</li><li>售后保障</li></ul></div>
<div class="p-parameter">
{parameters}
<p class="more-par"><a href="#detail">更多参数&gt;&gt;</a></p>
</div>
{texts}{intro}
<div class="guarantee"><strong>权利声明</strong><p>选果网上的所有信息、评价等内容，
未经许可禁止非法转载使用。</p><strong>温馨说明</strong><p>页面信息由商家提供，
可能存在更新不及时的情况，请以实际为准。</p></div>"""


def shop_summary(record: Record, chance: random.Random) -> str:
    """Beside the picture: the name, prices if the record has any, buttons."""
    prices = "".join(
        f'<div class="summary-row"><div class="dt">{escape(label)}</div><div class="dd">'
        + "".join(f'<span class="p-price">{escape(v)}</span> ' for v in values)
        + "</div></div>"
        for label, values in present(record)
        if "价" in label and not is_long(values)
    )
    tag = chance.choice(('<i class="tag">自营</i>', '<i class="tag">精选</i>', ""))
    image = f"//img.xuanguo.example/n1/{number(record.name)}.jpg"
    return f"""<div class="preview"><img id="spec-img" src="{image}" alt="{escape(record.name)}">
<div class="tools"><a href="#">关注</a><a href="#">分享</a><a href="#">举报</a></div></div>
<div class="itemInfo"><div class="sku-name">{tag}{escape(record.name)}</div>
<div class="news"><a href="/act/99">领券专区限时开放，点击查看&gt;</a></div>
{prices}
<div class="choose-btns"><input value="1"><a class="btn-add">+</a><a class="btn-reduce">-</a>
<a class="btn-cart" href="#">加入购物车</a></div>
<div class="tips">不支持7天无理由退货的情形见<a href="/help/7">说明</a></div></div>"""


def shop_card(record: Record) -> str:
    """An item in a list of recommendations."""
    facts = "".join(
        f'<div class="p-attr"><em>{escape(label)}</em> <b>{escape(value)}</b></div>'
        for label, value in short_facts(record, 2)
    )
    return (
        f'<li><a href="{shop_url(record)}" title="{escape(record.name)}">'
        f'<img src="//img.xuanguo.example/n4/{number(record.name)}.jpg" alt="">'
        f'<div class="p-name">{escape(record.name)}</div></a>{facts}</li>'
    )


def shop_detail_page(record: Record, chance: random.Random, others: Sequence[Record]) -> str:
    """A shop's detail page: a list of parameters, label and value in one text."""
    also = "".join(shop_card(o) for o in pick(others, chance, 4))
    ranking = "".join(
        f'<li><i>{i}</i><a href="{shop_url(o)}">{escape(o.name)}</a></li>'
        for i, o in enumerate(pick(others, chance, 6), 1)
    )
    main = f"""<div class="crumb-wrap"><div class="crumb"><a href="/">首页</a><i>&gt;</i>
<a href="/all">全部分类</a><i>&gt;</i><span class="ellipsis" title="{escape(record.name)}">
{escape(shortened(record.name, 16))}</span></div></div>
<div class="w product-intro">
{shop_summary(record, chance)}
</div>
<div class="w">
<div class="aside">
<div class="m rank"><div class="mt"><h3>热销排行榜</h3></div><ol>{ranking}</ol></div>
<div class="m ad"><a href="/promo/3" target="_blank"><img src="/promo/3.jpg"
 alt="满减狂欢，仅限本周"></a><span class="ad-mark">广告</span></div>
</div>
<div class="detail" id="detail">
{shop_detail(record, chance)}
</div>
</div>
<div class="w recommend"><div class="mt"><h3>猜你喜欢</h3><a href="#">换一换</a></div>
<ul class="goods-list">{also}</ul></div>
<div class="toolbar"><a href="#top">顶部</a><a href="/feedback">反馈</a>
<a href="/im">客服</a></div>"""
    return shop_page(record.name, main)


def shop_extra(records: Sequence[Record], chance: random.Random) -> list[str]:
    """A list of items and a page of help."""
    cards = "".join(shop_card(record) for record in pick(records, chance, 24))
    listing = (
        '<div class="w"><div class="filter"><a class="curr">综合</a><a>销量</a><a>新品</a>'
        f'</div><ul class="goods-list gl-warp">{cards}</ul>'
        '<div class="p-wrap"><b>1</b><a>2</a><a>3</a><a>下一页&gt;</a></div></div>'
    )
    steps = (
        '<div class="w help"><h1>购物流程</h1><p>搜索并查看详情，加入购物车，登录账号，'
        "填写收货信息，提交订单并付款，等待收货。</p></div>"
    )
    return [shop_page("全部分类", listing), shop_page("购物流程", steps)]


DESIGNS: dict[str, Design] = {
    "encyclopaedia_infobox": encyclopaedia,
    "service_guide": service_guide,
    "shop_parameters": shop_detail_page,
}

EXTRA: dict[str, Extra] = {
    "encyclopaedia_infobox": encyclopaedia_extra,
    "service_guide": service_guide_extra,
    "shop_parameters": shop_extra,
}
