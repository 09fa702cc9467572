"""Which names and values stand inside longer ones? 喜剧 in 喜剧片, 2014年 in 2014年3月1日, 3亿 in 3亿元.

Letters for shapes: I things inside others, Q longer ones that are asked about.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from kg_pipeline.graph.aliases import AliasTable
from kg_pipeline.graph.folding import among
from kg_pipeline.graph.spans import JoinedTexts, Spans
from kg_pipeline.graph.tables import distinct_pairs, runs
from kg_pipeline.graph.writing import Longs

# Single characters behind a name that say what kind of thing it is, and what parts foreign names.
_KINDS = "片剧类型市省县区州镇乡村族人语座奖"
_LARGE_AMOUNT = re.compile(r"(-?\d{5,}(?:\.\d+)?)[^\d.]")
_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")
_PARTED = "·•‧.- ()（）《》"


@dataclass(frozen=True, slots=True)
class Inside:
    """(I,) places of the longer ones among those asked about, and (I,) rows of the nodes inside."""

    whole: Longs
    node: Longs

    def of(self, places: Longs) -> "Inside":
        """The same for some places, one after the other; ``whole`` must ascend."""
        begins = np.searchsorted(self.whole, places)
        counts = np.searchsorted(self.whole, places, side="right") - begins
        row, owner = runs(begins, counts)
        return Inside(owner, self.node[row])

    def also(self, others: "Inside") -> "Inside":
        """These and others, by their places."""
        whole = np.concatenate([self.whole, others.whole])
        both = np.stack([whole, np.concatenate([self.node, others.node])])
        return Inside(*both[:, np.lexsort((both[1], both[0]))])


def names_inside(table: AliasTable, names: Sequence[str]) -> Inside:
    """The nodes, all bearers, whose names begin or end some names and are shorter.

    A single character is left over only where it tells a kind of thing; parts of foreign names are
    no names.
    """
    joined = JoinedTexts.of(names)
    spans = table.matches(joined)
    number = joined.owners(spans.start)
    begin = joined.begins[number]
    end = begin + np.fromiter(map(len, names), dtype=np.int64, count=len(names))[number]
    rest = end - begin - (spans.end - spans.start)
    first = spans.start == begin
    parted = np.cumsum(among(joined.codes, _PARTED))
    good = (first | (spans.end == end)) & (parted[end - 1] == parted[begin - 1])
    good &= (rest > 1) | ((rest == 1) & first & among(joined.codes[end - 1], _KINDS))
    return _bearers(table, spans.where(good), number[good])


def _bearers(table: AliasTable, spans: Spans, number: Longs) -> Inside:
    """All that bear the names of some spans; number: (S,) of what each span stands in."""
    begins = table.offsets[spans.found]
    bearer, owner = runs(begins, table.offsets[spans.found + 1] - begins)
    bearers = table.candidates[bearer].astype(np.int64)
    return Inside(*distinct_pairs(number[owner], bearers))


def named_exactly(table: AliasTable, names: Sequence[str]) -> Inside:
    """The nodes, all bearers, of some whole names."""
    joined = JoinedTexts.of(names)
    spans = table.matches(joined)
    number = joined.owners(spans.start)
    lengths = np.fromiter(map(len, names), dtype=np.int64, count=len(names))
    whole = spans.end - spans.start == lengths[number]
    return _bearers(table, spans.where(whole), number[whole])


def shorter_values(literal: str) -> list[str]:
    """Ids of what a date or an amount, by its id, says as well.

    The month, the year and the day of the year; of a year its bare number, and of that the year; a
    large amount without its unit (a small one is another thing without it: 320 pages, 320 yuan).
    """
    kind, _, written = literal.partition(":")
    if _YEAR.fullmatch(written):
        return [f"{'number' if kind == 'date' else 'date'}:{written}"]
    if kind == "number":
        amount = _LARGE_AMOUNT.match(written)
        return [f"number:{amount[1]}"] if amount is not None else []
    parts = written.split("-")
    if kind != "date" or len(parts) < 2 or not parts[0].isdecimal():
        return []
    days = [f"date:-{written[4:]}"] if len(parts) == 3 else []
    return [f"date:{'-'.join(parts[:length])}" for length in range(len(parts) - 1, 0, -1)] + days


def values_inside(nodes: Longs, name_of: Callable[[int], str], literals: dict[str, int]) -> Inside:
    """The values inside dates and amounts. nodes: (Q,) rows; literals: rows by id."""
    found = [
        (place, literals[shorter])
        for place, node in enumerate(nodes.tolist())
        for shorter in shorter_values(name_of(node))
        if shorter in literals
    ]
    return Inside(*np.array(found, dtype=np.int64).reshape(-1, 2).T)
