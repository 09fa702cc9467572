"""Denoising against truth: every method on every judged set, with paired bootstrap intervals.

    python scripts/benchmarks/denoising.py --data PATH --scores FOLDER [--sets …] [--methods …]

Prints, for each set and half, precision at the truth's yield, AUROC, the area under the curve of
precision over all yields, the best F1 and, at the method's own threshold, F1 and the share kept;
and the default's difference to the best cheap rival. Settings were chosen on the halves "tune" of
finre_multi, finre_noise50 and sanwen (pairs by their hash); "report" is the other half.

A method is NAME, NAME@ENCODER, or either with ``+option=value`` for a setting, as in
``dsgan@cnn+competition=ignored``. Scores are kept in FOLDER, so that a run can be taken up again;
the sets are described in denoising_sets.py.
"""

import argparse
import time
from pathlib import Path
from typing import Any

import numpy as np
from denoising_scores import FIGURES, Bootstrap, best_rival, interval
from denoising_sets import Judged, data_sets
from numpy.typing import NDArray

from kg_pipeline.calibration import Judged as Verdict
from kg_pipeline.calibration import fit
from kg_pipeline.calibration_report import expected_error
from kg_pipeline.denoising.methods import Denoised, denoise, with_competition
from kg_pipeline.denoising.settings import DenoisingSettings
from kg_pipeline.settings import parse_settings

Reals = NDArray[np.float64]

IGNORED = "+competition=ignored"
DEFAULT = DenoisingSettings().method
CHEAP = ("keep_all", "random", "frequency", "competition", "linear_crossfit")
NEURAL = ("pretrained_generator", "self_ensemble", "dsgan", "dsgan_shared")
METHODS = (
    *CHEAP,
    f"linear_crossfit{IGNORED}",
    *NEURAL,
    *(f"{name}{IGNORED}" for name in ("pretrained_generator", "dsgan", "dsgan_shared")),
    *(f"{name}@cnn" for name in NEURAL),
)
CHEAP_RIVALS = (*CHEAP, f"linear_crossfit{IGNORED}")
_PARTS = ("all", "tune", "report")


def settings_of(name: str, features: Path) -> DenoisingSettings:
    """``dsgan@cnn+adversarial.bag_size=16`` → settings."""
    method, *options = name.split("+")
    method, _, encoder = method.partition("@")
    raw: dict[str, Any] = {"method": method, "cache": str(features)}
    if encoder:
        raw["encoder"] = encoder
    for option in options:
        key, _, value = option.partition("=")
        *folders, last = key.split(".")
        place = raw
        for folder in folders:
            place = place.setdefault(folder, {})
        place[last] = value
    return parse_settings(DenoisingSettings, raw, f"--methods {name}")


def file_of(place: Path, method: str, seed: int) -> Path:
    """Where the scores of one run are kept; an encoder's folder may stand in a method's name."""
    return place / f"{method.replace('/', '_')}.{seed}.npz"


def scores_of(world: Judged, method: str, seed: int, place: Path) -> Reals:
    """Keep probability of every row with a predicate, computed or read; its seconds beside it."""
    path, settings = file_of(place, method, seed), settings_of(method, place.parent / "features")
    if not path.is_file():
        started, known = time.perf_counter(), file_of(place, method + IGNORED, seed)
        if known.is_file():  # the same probabilities, only shared out
            alone = np.zeros(len(world.candidates.sighting))
            alone[world.rows] = np.load(known)["keep"]
            of_all = settings.method == "linear_crossfit"
            found = with_competition(
                world.candidates, Denoised(alone, []), settings, of_all=of_all
            ).keep_probability
        else:
            found = denoise(world.candidates, settings, seed).keep_probability
        place.mkdir(parents=True, exist_ok=True)
        np.savez(path, keep=found[world.rows], seconds=time.perf_counter() - started)
    with np.load(path) as stored:
        return np.asarray(stored["keep"], np.float64)


def part_of(world: Judged, part: str) -> NDArray[np.bool_]:
    """Rows of a half, by the hash of their pair."""
    half = world.pairs % 2
    return np.ones(len(half), bool) if part == "all" else half == int(part == "report")


def at_threshold(keep: Reals, truth: NDArray[np.bool_]) -> tuple[float, float]:
    """F1 and share kept at keep probabilities above one half."""
    kept = keep > 0.5
    f1 = 2 * float(truth[kept].sum()) / max(1.0, float(kept.sum() + truth.sum()))
    return f1, float(kept.mean())


def compare(
    name: str, world: Judged, runs: dict[str, list[Reals]], n_samples: int, place: Path
) -> None:
    """Print one set's tables."""
    for part in _PARTS:
        where = part_of(world, part)
        truth = world.truth[where]
        print(f"\n### {name}, {part}: {len(truth)} pairs, {100 * truth.mean():.1f} % true\n")
        print(
            "| method | precision at the truth's yield | AUROC | area precision–yield | best F1 "
            "| F1 at ½ | kept | s |\n|---|---|---|---|---|---|---|---|"
        )
        bootstrap = Bootstrap(world.pairs[where], n_samples)
        figures: dict[str, Reals] = {}
        for method, found in runs.items():
            scores = [keep[where] for keep in found]
            figures[method] = bootstrap.figures(scores, truth)
            columns = [str(interval(figures[method][:, n])) for n in range(len(FIGURES))]
            own = np.array([at_threshold(keep, truth) for keep in scores])
            f1, kept = own.mean(0)
            seconds = np.mean([_seconds(place, method, seed) for seed in range(len(found))])
            line = f"| {method} | {' | '.join(columns)} | {100 * f1:.1f} | {100 * kept:.0f} %"
            print(f"{line} | {seconds:.1f} |", flush=True)
        if DEFAULT in figures and any(rival in figures for rival in CHEAP_RIVALS):
            rival = best_rival(figures, CHEAP_RIVALS)
            for n, figure in enumerate(FIGURES[:2]):
                ahead = interval(figures[DEFAULT][:, n] - figures[rival][:, n])
                print(f"\n{DEFAULT} against {rival}, {figure}: {ahead.signed()}")


def calibration(world: Judged, runs: list[Reals]) -> None:
    """Print the default's calibration error on "report", raw and with the curve of "tune"."""
    tune, report = part_of(world, "tune"), part_of(world, "report")
    errors = []
    for keep in runs:
        known = zip(keep[tune].tolist(), world.truth[tune].tolist(), strict=True)
        curve = fit(Verdict("denoising", "", value, true) for value, true in known)
        held, truth = keep[report], world.truth[report].astype(np.float64)
        calibrated = np.array([curve.at("denoising", "", value) for value in held.tolist()])
        errors.append([expected_error(held, truth), expected_error(calibrated, truth)])
    before, after = np.mean(errors, axis=0)
    print(f"\n{DEFAULT}, calibration error on report: {before:.3f}, calibrated on tune {after:.3f}")


def _seconds(place: Path, method: str, seed: int) -> float:
    with np.load(file_of(place, method, seed)) as stored:
        return float(stored["seconds"])


def main() -> None:
    """Read the arguments, compute what is missing, print the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--scores", type=Path, required=True, help="folder for scores and features")
    parser.add_argument("--sets", help="comma list; all without it")
    parser.add_argument("--methods", help="comma list; all without it")
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--samples", type=int, default=1000, help="of the bootstrap")
    parser.add_argument("--compute-only", action="store_true")
    arguments = parser.parse_args()
    sets = data_sets(arguments.data)
    methods = arguments.methods.split(",") if arguments.methods else list(METHODS)
    for name in arguments.sets.split(",") if arguments.sets else list(sets):
        try:
            world = sets[name]()
        except FileNotFoundError as error:
            print(f"\n{name}: left out, {error.filename} is missing")
            continue
        place = arguments.scores / name
        runs = {
            method: [scores_of(world, method, seed, place) for seed in range(arguments.seeds)]
            for method in sorted(methods, key=lambda method: IGNORED not in method)
        }
        if not arguments.compute_only:
            compare(name, world, runs, arguments.samples, place)
            if DEFAULT in runs:
                calibration(world, runs[DEFAULT])


if __name__ == "__main__":
    main()
