"""Numbers by which runs are compared."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Reals = npt.NDArray[np.float64]
Span = tuple[int, int, int]  # text, start, end


@dataclass(frozen=True, slots=True)
class Counted:
    """Precision, recall and F1 from counts; 0 where nothing was found or wanted."""

    n_found: int
    n_wanted: int
    n_right: int

    @property
    def precision(self) -> float:
        return self.n_right / self.n_found if self.n_found else 0.0

    @property
    def recall(self) -> float:
        return self.n_right / self.n_wanted if self.n_wanted else 0.0

    @property
    def f1(self) -> float:
        total = self.n_found + self.n_wanted
        return 2 * self.n_right / total if total else 0.0


def span_score(found: Iterable[Span], wanted: Iterable[Span]) -> Counted:
    """Strict: both ends must agree."""
    found_set, wanted_set = set(found), set(wanted)
    return Counted(len(found_set), len(wanted_set), len(found_set & wanted_set))


def auroc(scores: Sequence[float], labels: Sequence[bool]) -> float | None:
    """Probability that a positive outranks a negative (ties half); ``None`` if one is missing."""
    from sklearn.metrics import roc_auc_score

    if len(set(labels)) < 2:
        return None
    return float(roc_auc_score(labels, scores))


@dataclass(frozen=True, slots=True)
class Difference:
    """Mean difference of paired items with its 95 % interval."""

    mean: float
    low: float
    high: float


def paired_difference(
    first: Reals, second: Reals, seed: int = 0, n_resamples: int = 2000
) -> Difference:
    """Bootstrap over items of ``first − second`` (Efron and Tibshirani, 1993).

    first, second: (S, I) whether each of I items is right in each of S seeds, or (I,).
    Items are drawn with replacement; seeds are averaged, pair by pair.
    """
    gaps = np.atleast_2d(first).mean(axis=0) - np.atleast_2d(second).mean(axis=0)
    chance = np.random.default_rng(seed)
    draws = chance.integers(0, len(gaps), size=(n_resamples, len(gaps)))
    means = gaps[draws].mean(axis=1)
    low, high = np.quantile(means, [0.025, 0.975])
    return Difference(float(gaps.mean()), float(low), float(high))


def mean_and_sd(values: Sequence[float]) -> tuple[float, float]:
    """Mean and sample standard deviation (0 for one value)."""
    array = np.asarray(values, dtype=np.float64)
    return float(array.mean()), float(array.std(ddof=1)) if len(array) > 1 else 0.0


def macro_f1(predicted: Sequence[int], wanted: Sequence[int]) -> float:
    """Mean F1 over the labels that occur."""
    from sklearn.metrics import f1_score

    return float(f1_score(wanted, predicted, average="macro", zero_division=0.0))
