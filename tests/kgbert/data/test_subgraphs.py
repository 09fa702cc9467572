"""Which triples a mention sees: its own, none, or another entity's; never a hidden one."""

import numpy as np
import pytest

from kgbert.batch import Subgraphs
from kgbert.data.subgraphs import (
    NoGraph,
    Request,
    ShuffledGraph,
    SubgraphSettings,
    TrueGraph,
    build_subgraphs,
    subgraph_source,
)
from tests.kgbert.tiny_model import World


def _build(world: World, requests: list[Request | None], hops: int = 1) -> Subgraphs:
    graph, _ = build_subgraphs(
        requests, world.source(hops), world.names, np.random.default_rng(0)
    )
    assert graph is not None
    return graph


def _everyone(world: World) -> list[Request | None]:
    return [Request(entity) for entity in range(world.graph.n_entities)]


def _spelled(world: World, graph: Subgraphs, name: int) -> list[int]:
    bounds = [*graph.name_offsets.tolist(), len(graph.name_pieces)]
    return graph.name_pieces[bounds[name] : bounds[name + 1]].tolist()


@pytest.mark.parametrize("hops", [1, 2])
def test_an_edge_joins_the_names_of_its_triple(world: World, hops: int) -> None:
    graph = _build(world, _everyone(world), hops)
    triples = world.graph
    for edge, triple in enumerate(graph.edge_triple.tolist()):
        far, near = graph.edge_index[:, edge].tolist()
        ends = [near, far] if not graph.edge_inverse[edge] else [far, near]
        for node, entity in zip(ends, (triples.subject, triples.object), strict=True):
            pieces = world.encoder.encode(triples.names[entity[triple]]).pieces[:8].tolist()
            assert _spelled(world, graph, int(graph.node_name[node])) == pieces
        predicate = triples.predicates[triples.predicate[triple]]
        pieces = world.encoder.encode(predicate).pieces.tolist()
        assert _spelled(world, graph, int(graph.edge_name[edge])) == pieces


def test_the_first_hop_holds_every_triple_of_an_entity(world: World) -> None:
    graph = _build(world, _everyone(world))
    for entity in range(world.graph.n_entities):
        seen = graph.edge_triple[graph.edge_mention == entity].tolist()
        wanted = np.flatnonzero(
            (world.graph.subject == entity) | (world.graph.object == entity)
        ).tolist()
        assert sorted(seen) == wanted


def test_trees_of_different_mentions_never_touch(world: World) -> None:
    graph = _build(world, [Request(0), None, Request(0), Request(3)], 2)
    ends = graph.node_mention[graph.edge_index]
    assert bool((ends[0] == ends[1]).all())


def test_confidence_is_that_of_the_graph(world: World) -> None:
    graph = _build(world, _everyone(world))
    wanted = world.graph.confidence[graph.edge_triple.numpy()]
    assert np.allclose(graph.edge_confidence.numpy(), wanted)


@pytest.mark.parametrize("hops", [1, 2])
def test_hidden_triples_never_appear(world: World, hops: int) -> None:
    for hidden in range(world.graph.n_triples):
        requests: list[Request | None] = [
            Request(entity, frozenset({hidden})) for entity in range(world.graph.n_entities)
        ]
        assert hidden not in _build(world, requests, hops).edge_triple.tolist()


def test_a_triple_is_hidden_from_the_asking_mention_alone(world: World) -> None:
    own = _build(world, [Request(0)]).edge_triple.tolist()
    graph = _build(world, [Request(0, frozenset(own[:1])), Request(0)])
    assert own[0] not in graph.edge_triple[graph.edge_mention == 0].tolist()
    assert own[0] in graph.edge_triple[graph.edge_mention == 1].tolist()


def test_a_gate_is_forced_for_the_asking_mention_and_triple_alone(world: World) -> None:
    triple = _build(world, [Request(0)]).edge_triple.tolist()[1]
    graph = _build(world, [Request(0), Request(0, opened=(triple, 0.25))])
    forced = ~graph.edge_override.isnan()
    assert graph.edge_override[forced].tolist() == [0.25]
    assert graph.edge_triple[forced].tolist() == [triple]
    assert graph.edge_mention[forced].tolist() == [1]


def test_no_mention_has_a_tree_without_a_graph(world: World) -> None:
    graph, nodes = build_subgraphs(
        _everyone(world), NoGraph(), world.names, np.random.default_rng(0)
    )
    assert graph is None
    assert set(nodes.tolist()) == {-1}


def test_mentions_without_triples_have_no_root(world: World) -> None:
    everything = frozenset(range(world.graph.n_triples))
    requests = [Request(0, everything), None, Request(0)]
    _, nodes = build_subgraphs(
        requests, world.source(), world.names, np.random.default_rng(0)
    )
    assert (nodes >= 0).tolist() == [False, False, True]


def test_the_shuffled_graph_gives_each_entity_the_triples_of_another_type(world: World) -> None:
    graph = world.graph
    typed = [n for n in range(graph.n_entities) if graph.types(n) and graph.degree[n]]
    settings = SubgraphSettings()
    source = ShuffledGraph(graph, settings, seed=3)
    sample = source.sample(typed, [frozenset()] * len(typed), np.random.default_rng(0))
    first = sample.parent < 0
    for place, entity in enumerate(typed):
        donors = set(sample.near[first & (sample.root == place)].tolist())
        assert len(donors) == 1
        assert set(graph.types(donors.pop())).isdisjoint(graph.types(entity))


@pytest.mark.parametrize(
    ("condition", "kind"), [("true", TrueGraph), ("shuffled", ShuffledGraph), ("none", NoGraph)]
)
def test_a_condition_names_its_source(world: World, condition: str, kind: type) -> None:
    assert type(subgraph_source(condition, world.graph, SubgraphSettings(), 0)) is kind
