"""Three designs of today's Chinese sites: video platform, city portal, library catalogue.

Each fills one template per site; a page varies in the attributes given, their values, counts,
comments, related entries and advertisements. All sites, people and licence numbers are invented.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from html import escape
from random import Random
from typing import Protocol


class Record(Protocol):
    """What a page is about, as in ``site_records``."""

    @property
    def name(self) -> str:
        """Its name."""

    @property
    def attributes(self) -> Mapping[str, Sequence[str]]:
        """Its attributes, each with one or more values."""

    @property
    def description(self) -> str:
        """A running text about it."""


_SERVICE_MARKS = frozenset(
    "实施主体 事项类型 行使层级 实施编码 办理地点 法定办结时限 承诺办结时限 受理条件 咨询电话 "
    "监督投诉电话 是否支持物流快递 是否支持预约办理 承办平台 主题分类 服务对象 申请材料".split()
)

LABELS: dict[str, dict[str, str]] = {
    "video_platform": {
        "外文名": "ename",
        "出品时间": "出品年代",
        "出品公司": "出品方",
        "主演": "演员",
        "片长": "时长",
        "上映时间": "上映日期",
        "对白语言": "语言",
        "实施主体": "办理单位",
        "事项类型": "类型",
        "行使层级": "层级",
        "实施编码": "事项编号",
        "办理地点": "去哪办",
        "法定办结时限": "法定时限",
        "承诺办结时限": "承诺时限",
        "受理条件": "办理条件",
        "咨询电话": "咨询热线",
        "监督投诉电话": "投诉热线",
        "是否支持物流快递": "快递送达",
        "是否支持预约办理": "在线预约",
        "承办平台": "办理渠道",
        "主题分类": "主题",
        "服务对象": "适用人群",
        "申请材料": "所需材料",
    },
    "city_portal": {
        "外文名": "外文片名",
        "出品时间": "摄制时间",
        "出品公司": "出品单位",
        "类型": "影片类别",
        "主演": "主要演员",
        "片长": "影片时长",
        "上映时间": "公映时间",
        "对白语言": "语种",
        "实施编码": "事项编码",
        "咨询电话": "咨询方式",
        "监督投诉电话": "监督投诉方式",
        "是否支持物流快递": "物流快递",
        "是否支持预约办理": "预约办理",
    },
    "library_catalogue": {
        "外文名": "并列题名",
        "出品时间": "制作年代",
        "出品公司": "制作机构",
        "编剧": "编剧者",
        "类型": "体裁",
        "主演": "演员",
        "片长": "播放时长",
        "上映时间": "首映日期",
        "对白语言": "语种",
        "实施主体": "责任机构",
        "事项类型": "事项类别",
        "行使层级": "机构层级",
        "实施编码": "标识号",
        "办理地点": "地址",
        "法定办结时限": "法定期限",
        "承诺办结时限": "承诺期限",
        "受理条件": "适用条件",
        "咨询电话": "联系电话",
        "监督投诉电话": "投诉电话",
        "是否支持物流快递": "快递服务",
        "是否支持预约办理": "预约服务",
        "承办平台": "所属平台",
        "主题分类": "主题词",
        "服务对象": "适用对象",
        "申请材料": "所附材料",
    },
}

OWN: dict[str, list[str]] = {
    "video_platform": [
        *("评分", "热度", "播放量", "办理量", "最近更新", "剧情简介", "服务简介"),
    ],
    "city_portal": [
        *("索引号", "发布机构", "发布日期", "来源", "浏览次数", "好评率", "评价次数"),
        *("公示状态", "事项状态", "序号", "材料类型", "来源渠道", "办理流程", "附件下载"),
    ],
    "library_catalogue": [
        *("题名", "索书号", "记录号", "入藏日期", "文献类型", "浏览", "收藏", "读者评分"),
        *("内容提要", "引用格式", "更新时间", "馆藏分布", "条码号", "馆藏地", "状态"),
        "应还日期",
    ],
}


# ---- what the templates share ------------------------------------------------------------------


def _e(text: str) -> str:
    return escape(text, quote=False)


def _q(text: str) -> str:
    return escape(text, quote=True)


def _is_service(record: Record) -> bool:
    return any(label in _SERVICE_MARKS for label in record.attributes)


def _label(design: str, attribute: str) -> str:
    return LABELS[design].get(attribute, attribute)


def _given(record: Record, order: Sequence[str]) -> list[tuple[str, Sequence[str]]]:
    """Those of the attributes that the record has, in the template's order."""
    return [(label, record.attributes[label]) for label in order if record.attributes.get(label)]


def _rest(record: Record, *orders: Sequence[str]) -> list[tuple[str, Sequence[str]]]:
    """The attributes that no part of the template names."""
    known = {label for order in orders for label in order}
    return [(a, values) for a, values in record.attributes.items() if a not in known and values]


def _separator(values: Sequence[str], wanted: Sequence[str]) -> str:
    """The first separator of which no value has a character, else none."""
    for separator in wanted:
        if not any(separator.strip() in value for value in values):
            return separator
    return ""


def _pick(
    others: Sequence[Record], record: Record | None, chance: Random, most: int
) -> list[Record]:
    own = record.name if record else ""
    found = [other for other in others if other.name != own]
    return chance.sample(found, min(most, len(found)))


def _first(record: Record, *attributes: str) -> list[tuple[str, list[str]]]:
    """Up to three values of each of a few attributes, for a card of a related record."""
    return [(a, list(record.attributes[a])[:3]) for a in attributes if record.attributes.get(a)]


def _date(chance: Random, years: tuple[int, int] = (2021, 2025)) -> str:
    return f"{chance.randint(*years)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"


def _time(chance: Random) -> str:
    return f"{chance.randint(7, 23):02}:{chance.randint(0, 59):02}"


def _id(name: str) -> int:
    """A number of its own for a record's address."""
    number = 7
    for letter in name:
        number = (number * 131 + ord(letter)) % 9_000_011
    return number + 100_000


def _count(chance: Random) -> str:
    number = int(10 ** chance.uniform(2, 6.5))
    return f"{number / 10000:.1f}万" if number >= 10000 else str(number)


_USERS = (
    *("爱看海的猫", "小满不满", "半糖去冰", "momo", "老张爱遛弯", "Luna_07", "西风瘦马"),
    *("橘子汽水", "用户8842019", "山里的信号", "今天也要早睡", "阿宽不宽", "一只鹿呀", "夏至未央"),
    "Kevin陈",
    *("荷塘边的蛙", "不吃香菜", "城南旧友", "北窗听雨", "柚子茶"),
)
_PLACES = ("浙江", "广东", "四川", "北京", "山东", "江苏", "湖北", "河南", "福建", "上海", "陕西")
_FILM_COMMENTS = (
    "二刷了，细节比第一遍看的时候还要多，片尾曲响起来的时候没人离场。",
    "节奏前半段有点慢，后面一下子就抓住我了。",
    "陪爸妈一起看的，他们说有当年的味道。",
    "摄影太好了，随便截一帧都能当壁纸。",
    "剧本一般，演员撑起来的，给三星半。",
    "为什么现在才看到这么好的片子！",
    "没有传说中那么好，也没有那么差，周末打发时间可以。",
    "配乐加分，台词有几句会记很久。",
    "求问：有没有加长版？感觉剪掉了不少。",
    "结局我没看懂，有没有人解释一下？",
    "画质修复得不错，就是字幕有两处错字。",
    "十年前在电影院看过，今天重温还是会哭。",
)
_SERVICE_COMMENTS = (
    "上午去的，人不多，二十分钟就办好了，窗口人员很耐心。",
    "材料准备齐了就快，建议先打电话问一下。",
    "网上提交以后第二天就收到短信，点赞。",
    "停车不太方便，最好坐公交过去。",
    "请问可以让家里人代办吗？",
    "系统上传照片总是失败，换了浏览器才行。",
    "比以前少跑了两趟，进步很大。",
    "周六上午有人值班吗？有没有知道的。",
    "流程清楚，复印件现场可以免费印。",
    "等的时间有点长，希望多开一个窗口。",
    "老人不会用手机，现场有志愿者帮忙，很贴心。",
    "提交后一直显示审核中，打电话催了才有结果。",
)


def _comments(service: bool, chance: Random, least: int, most: int) -> list[str]:
    texts = _SERVICE_COMMENTS if service else _FILM_COMMENTS
    return chance.sample(texts, chance.randint(least, most))


# ---- 1: a video and ticket platform, with a channel of city services ---------------------------

_V = "video_platform"
_V_META = (
    *("导演", "类型", "编剧", "出品公司", "对白语言", "上映时间", "出品时间", "片长"),
    *("实施主体", "事项类型", "行使层级", "主题分类", "服务对象", "法定办结时限", "承诺办结时限"),
    *("实施编码", "承办平台", "是否支持预约办理", "是否支持物流快递"),
)
_V_LINKED = frozenset(["导演", "编剧", "类型", "出品公司", "对白语言", "主题分类", "服务对象"])
_V_BLOCKS = ("办理地点", "受理条件", "咨询电话", "监督投诉电话")
_V_CARDS = ("主演", "申请材料")
_V_ADS = (
    ("会员年卡限时 5 折", "首月 9.9 元，随时可退"),
    ("周末观影节", "指定影院第二张半价"),
    ("城市通乘车码", "新用户乘车立减 2 元"),
    ("星屿电视版上线", "大屏观看更清晰"),
)


def _video_page(title: str, body: str, head: str = "") -> str:
    links = "".join(
        f'<li class="gnb__item"><a href="/channel/{path}">{word}</a></li>'
        for path, word in (
            *(("home", "首页"), ("tv", "电视剧"), ("movie", "电影"), ("variety", "综艺")),
            *(("kids", "少儿"), ("ticket", "购票"), ("city", "城市服务"), ("vip", "会员")),
        )
    )
    return f"""<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<title>{_e(title)}_星屿视频</title>
{head}<link rel="stylesheet" href="//static.xingyu-v.example/web/css/detail.8f31c2.css">
</head>
<body class="theme-light">
<div id="__app" class="layout">
<header class="gnb"><div class="gnb__inner">
<a class="gnb__logo" href="/"><img src="/img/logo.svg" alt="星屿视频"></a>
<ul class="gnb__list">{links}</ul>
<form class="gnb__search" action="/search"><input name="q" placeholder="搜你想看、想办的">
<button type="submit">搜索</button></form>
<div class="gnb__user"><a href="/history">历史</a><a href="/app">客户端</a><a href="/login">登录</a>
</div></div></header>
{body}
<footer class="page-foot">
<div class="page-foot__links"><a href="/about">关于我们</a><a href="/jobs">加入我们</a>
<a href="/help">帮助中心</a><a href="/privacy">隐私政策</a><a href="/report">侵权投诉</a></div>
<p>信息网络传播视听节目许可证：0190999号 | 网络文化经营许可证：海网文〔2022〕0417-021号</p>
<p>违法和不良信息举报电话：400-000-7788 | 举报邮箱：jubao@xingyu-v.example</p>
<p>海ICP备19000999号-2 &copy; 2016-2025 星屿文化传媒有限公司 版权所有</p>
</footer>
</div>
<script src="//static.xingyu-v.example/web/js/detail.51aa0e.js"></script>
</body>
</html>
"""


def _video_values(attribute: str, values: Sequence[str]) -> str:
    if attribute in _V_LINKED:
        items = [f'<a href="/s?kw={_id(v)}" target="_blank">{_e(v)}</a>' for v in values]
    else:
        items = [f"<span>{_e(value)}</span>" for value in values]
    gap = _separator(values, [" / ", " | ", "；"])
    between = f'<i class="meta__gap">{gap}</i>' if gap else "<br>"
    return between.join(items)


def _video_meta(pairs: Sequence[tuple[str, Sequence[str]]]) -> str:
    return "\n".join(
        f'<div class="meta__row"><span class="meta__key">{_e(_label(_V, attribute))}：</span>'
        f'<div class="meta__val">{_video_values(attribute, values)}</div></div>'
        for attribute, values in pairs
    )


def _video_cards(attribute: str, values: Sequence[str], chance: Random) -> str:
    label = _e(_label(_V, attribute))
    cards = []
    for value in values:
        if attribute == "主演":
            cards.append(
                f'<li class="star-card"><a class="star-card__pic" href="/star/{_id(value)}">'
                f'<img data-src="/p/{_id(value)}.webp" alt=""></a>'
                f'<a class="star-card__name" href="/star/{_id(value)}">{_e(value)}</a>'
                f'<button class="star-card__follow">+ 关注 {_count(chance)}</button></li>'
            )
        else:
            cards.append(
                '<li class="doc-card"><i class="icon icon-doc"></i>'
                f'<p class="doc-card__name">{_e(value)}</p></li>'
            )
    return (
        f'<div class="group"><div class="group__hd"><h3 class="group__title">{label}</h3>'
        f'<span class="group__num">({len(values)})</span></div>'
        f'<ul class="group__list">{"".join(cards)}</ul></div>'
    )


def _video_block(attribute: str, values: Sequence[str]) -> str:
    lines = "".join(f'<p class="block__line">{_e(value)}</p>' for value in values)
    return (
        f'<div class="block"><h3 class="block__title">{_e(_label(_V, attribute))}</h3>'
        f'<div class="block__bd">{lines}</div></div>'
    )


def _video_comments(service: bool, chance: Random) -> str:
    items = []
    for text in _comments(service, chance, 2, 6):
        user = chance.choice(_USERS)
        reply = ""
        if chance.random() < 0.3:
            answer = chance.choice(("同感", "说得对", "哈哈哈", "谢谢分享", "我也是"))
            reply = (
                f'<div class="cmt__reply"><a href="#">{chance.choice(_USERS)}</a>'
                f"<span>：{answer}</span></div>"
            )
        items.append(
            f'<li class="cmt"><img class="cmt__avatar" src="/u/{_id(user)}.jpg" alt="">'
            f'<div class="cmt__main"><div class="cmt__user"><a href="#">{user}</a>'
            f'<em class="lv">Lv{chance.randint(1, 6)}</em></div>'
            f'<p class="cmt__text">{text}</p><div class="cmt__bar"><time>{_date(chance)}</time>'
            f"<span>来自{chance.choice(_PLACES)}</span><button>赞 {chance.randint(0, 999)}</button>"
            f"<button>回复</button></div>{reply}</div></li>"
        )
    return (
        f'<section class="panel" id="comment"><h2 class="panel__title">'
        f"{'网友评价' if service else '影片评论'}<small>{_count(chance)} 条</small></h2>"
        f'<ul class="cmt-list">{"".join(items)}</ul>'
        '<a class="panel__more" href="#">查看全部评论</a></section>'
    )


def _video_places(service: bool, chance: Random) -> str:
    """Cinemas or help points nearby, with distance and price."""
    names = (
        ("星屿城市驿站（人民路）", "东湖便民服务点", "滨江自助服务厅", "南门社区服务站")
        if service
        else ("光年影城（万和店）", "星屿影院（东湖天地）", "新世纪电影城", "银汉巨幕影城")
    )
    rows = "".join(
        f'<div class="near__item"><div class="near__name">{name}</div>'
        f'<div class="near__dist">{chance.uniform(0.3, 9):.1f}km</div>'
        + (
            '<a class="near__btn" href="/map">导航</a></div>'
            if service
            else f'<div class="near__price">¥{chance.randint(19, 59)}.9起</div>'
            '<a class="near__btn" href="/ticket">选座</a></div>'
        )
        for name in chance.sample(names, chance.randint(2, 4))
    )
    title = "附近网点" if service else "附近影院"
    return f'<section class="panel near"><h2 class="panel__title">{title}</h2>{rows}</section>'


def _video_aside(record: Record, chance: Random, others: Sequence[Record]) -> str:
    service = _is_service(record)
    rank = "".join(
        f'<li class="rank__item"><em class="rank__no">{place}</em>'
        f'<a href="/d/{_id(other.name)}.html">{_e(other.name)}</a>'
        f'<span class="rank__hot">{_count(chance)}</span></li>'
        for place, other in enumerate(_pick(others, record, chance, 8), 1)
    )
    cards = []
    for other in _pick(others, record, chance, 4):
        facts = _first(other, "导演", "主演", "实施主体", "服务对象")
        lines = "".join(
            f'<p class="like__line">{_e(_label(_V, a))}：{_e(" ".join(v))}</p>' for a, v in facts
        )
        cards.append(
            f'<a class="like__card" href="/d/{_id(other.name)}.html">'
            f'<img data-src="/c/{_id(other.name)}.webp" alt="{_q(other.name)}">'
            f'<span class="like__name">{_e(other.name)}</span>{lines}</a>'
        )
    slogan, small = chance.choice(_V_ADS)
    return f"""<aside class="side">
<section class="side__box rank"><h3>{"热办榜" if service else "热播榜"}</h3>
<ol>{rank}</ol></section>
<a class="side__ad" href="/promo"><strong>{slogan}</strong><span>{small}</span><i>广告</i></a>
<section class="side__box like"><h3>{"大家还在办" if service else "猜你喜欢"}</h3>
{"".join(cards)}</section>
</aside>"""


def video_platform(record: Record, chance: Random, others: Sequence[Record]) -> str:
    """A detail page of a video and ticket platform whose app has a channel of city services."""
    service = _is_service(record)
    name, address = _e(record.name), f"/d/{_id(record.name)}.html"
    ename = ""
    if foreign := record.attributes.get("外文名"):
        spans = [f'<span class="ename">{_e(value)}</span>' for value in foreign]
        ename = f'<div class="hero__sub">{"".join(spans)}</div>'
    channel = "城市服务" if service else "电影"
    badge = chance.choice(("可网办", "高频", "") if service else ("VIP", "独播", "4K", ""))
    badge = f'<i class="hero__badge">{badge}</i>' if badge else ""
    pairs = _given(record, _V_META) + _rest(record, _V_META, _V_BLOCKS, _V_CARDS, ["外文名"])
    blocks = "\n".join(_video_block(*pair) for pair in _given(record, _V_BLOCKS))
    groups = "\n".join(_video_cards(*pair, chance) for pair in _given(record, _V_CARDS))
    detail = ""
    if blocks or groups:
        title = "办事指引" if service else "演职人员"
        detail = (
            f'<section class="panel" id="more"><h2 class="panel__title">{title}</h2>\n'
            f"{blocks}\n{groups}</section>"
        )
    updated = f"{_date(chance)} {_time(chance)}"
    data = json.dumps(
        {"@id": f"https://www.xingyu-v.example{address}", "title": record.name, "upDate": updated},
        ensure_ascii=False,
    ).replace("<", "\\u003c")
    head = (
        f'<meta name="keywords" content="{_q(record.name)},{channel},星屿视频">\n'
        f'<meta name="description" content="{_q(record.description[:80])}">\n'
        f'<meta property="og:title" content="{_q(record.name)}">\n'
        f'<script type="application/ld+json">{data}</script>\n'
    )
    actions = ("立即办理", "预约取号") if service else ("立即播放", "特惠购票")
    body = f"""<nav class="crumb"><a href="/">星屿</a><i>/</i>
<a href="/channel/{"city" if service else "movie"}">{channel}</a><i>/</i><span>{name}</span></nav>
<main class="main"><div class="main__left">
<section class="hero">
<div class="hero__poster"><img src="/c/{_id(record.name)}.webp" alt="{_q(record.name)}"></div>
<div class="hero__info">
<div class="hero__hd"><h1 class="hero__title">{name}</h1>{badge}</div>
{ename}
<div class="hero__stat"><div class="stat"><b>{chance.uniform(5, 9.8):.1f}</b><span>评分</span></div>
<div class="stat"><b>{_count(chance)}</b><span>{"办理量" if service else "播放量"}</span></div>
<div class="stat"><b>{chance.randint(900, 9999)}</b><span>热度</span></div></div>
<div class="meta">
{_video_meta(pairs)}
<div class="meta__row meta__row--weak"><span class="meta__key">最近更新：</span>
<div class="meta__val"><span>{updated}</span></div></div>
</div>
<div class="hero__act"><a class="btn btn--primary" href="#">{actions[0]}</a>
<a class="btn" href="#">{actions[1]}</a>
<button class="btn-icon">收藏</button><button class="btn-icon">分享</button>
<div class="share-pop"><a href="#">微信</a><a href="#">微博</a><a href="#">QQ空间</a>
<a href="#">复制链接</a></div></div>
</div></section>
<div class="tabs"><a class="on" href="#intro">{"服务简介" if service else "剧情简介"}</a>
<a href="#more">{"办事指引" if service else "演职人员"}</a><a href="#comment">评论</a></div>
<section class="panel" id="intro">
<h2 class="panel__title">{"服务简介" if service else "剧情简介"}</h2>
<p class="intro__text">{_e(record.description)}</p></section>
{detail}
{_video_places(service, chance) if chance.random() < 0.7 else ""}
{_video_comments(service, chance)}
</div>
{_video_aside(record, chance, others)}
</main>"""
    return _video_page(f"{record.name}_{channel}", body, head)


def video_extra(records: Sequence[Record], chance: Random) -> list[str]:
    """The platform's library of titles and its page about itself."""
    cards = "".join(
        f'<li class="lib__item"><a href="/d/{_id(r.name)}.html">'
        f'<img data-src="/c/{_id(r.name)}.webp" alt="">'
        f'<p class="lib__name">{_e(r.name)}</p></a>'
        f'<p class="lib__hot">{_count(chance)}次</p></li>'
        for r in _pick(records, None, chance, 30)
    )
    sorts = "".join(f'<a href="#">{word}</a>' for word in ("最热", "最新", "好评", "免费"))
    library = f"""<main class="main lib"><h1>全部内容</h1><div class="lib__sort">{sorts}</div>
<ul class="lib__list">{cards}</ul><div class="pager"><a href="#">上一页</a><a class="on">1</a>
<a href="#">2</a><a href="#">3</a><span>…</span><a href="#">48</a>
<a href="#">下一页</a></div></main>"""
    about = """<main class="main doc"><h1>关于我们</h1>
<p>星屿视频是面向家庭用户的在线视频与生活服务平台，提供影视点播、影院购票与城市服务查询。</p>
<h2>联系我们</h2><ul><li>商务合作：bd@xingyu-v.example</li><li>客服热线：400-000-7788</li>
<li>公司地址：海州市滨江区星屿大厦 12 层</li></ul></main>"""
    return [_video_page("片库大全", library), _video_page("关于我们", about)]


# ---- 2: a city government's portal -------------------------------------------------------------

_P = "city_portal"
_P_TABLE = (
    *("外文名", "出品公司", "导演", "编剧", "类型", "片长", "对白语言", "出品时间", "上映时间"),
    *("实施主体", "事项类型", "实施编码", "行使层级", "服务对象", "主题分类", "法定办结时限"),
    *("承诺办结时限", "承办平台", "是否支持预约办理", "是否支持物流快递"),
)
_P_SECTIONS = ("主演", "受理条件", "申请材料", "办理地点")
_P_CONTACT = ("咨询电话", "监督投诉电话")
_P_OFFICES = ("市政府办公室", "市数据局", "市政务服务中心", "市文化广电旅游局", "市行政审批局")


def _portal_page(title: str, body: str, head: str = "") -> str:
    menu = "".join(
        f'<li><a href="/{path}/">{word}</a></li>'
        for path, word in (
            *(("", "网站首页"), ("zjyz", "走进云泽"), ("xwdt", "新闻动态")),
            *(("zwgk", "政府信息公开"), ("zwfw", "政务服务"), ("hdjl", "互动交流")),
            ("sjkf", "数据开放"),
        )
    )
    return f"""<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="X-UA-Compatible" content="IE=edge">
<title>{_e(title)} - 云泽市人民政府门户网站</title>
<meta name="SiteName" content="云泽市人民政府门户网站">
<meta name="SiteDomain" content="www.yunze.example">
{head}<link rel="stylesheet" href="/images/2023/common.css">
</head>
<body>
<div class="topbar"><div class="w1200 clearfix">
<div class="fl">今天是 <span id="today"></span></div>
<div class="fr"><a href="#">无障碍阅读</a><a href="#">长者模式</a><a href="#">繁體</a>
<a href="#">智能问答</a><a href="#">用户登录</a></div></div></div>
<div class="header w1200"><a href="/"><img src="/images/2023/logo.png" alt="云泽市人民政府"></a>
<div class="search-box"><input type="text" placeholder="请输入关键词">
<a class="s-btn" href="#">搜索</a>
<p>热搜：<a href="#">公积金</a> <a href="#">社保卡</a> <a href="#">公共文化</a></p></div></div>
<div class="nav"><ul class="w1200 clearfix">{menu}</ul></div>
{body}
<div class="footer"><div class="w1200">
<p class="foot-link"><a href="/wzdt/">网站地图</a>|<a href="/lxwm/">联系我们</a>
|<a href="/gywm/">关于我们</a>
|<a href="/flsm/">法律声明</a></p>
<p>主办：云泽市人民政府办公室　承办：云泽市数据局</p>
<p>网站标识码：9900000018　<a href="#">泽ICP备05000999号</a>
<a href="#">泽公网安备 99010202000099号</a></p>
<p>联系电话：0999-12345（不受理业务咨询）</p>
<div class="foot-img"><img src="/images/red.png" alt="党政机关"><img src="/images/jiucuo.png"
 alt="政府网站找错"></div>
</div></div>
<script src="/images/2023/common.js"></script>
</body>
</html>
"""


def _portal_values(values: Sequence[str]) -> str:
    gap = _separator(values, ["、", "；"])
    return (gap or "<br>").join(_e(value) for value in values)


def _portal_table(pairs: Sequence[tuple[str, Sequence[str]]]) -> str:
    """Rows of two facts each; a long one has a row of its own."""
    rows: list[str] = []
    waiting = ""
    for attribute, values in pairs:
        cell = f'<th scope="row">{_e(_label(_P, attribute))}</th>'
        text = _portal_values(values)
        if sum(map(len, values)) > 26:
            if waiting:
                rows.append(f"{waiting}<th></th><td></td>")
                waiting = ""
            rows.append(f'{cell}<td colspan="3">{text}</td>')
        elif waiting:
            rows.append(f"{waiting}{cell}<td>{text}</td>")
            waiting = ""
        else:
            waiting = f"{cell}<td>{text}</td>"
    if waiting:
        rows.append(f"{waiting}<th></th><td></td>")
    return "\n".join(f"<tr>{row}</tr>" for row in rows)


def _portal_section(attribute: str, values: Sequence[str], chance: Random) -> str:
    label = _e(_label(_P, attribute))
    if attribute == "申请材料":
        rows = "".join(
            f'<tr><td>{number}</td><td class="tl">{_e(value)}</td>'
            f"<td>{chance.choice(('原件', '复印件', '原件和复印件', '电子件'))}</td>"
            f"<td>{chance.choice(('申请人自备', '政府部门核发', '其他'))}</td></tr>"
            for number, value in enumerate(values, 1)
        )
        inner = (
            '<table class="cl-table"><thead><tr><th>序号</th>'
            f"<th>{label}</th><th>材料类型</th><th>来源渠道</th></tr></thead>"
            f"<tbody>{rows}</tbody></table>"
        )
    elif attribute == "主演":
        items = "".join(f"<li>{_e(value)}</li>" for value in values)
        inner = f'<ul class="ry-list clearfix">{items}</ul>'
    else:
        inner = "".join(f"<p>{_e(value)}</p>" for value in values)
    return (
        f'<div class="zn-mod"><div class="zn-tit"><span>{label}</span></div>'
        f'<div class="zn-con">{inner}</div></div>'
    )


def _portal_contact(record: Record) -> str:
    items = "".join(
        f'<div class="tel-item"><i class="ico-tel"></i><dl><dt>{_e(_label(_P, attribute))}</dt>'
        + "".join(f"<dd>{_e(value)}</dd>" for value in values)
        + "</dl></div>"
        for attribute, values in _given(record, _P_CONTACT)
    )
    if not items:
        return ""
    return (
        '<div class="zn-mod"><div class="zn-tit"><span>咨询监督</span></div>'
        f'<div class="zn-con clearfix">{items}</div></div>'
    )


def _portal_voices(service: bool, chance: Random) -> str:
    answers = (
        "您好，感谢您的反馈，我们将继续改进。",
        "您好，您的建议已收悉，已转相关科室研究。",
        "您好，可拨打市民热线 12345 详细了解，感谢关注。",
    )
    items = "".join(
        f'<li><div class="py-q"><span class="py-user">{chance.choice("王李张刘陈杨赵")}**</span>'
        f'<span class="py-star">{"★" * chance.randint(3, 5)}</span>'
        f'<span class="py-date">{_date(chance)}</span><p>{text}</p></div>'
        + (
            f'<div class="py-a"><b>回复：</b>{chance.choice(answers)}</div></li>'
            if chance.random() < 0.6
            else "</li>"
        )
        for text in _comments(service, chance, 1, 4)
    )
    return (
        '<div class="zn-mod"><div class="zn-tit">'
        f'<span>{"办件评价" if service else "公众留言"}</span></div><div class="zn-con">'
        f'<p class="py-sum">好评率：<em>{chance.uniform(93, 100):.1f}%</em>'
        f"　评价次数：<em>{chance.randint(3, 4000)}</em></p>"
        f'<ul class="py-list">{items}</ul></div></div>'
    )


def _portal_related(record: Record, chance: Random, others: Sequence[Record]) -> str:
    service = _is_service(record)
    columns = ("实施主体", "事项类型") if service else ("导演", "片长")
    head = "".join(f"<th>{_e(_label(_P, column))}</th>" for column in columns)
    rows = "".join(
        f'<tr><td class="tl"><a href="/zwfw/{_id(other.name)}.html">{_e(other.name)}</a></td>'
        + "".join(
            f"<td>{_portal_values(other.attributes.get(column, ())) or '--'}</td>"
            for column in columns
        )
        + "</tr>"
        for other in _pick(others, record, chance, chance.randint(2, 5))
    )
    if not rows:
        return ""
    what, first = ("相关事项", "事项名称") if service else ("同期公示影片", "片名")
    return (
        f'<div class="zn-mod"><div class="zn-tit"><span>{what}</span></div><div class="zn-con">'
        f'<table class="xg-table"><thead><tr><th>{first}</th>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div></div>"
    )


def _portal_side(record: Record, chance: Random, others: Sequence[Record]) -> str:
    hot = "".join(
        f'<li><a href="/zwfw/{_id(other.name)}.html" title="{_q(other.name)}">'
        f"{_e(other.name)}</a></li>"
        for other in _pick(others, record, chance, 6)
    )
    news = (
        *("市政府召开第四十二次常务会议", "云泽市公共文化服务中心周末延时开放"),
        *("关于网站系统维护的公告", "我市新增 12 个“全程网办”事项"),
        *("2025 年政府信息公开工作要点", "夏季用电安全提示"),
    )
    bulletins = "".join(
        f'<li><a href="#">{title}</a><span>{_date(chance)[5:]}</span></li>'
        for title in chance.sample(news, chance.randint(3, 5))
    )
    return f"""<div class="side fr">
<div class="side-box"><h3>{"热门服务" if _is_service(record) else "热点公示"}</h3>
<ul>{hot}</ul></div>
<div class="side-box"><h3>通知公告</h3><ul>{bulletins}</ul></div>
<div class="side-box ewm"><img src="/images/ewm.png" alt="扫一扫">
<p>扫一扫在手机打开当前页</p></div>
</div>"""


def city_portal(record: Record, chance: Random, others: Sequence[Record]) -> str:
    """A page of a city government's portal: a service guide, or a film that is made public."""
    service = _is_service(record)
    name, date, office = _e(record.name), _date(chance), chance.choice(_P_OFFICES)
    column = "办事指南" if service else "电影公示"
    pairs = _given(record, _P_TABLE) + _rest(record, _P_TABLE, _P_SECTIONS, _P_CONTACT)
    table = _portal_table(pairs)
    basic = ""
    if table:
        basic = (
            '<div class="zn-mod"><div class="zn-tit"><span>基本信息</span></div>'
            '<div class="zn-con">\n'
            f'<table class="jb-table"><tbody>\n{table}\n</tbody></table></div></div>'
        )
    sections = "\n".join(_portal_section(*pair, chance) for pair in _given(record, _P_SECTIONS))
    flow = ""
    if service and chance.random() < 0.8:
        steps = "".join(
            f"<li><i>{number}</i><b>{step}</b></li>"
            for number, step in enumerate(("申请", "受理", "审查", "决定", "送达"), 1)
        )
        flow = (
            '<div class="zn-mod"><div class="zn-tit"><span>办理流程</span></div>'
            f'<div class="zn-con"><ol class="flow clearfix">{steps}</ol></div></div>'
        )
    files = ""
    if chance.random() < 0.5:
        kind = "申请表（空白样表）.docx" if service else "公示情况说明.pdf"
        files = (
            f'<div class="fj"><b>附件下载：</b><a href="/files/{_id(record.name)}">{kind}</a>'
            f"<span>（{chance.randint(18, 900)}KB）</span></div>"
        )
    state = chance.choice(("在用", "在用", "在用", "暂停")) if service else "已公示"
    head = (
        f'<meta name="ArticleTitle" content="{_q(record.name)}">\n'
        f'<meta name="PubDate" content="{date} {_time(chance)}">\n'
        f'<meta name="ColumnName" content="{column}">\n'
        f'<meta name="ContentSource" content="{office}">\n'
    )
    body = f"""<div class="w1200 position">当前位置：<a href="/">首页</a> &gt;
<a href="/zwgk/">{"政务服务" if service else "政府信息公开"}</a> &gt;
<a href="/zwgk/list/">{column}</a></div>
<div class="w1200 clearfix content-wrap"><div class="main fl">
<div class="xxgk-head"><ul class="clearfix">
<li><label>索引号：</label>
<span>99000{_id(record.name)}/{date[:4]}-{chance.randint(1, 99999):05}</span></li>
<li><label>发布机构：</label><span>{office}</span></li>
<li><label>发布日期：</label><span>{date}</span></li>
<li><label>{"事项状态" if service else "公示状态"}：</label><span>{state}</span></li></ul></div>
<h1 class="art-title">{name}</h1>
<div class="art-info clearfix"><div class="fl"><span>来源：{office}</span>
<span>浏览次数：<em id="hits">{chance.randint(12, 90000)}</em></span></div>
<div class="fr"><span>字号：[<a href="#">大</a> <a href="#">中</a> <a href="#">小</a>]</span>
<a href="#">打印</a><a class="share wx" href="#">微信</a>
<a class="share wb" href="#">微博</a></div></div>
<div class="zn-tab"><a class="cur" href="#">{column}</a>
<a href="#">{"常见问题" if service else "政策依据"}</a>
<a href="#">{"我要办理" if service else "意见反馈"}</a></div>
<div class="zn-desc"><p>{_e(record.description)}</p></div>
{basic}
{sections}
{flow}
{_portal_contact(record)}
{files}
{_portal_voices(service, chance) if chance.random() < 0.75 else ""}
{_portal_related(record, chance, others)}
<div class="art-foot">
【<a href="#">我要纠错</a>】【<a href="#">收藏本页</a>】【<a href="#">关闭窗口</a>】</div>
</div>
{_portal_side(record, chance, others)}
</div>"""
    return _portal_page(f"{record.name}_{column}", body, head)


def portal_extra(records: Sequence[Record], chance: Random) -> list[str]:
    """A column's list of titles with dates, and the page about the portal."""
    dates = sorted((_date(chance) for _ in range(25)), reverse=True)
    rows = "".join(
        f'<li><a href="/zwfw/{_id(r.name)}.html" target="_blank">{_e(r.name)}</a>'
        f"<span>{date}</span></li>"
        for r, date in zip(_pick(records, None, chance, 25), dates, strict=False)
    )
    listing = f"""<div class="w1200 position">当前位置：<a href="/">首页</a> &gt; 信息列表</div>
<div class="w1200 clearfix"><div class="left-menu fl"><h2>栏目导航</h2><ul><li>
<a href="#">政策文件</a></li>
<li><a href="#">办事指南</a></li><li><a href="#">公示公告</a></li></ul></div>
<div class="list-con fr"><ul class="news-list">{rows}</ul>
<div class="page">共 {len(records)} 条 <a href="#">首页</a><a href="#">下一页</a>
<a href="#">尾页</a></div>
</div></div>"""
    about = """<div class="w1200 position">当前位置：<a href="/">首页</a> &gt; 关于我们</div>
<div class="w1200 single"><h1>关于我们</h1>
<p>云泽市人民政府门户网站是市政府在互联网上发布政务信息、提供在线服务、与公众互动的综合平台。</p>
<table class="lx-table"><tr><th>通信地址</th><td>云泽市行政中心 1 号楼</td></tr>
<tr><th>邮政编码</th><td>999000</td></tr><tr><th>电子邮箱</th>
<td>web@yunze.example</td></tr></table>
</div>"""
    return [_portal_page("信息列表", listing), _portal_page("关于我们", about)]


# ---- 3: a public library's union catalogue -----------------------------------------------------

_C = "library_catalogue"
_C_MAIN = (
    *("外文名", "导演", "编剧", "主演", "出品公司", "出品时间", "上映时间", "片长"),
    *("对白语言", "类型", "实施主体", "行使层级", "实施编码", "事项类型", "主题分类", "服务对象"),
    "承办平台",
    *("法定办结时限", "承诺办结时限", "受理条件", "申请材料", "办理地点", "咨询电话"),
    *("监督投诉电话", "是否支持预约办理", "是否支持物流快递"),
)
_C_REPEATED = frozenset(["导演", "编剧", "出品公司"])
_C_TAGS = frozenset(["类型", "对白语言", "主题分类", "服务对象", "主演"])


def _catalogue_page(title: str, body: str) -> str:
    return f"""<!DOCTYPE html>
<html lang="zh-Hans">
<head>
<meta charset="UTF-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>{_e(title)} | 澜州市图书馆联合目录</title>
<link rel="stylesheet" href="/opac/assets/app.3c9d.css">
</head>
<body>
<div id="root"><div class="opac-app">
<header class="opac-header"><div class="container d-flex">
<a class="brand" href="/opac/"><img src="/opac/assets/logo.svg" alt=""><span>澜州市图书馆</span></a>
<nav class="navbar-nav"><a href="/opac/search">书目检索</a><a href="/opac/top">热门借阅</a>
<a href="/opac/new">新书通报</a><a href="/opac/archive">地方文献</a>
<a href="/opac/service">读者服务</a>
<a href="/opac/my">我的图书馆</a></nav></div>
<form class="container search-bar" action="/opac/search"><select name="f"><option>任意字段</option>
<option>题名</option><option>责任者</option><option>索书号</option></select>
<input type="search" name="q" placeholder="检索 312 万条馆藏">
<button class="btn btn-primary">检索</button>
<a href="/opac/adv">高级检索</a></form></header>
{body}
<footer class="opac-footer"><div class="container">
<div class="row"><div class="col"><h5>友情链接</h5><a href="#">澜州市档案馆</a>
<a href="#">澜州数字方志馆</a>
<a href="#">澜江大学图书馆</a></div>
<div class="col"><h5>开放时间</h5><p>周二至周日 9:00-20:30（周一闭馆）</p></div>
<div class="col"><h5>联系我们</h5><p>澜州市文昌路 66 号　服务台 0988-5550166</p></div></div>
<p class="copyright">© 2025 澜州市图书馆 澜ICP备10000999号-1 技术支持：文渊图书馆集成系统 V6.2</p>
</div></footer>
</div></div>
</body>
</html>
"""


def _catalogue_link(value: str) -> str:
    return f'<a href="/opac/search?k={_id(value)}">{_e(value)}</a>'


def _catalogue_field(attribute: str, values: Sequence[str]) -> str:
    label = f'<dt class="field__label">{_e(_label(_C, attribute))}</dt>'
    if attribute in _C_REPEATED:
        return "\n".join(
            f'<div class="field">{label}'
            f'<dd class="field__value">{_catalogue_link(value)}</dd></div>'
            for value in values
        )
    if attribute in _C_TAGS:
        gap = _separator(values, ["；", " | "]) or "<br>"
        links = gap.join(_catalogue_link(value) for value in values)
        return f'<div class="field">{label}<dd class="field__value">{links}</dd></div>'
    cells = "".join(f'<dd class="field__value">{_e(value)}</dd>' for value in values)
    return f'<div class="field">{label}{cells}</div>'


def _call_number(record: Record, chance: Random) -> str:
    letter = "D63" if _is_service(record) else "J9"
    return f"{letter}{chance.randint(0, 9)}/{_id(record.name) % 9000 + 1000}"


def _catalogue_holdings(record: Record, call: str, copies: int, chance: Random) -> str:
    service = _is_service(record)
    rooms = (
        ("地方文献部", "政府信息公开查阅点", "东城分馆查阅室")
        if service
        else ("总馆视听资料室", "少儿馆影音区", "高新分馆", "密集书库")
    )
    states = ("可查阅", "整理中") if service else ("可借", "可借", "借出", "仅限馆内")
    rows = "".join(
        f"<tr><td>{call}</td><td>LZ{chance.randint(10**7, 10**8 - 1)}</td>"
        f"<td>{chance.choice(rooms)}</td><td>{chance.choice(states)}</td>"
        f"<td>{_date(chance) if chance.random() < 0.3 else ''}</td></tr>"
        for _ in range(copies)
    )
    return f"""<section class="card" id="holdings"><h2 class="card-title">馆藏分布</h2>
<table class="table table-sm"><thead><tr><th>索书号</th><th>条码号</th><th>馆藏地</th><th>状态</th>
<th>应还日期</th></tr></thead><tbody>{rows}</tbody></table></section>"""


def _catalogue_reviews(service: bool, chance: Random) -> str:
    items = "".join(
        f'<div class="review"><div class="review__meta"><strong>{chance.choice(_USERS)}</strong>'
        f"<span>{_date(chance)}</span><span>{chance.randint(2, 5)} 分</span></div>"
        f'<div class="review__body">{text}</div></div>'
        for text in _comments(service, chance, 0, 3)
    )
    items = items or '<p class="empty">还没有读者发表评论，登录后抢先发表。</p>'
    return (
        '<section class="card" id="reviews"><h2 class="card-title">读者评论</h2>'
        f'{items}<a class="btn btn-outline" href="/opac/login">登录后评论</a></section>'
    )


def _catalogue_related(record: Record, chance: Random, others: Sequence[Record]) -> str:
    cards = []
    for other in _pick(others, record, chance, chance.randint(3, 5)):
        facts = "".join(
            f'<li><span class="k">{_e(_label(_C, attribute))}</span>'
            f'<span class="v">{_e("；".join(values))}</span></li>'
            for attribute, values in _first(other, "导演", "出品时间", "实施主体", "事项类型")
        )
        cards.append(
            f'<div class="rel-item"><a class="rel-title" href="/opac/rec/{_id(other.name)}">'
            f'{_e(other.name)}</a><ul class="rel-facts">{facts}</ul></div>'
        )
    if not cards:
        return ""
    return (
        '<section class="card related"><h2 class="card-title">相关文献</h2>'
        f'<div class="rel-grid">{"".join(cards)}</div></section>'
    )


def library_catalogue(record: Record, chance: Random, others: Sequence[Record]) -> str:
    """A record of a public library's catalogue: a film, or an archived service item."""
    service = _is_service(record)
    name, call, added = _e(record.name), _call_number(record, chance), _date(chance, (2015, 2024))
    kind = "政务资料" if service else "视听资料"
    fields = "\n".join(
        _catalogue_field(*pair) for pair in _given(record, _C_MAIN) + _rest(record, _C_MAIN)
    )
    copies = chance.randint(1, 5)
    rank = "".join(
        f'<li><a href="/opac/rec/{_id(other.name)}">{_e(other.name)}</a>'
        f'<span class="badge">{chance.randint(5, 900)} 次</span></li>'
        for other in _pick(others, record, chance, 10)
    )
    notices = (
        *("国庆节期间开放时间调整", "“声音与影像”馆藏展征集启事", "数据库试用：地方影像志"),
        *("读者证线上续期指南", "自助借还机升级通知"),
    )
    notice = "".join(f'<li><a href="#">{text}</a></li>' for text in chance.sample(notices, 3))
    rating = ""
    if chance.random() < 0.6:
        rating = f'<span class="stat-chip">读者评分 <b>{chance.uniform(3, 5):.1f}</b></span>'
    body = f"""<div class="container"><ol class="breadcrumb"><li><a href="/opac/">首页</a></li>
<li><a href="/opac/search">检索结果</a></li><li><a href="/opac/search?t=1">{kind}</a></li>
<li class="active">{name}</li></ol>
<div class="row"><main class="col-9">
<section class="card record-head">
<div class="record-cover"><img src="/opac/cover/{_id(record.name)}" alt="封面">
<span class="type-tag">{kind}</span></div>
<div class="record-summary"><h1 class="record-title">{name}</h1>
<div class="record-stats"><span class="stat-chip">浏览 <b>{chance.randint(3, 9000)}</b></span>
<span class="stat-chip">收藏 <b>{chance.randint(0, 300)}</b></span>{rating}</div>
<div class="record-tools"><button>加入书架</button>
<button>{"预约查阅" if service else "预约借阅"}</button>
<button>导出 EndNote</button><button>导出 MARC</button><button>分享到微信</button>
<button>打印</button></div>
</div></section>
<ul class="nav-tabs"><li class="active"><a href="#detail">详细信息</a></li>
<li><a href="#holdings">馆藏分布 ({copies})</a></li><li><a href="#reviews">读者评论</a></li></ul>
<section class="card" id="detail"><h2 class="card-title">详细信息</h2>
<dl class="field-list">
<div class="field"><dt class="field__label">题名</dt><dd class="field__value">{name}</dd></div>
{fields}
<div class="field"><dt class="field__label">索书号</dt><dd class="field__value">{call}</dd></div>
<div class="field"><dt class="field__label">文献类型</dt><dd class="field__value">{kind}</dd></div>
<div class="field"><dt class="field__label">入藏日期</dt><dd class="field__value">{added}</dd></div>
<div class="field"><dt class="field__label">记录号</dt>
<dd class="field__value">LZ{_id(record.name):010}</dd></div>
</dl></section>
<section class="card" id="abstract"><h2 class="card-title">内容提要</h2>
<div class="abstract">{_e(record.description)}</div></section>
{_catalogue_holdings(record, call, copies, chance)}
<section class="card cite"><h2 class="card-title">引用格式</h2>
<p class="cite-text">{name}[{"G" if service else "V"}]. 澜州市图书馆, {added[:4]}.</p>
<button>复制</button></section>
{_catalogue_reviews(service, chance)}
{_catalogue_related(record, chance, others)}
</main>
<aside class="col-3"><div class="card"><h3>{"查阅排行" if service else "借阅排行"}</h3>
<ol class="rank-list">{rank}</ol></div>
<div class="card"><h3>本馆公告</h3><ul class="notice-list">{notice}</ul></div>
<div class="card promo"><img src="/opac/assets/app-qr.png" alt="">
<p>关注公众号，手机续借</p></div></aside>
</div>
<p class="record-foot">更新时间 {_date(chance)} {_time(chance)}
<a href="/opac/feedback">报告数据错误</a></p>
</div>"""
    return _catalogue_page(record.name, body)


def catalogue_extra(records: Sequence[Record], chance: Random) -> list[str]:
    """A list of search results and the page about the library."""
    hits = "".join(
        f'<div class="hit"><input type="checkbox"><span class="hit__no">{number}</span>'
        f'<a class="hit__title" href="/opac/rec/{_id(r.name)}">{_e(r.name)}</a>'
        f'<span class="hit__state">{chance.choice(("在馆", "部分在馆", "查看馆藏"))}</span>'
        "<button>加入书架</button></div>"
        for number, r in enumerate(_pick(records, None, chance, 20), 1)
    )
    facets = "".join(
        f'<label class="facet"><input type="checkbox">{word} ({chance.randint(2, 900)})</label>'
        for word in ("总馆", "东城分馆", "高新分馆", "少儿馆")
    )
    results = f"""<div class="container row"><aside class="col-3"><h3>馆藏地</h3>{facets}</aside>
<main class="col-9"><h1>检索结果</h1>
<p>共找到 {len(records)} 条记录，用时 0.{chance.randint(10, 99)} 秒</p>
{hits}<ul class="pagination"><li class="active">1</li><li><a href="#">2</a></li>
<li><a href="#">3</a></li><li><a href="#">下一页</a></li></ul></main></div>"""
    about = """<div class="container"><main class="article"><h1>本馆概况</h1>
<p>澜州市图书馆建于 1956 年，现有总馆一座、分馆十四座，馆藏文献 312 万册（件），全年免费开放。</p>
<h2>办证须知</h2><ul><li>凭本人有效证件即可办理读者证。</li>
<li>每证可借图书 10 册、视听资料 4 件。</li>
</ul><h2>交通</h2><p>乘 6 路、22 路公交车至文昌路站下车。</p></main></div>"""
    return [_catalogue_page("检索结果", results), _catalogue_page("本馆概况", about)]


DESIGNS: dict[str, Callable[[Record, Random, Sequence[Record]], str]] = {
    "video_platform": video_platform,
    "city_portal": city_portal,
    "library_catalogue": library_catalogue,
}

EXTRA: dict[str, Callable[[Sequence[Record], Random], list[str]]] = {
    "video_platform": video_extra,
    "city_portal": portal_extra,
    "library_catalogue": catalogue_extra,
}
