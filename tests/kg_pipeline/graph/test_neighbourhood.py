"""Sampled subgraphs against the rules that they promise to keep."""

from collections import Counter
from pathlib import Path

import networkx as nx
import numpy as np
import pytest

from kg_pipeline.graph.neighbourhood import Neighbourhood, TripleSample
from kg_pipeline.graph.store import KnowledgeGraph
from tests.kg_pipeline.graph.random_graphs import random_graph
from tests.tiny_world import tiny_graph

SEEDS = (0, 1, 2)
NOTHING: frozenset[int] = frozenset()


def chance(seed: int = 0) -> np.random.Generator:
    """A fresh generator."""
    return np.random.default_rng(seed)


def touching(graph: KnowledgeGraph, entity: int) -> set[int]:
    """Triples around an entity, loops left out, by looking at every triple."""
    return {
        triple
        for triple, (s, o) in enumerate(zip(graph.subject, graph.object, strict=True))
        if s != o and entity in (s, o)
    }


def check_tree(graph: KnowledgeGraph, entity: int, sample: TripleSample) -> None:
    """Near and far ends fit the graph, and every edge hangs on its parent's far end."""
    assert len(set(sample.triple.tolist())) == len(sample)
    for place in range(len(sample)):
        triple, inverse = int(sample.triple[place]), bool(sample.inverse[place])
        ends = (int(graph.subject[triple]), int(graph.object[triple]))
        assert (sample.near[place], sample.far[place]) == (ends[::-1] if inverse else ends)
        parent = int(sample.parent[place])
        assert (sample.hop[place] == 1) == (parent == -1)
        assert sample.near[place] == (entity if parent == -1 else sample.far[parent])
        assert parent == -1 or sample.hop[parent] == 1
        assert sample.hop[place] == 1 or entity not in ends


@pytest.mark.parametrize("seed", SEEDS)
def test_a_wide_limit_takes_the_whole_first_hop(tmp_path: Path, seed: int) -> None:
    graph = random_graph(tmp_path, seed)
    neighbourhood = Neighbourhood(graph)
    for entity in range(graph.n_entities):
        sample = neighbourhood.sample(entity, 500, 1, NOTHING, chance())
        assert set(sample.triple.tolist()) == touching(graph, entity)
        check_tree(graph, entity, sample)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_wide_limit_takes_everything_within_two_hops(tmp_path: Path, seed: int) -> None:
    graph = random_graph(tmp_path, seed, n_triples=40)
    plain = nx.Graph(zip(graph.subject.tolist(), graph.object.tolist(), strict=True))
    neighbourhood = Neighbourhood(graph)
    for entity in range(graph.n_entities):
        sample = neighbourhood.sample(entity, 500, 2, NOTHING, chance())
        near = set(plain.neighbors(entity)) if entity in plain else set()
        expected = touching(graph, entity).union(*(touching(graph, other) for other in near))
        assert set(sample.triple.tolist()) == expected
        check_tree(graph, entity, sample)


@pytest.mark.parametrize("hops", [1, 2])
@pytest.mark.parametrize("limit", [1, 4, 9])
def test_a_sample_keeps_the_limit_and_the_shape_of_a_tree(
    tmp_path: Path, limit: int, hops: int
) -> None:
    graph = random_graph(tmp_path, 1)
    neighbourhood = Neighbourhood(graph)
    for entity in range(graph.n_entities):
        sample = neighbourhood.sample(entity, limit, hops, NOTHING, chance())
        assert len(sample) == min(limit, len(sample))
        assert len(sample) == limit or set(sample.triple.tolist()) >= touching(graph, entity)
        check_tree(graph, entity, sample)


@pytest.mark.parametrize("hops", [1, 2])
def test_a_hidden_triple_is_never_returned(tmp_path: Path, hops: int) -> None:
    graph = random_graph(tmp_path, 2)
    neighbourhood = Neighbourhood(graph)
    for entity in range(graph.n_entities):
        around = sorted(touching(graph, entity))
        hidden = frozenset(around[::2] + list(range(0, graph.n_triples, 7)))
        sample = neighbourhood.sample(entity, 6, hops, hidden, chance(entity))
        assert not hidden & set(sample.triple.tolist())
        assert len(sample) == 6 or set(sample.triple.tolist()) >= set(around) - hidden


def test_a_hidden_front_does_not_empty_a_hub(tmp_path: Path) -> None:
    graph = random_graph(tmp_path, 0, n_triples=400)
    hub = int(graph.degree.argmax())
    triples, _ = graph.around(hub)
    hidden = frozenset(triples[:-8].tolist())
    sample = Neighbourhood(graph).sample(hub, 4, 1, hidden, chance())
    assert len(sample) == min(4, len(touching(graph, hub) - hidden))


@pytest.mark.parametrize("seed", SEEDS)
def test_the_more_confident_band_is_taken_first_and_predicates_take_turns(
    tmp_path: Path, seed: int
) -> None:
    graph = random_graph(tmp_path, seed, n_triples=300)
    hub = int(graph.degree.argmax())
    sample = Neighbourhood(graph).sample(hub, 8, 1, NOTHING, chance(seed))
    band = np.round(graph.confidence * 10)
    left = sorted(touching(graph, hub) - set(sample.triple.tolist()))
    assert band[sample.triple].min() >= band[left].max()
    lowest = band[sample.triple].min()
    in_band = [triple for triple in sample.triple.tolist() if band[triple] == lowest]
    left_out = [triple for triple in left if band[triple] == lowest]
    assert left_out

    def label(triple: int) -> tuple[int, bool]:
        return int(graph.predicate[triple]), bool(graph.object[triple] == hub)

    used = Counter(label(triple) for triple in sample.triple.tolist())
    latest = max(used[label(triple)] for triple in in_band)
    assert all(used[label(triple)] >= latest - 1 for triple in left_out)


def test_first_hop_neighbours_share_the_second_hop(tmp_path: Path) -> None:
    graph = random_graph(tmp_path, 0, n_triples=400)
    hub = int(graph.degree.argmax())
    sample = Neighbourhood(graph).sample(hub, 20, 2, NOTHING, chance())
    assert (sample.hop == 1).sum() == 10
    children = Counter(sample.parent[sample.hop == 2].tolist())
    assert len(children) >= 9
    assert max(children.values()) <= 2


def test_room_that_the_second_hop_leaves_goes_to_the_first(tmp_path: Path) -> None:
    graph = tiny_graph(tmp_path)
    school = graph.index("云杉中学")
    hidden = frozenset(range(graph.n_triples)) - touching(graph, school)
    sample = Neighbourhood(graph).sample(school, 3, 2, hidden, chance())
    assert sample.hop.tolist() == [1, 1, 1]


def test_the_same_seed_gives_the_same_sample_and_another_seed_another(tmp_path: Path) -> None:
    graph = random_graph(tmp_path, 0, n_triples=400)
    neighbourhood = Neighbourhood(graph)
    hub = int(graph.degree.argmax())
    draws = [
        neighbourhood.sample(hub, 6, 2, NOTHING, chance(seed)).triple.tolist()
        for seed in (0, 0, 1, 2, 3)
    ]
    assert draws[0] == draws[1]
    assert any(draw != draws[0] for draw in draws[2:])


@pytest.mark.parametrize("hops", [1, 2])
def test_many_entities_at_once_are_sampled_as_one_by_one(tmp_path: Path, hops: int) -> None:
    graph = random_graph(tmp_path, 1, n_triples=60)
    neighbourhood = Neighbourhood(graph)
    entities = [*range(graph.n_entities), 7, 7]
    hidden = [frozenset({entity, entity + 3}) for entity in entities]
    together = neighbourhood.sample_many(entities, 500, hops, hidden, chance())
    assert (np.diff(together.root) >= 0).all()
    for number, entity in enumerate(entities):
        alone = neighbourhood.sample(entity, 500, hops, hidden[number], chance())
        mine = together.root == number
        assert set(together.triple[mine].tolist()) == set(alone.triple.tolist())
        parents = together.parent[mine & (together.hop == 2)]
        assert (together.root[parents] == number).all()
        assert (together.near[mine & (together.hop == 2)] == together.far[parents]).all()


def test_an_entity_without_neighbours_has_an_empty_sample(tmp_path: Path) -> None:
    graph = random_graph(tmp_path, 0, n_entities=200, n_triples=20)
    alone = int(np.flatnonzero(graph.degree == 0)[0])
    assert not len(Neighbourhood(graph).sample(alone, 8, 2, NOTHING, chance()))


def test_as_many_hidden_sets_as_entities_are_asked_for(tmp_path: Path) -> None:
    graph = random_graph(tmp_path, 0)
    with pytest.raises(ValueError, match="one set of hidden triples per entity"):
        Neighbourhood(graph).sample_many([1, 2], 8, 1, [NOTHING], chance())
