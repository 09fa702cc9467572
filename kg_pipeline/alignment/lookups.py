"""Is it known at all? Bits that tell most questions with the answer "no" before they are asked.

A bit for each hash of what is known (Bloom 1970, with one hash): where it is not set, the thing is
not known; where it is, it may be.

Letters for shapes: N pairs of numbers, M mentions.
"""

import numpy as np

from kg_pipeline.graph.mentions import Mentions
from kg_pipeline.graph.names import codes_of_all
from kg_pipeline.graph.spans import JoinedTexts
from kg_pipeline.graph.store import KnowledgeGraph, Rows
from kg_pipeline.graph.writing import Flags, Longs

_BITS_A_PAIR = 16
_ODD = (0x9E3779B97F4A7C15 - 2**64, 0xC2B2AE3D27D4EB4F - 2**64)
_SHIFT = 30
_CODE_BITS = 21


class Sieve:
    """Pairs of numbers, of which most others are told apart."""

    def __init__(self, first: Rows, second: Rows) -> None:
        self._mask = (1 << max(10, (_BITS_A_PAIR * len(first)).bit_length())) - 1
        self._bits = np.zeros(self._mask + 1, dtype=bool)
        self._bits[self._hash(first, second)] = True

    def may_hold(self, first: Rows, second: Rows) -> Flags:
        """(N,) True for all pairs that it was made of, and for few others."""
        return self._bits[self._hash(first, second)]

    def _hash(self, first: Rows, second: Rows) -> Longs:
        both = np.multiply(first, _ODD[0], dtype=np.int64)
        both += np.multiply(second, _ODD[1], dtype=np.int64)
        both >>= _SHIFT
        both &= self._mask
        return both


class TextLiterals:
    """The text literals of a graph by name; those of one character are no names."""

    def __init__(self, graph: KnowledgeGraph) -> None:
        import pyarrow.compute as pc

        names, kinds = graph.column("name"), graph.column("kind")
        wanted = pc.and_(pc.equal(kinds, "text"), pc.greater(pc.utf8_length(names), 1))
        names = names.filter(wanted)
        rows = np.flatnonzero(np.asarray(wanted)).tolist()
        self._rows = dict(zip(names.to_pylist(), rows, strict=True))
        first, last = pc.utf8_slice_codeunits(names, 0, 2), pc.utf8_slice_codeunits(names, -1)
        codes = codes_of_all(first).astype(np.int64).reshape(-1, 2)
        lengths = np.asarray(pc.utf8_length(names)).astype(np.int64)
        self._sieve = Sieve(
            _two(codes[:, 0], codes[:, 1]), _two(codes_of_all(last).astype(np.int64), lengths)
        )

    def of(self, joined: JoinedTexts, mentions: Mentions) -> tuple[Longs, Longs]:
        """Which mentions are written like a text literal, and the rows of the literals."""
        start = joined.begins[mentions.text] + mentions.start
        end = joined.begins[mentions.text] + mentions.end
        codes = joined.codes
        begins = _two(codes[start], codes[start + 1])
        place = np.flatnonzero(
            self._sieve.may_hold(begins, _two(codes[end - 1], mentions.end - mentions.start))
        )
        columns = (mentions.text[place], mentions.start[place], mentions.end[place])
        spans = zip(*(column.tolist() for column in columns), strict=True)
        written = [joined.texts[number][one:two] for number, one, two in spans]
        row = np.array([self._rows.get(name, -1) for name in written], dtype=np.int64)
        return place[row >= 0], row[row >= 0]


def _two(first: Rows, second: Rows) -> Longs:
    return first.astype(np.int64) << _CODE_BITS | second.astype(np.int64)
