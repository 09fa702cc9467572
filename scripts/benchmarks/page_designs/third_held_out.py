"""Page designs held out, third set: a bureau's portal, a city guide's articles, an app's web pages.

``bureau_portal``: the portal of an authority, from a content management system of the tables' time:
                   a table of four columns, panels for what is long, a table of listed papers
``city_guide``:    an editor's article on a local guide: paragraphs of key and value, numbered
                   headings, adverts and notes between them, readers' questions
``card_app``:      server-rendered components: chips without labels, cells, cards, folded panels
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from random import Random
from urllib.parse import quote
from zlib import crc32

from site_records import Record

_FILM = frozenset(
    "外文名 出品时间 出品公司 导演 编剧 类型 主演 片长 上映时间 对白语言 制片地区 制片人".split()
)
_SERVICE = frozenset(
    "实施主体 事项类型 行使层级 实施编码 办理地点 法定办结时限 承诺办结时限 受理条件 咨询电话"
    " 监督投诉电话 是否支持物流快递 是否支持预约办理 承办平台 主题分类 服务对象 申请材料".split()
)
_PEOPLE = frozenset(["导演", "编剧", "主演", "制片人"])
_PHONES = frozenset(["咨询电话", "监督投诉电话"])
_LONG = 44

LABELS: dict[str, dict[str, str]] = {
    "bureau_portal": {
        "外文名": "外文片名",
        "出品时间": "出品年份",
        "出品公司": "出品单位",
        "类型": "影片类型",
        "主演": "主要演员",
        "片长": "影片时长",
        "上映时间": "公映日期",
        "对白语言": "对白语种",
        "制片地区": "国家/地区",
        "实施主体": "实施机关",
        "事项类型": "办件类型",
        "实施编码": "事项编码",
        "法定办结时限": "法定时限",
        "承诺办结时限": "承诺时限",
        "监督投诉电话": "监督电话",
        "是否支持物流快递": "物流快递",
        "是否支持预约办理": "预约办理",
        "承办平台": "办理系统",
    },
    "city_guide": {
        "外文名": "英文名",
        "出品时间": "出品于",
        "出品公司": "出品方",
        "类型": "影片类型",
        "主演": "领衔主演",
        "片长": "时长",
        "上映时间": "上映日期",
        "对白语言": "语言",
        "制片地区": "产地",
        "实施主体": "办理部门",
        "事项类型": "类别",
        "行使层级": "办理层级",
        "实施编码": "事项代码",
        "办理地点": "办理地址",
        "法定办结时限": "法定期限",
        "承诺办结时限": "多久办好",
        "受理条件": "申请条件",
        "咨询电话": "联系电话",
        "监督投诉电话": "投诉电话",
        "是否支持物流快递": "能否快递",
        "是否支持预约办理": "能否预约",
        "承办平台": "网上入口",
        "主题分类": "所属主题",
        "服务对象": "适用人群",
        "申请材料": "所需材料",
    },
    "card_app": {
        "外文名": "alternateName",
        "类型": "genre",
        "片长": "duration",
        "上映时间": "datePublished",
        "事项类型": "serviceType",
        "行使层级": "level",
        "服务对象": "audience",
        "主演": "演员阵容",
        "编剧": "剧本",
        "对白语言": "语言",
        "出品时间": "年份",
        "出品公司": "制作公司",
        "实施主体": "受理单位",
        "实施编码": "编码",
        "办理地点": "线下窗口",
        "法定办结时限": "法定",
        "承诺办结时限": "承诺",
        "受理条件": "谁可以办",
        "申请材料": "要带什么",
        "咨询电话": "打电话问问",
        "监督投诉电话": "我要投诉",
        "是否支持物流快递": "快递送达",
        "是否支持预约办理": "在线预约",
        "承办平台": "办理平台",
        "主题分类": "主题",
    },
}


# What the three have in common: only tools


def _is_film(records: Iterable[Record]) -> bool:
    balance = 0
    for record in records:
        keys = set(record.attributes)
        balance += len(keys & _FILM) - len(keys & _SERVICE)
    return balance >= 0


def _number(text: str, low: int = 1000, high: int = 99999) -> int:
    return low + crc32(text.encode("utf-8")) % (high - low)


def _pick(record: Record, others: Sequence[Record], chance: Random, count: int) -> list[Record]:
    rest = [other for other in others if other.name != record.name]
    return chance.sample(rest, min(count, len(rest)))


def _joined(values: Sequence[str], separators: Sequence[str]) -> str | None:
    """The values as one text, by the first separator that none of them has, if there is one."""
    if len(values) == 1:
        return escape(values[0])
    for separator in separators:
        if not any(separator.strip() in value for value in values):
            return separator.join(escape(value) for value in values)
    return None


def _between(values: Sequence[str], separators: Sequence[str]) -> str:
    """What to put between the elements of the values: a separator they lack, or a mere space."""
    for separator in separators:
        if not any(separator.strip() in value for value in values):
            return separator
    return "&nbsp;&nbsp;"


def _is_long(values: Sequence[str], limit: int = _LONG) -> bool:
    return sum(map(len, values)) + len(values) > limit


def _ordered(record: Record, first: Sequence[str], chance: Random, swap: float) -> list[str]:
    """The record's attributes, the site's favourites first, now and then two of them swapped."""
    rank = {label: place for place, label in enumerate(first)}
    labels = sorted(record.attributes, key=lambda label: rank.get(label, len(rank)))
    for place in range(len(labels) - 1):
        if chance.random() < swap:
            labels[place], labels[place + 1] = labels[place + 1], labels[place]
    return labels


def _label(design: str, attribute: str) -> str:
    return escape(LABELS[design].get(attribute, attribute))


def _shown(record: Record, attributes: Sequence[str], limit: int = 30) -> list[tuple[str, str]]:
    """Some short facts of another record: attribute and its first value."""
    return [
        (label, record.attributes[label][0])
        for label in attributes
        if record.attributes.get(label) and len(record.attributes[label][0]) <= limit
    ]


def _date(chance: Random, first: int = 2016, last: int = 2023) -> str:
    return f"{chance.randint(first, last)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"


# The portal of an authority

_PORTAL_ORDER = [
    *("外文名", "导演", "编剧", "类型", "制片地区", "对白语言", "出品时间", "上映时间", "片长"),
    *("实施编码", "实施主体", "事项类型", "行使层级", "服务对象", "主题分类", "法定办结时限"),
    *("承诺办结时限", "是否支持预约办理", "是否支持物流快递", "承办平台", "办理地点"),
    *("咨询电话", "监督投诉电话", "出品公司", "主演", "受理条件", "申请材料"),
]


def _portal_words(film: bool) -> dict[str, str]:
    if film:
        return {
            "site": "澜州市公共文化影像资料库",
            "host": "澜州市文化馆（澜州市电影发行放映中心）",
            "item": "影片",
            "nav": "首页 馆情概况 片目检索 放映公告 公益电影 群众文化 联系我们",
            "trail": "片目检索",
            "basic": "影片基本信息",
            "about": "内容提要",
        }
    return {
        "site": "澜州市人民政府政务服务网",
        "host": "澜州市行政审批服务局",
        "item": "事项",
        "nav": "首页 个人办事 法人办事 部门窗口 阳光政务 好差评 政民互动",
        "trail": "办事指南",
        "basic": "事项基本信息",
        "about": "办事须知",
    }


def _portal_page(title: str, words: Mapping[str, str], main: str, chance: Random) -> str:
    nav = "".join(
        f'<li{" class=on" if place == 2 else ""}><a href="/col/col{4100 + place}/index.html"'
        f' target="_blank">{entry}</a></li>'
        for place, entry in enumerate(words["nav"].split())
    )
    weekday = chance.choice("一二三四五六日")
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml">
<head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
<meta name="SiteName" content="{words["site"]}" />
<meta name="ColumnName" content="{words["trail"]}" />
<meta name="ArticleTitle" content="{escape(title)}" />
<title>{words["site"]} {words["trail"]} {escape(title)}</title>
<link href="/images/88/style2015.css" rel="stylesheet" type="text/css" />
<script type="text/javascript" src="/script/0/jquery-1.8.3.min.js"></script>
</head>
<body>
<div id="barrierfree_container">
<table width="1000" border="0" align="center" cellpadding="0" cellspacing="0" class="top_bar">
<tr><td align="left">今天是{_date(chance, 2022, 2024)}&nbsp;星期{weekday}&nbsp;&nbsp;多云&nbsp;{chance.randint(3, 14)}~{chance.randint(15, 33)}℃</td>
<td align="right"><a href="javascript:void(0)" onclick="SetHome(this)">设为首页</a> | <a href="#">加入收藏</a> | <a href="#">无障碍浏览</a> | <a href="#">繁體</a></td></tr>
</table>
<div class="banner"><img src="/picture/0/s{_number(title)}.jpg" alt="{words["site"]}" width="1000" height="160" /></div>
<div class="menu"><ul>{nav}</ul></div>
<div class="search"><form action="/jsearchfront/search.do" method="get"><input type="text" name="q" value="请输入关键字" /><input type="submit" value="搜索" /> 热门搜索：<a href="#">2023年</a> <a href="#">便民</a></form></div>
{main}
<div class="foot">
<p><a href="#">网站地图</a>｜<a href="#">关于我们</a>｜<a href="#">版权声明</a>｜<a href="#">联系方式</a></p>
<p>主办：{words["host"]}&nbsp;&nbsp;承办：澜州市信息中心&nbsp;&nbsp;技术支持：远图软件</p>
<p>网站标识码：3409000028&nbsp;&nbsp;<a href="http://beian.miit.gov.cn">皖ICP备05012846号-1</a>&nbsp;&nbsp;<img src="/images/88/ghs.png" alt="" />皖公网安备 34090002000119号</p>
<p>建议使用1024*768以上分辨率、IE9.0以上浏览器访问本站</p>
</div>
</div>
<!-- visitcount begin --><img src="/module/visitcount/visit.jsp?type=3&amp;i_webid=88" style="display:none" alt="" /><!-- visitcount end -->
</body>
</html>"""


def _portal_cell(attribute: str, values: Sequence[str], spans: bool) -> str:
    if attribute in _PHONES:
        return "<br />".join(f'<span class="tel">{escape(value)}</span>' for value in values)
    text = None if spans else _joined(values, ["；", "，", "、", " | "])
    if text is not None:
        return text
    return "&nbsp;&nbsp;".join(f"<span>{escape(value)}</span>" for value in values)


def _portal_panel(attribute: str, values: Sequence[str], chance: Random) -> str:
    label = _label("bureau_portal", attribute)
    if attribute == "申请材料" and len(values) > 1:
        rows = "".join(
            f'<tr bgcolor="#{"ffffff" if place % 2 else "f4f9fd"}"><td align="center">{place}</td>'
            f'<td>{escape(value)}</td><td align="center">{chance.choice(["纸质", "电子"])}</td>'
            '<td align="center"><a href="#">下载</a></td></tr>\n'
            for place, value in enumerate(values, 1)
        )
        content = (
            '<table width="100%" border="1" cellspacing="0" class="clTable"><tr bgcolor="#e6f1fa">'
            f'<th width="50">序号</th><th>{label}</th><th width="90">材料形式</th>'
            f'<th width="80">空白表格</th></tr>\n{rows}</table>'
        )
    else:
        content = "\n".join(
            f'<p style="text-indent:2em;line-height:2"><span style="font-size:16px;'
            f'font-family:宋体">{escape(value)}</span></p>'
            for value in values
        )
    return (
        f'<div class="bszn_tit"><img src="/images/88/dot.gif" alt="" /><span>{label}</span></div>\n'
        f'<div class="bszn_con">{content}</div>\n'
    )


def bureau_portal(record: Record, chance: Random, others: Sequence[Record]) -> str:
    """A portal's guide: tables and panels of an older content management system."""
    film = _is_film([record, *others])
    words = _portal_words(film)
    cells: list[tuple[str, str]] = []
    wide: list[tuple[str, str]] = []
    panels: list[str] = []
    spans = chance.random() < 0.4
    for attribute in _ordered(record, _PORTAL_ORDER, chance, 0.06):
        values = record.attributes[attribute]
        listed = attribute == "申请材料" and len(values) > 1
        label = _label("bureau_portal", attribute)
        if listed or _is_long(values, 110):
            panels.append(_portal_panel(attribute, values, chance))
        elif _is_long(values, 18) or len(values) > 2:
            wide.append((label, _portal_cell(attribute, values, spans)))
        else:
            cells.append((label, _portal_cell(attribute, values, spans)))
    rows = []
    head = '<td width="16%" align="right" bgcolor="#eef6fc" class="bt">'
    for place in range(0, len(cells), 2):
        pair = [*cells[place : place + 2], ("&nbsp;", "&nbsp;")][:2]
        rows.append(
            "<tr>"
            + "".join(
                f'{head}{label}</td><td width="34%" class="nr">{value}</td>'
                for label, value in pair
            )
            + "</tr>"
        )
    rows += [
        f'<tr>{head}{label}</td><td colspan="3" class="nr">{value}</td></tr>'
        for label, value in wide
    ]
    table = ""
    if rows:
        table = (
            f'<div class="bszn_tit"><img src="/images/88/dot.gif" alt="" />'
            f"<span>{words['basic']}</span></div>\n"
            '<table width="100%" border="0" cellpadding="6" cellspacing="1" bgcolor="#c5dff0"'
            ' class="xxTable"><tbody>\n' + "\n".join(rows) + "\n</tbody></table>\n"
        )
    about = ""
    if record.description and chance.random() < 0.8:
        about = (
            f'<div class="bszn_tit"><img src="/images/88/dot.gif" alt="" />'
            f'<span>{words["about"]}</span></div>\n<div class="bszn_con">'
            f"<p>&nbsp;&nbsp;&nbsp;&nbsp;{escape(record.description)}</p></div>\n"
        )
    sections = [table, *panels]
    sections.insert(chance.choice([1, len(sections)]), about)
    number = _number(record.name)
    picked = _pick(record, others, chance, 9)
    hot = "".join(
        f'<li><span class="num">{place}</span><a href="/art/{_number(other.name)}.html"'
        f' title="{escape(other.name)}">{escape(other.name)}</a></li>'
        for place, other in enumerate(picked[:6], 1)
    )
    column = "导演" if film else "实施主体"
    related = "".join(
        f'<tr><td>·<a href="/art/{_number(other.name)}.html">{escape(other.name)}</a></td>'
        f"<td>{escape(other.attributes[column][0]) if other.attributes.get(column) else '&nbsp;'}"
        f"</td><td>[{_date(chance)}]</td></tr>"
        for other in picked[4:]
    )
    related = related and (
        f'<table width="100%" class="xg"><tr><th align="left">相关{words["item"]}</th>'
        f"<th>{_label('bureau_portal', column)}</th><th>更新日期</th></tr>{related}</table>"
    )
    buttons = (
        '<div class="btns"><a href="#">在线预订场次</a><a href="#">我要纠错</a></div>'
        if film
        else '<div class="btns"><a class="zxbl" href="#">在线办理</a><a href="#">我要咨询</a>'
        '<a href="#">收藏</a><a href="#">办件评价</a></div>'
    )
    side = f'<div class="side_t">热门{words["item"]}</div><ul class="side_ul">{hot}</ul>'
    if not hot:
        side = ""
    main = f"""<table width="1000" border="0" align="center" cellpadding="0" cellspacing="0"><tr>
<td height="36" colspan="2" class="wz">您现在的位置：<a href="/" class="CurrChnlCls">首页</a>&nbsp;&gt;&gt;&nbsp;<a href="/col/col4102/index.html" class="CurrChnlCls">{words["trail"]}</a>&nbsp;&gt;&gt;&nbsp;正文</td></tr>
<tr><td width="740" valign="top" id="c" class="main_l">
<div class="bt_title"><!--<$[标题名称(html)]>begin-->{escape(record.name)}<!--<$[标题名称(html)]>end--></div>
<div class="xx_line">发布日期：{_date(chance)}&nbsp;&nbsp;&nbsp;信息来源：{words["host"]}&nbsp;&nbsp;&nbsp;浏览次数：<span id="hits">{chance.randint(12, 9000)}</span>&nbsp;&nbsp;&nbsp;字体：【<a href="javascript:doZoom(18)">大</a> <a href="javascript:doZoom(16)">中</a> <a href="javascript:doZoom(14)">小</a>】</div>
{buttons}
<div id="zoom"><!--<$[信息内容]>begin-->
{"".join(sections)}<!--<$[信息内容]>end--></div>
<div class="tools">【<a href="javascript:window.print()">打印本页</a>】【<a href="javascript:window.close()">关闭窗口</a>】</div>
{related}
</td>
<td width="240" valign="top" class="main_r">
{side}
<div class="side_t">扫一扫在手机打开</div><div class="ewm"><img src="/qr.jsp?id={number}" alt="二维码" width="120" /></div>
<div class="side_t">服务热线</div><div class="rx">12345</div>
</td></tr></table>"""
    return _portal_page(record.name, words, main, chance)


# The article of a local guide

_GUIDE_ORDER = [
    *("上映时间", "导演", "主演", "编剧", "类型", "制片地区", "片长", "对白语言", "外文名"),
    *("服务对象", "受理条件", "申请材料", "办理地点", "咨询电话", "承诺办结时限", "法定办结时限"),
    *("承办平台", "是否支持预约办理", "是否支持物流快递", "实施主体", "主题分类", "监督投诉电话"),
]
_NUMERALS = "一二三四五六七八九十"


def _guide_page(title: str, head: str, trail: str, main: str) -> str:
    return f"""<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>{escape(title)} - 浦江生活通</title>
<meta name="keywords" content="{escape(head)},浦江生活通">
<link rel="stylesheet" href="/templets/default/style/article.css">
</head>
<body class="articleview">
<div class="header_top"><div class="w1060 center">
<span id="time" class="time">浦江生活通，吃喝玩乐办事一网打尽！</span>
<div class="toplinks"><a href="/plus/rssmap.html">RSS地图</a><span>[<a href="#">切换城市</a>]</span><a href="/member/">登录</a><a href="/member/reg.php">注册</a></div>
</div></div>
<div id="navMenu"><ul>
<li><a href="/">主页</a></li><li class="hover"><a href="/banshi/">办事</a></li><li><a href="/yule/">影讯</a></li><li><a href="/jiaotong/">交通</a></li><li><a href="/jiaoyu/">升学</a></li><li><a href="/shebao/">社保</a></li><li><a href="/meishi/">美食</a></li>
</ul></div>
<div class="place w960"><strong>当前位置:</strong> <a href="/">浦江生活通</a> &gt; <a href="/{trail}/">{"影讯" if trail == "yule" else "办事"}</a> &gt; </div>
{main}
<div class="footer w960 center mt1 clear">
<p class="powered">Copyright &copy; 2008-2023 浦江生活通 版权所有 沪ICP备09037771号-3</p>
<p>声明：本站内容来源于网络及网友投稿，仅供参考，以官方公布为准。商务合作QQ：800038771</p>
</div>
<script src="/js/count.js"></script>
</body>
</html>"""


def _guide_values(attribute: str, values: Sequence[str], linked: bool) -> str:
    """The values inline: people now and then with links, the rest joined by what they lack."""
    if attribute in _PEOPLE and linked:
        return _between(values, ["、", " / "]).join(
            f'<a href="/search.php?q={quote(value)}" class="infotextkey" target="_blank">'
            f"{escape(value)}</a>"
            for value in values
        )
    text = _joined(values, ["、", " / ", "；", "，"])
    if text is not None:
        return f"<span>{text}</span>"
    return "<br />".join(f"<span>{escape(value)}</span>" for value in values)


def _guide_line(style: int, label: str, content: str) -> str:
    if style == 0:
        return f"<p>　　<strong>{label}：</strong>{content}</p>\n"
    if style == 1:
        return f'<p>　　{label}：<span style="color:#333">{content}</span></p>\n'
    return f'<p><span style="color:#e00">【{label}】</span>{content}</p>\n'


def _guide_notes(chance: Random, film: bool) -> list[str]:
    notes = [
        '<div class="adv-mid"><script>showAd("art_mid_600x90");</script></div>\n',
        '<p class="tips">　　<strong>温馨提示：</strong>微信搜索公众号“浦江生活通”，关注后在对话框回复'
        + (
            "<strong>【影讯】</strong>可查今日排片和优惠购票入口。</p>\n"
            if film
            else "<strong>【办事】</strong>可获取最新办理流程及预约入口。</p>\n"
        ),
        '<p style="text-align:center"><img src="/uploads/allimg/'
        f'{chance.randint(100000, 999999)}.jpg" alt="" width="550"></p>\n',
    ]
    return chance.sample(notes, chance.randint(1, 3))


def city_guide(record: Record, chance: Random, others: Sequence[Record]) -> str:
    """A local guide's article, as its editors write them, one with bold keys, one with brackets."""
    film = _is_film([record, *others])
    name = escape(record.name)
    style = chance.randrange(3)
    linked = chance.random() < 0.6
    numbered = chance.random() < 0.7
    lines: list[str] = []
    sections: list[tuple[str, str]] = []
    for attribute in _ordered(record, _GUIDE_ORDER, chance, 0.15):
        values = record.attributes[attribute]
        label = _label("city_guide", attribute)
        if _is_long(values) and attribute not in _PEOPLE:
            content = "".join(f"<p>　　{escape(value)}</p>\n" for value in values)
            sections.append((label, content))
        elif film and attribute == "主演" and len(values) > 5:
            sections.append(
                (label, "<p>　　" + _guide_values(attribute, values, linked) + "</p>\n")
            )
        else:
            lines.append(_guide_line(style, label, _guide_values(attribute, values, linked)))
    parts: list[tuple[str, str]] = []
    if lines:
        parts.append(("影片档案" if film else "办理信息一览", "".join(lines)))
    parts += sections
    if film and record.description:
        story = ("剧情介绍", f"<p>　　{escape(record.description)}</p>\n")
        parts.insert(chance.randint(0, len(parts)), story)
    body = []
    for place, (heading, content) in enumerate(parts):
        numeral = f"{_NUMERALS[place]}、" if numbered and place < len(_NUMERALS) else ""
        tag = "h2" if style != 1 else "h3"
        body.append(f"<{tag}>{numeral}{heading}</{tag}>\n{content}")
    for note in _guide_notes(chance, film):
        body.insert(chance.randint(0, len(body)), note)
    if film:
        title = f"《{record.name}》" + chance.choice(
            ["什么时候上映？讲了什么？", "影片资料（导演+演员+剧情）", "好看吗？影讯全知道"]
        )
        lead = f"《{name}》好看吗？都有谁参演？小编为大家整理了影片资料，一起来看看吧。"
    else:
        title = record.name + chance.choice(
            ["办理指南（条件+材料+地点）", "怎么办？需要什么材料？", "办事攻略"]
        )
        lead = (
            escape(record.description)
            if chance.random() < 0.5
            else f"{name}怎么办理？去哪里办？下面跟着小编一起来了解一下吧！"
        )
    picked = _pick(record, others, chance, 8)
    shown = ["导演", "上映时间", "类型"] if film else ["实施主体", "办理地点", "咨询电话"]
    trail = "yule" if film else "banshi"
    reading = "".join(
        f'<dd><h4><a href="/{trail}/{_number(other.name)}.html">{escape(other.name)}</a></h4><p>'
        + " ".join(
            f"{_label('city_guide', label)}：{escape(value)}"
            for label, value in _shown(other, shown)[:2]
        )
        + f' <a href="/{trail}/{_number(other.name)}.html">[详细]</a></p></dd>\n'
        for other in picked[:4]
    )
    hot = "".join(
        f'<li><a href="/{trail}/{_number(other.name)}.html">{escape(other.name)}</a></li>'
        for other in picked[4:]
    )
    questions = (
        ["期待了好久，周末就去看", "演技在线，就是节奏有点慢", "求一起拼团买票！", "三刷路过~"]
        if film
        else [
            "请问周六上班吗？",
            "外地户口可以办吗？在线等",
            "昨天刚去办的，人不多，半小时搞定",
            "打了好几次电话没人接",
        ]
    )
    comments = "".join(
        f'<li><span class="user">浦江网友 {chance.choice(["1381", "1592", "1776"])}***</span>'
        f'<span class="date">{_date(chance, 2021, 2023)}</span><p>{text}</p>'
        f'<a href="#">支持[{chance.randint(0, 30)}]</a> <a href="#">回复</a></li>\n'
        for text in chance.sample(questions, chance.randint(0, 3))
    )
    main = f"""<div class="w960 center clear mt1">
<div class="pleft">
<div class="viewbox">
<div class="title"><h1>{escape(title)}</h1></div>
<div class="info"><small>时间:</small>{_date(chance)} {chance.randint(8, 22):02}:{chance.randint(0, 59):02}<small>来源:</small>本站整理<small>作者:</small>小浦<small>点击:</small><script src="/plus/count.php?aid={_number(record.name)}"></script>次</div>
<div class="intro"><b>导语</b> {lead}</div>
<div class="content" id="bo">
{"".join(body)}</div>
<div class="dede_pages"><ul class="pagelist"></ul></div>
<div class="newdigg" id="newdigg"><div class="digg_act">顶一下({chance.randint(0, 99)})</div><div class="digg_act">踩一下({chance.randint(0, 9)})</div></div>
<div class="boxoff"><strong>------分隔线----------------------------</strong></div>
<div class="handle"><div class="context"><ul><li>上一篇：{f'<a href="#">{escape(picked[-1].name)}</a>' if picked else "没有了"}</li><li>下一篇：没有了</li></ul></div><div class="actbox"><a href="#">收藏</a> <a href="#">挑错</a> <a href="#">推荐</a> <a href="javascript:window.print();">打印</a></div></div>
</div>
<dl class="tbox xgyd"><dt><strong>相关阅读</strong></dt>
{reading}</dl>
<div class="feedback"><h4>发表评论</h4><form action="/plus/feedback.php"><textarea name="msg" placeholder="请自觉遵守互联网相关的政策法规"></textarea><button type="submit">发表评论</button></form>
<ul class="fb_list">{comments}</ul></div>
</div>
<div class="pright">
<div class="adv"><a href="#" rel="nofollow"><img src="/ad/300x250.gif" alt="广告"></a></div>
<div class="hot mt1"><dl class="tbox light"><dt class="light"><strong>热点内容</strong></dt><dd class="light"><ul class="c1 ico2">{hot}</ul></dd></dl></div>
<div class="mt1 tool"><strong>便民查询</strong><a href="#">违章查询</a> <a href="#">社保查询</a> <a href="#">天气预报</a> <a href="#">电影票</a></div>
</div>
</div>"""
    return _guide_page(title, record.name, trail, main)


# The web pages of an app

_APP_CHIPS = ("类型", "上映时间", "片长", "事项类型", "行使层级", "服务对象")
_APP_ORDER = [
    *("导演", "编剧", "制片地区", "对白语言", "出品时间", "出品公司"),
    *("实施主体", "承诺办结时限", "法定办结时限", "主题分类", "承办平台", "是否支持预约办理"),
    *("是否支持物流快递", "实施编码", "主演", "受理条件", "申请材料", "办理地点"),
]
_V = "data-v-6c1f0b3e"


def _app_page(title: str, film: bool, main: str) -> str:
    brand = "拾光影单" if film else "办事罗盘"
    slogan = "记录你看过的每一部电影" if film else "少跑一趟是一趟"
    tabs = ["发现", "片单", "影评", "我的"] if film else ["首页", "找服务", "进度", "我的"]
    nav = "".join(
        f'<a href="/{place}" class="app-nav__item{" router-link-active" if place == 1 else ""}"'
        f" {_V}>{tab}</a>"
        for place, tab in enumerate(tabs)
    )
    return f"""<!doctype html>
<html data-n-head-ssr lang="zh-CN" data-n-head="%7B%22lang%22:%7B%22ssr%22:%22zh-CN%22%7D%7D">
<head>
<meta data-n-head="ssr" charset="utf-8"><meta data-n-head="ssr" name="viewport" content="width=device-width,initial-scale=1,user-scalable=no">
<meta data-n-head="ssr" property="og:site_name" content="{brand}"><meta data-n-head="ssr" property="og:title" content="{escape(title)}">
<title>{escape(title)}_{brand}</title>
<link rel="preload" href="/_nuxt/7d2e9a1.js" as="script"><link rel="stylesheet" href="/_nuxt/css/b81c4f0.css">
</head>
<body>
<div data-server-rendered="true" id="__nuxt"><div id="__layout"><div class="layout" {_V}>
<div class="open-app" {_V}><img src="/logo.svg" alt="{brand}"><div><b>{brand}</b><i>{slogan}</i></div><button type="button" class="btn btn--primary btn--round">打开App</button></div>
<header class="app-header" {_V}><a href="/" class="app-logo nuxt-link-active">{brand}</a><nav class="app-nav">{nav}</nav><div class="app-search"><input type="search" placeholder="{"搜电影、影人、片单" if film else "搜事项、部门、窗口"}"><svg class="icon"><use xlink:href="#i-search"></use></svg></div></header>
{main}
<footer class="app-footer" {_V}><div class="app-footer__links"><a href="/about">关于我们</a><a href="/join">加入我们</a><a href="/privacy">隐私政策</a><a href="/agreement">用户协议</a><a href="/feedback">意见反馈</a></div><div class="app-footer__copy">© 2024 {brand} · 杭州拾光罗盘网络科技有限公司 · 浙ICP备2021008214号-2</div></footer>
</div></div></div>
<script>window.__NUXT__={{layout:"default",error:null,serverRendered:!0}}</script><script src="/_nuxt/7d2e9a1.js" defer></script>
</body>
</html>"""


def _app_head(title: str, count: int | None = None) -> str:
    more = f'<small class="panel__count">{count}</small>' if count else ""
    return (
        f'<div class="panel__hd"><h2 class="panel__title">{title}</h2>{more}'
        '<i class="icon icon-arrow"></i></div>'
    )


def _app_cell(attribute: str, values: Sequence[str], tags: bool) -> str:
    if attribute in _PEOPLE:
        content = f'<em class="sep">{_between(values, ["/", "·"])}</em>'.join(
            f'<a href="/person/{_number(value)}" class="link">{escape(value)}</a>'
            for value in values
        )
    else:
        text = None if tags else _joined(values, [" / ", " · ", "、", "，"])
        content = (
            "".join(f'<span class="tag tag--plain">{escape(value)}</span>' for value in values)
            if text is None
            else text
        )
    return (
        f'<div class="cell van-hairline--bottom" {_V}><div class="cell__label">'
        f"{_label('card_app', attribute)}</div>"
        f'<div class="cell__value"><!---->{content}</div></div>\n'
    )


def _app_cast(attribute: str, values: Sequence[str]) -> str:
    cards = "".join(
        f'<li class="person"><a href="/person/{_number(value)}"><div class="person__avatar lazy"'
        f' data-src="//img.sgyd.cn/p/{_number(value)}.webp"></div>'
        f'<p class="person__name">{escape(value)}</p></a></li>\n'
        for value in values
    )
    return (
        f'<section class="panel cast" {_V}>{_app_head(_label("card_app", attribute), len(values))}'
        f'<ul class="cast__scroll">{cards}</ul></section>\n'
    )


def _app_fold(attribute: str, values: Sequence[str]) -> str:
    label = _label("card_app", attribute)
    if attribute == "申请材料" or len(values) > 1:
        content = "".join(
            '<label class="check"><input type="checkbox"><i class="check__box"></i>'
            f'<span class="check__text">{escape(value)}</span></label>\n'
            for value in values
        )
    else:
        content = f'<div class="rich-text"><div>{escape(values[0])}</div></div>'
    return (
        f'<section class="panel fold is-active" {_V}>{_app_head(label)}'
        f'<div class="fold__wrap"><div class="fold__content">{content}</div></div></section>\n'
    )


def _app_contact(record: Record) -> str:
    rows = []
    for attribute in ("办理地点", "咨询电话", "监督投诉电话"):
        values = record.attributes.get(attribute)
        if not values:
            continue
        label = _label("card_app", attribute)
        if attribute in _PHONES:
            content = "".join(
                f'<a class="contact__tel" href="tel:{quote(value)}">{escape(value)}</a>'
                for value in values
            )
            button = '<button type="button" class="btn btn--mini">拨打</button>'
        else:
            content = "".join(f'<p class="contact__addr">{escape(value)}</p>' for value in values)
            button = '<button type="button" class="btn btn--mini">导航</button>'
        rows.append(
            f'<dl class="contact__row"><dt>{label}</dt><dd>{content}</dd>'
            f'<dd class="contact__act">{button}</dd></dl>\n'
        )
    if not rows:
        return ""
    return (
        f'<section class="panel contact" {_V}>{_app_head("怎么去")}'
        f'<div class="map-holder"></div>{"".join(rows)}</section>\n'
    )


def _app_hero(record: Record, chance: Random, film: bool) -> str:
    chips = []
    for attribute in _APP_CHIPS:
        named = LABELS["card_app"][attribute]
        chips += [
            f'<span class="chip" itemprop="{named}">{escape(value)}</span>'
            for value in record.attributes.get(attribute, ())
        ]
    aliases = "".join(
        f'<p class="hero__alias" itemprop="{LABELS["card_app"]["外文名"]}">{escape(value)}</p>'
        for value in record.attributes.get("外文名", ())
    )
    score = f"{chance.uniform(5.2, 9.4):.1f}"
    if film:
        cover = (
            f'<div class="hero__cover"><img src="//img.sgyd.cn/m/{_number(record.name)}.webp"'
            f' alt="{escape(record.name)}海报"></div>'
        )
        actions = (
            '<button type="button" class="btn">♡ 想看</button>'
            '<button type="button" class="btn">☆ 看过</button>'
        )
        people = f"{chance.randint(40, 90000)}人评分"
    else:
        cover = '<div class="hero__icon"><svg><use xlink:href="#i-service"></use></svg></div>'
        actions = (
            '<button type="button" class="btn btn--primary">立即办理</button>'
            '<button type="button" class="btn">收藏</button>'
        )
        people = f"{chance.randint(4, 3000)}人办过"
    return (
        f'<div class="hero" {_V}>{cover}<div class="hero__main">'
        f'<h1 class="hero__title" itemprop="name">{escape(record.name)}</h1>{aliases}'
        f'<div class="hero__chips">{"".join(chips)}</div>'
        f'<div class="score"><b class="score__num">{score}</b><span class="score__stars"'
        f' style="width:{chance.randint(50, 95)}%"></span><span class="score__people">{people}'
        f'</span></div><div class="hero__actions">{actions}</div></div></div>\n'
    )


def _app_feed(record: Record, chance: Random, others: Sequence[Record], film: bool) -> str:
    shown = ("类型", "导演", "主演") if film else ("服务对象", "实施主体", "承诺办结时限")
    cards = "".join(
        f'<a class="feed__card" href="/item/{_number(other.name)}"><div class="feed__pic"></div>'
        f'<div class="feed__name">{escape(other.name)}</div><div class="feed__meta">'
        + "".join(f"<span>{escape(value)}</span>" for _, value in _shown(other, shown, 20))
        + f'</div><div class="feed__score">{chance.uniform(5, 9.5):.1f}</div></a>\n'
        for other in _pick(record, others, chance, chance.randint(3, 6))
    )
    if not cards:
        return ""
    title = "喜欢这部电影的人也喜欢" if film else "大家还在办"
    return f'<aside class="panel feed" {_V}>{_app_head(title)}<div class="feed__grid">{cards}</div></aside>\n'


def _app_reviews(chance: Random, film: bool) -> str:
    texts = (
        [
            "摄影和配乐都很加分，结尾没太看懂。",
            "带爸妈看的，他们很喜欢，全场笑声不断",
            "中规中矩吧，看在情怀上给三星",
            "被低估了！！值得二刷",
        ]
        if film
        else [
            "窗口小姐姐很耐心，材料带齐当场就能办",
            "网上提交两天就审核通过了，点赞",
            "停车不太方便，建议坐地铁",
            "系统有点卡，其他都好",
        ]
    )
    users = ["一只橘猫", "momo", "老陈爱跑步", "晚风", "用户8823017"]
    items = "".join(
        f'<li class="review"><div class="review__user"><img src="/avatar/{chance.randint(1, 40)}.png"'
        f' alt=""><span class="nickname">{user}</span><span class="review__star" data-star='
        f'"{chance.randint(2, 5)}"></span></div><div class="review__text">{text}</div>'
        f'<div class="review__ft"><time>{chance.randint(2, 11)}个月前</time>'
        f"<span>{chance.randint(0, 420)} 赞</span><span>回复</span></div></li>\n"
        for user, text in zip(chance.sample(users, 2), chance.sample(texts, 2), strict=True)
    )
    title = "热门短评" if film else "办过的人说"
    return (
        f'<section class="panel reviews" {_V}>{_app_head(title, chance.randint(3, 900))}'
        f'<ul>{items}</ul><a class="more" href="#">查看全部</a></section>\n'
    )


def card_app(record: Record, chance: Random, others: Sequence[Record]) -> str:
    """An app's page in the browser: chips, cells, cards and folded panels."""
    film = _is_film([record, *others])
    tags = chance.random() < 0.5
    placed = {*_APP_CHIPS, "外文名", "办理地点", *_PHONES}
    cells, panels = [], []
    for attribute in _ordered(record, _APP_ORDER, chance, 0.1):
        values = record.attributes[attribute]
        if attribute in placed:
            continue
        if attribute == "主演":
            panels.append(_app_cast(attribute, values))
        elif attribute in ("申请材料", "受理条件") or (
            _is_long(values, 80) and attribute not in _PEOPLE
        ):
            panels.append(_app_fold(attribute, values))
        else:
            cells.append(_app_cell(attribute, values, tags))
    facts = (
        f'<section class="panel facts" {_V}>{_app_head("影片信息" if film else "一眼看懂")}'
        f'<div class="cell-group">\n{"".join(cells)}</div></section>\n'
        if cells
        else ""
    )
    story = ""
    if record.description:
        story = (
            f'<section class="panel story" {_V}>{_app_head("简介")}<div class="story__text '
            f'line-clamp-4">{escape(record.description)}</div>'
            '<button type="button" class="story__toggle">展开</button></section>\n'
        )
    first = [story, facts] if chance.random() < 0.5 else [facts, story]
    tabs = ["概览", "影人", "短评", "推荐"] if film else ["概览", "材料", "窗口", "评价"]
    bar = "".join(
        f'<div role="tab" class="tab{" tab--active" if not place else ""}"><span>{tab}</span></div>'
        for place, tab in enumerate(tabs)
    )
    main = (
        f'<main class="page" {_V} itemscope itemtype="http://schema.org/'
        f'{"Movie" if film else "GovernmentService"}">\n{_app_hero(record, chance, film)}'
        f'<div class="tabs" role="tablist">{bar}</div>\n{"".join(first)}{"".join(panels)}'
        f"{_app_contact(record)}{_app_reviews(chance, film)}</main>\n"
        f"{_app_feed(record, chance, others, film)}"
    )
    return _app_page(record.name, film, main)


# What the sites have beside the records' pages


def _portal_extra(records: Sequence[Record], chance: Random) -> list[str]:
    words = _portal_words(_is_film(records))
    rows = "".join(
        f'<tr><td height="30">·<a href="/art/{_number(record.name)}.html" target="_blank">'
        f'{escape(record.name)}</a></td><td width="100" align="right">[{_date(chance)}]</td></tr>\n'
        for record in records[:20]
    )
    listing = (
        '<table width="1000" align="center" class="list">'
        f'{rows}<tr><td colspan="2" align="center">共{len(records)}条 第1/{len(records) // 20 + 1}页'
        ' <a href="#">下一页</a> <a href="#">尾页</a></td></tr></table>'
    )
    about = (
        '<div class="about"><p>　　本网站于2009年正式开通，历经三次改版，'
        f"由{words['host']}负责日常运行维护。</p></div>"
    )
    return [
        _portal_page(words["trail"], words, listing, chance),
        _portal_page("关于我们", words, about, chance),
    ]


def _guide_extra(records: Sequence[Record], chance: Random) -> list[str]:
    trail = "yule" if _is_film(records) else "banshi"
    entries = "".join(
        f'<li><a class="title" href="/{trail}/{_number(record.name)}.html">{escape(record.name)}'
        f'</a><span class="info"><small>日期：</small>{_date(chance)}<small>点击：</small>'
        f"{chance.randint(9, 9999)}</span></li>\n"
        for record in records[:15]
    )
    main = (
        f'<div class="w960 center"><div class="listbox"><ul class="e2">{entries}</ul></div></div>'
    )
    return [_guide_page("最新文章列表", "列表", trail, main)]


def _app_extra(records: Sequence[Record], chance: Random) -> list[str]:
    film = _is_film(records)
    cards = "".join(
        f'<a class="feed__card" href="/item/{_number(record.name)}"><div class="feed__name">'
        f'{escape(record.name)}</div><div class="feed__score">{chance.uniform(5, 9.5):.1f}</div></a>'
        for record in records[:24]
    )
    main = f'<main class="page" {_V}><div class="feed__grid">{cards}</div></main>'
    return [_app_page("本周热门", film, main)]


DESIGNS: dict[str, Callable[[Record, Random, Sequence[Record]], str]] = {
    "bureau_portal": bureau_portal,
    "city_guide": city_guide,
    "card_app": card_app,
}
EXTRA: dict[str, Callable[[Sequence[Record], Random], list[str]]] = {
    "bureau_portal": _portal_extra,
    "city_guide": _guide_extra,
    "card_app": _app_extra,
}
