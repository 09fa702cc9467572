"""Automata of names."""

from pathlib import Path

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from kg_pipeline.graph.automaton import NameAutomaton

NAMES = st.sets(st.text(alphabet="云杉ab", min_size=1, max_size=4), min_size=1, max_size=12)


@settings(deadline=None)
@given(NAMES, st.text(alphabet="云杉ab", max_size=20), st.integers(1, 5))
def test_several_automata_find_what_one_finds(names: set[str], text: str, largest: int) -> None:
    sorted_names = sorted(names)
    array = pa.array(sorted_names, pa.string())
    one = NameAutomaton.of(array).find(text).tolist()
    several = NameAutomaton.of(array, profile=[text], largest=largest).find(text).tolist()
    plain = [
        [start, start + len(name), number]
        for number, name in enumerate(sorted_names)
        for start in range(len(text))
        if text.startswith(name, start)
    ]
    assert sorted(one) == sorted(several) == sorted(plain)


def test_saved_automata_are_loaded_in_their_order(tmp_path: Path) -> None:
    array = pa.array(["云杉", "杉林", "林场"])
    NameAutomaton.of(array, largest=1).save(tmp_path)
    found = NameAutomaton.load(tmp_path, largest=1).find("云杉林场").tolist()
    assert sorted(found) == [[0, 2, 0], [1, 3, 1], [2, 4, 2]]


def test_no_names_find_nothing() -> None:
    assert NameAutomaton.of(pa.array([], pa.string())).find("云杉").shape == (0, 3)
