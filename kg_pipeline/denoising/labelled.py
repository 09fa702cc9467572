"""Keep probabilities made honest by a labelled sample.

Labelled rows that stand among the candidates say how often a keep probability was right; the curve
through them (kg_pipeline/calibration.py: Platt, then isotonic, for all and for each predicate)
replaces every candidate's. What it is worth is measured by cross-validation on the sample.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg_pipeline.calibration import Judged, fit
from kg_pipeline.calibration_report import cross_validated
from kg_pipeline.denoising.candidates import Candidates
from kg_pipeline.denoising.methods import recentred
from kg_pipeline.denoising.rows import candidate_of, read_rows, shown
from kg_pipeline.errors import DataError

Reals = NDArray[np.float64]

_SOURCE = "denoising"
_LEAST = 20  # labelled rows found among the candidates


@dataclass(frozen=True, slots=True)
class Calibrated:
    """keep_probability: (n,);  report: how many rows, calibration errors before and after."""

    keep_probability: Reals
    report: dict[str, Any]


def labels_of(candidates: Candidates, path: Path) -> dict[int, bool]:
    """Which candidates the rows of ``path`` call right and wrong; the last of several labels counts.

    The file: columns as for denoising, and ``correct``. Raises ``DataError`` where rows lack
    something or hardly any stands among the candidates.
    """
    found = _verdicts(candidates, path)
    if len(found) < _LEAST or len(set(found.values())) < 2:
        raise DataError(
            f"{path}: expected at least {_LEAST} labelled rows among the candidates, right and "
            f"wrong ones, found {len(found)}; text, spans and predicate must be equal"
        )
    return found


def calibrated(
    candidates: Candidates, keep: Reals, labels: Mapping[int, bool], threshold: float, seed: int
) -> Calibrated:
    """Calibrate on labelled candidates.

    labels: see ``labels_of``
    threshold: how likely a pair must be true to stay; it becomes one half in what is returned
    """
    known = [
        Judged(_SOURCE, candidates.predicates[candidates.predicate[row]], float(keep[row]), correct)
        for row, correct in labels.items()
    ]
    curves, worth = fit(known), cross_validated(known, seed)
    found = np.array(
        [
            curves.at(_SOURCE, candidates.predicates[predicate], float(value))
            for predicate, value in zip(candidates.predicate.tolist(), keep.tolist(), strict=True)
        ]
    )
    report = {
        "n_labelled": worth.n_judged,
        "error_before": asdict(worth.error_before),
        "error_after": asdict(worth.error_after),
    }
    return Calibrated(recentred(found, threshold), report)


def _verdicts(candidates: Candidates, path: Path) -> dict[int, bool]:
    sightings = candidates.sightings
    known: dict[tuple[str, tuple[int, ...], str], list[int]] = {}
    for number, (sighting, predicate) in enumerate(
        zip(candidates.sighting.tolist(), candidates.predicate.tolist(), strict=True)
    ):
        span = tuple(sightings.spans[sighting].tolist())
        key = (sightings.texts[sighting], span, candidates.predicates[predicate])
        known.setdefault(key, []).append(number)
    found: dict[int, bool] = {}
    for number, row in enumerate(read_rows(path).rows, start=1):
        place = f"{path}, row {number}"
        correct = row.get("correct")
        if not isinstance(correct, bool):
            raise DataError(
                f"{place}: expected correct to be true or false, found {shown(correct)}"
            )
        one = candidate_of(row, place)
        span = (one.subject_start, one.subject_end, one.object_start, one.object_end)
        found.update(dict.fromkeys(known.get((one.text, span, one.predicate or ""), ()), correct))
    return found
