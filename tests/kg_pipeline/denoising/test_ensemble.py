"""Self-ensemble: soft labels, what shares them out, and that no pair is judged by itself."""

from dataclasses import replace

import numpy as np
import pytest

from kg_pipeline.denoising.candidates import Candidate, CandidateBuilder, Candidates
from kg_pipeline.denoising.ensemble import (
    Posteriors,
    SoftLabels,
    ensemble_probability,
    first_labels,
    keep_probability,
    next_labels,
)
from kg_pipeline.denoising.settings import EnsembleSettings
from tests.kg_pipeline.denoising.invented import competing, planted

SETTINGS = EnsembleSettings(width=32, batch_size=64)


def posteriors_of(candidates: Candidates, seed: int = 0) -> Posteriors:
    """Random posteriors: all classes of a sighting sum to one."""
    rng = np.random.default_rng(seed)
    n_classes = len(candidates.predicates) + 1
    full = rng.dirichlet(np.ones(n_classes), len(candidates.sightings.texts))
    stated = full[candidates.sighting, candidates.predicate]
    return Posteriors(stated, full[:, -1], full.mean(0))


def total(candidates: Candidates, labels: SoftLabels) -> np.ndarray:
    return np.bincount(candidates.sighting, labels.stated, len(labels.none)) + labels.none


def test_at_first_competing_predicates_share_a_sentence_evenly() -> None:
    candidates = competing(10).candidates
    labels = first_labels(candidates)
    assert labels.stated.tolist() == [0.5] * 20 and labels.none.tolist() == [0.0] * 10


def test_labels_of_every_sighting_sum_to_one_and_background_states_nothing() -> None:
    candidates = planted(20, n_background=10).candidates
    for labels in (
        first_labels(candidates),
        next_labels(candidates, posteriors_of(candidates), SETTINGS),
    ):
        np.testing.assert_allclose(total(candidates, labels), 1.0)
        assert (labels.none[candidates.background()] == 1.0).all()


def test_a_frequent_predicate_does_not_win_by_being_frequent() -> None:
    candidates = competing(1).candidates
    frequent, rare = candidates.predicate.tolist()
    prior = np.full(len(candidates.predicates) + 1, 1e-3)
    prior[frequent], prior[rare] = 0.8, 0.1
    found = keep_probability(
        candidates, Posteriors(np.array([0.6, 0.3]), np.zeros(1), prior), SETTINGS
    )
    assert found[1] > found[0]


def test_a_trigger_speaks_for_its_predicate() -> None:
    candidates = competing(5).candidates
    triggered = replace(candidates, trigger=np.arange(10) == 4)
    without, with_ = (
        keep_probability(which, posteriors_of(candidates), SETTINGS)
        for which in (candidates, triggered)
    )
    assert with_[4] > without[4] and with_[5] < without[5]
    np.testing.assert_allclose(np.delete(with_, [4, 5]), np.delete(without, [4, 5]))


def test_a_predicate_that_does_not_compete_can_take_the_sentence_away() -> None:
    candidates = competing(1).candidates
    prior = np.full(5, 0.2)
    nothing = keep_probability(
        candidates, Posteriors(np.array([0.05, 0.05]), np.zeros(1), prior), SETTINGS
    )
    everything = keep_probability(
        candidates, Posteriors(np.array([0.5, 0.5]), np.zeros(1), prior), SETTINGS
    )
    assert nothing.sum() < everything.sum() == pytest.approx(1.0)


def test_labels_without_any_pattern_are_not_learnt_by_heart() -> None:
    rng = np.random.default_rng(1)
    builder = CandidateBuilder()
    for number in range(240):
        words = "".join(chr(0x4E00 + int(code)) for code in rng.integers(40, size=10))
        pair = (f"甲{number}", f"乙{number}")
        builder.add(Candidate(f"，{words}。", 0, 1, 11, 12, str(rng.integers(4)), pair))
    eager = SETTINGS.model_copy(update={"epochs": 60, "rounds": 1, "dropout": 0.0})
    found = ensemble_probability(builder.build(), eager, 0)
    assert found.mean() < 0.8


def test_members_and_rounds_may_be_one() -> None:
    candidates = planted(30, n_background=10).candidates
    single = SETTINGS.model_copy(update={"rounds": 1, "members": 1, "folds": 1})
    found = ensemble_probability(candidates, single, 0)
    assert np.isfinite(found).all() and found.std() > 0
