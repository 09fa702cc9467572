"""The graph store: what is written is what is asked, however it is asked."""

import pickle
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import networkx as nx
import numpy as np
import pytest

from kg_pipeline.errors import CorpusError, DataError
from kg_pipeline.graph.content import GraphContent
from kg_pipeline.graph.store import KnowledgeGraph, write_graph
from kg_pipeline.storage import read_manifest
from tests.kg_pipeline.graph.random_graphs import random_content, random_graph, triple_set
from tests.tiny_world import tiny_graph, tiny_graph_content

SEEDS = (0, 1, 2)


def test_entities_and_predicates_come_back_as_they_were_written(tmp_path: Path) -> None:
    content, graph = tiny_graph_content(), tiny_graph(tmp_path)
    assert graph.entity_ids == [entity.entity_id for entity in content.entities]
    assert graph.names == [entity.name for entity in content.entities]
    assert graph.kinds == [entity.kind for entity in content.entities]
    for row, entity in enumerate(content.entities):
        assert graph.types(row) == entity.types
        assert graph.aliases(row) == entity.aliases
        assert graph.index(entity.entity_id) == row
    assert graph.predicates == [predicate.name for predicate in content.predicates]
    assert graph.predicate_aliases(1) == ("位于", "坐落于")


def test_triples_come_back_with_their_confidence(tmp_path: Path) -> None:
    graph = tiny_graph(tmp_path)
    found = {
        (graph.entity_ids[s], graph.predicates[p], graph.entity_ids[o]): confidence
        for s, p, o, confidence in zip(
            graph.subject, graph.predicate, graph.object, graph.confidence, strict=True
        )
    }
    written = {
        (t.subject, t.predicate, t.object): t.confidence for t in tiny_graph_content().triples
    }
    assert found == pytest.approx(written)


def test_evidence_stays_with_its_triple(tmp_path: Path) -> None:
    graph = tiny_graph(tmp_path)
    for triple in range(graph.n_triples):
        (source,) = graph.evidence(triple)
        assert source.subject == graph.entity_ids[graph.subject[triple]]
        assert source.predicate == graph.predicates[graph.predicate[triple]]
        assert source.object == graph.entity_ids[graph.object[triple]]


@pytest.mark.parametrize("seed", SEEDS)
def test_around_an_entity_stand_the_edges_that_networkx_sees(tmp_path: Path, seed: int) -> None:
    graph = random_graph(tmp_path, seed)
    plain = nx.MultiDiGraph()
    plain.add_nodes_from(range(graph.n_entities))
    for triple, (subject, object_) in enumerate(zip(graph.subject, graph.object, strict=True)):
        plain.add_edge(int(subject), int(object_), key=triple)
    for entity in range(graph.n_entities):
        triples, inverse = graph.around(entity)
        assert sorted(triples[~inverse].tolist()) == sorted(
            key for _, _, key in plain.out_edges(entity, keys=True)
        )
        assert sorted(triples[inverse].tolist()) == sorted(
            key for _, _, key in plain.in_edges(entity, keys=True)
        )
        assert graph.outgoing(entity).tolist() == sorted(triples[~inverse].tolist())
        assert graph.degree[entity] == plain.degree(entity)


@pytest.mark.parametrize("seed", SEEDS)
def test_around_an_entity_confident_triples_come_first_and_predicates_take_turns(
    tmp_path: Path, seed: int
) -> None:
    graph = random_graph(tmp_path, seed)
    for entity in range(graph.n_entities):
        triples, inverse = graph.around(entity)
        seen: dict[tuple[int, bool], int] = defaultdict(int)
        keys = []
        for triple, backwards in zip(triples.tolist(), inverse.tolist(), strict=True):
            label = (int(graph.predicate[triple]), backwards)
            keys.append((-round(float(graph.confidence[triple]) * 10), seen[label]))
            seen[label] += 1
        assert keys == sorted(keys)


@pytest.mark.parametrize("seed", SEEDS)
def test_contains_agrees_with_a_set(tmp_path: Path, seed: int) -> None:
    graph = random_graph(tmp_path, seed)
    stated = triple_set(graph)
    grid = np.stack(
        np.meshgrid(
            np.arange(graph.n_entities), np.arange(graph.n_predicates), np.arange(graph.n_entities)
        )
    ).reshape(3, -1)
    expected = [tuple(column) in stated for column in grid.T.tolist()]
    assert graph.contains_many(*grid).tolist() == expected
    for subject, predicate, object_ in grid.T[::37].tolist():
        assert graph.contains(subject, predicate, object_) == (
            (subject, predicate, object_) in stated
        )


def test_locate_gives_the_number_of_a_triple(tmp_path: Path) -> None:
    graph = random_graph(tmp_path, 0)
    numbers = graph.locate(graph.subject, graph.predicate, graph.object)
    assert numbers.tolist() == list(range(graph.n_triples))


@pytest.mark.parametrize("seed", SEEDS)
def test_predicates_between_two_agree_with_a_dict(tmp_path: Path, seed: int) -> None:
    graph = random_graph(tmp_path, seed)
    between: dict[tuple[int, int], list[int]] = defaultdict(list)
    for subject, predicate, object_ in sorted(triple_set(graph)):
        between[subject, object_].append(predicate)
    for subject in range(graph.n_entities):
        for object_ in range(graph.n_entities):
            found = graph.predicates_between(subject, object_).tolist()
            assert found == between[subject, object_]


def test_whether_anything_is_stated_between_ids_either_way(tmp_path: Path) -> None:
    graph = random_graph(tmp_path, SEEDS[0])
    ids = [*graph.entity_ids, "nobody"]
    pairs = [(one, other) for one in ids for other in ids]
    ends = {(ids[subject], ids[object_]) for subject, _, object_ in triple_set(graph)}
    wanted = [pair in ends or pair[::-1] in ends for pair in pairs]
    assert graph.states_between(pairs) == wanted
    assert graph.states_between([]) == []


def test_an_unknown_entity_or_predicate_is_named(tmp_path: Path) -> None:
    graph = tiny_graph(tmp_path)
    assert "青石镇" in graph
    assert "nowhere" not in graph
    with pytest.raises(KeyError, match="nowhere"):
        graph.index("nowhere")
    with pytest.raises(KeyError, match="nothing"):
        graph.predicate_index("nothing")


def test_a_triple_with_an_unknown_node_is_refused(tmp_path: Path) -> None:
    content = tiny_graph_content()
    stray = replace(content.triples[0], object="nobody")
    with pytest.raises(DataError, match="nobody"):
        write_graph(replace(content, triples=(stray,), evidence=()), tmp_path / "g", "x")


def test_a_triple_or_an_entity_that_stands_twice_is_refused(tmp_path: Path) -> None:
    content = tiny_graph_content()
    twice = replace(content, triples=(*content.triples, content.triples[3]))
    with pytest.raises(DataError, match="明川大学, 校长, 周远山"):
        write_graph(twice, tmp_path / "g", "x")
    with pytest.raises(DataError, match="云杉中学"):
        write_graph(
            replace(content, entities=(*content.entities, content.entities[0])),
            tmp_path / "g",
            "x",
        )


def test_a_graph_without_triples_can_be_asked(tmp_path: Path) -> None:
    content = tiny_graph_content()
    write_graph(GraphContent(content.entities, (), (), ()), tmp_path / "g", "x")
    graph = KnowledgeGraph.load(tmp_path / "g")
    assert (graph.n_triples, graph.n_predicates) == (0, 0)
    assert not len(graph.around(3)[0])
    assert not graph.contains(0, 0, 1)


def test_the_same_content_gives_the_same_bytes_and_the_same_graph_id(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_graph(random_content(5), tmp_path / name, "x")
    assert read_manifest(tmp_path / "one") == read_manifest(tmp_path / "two")
    other = random_graph(tmp_path, 6)
    assert KnowledgeGraph.load(tmp_path / "one").graph_id != other.graph_id


def test_a_damaged_array_is_refused_and_named(tmp_path: Path) -> None:
    write_graph(tiny_graph_content(), tmp_path / "g", "x")
    path = tmp_path / "g" / "adjacency" / "neighbours.npy"
    data = bytearray(path.read_bytes())
    data[-2] ^= 1
    path.write_bytes(bytes(data))
    with pytest.raises(CorpusError, match=r"neighbours\.npy"):
        KnowledgeGraph.load(tmp_path / "g")


def test_a_graph_travels_to_a_worker_as_its_path(tmp_path: Path) -> None:
    graph = random_graph(tmp_path, 0)
    packed = pickle.dumps(graph)
    assert len(packed) < 1000
    assert triple_set(pickle.loads(packed)) == triple_set(graph)
