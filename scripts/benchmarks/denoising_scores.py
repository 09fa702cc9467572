"""Figures of ranked candidates with 95 % bootstrap intervals, resampled by pair of entities.

All methods of a set are resampled together, so that their differences are paired. Seeds of one
method are averaged within every resample.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Reals = NDArray[np.float64]
Runs = Sequence[Reals]  # scores of all rows, one array a seed

FIGURES = ("precision", "auroc", "area", "f1")


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure with its 95 % percentile interval."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{100 * self.value:.1f} [{100 * self.low:.1f}, {100 * self.high:.1f}]"

    def signed(self) -> str:
        """With its sign: for differences."""
        return f"{100 * self.value:+.1f} [{100 * self.low:+.1f}, {100 * self.high:+.1f}]"


class Ranked:
    """Scores once in order, tied ones as one step: every resample only needs weights."""

    def __init__(self, scores: Reals, truth: NDArray[np.bool_]) -> None:
        self._order = np.argsort(-scores, kind="stable")
        ordered = scores[self._order]
        self._ends = np.flatnonzero(np.append(np.diff(ordered) != 0, True))
        self._truth = truth[self._order]

    def curve(self, weights: Reals) -> tuple[Reals, Reals]:
        """Weight and true weight of what comes first, after each step, from nothing to all."""
        weight = weights[self._order]
        kept = np.append(0.0, np.cumsum(weight)[self._ends])
        return kept, np.append(0.0, np.cumsum(weight * self._truth)[self._ends])

    def figures(self, weights: Reals) -> Reals:
        """Precision at the truth's yield, AUROC, area under precision–yield, best F1: (4,).

        weights: (n,) how often each row counts. Ties count with their mean truth.
        """
        kept, right = self.curve(weights)
        n_all, n_true = kept[-1], right[-1]
        precision = np.interp(n_true, kept, right) / n_true
        wrong = kept - right
        auroc = np.trapezoid(right, wrong) / (n_true * wrong[-1])
        yields = np.linspace(0.01, 1.0, 100) * n_all
        area = float(np.mean(np.interp(yields, kept, right) / yields))
        f1 = float((2 * right / (kept + n_true)).max())
        return np.array([precision, auroc, area, f1])


class Bootstrap:
    """Resamples of one set's pairs, the same for every method."""

    def __init__(self, pairs: NDArray[np.int64], n_samples: int, seed: int = 0) -> None:
        _, pair = np.unique(pairs, return_inverse=True)
        n_pairs, rng = int(pair.max()) + 1, np.random.default_rng(seed)
        draws = (rng.integers(0, n_pairs, n_pairs) for _ in range(n_samples))
        counts = (np.bincount(draw, minlength=n_pairs)[pair] for draw in draws)
        self.weights = [np.ones(len(pairs)), *(count.astype(np.float64) for count in counts)]

    def figures(self, runs: Runs, truth: NDArray[np.bool_]) -> Reals:
        """(1 + samples, 4): the figures of all rows, then of each resample; mean over seeds."""
        ranked = [Ranked(run, truth) for run in runs]
        return np.array(
            [np.mean([one.figures(weight) for one in ranked], axis=0) for weight in self.weights]
        )


def interval(values: Reals) -> Interval:
    """values: the figure itself, then its resamples."""
    low, high = np.percentile(values[1:], [2.5, 97.5])
    return Interval(float(values[0]), float(low), float(high))


def best_rival(figures: Mapping[str, Reals], rivals: Sequence[str]) -> str:
    """The rival with the highest precision at the truth's yield."""
    return max((name for name in rivals if name in figures), key=lambda name: figures[name][0, 0])
