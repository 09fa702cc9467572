"""Names of nodes in texts, against the rule one name after the other."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg_pipeline.graph.aliases import AliasSettings, AliasTable
from kg_pipeline.graph.content import Entity, GraphContent
from kg_pipeline.graph.folding import fold_surface
from kg_pipeline.graph.store import KnowledgeGraph, write_graph

ALPHABET = "云臺台杉林abCＡ1ễИи -"


def table_of(folder: Path, names: list[str]) -> AliasTable:
    """The names of as many entities."""
    entities = tuple(Entity(str(number), name) for number, name in enumerate(names))
    write_graph(GraphContent(entities, (), (), ()), folder / "g", "x")
    return AliasTable.of(KnowledgeGraph.load(folder / "g"), AliasSettings())


def latin(character: str) -> bool:
    """Letters and digits that make words with their neighbours, of those used here."""
    return character.isalnum() and not "\u4e00" <= character <= "\u9fff"


def half(text: str) -> str:
    """Half-width and simplified, in its own case."""
    return text.translate(str.maketrans("Ａ臺", "A台"))


def stands(text: str, start: int, end: int, written: set[str]) -> bool:
    """The rule of boundaries and of short Latin names."""
    low = fold_surface(text)
    if not (latin(low[start]) or latin(low[end - 1])):
        return True
    if start and latin(low[start - 1]) and latin(low[start]):
        return False
    if end < len(low) and latin(low[end]) and latin(low[end - 1]):
        return False
    return end - start >= 4 or half(text[start:end]) in written


NAMES = [
    "云杉",
    "杉林",
    "台云",
    "臺云杉",
    "ab",
    "aC",
    "abCA",
    "A云",
    "云1",
    "林-a",
    "ＡbＣ林",
    "1云杉林",
    "bễ",
    "Иab",
]


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> AliasTable:
    """A table of ``NAMES``."""
    return table_of(tmp_path_factory.mktemp("names"), NAMES)


@settings(max_examples=300, deadline=None)
@given(text=st.text(alphabet=ALPHABET, max_size=30))
def test_names_are_found_as_by_trying_one_after_the_other(table: AliasTable, text: str) -> None:
    written = {half(name) for name in NAMES if len(name) < 4}
    low = fold_surface(text)
    matches = [
        (start, start + len(name))
        for name in NAMES
        for start in range(len(low))
        if low.startswith(fold_surface(name), start)
        and stands(text, start, start + len(name), written)
    ]
    chosen: list[tuple[int, int]] = []
    for span in sorted(set(matches), key=lambda one: (one[0], -one[1])):
        if not chosen or span[0] >= chosen[-1][1]:
            chosen.append(span)
    assert [(start, end) for start, end, _ in table.find(text)] == chosen


def test_a_table_that_was_saved_finds_the_same(tmp_path: Path) -> None:
    table = table_of(tmp_path, NAMES)
    (tmp_path / "t").mkdir()
    table.save(tmp_path / "t")
    loaded = AliasTable.load(tmp_path / "t")
    text = "在ab的臺云杉林-a和1云杉林"
    assert loaded.find(text) == table.find(text) != []
    assert np.array_equal(loaded.log_prior, table.log_prior)


@pytest.mark.parametrize("name", ["臺灣", "台灣", "台湾"])
def test_traditional_and_simplified_names_are_one(tmp_path: Path, name: str) -> None:
    table = table_of(tmp_path, [name, "別的"])
    assert [span[:2] for span in table.find("在台湾、臺灣与台灣")] == [(1, 3), (4, 6), (7, 9)]


@pytest.mark.parametrize(
    ("name", "longer"),
    [
        ("Nguy", "Nguyễn"),
        ("Иван", "Иванов"),
        ("Иван", "РИван"),
        ("Αθήν", "Αθήνα"),
        ("Cafe", "Cafe\u0301"),
    ],
)
def test_a_name_is_not_found_in_a_longer_word(tmp_path: Path, name: str, longer: str) -> None:
    table = table_of(tmp_path, [name, "别的"])
    assert [span[:2] for span in table.find(f"在{longer}、{name}旁")] == [
        (len(longer) + 2, len(longer) + 2 + len(name))
    ]


def test_a_name_with_a_damaged_character_does_not_join_two_texts(tmp_path: Path) -> None:
    table = table_of(tmp_path, ["云\ufffd杉"])
    assert table.find("云\ufffd杉") == [(0, 3, 0)]
    assert table.find("云\U0010ffff杉") == [(0, 3, 0)]
