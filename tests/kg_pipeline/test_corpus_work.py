"""The last stage's work on one part is what it would be on the whole."""

from dataclasses import replace
from pathlib import Path

import pytest

import kg_pipeline.corpus_work as corpus_work
from kg_pipeline.corpus import sentence_table, sentences_of
from kg_pipeline.corpus_work import JudgedPart, judge_part
from kg_pipeline.graph.negatives import relabelled, with_negatives
from kg_pipeline.storage import write_table
from tests.tiny_world import tiny_corpus, tiny_graph


def test_a_part_is_judged_as_its_sentences_are_one_by_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(corpus_work, "GROUP_ROWS", 7)
    graph = tiny_graph(tmp_path)
    sentences = [replace(one, negatives=()) for one in tiny_corpus(tmp_path)]
    rejected = replace(sentences[0].positives[0], keep_probability=0.25)
    sentences[0] = replace(sentences[0], positives=(rejected,))
    write_table(tmp_path / "part.parquet", sentence_table(sentences))
    tables = judge_part(JudgedPart(tmp_path / "part.parquet", graph.path, 2, 3))
    wanted = list(with_negatives(map(relabelled, sentences), graph, 2, 3))
    assert sentences_of(tables["sentences"]) == wanted
    assert wanted[0].negatives[0].reason and not wanted[0].positives


def test_a_part_without_sentences_gives_a_table_without_rows(tmp_path: Path) -> None:
    graph = tiny_graph(tmp_path)
    write_table(tmp_path / "part.parquet", sentence_table([]))
    (table,) = judge_part(JudgedPart(tmp_path / "part.parquet", graph.path, 2, 3)).values()
    assert table.num_rows == 0
