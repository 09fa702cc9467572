"""Which names stand in a text with a blank inside that the graph does not write? 「阎 肃」, 「GANTZ 杀戮都市」.

Values are folded, so that no blank stays beside a Chinese character; texts keep theirs. A short name
over a gap is taken only at the beginning of a run of Chinese characters: not 北京市 in 「北京 市场」.

Letters for shapes: N code points, S spans.
"""

from collections.abc import Callable

import numpy as np

from kg_pipeline.graph.folding import SEPARATOR, Codes
from kg_pipeline.graph.spans import JoinedTexts, Spans
from kg_pipeline.graph.writing import Flags, Longs

_BLANK, _WIDE_BLANK, _BORDER = 0x20, 0x3000, ord(SEPARATOR)
_FIRST_HAN, _LAST_HAN = 0x3400, 0x9FFF
_LONG = 4  # characters from which a name over a gap is told from chance


def over_gaps(joined: JoinedTexts, plain: Spans, find: Callable[[JoinedTexts], Spans]) -> Spans:
    """What ``find`` finds only where the blanks beside Chinese characters are left out.

    plain: what it finds where they stay; a blank at which one of these ends or begins parts names
    """
    gap = _gaps(joined.codes)
    if not len(gap):
        return plain.where(gap)
    closed, place = _closed(joined, gap[~_parts(joined.codes, gap, plain)])
    spans = find(closed)
    start, end = place[spans.start], place[spans.end - 1] + 1
    length = spans.end - spans.start
    over = end - start > length
    over &= (length >= _LONG) | ~_is_han(joined.codes[start - 1])
    return Spans(start[over], end[over], spans.found[over])


def _parts(codes: Codes, gap: Longs, plain: Spans) -> Flags:
    """Whether a name ends or begins at a gap between Chinese characters."""
    between = _is_han(codes[gap - 1]) & _is_han(codes[gap + 1])
    edge = np.zeros(len(codes) + 1, dtype=bool)
    edge[plain.end] = True  # the place behind a name
    at_end = edge[gap]
    edge[plain.start] = True
    return between & (at_end | edge[gap + 1])


def _gaps(codes: Codes) -> Longs:
    """Places of single blanks with text on both sides and a Chinese character on one."""
    blank = np.flatnonzero(_is_blank(codes))
    before, behind = codes[blank - 1], codes[blank + 1]
    inside = ~(_is_blank(before) | _is_blank(behind) | (before == _BORDER) | (behind == _BORDER))
    return blank[inside & (_is_han(before) | _is_han(behind))]


def _is_blank(codes: Codes) -> Flags:
    return (codes == _BLANK) | (codes == _WIDE_BLANK)


def _closed(joined: JoinedTexts, gap: Longs) -> tuple[JoinedTexts, Longs]:
    """The texts that have gaps without them, and where each code point stands in ``joined``."""
    chosen = np.unique(joined.owners(gap))
    begins = joined.begins[chosen]
    ends = np.append(joined.begins, len(joined.codes))[chosen + 1]  # behind the separator
    wanted = np.zeros(len(joined.codes) + 1, dtype=np.int64)
    wanted[begins] += 1
    np.add.at(wanted, ends, -1)
    kept = np.cumsum(wanted)[:-1] > 0
    kept[0] = True  # the first separator
    kept[gap] = False
    place = np.flatnonzero(kept)
    return JoinedTexts((), joined.codes[place], np.searchsorted(place, begins)), place


def _is_han(codes: Codes) -> Flags:
    return (codes >= _FIRST_HAN) & (codes <= _LAST_HAN)
