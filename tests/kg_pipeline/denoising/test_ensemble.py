"""Self-ensemble: soft labels, what shares them out, and that no pair is judged by itself."""

from dataclasses import replace

import numpy as np
import pytest

from kg_pipeline.denoising.candidates import Candidate, CandidateBuilder, Candidates
from kg_pipeline.denoising.discriminant import Posterior, discriminant_classifier
from kg_pipeline.denoising.encoders import encoded
from kg_pipeline.denoising.ensemble import (
    ensemble_probability,
    first_labels,
    keep_probability,
    noise_weight,
)
from kg_pipeline.denoising.evidence import Background
from kg_pipeline.denoising.features import HashedEncoder
from kg_pipeline.denoising.settings import EnsembleSettings
from tests.kg_pipeline.denoising.invented import competing, planted

SETTINGS = EnsembleSettings(folds=3)


def keep_of(candidates: Candidates, settings: EnsembleSettings = SETTINGS) -> np.ndarray:
    states = encoded(HashedEncoder(32), candidates.sightings, None)
    classifier = discriminant_classifier(candidates, states)
    return ensemble_probability(candidates, classifier, settings, 0)


def scene_of(candidates: Candidates, floors: list[float]) -> Background:
    """A background in which every posterior of a predicate is its floor."""
    rows = np.tile(np.array(floors, np.float32), (len(candidates.sightings.texts), 1))
    stated = rows[candidates.sighting, candidates.predicate].astype(np.float64)
    fold = np.arange(len(rows)) % 2
    return Background(candidates, Posterior(stated, rows), np.arange(len(rows)), fold)


def test_at_first_competing_predicates_share_a_sentence_evenly() -> None:
    labels = first_labels(competing(10).candidates)
    assert labels.stated.tolist() == [0.5] * 20 and labels.none.tolist() == [0.0] * 10


def test_background_states_nothing() -> None:
    candidates = planted(20, n_background=10).candidates
    assert (first_labels(candidates).none[candidates.background()] == 1.0).all()


def test_a_frequent_predicate_does_not_win_by_being_frequent() -> None:
    candidates = competing(2).candidates
    floors = [0.001] * 5
    frequent, rare = candidates.predicate[:2].tolist()
    floors[frequent], floors[rare] = 0.5, 0.05
    stated = np.array([0.6, 0.3, 0.6, 0.3])
    found = keep_probability(candidates, stated, scene_of(candidates, floors), np.ones(4), SETTINGS)
    assert found[1] > found[0]


def test_a_trigger_speaks_for_its_predicate() -> None:
    candidates = competing(5).candidates
    triggered = replace(candidates, trigger=np.arange(10) == 4)
    stated = np.random.default_rng(0).uniform(0.1, 0.4, 10)
    without, with_ = (
        keep_probability(which, stated, scene_of(which, [0.1] * 5), np.ones(10), SETTINGS)
        for which in (candidates, triggered)
    )
    assert with_[4] > without[4] and with_[5] < without[5]
    np.testing.assert_allclose(np.delete(with_, [4, 5]), np.delete(without, [4, 5]))


def test_more_wrong_labels_mean_more_noise_wherever_labels_come_from() -> None:
    score = np.linspace(0.1, 2, 50)
    for same in (0.0, 0.5, 1.0):
        weights = [noise_weight(score, wrong, same, SETTINGS) for wrong in (0.2, 0.5, 0.8)]
        assert weights == sorted(weights) and weights[0] < weights[2]


def test_where_labels_come_from_the_row_the_share_of_wrong_ones_is_rejected() -> None:
    world = planted(400, noise=0.5, n_background=200)
    pairs = world.candidates.sightings.pairs.copy()
    pairs[:400] = np.arange(400) // 4  # pairs of four sentences that were labelled one by one
    candidates = replace(
        world.candidates, sightings=replace(world.candidates.sightings, pairs=pairs)
    )
    found = keep_of(candidates)
    assert (found > 0.5).mean() == pytest.approx(0.5, abs=0.25)
    assert world.truth[found > 0.5].mean() > 0.7


def test_labels_without_any_pattern_are_not_learnt_by_heart() -> None:
    rng = np.random.default_rng(1)
    builder = CandidateBuilder()
    truth = []
    for number in range(400):
        words = "".join(chr(0x4E00 + int(code)) for code in rng.integers(40, size=10))
        pair, stated = (f"甲{number}", f"乙{number}"), int(rng.integers(4))
        for predicate in (stated, (stated + 1) % 4):
            builder.add(Candidate(f"，{words}。", 0, 1, 11, 12, str(predicate), pair))
            truth.append(predicate == stated)
    found, right = keep_of(builder.build()), np.array(truth)
    assert (found[right] > found[~right]).mean() == pytest.approx(0.5, abs=0.1)
    assert found.mean() < 0.1  # no text says anything for its predicate: all may be noise


def test_one_round_and_one_fold_are_enough() -> None:
    candidates = planted(30, n_background=10).candidates
    found = keep_of(candidates, EnsembleSettings(rounds=1, folds=1))
    assert np.isfinite(found).all() and found.std() > 0


@pytest.mark.parametrize("n_rows", [5, 12, 30])
def test_little_data_is_kept(n_rows: int) -> None:
    for seed in range(3):
        candidates = planted(n_rows, noise=0.0, n_background=0, seed=seed).candidates
        assert (keep_of(candidates) > 0.5).mean() > 0.8


def test_an_estimate_beyond_belief_rejects_no_more_than_a_high_one() -> None:
    score = np.linspace(0.1, 3, 1000)
    high, beyond = (noise_weight(score, wrong, 1.0, SETTINGS) for wrong in (0.7, 3.0))
    assert high == beyond


@pytest.mark.parametrize("wrong", [0.2, 0.5])
def test_where_labels_come_from_the_row_the_estimated_share_is_rejected(wrong: float) -> None:
    score = np.random.default_rng(0).lognormal(size=1000)
    weight = noise_weight(score, wrong, 0.0, SETTINGS)
    assert (score < weight).mean() == pytest.approx(wrong * 1000 / 1020, abs=0.002)


def test_few_labelled_sightings_among_much_background_are_looked_at() -> None:
    candidates = planted(3, n_background=6000).candidates
    found = keep_of(candidates)
    assert found.shape == (3,) and np.isfinite(found).all()
