"""Self-ensemble: cross-fitted classifiers whose posteriors are shared out among the predicates that compete.

It learns from partial labels (Jin and Ghahramani, NIPS 2002: one of the competing
predicates is meant, or none) in rounds: a softmax network over the frozen features is fitted on
the other folds of pairs, its posteriors become the soft labels of the next round, and all rounds'
posteriors are averaged (in the spirit of Nguyen et al., SELF, ICLR 2020). Dividing a posterior by
its prior keeps frequent predicates from winning everywhere.

Letters for shapes: n candidates, M sightings, K predicates, W width; class K is "none of them".
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from kg_pipeline.denoising.candidates import Candidates, folds_of, shared_out
from kg_pipeline.denoising.features import dense_features
from kg_pipeline.denoising.networks import one_thread
from kg_pipeline.denoising.settings import EnsembleSettings

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class SoftLabels:
    """What each sighting states: per candidate (n,) and for none of its predicates (M,).

    The entries of a sighting sum to 1.
    """

    stated: Floats
    none: Floats


@dataclass(frozen=True, slots=True)
class Posteriors:
    """Cross-fitted probabilities: of each candidate's predicate (n,), of none (M,), and priors.

    prior: (K + 1,) mean over all sightings
    """

    stated: Floats
    none: Floats
    prior: Floats


class CandidateIndex:
    """Finds the candidates of many sightings at once."""

    def __init__(self, candidates: Candidates) -> None:
        n_sightings = len(candidates.sightings.texts)
        self.order = np.argsort(candidates.sighting, kind="stable")
        counts = np.bincount(candidates.sighting, minlength=n_sightings)
        self.start = np.concatenate([[0], np.cumsum(counts)])
        self.counts = counts

    def of(self, rows: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Places in ``rows`` and the candidates there, one entry a candidate."""
        place = np.repeat(np.arange(len(rows)), self.counts[rows])
        first = np.repeat(np.cumsum(self.counts[rows]) - self.counts[rows], self.counts[rows])
        within = np.arange(len(place)) - first
        return place, self.order[self.start[rows][place] + within]


def first_labels(candidates: Candidates) -> SoftLabels:
    """Competing predicates share a sighting evenly; background states none of them."""
    n_sightings = len(candidates.sightings.texts)
    even = shared_out(candidates, np.ones(len(candidates.sighting)), np.zeros(n_sightings))
    none = np.zeros(n_sightings)
    none[candidates.background()] = 1.0
    return SoftLabels(even, none)


def keep_probability(
    candidates: Candidates,
    posteriors: Posteriors,
    settings: EnsembleSettings,
    against: float = 1.0,
) -> Floats:
    """Posterior over prior, shared out among competing predicates, the others and none: (n,).

    against: odds that a pair must beat where nothing competes; they weigh the others and none.
    """
    score, none = _scores(candidates, posteriors, settings)
    others = settings.other_weight * _others(candidates, posteriors) ** settings.sharpness
    return shared_out(
        candidates,
        score * np.exp(settings.trigger_weight * candidates.trigger),
        against * (none + others),
    )


def _others(candidates: Candidates, posteriors: Posteriors) -> Floats:
    """Posterior over prior of the predicates that do not compete, taken together: (M,).

    The graph may not know all predicates of a pair. 0 where all predicates compete.
    """
    n_sightings = len(posteriors.none)
    prior = posteriors.prior
    competing = np.bincount(candidates.sighting, posteriors.stated, n_sightings)
    known = np.bincount(candidates.sighting, prior[candidates.predicate], n_sightings)
    left, prior_left = 1 - competing - posteriors.none, 1 - known - prior[-1]
    return np.where(prior_left > 1e-6, np.maximum(left, 0) / np.maximum(prior_left, 1e-6), 0.0)


def _scores(
    candidates: Candidates, posteriors: Posteriors, settings: EnsembleSettings
) -> tuple[Floats, Floats]:
    prior = np.maximum(posteriors.prior, 1e-9)
    score = (posteriors.stated / prior[candidates.predicate]) ** settings.sharpness
    none = settings.none_weight * (posteriors.none / prior[-1]) ** settings.sharpness
    if not len(candidates.background()):
        none = np.zeros_like(none)  # nothing taught the classifier what "none" looks like
    return score, none


def next_labels(
    candidates: Candidates, posteriors: Posteriors, settings: EnsembleSettings
) -> SoftLabels:
    """The labels that the posteriors suggest; background stays background."""
    score, none = _scores(candidates, posteriors, settings)
    stated = shared_out(candidates, score, none)
    left = 1.0 - np.bincount(candidates.sighting, stated, len(none))
    left[candidates.background()] = 1.0
    return SoftLabels(stated, np.maximum(left, 0.0))


def ensemble_probability(
    candidates: Candidates, settings: EnsembleSettings, seed: int, against: float = 1.0
) -> Floats:
    """Keep probability of every candidate: (n,); against: see ``keep_probability``."""
    rng = np.random.default_rng(seed)
    index = CandidateIndex(candidates)
    inputs = torch.from_numpy(dense_features(candidates.sightings, settings.width, seed))
    labels = first_labels(candidates)
    found: list[Posteriors] = []
    for _ in range(settings.rounds):
        with one_thread():
            members = [
                _cross_fitted(candidates, index, inputs, labels, settings, int(chance))
                for chance in rng.integers(1 << 31, size=settings.members)
            ]
        labels = next_labels(candidates, _mean(members), settings)
        found += members
    return keep_probability(candidates, _mean(found), settings, against)


def _mean(found: list[Posteriors]) -> Posteriors:
    return Posteriors(
        stated=np.mean([one.stated for one in found], axis=0),
        none=np.mean([one.none for one in found], axis=0),
        prior=np.mean([one.prior for one in found], axis=0),
    )


def _cross_fitted(
    candidates: Candidates,
    index: CandidateIndex,
    inputs: Tensor,
    labels: SoftLabels,
    settings: EnsembleSettings,
    seed: int,
) -> Posteriors:
    """One member: each fold is judged by a classifier that was fitted on the others."""
    fold = folds_of(candidates, settings.folds, seed)
    stated, none = np.zeros(len(candidates.sighting)), np.zeros(len(fold))
    prior = np.zeros(len(candidates.predicates) + 1)
    for number in range(settings.folds):
        rows, held_out = np.flatnonzero(fold != number), np.flatnonzero(fold == number)
        if not len(rows):  # a single pair: nothing to learn from but itself
            rows = held_out
        task = FoldTask(candidates, index, inputs, labels, rows)
        network = _fitted(task, settings, seed + number)
        for slice_ in _slices(held_out, 4096):
            with torch.no_grad():
                posterior = network(inputs[torch.from_numpy(slice_)]).softmax(1).double().numpy()
            place, which = index.of(slice_)
            stated[which] = posterior[place, candidates.predicate[which]]
            none[slice_] = posterior[:, -1]
            prior += posterior.sum(0)
    return Posteriors(stated, none, prior / max(1, len(fold)))


def _slices(rows: NDArray[np.int64], size: int) -> Iterator[NDArray[np.int64]]:
    for start in range(0, len(rows), size):
        yield rows[start : start + size]


@dataclass(frozen=True, slots=True)
class FoldTask:
    """What one classifier is fitted on: soft labels of the sightings ``rows``."""

    candidates: Candidates
    index: CandidateIndex
    inputs: Tensor
    labels: SoftLabels
    rows: NDArray[np.int64]

    def targets(self, rows: NDArray[np.int64]) -> Tensor:
        """Soft labels of some sightings: (B, K + 1)."""
        target = np.zeros((len(rows), len(self.candidates.predicates) + 1), np.float32)
        place, which = self.index.of(rows)
        target[place, self.candidates.predicate[which]] = self.labels.stated[which]
        target[:, -1] = self.labels.none[rows]
        return torch.from_numpy(target)


def _fitted(task: FoldTask, settings: EnsembleSettings, seed: int) -> nn.Module:
    """A network of one hidden layer, fitted with cross-entropy against the soft labels."""
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        network = nn.Sequential(
            nn.Linear(task.inputs.shape[1], settings.hidden),
            nn.GELU(),
            nn.Dropout(settings.dropout),
            nn.Linear(settings.hidden, len(task.candidates.predicates) + 1),
        )
        optimizer = torch.optim.AdamW(network.parameters(), settings.learning_rate)
        n_epochs = max(1, min(settings.epochs, settings.visits // len(task.rows)))
        steps = n_epochs * -(-len(task.rows) // settings.batch_size)
        schedule = torch.optim.lr_scheduler.OneCycleLR(
            optimizer, settings.learning_rate, total_steps=steps + 1
        )
        for _ in range(n_epochs):
            shuffled = task.rows[torch.randperm(len(task.rows)).numpy()]
            for rows in _slices(shuffled, settings.batch_size):
                logits = network(task.inputs[torch.from_numpy(rows)])
                loss = nn.functional.cross_entropy(logits, task.targets(rows))
                optimizer.zero_grad()
                loss.backward()
                optimizer.step()
                schedule.step()
    return network.eval()
