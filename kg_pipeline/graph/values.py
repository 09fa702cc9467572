"""Which date, number or text does a written value stand for?

Extraction and alignment both ask, so that 「5,200万元」 in a table, 「5200 万元」 in a sentence and the
literal node ``number:52000000元`` are one thing.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from kg_pipeline.graph.dates import DATE, date_of, whole_date
from kg_pipeline.graph.durations import iso_minutes
from kg_pipeline.graph.quantities import (
    CURRENCIES,
    NUMBER,
    currency_before,
    quantity_of,
    whole_quantity,
)
from kg_pipeline.records import ObjectKind


@dataclass(frozen=True, slots=True)
class Value:
    """A normalised value.

    text: dates in ISO form as exact as stated ("2019", "2019-03", "--03-08", "2019/2021"; see
          ``dates``), numbers without commas and with 万 and 亿 expanded, ranges of numbers as
          "40-310", all else with white space folded
    kind: never "entity"; unit: in one spelling (平方千米 and km² are 平方公里), may be empty
    """

    text: str
    kind: ObjectKind
    unit: str = ""


class FoundValue(NamedTuple):
    """A date or number inside a longer text, at ``[start, end)``."""

    start: int
    end: int
    value: Value


@dataclass(slots=True)
class FoundValues:
    """The same of many as columns, for the time is in making an object of each.

    reached: where the last one ends
    """

    start: list[int] = field(default_factory=list)
    end: list[int] = field(default_factory=list)
    value: list[Value] = field(default_factory=list)
    reached: int = 0

    def add(self, start: int, end: int, value: Value) -> None:
        """One more, unless it begins within the one before."""
        if start >= self.reached:
            self.start.append(start)
            self.end.append(end)
            self.value.append(value)
            self.reached = end


# Full-width digits, letters and signs, one for one, so that offsets stay.
_HALF_WIDTH = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF5B))}
_HALF_WIDTH |= {ord("，"): ord("，"), ord("％"): ord("%"), ord("．"): ord("."), ord("－"): ord("-")}
# Numerals of cheques and traditional ones: in whole values only, for some are surnames too.
_NUMERALS = _HALF_WIDTH | str.maketrans(
    "壹贰叁肆伍陆柒捌玖拾佰仟萬億兩點圓鐘", "一二三四五六七八九十百千万亿两点圆钟"
)
_CN = "〇○零一二三四五六七八九廿卅"
# Where a value can begin; the patterns proper are tried only there.
_FULL_WIDTH = re.compile(r"[０-９Ａ-Ｚａ-ｚ％．－]")
_START = re.compile(rf"[\d{_CN}两十百人¥￥$€£−\-JFMASONDURHCP]")
_LONGEST = 80  # characters of a value with all that is said about it in brackets
_SOME_NUMERAL = re.compile(rf"[\d{_CN}两十百壹贰叁肆伍陆柒捌玖拾兩]")
_TIMESTAMP = re.compile(
    r"([12]\d{3}-\d\d-\d\d)[T ](\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?"
)
_ABOUT = re.compile(
    r"^(?:大约|大概|约为|约|将近|接近|近|超过|逾|共计|总计|共|达到|高达|达|about|approximately|around|"
    r"nearly|over|more than|roughly|circa|c\.|ca\.|≈|~)\s*",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\s*(?:左右|上下|整|\[\d[\d\-,，]*\]|[（(](?!(?:农历|阴历|旧历)[)）])[^（()）]*[)）])\s*$"
)
_REIGNS = (
    "民国|洪武|永乐|宣德|成化|弘治|正德|嘉靖|隆庆|万历|天启|崇祯|顺治|康熙|雍正|乾隆|嘉庆|道光|咸丰|同治|光绪|"
    "宣统|贞观|开元|天宝|昭和|平成|令和|农历|公元前|前"
)
_REIGN = re.compile(rf"(?:{_REIGNS})$")
# Single characters that tell before a pattern is tried.
_BEGIN_OF_DATE = frozenset("0123456789一二ADFJMNOS")
_END_OF_REIGN = frozenset(name[-1] for name in _REIGNS.split("|"))
_END_OF_CURRENCY = frozenset(name[-1] for name in CURRENCIES)
_DAY_OF_MONTH = re.compile(r"(?<=[月至到])\d+日$")  # 9月3日 is no length of 3 days
_PROPER = re.compile(r"\b[A-Z][A-Za-z]*\s$")  # 「Ember 40」 is a name
_WHITE = re.compile(r"\s+")
_BETWEEN_HAN = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef]) | (?=[\u3000-\u9fff\uff00-\uffef])")


def fold(text: str) -> str:
    """Fold white space: runs become one space, none next to Chinese characters."""
    if _WHITE.search(text) is None:
        return text
    return _BETWEEN_HAN.sub("", _WHITE.sub(" ", text).strip())


def normalize(text: str, kind_hint: ObjectKind | None = None) -> Value:
    """The value that a whole string stands for.

    kind_hint: "entity" and "text" only fold white space; "date" also takes a bare year, "number"
               also a bare Chinese numeral. ``None`` decides from the form.
    Lunar dates, reign years and all that is neither date nor number come back as kind "text".
    """
    folded = fold(text)
    if kind_hint in ("entity", "text") or len(folded) > _LONGEST:
        return Value(folded, "text")
    if _SOME_NUMERAL.search(folded) is None:
        return Value(folded, "text")
    candidate = _WHITE.sub(" ", text).strip().translate(_NUMERALS)
    while candidate:
        value = _whole(candidate, kind_hint)
        if value is not None:
            return value
        shorter = _AFTER.sub("", _ABOUT.sub("", candidate)).strip()
        candidate = shorter if shorter != candidate else ""
    return Value(folded, "text")


def _whole(text: str, kind_hint: ObjectKind | None) -> Value | None:
    stamp = _TIMESTAMP.fullmatch(text)
    if stamp is not None and kind_hint != "number":
        return Value(f"{stamp[1]}T{stamp[2]}", "date")
    if text[:1] == "P" and (minutes := iso_minutes(text)) is not None:
        return Value(minutes, "number", "分钟")
    if kind_hint != "number":
        date = whole_date(text, wanted=kind_hint == "date")
        if date is not None:
            return Value(date, "date")
        if kind_hint == "date":
            return None
    quantity = whole_quantity(text, wanted=kind_hint == "number")
    return None if quantity is None else Value(quantity.text, "number", quantity.unit)


def same_value(first: Value, second: Value) -> bool:
    """Whether two values are one: same kind and text; a number without a unit fits any unit."""
    if first.kind != second.kind:
        return False
    if first.kind == "text":
        return fold(first.text).casefold() == fold(second.text).casefold()
    units_agree = first.unit == second.unit or not (first.unit and second.unit)
    return first.text == second.text and units_agree


def find_literals(text: str, starts: Iterable[int] | None = None) -> list[FoundValue]:
    """Dates, amounts, percentages and bare numbers in a text, leftmost-longest, not overlapping.

    Offsets are code points of ``text``. A part of a name, a code, a time of day or a reign year
    is no literal.
    starts: places outside of which none begins, ascending (``literal_starts``), where known
    """
    half = text.translate(_HALF_WIDTH) if _FULL_WIDTH.search(text) else text
    found = literals_at(half, _starts(half) if starts is None else starts)
    return list(map(FoundValue, found.start, found.end, found.value))


def literals_at(half: str, starts: Iterable[int]) -> FoundValues:
    """The same of a half-width text, or of several with a separator between them."""
    found = FoundValues()
    for start in starts:
        if start >= found.reached:
            _add_literal(found, half, start)
    return found


def _starts(text: str) -> Iterator[int]:
    return (match.start() for match in _START.finditer(text))


def _add_literal(found: FoundValues, text: str, start: int) -> None:
    before = text[start - 1] if start else ""
    if before in _END_OF_REIGN and _REIGN.search(text, max(0, start - 3), start):
        return
    match = DATE.match(text, start) if text[start] in _BEGIN_OF_DATE else None
    value = _date(match.groups()) if match is not None else None
    if match is not None and value is not None:
        found.add(start, match.end(), value)
        return
    match = NUMBER.match(text, start)
    value = _number(match.groups()) if match is not None else None
    if match is None or value is None:
        return
    begin, end = start, match.end()
    if text[end - 1] == "日" and _DAY_OF_MONTH.search(text, start - 1, end):
        return
    if before in _END_OF_CURRENCY and value.unit in ("", "元"):
        currency = currency_before(text, start)
        begin -= len(currency)
        value = Value(value.text, "number", CURRENCIES.get(currency, value.unit))
    if not value.unit and before.isspace() and _PROPER.search(text, max(0, start - 30), start):
        return
    found.add(begin, end, value)


@lru_cache(maxsize=16_384)  # texts repeat their dates
def _date(groups: tuple[str | None, ...]) -> Value | None:
    """Of what ``DATE`` matched."""
    date = date_of(groups)
    return None if date is None else Value(date, "date")


@lru_cache(maxsize=16_384)  # and their amounts
def _number(groups: tuple[str | None, ...]) -> Value | None:
    """Of what ``NUMBER`` matched, if it is surely an amount."""
    quantity = quantity_of(groups, strict=True)
    return None if quantity is None else Value(quantity.text, "number", quantity.unit)
