"""Which subgraph does a mention see? The true one, none, or another entity's (the controls).

Source: docs/methods.md, section 6. Letters for shapes: M mentions, V nodes, E edges, U names.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

import numpy as np
import numpy.typing as npt
import torch

from kg_pipeline.graph.neighbourhood import Neighbourhood, TripleSample, shuffled_donors
from kg_pipeline.graph.store import KnowledgeGraph
from kg_pipeline.settings import Settings
from kgbert.batch import Subgraphs
from kgbert.data.tokenization import PieceEncoder

Condition = Literal["true", "none", "shuffled"]
Integers = npt.NDArray[np.int64]


class SubgraphSettings(Settings):
    """How much of the graph a mention sees."""

    hops: Literal[1, 2] = 1
    max_triples: int = 16
    max_name_pieces: int = 8


class SubgraphSource(Protocol):
    """Gives each entity its triples."""

    def sample(
        self, entities: Sequence[int], hidden: Sequence[frozenset[int]], chance: np.random.Generator
    ) -> TripleSample:
        """The triples around each entity, none of those hidden from it; ``near``, ``far`` nodes."""
        ...


class TrueGraph:
    """Every entity its own subgraph."""

    def __init__(self, graph: KnowledgeGraph, settings: SubgraphSettings) -> None:
        self._neighbourhood = Neighbourhood(graph)
        self._settings = settings

    def sample(
        self, entities: Sequence[int], hidden: Sequence[frozenset[int]], chance: np.random.Generator
    ) -> TripleSample:
        """At most ``max_triples`` an entity."""
        settings = self._settings
        return self._neighbourhood.sample_many(
            entities, settings.max_triples, settings.hops, hidden, chance
        )


class NoGraph:
    """No entity has a subgraph."""

    def sample(
        self, entities: Sequence[int], hidden: Sequence[frozenset[int]], chance: np.random.Generator
    ) -> TripleSample:
        """No triples."""
        none = np.zeros(0, dtype=np.int32)
        return TripleSample(none, none, none.astype(bool), none, none, none, none)


class ShuffledGraph:
    """Every entity the whole subgraph of an entity of another kind and like degree."""

    def __init__(self, graph: KnowledgeGraph, settings: SubgraphSettings, seed: int) -> None:
        self._true = TrueGraph(graph, settings)
        self._donors = shuffled_donors(graph, np.random.default_rng(seed))

    def sample(
        self, entities: Sequence[int], hidden: Sequence[frozenset[int]], chance: np.random.Generator
    ) -> TripleSample:
        """The donors' triples."""
        donors = self._donors[np.asarray(entities, dtype=np.int64)].tolist()
        return self._true.sample(donors, hidden, chance)


def subgraph_source(
    condition: Condition, graph: KnowledgeGraph, settings: SubgraphSettings, seed: int
) -> SubgraphSource:
    """The source of one condition; ``seed`` chooses the donors of ``shuffled``."""
    if condition == "true":
        return TrueGraph(graph, settings)
    if condition == "shuffled":
        return ShuffledGraph(graph, settings, seed)
    return NoGraph()


class NameTable:
    """The pieces of nodes' and predicates' names, encoded when first asked for."""

    def __init__(self, graph: KnowledgeGraph, encoder: PieceEncoder, max_pieces: int) -> None:
        self.graph = graph
        self._encoder = encoder
        self._max_pieces = max_pieces
        self._known: dict[int, Integers] = {}

    def predicate(self, predicate: npt.NDArray[np.int32]) -> Integers:
        """Keys of predicates' names; the key of a node's name is the node's row."""
        return predicate.astype(np.int64) + self.graph.n_entities

    def pieces(self, keys: Integers) -> list[Integers]:
        """The pieces of each name, at least one a name."""
        missing = [key for key in keys.tolist() if key not in self._known]
        if missing:
            texts = [self._text(key) for key in missing]
            for key, text in zip(missing, self._encoder.encode_many(texts), strict=True):
                pieces = text.pieces[: self._max_pieces]
                unknown = np.array([self._encoder.mask], dtype=np.int64)
                self._known[key] = pieces if len(pieces) else unknown
        return [self._known[key] for key in keys.tolist()]

    def _text(self, key: int) -> str:
        n_entities = self.graph.n_entities
        if key < n_entities:
            return self.graph.names[key]
        return self.graph.predicates[key - n_entities]


@dataclass(frozen=True, slots=True)
class Request:
    """A mention that asks for its subgraph. ``opened``: triple → gate value forced on it."""

    entity: int
    hidden: frozenset[int] = frozenset()
    opened: tuple[int, float] | None = None


def build_subgraphs(
    requests: Sequence[Request | None],
    source: SubgraphSource,
    names: NameTable,
    chance: np.random.Generator,
) -> tuple[Subgraphs | None, Integers]:
    """The trees of M mentions (``None``: it sees nothing), and each mention's root node or -1."""
    asking = [number for number, request in enumerate(requests) if request is not None]
    asked = [requests[number] for number in asking]
    sample = source.sample(
        [request.entity for request in asked if request],
        [request.hidden for request in asked if request],
        chance,
    )
    mention_node = np.full(len(requests), -1, dtype=np.int64)
    if not len(sample):
        return None, mention_node
    asking_array = np.array(asking, dtype=np.int64)
    roots = np.unique(sample.root)
    mention_node[asking_array[roots]] = np.arange(len(roots))
    near = np.searchsorted(roots, sample.root)
    near = np.where(sample.parent < 0, near, len(roots) + sample.parent)
    far = len(roots) + np.arange(len(sample))
    graph = names.graph
    root_entity = np.zeros(len(roots), dtype=np.int64)
    first = sample.parent < 0
    root_entity[near[first]] = sample.near[first]
    node_key = np.concatenate([root_entity, sample.far.astype(np.int64)])
    edge_key = names.predicate(graph.predicate[sample.triple])
    unique, inverse = np.unique(np.concatenate([node_key, edge_key]), return_inverse=True)
    pieces = names.pieces(unique)
    lengths = np.array([len(part) for part in pieces], dtype=np.int64)
    mention = asking_array[sample.root]
    override = np.full(len(sample), np.nan, dtype=np.float32)
    for number in np.unique(mention):
        request = requests[number]
        if request is not None and request.opened is not None:
            triple, value = request.opened
            override[(mention == number) & (sample.triple == triple)] = value
    subgraphs = Subgraphs(
        node_name=_long(inverse[: len(node_key)]),
        node_mention=_long(np.concatenate([asking_array[roots], mention])),
        edge_index=_long(np.stack([far, near])),
        edge_name=_long(inverse[len(node_key) :]),
        edge_inverse=torch.from_numpy(np.ascontiguousarray(sample.inverse)),
        edge_hop=_long(sample.hop),
        edge_confidence=torch.from_numpy(graph.confidence[sample.triple].astype(np.float32)),
        edge_override=torch.from_numpy(override),
        edge_triple=_long(sample.triple),
        name_pieces=_long(np.concatenate(pieces)),
        name_offsets=_long(np.concatenate([[0], lengths.cumsum()[:-1]])),
    )
    return subgraphs, mention_node


def _long(values: npt.NDArray[np.integer]) -> torch.Tensor:
    return torch.from_numpy(np.ascontiguousarray(values, dtype=np.int64))
