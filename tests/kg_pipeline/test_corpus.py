"""The corpus folder: what is written is what is read, in order and at random."""

import pickle
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kg_pipeline.corpus as corpus_module
from kg_pipeline.corpus import (
    read_corpus,
    sentence_table,
    sentences_of,
    write_corpus,
    write_corpus_tables,
)
from kg_pipeline.corpus_statistics import corpus_statistics
from kg_pipeline.errors import CorpusError, DataError
from kg_pipeline.records import (
    AlignedSentence,
    AlignedTriple,
    Mention,
    NegativeTriple,
    aligned_sentences_from,
    to_table,
)
from kg_pipeline.storage import read_manifest
from tests.tiny_world import tiny_corpus, tiny_graph

NAMES = st.text(min_size=1, max_size=4)
NUMBERS = st.integers(0, 50)
SHARES = st.sampled_from([0.0, 0.25, 0.5, 1.0])
PLACES = st.none() | NUMBERS
MENTIONS = st.builds(
    Mention, NUMBERS, NUMBERS, st.none() | NAMES, SHARES, st.sampled_from(["entity", "date"])
)
POSITIVES = st.builds(
    AlignedTriple,
    NAMES,
    NAMES,
    NAMES,
    NUMBERS,
    NUMBERS,
    SHARES,
    st.booleans(),
    NUMBERS,
    NUMBERS,
    SHARES,
)
NEGATIVES = st.builds(
    NegativeTriple, NAMES, NAMES, NAMES, st.sampled_from(["N1", "N3"]), PLACES, PLACES, SHARES
)


def few(records: st.SearchStrategy) -> st.SearchStrategy:  # type: ignore[type-arg]
    """Up to three of them, as a tuple."""
    return st.lists(records, max_size=3).map(tuple)


SENTENCES = st.lists(
    st.builds(
        AlignedSentence, NAMES, NAMES, NUMBERS, st.text(max_size=9),
        few(MENTIONS), few(POSITIVES), few(NEGATIVES),
    ),
    max_size=5,
)  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(SENTENCES)
def test_the_table_is_the_one_that_the_records_describe(sentences: list[AlignedSentence]) -> None:
    table = sentence_table(sentences)
    assert table.equals(to_table(sentences, AlignedSentence))
    assert sentences_of(table) == aligned_sentences_from(table) == sentences
    assert sentences_of(table.slice(1)) == sentences[1:]


def test_a_corpus_is_read_back_in_order(tmp_path: Path) -> None:
    corpus = tiny_corpus(tmp_path)
    sentences = list(corpus)
    assert len(corpus) == len(sentences) > 20
    assert any(sentence.negatives for sentence in sentences)
    write_corpus(iter(sentences), tmp_path / "again", corpus.graph_id, "x")
    assert list(read_corpus(tmp_path / "again")) == sentences


def test_any_sentence_is_read_by_its_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(corpus_module, "PART_ROWS", 10)
    monkeypatch.setattr(corpus_module, "GROUP_ROWS", 4)
    monkeypatch.setattr(corpus_module, "_CACHED_GROUPS", 2)
    corpus = tiny_corpus(tmp_path)
    assert len(list((tmp_path / "corpus" / "sentences").iterdir())) == 3
    sentences = list(corpus)
    backwards = range(len(corpus) - 1, -1, -1)
    assert [corpus[index] for index in backwards] == sentences[::-1]
    assert corpus[-1] == sentences[-1]
    with pytest.raises(IndexError, match="the corpus has"):
        corpus[len(corpus)]


def test_only_the_columns_that_are_asked_for_are_read(tmp_path: Path) -> None:
    corpus = tiny_corpus(tmp_path)
    tables = list(corpus.tables(["text", "positives.list.element.predicate"]))
    assert [field.name for field in tables[0].schema] == ["text", "positives"]
    found = [row for table in tables for row in table.to_pylist()]
    assert found == [
        {"text": one.text, "positives": [{"predicate": fact.predicate} for fact in one.positives]}
        for one in corpus
    ]


def test_a_shuffled_corpus_has_each_sentence_once_in_an_order_of_chance(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(corpus_module, "PART_ROWS", 8)
    monkeypatch.setattr(corpus_module, "GROUP_ROWS", 4)
    monkeypatch.setattr(corpus_module, "MIXED_GROUPS", 3)
    corpus = tiny_corpus(tmp_path)
    sentences = list(corpus)

    def drawn(seed: int) -> list[AlignedSentence]:
        tables = corpus.shuffled(np.random.default_rng(seed))
        return [sentence for table in tables for sentence in sentences_of(table)]

    found = drawn(1)
    assert sorted(found, key=lambda one: one.sentence_id) == sorted(
        sentences, key=lambda one: one.sentence_id
    )
    assert found == drawn(1) != drawn(2)
    place = {one.sentence_id: number for number, one in enumerate(sentences)}
    groups = [place[one.sentence_id] // 4 for one in found[:12]]
    assert len(set(groups)) == 3 and groups != sorted(groups)  # rows of three groups are mixed


def test_few_files_stay_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(corpus_module, "PART_ROWS", 4)
    monkeypatch.setattr(corpus_module, "GROUP_ROWS", 4)
    monkeypatch.setattr(corpus_module, "_OPEN_FILES", 2)
    corpus = tiny_corpus(tmp_path)
    sentences = list(corpus)
    assert list(corpus) == sentences  # a file that was closed is opened again
    open_files = {Path(link).resolve() for link in Path("/proc/self/fd").iterdir()}
    assert sum(path.parent == tmp_path / "corpus" / "sentences" for path in open_files) <= 2


def test_a_corpus_knows_its_graph(tmp_path: Path) -> None:
    corpus = tiny_corpus(tmp_path)
    assert corpus.graph_id == tiny_graph(tmp_path).graph_id


def test_an_empty_corpus_can_be_read(tmp_path: Path) -> None:
    write_corpus([], tmp_path / "c", "g", "x")
    corpus = read_corpus(tmp_path / "c")
    assert (len(corpus), list(corpus)) == (0, [])
    assert corpus_statistics(corpus).n_positives == 0


def test_the_same_sentences_give_the_same_bytes(tmp_path: Path) -> None:
    sentences = list(tiny_corpus(tmp_path))
    for name in ("one", "two"):
        write_corpus(sentences, tmp_path / name, "g", "x")
    assert read_manifest(tmp_path / "one") == read_manifest(tmp_path / "two")


def test_the_files_do_not_depend_on_how_the_rows_were_cut_into_tables(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(corpus_module, "PART_ROWS", 10)
    monkeypatch.setattr(corpus_module, "GROUP_ROWS", 4)
    sentences = list(tiny_corpus(tmp_path))
    table = sentence_table(sentences)
    write_corpus(sentences, tmp_path / "records", "g", "x")
    wanted = read_manifest(tmp_path / "records")
    assert [entry.rows for entry in wanted.files.values()][:2] == [12, 12]  # whole groups
    for size in (1, 3, 7, len(table)):
        tables = (table.slice(first, size) for first in range(0, len(table), size))
        write_corpus_tables(tables, tmp_path / f"by-{size}", "g", "x")
        assert read_manifest(tmp_path / f"by-{size}") == wanted


def flip_a_bit(path: Path) -> None:
    """Damage one byte of a data page."""
    data = bytearray(path.read_bytes())
    data[200] ^= 1
    path.write_bytes(bytes(data))


def test_a_flipped_bit_is_refused_and_the_file_named(tmp_path: Path) -> None:
    write_corpus(list(tiny_corpus(tmp_path)), tmp_path / "c", "g", "x")
    flip_a_bit(tmp_path / "c" / "sentences" / "part-00000.parquet")
    with pytest.raises(CorpusError, match=r"part-00000\.parquet"):
        read_corpus(tmp_path / "c")


def test_a_bit_that_flips_after_opening_is_found_when_it_is_read(tmp_path: Path) -> None:
    corpus = tiny_corpus(tmp_path)
    flip_a_bit(tmp_path / "corpus" / "sentences" / "part-00000.parquet")
    with pytest.raises(CorpusError, match=r"part-00000\.parquet"):
        list(corpus)


def test_a_folder_of_another_kind_is_refused(tmp_path: Path) -> None:
    tiny_corpus(tmp_path)
    with pytest.raises(CorpusError, match="expected a folder of kind corpus, found graph"):
        read_corpus(tmp_path / "graph")
    with pytest.raises(DataError, match="no such folder"):
        read_corpus(tmp_path / "nowhere")


def test_a_corpus_travels_to_a_worker(tmp_path: Path) -> None:
    corpus = tiny_corpus(tmp_path)
    assert pickle.loads(pickle.dumps(corpus))[5] == corpus[5]


def test_statistics_count_what_the_sentences_hold(tmp_path: Path) -> None:
    corpus = tiny_corpus(tmp_path)
    sentences = list(corpus)
    rejected = replace(sentences[0].positives[0], keep_probability=0.2)
    sentences[0] = replace(sentences[0], positives=(rejected,))
    write_corpus(sentences, tmp_path / "c", "g", "x")
    found = corpus_statistics(read_corpus(tmp_path / "c"))
    positives = [fact for sentence in sentences for fact in sentence.positives]
    assert found.n_sentences == len(sentences)
    assert found.n_documents == 3
    assert found.n_characters == sum(len(sentence.text) for sentence in sentences)
    assert found.n_mentions == sum(len(sentence.mentions) for sentence in sentences)
    assert found.n_positives == sum(found.predicates.values()) == len(positives)
    assert found.n_triples == len({(f.subject, f.predicate, f.object) for f in positives})
    assert sum(found.n_negatives.values()) == sum(len(s.negatives) for s in sentences)
    assert found.trigger_rate == sum(f.trigger for f in positives) / len(positives)
    assert found.kept_rate == (len(positives) - 1) / len(positives)
