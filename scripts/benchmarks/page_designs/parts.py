"""What made-up pages are put together from: frame, lists of values, furniture."""

from collections.abc import Sequence
from html import escape
from random import Random

from site_records import Record

LONG = 40  # characters: such values are passages
Item = tuple[str, Sequence[str]]


def page(title: str, body: str, head: str = "") -> str:
    top = "".join(f"<li><a href='#'>{word}</a></li>" for word in ("首页", "分类", "专题", "帮助"))
    foot = "<div class='foot'><p>版权所有 © 2008-2024 备案号：00000000号</p><p>服务热线：12345</p></div>"
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{escape(title)}</title>{head}"
        f"</head><body><ul class='menu'>{top}</ul>{body}{foot}</body></html>"
    )


def parted(record: Record) -> tuple[list[Item], list[Item]]:
    """Short attributes, and those of many or of long values."""
    items = list(record.attributes.items())
    wide = [i for i in items if len(i[1]) > 3 or any(len(value) > LONG for value in i[1])]
    return [item for item in items if item not in wide], wide


def some(chance: Random, others: Sequence[Record], most: int) -> list[Record]:
    return chance.sample(list(others), min(len(others), chance.randint(1, most)))


def joined(values: Sequence[str], signs: Sequence[str]) -> str:
    """Values in one text where a sign is free for it, else each in an element."""
    for sign in signs:
        if not any(sign.strip() in value for value in values):
            return escape(sign.join(values))
    return "".join(f"<div>{escape(value)}</div>" for value in values)


def each(values: Sequence[str], tag: str) -> str:
    return "".join(f"<{tag}>{escape(value)}</{tag}>" for value in values)


def ranking(chance: Random, others: Sequence[Record], title: str = "一周热榜") -> str:
    rows = "".join(
        f"<li><em>{place}</em><a href='#'>{escape(one.name)}</a><span>{chance.randint(9, 9999)}</span></li>"
        for place, one in enumerate(some(chance, others, 8), 1)
    )
    return f"<div class='side'><h3>{title}</h3><ol>{rows}</ol></div>"


def cards(chance: Random, others: Sequence[Record], title: str = "同类推荐") -> str:
    """Other records with one or two of their values."""
    cards = "".join(
        f"<div class='it'><a href='#'>{escape(one.name)}</a>"
        + "".join(
            f"<p>{escape(a)}：{escape(v[0])}</p>" for a, v in list(one.attributes.items())[:2]
        )
        + "</div>"
        for one in some(chance, others, 5)
    )
    return f"<div class='more-list'><h3>{title}</h3>{cards}</div>"


def text(record: Record) -> str:
    return f"<div class='text'><p>{escape(record.description)}</p></div>"
