"""What a pretrained model has learnt, measured against the truth (docs/methods.md, section 6).

Nothing here writes triples into the input: gates are probed on the sentence alone.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from kg_pipeline.errors import DataError
from kg_pipeline.graph.store import KnowledgeGraph
from kgbert.batch import Batch
from kgbert.evaluation.metrics import Span, auroc, span_score
from kgbert.model.heads import MENTION_TAGS

N3_KIND = 3


@dataclass(frozen=True, slots=True)
class TrueTriple:
    """A triple whose two ends stand in the sentence, by graph rows; spans in code points."""

    subject: tuple[int, int]
    object: tuple[int, int]
    triple: int
    expressed: bool


@dataclass(frozen=True, slots=True)
class TrueSentence:
    """A sentence with the truth about its mentions [(start, end, entity id)] and triples."""

    text: str
    mentions: tuple[tuple[int, int, str], ...]
    triples: tuple[TrueTriple, ...]


def read_truth(path: Path, graph: KnowledgeGraph, split: str) -> list[TrueSentence]:
    """Sentences of a split; triples that the graph does not hold cannot be gated and are left out.

    A line: {"text", "split", "mentions": [{start, end, entity}], "triples": [{subject, predicate,
    object, subject_start, …, expressed}]}.
    """
    if not path.is_file():
        raise DataError(f"{path}: expected JSON lines of judged sentences, found no file")
    by_name = _by_name(graph)
    sentences = []
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            if row["split"] == split:
                sentences.append(_sentence(row, graph, by_name))
        except (ValueError, KeyError, TypeError) as error:
            raise DataError(f"{path}, line {number}: not a judged sentence ({error!r})") from error
    if not sentences:
        raise DataError(f"{path}: expected sentences of split {split!r}, found none")
    return sentences


def _by_name(graph: KnowledgeGraph) -> dict[tuple[int, str], list[tuple[int, int]]]:
    """(subject row, predicate) → [(triple, object row)]."""
    found: dict[tuple[int, str], list[tuple[int, int]]] = {}
    columns = (graph.subject.tolist(), graph.predicate.tolist(), graph.object.tolist())
    for triple, (subject, predicate, object_) in enumerate(zip(*columns, strict=True)):
        found.setdefault((subject, graph.predicates[predicate]), []).append((triple, object_))
    return found


def _sentence(
    row: dict[str, Any],
    graph: KnowledgeGraph,
    by_name: dict[tuple[int, str], list[tuple[int, int]]],
) -> TrueSentence:
    triples = []
    for entry in row["triples"]:
        if entry["subject"] not in graph:
            continue
        key = (graph.index(entry["subject"]), entry["predicate"])
        for triple, object_ in by_name.get(key, ()):
            if graph.names[object_] == entry["object"]:
                subject_span = (entry["subject_start"], entry["subject_end"])
                object_span = (entry["object_start"], entry["object_end"])
                triples.append(TrueTriple(subject_span, object_span, triple, entry["expressed"]))
    mentions = tuple((m["start"], m["end"], m["entity"]) for m in row["mentions"])
    return TrueSentence(row["text"], mentions, tuple(triples))


def spans_of_tags(tags: Sequence[int]) -> list[tuple[int, int]]:
    """Spans [start, end) of a BIO sequence; an I without its B begins a span (seqeval's rule)."""
    spans: list[tuple[int, int]] = []
    begin, role = None, ""
    for place, tag in enumerate([*tags, 0]):
        name = MENTION_TAGS[tag]
        side, this = (name[0], name[2:]) if name != "O" else ("O", "")
        if begin is not None and (side != "I" or this != role):
            spans.append((begin, place))
            begin = None
        if side == "B" or (side == "I" and begin is None):
            begin, role = place, this
    return spans


@torch.no_grad()
def mention_f1(
    model: Any, batches: Sequence[Batch], truth: Sequence[Sequence[tuple[int, int]]]
) -> float:
    """Strict span F1 of mention detection; truth: piece spans per row, [CLS] counted."""
    found: list[Span] = []
    wanted: list[Span] = []
    row = 0
    for batch in batches:
        states = model(batch).states
        tags = model.mention(states).argmax(dim=1).tolist()
        offsets = batch.row_offsets.tolist()
        for place in range(batch.n_rows):
            spans = spans_of_tags(tags[offsets[place] + 1 : offsets[place + 1] - 1])
            found += [(row, start + 1, end + 1) for start, end in spans]
            wanted += [(row, *span) for span in truth[row]]
            row += 1
    return span_score(found, wanted).f1


@dataclass(frozen=True, slots=True)
class GateReading:
    """The gate of one triple at its subject's mention, and whether the sentence states it."""

    openness: float
    expressed: bool
    object_present: bool


@torch.no_grad()
def read_gates(
    model: Any, batch: Batch, label_of: Callable[[int, int], tuple[bool, bool] | None]
) -> list[GateReading]:
    """Gates of a batch's edges; label_of(mention, triple) → (expressed, object present) or None."""
    output = model(batch)
    graph = batch.subgraphs
    if graph is None or output.knowledge is None:
        return []
    gates = output.knowledge.triple_gates.float().tolist()
    readings = []
    places = zip(graph.edge_mention.tolist(), graph.edge_triple.tolist(), strict=True)
    for gate, (mention, triple) in zip(gates, places, strict=True):
        label = label_of(mention, triple)
        if label is not None:
            readings.append(GateReading(gate, *label))
    return readings


def gate_aurocs(readings: Sequence[GateReading]) -> dict[str, float | None]:
    """Expressed against N3 with the object present, against all N3, and the trivial rule's."""
    present = [reading for reading in readings if reading.object_present]
    return {
        "gate_auroc_n3": auroc([r.openness for r in present], [r.expressed for r in present]),
        "object_occurs_auroc_n3": auroc(
            [float(r.object_present) for r in present], [r.expressed for r in present]
        ),
        "gate_auroc_all": auroc([r.openness for r in readings], [r.expressed for r in readings]),
        "object_occurs_auroc_all": auroc(
            [float(r.object_present) for r in readings], [r.expressed for r in readings]
        ),
    }
