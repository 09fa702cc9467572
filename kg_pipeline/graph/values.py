"""Which date, number or text does a written value stand for?

Extraction and alignment both ask, so that 「5,200万元」 in a table, 「5200 万元」 in a sentence and the
literal node ``number:52000000元`` are one thing.
"""

import datetime
import re
from dataclasses import dataclass
from typing import NamedTuple

from kg_pipeline.graph.durations import iso_minutes
from kg_pipeline.graph.numerals import (
    UNIT_NAMES,
    WEAK_UNITS,
    chinese_number,
    number_value,
    plain,
    unit_pattern,
)
from kg_pipeline.records import ObjectKind


@dataclass(frozen=True, slots=True)
class Value:
    """A normalised value.

    text: dates in ISO form as exact as stated ("2019", "2019-03", "2019-03-08"), numbers without
          commas and with 万 and 亿 expanded, ranges of numbers as "40-310", all else with white
          space folded
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


# Full-width digits, letters and signs, one for one, so that offsets stay.
_HALF_WIDTH = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF5B))}
_HALF_WIDTH |= {ord("，"): ord("，"), ord("％"): ord("%"), ord("．"): ord("."), ord("－"): ord("-")}

_MONTHS = "january february march april may june july august september october november december"
_MONTH_NUMBERS = {name: index for index, name in enumerate(_MONTHS.split(), 1)}
_MONTH_NUMBERS |= {name[:3]: index for name, index in list(_MONTH_NUMBERS.items())}
_MONTH_NUMBERS["sept"] = 9
_MONTH = "|".join(sorted((f"{name.title()}" for name in _MONTH_NUMBERS), key=len, reverse=True))
_CN = "〇○零一二三四五六七八九"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"

DATE_PATTERN = rf"""(?:
  (?<!\d)(?P<y1>[12]\d{{3}})\s?年(?!代|来|历史|的历史|多|余)
      (?:\s?(?P<m1>1[0-2]|0?[1-9])\s?月(?:\s?(?P<d1>{_DAY})\s?[日号])?)?
 |(?P<y2>[一二][{_CN}]{{3}})年(?!代|来|多)
      (?:(?P<m2>十[一二]?|[一二三四五六七八九])月(?:(?P<d2>[一二三]?十?[{_CN}十])[日号])?)?
 |(?<![0-9A-Za-z_.\-/])(?P<y3>[12]\d{{3}})(?P<sep>[-/.])(?P<m3>1[0-2]|0?[1-9])(?P=sep)(?P<d3>{_DAY})(?![\d\-/]|\.\d)
 |(?<![0-9A-Za-z_.\-/])(?P<y4>[12]\d{{3}})-(?P<m4>1[0-2]|0[1-9])(?![\d\-/]|\.\d)
 |\b(?P<m5>{_MONTH})\.?\s(?:(?P<d5>{_DAY})(?:st|nd|rd|th)?,?\s)?(?P<y5>[12]\d{{3}})\b
 |\b(?P<d6>{_DAY})(?:st|nd|rd|th)?\s(?:of\s)?(?P<m6>{_MONTH})\.?,?\s(?P<y6>[12]\d{{3}})\b
 |(?:(?<=\bin\s)|(?<=\bIn\s)|(?<=since\s)|(?<=Since\s))(?P<y7>1[5-9]\d\d|20\d\d)\b(?![,.]\d)
)"""
_DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)"
_CHINESE = rf"[{_CN}两十][{_CN}两十百千万亿]*(?:点[{_CN}]+)?"
_TIMES = r"\s?(?:[百千]?[万亿]+|[百千]|thousand\b|million\b|billion\b|trillion\b|bn\b)"
_UNIT = unit_pattern()
_MONEY = r"(?:人民币|US\$|HK\$|RMB|USD|CNY|[¥￥$€£])"
_OPEN = r"(?<![0-9A-Za-z×*/_\-])(?<!\d[,.:：])(?<!第)(?<!第\s)"
_NO_NUMERAL_BEFORE = rf"(?<![{_CN}两十百千万亿点])"
_BARE_END = r"(?=$|[^\w.,:：/×*\-~～—–)）、]|[.,](?!\d)|[—–](?!\d))"

NUMBER_PATTERN = rf"""(?:
  百分之(?P<share>{_CHINESE}|{_DIGITS})
 |{_OPEN}(?P<money>{_MONEY})?\s?(?P<n1>[-−]?{_DIGITS}|{_NO_NUMERAL_BEFORE}{_CHINESE})(?P<t1>{_TIMES})?(?:多|余|\+)?
  (?:\s?(?P<u0>{_UNIT})?\s?[-~～—–至到]{{1,2}}\s?(?P<n2>{_DIGITS}|{_CHINESE})(?P<t2>{_TIMES})?(?!\d|[:：]\d))?
  (?:\s?(?P<u1>{_UNIT})(?:\s?[/每]\s?(?P<u2>{_UNIT}))?|{_BARE_END})
)"""
_FLAGS = re.VERBOSE
_DATE = re.compile(DATE_PATTERN, _FLAGS)
_NUMBER = re.compile(NUMBER_PATTERN, _FLAGS)
# Where a value can begin; the patterns proper are tried only there.
_FULL_WIDTH = re.compile(r"[０-９Ａ-Ｚａ-ｚ％．－]")
_START = re.compile(rf"[\d{_CN}两十百人¥￥$€£−\-JFMASONDURHCP]")
_TIMESTAMP = re.compile(
    r"([12]\d{3}-\d\d-\d\d)[T ](\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?"
)
_ABOUT = re.compile(
    r"^(?:大约|大概|约为|约|将近|接近|近|超过|逾|共计|总计|共|达到|高达|达|about|approximately|around|"
    r"nearly|over|more than|roughly|circa|c\.|ca\.|≈|~)\s*",
    re.IGNORECASE,
)
_AFTER = re.compile(r"\s*(?:左右|上下|[（(][^（()）]*[)）])$")
_YEAR = re.compile(r"[12]\d{3}")
_REIGN = re.compile(
    r"(?:民国|洪武|永乐|宣德|成化|弘治|正德|嘉靖|隆庆|万历|天启|崇祯|顺治|康熙|雍正|乾隆|嘉庆|道光|咸丰|同治|光绪|"
    r"宣统|贞观|开元|天宝|昭和|平成|令和|农历|公元前|前)$"
)
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
    if kind_hint in ("entity", "text") or _START.search(folded) is None:
        return Value(folded, "text")
    plain_text = _WHITE.sub(" ", text).strip().translate(_HALF_WIDTH)
    for candidate in (plain_text, _AFTER.sub("", _ABOUT.sub("", plain_text))):
        value = _whole(candidate, kind_hint)
        if value is not None:
            return value
    return Value(folded, "text")


def _whole(text: str, kind_hint: ObjectKind | None) -> Value | None:
    stamp = _TIMESTAMP.fullmatch(text)
    if stamp is not None and kind_hint != "number":
        return Value(f"{stamp[1]}T{stamp[2]}", "date")
    if text[:1] == "P" and (minutes := iso_minutes(text)) is not None:
        return Value(minutes, "number", "分钟")
    if kind_hint != "number":
        match = _DATE.fullmatch(text)
        value = _date_of(match) if match is not None else None
        if value is not None:
            return value
        if kind_hint == "date":
            return Value(text, "date") if re.fullmatch(r"[12]\d{3}", text) else None
    match = _NUMBER.fullmatch(text)
    if match is not None:
        return _number_of(match, strict=kind_hint is None)
    return None


def same_value(first: Value, second: Value) -> bool:
    """Whether two values are one: same kind and text; a number without a unit fits any unit."""
    if first.kind != second.kind:
        return False
    if first.kind == "text":
        return fold(first.text).casefold() == fold(second.text).casefold()
    units_agree = first.unit == second.unit or not (first.unit and second.unit)
    return first.text == second.text and units_agree


def find_literals(text: str) -> list[FoundValue]:
    """Dates, amounts, percentages and bare numbers in a text, leftmost-longest, not overlapping.

    Offsets are code points of ``text``. A part of a name, a code, a time of day or a reign year
    is no literal.
    """
    found: list[FoundValue] = []
    half = text.translate(_HALF_WIDTH) if _FULL_WIDTH.search(text) else text
    position = 0
    while (begin := _START.search(half, position)) is not None:
        start, position = begin.start(), begin.end()
        literal = _literal_at(half, start)
        if literal is not None:
            found.append(literal)
            position = literal.end
    return found


def _literal_at(text: str, start: int) -> FoundValue | None:
    match = _DATE.match(text, start)
    value = _date_of(match) if match is not None else None
    if match is None or value is None:
        match = _NUMBER.match(text, start)
        value = _number_of(match, strict=True) if match is not None else None
    if match is None or value is None or _REIGN.search(text, max(0, start - 3), start):
        return None
    if (
        not value.unit
        and value.kind == "number"
        and _PROPER.search(text, max(0, start - 30), start)
    ):
        return None
    return FoundValue(start, start + len(match[0].rstrip()), value)


def _date_of(match: re.Match[str]) -> Value | None:
    """ISO form of a matched date; None where the calendar has no such day."""
    groups = match.groupdict()
    form = next((form for form in "1234567" if groups.get(f"y{form}")), None)
    if form is None:
        return None
    parts = [groups.get(f"{part}{form}") for part in "ymd"]
    if form == "2":
        parts = [None if part is None else str(chinese_number(part)) for part in parts]
    if form in "56" and parts[1] is not None:
        parts[1] = str(_MONTH_NUMBERS[parts[1].lower()])
    numbers = [int(part) for part in parts if part is not None]
    if len(numbers) == 3:
        try:
            datetime.date(*numbers)
        except ValueError:
            return None
    iso = "-".join([str(numbers[0]), *(f"{number:02d}" for number in numbers[1:])])
    return Value(iso, "date")


def _number_of(match: re.Match[str], strict: bool) -> Value | None:
    """The value of a matched number; strict: only what is surely a quantity."""
    if match["share"]:
        share = number_value(match["share"], "")
        return None if share is None else Value(plain(share), "number", "%")
    first = number_value(match["n1"], match["t1"] or "")
    unit = _unit_of(match)
    if first is None or (strict and not _is_quantity(match, unit)):
        return None
    if not match["n2"]:
        return Value(plain(first), "number", unit)
    second = number_value(match["n2"], match["t2"] or "")
    if second is None or unit == "年" and _YEAR.fullmatch(match["n1"]):
        return None  # 2019-2021年 is a period, no quantity
    if match["t2"] and not match["t1"] and not match["u0"]:  # 5-10万元 is 5万-10万元
        first = number_value(match["n1"], match["t2"]) or first
    return Value(f"{plain(first)}-{plain(second)}", "number", unit)


def _unit_of(match: re.Match[str]) -> str:
    unit = UNIT_NAMES.get(match["u1"] or match["u0"] or "", "")
    money = UNIT_NAMES.get(match["money"] or "", "")
    if match["u2"]:
        return f"{unit}/{UNIT_NAMES[match['u2']]}"
    return unit if unit or not money else money


def _is_quantity(match: re.Match[str], unit: str) -> bool:
    """Not a code (leading zero, very long), not a numeral inside a word (一些, 三人)."""
    digits = match["n1"]
    if digits[-1] in "0123456789":
        code = re.match(r"0\d", digits) is not None or len(digits.replace(",", "")) > 15
        return not code
    if not unit and not match["t1"]:
        return False
    written = match["u1"] or ""
    weak = len(digits) == 1 and (written in WEAK_UNITS or digits == "一")
    return not weak and chinese_number(digits) is not None
