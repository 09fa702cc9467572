"""``kgbert probe``: what each pretrained model of a run has learnt, held against the truth."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from kg_pipeline.corpus import read_corpus
from kg_pipeline.errors import DataError
from kg_pipeline.graph.store import KnowledgeGraph
from kg_pipeline.storage import open_folder, write_json
from kgbert.batch import Batch
from kgbert.data.collation import PretrainingCollator
from kgbert.data.dataset import Example, encode_corpus
from kgbert.data.rows import Row, RowMention, assemble
from kgbert.data.subgraphs import (
    Condition,
    NameTable,
    NoGraph,
    Request,
    SubgraphSource,
    subgraph_source,
)
from kgbert.data.tokenization import PieceEncoder, PieceText, load_tokenizer
from kgbert.data.writing import TripleWriter
from kgbert.evaluation.metrics import auroc
from kgbert.evaluation.probes import (
    GateReading,
    TrueSentence,
    gate_aurocs,
    mention_f1,
    read_gates,
    read_truth,
)
from kgbert.experiment.pool import Report, run_all
from kgbert.experiment.pretraining import MODEL_KIND
from kgbert.experiment.settings import PretrainingRun
from kgbert.model import KGBertForPreTraining
from kgbert.objectives.knowledge_gain import row_errors
from kgbert.objectives.spo_margin import contrast_scores

_AT_A_TIME = 64
_N_HELD = 300  # corpus sentences for gains and margins


@dataclass(frozen=True)
class Probed:
    """The figures of one model, and its gate readings for the report."""

    condition: Condition
    seed: int
    figures: dict[str, float | None]
    readings: list[GateReading]


@dataclass(frozen=True)
class _OneProbe:
    """What a worker needs to know; the outcome goes to ``probe.json`` beside the model."""

    settings: PretrainingRun
    condition: Condition
    seed: int
    truth: Path | None
    split: str

    @property
    def folder(self) -> Path:
        return Path(self.settings.output) / self.condition / f"seed-{self.seed}"


def probe(settings: PretrainingRun, truth: Path | None, split: str) -> list[Probed]:
    """Probe every finished model of a run; writes ``probe.json`` beside each and of all."""
    runs = [
        run
        for condition in settings.runs.conditions
        for seed in settings.runs.seeds
        if ((run := _OneProbe(settings, condition, seed, truth, split)).folder / "model").exists()
    ]
    if not runs:
        raise DataError(f"{settings.output}: no finished model to probe; run kgbert pretrain first")
    run_all(_probe_one, runs, settings.runs.workers, lambda *state: None)
    results = read_probed(settings)
    write_json(
        Path(settings.output) / "probe.json",
        [{"condition": r.condition, "seed": r.seed, **r.figures} for r in results],
    )
    return results


def read_probed(settings: PretrainingRun) -> list[Probed]:
    """What ``probe`` found, condition by condition."""
    results = []
    for condition in settings.runs.conditions:
        for seed in settings.runs.seeds:
            path = Path(settings.output) / condition / f"seed-{seed}" / "probe.json"
            if path.is_file():
                found = json.loads(path.read_text(encoding="utf-8"))
                readings = [GateReading(*reading) for reading in found["readings"]]
                results.append(Probed(condition, seed, found["figures"], readings))
    return results


def _probe_one(run: _OneProbe, report: Report) -> None:
    settings, folder = run.settings, run.folder / "model"
    graph = KnowledgeGraph.load(settings.graph)
    sentences = read_truth(run.truth, graph, run.split) if run.truth is not None else []
    open_folder(folder, MODEL_KIND)
    model = KGBertForPreTraining.from_pretrained(folder).eval()
    encoder = PieceEncoder(load_tokenizer(folder), settings.tokenizer.max_pieces)
    names = NameTable(graph, encoder, settings.subgraphs.max_name_pieces)
    source = subgraph_source(run.condition, graph, settings.subgraphs, run.seed)
    tools = _Tools(model, encoder, names, source, graph)
    readings: list[GateReading] = []
    figures: dict[str, float | None] = {}
    if sentences:
        figures["mention_f1"] = tools.mentions(sentences)
        readings = tools.gates(sentences)
        figures |= gate_aurocs(readings)
    corpus = read_corpus(Path(settings.corpus))
    chosen = np.random.default_rng(0).permutation(len(corpus))[:_N_HELD]
    examples = encode_corpus([corpus[number] for number in sorted(chosen.tolist())], graph, encoder)
    collator = PretrainingCollator(encoder, names, source, settings.rows, settings.masking)
    figures |= tools.gains_and_margins(examples, settings, collator)
    rows = [[r.openness, r.expressed, r.object_present] for r in readings]
    write_json(run.folder / "probe.json", {"figures": figures, "readings": rows})


class _Tools:
    """One model with what it needs to read texts and subgraphs."""

    def __init__(
        self,
        model: KGBertForPreTraining,
        encoder: PieceEncoder,
        names: NameTable,
        source: SubgraphSource,
        graph: KnowledgeGraph,
    ) -> None:
        self._model = model
        self._encoder = encoder
        self._names = names
        self._source = source
        self._graph = graph
        self._writer = TripleWriter(encoder, names)

    def mentions(self, sentences: Sequence[TrueSentence]) -> float:
        """Mention F1; no mention and no graph is given."""
        texts = self._encoder.encode_many([sentence.text for sentence in sentences])
        batches, truth = [], []
        for first in range(0, len(texts), _AT_A_TIME):
            part = texts[first : first + _AT_A_TIME]
            rows = [self._writer.sentence(text.pieces) for text in part]
            batches.append(assemble(rows, NoGraph(), self._names, np.random.default_rng(first)))
        for sentence, text in zip(sentences, texts, strict=True):
            spans = [text.span(start, end) for start, end, _ in sentence.mentions]
            truth.append([(span[0] + 1, span[1] + 1) for span in spans if span is not None])
        return mention_f1(self._model, batches, truth)

    def gates(self, sentences: Sequence[TrueSentence]) -> list[GateReading]:
        """Gates at the subjects' mentions, for triples of the graph that the truth judges."""
        texts = self._encoder.encode_many([sentence.text for sentence in sentences])
        readings: list[GateReading] = []
        for first in range(0, len(texts), _AT_A_TIME):
            pairs = list(zip(sentences, texts, strict=True))[first : first + _AT_A_TIME]
            batch, labels, subjects = self._gate_batch(pairs, first)

            def label(
                mention: int,
                triple: int,
                labels: dict[tuple[int, int], bool] = labels,
                subjects: set[int] = subjects,
            ) -> tuple[bool, bool] | None:
                if (mention, triple) in labels:
                    return labels[mention, triple], True
                return (False, False) if mention in subjects else None

            readings += read_gates(self._model, batch, label)
        return readings

    def _gate_batch(
        self, pairs: Sequence[tuple[TrueSentence, PieceText]], seed: int
    ) -> tuple[Batch, dict[tuple[int, int], bool], set[int]]:
        rows: list[Row] = []
        labels: dict[tuple[int, int], bool] = {}
        subjects: set[int] = set()
        n_mentions = 0
        for sentence, text in pairs:
            row = self._writer.sentence(text.pieces)
            place_of: dict[tuple[int, int], int] = {}
            for start, end, entity in sentence.mentions:
                span = text.span(start, end)
                if span is not None:
                    known = entity in self._graph
                    request = Request(self._graph.index(entity)) if known else None
                    place_of[start, end] = n_mentions + len(row.mentions)
                    row.mentions.append(RowMention(span[0] + 1, span[1] + 1, request))
            for triple in sentence.triples:
                if triple.subject in place_of:
                    labels[place_of[triple.subject], triple.triple] = triple.expressed
                    subjects.add(place_of[triple.subject])
            n_mentions += len(row.mentions)
            rows.append(row)
        batch = assemble(rows, self._source, self._names, np.random.default_rng(seed))
        return batch, labels, subjects

    @torch.no_grad()
    def gains_and_margins(
        self, examples: Sequence[Example], settings: PretrainingRun, collator: PretrainingCollator
    ) -> dict[str, float | None]:
        """Nats on hidden pieces without and with knowledge; AUROC of φ per kind of negative."""
        sums: dict[str, list[float]] = {"without": [], "relevant": [], "irrelevant": []}
        scores: dict[int, list[float]] = {}
        for first in range(0, len(examples), _AT_A_TIME):
            batch = collator.probing(
                examples[first : first + _AT_A_TIME], np.random.default_rng(first)
            )
            output = self._model(batch)
            if batch.gain is not None:
                errors = row_errors(self._model, batch, output)
                for name, total in sums.items():
                    total += errors[getattr(batch.gain, name)].tolist()
            if batch.contrast is not None:
                lines = contrast_scores(self._model, batch, output, batch.contrast).diagonal()
                for kind, score in zip(batch.contrast.kind.tolist(), lines.tolist(), strict=True):
                    scores.setdefault(kind, []).append(score)
        figures: dict[str, float | None] = {
            f"nats_{name}": float(np.mean(values)) for name, values in sums.items() if values
        }
        stated = scores.get(0, [])
        for kind in (1, 2, 3, 5):
            other = scores.get(kind, [])
            flags = [True] * len(stated) + [False] * len(other)
            figures[f"margin_auroc_n{kind}"] = auroc([*stated, *other], flags)
        return figures


def mean_figures(probed: Sequence[Probed], condition: Condition) -> dict[str, float | None]:
    """Mean of each figure over the seeds of a condition."""
    of_condition = [entry.figures for entry in probed if entry.condition == condition]
    names = sorted({name for figures in of_condition for name in figures})
    means: dict[str, float | None] = {}
    for name in names:
        found = [value for figures in of_condition if (value := figures.get(name)) is not None]
        means[name] = float(np.mean(found)) if found else None
    return means
