"""The cross-fitted linear classifier: DSGAN's cheap rival.

Multinomial logistic regression on the n-grams around the marked mentions (features.py), fitted by
L-BFGS on all predicates and *none*; a sentence is judged by a classifier that never saw its pair.
"""

import os
import warnings

import numpy as np
from numpy.typing import NDArray

from kg_pipeline.denoising.candidates import Candidates, folds_of
from kg_pipeline.denoising.features import hashed_ngrams, weighted
from kg_pipeline.errors import ResourceError

Reals = NDArray[np.float64]

STRENGTH = 2.0  # inverse of the L2 penalty, as scikit-learn counts it
ITERATIONS = 30
_BYTES = 8 * 24  # for each weight: L-BFGS keeps ten steps and as many gradients
LEAST = 3  # sightings that an n-gram stands in: rarer ones double the time and tell nothing


def linear_probability(candidates: Candidates, folds: int, seed: int) -> Reals:
    """(n,) cross-fitted probability that a candidate's sentence states its predicate.

    ``ResourceError`` where predicates times n-grams are more than this machine's memory holds.
    """
    from sklearn.linear_model import LogisticRegression
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

    sightings = candidates.sightings
    features = weighted(hashed_ngrams(sightings.texts, sightings.spans), LEAST).tocsr()
    none = len(candidates.predicates)
    require_memory(none + 1, features.shape[1])
    background = candidates.background()
    rows = np.concatenate([candidates.sighting, background])
    labels = np.concatenate([candidates.predicate, np.full(len(background), none)])
    share = 1 / np.bincount(rows)[rows]  # a sighting weighs 1, whatever it is labelled
    fold = folds_of(candidates, folds, seed)
    found = np.zeros(len(candidates.sighting))
    for number in range(folds):
        train = fold[rows] != number
        held = np.flatnonzero(fold[candidates.sighting] == number)
        if not len(held):
            continue
        if len(np.unique(labels[train])) < 2:
            found[held] = 0.5  # nothing to tell apart
            continue
        model = LogisticRegression(C=STRENGTH, max_iter=ITERATIONS, tol=1e-3)
        with threadpool_limits(1), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # L-BFGS is stopped early on purpose
            model.fit(features[rows[train]], labels[train], sample_weight=share[train])
            posterior = model.predict_proba(features[candidates.sighting[held]])
        column = np.searchsorted(model.classes_, candidates.predicate[held])
        known = model.classes_[np.minimum(column, len(model.classes_) - 1)]
        own = posterior[np.arange(len(held)), np.minimum(column, len(model.classes_) - 1)]
        found[held] = np.where(known == candidates.predicate[held], own, 0.0)
    return found


def require_memory(n_classes: int, n_features: int) -> None:
    """Refuse what the fit has no room for, before it begins."""
    needed = n_classes * n_features * _BYTES
    held = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    if needed > held:
        raise ResourceError(
            f"denoising.method linear_crossfit: {n_classes} predicates times {n_features} n-grams "
            f"take about {needed / 1e9:.0f} GB, found {held / 1e9:.0f} GB; take another method "
            "(self_ensemble is the default) or fewer predicates"
        )
