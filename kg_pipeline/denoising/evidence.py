"""What labels say of each other, before any text is read.

Distant supervision gives all sentences of a pair the same predicates; a file whose rows were
labelled one by one (and some wrongly) does not. How far it goes one way or the other is measured
as *agreement*, and decides how a label is read: where labels come from the pair its predicates
compete for the sentence, where they come from the row they confirm each other.

Letters for shapes: n candidates, M sightings, K predicates, S sampled sightings.
"""

import numpy as np
from numpy.typing import NDArray

from kg_pipeline.denoising.candidates import Candidates
from kg_pipeline.denoising.discriminant import Posterior

Reals = NDArray[np.float64]
Rows = NDArray[np.int64]

INVERSE_ROWS = 20.0  # imagined independent rows in the table of inverse predicates
FLOOR = 0.1  # quantile of a predicate's posterior at which nothing speaks for it
_NULL = 0.8  # p-values above it come from wrong labels alone (Storey's lambda)
_LEAST_NULL = 20


def agreement(candidates: Candidates) -> float:
    """Share, over a pair's other sightings, of those with the same predicate; 1 without others."""
    sightings, predicate = candidates.sightings, candidates.predicate
    pair = sightings.pairs[candidates.sighting]
    key = pair * len(candidates.predicates) + predicate
    _, place, count = np.unique(key, return_inverse=True, return_counts=True)
    covered = np.unique(candidates.sighting)
    n_others = np.bincount(sightings.pairs[covered])[pair] - 1
    return float((count[place] - 1).sum() / n_others.sum()) if n_others.any() else 1.0


def turned(candidates: Candidates) -> Rows:
    """For each sighting the one of the same text with subject and object exchanged, or -1: (M,)."""
    sightings = candidates.sightings
    known = {
        (text, *span): row
        for row, (text, span) in enumerate(
            zip(sightings.texts, sightings.spans.tolist(), strict=True)
        )
    }
    return np.array(
        [
            known.get((text, *span[2:], *span[:2]), -1)
            for text, span in zip(sightings.texts, sightings.spans.tolist(), strict=True)
        ],
        np.int64,
    )


def inverse_evidence(candidates: Candidates, stated: Reals, fold: Rows) -> Reals:
    """How much likelier the labels of the turned sighting are if the candidate is true: (n,).

    P(label there | label here) / P(label there), counted over the other folds' pairs; 1 where the
    text has no turned sighting. stated: (n,) weight of each label.
    """
    from scipy.sparse import csr_matrix

    other = turned(candidates)
    n_classes = len(candidates.predicates) + 1
    shape = (len(other), n_classes)
    labels = csr_matrix((stated, (candidates.sighting, candidates.predicate)), shape=shape)
    silent = np.asarray(labels.sum(1)).ravel() == 0
    labels = labels + csr_matrix(
        (np.ones(silent.sum()), (np.flatnonzero(silent), np.full(silent.sum(), n_classes - 1))),
        shape=shape,
    )
    scale = 1 / np.asarray(labels.sum(1)).ravel()
    labels = csr_matrix(labels.multiply(scale[:, None]))
    evidence = np.ones(len(candidates.sighting))
    for number in range(fold.max() + 1):
        rows = np.flatnonzero((other >= 0) & (fold != number))
        asked = np.flatnonzero(
            (other >= 0)[candidates.sighting] & (fold == number)[candidates.sighting]
        )
        if not len(rows) or not len(asked):
            continue
        together = csr_matrix(labels[rows].T @ labels[other[rows]])
        share = np.asarray(labels[other[rows]].mean(0)).ravel() + 1e-6
        predicate = candidates.predicate[asked]
        there = labels[other[candidates.sighting[asked]]]
        relative = there.multiply(1 / share[None, :])
        seen = np.asarray(relative.multiply(together[predicate]).sum(1)).ravel()
        n_here = np.asarray(together.sum(1)).ravel()[predicate]
        evidence[asked] = (seen + INVERSE_ROWS) / (n_here + INVERSE_ROWS)
    return evidence


class Background:
    """The posterior of every predicate at sampled sightings, against which candidates are held."""

    def __init__(
        self, candidates: Candidates, posterior: Posterior, sample: Rows, fold: Rows
    ) -> None:
        """sample: (S,) sightings;  fold: (M,) of every sighting"""
        self._fold, self._own_fold = fold, fold[sample]
        self._candidates = candidates
        self._stated = posterior.stated
        self._sample = posterior.sample
        covered = np.zeros(len(candidates.sightings.texts), bool)
        covered[candidates.sighting] = True
        self._covered = covered[sample]
        place = np.full(len(covered), -1)
        place[sample] = np.arange(len(sample))
        self._labelled = np.zeros(posterior.sample.shape, bool)
        known = place[candidates.sighting] >= 0
        self._labelled[place[candidates.sighting[known]], candidates.predicate[known]] = True

    def floors(self) -> Reals:
        """What each predicate's posterior is where nothing speaks for it: (K + 1,)."""
        rows = self._sample[self._covered]
        return np.asarray(np.quantile(rows, FLOOR, axis=0), np.float64) + 1e-6

    def wrong_share(self) -> float:
        """Share of the candidates whose text says no more for their predicate than any other text.

        Storey's estimate (2002): p-values of wrong labels are uniform, so those above ``_NULL``
        count 1 / (1 - ``_NULL``) times. A candidate is held against sightings of its own fold: the
        same classifier judged them, which saw as little of its predicate. Of what is alike half is
        taken for lower (mid-p, Lancaster 1961).
        """
        n_folds = int(self._fold.max()) + 1
        group = self._candidates.predicate * n_folds + self._fold[self._candidates.sighting]
        order = np.argsort(group, kind="stable")
        above = 0
        for rows in np.split(order, np.flatnonzero(np.diff(group[order])) + 1):
            null = self._null(*divmod(int(group[rows[0]]), n_folds))
            if len(null):
                stated = _comparable(self._stated[rows])
                lower = np.searchsorted(null, stated) + np.searchsorted(null, stated, "right")
                above += int((1 - lower / (2 * len(null)) > _NULL).sum())
        return above / len(order) / (1 - _NULL)

    def _null(self, predicate: int, fold: int) -> NDArray[np.float32]:
        """The predicate's posteriors, in order, at a fold's sightings that do not carry it."""
        free = self._own_fold == fold
        free &= ~self._labelled[:, predicate]
        rows = self._covered & free
        found = self._sample[rows if rows.sum() >= _LEAST_NULL else free, predicate]
        return np.sort(_comparable(found))


def _comparable(posterior: "Reals | NDArray[np.float32]") -> NDArray[np.float32]:
    """Logarithms, rounded: the same number where only the last bits of posteriors differ."""
    return np.log(posterior.astype(np.float32) + np.float32(1e-12)).round(4)
