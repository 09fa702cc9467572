"""Many texts as one array of code points, and spans in it.

Letters for shapes: T texts, N code points of all of them with the separators, S spans.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from kg_pipeline.graph.folding import SEPARATOR, Codes, codes_of, folds
from kg_pipeline.graph.writing import Flags, Longs


@dataclass(frozen=True)
class JoinedTexts:
    """Texts with a separator before, between and behind them.

    codes:  (N,) code points as they are written
    begins: (T,) where each text begins
    """

    texts: Sequence[str]
    codes: Codes
    begins: Longs

    @classmethod
    def of(cls, texts: Sequence[str]) -> "JoinedTexts":
        """The texts in their order."""
        lengths = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
        joined = f"{SEPARATOR}{SEPARATOR.join(texts)}{SEPARATOR}"
        return cls(texts, codes_of(joined), np.cumsum(lengths + 1) - lengths)

    @cached_property
    def folded(self) -> Codes:
        """(N,) folded code points; the separators stay."""
        codes = folds().take(self.codes, mode="clip")  # twice as fast as an index
        codes[self.begins - 1] = ord(SEPARATOR)
        codes[-1] = ord(SEPARATOR)
        return codes

    def strings(self, start: Longs, end: Longs) -> list[str]:
        """(S,) what stands there."""
        text = self.codes.tobytes().decode("utf-32-le", "surrogatepass")
        return [text[begin:stop] for begin, stop in zip(start.tolist(), end.tolist(), strict=True)]

    def owners(self, places: Longs) -> Longs:
        """The number of the text that each place belongs to."""
        return np.searchsorted(self.begins, places, side="right") - 1


@dataclass(frozen=True, slots=True)
class Spans:
    """``[start, end)`` in joined texts and what was found there: (S,) each."""

    start: Longs
    end: Longs
    found: Longs

    def where(self, wanted: "Flags | Longs") -> "Spans":
        """Some of them."""
        return Spans(self.start[wanted], self.end[wanted], self.found[wanted])

    def also(self, others: "Spans") -> "Spans":
        """These, then others."""
        return joined_spans([self, others])

    def __len__(self) -> int:
        return len(self.start)


def joined_spans(parts: Sequence[Spans]) -> Spans:
    """All of them, one part after the other; at least one part."""
    return Spans(
        np.concatenate([part.start for part in parts]),
        np.concatenate([part.end for part in parts]),
        np.concatenate([part.found for part in parts]),
    )


def without_crossed(spans: Spans, n_codes: int) -> Spans:
    """Those in which no span of twice their length begins: not 于山 in 毕业于山东师范大学.

    n_codes: code points of the joined texts
    """
    length = spans.end - spans.start
    longest = np.zeros(n_codes, dtype=np.int64)  # of the spans that begin at a place
    np.maximum.at(longest, spans.start, length)
    whole = np.ones(len(spans), dtype=bool)
    asked = np.flatnonzero(length > 1)
    for step in range(1, int(length.max(initial=0))):
        asked = asked[length[asked] > step]
        crossed = longest[spans.start[asked] + step] >= 2 * length[asked]
        whole[asked[crossed]] = False
        asked = asked[~crossed]
    return spans.where(whole)


def leftmost_longest(spans: Spans) -> Spans:
    """Of overlapping spans the one that begins first, then the longest, then the first given.

    From left to right. Spans that overlap form groups; the first of each group is taken, then in
    all groups at once the next that begins behind it, until none is left.
    """
    if not len(spans):
        return spans
    longest = int((spans.end - spans.start).max())
    order = np.argsort(
        spans.start * (longest + 1) + longest - (spans.end - spans.start), kind="stable"
    )
    spans = spans.where(order)
    leads = np.ones(len(spans), dtype=bool)
    leads[1:] = spans.start[1:] != spans.start[:-1]
    spans = spans.where(leads)
    reached = np.maximum.accumulate(spans.end)
    chosen = np.ones(len(spans), dtype=bool)
    chosen[1:] = spans.start[1:] >= reached[:-1]
    group = np.cumsum(chosen)
    current = np.flatnonzero(chosen[:-1] & ~chosen[1:])
    while len(current):
        following = np.searchsorted(spans.start, spans.end[current])
        inside = following < len(spans)
        inside[inside] = group[following[inside]] == group[current[inside]]
        current = following[inside]
        chosen[current] = True
    return spans.where(chosen)
