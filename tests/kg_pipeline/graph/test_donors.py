"""The control "shuffled": whose subgraph is given to whom."""

from pathlib import Path

import numpy as np
import pytest

from kg_pipeline.graph.neighbourhood import shuffled_donors
from kg_pipeline.graph.store import KnowledgeGraph
from tests.kg_pipeline.graph.random_graphs import random_graph
from tests.tiny_world import tiny_graph


def kind_of(graph: KnowledgeGraph, entity: int) -> set[str]:
    """Stated types; of a literal its kind."""
    kind = graph.kinds[entity]
    return set(graph.types(entity)) if kind == "entity" else {f"kind:{kind}"}


def labels(graph: KnowledgeGraph, entity: int) -> set[tuple[int, bool]]:
    """Predicates of an entity with their direction."""
    triples, inverse = graph.around(entity)
    return set(zip(graph.predicate[triples].tolist(), inverse.tolist(), strict=True))


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_a_donor_is_of_another_kind(tmp_path: Path, seed: int) -> None:
    graph = random_graph(tmp_path, seed, n_entities=60, n_triples=150)
    donors = shuffled_donors(graph, np.random.default_rng(seed))
    for entity in np.flatnonzero(donors != np.arange(graph.n_entities)).tolist():
        mine, other = kind_of(graph, entity), kind_of(graph, int(donors[entity]))
        if mine and other:
            assert not mine & other
        else:
            assert not labels(graph, entity) & labels(graph, int(donors[entity]))


def test_nearly_everyone_with_neighbours_gets_a_donor_of_like_degree(tmp_path: Path) -> None:
    graph = random_graph(tmp_path, 4, n_entities=600, n_triples=1500)
    donors = shuffled_donors(graph, np.random.default_rng(0))
    typed = np.array([bool(kind_of(graph, entity)) for entity in range(graph.n_entities)])
    rows = np.flatnonzero(typed & (graph.degree > 0))
    assert (donors[rows] != rows).mean() > 0.95
    assert (np.abs(graph.degree[donors[rows]] - graph.degree[rows]) <= 1).mean() > 0.7


def test_few_donors_are_used_twice(tmp_path: Path) -> None:
    graph = random_graph(tmp_path, 4, n_entities=600, n_triples=1500)
    donors = shuffled_donors(graph, np.random.default_rng(0))
    given = donors[donors != np.arange(graph.n_entities)]
    assert len(np.unique(given)) > 0.8 * len(given)


def test_an_entity_without_neighbours_is_its_own_donor(tmp_path: Path) -> None:
    graph = tiny_graph(tmp_path)
    sparse = random_graph(tmp_path, 0, n_entities=80, n_triples=30)
    assert (graph.degree > 0).all()
    donors = shuffled_donors(sparse, np.random.default_rng(0))
    alone = np.flatnonzero(sparse.degree == 0)
    assert len(alone)
    assert (donors[alone] == alone).all()


def test_the_same_seed_gives_the_same_donors(tmp_path: Path) -> None:
    graph = random_graph(tmp_path, 0, n_entities=60, n_triples=150)
    first, second, third = (
        shuffled_donors(graph, np.random.default_rng(seed)).tolist() for seed in (1, 1, 2)
    )
    assert first == second
    assert first != third
