"""How often is a triple with this confidence right? Learnt from judged triples.

Isotonic regression on the confidences that extractors give (Zadrozny and Elkan, 2002), in three
steps that each shrink towards the one before: a logistic curve over all judged triples (Platt,
1999), then a curve for all, one for each extractor, one for each of its predicates. A step adds to
every confidence that was judged some imagined verdicts of the curve before it, so that few verdicts change
little; how many is chosen by cross-validation (log loss). Every curve rises. What comes from an extractor that nobody judged keeps
its confidence.
"""

import json
import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from kg_pipeline.errors import DataError
from kg_pipeline.records import Triple
from kg_pipeline.storage import write_json

_STRENGTHS = (1.0, 2.0, 5.0, 10.0, 20.0, 50.0)  # imagined verdicts
_N_FOLDS = 5
_LEAST = 1e-3  # probability; keeps a single surprise from deciding everything
_VERSION = 1


@dataclass(frozen=True, slots=True)
class Curve:
    """A rising curve through the points (x, y), straight between them, level outside."""

    x: tuple[float, ...]
    y: tuple[float, ...]

    def __call__(self, confidence: float) -> float:
        place = bisect_left(self.x, confidence)
        if place == 0:
            return self.y[0]
        if place == len(self.x):
            return self.y[-1]
        left, right = self.x[place - 1], self.x[place]
        share = (confidence - left) / (right - left)
        return self.y[place - 1] + share * (self.y[place] - self.y[place - 1])


@dataclass(frozen=True, slots=True)
class Calibration:
    """Curves by extractor, and by ``extractor/predicate``; without any, confidences stay."""

    extractors: Mapping[str, Curve] = field(default_factory=dict)
    predicates: Mapping[str, Curve] = field(default_factory=dict)

    def of(self, triple: Triple) -> float:
        """How likely a triple is right."""
        if not self.extractors:
            return triple.confidence
        return self.at(triple.extractor, triple.predicate, triple.confidence)

    def at(self, extractor: str, predicate: str, confidence: float) -> float:
        """As ``of``, for the parts that matter."""
        curve = self.predicates.get(f"{extractor}/{predicate}") or self.extractors.get(extractor)
        return confidence if curve is None else curve(confidence)


@dataclass(frozen=True, slots=True, order=True)
class Judged:
    """A triple's extractor, predicate ("" for none) and confidence, and whether it is right."""

    extractor: str
    predicate: str
    confidence: float
    correct: bool


Verdicts = Mapping[Judged, int]  # how many verdicts of each kind


def fit(judged: Iterable[Judged]) -> Calibration:
    """The curves of judged triples, the same for any order of them."""
    rows = sorted(judged)
    counts = Counter(rows)
    return _curves(counts, _logistic(counts), _best_strength(rows, counts))


def folds(n_rows: int, seed: int = 0) -> list[list[int]]:
    """Places of the rows, parted at random into five of like size."""
    import numpy as np

    fold = np.random.default_rng(seed).permutation(n_rows) % _N_FOLDS
    return [np.flatnonzero(fold == number).tolist() for number in range(_N_FOLDS)]


def _best_strength(rows: Sequence[Judged], counts: Verdicts) -> float:
    """The strength with the least log loss of verdicts by curves fitted without their fold."""
    losses = dict.fromkeys(_STRENGTHS, 0.0)
    for places in folds(len(rows)):
        held_out = Counter(rows[place] for place in places)
        rest = {row: n - held_out[row] for row, n in counts.items() if n > held_out[row]}
        if not rest:
            continue
        pooled = _logistic(rest)
        for strength in _STRENGTHS:
            calibration = _curves(rest, pooled, strength)
            for row, n in held_out.items():
                right = calibration.at(row.extractor, row.predicate, row.confidence)
                likely = right if row.correct else 1.0 - right
                losses[strength] -= n * math.log(max(likely, _LEAST))
    # The stronger of two that do equally well: fewer verdicts are believed.
    return min(_STRENGTHS, key=lambda strength: (round(losses[strength], 9), -strength))


def _curves(counts: Verdicts, pooled: Callable[[float], float], strength: float) -> Calibration:
    everything = _isotonic(counts, pooled, strength)
    extractors: dict[str, Curve] = {}
    predicates: dict[str, Curve] = {}
    for extractor, some in _grouped(counts, lambda row: row.extractor).items():
        extractors[extractor] = own = _isotonic(some, everything, strength)
        for predicate, few in _grouped(some, lambda row: row.predicate).items():
            if predicate:
                predicates[f"{extractor}/{predicate}"] = _isotonic(few, own, strength)
    return Calibration(extractors, predicates)


def _grouped(counts: Verdicts, key: Callable[[Judged], str]) -> dict[str, dict[Judged, int]]:
    groups: dict[str, dict[Judged, int]] = {}
    for row, n in counts.items():
        groups.setdefault(key(row), {})[row] = n
    return groups


def _logistic(counts: Verdicts) -> Callable[[float], float]:
    """Platt's curve, with his targets that are never quite 0 or 1; falling ones are levelled."""
    import numpy as np
    from sklearn.linear_model import LogisticRegression

    n_right = sum(n for row, n in counts.items() if row.correct)
    n_wrong = sum(counts.values()) - n_right
    high, low = (n_right + 1) / (n_right + 2), 1 / (n_wrong + 2)
    target = np.array([high if row.correct else low for row in counts])
    number = np.array(list(counts.values()), dtype=float)
    x = np.array([[row.confidence] for row in counts] * 2)
    y = np.repeat([1, 0], len(counts))
    weight = np.concatenate([number * target, number * (1 - target)])
    model = LogisticRegression(C=100.0).fit(x, y, sample_weight=weight)
    slope, level = float(model.coef_[0][0]), float(model.intercept_[0])
    if slope < 0:
        mean = float((number * target).sum() / number.sum())
        slope, level = 0.0, math.log(mean / (1 - mean))
    return lambda confidence: 1 / (1 + math.exp(-(slope * confidence + level)))


def _isotonic(counts: Verdicts, before: Callable[[float], float], strength: float) -> Curve:
    from sklearn.isotonic import IsotonicRegression

    right: dict[float, list[int]] = {}
    for row, n in counts.items():
        found = right.setdefault(row.confidence, [0, 0])
        found[0] += n if row.correct else 0
        found[1] += n
    x = sorted(right)
    weight = [right[one][1] + strength for one in x]
    target = [
        (right[one][0] + strength * before(one)) / total
        for one, total in zip(x, weight, strict=True)
    ]
    if len(x) == 1:
        return Curve((x[0],), (round(target[0], 6),))
    y = IsotonicRegression(y_min=0.0, y_max=1.0).fit_transform(x, target, sample_weight=weight)
    return Curve(tuple(x), tuple(round(float(value), 6) for value in y))


def read_judged(path: Path) -> list[Judged]:
    """Rows of a JSON-lines or Parquet file; ``DataError`` names the first one that does not fit."""
    if not path.is_file():
        raise DataError(f"{path}: expected a .jsonl or .parquet file of judged triples, found none")
    if path.suffix == ".parquet":
        from kg_pipeline.storage import read_table

        rows = read_table(path).to_pylist()
    else:
        lines = path.read_text(encoding="utf-8").split("\n")
        rows = [_json(path, n, line) for n, line in enumerate(lines, 1) if line.strip()]
    judged = [_judged(path, number, row) for number, row in enumerate(rows, start=1)]
    verdicts = {row.correct for row in judged}
    if len(verdicts) < 2:
        raise DataError(
            f"{path}: expected right and wrong triples, found {len(judged)} rows of one kind; "
            "judge a random sample, the wrong ones included"
        )
    return judged


def _json(path: Path, number: int, line: str) -> object:
    try:
        return json.loads(line)
    except ValueError as error:
        raise DataError(f"{path}, line {number}: no JSON: {line[:80]!r}") from error


def _judged(path: Path, number: int, row: object) -> Judged:
    if isinstance(row, dict):
        extractor, correct, confidence = (
            row.get(name) for name in ("extractor", "correct", "confidence")
        )
        sure = confidence if isinstance(confidence, int | float) else -1.0
        if isinstance(extractor, str) and 0.0 <= sure <= 1.0 and isinstance(correct, bool):
            return Judged(extractor, str(row.get("predicate") or ""), float(sure), correct)
    raise DataError(
        f"{path}, row {number}: expected extractor (text), confidence (0 to 1), correct (true or "
        f"false) and perhaps predicate, found {row!r:.120}"
    )


def write_calibration(calibration: Calibration, path: Path) -> None:
    """Write curves as JSON."""
    write_json(path, {"version": _VERSION, **asdict(calibration)})


def load_calibration(path: Path | None) -> Calibration:
    """Read what ``write_calibration`` wrote; without a path confidences stay as they are."""
    if path is None:
        return Calibration()
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        if raw["version"] != _VERSION:
            raise ValueError(f"version {raw['version']}")
        curves = [
            {name: Curve(tuple(curve["x"]), tuple(curve["y"])) for name, curve in raw[part].items()}
            for part in ("extractors", "predicates")
        ]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise DataError(
            f"{path}: expected what kg-pipeline calibrate writes (version {_VERSION}), "
            f"found {error}"
        ) from error
    return Calibration(*curves)
