"""Nodes of one own name."""

from pathlib import Path

from kg_pipeline.graph.content import Entity, GraphContent
from kg_pipeline.graph.namesakes import namesakes_of
from kg_pipeline.graph.store import KnowledgeGraph, write_graph


def test_names_are_one_but_for_their_senses_and_aliases_do_not_count(tmp_path: Path) -> None:
    entities = (
        Entity("a", "云杉"),
        Entity("b", "云杉（植物）"),
        Entity("c", "白河（市）"),
        Entity("d", "白河（河流）"),
        Entity("e", "青石", ("云杉",)),
        Entity("f", "北岭"),
        Entity("g", "北岭"),
        Entity("h", "雾港（一）（二）"),
        Entity("i", "渡口法"),
        Entity("j", "渡口法（试行）"),
        Entity("k", "渡口法修正案（一）"),
        Entity("l", "渡口法修正案（二）"),
    )
    write_graph(GraphContent(entities, (), (), ()), tmp_path / "g", "x")
    graph = KnowledgeGraph.load(tmp_path / "g")
    found = {
        name: [graph.entity_ids[row] for row in rows] for name, rows in namesakes_of(graph).items()
    }
    assert found == {"云杉": ["a", "b"], "白河": ["c", "d"], "北岭": ["f", "g"]}
