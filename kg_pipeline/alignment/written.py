"""How are nodes written where they are mentioned? Each name once, for it is looked up once.

Letters for shapes: M mentions, W of them: linked ones of two characters or more.
"""

from dataclasses import dataclass

import numpy as np

from kg_pipeline.graph.folding import among
from kg_pipeline.graph.mentions import Mentions
from kg_pipeline.graph.spans import JoinedTexts
from kg_pipeline.graph.writing import Flags, Longs

_MARKS = "《〈"
_SHORT = 3  # characters of most names; the code points of these fit into one number
_CODE_BITS = 21


@dataclass(frozen=True, slots=True)
class WrittenNames:
    """Names of linked mentions.

    mention: (W,) places in the mentions
    name:    (W,) places in ``names``
    titled:  (W,) whether it stands right behind 《 or 〈
    names:   distinct names
    """

    mention: Longs
    name: Longs
    titled: Flags
    names: list[str]

    @classmethod
    def of(cls, joined: JoinedTexts, mentions: Mentions) -> "WrittenNames":
        """mentions: in the joined texts"""
        numbers = np.flatnonzero(mentions.linked & (mentions.end - mentions.start > 1))
        begin = joined.begins[mentions.text[numbers]]
        start, end = begin + mentions.start[numbers], begin + mentions.end[numbers]
        short = end - start <= _SHORT
        names, number = _short_names(joined, start[short], end[short])
        written = joined.strings(start[~short], end[~short])
        longer = list(dict.fromkeys(written))
        places = {name: place for place, name in enumerate(longer, start=len(names))}
        name = np.empty(len(numbers), dtype=np.int64)
        name[short] = number
        name[~short] = list(map(places.__getitem__, written))
        return cls(numbers, name, among(joined.codes[start - 1], _MARKS), names + longer)


def _short_names(joined: JoinedTexts, start: Longs, end: Longs) -> tuple[list[str], Longs]:
    """Distinct names, told by their code points as one number, and the place of each there."""
    keys = np.zeros(len(start), dtype=np.int64)
    for step in range(_SHORT):
        code = joined.codes[np.minimum(start + step, end - 1)]
        keys = keys << _CODE_BITS | np.where(start + step < end, code, 0)
    _, first, number = np.unique(keys, return_index=True, return_inverse=True)
    return joined.strings(start[first], end[first]), number
