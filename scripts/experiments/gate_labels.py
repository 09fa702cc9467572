"""What the labels that gates learn from are worth, told by a linear model instead of a KGBERT.

    python scripts/experiments/gate_labels.py --run runs/demo

A logistic regression on the character 1-4-grams of a sentence whose two ends are masked, alone and
joined with the predicate, learns from the pairs of the training sentences whether the sentence
states the triple, and is judged by the truth of the held-out ones (``docs/decisions/0005``). Labels:
the truth; the keep probability cut at one half; the keep probability itself (each pair twice,
weighted k and 1 − k). Prints AUROC.
"""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from real_data.records import json_lines
from scipy.sparse import csr_matrix, vstack
from sklearn.feature_extraction.text import HashingVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from kg_pipeline.corpus import read_corpus

_STRENGTH = 10.0  # C of the regression; rows have length one
Place = tuple[str, str, int, int]  # text, predicate, where subject and object begin
Labels = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence and a triple between two of its mentions; masked: the sentence without the ends."""

    place: Place
    masked: str
    stated: bool
    split: str


def pairs_of(run: Path) -> list[Pair]:
    """All judged pairs of a demo run."""
    found = []
    for row in json_lines(run / "input" / "truth" / "sentences.jsonl"):
        for triple in row["triples"]:
            ends = sorted(
                (triple[f"{end}_start"], triple[f"{end}_end"], mark)
                for end, mark in (("subject", "\ue000"), ("object", "\ue001"))
            )
            masked = row["text"]
            for start, end, mark in reversed(ends):
                masked = masked[:start] + mark + masked[end:]
            place = (
                row["text"],
                triple["predicate"],
                triple["subject_start"],
                triple["object_start"],
            )
            found.append(Pair(place, masked, triple["expressed"], row["split"]))
    return found


def keep_probabilities(run: Path) -> dict[Place, float]:
    """What denoising gave the aligned pairs."""
    return {
        (
            sentence.text,
            pair.predicate,
            sentence.mentions[pair.subject_mention].start,
            sentence.mentions[pair.object_mention].start,
        ): pair.keep_probability
        for sentence in read_corpus(run / "denoising")
        for pair in sentence.positives
        if pair.subject_mention is not None
    }


def features(pairs: Sequence[Pair]) -> csr_matrix:
    """(pairs, hashed) n-grams, and n-grams joined with the predicate."""

    def grams(pair: Pair) -> list[str]:
        text = pair.masked
        found = {text[at : at + n] for n in range(1, 5) for at in range(len(text) - n + 1)}
        return [*found, *(f"{pair.place[1]}|{gram}" for gram in found)]

    hashed = HashingVectorizer(analyzer=grams, n_features=2**20, alternate_sign=False)
    return csr_matrix(hashed.transform(pairs))


def auroc(train: csr_matrix, labels: Labels, test: csr_matrix, truth: Labels) -> float:
    """Each training pair counts as stated with weight ``labels``, as unstated with the rest."""
    model = LogisticRegression(C=_STRENGTH, max_iter=2000)
    both = np.repeat([1, 0], len(labels))
    model.fit(vstack([train, train]), both, sample_weight=np.concatenate([labels, 1 - labels]))
    return float(roc_auc_score(truth, model.decision_function(test)))


def main() -> None:
    """Print a line for each kind of label."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, required=True)
    run: Path = parser.parse_args().run
    kept, pairs = keep_probabilities(run), pairs_of(run)
    learnt = [pair for pair in pairs if pair.split == "train" and pair.place in kept]
    judged = [pair for pair in pairs if pair.split == "held_out"]
    train, test = features(learnt), features(judged)
    truth = np.array([pair.stated for pair in learnt], dtype=np.float64)
    keep = np.array([kept[pair.place] for pair in learnt])
    answers = np.array([pair.stated for pair in judged], dtype=np.float64)
    print(f"{len(learnt)} pairs to learn from, {len(judged)} judged")
    print(f"keep probabilities themselves: AUROC {roc_auc_score(truth, keep):.3f}")
    kinds = {"truth": truth, "cut at one half": (keep > 0.5) * 1.0, "as they are": keep}
    for name, labels in kinds.items():
        print(f"linear model, labels {name}: AUROC {auroc(train, labels, test, answers):.3f}")


if __name__ == "__main__":
    main()
