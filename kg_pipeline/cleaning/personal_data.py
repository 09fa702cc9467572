"""Personal data is overwritten character by character, so that every offset stays as it was.

Resident identity numbers after GB 11643-1999: six digits of the place, eight of the date of birth,
three of the order, and a check character by ISO 7064 MOD 11-2. Telephone numbers after the numbering
plan of mainland China: mobile numbers of eleven digits, area codes of three or four.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Literal

from kg_pipeline.cleaning.outcome import Outcome, Passage
from kg_pipeline.records import Cell, Document
from kg_pipeline.settings import Settings

PersonalDataKind = Literal["identity number", "mobile number", "landline number", "e-mail address"]

MASK = "*"
_PROVINCES = {
    *("11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46".split()),
    *("50 51 52 53 54 61 62 63 64 65 71 81 82 83".split()),
}
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_CHARACTERS = "10X98765432"
# A number that counts something is no telephone number.
_UNIT = r"(?!\s?(?:亿|万|千|元|美元|股|吨|公斤|立方|平方|字节))"
_BEFORE = r"(?<![0-9A-Za-z.\-_/])"
_AFTER = r"(?![0-9A-Za-z_/]|[.\-][0-9A-Za-z])"
_IDENTITY = re.compile(rf"{_BEFORE}[1-8][0-9]{{16}}[0-9Xx]{_AFTER}")
_MOBILE = re.compile(
    rf"(?:(?<![0-9A-Za-z])\+?86[ \-]?|{_BEFORE})1[3-9][0-9](?P<part>[ \-]?)[0-9]{{4}}(?P=part)[0-9]{{4}}"
    rf"{_AFTER}{_UNIT}"
)
_LANDLINE = re.compile(
    rf"(?:{_BEFORE}(?:\+?86[ \-]?)?|\+86[ \-]?)(?:"
    r"[（(]0(?:10|2[0-9]|[3-9][0-9]{2})[）)][ \-]?|0(?:10|2[0-9]|[3-9][0-9]{2})[ \-—－])"
    rf"[2-9][0-9]{{6,7}}(?:(?:-|—|转)[0-9]{{1,6}})?{_AFTER}{_UNIT}"
)
_MAIL = re.compile(
    r"(?<![A-Za-z0-9._%+\-])[A-Za-z0-9](?:[A-Za-z0-9._%+\-]{0,62}[A-Za-z0-9_])?[@＠]"
    r"(?:[A-Za-z0-9](?:[A-Za-z0-9\-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,24}(?![A-Za-z0-9])"
)


class PersonalDataSettings(Settings):
    """Which personal data is overwritten with ``*``."""

    kind: Literal["personal_data"] = "personal_data"
    kinds: tuple[PersonalDataKind, ...] = (
        "identity number",
        "mobile number",
        "landline number",
        "e-mail address",
    )


class PersonalData:
    """Overwrites personal data in the title, the text, the tables and the nodes."""

    def __init__(self, settings: PersonalDataSettings) -> None:
        self._kinds = settings.kinds

    def apply(self, document: Document) -> Outcome:
        found = tuple(personal_data_in(document.text, self._kinds))
        text = overwritten(document.text, found)

        def shown(cell: Cell) -> Cell:
            if cell.start is not None and cell.end is not None:
                return replace(cell, text=text[cell.start : cell.end])
            return replace(cell, text=self._masked(cell.text))

        title = self._masked(document.title)
        tables = tuple(
            replace(
                table,
                caption=self._masked(table.caption),
                rows=tuple(tuple(shown(cell) for cell in row) for row in table.rows),
            )
            for table in document.tables
        )
        nodes = tuple(shown(node) for node in document.nodes)
        if (title, text, tables, nodes) == (
            document.title,
            document.text,
            document.tables,
            document.nodes,
        ):
            return Outcome(document)
        masked = replace(document, title=title, text=text, tables=tables, nodes=nodes)
        return Outcome(masked, passages=found)

    def _masked(self, text: str) -> str:
        return overwritten(text, personal_data_in(text, self._kinds)) if text else text


def personal_data_in(text: str, kinds: tuple[PersonalDataKind, ...]) -> Iterator[Passage]:
    """Where personal data stands in a text, in order; the reason of each is its kind."""
    found = sorted(
        (match.start(), match.end(), kind) for kind in kinds for match in _FINDERS[kind](text)
    )
    reached = 0
    for start, end, kind in found:
        if start >= reached:
            yield Passage(start, end, kind)
            reached = end


def overwritten(text: str, passages: "tuple[Passage, ...] | Iterator[Passage]") -> str:
    """The text with these passages overwritten; its length stays."""
    parts, reached = [], 0
    for passage in passages:
        parts += [text[reached : passage.start], MASK * (passage.end - passage.start)]
        reached = passage.end
    return "".join([*parts, text[reached:]]) if parts else text


def is_identity_number(number: str) -> bool:
    """Whether place, date of birth and check character of an 18-character number are right."""
    if number[:2] not in _PROVINCES or not _is_past_date(number[6:14]):
        return False
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number, strict=False))
    return _CHECK_CHARACTERS[total % 11] == number[17].upper()


def _is_past_date(digits: str) -> bool:
    """``YYYYMMDD`` from 1900 on. Not held against today's date: a run must not depend on the day."""
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return 1900 <= born.year < 2100


def _identity_numbers(text: str) -> Iterator[re.Match[str]]:
    return (match for match in _IDENTITY.finditer(text) if is_identity_number(match[0]))


_FINDERS: dict[PersonalDataKind, Callable[[str], Iterator[re.Match[str]]]] = {
    "identity number": _identity_numbers,
    "mobile number": _MOBILE.finditer,
    "landline number": _LANDLINE.finditer,
    "e-mail address": _MAIL.finditer,
}
