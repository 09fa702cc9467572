"""Three page designs of made-up Chinese sites: a discovery site, a public body, a magazine.

``catalogue``: a server-rendered React site with utility classes: key figures, a grid of facts.
``bureau``: the content system of a public body: tables of facts, side menu, questions and answers.
``journal``: a blog magazine: an article with a fact box of bold labels, sections and comments.

Each shows films and government services, under the names and with the furniture of such a site.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from random import Random
from typing import Protocol
from urllib.parse import quote


class Record(Protocol):
    """What a design needs of a record (``site_records.Record``)."""

    @property
    def name(self) -> str: ...

    @property
    def attributes(self) -> Mapping[str, Sequence[str]]: ...

    @property
    def description(self) -> str: ...


Pair = tuple[str, str]
Page = tuple[str, list[Pair]]

_FILM_ATTRIBUTES = frozenset(
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

LABELS: dict[str, dict[str, str]] = {
    "catalogue": {
        "外文名": "外文片名",
        "出品时间": "出品年份",
        "出品公司": "制片公司",
        "类型": "影片类型",
        "主演": "演员",
        "片长": "时长",
        "上映时间": "公映日期",
        "对白语言": "语言",
        "实施主体": "办理部门",
        "事项类型": "事项类别",
        "行使层级": "层级",
        "实施编码": "事项编码",
        "办理地点": "去哪办",
        "法定办结时限": "法定时限",
        "承诺办结时限": "承诺时限",
        "受理条件": "办理条件",
        "监督投诉电话": "投诉电话",
        "是否支持物流快递": "快递送达",
        "是否支持预约办理": "网上预约",
        "承办平台": "办理平台",
        "主题分类": "所属主题",
        "服务对象": "谁可以办",
        "申请材料": "所需材料",
    },
    "bureau": {
        "外文名": "外文题名",
        "出品公司": "出品单位",
        "类型": "题材类型",
        "主演": "主要演员",
        "上映时间": "首映时间",
        "对白语言": "对白语种",
        "实施主体": "实施机关",
        "实施编码": "事项实施编码",
        "法定办结时限": "法定期限",
        "承诺办结时限": "承诺期限",
        "咨询电话": "咨询方式",
        "监督投诉电话": "监督方式",
        "是否支持物流快递": "物流快递",
        "是否支持预约办理": "预约办理",
        "承办平台": "办理系统",
        "主题分类": "事项主题",
    },
    "journal": {
        "外文名": "原名",
        "出品时间": "出品年份",
        "出品公司": "出品方",
        "主演": "演员阵容",
        "上映时间": "上映",
        "对白语言": "对白",
        "实施主体": "主管部门",
        "行使层级": "办理层级",
        "实施编码": "编码",
        "办理地点": "线下地址",
        "法定办结时限": "法定办结",
        "承诺办结时限": "承诺办结",
        "受理条件": "申请条件",
        "咨询电话": "咨询热线",
        "监督投诉电话": "投诉热线",
        "是否支持物流快递": "能否快递",
        "是否支持预约办理": "能否预约",
        "承办平台": "线上入口",
        "主题分类": "归类",
        "服务对象": "适用人群",
        "申请材料": "要带的材料",
    },
}

_USERS = (
    "青柠不加冰",
    "老街十三号",
    "momo_2077",
    "木子木木",
    "阿澈",
    "北岸的风",
    "今天也早睡",
    "小满",
    "KelvinZ",
    "一只慢羊羊",
    "南山种豆",
    "用户8839201",
    "晚风与橘猫",
    "陈记糖水",
    "xiaoyu0512",
    "半糖主义",
    "路过的张三",
    "Echo回声",
)
_EDITORS = ("林知夏", "周启明", "阿柚", "沈一白", "何以南", "编辑部小鹿")
_FILM_REMARKS = (
    "前半段节奏很稳，后半段稍微有点赶，但结尾那场戏值回票价。",
    "小时候在露天电影院看过一次，这次重看才看懂父辈那条线。",
    "配乐太好了，散场以后还在找原声。",
    "剧本有硬伤，几个转折解释不通，演员救回来不少。",
    "和家里人一起看的，老人家从头笑到尾。",
    "摄影加一分，海报减一分。",
    "第二遍看的时候注意到开头的那只怀表，原来伏笔埋得这么早。",
    "不太喜欢说教的部分，好在不长。",
    "有没有人知道片尾那首歌叫什么？",
    "三星半，给诚意。年轻演员的台词还要再练练。",
    "朋友推荐来的，没失望，也没惊喜。",
    "画质修复得不错，希望同系列的都能修一修。",
)
_SERVICE_REMARKS = (
    "上午去的，前面只有两个人，十几分钟就办完了，窗口态度很好。",
    "网上提交以后第二天就收到短信，比想象中快。",
    "建议把样表放得显眼一点，我填错了两次。",
    "电话打了三次才接通，不过解答得挺详细。",
    "外地户口也可以办，去之前先在网上预约就行。",
    "请问周六上午窗口上班吗？",
    "材料少带了一份复印件，旁边自助机可以打，不用再跑一趟。",
    "流程比前两年简单多了，点赞。",
    "系统提示验证码错误，换了浏览器才好。",
    "停车不方便，建议坐地铁。",
    "替公司来办的，记得带公章。",
    "指南写得清楚，照着准备一次就过。",
)


@dataclass(frozen=True)
class _Remark:
    user: str
    text: str
    day: str
    likes: int


def _is_film(record: Record) -> bool:
    return any(label in _FILM_ATTRIBUTES for label in record.attributes)


def _t(text: str) -> str:
    return escape(text, quote=False)


def _q(text: str) -> str:
    return escape(text)


def _joined(values: Sequence[str], *separators: str) -> str:
    """The values in one text, with the first separator that none of them holds."""
    for separator in separators:
        if not any(separator.strip() in value for value in values):
            return _t(separator.join(values))
    return "<br>".join(_t(value) for value in values)


def _day(chance: Random, first: int = 2023, last: int = 2025) -> str:
    year = chance.randint(first, last)
    return f"{year}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"


def _remarks(chance: Random, film: bool, low: int, high: int) -> list[_Remark]:
    texts = chance.sample(_FILM_REMARKS if film else _SERVICE_REMARKS, chance.randint(low, high))
    users = chance.sample(_USERS, len(texts))
    return [
        _Remark(user, text, _day(chance), chance.randint(0, 240))
        for user, text in zip(users, texts, strict=True)
    ]


def _besides(record: Record, others: Sequence[Record], most: int) -> list[Record]:
    return [other for other in others if other.name != record.name][:most]


def _first(record: Record, *labels: str) -> str:
    """The first value that the record has of these attributes, else nothing."""
    for label in labels:
        if record.attributes.get(label):
            return record.attributes[label][0]
    return ""


def _label(design: str, attribute: str) -> str:
    return LABELS[design].get(attribute, attribute)


# --- catalogue: a discovery site, server-rendered React with utility classes ----------------------


@dataclass(frozen=True)
class _Catalogue:
    site: str
    slogan: str
    root: str
    section: str
    nav: tuple[str, ...]
    intro: str
    related: str
    hot: str
    talk: str
    owner: str


_CATALOGUE_FILM = _Catalogue(
    "拾影",
    "发现下一部好电影",
    "/film",
    "片库",
    ("首页", "片库", "影人", "片单", "影讯"),
    "剧情简介",
    "喜欢这部片的人也看",
    "本周热搜",
    "短评",
    "上海拾影网络科技有限公司",
)
_CATALOGUE_SERVICE = _Catalogue(
    "一指办",
    "政务事项，一查就懂",
    "/item",
    "事项库",
    ("首页", "事项库", "主题办", "网点地图", "帮助"),
    "事项简介",
    "相关事项",
    "大家常查",
    "办事点评",
    "广州一指办信息服务有限公司",
)
_CATALOGUE_STATS = {True: ("片长",), False: ("承诺办结时限", "法定办结时限")}
_CATALOGUE_GRID = {
    True: ("外文名", "导演", "编剧", "出品公司", "出品时间", "上映时间", "对白语言"),
    False: (
        "实施主体",
        "事项类型",
        "行使层级",
        "实施编码",
        "主题分类",
        "承办平台",
        "是否支持预约办理",
        "是否支持物流快递",
        "咨询电话",
        "监督投诉电话",
    ),
}
_CATALOGUE_LINKED = frozenset(
    ["导演", "编剧", "出品公司", "对白语言", "实施主体", "主题分类", "事项类型"]
)
_CATALOGUE_PHONES = frozenset(["咨询电话", "监督投诉电话"])


def _catalogue_head(skin: _Catalogue, title: str, summary: str, path: str) -> str:
    crumbs = {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": 1, "name": "首页", "item": "/"},
            {"@type": "ListItem", "position": 2, "name": skin.section, "item": skin.root},
        ],
    }
    return f"""<!DOCTYPE html><html lang="zh-CN" class="scroll-smooth"><head><meta charSet="utf-8"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<title>{_t(title)} - {skin.site}</title>
<meta name="description" content="{_q(summary[:80])}"/>
<meta property="og:title" content="{_q(title)}"/><meta property="og:site_name" content="{
        skin.site
    }"/>
<meta property="og:url" content="{_q(path)}"/>
<link rel="preload" href="/_next/static/css/5b0c9ad1.css" as="style"/>
<link rel="stylesheet" href="/_next/static/css/5b0c9ad1.css"/>
<script type="application/ld+json">{json.dumps(crumbs, ensure_ascii=False)}</script>
<script src="/_next/static/chunks/main-8f2d71.js" defer=""></script></head>
<body class="bg-slate-50 text-slate-800 antialiased"><div id="__next">
<a href="#main" class="sr-only focus:not-sr-only">跳到主要内容</a>
<header class="sticky top-0 z-40 border-b border-slate-200 bg-white/90 backdrop-blur">
<div class="mx-auto flex h-16 max-w-6xl items-center gap-8 px-4">
<a class="flex items-center gap-2" href="/"><svg class="h-7 w-7 text-teal-600" viewBox="0 0 24 24">
<path d="M4 4h16v16H4z"></path></svg><span class="text-lg font-bold">{skin.site}</span></a>
<nav class="hidden gap-6 text-sm md:flex">{
        "".join(
            f'<a class="hover:text-teal-600" href="/{index or ""}">{entry}</a>'
            for index, entry in enumerate(skin.nav)
        )
    }</nav>
<form class="ml-auto" role="search" action="/search"><label class="sr-only" for="kw">搜索</label>
<input id="kw" name="q" type="search" placeholder="{skin.slogan}" class="h-9 w-64 rounded-full
 bg-slate-100 px-4 text-sm"/></form>
<button type="button" class="rounded-full bg-teal-600 px-4 py-1.5 text-sm text-white">登录</button>
</div></header>"""


def _catalogue_foot(skin: _Catalogue, data: Mapping[str, object]) -> str:
    columns = (
        ("关于", ("关于我们", "加入我们", "联系方式")),
        ("支持", ("使用帮助", "纠错反馈", "数据说明")),
        ("条款", ("用户协议", "隐私政策", "版权申诉")),
    )
    links = "".join(
        f'<div><h3 class="mb-3 text-sm font-semibold">{head}</h3><ul class="space-y-2 text-xs">'
        + "".join(f'<li><a href="/about">{entry}</a></li>' for entry in entries)
        + "</ul></div>"
        for head, entries in columns
    )
    return f"""<footer class="mt-16 border-t border-slate-200 bg-white">
<div class="mx-auto grid max-w-6xl grid-cols-2 gap-8 px-4 py-10 md:grid-cols-4">
<div><p class="font-bold">{skin.site}</p><p class="mt-2 text-xs text-slate-500">{skin.slogan}</p></div>
{links}</div>
<p class="pb-8 text-center text-xs text-slate-400">© 2019-2025 {skin.owner}
 <a href="https://beian.miit.gov.cn/" rel="nofollow">备20190417号-2</a></p></footer>
<div role="dialog" aria-hidden="true" class="fixed inset-0 z-50 hidden"><div class="rounded-2xl p-8">
<h2 class="text-lg font-semibold">登录后继续</h2><p class="text-sm">手机号登录即代表同意用户协议</p>
<input type="tel" placeholder="手机号"/><input type="text" placeholder="验证码"/>
<button type="button">获取验证码</button></div></div>
<div class="pointer-events-none fixed bottom-6 right-6 opacity-0" role="status">已复制链接</div>
</div><script id="__NEXT_DATA__" type="application/json">{json.dumps(data, ensure_ascii=False).replace("<", chr(92) + "u003c")}</script>
</body></html>"""


def _catalogue_values(attribute: str, values: Sequence[str]) -> str:
    if attribute in _CATALOGUE_LINKED:
        return '<span class="mx-1.5 text-slate-300">/</span>'.join(
            f'<a class="hover:text-teal-600" href="/search?q={quote(value)}">{_t(value)}</a>'
            for value in values
        )
    if attribute in _CATALOGUE_PHONES:
        return "".join(
            f'<a class="mr-4 inline-block tabular-nums text-teal-700" href="tel:{quote(value)}">'
            f"{_t(value)}</a>"
            for value in values
        )
    return "".join(f'<span class="block">{_t(value)}</span>' for value in values)


def _catalogue_cell(label: str, shown: str) -> str:
    return (
        '<div class="min-w-0 space-y-1"><p class="text-xs tracking-wide text-slate-400">'
        f'{_t(label)}</p><div class="break-words text-sm leading-6">{shown}</div></div>'
    )


def _catalogue_stat(label: str, values: Sequence[str]) -> str:
    lines = "".join(
        f'<strong class="block text-xl font-semibold tabular-nums">{_t(value)}</strong>'
        for value in values
    )
    return (
        f'<li class="flex-1 px-5 py-4 text-center">{lines}'
        f'<span class="mt-1 block text-xs text-slate-500">{_t(label)}</span></li>'
    )


def _catalogue_section(title: str, body: str) -> str:
    return (
        '<section class="mt-6 rounded-2xl bg-white p-6 shadow-sm">'
        f'<h2 class="mb-4 text-base font-semibold">{title}</h2>{body}</section>'
    )


def _catalogue_card(skin: _Catalogue, other: Record, film: bool) -> str:
    note = _first(other, "导演" if film else "实施主体")
    head = "导演" if film else "部门"
    line = f'<p class="truncate text-xs text-slate-500"><span>{head}</span> <span>{_t(note)}</span></p>'
    return (
        f'<li class="flex gap-3 py-3"><a class="h-16 w-12 shrink-0 rounded bg-slate-200" '
        f'href="{skin.root}/{quote(other.name)}" aria-hidden="true"></a><div class="min-w-0">'
        f'<a class="block truncate text-sm font-medium" href="{skin.root}/{quote(other.name)}">'
        f"{_t(other.name)}</a>{line if note else ''}</div></li>"
    )


def _catalogue_remark(remark: _Remark, chance: Random) -> str:
    stars = chance.randint(2, 5)
    return f"""<li class="flex gap-4 py-5"><span class="flex h-9 w-9 items-center justify-center
 rounded-full bg-teal-100 text-sm text-teal-700">{remark.user[0]}</span><div class="flex-1">
<div class="flex items-center gap-3 text-sm"><span class="font-medium">{remark.user}</span>
<span class="text-amber-400" aria-label="{stars} 星">{"★" * stars}</span>
<time class="ml-auto text-xs text-slate-400" dateTime="{remark.day}">{remark.day}</time></div>
<p class="mt-2 text-sm leading-6">{remark.text}</p>
<button type="button" class="mt-2 text-xs text-slate-400">有用<!-- --> <!-- -->{remark.likes}</button>
</div></li>"""


def _catalogue_figures(chance: Random, film: bool, remarks: int) -> tuple[list[Pair], list[Pair]]:
    """The invented facts among the key figures, and those of the grid."""
    if film:
        stats = [("综合评分", f"{chance.uniform(4.5, 9.4):.1f}")]
        stats.append(("想看", f"{chance.randint(120, 9800):,} 人"))
        stats.append(("看过", f"{chance.randint(300, 64000):,} 人"))
        grid = [("片目编号", f"SY{chance.randint(1000000, 9999999)}")]
        if chance.random() < 0.6:
            grid.append(("画面色彩", chance.choice(["彩色", "黑白"])))
    else:
        stats = [("到现场次数", f"{chance.randint(0, 2)} 次")]
        stats.append(("好评率", f"{chance.uniform(91, 99.9):.1f}%"))
        grid = [("是否收费", chance.choice(["不收费", "不收费", "按标准收费"]))]
        if chance.random() < 0.6:
            grid.append(("累计办件", f"{chance.randint(12, 48000):,} 件"))
    grid.append(("资料更新", _day(chance, 2024)))
    return stats, [*grid, (_CATALOGUE_FILM.talk if film else _CATALOGUE_SERVICE.talk, str(remarks))]


def _catalogue(record: Record, chance: Random, others: Sequence[Record]) -> Page:
    film = _is_film(record)
    skin = _CATALOGUE_FILM if film else _CATALOGUE_SERVICE
    remarks = _remarks(chance, film, 2, 5)
    stats, facts = _catalogue_figures(chance, film, chance.randint(len(remarks), 320))
    talk = facts[-1]
    key = f"{chance.getrandbits(40):010x}"
    path = f"{skin.root}/{key}"

    def label(attribute: str) -> str:
        return _label("catalogue", attribute)

    given = record.attributes
    figures = [
        _catalogue_stat(label(attribute), given[attribute])
        for attribute in _CATALOGUE_STATS[film]
        if attribute in given
    ]
    own_figures = [_catalogue_stat(name, [value]) for name, value in stats]
    figures = own_figures + figures if film else figures + own_figures
    cells = [
        _catalogue_cell(label(attribute), _catalogue_values(attribute, given[attribute]))
        for attribute in _CATALOGUE_GRID[film]
        if attribute in given
    ]
    cells += [_catalogue_cell(name, f"<span>{value}</span>") for name, value in facts[:-1]]
    chip = "类型" if film else "服务对象"
    chips = ""
    if chip in given:
        chips = (
            '<div class="mt-4 flex flex-wrap items-center gap-2">'
            f'<span class="text-xs text-slate-400">{label(chip)}</span>'
            + "".join(
                '<a class="rounded-full bg-teal-50 px-3 py-1 text-xs text-teal-700" '
                f'href="{skin.root}?tag={quote(value)}">{_t(value)}</a>'
                for value in given[chip]
            )
            + "</div>"
        )
    sections: list[str] = []
    if record.description:
        more = ""
        if len(record.description) > 120:
            more = '<button type="button" class="mt-2 text-xs text-teal-600">展开全部</button>'
        body = f'<p class="line-clamp-4 text-sm leading-7">{_t(record.description)}</p>{more}'
        sections.append(_catalogue_section(skin.intro, body))
    if "主演" in given:
        people = "".join(
            '<li class="w-20 shrink-0 text-center"><span class="mx-auto flex h-16 w-16 items-center '
            f'justify-center rounded-full bg-slate-200" aria-hidden="true">'
            f'<img loading="lazy" alt="" src="/avatar/{chance.randint(1000, 99999)}.webp"/></span>'
            f'<a class="mt-2 block text-xs" href="/person/{quote(value)}">{_t(value)}</a></li>'
            for value in given["主演"]
        )
        body = f'<ul class="flex gap-4 overflow-x-auto">{people}</ul>'
        sections.append(_catalogue_section(label("主演"), body))
    if "受理条件" in given:
        body = "".join(
            f'<p class="text-sm leading-7 text-slate-700">{_t(value)}</p>'
            for value in given["受理条件"]
        )
        sections.append(_catalogue_section(label("受理条件"), body))
    if "申请材料" in given:
        rows = "".join(
            '<li class="flex items-center gap-3 py-3"><span class="flex h-6 w-6 items-center '
            f'justify-center rounded bg-slate-100 text-xs">{number}</span>'
            f'<span class="flex-1 text-sm">{_t(value)}</span>'
            '<button type="button" class="text-xs text-teal-600">看样例</button></li>'
            for number, value in enumerate(given["申请材料"], 1)
        )
        body = f'<ol class="divide-y divide-slate-100">{rows}</ol>'
        sections.append(_catalogue_section(label("申请材料"), body))
    if "办理地点" in given:
        body = "".join(
            f'<p class="text-sm leading-6">{_t(value)}</p>' for value in given["办理地点"]
        )
        body += (
            '<div class="mt-4 h-40 rounded-xl bg-slate-100" data-map="lazy"></div>'
            '<a class="mt-3 inline-block text-xs text-teal-600" href="/map">在地图中打开</a>'
        )
        sections.append(_catalogue_section(label("办理地点"), body))
    near = _besides(record, others, 10)
    cards = "".join(_catalogue_card(skin, other, film) for other in near[:5])
    hot = "".join(
        f'<li class="flex items-baseline gap-3"><span class="w-4 text-sm text-slate-400">{number}'
        f'</span><a class="truncate text-sm" href="{skin.root}/{quote(other.name)}">'
        f"{_t(other.name)}</a></li>"
        for number, other in enumerate(near[5:10], 1)
    )
    side = _catalogue_section(skin.related, f'<ul class="divide-y">{cards}</ul>') if cards else ""
    side += _catalogue_section(skin.hot, f'<ol class="space-y-3">{hot}</ol>') if hot else ""
    if chance.random() < 0.5:
        side += (
            '<div class="mt-6 rounded-2xl bg-teal-600 p-6 text-white"><p class="font-semibold">'
            f'下载 {skin.site} App</p><p class="mt-1 text-xs">扫码安装，随时查看收藏</p></div>'
        )
    html = f"""{_catalogue_head(skin, record.name, record.description or record.name, path)}
<main id="main" class="mx-auto max-w-6xl px-4 pb-12">
<nav aria-label="面包屑" class="py-4 text-xs text-slate-500"><ol class="flex gap-2">
<li><a href="/">首页</a></li><li aria-hidden="true">›</li><li><a href="{skin.root}">{
        skin.section
    }</a></li>
<li aria-hidden="true">›</li><li aria-current="page">{_t(record.name)}</li></ol></nav>
<div class="grid gap-8 lg:grid-cols-[minmax(0,1fr)_300px]"><div>
<section class="rounded-2xl bg-white p-6 shadow-sm"><div class="flex gap-6">
{
        f'<img class="h-48 w-36 rounded-lg object-cover" src="/poster/{key}.webp" alt="{_q(record.name)}"/>'
        if film
        else ""
    }<div class="min-w-0 flex-1"><h1 class="text-2xl font-bold">{_t(record.name)}</h1>
{chips}<div class="mt-5 flex gap-3"><button type="button" class="rounded-full bg-teal-600 px-5 py-2
 text-sm text-white">{"想看" if film else "立即办理"}</button><button type="button"
 class="rounded-full border px-5 py-2 text-sm">收藏</button><button type="button"
 class="rounded-full border px-5 py-2 text-sm">分享</button></div></div></div>
<ul class="mt-6 flex flex-wrap divide-x divide-slate-100 rounded-xl bg-slate-50">{
        "".join(figures)
    }</ul>
</section>
<section class="mt-6 rounded-2xl bg-white p-6 shadow-sm"><h2 class="mb-4 text-base font-semibold">
{"基本资料" if film else "基本信息"}</h2>
<div class="grid grid-cols-2 gap-x-8 gap-y-5 sm:grid-cols-3">{"".join(cells)}</div></section>
{"".join(sections)}
<section class="mt-6 rounded-2xl bg-white p-6 shadow-sm"><div class="flex items-center gap-2">
<h2 class="text-base font-semibold">{talk[0]}</h2><span class="text-sm text-slate-400">{
        talk[1]
    }</span>
<a class="ml-auto text-xs text-teal-600" href="{path}/reviews">查看全部</a></div>
<ul class="divide-y divide-slate-100">{
        "".join(_catalogue_remark(one, chance) for one in remarks)
    }</ul>
<textarea class="hidden w-full rounded-lg border p-3" placeholder="写下你的看法"></textarea>
</section></div>
<aside>{side}</aside></div></main>
"""
    data = {
        "props": {"pageProps": {"id": key, "locale": "zh-CN"}},
        "page": f"{skin.root}/[id]",
        "buildId": "q3Yt0vN8",
    }
    return html + _catalogue_foot(skin, data), [*stats, *facts]


def _catalogue_extra(records: Sequence[Record], _: Random) -> list[str]:
    if not records:
        return []
    film = _is_film(records[0])
    skin = _CATALOGUE_FILM if film else _CATALOGUE_SERVICE
    data: dict[str, object] = {"props": {"pageProps": {}}, "page": skin.root, "buildId": "q3Yt0vN8"}
    pages: list[str] = []
    for start in range(0, min(len(records), 60), 20):
        tiles = "".join(
            f'<li class="rounded-xl bg-white p-4 shadow-sm"><a class="block truncate text-sm '
            f'font-medium" href="{skin.root}/{quote(one.name)}">{_t(one.name)}</a>'
            f'<p class="mt-1 truncate text-xs text-slate-500">'
            f"{_t(_first(one, '类型', '主题分类'))}</p></li>"
            for one in records[start : start + 20]
        )
        pages.append(
            f"{_catalogue_head(skin, skin.section, skin.slogan, skin.root)}"
            '<main id="main" class="mx-auto max-w-6xl px-4 py-8"><h1 class="text-xl font-bold">'
            f'{skin.section}</h1><div class="my-4 flex gap-3 text-sm"><button type="button">最新'
            '</button><button type="button">最热</button><button type="button">筛选</button></div>'
            f'<ul class="grid grid-cols-2 gap-4 md:grid-cols-4">{tiles}</ul><nav class="mt-8 flex '
            f'justify-center gap-4 text-sm"><a href="?page={start // 20}">上一页</a>'
            f'<a href="?page={start // 20 + 2}">下一页</a></nav></main>'
            f"{_catalogue_foot(skin, data)}"
        )
    pages.append(
        f"{_catalogue_head(skin, '关于我们', skin.slogan, '/about')}"
        '<main id="main" class="mx-auto max-w-3xl px-4 py-12"><h1 class="text-2xl font-bold">关于我们'
        f'</h1><p class="mt-6 leading-7">{skin.site}由一群热爱产品的年轻人在 2019 年创办，我们相信'
        '公开的信息应当好找、好懂、好用。</p><h2 class="mt-8 font-semibold">联系方式</h2>'
        '<p class="mt-2 text-sm">商务合作请发邮件，我们会在三个工作日内回复。</p></main>'
        f"{_catalogue_foot(skin, data)}"
    )
    return pages


# --- bureau: the content system of a public body, tables ------------------------------------------


@dataclass(frozen=True)
class _Bureau:
    site: str
    host: str
    nav: tuple[str, ...]
    trail: tuple[str, ...]
    menu: str
    entries: tuple[str, ...]
    related: str
    hot: str
    talk: str


_BUREAU_FILM = _Bureau(
    "华岭电影资料馆",
    "华岭电影资料馆信息部",
    ("本馆首页", "馆务公开", "馆藏目录", "学术研究", "放映活动", "读者服务"),
    ("本馆首页", "馆藏目录", "影片著录"),
    "馆藏目录",
    ("影片著录", "剧本手稿", "海报剧照", "影人档案", "期刊论文"),
    "同类影片",
    "借阅排行",
    "读者留言",
)
_BUREAU_SERVICE = _Bureau(
    "岭东政务公开网",
    "岭东政务服务数据管理中心",
    ("网站首页", "政务公开", "办事服务", "互动交流", "政策解读", "数据开放"),
    ("网站首页", "办事服务", "办事指南"),
    "办事服务",
    ("个人办事", "法人办事", "部门服务", "办事指南", "进度查询"),
    "相近事项",
    "热门事项",
    "咨询留言",
)
_BUREAU_GROUPS: dict[bool, tuple[tuple[str, tuple[str, ...]], ...]] = {
    True: (
        ("著录信息", ("外文名", "出品时间", "上映时间", "片长", "对白语言", "类型", "出品公司")),
        ("创作人员", ("导演", "编剧", "主演")),
    ),
    False: (
        (
            "基本信息",
            (
                "实施编码",
                "实施主体",
                "事项类型",
                "行使层级",
                "主题分类",
                "服务对象",
                "法定办结时限",
                "承诺办结时限",
            ),
        ),
        (
            "办理信息",
            (
                "是否支持预约办理",
                "是否支持物流快递",
                "承办平台",
                "办理地点",
                "咨询电话",
                "监督投诉电话",
            ),
        ),
    ),
}
_BUREAU_WIDE = frozenset(
    [
        "主演",
        "出品公司",
        "编剧",
        "实施编码",
        "服务对象",
        "承办平台",
        "办理地点",
        "咨询电话",
        "监督投诉电话",
    ]
)


def _bureau_head(skin: _Bureau, title: str) -> str:
    nav = "".join(
        f'<li{" class=on" if index == 2 else ""}><a href="/col/col{1200 + index}/index.html">{one}</a></li>'
        for index, one in enumerate(skin.nav)
    )
    return f"""<!DOCTYPE html>
<html>
<head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<meta http-equiv="X-UA-Compatible" content="IE=edge">
<meta name="SiteName" content="{skin.site}">
<meta name="ArticleTitle" content="{_q(title)}">
<title>{_t(title)}_{skin.site}</title>
<link href="/images/2021/css/public.css" rel="stylesheet" type="text/css">
<script type="text/javascript" src="/script/jquery-1.12.4.min.js"></script>
<script type="text/javascript" src="/script/jquery.SuperSlide.2.1.3.js"></script>
<!--[if lt IE 9]><script src="/script/html5shiv.min.js"></script><![endif]-->
</head>
<body>
<div class="topbar"><div class="w1200">
<span class="fl" id="today"></span>
<span class="fr"><a href="/wza">无障碍浏览</a> | <a href="/en">English</a> | <a href="javascript:;"
 onclick="SetHome(this)">设为首页</a> | <a href="/login">登录</a></span></div></div>
<div class="header w1200"><a href="/"><img src="/images/2021/logo.png" alt="{skin.site}"></a>
<div class="search"><form action="/jsearch/search.do" method="get">
<input type="hidden" name="webid" value="17"><input type="text" name="q" value="请输入关键字"
 onfocus="this.value=''"><input type="submit" value="搜索"></form></div></div>
<div class="nav"><ul class="w1200">{nav}</ul></div>
"""


def _bureau_foot(skin: _Bureau) -> str:
    return f"""<div class="links w1200"><select onchange="window.open(this.value)">
<option>--相关单位网站--</option><option value="#">省级部门网站</option><option value="#">市县网站</option>
</select><select><option>--其他链接--</option><option value="#">图书馆</option></select></div>
<div class="footer"><div class="w1200">
<p><a href="/about">关于我们</a> | <a href="/map">网站地图</a> | <a href="/law">法律声明</a></p>
<p>主办单位：{skin.host}　　技术支持：云上信息中心</p>
<p>网站标识码：4499000017　备案号：岭ICP备05013377号　<img src="/images/ga.png" alt="">公网安备</p>
</div></div>
<div id="toTop" style="display:none"><a href="#">返回顶部</a></div>
<div class="layer" style="display:none"><p>您访问的链接即将离开本网站，是否继续？</p>
<a href="javascript:;">继续访问</a><a href="javascript:;">放弃</a></div>
<script>
$(function(){{ var d=new Date(); $("#today").text(d.getFullYear()+"年"+(d.getMonth()+1)+"月"+d.getDate()+"日");
$.get("/module/visitcount/articlehits.jsp",{{colid:1203}}); }});
</script>
</body></html>"""


def _bureau_pairs(cells: Sequence[tuple[str, str, bool]]) -> str:
    """Rows of the table: two narrow facts to a row, a wide one or a narrow one left over alone."""
    rows: list[str] = []
    waiting: tuple[str, str] | None = None

    def alone(label: str, shown: str) -> str:
        return f'<tr><td class="bt">{label}</td><td colspan="3">{shown}</td></tr>'

    for label, shown, wide in cells:
        if wide:
            if waiting:
                rows.append(alone(*waiting))
                waiting = None
            rows.append(alone(label, shown))
        elif waiting:
            rows.append(
                f'<tr><td class="bt" width="15%">{waiting[0]}</td><td width="35%">{waiting[1]}</td>'
                f'<td class="bt" width="15%">{label}</td><td width="35%">{shown}</td></tr>'
            )
            waiting = None
        else:
            waiting = (label, shown)
    if waiting:
        rows.append(alone(*waiting))
    return "\n".join(rows)


def _bureau_index(chance: Random, skin: _Bureau, film: bool) -> list[Pair]:
    """The invented facts of the index table."""
    day = _day(chance)
    number = chance.randint(1, 9999)
    facts = [
        ("索引号", f"{chance.randint(100, 999)}LD/{day[:4]}-{number:05d}"),
        ("发布机构", skin.host),
        ("发布日期", day),
    ]
    if film:
        facts.append(("著录级别", chance.choice(["完整级", "核心级", "简要级"])))
    else:
        facts.append(("公开方式", chance.choice(["主动公开", "主动公开", "依申请公开"])))
    return facts


def _bureau_group_facts(chance: Random, film: bool) -> list[tuple[str, list[str]]]:
    """The invented facts of the last group of the main table."""
    if film:
        carriers = ["35毫米胶片", "16毫米胶片", "数字母版", "录像带", "蓝光光盘"]
        return [
            ("馆藏号", [f"HL-F{chance.randint(1000, 99999):05d}"]),
            ("保存状况", [chance.choice(["良好", "较好", "待修复"])]),
            ("馆藏载体", chance.sample(carriers, chance.randint(1, 3))),
        ]
    ways = ["窗口办理", "网上办理", "快递申请", "自助终端办理"]
    return [
        ("办件类型", [chance.choice(["即办件", "承诺件"])]),
        ("是否收费", [chance.choice(["否", "否", "是"])]),
        ("办理形式", chance.sample(ways, chance.randint(1, 3))),
    ]


def _bureau_talk(skin: _Bureau, chance: Random, film: bool) -> str:
    items: list[str] = []
    for remark in _remarks(chance, film, 1, 3):
        answer = ""
        if chance.random() < 0.6:
            answer = (
                '<dd class="reply"><em>答复：</em>您好，感谢您的留言，您反映的情况我们已转相关科室处理。'
                f"<span>{max(remark.day, _day(chance, 2025))}</span></dd>"
            )
        items.append(
            f'<dl class="msg"><dt><b>{remark.user}</b><span>{remark.day}</span></dt>'
            f"<dd><em>留言：</em>{remark.text}</dd>{answer}</dl>"
        )
    return f'<div class="lyb"><h3>{skin.talk}</h3>{"".join(items)}</div>'


def _bureau_survey(chance: Random) -> tuple[str, list[Pair]]:
    facts = [
        ("参与评价", f"{chance.randint(3, 900)}人"),
        ("满意率", f"{chance.uniform(88, 100):.1f}%"),
    ]
    html = (
        '<div class="pingjia"><form id="pj"><b>您对本页信息是否满意？</b>'
        '<label><input type="radio" name="s" value="1">满意</label>'
        '<label><input type="radio" name="s" value="2">基本满意</label>'
        '<label><input type="radio" name="s" value="3">不满意</label>'
        '<input type="button" value="提交"></form><p>'
        + "".join(f"{label}：<span class='red'>{value}</span>　" for label, value in facts)
        + "</p></div>"
    )
    return html, facts


def _bureau(record: Record, chance: Random, others: Sequence[Record]) -> Page:
    film = _is_film(record)
    skin = _BUREAU_FILM if film else _BUREAU_SERVICE
    given = record.attributes

    def cell(attribute: str) -> tuple[str, str, bool]:
        values = given[attribute]
        shown = _joined(values, "；") if "电话" in attribute else _joined(values, "、", "；")
        if attribute == "办理地点" and chance.random() < 0.4:
            shown += ' <a href="javascript:showMap();" class="map">[查看地图]</a>'
        return _label("bureau", attribute), shown, attribute in _BUREAU_WIDE

    index = _bureau_index(chance, skin, film)
    hits = ("浏览次数", str(chance.randint(17, 26000)))
    own = [*index, hits]
    rows: list[str] = []
    for head, attributes in _BUREAU_GROUPS[film]:
        cells = [cell(attribute) for attribute in attributes if attribute in given]
        if cells:
            rows.append(f'<tr><td colspan="4" class="fz">{head}</td></tr>')
            rows.append(_bureau_pairs(cells))
    more = _bureau_group_facts(chance, film)
    rows.append(f'<tr><td colspan="4" class="fz">{"馆藏信息" if film else "其他信息"}</td></tr>')
    rows.append(
        _bureau_pairs([(label, _joined(values, "、"), len(values) > 1) for label, values in more])
    )
    own += [(label, value) for label, values in more for value in values]
    blocks: list[str] = []
    if "受理条件" in given:
        text = "".join(f"<p>{_t(value)}</p>" for value in given["受理条件"])
        blocks.append(
            f'<div class="con_tit"><span>{_label("bureau", "受理条件")}</span></div>'
            f'<div class="con_txt">{text}</div>'
        )
    if "申请材料" in given:
        lines = "".join(
            f"<tr><td>{number}</td><td class='l'>{_t(value)}</td>"
            f"<td>{chance.choice(['原件', '复印件', '原件和复印件', '电子件'])}</td>"
            f"<td>{chance.randint(1, 3)}</td><td><a href='javascript:;'>下载</a></td></tr>"
            for number, value in enumerate(given["申请材料"], 1)
        )
        blocks.append(
            '<div class="con_tit"><span>材料清单</span></div><table class="cl" width="100%">'
            f"<thead><tr><th>序号</th><th>{_label('bureau', '申请材料')}</th><th>形式</th>"
            f"<th>份数</th><th>空白表格</th></tr></thead><tbody>{lines}</tbody></table>"
        )
    if record.description:
        blocks.append(
            f'<div class="con_tit"><span>{"内容提要" if film else "事项说明"}</span></div>'
            f'<div class="con_txt"><p>　　{_t(record.description)}</p></div>'
        )
    near = _besides(record, others, 12)
    side = "".join(
        f'<li><a href="/col/col130{n}/">{one}</a></li>' for n, one in enumerate(skin.entries)
    )
    hot = "".join(
        f'<li><i>{number}</i><a href="/art/{chance.randint(2000, 9999)}.html" title="{_q(one.name)}">'
        f"{_t(one.name)}</a></li>"
        for number, one in enumerate(near[:6], 1)
    )
    columns = ("片名", "导演", "类型") if film else ("事项名称", "实施机关", "事项类型")
    fields = ("导演", "类型") if film else ("实施主体", "事项类型")
    related = "".join(
        f'<tr><td><a href="/art/{chance.randint(2000, 9999)}.html">{_t(one.name)}</a></td>'
        + "".join(f"<td>{_t(_first(one, field)) or '&nbsp;'}</td>" for field in fields)
        + "</tr>"
        for one in near[6:12]
    )
    if related:
        related = (
            f'<div class="con_tit"><span>{skin.related}</span></div><table class="xg"><tr>'
            + "".join(f"<th>{column}</th>" for column in columns)
            + f"</tr>{related}</table>"
        )
    survey, judged = _bureau_survey(chance) if chance.random() < 0.6 else ("", [])
    own += judged
    trail = " &gt; ".join(f'<a href="/">{one}</a>' for one in skin.trail)
    top = "".join(
        f"<tr>{''.join(f'<th>{label}：</th><td>{_t(value)}</td>' for label, value in index[at : at + 2])}</tr>"
        for at in range(0, len(index), 2)
    )
    html = f"""{_bureau_head(skin, record.name)}
<div class="w1200 main">
<div class="dqwz">您现在的位置：{trail} &gt; 正文</div>
<div class="left">
<div class="lm"><h2>{skin.menu}</h2><ul>{side}</ul></div>
<div class="lm"><h2>{skin.hot}</h2><ul class="ph">{hot}</ul></div>
<div class="ewm"><img src="/images/ewm.jpg" width="120" alt="二维码"><p>扫一扫在手机打开当前页</p></div>
</div>
<div class="right">
<table class="xxgk" width="100%" cellspacing="0">{top}</table>
<h1 class="art_tit">{_t(record.name)}</h1>
<div class="art_info"><span>{hits[0]}：<i id="hits">{hits[1]}</i></span>
<span class="zh">字体：<a href="javascript:doZoom(18)">大</a> <a href="javascript:doZoom(16)">中</a>
 <a href="javascript:doZoom(14)">小</a></span>
<span><a href="javascript:window.print()">打印</a> <a href="javascript:window.close()">关闭</a></span></div>
<div id="zoom">
<table class="bszn" border="1" width="100%" cellpadding="0" cellspacing="0"><tbody>
{chr(10).join(rows)}
</tbody></table>
{chr(10).join(blocks)}
</div>
<div class="share bdsharebuttonbox">分享到：<a class="bds_weixin" href="#">微信</a><a class="bds_tsina"
 href="#">微博</a></div>
{survey}
{related}
{_bureau_talk(skin, chance, film)}
</div>
<div class="clear"></div></div>
"""
    return html + _bureau_foot(skin), own


def _bureau_extra(records: Sequence[Record], chance: Random) -> list[str]:
    if not records:
        return []
    skin = _BUREAU_FILM if _is_film(records[0]) else _BUREAU_SERVICE
    pages: list[str] = []
    for start in range(0, min(len(records), 60), 30):
        lines = "".join(
            f'<li><span>{_day(chance)}</span><a href="/art/{chance.randint(2000, 9999)}.html">'
            f"{_t(one.name)}</a></li>"
            for one in records[start : start + 30]
        )
        pages.append(
            f"{_bureau_head(skin, skin.trail[-1])}<div class='w1200 main'><div class='dqwz'>"
            f"您现在的位置：{skin.trail[0]} &gt; {skin.trail[1]}</div><div class='right'>"
            f"<ul class='list'>{lines}</ul><div class='page'>首页 上一页 下一页 尾页 "
            f"共{chance.randint(3, 90)}页</div></div></div>{_bureau_foot(skin)}"
        )
    pages.append(
        f"{_bureau_head(skin, '国庆假期服务安排的通知')}<div class='w1200 main'>"
        "<h1 class='art_tit'>国庆假期服务安排的通知</h1><div class='art_info'><span>发布时间："
        f"{_day(chance)}</span></div><div id='zoom'><p>　　各位读者、办事群众：</p><p>　　10月1日至7日"
        "暂停对外服务，10月8日起恢复正常。不便之处，敬请谅解。</p><p style='text-align:right'>"
        f"{skin.host}</p></div></div>{_bureau_foot(skin)}"
    )
    pages.append(
        f"{_bureau_head(skin, '关于我们')}<div class='w1200 main'><h1 class='art_tit'>关于我们</h1>"
        f"<div id='zoom'><p>　　{skin.site}由{skin.host}主办，面向社会提供信息查询服务。</p>"
        f"<p>　　开放时间：周一至周五 9:00—17:00</p></div></div>{_bureau_foot(skin)}"
    )
    return pages


# --- journal: a blog magazine ---------------------------------------------------------------------


@dataclass(frozen=True)
class _Journal:
    site: str
    tagline: str
    menu: tuple[str, ...]
    columns: tuple[str, ...]
    leads: tuple[str, ...]
    closings: tuple[str, ...]
    questions: tuple[Pair, ...]
    tags: str
    related: str


_JOURNAL_FILM = _Journal(
    "散场以后",
    "认真写电影的独立小站",
    ("首页", "影评", "片单", "专栏", "关于"),
    ("每日一片", "旧片重看", "周末片单"),
    (
        "这一期聊一部最近重看的片子。先放资料，再说感受。",
        "有读者在后台点了这部，翻出来又看了一遍，整理如下。",
        "老规矩，不剧透，资料放在最前面。",
    ),
    (
        "总的来说，它算不上完美，但有几个瞬间会在你脑子里停很久。",
        "如果你习惯了快节奏，开头二十分钟可能要多给一点耐心。",
        "散场时邻座的阿姨说了一句“还行”，我觉得这是很高的评价。",
    ),
    (
        ("有片尾彩蛋吗？", "字幕走完就结束了，可以放心离场。"),
        ("适合带小朋友看吗？", "个别场面比较吵，请家长先看一遍再决定。"),
        ("在哪里能看到？", "请支持正版，各大平台的片源时有变动，本站不提供下载。"),
    ),
    "类型",
    "也许你还想看",
)
_JOURNAL_SERVICE = _Journal(
    "少跑一趟",
    "把办事指南写成人话",
    ("首页", "个人办事", "企业办事", "问答", "关于"),
    ("办事攻略", "实测笔记", "读者来问"),
    (
        "后台经常有人问这件事怎么办，这里一次讲清楚。",
        "我们对照公开的指南重新整理了一遍，重点放在前面。",
        "赶时间的朋友看完下面的速览就够了。",
    ),
    (
        "政策会调整，出门之前记得再打电话确认一下。",
        "祝大家都能少跑一趟。办完了欢迎回来留言，帮帮后面的人。",
        "如果窗口的说法和本文不一致，请以窗口为准，也请告诉我们。",
    ),
    (
        ("可以请别人代办吗？", "多数窗口接受代办，委托书和双方证件要带齐。"),
        ("周末能办吗？", "各地窗口安排不同，建议提前打电话问。"),
        ("复印件要彩色的吗？", "黑白即可，字迹清楚就行。"),
    ),
    "主题分类",
    "同类攻略",
)
_JOURNAL_BOX: dict[bool, tuple[tuple[str, ...], ...]] = {
    True: (
        ("外文名", "导演", "编剧"),
        ("出品公司", "出品时间", "上映时间", "片长", "对白语言"),
    ),
    False: (
        ("实施主体", "事项类型", "行使层级", "实施编码"),
        ("法定办结时限", "承诺办结时限", "是否支持预约办理", "是否支持物流快递"),
        ("服务对象", "承办平台"),
    ),
}


def _journal_head(skin: _Journal, title: str, body_class: str) -> str:
    menu = "".join(
        f'<li id="menu-item-{210 + n}" class="menu-item menu-item-type-custom"><a href="/{n}/">{one}</a></li>'
        for n, one in enumerate(skin.menu)
    )
    return f"""<!DOCTYPE html>
<html lang="zh-Hans">
<head>
<meta charset="UTF-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{_t(title)} &#8211; {skin.site}</title>
<meta name="generator" content="WordPress 6.5.2" />
<link rel="alternate" type="application/rss+xml" title="{skin.site} &raquo; Feed" href="/feed/" />
<link rel='stylesheet' id='wp-block-library-css' href='/wp-includes/css/dist/block-library/style.min.css' media='all' />
<style id="global-styles-inline-css">body{{--wp--preset--color--accent:#b5472f;}}</style>
<script>window._wpemojiSettings={{"baseUrl":"/emoji/","ext":".png"}};</script>
</head>
<body class="{body_class} wp-embed-responsive">
<a class="skip-link screen-reader-text" href="#content">跳至内容</a>
<header id="masthead" class="site-header"><div class="site-branding">
<p class="site-title"><a href="/" rel="home">{skin.site}</a></p>
<p class="site-description">{skin.tagline}</p></div>
<nav id="site-navigation" class="main-navigation"><button class="menu-toggle">菜单</button>
<ul id="primary-menu" class="menu">{menu}</ul></nav></header>
<div id="content" class="site-content">
"""


def _journal_foot(skin: _Journal, names: Sequence[str]) -> str:
    posts = "".join(f'<li><a href="/archives/{quote(name)}">{_t(name)}</a></li>' for name in names)
    recent = (
        f'<h2 class="wp-block-heading">近期文章</h2><ul class="wp-block-latest-posts">{posts}</ul>'
    )
    return f"""<aside id="secondary" class="widget-area">
<section id="block-2" class="widget widget_search"><form role="search" class="wp-block-search" action="/">
<label class="wp-block-search__label">搜索</label><input type="search" name="s">
<button type="submit">搜索</button></form></section>
<section id="block-3" class="widget">{recent if posts else ""}</section>
<section id="block-5" class="widget"><h2 class="wp-block-heading">归档</h2>
<ul class="wp-block-archives-list"><li><a href="/2025/03/">2025 年 3 月</a>&nbsp;(14)</li>
<li><a href="/2025/02/">2025 年 2 月</a>&nbsp;(9)</li><li><a href="/2025/01/">2025 年 1 月</a>&nbsp;(21)</li>
</ul></section>
<section id="block-6" class="widget"><h2 class="wp-block-heading">订阅</h2><p>每周日一封信，不打扰。</p>
<form><input type="email" placeholder="邮箱地址"><input type="hidden" name="list" value="3">
<button>订阅</button></form></section></aside>
</div><!-- #content -->
<footer id="colophon" class="site-footer"><div class="site-info">© 2018–2025 {skin.site} ·
 <a href="https://cn.wordpress.org/">自豪地采用 WordPress</a> · <a href="/privacy/">隐私</a></div></footer>
<div class="cookie-notice" hidden><p>本站使用 Cookie 记录浏览偏好。</p><button>知道了</button></div>
<script src='/wp-includes/js/comment-reply.min.js' id='comment-reply-js'></script>
</body>
</html>"""


def _journal_lines(pairs: Sequence[Pair]) -> str:
    """A paragraph of facts, a line each: a bold label, then the text."""
    return "<p>" + "<br>\n".join(f"<strong>{a}：</strong>{b}" for a, b in pairs) + "</p>\n"


def _journal_heading(title: str, number: int) -> str:
    return f'<h2 class="wp-block-heading" id="toc-{number}">{title}</h2>\n'


def _journal_comments(chance: Random, film: bool) -> str:
    items: list[str] = []
    for number, remark in enumerate(_remarks(chance, film, 1, 4), chance.randint(400, 9000)):
        reply = ""
        if chance.random() < 0.35:
            reply = (
                '<ol class="children"><li class="comment bypostauthor depth-2"><article '
                f'class="comment-body"><footer class="comment-meta"><b class="fn">{chance.choice(_EDITORS)}'
                f'</b> <span class="says">说道：</span><time>{max(remark.day, _day(chance, 2025))}</time></footer>'
                '<div class="comment-content"><p>谢谢，已经记下了。</p></div></article></li></ol>'
            )
        items.append(
            f'<li id="comment-{number}" class="comment depth-1"><article class="comment-body">'
            f'<footer class="comment-meta"><div class="comment-author vcard"><img class="avatar" '
            f'src="/avatar/{number}" alt=""><b class="fn">{remark.user}</b> <span class="says">说道：'
            f'</span></div><time datetime="{remark.day}">{remark.day}</time></footer>'
            f'<div class="comment-content"><p>{remark.text}</p></div><div class="reply"><a href="#respond">'
            f"回复</a></div></article>{reply}</li>"
        )
    return f"""<div id="comments" class="comments-area"><h2 class="comments-title">读者评论</h2>
<ol class="comment-list">{"".join(items)}</ol>
<div id="respond" class="comment-respond"><h3 class="comment-reply-title">发表回复</h3>
<form action="/wp-comments-post.php" method="post"><p class="comment-notes">您的邮箱地址不会被公开。</p>
<textarea name="comment"></textarea><label>显示名称</label><input name="author"><label>邮箱</label>
<input name="email"><input type="hidden" name="comment_parent" value="0"><button>发表评论</button>
</form></div></div>"""


def _journal_own(chance: Random, skin: _Journal, film: bool) -> tuple[list[Pair], list[Pair], Pair]:
    """The invented facts: of the byline, of the fact box, of the button below."""
    byline = [
        ("更新于", _day(chance)),
        ("编辑", chance.choice(_EDITORS)),
        ("栏目", chance.choice(skin.columns)),
        ("阅读", f"{chance.randint(80, 60000):,}"),
    ]
    if film:
        box = [("推荐指数", f"{chance.randint(4, 10) / 2:.1f} 星")]
        if chance.random() < 0.5:
            box.append(
                ("观看版本", chance.choice(["影院修复版", "网络正片", "电视台播出版", "DVD 版"]))
            )
    else:
        box = [("办理难度", chance.choice(["很低", "较低", "中等", "偏高"]))]
        if chance.random() < 0.5:
            box.append(("实测日期", _day(chance, 2024)))
    return byline, box, ("喜欢", str(chance.randint(2, 880)))


def _journal_sections(record: Record, film: bool, chance: Random) -> list[tuple[str, str]]:
    """The article's sections: heading and what stands below it."""
    given = record.attributes
    sections: list[tuple[str, str]] = []
    if record.description:
        title = "故事讲了什么" if film else "这是什么事项"
        sections.append((title, f"<p>{_t(record.description)}</p>\n"))
    if "主演" in given:
        items = "".join(f"<li>{_t(value)}</li>" for value in given["主演"])
        sections.append((_label("journal", "主演"), f'<ul class="wp-block-list">{items}</ul>\n'))
    if "受理条件" in given:
        text = "".join(f"<p>{_t(value)}</p>\n" for value in given["受理条件"])
        sections.append((_label("journal", "受理条件"), text))
    if "申请材料" in given:
        items = "".join(f"<li>{_t(value)}</li>\n" for value in given["申请材料"])
        text = f'<ol class="wp-block-list">{items}</ol>\n'
        if chance.random() < 0.5:
            text += '<p class="has-small-font-size">小提示：复印件多带一份，有备无患。</p>\n'
        sections.append((_label("journal", "申请材料"), text))
    contact = [
        (_label("journal", attribute), _joined(given[attribute], " / ", "；"))
        for attribute in ("办理地点", "咨询电话", "监督投诉电话")
        if attribute in given
    ]
    if contact:
        sections.append(("地址和电话", _journal_lines(contact)))
    return sections


def _journal(record: Record, chance: Random, others: Sequence[Record]) -> Page:
    film = _is_film(record)
    skin = _JOURNAL_FILM if film else _JOURNAL_SERVICE
    given = record.attributes
    byline, box_facts, liked = _journal_own(chance, skin, film)
    number = chance.randint(1000, 99999)
    box = ""
    for attributes in _JOURNAL_BOX[film]:
        pairs = [
            (_label("journal", attribute), _joined(given[attribute], " / ", "；"))
            for attribute in attributes
            if attribute in given
        ]
        if pairs:
            box += _journal_lines(pairs)
    box += _journal_lines(box_facts)
    sections = _journal_sections(record, film, chance)
    asked = "".join(
        f'<details class="wp-block-details"><summary>{question}</summary><p>{answer}</p></details>\n'
        for question, answer in chance.sample(skin.questions, chance.randint(1, 3))
    )
    sections.append(("常见问题", asked))
    sections.append(("写在最后", f"<p>{chance.choice(skin.closings)}</p>\n"))
    toc = "".join(
        f'<li><a class="ez-toc-link" href="#toc-{at}">{title}</a></li>'
        for at, (title, _) in enumerate(sections, 1)
    )
    body = "".join(
        _journal_heading(title, at) + text for at, (title, text) in enumerate(sections, 1)
    )
    tags = ""
    if skin.tags in given:
        tags = (
            f'<div class="entry-tags"><span class="tags-label">{_label("journal", skin.tags)}：</span>'
            + " ".join(
                f'<a href="/tag/{quote(value)}/" rel="tag">{_t(value)}</a>'
                for value in given[skin.tags]
            )
            + "</div>"
        )
    near = _besides(record, others, 9)
    related = "".join(
        f'<article class="related-item"><a href="/archives/{quote(one.name)}"><img loading="lazy" '
        f'src="/wp-content/uploads/{chance.randint(100, 999)}-300x200.jpg" alt=""></a><h3>'
        f'<a href="/archives/{quote(one.name)}">{_t(one.name)}</a></h3><time>{_day(chance)}</time></article>'
        for one in near[:4]
    )
    if related:
        related = f'<section class="related-posts"><h2>{skin.related}</h2>{related}</section>'
    (updated, day), (editing, editor), (filed, column), (read, count) = byline
    previous = ""
    if len(near) > 4:
        previous = (
            '<nav class="navigation post-navigation"><div class="nav-previous"><a href="/archives/p" '
            f'rel="prev"><span class="meta-nav">上一篇</span> {_t(near[4].name)}</a></div></nav>'
        )
    html = f"""{_journal_head(skin, record.name, f"post-template-default single postid-{number}")}
<main id="primary" class="site-main">
<div class="rank-math-breadcrumb"><p><a href="/">首页</a><span class="separator"> » </span><a
 href="/category/">{column}</a><span class="separator"> » </span><span class="last">{_t(record.name)}</span></p></div>
<article id="post-{number}" class="post-{number} post type-post status-publish hentry">
<header class="entry-header"><h1 class="entry-title">{_t(record.name)}</h1>
<div class="entry-meta"><span class="posted-on">{updated} <time class="entry-date" datetime="{day}">{day}</time></span>
<span class="sep">·</span> <span class="byline">{editing} <a class="url fn" href="/author/">{editor}</a></span>
<span class="sep">·</span> <span class="cat-links">{filed} <a rel="category tag" href="/category/">{column}</a></span>
<span class="sep">·</span> <span class="post-views">{read} <span class="count">{count}</span></span></div></header>
<figure class="post-thumbnail"><img src="/wp-content/uploads/{number}.jpg" alt="{_q(record.name)}"></figure>
<div class="entry-content">
<p class="has-drop-cap">{chance.choice(skin.leads)}</p>
<div class="wp-block-group has-background is-layout-constrained"><div class="wp-block-group__inner-container">
<h3 class="wp-block-heading">{"影片资料" if film else "速览"}</h3>
{box}</div></div>
<div id="ez-toc-container" class="ez-toc-counter"><p class="ez-toc-title">目录</p><ul>{toc}</ul></div>
{body}</div>
<footer class="entry-footer">{tags}<div class="sharedaddy"><button class="like">{liked[0]}
 <span class="like-count">{liked[1]}</span></button> <a href="#">微信</a> <a href="#">微博</a> <a href="#">复制链接</a></div>
<div class="author-box"><img class="avatar" src="/avatar/0" alt=""><p>欢迎转发，转载请注明出处。</p></div></footer>
</article>
{previous}
{related}
{_journal_comments(chance, film)}
</main>
"""
    own = [*byline, *box_facts, liked]
    return html + _journal_foot(skin, [one.name for one in near[5:9]]), own


def _journal_extra(records: Sequence[Record], chance: Random) -> list[str]:
    if not records:
        return []
    skin = _JOURNAL_FILM if _is_film(records[0]) else _JOURNAL_SERVICE
    recent = [one.name for one in records[:4]]
    pages: list[str] = []
    for start in range(0, min(len(records), 30), 10):
        posts = "".join(
            f'<article class="post type-post hentry"><header class="entry-header"><h2 class="entry-title">'
            f'<a href="/archives/{quote(one.name)}" rel="bookmark">{_t(one.name)}</a></h2>'
            f'<div class="entry-meta">更新于 <time>{_day(chance)}</time></div></header>'
            f'<div class="entry-summary"><p>{_t(one.description[:60])}&hellip; <a href="/archives/'
            f'{quote(one.name)}">继续阅读</a></p></div></article>'
            for one in records[start : start + 10]
        )
        pages.append(
            f"{_journal_head(skin, chance.choice(skin.columns), 'archive category')}"
            f'<main id="primary" class="site-main"><h1 class="page-title">{skin.columns[0]}</h1>{posts}'
            '<nav class="navigation pagination"><a href="/page/2/">下一页</a></nav></main>'
            f"{_journal_foot(skin, recent)}"
        )
    pages.append(
        f"{_journal_head(skin, '关于', 'page-template-default page')}"
        '<main id="primary" class="site-main"><article class="page hentry"><h1 class="entry-title">关于'
        f'</h1><div class="entry-content"><p>{skin.site}，{skin.tagline}。由几位朋友利用业余时间维护。'
        "</p><p>投稿、勘误和合作，请在下方留言。</p></div></article></main>"
        f"{_journal_foot(skin, recent)}"
    )
    return pages


DESIGNS: dict[str, Callable[[Record, Random, Sequence[Record]], Page]] = {
    "catalogue": _catalogue,
    "bureau": _bureau,
    "journal": _journal,
}

EXTRA: dict[str, Callable[[Sequence[Record], Random], list[str]]] = {
    "catalogue": _catalogue_extra,
    "bureau": _bureau_extra,
    "journal": _journal_extra,
}
