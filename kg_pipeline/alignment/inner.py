"""Which values stand inside a longer name or date?

「喜剧片」 says 喜剧 as well, 「中国台湾」 says 中国, 「2014年3月1日」 says 2014年; but 北京大学 does not
say 北京. What is said is told by the graph: the longer and the shorter one must be values of one
predicate, and only of that predicate is the shorter one an object there. Parts of titles in 《》 and
of foreign names are nothing of their own, and a single character is left over only where it is what
kinds of things are called by (片, 市, 人).

Letters for shapes: M mentions, I inner values, K triples.
"""

from collections.abc import Sequence
from typing import Protocol

import numpy as np

from kg_pipeline.graph.inside import Inside
from kg_pipeline.graph.mentions import Mentions
from kg_pipeline.graph.store import KnowledgeGraph
from kg_pipeline.graph.writing import Flags, Longs

_SHORTEST = 3  # characters of a name that holds a shorter one and more


class InsideNames(Protocol):
    """What finds nodes by parts of a name (``graph.linking.Linker``)."""

    def inside(self, names: Sequence[str]) -> Inside: ...

    def within_values(self, nodes: Longs) -> Inside: ...


def inner_values(texts: Sequence[str], mentions: Mentions, linker: InsideNames) -> Inside:
    """The nodes of values inside each mention; ``whole``: places in the mentions."""
    numbers = _asked(texts, mentions)
    columns = (mentions.text[numbers], mentions.start[numbers], mentions.end[numbers])
    spans = zip(*(column.tolist() for column in columns), strict=True)
    names = [texts[text][start:end] for text, start, end in spans]
    distinct = {name: place for place, name in enumerate(dict.fromkeys(names))}
    found = linker.inside(list(distinct)).of([distinct[name] for name in names])
    values = linker.within_values(mentions.node)
    whole = np.concatenate([numbers[found.whole], values.whole])
    return Inside(whole, np.concatenate([found.node, values.node]))


def _asked(texts: Sequence[str], mentions: Mentions) -> Longs:
    """Mentions that are long enough and stand in no title."""
    long = np.flatnonzero(mentions.linked & (mentions.end - mentions.start >= _SHORTEST))
    places = zip(mentions.text[long].tolist(), mentions.start[long].tolist(), strict=True)
    titled = [start > 0 and texts[text][start - 1] in "《〈" for text, start in places]
    return long[~np.array(titled, dtype=bool)]


def are_values(graph: KnowledgeGraph, node: Longs, predicate: Longs) -> Flags:
    """(K,) whether a node is an object of a predicate; True where there is none (-1)."""
    asked = np.zeros(graph.n_entities + 1, dtype=bool)
    asked[node] = True  # -1 sets the last, which no object is
    rows = np.flatnonzero(asked[graph.object])
    n_predicates = max(graph.n_predicates, 1)
    known = graph.object[rows].astype(np.int64) * n_predicates + graph.predicate[rows]
    return (node < 0) | np.isin(node * n_predicates + predicate, known)
