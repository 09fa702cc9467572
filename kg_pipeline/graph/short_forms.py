"""Where do names of one character stand for themselves, dates without a year, amounts without a unit?

A character alone is a name where marks enclose it, 《米》 and [清], and where 代, 朝 or 「·」 follows it:
清代, 宋·陆游. Dynasties are written in more ways (``dynasties``). Numerals are names where they fill
《》: 《二十》. Dates without a year, 8月25日, and amounts that words follow, 5.7亿总票房, are looked for
only where the graph knows such ones.

Letters for shapes: S spans.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

import numpy as np

from kg_pipeline.graph.dynasties import DYNASTIES, dynasties
from kg_pipeline.graph.folding import Bits, Codes, among, bits_of, text_of
from kg_pipeline.graph.spans import JoinedTexts, Spans
from kg_pipeline.graph.store import KnowledgeGraph
from kg_pipeline.graph.values import normalize
from kg_pipeline.graph.writing import Flags, Longs

# What a character can be, as bits.
_OPENING, _CLOSING, _AGE, _JOINT, _DYNASTY = (1 << bit for bit in range(5))
_BESIDE = _OPENING | _CLOSING | _AGE | _JOINT  # a name stands before one of these
_SIGNS = {
    _OPENING: "《〈[【（(",
    _CLOSING: "》〉]】）)",
    _AGE: "代朝",
    _JOINT: "·",
    _DYNASTY: DYNASTIES,
}
_MARK, _LONGEST_TITLE = ord("《"), 9  # characters, the mark behind it included
_NUMERAL = "0123456789〇零一二两三四五六七八九十百千万亿"
_NUMERALS = f"^[{_NUMERAL}]{{2,8}}$"
_FIRST_HAN, _LAST_HAN = 0x3400, 0x9FFF
_MONTH, _YEAR = ord("月"), ord("年")
_DAY = re.compile(r"(?<![年\d/.-])(1[0-2]|0?[1-9])月(3[01]|[12]\d|0?[1-9])[日号]")
_WITHOUT_YEAR = "date:--"
_LARGE = [*map(ord, "万亿")]
_DIGITS = "0123456789百千万亿"  # before 万 or 亿
_AMOUNT = re.compile(r"(?<![\d.A-Za-z])\d{1,3}(?:,?\d{3})*(?:\.\d+)?[百千万]?[万亿]$")
_LONGEST_AMOUNT = 16  # characters


class ShortForms:
    """Finds all of them for one graph; ``found`` of the spans is ``-1 - row`` of the node."""

    def __init__(self, graph: KnowledgeGraph, literals: Mapping[str, int]) -> None:
        """literals: rows of dates and amounts by id."""
        import pyarrow as pa
        import pyarrow.compute as pc

        named = pc.is_in(graph.column("kind"), value_set=pa.array(["entity", "text"]))
        single = pc.and_(named, pc.equal(pc.utf8_length(graph.column("name")), 1))
        rows = np.flatnonzero(np.asarray(single)).tolist()
        codes = [ord(name) for name in graph.column("name").filter(single).to_pylist()]
        self._rows = {code: row for code, row in zip(codes, rows, strict=True) if _is_han(code)}
        self._is_name = np.zeros(_LAST_HAN + 2, dtype=bool)  # the last place: any code behind
        self._is_name[list(self._rows)] = True
        numerals = pc.and_(named, pc.match_substring_regex(graph.column("name"), _NUMERALS))
        written = graph.column("name").filter(numerals).to_pylist()
        self._numerals = dict(
            zip(written, np.flatnonzero(np.asarray(numerals)).tolist(), strict=True)
        )
        self._days = {name: row for name, row in literals.items() if name.startswith(_WITHOUT_YEAR)}
        self._literals = literals

    def row(self, name: str) -> int | None:
        """Of the node that a single character names."""
        return self._rows.get(ord(name)) if len(name) == 1 else None

    def spans(self, joined: JoinedTexts, begins: Longs) -> Spans:
        """All of them in some texts. begins: places where longer names begin"""
        rows = [*self._characters(joined, begins), *self._dates(joined), *self._amounts(joined)]
        rows += self._titles(joined)
        return Spans(*np.array(rows, dtype=np.int64).reshape(-1, 3).T)

    def _characters(self, joined: JoinedTexts, begins: Longs) -> list[tuple[int, int, int]]:
        codes = joined.codes
        signs = _signs().take(codes, mode="clip")
        beside = (signs[1:] & _BESIDE) | (signs[:-1] & _DYNASTY)
        place = beside.nonzero()[0]  # the first and the last place are separators
        place = place[self._is_name.take(codes[place], mode="clip")]
        before, behind = codes[place - 1], signs[place + 1]
        enclosed = (signs[place - 1] & _OPENING > 0) & (behind & _CLOSING > 0)
        apart = ~((before >= _FIRST_HAN) & (before <= _LAST_HAN))
        named = (behind & _AGE > 0) | ((behind & _JOINT > 0) & apart)
        named |= dynasties(codes, place, begins)
        found = place[enclosed | named].tolist()
        return [(one, one + 1, -1 - self._rows[int(codes[one])]) for one in found]

    def _dates(self, joined: JoinedTexts) -> list[tuple[int, int, int]]:
        if not self._days:
            return []
        codes = joined.codes
        month = np.flatnonzero(codes == _MONTH)
        month = month[_is_digit(codes[month - 1]) & _is_digit(codes[month + 1])]
        start = month - 1 - _is_digit(codes[month - 2])
        start = start[codes[start - 1] != _YEAR]
        owner = joined.owners(start)
        found: list[tuple[int, int, int]] = []
        columns = (start, joined.begins[owner], owner)
        for place, begin, number in zip(*(column.tolist() for column in columns), strict=True):
            match = _DAY.match(joined.texts[number], place - begin)
            row = self._days.get(f"date:{normalize(match[0]).text}") if match is not None else None
            if match is not None and row is not None:
                found.append((place, begin + match.end(), -1 - row))
        return found

    def _titles(self, joined: JoinedTexts) -> list[tuple[int, int, int]]:
        """Numerals that fill 《》 and name a node."""
        codes, found = joined.codes, list[tuple[int, int, int]]()
        place = np.flatnonzero(codes == _MARK) + 1 if self._numerals else np.zeros(0, dtype=int)
        for start in place[among(codes[place], _NUMERAL)].tolist():
            title = text_of(codes[start : start + _LONGEST_TITLE]).partition("》")[0]
            row = self._numerals.get(title)
            if row is not None:
                found.append((start, start + len(title), -1 - row))
        return found

    def _amounts(self, joined: JoinedTexts) -> list[tuple[int, int, int]]:
        """Those in tens of thousands or more; with less, 5,000 of one thing are none of another."""
        if not self._literals:
            return []
        codes = joined.codes
        found: list[tuple[int, int, int]] = []
        place = np.flatnonzero((codes[:-1] == _LARGE[0]) | (codes[:-1] == _LARGE[1]))
        place = place[among(codes[place - 1], _DIGITS) & ~among(codes[place + 1], "万亿")]
        for end in (place + 1).tolist():
            match = _AMOUNT.search(text_of(codes[max(0, end - _LONGEST_AMOUNT) : end]))
            row = self._literals.get(_number(match[0])) if match else None
            if match is not None and row is not None:
                found.append((end - len(match[0]), end, -1 - row))
        return found


@lru_cache(maxsize=65_536)
def _number(amount: str) -> str:
    """The name of the bare number that an amount is."""
    return f"number:{normalize(amount).text}"


@lru_cache(maxsize=1)
def _signs() -> Bits:
    """What each code point can be."""
    return bits_of(_SIGNS)


def _is_digit(codes: Codes) -> Flags:
    return (codes >= ord("0")) & (codes <= ord("9"))


def _is_han(code: int) -> bool:
    return _FIRST_HAN <= code <= _LAST_HAN
