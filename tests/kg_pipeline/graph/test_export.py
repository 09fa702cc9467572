"""A graph in other programs' formats says the same as the graph itself."""

import csv
import json
import re
from pathlib import Path

import networkx as nx
import pytest

from kg_pipeline.graph.content import Entity, GraphContent, GraphTriple, Predicate
from kg_pipeline.graph.export import (
    statistics,
    to_networkx,
    write_graphml,
    write_jsonl,
    write_neo4j,
    write_turtle,
)
from kg_pipeline.graph.store import KnowledgeGraph, write_graph
from tests.kg_pipeline.graph.random_graphs import random_graph
from tests.tiny_world import tiny_graph, tiny_graph_content

STATED = {(t.subject, t.predicate, t.object) for t in tiny_graph_content().triples}


@pytest.fixture
def nasty(tmp_path: Path) -> KnowledgeGraph:
    """A graph whose names hold what each format must escape."""
    name = 'a "quoted"\\ <b>;\x0b\n& %/#'
    entities = (Entity(name, name, ("x;y",), ("t y",)), Entity("text:\t'", "\t'", (), (), "text"))
    triple = GraphTriple(name, "p>q", "text:\t'", 0.5, 1)
    write_graph(GraphContent(entities, (Predicate("p>q"),), (triple,), ()), tmp_path / "n", "x")
    return KnowledgeGraph.load(tmp_path / "n")


def test_networkx_holds_every_triple_and_every_name(tmp_path: Path) -> None:
    found = to_networkx(tiny_graph(tmp_path))
    assert {(s, p, o) for s, o, p in found.edges(keys=True)} == STATED
    assert found.nodes["北风科技"] == {
        "name": "北风科技",
        "kind": "entity",
        "types": ["公司"],
        "aliases": ["Norwind"],
    }


def test_json_lines_hold_every_triple(tmp_path: Path) -> None:
    write_jsonl(tiny_graph(tmp_path), tmp_path / "g.jsonl")
    rows = [json.loads(line) for line in (tmp_path / "g.jsonl").read_text().splitlines()]
    assert {(row["subject"], row["predicate"], row["object"]) for row in rows} == STATED
    (amount,) = (row for row in rows if row["object_kind"] == "number")
    assert (amount["object_name"], amount["confidence"]) == ("5200万元", 0.9)


def test_a_value_that_another_is_preferred_to_is_marked(tmp_path: Path) -> None:
    nodes = (Entity("a", "a"), *(Entity(f"number:{n}", n, (), (), "number") for n in "12"))
    best = GraphTriple("a", "p", "number:1", 0.9, 1)
    worse = GraphTriple("a", "p", "number:2", 0.8, 1).not_preferred()
    write_graph(GraphContent(nodes, (Predicate("p"),), (best, worse), ()), tmp_path / "g", "x")
    graph = KnowledgeGraph.load(tmp_path / "g")
    expected = {"number:1": True, "number:2": False}
    write_jsonl(graph, tmp_path / "g.jsonl")
    rows = [json.loads(line) for line in (tmp_path / "g.jsonl").read_text().splitlines()]
    assert {row["object"]: row["preferred"] for row in rows} == expected
    write_neo4j(graph, tmp_path / "neo")
    with (tmp_path / "neo" / "relationships.csv").open(newline="") as stream:
        edges = list(csv.DictReader(stream))
    assert {e[":END_ID"]: e["preferred:boolean"] == "true" for e in edges} == expected
    write_graphml(graph, tmp_path / "g.graphml")
    for found in (to_networkx(graph), nx.read_graphml(tmp_path / "g.graphml")):
        assert {o: d["preferred"] for _, o, d in found.edges(data=True)} == expected


def test_graphml_is_read_back_by_networkx(tmp_path: Path, nasty: KnowledgeGraph) -> None:
    write_graphml(tiny_graph(tmp_path), tmp_path / "g.graphml")
    found = nx.read_graphml(tmp_path / "g.graphml", force_multigraph=True)
    assert {(s, d["predicate"], o) for s, o, d in found.edges(data=True)} == STATED
    write_graphml(nasty, tmp_path / "n.graphml")
    (name,) = (node for node in nx.read_graphml(tmp_path / "n.graphml") if node.startswith("a"))
    assert name == nasty.names[0].replace("\x0b", "")


def test_turtle_holds_every_triple(tmp_path: Path) -> None:
    write_turtle(tiny_graph(tmp_path), tmp_path / "g.ttl")
    lines = (tmp_path / "g.ttl").read_text(encoding="utf-8").splitlines()
    assert "<urn:kg:entity:云杉中学> <urn:kg:predicate:校长> <urn:kg:entity:林若溪> ." in lines
    assert '<urn:kg:entity:云杉中学> <urn:kg:predicate:成立日期> "2009-06-18"^^xsd:date .' in lines
    assert '<urn:kg:entity:北风科技> <urn:kg:predicate:注册资本> "52000000元" .' in lines
    assert '<urn:kg:entity:北风科技> skos:altLabel "Norwind" .' in lines
    assert "<urn:kg:entity:北风科技> a <urn:kg:type:公司> ." in lines
    assert sum(line.startswith("<urn:kg:entity") and "predicate:" in line for line in lines) == 13


def test_turtle_escapes_what_its_grammar_forbids(tmp_path: Path, nasty: KnowledgeGraph) -> None:
    write_turtle(nasty, tmp_path / "n.ttl")
    lines = (tmp_path / "n.ttl").read_text(encoding="utf-8").split("\n")[4:-1]
    iri = r"<[^\x00-\x20<>\"{}|^`\\]*>"
    string = r'"(?:[^"\\\n\r]|\\[tbnrf"\'\\])*"'
    statement = re.compile(rf"{iri} (?:{iri}|a|\w+:\w+) (?:{iri}|{string}(?:\^\^\w+:\w+)?) \.")
    assert len(lines) == 5
    assert all(statement.fullmatch(line) for line in lines)


def test_neo4j_files_name_their_nodes_and_columns(tmp_path: Path, nasty: KnowledgeGraph) -> None:
    write_neo4j(nasty, tmp_path / "neo")
    with (tmp_path / "neo" / "nodes.csv").open(newline="") as stream:
        head, node, _ = csv.reader(stream)
    assert head == ["entity_id:ID", "name", "aliases:string[]", "kind", ":LABEL"]
    assert node == [nasty.entity_ids[0], nasty.names[0], "x,y", "entity", "Entity;t y"]
    with (tmp_path / "neo" / "relationships.csv").open(newline="") as stream:
        _, edge = csv.reader(stream)
    assert edge == [nasty.entity_ids[0], "text:\t'", "p>q", "0.500000", "true"]


def test_statistics_agree_with_networkx(tmp_path: Path) -> None:
    graph = random_graph(tmp_path, 3, n_entities=80, n_triples=60)
    found = statistics(graph, seed=0)
    whole = to_networkx(graph)
    entities = whole.subgraph(n for n, kind in whole.nodes(data="kind") if kind == "entity")
    sizes = sorted((len(some) for some in nx.weakly_connected_components(entities)), reverse=True)
    assert list(found.components) == sizes
    degrees = [degree for _, degree in whole.degree()]
    assert found.degrees == {degree: degrees.count(degree) for degree in sorted(set(degrees))}
    predicates = [key for _, _, key in whole.edges(keys=True)]
    assert found.predicates == {name: predicates.count(name) for name in set(predicates)}
    assert sum(found.communities) == sizes[0]
    assert found == statistics(graph, seed=0)


def test_communities_are_sought_among_the_best_connected_only(tmp_path: Path) -> None:
    graph = random_graph(tmp_path, 3, n_entities=80, n_triples=200)
    assert sum(statistics(graph, seed=0, max_entities=10).communities) == 10
