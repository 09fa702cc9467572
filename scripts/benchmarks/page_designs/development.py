"""The designs that the extractor of templates was developed on."""

from collections.abc import Sequence
from html import escape
from random import Random

from site_records import Record


def _page(title: str, body: str, style: str = "") -> str:
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{escape(title)}</title>"
        f"<style>{style}</style></head><body>{body}</body></html>"
    )


def _sample(chance: Random, others: Sequence[Record], most: int) -> list[Record]:
    return chance.sample(list(others), min(len(others), chance.randint(1, most)))


def definitions(record: Record, chance: Random, others: Sequence[Record]) -> str:
    """A definition list in a box, values linked one by one; cards beside it in the same markup."""
    rows = "".join(
        f"<dt>{escape(label)}</dt><dd>"
        + "<span class='sep'> / </span>".join(f"<a href='#'>{escape(v)}</a>" for v in values)
        + "</dd>"
        for label, values in record.attributes.items()
    )
    cards = "".join(
        f"<div class='card'><h4><a href='#'>{escape(other.name)}</a></h4><dl>"
        + "".join(
            f"<dt>{escape(label)}</dt><dd>{escape(values[0])}</dd>"
            for label, values in list(other.attributes.items())[:3]
        )
        + "</dl></div>"
        for other in _sample(chance, others, 4)
    )
    banner = (
        "<div class='box-7'><a href='#'>全场五折，今日截止</a></div>"
        if chance.random() < 0.3
        else ""
    )
    body = (
        "<div id='top'><a href='/'>首页</a><a href='/all'>全部</a><a href='/new'>最新</a></div>"
        f"{banner}<h1>{escape(record.name)}</h1>"
        f"<dl class='facts'>{rows}</dl>"
        f"<h2>简介</h2><p>{escape(record.description)}</p>"
        f"<h2>你可能感兴趣</h2>{cards}"
        "<div class='bottom'>客服电话：400-000-1234 网站备案：00000001号 © 2024</div>"
    )
    return _page(f"{record.name}_资料库", body)


def grid(record: Record, chance: Random, others: Sequence[Record]) -> str:
    """Rows of div and span, labels in spans; the order of rows varies; a ranking in the sidebar."""
    items = list(record.attributes.items())
    rows = "".join(
        f"<div class='row'><span class='k'>{escape(label)}</span>"
        f"<span class='v'>{escape('、'.join(values))}</span></div>"
        for label, values in items
    )
    label, _ = items[0]
    ranking = "".join(
        f"<li><b>{number}</b><a href='#'>{escape(other.name)}</a><i>{escape(label)}："
        f"{escape('、'.join(other.attributes.get(label, ['未知'])))}</i></li>"
        for number, other in enumerate(_sample(chance, others, 8), 1)
    )
    body = (
        "<header><div class='logo'>万象库</div><ul><li>主页</li><li>分类</li></ul></header>"
        "<div class='crumb'>当前位置：主页 &gt; 分类 &gt; " + escape(record.name) + "</div>"
        f"<div class='left'><h1 class='t'>{escape(record.name)}</h1>"
        f"<div class='meta'>浏览：{chance.randint(3, 99999)} 更新时间：2024-0{chance.randint(1, 9)}-1"
        f"{chance.randint(0, 9)}</div><div class='panel'>{rows}</div>"
        f"<div class='text'><p>{escape(record.description[:300])}</p></div></div>"
        f"<div class='right'><h3>热度榜</h3><ul>{ranking}</ul></div>"
        "<footer>关于我们 联系方式：北京市某路1号</footer>"
    )
    return _page(f"{record.name} - 万象库 - 一站式查询", body)


def lines(record: Record, chance: Random, others: Sequence[Record]) -> str:
    """One paragraph of lines with bold labels inside; no class anywhere; a single tip at the end."""
    shown = "<br>".join(
        f"<b>{escape(label)}：</b>{escape('，'.join(values))}"
        for label, values in record.attributes.items()
    )
    (tip,) = chance.sample(list(others), 1)
    tips = "".join(
        f"<b>{escape(label)}：</b>{escape(values[0])}<br>"
        for label, values in list(tip.attributes.items())[:3]
    )
    notice = "<p>系统将于周六维护。</p>" if chance.random() < 0.4 else ""
    body = (
        f"<div><a href='/'>返回</a></div>{notice}<div><h2>{escape(record.name)}</h2><p>{shown}</p>"
        f"<p>{escape(record.description)}</p></div>"
        f"<div><h3>今日推荐</h3><p><a href='#'>{escape(tip.name)}</a></p><p>{tips}</p></div>"
        f"<div>上一篇：{escape(others[0].name)} 下一篇：{escape(others[-1].name)}</div>"
    )
    return _page(f"小站：{record.name}", body)


def double_table(record: Record, chance: Random, others: Sequence[Record]) -> str:
    """A plain table, two pairs of label and value a row, nothing but td; a table of others below."""
    items = list(record.attributes.items())
    cells = [
        f"<td>{escape(label)}</td><td>{escape('；'.join(values))}</td>" for label, values in items
    ]
    rows = "".join(
        "<tr>" + "".join(cells[first : first + 2]) + "</tr>" for first in range(0, len(cells), 2)
    )
    labels = [label for label, _ in items[:2]]
    below = "".join(
        f"<tr><td>{escape(other.name)}</td>"
        + "".join(
            f"<td>{escape('；'.join(other.attributes.get(label, ['—'])))}</td>" for label in labels
        )
        + "</tr>"
        for other in _sample(chance, others, 5)
    )
    head = "<tr><th>名称</th>" + "".join(f"<th>{escape(label)}</th>" for label in labels) + "</tr>"
    body = (
        "<table><tr><td><a href='/'>首页</a></td><td><a href='/a'>目录</a></td></tr></table>"
        f"<center><font size='5'>{escape(record.name)}</font></center>"
        f"<table border='1'>{rows}</table><p>{escape(record.description)}</p>"
        f"<p>同类条目</p><table>{head}{below}</table><p>版权所有 资料仅供参考</p>"
    )
    return _page(f"{record.name}|旧站", body)


def unlabelled(record: Record, chance: Random, others: Sequence[Record]) -> str:
    """No label anywhere: classes name the attributes; a list of others with the same classes."""

    def shown(one: Record, attributes: Sequence[str]) -> str:
        return "".join(
            f"<p class='f{_class_of(label)}'>"
            + "".join(f"<span>{escape(value)}</span>" for value in one.attributes[label])
            + "</p>"
            for label in attributes
            if label in one.attributes
        )

    hero = shown(record, list(record.attributes))
    tiles = "".join(
        f"<li><a href='#'>{escape(other.name)}</a>{shown(other, list(other.attributes)[:2])}</li>"
        for other in _sample(chance, others, 6)
    )
    body = (
        "<nav><a href='/'>Home</a></nav>"
        f"<div class='hero'><h1>{escape(record.name)}</h1>{hero}</div>"
        f"<div class='desc'>{escape(record.description)}</div><ul class='tiles'>{tiles}</ul>"
    )
    return _page(record.name, body)


def _class_of(label: str) -> str:
    return "-" + "".join(chr(ord("a") + ord(character) % 26) for character in label)


def _listing(records: Sequence[Record], chance: Random) -> list[str]:
    pages = []
    for first in range(0, min(len(records), 60), 20):
        items = "".join(
            f"<li><a href='#'>{escape(one.name)}</a>"
            + "".join(
                f"<em>{escape(label)}：{escape(values[0])}</em>"
                for label, values in list(one.attributes.items())[:2]
            )
            + "</li>"
            for one in records[first : first + 20]
        )
        pages.append(_page(f"列表 第{first // 20 + 1}页", f"<h1>全部条目</h1><ol>{items}</ol>"))
    pages.append(
        _page("关于", "<h1>关于本站</h1><p>本站收录各类条目。</p><p>电话：010-00000000</p>")
    )
    return pages


DESIGNS = {
    "definitions": definitions,
    "grid": grid,
    "lines": lines,
    "double_table": double_table,
    "unlabelled": unlabelled,
}
_FIELDS = "外文名 出品时间 出品公司 导演 编剧 类型 主演 片长 上映时间 对白语言"
_ITEMS = (
    "实施主体 事项类型 行使层级 实施编码 办理地点 法定办结时限 承诺办结时限 受理条件 咨询电话 监督投诉电话 "
    "是否支持物流快递 是否支持预约办理 承办平台 主题分类 服务对象 申请材料"
)
LABELS = {"unlabelled": {label: f"f{_class_of(label)}" for label in f"{_FIELDS} {_ITEMS}".split()}}
EXTRA = dict.fromkeys(DESIGNS, _listing)
