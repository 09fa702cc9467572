"""Linear discriminant analysis with soft labels, cross-fitted by pair of entities.

Class means and one covariance for all classes (Fisher, 1936; Hastie, Tibshirani, Friedman, 2009,
section 4.3), the covariance shrunk towards a multiple of the identity (Friedman, 1989) and every
mean towards the mean of all by ``MEAN_ROWS`` imagined rows. It has a closed form, so a round costs
seconds, and a mean over many sentences hardly feels wrong labels among them. The logits are too
sure of themselves: one temperature, chosen by the likelihood of held-out labels, flattens them.

Letters for shapes: n candidates, M sightings, K predicates (class K: none), W width, S sampled rows.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from kg_pipeline.denoising.candidates import CandidateIndex, Candidates

Reals = NDArray[np.float64]
Floats = NDArray[np.float32]
Rows = NDArray[np.int64]

SHRINKAGE = 0.7  # of the covariance towards a multiple of the identity
MEAN_ROWS = 30.0  # imagined rows at the mean of all, added to every class
TEMPERATURES = (1.0, 0.7, 0.5, 0.35, 0.25, 0.18, 0.12)
_SLICE = 2048  # rows whose logits of all classes are in memory at once


@dataclass(frozen=True, slots=True)
class SoftLabels:
    """What each sighting states: per candidate (n,) and for none of the predicates (M,).

    The entries of a sighting sum to at most 1; what is missing teaches nothing.
    """

    stated: Reals
    none: Reals


@dataclass(frozen=True, slots=True)
class Posterior:
    """Cross-fitted probabilities: of each candidate's predicate (n,) and of all classes on a
    sample (S, K + 1)."""

    stated: Reals
    sample: Floats


class ClassSums:
    """Sums over the rows of each fold, from which the sums of the other folds follow."""

    def __init__(self, candidates: Candidates, states: Floats, labels: SoftLabels) -> None:
        from scipy.sparse import csr_matrix

        n_sightings, n_predicates = len(states), len(candidates.predicates)
        rows = np.concatenate([candidates.sighting, np.arange(n_sightings)])
        classes = np.concatenate([candidates.predicate, np.full(n_sightings, n_predicates)])
        values = np.concatenate([labels.stated, labels.none]).astype(np.float32)
        shape = (n_sightings, n_predicates + 1)
        self.labels = csr_matrix((values, (rows, classes)), shape=shape)
        self.states = states
        self.weights = np.asarray(self.labels.sum(1), np.float32).ravel()

    def over(self, rows: Rows) -> tuple[Reals, Reals, Reals]:
        """Class weights (K + 1,), class sums (K + 1, W) and scatter (W, W) of some rows."""
        labels, states = self.labels[rows], self.states[rows]
        scatter = states.T @ (states * self.weights[rows, None])
        counts = np.asarray(labels.sum(0), np.float64).ravel()
        return counts, (labels.T @ states).astype(np.float64), scatter.astype(np.float64)


@dataclass(frozen=True, slots=True)
class Discriminant:
    """A fitted classifier: logits = states · weights + offset, to which log_prior is added."""

    weights: Floats
    offset: Floats
    log_prior: Floats

    def logits(self, states: Floats) -> Floats:
        """(B, K + 1) without the prior."""
        found: Floats = states @ self.weights + self.offset
        return found


def fitted(counts: Reals, sums: Reals, scatter: Reals) -> Discriminant:
    """The classifier of class weights (K + 1,), class sums (K + 1, W) and scatter (W, W)."""
    total = max(float(counts.sum()), 1e-9)
    mean = sums.sum(0) / total
    means = (sums + MEAN_ROWS * mean) / (counts + MEAN_ROWS)[:, None] - mean
    within = scatter / total - np.outer(mean, mean) - (means.T * (counts / total)) @ means
    size = max(float(np.trace(within)) / len(within), 1e-6)
    shrunk = (1 - SHRINKAGE) * within + SHRINKAGE * size * np.eye(len(within))
    weights = np.linalg.solve(shrunk, means.T)
    offset = -0.5 * (means * weights.T).sum(1) - mean @ weights
    log_prior = np.log((counts + 0.5) / (total + 0.5 * len(counts)))
    return Discriminant(
        weights.astype(np.float32), offset.astype(np.float32), log_prior.astype(np.float32)
    )


def discriminant_classifier(
    candidates: Candidates, states: Floats
) -> Callable[[SoftLabels, Rows, Rows], Posterior]:
    """``cross_fitted`` over the given features (M, W)."""
    return partial(cross_fitted, candidates, states)


def cross_fitted(
    candidates: Candidates, states: Floats, labels: SoftLabels, fold: Rows, sample: Rows
) -> Posterior:
    """Every sighting judged by a classifier that saw no sighting of its fold.

    states: (M, W);  fold: (M,) folds from 0, a pair in one of them;  sample: (S,) sightings
    """
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

    index = CandidateIndex(candidates)
    with threadpool_limits(1):  # the same on any number of cores
        sums = ClassSums(candidates, states, labels)
        parts = [sums.over(np.flatnonzero(fold == number)) for number in range(fold.max() + 1)]
        whole = [np.sum([part[place] for part in parts], axis=0) for place in range(3)]
        models = []
        for own in parts:
            rest = [total - some for total, some in zip(whole, own, strict=True)]
            alone = rest[0].sum() < 1e-6  # one pair: nothing to learn from but itself
            models.append(fitted(*(whole if alone else rest)))
        temperature = _temperature(models, sums, fold, sample)
        stated = np.zeros(len(candidates.sighting))
        for rows, model in _slices(models, fold, np.arange(len(states))):
            posterior = _posterior(model, states[rows], temperature)
            place, which = index.of(rows)
            stated[which] = posterior[place, candidates.predicate[which]]
        sampled = np.empty((len(sample), len(candidates.predicates) + 1), np.float32)
        for places, model in _slices(models, fold[sample], np.arange(len(sample))):
            sampled[places] = _posterior(model, states[sample[places]], temperature)
    return Posterior(stated, sampled)


def _temperature(models: list[Discriminant], sums: ClassSums, fold: Rows, sample: Rows) -> float:
    """The temperature under which the held-out labels of the sample are most likely."""
    likelihood = dict.fromkeys(TEMPERATURES, 0.0)
    for places, model in _slices(models, fold[sample], np.arange(len(sample))):
        rows = sample[places]
        labels, logits = sums.labels[rows], model.logits(sums.states[rows])
        for temperature in TEMPERATURES:
            found = _softmax(logits * temperature + model.log_prior)
            likelihood[temperature] += float(labels.multiply(np.log(found + 1e-9)).sum())
    return max(TEMPERATURES, key=lambda one: likelihood[one])


def _slices(
    models: list[Discriminant], fold: Rows, places: Rows
) -> Iterator[tuple[Rows, Discriminant]]:
    for number, model in enumerate(models):
        own = places[fold == number]
        for start in range(0, len(own), _SLICE):
            yield own[start : start + _SLICE], model


def _posterior(model: Discriminant, states: Floats, temperature: float) -> Floats:
    return _softmax(model.logits(states) * temperature + model.log_prior)


def _softmax(logits: Floats) -> Floats:
    logits -= logits.max(1, keepdims=True)
    np.exp(logits, out=logits)
    logits /= logits.sum(1, keepdims=True)
    return logits
