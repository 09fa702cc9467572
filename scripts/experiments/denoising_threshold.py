"""What a denoising threshold keeps, held against the annotators of DuIE 2.

``python scripts/experiments/denoising_threshold.py --data DATA --run runs/real/encyclopaedia/pipeline``

Judged are the pairs aligned with a DuIE sentence whose predicate is one of DuIE's 47: true where
the annotators listed subject, predicate and object for this sentence. They did not list everything
that a sentence states, so a precision read off here is too low.
"""

import argparse
from pathlib import Path

import numpy as np
from real_data.graph_sources import duie2_fact
from real_data.names import plain
from real_data.records import json_lines
from sklearn.metrics import roc_auc_score

from kg_pipeline.corpus import read_corpus
from kg_pipeline.graph.store import KnowledgeGraph

THRESHOLDS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)


def main() -> None:
    """Print a line a threshold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--run", type=Path, required=True)
    arguments = parser.parse_args()
    listed: dict[str, set[tuple[str, str, str]]] = {}
    for part in ("part1", "part2"):
        for row in json_lines(arguments.data / "duie2" / f"{part}.json"):
            stated = {_bare(duie2_fact(entry).key()) for entry in row["spo_list"]}
            listed.setdefault(plain(row["text"]), set()).update(stated)
    schema = {predicate for facts in listed.values() for _, predicate, _ in facts}
    graph = KnowledgeGraph.load(arguments.run / "graph")

    def name_of(entity: str) -> str:
        return graph.names[graph.index(entity)]

    judged: list[tuple[float, bool]] = []
    best: list[float] = []  # of each aligned sentence, its likeliest pair
    for sentence in read_corpus(arguments.run / "denoising"):
        if sentence.positives:
            best.append(max(pair.keep_probability for pair in sentence.positives))
        facts = listed.get(sentence.text)
        if facts is None:
            continue
        for pair in sentence.positives:
            if pair.predicate in schema:
                fact = _bare((name_of(pair.subject), pair.predicate, name_of(pair.object)))
                judged.append((pair.keep_probability, fact in facts))
    keep, true = (np.array(column) for column in zip(*judged, strict=True))
    print(
        f"{len(true)} judged pairs, {true.mean():.3f} true, AUROC {roc_auc_score(true, keep):.3f}"
    )
    print("threshold  kept  precision  recall  aligned sentences left")
    for threshold in THRESHOLDS:
        kept = keep > threshold
        left = int((np.array(best) > threshold).sum())
        print(
            f"{threshold:9.1f} {kept.mean():5.3f}      {true[kept].mean():5.3f}   "
            f"{true[kept].sum() / true.sum():5.3f}  {left:22d}"
        )


def _bare(fact: tuple[str, str, str]) -> tuple[str, str, str]:
    subject, predicate, object_ = (plain(part).casefold() for part in fact)
    return subject.split("（")[0], predicate, object_.split("（")[0]


if __name__ == "__main__":
    main()
