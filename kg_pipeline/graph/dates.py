"""Which date does a written one stand for? ISO 8601 text, as exact as it is stated.

2019, 2019-03, 2019-03-08, 2019-03-08T10:30; without a year --03-08 (as XSD writes it); periods as
2019-03-08/2019-05, open ones as 2019/.. (ISO 8601-2). Lunar dates, reign years and years before
our era are no dates here.
"""

import datetime
import re

from kg_pipeline.graph.numerals import chinese_number

_MONTHS = "january february march april may june july august september october november december"
_MONTH_NUMBERS = {name: index for index, name in enumerate(_MONTHS.split(), 1)}
_MONTH_NUMBERS |= {name[:3]: index for name, index in list(_MONTH_NUMBERS.items())}
_MONTH_NUMBERS["sept"] = 9
_MONTH = "|".join(sorted((f"{name.title()}" for name in _MONTH_NUMBERS), key=len, reverse=True))
_CN = "〇○零一二三四五六七八九"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"

DATE = re.compile(
    rf"""(?:
  (?<!\d)(?P<y1>[12]\d{{3}})\s?年(?!代|来|历史|的历史|多|余)
      (?:\s?(?P<m1>1[0-2]|0?[1-9])\s?月(?:\s?(?P<d1>{_DAY})\s?[日号])?)?
 |(?P<y2>[一二][{_CN}]{{3}})年(?!代|来|多)
      (?:(?P<m2>十[一二]?|[一二三四五六七八九])月(?:(?P<d2>[一二三]?十?[{_CN}十])[日号])?)?
 |(?<![0-9A-Za-z_.\-/])(?P<y3>[12]\d{{3}})(?P<sep>[-/.])(?P<m3>1[0-2]|0?[1-9])(?P=sep)(?P<d3>{_DAY})(?![\d\-/]|\.\d)
 |(?<![0-9A-Za-z_.\-/])(?P<y4>[12]\d{{3}})-(?P<m4>1[0-2]|0[1-9])(?![\d\-/]|\.\d)
 |\b(?P<m5>{_MONTH})\.?\s(?:(?P<d5>{_DAY})(?:st|nd|rd|th)?,?\s)?(?P<y5>[12]\d{{3}})\b
 |\b(?P<d6>{_DAY})(?:st|nd|rd|th)?\s(?:of\s)?(?P<m6>{_MONTH})\.?,?\s(?P<y6>[12]\d{{3}})\b
 |(?:(?<=\bin\s)|(?<=\bIn\s)|(?<=since\s)|(?<=Since\s))(?P<y7>1[5-9]\d\d|20\d\d)\b(?![,.]\d)
)""",
    re.VERBOSE,
)
_PLACES = {  # of year, month and day among the groups, by form
    form: [
        DATE.groupindex[name] - 1 for part in "ymd" if (name := f"{part}{form}") in DATE.groupindex
    ]
    for form in "1234567"
}
# What every date has, so that other texts are told at once.
_SIGN_OF_DATE = re.compile(
    r"\d\s?[年月]|年.{0,6}[月年]|[12]\d{3}[-/.]|[A-Z][a-z]{2}|[一二][〇○零一二三四五六七八九]{3}年|in |since "
)
_TIMESTAMP = re.compile(
    r"([12]\d{3}-\d\d-\d\d)[T ](\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?"
)
_YEAR_AND_MONTH = re.compile(r"([12]\d{3})(?:[./](1[0-2]|0?[1-9]))?")
_WITHOUT_YEAR = re.compile(rf"(1[0-2]|0?[1-9])\s?月(?:\s?({_DAY})\s?[日号])?")
_TO = re.compile(r"(?<=[\d年月日号])\s?(?:[-~～—–－]{1,2}|至|到)\s?(?=\d|今$|现在$)")
_SHORT_ISO = re.compile(r"--\d\d(?:-\d\d)?|\d{4}(?:-\d\d){0,2}/(?:\d{4}(?:-\d\d){0,2}|\.\.)")
_LUNAR = re.compile(r"农历|阴历|旧历|夏历|腊月|正月|冬月")
_ERA_GIVEN = re.compile(r"(?<=年)[（(][^（()）]{1,12}[)）](?=\d)")  # 1926年（昭和元年）5月3日
_AROUND = re.compile(
    r"^公元(?!前)|(?:出生|生|首播|上映|发行|成立|开播)$|\s+[一-龥]{2,6}$|份(?=$|\d)"
)
_NO_DAY_SIGN = re.compile(rf"年\s?\d{{1,2}}\s?月\s?{_DAY}$")
_CHINESE_MONTH = re.compile(
    r"(?<=\d年)([元一二三四五六七八九十]{1,2})月(?:([一二三四五六七八九十廿卅]{1,3})[日号])?"
)


def date_of(groups: tuple[str | None, ...]) -> str | None:
    """ISO form of the groups that ``DATE`` matched; None where the calendar has no such day."""
    form = next(form for form, (year, *_) in _PLACES.items() if groups[year])
    written = [part for place in _PLACES[form] if (part := groups[place]) is not None]
    if form == "2":
        return _iso([int(chinese_number(part) or 0) for part in written])
    if form in "56":
        written[1] = str(_MONTH_NUMBERS[written[1].lower()])
    return _iso([int(part) for part in written])


def whole_date(text: str, wanted: bool) -> str | None:
    """ISO form of a text that is a date or a period and nothing else.

    wanted: a date is what one expects here, so that a bare year is one
    """
    if not wanted and _SIGN_OF_DATE.search(text) is None:
        return None
    stamp = _TIMESTAMP.fullmatch(text)
    if stamp is not None:
        return f"{stamp[1]}T{stamp[2]}"
    if _LUNAR.search(text):
        return None
    plain = _plainly(text)
    single = _single(plain, wanted)
    if single is not None:
        return single
    periods = (
        _period(plain[: to.start()], plain[to.end() :], wanted) for to in _TO.finditer(plain)
    )
    return next((period for period in periods if period is not None), None)


def _plainly(text: str) -> str:
    """Without what only surrounds a date, and with the signs that writers leave out."""
    text = _CHINESE_MONTH.sub(_month_in_digits, _AROUND.sub("", _ERA_GIVEN.sub("", text)))
    return text + "日" if _NO_DAY_SIGN.search(text) else text


def _month_in_digits(match: re.Match[str]) -> str:
    month, day = (chinese_number(part or "零") for part in (match[1].replace("元", "一"), match[2]))
    return f"{month}月{day}日" if match[2] else f"{month}月"


def _single(text: str, wanted: bool) -> str | None:
    match = DATE.fullmatch(text)
    if match is not None:
        return date_of(match.groups())
    if wanted and _SHORT_ISO.fullmatch(text):
        return text
    month = _YEAR_AND_MONTH.fullmatch(text) if wanted else None
    if month is not None:
        return "-".join(part.zfill(2) for part in month.groups() if part)
    match = _WITHOUT_YEAR.fullmatch(text)
    if match is None:
        return None
    # 2000 was a leap year: 2月29日 is a day.
    whole = _iso([2000, *(int(part) for part in match.groups() if part is not None)])
    return None if whole is None else f"-{whole[4:]}"


def _period(begin: str, end: str, wanted: bool) -> str | None:
    """2019年3月8日, 10日 → 2019-03-08/2019-03-10; what the end leaves out stands in the begin."""
    if begin[-1].isdigit() and end[-1] in "年月日号" and not end[:-1].isdigit():
        return None
    first = _single(begin if not begin[-1].isdigit() else begin + _sign_of(end), wanted)
    if first is None or first.startswith("-"):
        return None
    if end in ("今", "现在"):
        return f"{first}/.."
    last = _single(end, wanted)
    if last is None or last.startswith("-"):
        last = _single(_completed(end, first), wanted=False)
    return f"{first}/{last}" if last is not None and first < last else None


def _sign_of(end: str) -> str:
    return end[-1] if end[-1] in "年月日号" else ""


def _completed(end: str, first: str) -> str:
    """An end such as 5月 or 10日 with the begin's year, or year and month."""
    parts = first.split("-")
    year, month = parts[0], parts[1] if len(parts) > 1 else ""
    if "月" in end:
        return f"{year}年{end}"
    return f"{year}年{month}月{end}" if month and end[-1] in "日号" else end


def _iso(numbers: list[int]) -> str | None:
    try:
        datetime.date(*(numbers + [1, 1])[:3])
    except ValueError:
        return None
    return "-".join([f"{numbers[0]:04d}", *(f"{number:02d}" for number in numbers[1:])])
