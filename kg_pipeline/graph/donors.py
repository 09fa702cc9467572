"""Whose subgraph is an entity given in the control "shuffled"? One of another kind, of like degree.

The whole subgraph changes hands, predicates included: shuffling objects alone would leave the
predicates, which already tell the kind (docs/methods.md, section 6).

Letters for shapes: E entities, N entities that have neighbours, W words of a bit set.
"""

import logging

import numpy as np
import numpy.typing as npt

from kg_pipeline.graph.store import KnowledgeGraph
from kg_pipeline.graph.tables import runs
from kg_pipeline.graph.writing import Flags, Integers, Longs

logger = logging.getLogger(__name__)

Bits = npt.NDArray[np.uint64]

_WORDS = 8  # of 64 bits; two sets that share nothing may collide and are then taken as alike
_NEAR = 256  # places up and down in the order of degree that are tried one by one


def shuffled_donors(graph: KnowledgeGraph, generator: np.random.Generator) -> Integers:
    """(E,) row of the entity whose subgraph each entity is given.

    A donor shares no type with its entity; where one of the two has no stated type, they share no
    (predicate, direction). Its degree is as close as that allows. Donors are used once as long as
    that is possible, then again. Entities without neighbours are their own donors, and so are those
    for which the graph has no entity of another kind at all (their number is logged).
    """
    rows = np.flatnonzero(graph.degree > 0)
    order = rows[np.lexsort((generator.random(len(rows)), graph.degree[rows]))]
    likeness = _Likeness(graph, order)
    donor = np.full(len(order), -1, dtype=np.int64)
    for again in (False, True):
        used = np.zeros(len(order), dtype=bool)
        used[donor[donor >= 0]] = True
        for step in _steps(len(order)):
            open_ = np.flatnonzero(donor < 0)
            if not len(open_):
                break
            other = open_ + step
            inside = (other >= 0) & (other < len(order))
            open_, other = open_[inside], other[inside]
            fits = (again | ~used[other]) & likeness.apart(open_, other)
            donor[open_[fits]] = other[fits]
            used[other[fits]] = True
    left = donor < 0
    if left.any():
        logger.warning("%d entities: none of another kind to take a subgraph from", left.sum())
    donors = np.arange(graph.n_entities, dtype=np.int32)
    donors[order] = np.where(left, order, order[donor])
    return donors


def _steps(n_entities: int) -> list[int]:
    """Offsets in the order of degree: all near ones, then ever larger leaps, down and up."""
    sizes = list(range(1, min(_NEAR, n_entities)))
    while sizes and sizes[-1] * 1.02 + 1 < n_entities:
        sizes.append(int(sizes[-1] * 1.02) + 1)
    return [signed for size in sizes for signed in (size, -size)]


class _Likeness:
    """Types and predicates of entities as bit sets (hashed, so never wrong about "apart")."""

    def __init__(self, graph: KnowledgeGraph, order: Longs) -> None:
        tables = graph.tables
        starts = tables.type_offsets[order]
        place, owner = runs(starts, tables.type_offsets[order + 1] - starts)
        self._types = _bit_sets(owner, tables.type_codes[place].astype(np.int64), len(order))
        starts = graph.offsets[order]
        place, owner = runs(starts, graph.offsets[order + 1] - starts)
        label = graph.predicate[graph.neighbours[place]].astype(np.int64) * 2 + graph.inverse[place]
        self._predicates = _bit_sets(owner, label, len(order))
        self._untyped = tables.untyped[order]

    def apart(self, first: Longs, second: Longs) -> Flags:
        """(N,) whether the two are certainly of another kind."""
        by_predicate = self._untyped[first] | self._untyped[second]
        types = (self._types[first] & self._types[second]).any(axis=1)
        predicates = (self._predicates[first] & self._predicates[second]).any(axis=1)
        return ~np.where(by_predicate, predicates, types)


def _bit_sets(owner: Longs, member: Longs, n_sets: int) -> Bits:
    """(n_sets, W) one hashed bit per member."""
    bit = (member.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(55)
    sets = np.zeros((n_sets, _WORDS), dtype=np.uint64)
    word, place = (bit >> np.uint64(6)).astype(np.int64), bit & np.uint64(63)
    np.bitwise_or.at(sets, (owner, word), np.uint64(1) << place)
    return sets
