"""Makes the weights of the advertising model from the lines beside this script and data/demo.

    python scripts/advertising/train.py [--seed 1] [--held-out]

--held-out writes nothing; it leaves out one kind of lines after the other and tells how many of it are
taken, at the threshold that the filter has by default.
"""

import argparse
import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from lines import Line, written_lines
from scipy.sparse import csr_array, hstack
from sklearn.linear_model import LogisticRegression

from kg_pipeline.cleaning.advertisements import AdvertisementsSettings
from kg_pipeline.cleaning.advertising import (
    N_BUCKETS,
    WEIGHTS,
    AdvertisingModel,
    Features,
    cue_values,
    features_of,
)

ROOT = Path(__file__).parents[2]
_GRAM_SCALE = 12.0  # how freely n-grams are weighed beside cues
_PENALTY = 1.0  # inverse strength of the penalty
_LONGEST = 150


def demo_lines() -> list[Line]:
    """The lines of the demo's documents; none of them advertises."""
    paths = sorted((ROOT / "data" / "demo" / "documents").rglob("*.*"))
    rows = (row.strip() for path in paths for row in path.read_text(encoding="utf-8").split("\n"))
    parts = (part + "。" for row in rows for part in row.split("。") if 8 <= len(part) <= _LONGEST)
    return [Line(text, "look_alikes Demo", False) for text in dict.fromkeys(parts)]


def matrix(features: Sequence[Features]) -> csr_array:
    """(lines, cues · 4 + buckets): a row of n-grams has the length of ``_GRAM_SCALE``."""
    edges = np.concatenate(([0], np.cumsum([len(one.grams) for one in features])))
    values = np.concatenate(
        [np.full(len(one.grams), _GRAM_SCALE / len(one.grams) ** 0.5) for one in features]
    )
    columns = np.concatenate([one.grams for one in features])
    grams = csr_array((values, columns, edges), shape=(len(features), N_BUCKETS))
    found = hstack([csr_array([cue_values(one.cues) for one in features]), grams]).tocsr()
    found.indices, found.indptr = found.indices.astype(np.int32), found.indptr.astype(np.int32)
    return found


def trained(rows: csr_array, truth: np.ndarray, seed: int) -> AdvertisingModel:
    """Logistic regression; weights are rounded as they are stored."""
    model = LogisticRegression(C=_PENALTY, solver="liblinear", random_state=seed, max_iter=500)
    model.fit(rows, truth)
    weights, n_cues = model.coef_[0], rows.shape[1] - N_BUCKETS
    grams = (weights[n_cues:] * _GRAM_SCALE).astype(np.float16)
    cues = weights[:n_cues].astype(np.float32)
    return AdvertisingModel(grams, cues, float(model.intercept_[0]))


def held_out(lines: Sequence[Line], rows: csr_array, seed: int) -> None:
    """The table of kinds, each scored by a model that has seen nothing of it."""
    kinds = np.array([line.kind for line in lines])
    truth = np.array([line.is_advertisement for line in lines])
    threshold = AdvertisementsSettings().threshold
    print("| kind left out | lines | taken |\n|---|---|---|")
    totals = {True: [0, 0], False: [0, 0]}
    for kind in dict.fromkeys(kinds):
        model = trained(rows[kinds != kind], truth[kinds != kind], seed)
        texts = [line.text for line in lines if line.kind == kind]
        taken = sum(model.score(text) >= threshold for text in texts)
        print(f"| {kind} | {len(texts)} | {taken / len(texts):.3f} |")
        totals[kind.startswith("adv")][0] += taken
        totals[kind.startswith("adv")][1] += len(texts)
    for is_advertisement, (taken, number) in totals.items():
        name = "advertisements" if is_advertisement else "look-alikes"
        print(f"| all {name} | {number} | {taken / number:.3f} |")


def main() -> None:
    """Train and write, or hold out."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--held-out", action="store_true")
    arguments = parser.parse_args()
    lines = [*written_lines(random.Random(arguments.seed)), *demo_lines()]
    rows = matrix([features_of(line.text) for line in lines])
    truth = np.array([line.is_advertisement for line in lines])
    print(f"{truth.sum()} advertisements, {(~truth).sum()} look-alikes")
    if arguments.held_out:
        held_out(lines, rows, arguments.seed)
        return
    path = ROOT / "kg_pipeline" / "cleaning" / WEIGHTS
    trained(rows, truth, arguments.seed).save(path)
    print(f"{path.relative_to(ROOT)}: {path.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
