"""Tries of names, against trying one name after the other."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from kg_pipeline.graph.spans import JoinedTexts
from kg_pipeline.graph.trie import NameTrie
from kg_pipeline.graph.trie_building import trie_of

TEXT = st.text(alphabet="云杉ab\U0001f332", max_size=12)
NAMES = st.sets(st.text(alphabet="云杉ab\U0001f332", min_size=1, max_size=7), max_size=30)


def found(trie: NameTrie, texts: list[str]) -> list[list[int]]:
    """Start, end and number of all names in texts that are joined, sorted."""
    spans = trie.find(JoinedTexts.of(texts).folded)
    return sorted(np.stack([spans.start, spans.end, spans.found], axis=1).tolist())


@settings(max_examples=300, deadline=None)
@given(NAMES, st.lists(TEXT, max_size=4))
def test_all_names_are_found_wherever_they_stand(names: set[str], texts: list[str]) -> None:
    ordered = sorted(names)
    joined = "\n" + "\n".join(texts) + "\n"
    plain = [
        [start, start + len(name), number]
        for number, name in enumerate(ordered)
        for start in range(len(joined))
        if joined.startswith(name, start)
    ]
    assert found(trie_of(pa.array(ordered, pa.string())), texts) == sorted(plain)


def test_thousands_of_names_that_begin_alike_are_told_apart() -> None:
    names = sorted({f"云杉林{number:05d}号" for number in range(0, 60_000, 7)})
    texts = ["".join(f"云杉林{number:05d}号" for number in range(0, 60_000, 11))]
    spans = found(trie_of(pa.array(names)), texts)
    assert [names[number] for _, _, number in spans] == [
        f"云杉林{number:05d}号" for number in range(0, 60_000, 77)
    ]


def test_flags_save_time_and_decide_nothing() -> None:
    trie = trie_of(pa.array(["云", "云杉", "云杉林场一号", "云杉林场二号", "林场一"]))
    texts = ["在云杉林场一号", "云杉林场二"]
    perhaps = replace(trie, pairs=trie.pairs | 3, triples=np.ones_like(trie.triples))
    assert found(perhaps, texts) == found(trie, texts)


def test_a_trie_that_was_saved_finds_the_same(tmp_path: Path) -> None:
    trie = trie_of(pa.array(["云", "云杉", "云杉林场一号", "云杉林场二号", "林场一"]))
    trie.save(tmp_path)
    texts = ["在云杉林场一号", "云杉林场二"]
    assert found(NameTrie.load(tmp_path), texts) == found(trie, texts)
    assert [number for _, _, number in found(trie, texts)] == [0, 1, 2, 4, 0, 1]


def test_no_names_find_nothing(tmp_path: Path) -> None:
    trie = trie_of(pa.array([], pa.string()))
    trie.save(tmp_path)
    assert found(NameTrie.load(tmp_path), ["云杉"]) == []
