"""Mentions in many texts as columns; as records where somebody wants to look at each.

Letters for shapes: M mentions.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from itertools import pairwise

import numpy as np

from kg_pipeline.graph.store import KnowledgeGraph
from kg_pipeline.graph.writing import Flags, Longs, Reals
from kg_pipeline.records import Mention


@dataclass(frozen=True, slots=True)
class Mentions:
    """Mentions in many texts, text by text, from left to right, not overlapping: (M,) each.

    text:   number of the text
    node:   row of the node that is meant; of the likeliest one where none is (NIL)
    linked: False for NIL
    score:  probability of the node
    """

    text: Longs
    start: Longs
    end: Longs
    node: Longs
    linked: Flags
    score: Reals

    def where(self, wanted: "Flags | Longs") -> "Mentions":
        """Some of them."""
        return Mentions(*(getattr(self, name)[wanted] for name in _NAMES))

    def records(self, graph: KnowledgeGraph, n_texts: int) -> list[tuple[Mention, ...]]:
        """The mentions of each text."""
        ids = graph.column("entity_id").take(self.node).to_pylist()
        kinds = graph.column("kind").take(self.node).to_pylist()
        columns = (self.start, self.end, self.linked, self.score)
        rows = zip(*(column.tolist() for column in columns), ids, kinds, strict=True)
        flat = [
            Mention(start, end, entity if linked else None, score, kind)
            for start, end, linked, score, entity, kind in rows
        ]
        edges = np.searchsorted(self.text, np.arange(n_texts + 1)).tolist()
        return [tuple(flat[begin:end]) for begin, end in pairwise(edges)]

    @classmethod
    def joined(cls, parts: "Iterable[Mentions]", sizes: Iterable[int]) -> "Mentions":
        """Mentions of groups of texts, one after the other; sizes: texts of each group."""
        some = [_NO_MENTIONS]
        begin = 0
        for part, size in zip(parts, sizes, strict=True):
            some.append(replace(part, text=part.text + begin))
            begin += size
        return cls(*(np.concatenate([getattr(part, name) for part in some]) for name in _NAMES))

    def with_added(self, added: "Mentions") -> "Mentions":
        """These and others, which overlap none of them, in their order."""
        both = Mentions.joined([self, added], [0, 0])
        return both.where(np.lexsort((both.start, both.text)))


def mentions_of(rows: Sequence[tuple[int, int, int, int]], score: float) -> Mentions:
    """(number of the text, start, end, row of the node) as columns."""
    text, start, end, node = np.array(rows, dtype=np.int64).reshape(-1, 4).T
    linked = np.ones(len(rows), dtype=bool)
    return Mentions(text, start, end, node, linked, np.full(len(rows), score, dtype=np.float32))


_NAMES = [column.name for column in fields(Mentions)]
_NO_MENTIONS = Mentions(
    *(np.zeros(0, dtype=kind) for kind in (*[np.int64] * 4, np.bool_, np.float32))
)
