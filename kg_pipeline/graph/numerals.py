"""How numbers and units are written in Chinese and English, and what they amount to."""

import re
from decimal import Decimal, InvalidOperation
from functools import lru_cache

DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")}
DIGITS |= {"〇": 0, "○": 0, "两": 2}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}
_ENGLISH = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12, "bn": 9}

# canonical unit: its other spellings
_UNITS = {
    "元": "元人民币 人民币元 圆 yuan RMB CNY ¥ ￥ 人民币",
    "美元": "USD US$ US-dollars dollars dollar $ 美金",
    "欧元": "EUR euros euro €",
    "英镑": "GBP £",
    "港元": "HKD HK$ 港币 港圆",
    "日元": "JPY 日圆",
    "韩元": "KRW ₩ 韩圆",
    "新台币": "TWD NT$ 台币 新台币元",
    "卢布": "RUB",
    "澳元": "AUD",
    "加元": "CAD",
    "平方公里": "平方千米 km² km2 square-kilometres square-kilometers sq-km",
    "平方米": "㎡ m² m2 square-metres square-meters 平米",
    "平方英里": "square-miles",
    "公顷": "hectares hectare ha",
    "亩": "",
    "英亩": "acres acre",
    "立方米": "m³ m3 cubic-metres cubic-meters",
    "公里": "千米 km kilometres kilometers kilometre kilometer",
    "米": "m metres meters metre meter",
    "厘米": "cm 公分 centimetres centimeters",
    "毫米": "mm",
    "里": "",
    "英里": "miles mile",
    "英尺": "feet foot ft",
    "英寸": "inches inch 寸",
    "海里": "",
    "吨": "tonnes tons tonne",
    "千克": "公斤 kg kilograms",
    "克": "g grams",
    "毫克": "mg",
    "斤": "",
    "磅": "lb lbs",
    "盎司": "oz",
    "升": "L litres liters",
    "毫升": "ml mL ML",
    "年": "years year",
    "个月": "months month",
    "周": "weeks week 个星期 星期",
    "天": "日 days day",
    "工作日": "个工作日 working-days business-days working-day",
    "小时": "个小时 hours hour hrs h 钟头",
    "分钟": "minutes minute mins min Mins Min MIN",
    "秒": "秒钟 seconds s",
    "岁": "years-old 周岁",
    "人": "名 位 people persons inhabitants residents",
    "人次": "visitors visits",
    "员工": "employees staff",
    "学生": "students pupils",
    "户": "households",
    "家": "",
    "个": "",
    "件": "",
    "套": "",
    "台": "",
    "辆": "",
    "艘": "",
    "架": "",
    "座": "",
    "所": "",
    "间": "rooms",
    "栋": "幢",
    "处": "",
    "条": "",
    "项": "",
    "种": "",
    "类": "",
    "门": "",
    "本": "",
    "册": "",
    "卷": "",
    "篇": "",
    "页": "pages",
    "张": "",
    "枚": "",
    "只": "",
    "头": "",
    "株": "",
    "棵": "",
    "颗": "",
    "场": "",
    "次": "times",
    "届": "",
    "层": "floors storeys stories",
    "级": "",
    "集": "episodes",
    "字": "words",
    "分": "points",
    "学分": "credits",
    "学时": "课时",
    "倍": "",
    "股": "shares",
    "席": "",
    "座位": "个座位 seats",
    "床位": "张床位 beds",
    "千瓦": "kW",
    "瓦": "W watts",
    "千瓦时": "度电 kWh",
    "兆瓦": "MW",
    "伏": "V",
    "赫兹": "Hz",
    "吉赫": "GHz",
    "毫安时": "毫安 mAh",
    "安": "A",
    "摄氏度": "℃ °C",
    "度": "° degrees",
    "分贝": "dB dB(A)",
    "流明": "lumens lm",
    "GB": "",
    "MB": "",
    "TB": "",
    "像素": "pixels",
    "%": "％ percent per-cent",
    "百分点": "个百分点 percentage-points",
    "‰": "",
}
UNIT_NAMES = {
    spelling.replace("-", " "): unit
    for unit, spellings in _UNITS.items()
    for spelling in (unit, *spellings.split())
}
# Counters so common in other words that a single Chinese numeral before them says nothing.
WEAK_UNITS = frozenset("人名位家个件套台座所间处条项种类门本张只头场次届层级分里度天日周字")


def unit_pattern() -> str:
    """A regular expression for one unit, the longest first; Latin units end at a word's end."""
    by_length = sorted(UNIT_NAMES, key=lambda unit: (-len(unit), unit))
    latin = [unit for unit in by_length if unit[-1].isascii() and unit[-1].isalpha()]
    other = [unit for unit in by_length if unit not in set(latin)]
    return f"(?:{_one_of(latin)}(?![A-Za-z0-9])|{_one_of(other)})"


def _one_of(units: list[str]) -> str:
    """The first that fits, told by its first character before any is tried."""
    rests: dict[str, list[str]] = {}
    for unit in units:
        rests.setdefault(unit[0], []).append(re.escape(unit[1:]))
    begins = "".join(map(re.escape, rests))
    by_first = (f"{re.escape(first)}(?:{'|'.join(some)})" for first, some in rests.items())
    return f"(?=[{begins}])(?:{'|'.join(by_first)})"


def chinese_number(text: str) -> Decimal | None:
    """The value of a Chinese numeral (三百二十, 一亿二千万, 二〇二〇, 三点五); None for anything else."""
    whole, _, fraction = text.partition("点")
    if not whole or any(character not in DIGITS for character in fraction):
        return None
    value = _whole_number(whole)
    if value is None or text.endswith("点"):
        return None
    digits = "".join(str(DIGITS[character]) for character in fraction)
    return Decimal(f"{value}.{digits}") if digits else Decimal(value)


def _whole_number(text: str) -> int | None:
    if all(character in DIGITS for character in text):
        return int("".join(str(DIGITS[character]) for character in text))
    total, section, digit = 0, 0, 0
    place = 0  # of the last 百, 千, 万 or 亿 with no 零 since: 两万五 is 25000, 三百二 is 320
    for character in text.replace("廿", "二十").replace("卅", "三十"):
        if character in DIGITS:
            if digit:
                return None
            digit = DIGITS[character]
            place = place if digit else 0
        elif character in _SMALL:
            section += (digit or 1) * _SMALL[character]
            digit, place = 0, _SMALL[character]
        elif character in _LARGE:
            value = _LARGE[character]
            total = (
                (total + section + digit) * value
                if value > total
                else total + (section + digit) * value
            )
            section, digit, place = 0, 0, value
        else:
            return None
    return total + section + digit * max(place // 10, 1)


@lru_cache(maxsize=16_384)  # texts repeat their numbers
def number_value(digits: str, multiplier: str) -> Decimal | None:
    """Digits (Arabic with commas, or Chinese) times a multiplier such as 万, 千万, million."""
    cleaned = digits.replace(",", "").replace("−", "-")
    try:
        value = Decimal(cleaned)
    except InvalidOperation:
        parsed = chinese_number(cleaned)
        if parsed is None:
            return None
        value = parsed
    multiplier = multiplier.strip().lower()
    if multiplier in _ENGLISH:
        return value * 10 ** _ENGLISH[multiplier]
    for character in multiplier:
        value *= (_SMALL | _LARGE)[character]
    return value


def plain(value: Decimal) -> str:
    """A number without exponent and without trailing zeros: 52000000, 3.85."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
