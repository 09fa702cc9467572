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

from kg_pipeline.alignment.written import WrittenNames
from kg_pipeline.graph.inside import Inside
from kg_pipeline.graph.mentions import Mentions
from kg_pipeline.graph.store import KnowledgeGraph
from kg_pipeline.graph.writing import Flags, Longs

_SHORTEST = 3  # characters of a name that holds a shorter one and more


class InsideNames(Protocol):
    """What finds nodes by parts of a name (``graph.linking.Linker``)."""

    def inside(self, names: Sequence[str]) -> Inside: ...

    def within_values(self, nodes: Longs) -> Inside: ...


def inner_values(written: WrittenNames, mentions: Mentions, linker: InsideNames) -> Inside:
    """The nodes of values inside each mention; ``whole``: places in the mentions.

    Mentions that are long enough and stand in no title are asked.
    """
    long = (mentions.end - mentions.start)[written.mention] >= _SHORTEST
    asked = np.flatnonzero(long & ~written.titled)
    names, places = np.unique(written.name[asked], return_inverse=True)
    found = linker.inside([written.names[name] for name in names.tolist()]).of(places)
    numbers = written.mention[asked]
    values = linker.within_values(mentions.node)
    whole = np.concatenate([numbers[found.whole], values.whole])
    return Inside(whole, np.concatenate([found.node, values.node]))


def are_values(graph: KnowledgeGraph, node: Longs, predicate: Longs) -> Flags:
    """(K,) whether a node is an object of a predicate; True where there is none (-1)."""
    asked = np.zeros(graph.n_entities + 1, dtype=bool)
    asked[node] = True  # -1 sets the last, which no object is
    rows = np.flatnonzero(asked[graph.object])
    n_predicates = max(graph.n_predicates, 1)
    known = graph.object[rows].astype(np.int64) * n_predicates + graph.predicate[rows]
    return (node < 0) | np.isin(node * n_predicates + predicate, known)
