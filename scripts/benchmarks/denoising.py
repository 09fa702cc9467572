"""Denoising against truth: precision at the truth's yield and AUROC of every method.

    python scripts/benchmarks/denoising.py --data PATH [--sets finre_multi,…] [--methods dsgan,…]

PATH holds finre_sanwen/ (FinRE, SanWen) and ds_noise_en/ (CrowdTruth). A graph is made of all
labelled pairs and aligned with all sentences of a pair; an alignment is true where the sentence
itself carries the label. Pairs without any relation are background.

finre_multi   only pairs with several sentences (40 % true)
finre         all pairs
finre_noise30, finre_noise50   labelled rows, that share of the predicates replaced by others
sanwen        the control: hardly any noise, so denoising must do no harm
crowdtruth    one predicate (cause), judged by a crowd; distant negatives are background

FinRE is shown as halves by pair: settings were chosen on "tune" alone, "report" is what counts.
"""

import argparse
import csv
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import roc_auc_score

from kg_pipeline.denoising.candidates import Candidate, CandidateBuilder, Candidates
from kg_pipeline.denoising.selection import METHODS, denoise, precision_at_yield
from kg_pipeline.denoising.settings import DenoisingSettings
from kg_pipeline.settings import parse_settings

NO_RELATION = "unknown"
Spans = tuple[int, int, int, int]
Labels = dict[tuple[str, str, str], set[str]]  # (head, tail, sentence) → relations


@dataclass(frozen=True, slots=True)
class Judged:
    """Candidates with the truth of every row that has a predicate, in the rows' order.

    parts: the rows that a line of the table speaks of, by name
    """

    candidates: Candidates
    truth: NDArray[np.bool_]
    parts: dict[str, NDArray[np.bool_]]


@dataclass(frozen=True, slots=True)
class Figures:
    """What one run of a method gave on one part."""

    precision: float
    auroc: float
    kept_share: float
    kept_precision: float


def occurrences(text: str, name: str) -> Iterator[tuple[int, int]]:
    """Spans of ``name`` in ``text``, overlapping ones too."""
    start = text.find(name)
    while start >= 0:
        yield start, start + len(name)
        start = text.find(name, start + 1)


def nearest_spans(text: str, head: str, tail: str) -> Spans:
    """The nearest occurrences of both names, apart from each other where that is possible."""
    pairs = [(a, b) for a in occurrences(text, head) for b in occurrences(text, tail)]
    (a, b) = min(
        pairs,
        key=lambda pair: (
            pair[0][0] < pair[1][1] and pair[1][0] < pair[0][1],
            abs(max(pair[0][0], pair[1][0]) - min(pair[0][1], pair[1][1])),
            pair,
        ),
    )
    return (*a, *b)


def read_labels(folder: Path) -> Labels:
    """Relations of every (head, tail, sentence) of train.txt and valid.txt."""
    labels: Labels = {}
    for name in ("train.txt", "valid.txt"):
        for line in (folder / name).read_text(encoding="utf-8").split("\n"):
            if line.strip():
                head, tail, relation, sentence = line.rstrip("\r").split("\t")
                labels.setdefault((head, tail, sentence), set()).add(relation)
    return labels


def aligned(labels: Labels, *, several_only: bool = False, halves: bool = True) -> Judged:
    """Distant supervision: every relation of a pair for every sentence of the pair."""
    graph: dict[tuple[str, str], set[str]] = {}
    n_sentences: dict[tuple[str, str], int] = {}
    for (head, tail, _), relations in labels.items():
        graph.setdefault((head, tail), set()).update(relations - {NO_RELATION})
        n_sentences[head, tail] = n_sentences.get((head, tail), 0) + 1
    builder, truth = CandidateBuilder(), []
    for (head, tail, text), relations in labels.items():
        pair = (head, tail)
        if graph[pair] and several_only and n_sentences[pair] == 1:
            continue
        spans = nearest_spans(text, head, tail)
        if not graph[pair]:
            builder.add(candidate(text, spans, None, pair))
        for relation in sorted(graph[pair]):
            builder.add(candidate(text, spans, relation, pair))
            truth.append(relation in relations)
    return judged(builder, truth, halves=halves)


def judged(builder: CandidateBuilder, truth: list[bool], *, halves: bool) -> Judged:
    """The finished set, as two halves by pair or as one."""
    candidates = builder.build()
    if not halves:
        return Judged(candidates, np.array(truth), {"all": np.ones(len(truth), bool)})
    stated = candidates.rows[~candidates.is_background]
    half = (candidates.sightings.pair_codes % 2)[candidates.sighting[stated]]
    return Judged(candidates, np.array(truth), {"tune": half == 0, "report": half == 1})


def candidate(text: str, spans: Spans, relation: str | None, pair: tuple[str, str]) -> Candidate:
    """A row; its trigger is the predicate's name in the text."""
    trigger = relation is not None and relation in text
    return Candidate(text, *spans, predicate=relation, pair=pair, trigger=trigger)


def injected(labels: Labels, share: float) -> Judged:
    """Labelled rows; of each, with chance ``share``, the predicate is exchanged for another."""
    rng = np.random.default_rng(0)
    rows = [
        (head, tail, text, relation)
        for (head, tail, text), relations in labels.items()
        for relation in sorted(relations)
    ]
    drawn = [row[3] for row in rows if row[3] != NO_RELATION]
    builder, truth, seen = CandidateBuilder(), [], set()
    for head, tail, text, relation in rows:
        spans, stated = nearest_spans(text, head, tail), labels[head, tail, text]
        if relation == NO_RELATION:
            builder.add(candidate(text, spans, None, (head, tail)))
            continue
        if rng.random() < share:
            others = [name for name in rng.choice(drawn, 20).tolist() if name not in stated]
            relation = others[0]
        if (head, tail, text, relation) in seen:
            continue
        seen.add((head, tail, text, relation))
        builder.add(candidate(text, spans, relation, (head, tail)))
        truth.append(relation in stated)
    return judged(builder, truth, halves=True)


def crowd_judged(path: Path) -> Judged:
    """CrowdTruth ``cause``: distant positives are candidates, true where the crowd score is > 0."""
    builder, truth = CandidateBuilder(), []
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            spans = (int(row["b1"]), int(row["e1"]), int(row["b2"]), int(row["e2"]))
            positive = row["baseline"] == "1"
            pair = (row["term1"], row["term2"])
            builder.add(candidate(row["sentence"], spans, "cause" if positive else None, pair))
            if positive:
                truth.append(float(row["crowd"]) > 0)
    return judged(builder, truth, halves=False)


def data_sets(data: Path) -> Mapping[str, Callable[[], Judged]]:
    """All data sets by name; nothing is read before it is asked for."""
    finre, sanwen = (data / "finre_sanwen" / name for name in ("FinRE", "SanWen"))
    cause = data / "ds_noise_en" / "crowdtruth_med" / "ground_truth_cause.csv"
    return {
        "finre_multi": lambda: aligned(read_labels(finre), several_only=True),
        "finre": lambda: aligned(read_labels(finre)),
        "finre_noise30": lambda: injected(read_labels(finre), 0.3),
        "finre_noise50": lambda: injected(read_labels(finre), 0.5),
        "sanwen": lambda: aligned(read_labels(sanwen), halves=False),
        "crowdtruth": lambda: crowd_judged(cause),
    }


def keep_of_rows(candidates: Candidates, method: str, seed: int) -> NDArray[np.float64]:
    """Keep probability of every row with a predicate."""
    settings = parse_settings(DenoisingSettings, {"method": method}, "--methods")
    found = denoise(candidates, settings, seed).keep_probability
    return found[candidates.rows[~candidates.is_background]]


def figures(keep: NDArray[np.float64], truth: NDArray[np.bool_]) -> Figures:
    """Precision at the truth's yield, AUROC, and what the threshold one half would keep."""
    kept = keep > 0.5
    return Figures(
        precision=precision_at_yield(keep, truth, int(truth.sum())),
        auroc=float(roc_auc_score(truth, keep)),
        kept_share=float(kept.mean()),
        kept_precision=float(truth[kept].mean()) if kept.any() else float("nan"),
    )


def spread(values: list[float]) -> str:
    """Mean and standard deviation over seeds, in per cent."""
    return (
        f"{100 * np.mean(values):5.1f} ± {100 * np.std(values, ddof=1) if values[1:] else 0:3.1f}"
    )


def compare(name: str, world: Judged, methods: list[str], n_seeds: int) -> None:
    """Print one data set's lines."""
    for part, where in world.parts.items():
        truth = world.truth[where]
        print(f"\n{name} ({part}): {len(truth)} candidates, {100 * truth.mean():.1f} % true")
    print("| method | part | precision at yield | AUROC | kept at ½ | precision there | s |")
    print("|---|---|---|---|---|---|---|")
    for method in methods:
        runs: dict[str, list[Figures]] = {part: [] for part in world.parts}
        started = time.perf_counter()
        for seed in range(n_seeds):
            keep = keep_of_rows(world.candidates, method, seed)
            for part, where in world.parts.items():
                runs[part].append(figures(keep[where], world.truth[where]))
        seconds = (time.perf_counter() - started) / n_seeds
        for part, found in runs.items():
            columns = [
                spread([getattr(one, column) for one in found])
                for column in ("precision", "auroc", "kept_share", "kept_precision")
            ]
            print(f"| {method} | {part} | {' | '.join(columns)} | {seconds:.1f} |", flush=True)


def main() -> None:
    """Read the arguments and compare."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--sets", help="comma list; all without it")
    parser.add_argument("--methods", help="comma list; all without it")
    parser.add_argument("--seeds", type=int, default=3)
    arguments = parser.parse_args()
    sets = data_sets(arguments.data)
    methods = arguments.methods.split(",") if arguments.methods else list(METHODS)
    for name in arguments.sets.split(",") if arguments.sets else list(sets):
        try:
            world = sets[name]()
        except FileNotFoundError as error:
            print(f"\n{name}: left out, {error.filename} is missing")
            continue
        compare(name, world, methods, arguments.seeds)


if __name__ == "__main__":
    main()
