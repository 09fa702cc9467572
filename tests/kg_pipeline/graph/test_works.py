"""Titles, works and ordinary words."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from kg_pipeline.graph.aliases import AliasSettings, AliasTable
from kg_pipeline.graph.content import Entity, GraphContent, GraphTriple, Predicate
from kg_pipeline.graph.linking import Linker, LinkingSettings
from kg_pipeline.graph.store import KnowledgeGraph, write_graph
from kg_pipeline.graph.works import Works, WorkSettings

_ENTITIES = (
    Entity("天空", "天空"),
    Entity("天空（歌曲）", "天空（歌曲）", ("天空",)),
    Entity("时刻", "时刻"),
    Entity("渡口管理规定", "渡口管理规定", ("规定",)),
    Entity("林若溪", "林若溪"),
    Entity("若溪", "若溪"),
    Entity("夜航灯塔", "夜航灯塔", (), ("剧情电影",)),
)
_TRIPLES = (
    GraphTriple("时刻", "导演", "林若溪", 0.9, 1),
    GraphTriple("天空（歌曲）", "歌手", "林若溪", 0.9, 1),
)


@pytest.fixture
def graph(tmp_path: Path) -> KnowledgeGraph:
    """A word and a song of one name, a film with an ordinary word as title, and others."""
    predicates = (Predicate("导演"), Predicate("歌手"))
    write_graph(GraphContent(_ENTITIES, predicates, _TRIPLES, ()), tmp_path / "g", "x")
    return KnowledgeGraph.load(tmp_path / "g")


def linked(graph: KnowledgeGraph, text: str) -> list[str | None]:
    """What the mentions of a text mean, without NIL."""
    settings = LinkingSettings(nil_threshold=0.0)
    return [mention.entity for mention in Linker(graph, settings).link(text)]


def test_works_are_told_by_type_sense_or_what_is_said_of_them(graph: KnowledgeGraph) -> None:
    table = AliasTable.of(graph, AliasSettings())
    works = Works(graph, WorkSettings(), table.offsets, table.candidates)
    names = [name for row, name in enumerate(graph.entity_ids) if works.is_work[row]]
    assert sorted(names) == ["夜航灯塔", "天空（歌曲）", "时刻"]


def test_without_nouns_no_type_or_sense_makes_a_work(graph: KnowledgeGraph) -> None:
    table = AliasTable.of(graph, AliasSettings())
    settings = WorkSettings(nouns=(), predicates=("导演",))
    works = Works(graph, settings, table.offsets, table.candidates)
    assert [name for row, name in enumerate(graph.entity_ids) if works.is_work[row]] == ["时刻"]
    with pytest.raises(ValidationError, match="nouns"):
        WorkSettings(nouns=("",))


def test_what_fills_the_marks_is_the_work(graph: KnowledgeGraph) -> None:
    assert linked(graph, "她唱了《天空》。") == ["天空（歌曲）"]
    assert linked(graph, "她唱了《天空 》。") == ["天空（歌曲）"]


def test_without_marks_an_ordinary_word_is_no_work(graph: KnowledgeGraph) -> None:
    assert linked(graph, "天空很蓝。") == ["天空"]
    assert linked(graph, "就在这个时刻。") == ["时刻"]  # nothing else bears the name
    assert linked(graph, "就在《时刻》里。") == ["时刻"]
    assert linked(graph, "夜航灯塔上映了。") == ["夜航灯塔"]


def test_a_part_of_a_longer_title_is_no_word(graph: KnowledgeGraph) -> None:
    assert linked(graph, "《天空之上》") == []


def test_an_ordinary_word_is_not_the_short_name_of_something(graph: KnowledgeGraph) -> None:
    assert linked(graph, "按照规定办理。") == []
    assert linked(graph, "按照渡口管理规定办理。") == ["渡口管理规定"]


def test_a_part_of_a_name_with_a_joint_is_not_that_name(graph: KnowledgeGraph) -> None:
    assert linked(graph, "若溪·方来了。") == []
    assert linked(graph, "若溪来了。") == ["若溪"]


def test_a_subtitle_and_quotation_marks_leave_a_title_what_it_is(graph: KnowledgeGraph) -> None:
    assert linked(graph, "《天空：海的那边》") == ["天空（歌曲）"]
    assert linked(graph, "《新若溪》与“若溪”") == ["若溪", "若溪"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("《海的那边：天空》", ["天空（歌曲）"]),
        ("《海的那边·天空》", ["天空（歌曲）"]),
        ("《天空－海的那边》", ["天空（歌曲）"]),
        ("《天空1》", ["天空（歌曲）"]),
        ("《天空2》", []),
        ("海的那边：天空", ["天空"]),
    ],
)
def test_a_part_of_a_title_behind_a_sign_is_a_title(
    graph: KnowledgeGraph, text: str, expected: list[str]
) -> None:
    assert linked(graph, text) == expected


def test_a_dynasty_before_a_joint_is_no_part_of_a_name(graph: KnowledgeGraph) -> None:
    assert linked(graph, "宋·若溪写的。") == ["若溪"]
    assert linked(graph, "方远舟·若溪写的。") == []


def test_the_check_can_be_left_out(graph: KnowledgeGraph) -> None:
    linker = Linker(graph, LinkingSettings(works=None))
    assert [mention.entity for mention in linker.link("《天空之上》")] != []


def test_marks_end_with_their_sentence(graph: KnowledgeGraph) -> None:
    linker = Linker(graph, LinkingSettings(nil_threshold=0.0))
    first, second = linker.link_many(["《蓝天空", "天空很蓝。"])
    assert first == ()
    assert [mention.entity for mention in second] == ["天空"]
