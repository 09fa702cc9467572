"""The discriminant: against plain formulas and scikit-learn, and that folds are kept apart."""

import numpy as np
import pytest
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis

from kg_pipeline.denoising import discriminant
from kg_pipeline.denoising.discriminant import SoftLabels, cross_fitted, fitted
from kg_pipeline.denoising.ensemble import first_labels
from tests.kg_pipeline.denoising.invented import competing


def test_without_shrinkage_it_is_scikit_learns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(discriminant, "SHRINKAGE", 0.0)
    monkeypatch.setattr(discriminant, "MEAN_ROWS", 0.0)
    rng = np.random.default_rng(0)
    label = rng.integers(3, size=600)
    states = rng.normal(size=(600, 5)) + 2 * np.eye(3, 5)[label]
    counts = np.bincount(label).astype(np.float64)
    sums = np.stack([states[label == one].sum(0) for one in range(3)])
    model = fitted(counts, sums, states.T @ states)
    logits = model.logits(states.astype(np.float32)) + model.log_prior
    theirs = LinearDiscriminantAnalysis(solver="lsqr").fit(states, label).predict_log_proba(states)
    ours = logits - np.log(np.exp(logits).sum(1, keepdims=True))
    np.testing.assert_allclose(ours, theirs, atol=0.02)


def test_a_fold_is_judged_by_the_others_alone() -> None:
    candidates = competing(60).candidates
    rng = np.random.default_rng(0)
    states = rng.normal(size=(60, 8)).astype(np.float32)
    fold, sample = np.arange(60) % 3, np.arange(60)
    labels = first_labels(candidates)
    other = SoftLabels(labels.stated.copy(), labels.none)
    own = fold[candidates.sighting] == 1
    other.stated[own] = rng.random(own.sum())
    first, second = (
        cross_fitted(candidates, states, one, fold, sample).stated for one in (labels, other)
    )
    weights = np.log(first) - np.log(second)
    assert not np.allclose(weights[~own], 0)
    ranks = [np.argsort(one[own]) for one in (first, second)]
    assert (ranks[0] == ranks[1]).mean() > 0.9  # only the common temperature may differ


def test_posteriors_of_all_classes_sum_to_one() -> None:
    candidates = competing(60).candidates
    states = np.random.default_rng(0).normal(size=(60, 8)).astype(np.float32)
    found = cross_fitted(
        candidates, states, first_labels(candidates), np.arange(60) % 3, np.arange(0, 60, 2)
    )
    np.testing.assert_allclose(found.sample.sum(1), 1.0, rtol=1e-5)
    assert found.sample.shape == (30, len(candidates.predicates) + 1)
