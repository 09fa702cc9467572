"""Held-out entities and triples are not in the graph."""

from dataclasses import replace
from pathlib import Path

from kg_pipeline.graph.splitting import HELD_OUT_FILE, SplitSettings, split
from kg_pipeline.graph.store import KnowledgeGraph, write_graph
from kg_pipeline.storage import read_table
from tests.tiny_world import tiny_graph_content


def test_by_default_nothing_is_held_out() -> None:
    parted = split(tiny_graph_content(), SplitSettings())
    assert parted.content == tiny_graph_content()
    assert parted.held_out == ()


def test_a_held_out_entity_takes_all_its_triples_along() -> None:
    content = tiny_graph_content()
    parted = split(content, SplitSettings(entity_share=0.3, seed=1))
    taken = {one.entity_id for one in content.entities} - {
        one.entity_id for one in parted.content.entities
    }
    assert parted.held_out
    assert {one.split for one in parted.held_out} == {"entity"}
    for one in parted.content.triples:
        assert taken.isdisjoint((one.subject, one.object))
    assert len(parted.held_out) + len(parted.content.triples) == len(content.triples)


def test_an_entity_in_many_triples_stays() -> None:
    parted = split(tiny_graph_content(), SplitSettings(entity_share=1.0, most_triples=1))
    left = {one.entity_id for one in parted.content.entities}
    assert {"林若溪", "白河市"} <= left


def test_all_triples_between_two_nodes_stay_together() -> None:
    for seed in range(20):
        parted = split(tiny_graph_content(), SplitSettings(triple_share=0.5, seed=seed))
        ends = [{one.triple.subject, one.triple.object} for one in parted.held_out]
        assert ends.count({"星野纪", "林若溪"}) in (0, 2)


def test_evidence_follows_its_triple() -> None:
    parted = split(tiny_graph_content(), SplitSettings(triple_share=0.5, seed=3))
    for evidence in parted.content.evidence:
        stated = parted.content.triples[evidence.triple]
        assert (evidence.source.subject, evidence.source.object) == (stated.subject, stated.object)


def test_the_same_is_held_out_whatever_else_the_graph_holds() -> None:
    content = tiny_graph_content()
    settings = SplitSettings(triple_share=0.5, seed=3)
    half = replace(content, triples=content.triples[::2], evidence=())
    whole = {one.triple for one in split(content, settings).held_out}
    assert {one.triple for one in split(half, settings).held_out} == whole & set(half.triples)


def test_the_split_is_a_table_beside_the_graph(tmp_path: Path) -> None:
    parted = split(tiny_graph_content(), SplitSettings(triple_share=0.5, seed=3))
    write_graph(parted.content, tmp_path / "graph", "x", parted.held_out)
    graph = KnowledgeGraph.load(tmp_path / "graph")
    assert graph.n_triples == len(parted.content.triples)
    rows = read_table(tmp_path / "graph" / HELD_OUT_FILE).to_pylist()
    assert [(r["subject"], r["predicate"], r["object"]) for r in rows] == [
        (one.triple.subject, one.triple.predicate, one.triple.object) for one in parted.held_out
    ]
