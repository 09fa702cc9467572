"""The cross-fitted linear classifier: DSGAN's cheap rival.

Multinomial logistic regression on the n-grams around the marked mentions (features.py), fitted by
L-BFGS on all predicates and *none*; a sentence is judged by a classifier that never saw its pair.
"""

import warnings

import numpy as np
from numpy.typing import NDArray

from kg_pipeline.denoising.candidates import Candidates, folds_of
from kg_pipeline.denoising.features import hashed_ngrams, weighted

Reals = NDArray[np.float64]

STRENGTH = 2.0  # inverse of the L2 penalty, as scikit-learn counts it
ITERATIONS = 30
LEAST = 3  # sightings that an n-gram stands in: rarer ones double the time and tell nothing


def linear_probability(candidates: Candidates, folds: int, seed: int) -> Reals:
    """(n,) cross-fitted probability that a candidate's sentence states its predicate."""
    from sklearn.linear_model import LogisticRegression
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

    sightings = candidates.sightings
    features = weighted(hashed_ngrams(sightings.texts, sightings.spans), LEAST).tocsr()
    background = candidates.background()
    rows = np.concatenate([candidates.sighting, background])
    none = len(candidates.predicates)
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
