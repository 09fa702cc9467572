"""Candidates: every row is found again, sightings are shared, background is what holds nothing."""

import numpy as np
import pytest

from kg_pipeline.denoising.candidates import (
    Candidate,
    CandidateBuilder,
    candidates_of,
    folds_of,
    shared_out,
)
from kg_pipeline.errors import DataError
from kg_pipeline.records import AlignedSentence, AlignedTriple, Mention
from tests.kg_pipeline.denoising.invented import competing


def row(predicate: str | None, text: str = "甲收购乙") -> Candidate:
    return Candidate(text, 0, 1, 3, 4, predicate, (text[0], text[3]))


def triple(subject: str, predicate: str, object_: str, ends: tuple[int, int]) -> AlignedTriple:
    return AlignedTriple(subject, predicate, object_, *ends, 0.9, False, 2, 1)


def test_equal_rows_share_a_candidate_and_each_row_finds_its_own() -> None:
    builder = CandidateBuilder()
    for predicate in ("收购", "起诉", "收购"):
        builder.add(row(predicate))
    built = builder.build()
    assert built.rows.tolist() == [0, 1, 0]
    assert [built.predicates[code] for code in built.predicate[built.rows]] == [
        "收购",
        "起诉",
        "收购",
    ]
    assert built.sighting.tolist() == [0, 0]


def test_the_number_of_competing_predicates_is_counted_over_all_sentences_of_the_pair() -> None:
    builder = CandidateBuilder()
    builder.add(Candidate("甲收购乙", 0, 1, 3, 4, "收购", ("甲", "乙")))
    builder.add(Candidate("甲起诉乙", 0, 1, 3, 4, "起诉", ("甲", "乙")))
    builder.add(Candidate("甲起诉丙", 0, 1, 3, 4, "起诉", ("甲", "丙")))
    assert builder.build().n_competing.tolist() == [2, 2, 1]


def test_a_stated_number_of_competing_predicates_is_kept() -> None:
    builder = CandidateBuilder()
    builder.add(Candidate("甲收购乙", 0, 1, 3, 4, "收购", ("甲", "乙"), n_competing=5))
    assert builder.build().n_competing.tolist() == [5]


def test_background_is_what_has_no_candidate() -> None:
    builder = CandidateBuilder()
    builder.add(row("收购"))
    builder.add(row(None, "丙遇见丁"))
    built = builder.build()
    assert built.background().tolist() == [1]
    assert built.is_background.tolist() == [False, True]


def test_background_alone_is_an_error() -> None:
    builder = CandidateBuilder()
    builder.add(row(None))
    with pytest.raises(DataError, match="no row with a predicate"):
        builder.build()


def test_aligned_sentences_give_a_row_a_positive_and_unrelated_pairs_as_background() -> None:
    mentions = tuple(Mention(i * 3, i * 3 + 2, name, 1.0) for i, name in enumerate("ABC"))
    sentence = AlignedSentence(
        "s", "d", 0, "甲甲，乙乙，丙丙", mentions, (triple("A", "p", "B", (0, 1)),)
    )
    built = candidates_of([sentence])
    assert len(built.rows) == 1
    spans = built.sightings.spans[built.background()].tolist()
    assert [3, 5, 6, 8] in spans and [0, 2, 6, 8] in spans
    assert len(spans) == 2


def test_a_pair_that_is_related_in_another_sentence_is_never_background() -> None:
    mentions = (Mention(0, 2, "A", 1.0), Mention(3, 5, "B", 1.0))
    related = AlignedSentence("s", "d", 0, "甲甲，乙乙", mentions, (triple("A", "p", "B", (0, 1)),))
    backwards = AlignedSentence("t", "d", 9, "甲甲：乙乙", mentions[::-1], ())
    assert not len(candidates_of([related, backwards]).background())


def test_the_places_of_a_triple_are_no_background_for_what_else_stands_there() -> None:
    mentions = (Mention(0, 2, "A", 1.0), Mention(3, 5, "B film", 1.0))
    inner = AlignedSentence("s", "d", 0, "甲甲，乙乙", mentions, (triple("A", "p", "B", (0, 1)),))
    assert not len(candidates_of([inner]).background())


def test_what_the_graph_states_is_no_background_even_where_the_wording_left_it_out() -> None:
    mentions = tuple(Mention(i * 3, i * 3 + 2, name, 1.0) for i, name in enumerate("ABC"))
    sentence = AlignedSentence(
        "s", "d", 0, "甲甲，乙乙，丙丙", mentions, (triple("A", "p", "B", (0, 1)),)
    )
    built = candidates_of(
        [sentence], stated=lambda pairs: [set(pair) == {"B", "C"} for pair in pairs]
    )
    assert built.sightings.spans[built.background()].tolist() == [[0, 2, 6, 8]]


def test_a_pair_is_in_one_fold_in_either_direction() -> None:
    builder = CandidateBuilder()
    for number in range(40):
        pair = (f"甲{number}", f"乙{number}")
        builder.add(Candidate(f"一{number}", 0, 1, 1, 2, "p", pair))
        builder.add(Candidate(f"二{number}", 0, 1, 1, 2, "q", pair[::-1]))
    folds = folds_of(builder.build(), 3, salt=1)
    assert (folds[0::2] == folds[1::2]).all()
    assert len(set(folds.tolist())) == 3


def test_shared_out_agrees_with_a_plain_loop() -> None:
    candidates = competing(20).candidates
    rng = np.random.default_rng(0)
    score, none = rng.random(len(candidates.sighting)), rng.random(20)
    plain = [
        score[i] / (score[candidates.sighting == candidates.sighting[i]].sum() + none[sighting])
        for i, sighting in enumerate(candidates.sighting)
    ]
    np.testing.assert_allclose(shared_out(candidates, score, none), plain)
