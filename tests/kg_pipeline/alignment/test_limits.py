"""How many sentences stay."""

from dataclasses import replace
from pathlib import Path

import pytest

from kg_pipeline.alignment import (
    AlignmentSettings,
    Keys,
    find_candidates,
    limit,
    sentence_id,
    within_limits,
)
from kg_pipeline.corpus import sentences_of
from kg_pipeline.graph.linking import Linker, LinkingSettings
from kg_pipeline.records import AlignedSentence, AlignedTriple, Sentence
from tests.tiny_world import tiny_graph, tiny_sentences


def stating(number: int, *stated: tuple[str, str, str]) -> AlignedSentence:
    """A sentence that states these triples, its text its number."""
    positives = tuple(AlignedTriple(*fact, 0, 1, 1.0, False, 1, 1) for fact in stated)
    return AlignedSentence(sentence_id("d", number), "d", number, f"句{number}", (), positives)


ONE, TWO, OTHER = ("a", "p", "b"), ("a", "p", "c"), ("a", "q", "b")


def test_a_triple_has_no_more_sentences_than_its_cap() -> None:
    settings = AlignmentSettings(max_per_triple=2)
    found = limit([stating(n, ONE) for n in range(5)] + [stating(5, TWO)], settings)
    assert [sentence.start for sentence in found.sentences] == [0, 1, 5]
    assert found.set_aside == {"enough sentences of its triples": 3}


def test_sentences_that_differ_in_digits_alone_keep_to_their_cap() -> None:
    texts = [f"{year}年，云杉中学的校长出席了会议。" for year in range(2001, 2006)]
    sentences = [replace(stating(n, ONE), text=text) for n, text in enumerate(texts)]
    sentences.append(replace(stating(5, ONE), text="云杉中学的校长主持了会议。"))
    found = limit(sentences, AlignmentSettings(max_near_copies=2))
    assert [sentence.start for sentence in found.sentences] == [0, 1, 5]
    assert found.set_aside == {"near copy of enough earlier sentences": 3}
    assert len(limit(sentences, AlignmentSettings()).sentences) == 6


def test_short_sentences_are_no_near_copies_by_their_digits() -> None:
    sentences = [replace(stating(n, ONE), text=f"第{n}条第{n}款") for n in range(4)]
    assert len(limit(sentences, AlignmentSettings(max_near_copies=1)).sentences) == 4


def test_a_predicate_has_no_more_sentences_than_its_cap() -> None:
    settings = AlignmentSettings(max_per_predicate=2)
    sentences = [stating(0, ONE), stating(1, TWO), stating(2, TWO), stating(3, OTHER)]
    assert [s.start for s in limit(sentences, settings).sentences] == [0, 1, 3]


def test_a_sentence_counts_once_for_a_predicate_and_for_a_triple() -> None:
    settings = AlignmentSettings(max_per_triple=2, max_per_predicate=2)
    sentences = [stating(0, ONE, TWO, ONE), stating(1, ONE), stating(2, TWO)]
    assert [s.start for s in limit(sentences, settings).sentences] == [0, 1]


def test_a_sentence_under_one_cap_keeps_all_its_triples() -> None:
    settings = AlignmentSettings(max_per_triple=1)
    found = limit([stating(0, ONE), stating(1, ONE, TWO)], settings)
    assert [len(sentence.positives) for sentence in found.sentences] == [1, 2]


def test_sentences_without_a_triple_keep_to_their_share() -> None:
    sentences = [stating(n, (f"s{n}", "p", "o")) for n in range(60)]
    sentences += [stating(n) for n in range(60, 160)]
    found = limit(sentences, AlignmentSettings(max_unaligned_share=0.25))
    unaligned = [sentence for sentence in found.sentences if not sentence.positives]
    assert (len(found.sentences), len(unaligned)) == (80, 20)
    again = limit(sentences[::-1], AlignmentSettings(max_unaligned_share=0.25))
    assert {sentence.start for sentence in again.sentences} == {
        sentence.start for sentence in found.sentences
    }


@pytest.mark.parametrize("share", [0.1, 1.0])
def test_numbers_alone_are_limited_as_whole_sentences(tmp_path: Path, share: float) -> None:
    graph = tiny_graph(tmp_path)
    linker = Linker(graph, LinkingSettings())
    settings = AlignmentSettings(max_per_triple=1, max_per_predicate=3, max_unaligned_share=share)
    again = [Sentence("again", one.start, one.end, one.text, "zh") for one in tiny_sentences()[:4]]
    parts = [tiny_sentences()[:11], [], tiny_sentences()[11:], again]
    found = [one for part in parts for one in find_candidates(part, linker, graph, settings)]
    sentences = [sentence for one in found for sentence in sentences_of(one.sentences)]
    kept = within_limits(Keys.of(one.keys for one in found), graph.predicate, settings)
    limited = limit(sentences, settings)
    assert [one for one, flag in zip(sentences, kept.flags, strict=True) if flag] == list(
        limited.sentences
    )
    assert kept.set_aside == limited.set_aside
    assert limited.set_aside["same text as an earlier sentence"] >= 3


def test_signs_width_and_traditional_characters_make_no_other_text() -> None:
    texts = ["臺灣在ＡＢ。", "台湾，在AB！", "台湾在ac"]
    sentences = [
        AlignedSentence(sentence_id("d", n), "d", n, t, (), ()) for n, t in enumerate(texts)
    ]
    found = limit(sentences, AlignmentSettings(max_unaligned_share=1.0))
    assert [sentence.start for sentence in found.sentences] == [0, 2]
