"""Designs written to estimate what unseen ones do: databases, encyclopaedias, shops, guides.

They were run once before the extractor was changed for them, and are development designs since.
"""

from collections.abc import Callable, Sequence
from html import escape
from random import Random

from site_records import Record

from page_designs.parts import LONG, each, joined, page, parted, some

_UNITS = {"片长": "片长（分钟）", "法定办结时限": "法定办结时限（工作日）"}


def _date(chance: Random) -> str:
    return f"20{chance.randint(10, 23)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"


def database(record: Record, chance: Random, others: Sequence[Record]) -> str:
    """A film database: a span a label, values as links or bare text up to a line break; statistics."""
    rows = ""
    for a, v in record.attributes.items():
        label = f"<span class='pl'>{escape(a)}</span>"
        if len(v) > 1:
            links = " / ".join(f"<a href='#'>{escape(one)}</a>" for one in v)
            rows += f"<span>{label}: <span class='attrs'>{links}</span></span><br>\n"
        else:
            rows += f"{label}: {escape(v[0])}<br>\n"
    stars = "".join(
        f"<div class='item'><span class='stars{n}'>{n}星</span><span class='per'>{chance.randint(1, 60)}.{chance.randint(0, 9)}%</span></div>"
        for n in (5, 4, 3, 2, 1)
    )
    comments = "".join(
        f"<div class='comment'><span class='info'><a href='#'>用户{chance.randint(1, 99)}</a> <span>看过</span> "
        f"<span>{_date(chance)}</span></span><p>{chance.choice(['不错', '很好', '一般般', '值得'])}</p>"
        f"<span class='votes'>{chance.randint(0, 999)}</span> 有用</div>"
        for _ in range(chance.randint(1, 4))
    )
    near = "".join(
        f"<dl><dt><img alt=''></dt><dd><a href='#'>{escape(one.name)}</a><span class='rate'>{chance.randint(50, 99) / 10}</span></dd></dl>"
        for one in some(chance, others, 8)
    )
    body = (
        f"<div id='content'><h1><span>{escape(record.name)}</span> <span class='year'>({chance.randint(1990, 2022)})</span></h1>"
        f"<div class='subject'><div id='mainpic'><a href='#'>更新描述或海报</a></div><div id='info'>{rows}</div></div>"
        f"<div id='interest'><div class='rating_self'><strong>{chance.randint(50, 99) / 10}</strong>"
        f"<a href='#'><span>{chance.randint(99, 99999)}</span>人评价</a></div>{stars}</div>"
        f"<h2><i>{escape(record.name)}的简介</i> · · · · · ·</h2><div class='indent'>{escape(record.description)}</div>"
        f"<h2><i>喜欢这个的人也喜欢</i> · · · · · ·</h2><div class='bd'>{near}</div>"
        f"<h2><i>短评</i> · · · ( <a href='#'>全部 {chance.randint(9, 9999)} 条</a> )</h2>{comments}</div>"
    )
    return page(f"{record.name} (某瓣)", body)


def wiki(record: Record, chance: Random, others: Sequence[Record]) -> str:
    """An encyclopaedia: infobox with section rows and footnote marks, contents, categories, references."""
    items = list(record.attributes.items())
    rows = f"<tr><th colspan='2' class='above'>{escape(record.name)}</th></tr>"
    note = 0
    for place, (a, v) in enumerate(items):
        if place in (2, len(items) - 3):
            rows += f"<tr><th colspan='2' class='header'>{'概要' if place == 2 else '其他资料'}</th></tr>"
        mark = ""
        if chance.random() < 0.3:
            note += 1
            mark = f"<sup class='reference'><a href='#n{note}'>[{note}]</a></sup>"
        rows += (
            f"<tr><th scope='row'>{escape(a)}</th><td>{'<br>'.join(map(escape, v))}{mark}</td></tr>"
        )
    refs = "".join(
        f"<li>^ <span>{escape(one.name)}. 某报. {_date(chance)}</span> [{_date(chance)}]</li>"
        for one in some(chance, others, max(1, note))
    )
    nav = " · ".join(f"<a href='#'>{escape(one.name)}</a>" for one in some(chance, others, 9))
    body = (
        f"<h1 id='firstHeading'>{escape(record.name)}</h1><div id='siteSub'>自由的百科</div><div class='mw'>"
        f"<table class='infobox'><tbody>{rows}</tbody></table><p><b>{escape(record.name)}</b>，{escape(record.description)}</p>"
        "<div id='toc'><h2>目录</h2><ul><li>1 背景</li><li>2 参考资料</li></ul></div>"
        "<h2>背景<span class='edit'>[编辑]</span></h2><p>此章节需要扩充。</p>"
        f"<h2>参考资料<span class='edit'>[编辑]</span></h2><ol class='references'>{refs}</ol>"
        f"<table class='navbox'><tr><th>查论编</th><td>{nav}</td></tr><tr><th>相关</th><td>{nav}</td></tr></table></div>"
        f"<div id='catlinks'>分类：<a href='#'>全部</a> | <a href='#'>小作品</a></div>"
        f"<div id='mw-panel'><h3>工具</h3><ul><li>链入页面</li><li>固定链接</li></ul></div>"
        f"<p id='lastmod'>本页面最后修订于{_date(chance)}。</p>"
    )
    return page(f"{record.name} - 某基百科", body)


def shop(record: Record, chance: Random, others: Sequence[Record]) -> str:
    """A ticket shop: the same facts for wide and narrow screens, prices, counts, cards in like markup."""

    def facts(kind: str, limit: int) -> str:
        return "".join(
            f"<div class='{kind}'><span class='{kind}-t'>{escape(a)}</span>"
            f"<span class='{kind}-c'>{joined(v, ('、', ' / ', '；'))}</span></div>"
            for a, v in list(record.attributes.items())[:limit]
        )

    goods = "".join(
        f"<li class='goods'><p class='goods-n'>{escape(one.name)}</p><p>"
        + "".join(
            f"<span class='spec-t'>{escape(a)}</span><span class='spec-c'>{escape(v[0])}</span>"
            for a, v in list(one.attributes.items())[:2]
        )
        + f"</p><b>￥{chance.randint(9, 999)}</b></li>"
        for one in some(chance, others, 5)
    )
    sales = (
        f"<dl class='price'><dt>价格</dt><dd>￥<b>{chance.randint(9, 999)}.00</b></dd><dt>已售</dt><dd>{chance.randint(0, 9999)}件</dd>"
        f"<dt>库存</dt><dd>{chance.choice(['有货', '无货', '仅剩3件'])}</dd><dt>配送至</dt><dd>北京市 朝阳区</dd></dl>"
    )
    body = (
        f"<div class='crumbs'><a href='/'>首页</a>&gt;<a href='#'>全部商品</a>&gt;<span>{escape(record.name)}</span></div>"
        f"<div class='buybox'><h1 class='goods-n'>{escape(record.name)}</h1>{sales}<button>加入购物车</button></div>"
        f"<div class='narrow'>{facts('m', 5)}</div><div class='wide'><h3>规格参数</h3>{facts('spec', 99)}</div>"
        f"<div class='detail'><h3>商品详情</h3><p>{escape(record.description)}</p></div>"
        f"<div class='guess'><h3>看了又看</h3><ul>{goods}</ul></div>"
    )
    return page(f"{record.name}【价格 图片 参数】-某商城", body)


def accordion(record: Record, chance: Random, others: Sequence[Record]) -> str:
    """A service guide: a stepper, accordions with buttons as labels, a bar of counts."""
    short, wide = parted(record)
    cells = "".join(
        f"<div class='col-6'><div class='kv'><div class='kv-hd'>{escape(a)}</div>"
        f"<div class='kv-bd'>{each(v, 'p')}</div></div></div>"
        for a, v in short
    )
    folds = "".join(
        f"<div class='acc'><button type='button' class='acc-btn' aria-expanded='false'><i>+</i>{escape(a)}"
        f"<em>{len(v)}</em></button><div class='acc-panel'>"
        + (f"<ol>{each(v, 'li')}</ol>" if len(v) > 1 else f"<div>{escape(v[0])}</div>")
        + "<a class='dl' href='#'>下载</a></div></div>"
        for a, v in wide
    )
    steps = "".join(
        f"<li><span class='step-n'>{n}</span><span class='step-t'>{word}</span></li>"
        for n, word in enumerate(("申请", "受理", "审查", "决定", "送达"), 1)
    )
    hot = "".join(
        f"<li><a href='#'>{escape(one.name)}</a><span>{_date(chance)}</span></li>"
        for one in some(chance, others, 7)
    )
    counts = (
        f"<div class='count'><div><b>{chance.randint(1, 9999)}</b><span>办件量</span></div><div><b>{chance.randint(90, 100)}%</b>"
        f"<span>好评率</span></div><div><b>{chance.randint(0, 3)}</b><span>到现场次数</span></div></div>"
    )
    body = (
        f"<div class='position'>当前位置：<a href='/'>首页</a> &gt; <a href='#'>目录</a> &gt; {escape(record.name)}</div>"
        f"<div class='hd'><h2 class='item-name'>{escape(record.name)}</h2><div class='btns'><a href='#'>在线办理</a><a href='#'>我要收藏</a>"
        f"<a href='#'>我要咨询</a></div></div>{counts}<ul class='tabs'><li>基本信息</li><li>办理流程</li><li>材料</li></ul>"
        f"<div class='row'>{cells}</div><h3>办理流程</h3><ol class='steps'>{steps}</ol>{folds}"
        f"<div class='intro'><h3>事项简介</h3><p>{escape(record.description)}</p></div>"
        f"<div class='hot'><h3>热门事项</h3><ul>{hot}</ul></div>"
    )
    return page(f"{record.name}-某省服务网", body)


def grouped(record: Record, chance: Random, others: Sequence[Record]) -> str:
    """One big table: a spanning cell names each group of rows, two pairs in a row, bare cells."""
    items = list(record.attributes.items())
    short = [(a, v) for a, v in items if sum(map(len, v)) <= 30]
    rest = [item for item in items if item not in short]
    lines: list[str] = []
    for n in range(0, len(short), 2):
        pair = short[n : n + 2]
        cells = "".join(
            f"<td class='c1'>{escape(a)}</td><td{' colspan=3' if len(pair) == 1 else ''}>{joined(v, ('、', '；'))}</td>"
            for a, v in pair
        )
        lines.append(cells)
    n_short = len(lines)
    lines += [
        f"<td class='c1'>{escape(a)}</td><td colspan='3'>{''.join(f'<p>{escape(x)}</p>' for x in v)}</td>"
        for a, v in rest
    ]
    rows = ""
    for n, cells in enumerate(lines):
        span = ""
        if n == 0 and n_short:
            span = f"<td rowspan='{n_short}' class='c0'>基本信息</td>"
        elif n == n_short:
            span = f"<td rowspan='{len(lines) - n_short}' class='c0'>详细信息</td>"
        rows += f"<tr>{span}{cells}</tr>"
    notice = f"<p class='ly'>信息来源：{chance.choice(['本网', '部门', '转载'])}　发布日期：{_date(chance)}　浏览：{chance.randint(1, 9999)}次　字体：大 中 小</p>"
    body = (
        f"<div class='con'><p class='tit'>{escape(record.name)}</p>{notice}<table border='1'>{rows}</table>"
        f"<p>{escape(record.description)}</p><p>上一条：{escape(others[0].name)}</p><p>下一条：{escape(others[1].name)}</p></div>"
    )
    return page(f"{record.name}_信息公开", body)


def strip(record: Record, chance: Random, others: Sequence[Record]) -> str:
    """No labels: a strip of spans and lists of people, which only their classes name."""
    short, wide = parted(record)
    spans = "<i>/</i>".join(
        f"<span class='film-{_CLASS[a]}'>{joined(v, ('、', '；', '|'))}</span>" for a, v in short
    )
    people = "".join(
        f"<ul class='film-{_CLASS[a]}'>" + "".join(f"<li>{escape(one)}</li>" for one in v) + "</ul>"
        for a, v in wide
    )
    shelf = "".join(
        f"<div class='thumb'><a href='#'>{escape(one.name)}</a><small>{chance.randint(1, 999)}次播放</small></div>"
        for one in some(chance, others, 6)
    )
    body = (
        f"<div class='player'><h1>{escape(record.name)}</h1><div class='play-count'>{chance.randint(99, 99999)}次播放</div>"
        f"<div class='meta'>{spans}</div>{people}<div class='desc'>{escape(record.description)}</div></div>"
        f"<div class='shelf'><h4>接下来播放</h4>{shelf}</div>"
    )
    return page(f"{record.name}_在线观看_某视频", body)


_CLASS = {
    "外文名": "aka",
    "出品时间": "year",
    "出品公司": "studio",
    "导演": "director",
    "编剧": "writer",
    "类型": "genre",
    "主演": "cast",
    "片长": "runtime",
    "上映时间": "release",
    "对白语言": "language",
    "实施主体": "agency",
    "事项类型": "kind",
    "行使层级": "tier",
    "实施编码": "code",
    "办理地点": "address",
    "法定办结时限": "deadline",
    "承诺办结时限": "promise",
    "受理条件": "condition",
    "咨询电话": "phone",
    "监督投诉电话": "hotline",
    "是否支持物流快递": "courier",
    "是否支持预约办理": "booking",
    "承办平台": "platform",
    "主题分类": "theme",
    "服务对象": "audience",
    "申请材料": "material",
}


def profile(record: Record, chance: Random, others: Sequence[Record]) -> str:
    """Cards in one grid, the first the page's own; labels with units and hints; long values fold."""

    def card(one: Record, most: int) -> str:
        lines = "".join(
            f"<div class='attr'><div class='attr-key'>{escape(_UNITS.get(a, a))}<span class='hint'>?</span></div><div class='attr-val'>"
            + "".join(f"<span>{escape(x)}</span>" for x in v)
            + ("<a class='unfold'>展开更多</a>" if sum(map(len, v)) > LONG else "")
            + "</div></div>"
            for a, v in list(one.attributes.items())[:most]
        )
        return f"<div class='card'><div class='card-title'>{escape(one.name)}</div><div class='card-sub'>更新于{_date(chance)}</div>{lines}</div>"

    more = "".join(card(one, 3) for one in some(chance, others, 3))
    body = (
        f"<div class='wrap'><div class='grid'>{card(record, 99)}{more}</div><div class='words'><p>{escape(record.description)}</p></div></div>"
        f"<div class='panel'><div>收藏 <b>{chance.randint(0, 99)}</b></div><div>分享 <b>{chance.randint(0, 99)}</b></div></div>"
    )
    return page(f"{record.name} - 名片", body)


DESIGNS: dict[str, Callable[[Record, Random, Sequence[Record]], str]] = {
    one.__name__: one for one in (database, wiki, shop, accordion, grouped, strip, profile)
}
LABELS = {
    "strip": {attribute: f"film-{name}" for attribute, name in _CLASS.items()},
    "profile": _UNITS,
}
