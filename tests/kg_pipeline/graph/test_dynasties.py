"""Characters that name dynasties."""

from pathlib import Path

import pytest

from kg_pipeline.graph.content import Entity, GraphContent
from kg_pipeline.graph.dynasties import dynasty_of
from kg_pipeline.graph.linking import Linker, LinkingSettings
from kg_pipeline.graph.store import KnowledgeGraph, write_graph


@pytest.fixture
def linker(tmp_path: Path) -> Linker:
    """A linker that knows 唐, 明, 周 and a person."""
    entities = tuple(Entity(name, name) for name in ("唐", "明", "周", "贺知洲"))
    write_graph(GraphContent(entities, (), (), ()), tmp_path / "g", "x")
    return Linker(KnowledgeGraph.load(tmp_path / "g"), LinkingSettings())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("明弘治十八年中举", ["明"]),
        ("唐德宗时的刺史", ["唐"]),
        ("晚唐的女诗人", ["唐"]),
        ("明末清初", ["明"]),
        ("唐贺知洲的诗", ["唐", "贺知洲"]),
        ("唐 贺知洲的诗", ["唐", "贺知洲"]),
        ("姓唐贺知洲", ["贺知洲"]),
        ("周末去唐人街，明天回来", []),
        ("周贺知洲", ["贺知洲"]),  # a usual surname
    ],
)
def test_what_stands_around_a_character_tells_the_dynasty(
    linker: Linker, text: str, found: list[str]
) -> None:
    assert [text[one.start : one.end] for one in linker.link(text)] == found


@pytest.mark.parametrize(
    ("name", "dynasty"),
    [("唐德宗", "唐"), ("唐太宗贺知洲", "唐"), ("晚唐", "唐"), ("唐人街", ""), ("唐", "")],
)
def test_emperors_and_parts_tell_their_dynasty(name: str, dynasty: str) -> None:
    assert dynasty_of(name) == dynasty
