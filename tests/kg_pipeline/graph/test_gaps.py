"""Names that a text writes with a blank inside."""

from pathlib import Path

import pytest

from kg_pipeline.graph.content import Entity, GraphContent
from kg_pipeline.graph.linking import Linker, LinkingSettings
from kg_pipeline.graph.store import KnowledgeGraph, write_graph

_NAMES = ("夜航GAMMA灯塔", "贺知", "白河市", "白河", "南朝", "南朝梁", "梁雁回", "雾港来信手记")


@pytest.fixture
def linker(tmp_path: Path) -> Linker:
    """A linker of names without blanks."""
    entities = tuple(Entity(name, name) for name in _NAMES)
    write_graph(GraphContent(entities, (), (), ()), tmp_path / "g", "x")
    return Linker(KnowledgeGraph.load(tmp_path / "g"), LinkingSettings())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("《夜航 GAMMA 灯塔》上映", ["夜航 GAMMA 灯塔"]),
        ("雾港来信 手记出版了", ["雾港来信 手记"]),
        ("作词：贺 知", ["贺 知"]),
        ("致贺 知道", []),  # a short name may be the end of one word and the beginning of another
        ("白河 市民", ["白河"]),  # a name that ends at the blank is the name
        ("南朝 梁雁回", ["南朝", "梁雁回"]),
        ("雾港来信  手记", []),  # two blanks part two things
        ("雾港来信", []),
    ],
)
def test_a_blank_beside_chinese_characters_may_stand_inside_a_name(
    linker: Linker, text: str, found: list[str]
) -> None:
    assert [text[one.start : one.end] for one in linker.link(text)] == found


def test_places_are_those_of_the_text_as_it_is_written(linker: Linker) -> None:
    texts = ["没有名字", "他写 了 雾港 来信 手记", "白河", "贺 知"]
    found = [[text[one.start : one.end] for one in linker.link(text)] for text in texts]
    assert found == [[], ["雾港 来信 手记"], ["白河"], ["贺 知"]]
    assert linker.link_many(texts) == [linker.link(text) for text in texts]
