"""Derived tables against the plainest way to the same answer."""

from pathlib import Path

import numpy as np
import pytest

from kg_pipeline.graph.store import KnowledgeGraph
from kg_pipeline.graph.tables import runs
from tests.kg_pipeline.graph.random_graphs import random_graph, triple_set

SEEDS = (0, 1, 2)


def type_set(graph: KnowledgeGraph, entity: int) -> set[str]:
    """Stated types, or the kind where there is none."""
    return set(graph.types(entity)) or {f"kind:{graph.kinds[entity]}"}


def test_runs_put_positions_one_after_the_other() -> None:
    place, owner = runs(np.array([5, 0, 2]), np.array([2, 0, 3]))
    assert place.tolist() == [5, 6, 2, 3, 4]
    assert owner.tolist() == [0, 0, 2, 2, 2]


@pytest.mark.parametrize("seed", SEEDS)
def test_every_entity_has_its_types_or_its_kind(tmp_path: Path, seed: int) -> None:
    graph = random_graph(tmp_path, seed)
    for entity in range(graph.n_entities):
        names = {graph.tables.type_names[code] for code in graph.tables.types_of(entity)}
        assert names == type_set(graph, entity)


@pytest.mark.parametrize("seed", SEEDS)
def test_entities_of_a_type_are_those_that_have_it(tmp_path: Path, seed: int) -> None:
    graph = random_graph(tmp_path, seed)
    for code, name in enumerate(graph.tables.type_names):
        expected = [row for row in range(graph.n_entities) if name in type_set(graph, row)]
        assert graph.tables.entities_of(code).tolist() == expected


@pytest.mark.parametrize("seed", SEEDS)
def test_alike_are_those_that_share_a_type(tmp_path: Path, seed: int) -> None:
    graph = random_graph(tmp_path, seed)
    everyone = np.arange(graph.n_entities, dtype=np.int32)
    for entity in range(graph.n_entities):
        if type_set(graph, entity) == {"kind:entity"}:
            expected = [kind == "entity" for kind in graph.kinds]
        else:
            mine = type_set(graph, entity)
            expected = [bool(mine & type_set(graph, other)) for other in everyone.tolist()]
        assert graph.tables.alike(entity, everyone).tolist() == expected


@pytest.mark.parametrize("seed", SEEDS)
def test_objects_of_a_predicate_are_listed_once(tmp_path: Path, seed: int) -> None:
    graph = random_graph(tmp_path, seed)
    for predicate in range(graph.n_predicates):
        expected = sorted({o for _, p, o in triple_set(graph) if p == predicate})
        assert graph.tables.objects_of(predicate).tolist() == expected


@pytest.mark.parametrize("seed", SEEDS)
def test_predicates_for_two_are_those_between_their_types(tmp_path: Path, seed: int) -> None:
    graph = random_graph(tmp_path, seed, n_triples=25)
    stated = triple_set(graph)
    for subject in range(0, graph.n_entities, 3):
        for object_ in range(graph.n_entities):
            expected = sorted(
                {
                    p
                    for s, p, o in stated
                    if type_set(graph, s) & type_set(graph, subject)
                    and type_set(graph, o) & type_set(graph, object_)
                }
            )
            assert graph.tables.predicates_for(subject, object_).tolist() == expected
