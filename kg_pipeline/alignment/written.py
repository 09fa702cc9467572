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
        start = begin + mentions.start[numbers]
        written = joined.strings(start, begin + mentions.end[numbers])
        names = list(dict.fromkeys(written))
        places = {name: place for place, name in enumerate(names)}
        name = np.fromiter(map(places.__getitem__, written), dtype=np.int64, count=len(written))
        return cls(numbers, name, among(joined.codes[start - 1], _MARKS), names)
