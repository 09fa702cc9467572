"""Answers of a task model on many texts."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch

from kgbert.batch import Subgraphs
from kgbert.model.gate import Knowledge
from kgbert.tasks.attribute_recognition import AttributeRecognition, KGBertForAttributeRecognition
from kgbert.tasks.data import LabelledText, TaskEncoder, TaskExample

_AT_A_TIME = 64


@dataclass(frozen=True, slots=True)
class OpenTriple:
    """A triple of the graph, and how far its gate stood open."""

    triple: int
    openness: float


@dataclass(frozen=True, slots=True)
class Answer:
    """One text's answer. ``covered``: the first mention has triples that the text may see."""

    label: str
    probability: float
    right: bool
    covered: bool
    triples: tuple[OpenTriple, ...]


def predict_all(
    model: KGBertForAttributeRecognition,
    task: AttributeRecognition,
    encoder: TaskEncoder,
    texts: Sequence[LabelledText],
) -> list[Answer]:
    """One answer a text, in order. Batches are cut in order, so that a text's answer is fixed."""
    model.eval()
    examples = encoder.encode(texts)
    answers: list[Answer] = []
    with torch.no_grad():
        labels = task.encode_labels(model) if task.settings.head == "matching" else None
    for first in range(0, len(texts), _AT_A_TIME):
        part = examples[first : first + _AT_A_TIME]
        batch = task.collate(part, np.random.default_rng(first))
        device = next(model.parameters()).device
        probabilities, knowledge = task.scores(model, batch.to(device), labels)
        best = probabilities.argmax(dim=1).tolist()
        opened = _opened(batch.subgraphs, batch.mention_row, knowledge, len(part))
        for place, number in enumerate(best):
            label = task.labels[number]
            answers.append(
                Answer(
                    label=label,
                    probability=float(probabilities[place, number]),
                    right=label == texts[first + place].label,
                    covered=_is_covered(part[place], encoder),
                    triples=opened[place],
                )
            )
    return answers


def accuracy(answers: Sequence[Answer]) -> float:
    """Share of right answers."""
    return sum(answer.right for answer in answers) / max(1, len(answers))


def _is_covered(example: TaskExample, encoder: TaskEncoder) -> bool:
    return any(
        mention.entity >= 0 and encoder.has_visible_triples(mention.entity, example.hidden)
        for mention in example.mentions[:1]
    )


def _opened(
    graph: Subgraphs | None, mention_row: torch.Tensor, knowledge: Knowledge | None, n_rows: int
) -> list[tuple[OpenTriple, ...]]:
    """The triples each row saw, the most open first."""
    seen: list[list[OpenTriple]] = [[] for _ in range(n_rows)]
    if graph is not None and knowledge is not None:
        rows = mention_row[graph.edge_mention].tolist()
        gates = knowledge.triple_gates.float().tolist()
        for row, triple, gate in zip(rows, graph.edge_triple.tolist(), gates, strict=True):
            seen[row].append(OpenTriple(triple, gate))
    return [tuple(sorted(row, key=lambda entry: -entry.openness)) for row in seen]
