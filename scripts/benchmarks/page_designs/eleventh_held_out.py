"""Three made-up sites that show films or government services, each as one page per record.

catalogue: an open data portal, rendered on the server by a component framework
article:   a regional lifestyle portal whose editors write every record up as an article
handset:   the mobile pages of a service app

Each serves both kinds of records. All names, numbers, dates and comments besides the records are
made up. ``own`` has what a page states of its record beyond the record; the running description is
the record's and so is not in it.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from random import Random
from typing import Protocol
from zlib import crc32

Own = list[tuple[str, str]]


class Record(Protocol):
    """What a page is about (as ``contract3.site_records.Record``)."""

    @property
    def name(self) -> str:
        """The name it bears."""

    @property
    def attributes(self) -> Mapping[str, Sequence[str]]:
        """Attribute → values."""

    @property
    def description(self) -> str:
        """A running text."""


Page = tuple[str, Own]

FILM_ATTRIBUTES = (
    "外文名",
    "导演",
    "编剧",
    "主演",
    "类型",
    "片长",
    "上映时间",
    "对白语言",
    "出品时间",
    "出品公司",
)

CATALOGUE_LABELS = {
    "外文名": "外文题名",
    "出品时间": "制作年代",
    "出品公司": "出品单位",
    "类型": "题材",
    "主演": "主要演员",
    "片长": "时长",
    "上映时间": "首映日期",
    "对白语言": "语种",
    "实施主体": "责任部门",
    "事项类型": "事项类别",
    "实施编码": "事项编码",
    "法定办结时限": "法定时限",
    "承诺办结时限": "承诺时限",
    "监督投诉电话": "投诉电话",
    "是否支持物流快递": "物流快递",
    "是否支持预约办理": "网上预约",
    "承办平台": "办理平台",
    "主题分类": "所属主题",
    "服务对象": "面向对象",
    "申请材料": "材料清单",
}
ARTICLE_LABELS = {
    "外文名": "英文片名",
    "出品时间": "出品年份",
    "类型": "影片类型",
    "主演": "演员阵容",
    "片长": "影片时长",
    "上映时间": "上映日期",
    "对白语言": "语言",
    "实施主体": "主管单位",
    "事项类型": "类型划分",
    "行使层级": "办理层级",
    "实施编码": "事项代码",
    "办理地点": "在哪里办",
    "法定办结时限": "法定期限",
    "承诺办结时限": "承诺期限",
    "受理条件": "什么情况可以办",
    "监督投诉电话": "投诉监督",
    "是否支持物流快递": "能否快递送达",
    "是否支持预约办理": "能否预约",
    "承办平台": "网上入口",
    "主题分类": "所属类别",
    "服务对象": "谁可以办",
    "申请材料": "要准备哪些材料",
}
HANDSET_LABELS = {
    "外文名": "原名",
    "出品时间": "出品",
    "出品公司": "出品方",
    "类型": "标签",
    "主演": "演员",
    "上映时间": "上映",
    "对白语言": "对白",
    "实施主体": "办理单位",
    "事项类型": "业务类型",
    "行使层级": "层级",
    "实施编码": "业务编码",
    "办理地点": "线下网点",
    "法定办结时限": "法定办结",
    "承诺办结时限": "承诺办结",
    "受理条件": "申请条件",
    "咨询电话": "咨询热线",
    "监督投诉电话": "投诉热线",
    "是否支持物流快递": "快递送达",
    "是否支持预约办理": "可否预约",
    "承办平台": "业务系统",
    "主题分类": "主题",
    "服务对象": "适用人群",
    "申请材料": "所需材料",
}
LABELS: dict[str, dict[str, str]] = {
    "catalogue": CATALOGUE_LABELS,
    "article": ARTICLE_LABELS,
    "handset": HANDSET_LABELS,
}

_USERS = (
    "半盏清茶",
    "老柯在路上",
    "momo_0317",
    "青石巷12号",
    "小满未满",
    "用户86102",
    "阿汝的雨伞",
    "Kelvin.z",
    "胖虎妈妈",
    "北岸风",
    "一只路过的猫",
    "匿名网友",
    "三块橡皮",
    "陈年旧月",
)
_FILM_COMMENTS = (
    "小时候在厂里的礼堂看过，现在重看还是会鼻酸。",
    "节奏前半段有点慢，后面一下子就提起来了。",
    "配乐很好，求原声带！",
    "演员都很自然，没有现在那种用力过猛的感觉。",
    "画质一般，希望有修复版。",
    "结尾没看懂，有人能讲讲吗？",
    "陪爸妈一起看的，他们说当年一票难求。",
    "剧本扎实，三星半，多给半星给摄影。",
    "找了好久终于找到资料了，谢谢整理。",
)
_SERVICE_COMMENTS = (
    "上午去的，人不多，二十分钟就办完了。",
    "窗口的小姐姐很耐心，材料少了一份也帮忙想办法。",
    "网上提交之后第三天收到短信，比想象中快。",
    "电话一直占线，打了好几次才接通。",
    "页面写得比较清楚，照着准备就行。",
    "请问外地户口可以办吗？",
    "建议把样表放出来，第一次填总是错。",
    "地方不太好找，从侧门进，上三楼。",
    "周末不上班，大家别白跑一趟。",
)
_EDITORS = ("林一舟", "邹晓棠", "何牧", "郁南南", "杜若衡", "谭小满")


def _text(value: str) -> str:
    return escape(value, quote=False)


def _attribute(value: str) -> str:
    return escape(value, quote=True)


def _number(name: str, digits: int = 6) -> int:
    least = int(10 ** (digits - 1))
    return crc32(name.encode("utf-8")) % (9 * least) + least


def _is_film(record: Record) -> bool:
    return any(name in FILM_ATTRIBUTES for name in record.attributes)


def _besides(others: Iterable[Record], record: Record, count: int) -> list[Record]:
    return [other for other in others if other.name != record.name][:count]


def _date(chance: Random, first: int = 2021, last: int = 2024) -> tuple[int, int, int]:
    return chance.randint(first, last), chance.randint(1, 12), chance.randint(1, 28)


def _given(record: Record, names: Iterable[str]) -> list[tuple[str, Sequence[str]]]:
    return [(name, record.attributes[name]) for name in names if record.attributes.get(name)]


def _rest(record: Record, *shown: Iterable[str]) -> list[str]:
    """The attributes that no list has, so that none is lost."""
    known = {name for names in shown for name in names}
    return [name for name in record.attributes if name not in known]


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[:length] + "…"


def _joins(separator: str, values: Sequence[str]) -> bool:
    return not any(separator.strip() in value for value in values)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")


def _comments(film: bool, chance: Random, least: int, most: int) -> list[tuple[str, str]]:
    texts = chance.sample(
        _FILM_COMMENTS if film else _SERVICE_COMMENTS, chance.randint(least, most)
    )
    return [
        (user, text) for user, text in zip(chance.sample(_USERS, len(texts)), texts, strict=False)
    ]


# --- catalogue: an open data portal ---------------------------------------------------------------

_SCOPE = "data-v-6f1c20be"
_C_BASIC = ("外文名", "出品时间", "出品公司", "类型", "对白语言", "片长", "上映时间") + (
    "实施编码",
    "事项类型",
    "行使层级",
    "实施主体",
    "服务对象",
    "主题分类",
)
_C_DETAIL = ("导演", "编剧", "主演") + (
    "法定办结时限",
    "承诺办结时限",
    "是否支持预约办理",
    "是否支持物流快递",
    "承办平台",
    "办理地点",
    "咨询电话",
    "监督投诉电话",
    "受理条件",
    "申请材料",
)
_C_WIDE = frozenset(["主演", "受理条件", "申请材料", "办理地点", "主题分类"])
_C_TAGS = frozenset(["类型", "主题分类", "服务对象", "对白语言"])
_C_LINKS = frozenset(["导演", "编剧", "主演", "出品公司", "实施主体"])


def _catalogue_value(name: str, values: Sequence[str]) -> str:
    if name == "申请材料":
        items = "".join(
            f'<li {_SCOPE} class="file-item"><i class="el-icon-document"></i>'
            f'<span {_SCOPE} class="file-name">{_text(value)}</span></li>'
            for value in values
        )
        return f'<ul {_SCOPE} class="file-list">{items}</ul>'
    if name in _C_TAGS:
        return "".join(
            f'<span {_SCOPE} class="el-tag el-tag--light el-tag--small">{_text(value)}</span>'
            for value in values
        )
    if name in _C_LINKS:
        return "".join(
            f'<a {_SCOPE} class="el-link el-link--primary" href="/search?kw={_number(value)}">'
            f'<span class="el-link--inner">{_text(value)}</span></a>'
            for value in values
        )
    if len(values) == 1:
        return f"<span {_SCOPE}>{_text(values[0])}</span>"
    return "".join(f'<div {_SCOPE} class="line">{_text(value)}</div>' for value in values)


def _catalogue_table(title: str, rows: Sequence[tuple[str, str, bool]]) -> str:
    """A bordered table of label and content, two pairs a row where they are short."""
    if not rows:
        return ""

    def pair(label: str, content: str, span: int) -> str:
        return (
            '<th colspan="1" class="el-descriptions-item__cell el-descriptions-item__label '
            f'is-bordered-label">{label}</th>'
            f'<td colspan="{span}" class="el-descriptions-item__cell '
            f'el-descriptions-item__content">{content}</td>'
        )

    lines: list[str] = []
    waiting: tuple[str, str] | None = None
    for label, content, wide in rows:
        if wide:
            if waiting:
                lines.append(pair(*waiting, 3))
                waiting = None
            lines.append(pair(label, content, 3))
        elif waiting:
            lines.append(pair(*waiting, 1) + pair(label, content, 1))
            waiting = None
        else:
            waiting = (label, content)
    if waiting:
        lines.append(pair(*waiting, 3))
    body = "".join(f'<tbody><tr class="el-descriptions-row">{line}</tr></tbody>' for line in lines)
    return (
        f'<div {_SCOPE} class="el-descriptions"><div class="el-descriptions__header">'
        f'<div class="el-descriptions__title">{title}</div></div>'
        '<div class="el-descriptions__body"><table class="el-descriptions__table is-bordered">'
        f"{body}</table></div></div>"
    )


def _catalogue_rows(record: Record, names: Iterable[str]) -> list[tuple[str, str, bool]]:
    return [
        (
            CATALOGUE_LABELS.get(name, name),
            _catalogue_value(name, values),
            name in _C_WIDE or sum(map(len, values)) > 30,
        )
        for name, values in _given(record, names)
    ]


def _catalogue_frame(film: bool, title: str, body: str, state: object) -> str:
    site = "岭川影像资料开放平台" if film else "岭川公共服务数据开放平台"
    menu = "".join(
        f'<li role="menuitem" class="el-menu-item{" is-active" if at == 1 else ""}">'
        f'<a href="{path}">{word}</a></li>'
        for at, (word, path) in enumerate(
            [
                ("首页", "/"),
                ("资源目录", "/catalog"),
                ("数据接口", "/api-market"),
                ("创新应用", "/apps"),
                ("互动交流", "/forum"),
                ("使用指南", "/guide"),
            ]
        )
    )
    return (
        '<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{_text(title)} - {site}</title>"
        '<link rel="stylesheet" href="/static/css/chunk-vendors.3b1e9f02.css">'
        '<link rel="stylesheet" href="/static/css/app.91c0d7aa.css">'
        f"<style>.el-tag[{_SCOPE}]{{margin:2px 6px 2px 0}}.meta-item b{{color:#1f2d3d}}</style>"
        "</head><body><noscript><strong>请启用 JavaScript 以使用本平台的全部功能。</strong></noscript>"
        '<div id="app" data-server-rendered="true"><section class="el-container is-vertical">'
        '<header class="el-header"><div class="top-bar"><span>您好，欢迎访问本平台！</span>'
        '<a href="/login">登录</a><a href="/register">注册</a><a href="/en">English</a></div>'
        f'<a class="logo" href="/"><img src="/static/img/logo.png" alt="{site}"></a>'
        '<div class="search"><input class="el-input__inner" placeholder="请输入关键词">'
        '<button type="button" class="el-button el-button--primary"><span>搜索</span></button></div>'
        f'<ul role="menubar" class="el-menu el-menu--horizontal">{menu}</ul></header>'
        f'<main class="el-main">{body}</main>'
        '<footer class="el-footer"><div class="links"><a href="/about">关于我们</a>'
        '<a href="/terms">服务条款</a><a href="/privacy">隐私声明</a><a href="/sitemap">网站地图</a>'
        f"</div><p>主办单位：岭川市数字发展中心　技术支持：川禾信息</p><p>{site} 版权所有　"
        "岭ICP备20998877号-2</p></footer></section>"
        '<div class="el-dialog__wrapper" style="display:none"><div class="el-dialog">'
        '<div class="el-dialog__header"><span class="el-dialog__title">数据纠错</span></div>'
        '<div class="el-dialog__body"><form class="el-form"><label class="el-form-item__label">'
        '问题描述</label><textarea rows="4"></textarea><label class="el-form-item__label">联系方式'
        '</label><input type="text"></form></div><div class="el-dialog__footer">'
        "<button>取消</button><button>提交</button></div></div></div></div>"
        f"<script>window.__INITIAL_STATE__={_json(state)}</script>"
        '<script src="/static/js/chunk-vendors.7d3a01c4.js" defer></script>'
        '<script src="/static/js/app.0be1f9d6.js" defer></script></body></html>'
    )


def _catalogue(record: Record, chance: Random, others: Sequence[Record]) -> Page:
    film = _is_film(record)
    number = _number(record.name)
    identity = f"LC{'Y' if film else 'F'}-{number // 1000:03d}-{number % 1000:03d}"
    own: Own = []

    def note(label: str, value: str) -> str:
        own.append((label, value))
        return value

    year, month, day = _date(chance)
    head = [
        ("目录编号", note("目录编号", identity)),
        ("浏览量", note("浏览量", f"{chance.randint(120, 98000):,}")),
        ("下载量", note("下载量", f"{chance.randint(3, 4200):,}")),
        ("收藏量", note("收藏量", str(chance.randint(0, 380)))),
    ]
    meta = "".join(
        f'<span {_SCOPE} class="meta-item"><i class="el-icon-info"></i><label>{label}</label>'
        f"<b>{value}</b></span>"
        for label, value in head
    )
    basic = _catalogue_rows(record, _C_BASIC)
    detail = _catalogue_rows(record, (*_C_DETAIL, *_rest(record, _C_BASIC, _C_DETAIL)))
    formats = chance.sample(["CSV", "JSON", "XLSX", "XML", "RDF"], chance.randint(2, 4))
    tags = "".join(
        f'<span {_SCOPE} class="el-tag el-tag--success el-tag--mini">{note("开放格式", kind)}</span>'
        for kind in formats
    )
    plain = [
        ("发布日期", f"{year - 1}-{month:02d}-{chance.randint(1, 28):02d}"),
        ("最近更新", f"{year}-{month:02d}-{day:02d}"),
        ("更新频率", chance.choice(["每日", "每周", "每月", "每季度", "不定期"])),
        ("开放类型", chance.choice(["无条件开放", "有条件开放"])),
    ]
    if chance.random() < 0.6:
        plain.append(("提供方联系人", chance.choice(_EDITORS)))
    directory = [(label, f"<span>{note(label, value)}</span>", False) for label, value in plain]
    directory.append(("开放格式", tags, True))

    score = note("综合评分", f"{chance.randint(31, 50) / 10:.1f}")
    talk = "".join(
        f'<li {_SCOPE} class="comment"><div class="avatar"><img src="/avatar/{chance.randint(1, 99)}'
        f'.png" alt=""></div><div class="c-main"><div class="c-user">{user}<div role="slider" '
        f'aria-valuenow="{stars}" class="el-rate">'
        + '<i class="el-rate__icon el-icon-star-on"></i>'
        * stars
        + f'</div></div><p class="c-text">{text}</p><div class="c-foot"><span>2024-{chance.randint(1, 9):02d}'
        f"-{chance.randint(1, 28):02d} {chance.randint(8, 22):02d}:{chance.randint(0, 59):02d}</span>"
        f"<a>回复</a><a>赞 {chance.randint(0, 30)}</a></div>"
        + (
            '<div class="reply"><b>平台回复</b>：感谢您的反馈，我们会尽快核实。</div>'
            if chance.random() < 0.3
            else ""
        )
        + "</div></li>"
        for user, text in _comments(film, chance, 2, 5)
        for stars in [chance.randint(3, 5)]
    )
    shown = "导演" if film else "实施主体"
    related = "".join(
        f'<div {_SCOPE} class="rel-card"><a class="rel-title" href="/catalog/{_number(other.name)}">'
        f"{_text(other.name)}</a>"
        + "".join(
            f'<div class="rel-line"><label>{CATALOGUE_LABELS.get(name, name)}</label>'
            f"<span>{_text(values[0])}</span></div>"
            for name, values in _given(other, [shown])
        )
        + f'<div class="rel-line"><label>浏览量</label><span>{chance.randint(100, 9000):,}</span></div>'
        "</div>"
        for other in _besides(others, record, 4)
    )
    hot = "".join(
        f'<li><em class="rank rank-{place}">{place}</em><a href="/catalog/{_number(other.name)}">'
        f"{_text(other.name)}</a></li>"
        for place, other in enumerate(reversed(_besides(others, record, 8)), 1)
    )
    parent = "影视资料" if film else "政务服务"
    body = (
        '<div aria-label="Breadcrumb" role="navigation" class="el-breadcrumb">'
        '<span class="el-breadcrumb__item"><a href="/">首页</a><span role="presentation" '
        'class="el-breadcrumb__separator">&gt;</span></span><span class="el-breadcrumb__item">'
        f'<a href="/catalog">资源目录</a><span role="presentation" class="el-breadcrumb__separator">'
        f'&gt;</span></span><span class="el-breadcrumb__item"><span>{parent}</span></span></div>'
        f'<div class="el-row"><div class="el-col el-col-18"><div {_SCOPE} class="detail-head">'
        f'<h1 {_SCOPE} class="detail-title">{_text(record.name)}</h1><div {_SCOPE} class="detail-meta">'
        f'{meta}</div><p {_SCOPE} class="detail-abstract">{_text(record.description)}</p>'
        f'<div {_SCOPE} class="actions"><button class="el-button"><span>收藏</span></button>'
        '<button class="el-button"><span>订阅</span></button><button class="el-button">'
        "<span>数据纠错</span></button></div></div>"
        '<div class="el-tabs el-tabs--top"><div class="el-tabs__header"><div role="tablist" '
        'class="el-tabs__nav"><div role="tab" class="el-tabs__item is-active">详细信息</div>'
        '<div role="tab" class="el-tabs__item">接口调用</div><div role="tab" class="el-tabs__item">'
        '用户评价</div></div></div><div class="el-tabs__content">'
        '<div role="tabpanel" class="el-tab-pane">'
        + _catalogue_table("基本信息", basic)
        + _catalogue_table("主创信息" if film else "办理信息", detail)
        + _catalogue_table("目录信息", directory)
        + '</div><div role="tabpanel" aria-hidden="true" class="el-tab-pane" style="display:none;">'
        f"<p>请先申请调用凭证，再按下列示例请求。</p><pre><code>curl -H 'X-App-Key: ******' "
        f"https://data.lingchuan.example/openapi/v2/item/{number}</code></pre>"
        "<p>每个凭证每分钟最多调用 60 次。</p></div>"
        '<div role="tabpanel" class="el-tab-pane"><div class="score-box"><div class="score-label">'
        f'综合评分</div><div class="score-num">{score}</div></div><ul class="comment-list">{talk}</ul>'
        '<div class="comment-form"><textarea placeholder="登录后发表评价"></textarea>'
        "<button>发表</button></div></div></div></div></div>"
        '<div class="el-col el-col-6"><div class="el-card"><div class="el-card__header">相关目录</div>'
        f'<div class="el-card__body">{related}</div></div><div class="el-card">'
        f'<div class="el-card__header">热门排行</div><div class="el-card__body"><ol>{hot}</ol></div></div>'
        '<div class="el-card"><div class="el-card__header">帮助中心</div><div class="el-card__body">'
        "<p>服务热线：0000-612345（工作日 9:00-17:30）</p></div></div></div></div>"
    )
    state = {"route": f"/catalog/{number}", "user": None, "theme": "blue", "id": number}
    return _catalogue_frame(film, record.name, body, state), own


def _catalogue_extra(records: Sequence[Record], chance: Random) -> list[str]:
    if not records:
        return []
    film = _is_film(records[0])
    pages: list[str] = []
    for start in range(0, min(len(records), 30), 10):
        items = "".join(
            f'<div class="list-item"><a href="/catalog/{_number(record.name)}"><h3>{_text(record.name)}'
            f"</h3></a><p>{_text(_cut(record.description, 60))}</p></div>"
            for record in records[start : start + 10]
        )
        filters = "".join(f"<a>{word}</a>" for word in ("全部", "最新", "最热", "评分最高"))
        body = (
            f'<div class="filter"><span>排序</span>{filters}</div><div class="list">{items}</div>'
            '<div class="el-pagination"><button>上一页</button><ul class="el-pager"><li>1</li><li>2</li>'
            "<li>3</li></ul><button>下一页</button></div>"
        )
        pages.append(_catalogue_frame(film, "资源目录", body, {"route": "/catalog", "page": start}))
    about = (
        '<div class="rich"><h1>关于我们</h1><p>本平台汇集岭川各单位可开放的资料，供公众免费查询与下载。'
        f"</p><p>截至目前，平台已接入单位 {chance.randint(30, 90)} 家。</p></div>"
    )
    pages.append(_catalogue_frame(film, "关于我们", about, {"route": "/about"}))
    return pages


# --- article: a regional lifestyle portal ---------------------------------------------------------

_A_TABLE = ("外文名", "类型", "出品时间", "上映时间", "片长", "对白语言") + (
    "实施主体",
    "事项类型",
    "行使层级",
    "实施编码",
    "服务对象",
    "主题分类",
    "法定办结时限",
    "承诺办结时限",
)
_A_SECTIONS = ("主演", "受理条件", "申请材料", "办理地点")
_A_INLINE = ("导演", "编剧", "出品公司") + (
    "承办平台",
    "是否支持预约办理",
    "是否支持物流快递",
    "咨询电话",
    "监督投诉电话",
)
_A_FONT = "font-family:微软雅黑,&quot;Microsoft YaHei&quot;;font-size:16px;"


def _article_joined(values: Sequence[str]) -> str:
    separator = "、" if len(values) == 1 or _joins("、", values) else "<br>"
    return separator.join(_text(value) for value in values)


def _article_frame(film: bool, title: str, trail: Sequence[str], body: str, aside: str) -> str:
    site = "榕江影话" if film else "榕江生活网"
    channels = ["首页", "新闻", "影视", "美食", "旅游", "办事", "教育", "房产", "交通", "招聘"]
    nav = "".join(
        f"<li{' class=on' if word == ('影视' if film else '办事') else ''}>"
        f'<a href="/channel/{at}/" target="_blank">{word}</a></li>\n'
        for at, word in enumerate(channels)
    )
    path = " &gt; ".join(f'<a href="/{at}/">{word}</a>' for at, word in enumerate(trail))
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml">
<head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
<title>{_text(title)}- {site}</title>
<meta name="keywords" content="{_attribute(title)},榕江" />
<link href="/css/base.css?v=20190612" rel="stylesheet" type="text/css" />
<script type="text/javascript" src="/js/jquery-1.8.3.min.js"></script>
<!--[if lt IE 9]><script src="/js/html5shiv.js"></script><![endif]-->
</head>
<body>
<div class="topbar"><div class="w1000">
<div class="fl">榕江天气：多云 18~26℃ <a href="/tianqi/">未来七天</a></div>
<div class="fr"><a href="javascript:;" onclick="addFav()">加入收藏</a> | <a href="/m/">手机版</a> | <a href="/tougao/">投稿</a></div>
</div></div>
<div class="head w1000"><a class="logo" href="/"><img src="/images/logo.gif" width="180" height="60" alt="{site}" /></a>
<div class="ad728" id="ad_top"><script type="text/javascript">showAd("top728");</script></div></div>
<div class="nav"><ul class="w1000 clearfix">
{nav}</ul></div>
<div class="w1000 crumb">当前位置：{path} &gt; 正文</div>
<div class="w1000 clearfix">
<div class="left fl">
{body}
</div>
<div class="right fr">
{aside}
</div>
</div>
<div class="foot"><p><a href="/about.html">关于我们</a> - <a href="/ad.html">广告服务</a> - <a href="/law.html">免责声明</a> - <a href="/contact.html">联系我们</a></p>
<p>Copyright &copy; 2012-2024 {site} All Rights Reserved. 榕ICP备12009900号</p>
<p>违法和不良信息举报电话：0000-3300221</p></div>
<div id="gotop" style="display:none"><a href="#">返回顶部</a></div>
<script type="text/javascript">
var _hmt = _hmt || [];
(function() {{ var hm = document.createElement("script"); hm.src = "/js/stat.js?9f31"; document.body.appendChild(hm); }})();
</script>
</body>
</html>"""


def _article_aside(others: Sequence[Record], chance: Random) -> str:
    hot = "\n".join(
        f'<li><i class="n{place}">{place}</i><a href="/a/{_number(other.name, 7)}.html" '
        f'title="{_attribute(other.name)}">{_text(_cut(other.name, 16))}</a></li>'
        for place, other in enumerate(others[:8], 1)
    )
    tools = "".join(
        f'<a href="/tool/{at}">{word}</a>'
        for at, word in enumerate(["违章查询", "公交线路", "快递查询", "停水停电", "医院挂号"])
    )
    return (
        f'<div class="box"><div class="tit"><h3>24小时热文</h3></div><ul class="hot">\n{hot}\n</ul></div>\n'
        f'<div class="ad300"><script type="text/javascript">showAd("r{chance.randint(1, 4)}");</script>'
        f'</div>\n<div class="box"><div class="tit"><h3>便民工具</h3></div><div class="tools">{tools}'
        '</div></div>\n<div class="box qr"><img src="/images/qr.jpg" width="120" alt="" />'
        "<p>扫一扫，关注榕江公众号</p></div>"
    )


def _article(record: Record, chance: Random, others: Sequence[Record]) -> Page:
    film = _is_film(record)
    number = _number(record.name, 7)
    year, month, day = _date(chance, 2018, 2023)
    stamp = (
        f"{year}年{month:02d}月{day:02d}日 {chance.randint(7, 22):02d}:{chance.randint(0, 59):02d}"
    )
    source = chance.choice(
        ["榕江影话", "榕江晚报", "网友投稿", "影迷手册"]
        if film
        else ["榕江生活网", "榕江晚报", "政务公开专栏", "榕江发布"]
    )
    editor = chance.choice(_EDITORS)
    views = str(chance.randint(80, 60000))
    own: Own = [("来源", source), ("时间", stamp), ("阅读", views), ("责任编辑", editor)]

    rows = "\n".join(
        f'<tr style="height:28px"><td width="140" style="border:1px solid #ccc;background:#f7f7f7;">'
        f'<p style="text-align:center;"><span style="{_A_FONT}"><strong>'
        f"{ARTICLE_LABELS.get(name, name)}</strong></span></p></td>"
        f'<td style="border:1px solid #ccc;padding:0 8px;"><p><span style="{_A_FONT}">'
        f"{_article_joined(values)}</span></p></td></tr>"
        for name, values in _given(record, _A_TABLE)
    )
    table = (
        '<table border="0" cellspacing="0" cellpadding="0" style="border-collapse:collapse;'
        f'width:100%"><tbody>\n{rows}\n</tbody></table>\n'
        if rows
        else ""
    )
    sections = "\n".join(
        f'<h3 class="qa"><em>{place:02d}</em><span>{ARTICLE_LABELS.get(name, name)}</span></h3>\n'
        + "\n".join(f'<p style="text-indent:2em;">{_text(value)}</p>' for value in values)
        + (
            f'\n<p style="text-align:center"><img src="/upload/{year}/{number}_{place}.jpg" '
            f'alt="{_attribute(record.name)}" /></p>'
            if chance.random() < 0.25
            else ""
        )
        for place, (name, values) in enumerate(_given(record, _A_SECTIONS), 1)
    )
    inline = "\n".join(
        f'<p style="line-height:2em;"><span style="{_A_FONT}"><strong>'
        f"{ARTICLE_LABELS.get(name, name)}：</strong>{_article_joined(values)}</span></p>"
        for name, values in _given(
            record, (*_A_INLINE, *_rest(record, _A_TABLE, _A_SECTIONS, _A_INLINE))
        )
    )
    closing = ""
    if film and chance.random() < 0.7:
        mark = f"{chance.randint(50, 95) / 10:.1f}分"
        own.append(("小编打分", mark))
        closing = (
            f'<p class="mark"><strong>小编打分：</strong><font color="#ff0000">{mark}</font></p>\n'
        )
    elif not film and chance.random() < 0.7:
        checked = f"{year + 1}年{month}月"
        own.append(("信息核对", checked))
        closing = f'<p class="mark"><strong>信息核对：</strong><font color="#ff0000">{checked}</font></p>\n'
    tip = (
        "资料由编辑整理，如有出入请以影片字幕为准。"
        if film
        else "政策可能调整，前往办理之前建议先打电话确认。"
    )
    group = [
        ("影视" if film else "办事"),
        chance.choice(["老片", "片库"] if film else ["指南", "攻略"]),
    ]
    around = _besides(others, record, 10)
    neighbours = "".join(
        f'<li>{word}：<a href="/a/{_number(other.name, 7)}.html">{_text(other.name)}</a></li>'
        for word, other in zip(("上一篇", "下一篇"), around, strict=False)
    )
    reading = "\n".join(
        f'<li><a href="/a/{_number(other.name, 7)}.html">{_text(other.name)}</a>'
        f"<span>{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}</span></li>"
        for other in around[2:8]
    )
    talk = "\n".join(
        f'<dl class="cmt"><dt><img src="/images/face{chance.randint(1, 20)}.gif" alt="" /></dt>'
        f'<dd><p class="u"><a href="javascript:;">{user}</a><span>来自{chance.choice(["榕江", "外地", "手机"])}'
        f"</span><span>{chance.randint(1, 28)}天前</span></p><p>{text}</p>"
        f'<p class="op"><a href="javascript:;">顶[{chance.randint(0, 40)}]</a>'
        f'<a href="javascript:;">回复</a></p></dd></dl>'
        for user, text in _comments(film, chance, 1, 4)
    )
    body = (
        f'<div class="art">\n<h1>{_text(record.name)}</h1>\n<div class="info"><span>来源：</span>'
        f'<a href="/src/">{source}</a>&nbsp;&nbsp;<span>时间：</span><em>{stamp}</em>&nbsp;&nbsp;'
        f'<span>阅读：</span><em id="hits">{views}</em>&nbsp;&nbsp;'
        '<a href="javascript:;" onclick="setFont(18)">大</a> <a href="javascript:;" '
        'onclick="setFont(16)">中</a> <a href="javascript:;" onclick="setFont(14)">小</a></div>\n'
        f'<input type="hidden" id="aid" value="{number}" />\n<div class="con" id="content">\n'
        f'<p style="text-indent:2em;"><span style="{_A_FONT}">{_text(record.description)}</span></p>\n'
        f"{table}{sections}\n{inline}\n{closing}"
        f'<blockquote class="tips"><b>温馨提示</b><p>{tip}</p><p>微信搜索公众号“榕江生活”，'
        f"关注后在对话框回复【{'片单' if film else '办事'}】，即可查看更多内容。</p></blockquote>\n"
        f'</div>\n<div class="editor">[<span>责任编辑：</span><span>{editor}</span>]</div>\n'
        '<div class="share" style="display:none"><a>微信</a><a>微博</a><a>QQ空间</a></div>\n'
        f'<ul class="pn">{neighbours}</ul>\n</div>\n'
        f'<div class="box"><div class="tit"><h2>相关阅读</h2></div><ul class="rel">\n{reading}\n</ul></div>\n'
        '<div class="box" id="comment"><div class="tit"><h2>网友评论</h2></div>'
        '<textarea name="c" placeholder="文明上网，理性发言"></textarea>\n'
        f"{talk}\n</div>\n"
        '<div class="law">声明：本站转载内容出于传递更多信息之目的，如涉及版权问题请与我们联系。</div>'
    )
    trail = ["榕江首页" if film else "榕江生活网", *group]
    return (
        _article_frame(film, record.name, trail, body, _article_aside(around[::-1], chance)),
        own,
    )


def _article_extra(records: Sequence[Record], chance: Random) -> list[str]:
    if not records:
        return []
    film = _is_film(records[0])
    channel = "影视" if film else "办事"
    pages: list[str] = []
    for start in range(0, min(len(records), 40), 20):
        items = "\n".join(
            f'<li><a href="/a/{_number(record.name, 7)}.html">{_text(record.name)}</a>'
            f"<span>{chance.randint(2019, 2023)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"
            "</span></li>"
            for record in records[start : start + 20]
        )
        body = (
            f'<div class="box"><div class="tit"><h1>{channel}</h1></div><ul class="list">\n{items}\n</ul>'
            '<div class="page"><a>首页</a><a>上一页</a><b>1</b><a>2</a><a>下一页</a></div></div>'
        )
        aside = _article_aside(chance.sample(records, min(8, len(records))), chance)
        pages.append(_article_frame(film, channel, ["榕江生活网", channel], body, aside))
    story = (
        '<div class="art"><h1>本周末江滨公园有灯会</h1><div class="con"><p>记者昨日获悉，江滨公园将于'
        "本周末举办灯会，持续三晚，市民可免费入场。</p><p>活动期间周边道路实行临时管制，"
        "建议搭乘公交前往。</p></div></div>"
    )
    pages.append(
        _article_frame(
            film,
            "本周末江滨公园有灯会",
            ["榕江生活网", "新闻"],
            story,
            _article_aside(chance.sample(records, min(8, len(records))), chance),
        )
    )
    return pages


# --- handset: mobile pages of an app --------------------------------------------------------------

_H_TILES = ("片长", "承诺办结时限", "法定办结时限", "行使层级")
_H_CHIPS = ("类型", "主题分类", "服务对象")
_H_CELLS = ("外文名", "导演", "编剧", "上映时间", "对白语言", "出品时间", "出品公司") + (
    "实施主体",
    "事项类型",
    "实施编码",
    "承办平台",
    "是否支持预约办理",
    "是否支持物流快递",
)
_H_PHONES = ("咨询电话", "监督投诉电话")
_H_CAST = ("主演",)
_H_FOLDS = ("办理地点", "受理条件", "申请材料")


def _handset_value(values: Sequence[str]) -> str:
    if len(values) == 1 or _joins(" / ", values):
        return _text(" / ".join(values))
    return "".join(f"<p>{_text(value)}</p>" for value in values)


def _handset_cell(label: str, content: str, extra: str = "") -> str:
    return (
        f'<div class="Cell_root__2hQ8x"><div class="Cell_title__1mPz0">{label}</div>'
        f'<div class="Cell_value__9aVbk">{content}</div>{extra}</div>'
    )


def _handset_frame(film: bool, title: str, body: str, data: object) -> str:
    site = "片刻影库" if film else "通办e点"
    tabs = ["首页", "找片", "片单", "我的"] if film else ["首页", "办事", "消息", "我的"]
    bar = "".join(
        f'<a class="Tabbar_item__3kd2W{" Tabbar_on__Yt71a" if at == 1 else ""}" href="#/{at}">'
        f'<svg width="24" height="24" viewBox="0 0 24 24"><use href="#t{at}"></use></svg>'
        f"<span>{word}</span></a>"
        for at, word in enumerate(tabs)
    )
    return (
        '<!doctype html><html lang="zh"><head><meta charset="utf-8"/><meta name="viewport" '
        'content="width=device-width,initial-scale=1,maximum-scale=1,user-scalable=no,viewport-fit=cover"/>'
        f'<meta name="format-detection" content="telephone=no"/><title>{_text(title)}</title>'
        f'<meta property="og:title" content="{_attribute(title)}"/>'
        f'<meta property="og:site_name" content="{site}"/>'
        '<link rel="preload" href="/_next/static/css/5c2e8.css" as="style"/>'
        '<link rel="stylesheet" href="/_next/static/css/5c2e8.css"/></head><body>'
        '<div id="__next"><div class="OpenApp_bar__0Fz3c"><img src="/icon.png" alt=""/>'
        f"<div><strong>{site}</strong><small>打开 App，体验更流畅</small></div>"
        "<button>立即打开</button></div>"
        '<header class="NavBar_root__7TqLm"><button aria-label="返回">‹</button>'
        f'<span>{"影片详情" if film else "事项详情"}</span><button aria-label="更多">···</button></header>'
        f'<main>{body}</main><footer class="Foot_root__8mmQe"><p>{site} · 让生活简单一点</p>'
        '<p><a href="/agreement">用户协议</a> <a href="/privacy">隐私政策</a> '
        '<a href="/feedback">意见反馈</a></p></footer>'
        f'<nav class="Tabbar_root__6gXsP">{bar}</nav>'
        '<div class="Sheet_root__4uWnd" hidden><h4>分享到</h4><ul><li>微信好友</li><li>朋友圈</li>'
        "<li>复制链接</li></ul><button>取消</button></div>"
        '<div class="Toast_root__1zzKp" style="visibility:hidden">已复制</div></div>'
        f'<script id="__NEXT_DATA__" type="application/json">{_json(data)}</script>'
        '<script src="/_next/static/chunks/main-77ab01.js" async></script></body></html>'
    )


def _handset(record: Record, chance: Random, others: Sequence[Record]) -> Page:
    film = _is_film(record)
    number = _number(record.name, 8)
    own: Own = []

    def label_of(name: str) -> str:
        return HANDSET_LABELS.get(name, name)

    def tile(content: str, caption: str) -> str:
        return (
            f'<div class="Stat_item__5LwRb"><div class="Stat_num__c7Uo1">{content}</div>'
            f'<div class="Stat_cap__x02Qd">{caption}</div></div>'
        )

    tiles = [
        tile(_handset_value(values), label_of(name)) for name, values in _given(record, _H_TILES)
    ]
    if film:
        facts = [
            ("评分", f"{chance.randint(45, 96) / 10:.1f}"),
            ("想看", f"{chance.randint(11, 99) / 10:.1f}万"),
        ]
    else:
        facts = [
            ("好评率", f"{chance.randint(880, 1000) / 10:.1f}%"),
            ("近一年办件", f"{chance.randint(2, 9000)}件"),
        ]
    own.extend(facts)
    tiles.extend(tile(value, caption) for caption, value in facts)

    chips = "".join(
        f'<div class="Tags_row__w1LkE"><span class="Tags_name__Pq4sa">{label_of(name)}</span>'
        + "".join(
            f'<a class="Tags_chip__m9zzT" href="/t/{_number(value)}">{_text(value)}</a>'
            for value in values
        )
        + "</div>"
        for name, values in _given(record, _H_CHIPS)
    )
    copy = '<button class="Cell_copy__aa81Z" type="button">复制</button>'
    names = (*_H_CELLS, *_rest(record, _H_TILES, _H_CHIPS, _H_CELLS, _H_PHONES, _H_CAST, _H_FOLDS))
    cells = "".join(
        _handset_cell(label_of(name), _handset_value(values), copy if name == "实施编码" else "")
        for name, values in _given(record, names)
    )
    year, month, day = _date(chance, 2022, 2024)
    notes = [("收录编号", f"No.{number}"), ("更新于", f"{year}/{month}/{day}")]
    if chance.random() < 0.5:
        notes.append(("版本", f"V{chance.randint(1, 6)}.{chance.randint(0, 9)}"))
    own.extend(notes)
    last = "".join(_handset_cell(label, value) for label, value in notes)
    phones = "".join(
        _handset_cell(
            label_of(name),
            "".join(
                f'<a class="Phone_link__Vv3m2" href="tel:{_attribute(value.replace(" ", ""))}">{_text(value)}</a>'
                for value in values
            ),
        )
        for name, values in _given(record, _H_PHONES)
    )
    cast = "".join(
        f'<section class="Block_root__q3Xy7"><h2>{label_of(name)}</h2><div class="Cast_scroll__e5Fk2">'
        + "".join(
            f'<a class="Cast_card__Rr0sP" href="/p/{_number(value)}"><img src="/img/p/{_number(value)}.webp" '
            f'alt="" loading="lazy"/><span>{_text(value)}</span></a>'
            for value in values
        )
        + "</div></section>"
        for name, values in _given(record, _H_CAST)
    )
    folds = "".join(
        f'<details class="Fold_root__b6Dc9"{" open" if name != "办理地点" else ""}><summary>{label_of(name)}'
        '<i class="Fold_arrow__k1"></i></summary><div class="Fold_body__t4Hs8">'
        + (
            "<ol>" + "".join(f"<li>{_text(value)}</li>" for value in values) + "</ol>"
            if len(values) > 1
            else f"<p>{_text(values[0])}</p>"
        )
        + "</div></details>"
        for name, values in _given(record, _H_FOLDS)
    )
    questions = (
        ["这部片现在哪里能看？", "适合带小孩一起看吗？", "有没有续集？"]
        if film
        else ["可以请人代办吗？", "节假日能办吗？", "进度在哪里查？"]
    )
    answers = _comments(film, chance, 1, 3)
    talk = "".join(
        f'<li><div class="Qa_q__s8"><b>问</b><span>{question}</span></div><div class="Qa_a__s9"><b>答</b>'
        f"<span>{text}</span></div><small>{user} · {chance.randint(1, 11)}个月前 · "
        f"{chance.randint(0, 60)}人觉得有用</small></li>"
        for question, (user, text) in zip(questions, answers, strict=False)
    )
    small = ("上映时间", "导演") if film else ("承诺办结时限", "实施主体")
    more = "".join(
        f'<a class="Card_root__h2Jm4" href="/d/{_number(other.name, 8)}"><strong>{_text(other.name)}</strong>'
        + "".join(
            f'<span class="Card_line__u0"><em>{label_of(name)}</em>{_text(values[0])}</span>'
            for name, values in _given(other, small)
        )
        + "</a>"
        for other in _besides(others, record, chance.randint(3, 6))
    )
    data = {
        "page": "/d/[id]",
        "query": {"id": str(number)},
        "buildId": "q1w8-Zk",
        "props": {"title": record.name, "ab": chance.choice(["a", "b"])},
    }
    intro = (
        '<section class="Block_root__q3Xy7"><div class="Intro_text__f3 Intro_clamp__g8">'
        f"{_text(record.description)}</div><button>展开</button></section>"
        if record.description
        else ""
    )
    body = (
        f'<div class="Hero_root__j5Rt1"><h1>{_text(record.name)}</h1>'
        f'<div class="Stat_root__n8Ba6">{"".join(tiles)}</div></div>'
        + (f'<section class="Tags_root__y7">{chips}</section>' if chips else "")
        + intro
        + (f'<section class="Group_root__d2">{cells}</section>' if cells else "")
        + cast
        + (f'<section class="Group_root__d2">{phones}</section>' if phones else "")
        + folds
        + f'<section class="Group_root__d2">{last}</section>'
        '<div class="Banner_root__z1"><img src="/img/banner/7.webp" alt="邀请好友得会员"/></div>'
        f'<section class="Block_root__q3Xy7"><h2>问问大家</h2><ul class="Qa_list__r5">{talk}</ul>'
        "<button>我要提问</button></section>"
        f'<section class="Block_root__q3Xy7"><h2>{"看了又看" if film else "大家还在办"}</h2>'
        f'<div class="Card_list__v6">{more}</div></section>'
        '<div class="Action_root__o4"><button>收藏</button><button class="Action_main__l1">'
        f"{'加入片单' if film else '在线申请'}</button></div>"
    )
    return _handset_frame(film, record.name, body, data), own


def _handset_extra(records: Sequence[Record], chance: Random) -> list[str]:
    if not records:
        return []
    film = _is_film(records[0])
    chosen = chance.sample(records, min(15, len(records)))
    items = "".join(
        f'<a class="Card_root__h2Jm4" href="/d/{_number(record.name, 8)}"><strong>{_text(record.name)}'
        f"</strong><small>{_text(_cut(record.description, 30))}</small></a>"
        for record in chosen
    )
    listing = (
        '<div class="Search_root__c9"><input placeholder="搜一搜"/></div>'
        f'<div class="Card_list__v6">{items}</div><div class="Load_more__p2">加载中…</div>'
    )
    faq = (
        '<section class="Block_root__q3Xy7"><h1>常见问题</h1><details><summary>收不到验证码怎么办</summary>'
        "<p>请检查短信是否被拦截，或一分钟后重新获取。</p></details><details><summary>如何注销账号</summary>"
        "<p>在“我的”页面打开设置，选择账号与安全。</p></details></section>"
    )
    return [
        _handset_frame(film, "全部", listing, {"page": "/list"}),
        _handset_frame(film, "常见问题", faq, {"page": "/faq"}),
    ]


DESIGNS: dict[str, Callable[[Record, Random, Sequence[Record]], Page]] = {
    "catalogue": _catalogue,
    "article": _article,
    "handset": _handset,
}
EXTRA: dict[str, Callable[[Sequence[Record], Random], list[str]]] = {
    "catalogue": _catalogue_extra,
    "article": _article_extra,
    "handset": _handset_extra,
}
