"""Held-out designs, twelfth set: a uni-app H5 handbook, a WordPress magazine, a Next.js data portal.

Each design shows films as well as government services. People, numbers and comments that are not in
the records are made up.
"""

import json
from collections.abc import Callable, Sequence
from html import escape
from random import Random

from site_records import Record

Own = list[tuple[str, str]]
Design = Callable[[Record, Random, Sequence[Record]], tuple[str, Own]]
Extra = Callable[[Sequence[Record], Random], list[str]]


_FILM_KEYS = frozenset(
    "外文名 出品时间 出品公司 导演 编剧 类型 主演 片长 上映时间 对白语言".split()
)
_FAMILY = "赵钱孙周吴郑冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜"
_GIVEN = ["子衿", "一鸣", "若溪", "明远", "思源", "佳禾", "雨桐", "景行", "望舒", "知夏", "立秋"]
_NICKS = [
    "半糖去冰", "路过的猫", "南山种豆", "Echo_77", "阿柒同学", "不吃香菜", "晚风与茶",
    "老街坊", "云上小筑", "橘子汽水", "momo", "一只小透明", "北门书生", "海盐芝士",
]  # fmt: skip
_FILM_TALK = [
    "小时候跟爸妈一起看的，现在重温还是很感动。",
    "节奏稍微慢了点，不过结尾处理得很好。",
    "配乐一响起来眼泪就下来了。",
    "有没有人知道片尾曲叫什么？",
    "导演的镜头语言很有意思，二刷发现不少细节。",
    "主演：发挥稳定；剧本：一般般；总体给四星。",
    "资料里写的上映时间跟我记得的不一样，麻烦核对一下。",
    "周末宅家必备，已经推荐给朋友了。",
]
_SERVICE_TALK = [
    "昨天去办的，窗口人不多，二十分钟搞定。",
    "请问可以让家人代办吗？需要带委托书吗？",
    "电话打了三次才接通，不过态度挺好。",
    "网上提交之后第二天就收到短信了，点赞。",
    "材料要原件还是复印件？页面上没写清楚。",
    "办理时间：周一至周五，午休不上班，大家别跑空。",
    "系统老是提示超时，换了浏览器就好了。",
    "比以前方便多了，不用来回跑。",
]


def _is_film(record: Record) -> bool:
    return any(key in _FILM_KEYS for key in record.attributes)


def _person(chance: Random) -> str:
    return chance.choice(_FAMILY) + chance.choice(_GIVEN)


def _day(chance: Random, first: int = 2021, last: int = 2024) -> str:
    return f"{chance.randint(first, last)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"


def _clock(chance: Random) -> str:
    return f"{chance.randint(7, 22):02d}:{chance.randint(0, 59):02d}"


def _talk(film: bool, chance: Random, most: int) -> list[str]:
    said = _FILM_TALK if film else _SERVICE_TALK
    return chance.sample(said, chance.randint(0, most))


def _separator(values: Sequence[str], wanted: Sequence[str]) -> str:
    """The first wanted separator that does not occur in the values."""
    for separator in [*wanted, "；", " | ", " ◆ "]:
        if not any(separator.strip() in value for value in values):
            return separator
    return " ‖ "


def _some(others: Sequence[Record], record: Record, chance: Random, most: int) -> list[Record]:
    found = [other for other in others if other.name != record.name]
    return chance.sample(found, min(most, len(found)))


# ---------------------------------------------------------------------------------------------
# 1. A handbook for the phone, made with uni-app and shown as H5

_APP_LABELS = {
    "外文名": "又名",
    "出品时间": "制作年份",
    "出品公司": "出品方",
    "类型": "类别",
    "主演": "演员表",
    "片长": "时长",
    "上映时间": "上映",
    "对白语言": "语言",
    "实施主体": "办理单位",
    "事项类型": "事项类别",
    "行使层级": "层级",
    "实施编码": "事项编码",
    "办理地点": "去哪办",
    "法定办结时限": "法定时限",
    "承诺办结时限": "承诺时限",
    "受理条件": "谁能办",
    "监督投诉电话": "投诉电话",
    "是否支持物流快递": "快递送达",
    "是否支持预约办理": "可否预约",
    "承办平台": "线上入口",
    "主题分类": "所属主题",
    "服务对象": "面向人群",
    "申请材料": "要带什么",
}


def _app_label(attribute: str) -> str:
    return _APP_LABELS.get(attribute, attribute)


def _ut(css: str, text: str) -> str:
    return f'<uni-text data-v-5e1c7a20="" class="{css}"><span>{escape(text)}</span></uni-text>'


def _uv(css: str, inner: str) -> str:
    return f'<uni-view data-v-5e1c7a20="" class="{css}">{inner}</uni-view>'


def _app_cell(label: str, values: Sequence[str], tail: str = "") -> str:
    if len(values) == 1:
        value = _ut("cell-value", values[0])
    elif len(values) < 4:
        separator = _separator(values, [" / ", "、"])
        value = _ut("cell-value", separator.join(values))
    else:
        value = _uv("cell-tags", "".join(_uv("tag", _ut("tag-t", text)) for text in values))
    return _uv("cell u-border-bottom", _ut("cell-label", label) + _uv("cell-right", value + tail))


def _app_group(title: str, inner: str) -> str:
    if not inner:
        return ""
    head = _uv("card-head", _uv("bar", "") + _ut("card-title", title))
    return _uv("card", head + inner)


def _app_film(record: Record) -> str:
    given = record.attributes
    basic = "".join(
        _app_cell(_app_label(key), given[key])
        for key in ["外文名", "类型", "对白语言", "片长", "上映时间", "出品时间", "出品公司"]
        if key in given
    )
    makers = "".join(
        _app_cell(_app_label(key), given[key]) for key in ["导演", "编剧"] if key in given
    )
    cast = ""
    if "主演" in given:
        faces = "".join(
            _uv(
                "actor",
                '<uni-image class="face"><div style="background-image:url(/static/face.png)"></div>'
                f"</uni-image>{_ut('actor-name u-line-1', name)}",
            )
            for name in given["主演"]
        )
        head = _uv("sub-head", _ut("sub-title", "演员表") + _ut("iconfont more", "\ue6a3"))
        cast = head + (
            '<uni-scroll-view class="actors"><div class="uni-scroll-view">'
            f'<div class="uni-scroll-view-content">{faces}</div></div></uni-scroll-view>'
        )
    return _app_group("影片资料", basic) + _app_group("演职人员", makers + cast)


def _app_service(record: Record) -> str:
    given = record.attributes
    cells: dict[str, str] = {}
    for key, values in given.items():
        label = _app_label(key)
        if key in ("咨询电话", "监督投诉电话"):
            rows = "".join(
                _uv(
                    "phone",
                    _ut("cell-value link", value)
                    + '<uni-button size="mini" class="call">拨打</uni-button>',
                )
                for value in values
            )
            cells[key] = _uv(
                "cell u-border-bottom", _ut("cell-label", label) + _uv("cell-right", rows)
            )
        elif key == "办理地点":
            tail = '<uni-button size="mini" class="nav">导航</uni-button>'
            cells[key] = _app_cell(label, values, tail)
        elif key == "受理条件":
            rich = "".join(f"<p>{escape(value)}</p>" for value in values)
            cells[key] = _uv("block", _ut("block-label", label)) + (
                f'<uni-rich-text class="rich"><div>{rich}</div></uni-rich-text>'
            )
        elif key == "申请材料":
            rows = "".join(
                _uv("mat", _ut("mat-no", str(number)) + _ut("mat-name", value))
                for number, value in enumerate(values, 1)
            )
            cells[key] = _uv("block", _ut("block-label", label)) + _uv("mats", rows)
        else:
            cells[key] = _app_cell(label, values)

    def pick(*keys: str) -> str:
        return "".join(cells[key] for key in keys if key in cells)

    return (
        _app_group("准备", pick("受理条件", "申请材料", "服务对象"))
        + _app_group("怎么办", pick("办理地点", "承办平台", "是否支持预约办理", "是否支持物流快递"))
        + _app_group("多久办好", pick("承诺办结时限", "法定办结时限"))
        + _app_group("有疑问找谁", pick("咨询电话", "监督投诉电话"))
        + _app_group("事项信息", pick("实施主体", "事项类型", "行使层级", "主题分类", "实施编码"))
    )


def _app_page(title: str, body: str, chance: Random) -> str:
    build = f"{chance.getrandbits(32):08x}"
    return f"""<!DOCTYPE html>
<html lang="zh-CN" style="--status-bar-height:0px;--window-top:calc(44px + env(safe-area-inset-top));font-size:18.75px">
<head><meta charset="UTF-8"><meta name="viewport" content="width=device-width,initial-scale=1.0,viewport-fit=cover">
<title>{escape(title)}</title>
<link rel="stylesheet" href="/h5/static/index.97465e7b.css">
<script>var coverSupport='CSS' in window&&typeof CSS.supports==='function';window.__uniBuild="{build}";</script>
<style type="text/css">.card[data-v-5e1c7a20]{{margin:10px 12px;border-radius:8px;background:#fff}}.cell[data-v-5e1c7a20]{{display:flex;padding:12px 0}}</style>
</head>
<body class="uni-body pages-detail-index"><noscript><strong>请开启 JavaScript 后访问本页</strong></noscript>
<uni-app class="uni-app--maxwidth"><uni-page data-page="pages/detail/index">
<uni-page-head uni-page-head-type="default"><div class="uni-page-head"><div class="uni-page-head-hd"><div class="uni-page-head-btn"><i class="uni-btn-icon">\ue601</i></div></div><div class="uni-page-head-bd"><div class="uni-page-head__title">详情</div></div><div class="uni-page-head-ft"></div></div></uni-page-head>
<uni-page-wrapper><uni-page-body>{body}</uni-page-body></uni-page-wrapper></uni-page>
<uni-tabbar class="uni-tabbar-bottom"><div class="uni-tabbar"><div class="uni-tabbar__item"><div class="uni-tabbar__label">首页</div></div><div class="uni-tabbar__item"><div class="uni-tabbar__label">分类</div></div><div class="uni-tabbar__item"><div class="uni-tabbar__label">消息</div><div class="uni-tabbar__badge">{chance.randint(1, 9)}</div></div><div class="uni-tabbar__item"><div class="uni-tabbar__label">我的</div></div></div></uni-tabbar>
<uni-actionsheet style="display:none"><div class="uni-actionsheet"><div class="uni-actionsheet__title">分享到</div><div class="uni-actionsheet__cell">微信好友</div><div class="uni-actionsheet__cell">朋友圈</div><div class="uni-actionsheet__cell">复制链接</div><div class="uni-actionsheet__cell">取消</div></div></uni-actionsheet>
<uni-toast style="display:none"><p class="uni-toast__content">收藏成功</p></uni-toast>
</uni-app><script src="/h5/static/js/chunk-vendors.{build}.js"></script><script src="/h5/static/js/index.{build}.js"></script></body></html>"""


def _app_cards(others: Sequence[Record], chance: Random) -> str:
    rows = []
    for other in others:
        key = "导演" if "导演" in other.attributes else "实施主体"
        sub = ""
        if key in other.attributes:
            sub = _ut("rec-sub", f"{_app_label(key)}：{other.attributes[key][0]}")
        count = _ut("rec-count", f"{chance.randint(20, 9000)}人看过")
        rows.append(_uv("rec-item", _ut("rec-name u-line-2", other.name) + sub + count))
    return "".join(rows)


def handbook_app(record: Record, chance: Random, others: Sequence[Record]) -> tuple[str, Own]:
    """A detail page of a handbook for the phone."""
    film = _is_film(record)
    own: Own = []
    stats = [
        ("浏览", f"{chance.randint(10, 400) / 10}万" if film else str(chance.randint(80, 9999))),
        ("收藏", str(chance.randint(3, 2800))),
        ("评分" if film else "好评率", f"{chance.randint(52, 96) / 10}" if film else f"{chance.randint(86, 99)}%"),
    ]  # fmt: skip
    own += stats
    stat_row = _uv(
        "stats",
        "".join(
            _uv("stat", _ut("stat-num", value) + _ut("stat-cap", name)) for name, value in stats
        ),
    )
    cover = ""
    if film:
        cover = '<uni-image class="cover"><div style="background-position:center"></div><img src="/h5/static/cover.jpg" draggable="false"></uni-image>'
    hero = _uv("hero", cover + _uv("hero-main", _ut("name", record.name) + stat_row))
    tabs = _uv(
        "u-tabs",
        "".join(
            _uv("u-tab" + (" active" if not number else ""), _ut("u-tab-t", text))
            for number, text in enumerate(["详情", "讨论", "相关推荐"])
        ),
    )
    words = _uv("card", _uv("card-head", _uv("bar", "") + _ut("card-title", "简介")) + _uv("intro", f"<p>{escape(record.description)}</p>"))  # fmt: skip
    main = _app_film(record) if film else _app_service(record)
    notes = [("更新日期", _day(chance)), ("词条号", f"SC{chance.randint(100000, 999999)}")]
    if chance.random() < 0.5:
        notes.append(("资料提供", chance.choice(["手册编辑部", "用户投稿", "数据合作方"])))
    own += notes
    about = _app_group("关于本条", "".join(_app_cell(label, [value]) for label, value in notes))
    talk = "".join(
        _uv(
            "cmt",
            '<uni-image class="avatar"><div></div></uni-image>'
            + _uv(
                "cmt-main",
                _uv("cmt-top", _ut("nick", chance.choice(_NICKS)) + _ut("when", _day(chance)[5:]))
                + _ut("cmt-text", text)
                + _uv("cmt-foot", _ut("zan", f"赞 {chance.randint(0, 99)}") + _ut("re", "回复")),
            ),
        )
        for text in _talk(film, chance, 4)
    )
    if not talk:
        talk = _uv("u-empty", _ut("empty-t", "还没有人发言，来抢沙发吧"))
    near = _app_cards(_some(others, record, chance, 4), chance)
    foot = _uv(
        "action-bar",
        _uv("act", _ut("act-t", "收藏")) + _uv("act", _ut("act-t", "分享"))
        + f'<uni-button type="primary" class="go">{"想看" if film else "立即办理"}</uni-button>',
    )  # fmt: skip
    tips = _uv(
        "tips", _ut("tips-t", "内容由拾光手册整理，仅供参考，如有出入请在“我的-反馈”中告诉我们")
    )
    body = _uv(
        "page",
        hero + tabs + (words + main if film else main + words) + about
        + _app_group("讨论", talk) + _app_group("看过的人还看了", near) + tips + foot,
    )  # fmt: skip
    return _app_page(f"{record.name} - 拾光手册", body, chance), own


def _app_extra(records: Sequence[Record], chance: Random) -> list[str]:
    pages = []
    for start in range(0, min(len(records), 36), 12):
        search = (
            '<uni-input class="search"><div class="uni-input-placeholder">搜一搜</div></uni-input>'
        )
        body = _uv("page", search + _app_cards(records[start : start + 12], chance))
        pages.append(_app_page("分类 - 拾光手册", body, chance))
    about = _uv(
        "page",
        _app_group(
            "关于我们",
            _app_cell("版本", ["3.8.2"])
            + _app_cell("客服微信", ["shiguang_helper"])
            + _app_cell("工作时间", ["工作日 9:00-18:00"])
            + _app_cell("用户协议", ["查看"]),
        ),
    )
    pages.append(_app_page("我的 - 拾光手册", about, chance))
    return pages


# ---------------------------------------------------------------------------------------------
# 2. A magazine made with WordPress: facts in running paragraphs, lists and a small table

_BLOG_LABELS = {
    "外文名": "英文片名",
    "出品时间": "出品年份",
    "出品公司": "制片公司",
    "导演": "执导",
    "编剧": "剧本",
    "类型": "题材",
    "主演": "领衔主演",
    "片长": "放映时长",
    "上映时间": "首映日期",
    "对白语言": "对白",
    "实施主体": "主管部门",
    "事项类型": "事项性质",
    "行使层级": "办理层级",
    "实施编码": "事项代码",
    "办理地点": "线下窗口地址",
    "法定办结时限": "法律规定的时限",
    "承诺办结时限": "实际承诺时限",
    "受理条件": "办理条件",
    "咨询电话": "咨询热线",
    "监督投诉电话": "投诉热线",
    "是否支持物流快递": "能否邮寄",
    "是否支持预约办理": "能否预约",
    "承办平台": "网办平台",
    "主题分类": "归属主题",
    "服务对象": "适用对象",
    "申请材料": "材料清单",
}


def _slug(chance: Random) -> str:
    return f"/archives/{chance.randint(1000, 29999)}"


def _blog_links(values: Sequence[str], separators: Sequence[str], chance: Random) -> str:
    links = [f'<a href="{_slug(chance)}">{escape(value)}</a>' for value in values]
    return escape(_separator(values, separators)).join(links)


def _blog_line(key: str, values: Sequence[str]) -> str:
    joined = _separator(values, ["、", " / "]).join(values)
    return f"<strong>{_BLOG_LABELS[key]}：</strong>{escape(joined)}"


def _blog_table(record: Record, keys: Sequence[str], caption: str) -> str:
    rows = ""
    for key in keys:
        if key in record.attributes:
            values = record.attributes[key]
            cell = "<br>".join(escape(value) for value in values)
            rows += f"<tr><td><strong>{_BLOG_LABELS[key]}</strong></td><td>{cell}</td></tr>\n"
    if not rows:
        return ""
    return (
        '<figure class="wp-block-table is-style-stripes"><table class="has-fixed-layout"><tbody>\n'
        f'{rows}</tbody></table><figcaption class="wp-element-caption">{caption}</figcaption></figure>'
    )


def _blog_film(record: Record, chance: Random) -> str:
    given = record.attributes
    parts = [f"<p>{escape(record.description)}</p>"]
    parts.append(
        '<figure class="wp-block-image size-large"><img decoding="async" loading="lazy" width="1024" '
        f'height="576" src="/wp-content/uploads/{chance.randint(2019, 2024)}/{chance.randint(1, 12):02d}'
        f'/still-{chance.randint(100, 999)}.jpg" alt="{escape(record.name)}剧照">'
        f'<figcaption class="wp-element-caption">《{escape(record.name)}》剧照，图片来自网络</figcaption></figure>'
    )
    head = '<h2 class="wp-block-heading">幕前幕后</h2>'
    crew = [
        f"<p>{_blog_line(key, given[key])}</p>" for key in ["导演", "编剧", "主演"] if key in given
    ]
    parts += [head, *crew] if crew else []
    table = _blog_table(
        record, ["外文名", "片长", "上映时间", "出品时间", "对白语言"], "影片小档案"
    )
    parts += ['<h2 class="wp-block-heading">小档案</h2>', table] if table else []
    if "出品公司" in given:
        parts.append(f"<p>{_blog_line('出品公司', given['出品公司'])}</p>")
    parts.append(
        '<h2 class="wp-block-heading">编辑说两句</h2><blockquote class="wp-block-quote"><p>'
        + chance.choice(
            [
                "放在今天看，它的节奏不算快，但人物立得住，这就够了。",
                "如果只有一个周末的晚上，我们愿意把它留给这部片子。",
                "缺点不少，诚意更多，值得找来补课。",
            ]
        )
        + "</p></blockquote>"
    )
    return "\n\n".join(parts)


def _blog_service(record: Record, chance: Random) -> str:
    given = record.attributes
    opening = chance.choice(
        [
            "后台经常有读者问起这件事怎么办，",
            "这一期我们把流程重新跑了一遍，",
            "老规矩，先说结论再说细节，",
        ]
    )
    parts = [
        f"<p>{opening}下面是整理好的要点，建议收藏备用。</p>",
        f"<p>{escape(record.description)}</p>",
    ]
    table = _blog_table(
        record,
        ["实施主体", "事项类型", "行使层级", "服务对象", "实施编码"],
        "事项概况，以办事窗口最新公告为准",
    )
    parts += ['<h2 class="wp-block-heading">一、先看概况</h2>', table] if table else []
    second = ""
    if "受理条件" in given:
        told = "".join(f"<p>{escape(value)}</p>" for value in given["受理条件"])
        second += f'<h3 class="wp-block-heading">办理条件</h3>\n{told}\n'
    if "申请材料" in given:
        rows = "\n".join(f"<li>{escape(value)}</li>" for value in given["申请材料"])
        second += f'<h3 class="wp-block-heading">材料清单</h3>\n<ol class="wp-block-list">\n{rows}\n</ol>\n'
    parts += ['<h2 class="wp-block-heading">二、出门之前</h2>', second] if second else []
    places = [
        f"<li>{_blog_line(key, given[key])}</li>"
        for key in ["办理地点", "承办平台", "是否支持预约办理", "是否支持物流快递", "承诺办结时限", "法定办结时限"]
        if key in given
    ]  # fmt: skip
    if places:
        rows = "\n".join(places)
        parts.append('<h2 class="wp-block-heading">三、在哪办，多久好</h2>')
        parts.append(f'<ul class="wp-block-list">\n{rows}\n</ul>')
    calls = [_blog_line(key, given[key]) for key in ["咨询电话", "监督投诉电话"] if key in given]
    if calls:
        parts.append('<h2 class="wp-block-heading">四、打电话问一问</h2>')
        parts.append(f"<p>{'<br>'.join(calls)}</p>")
    parts.append(
        '<p class="has-small-font-size"><em>以上内容为编辑部整理，政策如有调整请以官方为准。</em></p>'
    )
    return "\n\n".join(parts)


def _blog_sidebar(others: Sequence[Record], chance: Random) -> str:
    new = "".join(f'<li><a href="{_slug(chance)}">{escape(o.name)}</a></li>' for o in others[:6])
    said = "".join(
        f'<li class="recentcomments"><span class="comment-author-link">{chance.choice(_NICKS)}</span> 发表在《<a href="{_slug(chance)}#comment-{chance.randint(100, 999)}">{escape(o.name)}</a>》</li>'
        for o in others[2:5]
    )
    months = "".join(
        f'<li><a href="/archives/date/2024/{m:02d}">2024 年 {m} 月</a>&nbsp;({chance.randint(3, 40)})</li>'
        for m in range(9, 4, -1)
    )
    return f"""<aside id="secondary" class="widget-area" role="complementary">
<section class="widget widget_search"><form role="search" method="get" class="search-form" action="/"><label><span class="screen-reader-text">搜索：</span><input type="search" class="search-field" placeholder="搜索…" name="s"></label><input type="submit" class="search-submit" value="搜索"></form></section>
<section class="widget widget_recent_entries"><h2 class="widget-title">近期文章</h2><ul>{new}</ul></section>
<section class="widget widget_recent_comments"><h2 class="widget-title">近期评论</h2><ul>{said}</ul></section>
<section class="widget widget_archive"><h2 class="widget-title">归档</h2><ul>{months}</ul></section>
<section class="widget widget_text"><h2 class="widget-title">关于渡口</h2><div class="textwidget"><p>《渡口》是一本不定期更新的网络小刊，写电影，也写日常办事。</p><p>投稿邮箱：tougao@dukou.example<br>商务合作：微信 dukou_biz</p></div></section>
</aside>"""


def _blog_page(title: str, body: str, chance: Random) -> str:
    return f"""<!DOCTYPE html>
<html lang="zh-Hans">
<head>
<meta charset="UTF-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="profile" href="https://gmpg.org/xfn/11">
<title>{escape(title)}</title>
<meta name="robots" content="max-image-preview:large">
<link rel="stylesheet" id="wp-block-library-css" href="/wp-includes/css/dist/block-library/style.min.css?ver=6.4.{chance.randint(1, 5)}" media="all">
<meta name="generator" content="WordPress 6.4">
<script>document.documentElement.className=document.documentElement.className.replace('no-js','js');</script>
</head>
<body class="wp-embed-responsive has-sidebar right-sidebar">
<a class="skip-link screen-reader-text" href="#content">跳至内容</a>
<header id="masthead" class="site-header"><div class="inside-header"><div class="site-branding"><p class="main-title"><a href="/" rel="home">渡口</a></p><p class="site-description">慢慢看，慢慢办</p></div></div></header>
<nav id="site-navigation" class="main-navigation"><ul class="menu"><li><a href="/">首页</a></li><li><a href="/category/guan-ying">观影</a></li><li><a href="/category/ban-shi">办事</a></li><li><a href="/category/sui-bi">随笔</a></li><li><a href="/about">关于</a></li></ul></nav>
<div id="content" class="site-content">
{body}
</div>
<footer class="site-info"><div class="copyright-bar">© 2016–2024 渡口 · <a href="/privacy">隐私政策</a> · 由 WordPress 强力驱动</div></footer>
<div id="cookie-bar" class="hidden" aria-hidden="true"><p>本站使用 Cookie 改善阅读体验。</p><button>知道了</button></div>
<script src="/wp-includes/js/comment-reply.min.js" async></script>
<script>var _hmt=_hmt||[];(function(){{var hm=document.createElement("script");hm.src="/tj/hm.js";document.body.appendChild(hm);}})();</script>
</body></html>"""


def ferry_magazine(record: Record, chance: Random, others: Sequence[Record]) -> tuple[str, Own]:
    """An article of a small magazine."""
    film = _is_film(record)
    posted, views = _day(chance, 2019, 2023), f"{chance.randint(200, 60000):,}"
    author = _person(chance)
    own: Own = [("发布时间", posted), ("阅读", views), ("责任编辑", author)]
    meta = (
        f'<div class="entry-meta"><span class="posted-on">发布时间：<time class="entry-date published" datetime="{posted}T{_clock(chance)}:00+08:00">{posted}</time></span>'
        f'<span class="byline"><span class="by-label">责任编辑：</span><a class="url fn n" href="/author/{chance.randint(2, 30)}">{author}</a></span>'
        f'<span class="post-views">阅读：{views}</span></div>'
    )
    content = _blog_film(record, chance) if film else _blog_service(record, chance)
    tag_key = "类型" if film else "主题分类"
    tags = ""
    if tag_key in record.attributes:
        links = _blog_links(record.attributes[tag_key], ["、"], chance)
        tags = f'<span class="tags-links"><span class="tags-label">{_BLOG_LABELS[tag_key]}：</span>{links}</span>'
    extra = ""
    if chance.random() < 0.6:
        changed = _day(chance, 2024, 2024)
        own.append(("最后修订", changed))
        extra += f'<p class="post-modified"><b>最后修订</b> <time datetime="{changed}">{changed}</time></p>'
    number = f"DK-{chance.randint(2019, 2024)}-{chance.randint(1, 999):03d}"
    own.append(("文章编号", number))
    extra += f'<p class="post-no">文章编号：{number}</p>'
    likes = str(chance.randint(0, 600))
    own.append(("喜欢", likes))
    extra += f'<div class="post-like"><button class="like-btn"><i class="fa fa-heart-o"></i> <span>喜欢</span> <em class="count">{likes}</em></button></div>'
    near = _some(others, record, chance, 6)
    around = ""
    if len(near) > 1:
        around = (
            '<nav class="navigation post-navigation"><h2 class="screen-reader-text">文章导航</h2><div class="nav-links">'
            f'<div class="nav-previous"><a href="{_slug(chance)}" rel="prev"><span class="prev">上一篇</span> {escape(near[0].name)}</a></div>'
            f'<div class="nav-next"><a href="{_slug(chance)}" rel="next"><span class="next">下一篇</span> {escape(near[1].name)}</a></div></div></nav>'
        )
    related = "".join(
        f'<li><a href="{_slug(chance)}"><span class="rp-thumb"></span><h4>{escape(other.name)}</h4></a><p>{escape(other.description[:48])}…</p></li>'
        for other in near[2:5]
    )
    said = _talk(film, chance, 4)
    comments = "".join(
        f'<li id="comment-{chance.randint(1000, 9999)}" class="comment depth-1"><article class="comment-body"><footer class="comment-meta"><div class="comment-author vcard"><b class="fn">{chance.choice(_NICKS)}</b><span class="says">说道：</span></div><div class="comment-metadata"><time>{_day(chance)} {_clock(chance)}</time></div></footer><div class="comment-content"><p>{text}</p></div><div class="reply"><a rel="nofollow" class="comment-reply-link" href="#respond">回复</a></div></article></li>'
        for text in said
    )
    heading = f"《{escape(record.name)}》有 {len(said)} 条评论" if said else "来留个言吧"
    category = ("guan-ying", "观影") if film else ("ban-shi", "办事")
    body = f"""<div class="breadcrumbs"><a href="/">首页</a> » <a href="/category/{category[0]}">{category[1]}</a> » <span class="current">{escape(record.name)}</span></div>
<div id="primary" class="content-area"><main id="main" class="site-main">
<article id="post-{chance.randint(1000, 29999)}" class="post type-post status-publish format-standard hentry category-{category[0]}">
<header class="entry-header"><h1 class="entry-title">{escape(record.name)}</h1>{meta}</header>
<div class="entry-content">
{content}
</div>
<footer class="entry-footer">{tags}{extra}</footer>
</article>
{around}
<div class="related-posts"><h3>猜你还想读</h3><ul>{related}</ul></div>
<div id="comments" class="comments-area"><h3 class="comments-title">{heading}</h3><ol class="comment-list">{comments}</ol>
<div id="respond" class="comment-respond"><h3 class="comment-reply-title">发表回复</h3><form action="/wp-comments-post.php" method="post"><p class="comment-notes">您的邮箱地址不会被公开。必填项已用 <span class="required">*</span> 标注</p><p><label for="comment">评论 <span class="required">*</span></label><textarea id="comment" name="comment"></textarea></p><p><label for="author">显示名称 <span class="required">*</span></label><input id="author" name="author"></p><p><label for="email">邮箱 <span class="required">*</span></label><input id="email" name="email"></p><input type="submit" value="发表评论"></form></div></div>
</main></div>
{_blog_sidebar(_some(others, record, chance, 6), chance)}"""
    return _blog_page(f"{record.name} – 渡口", body, chance), own


def _blog_extra(records: Sequence[Record], chance: Random) -> list[str]:
    pages = []
    for start in range(0, min(len(records), 30), 10):
        posts = "".join(
            f'<article class="post hentry"><header class="entry-header"><h2 class="entry-title"><a href="{_slug(chance)}" rel="bookmark">{escape(r.name)}</a></h2><div class="entry-meta"><time>{_day(chance)}</time> · {_person(chance)}</div></header><div class="entry-summary"><p>{escape(r.description[:70])}… <a class="read-more" href="{_slug(chance)}">阅读全文</a></p></div></article>'
            for r in records[start : start + 10]
        )
        pager = '<nav class="pagination"><span class="page-numbers current">1</span><a class="page-numbers" href="/page/2">2</a><a class="next page-numbers" href="/page/2">下一页</a></nav>'
        pages.append(
            _blog_page(
                "渡口 – 慢慢看，慢慢办",
                f'<main class="site-main">{posts}{pager}</main>{_blog_sidebar(records[start : start + 6], chance)}',
                chance,
            )
        )
    pages.append(
        _blog_page(
            "关于 – 渡口",
            '<main class="site-main"><article class="page hentry"><h1 class="entry-title">关于</h1><div class="entry-content"><p>渡口创办于 2016 年春天，由几位朋友业余维护。</p><p><strong>主编：</strong>沈望舒</p><p><strong>美编：</strong>陶若溪</p><p>转载请注明出处。</p></div></article></main>',
            chance,
        )
    )
    return pages


# ---------------------------------------------------------------------------------------------
# 3. An open data portal made with Next.js, Tailwind and Ant Design

_DATA_LABELS = {
    "外文名": "外文名称",
    "出品时间": "出品年代",
    "出品公司": "出品机构",
    "导演": "导演",
    "编剧": "编剧",
    "类型": "影片类型",
    "主演": "主要演员",
    "片长": "片长",
    "上映时间": "公映时间",
    "对白语言": "对白语种",
    "实施主体": "实施机关",
    "事项类型": "权力类型",
    "行使层级": "行使层级",
    "实施编码": "实施编码",
    "办理地点": "办理窗口",
    "法定办结时限": "法定办结",
    "承诺办结时限": "承诺办结",
    "受理条件": "受理条件",
    "咨询电话": "咨询方式",
    "监督投诉电话": "监督投诉方式",
    "是否支持物流快递": "支持物流快递",
    "是否支持预约办理": "支持网上预约",
    "承办平台": "业务系统",
    "主题分类": "主题",
    "服务对象": "服务对象",
    "申请材料": "所需材料",
}
_TILES = {"片长", "对白语言", "出品时间", "行使层级", "是否支持物流快递", "是否支持预约办理"}
_CHIPS = {"类型", "主演", "编剧", "主题分类", "服务对象"}


def _next_value(values: Sequence[str]) -> str:
    if len(values) == 1:
        return f"<span>{escape(values[0])}</span>"
    items = "".join(f'<li class="leading-6">{escape(value)}</li>' for value in values)
    return f'<ul class="m-0 list-none p-0">{items}</ul>'


def _descriptions(rows: Sequence[tuple[str, Sequence[str]]]) -> str:
    """Ant Design's bordered descriptions in two columns."""
    if not rows:
        return ""
    body = ""
    for start in range(0, len(rows), 2):
        pair = rows[start : start + 2]
        span = 1 if len(pair) == 2 else 3
        body += '<tr class="ant-descriptions-row">' + "".join(
            f'<th class="ant-descriptions-item-label" colspan="1"><span>{escape(label)}</span></th>'
            f'<td class="ant-descriptions-item-content" colspan="{span}">{_next_value(values)}</td>'
            for label, values in pair
        ) + "</tr>"  # fmt: skip
    return (
        '<div class="ant-descriptions ant-descriptions-bordered css-1m63z2v"><div class="ant-descriptions-view">'
        f"<table><tbody>{body}</tbody></table></div></div>"
    )


def _panel(title: str, inner: str, ident: str) -> str:
    if not inner:
        return ""
    return (
        f'<section id="{ident}" class="mt-6 rounded-2xl border border-slate-200 bg-white p-6 shadow-sm">'
        f'<h2 class="mb-4 text-lg font-semibold text-slate-900">{title}</h2>{inner}</section>'
    )


def _tile(label: str, value: str) -> str:
    return (
        '<div class="rounded-xl bg-slate-50 px-4 py-3"><div class="text-xl font-semibold tabular-nums text-slate-900">'
        f'{escape(value)}</div><div class="mt-1 text-xs text-slate-500">{escape(label)}</div></div>'
    )


def _next_table(head: tuple[str, str], rows: Sequence[tuple[str, Sequence[str]]]) -> str:
    if not rows:
        return ""
    body = "".join(
        f'<tr class="ant-table-row"><td class="ant-table-cell">{escape(label)}</td>'
        f'<td class="ant-table-cell">{"<br/>".join(escape(value) for value in values)}</td></tr>'
        for label, values in rows
    )
    return (
        '<div class="ant-table-wrapper mt-4"><table style="table-layout:auto"><thead class="ant-table-thead"><tr>'
        f'<th class="ant-table-cell">{head[0]}</th><th class="ant-table-cell">{head[1]}</th></tr></thead>'
        f'<tbody class="ant-table-tbody">{body}</tbody></table></div>'
    )


def _chip_rows(rows: Sequence[tuple[str, Sequence[str]]]) -> str:
    found = ""
    for label, values in rows:
        chips = "".join(
            f'<a class="rounded-full bg-sky-50 px-3 py-1 text-sm text-sky-700" href="/explore?q={number}">{escape(value)}</a>'
            for number, value in enumerate(values)
        )
        found += (
            f'<div class="py-2"><p class="mb-2 text-sm font-medium text-slate-500">{escape(label)}</p>'
            f'<div class="flex flex-wrap gap-2">{chips}</div></div>'
        )
    return found


def _next_page(title: str, body: str, chance: Random, data: str = "{}") -> str:
    build = f"{chance.getrandbits(48):012x}"
    return f"""<!DOCTYPE html><html lang="zh-CN" class="scroll-smooth"><head><meta charSet="utf-8"/><meta name="viewport" content="width=device-width"/><title>{escape(title)}</title><meta name="next-head-count" content="4"/><link rel="preload" href="/_next/static/css/{build}.css" as="style"/><link rel="stylesheet" href="/_next/static/css/{build}.css" data-n-g=""/><noscript data-n-css=""></noscript><script defer="" nomodule="" src="/_next/static/chunks/polyfills-{build}.js"></script></head><body class="bg-slate-50 antialiased"><div id="__next"><header class="sticky top-0 z-30 border-b bg-white/80 backdrop-blur"><div class="mx-auto flex max-w-7xl items-center gap-8 px-6 py-3"><a class="text-lg font-bold" href="/">澄湖开放数据</a><nav class="flex gap-6 text-sm"><a href="/explore">目录</a><a href="/topics">专题</a><a href="/api-docs">接口文档</a><a href="/news">动态</a></nav><div class="ml-auto flex items-center gap-3"><input placeholder="搜索 12 万余条记录" class="rounded-lg border px-3 py-1 text-sm"/><a href="/login" class="text-sm">登录</a></div></div></header>{body}<footer class="mt-16 border-t bg-white"><div class="mx-auto grid max-w-7xl grid-cols-3 gap-8 px-6 py-10 text-sm text-slate-500"><div><p class="font-medium text-slate-700">澄湖开放数据</p><p>让公开的资料更好用</p></div><div><p class="font-medium text-slate-700">支持</p><ul><li><a href="/help">帮助中心</a></li><li><a href="/terms">使用条款</a></li><li><a href="/feedback">意见反馈</a></li></ul></div><div><p class="font-medium text-slate-700">联系</p><p>邮箱：hello@chenghu.example</p><p>备案号：示备 20210733 号</p></div></div></footer></div><script id="__NEXT_DATA__" type="application/json">{data}</script></body></html>"""


def _next_cards(others: Sequence[Record]) -> str:
    found = ""
    for number, other in enumerate(others):
        lines = "".join(
            f'<div class="flex gap-2 text-xs"><dt class="text-slate-400">{_DATA_LABELS[key]}</dt><dd class="truncate">{escape(values[0])}</dd></div>'
            for key, values in list(other.attributes.items())[:2]
        )
        found += (
            f'<a href="/item/{number + 3107}" class="block rounded-xl border bg-white p-4 hover:shadow"><h3 class="text-sm font-medium">{escape(other.name)}</h3>'
            f'<dl class="mt-2 space-y-1">{lines}</dl></a>'
        )
    return found


def lake_portal(record: Record, chance: Random, others: Sequence[Record]) -> tuple[str, Own]:
    """A record of an open data portal."""
    film = _is_film(record)
    given = record.attributes
    tiles = [(key, given[key]) for key in given if key in _TILES and len(given[key]) == 1]
    tiled = {key for key, _ in tiles}
    people = [(_DATA_LABELS[key], given[key]) for key in given if key in _CHIPS]
    times = [
        (_DATA_LABELS[key], given[key]) for key in ["法定办结时限", "承诺办结时限"] if key in given
    ]
    calls = [
        (_DATA_LABELS[key], given[key]) for key in ["咨询电话", "监督投诉电话"] if key in given
    ]
    apart = (
        tiled
        | _CHIPS
        | {"法定办结时限", "承诺办结时限", "咨询电话", "监督投诉电话", "受理条件", "申请材料"}
    )
    rest = [(_DATA_LABELS[key], given[key]) for key in given if key not in apart]
    own: Own = []

    state = chance.choice(["已核验", "待复核", "已发布"])
    own.append(("数据状态", state))
    downloads, calls_made = str(chance.randint(12, 4200)), f"{chance.randint(100, 98000):,}"
    score = f"{chance.randint(31, 49) / 10}"
    facts = [
        ("资源标识", f"chd-{chance.getrandbits(40):010x}"),
        ("首次收录", _day(chance, 2020, 2022)),
        ("最近更新", f"{_day(chance, 2023, 2024)} {_clock(chance)}"),
        ("下载次数", downloads),
        ("接口调用", calls_made),
    ]
    if chance.random() < 0.7:
        facts.append(("完整度", f"{chance.randint(60, 100)}%"))
    own += facts
    own.append(("综合评分", score))
    raters = str(chance.randint(5, 900))
    own.append(("评分人数", raters))

    tile_row = ""
    if tiles:
        tile_row = (
            '<div class="mt-6 grid grid-cols-2 gap-4 md:grid-cols-4">'
            + "".join(_tile(_DATA_LABELS[key], values[0]) for key, values in tiles)
            + "</div>"
        )
    conditions = "".join(
        f'<p class="whitespace-pre-line leading-7">{escape(value)}</p>'
        for value in given.get("受理条件", [])
    )
    materials = ""
    if "申请材料" in given:
        materials = (
            '<ul role="list" class="divide-y">'
            + "".join(
                '<li class="flex items-center py-2"><svg class="h-4 w-4" viewBox="0 0 16 16"><path d="M3 1h7l3 3v11H3z"></path></svg>'
                f'<span class="ml-2">{escape(value)}</span></li>'
                for value in given["申请材料"]
            )
            + "</ul>"
        )
    side = "".join(
        f'<div class="flex justify-between py-2"><dt class="text-slate-500">{label}</dt><dd class="font-mono text-sm">{value}</dd></div>'
        for label, value in facts
    )
    stars = "".join(
        f'<div class="flex items-center gap-2 text-xs"><span>{star} 星</span><div class="h-2 flex-1 rounded bg-slate-100"><div class="h-2 rounded bg-amber-400" style="width:{chance.randint(2, 60)}%"></div></div></div>'
        for star in range(5, 0, -1)
    )
    rating = (
        '<div class="mt-6 rounded-2xl border bg-white p-5"><h2 class="text-sm font-semibold">用户评价</h2>'
        f'<div class="mt-3 flex gap-6"><div><div class="text-3xl font-bold">{score}</div><div class="text-xs text-slate-500">综合评分</div></div>'
        f'<div><div class="text-3xl font-bold">{raters}</div><div class="text-xs text-slate-500">评分人数</div></div></div><div class="mt-3">{stars}</div></div>'
    )
    reviews = "".join(
        f'<li class="py-4"><div class="flex justify-between text-sm"><span class="font-medium">{chance.choice(_NICKS)}</span><span class="text-slate-400">{chance.randint(1, 11)} 个月前</span></div><p class="mt-1 text-sm">{text}</p></li>'
        for text in _talk(film, chance, 3)
    )
    about = f'<p class="leading-7 text-slate-700">{escape(record.description)}</p>'
    sections = (
        _panel("内容说明", about, "about")
        + _panel("基本属性", _descriptions(rest), "base")
        + _panel("人员与分类" if film else "对象与分类", _chip_rows(people), "people")
        + _panel(_DATA_LABELS["受理条件"], conditions, "condition")
        + _panel(_DATA_LABELS["申请材料"], materials, "material")
        + _panel(
            "时限与联系",
            _next_table(("时限", "时长"), times) + _next_table(("渠道", "号码"), calls),
            "time",
        )
        + _panel("使用者反馈", f'<ul class="divide-y">{reviews}</ul>' if reviews else "", "reviews")
    )
    kind = "影视资料" if film else "政务服务"
    modal = (
        '<div class="fixed inset-0 hidden" role="dialog" aria-modal="true"><div class="rounded-xl bg-white p-6"><h3>下载数据</h3><label>格式<select><option>CSV</option><option>JSON</option><option>XLSX</option></select></label>'
        "<label>用途说明<textarea></textarea></label><button>确认下载</button></div></div>"
    )
    body = f"""<main class="mx-auto max-w-7xl px-6 py-8"><nav aria-label="面包屑" class="ant-breadcrumb"><ol><li><a href="/">首页</a></li><li class="ant-breadcrumb-separator">/</li><li><a href="/explore">目录</a></li><li class="ant-breadcrumb-separator">/</li><li><a href="/explore?kind={int(film)}">{kind}</a></li></ol></nav><div class="mt-4 flex items-start justify-between"><div><h1 class="text-3xl font-bold tracking-tight">{escape(record.name)}</h1><div class="mt-2 flex gap-2 text-xs"><span class="text-slate-500">数据状态</span><span class="rounded bg-emerald-50 px-2 text-emerald-700">{state}</span></div></div><div class="flex gap-2"><button class="ant-btn ant-btn-primary"><span>下载</span></button><button class="ant-btn"><span>订阅更新</span></button></div></div>{tile_row}<div class="grid grid-cols-12 gap-8"><div class="col-span-8">{sections}</div><aside class="col-span-4"><div class="mt-6 rounded-2xl border bg-white p-5"><h2 class="text-sm font-semibold">元数据</h2><dl class="mt-2 divide-y text-sm">{side}</dl></div>{rating}<div class="mt-6"><h2 class="mb-3 text-sm font-semibold">相近的记录</h2><div class="space-y-3">{_next_cards(_some(others, record, chance, 4))}</div></div></aside></div>{modal}</main>"""
    data = json.dumps(
        {
            "props": {"pageProps": {"id": chance.randint(1000, 99999), "kind": "film" if film else "service", "title": record.name}},
            "page": "/item/[id]",
            "buildId": f"{chance.getrandbits(40):010x}",
            "isFallback": False,
        },
        ensure_ascii=False,
    ).replace("<", "\\u003c")  # fmt: skip
    return _next_page(f"{record.name} | 澄湖开放数据", body, chance, data), own


def _next_extra(records: Sequence[Record], chance: Random) -> list[str]:
    pages = []
    for start in range(0, min(len(records), 36), 12):
        filters = "".join(
            f'<label class="flex gap-2 text-sm"><input type="checkbox"/>{name}<span class="ml-auto text-slate-400">{chance.randint(30, 5000)}</span></label>'
            for name in ["影视资料", "政务服务", "统计年鉴", "地理信息"]
        )
        cards = _next_cards(records[start : start + 12])
        pages.append(
            _next_page(
                "目录 | 澄湖开放数据",
                f'<main class="mx-auto grid max-w-7xl grid-cols-12 gap-8 px-6 py-8"><aside class="col-span-3"><h2>筛选</h2>{filters}</aside><div class="col-span-9 grid grid-cols-3 gap-4">{cards}</div></main>',
                chance,
            )
        )
    pages.append(
        _next_page(
            "帮助中心 | 澄湖开放数据",
            '<main class="mx-auto max-w-3xl px-6 py-8"><h1>帮助中心</h1><details><summary>如何申请接口密钥？</summary><p>登录后在个人中心提交申请，通常一个工作日内通过。</p></details><details><summary>数据可以商用吗？</summary><p>请先阅读使用条款，多数记录允许在注明来源后使用。</p></details></main>',
            chance,
        )
    )
    return pages


DESIGNS: dict[str, Design] = {
    "handbook_app": handbook_app,
    "ferry_magazine": ferry_magazine,
    "lake_portal": lake_portal,
}
LABELS: dict[str, dict[str, str]] = {
    "handbook_app": _APP_LABELS,
    "ferry_magazine": _BLOG_LABELS,
    "lake_portal": {key: label for key, label in _DATA_LABELS.items() if key != label},
}
EXTRA: dict[str, Extra] = {
    "handbook_app": _app_extra,
    "ferry_magazine": _blog_extra,
    "lake_portal": _next_extra,
}
