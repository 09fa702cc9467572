"""Where do names of one character stand for themselves, and dates without a year?

A character alone is a name where marks enclose it, 《米》 and [清], and where 代, 朝 or 「·」 follows it:
清代, 宋·陆游. Dates without a year, 8月25日, are looked for only where the graph knows such ones.

Letters for shapes: S spans.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

import numpy as np

from kg_pipeline.graph.folding import Bits, Codes, bits_of
from kg_pipeline.graph.spans import JoinedTexts, Spans
from kg_pipeline.graph.store import KnowledgeGraph
from kg_pipeline.graph.values import normalize
from kg_pipeline.graph.writing import Flags

# What the characters around can be, as bits.
_OPENING, _CLOSING, _AGE, _JOINT = (1 << bit for bit in range(4))
_SIGNS = {_OPENING: "《〈[【（(", _CLOSING: "》〉]】）)", _AGE: "代朝", _JOINT: "·"}
_FIRST_HAN, _LAST_HAN = 0x3400, 0x9FFF
_MONTH, _YEAR = ord("月"), ord("年")
_DAY = re.compile(r"(?<![年\d/.-])(1[0-2]|0?[1-9])月(3[01]|[12]\d|0?[1-9])[日号]")
_WITHOUT_YEAR = "date:--"


class ShortForms:
    """Finds both kinds for one graph; ``found`` of the spans is ``-1 - row`` of the node."""

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
        self._days = {name: row for name, row in literals.items() if name.startswith(_WITHOUT_YEAR)}

    def spans(self, joined: JoinedTexts) -> Spans:
        """All of them in some texts."""
        rows = [*self._characters(joined), *self._dates(joined)]
        return Spans(*np.array(rows, dtype=np.int64).reshape(-1, 3).T)

    def _characters(self, joined: JoinedTexts) -> list[tuple[int, int, int]]:
        codes = joined.codes
        signs = _signs().take(codes, mode="clip")
        place = (signs > 0).nonzero()[0] - 1
        place = place[self._is_name.take(codes[place], mode="clip")]
        before, behind = codes[place - 1], signs[place + 1]
        enclosed = (signs[place - 1] & _OPENING > 0) & (behind & _CLOSING > 0)
        apart = ~((before >= _FIRST_HAN) & (before <= _LAST_HAN))
        named = (behind & _AGE > 0) | ((behind & _JOINT > 0) & apart)
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


@lru_cache(maxsize=1)
def _signs() -> Bits:
    """What each code point can be."""
    return bits_of(_SIGNS)


def _is_digit(codes: Codes) -> Flags:
    return (codes >= ord("0")) & (codes <= ord("9"))


def _is_han(code: int) -> bool:
    return _FIRST_HAN <= code <= _LAST_HAN
