"""How is the knowledge graph asked? By numbers, from memory-mapped arrays that open at once.

A graph folder holds ``entities``, ``predicates``, ``triples`` and ``evidence`` (Parquet, for people
and other programs) and ``adjacency/*.npy`` (what this code asks); see ``writing`` for the order.

Letters for shapes: E entities, P predicates, T triples, N any number.
"""

from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from kg_pipeline.graph.tables import GraphTables
from kg_pipeline.graph.writing import TRIPLES_FILE, Flags, Integers, Longs, Reals, write_graph
from kg_pipeline.records import ObjectKind, Triple, triples_from
from kg_pipeline.storage import open_folder, read_table

if TYPE_CHECKING:
    import pyarrow as pa

Rows = Integers | Longs

__all__ = ["KnowledgeGraph", "write_graph"]


def open_array(path: Path) -> npt.NDArray[Any]:
    """A ``.npy`` file, memory-mapped."""
    try:
        mapped = np.load(path, mmap_mode="r")
    except ValueError:  # an empty array cannot be mapped
        mapped = np.load(path)
    return mapped.view(np.ndarray)  # np.memmap itself is slow to slice


class KnowledgeGraph:
    """A graph folder, opened lazily: arrays are memory-mapped, tables are read when asked for.

    Entities, predicates and triples are asked by their number (row); ids are strings.
    """

    def __init__(self, path: Path, graph_id: str) -> None:
        self.path = path
        self.graph_id = graph_id

    @classmethod
    def load(cls, path: str | Path) -> "KnowledgeGraph":
        """Open a folder that ``write_graph`` wrote; ``CorpusError`` names a damaged file."""
        folder = Path(path)
        manifest = open_folder(folder, "graph")
        return cls(folder, manifest.files[TRIPLES_FILE].sha256)

    def __reduce__(self) -> tuple[Callable[..., "KnowledgeGraph"], tuple[Path, str]]:
        return KnowledgeGraph, (self.path, self.graph_id)  # a worker maps the files itself

    def _array(self, name: str) -> npt.NDArray[Any]:
        return open_array(self.path / "adjacency" / f"{name}.npy")

    @cached_property
    def subject(self) -> Integers:
        """(T,) rows of entities, ascending."""
        return self._array("subject")

    @cached_property
    def predicate(self) -> Integers:
        """(T,) rows of predicates."""
        return self._array("predicate")

    @cached_property
    def object(self) -> Integers:
        """(T,) rows of entities."""
        return self._array("object")

    @cached_property
    def confidence(self) -> Reals:
        """(T,) in [0, 1]."""
        return self._array("confidence")

    @cached_property
    def preferred(self) -> Flags:
        """(T,) False where a functional predicate has a better value for the subject."""
        column = read_table(self.path / TRIPLES_FILE, ["preferred"]).column("preferred")
        return np.asarray(column.to_pylist(), dtype=bool)

    @cached_property
    def offsets(self) -> Longs:
        """(E + 1,) where the triples around each entity begin in ``neighbours``."""
        return self._array("offsets")

    @cached_property
    def neighbours(self) -> Integers:
        """(2T,) triples around each entity, most wanted first (see ``writing.adjacency``)."""
        return self._array("neighbours")

    @cached_property
    def inverse(self) -> Flags:
        """(2T,) True where the entity is the object of that triple."""
        return self._array("inverse")

    @cached_property
    def _keys(self) -> Longs:
        return self._array("keys")

    @cached_property
    def _columns(self) -> dict[str, "pa.Array"]:
        return {}  # of the entities, those that were asked for

    @cached_property
    def _predicates(self) -> list[dict[str, Any]]:
        return read_table(self.path / "predicates.parquet").to_pylist()

    @cached_property
    def tables(self) -> GraphTables:
        """Types of entities, objects of predicates, predicates of type pairs; made when asked."""
        return GraphTables(self)

    @property
    def n_entities(self) -> int:
        return len(self.offsets) - 1

    @property
    def n_predicates(self) -> int:
        return len(self._predicates)

    @property
    def n_triples(self) -> int:
        return len(self.subject)

    @cached_property
    def entity_ids(self) -> list[str]:
        """(E,) ids by row."""
        return self.column("entity_id").to_pylist()

    @cached_property
    def names(self) -> list[str]:
        """(E,) names by row."""
        return self.column("name").to_pylist()

    @cached_property
    def kinds(self) -> list[ObjectKind]:
        """(E,) "entity", or a literal's kind."""
        return self.column("kind").to_pylist()

    @cached_property
    def predicates(self) -> list[str]:
        """(P,) names by row."""
        return [row["name"] for row in self._predicates]

    @cached_property
    def degree(self) -> Longs:
        """(E,) number of triples around each entity, a loop counted twice."""
        return np.diff(self.offsets)

    def types(self, entity: int) -> tuple[str, ...]:
        """Types of an entity, as the graph states them; often empty."""
        return tuple(self.column("types")[entity].as_py())

    def aliases(self, entity: int) -> tuple[str, ...]:
        """Other names of an entity."""
        return tuple(self.column("aliases")[entity].as_py())

    def column(self, name: str) -> "pa.Array":
        """A whole column of the entities as one Arrow array, for bulk work; read at its first use."""
        if name not in self._columns:
            self._columns[name] = self.passing_column(name)
        return self._columns[name]

    def passing_column(self, name: str) -> "pa.Array":
        """As ``column``, for one use: where nothing has read it before, it is not kept."""
        if name in self._columns:
            return self._columns[name]
        table = read_table(self.path / "entities.parquet", [name])
        return table.column(0).combine_chunks()

    def predicate_aliases(self, predicate: int) -> tuple[str, ...]:
        """Other names of a predicate."""
        return tuple(self._predicates[predicate]["aliases"])

    @cached_property
    def _entity_rows(self) -> dict[str, int]:
        return {name: row for row, name in enumerate(self.entity_ids)}

    @cached_property
    def _predicate_rows(self) -> dict[str, int]:
        return {name: row for row, name in enumerate(self.predicates)}

    def __contains__(self, entity_id: str) -> bool:
        return entity_id in self._entity_rows

    def index(self, entity_id: str) -> int:
        """Row of an entity. ``KeyError`` where the graph has no such id."""
        try:
            return self._entity_rows[entity_id]
        except KeyError:
            raise KeyError(
                f"entity {entity_id!r}: expected an id of graph {self.path}, found none such; "
                "ids and texts must come from the same graph"
            ) from None

    def predicate_index(self, name: str) -> int:
        """Row of a predicate. ``KeyError`` where the graph has no such predicate."""
        try:
            return self._predicate_rows[name]
        except KeyError:
            raise KeyError(
                f"predicate {name!r}: expected a predicate of graph {self.path}, found none such"
            ) from None

    def around(self, entity: int) -> tuple[Integers, Flags]:
        """Triples that touch an entity, most wanted first, and whether it is their object."""
        begin, end = self.offsets[entity], self.offsets[entity + 1]
        return self.neighbours[begin:end], self.inverse[begin:end]

    def outgoing(self, entity: int) -> Integers:
        """Triples whose subject is the entity, ascending."""
        return np.arange(*self.outgoing_run(entity), dtype=np.int32)

    def outgoing_run(self, entity: int) -> tuple[int, int]:
        """First and end of the run of triples whose subject is the entity."""
        keys = self._key(np.array([entity, entity + 1], dtype=np.int64), 0, 0)
        begin, end = np.searchsorted(self._keys, keys).tolist()
        return begin, end

    def _key(self, subject: Any, predicate: Any, object_: Any) -> Any:
        return (subject * np.int64(self.n_entities) + object_) * self.n_predicates + predicate

    def locate(self, subject: Rows, predicate: Rows, object_: Rows) -> Longs:
        """(N,) index of each triple, and -1 where the graph does not state it."""
        keys = self._key(subject, predicate, object_)
        place = np.searchsorted(self._keys, keys)
        found = np.zeros(len(keys), dtype=bool)
        inside = place < self.n_triples
        found[inside] = self._keys[place[inside]] == keys[inside]
        return np.where(found, place, -1)

    def contains_many(self, subject: Rows, predicate: Rows, object_: Rows) -> Flags:
        """(N,) whether the graph states each triple."""
        return self.locate(subject, predicate, object_) >= 0

    def contains(self, subject: int, predicate: int, object_: int) -> bool:
        """Whether the graph states a triple (rows)."""
        key = self._key(subject, predicate, object_)
        place = np.searchsorted(self._keys, key)
        return bool(place < self.n_triples and self._keys[place] == key)

    def between_many(self, subject: Rows, object_: Rows) -> tuple[Longs, Longs]:
        """(N,) first and (N,) end of the run of triples from each subject to each object."""
        first = self._key(subject, 0, object_)
        return np.searchsorted(self._keys, first), np.searchsorted(
            self._keys, first + self.n_predicates
        )

    def states_between(self, pairs: Sequence[tuple[str, str]]) -> list[bool]:
        """(N,) of pairs of ids, whether the graph states anything between them, either way.

        An id that the graph lacks is an end of nothing.
        """
        rows = [[self._entity_rows.get(one, -1) for one in pair] for pair in pairs]
        ends = np.array(rows, dtype=np.int64).reshape(-1, 2)
        found = np.zeros(len(ends), dtype=bool)
        for subject, object_ in (ends.T, ends.T[::-1]):
            first, end = self.between_many(subject, object_)
            found |= end > first
        return (found & (ends >= 0).all(1)).tolist()

    def predicates_between(self, subject: int, object_: int) -> Integers:
        """Predicates that the graph states from one entity to another, ascending."""
        first, end = self.between_many(np.array([subject]), np.array([object_]))
        return self.predicate[first[0] : end[0]]

    @cached_property
    def _evidence(self) -> "pa.Table":
        return read_table(self.path / "evidence.parquet")

    @cached_property
    def _evidence_of(self) -> Longs:
        return self._evidence.column("triple_id").to_numpy().astype(np.int64)

    def evidence(self, triple: int) -> list[Triple]:
        """The pieces of evidence of a triple, in the order in which they were written."""
        first, end = np.searchsorted(self._evidence_of, [triple, triple + 1])
        return triples_from(self._evidence.slice(first, end - first).drop_columns(["triple_id"]))
