"""Names and values inside longer ones."""

from pathlib import Path

import pytest

from kg_pipeline.graph.aliases import AliasSettings, AliasTable
from kg_pipeline.graph.content import Entity, GraphContent
from kg_pipeline.graph.inside import names_inside, shorter_values
from kg_pipeline.graph.store import KnowledgeGraph, write_graph

NAMES = ("喜剧", "中国", "台湾", "山东", "林若", "丹尼斯")


@pytest.mark.parametrize(
    ("name", "inside"),
    [
        ("喜剧片", {"喜剧"}),
        ("爱情喜剧", {"喜剧"}),
        ("中国台湾", {"中国", "台湾"}),
        ("喜剧", set()),
        ("林若溪", set()),  # one character is left over, and it says no kind
        ("丹尼斯·吴宁", set()),
        ("来自山东青岛", set()),  # neither its beginning nor its end
    ],
)
def test_names_that_begin_or_end_a_longer_one(tmp_path: Path, name: str, inside: set[str]) -> None:
    entities = tuple(Entity(one, one) for one in NAMES)
    write_graph(GraphContent(entities, (), (), ()), tmp_path / "g", "x")
    graph = KnowledgeGraph.load(tmp_path / "g")
    found = names_inside(AliasTable.of(graph, AliasSettings()), ["云杉", name])
    assert {graph.names[row] for row in found.node.tolist()} == inside
    assert set(found.whole.tolist()) <= {1}
    assert found.of([1, 1]).whole.tolist() == sorted([0, 1] * len(inside))


@pytest.mark.parametrize(
    ("literal", "shorter"),
    [
        ("date:2014-03-01", ["date:2014-03", "date:2014", "date:--03-01"]),
        ("date:2014-03", ["date:2014"]),
        ("date:2014", ["number:2014"]),
        ("number:2014", ["date:2014"]),
        ("number:1014", []),
        ("date:--03-01", []),
        ("number:10000000元", ["number:10000000"]),
        ("number:10000000", []),
        ("number:12500.5元", ["number:12500.5"]),
        ("number:320元", []),
        ("text:喜剧-片", []),
    ],
)
def test_what_a_date_or_an_amount_says_as_well(literal: str, shorter: list[str]) -> None:
    assert shorter_values(literal) == shorter
