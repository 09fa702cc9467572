"""What labels say of each other: agreement within pairs, turned sentences, the share of noise."""

import numpy as np
import pytest

from kg_pipeline.denoising.candidates import Candidate, CandidateBuilder, Candidates
from kg_pipeline.denoising.discriminant import Posterior
from kg_pipeline.denoising.evidence import Background, agreement, inverse_evidence, turned
from tests.kg_pipeline.denoising.invented import planted


def labelled(*rows: tuple[int, int, str]) -> Candidates:
    """(pair, sentence, predicate) rows."""
    builder = CandidateBuilder()
    for pair, sentence, predicate in rows:
        names = (f"甲{pair}", f"乙{pair}")
        text = f"{names[0]}和{names[1]}第{sentence}次"
        builder.add(Candidate(text, 0, 2, 3, 5, predicate, names))
    return builder.build()


def test_sentences_of_a_pair_that_carry_the_same_predicates_agree() -> None:
    assert agreement(labelled((1, 1, "p"), (1, 1, "q"), (1, 2, "p"), (1, 2, "q"))) == 1.0


def test_sentences_of_a_pair_that_carry_other_predicates_do_not() -> None:
    assert agreement(labelled((1, 1, "p"), (1, 2, "q"))) == 0.0
    assert agreement(labelled((1, 1, "p"), (1, 2, "p"), (1, 3, "q"))) == pytest.approx(1 / 3)


def test_pairs_of_one_sentence_are_taken_at_the_graphs_word() -> None:
    assert agreement(labelled((1, 1, "p"), (2, 1, "q"))) == 1.0


def both_ways(*labels: tuple[str, str]) -> Candidates:
    """Sentences read both ways: a predicate of the pair, and one of the turned pair."""
    builder = CandidateBuilder()
    for number, (forth, back) in enumerate(labels):
        first, second = f"甲{number:03d}", f"乙{number:03d}"
        text = f"{first}和{second}"
        builder.add(Candidate(text, 0, 4, 5, 9, forth, (first, second)))
        builder.add(Candidate(text, 5, 9, 0, 4, back, (second, first)))
    return builder.build()


def test_a_sentence_finds_its_turned_reading() -> None:
    assert turned(both_ways(("p", "q"), ("p", "q"))).tolist() == [1, 0, 3, 2]
    assert turned(labelled((1, 1, "p"))).tolist() == [-1]


def test_the_inverse_predicate_of_the_turned_sentence_confirms_and_another_one_casts_doubt() -> (
    None
):
    usual = [("收购", "被收购"), ("起诉", "被诉")] * 60
    candidates = both_ways(*usual, *[("收购", "被诉")] * 6)
    found = inverse_evidence(candidates, np.ones(252), (np.arange(252) // 2) % 3)
    assert found[:240].min() > 1.2
    assert found[240:].max() < 0.8


def test_sentences_without_a_turned_one_are_neither_confirmed_nor_doubted() -> None:
    candidates = planted(20, n_background=5).candidates
    fold = np.arange(len(candidates.sightings.texts)) % 3
    assert (inverse_evidence(candidates, np.ones(20), fold) == 1.0).all()


@pytest.mark.parametrize("wrong", [0.0, 0.3, 0.7])
def test_the_share_of_wrong_labels_is_estimated(wrong: float) -> None:
    world = planted(2000, noise=wrong, n_background=0, seed=3)
    rng = np.random.default_rng(0)
    n_sightings = len(world.candidates.sightings.texts)
    sample = rng.random((n_sightings, len(world.candidates.predicates) + 1)).astype(np.float32)
    stated = np.where(
        world.truth,
        rng.uniform(0.9, 1.0, len(world.truth)),
        rng.random(len(world.truth)),
    )
    fold = np.arange(n_sightings) % 5
    scene = Background(world.candidates, Posterior(stated, sample), np.arange(n_sightings), fold)
    assert scene.wrong_share() == pytest.approx(wrong, abs=0.1)


def test_a_classifier_that_saw_less_of_a_predicate_makes_its_labels_no_less_right() -> None:
    world = planted(400, noise=0.0, n_background=0)
    rows = np.random.default_rng(0).random((400, 5)).astype(np.float32)
    fold = world.candidates.predicate[np.argsort(world.candidates.sighting)]  # one predicate a fold
    fold = np.where(np.arange(400) % 5 == 0, (fold + 1) % 4, fold)
    rows[np.arange(400), fold] /= 100  # hardly seen in training
    stated = rows[world.candidates.sighting, world.candidates.predicate].astype(np.float64)
    scene = Background(world.candidates, Posterior(stated, rows), np.arange(400), fold)
    assert scene.wrong_share() == pytest.approx(1.0, abs=0.3)  # posteriors at random: all noise
    pooled = Background(
        world.candidates, Posterior(stated, rows), np.arange(400), np.zeros(400, np.int64)
    )
    assert pooled.wrong_share() > 2


def test_where_nothing_tells_texts_apart_nothing_speaks_against_a_label() -> None:
    world = planted(40, noise=0.0, n_background=0)
    alike = np.full((40, 5), 0.2, np.float32)
    scene = Background(
        world.candidates, Posterior(np.full(40, 0.2), alike), np.arange(40), np.arange(40) % 5
    )
    assert scene.wrong_share() == 0.0
