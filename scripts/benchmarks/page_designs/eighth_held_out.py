"""Three invented sites: an old download site, a registry to look things up in, a community wiki.

- ``download_site``: 青稞资料站, laid out with tables as fifteen years ago; the facts of an entry
  stand in one running text, a line each: ``◎导　　演　甲``, further values on lines of their own.
- ``registry``: 明册查, a platform to look up registered works and matters, made with a component
  library: bordered descriptions, statistics, tabs, tables of people, companies and papers.
- ``wiki``: 芦苇维基, a community wiki: a portable infobox in groups, numbered sections with a table
  of contents, what is long in sections of its own, a strip about the entry, categories.

All sites, people, numbers and comments are made up.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from html import escape
from random import Random
from typing import Protocol


class Record(Protocol):
    """What a page is about, as ``site_records.Record`` has it."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def attributes(self) -> Mapping[str, Sequence[str]]:
        """Its attributes, each with one or more values."""

    @property
    def description(self) -> str:
        """A running text on it, at times empty."""


Facts = list[tuple[str, str]]
Page = tuple[str, Facts]

_FILM = frozenset(
    [
        "外文名",
        "出品时间",
        "出品公司",
        "导演",
        "编剧",
        "类型",
        "主演",
        "片长",
        "上映时间",
        "对白语言",
    ]
)
_FAMILY = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨"
_NICKS = ["晚风", "半糖", "老槐树", "石榴", "阿粥", "北窗", "木耳汤", "一碗面", "小满", "山雀"]
_PLACES = ["广东", "浙江", "四川", "河北", "湖南", "陕西", "辽宁", "福建", "云南", "安徽"]
_SEPARATORS = ["、", " / ", "；", " | ", "，", " · ", " ‖ ", " ※ "]


# What the three sites have in common.


def _is_film(record: Record) -> bool:
    return not _FILM.isdisjoint(record.attributes)


def _given(record: Record, order: Iterable[str]) -> list[str]:
    """The attributes that the record has: first in the template's order, then what it lacks."""
    known = [attribute for attribute in order if record.attributes.get(attribute)]
    return known + [
        attribute
        for attribute, values in record.attributes.items()
        if values and attribute not in known
    ]


def _joined(values: Sequence[str], preferred: str) -> str:
    """The values in one text, parted by what none of them contains."""
    for separator in [preferred, *_SEPARATORS]:
        if not any(separator.strip() in value for value in values):
            return escape(separator.join(values))
    return "<br />".join(escape(value) for value in values)


def _some(others: Sequence[Record], chance: Random, most: int) -> list[Record]:
    return chance.sample(list(others), min(most, len(others)))


def _day(chance: Random, first: int = 2016) -> date:
    return date(first, 1, 1) + timedelta(days=chance.randrange(365 * (2025 - first)))


def _number(name: str, span: int) -> int:
    """The number under which a site keeps the thing: the same on all its pages."""
    return sum(place * ord(letter) for place, letter in enumerate(name, 7)) * 7919 % span


def _first(record: Record, *attributes: str) -> tuple[str, str] | None:
    """The first of the attributes that the record has, with its first value."""
    for attribute in attributes:
        if values := record.attributes.get(attribute):
            return attribute, values[0]
    return None


def _nick(chance: Random) -> str:
    tail = str(chance.randrange(10, 9999)) if chance.random() < 0.5 else ""
    return chance.choice(_NICKS) + tail


def _kept(facts: Facts, chance: Random, rate: float, least: int) -> Facts:
    """Most of the facts, in their order: not every entry has each of them."""
    kept = [fact for fact in facts if chance.random() < rate]
    return kept if len(kept) >= least else facts[:least]


# An old download site.

_DOWNLOAD_FILM = {
    "外文名": "译　　名",
    "出品时间": "年　　代",
    "类型": "类　　别",
    "对白语言": "语　　言",
    "上映时间": "上映日期",
    "片长": "片　　长",
    "出品公司": "出　　品",
    "导演": "导　　演",
    "编剧": "编　　剧",
    "主演": "主　　演",
}
_DOWNLOAD_SERVICE = {
    "实施主体": "办理单位",
    "事项类型": "性　　质",
    "行使层级": "层　　级",
    "实施编码": "编　　码",
    "主题分类": "主　　题",
    "服务对象": "对　　象",
    "办理地点": "地　　址",
    "法定办结时限": "法定时限",
    "承诺办结时限": "承诺时限",
    "是否支持物流快递": "快　　递",
    "是否支持预约办理": "预　　约",
    "承办平台": "网　　办",
    "咨询电话": "电　　话",
    "监督投诉电话": "投诉电话",
    "受理条件": "条　　件",
    "申请材料": "材　　料",
}
# Each value of these has a line of its own, below the first and set in as far.
_DOWNLOAD_LINES = frozenset(["编剧", "主演", "出品公司", "申请材料", "咨询电话"])
_INDENT = "　" * 6

_DOWNLOAD_FILM_TALK = [
    "找了好久终于找到了，谢谢站长",
    "小时候在厂里的露天电影看过，怀念",
    "资料很全，字幕要是能校对一下就更好了",
    "第二个链接失效了，请补一下",
    "画质一般，凑合看",
    "已收，感谢分享",
    "结局没看懂，有懂的说说吗",
]
_DOWNLOAD_SERVICE_TALK = [
    "表格能用，已经打印出来了",
    "今天刚去办完，窗口态度不错",
    "请问周末上班吗？",
    "感谢整理，省得跑一趟",
    "有没有填写样本？",
    "文件打开是乱码，换个软件就好了",
]
_DOWNLOAD_ADS = [
    '<a href="/go/ad17.html" rel="nofollow" target="_blank"><img src="/uploads/gg/960x60.gif" '
    'width="960" height="60" alt="广告" border="0" /></a>',
    '<script type="text/javascript" src="/js/gg_top.js"></script>',
    '<table width="960" class="textad"><tr><td><a href="/go/1.html">译得快电子词典 三折</a></td>'
    '<td><a href="/go/2.html">学会计 零基础开班</a></td>'
    '<td><a href="/go/3.html">老李家纯粮酒 免费试饮</a></td></tr></table>',
]


def _download_column(record: Record) -> tuple[str, str]:
    return ("影视资料", "/yingshi/") if _is_film(record) else ("办事资料", "/banshi/")


def _download_address(record: Record) -> str:
    return f"{_download_column(record)[1]}{10000 + _number(record.name, 79999)}.html"


def _download_link(record: Record) -> str:
    name = escape(record.name)
    return f'<a href="{_download_address(record)}" title="{name}">{name}</a>'


def _download_lines(record: Record) -> str:
    """The facts of the record: one text, each attribute after a ◎."""
    labels = _DOWNLOAD_FILM if _is_film(record) else _DOWNLOAD_SERVICE
    lines: list[str] = []
    for attribute in _given(record, labels):
        values = record.attributes[attribute]
        start = f"◎{escape(labels.get(attribute, attribute))}　"
        if attribute in _DOWNLOAD_LINES:
            lines.append(start + escape(values[0]))
            lines.extend(_INDENT + escape(value) for value in values[1:])
        else:
            lines.append(start + _joined(values, " / "))
    return "<br />\n".join(lines)


def _download_facts(record: Record, chance: Random) -> Facts:
    stars = chance.randrange(2, 6)
    return _kept(
        [
            ("资料编号", f"QK{10000 + _number(record.name, 79999)}"),
            ("所属栏目", _download_column(record)[0]),
            ("更新时间", f"{_day(chance, 2009):%Y-%m-%d}"),
            ("人气", f"{chance.randrange(40, 60000)}次"),
            ("推荐等级", "★" * stars + "☆" * (5 - stars)),
            ("资料整理", chance.choice(["青稞资料站", "网友投稿", "本站原创", "管理员"])),
        ],
        chance,
        0.8,
        2,
    )


def _download_head(title: str, keywords: str) -> str:
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" \
"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml">
<head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
<title>{escape(title)}_青稞资料站</title>
<meta name="keywords" content="{escape(keywords)}" />
<link href="/templets/qk/style/style.css" rel="stylesheet" type="text/css" />
<script type="text/javascript" src="/js/jquery-1.4.min.js"></script>
</head>
<body>
<div class="topbar"><span class="fl">欢迎来到青稞资料站！<a href="/member/login.html">登录</a> |
<a href="/member/reg.html">注册</a></span><span class="fr">
<a href="javascript:;" onclick="SetHome(this)">设为首页</a> |
<a href="javascript:;" onclick="AddFavorite()">加入收藏</a></span></div>
<div class="logo"><a href="/"><img src="/images/logo.gif" alt="青稞资料站" /></a></div>
<div id="menu"><ul>
<li><a href="/">首页</a></li><li><a href="/yingshi/">影视资料</a></li>
<li><a href="/banshi/">办事资料</a></li><li><a href="/jiaoxue/">教学资料</a></li>
<li><a href="/ruanjian/">实用软件</a></li><li><a href="/qiuzi/">求资料</a></li></ul></div>
<form action="/plus/search.html" method="get" class="search"><input type="text" name="q" />
<input type="submit" value="搜 索" /></form>
"""


def _download_side(others: Sequence[Record], chance: Random) -> str:
    ranking = "\n".join(
        f'<li><em class="n{place}">{place}</em>{_download_link(other)}'
        f'<span class="hit">{chance.randrange(100, 9000)}</span></li>'
        for place, other in enumerate(_some(others, chance, chance.randrange(4, 11)), 1)
    )
    picked = "\n".join(
        f'<dl class="pic"><dt><a href="{_download_address(other)}">'
        f'<img src="/uploads/litimg/{chance.randrange(1000, 9999)}.jpg" alt="" /></a></dt>'
        f"<dd>{_download_link(other)}</dd>{_download_hint(other)}</dl>"
        for other in _some(others, chance, chance.randrange(0, 4))
    )
    return f"""<td width="240" valign="top" class="side">
<div class="box"><h3>点击排行</h3><ul class="rank">
{ranking}
</ul></div>
<div class="box"><h3>站长推荐</h3>
{picked}
</div>
<div class="box"><h3>联系本站</h3><p>站长信箱：zhanzhang@qingke.example<br />
交流群号：{chance.randrange(100000, 999999)}<br />在线时间：9:00-18:00</p></div>
</td>"""


def _download_hint(other: Record) -> str:
    found = _first(other, "主演", "导演", "实施主体", "服务对象")
    if not found:
        return ""
    labels = _DOWNLOAD_FILM if _is_film(other) else _DOWNLOAD_SERVICE
    label = labels[found[0]].replace("　", "")
    return f"<dd>{label}：{escape(found[1])}</dd>"


def _download_foot(chance: Random) -> str:
    return f"""<div class="flink"><b>友情链接：</b><a href="/go/l1.html">麦田课件</a>
<a href="/go/l2.html">老胶片之家</a> <a href="/go/l3.html">表格大全</a></div>
<div class="footer"><a href="/about/">关于本站</a> | <a href="/about/ad.html">广告服务</a> |
<a href="/about/law.html">免责声明</a> | <a href="/sitemap.html">网站地图</a><br />
本站资料均由网友上传，版权归原作者所有，如有侵权请来信告知，24小时内删除。<br />
Copyright &copy; 2008-2025 青稞资料站 All Rights Reserved.
备案编号：青备0800{chance.randrange(10, 99)}号
<span style="display:none"><script type="text/javascript" src="/js/tongji.js"></script></span>
</div></body></html>
"""


def _download_talk(record: Record, chance: Random) -> str:
    pool = _DOWNLOAD_FILM_TALK if _is_film(record) else _DOWNLOAD_SERVICE_TALK
    count = chance.randrange(0, 5)
    talk = "\n".join(
        f'<dl class="pl"><dt><span class="fr">{_day(chance, 2012)} '
        f"{chance.randrange(24):02d}:{chance.randrange(60):02d}</span>"
        f"{place}楼 网友：{_nick(chance)}　评分：{chance.randrange(2, 6)}分</dt>"
        f"<dd>{text}</dd></dl>"
        for place, text in enumerate(chance.sample(pool, count), 1)
    )
    none = "" if count else '<p class="none">还没有人评论，快来抢沙发！</p>'
    return f"""<div class="title_all"><h3>网友评论（共{count}条）</h3></div>
{talk}{none}
<form action="/plus/feedback.html" method="post"><textarea name="msg" rows="4"></textarea>
验证码：<input type="text" name="code" size="4" /><input type="submit" value="发表评论" /></form>"""


def _download_site(record: Record, chance: Random, others: Sequence[Record]) -> Page:
    """A page of 青稞资料站: where to get the thing, above it what it is, line by line."""
    column, folder = _download_column(record)
    name = escape(record.name)
    facts = _download_facts(record, chance)
    shown = "".join(f"<li><span>{label}：</span>{value}</li>" for label, value in facts)
    poster = ""
    if chance.random() < 0.7:
        poster = (
            f'<img src="/uploads/allimg/{chance.randrange(10**6)}.jpg" alt="{name}" border="0" />'
            "<br /><br />\n"
        )
    intro = ""
    if record.description:
        intro = f"<br /><br />\n◎简　　介<br /><br />\n　　{escape(record.description)}"
    links = "".join(
        f'<tr><td bgcolor="#fdfddf"><a href="/plus/down.html?id={chance.randrange(10**6)}">'
        f"{label}</a></td></tr>"
        for label in chance.sample(
            ["本地下载一", "本地下载二", "电信高速下载", "联通高速下载", "网盘下载"],
            chance.randrange(1, 5),
        )
    )
    neighbours = _some(others, chance, 2)
    turn = "<br />\n".join(
        f"{label}：{_download_link(other)}"
        for label, other in zip(["上一篇", "下一篇"], neighbours, strict=False)
    )
    related = "\n".join(
        f'<li><span class="date">{_day(chance, 2010):%m-%d}</span>'
        f'[<a href="{_download_column(other)[1]}">{_download_column(other)[0]}</a>] '
        f"{_download_link(other)}</li>"
        for other in _some(others, chance, chance.randrange(0, 9))
    )
    top = chance.choice(_DOWNLOAD_ADS) if chance.random() < 0.7 else ""
    middle = chance.choice(_DOWNLOAD_ADS[:2]) if chance.random() < 0.5 else ""
    html = f"""{_download_head(f"{record.name}下载", f"{record.name},{record.name}下载,{column}")}
<div class="gg">{top}</div>
<div class="place"><b>当前位置：</b><a href="/">首页</a> &gt; <a href="{folder}">{column}</a> &gt;
{name}</div>
<table width="960" border="0" cellpadding="0" cellspacing="0" align="center"><tr>
<td width="710" valign="top" class="main">
<div class="title_all"><h1>{name}</h1></div>
<ul class="infolist">{shown}</ul>
<div id="Zoom">
{poster}{_download_lines(record)}{intro}
</div>
<div class="gg">{middle}</div>
<div class="title_all"><h3>下载列表</h3></div>
<table class="down" width="100%" border="0" cellspacing="1">{links}</table>
<p class="tip">下载前请先阅读<a href="/about/help.html">下载帮助</a>，本站压缩包一律不设密码。</p>
<div class="context">{turn}</div>
<div class="title_all"><h3>相关资料</h3></div>
<ul class="related">
{related}
</ul>
{_download_talk(record, chance)}
</td>
{_download_side(others, chance)}
</tr></table>
{_download_foot(chance)}"""
    return html, facts


def _download_extra(records: Sequence[Record], chance: Random) -> list[str]:
    """Lists of columns, page by page, and what the site tells of itself."""
    pages: list[str] = []
    for page in range(1, 4):
        picked = _some(records, chance, chance.randrange(8, 21))
        rows = "\n".join(
            f'<table width="100%" class="tbspan"><tr><td><b>{_download_link(record)}</b></td></tr>'
            f'<tr><td class="grey">日期：{_day(chance, 2010)} 点击：{chance.randrange(10, 9999)}'
            f"</td></tr><tr><td>{escape(record.description[:60])}</td></tr></table>"
            for record in picked
        )
        column, folder = _download_column(picked[0]) if picked else ("影视资料", "/yingshi/")
        pages.append(
            f"""{_download_head(f"{column}第{page}页", column)}
<div class="place"><b>当前位置：</b><a href="/">首页</a> &gt; <a href="{folder}">{column}</a></div>
<table width="960" align="center"><tr><td width="710" valign="top" class="main">
{rows}
<div class="pages">共<strong>{chance.randrange(40, 300)}</strong>页 <a href="{folder}">首页</a>
<a href="{folder}list_{page + 1}.html">下一页</a></div></td>
{_download_side(records, chance)}
</tr></table>
{_download_foot(chance)}"""
        )
    pages.append(
        f"""{_download_head("关于本站", "青稞资料站")}
<div class="place"><b>当前位置：</b><a href="/">首页</a> &gt; 关于本站</div>
<div class="about"><h1>关于本站</h1>
<p>青稞资料站由几位资料爱好者在业余时间搭建，收集散落在各处的影视介绍、办事表格和教学文件。</p>
<p>本站不收取任何费用。站务信箱：zhanzhang@qingke.example；来信请注明资料编号。</p>
<h2>投稿须知</h2><p>投稿请按本站格式填写，一行一项，以“◎”开头，名单每人一行。</p></div>
{_download_foot(chance)}"""
    )
    return pages


# A registry to look things up in.

_REGISTRY_FILM = {
    "外文名": "外文名称",
    "类型": "作品类型",
    "出品时间": "出品年份",
    "上映时间": "公映日期",
    "片长": "时长",
    "对白语言": "语种",
    "导演": "导演",
    "编剧": "编剧",
    "主演": "主演",
    "出品公司": "出品单位",
}
_REGISTRY_SERVICE = {
    "实施编码": "事项编码",
    "实施主体": "实施机构",
    "事项类型": "事项类别",
    "行使层级": "行使层级",
    "服务对象": "服务对象",
    "主题分类": "所属主题",
    "法定办结时限": "法定时限",
    "承诺办结时限": "承诺时限",
    "是否支持预约办理": "支持预约",
    "是否支持物流快递": "支持快递",
    "承办平台": "办理平台",
    "咨询电话": "咨询电话",
    "监督投诉电话": "监督电话",
    "办理地点": "受理地址",
    "受理条件": "准入条件",
    "申请材料": "申请材料",
}
_REGISTRY_ROLES = ["导演", "编剧", "主演"]
_REGISTRY_TABLES = frozenset(["出品公司", "申请材料", *_REGISTRY_ROLES])
_REGISTRY_TAGS = frozenset(["类型", "服务对象", "主题分类"])
_REGISTRY_ELEMENTS = frozenset(["咨询电话", "监督投诉电话", "外文名"])
_REGISTRY_WIDE = frozenset(["办理地点", "受理条件", "外文名"])
_REGISTRY_STATES = [("success", "已核验"), ("processing", "核验中"), ("default", "待核验")]
_REGISTRY_OUTCOMES = ["已采纳", "未采纳", "处理中"]
_REGISTRY_REPORTS = [
    "名称与我手上的资料有出入，请核对。",
    "信息准确，已经和原件比对过。",
    "希望补充更早的版本。",
    "页面打开较慢，其他没有问题。",
    "有一处别字，麻烦改一下。",
]
_REGISTRY_ADS = [
    '<div class="ad-banner"><a href="/vip"><img src="/static/img/vip.png" alt="开通会员"></a>'
    '<span class="ad-mark">广告</span></div>',
    '<div class="ad-banner ad-text"><a href="/api-market">数据接口限时优惠，首月 9 元起</a>'
    '<span class="ad-mark">广告</span></div>',
    '<div class="ad-banner ad-text"><a href="/app">下载明册查 App，随时随地查</a></div>',
]


def _registry_address(record: Record) -> str:
    kind = "work" if _is_film(record) else "matter"
    return f"/{kind}/{_number(record.name, 2**31):08x}"


def _registry_value(attribute: str, values: Sequence[str]) -> str:
    if attribute in _REGISTRY_TAGS:
        return "".join(
            f'<span class="ant-tag ant-tag-blue">{escape(value)}</span>' for value in values
        )
    if attribute in _REGISTRY_ELEMENTS:
        return "".join(f'<div class="line">{escape(value)}</div>' for value in values)
    return f"<span>{_joined(values, '、')}</span>"


def _registry_cell(label: str, value: str, span: int) -> str:
    wide = f' colspan="{span}"' if span > 1 else ""
    return (
        f'<th class="ant-descriptions-item-label"><span>{escape(label)}</span></th>'
        f'<td class="ant-descriptions-item-content"{wide}>{value}</td>'
    )


def _registry_basics(record: Record) -> str:
    """The bordered table of the basic facts: two to a row, what is missing shows a dash."""
    labels = _REGISTRY_FILM if _is_film(record) else _REGISTRY_SERVICE
    order = [*labels, *(attribute for attribute in _given(record, labels))]
    rows: list[str] = []
    waiting: list[tuple[str, str]] = []

    def flush() -> None:
        if waiting:
            span = 1 if len(waiting) == 2 else 3
            cells = "".join(_registry_cell(label, value, span) for label, value in waiting)
            rows.append(f'<tr class="ant-descriptions-row">{cells}</tr>')
            waiting.clear()

    for attribute in dict.fromkeys(order):
        if attribute in _REGISTRY_TABLES:
            continue
        values = record.attributes.get(attribute, [])
        value = _registry_value(attribute, values) if values else "<span>-</span>"
        if attribute in _REGISTRY_WIDE:
            flush()
        waiting.append((labels.get(attribute, attribute), value))
        if len(waiting) == 2 or attribute in _REGISTRY_WIDE:
            flush()
    flush()
    return (
        '<div class="ant-descriptions ant-descriptions-bordered">'
        '<div class="ant-descriptions-view">'
        f"<table><tbody>{''.join(rows)}</tbody></table></div></div>"
    )


def _registry_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    head = "".join(f'<th class="ant-table-cell">{column}</th>' for column in columns)
    body = "".join(
        '<tr class="ant-table-row">'
        + "".join(f'<td class="ant-table-cell">{cell}</td>' for cell in row)
        + "</tr>"
        for row in rows
    )
    return (
        '<div class="ant-table"><table><thead class="ant-table-thead"><tr>'
        f'{head}</tr></thead><tbody class="ant-table-tbody">{body}</tbody></table></div>'
    )


def _registry_sections(record: Record, chance: Random) -> list[tuple[str, int, str]]:
    """The sections below the basic facts: heading, count, what is in them."""
    sections: list[tuple[str, int, str]] = []
    people = [
        (escape(person), role)
        for role in _REGISTRY_ROLES
        for person in record.attributes.get(role, [])
    ]
    if people:
        rows = [
            (str(place), f'<a href="/person/{chance.randrange(10**6)}">{person}</a>', role)
            for place, (person, role) in enumerate(people, 1)
        ]
        sections.append(("主创人员", len(people), _registry_table(["序号", "姓名", "职务"], rows)))
    if companies := record.attributes.get("出品公司"):
        rows_of_companies = [
            (str(place), escape(company), f"{chance.randrange(1, 90)} 部")
            for place, company in enumerate(companies, 1)
        ]
        columns = ["序号", "单位名称", "库内作品"]
        table = _registry_table(columns, rows_of_companies)
        sections.append(("出品单位", len(companies), table))
    if papers := record.attributes.get("申请材料"):
        rows_of_papers = [
            (
                str(place),
                escape(paper),
                chance.choice(["原件", "复印件", "电子版"]),
                str(chance.randrange(1, 4)),
            )
            for place, paper in enumerate(papers, 1)
        ]
        columns = ["序号", "材料名称", "形式", "份数"]
        sections.append(("申请材料", len(papers), _registry_table(columns, rows_of_papers)))
    return sections


def _registry_card(heading: str, count: int | None, content: str, key: str) -> str:
    badge = "" if count is None else f'<span class="count">{count}</span>'
    return f"""<section class="ant-card detail-card" id="{key}">
<div class="ant-card-head"><div class="ant-card-head-title"><h2>{heading}{badge}</h2></div></div>
<div class="ant-card-body">{content}</div></section>
"""


def _registry_head(title: str) -> str:
    return f"""<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>{escape(title)} - 明册查</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/static/css/app.6f1d.css"></head>
<body><div id="root"><div class="ant-layout">
<header class="ant-layout-header"><a class="logo" href="/">明册查</a>
<nav><ul class="ant-menu ant-menu-horizontal">
<li class="ant-menu-item"><a href="/work">查作品</a></li>
<li class="ant-menu-item"><a href="/matter">查事项</a></li>
<li class="ant-menu-item"><a href="/person">查人员</a></li>
<li class="ant-menu-item"><a href="/company">查单位</a></li></ul></nav>
<div class="ant-input-search"><input placeholder="请输入名称、编号或人员" class="ant-input">
<button class="ant-btn ant-btn-primary">查一下</button></div>
<div class="user"><a href="/login">登录</a><a href="/vip">开通会员</a></div></header>
"""


_REGISTRY_FOOT = """<footer class="ant-layout-footer">
<div class="links"><a href="/about">关于我们</a><a href="/help">常见问题</a>
<a href="/agreement">用户协议</a>
<a href="/privacy">隐私政策</a></div>
<dl class="contact"><dt>客服热线</dt><dd>400-000-0731</dd>
<dt>客服邮箱</dt><dd>kf@mingce.example</dd>
<dt>服务时间</dt><dd>工作日 9:00—18:00</dd></dl>
<p>数据来自公开渠道，仅供参考，不作为任何凭证。</p><p>© 2025 明册查</p></footer>
</div></div><script src="/static/js/app.2ab9.js"></script></body></html>
"""


def _registry_neighbour(other: Record) -> str:
    labels = {**_REGISTRY_FILM, **_REGISTRY_SERVICE}
    lines = ""
    for group in (["导演", "实施主体"], ["上映时间", "行使层级"]):
        if found := _first(other, *group):
            attribute, value = found
            lines += (
                f'<div class="row"><label>{labels[attribute]}：</label>'
                f"<span>{escape(value)}</span></div>"
            )
    return (
        f'<li class="ant-list-item"><a class="name" href="{_registry_address(other)}">'
        f"{escape(other.name)}</a>{lines}</li>"
    )


def _registry_reports(chance: Random) -> tuple[int, str]:
    count = chance.randrange(0, 4)
    items = "".join(
        '<li class="ant-comment"><div class="ant-comment-content-author">'
        f'<span class="ant-comment-content-author-name">{_nick(chance)}</span>'
        f'<span class="ant-comment-content-author-time">{_day(chance, 2021)}</span>'
        f'<span class="from">来自{chance.choice(_PLACES)}</span></div>'
        f'<div class="ant-comment-content-detail">{text}</div>'
        f'<div class="ant-comment-actions">处理结果：{chance.choice(_REGISTRY_OUTCOMES)}</div></li>'
        for text in chance.sample(_REGISTRY_REPORTS, count)
    )
    empty = '<div class="ant-empty-description">暂无纠错记录</div>'
    return count, f'<ul class="ant-list">{items}</ul>' if count else empty


def _registry(record: Record, chance: Random, others: Sequence[Record]) -> Page:
    """A page of 明册查: what is registered of a work or a matter."""
    film = _is_film(record)
    name = escape(record.name)
    colour, state = chance.choice(_REGISTRY_STATES)
    number = f"{'ZP' if film else 'SX'}-{_number(record.name, 10**8):08d}"
    first = _kept(
        [
            ("登记编号", number),
            ("核验状态", state),
            ("入库日期", f"{_day(chance, 2018):%Y/%m/%d}"),
        ],
        chance,
        0.85,
        1,
    )
    counted = _kept(
        [
            ("浏览量", f"{chance.randrange(20, 90000):,}"),
            ("关注人数", f"{chance.randrange(3, 4000):,} 人"),
            ("资料完整度", f"{chance.randrange(40, 101)}%"),
        ],
        chance,
        0.7,
        1,
    )
    small = "".join(
        f'<span class="meta-item">{label}：'
        + (f'<em class="ant-badge-status-{colour}">{value}</em>' if value == state else value)
        + "</span>"
        for label, value in first
    )
    statistics = "".join(
        f'<div class="ant-col ant-col-6"><div class="ant-statistic">'
        f'<div class="ant-statistic-title">{label}</div><div class="ant-statistic-content">'
        f'<span class="ant-statistic-content-value">{value}</span></div></div></div>'
        for label, value in counted
    )
    sections = _registry_sections(record, chance)
    reports, talk = _registry_reports(chance)
    parts: list[tuple[str, int | None, str]] = [("基本信息", None, _registry_basics(record))]
    parts += sections
    if record.description:
        parts.append(("内容概要", None, f'<p class="summary">{escape(record.description)}</p>'))
    parts.append(("用户纠错", reports, talk))
    tabs = "".join(
        f'<div class="ant-tabs-tab"><a href="#s{place}">{heading}'
        + ("" if count is None else f" <sup>{count}</sup>")
        + "</a></div>"
        for place, (heading, count, _) in enumerate(parts)
    )
    cards = [
        _registry_card(heading, count, content, f"s{place}")
        for place, (heading, count, content) in enumerate(parts)
    ]
    if chance.random() < 0.6:
        cards.insert(chance.randrange(1, len(cards)), chance.choice(_REGISTRY_ADS) + "\n")
    similar = "".join(
        _registry_neighbour(other) for other in _some(others, chance, chance.randrange(2, 7))
    )
    hot = "".join(
        f'<li><a href="{_registry_address(other)}">{escape(other.name)}</a></li>'
        for other in _some(others, chance, chance.randrange(3, 9))
    )
    kind, folder = ("作品", "/work") if film else ("事项", "/matter")
    html = f"""{_registry_head(f"{record.name}_{kind}信息查询")}
<main class="ant-layout-content"><nav class="ant-breadcrumb"><ol>
<li><a href="/">首页</a><span class="ant-breadcrumb-separator">/</span></li>
<li><a href="{folder}">{kind}库</a><span class="ant-breadcrumb-separator">/</span></li>
<li>{name}</li></ol></nav>
<div class="page-header"><div class="avatar">{escape(record.name[0])}</div><div class="heading">
<h1>{name}</h1><div class="meta">{small}</div></div>
<div class="actions"><button class="ant-btn">关注</button><button class="ant-btn">分享</button>
<button class="ant-btn">下载报告</button></div></div>
<div class="ant-row statistics">{statistics}</div>
<div class="ant-tabs ant-tabs-top"><div class="ant-tabs-nav">{tabs}</div></div>
<div class="ant-row"><div class="ant-col ant-col-18">
{"".join(cards)}</div>
<aside class="ant-col ant-col-6"><div class="ant-card"><div class="ant-card-head">相似{kind}</div>
<ul class="ant-list">{similar}</ul></div>
<div class="ant-card"><div class="ant-card-head">大家都在查</div><ol class="hot">{hot}</ol></div>
</aside></div></main>
{_REGISTRY_FOOT}"""
    return html, [*first, *counted]


def _registry_extra(records: Sequence[Record], chance: Random) -> list[str]:
    """Results of searches and the page on the platform."""
    pages: list[str] = []
    for word in chance.sample(["广东", "天", "人", "公共", "爱"], 3):
        picked = _some(records, chance, chance.randrange(5, 13))
        results = "".join(_registry_neighbour(record) for record in picked)
        pages.append(
            f"""{_registry_head(f"{word}的查询结果")}
<main class="ant-layout-content"><div class="filter"><span>筛选条件：</span><a>全部</a><a>已核验</a>
<a>核验中</a></div>
<div class="total">为您找到 <b>{chance.randrange(13, 5000)}</b> 条与“{word}”相关的结果</div>
<ul class="ant-list results">{results}</ul>
<ul class="ant-pagination"><li class="ant-pagination-item-active">1</li><li>2</li><li>3</li>
<li>下一页</li></ul></main>
{_REGISTRY_FOOT}"""
        )
    pages.append(
        f"""{_registry_head("关于我们")}
<main class="ant-layout-content"><article class="about"><h1>关于我们</h1>
<p>明册查把散见于各处的公开登记信息汇到一处，方便大家查询作品和事项的基本情况。</p>
<div class="ant-descriptions"><table><tbody><tr>{_registry_cell("上线时间", "2018 年 6 月", 1)}
{_registry_cell("收录条数", f"{chance.randrange(20, 90)} 万条", 1)}</tr></tbody></table></div>
<h2>核验状态说明</h2><p>已核验的信息与原始登记比对一致；核验中的信息以原始登记为准。</p>
</article></main>
{_REGISTRY_FOOT}"""
    )
    return pages


# A community wiki.

_WIKI_FILM = {
    "外文名": "外语名称",
    "类型": "题材",
    "片长": "长度",
    "对白语言": "语言",
    "导演": "导演",
    "编剧": "剧本",
    "出品公司": "制片方",
    "出品时间": "制作年份",
    "上映时间": "首映",
    "主演": "演员",
}
_WIKI_SERVICE = {
    "实施主体": "负责机构",
    "事项类型": "性质",
    "行使层级": "层级",
    "实施编码": "代码",
    "主题分类": "主题",
    "服务对象": "适用人群",
    "法定办结时限": "法定期限",
    "承诺办结时限": "承诺期限",
    "是否支持预约办理": "可否预约",
    "是否支持物流快递": "可否邮寄",
    "承办平台": "线上入口",
    "办理地点": "地点",
    "咨询电话": "咨询热线",
    "监督投诉电话": "投诉热线",
    "受理条件": "申请条件",
    "申请材料": "所需材料",
}
_WIKI_GROUPS = {
    "制作": ["导演", "编剧", "出品公司"],
    "发行": ["出品时间", "上映时间"],
    "办理": ["法定办结时限", "承诺办结时限", "是否支持预约办理", "是否支持物流快递", "承办平台"],
    "联系": ["办理地点", "咨询电话", "监督投诉电话"],
}
_WIKI_GROUP_OF = {
    attribute: group for group, attributes in _WIKI_GROUPS.items() for attribute in attributes
}
_WIKI_SECTIONS = ["主演", "受理条件", "申请材料"]
_WIKI_INLINE = frozenset(["类型", "对白语言", "主题分类", "服务对象"])
_WIKI_LINKED = frozenset(["导演", "编剧", "主演", "实施主体", "承办平台"])
_WIKI_NOTICES = [
    "这个条目需要配图。如果您手上有合适的图片，欢迎上传。",
    "这个条目的来源不足，请协助补充可靠的来源。",
    "这个条目可能需要重新排版，请阅读格式手册。",
]
_WIKI_TALK = [
    "信息框的格式改好了，请大家看看有没有漏掉的。",
    "这里有一处我不太确定，先放着，等有来源再补。",
    "感谢楼上的补充！",
    "建议和相近的条目互相链接。",
    "我把导言缩短了一点。",
]
_WIKI_SOURCES = [
    "《芦边札记》第{0}期，第{1}页",
    "周边资料汇编（芦苇维基资料组整理），{2}年",
    "《条目编写备忘》，{2}年{0}月",
    "读者来信存档第{1}号",
]


def _wiki_title(text: str) -> str:
    return escape(text.replace(" ", "_"))


def _wiki_link(text: str, missing: bool = False) -> str:
    title = escape(text)
    if missing:
        address = f"/index.php?title={_wiki_title(text)}&amp;action=edit"
        return f'<a href="{address}" class="new">{title}</a>'
    return f'<a href="/wiki/{_wiki_title(text)}" title="{title}">{title}</a>'


def _wiki_item(attribute: str, value: str, chance: Random) -> str:
    if attribute in _WIKI_LINKED:
        return _wiki_link(value, missing=chance.random() < 0.5)
    return escape(value)


def _wiki_box(record: Record, chance: Random, rating: str) -> str:
    """The infobox: the attributes that are short, in groups."""
    labels = _WIKI_FILM if _is_film(record) else _WIKI_SERVICE
    groups: dict[str, list[str]] = {}
    for attribute in _given(record, labels):
        if attribute in _WIKI_SECTIONS:
            continue
        values = record.attributes[attribute]
        if attribute in _WIKI_INLINE:
            value = _joined(values, "、")
        else:
            value = "<br>".join(_wiki_item(attribute, value, chance) for value in values)
        groups.setdefault(_WIKI_GROUP_OF.get(attribute, "概览"), []).append(
            f'<div class="pi-item pi-data pi-item-spacing"><h3 class="pi-data-label">'
            f"{escape(labels.get(attribute, attribute))}</h3>"
            f'<div class="pi-data-value">{value}</div></div>'
        )
    image = ""
    if chance.random() < 0.5:
        image = (
            f'<figure class="pi-item pi-image"><img src="/images/{chance.randrange(16):x}/'
            f'{chance.randrange(10**5)}.jpg" alt=""><figcaption>图片由'
            f"{_nick(chance)}上传</figcaption></figure>"
        )
    shown = "\n".join(
        f'<section class="pi-item pi-group"><h2 class="pi-header">{group}</h2>{"".join(items)}'
        "</section>"
        for group, items in groups.items()
    )
    return f"""<aside class="portable-infobox pi-background">
<h2 class="pi-item pi-title">{escape(record.name)}</h2>
{image}{shown}
{rating}</aside>"""


def _wiki_sections(record: Record, chance: Random, others: Sequence[Record]) -> Facts:
    """The sections of the entry: heading and content."""
    labels = _WIKI_FILM if _is_film(record) else _WIKI_SERVICE
    sections: Facts = []
    if record.description:
        sections.append(("简介", f"<p>{escape(record.description)}</p>"))
    for attribute in _WIKI_SECTIONS:
        values = record.attributes.get(attribute, [])
        if not values:
            continue
        items = [_wiki_item(attribute, value, chance) for value in values]
        if attribute == "受理条件":
            content = "".join(f"<p>{item}</p>" for item in items)
        else:
            tag = "ul" if attribute == "主演" else "ol"
            content = f"<{tag}>{''.join(f'<li>{item}</li>' for item in items)}</{tag}>"
        sections.append((labels[attribute], content))
    see = _some(others, chance, chance.randrange(0, 5))
    if see:
        links = "".join(f"<li>{_wiki_link(other.name)}{_wiki_hint(other)}</li>" for other in see)
        sections.append(("参见", f"<ul>{links}</ul>"))
    sources = chance.sample(_WIKI_SOURCES, chance.randrange(0, 4))
    if sources:
        notes = "".join(
            f'<li id="cite_note-{place}"><a href="#cite_ref-{place}">↑</a> '
            f'<span class="reference-text">'
            f"{text.format(chance.randrange(1, 13), chance.randrange(2, 300), _day(chance).year)}"
            "</span></li>"
            for place, text in enumerate(sources, 1)
        )
        sections.append(("注释与来源", f'<ol class="references">{notes}</ol>'))
    return sections


def _wiki_hint(other: Record) -> str:
    found = _first(other, "导演", "实施主体")
    if not found:
        return ""
    verb = "执导" if found[0] == "导演" else "负责"
    return f"，由{escape(found[1])}{verb}"


def _wiki_head(title: str) -> str:
    name = escape(title)
    return f"""<!DOCTYPE html>
<html class="client-nojs" lang="zh-Hans-CN" dir="ltr"><head><meta charset="UTF-8">
<title>{name} - 芦苇维基，大家写的小百科</title><meta name="generator" content="LuweiWiki 1.39">
<link rel="stylesheet" href="/load.php?modules=skins.reed.styles"></head>
<body class="mediawiki ltr ns-0 skin-reed"><a class="mw-jump-link" href="#content">跳转到内容</a>
<div id="mw-head"><div id="p-personal"><ul><li>未登录</li>
<li><a href="/wiki/Special:登录">登录</a></li>
<li><a href="/wiki/Special:创建账号">创建账号</a></li></ul></div>
<div id="p-namespaces"><ul><li class="selected"><a href="/wiki/{_wiki_title(title)}">条目</a></li>
<li><a href="/wiki/Talk:{_wiki_title(title)}">讨论</a></li></ul></div>
<div id="p-views"><ul><li>阅读</li><li><a href="/index.php?action=edit">编辑</a></li>
<li><a href="/index.php?action=history">查看历史</a></li></ul></div></div>
<div id="mw-panel"><h3>导航</h3><ul><li><a href="/wiki/首页">首页</a></li>
<li><a href="/wiki/Special:随机页面">随机条目</a></li>
<li><a href="/wiki/Special:最近更改">最近更改</a></li>
<li><a href="/wiki/Help:目录">帮助</a></li></ul><h3>工具</h3><ul><li>链入页面</li><li>永久链接</li>
<li>打印版本</li></ul></div>
"""


def _wiki_foot(chance: Random) -> str:
    return f"""<footer id="footer"><ul id="footer-info">
<li>本站文字在署名、相同方式共享条款下提供。</li>
<li>本站现有条目 {chance.randrange(10000, 90000):,} 篇，
活跃编者 {chance.randrange(40, 900)} 人。</li></ul>
<ul id="footer-places"><li><a href="/wiki/芦苇维基:隐私">隐私政策</a></li>
<li><a href="/wiki/芦苇维基:关于">关于芦苇维基</a></li>
<li><a href="/wiki/芦苇维基:免责">免责声明</a></li></ul></footer></body></html>
"""


def _wiki_navigation(others: Sequence[Record], chance: Random, film: bool) -> str:
    """The box at the foot of the entry, with entries of the same kind."""
    picked = _some(others, chance, chance.randrange(4, 11))
    half = len(picked) // 2
    rows = "".join(
        f'<tr><th scope="row" class="navbox-group">{group}</th><td class="navbox-list">'
        + " • ".join(_wiki_link(other.name) for other in part)
        + "</td></tr>"
        for group, part in [("新近编写", picked[:half]), ("等待扩充", picked[half:])]
        if part
    )
    theme = "电影主题" if film else "政务主题"
    return (
        f'<table class="navbox"><tbody><tr><th colspan="2" class="navbox-title">{theme}</th></tr>'
        f"{rows}</tbody></table>"
    )


def _wiki_talk(chance: Random) -> str:
    """What readers say of the entry, below it."""
    said = chance.sample(_WIKI_TALK, chance.randrange(0, 4))
    shown = "".join(
        f'<div class="comment"><span class="avatar">{chance.choice(_FAMILY)}</span>'
        f'<span class="mw-userlink">{_nick(chance)}</span>'
        f'<span class="level">编者等级：{chance.randrange(1, 9)}级</span><p>{text}</p>'
        f'<span class="time">{_day(chance, 2019)}</span></div>'
        for text in said
    )
    return f'<div id="article-comments"><h4>条目留言（{len(said)}）</h4>{shown}</div>'


def _wiki_strip(facts: Facts) -> str:
    """The strip on the entry: a row of labels above a row of values."""
    if not facts:
        return ""
    labels = "".join(f'<th scope="col">{label}</th>' for label, _ in facts)
    values = "".join(f"<td>{value}</td>" for _, value in facts)
    return (
        f'<table class="wikitable entry-strip"><thead><tr>{labels}</tr></thead>'
        f"<tbody><tr>{values}</tr></tbody></table>"
    )


def _wiki(record: Record, chance: Random, others: Sequence[Record]) -> Page:
    """An entry of 芦苇维基: an infobox, sections, what is known of the entry, categories."""
    film = _is_film(record)
    name = escape(record.name)
    strip = _kept(
        [
            ("条目编号", f"No.{_number(record.name, 99991)}"),
            ("条目等级", chance.choice(["甲级", "乙级", "丙级", "初级", "小作品级"])),
            ("创建日期", "{0.year}年{0.month}月{0.day}日".format(_day(chance, 2017))),
            ("阅读次数", f"{chance.randrange(30, 40000):,}"),
        ],
        chance,
        0.75,
        1,
    )
    score: Facts = []
    rating = ""
    if chance.random() < 0.6:
        score = [("读者评分", f"{chance.randrange(50, 97) / 10:.1f} / 10")]
        rating = (
            f'<section class="pi-item pi-group"><h2 class="pi-header">评价</h2>'
            f'<div class="pi-item pi-data pi-item-spacing"><h3 class="pi-data-label">'
            f'{score[0][0]}</h3><div class="pi-data-value">{score[0][1]}</div></div></section>\n'
        )
    kinds = "电影作品" if film else "行政与公共服务"
    notice = ""
    if chance.random() < 0.4:
        notice = (
            '<table class="ambox" role="presentation"><tbody><tr><td class="mbox-image">✎</td>'
            f'<td class="mbox-text">{chance.choice(_WIKI_NOTICES)}</td></tr></tbody></table>\n'
        )
    sections = _wiki_sections(record, chance, others)
    contents = "".join(
        f'<li class="toclevel-1"><a href="#sec{place}"><span class="tocnumber">{place}</span> '
        f'<span class="toctext">{heading}</span></a></li>'
        for place, (heading, _) in enumerate(sections, 1)
    )
    table = ""
    if len(sections) > 2:
        table = f'<div id="toc" class="toc"><h2>目录</h2><ul>{contents}</ul></div>\n'
    body = "\n".join(
        f'<h2><span class="mw-headline" id="sec{place}">{heading}</span>'
        f'<span class="mw-editsection">[<a href="/index.php?section={place}">编辑</a>]</span>'
        f"</h2>\n{content}"
        for place, (heading, content) in enumerate(sections, 1)
    )
    kind = "一部电影" if film else "一项办理事项"
    note = ""
    if chance.random() < 0.5:
        note = (
            '<div id="siteNotice">征集：第七届条目编写比赛开始报名，'
            '<a href="/wiki/芦苇维基:比赛">点此参加</a>。</div>\n'
        )
    html = f"""{_wiki_head(record.name)}
<div id="content" class="mw-body" role="main">{note}<h1 id="firstHeading">{name}</h1>
<div id="siteSub">芦苇维基，大家写的小百科</div>
<div id="mw-content-text"><div class="mw-parser-output">
{notice}{_wiki_box(record, chance, rating)}
<p><b>{name}</b>是{kind}。</p>
{table}{body}
{_wiki_navigation(others, chance, film)}
{_wiki_strip(strip)}
</div></div>
<div id="catlinks" class="catlinks"><div id="mw-normal-catlinks">
<a href="/wiki/Special:分类">分类</a>：<ul>
<li><a href="/wiki/Category:{kinds}">{kinds}</a></li></ul>
</div></div>
{_wiki_talk(chance)}
</div>
{_wiki_foot(chance)}"""
    return html, [*strip, *score, ("分类", kinds)]


def _wiki_extra(records: Sequence[Record], chance: Random) -> list[str]:
    """Pages of categories, the latest changes, the page on the wiki."""
    pages: list[str] = []
    for title in ["Category:待配图的条目", "Category:新条目"]:
        picked = sorted(record.name for record in _some(records, chance, chance.randrange(10, 31)))
        letters: dict[str, list[str]] = {}
        for name in picked:
            letters.setdefault(name[0], []).append(name)
        groups = "".join(
            f'<div class="mw-category-group"><h3>{escape(letter)}</h3><ul>'
            + "".join(f"<li>{_wiki_link(name)}</li>" for name in names)
            + "</ul></div>"
            for letter, names in letters.items()
        )
        pages.append(
            f"""{_wiki_head(title)}
<div id="content" class="mw-body"><h1 id="firstHeading">{title}</h1>
<p>这个分类有下列{len(picked)}个页面。</p><div class="mw-category">{groups}</div></div>
{_wiki_foot(chance)}"""
        )
    changes = "".join(
        f'<li><span class="mw-changeslist-date">{chance.randrange(24):02d}:'
        f"{chance.randrange(60):02d}</span> {_wiki_link(record.name)} "
        f"<span>（{chance.randrange(-300, 900):+d}）</span> {_nick(chance)}</li>"
        for record in _some(records, chance, 15)
    )
    pages.append(
        f"""{_wiki_head("Special:最近更改")}
<div id="content" class="mw-body"><h1 id="firstHeading">最近更改</h1><ul>{changes}</ul></div>
{_wiki_foot(chance)}"""
    )
    pages.append(
        f"""{_wiki_head("芦苇维基:关于")}
<div id="content" class="mw-body"><h1 id="firstHeading">芦苇维基:关于</h1>
<p>芦苇维基是一个由读者共同编写的小百科，写身边的电影，也写身边要办的事。</p>
<h2>怎样参与</h2><ol><li>注册账号。</li><li>填写信息框。</li><li>写下来源。</li></ol>
<h2>联系</h2><dl><dt>站务信箱</dt><dd>zhanwu@luwei.example</dd><dt>创办时间</dt><dd>2017年春</dd></dl>
</div>
{_wiki_foot(chance)}"""
    )
    return pages


DESIGNS: dict[str, Callable[[Record, Random, Sequence[Record]], Page]] = {
    "download_site": _download_site,
    "registry": _registry,
    "wiki": _wiki,
}

EXTRA: dict[str, Callable[[Sequence[Record], Random], list[str]]] = {
    "download_site": _download_extra,
    "registry": _registry_extra,
    "wiki": _wiki_extra,
}


def _renamed(*tables: Mapping[str, str]) -> dict[str, str]:
    return {
        attribute: label
        for table in tables
        for attribute, label in table.items()
        if label != attribute
    }


LABELS: dict[str, dict[str, str]] = {
    "download_site": _renamed(_DOWNLOAD_FILM, _DOWNLOAD_SERVICE),
    "registry": _renamed(_REGISTRY_FILM, _REGISTRY_SERVICE),
    "wiki": _renamed(_WIKI_FILM, _WIKI_SERVICE),
}
