"""Durations: ISO 8601 (PT1H30M) and in words (1 hour 30 minutes, 1小时30分钟) as minutes.

Source: ISO 8601-1:2019, 5.5.2; years, months and weeks, whose minutes vary or hardly matter for
attributes, are not read.
"""

import re
from decimal import Decimal

from kg_pipeline.graph.numerals import plain

_ISO = re.compile(
    r"P(?:(?P<d>\d+(?:[.,]\d+)?)D)?"
    r"(?:T(?:(?P<h>\d+(?:[.,]\d+)?)H)?(?:(?P<m>\d+(?:[.,]\d+)?)M)?(?:(?P<s>\d+(?:[.,]\d+)?)S)?)?"
)
_SECONDS = {"d": 86_400, "h": 3600, "m": 60, "s": 1}
_UNITS = (
    ("d", r"days?|天|日"),
    ("h", r"hours?|hrs?\.?|h|个?小时"),
    ("m", r"minutes?|mins?\.?|m|分钟?"),
    ("s", r"seconds?|secs?\.?|s|秒钟?"),
)
_WORDS = re.compile(
    r"\s*(?:,|and|&)?\s*".join(
        rf"(?:(?P<{name}>\d+(?:\.\d+)?)\s?(?:{words})(?![a-z]))?" for name, words in _UNITS
    ),
    re.IGNORECASE,
)


def iso_minutes(text: str) -> str | None:
    """Minutes of an ISO 8601 duration as a plain decimal; ``None`` where it is none."""
    found = _ISO.fullmatch(text)
    return _minutes(found) if found is not None and any(found.groups()) else None


def worded_minutes(text: str) -> str | None:
    """Minutes of a duration that is written in words, its units in falling order."""
    found = _WORDS.fullmatch(text.strip())
    return _minutes(found) if found is not None and any(found.groups()) else None


def _minutes(found: re.Match[str]) -> str:
    seconds = sum(
        Decimal(number.replace(",", ".")) * _SECONDS[name]
        for name, number in found.groupdict().items()
        if number
    )
    return plain(round(Decimal(seconds) / 60, 3))
