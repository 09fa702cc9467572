"""Which entities are alike, and which predicates fit them? Tables derived from a graph when asked.

An entity without a stated type, and every literal, counts as of one type named for its kind
(``kind:entity``, ``kind:date``, …), so that "of the same type" always means something.

Letters for shapes: E entities, P predicates, T triples, Y types, N any number.
"""

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from kg_pipeline.graph.writing import Flags, Integers, Longs

if TYPE_CHECKING:
    from kg_pipeline.graph.store import KnowledgeGraph

_KIND = "kind:"
_ROW_BITS = 32


def runs(starts: npt.NDArray[np.int64], lengths: npt.NDArray[np.int64]) -> tuple[Longs, Longs]:
    """Positions of many runs one after the other, and the number of the run each belongs to."""
    owner = np.repeat(np.arange(len(lengths)), lengths)
    begins = np.cumsum(lengths) - lengths
    return np.arange(len(owner)) - begins[owner] + starts[owner], owner


def distinct(numbers: npt.NDArray[np.int64]) -> Longs:
    """Each number once, ascending: for many that differ, where NumPy's ``unique`` hashes them."""
    ordered = np.sort(numbers)
    leads = np.ones(len(ordered), dtype=bool)
    leads[1:] = ordered[1:] != ordered[:-1]
    return ordered[leads]


def distinct_pairs(
    first: npt.NDArray[np.int64], second: npt.NDArray[np.int64]
) -> tuple[Longs, Longs]:
    """Each pair of rows once, in their order."""
    both = distinct(first << _ROW_BITS | second)
    return both >> _ROW_BITS, both & ((1 << _ROW_BITS) - 1)


class GraphTables:
    """Derived tables of one graph; each is computed once, at its first use."""

    def __init__(self, graph: "KnowledgeGraph") -> None:
        self._graph = graph

    @cached_property
    def _types(self) -> tuple[list[str], Longs, Integers]:
        stated = self._graph.column("types")
        offsets = stated.offsets.to_numpy().astype(np.int64)
        encoded = stated.flatten().dictionary_encode()
        codes = encoded.indices.to_numpy(zero_copy_only=False).astype(np.int32)
        names = encoded.dictionary.to_pylist()
        counts = np.diff(offsets)
        kinds = np.array(self._graph.kinds, dtype=np.str_)
        plain = (counts == 0) | (kinds != "entity")
        kind_names, kind_codes = np.unique(kinds[plain], return_inverse=True)
        counts[plain] = 1
        begins = np.zeros(len(counts) + 1, dtype=np.int64)
        np.cumsum(counts, out=begins[1:])
        flat = np.empty(begins[-1], dtype=np.int32)
        place, _ = runs(offsets[:-1][~plain], counts[~plain])
        flat[runs(begins[:-1][~plain], counts[~plain])[0]] = codes[place]
        flat[begins[:-1][plain]] = kind_codes + len(names)
        return names + [_KIND + name for name in kind_names.tolist()], begins, flat

    @property
    def type_names(self) -> list[str]:
        """(Y,) names of types; those that stand for a kind begin with ``kind:``."""
        return self._types[0]

    @property
    def type_offsets(self) -> Longs:
        """(E + 1,) where the types of each entity begin in ``type_codes``."""
        return self._types[1]

    @property
    def type_codes(self) -> Integers:
        """Types of all entities, at least one each."""
        return self._types[2]

    @cached_property
    def untyped(self) -> Flags:
        """(E,) True for entities (not literals) without a stated type."""
        code = next(
            (row for row, name in enumerate(self.type_names) if name == f"{_KIND}entity"), -1
        )
        return self.type_codes[self.type_offsets[:-1]] == code

    @cached_property
    def _entity(self) -> Flags:
        return np.array(self._graph.kinds, dtype=np.str_) == "entity"

    def types_of(self, entity: int) -> Integers:
        """Types of an entity, at least one."""
        return self.type_codes[self.type_offsets[entity] : self.type_offsets[entity + 1]]

    def alike(self, entity: int, others: Integers) -> Flags:
        """(N,) whether each other entity could stand in the place of this one.

        True where they share a type; an entity without a type is like every entity, not a literal.
        """
        if self.untyped[entity]:
            return self._entity[others]
        starts = self.type_offsets[others]
        place, owner = runs(starts, self.type_offsets[others + 1] - starts)
        shared = np.isin(self.type_codes[place], self.types_of(entity))
        return np.bincount(owner[shared], minlength=len(others)) > 0

    @cached_property
    def _by_type(self) -> tuple[Longs, Integers]:
        _, owner = runs(self.type_offsets[:-1], np.diff(self.type_offsets))
        order = np.argsort(self.type_codes, kind="stable")
        offsets = np.zeros(len(self.type_names) + 1, dtype=np.int64)
        np.cumsum(np.bincount(self.type_codes, minlength=len(self.type_names)), out=offsets[1:])
        return offsets, owner[order].astype(np.int32)

    def entities_of(self, type_code: int) -> Integers:
        """Entities of a type, ascending."""
        offsets, entities = self._by_type
        return entities[offsets[type_code] : offsets[type_code + 1]]

    @cached_property
    def _objects(self) -> tuple[Longs, Integers]:
        graph = self._graph
        keys = graph.predicate.astype(np.int64) * graph.n_entities + graph.object
        predicate, objects = np.divmod(distinct(keys), max(graph.n_entities, 1))
        offsets = np.searchsorted(predicate, np.arange(graph.n_predicates + 1))
        return offsets, objects.astype(np.int32)

    def objects_of(self, predicate: int) -> Integers:
        """Distinct objects of a predicate, ascending."""
        offsets, objects = self._objects
        return objects[offsets[predicate] : offsets[predicate + 1]]

    @cached_property
    def _type_pairs(self) -> Longs:
        """Sorted keys (subject type, object type, predicate) of all that the graph states."""
        graph, begins = self._graph, self.type_offsets
        counts = np.diff(begins)
        n_subject, n_object = counts[graph.subject], counts[graph.object]
        within, owner = runs(np.zeros(graph.n_triples, dtype=np.int64), n_subject * n_object)
        first = self.type_codes[begins[graph.subject[owner]] + within // n_object[owner]]
        second = self.type_codes[begins[graph.object[owner]] + within % n_object[owner]]
        return distinct(self._pair_key(first, second) + graph.predicate[owner])

    def _pair_key(self, first: npt.NDArray[np.int32], second: npt.NDArray[np.int32]) -> Longs:
        pair = first.astype(np.int64) * len(self.type_names) + second
        return pair * self._graph.n_predicates

    def predicates_for(self, subject: int, object_: int) -> Integers:
        """Predicates that the graph uses between types of these two, ascending."""
        first, second = self.types_of(subject), self.types_of(object_)
        keys = self._pair_key(np.repeat(first, len(second)), np.tile(second, len(first)))
        begin = np.searchsorted(self._type_pairs, keys)
        end = np.searchsorted(self._type_pairs, keys + self._graph.n_predicates)
        place, _ = runs(begin, end - begin)
        rows = (self._type_pairs[place] % self._graph.n_predicates).astype(np.int32)
        return rows if len(keys) == 1 else np.unique(rows)
