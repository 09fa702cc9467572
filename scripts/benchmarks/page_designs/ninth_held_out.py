"""Page designs, ninth held-out set: an app's web page, an authority's portal, an encyclopaedia.

Three made-up sites that show records of films or of government services. ``mobile_h5`` is the web
build of a phone app, ``portal_tables`` a server-rendered portal of an administration, and
``entry_modules`` an encyclopaedia with components, rendered on the server. All names, numbers,
addresses and comments besides the records' own are invented.
"""

from collections.abc import Callable, Mapping, Sequence
from html import escape
from random import Random
from typing import Protocol


class Record(Protocol):
    """What a page is about (the shape of the contract's ``Record``)."""

    @property
    def name(self) -> str: ...

    @property
    def attributes(self) -> Mapping[str, Sequence[str]]: ...

    @property
    def description(self) -> str: ...


Own = list[tuple[str, str]]
Page = tuple[str, Own]
Design = Callable[[Record, Random, Sequence[Record]], Page]
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

LABELS: dict[str, dict[str, str]] = {
    "mobile_h5": {
        "外文名": "又名",
        "出品时间": "出品年份",
        "出品公司": "出品方",
        "类型": "genre",
        "主演": "演员阵容",
        "片长": "时长",
        "上映时间": "上映",
        "对白语言": "语言",
        "实施主体": "办理部门",
        "事项类型": "matter-kind",
        "行使层级": "matter-level",
        "实施编码": "事项编码",
        "办理地点": "去哪儿办",
        "法定办结时限": "法定时限",
        "承诺办结时限": "承诺时限",
        "受理条件": "办理条件",
        "监督投诉电话": "投诉电话",
        "是否支持物流快递": "快递送达",
        "是否支持预约办理": "线上预约",
        "承办平台": "网办平台",
        "主题分类": "所属主题",
        "服务对象": "面向对象",
        "申请材料": "所需材料",
    },
    "portal_tables": {
        "外文名": "外文片名",
        "出品公司": "出品单位",
        "类型": "影片类型",
        "主演": "领衔主演",
        "片长": "影片长度",
        "上映时间": "公映日期",
        "对白语言": "对白语种",
        "实施主体": "实施机关",
        "法定办结时限": "法定期限",
        "承诺办结时限": "承诺期限",
        "监督投诉电话": "监督电话",
        "是否支持物流快递": "物流快递",
        "是否支持预约办理": "预约办理",
        "承办平台": "网上办理系统",
    },
    "entry_modules": {
        "外文名": "alternateName",
        "出品时间": "出品年代",
        "出品公司": "制作机构",
        "类型": "题材",
        "主演": "主要演员",
        "片长": "duration",
        "上映时间": "datePublished",
        "对白语言": "对白",
        "实施主体": "provider",
        "事项类型": "serviceType",
        "行使层级": "办理层级",
        "实施编码": "identifier",
        "办理地点": "窗口地址",
        "法定办结时限": "法定用时",
        "承诺办结时限": "承诺用时",
        "受理条件": "申办条件",
        "咨询电话": "咨询热线",
        "监督投诉电话": "投诉热线",
        "是否支持物流快递": "支持快递",
        "是否支持预约办理": "支持预约",
        "承办平台": "线上入口",
        "主题分类": "主题",
        "服务对象": "适用对象",
        "申请材料": "材料清单",
    },
}

_NICKS = (
    "半糖拿铁", "一只小鹿", "南方有木", "路过的阿杰", "晴天娃娃", "老徐看世界", "momo", "蓝莓酱",
    "用户7730215", "江边钓叟", "tutu_1994", "阿May", "不吃香菜", "山海之间", "胖虎他爸", "Echo陈",
)  # fmt: skip
_FILM_COMMENTS = (
    "小时候在录像厅看过，这次重温还是觉得好看，节奏一点也不拖。",
    "前半段铺垫略长，后半小时把情绪全拉回来了。",
    "配乐加分，镜头也讲究，就是结尾有点仓促。",
    "和爸妈一起看的，他们看得津津有味，我中间睡着了十分钟……",
    "资料挺全，终于知道当年那部片子叫什么名字了！",
    "演员状态很好，对手戏有火花，推荐晚上一个人看。",
    "一般般吧，可能期待太高。",
    "画质修复得不错，希望早点出蓝光。",
    "二刷依然会笑，经典台词背得下来。",
)
_SERVICE_COMMENTS = (
    "按页面上的说明准备，一次就办好了，点赞。",
    "电话打了三次才通，不过工作人员很耐心。",
    "请问外省户籍可以办吗？页面里没太看明白。",
    "窗口排队的人不多，二十分钟搞定。",
    "网上提交之后第二天就有短信通知，比以前快多了。",
    "希望能把样表也放上来，填错了两回。",
    "地址导航到的是旧楼，要走到对面那一栋。",
    "已办结，谢谢。",
)


def _t(text: str) -> str:
    return escape(text, quote=False)


def _is_film(record: Record) -> bool:
    return any(label in _FILM for label in record.attributes)


def _are_films(records: Sequence[Record]) -> bool:
    return bool(records) and _is_film(records[0])


def _label(design: str, attribute: str) -> str:
    return LABELS[design].get(attribute, attribute)


def _date(chance: Random, first: int = 2019, last: int = 2025) -> str:
    year, month, day = chance.randint(first, last), chance.randint(1, 12), chance.randint(1, 28)
    return f"{year}-{month:02}-{day:02}"


def _clock(chance: Random) -> str:
    return f"{chance.randint(7, 23):02}:{chance.randint(0, 59):02}"


def _count(number: int) -> str:
    return str(number) if number < 10000 else f"{number / 10000:.1f}万"


def _picked(others: Sequence[Record], chance: Random, most: int) -> list[Record]:
    return chance.sample(list(others), min(most, len(others)))


def _joined(values: Sequence[str], separators: Sequence[str] = ("、", "；", "｜", "‖")) -> str:
    """The values as one text, with the first separator that none of them has inside."""
    for separator in separators:
        if not any(separator.strip() in value for value in values):
            return separator.join(values)
    return "※".join(values)


def _left(record: Record, placed: Sequence[str]) -> list[str]:
    """The attributes that have no place of their own."""
    return [attribute for attribute in record.attributes if attribute not in placed]


def _teaser(record: Record) -> str:
    """A short line about another record, for lists of recommendations."""
    for attribute in ("导演", "实施主体", "类型", "事项类型", "主演", "主题分类"):
        if attribute in record.attributes:
            return record.attributes[attribute][0]
    return "查看详情"


# ---------------------------------------------------------------------------------------------
# mobile_h5: the web build of a phone app
# ---------------------------------------------------------------------------------------------

_H5_SCOPE = "data-v-5c1e07b2"
_H5_STRIP = ("片长", "法定办结时限", "承诺办结时限")
_H5_CHIPS = ("类型", "事项类型", "行使层级")
_H5_FILM_CELLS = ("外文名", "导演", "编剧", "上映时间", "出品公司", "出品时间", "对白语言")
_H5_SERVICE_CELLS = (
    "实施主体",
    "服务对象",
    "主题分类",
    "承办平台",
    "是否支持预约办理",
    "是否支持物流快递",
    "实施编码",
)
_H5_CONTACTS = ("办理地点", "咨询电话", "监督投诉电话")
_H5_STYLE = (
    '@charset "UTF-8";uni-page-body{background:#f6f7f9}'
    ".hero{padding:20px 16px;background:#fff}.hero__name{font-size:20px;font-weight:600}"
    ".strip{display:flex;margin:10px 12px;border-radius:8px;background:#fff}"
    ".strip__item{flex:1;text-align:center}.strip__num{font-size:17px}.strip__txt{color:#999}"
    ".cell{display:flex;justify-content:space-between;padding:12px 16px}.cell__hd{color:#888}"
    ".scroll{white-space:nowrap;overflow-x:auto}.bar{position:fixed;bottom:0;left:0;right:0}"
)


def _view(css: str, *inner: str, attributes: str = "") -> str:
    return f'<uni-view {_H5_SCOPE}="" class="{css}"{attributes}>{"".join(inner)}</uni-view>'


def _text(css: str, content: str) -> str:
    return f'<uni-text {_H5_SCOPE}="" class="{css}"><span>{_t(content)}</span></uni-text>'


def _image(css: str, address: str) -> str:
    return (
        f'<uni-image {_H5_SCOPE}="" class="{css}"><div style="background-image: '
        f'url(&quot;{address}&quot;); background-size: cover;"></div>'
        f'<img src="{address}" draggable="false"></uni-image>'
    )


def _icon(name: str) -> str:
    return f'<uni-text {_H5_SCOPE}="" class="icon icon-{name}"><span></span></uni-text>'


def _h5_cell(attribute: str, values: Sequence[str]) -> str:
    if attribute in ("咨询电话", "监督投诉电话"):
        body = "".join(_view("cell__tel", _text("tel", value), _icon("phone")) for value in values)
    elif attribute == "实施编码":
        body = "".join(_text("cell__txt", value) for value in values) + _view("copy", "复制")
    elif attribute in ("服务对象", "主题分类"):
        body = "".join(_text("mini-tag", value) for value in values)
    else:
        body = "".join(_view("cell__line", _text("cell__txt", value)) for value in values)
    head = _view("cell__hd", _text("cell__title", _label("mobile_h5", attribute)))
    arrow = _icon("arrow-right") if attribute in ("导演", "办理地点", "承办平台") else ""
    return _view("cell", head, _view("cell__bd", body), arrow)


def _h5_group(title: str, cells: Sequence[str]) -> str:
    if not cells:
        return ""
    head = _view("card__head", _view("card__bar"), _text("card__title", title))
    return _view("card", head, _view("cell-group", *cells))


def _h5_cells(record: Record, attributes: Sequence[str]) -> list[str]:
    return [
        _h5_cell(attribute, record.attributes[attribute])
        for attribute in attributes
        if attribute in record.attributes
    ]


def _h5_cast(values: Sequence[str], chance: Random) -> str:
    people = [
        _view(
            "actor",
            _image(
                "actor__img", f"https://img.shiguangce.example/p/{chance.randint(1, 99999)}.webp"
            ),
            _view("actor__name", _t(value)),
        )
        for value in values
    ]
    head = _view(
        "card__head",
        _view("card__bar"),
        _text("card__title", _label("mobile_h5", "主演")),
        _view("card__more", _icon("arrow-right")),
    )
    return _view(
        "card",
        head,
        f'<uni-scroll-view class="scroll"><div class="uni-scroll-view">{"".join(people)}</div>'
        "</uni-scroll-view>",
    )


def _h5_fold(title: str, body: str) -> str:
    return _view(
        "fold is-open",
        _view("fold__head", _text("fold__title", title), _icon("arrow-up")),
        _view("fold__body", body),
    )


def _h5_materials(values: Sequence[str], chance: Random) -> str:
    rows = [
        _view(
            "mat",
            _view("mat__no", str(number)),
            _view("mat__name", _text("mat__txt", value)),
            _view("mat__tag", chance.choice(("原件", "原件", "复印件", "电子版"))),
        )
        for number, value in enumerate(values, 1)
    ]
    return _view("mat-list", *rows)


def _h5_comments(film: bool, chance: Random, number: int) -> str:
    pool = _FILM_COMMENTS if film else _SERVICE_COMMENTS
    rows = [
        _view(
            "cmt",
            _image("cmt__avatar", f"https://img.shiguangce.example/u/{chance.randint(1, 999)}.png"),
            _view(
                "cmt__main",
                _view("cmt__top", _text("cmt__nick", chance.choice(_NICKS)), _icon("like")),
                _view("cmt__body", _t(text)),
                _view(
                    "cmt__foot",
                    _text("cmt__time", f"{_date(chance, 2023)} {_clock(chance)}"),
                    _text("cmt__reply", "回复"),
                    _text("cmt__like", str(chance.randint(0, 180))),
                ),
            ),
        )
        for text in chance.sample(pool, min(number, 5))
    ]
    if not rows:
        rows = [_view("empty", "还没有人评论，快来抢沙发~")]
    return "".join(rows)


def _h5_related(others: Sequence[Record], chance: Random) -> str:
    cards = [
        '<uni-navigator class="rel">'
        + f'<a class="navigator-wrap" href="/pages/detail/detail?id={chance.randint(10000, 99999)}">'
        + _image("rel__img", f"https://img.shiguangce.example/c/{chance.randint(1, 9999)}.webp")
        + _view("rel__name", _t(other.name))
        + _view("rel__sub", _t(_teaser(other)))
        + "</a></uni-navigator>"
        for other in _picked(others, chance, chance.randint(3, 6))
    ]
    return "".join(cards)


def _h5_shell(title: str, head_title: str, route: str, body: str, state: str) -> str:
    return (
        '<!DOCTYPE html><html lang="zh-CN"><head><meta charset="UTF-8">'
        '<meta name="viewport" content="width=device-width, user-scalable=no, initial-scale=1.0, '
        'viewport-fit=cover"><meta name="format-detection" content="telephone=no">'
        f"<title>{_t(title)}</title>"
        '<link rel="stylesheet" href="/static/index.7c2a91f0.css">'
        f"<style>{_H5_STYLE}</style>"
        "<script>var coverSupport='CSS' in window&&CSS.supports('top: env(a)');"
        "document.documentElement.style.fontSize=document.documentElement.clientWidth/20+'px'"
        "</script></head>"
        f'<body class="uni-body {route.replace("/", "-")}"><noscript><strong>请开启 JavaScript 后'
        '访问本页面。</strong></noscript><div id="app"><uni-app class="uni-app--maxwidth">'
        f'<uni-page data-page="{route}"><uni-page-head uni-page-head-type="default">'
        '<div class="uni-page-head"><div class="uni-page-head-hd"><div class="uni-page-head-btn">'
        '<i class="uni-btn-icon"></i></div></div><div class="uni-page-head-bd">'
        f'<div class="uni-page-head__title">{_t(head_title)}</div></div>'
        '<div class="uni-page-head-ft"></div></div><div class="uni-placeholder"></div>'
        f"</uni-page-head><uni-page-wrapper><uni-page-body>{body}</uni-page-body>"
        "</uni-page-wrapper></uni-page>"
        '<uni-tabbar style="display: none;"><div class="uni-tabbar">'
        '<div class="uni-tabbar__item"><div class="uni-tabbar__label">首页</div></div>'
        '<div class="uni-tabbar__item"><div class="uni-tabbar__label">发现</div></div>'
        '<div class="uni-tabbar__item"><div class="uni-tabbar__label">我的</div></div>'
        '</div></uni-tabbar><uni-toast style="display: none;"></uni-toast>'
        '<uni-modal style="display: none;"><div class="uni-mask"></div><div class="uni-modal">'
        '<div class="uni-modal__hd"><strong class="uni-modal__title">提示</strong></div>'
        '<div class="uni-modal__bd">登录后才能继续操作</div><div class="uni-modal__ft">'
        '<div class="uni-modal__btn">取消</div><div class="uni-modal__btn">去登录</div></div></div>'
        "</uni-modal></uni-app></div>"
        f"<script>window.__INITIAL_STATE__={state}</script>"
        '<script src="/static/js/chunk-vendors.41f0aa3d.js"></script>'
        '<script src="/static/js/index.e08d1b77.js"></script></body></html>'
    )


def _h5_open_app(film: bool) -> str:
    return _view(
        "open-app",
        _image("open-app__logo", "/static/logo.png"),
        _view(
            "open-app__txt",
            _view("open-app__name", "拾光册" if film else "岭上办"),
            _view("open-app__slogan", "片单随身带，想看就收" if film else "指尖办事，少跑一趟"),
        ),
        _view("open-app__btn", "打开APP"),
    )


def _h5_hero(record: Record, chance: Random) -> str:
    names = {"类型": "genre", "事项类型": "matter-kind", "行使层级": "matter-level"}
    chips = [
        _text(names[attribute], value)
        for attribute in _H5_CHIPS
        for value in record.attributes.get(attribute, ())
    ]
    cover = ""
    if _is_film(record):
        cover = _image(
            "hero__cover", f"https://img.shiguangce.example/f/{chance.randint(1, 9999)}.webp"
        )
    intro = _view("hero__intro clamp-3", _t(record.description)) if record.description else ""
    return _view(
        "hero",
        cover,
        _view(
            "hero__main",
            _view("hero__name", _t(record.name)),
            _view("hero__chips", *chips) if chips else "",
        ),
        intro,
        _view("hero__unfold", _text("unfold", "展开"), _icon("down")) if intro else "",
    )


def _h5_strip(record: Record, chance: Random, own: Own) -> str:
    items: list[tuple[str, Sequence[str]]] = [
        (_label("mobile_h5", attribute), record.attributes[attribute])
        for attribute in _H5_STRIP
        if attribute in record.attributes
    ]
    facts = [("浏览", _count(chance.randint(80, 60000))), ("收藏", _count(chance.randint(0, 3200)))]
    if _is_film(record) and chance.random() < 0.8:
        facts.insert(0, ("评分", f"{chance.uniform(4.2, 9.4):.1f}"))
    own.extend(facts)
    items.extend((label, [value]) for label, value in facts)
    return _view(
        "strip",
        *(
            _view(
                "strip__item",
                *(_view("strip__num", _t(value)) for value in values),
                _view("strip__txt", _t(label)),
            )
            for label, values in items
        ),
    )


def _h5_details(record: Record, chance: Random) -> str:
    given = record.attributes
    placed = (*_H5_CHIPS, *_H5_STRIP, *_H5_CONTACTS, "主演", "受理条件", "申请材料")
    if _is_film(record):
        cells = (*_H5_FILM_CELLS, *_left(record, (*placed, *_H5_FILM_CELLS)))
        groups = [_h5_group("影片档案", _h5_cells(record, cells))]
        if "主演" in given:
            cast = _h5_cast(given["主演"], chance)
            groups.insert(chance.choice((0, 1)), cast)
        return "".join(groups)
    cells = (*_H5_SERVICE_CELLS, *_left(record, (*placed, *_H5_SERVICE_CELLS)))
    folds = []
    if "受理条件" in given:
        body = "".join(_view("para", _t(value)) for value in given["受理条件"])
        folds.append(_h5_fold(_label("mobile_h5", "受理条件"), body))
    if "申请材料" in given:
        body = _h5_materials(given["申请材料"], chance)
        folds.append(_h5_fold(_label("mobile_h5", "申请材料"), body))
    return (
        _h5_group("事项信息", _h5_cells(record, cells))
        + "".join(folds)
        + _h5_group("地址与电话", _h5_cells(record, _H5_CONTACTS))
    )


def _mobile_h5(record: Record, chance: Random, others: Sequence[Record]) -> Page:
    film = _is_film(record)
    own: Own = []
    number = chance.randint(0, 5)
    site = "拾光册" if film else "岭上办"
    item = chance.randint(100000, 999999)
    tabs = ("详情", f"评论({number})", "看了又看" if film else "相关事项")
    hero = _h5_hero(record, chance)
    strip = _h5_strip(record, chance, own)
    details = _h5_details(record, chance)
    marks = [("收录编号", f"{'SG' if film else 'LS'}{item}"), ("最近更新", _date(chance))]
    own.extend(marks)
    banner = ""
    if chance.random() < 0.5:
        banner = _view("ad", _image("ad__img", "/static/banner/0612.png"), _view("ad__tag", "广告"))
    related = _h5_related(others, chance)
    body = (
        _h5_open_app(film)
        + hero
        + strip
        + _view(
            "tabs",
            *(
                _view("tabs__item is-active" if place == 0 else "tabs__item", _text("", tab))
                for place, tab in enumerate(tabs)
            ),
        )
        + _view("panel", details, banner)
        + _view("panel", _h5_comments(film, chance, number), attributes=' style="display: none;"')
        + _view("panel", related, attributes=' style="display: none;"')
        + _view("marks", *(_view("marks__line", f"{_t(k)}：{_t(v)}") for k, v in marks))
        + _view("tips", "内容由用户与合作方共同维护，发现错误可", _text("link", "我要纠错"))
        + _view(
            "bar",
            _view("bar__btn", _icon("star"), _text("", "收藏")),
            _view("bar__btn", _icon("share"), _text("", "分享")),
            _view("bar__main", "想看" if film else "立即办理"),
        )
        + _view(
            "popup",
            _view("popup__title", "分享到"),
            _view(
                "popup__row", *(_view("popup__it", x) for x in ("微信好友", "朋友圈", "复制链接"))
            ),
            _view("popup__cancel", "取消"),
            attributes=' style="display: none;"',
        )
    )
    state = f'{{"route":"pages/detail/detail","query":{{"id":"{item}"}},"login":false}}'
    title = f"{record.name} - {site}"
    head = "影片详情" if film else "事项详情"
    return _h5_shell(title, head, "pages/detail/detail", body, state), own


def _mobile_h5_extra(records: Sequence[Record], chance: Random) -> list[str]:
    film = _are_films(records)
    site = "拾光册" if film else "岭上办"
    pages = []
    for number in range(2):
        rows = "".join(
            '<uni-navigator class="row"><a class="navigator-wrap" href="/pages/detail/detail?id='
            f'{chance.randint(100000, 999999)}">'
            + _view("row__name", _t(record.name))
            + _view("row__sub", _t(_teaser(record)))
            + "</a></uni-navigator>"
            for record in _picked(records, chance, 15)
        )
        search = _view(
            "search",
            _icon("search"),
            _text("search__ph", "搜片名、搜人名" if film else "搜事项、搜部门"),
        )
        hot = _view(
            "hot", *(_text("hot__it", word) for word in ("最新", "最热", "本周上新", "附近"))
        )
        body = (
            _h5_open_app(film) + search + hot + _view("rows", rows) + _view("more", "上拉加载更多")
        )
        state = f'{{"route":"pages/list/list","query":{{"page":{number + 1}}},"login":false}}'
        pages.append(_h5_shell(f"发现 - {site}", "发现", "pages/list/list", body, state))
    about = _view(
        "article",
        _view("article__title", f"关于{site}"),
        _view("para", f"{site}是一款面向大众的资料查询工具，由望舒信息科技团队开发和维护。"),
        _view("para", "我们每天整理来自公开渠道的资料，方便大家查找、收藏和分享。"),
        _view("para", "意见反馈请发送邮件至 hello@shiguangce.example ，我们会在三天内回复。"),
        _view("version", "当前版本 3.8.2"),
    )
    state = '{"route":"pages/about/about","query":{},"login":false}'
    pages.append(_h5_shell(f"关于我们 - {site}", "关于我们", "pages/about/about", about, state))
    return pages


# ---------------------------------------------------------------------------------------------
# portal_tables: a server-rendered portal of an administration
# ---------------------------------------------------------------------------------------------

_PORTAL_FILM_BASE = ("外文名", "出品公司", "出品时间", "类型", "对白语言", "片长", "上映时间")
_PORTAL_FILM_CREW = ("导演", "编剧", "主演")
_PORTAL_BASE = ("实施主体", "事项类型", "行使层级", "实施编码", "主题分类", "服务对象")
_PORTAL_HANDLING = (
    "法定办结时限",
    "承诺办结时限",
    "是否支持预约办理",
    "是否支持物流快递",
    "承办平台",
    "办理地点",
)
_PORTAL_CONTACT = ("咨询电话", "监督投诉电话")
_ORDINALS = "一二三四五六七八九十"


def _portal_value(attribute: str, values: Sequence[str]) -> str:
    if attribute in _PORTAL_CONTACT or attribute == "外文名":
        return "<br />".join(_t(value) for value in values)
    return _t(_joined(values))


def _portal_grid(cells: Sequence[tuple[str, str]]) -> str:
    """A table of four columns: two pairs a row, long values over the whole row."""
    rows: list[str] = []
    waiting = ""
    for label, value in cells:
        head = f'<td class="bt" width="15%">{_t(label)}</td>'
        if len(value) > 26:
            if waiting:
                rows.append(f"<tr>{waiting.replace('<td class=nr', '<td colspan=3 class=nr')}</tr>")
                waiting = ""
            rows.append(f"<tr>{head}<td colspan=3 class=nr>{value}</td></tr>")
        elif waiting:
            rows.append(f'<tr>{waiting}{head}<td class=nr width="35%">{value}</td></tr>')
            waiting = ""
        else:
            waiting = f'{head}<td class=nr width="35%">{value}</td>'
    if waiting:
        rows.append(f"<tr>{waiting.replace('<td class=nr', '<td colspan=3 class=nr')}</tr>")
    return (
        '<table class="bszn_tb" width="100%" border="0" cellspacing="0" cellpadding="0"><tbody>\n'
        + "\n".join(rows)
        + "\n</tbody></table>"
    )


def _portal_rows(cells: Sequence[tuple[str, str]]) -> str:
    rows = "\n".join(
        f'<tr><th scope="row" align="right">{_t(label)}</th><td>{value}</td></tr>'
        for label, value in cells
    )
    return f'<table class="bszn_row" width="100%">\n{rows}\n</table>'


def _portal_cells(record: Record, attributes: Sequence[str]) -> list[tuple[str, str]]:
    return [
        (_label("portal_tables", attribute), _portal_value(attribute, record.attributes[attribute]))
        for attribute in attributes
        if attribute in record.attributes
    ]


def _portal_materials(values: Sequence[str], chance: Random) -> str:
    rows = "\n".join(
        f'<tr><td align="center">{number}</td><td>{_t(value)}</td>'
        f'<td align="center">{chance.choice(("纸质", "纸质", "电子", "纸质/电子"))}</td>'
        f'<td align="center">{chance.choice(("1", "1", "1", "2"))}</td>'
        f'<td align="center"><a href="javascript:;" onclick="down({chance.randint(1000, 9999)})">'
        "下载</a></td></tr>"
        for number, value in enumerate(values, 1)
    )
    return (
        '<table class="cl_tb" width="100%"><thead><tr><th width="8%">序号</th><th>申请材料</th>'
        '<th width="14%">形式</th><th width="10%">份数</th><th width="12%">空白表格</th></tr></thead>'
        f"<tbody>\n{rows}\n</tbody></table>"
    )


def _portal_film_sections(record: Record, chance: Random, own: Own) -> list[tuple[str, str]]:
    placed = (*_PORTAL_FILM_BASE, *_PORTAL_FILM_CREW)
    base = _portal_cells(record, (*_PORTAL_FILM_BASE, *_left(record, placed)))
    crew = _portal_cells(record, _PORTAL_FILM_CREW)
    year = chance.randint(2012, 2024)
    facts = [("备案编号", f"影资〔{year}〕第{chance.randint(1, 4999):04}号")]
    if chance.random() < 0.7:
        facts.append(
            ("保存介质", chance.choice(("数字母版", "35毫米胶片", "数字修复版", "16毫米胶片")))
        )
    facts.append(("利用方式", chance.choice(("馆内查阅", "预约放映", "公开借阅"))))
    own.extend(facts)
    sections = []
    if base:
        sections.append(("基本信息", _portal_grid(base)))
    if crew:
        sections.append(("主创人员", _portal_rows(crew)))
    sections.append(("登记信息", _portal_grid([(label, _t(value)) for label, value in facts])))
    return sections


def _portal_flow(chance: Random, own: Own) -> str:
    steps = ["申请", "受理", "审查", "决定", "送达"]
    if chance.random() < 0.4:
        steps.remove("审查")
    own.extend(("办理流程", step) for step in steps)
    items = "".join(f"<li><span>{step}</span></li>" for step in steps)
    return f'<ul class="lc_list clearfix">{items}</ul>'


def _portal_service_sections(record: Record, chance: Random, own: Own) -> list[tuple[str, str]]:
    given = record.attributes
    placed = (*_PORTAL_BASE, *_PORTAL_HANDLING, *_PORTAL_CONTACT, "受理条件", "申请材料")
    base = _portal_cells(record, (*_PORTAL_BASE, *_left(record, placed)))
    edition = ("版本号", str(chance.randint(1, 23)))
    own.append(edition)
    sections = [("基本信息", _portal_grid([*base, edition]))]
    handling = _portal_cells(record, _PORTAL_HANDLING)
    if chance.random() < 0.6:
        fee = ("是否收费", "否")
        own.append(fee)
        handling.append(fee)
    if handling:
        sections.append(("办理信息", _portal_grid(handling)))
    if "受理条件" in given:
        paragraphs = "".join(f"<p>{_t(value)}</p>" for value in given["受理条件"])
        sections.append(("受理条件", f'<div class="nr_txt">{paragraphs}</div>'))
    if "申请材料" in given:
        sections.append(("申请材料", _portal_materials(given["申请材料"], chance)))
    if chance.random() < 0.6:
        sections.append(("办理流程", _portal_flow(chance, own)))
    contact = _portal_cells(record, _PORTAL_CONTACT)
    if contact:
        sections.append(("咨询监督", _portal_rows(contact)))
    return sections


def _portal_names(film: bool) -> tuple[str, str, str]:
    """Name of the portal, of its host, of the part the records are in."""
    if film:
        return "云川省影像资料公共服务平台", "云川省影像资料馆", "馆藏影片"
    return "云川政务公开服务平台", "云川省数据服务管理中心", "办事指南"


def _portal_side(film: bool, others: Sequence[Record], chance: Random) -> str:
    ranking = "\n".join(
        f'<li><em class="n{place}">{place}</em><a href="/item/{chance.randint(2000, 9999)}.jhtml" '
        f'title="{escape(other.name)}">{_t(other.name)}</a></li>'
        for place, other in enumerate(_picked(others, chance, 8), 1)
    )
    title = "本月点播排行" if film else "热门事项"
    links = (
        ("到馆须知", "借阅规则", "征集公告", "读者留言")
        if film
        else ("办件进度查询", "好差评", "常见问题", "表格下载")
    )
    quick = "".join(
        f'<a href="/col/{place + 11}/index.jhtml">{x}</a>' for place, x in enumerate(links)
    )
    notices = "".join(
        f'<li><a href="/notice/{chance.randint(100, 999)}.jhtml">{text}</a><i>{date}</i></li>'
        for text, date in (
            ("关于国庆期间服务时间安排的通知", "09-28"),
            ("平台系统升级维护公告", "08-15"),
            ("“便民服务周”活动开始报名", "07-03"),
        )
    )
    return (
        '<div class="w_right fr">\n'
        f'<div class="box"><h2 class="box_t">快捷通道</h2><div class="quick">{quick}</div></div>\n'
        f'<div class="box"><h2 class="box_t">{title}</h2><ul class="rank">\n{ranking}\n</ul></div>\n'
        f'<div class="box"><h2 class="box_t">通知公告<a class="more" href="/notice/">更多&gt;&gt;</a></h2>'
        f'<ul class="news">{notices}</ul></div>\n</div>'
    )


def _portal_shell(film: bool, title: str, position: str, content: str, side: str) -> str:
    portal, host, part = _portal_names(film)
    columns = ("网站首页", "机构概况", "政策文件", part, "互动交流", "专题专栏")
    nav = "".join(f'<li><a href="/col/{place}/">{x}</a></li>' for place, x in enumerate(columns))
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml">
<head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
<meta http-equiv="X-UA-Compatible" content="IE=edge,chrome=1" />
<meta name="SiteName" content="{portal}" />
<meta name="ColumnName" content="{part}" />
<title>{_t(title)}_{portal}</title>
<link href="/r/cms/yc/css/common.css" rel="stylesheet" type="text/css" />
<link href="/r/cms/yc/css/bszn.css" rel="stylesheet" type="text/css" />
<script type="text/javascript" src="/r/cms/jquery-1.8.3.min.js"></script>
<!--[if lt IE 9]><script src="/r/cms/html5shiv.js"></script><![endif]-->
</head>
<body>
<div class="topbar"><div class="w1200 clearfix">
<div class="fl">欢迎访问{portal}</div>
<div class="fr"><a href="/wza">无障碍浏览</a> | <a href="/login.jspx">登录</a> | <a href="/register.jspx">注册</a> | <a href="javascript:void(0)" onclick="addFav()">加入收藏</a></div>
</div></div>
<div class="header w1200"><a href="/"><img src="/r/cms/yc/img/logo.png" alt="{portal}" /></a>
<form class="so" action="/search.jspx" method="get"><input type="text" name="q" value="" placeholder="请输入关键字" /><input type="submit" class="btn" value="搜索" /></form>
<p class="hotwords">热搜词：<a href="/search.jspx?q=1">社保</a><a href="/search.jspx?q=2">档案</a><a href="/search.jspx?q=3">展映</a></p></div>
<div class="nav"><ul class="w1200 clearfix">{nav}</ul></div>
<div class="w1200 main clearfix">
<div class="pos">您的位置：<a href="/">首页</a> &gt; <a href="/col/3/">{part}</a> &gt; {position}</div>
{content}
{side}
</div>
<div id="fbBox" style="display:none"><h4>内容纠错</h4><form><table><tr><td>您的姓名</td><td><input name="xm" /></td></tr><tr><td>手机号码</td><td><input name="sj" /></td></tr><tr><td>问题描述</td><td><textarea name="ms"></textarea></td></tr></table><a class="btn_ok">提交</a></form></div>
<div class="footer"><div class="w1200">
<p><a href="/gywm">关于我们</a> | <a href="/wzdt">网站地图</a> | <a href="/flsm">法律声明</a> | <a href="/lxwm">联系我们</a></p>
<p>主办单位：{host}　　技术支持：云川省信息工程中心</p>
<p>地址：云川省宁溪市文澜路88号　邮编：640012　网站标识码：6400000031</p>
<p>云ICP备10007765号-2　云公网安备 64010202000431号</p>
</div></div>
<div class="toTop"><a class="wx" title="微信公众号"></a><a class="top" href="javascript:scroll(0,0)">顶部</a></div>
<script type="text/javascript" src="/r/cms/yc/js/bszn.js"></script>
<script type="text/javascript">var _hmt = _hmt || [];(function(){{var h=document.createElement("script");h.src="//tj.yunchuan.example/h.js?b81c";document.body.appendChild(h);}})();</script>
</body>
</html>
"""


def _portal_tables(record: Record, chance: Random, others: Sequence[Record]) -> Page:
    film = _is_film(record)
    own: Own = []
    item = chance.randint(2000, 9999)
    index = (
        f"6400{chance.randint(10, 99)}-{chance.randint(2019, 2025)}-{chance.randint(1, 99999):05}"
    )
    marks = [("索引号", index), ("发布日期", _date(chance))]
    hits = ("浏览次数", str(chance.randint(12, 48000)))
    own.extend([*marks, hits])
    sections = (
        _portal_film_sections(record, chance, own)
        if film
        else _portal_service_sections(record, chance, own)
    )
    anchors = "".join(
        f'<li{" class=on" if place == 0 else ""}><a href="#s{place}">{title}</a></li>'
        for place, (title, _) in enumerate(sections)
    )
    blocks = "\n".join(
        f'<div class="bszn_box" id="s{place}">\n<h3 class="bszn_t"><i>{_ORDINALS[place]}、</i>'
        f"<span>{title}</span></h3>\n{block}\n</div>"
        for place, (title, block) in enumerate(sections)
    )
    intro = f'<div class="zhaiyao">{_t(record.description)}</div>' if record.description else ""
    satisfied = ""
    if not film and chance.random() < 0.7:
        rate = ("满意率", f"{chance.uniform(91, 100):.2f}%")
        own.append(rate)
        satisfied = (
            f'<div class="hcp"><span>{rate[0]}：<b>{rate[1]}</b></span>'
            '<a href="/hcp/add.jspx">我要评价</a></div>'
        )
    buttons = (
        '<a class="b1" href="/yuyue.jspx">预约观影</a>'
        if film
        else '<a class="b1" href="/apply.jspx">在线申办</a><a class="b2" href="/zixun.jspx">我要咨询</a>'
    )
    content = f"""<div class="w_left fl">
<h1 class="bszn_title">{_t(record.name)}</h1>
<div class="info"><span>{marks[0][0]}：{marks[0][1]}</span><span>{marks[1][0]}：{marks[1][1]}</span><span>{hits[0]}：<em id="hits">{hits[1]}</em></span><span class="size">字体：[<a href="javascript:doZoom(18)">大</a> <a href="javascript:doZoom(16)">中</a> <a href="javascript:doZoom(14)">小</a>]</span><a class="print" href="javascript:window.print()">打印</a></div>
<input type="hidden" id="itemId" value="{item}" />
{intro}
<div class="bar clearfix">{buttons}{satisfied}</div>
<div class="bszn_nav"><ul>{anchors}</ul></div>
{blocks}
<div class="share">分享到：<a class="wx"></a><a class="wb"></a><a class="qq"></a><div id="qr" style="display:none"><p>扫一扫在手机打开当前页</p></div></div>
</div>"""
    side = _portal_side(film, others, chance)
    position = "影片详情" if film else "事项详情"
    return _portal_shell(film, record.name, position, content, side), own


def _portal_tables_extra(records: Sequence[Record], chance: Random) -> list[str]:
    film = _are_films(records)
    portal, host, part = _portal_names(film)
    pages = []
    for number in range(1, 4):
        rows = "\n".join(
            f'<li><a href="/item/{chance.randint(2000, 9999)}.jhtml" target="_blank">'
            f"{_t(record.name)}</a><span>{_date(chance)}</span></li>"
            for record in _picked(records, chance, 20)
        )
        content = (
            f'<div class="w_left fl"><h2 class="list_t">{part}</h2><ul class="list">\n{rows}\n</ul>'
            f'<div class="pages">共{len(records)}条记录 {number}/38页 <a href="#">首页</a> '
            '<a href="#">上一页</a> <a href="#">下一页</a> <a href="#">尾页</a> 第<select>'
            f"<option>{number}</option></select>页</div></div>"
        )
        side = _portal_side(film, records, chance)
        pages.append(_portal_shell(film, part, "列表", content, side))
    content = (
        '<div class="w_left fl"><h1 class="art_t">关于我们</h1><div class="art_c">'
        f"<p>　　{portal}由{host}主办，面向社会公众提供信息查询、在线预约和咨询服务。</p>"
        "<p>　　平台于2014年上线运行，2021年完成第三次改版，现有注册用户三十余万人。</p>"
        "<p>　　欢迎社会各界提出宝贵意见和建议。</p></div></div>"
    )
    side = _portal_side(film, records, chance)
    pages.append(_portal_shell(film, "关于我们", "关于我们", content, side))
    return pages


# ---------------------------------------------------------------------------------------------
# entry_modules: an encyclopaedia made of components
# ---------------------------------------------------------------------------------------------

_ENTRY_HERO = ("外文名", "片长", "上映时间", "实施主体", "事项类型", "实施编码")
_ENTRY_CREDITS = ("导演", "编剧", "主演")
_ENTRY_FACTS = (
    "类型", "出品公司", "出品时间", "对白语言",
    "行使层级", "主题分类", "承办平台", "是否支持预约办理", "是否支持物流快递", "办理地点",
)  # fmt: skip
_ENTRY_TIMES = ("法定办结时限", "承诺办结时限")
_ENTRY_PHONES = ("咨询电话", "监督投诉电话")
_ENTRY_SECTIONS = ("服务对象", "受理条件", "申请材料")
_ENTRY_NUMERALS = ("5 星", "4 星", "3 星", "2 星", "1 星")


def _svg(path: str) -> str:
    return (
        '<svg width="16" height="16" viewBox="0 0 24 24" fill="none" aria-hidden="true">'
        f'<path d="{path}" stroke="currentColor" stroke-width="2"></path></svg>'
    )


def _entry_items(attribute: str, values: Sequence[str]) -> str:
    """The values of a fact in the side column: links for what has pages, else plain text."""
    if attribute in ("类型", "出品公司", "主题分类", "对白语言"):
        links = (
            f'<a class="Link_inner__Qm3vT" href="/topic/{place}{len(value)}">{_t(value)}</a>'
            for place, value in enumerate(values, 1)
        )
        return '<span class="Facts_sep__2hXo1">,</span> '.join(links)
    return "".join(f"<span>{_t(value)}</span>" for value in values)


def _entry_facts(title: str, rows: Sequence[tuple[str, str]]) -> str:
    if not rows:
        return ""
    body = "".join(
        f'<div class="Facts_row__vB7eK"><dt class="Facts_term__W0qLs">{_t(term)}</dt>'
        f'<dd class="Facts_desc__9pYdU">{details}</dd></div>'
        for term, details in rows
    )
    return (
        f'<section class="Panel_root__kE41x"><h2 class="Panel_title__o0Zsi">{title}</h2>'
        f'<dl class="Facts_list__gT5mA">{body}</dl></section>'
    )


def _entry_hero(record: Record, own: Own, chance: Random) -> str:
    given = record.attributes
    film = _is_film(record)
    parts = [f'<h1 class="Hero_title__Lr8Fj" itemprop="name">{_t(record.name)}</h1>']
    if "外文名" in given:
        names = "".join(f'<span itemprop="alternateName">{_t(x)}</span>' for x in given["外文名"])
        parts.append(f'<p class="Hero_origin__d6KuB">{names}</p>')
    meta = []
    for attribute, tag, path in (
        ("实施主体", "span", "M3 21h18M5 21V7l7-4 7 4v14"),
        ("事项类型", "span", "M4 4h9l7 7-9 9-7-7z"),
        ("实施编码", "code", "M4 7h16M4 12h16M4 17h10"),
        ("上映时间", "span", "M4 5h16v15H4zM4 9h16"),
        ("片长", "span", "M12 7v5l3 3"),
    ):
        for value in given.get(attribute, ()):
            prop = _label("entry_modules", attribute)
            meta.append(
                f'<li class="Hero_meta__1nGwz">{_svg(path)}<{tag} itemprop="{prop}">{_t(value)}'
                f"</{tag}></li>"
            )
    if meta:
        parts.append(f'<ul class="Hero_metaList__yP2c9">{"".join(meta)}</ul>')
    if film and chance.random() < 0.75:
        score = ("综合评分", f"{chance.uniform(2.6, 4.9):.1f}")
        own.append(score)
        parts.append(
            f'<div class="Score_root__H4vXe"><span class="Score_label__tt9Qa">{score[0]}</span>'
            f'<strong class="Score_num__Ce1Ob">{score[1]}</strong></div>'
        )
    parts.append(
        '<div class="Hero_actions__b7RqK"><button type="button" class="Button_ghost__iA2Nf">收藏'
        '</button><button type="button" class="Button_ghost__iA2Nf">编辑</button>'
        '<button type="button" class="Button_ghost__iA2Nf" aria-haspopup="dialog">分享</button></div>'
    )
    return f'<header class="Hero_root__zM5Wd">{"".join(parts)}</header>'


def _entry_section(anchor: str, title: str, body: str) -> str:
    return (
        f'<section class="Section_root__Jx3bT" id="{anchor}"><h2 class="Section_title__qV80n">'
        f"{_t(title)}</h2>{body}</section>"
    )


def _entry_credits(record: Record, chance: Random) -> str:
    blocks = []
    for attribute in _ENTRY_CREDITS:
        if attribute not in record.attributes:
            continue
        people = []
        for value in record.attributes[attribute]:
            caption = ""
            if attribute == "主演" and chance.random() < 0.7:
                caption = (
                    f'<small class="Person_works__nR6sE">{chance.randint(2, 60)} 部作品</small>'
                )
            people.append(
                f'<li class="Person_card__Fw9Lh"><a href="/person/{chance.randint(1000, 99999)}">'
                f'<img class="Person_face__m2XzA" src="/_next/image?url=face.png&amp;w=96" alt="" '
                f'loading="lazy"><span class="Person_name__U8dYi">{_t(value)}</span></a>{caption}</li>'
            )
        blocks.append(
            f'<div class="Credits_group__3TtqO"><h3 class="Credits_role__sB1Nm">'
            f"{_label('entry_modules', attribute)}</h3>"
            f'<ul class="Credits_list__5kHcP">{"".join(people)}</ul></div>'
        )
    return _entry_section("credits", "演职人员", "".join(blocks)) if blocks else ""


def _entry_cards(record: Record, attributes: Sequence[str], number_tag: str) -> str:
    """Small cards, the value large and what it is below."""
    cards = []
    for attribute in attributes:
        if attribute not in record.attributes:
            continue
        values = "".join(
            f'<{number_tag} class="Stat_value__eQ4rV">{_t(value)}</{number_tag}>'
            for value in record.attributes[attribute]
        )
        label = _label("entry_modules", attribute)
        cards.append(
            f'<div class="Stat_card__aZ7Gd"><div class="Stat_values__lK2wu">{values}</div>'
            f'<div class="Stat_label__0vHjB">{label}</div></div>'
        )
    return f'<div class="Stat_grid__Yc6Sx">{"".join(cards)}</div>' if cards else ""


def _entry_service(record: Record) -> str:
    given = record.attributes
    parts = []
    times = _entry_cards(record, _ENTRY_TIMES, "strong")
    if times:
        parts.append(_entry_section("time", "办理用时", times))
    if "服务对象" in given:
        chips = "".join(f'<li class="Chip_root__Xo5eR">{_t(x)}</li>' for x in given["服务对象"])
        chips = f'<ul class="Chip_list__cD3yM">{chips}</ul>'
        parts.append(_entry_section("audience", _label("entry_modules", "服务对象"), chips))
    if "受理条件" in given:
        text = "".join(f"<p>{_t(value)}</p>" for value in given["受理条件"])
        text = f'<div class="Prose_root__Nn1pK">{text}</div>'
        parts.append(_entry_section("conditions", _label("entry_modules", "受理条件"), text))
    if "申请材料" in given:
        rows = "".join(
            f'<li class="Check_item__W5hJz"><input type="checkbox" id="m{place}">'
            f'<label for="m{place}">{_t(value)}</label></li>'
            for place, value in enumerate(given["申请材料"])
        )
        rows = f'<ul class="Check_list__8sLbQ">{rows}</ul>'
        parts.append(_entry_section("materials", _label("entry_modules", "申请材料"), rows))
    phones = _entry_cards(record, _ENTRY_PHONES, "p")
    if phones:
        parts.append(_entry_section("contact", "联系方式", phones))
    return "".join(parts)


def _entry_reviews(film: bool, chance: Random) -> str:
    pool = _FILM_COMMENTS if film else _SERVICE_COMMENTS
    shares = [chance.randint(1, 9) for _ in _ENTRY_NUMERALS]
    histogram = "".join(
        f'<li class="Histogram_bar__o6QyT"><span>{stars}</span><div style="width:{share * 100 // sum(shares)}%">'
        "</div></li>"
        for stars, share in zip(_ENTRY_NUMERALS, shares, strict=True)
    )
    comments = "".join(
        '<li class="Comment_item__Zt4Vn"><div class="Comment_head__2jPoC">'
        f'<span class="Comment_user__5Gm1R">{chance.choice(_NICKS)}</span>'
        f'<time dateTime="{(date := _date(chance, 2023))}">{date}</time></div>'
        f'<p>{_t(text)}</p><button type="button">赞同 {chance.randint(0, 90)}</button></li>'
        for text in chance.sample(pool, chance.randint(0, 4))
    )
    body = (
        f'<ul class="Histogram_root__Ax9Ku">{histogram}</ul>'
        f'<ol class="Comment_list__f7EeS">{comments}</ol>'
        '<form class="Comment_form__M0yLd"><textarea placeholder="友善发言，理性讨论"></textarea>'
        '<button type="submit">发布</button></form>'
    )
    return _entry_section("discuss", "讨论", body)


def _entry_related(film: bool, others: Sequence[Record], chance: Random) -> str:
    cards = []
    for other in _picked(others, chance, chance.randint(3, 6)):
        line = ""
        for attribute in ("导演", "实施主体"):
            if attribute in other.attributes:
                line = (
                    f'<p class="Card_line__rU3Fa"><span>{"导演" if film else "部门"}</span> '
                    f"<span>{_t(other.attributes[attribute][0])}</span></p>"
                )
        cards.append(
            f'<a class="Card_root__I2wXe" href="/entry/{chance.randint(100000, 999999)}">'
            f'<h4 class="Card_title__6BzNv">{_t(other.name)}</h4>{line}</a>'
        )
    if not cards:
        return ""
    return (
        '<section class="Related_root__sY9Qm"><h2 class="Section_title__qV80n">'
        f"{'你可能还想看' if film else '相关词条'}</h2>"
        f'<div class="Related_grid__p1OdJ">{"".join(cards)}</div></section>'
    )


def _entry_shell(
    film: bool, title: str, summary: str, crumbs: Sequence[str], body: str, path: str
) -> str:
    site = "知屿影典" if film else "知屿办事百科"
    trail = "".join(
        f'<li class="Crumb_item__T8hKw"><a href="/">{_t(crumb)}</a></li>' for crumb in crumbs[:-1]
    )
    menu = ("首页", "分类浏览", "专题", "随便看看", "创作中心")
    links = "".join(
        f'<a class="Nav_link__xE0gB" href="/nav/{place}">{x}</a>' for place, x in enumerate(menu)
    )
    return (
        '<!DOCTYPE html><html lang="zh-Hans" class="theme-light"><head><meta charSet="utf-8"/>'
        '<meta name="viewport" content="width=device-width, initial-scale=1"/>'
        f"<title>{_t(title)} | {site}</title>"
        f'<meta name="description" content="{escape(summary[:80])}"/>'
        f'<meta property="og:title" content="{escape(title)}"/>'
        f'<meta property="og:site_name" content="{site}"/>'
        '<link rel="preload" as="font" href="/_next/static/media/a34f9d.woff2" crossorigin=""/>'
        '<link rel="stylesheet" href="/_next/static/css/5b0e6c2f1d.css"/></head><body>'
        '<div id="__next"><a class="Skip_link__D4nUo" href="#main">跳到正文</a>'
        '<header class="Top_root__R7cVz"><a href="/" class="Top_logo__K3mYs">知屿</a>'
        f'<nav class="Nav_root__b5JtH" aria-label="主导航">{links}</nav>'
        '<form role="search" class="Search_root__9uWfA"><input type="search" aria-label="搜索词条" '
        'placeholder="搜索词条、话题"/></form><button type="button" class="Top_login__E6vPi">登录'
        "</button></header>"
        f'<nav aria-label="面包屑"><ol class="Crumb_list__oG2Lq">{trail}'
        f'<li class="Crumb_item__T8hKw" aria-current="page">{_t(crumbs[-1])}</li></ol></nav>'
        f"{body}"
        '<footer class="Foot_root__w8SdC"><div class="Foot_cols__1XkRy"><div><h5>产品</h5><ul>'
        '<li><a href="/app">客户端</a></li><li><a href="/open">开放数据</a></li></ul></div>'
        '<div><h5>社区</h5><ul><li><a href="/rule">编辑规范</a></li><li><a href="/rank">贡献榜</a>'
        '</li></ul></div><div><h5>公司</h5><ul><li><a href="/about">关于知屿</a></li>'
        '<li><a href="/jobs">加入我们</a></li></ul></div></div>'
        "<p>© 2018–2025 知屿（虹湾）网络有限公司 · 虹ICP备18044120号</p></footer>"
        '<div role="dialog" aria-modal="true" hidden="" class="Dialog_root__5NzQe"><h2>登录知屿</h2>'
        '<label>手机号<input type="tel"/></label><label>验证码<input type="text"/></label>'
        '<button type="button">获取验证码</button><p>登录即表示同意用户协议与隐私政策</p></div></div>'
        f'<script id="__NEXT_DATA__" type="application/json">{{"props":{{"pageProps":{{}}}},'
        f'"page":"{path}","buildId":"Vb3kPz0t7R","isFallback":false}}</script>'
        '<script src="/_next/static/chunks/main-0d41c7b9.js" defer=""></script></body></html>'
    )


def _entry_modules(record: Record, chance: Random, others: Sequence[Record]) -> Page:
    film = _is_film(record)
    given = record.attributes
    own: Own = []
    hero = _entry_hero(record, own, chance)
    placed = (
        *_ENTRY_HERO, *_ENTRY_CREDITS, *_ENTRY_FACTS, *_ENTRY_TIMES, *_ENTRY_PHONES, *_ENTRY_SECTIONS
    )  # fmt: skip
    facts = [
        (_label("entry_modules", attribute), _entry_items(attribute, given[attribute]))
        for attribute in (*_ENTRY_FACTS, *_left(record, placed))
        if attribute in given
    ]
    number = chance.randint(100000, 999999)
    marks = [
        ("词条编号", f"Z{number}"),
        ("最后编辑", f"{_date(chance, 2021)} {_clock(chance)}"),
        ("编辑次数", f"{chance.randint(1, 64)} 次"),
    ]
    if chance.random() < 0.6:
        marks.append(("完善度", f"{chance.randint(35, 98)}%"))
    marks.append(("累计浏览", f"{chance.randint(30, 250000):,}"))
    own.extend(marks)
    lead = f'<p class="Lead_root__u6XcF" itemprop="description">{_t(record.description)}</p>'
    middle = _entry_credits(record, chance) if film else _entry_service(record)
    schema = "Movie" if film else "GovernmentService"
    contributors = "".join(
        f'<li><img src="/_next/image?url=u{chance.randint(1, 99)}.png&amp;w=32" alt=""/>'
        f"<span>{nick}</span></li>"
        for nick in chance.sample(_NICKS, chance.randint(1, 4))
    )
    body = (
        '<div class="Layout_root__Hq7sB"><main id="main" class="Layout_main__3VbEo">'
        f'<article itemscope="" itemType="https://schema.org/{schema}">{hero}'
        f"{lead if record.description else ''}{middle}</article>"
        f"{_entry_reviews(film, chance)}{_entry_related(film, others, chance)}</main>"
        '<aside class="Layout_side__fW1Kt">'
        + _entry_facts("影片资料" if film else "事项资料", facts)
        + _entry_facts("词条信息", [(term, _t(value)) for term, value in marks])
        + '<section class="Panel_root__kE41x"><h2 class="Panel_title__o0Zsi">贡献者</h2>'
        f'<ul class="Contrib_list__Lz8Om">{contributors}</ul></section>'
        '<section class="Promo_root__B4uIn"><p>知屿客户端全新上线，离线也能查词条</p>'
        '<a href="/app">立即下载</a></section></aside></div>'
    )
    crumbs = ("知屿", "电影" if film else "办事", record.name)
    html = _entry_shell(film, record.name, record.description, crumbs, body, "/entry/[id]")
    return html, own


def _entry_modules_extra(records: Sequence[Record], chance: Random) -> list[str]:
    film = _are_films(records)
    kind = "电影" if film else "办事"
    pages = []
    for number in range(1, 3):
        cards = "".join(
            f'<a class="Card_root__I2wXe" href="/entry/{chance.randint(100000, 999999)}">'
            f'<h3 class="Card_title__6BzNv">{_t(record.name)}</h3>'
            f'<p class="Card_brief__yN5Dh">{_t(record.description[:40])}…</p></a>'
            for record in _picked(records, chance, 12)
        )
        filters = "".join(
            f'<button type="button">{x}</button>' for x in ("全部", "最新", "热门", "待完善")
        )
        body = (
            f'<main id="main"><h1 class="List_title__O2gWe">全部{kind}词条</h1>'
            f'<div class="List_filter__7dQxV">{filters}</div>'
            f'<div class="Related_grid__p1OdJ">{cards}</div>'
            f'<nav aria-label="分页"><a href="?p={number}">{number}</a><a href="?p={number + 1}">下一页'
            "</a></nav></main>"
        )
        crumbs = ("知屿", kind)
        pages.append(_entry_shell(film, f"{kind}词条", "分类浏览", crumbs, body, "/list/[kind]"))
    body = (
        '<main id="main"><article class="Prose_root__Nn1pK"><h1>编辑规范</h1>'
        "<p>知屿的词条由志愿者共同编写，请在动笔之前阅读本页。</p><h2>写什么</h2>"
        "<p>内容应当客观、可查证，避免广告和个人感受。</p><h2>怎么引用</h2>"
        "<p>请优先使用公开出版物和官方发布的信息，并注明来源与日期。</p><h2>不要做什么</h2>"
        "<ul><li>大段复制他人文字</li><li>上传没有授权的图片</li><li>恶意删改</li></ul></article></main>"
    )
    pages.append(
        _entry_shell(film, "编辑规范", "知屿编辑规范", ("知屿", "编辑规范"), body, "/rule")
    )
    return pages


DESIGNS: dict[str, Design] = {
    "mobile_h5": _mobile_h5,
    "portal_tables": _portal_tables,
    "entry_modules": _entry_modules,
}

EXTRA: dict[str, Extra] = {
    "mobile_h5": _mobile_h5_extra,
    "portal_tables": _portal_tables_extra,
    "entry_modules": _entry_modules_extra,
}
