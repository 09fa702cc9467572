"""Which triples around an entity does the model see? At most ``limit``, one or two hops away.

The store lists the triples around an entity with the most wanted first (confidence in tenths, then
the predicate listed least so far), so that a hub costs no more than any other entity: only a window
at the front of its list is looked at. Many entities are sampled in one go, without a Python loop.

Letters for shapes: R entities asked for (roots), K triples of the sample.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from kg_pipeline.graph.donors import shuffled_donors
from kg_pipeline.graph.store import KnowledgeGraph
from kg_pipeline.graph.tables import runs
from kg_pipeline.graph.writing import Flags, Integers, Longs

__all__ = ["Neighbourhood", "TripleSample", "shuffled_donors"]

_WINDOW = 2  # times the limit: how far down a hub's list is looked


@dataclass(frozen=True, slots=True)
class TripleSample:
    """One tree of triples per root, root by root, hop 1 before hop 2.

    root:    (K,) number of the root in the question (0 where one entity was asked for)
    triple:  (K,) index in the graph, each at most once per root
    inverse: (K,) True where the nearer end is the triple's object
    hop:     (K,) 1 or 2
    parent:  (K,) position in this sample of the hop-1 triple that leads there, -1 at hop 1
    near:    (K,) row of the end that is nearer to the root
    far:     (K,) row of the other end
    """

    root: Integers
    triple: Integers
    inverse: Flags
    hop: Integers
    parent: Integers
    near: Integers
    far: Integers

    def __len__(self) -> int:
        return len(self.triple)


@dataclass(frozen=True, slots=True)
class _Question:
    """What one call asks. hidden: sorted keys (root, triple); window: how far lists are read."""

    roots: Longs
    limit: int
    hidden: Longs
    slack: int
    generator: np.random.Generator


@dataclass(frozen=True, slots=True)
class _Edges:
    """Half-edges that may be sampled. source: the root or the hop-1 edge on which they hang."""

    triple: Integers
    inverse: Flags
    source: Longs
    root: Longs

    def where(self, wanted: "Flags | Longs") -> "_Edges":
        return _Edges(
            self.triple[wanted], self.inverse[wanted], self.source[wanted], self.root[wanted]
        )


class Neighbourhood:
    """Samples subgraphs from a graph's CSR. The same arguments and seed give the same sample.

    Where an entity has more triples than fit, the higher band of confidence goes first, within it
    predicates take turns, and what is left open is drawn from the generator. With two hops the
    second has half of the limit (more where the first needs less, less where it finds little), and
    the entities of the first take turns in it. Loops are left out.
    """

    def __init__(self, graph: KnowledgeGraph) -> None:
        self._graph = graph

    def sample(
        self,
        entity: int,
        limit: int,
        hops: Literal[1, 2],
        hidden: frozenset[int],
        generator: np.random.Generator,
    ) -> TripleSample:
        """At most ``limit`` triples around one entity, none of them in ``hidden``."""
        return self.sample_many([entity], limit, hops, [hidden], generator)

    def sample_many(
        self,
        entities: Sequence[int],
        limit: int,
        hops: Literal[1, 2],
        hidden: Sequence[frozenset[int]],
        generator: np.random.Generator,
    ) -> TripleSample:
        """At most ``limit`` triples around each entity, none of those hidden from it."""
        if len(hidden) != len(entities):
            raise ValueError(
                f"expected one set of hidden triples per entity, found {len(hidden)} for "
                f"{len(entities)} entities; give frozenset() where nothing is hidden"
            )
        roots = np.asarray(entities, dtype=np.int64)
        sizes = [len(some) for some in hidden]
        shut = self._keys(
            np.repeat(np.arange(len(roots)), sizes),
            np.array([triple for some in hidden for triple in some], dtype=np.int64),
        )
        question = _Question(roots, limit, np.sort(shut), max(sizes, default=0), generator)
        first = self._first_hop(question)
        place = _turns(first.root)
        if hops == 1:
            return self._tree(first, first.where(np.zeros(0, dtype=np.int64)))
        half = limit - limit // 2
        second = self._second_hop(question, first, np.flatnonzero(place < half))
        n_leading = np.minimum(np.bincount(first.root, minlength=len(roots)), half)
        second = second.where(_turns(second.root) < (limit - n_leading)[second.root])
        # What the second hop leaves free goes to the first; so no leading edge is ever dropped.
        room = limit - np.bincount(second.root, minlength=len(roots))
        return self._tree(first, second, place < room[first.root])

    def _first_hop(self, question: _Question) -> _Edges:
        numbers = np.arange(len(question.roots))
        window = _WINDOW * question.limit + question.slack
        found = self._gather(question.roots, numbers, window)
        found = found.where(~_among(self._keys(found.root, found.triple), question.hidden))
        found = found.where(self._preference(found, question.generator))
        return found.where(_turns(found.root) < question.limit)

    def _second_hop(self, question: _Question, first: _Edges, leading: Longs) -> _Edges:
        """Edges beyond the leading ones, each once a root, in the order in which they are taken."""
        taken = np.concatenate([question.hidden, self._keys(first.root, first.triple)])
        found = self._gather(
            self._far(first)[leading].astype(np.int64), leading, question.limit + question.slack
        )
        found = _Edges(found.triple, found.inverse, found.source, first.root[found.source])
        keys = self._keys(found.root, found.triple)
        back = self._far(found) == question.roots[found.root]
        found = found.where(~_among(keys, np.sort(taken)) & ~back)
        found = found.where(self._preference(found, question.generator))
        by_source = np.argsort(found.source, kind="stable")
        turn = np.empty(len(by_source), dtype=np.int64)
        turn[by_source] = _turns(found.source[by_source])
        found = found.where(np.lexsort((found.source, turn, found.root)))
        _, once = np.unique(self._keys(found.root, found.triple), return_index=True)
        return found.where(np.sort(once))

    def _keys(self, root: Longs, triple: "Integers | Longs") -> Longs:
        return root * np.int64(max(self._graph.n_triples, 1)) + triple

    def _gather(self, entities: Longs, source: Longs, window: int) -> _Edges:
        """The front of each entity's list; the root is still the source."""
        graph = self._graph
        starts = graph.offsets[entities]
        lengths = np.minimum(graph.offsets[entities + 1] - starts, window)
        place, owner = runs(starts, lengths)
        triple = graph.neighbours[place]
        edges = _Edges(triple, graph.inverse[place], source[owner], source[owner])
        return edges.where(graph.subject[triple] != graph.object[triple])

    def _preference(self, found: _Edges, generator: np.random.Generator) -> Longs:
        """Order: root, band of confidence, turn of the predicate at its source, chance."""
        graph = self._graph
        chance = generator.random(len(found.triple))
        band = -np.round(graph.confidence[found.triple] * 10)
        label = graph.predicate[found.triple].astype(np.int64) * 2 + found.inverse
        label += found.source * (2 * graph.n_predicates)
        by_label = np.lexsort((chance, band, label))
        turn = np.empty(len(by_label), dtype=np.int64)
        turn[by_label] = _turns(label[by_label])
        return np.lexsort((chance, turn, band, found.root))

    def _far(self, found: _Edges) -> Integers:
        graph = self._graph
        return np.where(found.inverse, graph.subject[found.triple], graph.object[found.triple])

    def _near(self, found: _Edges) -> Integers:
        graph = self._graph
        return np.where(found.inverse, graph.object[found.triple], graph.subject[found.triple])

    def _tree(self, first: _Edges, second: _Edges, kept: Flags | None = None) -> TripleSample:
        """Both hops, root by root; ``kept`` says which edges of the first hop stay (None: all)."""
        kept = np.ones(len(first.root), dtype=bool) if kept is None else kept
        position = np.cumsum(kept) - 1
        first = first.where(kept)
        edges = _Edges(
            np.concatenate([first.triple, second.triple]),
            np.concatenate([first.inverse, second.inverse]),
            np.concatenate([np.full(len(first.root), -1), position[second.source]]),
            np.concatenate([first.root, second.root]),
        )
        hop = np.repeat(np.array([1, 2], dtype=np.int32), [len(first.root), len(second.root)])
        order = np.argsort(edges.root, kind="stable")
        moved = np.empty(len(order) + 1, dtype=np.int32)
        moved[order] = np.arange(len(order))
        moved[-1] = -1  # a source of -1 stays -1
        edges = edges.where(order)
        return TripleSample(
            root=edges.root.astype(np.int32),
            triple=edges.triple,
            inverse=edges.inverse,
            hop=hop[order],
            parent=moved[edges.source],
            near=self._near(edges),
            far=self._far(edges),
        )


def _turns(group: Longs) -> Longs:
    """(N,) how many of its group stand before each; groups stand together."""
    begins = np.ones(len(group), dtype=bool)
    begins[1:] = group[1:] != group[:-1]
    place = np.arange(len(group))
    return place - np.maximum.accumulate(np.where(begins, place, 0))


def _among(keys: Longs, chosen: Longs) -> Flags:
    """(N,) whether each key is one of the sorted ``chosen``."""
    if not len(chosen):
        return np.zeros(len(keys), dtype=bool)
    place = np.minimum(np.searchsorted(chosen, keys), len(chosen) - 1)
    return chosen[place] == keys
