"""What is calibration worth? Expected calibration error (Guo et al., 2017) by cross-validation.

A verdict is predicted by curves that were fitted without it. Ten bins of equal width; intervals are
percentiles of a bootstrap over the judged triples.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kg_pipeline.calibration import Judged, fit, folds

Numbers = npt.NDArray[np.float64]

_N_BINS = 10
_N_SAMPLES = 1000


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with its 95 % interval."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.value:.3f} [{self.low:.3f}, {self.high:.3f}]"


@dataclass(frozen=True, slots=True)
class Bin:
    """Judged triples of like confidence: how many, what was said, what was true."""

    begin: float
    n: int
    confidence: float
    correct: float


@dataclass(frozen=True, slots=True)
class CalibrationReport:
    """Errors before and after, and the bins of both."""

    n_judged: int
    error_before: Estimate
    error_after: Estimate
    brier_before: float
    brier_after: float
    before: tuple[Bin, ...]
    after: tuple[Bin, ...]


def cross_validated(judged: Sequence[Judged], seed: int = 0) -> CalibrationReport:
    """Errors of the raw and of the calibrated confidences, the same for any order of the rows."""
    rows = sorted(judged)
    raw = np.array([row.confidence for row in rows])
    truth = np.array([row.correct for row in rows], dtype=np.float64)
    calibrated = _out_of_fold(rows, seed)
    return CalibrationReport(
        len(rows),
        _estimate(raw, truth, seed),
        _estimate(calibrated, truth, seed),
        float(np.mean((raw - truth) ** 2)),
        float(np.mean((calibrated - truth) ** 2)),
        bins(raw, truth),
        bins(calibrated, truth),
    )


def _out_of_fold(rows: Sequence[Judged], seed: int) -> Numbers:
    """Each row's confidence by curves of the other folds."""
    predicted = np.empty(len(rows))
    for held_out in folds(len(rows), seed):
        out = set(held_out)
        calibration = fit(row for place, row in enumerate(rows) if place not in out)
        for place in held_out:
            row = rows[place]
            predicted[place] = calibration.at(row.extractor, row.predicate, row.confidence)
    return predicted


def expected_error(confidence: Numbers, truth: Numbers) -> float:
    """Mean distance of what is said from what is true, over bins, each by its size."""
    place = np.minimum((confidence * _N_BINS).astype(np.int64), _N_BINS - 1)
    distance = np.bincount(place, weights=confidence - truth, minlength=_N_BINS)
    return float(np.abs(distance).sum() / len(truth))


def _estimate(confidence: Numbers, truth: Numbers, seed: int) -> Estimate:
    rng = np.random.default_rng(seed)
    samples = rng.integers(0, len(truth), size=(_N_SAMPLES, len(truth)))
    errors = [expected_error(confidence[sample], truth[sample]) for sample in samples]
    low, high = np.percentile(errors, [2.5, 97.5])
    return Estimate(expected_error(confidence, truth), float(low), float(high))


def bins(confidence: Numbers, truth: Numbers) -> tuple[Bin, ...]:
    """The bins that hold something."""
    place = np.minimum((confidence * _N_BINS).astype(np.int64), _N_BINS - 1)
    return tuple(
        Bin(
            number / _N_BINS,
            int((place == number).sum()),
            float(confidence[place == number].mean()),
            float(truth[place == number].mean()),
        )
        for number in range(_N_BINS)
        if (place == number).any()
    )


def as_markdown(report: CalibrationReport) -> str:
    """The report as tables."""
    lines = [
        f"| {report.n_judged} judged triples | expected calibration error [95 %] | Brier score |",
        "|---|---|---|",
        f"| as extracted | {report.error_before} | {report.brier_before:.3f} |",
        f"| calibrated, cross-validated | {report.error_after} | {report.brier_after:.3f} |",
        "",
        "| | confidence from | triples | mean confidence | right |",
        "|---|---|---|---|---|",
    ]
    for name, some in (("as extracted", report.before), ("calibrated", report.after)):
        lines += [
            f"| {name} | {one.begin:.1f} | {one.n} | {one.confidence:.3f} | {one.correct:.3f} |"
            for one in some
        ]
    return "\n".join(lines)
