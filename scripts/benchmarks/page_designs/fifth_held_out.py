"""Three page designs: a review site's subject, a provincial guide, an encyclopaedia's entry.

``subject_review``:   the subject page of a review community with channels for films and for
                      services: an info block of label and text lines, rating, comments
``provincial_guide``: the guide page of a provincial service portal: key figures, tabs, tables,
                      blocks of notes, contact, downloads
``lemma_entry``:      an entry of an encyclopaedia: summary, info box in two columns, catalogue,
                      sections, references, related entries

Every page of a site comes from one template. What varies is what a database and a day would vary:
the attributes given and their values, counts, dates, comments, related records, advertisements.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from html import escape
from random import Random
from typing import Protocol


class Record(Protocol):
    """What the designs use of a record (``site_records.Record`` has it)."""

    @property
    def name(self) -> str:
        """What the page is about."""

    @property
    def attributes(self) -> Mapping[str, Sequence[str]]:
        """Attribute → its values."""

    @property
    def description(self) -> str:
        """A running text, perhaps none."""


Design = Callable[[Record, Random, Sequence[Record]], str]
Extra = Callable[[Sequence[Record], Random], list[str]]

_FILM = (
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
)
_SERVICE = (
    "实施主体",
    "事项类型",
    "行使层级",
    "实施编码",
    "办理地点",
    "法定办结时限",
    "承诺办结时限",
    "受理条件",
    "咨询电话",
    "监督投诉电话",
    "是否支持物流快递",
    "是否支持预约办理",
    "承办平台",
    "主题分类",
    "服务对象",
    "申请材料",
)

LABELS: dict[str, dict[str, str]] = {
    "subject_review": {
        "外文名": "又名",
        "出品时间": "年代",
        "出品公司": "制作公司",
        "上映时间": "上映日期",
        "对白语言": "语言",
        "实施主体": "办理部门",
        "行使层级": "办理层级",
        "实施编码": "事项编码",
        "办理地点": "地址",
        "法定办结时限": "法定时限",
        "承诺办结时限": "承诺时限",
        "受理条件": "办理条件",
        "咨询电话": "电话",
        "监督投诉电话": "投诉电话",
        "是否支持物流快递": "快递送达",
        "是否支持预约办理": "在线预约",
        "承办平台": "办理平台",
        "主题分类": "分类",
        "服务对象": "适用人群",
        "申请材料": "要带的材料",
    },
    "provincial_guide": {
        "外文名": "外文片名",
        "出品时间": "出品年份",
        "出品公司": "出品单位",
        "类型": "影片类别",
        "主演": "主要演员",
        "片长": "影片时长",
        "上映时间": "公映日期",
        "对白语言": "对白语种",
        "实施主体": "实施机构",
        "实施编码": "业务办理项编码",
        "办理地点": "办理地址",
        "咨询电话": "咨询方式",
        "监督投诉电话": "监督投诉方式",
        "是否支持预约办理": "是否支持网上预约",
        "承办平台": "承办系统",
        "申请材料": "材料名称",
    },
    "lemma_entry": {
        "外文名": "外文名称",
        "出品公司": "出品方",
        "类型": "影片类型",
        "片长": "时长",
        "实施主体": "主管部门",
        "事项类型": "事项性质",
        "行使层级": "层级",
        "实施编码": "编码",
        "法定办结时限": "法定期限",
        "承诺办结时限": "承诺期限",
        "受理条件": "办理条件",
        "监督投诉电话": "投诉电话",
        "是否支持物流快递": "物流快递",
        "是否支持预约办理": "预约办理",
        "主题分类": "所属主题",
        "服务对象": "面向对象",
        "申请材料": "所需材料",
    },
}

# What the portal states of a record beside its attributes.
OWN: dict[str, tuple[str, ...]] = {
    "provincial_guide": (
        "公示次数",
        "放映制式",
        "公示状态",
        "到现场次数",
        "办件类型",
        "是否收费",
        "通办范围",
        "办理时间",
    ),
}


# ---------------------------------------------------------------- what the three sites share


def _is_service(record: Record) -> bool:
    """Whether the record is a service item (else a film)."""
    given = record.attributes
    return sum(label in given for label in _SERVICE) > sum(label in given for label in _FILM)


def _values(record: Record, attribute: str) -> list[str]:
    """The values of an attribute; none where it is not given."""
    return [value for value in record.attributes.get(attribute, ()) if value]


def _first(record: Record, attribute: str) -> str:
    """The first value of an attribute, or an empty text."""
    return next(iter(_values(record, attribute)), "")


def _ordered(record: Record, order: Iterable[str], shown: Iterable[str] = ()) -> list[str]:
    """The given attributes in the template's order, then those the template does not know."""
    known = [label for label in order if _values(record, label)]
    done = {*known, *shown}
    return known + [label for label in record.attributes if label not in done]


def _label(design: str, attribute: str) -> str:
    """What a design calls an attribute."""
    return LABELS[design].get(attribute, attribute)


def _separator(values: Sequence[str], *preferred: str) -> str:
    """The first separator that occurs in none of the values; a line break where all do."""
    for separator in (*preferred, "；", " | ", " · "):
        if not any(separator.strip() in value for value in values):
            return separator
    return "<br/>"


def _joined(values: Sequence[str], *preferred: str) -> str:
    """The values as one text."""
    return _separator(values, *preferred).join(escape(value) for value in values)


def _some(chance: Random, pool: Sequence[Record], name: str, most: int) -> list[Record]:
    """Up to so many of the other records, never the page's own."""
    others = [record for record in pool if record.name != name]
    return chance.sample(others, min(most, len(others)))


def _day(chance: Random, first: date = date(2021, 1, 4), days: int = 1500) -> date:
    """A day of the site's life."""
    return first + timedelta(days=chance.randrange(days))


def _clock(chance: Random) -> str:
    """A time of the day."""
    return f"{chance.randrange(7, 24):02}:{chance.randrange(60):02}:{chance.randrange(60):02}"


def _cut(text: str, length: int) -> str:
    """The beginning of a running text."""
    return text if len(text) <= length else text[:length].rstrip("，、；。 ") + "..."


def _sentences(text: str, length: int) -> tuple[str, str]:
    """The first sentences of a text, about so long, and the rest."""
    parts = re.findall(r"[^。！？]+[。！？]*[”」』）]?", text)
    head = ""
    while parts and (not head or len(head) + len(parts[0]) <= length):
        head += parts.pop(0)
    return head.strip(), "".join(parts).strip()


def _script(value: object) -> str:
    """A value as JSON that may stand in a script element."""
    return json.dumps(value, ensure_ascii=False).replace("</", "<\\/")


def _lines(parts: Iterable[str]) -> str:
    """Parts of a page, one below the other; empty ones leave no line."""
    return "\n".join(part for part in parts if part)


_NICK_HEADS = (
    "北巷",
    "木子",
    "小满",
    "阿泽",
    "南风",
    "晚舟",
    "老周",
    "豆沙",
    "青柠",
    "半夏",
    "Momo",
    "kira",
    "橘子",
    "山野",
    "鹿鸣",
    "西瓜",
)
_NICK_TAILS = ("同学", "不吃辣", "_cc", "在路上", "1990", "的猫", "", "先生", "喵", "2047", "酱")


def _nick(chance: Random) -> str:
    """A user's name."""
    return chance.choice(_NICK_HEADS) + chance.choice(_NICK_TAILS)


# ---------------------------------------------------------------- 1: subject page of a review site

_SUBJECT_STYLE = """
body{font:12px/1.62 Helvetica,Arial,"PingFang SC",sans-serif;color:#111;margin:0}
#sbj-wrap{width:1040px;margin:0 auto}.cols{display:flex}.main{width:675px}.side{width:310px}
.sbj-info{float:left;max-width:333px;word-wrap:break-word}.sbj-info .pl{color:#666}
.rating-weight{display:inline-block;height:10px;background:#ffd596}
.comment-item{padding:14px 0;border-top:1px dashed #ddd}.fold{display:none}
.ad-slot{margin:20px 0;background:#f9f9f9}.rec dl{display:inline-block;width:115px}
"""
_SUBJECT_TRACK = """
var _paq=window._paq||[];_paq.push(['trackPageView']);_paq.push(['enableLinkTracking']);
(function(){var d=document,g=d.createElement('script'),s=d.getElementsByTagName('script')[0];
g.async=true;g.src='//stat.wanxiangping.cn/p.js';s.parentNode.insertBefore(g,s);})();
"""
_SUBJECT_LATE = """
$('.j-more').on('click',function(){$(this).hide().prev('.fold').removeClass('fold');});
$('.j-vote').on('click',function(){if(!WX.user){WX.login();return false;}});
"""
_SUBJECT_WORDS: dict[bool, dict[str, str]] = {
    False: {
        "channel": "电影",
        "path": "movie",
        "wish": "想看",
        "doing": "在看",
        "done": "看过",
        "people": "演职员",
        "intro": "剧情简介",
        "where": "在哪儿看这部电影",
        "rec": "喜欢这部电影的人也喜欢",
        "side": "猜你想看",
        "hot": "一周热映榜",
        "lists": "以下片单推荐",
        "unit": "部",
    },
    True: {
        "channel": "办事",
        "path": "banshi",
        "wish": "想办",
        "doing": "在办",
        "done": "办过",
        "people": "经办人员",
        "intro": "事项简介",
        "where": "在哪儿办这件事",
        "rec": "办这件事的人也在办",
        "side": "附近的人在办",
        "hot": "一周热办榜",
        "lists": "以下清单收录",
        "unit": "项",
    },
}
_SUBJECT_ORDER = (
    "导演",
    "编剧",
    "主演",
    "类型",
    "出品公司",
    "对白语言",
    "出品时间",
    "上映时间",
    "片长",
    "外文名",
    "主题分类",
    "实施主体",
    "办理地点",
    "咨询电话",
    "监督投诉电话",
    "服务对象",
    "事项类型",
    "行使层级",
    "承诺办结时限",
    "法定办结时限",
    "是否支持预约办理",
    "是否支持物流快递",
    "承办平台",
    "实施编码",
)
_SUBJECT_BLOCKS = ("受理条件", "申请材料")
_SUBJECT_LINKED = frozenset(["导演", "编剧", "主演", "实施主体", "主题分类", "出品公司"])
_SUBJECT_SPANS = frozenset(["类型", "上映时间", "片长", "服务对象"])
_SUBJECT_PEOPLE = (("导演", "导演"), ("主演", "演员"), ("编剧", "编剧"))

_FILM_OPENINGS = (
    "第二遍看才明白结尾那个镜头。",
    "片子节奏偏慢，但耐看。",
    "陪爸妈看的，他们很喜欢。",
    "没有想象中好，也没有评论说的那么差。",
    "摄影真的漂亮，每一帧都想截图。",
    "前半段五星，后半段三星。",
    "深夜一个人看完，有点难过。",
    "冲着配乐来的，果然没有失望。",
    "小时候在电视上看过，重温依然感动。",
    "台词写得太满了，",
)
_FILM_CLOSINGS = (
    "演员的表演撑起了整部戏。",
    "剧本要是再收一点就好了。",
    "推荐给还没有看的朋友。",
    "给四星，留一星给续集。",
    "最后二十分钟值回票价。",
    "散场的时候大家都没有走。",
    "就这样吧，不会再看第三遍了。",
    "比同期上映的几部强太多。",
    "",
)
_SERVICE_OPENINGS = (
    "今天去办的，前后不到半小时。",
    "网上提交以后第三天就收到短信了。",
    "窗口的小姐姐态度很好，",
    "跑了两趟，第一次少带了复印件。",
    "建议先打电话问清楚再去，",
    "停车位不好找，最好坐地铁。",
    "帮家里老人代办的，",
    "上午人多，下午两点以后基本不用排队。",
    "系统上传照片老是失败，",
    "比前几年方便太多了，",
)
_SERVICE_CLOSINGS = (
    "材料带齐就没有问题。",
    "记得带身份证原件。",
    "给工作人员点个赞。",
    "希望流程能再简单一些。",
    "全程网上办，没有跑腿。",
    "工作日中午也有人值班。",
    "电话有时候打不通，多打几次。",
    "供大家参考。",
    "",
)
_SUBJECT_ADS = (
    ("会员日", "开通年卡立减六十元，全场影音畅享"),
    ("同城", "周末去哪儿？本周精选展览与演出"),
    ("好物", "投影仪限时直降，租房党也能拥有家庭影院"),
    ("课程", "零基础学写作，二十一天养成记录习惯"),
    ("贷款", "装修不用愁，最快当天放款（广告）"),
)
_SUBJECT_PRICES = ("免费", "VIP免费", "需登录", "")
_SUBJECT_LISTS = (
    "值得反复看的一百个条目",
    "今年我标记过的",
    "给新人的入门清单",
    "冷门但是好",
    "家人一起的周末",
    "收藏夹吃灰系列",
    "本地人才知道",
)


def _subject_head(title: str, keywords: str, about: str, extra: str = "") -> str:
    """Everything down to the content: head, global bar, site navigation."""
    return f"""<!DOCTYPE html>
<html lang="zh-CN" class="ua-windows ua-webkit">
<head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8"/>
<meta name="renderer" content="webkit"/>
<meta name="referrer" content="always"/>
<title>{escape(title)}</title>
<meta name="keywords" content="{escape(keywords)}"/>
<meta name="description" content="{escape(about)}"/>
<link rel="shortcut icon" href="//st.wanxiangping.cn/favicon.ico" type="image/x-icon"/>
<link rel="stylesheet" href="//st.wanxiangping.cn/f/sbj/7c1d2e/core.css"/>
<style type="text/css">{_SUBJECT_STYLE}</style>
<script type="text/javascript">{_SUBJECT_TRACK}</script>
{extra}
</head>
<body>
<div id="wx-global-nav" class="global-nav"><div class="bd">
<div class="top-nav-info"><a href="/accounts/login?source=sbj" class="nav-login">登录/注册</a></div>
<div class="top-nav-app"><a href="/app" class="lnk-app">下载万象客户端</a></div>
<ul class="global-nav-items"><li><a href="//www.wanxiangping.cn">万象</a></li>
<li><a href="/movie/">电影</a></li><li><a href="/banshi/">办事</a></li>
<li><a href="/book/">读书</a></li><li><a href="/city/">同城</a></li>
<li><a href="/group/">小组</a></li></ul></div></div>
<div id="sbj-nav" class="nav"><div class="nav-wrap"><div class="nav-logo">
<a href="/">万象点评</a></div><form action="/search" method="get" class="nav-search">
<input id="inp-query" name="q" maxlength="60" placeholder="搜索条目、影人、部门" value=""/>
<input type="submit" value="搜索"/></form></div>
<ul class="nav-items"><li><a href="/hot">正在热门</a></li><li><a href="/tag/">分类</a></li>
<li><a href="/chart">排行榜</a></li><li><a href="/review/best/">点评</a></li>
<li><a href="/annual/2024">年度榜单</a></li></ul></div>
<div id="sbj-wrap">"""


_SUBJECT_FOOT = f"""<div id="footer" class="footer">
<span class="fleft gray-link">© 2011－2025 wanxiangping.cn, all rights reserved
 杭州万象点评科技有限公司</span>
<span class="fright"><a href="/about">关于万象</a> · <a href="/jobs">在万象工作</a> ·
<a href="/about?topic=contactus">联系我们</a> · <a href="/about/legal">法律声明</a> ·
<a href="/help/">帮助中心</a> · <a href="/app">移动应用</a></span>
<p class="icp">浙ICP证B2-20110000号 浙公网安备33010000000000号
 网络文化经营许可证 浙网文〔2023〕0000-000号 违法和不良信息举报：400-000-0000</p></div>
</div>
<script src="//st.wanxiangping.cn/f/sbj/7c1d2e/jquery.min.js"></script>
<script type="text/javascript">{_SUBJECT_LATE}</script>
</body>
</html>
"""


def _subject_linked(attribute: str, values: Sequence[str], chance: Random) -> str:
    """Values as links in a row; a long row is folded after the fifth."""
    separator = _separator(values, " / ")
    links = [
        f'<a href="/{"personage" if attribute in ("导演", "编剧", "主演") else "tag"}/'
        f'{chance.randrange(1000000, 1400000)}/">{escape(value)}</a>'
        for value in values
    ]
    if len(links) <= 6:
        return f'<span class="attrs">{separator.join(links)}</span>'
    return (
        f'<span class="attrs">{separator.join(links[:5])}<span class="fold">{separator}'
        f"{separator.join(links[5:])}</span>"
        '<a href="javascript:;" class="j-more">更多...</a></span>'
    )


def _subject_line(attribute: str, values: Sequence[str], chance: Random) -> str:
    """One line of the info block."""
    label = escape(_label("subject_review", attribute))
    if attribute in _SUBJECT_LINKED:
        shown = _subject_linked(attribute, values, chance)
        return f'<span><span class="pl">{label}</span>: {shown}</span><br/>'
    if attribute in _SUBJECT_SPANS:
        spans = (f'<span property="v:item">{escape(value)}</span>' for value in values)
        return f'<span class="pl">{label}:</span> {_separator(values, " / ").join(spans)}<br/>'
    return f'<span class="pl">{label}:</span> {_joined(values, " / ")}<br/>'


def _subject_rating(chance: Random, words: Mapping[str, str]) -> str:
    """The score, its distribution; few votes give none."""
    votes = int(10 ** chance.uniform(0.6, 5.5))
    if votes < 12:
        return (
            '<div id="interest_sectl"><div class="rating_wrap clearbox"><div class="rating_logo">'
            '万象评分</div><div class="rating_right not_showed">评价人数不足</div></div></div>'
        )
    score = chance.uniform(4.1, 9.6)
    weights = [chance.random() * max(0.4, 3 - abs(stars * 2 - score)) for stars in (5, 4, 3, 2, 1)]
    bars = "\n".join(
        f'<div class="item"><span class="stars{stars} starstop" title="{title}">{stars}星</span>'
        f'<div class="rating-weight" style="width:{weight / sum(weights) * 64:.0f}px"></div>'
        f'<span class="rating_per">{weight / sum(weights):.1%}</span></div>'
        for stars, title, weight in zip(
            (5, 4, 3, 2, 1), ("力荐", "推荐", "还行", "较差", "很差"), weights, strict=True
        )
    )
    return f"""<div id="interest_sectl"><div class="rating_wrap clearbox">
<div class="rating_logo">万象评分</div><div class="rating_self clearfix">
<strong class="ll rating_num">{score:.1f}</strong>
<div class="rating_right"><div class="ll bigstar{round(score) * 5}"></div>
<div class="rating_sum">
<a href="comments" class="rating_people"><span>{votes}</span>人评价</a></div>
</div></div><div class="ratings-on-weight">{bars}</div>
<div class="rating_betterthan">好于 <a href="/typerank">{chance.randrange(20, 98)}% 同类{
        words["channel"]
    }条目</a></div></div></div>"""


def _subject_comments(record: Record, chance: Random, words: Mapping[str, str]) -> str:
    """Short comments of users."""
    service = _is_service(record)
    openings = _SERVICE_OPENINGS if service else _FILM_OPENINGS
    closings = _SERVICE_CLOSINGS if service else _FILM_CLOSINGS
    total = chance.randrange(3, 9000)
    items = []
    for opening in chance.sample(openings, chance.randrange(2, 7)):
        stars = chance.randrange(1, 6)
        day = _day(chance)
        closing = chance.choice(closings)
        text = opening + closing if closing else opening.rstrip("，。")
        if not service and chance.random() < 0.25 and _values(record, "主演"):
            text += f" {chance.choice(_values(record, '主演'))}演得好！"
        items.append(
            f"""<div class="comment-item" data-cid="{chance.randrange(10**8, 10**9)}">
<div class="comment"><h3><span class="comment-vote"><span class="votes vote-count">{
                chance.randrange(0, 2400)
            }</span>
<a href="javascript:;" class="j-vote">有用</a></span><span class="comment-info">
<a href="/people/{chance.randrange(10**6, 10**8)}/">{escape(_nick(chance))}</a>
<span>{words["done"]}</span><span class="allstar{stars}0 rating" title="{stars}星"></span>
<span class="comment-time" title="{day} {_clock(chance)}">{day}</span>
<span class="comment-location">{
                chance.choice(("北京", "浙江", "四川", "广东", "江苏", "湖北", "辽宁"))
            }</span></span></h3>
<p class="comment-content"><span class="short">{escape(text)}</span></p></div></div>"""
        )
    return f"""<div id="comments-section"><div class="mod-hd">
<a class="comment_btn j-vote" href="javascript:;"><span>我要写短评</span></a>
<h2><i>{escape(record.name)}的短评</i> · · · · · · <span class="pl">( <a href="comments">全部 {
        total
    } 条</a> )</span></h2></div>
<div class="mod-bd"><div class="tab-hd"><a class="on" href="?sort=hot">热门</a> /
<a href="?sort=new">最新</a> / <a href="?sort=follows">好友</a></div>
<div id="hot-comments" class="tab">{_lines(items)}</div>
&gt; <a href="comments?sort=new">更多短评{total}条</a></div></div>"""


def _subject_topics(record: Record, chance: Random) -> str:
    """The discussion board below the comments."""
    subjects = (
        ["有没有人一起的", "请教一个问题", "求资源，谢谢", "说说我的经历", "这里信息有误，请更正"]
        if _is_service(record)
        else ["结尾到底是什么意思？", "片尾曲叫什么名字", "和原著差别大吗", "求类似的推荐"]
    )
    rows = "\n".join(
        f'<tr><td class="title"><a href="discussion/{chance.randrange(10**7, 10**8)}/">'
        f'{subject}</a></td><td>来自<a href="/people/{chance.randrange(10**7)}/">'
        f"{escape(_nick(chance))}</a></td><td>{chance.randrange(0, 180)} 回应</td>"
        f'<td class="time">{_day(chance)}</td></tr>'
        for subject in chance.sample(subjects, chance.randrange(1, 5))
    )
    return f"""<div class="section-discussion"><div class="mod-hd"><h2>讨论区 · · · · · ·</h2></div>
<table class="olt"><tbody><tr><th>话题</th><th>作者</th><th>回应</th><th>最后回应</th></tr>
{rows}</tbody></table></div>"""


def _subject_people(record: Record, chance: Random, words: Mapping[str, str]) -> str:
    """The strip of people with their pictures (first ones only; the info block has them all)."""
    people = [
        (value, role) for attribute, role in _SUBJECT_PEOPLE for value in _values(record, attribute)
    ][:6]
    if len(people) < 2:
        return ""
    cards = "\n".join(
        f'<li class="celebrity"><a href="/personage/{chance.randrange(10**6, 10**7)}/">'
        f'<div class="avatar" style="background-image:url(//img{chance.randrange(1, 10)}'
        f'.wanxiangping.cn/p{chance.randrange(10**4)}.jpg)"></div></a><div class="info">'
        f'<span class="name">{escape(value)}</span><span class="role">{role}</span></div></li>'
        for value, role in people
    )
    return f"""<div id="celebrities" class="celebrities related-celebrities">
<h2><i>{escape(record.name)}的{words["people"]}</i> · · · · · ·
<span class="pl">( <a href="celebrities">全部</a> )</span></h2>
<ul class="celebrities-list">{cards}</ul></div>"""


def _subject_block(record: Record, attribute: str) -> str:
    """A section of its own for what is too long for the info block."""
    values = _values(record, attribute)
    if not values:
        return ""
    items = "\n".join(f'<li class="txt">{escape(value)}</li>' for value in values)
    label = escape(_label("subject_review", attribute))
    return f"""<div class="related-info sbj-extra"><h2><i>{label}</i></h2>
<div class="indent"><ul class="plain-list">{items}</ul></div></div>"""


def _subject_meta(record: Record) -> str:
    """A few attributes of another record in one line, as cards show them."""
    wanted = ("实施主体", "承诺办结时限") if _is_service(record) else ("导演", "主演", "类型")
    parts = [
        f"{_label('subject_review', label)}: {_joined(_values(record, label)[:3], ' ')}"
        for label in wanted
        if _values(record, label)
    ]
    return " / ".join(parts)


def _subject_ad(chance: Random, slot: str) -> str:
    """An advertisement, or the empty place of one."""
    if chance.random() < 0.35:
        return f'<div id="{slot}" class="ad-slot"></div>'
    kind, text = chance.choice(_SUBJECT_ADS)
    return f"""<div id="{slot}" class="ad-slot" data-ad="{chance.randrange(10**5)}">
<a href="//ad.wanxiangping.cn/c?k={chance.randrange(10**9)}" rel="nofollow">
<img src="//ad.wanxiangping.cn/{chance.randrange(10**5)}.png" alt="{kind}"/><em>{text}</em></a>
<span class="ad-tag">广告</span></div>"""


def _subject_side(record: Record, chance: Random, others: Sequence[Record]) -> str:
    """The right column: where to get it, related records, hot list, users' lists."""
    words = _SUBJECT_WORDS[_is_service(record)]
    places = (
        ["政务大厅窗口", "手机客户端", "自助服务终端", "邮寄办理"]
        if _is_service(record)
        else ["青芒视频", "光影TV", "麦田影院", "影迷盒子"]
    )
    where = "\n".join(
        f'<li><a class="playBtn" href="/link2/?url={chance.randrange(10**6)}">{place}</a>'
        f'<span class="buylink-price">{chance.choice(_SUBJECT_PRICES)}</span></li>'
        for place in chance.sample(places, chance.randrange(1, 4))
    )
    side = "\n".join(
        f'<li class="side-item"><a href="/subject/{chance.randrange(10**6, 10**7)}/">'
        f'{escape(other.name)}</a><span class="score">{chance.uniform(5, 9.5):.1f}</span>'
        f'<p class="meta">{_subject_meta(other)}</p></li>'
        for other in _some(chance, others, record.name, chance.randrange(2, 6))
    )
    hot = "\n".join(
        f'<tr><td class="order">{rank}</td><td class="title"><a href="/subject/'
        f'{chance.randrange(10**6, 10**7)}/">{escape(other.name)}</a></td>'
        f'<td class="heat">{chance.randrange(900, 99999)}</td></tr>'
        for rank, other in enumerate(_some(chance, others, "", 10), 1)
    )
    lists = "\n".join(
        f'<li><a href="/doulist/{chance.randrange(10**5, 10**6)}/">{title}</a>'
        f"<span>({escape(_nick(chance))})</span></li>"
        for title in chance.sample(_SUBJECT_LISTS, chance.randrange(1, 5))
    )
    return _lines(
        [
            _subject_ad(chance, "wx_side_top"),
            f'<div class="gray_ad"><h2>{words["where"]} · · · · · ·</h2><ul class="bs">'
            f"{where}</ul></div>",
            side and f'<div class="side-rec"><h2>{words["side"]}</h2><ul>{side}</ul></div>',
            hot
            and f'<div class="side-hot"><h2>{words["hot"]}<span class="pl">'
            f"{_day(chance):%m月%d日} 更新</span></h2><table><tbody>{hot}</tbody></table></div>",
            f'<div id="subject-doulist"><h2><i>{words["lists"]}</i></h2><ul>{lists}</ul></div>',
            f'<div id="subject-others-interests"><h2><i>谁{words["done"]}</i></h2>'
            f'<p class="pl"><a href="collections">{chance.randrange(10, 90000)}人'
            f'{words["done"]}</a> / <a href="wishes">{chance.randrange(10, 90000)}人'
            f"{words['wish']}</a></p></div>",
            _subject_ad(chance, "wx_side_bottom"),
        ]
    )


def _subject_data(record: Record, number: int, day: date) -> str:
    """The structured data that the template writes for search engines (films have more)."""
    data: dict[str, object] = {
        "@context": "http://schema.org",
        "@type": "Service" if _is_service(record) else "Movie",
        "name": record.name,
        "url": f"/subject/{number}/",
        "image": f"//img2.wanxiangping.cn/view/cover/s_ratio_poster/p{number}.webp",
        "dateModified": str(day),
    }
    for attribute, key in (("导演", "director"), ("主演", "actor")):
        if _values(record, attribute):
            data[key] = [{"@type": "Person", "name": one} for one in _values(record, attribute)]
    return f'<script type="application/ld+json">{_script(data)}</script>'


def subject_review(record: Record, chance: Random, others: Sequence[Record]) -> str:
    """A review community's subject page: info block, rating, comments, recommendations."""
    service = _is_service(record)
    words = _SUBJECT_WORDS[service]
    number = chance.randrange(1000000, 37000000)
    name = escape(record.name)
    info = "\n".join(
        _subject_line(attribute, _values(record, attribute), chance)
        for attribute in _ordered(record, _SUBJECT_ORDER, _SUBJECT_BLOCKS)
        if _values(record, attribute)
    )
    year = re.search(r"(?:19|20)\d\d", _first(record, "出品时间"))
    text = escape(record.description) or '<span class="pl">暂无简介，欢迎补充</span>'
    recommended = "\n".join(
        f'<dl><dt><a href="/subject/{chance.randrange(10**6, 10**7)}/?from=subject-page">'
        f'<img src="//img1.wanxiangping.cn/view/s/p{chance.randrange(10**7)}.webp" '
        f'alt="{escape(other.name)}"/></a></dt><dd><a href="/subject/">{escape(other.name)}</a>'
        f'<span class="subject-rate">{chance.uniform(5, 9.6):.1f}</span></dd></dl>'
        for other in _some(chance, others, record.name, 8)
    )
    head = _subject_head(
        f"{record.name} (万象{words['channel']})",
        f"{record.name},{record.name}点评,{record.name}{words['intro']}",
        f"{record.name}{words['intro']}、评分、短评和讨论。{_cut(record.description, 60)}",
        f'<meta property="og:title" content="{name}"/>\n'
        f'<meta property="og:site_name" content="万象点评"/>\n'
        f"{_subject_data(record, number, _day(chance))}",
    )
    tags = "\n".join(
        f'<a href="javascript:;" class="j-share" data-to="{to}">{title}</a>'
        for to, title in (("weibo", "微博"), ("wx", "微信"), ("qq", "QQ好友"))
    )
    year_shown = f' <span class="year">({year[0]})</span>' if year else ""
    return _lines(
        [
            head,
            f'<div class="crumbs"><a href="/">首页</a> &gt; <a href="/{words["path"]}/">'
            f"{words['channel']}</a> &gt; <span>{name}</span></div>",
            f'<div id="content"><h1><span property="v:itemreviewed">{name}</span>{year_shown}</h1>',
            '<div class="cols clearfix"><div class="main article">',
            '<div class="indent clearfix"><div class="subjectwrap clearfix">',
            '<div class="subject clearfix"><div id="mainpic">'
            f'<a class="nbgnbg" href="photos?type=R"><img src="//img2.wanxiangping.cn/view/cover/'
            f'p{number}.webp" title="点击看更多" alt="{name}" rel="v:image"/></a>'
            f'<p class="gact"><a href="/update/{number}">更新描述或图片</a></p></div>',
            f'<div id="info" class="sbj-info">\n{info}\n</div></div>',
            _subject_rating(chance, words),
            "</div>",
            f'<div id="interest_sect_level" class="clearfix">'
            f'<a href="javascript:;" class="j-vote colbutt"><span>{words["wish"]}</span></a>'
            f'<a href="javascript:;" class="j-vote colbutt"><span>{words["doing"]}</span></a>'
            f'<a href="javascript:;" class="j-vote colbutt"><span>{words["done"]}</span></a>'
            '<div class="ll j a_stars"><span class="rate_word">评价:</span>'
            '<span class="j stars" data-solid="rate"></span></div></div>',
            f'<div class="gtleft"><ul class="ul_subject_menu"><li><a href="javascript:;" '
            f'class="j-vote">写短评</a></li><li><a href="new_review">写长评</a></li>'
            f'<li><span class="rec-sec">分享到 {tags}</span></li></ul></div></div>',
            f'<div class="related-info"><h2><i>{name}的{words["intro"]}</i> · · · · · ·</h2>'
            f'<div class="indent" id="link-report"><span property="v:summary">{text}</span>'
            "</div></div>",
            *(_subject_block(record, attribute) for attribute in _SUBJECT_BLOCKS),
            _subject_people(record, chance, words),
            _subject_ad(chance, "wx_mid"),
            recommended
            and f'<div id="recommendations" class="rec"><h2><i>{words["rec"]}</i> · · · · · ·'
            f'</h2><div class="recommendations-bd">{recommended}</div></div>',
            _subject_comments(record, chance, words),
            _subject_topics(record, chance) if chance.random() < 0.7 else "",
            '</div><div class="side aside">',
            _subject_side(record, chance, others),
            "</div></div></div>",
            f"<script>window.WX={_script({'sid': number, 'ch': words['path'], 'user': None})};"
            "</script>",
            _SUBJECT_FOOT,
        ]
    )


def _subject_extra(records: Sequence[Record], chance: Random) -> list[str]:
    """The review site's chart, its about page, a page of a user."""
    service = bool(records) and _is_service(records[0])
    words = _SUBJECT_WORDS[service]
    rows = "\n".join(
        f'<tr class="item"><td width="100"><a class="nbg" href="/subject/{number}/">'
        f'<img src="//img1.wanxiangping.cn/view/s/p{number}.webp" alt="{escape(one.name)}"/></a>'
        f'</td><td><div class="pl2"><a href="/subject/{number}/">{escape(one.name)}</a>'
        f'<p class="pl">{_subject_meta(one)}</p><div class="star clearfix">'
        f'<span class="rating_nums">{chance.uniform(6, 9.6):.1f}</span>'
        f'<span class="pl">({chance.randrange(100, 90000)}人评价)</span></div></div></td></tr>'
        for one in _some(chance, records, "", 20)
        for number in [chance.randrange(10**6, 10**7)]
    )
    title = f"万象{words['channel']}排行榜"
    chart = f"""{_subject_head(title, "排行榜,万象点评", "每周更新的排行榜。")}
<div id="content"><h1>{title}</h1><div class="cols"><div class="main">
<div class="indent"><h2>新{words["unit"]}榜 · · · · · ·
<span class="pl">{_day(chance)} 更新</span></h2>
<table><tbody>{rows}</tbody></table>
<div class="paginator"><span class="prev">&lt;前页</span><span class="thispage">1</span>
<a href="?start=20">2</a><a href="?start=40">3</a><a href="?start=20">后页&gt;</a></div></div></div>
<div class="side">{_subject_ad(chance, "wx_chart")}
<div class="pl">榜单根据评分与评价人数计算，每周五更新。</div>
</div></div></div>
{_SUBJECT_FOOT}"""
    about = f"""{_subject_head("关于万象点评", "万象点评,关于", "万象点评是什么")}
<div id="content"><h1>关于万象</h1><div class="cols"><div class="main"><div class="article-text">
<p>万象点评创立于2011年，是一个由用户共同记录和点评的社区。在这里你可以标记看过的电影、读过的书，
也可以写下到窗口办事的经历，让后来的人少走弯路。</p>
<h2>评分是怎么来的</h2><p>每位注册用户对一个条目只有一次评分机会，系统每天重新计算一次平均分。
异常账号的评分不计入总分。评价人数过少的条目不显示分数。</p>
<h2>条目由谁维护</h2><p>条目信息由用户添加，经编辑审核后发布。
发现错误可以在条目页点击“更新描述或图片”。</p>
<h2>联系我们</h2><p>商务合作：bd@wanxiangping.cn<br/>内容反馈：help@wanxiangping.cn<br/>
地址：杭州市西湖区某某路1号</p></div></div><div class="side"><ul class="about-nav">
<li><a href="/about">关于万象</a></li><li><a href="/about/legal">法律声明</a></li>
<li><a href="/about/guideline">社区指导原则</a></li></ul></div></div></div>
{_SUBJECT_FOOT}"""
    nick = _nick(chance)
    marks = "\n".join(
        f'<li class="item"><a href="/subject/">{escape(one.name)}</a><span class="date">'
        f"{_day(chance)} {words['done']}</span></li>"
        for one in _some(chance, records, "", 12)
    )
    person = f"""{_subject_head(f"{nick}的主页", nick, f"{nick}在万象点评")}
<div id="content"><h1>{escape(nick)}</h1><div class="cols"><div class="main">
<div id="interests"><h2>{words["done"]} · · · · · ·</h2><ul class="grid-view">{marks}</ul></div>
</div><div class="side"><div class="user-info">常居：杭州<br/>{_day(chance)} 加入
<br/>被{chance.randrange(3, 900)}人关注</div></div></div></div>
{_SUBJECT_FOOT}"""
    return [chart, about, person]


# ---------------------------------------------------------------- 2: guide of a provincial portal

_GUIDE_STYLE = """
.w1200{width:1200px;margin:0 auto}.guide-tab li{float:left;padding:0 24px;cursor:pointer}
.guide-tab li.layui-this{border-bottom:3px solid #1b68c6;color:#1b68c6}
.guide-table{width:100%;border-collapse:collapse}.guide-table th{background:#f3f8ff;width:180px}
.guide-table th,.guide-table td{border:1px solid #dde6f2;padding:12px 16px;font-weight:normal}
.key-item .num{font-size:22px;color:#f37b1d}.fixed-tool{position:fixed;right:10px;bottom:120px}
"""
_GUIDE_LATE = """
layui.use(['element','layer'],function(){var element=layui.element;
element.on('tab(guide)',function(d){$('html,body').animate({
scrollTop:$('.guide-sec').eq(d.index).offset().top-60},300);});});
function doOnline(){if(!isLogin){
location.href='/uc/login?goto='+encodeURIComponent(location.href);}}
function fontZoom(n){document.getElementById('zoom').style.fontSize=n+'px';}
"""
_GUIDE_WORDS: dict[bool, dict[str, str]] = {
    False: {
        "site": "海江省电影公共服务平台",
        "home": "影片公示",
        "kind": "影片",
        "title": "影片名称",
        "guide": "影片信息表",
        "hot": "热门影片",
        "near": "同期公示影片",
        "basic": "影片信息",
        "button": "在线购票",
        "about": "影片简介",
    },
    True: {
        "site": "海江政务服务网",
        "home": "办事指南",
        "kind": "事项",
        "title": "事项名称",
        "guide": "办事指南",
        "hot": "高频事项",
        "near": "相关事项",
        "basic": "基本信息",
        "button": "在线办理",
        "about": "事项概述",
    },
}
# The table's cells: attributes of the record, and columns of the portal's own with their choices.
_GUIDE_CELLS: dict[bool, tuple[str | tuple[str, tuple[str, ...]], ...]] = {
    False: (
        "外文名",
        "类型",
        "片长",
        "对白语言",
        ("放映制式", ("数字2D", "数字3D", "数字2D", "胶片")),
        "出品时间",
        "上映时间",
        ("公示状态", ("已公示", "公示期内")),
    ),
    True: (
        "实施主体",
        "事项类型",
        "行使层级",
        ("办件类型", ("承诺件", "即办件", "承诺件")),
        "实施编码",
        "服务对象",
        "法定办结时限",
        "承诺办结时限",
        ("是否收费", ("否", "否", "是")),
        "主题分类",
        "是否支持物流快递",
        "是否支持预约办理",
        "承办平台",
        ("通办范围", ("全省通办", "市域通办", "无")),
    ),
}
_GUIDE_KEYS: dict[bool, tuple[str, ...]] = {
    False: ("片长", "上映时间"),
    True: ("法定办结时限", "承诺办结时限"),
}
_GUIDE_CREW = ("导演", "编剧", "主演")
_GUIDE_CONTACT = ("办理地点", "咨询电话", "监督投诉电话")
_GUIDE_OWN_SECTION = ("受理条件", "申请材料", "出品公司")
_GUIDE_QUESTIONS: dict[bool, tuple[tuple[str, str], ...]] = {
    True: (
        ("可以委托他人代为办理吗？", "可以，受托人应携带授权委托书和双方身份证件。"),
        ("提交后如何查询办理进度？", "登录后在“我的办件”中查看，也可凭办件编号到窗口查询。"),
        ("材料不全怎么办？", "窗口会一次性告知需要补正的全部内容。"),
        ("节假日可以办理吗？", "网上全天可以提交，审核在工作日进行。"),
        ("结果可以邮寄吗？", "支持邮寄的，请在申报时填写收件信息。"),
    ),
    False: (
        ("公示信息有误如何更正？", "请由单位联系人登录平台提交更正说明。"),
        ("公示期是多长时间？", "自发布之日起不少于五个工作日。"),
        ("哪里可以查询放映影院？", "请在“影院查询”栏目按地区查询。"),
        ("个人可以提出异议吗？", "可以，请在公示期内以书面形式提出并注明联系方式。"),
    ),
}
_GUIDE_STEPS: dict[bool, tuple[tuple[str, str], ...]] = {
    True: (
        ("申请", "申请人网上提交或到窗口递交。"),
        ("受理", "工作人员当场核对，出具受理通知书。"),
        ("审查", "承办人员对内容进行审查，必要时实地核查。"),
        ("决定", "作出准予或不予的决定。"),
        ("送达", "窗口领取、邮寄送达或在线下载。"),
    ),
    False: (
        ("提交", "由单位在线提交影片信息。"),
        ("核对", "平台核对信息是否完整。"),
        ("公示", "在本栏目对外公示。"),
        ("归档", "公示期满后归档备查。"),
    ),
}
_GUIDE_NOTES: dict[bool, tuple[str, ...]] = {
    True: (
        "请在工作时间内前往，法定节假日除外。",
        "本指南由部门维护，如有变动以窗口告知为准。",
        "谨防以代办为名的收费行为，请通过官方渠道申报。",
        "上传的图片应清晰完整，单个文件不超过10M。",
    ),
    False: (
        "公示内容由单位自行填报并对其真实性负责。",
        "本栏目信息仅供查询，不作为购票依据。",
        "放映安排请以影院当日排期为准。",
    ),
}


def _guide_head(title: str, words: Mapping[str, str], crumbs: Sequence[str]) -> str:
    """Everything down to the content of a portal's page."""
    trail = "\n<i>&gt;</i>\n".join(
        [f'<a href="/bszn">{words["home"]}</a>', *(f"<span>{one}</span>" for one in crumbs)]
    )
    return f"""<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8"/>
<meta http-equiv="X-UA-Compatible" content="IE=edge,chrome=1"/>
<meta name="SiteName" content="{words["site"]}"/>
<meta name="SiteDomain" content="www.hjzwfw.gov.cn"/>
<meta name="SiteIDCode" content="3900000001"/>
<meta name="ColumnName" content="{words["home"]}"/>
<meta name="ArticleTitle" content="{escape(title)}"/>
<title>{escape(title)}-{words["site"]}</title>
<link rel="stylesheet" type="text/css" href="/public/layui/css/layui.css?v=2.6.8"/>
<link rel="stylesheet" type="text/css" href="/hj/css/guide.min.css?t=20240318"/>
<style>{_GUIDE_STYLE}</style>
<script src="/public/js/jquery-3.5.1.min.js"></script>
</head>
<body>
<div class="top-bar"><div class="w1200 clearfix"><div class="fl site-switch">
<a href="https://www.hj.gov.cn">海江省人民政府</a>
<span class="area-now">海江省<i class="icon-down"></i></span>
<a href="javascript:;" class="btn-area">切换区域</a></div><div class="fr">
<a href="javascript:;" onclick="aria.start()">无障碍阅读</a><a href="/elder">长者专区</a>
<a href="/uc/login" class="login">登录</a><a href="/uc/reg">注册</a></div></div></div>
<div class="header"><div class="w1200"><a href="/" class="logo"><img src="/hj/img/logo.png" alt="{
        words["site"]
    }"/></a>
<div class="search-box"><input type="text" id="kw" placeholder="请输入关键字"/><button type="button"
 id="btnSearch">搜索</button><p class="hot-word">热搜：
<a href="/s?q=1">社保卡</a><a href="/s?q=2">公积金</a>
<a href="/s?q=3">营业执照</a></p></div></div>
<ul class="nav w1200"><li><a href="/">首页</a></li><li><a href="/gr">个人服务</a></li>
<li><a href="/fr">法人服务</a></li><li><a href="/bm">部门服务</a></li>
<li><a href="/dy">公共服务</a></li>
<li><a href="/hcp">好差评</a></li><li><a href="/wd">互动交流</a></li></ul></div>
<div class="location w1200"><i class="icon-home"></i>当前位置：<a href="/">首页</a>
<i>&gt;</i>
{trail}</div>"""


_GUIDE_FOOT = f"""<div class="fixed-tool"><ul><li><a href="/zn">智能客服</a></li>
<li><a href="/app">掌上海江</a></li><li><a href="/hcp/add">我要评价</a></li>
<li><a href="#top">返回顶部</a></li></ul></div>
<div class="footer"><div class="w1200"><div class="foot-link"><a href="/about">关于我们</a>|
<a href="/map">网站地图</a>|<a href="/law">法律声明</a>|<a href="/help">使用帮助</a></div>
<div class="foot-info"><p>主办：海江省人民政府办公厅　承办：海江省大数据发展管理局</p>
<p>网站标识码：3900000001　<a href="https://beian.miit.gov.cn">海ICP备20000001号-3</a>
　<a href="http://www.beian.gov.cn"><img src="/hj/img/ga.png" alt=""/>
海公网安备 39010202000001号</a></p>
<p>建议使用1920*1080分辨率，谷歌、火狐及以上浏览器浏览</p></div>
<div class="foot-img"><img src="/hj/img/dzjg.png" alt="党政机关"/>
<img src="/hj/img/jiucuo.png" alt="政府网站找错"/></div></div></div>
<script src="/public/layui/layui.js"></script>
<script>{_GUIDE_LATE}</script>
</body>
</html>
"""


def _guide_cell(attribute: str, values: Sequence[str]) -> str:
    """What a cell of the table holds; many long values stand one below the other."""
    if not values:
        return "无"
    if len(values) > 1 and (max(map(len, values)) > 16 or attribute in ("外文名", "上映时间")):
        return "".join(f"<p>{escape(value)}</p>" for value in values)
    return _joined(values, "、", "，")


def _guide_pair(cell: tuple[str, str, bool], span: str = "") -> str:
    """A label and its value in a row."""
    return f"<th>{escape(cell[0])}</th><td{span}>{cell[1]}</td>"


def _guide_rows(cells: Sequence[tuple[str, str, bool]]) -> str:
    """Rows of two label and value pairs each; a wide one takes a row of its own."""
    rows: list[str] = []
    waiting: tuple[str, str, bool] | None = None
    for cell in cells:
        if waiting and not cell[2]:
            rows.append(f"{_guide_pair(waiting)}\n{_guide_pair(cell)}")
            waiting = None
            continue
        if waiting:
            rows.append(_guide_pair(waiting, ' colspan="3"'))
            waiting = None
        if cell[2]:
            rows.append(_guide_pair(cell, ' colspan="3"'))
        else:
            waiting = cell
    if waiting:
        rows.append(_guide_pair(waiting, ' colspan="3"'))
    return "\n".join(f"<tr>{row}</tr>" for row in rows)


def _guide_basic(record: Record, chance: Random) -> str:
    """The table of basic facts, with cells of the portal's own between the record's."""
    service = _is_service(record)
    words = _GUIDE_WORDS[service]
    cells = [(words["title"], escape(record.name), True)]
    done = {*_GUIDE_CREW, *_GUIDE_CONTACT, *_GUIDE_OWN_SECTION}
    for cell in _GUIDE_CELLS[service]:
        if isinstance(cell, tuple):
            cells.append((cell[0], chance.choice(cell[1]), False))
            continue
        done.add(cell)
        values = _values(record, cell)
        wide = len(values) > 2 or sum(map(len, values)) > 26
        shown = _guide_cell(cell, values)
        cells.append((_label("provincial_guide", cell), shown, wide))
    for attribute, given in record.attributes.items():
        if attribute not in done and given:
            shown = _guide_cell(attribute, given)
            cells.append((_label("provincial_guide", attribute), shown, True))
    return f'<table class="guide-table"><tbody>\n{_guide_rows(cells)}\n</tbody></table>'


def _guide_materials(record: Record, chance: Random) -> str:
    """The list of materials, a row each, with the portal's columns beside the name."""
    rows = "\n".join(
        f'<tr><td class="xh">{number}</td><td class="clmc">{escape(value)}</td>'
        f"<td>{chance.choice(('原件', '复印件', '原件和复印件', '电子件'))}</td>"
        f"<td>{chance.choice(('申请人自备', '政府部门核发', '其他'))}</td>"
        f"<td>{chance.choice(('必要', '必要', '非必要'))}</td>"
        f"<td>{chance.choice(_GUIDE_FORMS)}</td></tr>"
        for number, value in enumerate(_values(record, "申请材料"), 1)
    )
    if not rows:
        return '<div class="nodata">暂无相关信息</div>'
    return f"""<table class="guide-table cl-table"><thead><tr><th width="60">序号</th>
<th>{_label("provincial_guide", "申请材料")}</th><th>材料类型</th><th>来源渠道</th><th>必要性</th>
<th>表格下载</th></tr></thead><tbody>
{rows}
</tbody></table>"""


_GUIDE_FORMS = (
    "--",
    '<a href="/file/down?k=blank" class="down">空白表格</a>',
    '<a href="/file/down?k=blank" class="down">空白表格</a>'
    '<a href="/file/down?k=demo" class="down">示例样表</a>',
)


def _guide_makers(record: Record, chance: Random) -> str:
    """The companies of a film, a row each."""
    rows = "\n".join(
        f'<tr><td class="xh">{number}</td><td class="dwmc">{escape(value)}</td>'
        f"<td>{'第一出品' if number == 1 else chance.choice(('联合出品', '联合摄制'))}</td></tr>"
        for number, value in enumerate(_values(record, "出品公司"), 1)
    )
    if not rows:
        return '<div class="nodata">暂无相关信息</div>'
    return f"""<table class="guide-table"><thead><tr><th width="60">序号</th>
<th>{_label("provincial_guide", "出品公司")}</th><th>备注</th></tr></thead><tbody>
{rows}
</tbody></table>"""


def _guide_crew(record: Record) -> str:
    """The people of a film: a row each for what they do."""
    rows = "\n".join(
        f'<tr><th class="zw">{_label("provincial_guide", attribute)}</th>'
        f"<td>{_joined(values, '、', '，')}</td></tr>"
        for attribute in _GUIDE_CREW
        if (values := _values(record, attribute))
    )
    if not rows:
        return '<div class="nodata">暂无相关信息</div>'
    return f'<table class="guide-table crew"><tbody>\n{rows}\n</tbody></table>'


def _guide_conditions(record: Record) -> str:
    """The conditions as a block of text."""
    values = _values(record, "受理条件")
    if not values:
        return '<div class="nodata">暂无相关信息</div>'
    shown = "\n".join(f"<p>{escape(value)}</p>" for value in values)
    return f'<div class="text-box">{shown}</div>'


def _guide_contact(record: Record, chance: Random) -> str:
    """Where and whom to ask; a film has the portal's own desk only."""
    items = []
    for attribute in _GUIDE_CONTACT:
        values = _values(record, attribute)
        if values:
            shown = "".join(f'<p class="line">{escape(value)}</p>' for value in values)
            label = _label("provincial_guide", attribute)
            items.append(
                f'<div class="lx-item"><div class="lx-tit"><i class="icon-{len(items)}"></i>'
                f'{label}</div><div class="lx-con">{shown}</div></div>'
            )
    if _is_service(record):
        hours = chance.choice(("9:00-12:00，13:30-17:00", "8:30-11:30，14:00-17:30"))
        items.append(
            '<div class="lx-item"><div class="lx-tit"><i class="icon-time"></i>办理时间</div>'
            f'<div class="lx-con"><p class="line">周一至周五 {hours}（法定节假日除外）</p>'
            "</div></div>"
        )
    else:
        items.append(
            '<div class="lx-item"><div class="lx-tit"><i class="icon-tel"></i>公示咨询</div>'
            '<div class="lx-con"><p class="line">海江省电影服务中心 0990-0000000</p></div></div>'
        )
    return _lines(items)


def _guide_steps(service: bool) -> str:
    """The steps of the procedure, the same for all."""
    return "".join(
        f'<li class="step"><span class="no">{number:02}</span><b>{title}</b><p>{text}</p></li>'
        for number, (title, text) in enumerate(_GUIDE_STEPS[service], 1)
    )


def _guide_side(record: Record, chance: Random, others: Sequence[Record]) -> str:
    """The right column: code to scan, related items, much used ones, evaluation."""
    service = _is_service(record)
    words = _GUIDE_WORDS[service]
    note = "实施主体" if service else "类型"
    near = "\n".join(
        f'<li><a href="/guide/detail?id={chance.randrange(10**9)}" title="{escape(other.name)}">'
        f'{escape(other.name)}</a><span class="dept">{escape(_first(other, note))}</span></li>'
        for other in _some(chance, others, record.name, chance.randrange(3, 7))
    )
    hot = "\n".join(
        f'<li><em class="n{rank}">{rank}</em><a href="/guide/detail?id={chance.randrange(10**9)}">'
        f"{escape(other.name)}</a></li>"
        for rank, other in enumerate(_some(chance, others, "", 8), 1)
    )
    return _lines(
        [
            '<div class="side-box qr"><img src="/guide/qrcode" alt="二维码"/>'
            "<p>扫一扫，手机查看</p></div>",
            f'<div class="side-box hcp"><h4>评价</h4><p><span class="star">'
            f"{chance.uniform(4.2, 5):.1f}</span>分</p><ul><li>非常满意（{chance.randrange(9000)}）"
            f"</li><li>满意（{chance.randrange(900)}）</li>"
            f"<li>基本满意（{chance.randrange(90)}）</li>"
            f"<li>不满意（{chance.randrange(9)}）</li></ul></div>",
            near
            and f'<div class="side-box"><h4>{words["near"]}</h4><ul class="near">{near}</ul></div>',
            hot
            and f'<div class="side-box"><h4>{words["hot"]}</h4><ul class="hot">{hot}</ul></div>',
            '<div class="side-box banner"><a href="/zt/gxyj"><img src="/hj/img/zt1.jpg" '
            'alt="高效办成一件事"/></a></div>'
            if chance.random() < 0.6
            else "",
        ]
    )


def _guide_sections(record: Record, chance: Random) -> list[tuple[str, str]]:
    """The sections of a guide, in the order of its tabs."""
    service = _is_service(record)
    words = _GUIDE_WORDS[service]
    picked = chance.sample(_GUIDE_QUESTIONS[service], chance.randrange(1, 4))
    questions = "".join(
        f'<dl class="faq"><dt><i>问</i>{asked}</dt><dd><i>答</i>{told}</dd></dl>'
        for asked, told in picked
    )
    middle = (
        [
            ("受理条件", _guide_conditions(record)),
            ("申请材料", _guide_materials(record, chance)),
            ("办理流程", f'<ul class="steps clearfix">{_guide_steps(service)}</ul>'),
        ]
        if service
        else [
            ("主创人员", _guide_crew(record)),
            ("出品单位", _guide_makers(record, chance)),
            ("公示流程", f'<ul class="steps clearfix">{_guide_steps(service)}</ul>'),
        ]
    )
    # Attributes of the other kind have sections of their own too where a record has them.
    if service and any(_values(record, label) for label in _GUIDE_CREW):
        middle.append(("主创人员", _guide_crew(record)))
    if service and _values(record, "出品公司"):
        middle.append(("出品单位", _guide_makers(record, chance)))
    if not service and _values(record, "受理条件"):
        middle.append(("受理条件", _guide_conditions(record)))
    if not service and _values(record, "申请材料"):
        middle.append(("申请材料", _guide_materials(record, chance)))
    return [
        (words["basic"], _guide_basic(record, chance)),
        *middle,
        ("联系方式", _guide_contact(record, chance)),
        ("常见问题", questions),
    ]


def provincial_guide(record: Record, chance: Random, others: Sequence[Record]) -> str:
    """A provincial portal's guide page: key figures, tabs, tables, notes, contact, downloads."""
    service = _is_service(record)
    words = _GUIDE_WORDS[service]
    name = escape(record.name)
    day = _day(chance)
    keys = [
        f'<div class="key-item"><div class="num">{_guide_cell(attribute, values)}</div>'
        f'<div class="txt">{_label("provincial_guide", attribute)}</div></div>'
        for attribute in _GUIDE_KEYS[service]
        if (values := _values(record, attribute))
    ]
    counted = "到现场次数" if service else "公示次数"
    keys.append(
        f'<div class="key-item"><div class="num">{chance.randrange(0, 3)}次</div>'
        f'<div class="txt">{counted}</div></div>'
    )
    sections = _guide_sections(record, chance)
    tabs = "\n".join(
        f'<li class="tab-item{"" if number else " layui-this"}">{title}</li>'
        for number, (title, _) in enumerate(sections)
    )
    shown = "\n".join(
        f'<div class="guide-sec" id="sec{number}"><div class="sec-tit"><span>{title}</span></div>\n'
        f'<div class="sec-con">\n{content}\n</div></div>'
        for number, (title, content) in enumerate(sections)
    )
    known = _GUIDE_NOTES[service]
    told = chance.sample(known, chance.randrange(1, len(known)))
    notes = "".join(f"<p>{note}</p>" for note in told)
    files = "\n".join(
        '<li><i class="icon-file"></i>'
        f'<a href="/file/down?fid={chance.randrange(10**8)}">{title}</a>'
        f'<span class="size">{chance.randrange(12, 900)}KB</span><span class="cnt">下载'
        f"{chance.randrange(0, 4000)}次</span></li>"
        for title in [f"{words['guide']}（{name}）.pdf", f"{words['guide']}.docx", "填写说明.doc"][
            : chance.randrange(1, 4)
        ]
    )
    text = f'<p class="desc">{escape(record.description)}</p>' if record.description else ""
    state = {"id": chance.randrange(10**9), "name": record.name, "areaCode": "390000"}
    return _lines(
        [
            _guide_head(record.name, words, [words["guide"], name]),
            '<div class="w1200 guide-wrap clearfix" id="zoom"><div class="guide-main fl">',
            f'<div class="guide-top"><h2 class="guide-name">{name}</h2>',
            f'<div class="guide-info"><span>更新日期：{day}</span><span>浏览次数：'
            f'<em id="hits">{chance.randrange(30, 80000)}</em></span><span class="size">字体：'
            '<a href="javascript:fontZoom(18);">大</a><a href="javascript:fontZoom(16);">中</a>'
            '<a href="javascript:fontZoom(14);">小</a></span><span class="share">分享：'
            '<a class="bds_weixin" title="微信"></a>'
            '<a class="bds_tsina" title="微博"></a></span></div>',
            f'<div class="guide-btn"><a href="javascript:doOnline();" class="btn blue">'
            f'{words["button"]}</a><a href="javascript:;" class="btn">收藏</a>'
            '<a href="/wd/zx" class="btn">我要咨询</a><a href="javascript:window.print();" '
            f'class="btn">打印</a></div><div class="key-box clearfix">{"".join(keys)}</div></div>',
            text and f'<div class="guide-desc"><h3>{words["about"]}</h3>{text}</div>',
            f'<div class="layui-tab" lay-filter="guide"><ul class="guide-tab clearfix">\n{tabs}\n'
            "</ul></div>",
            shown,
            f'<div class="tips-box"><div class="tips-tit">温馨提示</div>{notes}</div>',
            '<div class="file-box"><div class="sec-tit"><span>附件下载</span></div>'
            f"<ul>{files}</ul></div>",
            '</div><div class="guide-side fr">',
            _guide_side(record, chance, others),
            "</div></div>",
            f"<script>var isLogin=false;var guide={_script(state)};</script>",
            _GUIDE_FOOT,
        ]
    )


def _guide_extra(records: Sequence[Record], chance: Random) -> list[str]:
    """The portal's list, a notice, its page about itself."""
    service = bool(records) and _is_service(records[0])
    words = _GUIDE_WORDS[service]
    column = "实施主体" if service else "类型"
    rows = "\n".join(
        f'<tr><td>{number}</td><td class="tl"><a href="/guide/detail?id={chance.randrange(10**9)}">'
        f"{escape(one.name)}</a></td><td>{_joined(_values(one, column), '、', '，')}</td>"
        f'<td><a href="/guide/detail">{words["guide"]}</a></td></tr>'
        for number, one in enumerate(_some(chance, records, "", 15), 1)
    )
    listing = f"""{_guide_head(f"{words['kind']}列表", words, [f"{words['kind']}列表"])}
<div class="w1200 list-wrap"><div class="filter"><dl><dt>所属地区</dt><dd><a class="on">全部</a>
<a>省本级</a><a>东岭市</a><a>西河市</a><a>临川市</a></dd></dl>
<dl><dt>排序</dt><dd><a class="on">默认</a>
<a>更新日期</a><a>热度</a></dd></dl></div><table class="guide-table"><thead><tr><th>序号</th>
<th>{words["title"]}</th><th>{_label("provincial_guide", column)}</th><th>操作</th></tr></thead>
<tbody>{rows}</tbody></table><div class="page">共{chance.randrange(200, 6000)}条
<a class="cur">1</a><a>2</a><a>3</a><span>...</span><a>下一页</a></div></div>
{_GUIDE_FOOT}"""
    day = _day(chance)
    notice = f"""{_guide_head("关于系统升级维护的公告", words, ["通知公告", "正文"])}
<div class="w1200 article"><h1>关于系统升级维护的公告</h1>
<div class="art-info"><span>发布日期：{day}</span>
<span>来源：海江省大数据发展管理局</span><span>浏览次数：{chance.randrange(100, 9000)}</span></div>
<div class="art-con" id="zoom">
<p>为进一步提升服务质量，平台定于近日进行系统升级，期间部分功能暂停使用。</p>
<p>一、维护期间网上申报、进度查询、电子证照下载等功能暂停，线下窗口正常受理。</p>
<p>二、维护结束后功能自动恢复，不再另行通知。</p><p>给您带来的不便，敬请谅解。</p>
<p style="text-align:right">海江省大数据发展管理局</p></div><div class="art-nav"><p>上一篇：
<a href="/tz/1">关于调整窗口服务时间的通知</a></p><p>下一篇：没有了</p></div></div>
{_GUIDE_FOOT}"""
    about = f"""{_guide_head("关于我们", words, ["关于我们"])}
<div class="w1200 article"><h1>关于我们</h1><div class="art-con">
<p>{words["site"]}由海江省人民政府办公厅主办，
面向企业和群众提供统一的查询、咨询和在线服务。</p>
<p>平台整合各级部门的服务资源，实行同一信息同源发布、
动态更新。用户注册并完成实名认证后可以使用全部功能。</p><table class="guide-table"><tbody>
<tr><th>技术支持</th><td>0990-0000001（工作日9:00-17:00）</td></tr>
<tr><th>电子邮箱</th><td>service@hjzwfw.gov.cn</td></tr></tbody></table></div></div>
{_GUIDE_FOOT}"""
    return [listing, notice, about]


# ---------------------------------------------------------------- 3: entry of an encyclopaedia

_LEMMA_STYLE = """
.mainWrap_a8Xq2{display:flex;width:1180px;margin:0 auto}.contentTab_f1Kd0{width:820px}
.basicInfo_Zt91m{display:flex;background:url(//zs.zhiyuanbk.com/i/bi.png) 0 0 repeat-y}
.basicInfoBlock_pW3c{width:395px;margin:0;float:left}
.itemName_r7Hh{width:90px;color:#999;float:left}
.itemValue_k0Lv{width:285px;float:left;margin:0}.paraTitle_m2Jd{border-left:12px solid #4f9cee}
.sup_c9Te{color:#3366cc;font-size:10px}.editLemma_y5Ga{float:right;font-size:12px;color:#888}
"""
_LEMMA_LATE = """
!function(){var s=document.querySelectorAll('[data-anchor]');window.addEventListener('scroll',
function(){for(var i=0;i<s.length;i++){s[i].classList.toggle('on',
s[i].offsetTop<window.pageYOffset+80);}});}();
"""
_LEMMA_INFO = (
    "外文名",
    "导演",
    "编剧",
    "主演",
    "类型",
    "出品公司",
    "出品时间",
    "上映时间",
    "片长",
    "对白语言",
    "实施主体",
    "实施编码",
    "事项类型",
    "行使层级",
    "服务对象",
    "主题分类",
    "法定办结时限",
    "承诺办结时限",
    "承办平台",
    "是否支持预约办理",
    "是否支持物流快递",
)
_LEMMA_IN_BODY = ("受理条件", "申请材料", "办理地点", "咨询电话", "监督投诉电话")
_LEMMA_LINKED = frozenset(
    ["导演", "编剧", "主演", "类型", "出品公司", "实施主体", "主题分类", "服务对象"]
)
_LEMMA_BROKEN = frozenset(["外文名", "上映时间"])
_LEMMA_REFERENCES = (
    "相关信息公告．海江日报",
    "资料汇编（第二版）．知源数据",
    "专题页面．临川新闻网",
    "公开目录．海江省档案馆",
    "词条资料整理．知源百科编辑部",
)


def _lemma_head(title: str, keywords: str, about: str) -> str:
    """Everything down to the content of an encyclopaedia's page."""
    return f"""<!DOCTYPE html>
<html lang="zh">
<head>
<meta charset="UTF-8"/>
<meta http-equiv="X-UA-Compatible" content="IE=Edge"/>
<meta name="viewport" content="width=device-width,initial-scale=1"/>
<title>{escape(title)}</title>
<meta name="description" content="{escape(about)}"/>
<meta name="keywords" content="{escape(keywords)}"/>
<link rel="dns-prefetch" href="//zs.zhiyuanbk.com"/>
<link rel="stylesheet" href="//zs.zhiyuanbk.com/lemma/static/css/main.4e1b77c0.css"/>
<style data-emotion="zy">{_LEMMA_STYLE}</style>
</head>
<body>
<div id="root"><div class="pageWrapper_d0Wn"><div class="topbar_u3Rb"><ul><li>
<a href="https://www.zhiyuanbk.com">知源首页</a></li><li><a href="/wenku">文档</a></li>
<li><a href="/wenda">问答</a></li><li><a href="/map">地图</a></li></ul><div class="userbar_b6Ne">
<a href="/passport/login">登录</a><a href="/passport/reg">注册</a></div></div>
<div class="header_q4Ls"><a class="logo_h2Vf" href="/">知源百科</a><div class="searchBox_o1Iu">
<input type="text" autocomplete="off" placeholder="全站搜索"/>
<button type="button">进入词条</button>
<button type="button">全站搜索</button><a href="/help">帮助</a></div></div>
<div class="navbar_e8Sp"><ul><li><a href="/">首页</a></li><li><a href="/fenlei">分类</a></li>
<li><a href="/secret">秒懂</a></li><li><a href="/special">特色百科</a></li>
<li><a href="/user">知识专题</a></li><li><a href="/team">加入百科</a></li></ul></div>"""


_LEMMA_FOOT = f"""<div class="footer_n7Qz"><div class="guide_l5Oi"><dl><dt>新手上路</dt>
<dd><a href="/help#1">成长任务</a></dd><dd><a href="/help#2">编辑入门</a></dd>
<dd><a href="/help#3">编辑规则</a></dd></dl><dl><dt>我有疑问</dt><dd><a href="/q">内容质疑</a></dd>
<dd><a href="/feedback">在线客服</a></dd></dl><dl><dt>投诉建议</dt>
<dd><a href="/jubao">举报不良信息</a></dd><dd><a href="/shensu">未通过词条申诉</a></dd></dl></div>
<div class="copyright_t6Ya">©2025 知源百科 <a href="/duty">使用前必读</a> |
<a href="/agreement">百科协议</a> | <a href="/privacy">隐私政策</a> | 京ICP证000000号 |
京公网安备11000000000000号 | 互联网宗教信息服务许可证编号：京（2022）0000000</div></div></div></div>
<script>{_LEMMA_LATE}</script>
<script src="//zs.zhiyuanbk.com/lemma/static/js/main.9c02d1aa.js" async="async"></script>
</body>
</html>
"""


def _lemma_link(text: str, chance: Random) -> str:
    """A link to an entry."""
    return (
        f'<a class="innerLink_w4Cx" target="_blank" href="/item/{chance.randrange(10**4, 10**8)}'
        f'?fromModule=lemma_inlink" data-from-module="">{escape(text)}</a>'
    )


def _lemma_row(attribute: str, values: Sequence[str], chance: Random) -> str:
    """The values in the info box: those with an entry are links, the others are not."""
    if attribute in _LEMMA_BROKEN:
        return "<br/>".join(f'<span class="text_x1Bd">{escape(value)}</span>' for value in values)
    linked = [
        _lemma_link(value, chance)
        if attribute in _LEMMA_LINKED and chance.random() < 0.6
        else escape(value)
        for value in values
    ]
    return f'<span class="text_x1Bd">{_separator(values, "、", "，").join(linked)}</span>'


def _lemma_box(record: Record, chance: Random) -> str:
    """The info box: two columns of name and value."""
    cells = [("事项名称" if _is_service(record) else "中文名", escape(record.name))]
    for attribute in _ordered(record, _LEMMA_INFO, _LEMMA_IN_BODY):
        values = _values(record, attribute)
        if values:
            shown = _lemma_row(attribute, values, chance)
            cells.append((_label("lemma_entry", attribute), shown))
    items = [
        f'<div class="itemWrapper_g3Mk"><dt class="basicInfoItem_s2Fy itemName_r7Hh">'
        f'{escape(label)}</dt><dd class="basicInfoItem_s2Fy itemValue_k0Lv">{shown}'
        f"{_lemma_mark(chance) if chance.random() < 0.12 else ''}</dd></div>"
        for label, shown in cells
    ]
    half = (len(items) + 1) // 2
    columns = "\n".join(
        f'<dl class="basicInfoBlock_pW3c {side}">\n{_lines(part)}\n</dl>'
        for side, part in (("left", items[:half]), ("right", items[half:]))
        if part
    )
    return f'<div class="basicInfo_Zt91m J-basic-info">\n{columns}\n</div>'


def _lemma_mark(chance: Random) -> str:
    """A mark of a reference."""
    number = chance.randrange(1, 4)
    return f'<sup class="sup_c9Te" data-ref="{number}">[{number}]</sup>'


def _lemma_prose(record: Record, text: str, chance: Random) -> str:
    """A paragraph in which some of the record's values are links."""
    known = [
        value
        for attribute in ("导演", "主演", "实施主体", "类型")
        for value in _values(record, attribute)
        if len(value) > 1
    ]
    if not known:
        return f"{escape(text)}{_lemma_mark(chance)}"
    chosen = sorted(chance.sample(known, min(4, len(known))), key=len, reverse=True)
    pattern = re.compile("(" + "|".join(map(re.escape, chosen)) + ")")
    shown = ""
    linked: set[str] = set()
    for number, part in enumerate(pattern.split(text)):
        fresh = number % 2 and part not in linked
        shown += _lemma_link(part, chance) if fresh else escape(part)
        linked.update([part] if fresh else [])
    return shown + _lemma_mark(chance)


def _lemma_para(content: str) -> str:
    """A paragraph of the text."""
    return f'<div class="para_i9Uj MARK_MODULE"><span class="text_x1Bd">{content}</span></div>'


def _lemma_list(values: Sequence[str]) -> str:
    """Values as a list in the text."""
    items = "\n".join(f'<li class="listItem_j4Pw">{escape(value)}</li>' for value in values)
    return f'<ol class="list_v8Er">\n{items}\n</ol>'


def _lemma_staff(record: Record, chance: Random) -> str:
    """The cast of a film: cards, then who else took part."""
    cards = "\n".join(
        '<li class="roleIntroduction_z5Kt"><div class="avatar_f0Wb">'
        f'<img data-src="//zs.zhiyuanbk.com/a/{chance.randrange(10**6)}.jpg" alt=""/>'
        '</div><div class="roleName_h6Xm">'
        f"{_lemma_link(value, chance)}</div><div>演员</div></li>"
        for value in _values(record, "主演")[:8]
    )
    staff = "\n".join(
        f"<li>{label}：{_joined(values, '、', '，')}</li>"
        for label in ("导演", "编剧")
        if (values := _values(record, label))
    )
    return _lines(
        [
            cards and f'<ul class="roleList_e2Vc">\n{cards}\n</ul>',
            staff and f'<div class="staff_p3Dn"><h3>职员表</h3><ul>\n{staff}\n</ul></div>',
        ]
    )


def _lemma_contact(record: Record) -> str:
    """The section on where and whom to ask."""
    items = []
    for attribute in ("办理地点", "咨询电话", "监督投诉电话"):
        values = _values(record, attribute)
        if values:
            separator = _separator(values, "；", "，")
            spans = separator.join(f"<span>{escape(value)}</span>" for value in values)
            items.append(
                f'<li class="listItem_j4Pw"><b>{_label("lemma_entry", attribute)}</b>：{spans}</li>'
            )
    return f'<ul class="list_v8Er">\n{_lines(items)}\n</ul>' if items else ""


def _lemma_sections(record: Record, rest: str, chance: Random) -> list[tuple[str, str]]:
    """The sections of an entry that have something to say."""
    service = _is_service(record)
    name = escape(record.name)
    parts = [("事项简介" if service else "内容简介", _lemma_para(escape(rest)) if rest else "")]
    parts += [
        (_label("lemma_entry", attribute), _lemma_list(values))
        for attribute in ("受理条件", "申请材料")
        if (values := _values(record, attribute))
    ]
    parts.append(("演职员表", _lemma_staff(record, chance)))
    parts.append(("联系方式", _lemma_contact(record)))
    if service:
        parts.append(
            (
                "注意事项",
                _lemma_para(
                    f"办理“{name}”前，建议先向窗口核实最新要求。各地执行的口径可能有所不同，"
                    "本词条内容仅供参考，以官方发布的信息为准。"
                ),
            )
        )
    elif chance.random() < 0.7:
        remarks = chance.sample(_LEMMA_REMARKS, chance.randrange(1, 3))
        parts.append(("影片评价", "\n".join(map(_lemma_para, remarks))))
    return [(title, content) for title, content in parts if content]


_LEMMA_REMARKS = (
    "该片在叙事上较为克制，镜头语言自成一格，得到了部分观众的肯定。",
    "影片节奏明快，人物关系清楚，但结尾的处理略显仓促（海江日报评）。",
    "作品在细节上颇见用心，配乐与画面结合得当（临川新闻网评）。",
    "故事并不复杂，胜在真诚，适合与家人一同观看。",
)


def _lemma_side(record: Record, chance: Random, others: Sequence[Record]) -> str:
    """The right column: statistics of the entry, related entries, what is searched for."""
    related = "\n".join(
        f'<li><a href="/item/{chance.randrange(10**7)}"><img data-src="//zs.zhiyuanbk.com/r/'
        f'{chance.randrange(10**6)}.jpg" alt=""/>'
        f'<div class="relTitle_c1Za">{escape(other.name)}</div>'
        f'<div class="relDesc_y7Qh">{escape(_cut(other.description, 28))}</div></a></li>'
        for other in _some(chance, others, record.name, chance.randrange(2, 6))
    )
    hot = "\n".join(
        f'<li><span class="rank_{rank}">{rank}</span><a href="/item/{chance.randrange(10**7)}">'
        f"{escape(other.name)}</a>"
        f'<span class="hotNum_o8Gd">{chance.randrange(10, 500)}万</span></li>'
        for rank, other in enumerate(_some(chance, others, "", 6), 1)
    )
    return _lines(
        [
            '<div class="sideBox_k5Lm lemmaStatistics_w2Sv">'
            '<div class="sideTitle">词条统计</div><ul>'
            f"<li>浏览次数：<span>{chance.randrange(200, 900000)}</span>次</li>"
            f"<li>编辑次数：{chance.randrange(1, 120)}次<a href='/historylist'>历史版本</a></li>"
            f"<li>最近更新：<a href='/user'>{escape(_nick(chance))}</a>"
            f"<span>（{_day(chance)}）</span></li></ul></div>",
            '<div class="sideBox_k5Lm ad_x9Fp"><a href="//cpro.zhiyuanbk.com/c" rel="nofollow">'
            f"{chance.choice(_LEMMA_ADS)}</a><span>广告</span></div>"
            if chance.random() < 0.5
            else "",
            related
            and '<div class="sideBox_k5Lm"><div class="sideTitle">相关词条</div>'
            f'<ul class="relList_a3Tj">{related}</ul></div>',
            hot
            and '<div class="sideBox_k5Lm"><div class="sideTitle">热搜词条</div>'
            f'<ul class="hotList_u8Yn">{hot}</ul></div>',
        ]
    )


_LEMMA_ADS = (
    "成人学历提升，在职也能读",
    "全屋定制，免费量尺出方案",
    "一键备份手机相册，首月免费",
    "企业代账，老会计一对一服务",
)


def _lemma_map(record: Record, chance: Random, others: Sequence[Record]) -> str:
    """The box of entries at the end, by the first class of each."""
    label = "主题分类" if _is_service(record) else "类型"
    groups: dict[str, list[Record]] = {}
    for other in _some(chance, others, record.name, 14):
        groups.setdefault(_first(other, label) or "其他", []).append(other)
    if not groups:
        return ""
    rows = "\n".join(
        f'<tr><th class="mapKey_d7Hs">{escape(group)}</th><td>'
        f"{' ▪ '.join(_lemma_link(other.name, chance) for other in members)}</td></tr>"
        for group, members in groups.items()
    )
    title = "政务服务事项" if _is_service(record) else "影视作品"
    return f"""<div class="lemmaMap_r1Cq"><div class="mapTitle">词条图册 · {title}
<a href="javascript:;" class="toggle_q0Mz">展开</a></div>
<table><tbody>{rows}</tbody></table></div>"""


def lemma_entry(record: Record, chance: Random, others: Sequence[Record]) -> str:
    """An encyclopaedia's entry: summary, info box, catalogue, sections, related entries."""
    service = _is_service(record)
    name = escape(record.name)
    number = chance.randrange(10**5, 10**8)
    head, rest = _sentences(record.description, 150)
    summary = (
        _lemma_para(_lemma_prose(record, head, chance))
        if head
        else _lemma_para(f"{name}，词条正在完善中，欢迎补充。")
    )
    sections = _lemma_sections(record, rest, chance)
    catalogue = "\n".join(
        f'<li class="level1_b4Wk"><span class="index_i2">{place}</span>'
        f'<a href="#{place}">{title}</a></li>'
        for place, (title, _) in enumerate(sections, 1)
    )
    body = "\n".join(
        f'<div class="paraTitle_m2Jd level-1" data-anchor="{place}" id="{place}">'
        f'<h2 name="{place}">{title}</h2><div class="paraTitleOps"><span class="tts_g8">播报</span>'
        f'<a class="editLemma_y5Ga" href="javascript:;">编辑</a></div></div>\n{content}'
        for place, (title, content) in enumerate(sections, 1)
    )
    references = "\n".join(
        f'<li class="refItem_e5Db" id="ref_{place}"><span>{place}.</span><span>{title}</span>'
        f'<span class="refDate">[引用日期{_day(chance)}]</span></li>'
        for place, title in enumerate(chance.sample(_LEMMA_REFERENCES, chance.randrange(3, 5)), 1)
    )
    many = (
        '<div class="polysemant_n6Vx">这是一个多义词，请在下列义项上选择浏览'
        f'（共{chance.randrange(2, 6)}个义项）<a href="javascript:;">添加义项</a></div>'
        if chance.random() < 0.3
        else ""
    )
    tags = ("政务", "办事指南", "公共服务") if service else ("电影", "影视作品", "娱乐作品")
    shown_tags = "，".join(f'<span class="tag_p9">{tag}</span>' for tag in tags)
    state = {
        "lemmaId": number,
        "lemmaTitle": record.name,
        "lemmaDesc": "政务服务事项" if service else "电影作品",
        "versionId": chance.randrange(10**8),
        "isLogin": False,
    }
    return _lines(
        [
            _lemma_head(
                f"{record.name}_知源百科",
                f"{record.name},{record.name}介绍",
                _cut(record.description, 90) or record.name,
            ),
            '<div class="mainWrap_a8Xq2"><div class="contentTab_f1Kd0">',
            many,
            f'<div class="lemmaTitleBox_z1"><h1 class="lemmaTitle_s8Jh J-lemma-title">{name}</h1>'
            f'<a href="javascript:;" class="editBtn">编辑</a>'
            f'<div class="lemmaDesc_l0Fe">{state["lemmaDesc"]}</div><div class="tools_h7">'
            f'<span class="collect">收藏</span><span class="vote">赞 {chance.randrange(0, 3000)}'
            '</span><span class="share">分享</span></div></div>',
            f'<div class="lemmaSummary_x3kTq J-summary">{summary}</div>',
            _lemma_box(record, chance),
            f'<div class="catalog_j6"><h2 class="catalogTitle">目录</h2><ol class="catalogList">\n'
            f"{catalogue}\n</ol></div>"
            if len(sections) > 1
            else "",
            f'<div class="mainContent_c2 J-lemma-content">\n{body}\n</div>',
            _lemma_map(record, chance, others),
            '<div class="reference_t4"><div class="refTitle">参考资料</div>'
            f"<ul>\n{references}\n</ul></div>",
            f'<div class="openTags_v7">词条标签：{shown_tags}</div>',
            '</div><div class="sideContent_y0">',
            _lemma_side(record, chance, others),
            "</div></div>",
            f"<script>window.PAGE_DATA={_script(state)};</script>",
            _LEMMA_FOOT,
        ]
    )


def _lemma_extra(records: Sequence[Record], chance: Random) -> list[str]:
    """The encyclopaedia's class page, its help page, the history of an entry."""
    service = bool(records) and _is_service(records[0])
    title = "政务服务" if service else "影视作品"
    items = "\n".join(
        f'<div class="list_n3"><a class="title_d6" href="/item/{chance.randrange(10**7)}">'
        f'{escape(one.name)}</a><p class="abstract_k8">{escape(_cut(one.description, 70))}</p>'
        '<div class="text_s5">开放分类：'
        f"{_joined(_values(one, label)[:2] or ['其他'], ' ')}</div></div>"
        for one in _some(chance, records, "", 18)
        for label in ["主题分类" if service else "类型"]
    )
    classes = f"""{_lemma_head(f"{title}_分类_知源百科", title, f"{title}分类下的词条")}
<div class="mainWrap_a8Xq2"><div class="contentTab_f1Kd0"><h1 class="fenlei">{title}</h1>
<div class="crumb"><a href="/fenlei">分类</a> &gt; {title}</div>
<p>以下词条按更新时间排列，共{chance.randrange(300, 9000)}个词条。</p>{items}
<div class="page"><a href="?p=1">1</a><a href="?p=2">2</a><a href="?p=3">3</a><a>下一页</a></div>
</div>
<div class="sideContent_y0"><div class="sideBox_k5Lm"><div class="sideTitle">相关分类</div>
<ul><li>人物</li><li>机构</li><li>法规</li></ul></div></div></div>
{_LEMMA_FOOT}"""
    guide = f"""{_lemma_head("编辑规则_知源百科", "编辑规则", "如何编辑词条")}
<div class="mainWrap_a8Xq2"><div class="contentTab_f1Kd0"><h1>编辑规则</h1>
<p>知源百科是一部任何人都可以参与编写的网络百科全书。
为了保证内容可靠，编辑词条时请遵守以下规则。</p>
<h2>客观中立</h2><p>以第三方的角度叙述事实，不使用带有感情色彩的词语，不写宣传性的内容。</p>
<h2>有据可查</h2><p>重要的数据和引语应当注明来源，来源应为可以公开查阅的出版物或网站。</p>
<h2>格式统一</h2><p>概述应简要说明词条是什么，基本信息栏填写核心属性，正文按目录分段。</p>
<dl><dt>审核时间</dt><dd>一般在三个工作日以内</dd>
<dt>申诉渠道</dt><dd>帮助中心在线提交</dd></dl></div></div>
{_LEMMA_FOOT}"""
    named = records[chance.randrange(len(records))].name if records else title
    versions = "\n".join(
        f'<tr><td><input type="checkbox"/></td><td>{_day(chance)} {_clock(chance)}</td>'
        f"<td><a href='/view'>查看</a></td><td>{escape(_nick(chance))}</td><td>{reason}</td></tr>"
        for reason in chance.sample(("内容扩充", "更正错误", "增加参考资料", "调整目录", "图片"), 4)
    )
    history = f"""{_lemma_head(f"{named}_历史版本_知源百科", named, f"{named}的历史版本")}
<div class="mainWrap_a8Xq2"><div class="contentTab_f1Kd0"><h1>{escape(named)}的历史版本</h1>
<table class="historyList_f9"><tbody><tr><th>选择</th><th>更新时间</th><th>版本</th><th>贡献者</th>
<th>修改原因</th></tr>{versions}</tbody></table></div></div>
{_LEMMA_FOOT}"""
    return [classes, guide, history]


DESIGNS: dict[str, Design] = {
    "subject_review": subject_review,
    "provincial_guide": provincial_guide,
    "lemma_entry": lemma_entry,
}
EXTRA: dict[str, Extra] = {
    "subject_review": _subject_extra,
    "provincial_guide": _guide_extra,
    "lemma_entry": _lemma_extra,
}
