"""Is a relation classifier better for being trained on denoised pairs? FinRE/valid decides.

    python scripts/experiments/denoising_downstream.py --data PATH [--sets …] [--classifiers …]

PATH holds finre_sanwen/FinRE. Distant supervision is made of train.txt alone; pairs without a
relation are examples of none.

aligned   a graph of the labelled pairs, aligned with all sentences of a pair
noise30, noise50   the labelled rows, that share of the predicates exchanged for others

A classifier (``cnn``: piecewise, Zeng et al., EMNLP 2015; ``linear``: n-grams; both see mentions as
marks; settings chosen on a fifth of train.txt's pairs) is trained on: ``all`` pairs; ``weighted`` by
keep_probability; ``kept`` (above one half) alone; ``relabelled`` (what is rejected becomes none, as
in the corpus); ``random`` pairs, as many as are kept; ``true`` pairs alone, the most that denoising
could give. Printed: accuracy and micro F1 over the relations on the human labels of valid.txt,
mean ± standard deviation over seeds (of denoiser and classifier), and the difference of F1 from all
and from random with a 95 % interval (paired bootstrap over sentences, seeds averaged).
"""

import argparse
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from relation_classifiers import CLASSIFIERS, Codes, Training

from kg_pipeline.denoising.candidates import Candidate, CandidateBuilder, Candidates, Sightings
from kg_pipeline.denoising.methods import denoise
from kg_pipeline.denoising.settings import DenoisingSettings
from kg_pipeline.settings import parse_settings

NO_RELATION = "unknown"
DRAWS = 2000  # of the bootstrap
Labels = dict[tuple[str, str, str], set[str]]  # (head, tail, sentence) → relations
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Distant:
    """truth: (R,) of every row with a predicate whether the sentence carries that label."""

    candidates: Candidates
    truth: Flags


@dataclass(frozen=True, slots=True)
class How:
    """What one table is made with."""

    method: str
    classifier: str
    n_seeds: int


@dataclass(frozen=True, slots=True)
class Judged:
    """Of every sentence: the prediction is right; names a relation (and is right); carries one."""

    right: Flags
    hit: Flags
    predicted: Flags
    wanted: Flags

    def f1(self, times: NDArray[np.int64] | None = None) -> float:
        """Micro F1 over the relations; ``times``: how often each sentence counts."""
        weight = np.ones(len(self.hit), np.int64) if times is None else times
        total = int(weight @ self.predicted) + int(weight @ self.wanted)
        return 2 * int(weight @ self.hit) / max(total, 1)


def read_labels(path: Path) -> Labels:
    """Relations of every (head, tail, sentence)."""
    labels: Labels = {}
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.strip():
            head, tail, relation, sentence = line.rstrip("\r").split("\t")
            labels.setdefault((head, tail, sentence), set()).add(relation)
    return labels


def spans(text: str, head: str, tail: str) -> tuple[int, int, int, int]:
    """The nearest occurrences of both names, apart from each other where that is possible."""
    pairs = [(a, b) for a in _occurrences(text, head) for b in _occurrences(text, tail)]

    def badness(pair: tuple[int, int]) -> tuple[bool, int, int]:
        first, second = pair
        apart = first + len(head) <= second or second + len(tail) <= first
        return not apart, abs(first - second), first

    head_start, tail_start = min(pairs, key=badness)
    return head_start, head_start + len(head), tail_start, tail_start + len(tail)


def _occurrences(text: str, name: str) -> Iterator[int]:
    start = text.find(name)
    while start >= 0:
        yield start
        start = text.find(name, start + 1)


def rows_of(labels: Labels, stated: Mapping[tuple[str, str, str], list[str]]) -> Distant:
    """One row a sentence and predicate given to it; one of none where none is."""
    builder, truth = CandidateBuilder(), []
    for (head, tail, text), relations in labels.items():
        given = stated[head, tail, text]
        predicates: list[str | None] = [*given] or [None]
        for relation in predicates:
            trigger = relation is not None and relation in text
            place = spans(text, head, tail)
            builder.add(Candidate(text, *place, relation, (head, tail), trigger=trigger))
        truth += [relation in relations for relation in given]
    return Distant(builder.build(), np.array(truth))


def aligned(labels: Labels) -> Distant:
    """Every relation of a pair for every sentence of the pair."""
    graph: dict[tuple[str, str], set[str]] = {}
    for (head, tail, _), relations in labels.items():
        graph.setdefault((head, tail), set()).update(relations - {NO_RELATION})
    return rows_of(labels, {key: sorted(graph[key[:2]]) for key in labels})


def injected(labels: Labels, share: float) -> Distant:
    """The labels themselves, that share of them exchanged for others that are wrong there."""
    chance = np.random.default_rng(0)
    drawn = [name for names in labels.values() for name in sorted(names - {NO_RELATION})]
    stated: dict[tuple[str, str, str], list[str]] = {}
    for key, relations in labels.items():
        given = set()
        for relation in sorted(relations - {NO_RELATION}):
            if chance.random() < share:
                relation = next(n for n in chance.choice(drawn, 50) if n not in relations)
            given.add(str(relation))
        stated[key] = sorted(given)
    return rows_of(labels, stated)


def training_sets(world: Distant, method: str, seed: int) -> Iterator[tuple[str, Training]]:
    """The rows and their weights of every condition, by name."""
    candidates = world.candidates
    none = len(candidates.predicates)
    settings = parse_settings(DenoisingSettings, {"method": method}, "--methods")
    stated = candidates.rows[~candidates.is_background]
    truth = np.zeros(len(candidates.sighting), bool)
    truth[stated] = world.truth
    probability = denoise(candidates, settings, seed).keep_probability
    kept = probability > 0.5
    drawn = np.random.default_rng(seed).permutation(len(kept)) < kept.sum()
    print(
        f"seed {seed}: keeps {100 * kept.mean():.1f} %, of these {100 * truth[kept].mean():.1f} %"
        f" true (of all {100 * truth.mean():.1f} %)",
        flush=True,
    )
    background = candidates.background()
    lost = np.setdiff1d(candidates.sighting, candidates.sighting[kept])

    def training(weight: NDArray[np.float64], more_none: Codes | None = None) -> Training:
        rest = background if more_none is None else np.concatenate([background, more_none])
        chosen = weight > 0
        return Training(
            np.concatenate([candidates.sighting[chosen], rest]),
            np.concatenate([candidates.predicate[chosen], np.full(len(rest), none)]),
            np.concatenate([weight[chosen], np.ones(len(rest))]),
        )

    yield "all", training(np.ones(len(kept)))
    yield "random", training(drawn.astype(float))
    yield "weighted", training(probability)
    yield "kept", training(kept.astype(float))
    yield "relabelled", training(kept.astype(float), lost)
    yield "true", training(truth.astype(float))


def with_test(world: Distant, test: Labels) -> Sightings:
    """The sightings of training, in their order, and behind them those of the test."""
    builder = CandidateBuilder()
    known = world.candidates.sightings
    for number, text in enumerate(known.texts):
        head_start, head_end, tail_start, tail_end = known.spans[number].tolist()
        place = (head_start, head_end, tail_start, tail_end)
        builder.sight(Candidate(text, *place, None, (f"{number}", "")))
    for head, tail, text in test:
        builder.sight(Candidate(text, *spans(text, head, tail), None, (head, tail)))
    builder.add(Candidate("-", 0, 0, 0, 0, "", ("", "")))  # it builds nothing of sightings alone
    return builder.build().sightings


def judged(answers: Codes, names: tuple[str, ...], labels: Labels) -> Judged:
    """A classifier's answers against human labels."""
    answered = [(*names, NO_RELATION)[code] for code in answers.tolist()]
    right = np.array(
        [name in wanted for name, wanted in zip(answered, labels.values(), strict=True)]
    )
    predicted = np.array([name != NO_RELATION for name in answered])
    wanted = np.array([bool(wanted - {NO_RELATION}) for wanted in labels.values()])
    return Judged(right, right & predicted, predicted, wanted)


def interval(one: list[Judged], other: list[Judged]) -> str:
    """Difference of mean F1, in points, with its 95 % interval over sentences."""
    chance = np.random.default_rng(0)
    size = len(one[0].hit)

    def difference(times: NDArray[np.int64] | None) -> float:
        values = [[judged.f1(times) for judged in side] for side in (one, other)]
        return float(100 * (np.mean(values[0]) - np.mean(values[1])))

    draws = [
        difference(np.bincount(chance.integers(size, size=size), minlength=size))
        for _ in range(DRAWS)
    ]
    low, high = np.percentile(draws, [2.5, 97.5])
    return f"{difference(None):+.1f} [{low:+.1f}, {high:+.1f}]"


def compare(world: Distant, test: Labels, how: How) -> None:
    """Print one table."""
    names = world.candidates.predicates
    n_known = len(world.candidates.sightings.texts)
    classify = CLASSIFIERS[how.classifier](with_test(world, test))
    rows = np.arange(n_known, n_known + len(test))
    runs: dict[str, list[Judged]] = {}
    sizes: dict[str, int] = {}
    started = time.perf_counter()
    for seed in range(how.n_seeds):
        for condition, data in training_sets(world, how.method, seed):
            answers = classify(data, rows, len(names) + 1, seed)
            runs.setdefault(condition, []).append(judged(answers, names, test))
            sizes[condition] = len(data.label)
    print("\n| trained on | rows | accuracy | micro F1 | F1 against all | F1 against random |")
    print("|---|---|---|---|---|---|")
    for condition, found in runs.items():
        columns = [
            f"{100 * np.mean(values):.1f} ± {100 * np.std(values, ddof=min(1, len(values) - 1)):.1f}"
            for values in ([one.right.mean() for one in found], [one.f1() for one in found])
        ]
        against = [interval(found, runs[name]) for name in ("all", "random")]
        print(f"| {condition} | {sizes[condition]:,} | {' | '.join([*columns, *against])} |")
    print(f"{time.perf_counter() - started:.0f} s", flush=True)


def main() -> None:
    """Read the arguments and compare."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--sets", default="aligned,noise30,noise50")
    parser.add_argument("--methods", default=DenoisingSettings().method, help="of denoising")
    parser.add_argument("--classifiers", default="linear,cnn")
    parser.add_argument("--seeds", type=int, default=5)
    arguments = parser.parse_args()
    folder = arguments.data / "finre_sanwen" / "FinRE"
    missing = [name for name in ("train.txt", "valid.txt") if not (folder / name).is_file()]
    if missing:
        parser.error(f"expected {folder / missing[0]}, found none; give --data the folder above")
    train, test = read_labels(folder / "train.txt"), read_labels(folder / "valid.txt")
    sets: dict[str, Callable[[], Distant]] = {
        "aligned": lambda: aligned(train),
        "noise30": lambda: injected(train, 0.3),
        "noise50": lambda: injected(train, 0.5),
    }
    torch.set_num_threads(1)
    for name in arguments.sets.split(","):
        world = sets[name]()
        for method in arguments.methods.split(","):
            for classifier in arguments.classifiers.split(","):
                print(f"\n{name}, denoised by {method}, {classifier}; {len(test)} sentences")
                compare(world, test, How(method, classifier, arguments.seeds))


if __name__ == "__main__":
    main()
