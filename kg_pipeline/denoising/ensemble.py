"""Self-ensemble: what a sentence's text says for its predicates, against noise and against rivals.

The predicates of one sentence are a partial label (Jin and Ghahramani, NIPS 2002). In rounds a
classifier is cross-fitted by pair (discriminant.py), its keep probabilities become the soft labels
of the next, and the rounds' posteriors are averaged (in the spirit of Nguyen et al., SELF, ICLR
2020). A candidate's score is the odds of its posterior over the floor of its predicate; it is shared out
among the sentence's rivals and *noise*, whose weight follows from the estimated share of wrong
labels. How much rivals, floors and labels of the turned sighting count: evidence.py.

Letters for shapes: n candidates, M sightings, K predicates.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from kg_pipeline.denoising.candidates import Candidates, folds_of, shared_out
from kg_pipeline.denoising.discriminant import Posterior, SoftLabels
from kg_pipeline.denoising.evidence import Background, agreement, inverse_evidence
from kg_pipeline.denoising.settings import EnsembleSettings

Reals = NDArray[np.float64]
# (soft labels, fold of every sighting, sightings to look at) → cross-fitted probabilities
Classifier = Callable[[SoftLabels, NDArray[np.int64], NDArray[np.int64]], Posterior]

SAMPLE = 4096  # sightings at which all classes are looked at
_LEAST_NOISE = 1e-4
_MOST_WRONG = 0.7  # a larger estimate tells that nothing was learnt, rather than that all is wrong
_TRUSTED = 20  # candidates that count as right before the first is looked at


def first_labels(candidates: Candidates) -> SoftLabels:
    """Competing predicates share a sighting evenly; background states none of them."""
    n_sightings = len(candidates.sightings.texts)
    even = shared_out(candidates, np.ones(len(candidates.sighting)), np.zeros(n_sightings))
    none = np.zeros(n_sightings)
    none[candidates.background()] = 1.0
    return SoftLabels(even, none)


def ensemble_probability(
    candidates: Candidates,
    classifier: Classifier,
    settings: EnsembleSettings,
    seed: int,
    against: float = 1.0,
) -> Reals:
    """Keep probability of every candidate: (n,).

    against: odds that a candidate must beat where nothing competes
    """
    rng = np.random.default_rng(seed)
    fold = folds_of(candidates, settings.folds, int(rng.integers(1 << 31)))
    sample = _sampled(candidates, rng)
    labels = first_labels(candidates)
    confirmed = inverse_evidence(candidates, np.ones(len(candidates.sighting)), fold)
    rounds: list[Posterior] = []
    for _ in range(settings.rounds):
        rounds.append(classifier(labels, fold, sample))
        whole = _mean(rounds)
        scene = Background(candidates, whole, sample, fold)
        keep = keep_probability(candidates, whole.stated, scene, confirmed, settings)
        labels = SoftLabels(_at_most_one(candidates, keep), labels.none)
    return keep_probability(candidates, whole.stated, scene, confirmed, settings, against)


def _sampled(candidates: Candidates, rng: np.random.Generator) -> NDArray[np.int64]:
    """Sightings to look at, ascending; of background at most half."""
    background = candidates.background()
    labelled = rng.permutation(np.unique(candidates.sighting))
    labelled = labelled[: SAMPLE - min(len(background), SAMPLE // 2)]
    free = rng.permutation(background)[: SAMPLE - len(labelled)]
    return np.sort(np.concatenate([labelled, free]))


def keep_probability(
    candidates: Candidates,
    stated: Reals,
    scene: Background,
    confirmed: Reals,
    settings: EnsembleSettings,
    against: float = 1.0,
) -> Reals:
    """score / (score + rivals + noise): (n,).

    stated: (n,) posteriors;  confirmed: (n,) inverse evidence;  against: weighs the noise
    """
    same = agreement(candidates)
    odds = stated / np.maximum(1 - stated, 1e-6)
    score = odds * confirmed ** (1 - same) / scene.floors()[candidates.predicate] ** same
    score /= max(float(np.median(score)), 1e-30)
    noise = against * noise_weight(score, scene.wrong_share(), same, settings)
    score *= np.exp(settings.trigger_weight * candidates.trigger)
    n_sightings = len(candidates.sightings.texts)
    rivals = np.bincount(candidates.sighting, score, n_sightings)[candidates.sighting] - score
    return np.asarray(score / (score + same**2 * rivals + noise))


def noise_weight(score: Reals, wrong: float, same: float, settings: EnsembleSettings) -> float:
    """What stands against a candidate, in units of the median score.

    Where labels come from the row (``same`` 0): the score below which the share ``wrong`` lies.
    Where they come from the pair (1): a power of the odds of a wrong label, because a text that is
    hard to read looks like a wrong label there, while rivals are sure evidence.
    Few candidates are hardly evidence for wrong labels: little data is kept.
    """
    wrong = min(wrong, _MOST_WRONG) * len(score) / (len(score) + _TRUSTED)
    of_pair = max(_LEAST_NOISE, (wrong / (1 - wrong)) ** settings.noise_exponent)
    of_row = max(_LEAST_NOISE, float(np.quantile(score, wrong)))
    return float(of_pair ** (same**2) * of_row ** (1 - same**2))


def _at_most_one(candidates: Candidates, keep: Reals) -> Reals:
    total = np.bincount(candidates.sighting, keep, len(candidates.sightings.texts))
    return np.asarray(keep / np.maximum(total, 1.0)[candidates.sighting])


def _mean(rounds: list[Posterior]) -> Posterior:
    """The geometric mean of all rounds."""
    return Posterior(
        np.exp(np.mean([np.log(one.stated + 1e-12) for one in rounds], axis=0)),
        np.exp(np.mean([np.log(one.sample + 1e-12) for one in rounds], axis=0)),
    )
