"""Which quantity does a written number with its unit stand for?

52000000 元 for 「5,200万元」, 10-12 米 for 「10～12米」, 90 分钟 for 「1小时30分钟」. A unit has one spelling,
but is not converted: 「1公里」 and 「1000米」 are what they say.
"""

import re
from decimal import Decimal
from typing import Any, NamedTuple

from kg_pipeline.graph.numerals import (
    UNIT_NAMES,
    WEAK_UNITS,
    chinese_number,
    number_value,
    plain,
    unit_pattern,
)

_CN = "〇○零一二三四五六七八九廿卅"
_DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d++(?:\.\d++)?)"
_CHINESE = rf"[{_CN}两十][{_CN}两十百千万亿]*(?:点[{_CN}]+)?"
_TIMES = r"\s?(?:[百千]?[万亿]+|百|千(?![米克瓦])|thousand\b|million\b|billion\b|trillion\b|bn\b)"
_UNIT = unit_pattern()
CURRENCIES = {
    "人民币": "元",
    "港币": "港元",
    "港元": "港元",
    "美元": "美元",
    "美金": "美元",
    "日元": "日元",
    "欧元": "欧元",
    "英镑": "英镑",
    "新台币": "新台币",
}
_MONEY = rf"(?:{'|'.join(CURRENCIES)}|US\$|HK\$|NT\$|RMB|USD|CNY|HKD|EUR|GBP|JPY|TWD|[¥￥$€£])"
_OPEN = r"(?<![0-9A-Za-z×*/_\-第])(?<!\d[,.:：])(?<!第\s)"
_NO_NUMERAL_BEFORE = rf"(?<![{_CN}两十百千万亿点])"
_BARE_END = r"(?=$|[^\w.,:：/×*\-~～—–)）、]|[.,](?!\d)|[—–](?!\d))"
_TO = r"\s?[-~～—–至到]{1,2}\s?"

# ``(?:x|)`` is ``(?:x)?``, and quicker where x is more than a character.
NUMBER = re.compile(
    rf"""(?:
  (?P<base>[百千])分之(?P<share>{_CHINESE}|{_DIGITS})
      (?:{_TO}(?:[百千]分之)?(?P<share2>{_CHINESE}|{_DIGITS}))?
 |{_OPEN}(?:(?P<money>{_MONEY})|)\s?(?P<n1>[-−]?{_DIGITS}|{_NO_NUMERAL_BEFORE}{_CHINESE})(?:(?P<t1>{_TIMES})|)[多余+]?
  (?:\s?(?:(?P<u0>{_UNIT})|){_TO}(?P<n2>{_DIGITS}|{_CHINESE})(?:(?P<t2>{_TIMES})|)(?!\d|[:：]\d)|)
  (?:\s?(?P<u1>{_UNIT})(?:\s?[/每]\s?(?P<u2>{_UNIT}|月)|)|{_BARE_END})
)""",
    re.VERBOSE,
)
_CODE = re.compile(r"0\d")
_YEAR = re.compile(r"[12]\d{3}")
_CURRENCY_BEFORE = re.compile(rf"(?:{'|'.join(CURRENCIES)})$")
_UNIT_IN_BRACKETS = re.compile(rf"(.*[\d十百千万亿])\s?[（(]\s?({_UNIT})\s?[)）]")
_LONG_NUMERAL = re.compile(rf"(?=.*[百千万亿])(?=...)[{_CN}两十百千万亿]+")
_MIXED = re.compile(r"(\d+(?:\.\d+)?)(亿|千万|百万|万)((?:\d+(?:千万|百万|万|千|百))+)")
_MIXED_PART = re.compile(r"(\d+)(千万|百万|万|千|百)")
_BEGINNING = re.compile(rf"(?:{_MONEY}\s?|零下)?[-−]?[\d{_CN}两十百千]")
_FREEZING = re.compile(r"^零下(?=\d)")
_LENGTH_OF_TIME = re.compile(
    r"(?:(?P<hours>\d+)\s?(?:个?小时|小時|[hH]|hours?|hrs?)\s?)?"
    r"(?:(?P<minutes>\d+)\s?(?:分钟?|[mM]in(?:ute)?s?|m)\s?)?(?:(?P<seconds>\d+)\s?(?:秒钟?|s|sec))?"
    r"|(?P<years>\d+)\s?年零?(?P<months>\d+)\s?个月"
)


class Quantity(NamedTuple):
    """A number or a range of numbers ("40-310") without commas, and its unit ("" for none)."""

    text: str
    unit: str


class _Written(NamedTuple):
    """The groups of ``NUMBER``, in their order."""

    base: str | None
    share: str | None
    share2: str | None
    money: str | None
    n1: str
    t1: str | None
    u0: str | None
    n2: str | None
    t2: str | None
    u1: str | None
    u2: str | None


def quantity_of(groups: tuple[Any, ...], strict: bool) -> Quantity | None:
    """The quantity of the groups that ``NUMBER`` matched; strict: only what is surely one."""
    match = _Written(*groups)
    if match.share:
        return _share_of(match)
    first = number_value(match.n1, match.t1 or "")
    unit = _unit_of(match)
    if first is None or (strict and not _is_quantity(match, unit)):
        return None
    if not match.n2:
        return Quantity(plain(first), unit)
    second = number_value(match.n2, match.t2 or "")
    if second is None or (unit == "年" and _YEAR.fullmatch(match.n1)):
        return None  # 2019-2021年 is a period, no quantity
    if match.t2 and not match.t1 and not match.u0:  # 5-10万元 is 5万-10万元
        first = number_value(match.n1, match.t2) or first
    return Quantity(f"{plain(first)}-{plain(second)}", unit)


def whole_quantity(text: str, wanted: bool) -> Quantity | None:
    """The quantity of a text that is one and nothing else.

    wanted: a number is what one expects here, so that a bare Chinese numeral is one
    """
    if _BEGINNING.match(text) is None:
        return None
    length = _length_of_time(text)
    if length is not None:
        return length
    text = _MIXED.sub(_in_digits, _UNIT_IN_BRACKETS.sub(r"\1\2", _FREEZING.sub("-", text)))
    match = NUMBER.fullmatch(text)
    if match is None:
        return None
    sure = wanted or _LONG_NUMERAL.fullmatch(text) is not None
    return quantity_of(match.groups(), strict=not sure)


def currency_before(text: str, start: int) -> str:
    """The currency's name that ends at ``start`` (港币 of 「港币500万元」); "" for none."""
    match = _CURRENCY_BEFORE.search(text, max(0, start - 3), start)
    return "" if match is None else match[0]


def _share_of(match: _Written) -> Quantity | None:
    values = [number_value(written, "") for written in (match.share, match.share2) if written]
    known = [plain(value) for value in values if value is not None]
    unit = "%" if match.base == "百" else "‰"
    return Quantity("-".join(known), unit) if len(known) == len(values) else None


def _unit_of(match: _Written) -> str:
    unit = UNIT_NAMES.get(match.u1 or match.u0 or "", "")
    written = match.money or ""
    money = CURRENCIES.get(written) or UNIT_NAMES.get(written, "")
    if money and unit in ("", "元"):  # 港币500万元
        unit = money
    return f"{unit}/{UNIT_NAMES.get(match.u2, match.u2)}" if match.u2 else unit


def _is_quantity(match: _Written, unit: str) -> bool:
    """Not a code (leading zero, very long), not a numeral inside a word (一些, 三人)."""
    digits = match.n1
    if digits[-1] in "0123456789":
        return _CODE.match(digits) is None and len(digits.replace(",", "")) <= 15
    if not unit and not match.t1:
        return False
    written = match.u1 or ""
    weak = len(digits) == 1 and (written in WEAK_UNITS or digits == "一")
    return not weak and chinese_number(digits) is not None


def _in_digits(match: re.Match[str]) -> str:
    """18万4千 → 184000."""
    total = number_value(match[1], match[2]) or Decimal(0)
    for digits, multiplier in _MIXED_PART.findall(match[3]):
        total += number_value(digits, multiplier) or Decimal(0)
    return plain(total)


def _length_of_time(text: str) -> Quantity | None:
    """1小时45分38秒 in the smallest unit that is named; None for fewer than two units."""
    match = _LENGTH_OF_TIME.fullmatch(text)
    if match is None:
        return None
    if match["years"]:
        return Quantity(str(12 * int(match["years"]) + int(match["months"])), "个月")
    hours, minutes, seconds = (match[name] for name in ("hours", "minutes", "seconds"))
    if sum(part is not None for part in (hours, minutes, seconds)) < 2:
        return None
    total = 60 * int(hours or 0) + int(minutes or 0)
    if seconds is None:
        return Quantity(str(total), "分钟")
    return Quantity(str(60 * total + int(seconds)), "秒")
