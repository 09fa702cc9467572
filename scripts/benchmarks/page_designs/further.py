"""More designs to develop on: markup that the first ones lack."""

from collections.abc import Sequence
from html import escape
from random import Random

from site_records import Record

from page_designs.development import LABELS as _CLASSES


def _page(title: str, body: str) -> str:
    head = f"<head><meta charset='utf-8'><title>{escape(title)}</title></head>"
    return f"<!DOCTYPE html><html>{head}<body>{body}</body></html>"


def _some(chance: Random, others: Sequence[Record], most: int) -> list[Record]:
    return chance.sample(list(others), min(len(others), chance.randint(1, most)))


def above(record: Record, chance: Random, others: Sequence[Record]) -> str:
    """Label above value in tiles; the box of another thing in an aside, in the same markup."""

    def tiles(one: Record, most: int) -> str:
        return "".join(
            f"<div class='cell'><h4>{escape(label)}</h4>"
            + "".join(f"<p>{escape(value)}</p>" for value in values)
            + "</div>"
            for label, values in list(one.attributes.items())[:most]
        )

    other = others[0]
    body = (
        f"<div class='w-1/2 md:flex'><h1>{escape(record.name)}<small>（详情页）</small></h1>"
        f"<p>{escape(record.description)}</p><section class='g'>{tiles(record, 99)}</section></div>"
        f"<div class='w-1/4'><h3>{escape(other.name)}</h3><section class='g'>{tiles(other, 4)}"
        "</section></div><div>© 2024 示例站 ICP备00000000号</div>"
    )
    return _page(f"{record.name}详情 - 示例站", body)


def flat(record: Record, chance: Random, others: Sequence[Record]) -> str:
    """Paragraphs one after the other, label and value in turn; a notice somewhere between."""
    parts = [
        f"<p>{escape(label)}</p><p>{escape('、'.join(values))}</p>"
        for label, values in record.attributes.items()
    ]
    if chance.random() < 0.5:
        parts.insert(chance.randrange(len(parts)), "<p>本栏由示例公司冠名</p>")
    links = "".join(f"<a href='#'>{escape(other.name)}</a> " for other in _some(chance, others, 6))
    body = (
        f"<h1>{escape(record.name)}</h1>{''.join(parts)}<p>{escape(record.description)}</p>"
        f"<div>大家还在看：{links}</div>"
    )
    return _page(record.name, body)


def bracketed(record: Record, chance: Random, others: Sequence[Record]) -> str:
    """【label】value in one text; others before the record."""

    def lines(one: Record, most: int) -> str:
        return "".join(
            f"<li>【{escape(label)}】{escape(' / '.join(values))}</li>"
            for label, values in list(one.attributes.items())[:most]
        )

    tips = "".join(
        f"<div><a href='#'>{escape(other.name)}</a><ul>{lines(other, 2)}</ul></div>"
        for other in _some(chance, others, 3)
    )
    body = (
        f"<div>{tips}</div><div><h1>{escape(record.name)}</h1><ul>{lines(record, 99)}</ul>"
        f"<p>{escape(record.description)}</p></div>"
    )
    return _page(f"{record.name} | 资料", body)


def header_row(record: Record, chance: Random, others: Sequence[Record]) -> str:
    """Labels in a row of headers, values in the row below; a table of others with such a row."""

    def table(items: Sequence[tuple[str, Sequence[str]]]) -> str:
        heads = "".join(f"<th>{escape(label)}</th>" for label, _ in items)
        cells = "".join(f"<td>{'<br>'.join(map(escape, values))}</td>" for _, values in items)
        return f"<table><tr>{heads}</tr><tr>{cells}</tr></table>"

    items = list(record.attributes.items())
    half = (len(items) + 1) // 2
    labels = [label for label, _ in items[:3]]
    rows = "".join(
        f"<tr><td><a href='#'>{escape(other.name)}</a></td>"
        + "".join(
            f"<td>{escape('、'.join(other.attributes.get(label, ['-'])))}</td>" for label in labels
        )
        + "</tr>"
        for other in _some(chance, others, 5)
    )
    heads = "".join(f"<th>{escape(label)}</th>" for label in ("名称", *labels))
    body = (
        f"<h1>{escape(record.name)}</h1>{table(items[:half])}{table(items[half:])}"
        f"<p>{escape(record.description)}</p><h2>同类</h2><table><tr>{heads}</tr>{rows}</table>"
    )
    return _page(record.name, body)


def microdata(record: Record, chance: Random, others: Sequence[Record]) -> str:
    """No labels; ``itemprop`` names the values, in the record and in a list of others."""

    def spans(one: Record, most: int) -> str:
        return "".join(
            f"<span itemprop='{_CLASSES['unlabelled'][label][2:]}'>{escape(value)}</span> "
            for label, values in list(one.attributes.items())[:most]
            for value in values
        )

    listed = "".join(
        f"<li itemscope><a itemprop='name' href='#'>{escape(other.name)}</a>{spans(other, 2)}</li>"
        for other in _some(chance, others, 5)
    )
    body = (
        f"<main itemscope><h1 itemprop='name'>{escape(record.name)}</h1><p>{spans(record, 99)}</p>"
        f"<p>{escape(record.description)}</p></main><ul>{listed}</ul>"
    )
    return _page(f"{record.name} – 库", body)


def spaced(record: Record, chance: Random, others: Sequence[Record]) -> str:
    """Label and value in one text, parted by a blank."""
    lines = "".join(
        f"<li>{escape(label)} {escape('、'.join(values))}</li>"
        for label, values in record.attributes.items()
    )
    ranking = "".join(
        f"<li>{number} {escape(other.name)}</li>"
        for number, other in enumerate(_some(chance, others, 8), 1)
    )
    body = (
        f"<h1>《{escape(record.name)}》</h1><ul class='a'>{lines}</ul><h3>排行</h3>"
        f"<ol>{ranking}</ol>"
    )
    return _page(f"《{record.name}》", body)


def below(record: Record, chance: Random, others: Sequence[Record]) -> str:
    """Value first, its label small below it."""
    tiles = "".join(
        f"<div class='stat'><b>{escape('，'.join(values))}</b><small>{escape(label)}</small></div>"
        for label, values in record.attributes.items()
    )
    body = f"<h1>{escape(record.name)}</h1><div class='stats'>{tiles}</div><p>{escape(record.description)}</p>"
    return _page(f"{record.name}-数据站", body)


def alike(record: Record, chance: Random, others: Sequence[Record]) -> str:
    """The record and others in one and the same markup; only the title says which is meant."""

    def entry(one: Record, most: int) -> str:
        lines = "".join(
            f"<li>{escape(label)}：{escape('；'.join(values))}</li>"
            for label, values in list(one.attributes.items())[:most]
        )
        return f"<div class='entry'><h3>{escape(one.name)}</h3><ul>{lines}</ul></div>"

    entries = [entry(record, 99), *(entry(other, 3) for other in _some(chance, others, 3))]
    return _page(f"{record.name}_条目", "<div class='entries'>" + "".join(entries) + "</div>")


def in_line(record: Record, chance: Random, others: Sequence[Record]) -> str:
    """Several pairs in one text; values that are links; a line on the page itself."""
    items = list(record.attributes.items())
    first = " | ".join(
        f"{escape(label)}：{escape('、'.join(values))}" for label, values in items[:3]
    )
    rest = "".join(
        f"<p>{escape(label)}："
        + "、".join(f"<a href='#'>{escape(value)}</a>" for value in values)
        + " <a class='more'>更多</a></p>"
        for label, values in items[3:]
    )
    body = (
        f"<div><h1>{escape(record.name)}</h1><div>浏览：{chance.randint(1, 999)} 来源：本站</div>"
        f"<div class='x'>{first}</div><div class='y'>{rest}</div><p>{escape(record.description)}</p>"
        f"</div><div>相关：{escape(others[0].name)}　{escape(others[1].name)}</div>"
    )
    return _page(f"{record.name}-网站名称", body)


DESIGNS = {
    "above": above,
    "flat": flat,
    "bracketed": bracketed,
    "header_row": header_row,
    "microdata": microdata,
    "spaced": spaced,
    "below": below,
    "alike": alike,
    "in_line": in_line,
}
LABELS = {
    "microdata": {label: name[2:] for label, name in _CLASSES["unlabelled"].items()},
}
