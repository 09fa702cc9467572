"""Linear models with the same knowledge as features, for comparison with KGBERT.

    python scripts/experiments/linear_baselines.py --prepared runs/real [--shuffles 3]

A linear SVM on character 1-3-grams (TF-IDF) of the text, of the text with its mentions replaced by
marks, and of what stands between two mentions, since KGBERT is told the mentions too; alone and with one binary feature for each
(role, direction, predicate) that the example may see around its mentions, hidden triples left out;
``shuffled`` gives each example the features of another one that has some (the mean of some draws).
Prints accuracy on all test examples and on the covered ones (the first mention has a visible
triple; for FinRE also: the pair has one) as a Markdown table.
"""

import argparse
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from typing import Any

from real_data.graph_ids import SPO, GraphIds
from real_data.records import Json, json_lines

Features = list[str]


@dataclass(frozen=True, slots=True)
class Task:
    """name as printed; hidden: the key that says what an example must not see."""

    name: str
    folder: str
    triples: str
    hidden: str


TASKS = (
    Task("FinRE, own sentence hidden", "finre", "triples.jsonl", "own_sentence"),
    Task("FinRE, own pair hidden", "finre", "triples.jsonl", "own_pair"),
    Task("nlpcc_kbqa", "nlpcc", "graph_triples.jsonl", "hidden"),
)


@dataclass(frozen=True, slots=True)
class Split:
    """Examples with what the graph lets each of them see."""

    texts: list[str]
    marked: list[str]
    between: list[str]
    labels: list[str]
    knowledge: list[Features]
    covered: list[bool]
    pair_covered: list[bool]


def read_split(folder: Path, name: str, task: Task, around: dict[str, list[SPO]]) -> Split:
    """One split; nothing hidden enters ``knowledge``."""
    rows = list(json_lines(folder / f"{name}.jsonl"))
    seen = [_visible(row, task, around) for row in rows]
    knowledge = [_features(row, triples) for row, triples in zip(rows, seen, strict=True)]
    return Split(
        texts=[row["text"] for row in rows],
        marked=[_marked(row) for row in rows],
        between=[_between(row) for row in rows],
        labels=[row["label"] for row in rows],
        knowledge=knowledge,
        covered=[bool(triples and triples[0]) for triples in seen],
        pair_covered=[any(f.startswith("pair") for f in features) for features in knowledge],
    )


def _marked(row: Json) -> str:
    """The text with its first mention as ① and its second as ②."""
    text: str = row["text"]
    places = list(zip(row.get("mentions", ()), "①②", strict=False))
    for mention, mark in sorted(places, key=lambda place: -place[0]["start"]):
        text = text[: mention["start"]] + mark + text[mention["end"] :]
    return text


def _between(row: Json) -> str:
    """What stands between the two mentions, marks included; empty where there is one or none."""
    marked = _marked(row)
    if "①" not in marked or "②" not in marked:
        return ""
    first, last = sorted((marked.index("①"), marked.index("②")))
    return marked[first : last + 1]


def _visible(row: Json, task: Task, around: dict[str, list[SPO]]) -> list[list[SPO]]:
    """The visible triples of each mention."""
    hidden = {tuple(spo) for spo in row[task.hidden]}
    ends = [mention["entity"] for mention in row.get("mentions", ())]
    return [[spo for spo in around.get(end, ()) if spo not in hidden] for end in ends]


def _features(row: Json, seen: Sequence[Sequence[SPO]]) -> Features:
    """``0>p``: the first mention is subject of p; ``1<p``: the second is object; ``pair>p``."""
    ends = [mention["entity"] for mention in row.get("mentions", ())]
    found: dict[str, None] = {}
    for place, (end, triples) in enumerate(zip(ends, seen, strict=True)):
        for subject, predicate, object_ in triples:
            side = ">" if subject == end else "<"
            found[f"{place}{side}{predicate}"] = None
            if place == 0 and len(ends) == 2 and {subject, object_} == set(ends):
                found[f"pair{side}{predicate}"] = None
    return list(found)


def shuffled(knowledge: Sequence[Features], seed: int) -> list[Features]:
    """Those examples that have features exchange them."""
    places = [place for place, features in enumerate(knowledge) if features]
    order = places.copy()
    random.Random(seed).shuffle(order)
    donors = dict(zip(places, order, strict=True))
    return [knowledge[donors[p]] if p in donors else [] for p in range(len(knowledge))]


def predicted(
    train: Split, test: Split, knowledge: tuple[list[Features], list[Features]] | None
) -> list[str]:
    """The labels that a linear SVM gives the test examples."""
    from scipy.sparse import csr_matrix, hstack
    from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
    from sklearn.svm import LinearSVC

    matrices: list[list[Any]] = [[], []]
    for name in ("texts", "marked", "between"):
        grams = TfidfVectorizer(analyzer="char", ngram_range=(1, 3), min_df=2, sublinear_tf=True)
        if any(getattr(train, name)):
            matrices[0].append(grams.fit_transform(getattr(train, name)))
            matrices[1].append(grams.transform(getattr(test, name)))
    if knowledge is not None:
        # Half the weight of a text, whose rows have length one.
        words = CountVectorizer(analyzer=list, binary=True, dtype=float)
        matrices[0].append(0.5 * words.fit_transform(knowledge[0]))
        matrices[1].append(0.5 * words.transform(knowledge[1]))
    model = LinearSVC(C=0.5, tol=0.01, max_iter=50, random_state=0)
    model.fit(csr_matrix(hstack(matrices[0])), train.labels)
    return list(model.predict(csr_matrix(hstack(matrices[1]))))


def accuracies(test: Split, answers: Sequence[str]) -> list[float | None]:
    """On all, on the covered, on the pair-covered examples."""
    right = [answer == label for answer, label in zip(answers, test.labels, strict=True)]
    kept = [
        [r for r, c in zip(right, chosen, strict=True) if c]
        for chosen in ([True] * len(right), test.covered, test.pair_covered)
    ]
    return [mean(some) if some else None for some in kept]


def rows_of(task: Task, prepared: Path, n_shuffles: int) -> list[str]:
    """The table's rows of one task."""
    folder = prepared / task.folder
    around = GraphIds(folder / task.triples).around()
    train, test = (read_split(folder, name, task, around) for name in ("train", "test"))
    figures = {
        "text": accuracies(test, predicted(train, test, None)),
        "text + knowledge": accuracies(
            test, predicted(train, test, (train.knowledge, test.knowledge))
        ),
    }
    runs = []
    for seed in range(1, n_shuffles + 1):
        pair = shuffled(train.knowledge, seed), shuffled(test.knowledge, seed + 100)
        runs.append(accuracies(test, predicted(train, test, pair)))
    figures["text + shuffled knowledge"] = [
        mean([v for v in column if v is not None]) if None not in column else None
        for column in zip(*runs, strict=True)
    ]
    sizes = f"{len(test.labels)} / {sum(test.covered)} / {sum(test.pair_covered)}"
    return [
        f"| {task.name} | {name} | " + " | ".join(map(_shown, values)) + f" | {sizes} |"
        for name, values in figures.items()
    ]


def _shown(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--prepared", type=Path, default=Path("runs/real"))
    parser.add_argument("--shuffles", type=int, default=3, help="draws of shuffled knowledge")
    parser.add_argument("--task", choices=[task.hidden for task in TASKS], help="one task alone")
    options = parser.parse_args()
    print("| task | features | all | covered | pair covered | examples: all / covered / pair |")
    print("|---|---|---|---|---|---|")
    for task in TASKS:
        if options.task not in (None, task.hidden):
            continue
        begin = time.perf_counter()
        print("\n".join(rows_of(task, options.prepared, options.shuffles)))
        print(f"<!-- {task.name}: {time.perf_counter() - begin:.0f} s -->", flush=True)


if __name__ == "__main__":
    main()
