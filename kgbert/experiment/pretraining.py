"""``kgbert pretrain``: one run a condition and seed, each from its own initial weights."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from kg_pipeline.corpus import read_corpus
from kg_pipeline.errors import DataError
from kg_pipeline.graph.store import KnowledgeGraph
from kg_pipeline.storage import (
    folder_writer,
    is_finished,
    read_manifest,
    sha256_of_json,
    write_json,
)
from kgbert.batch import Batch, Loss
from kgbert.data.collation import PretrainingCollator
from kgbert.data.dataset import Example, encode_corpus
from kgbert.data.subgraphs import Condition, NameTable, subgraph_source
from kgbert.data.tokenization import PieceEncoder, load_tokenizer, train_tokenizer
from kgbert.experiment.pool import Report, run_all
from kgbert.experiment.settings import PretrainingRun
from kgbert.model import KGBertConfig, KGBertForPreTraining
from kgbert.objectives.pretraining import ObjectiveWeights, PretrainingObjectives
from kgbert.training.optimization import Training
from kgbert.training.steps import StepPlan
from kgbert.training.trainer import Trainer

MODEL_KIND = "pretrained model"
_REVISION = 2  # raised when equal settings come to give other weights


@dataclass(frozen=True)
class OneRun:
    """What a worker needs to know of its run."""

    settings: PretrainingRun
    condition: Condition
    seed: int

    @property
    def name(self) -> str:
        """Shown in progress and used as the run's folder."""
        return f"{self.condition}/seed-{self.seed}"


class PretrainingJob:
    """The batches and losses of a pretraining run."""

    def __init__(
        self,
        examples: Sequence[Example],
        collator: PretrainingCollator,
        objectives: PretrainingObjectives,
        weights: ObjectiveWeights,
        training: Training,
        seed: int,
    ) -> None:
        self._examples = examples
        self._collator = collator
        self._objectives = objectives
        self._weights = weights
        self._plan = StepPlan([len(example) for example in examples], training, seed)
        self.n_steps = self._plan.n_steps

    def batches(self, step: int) -> list[Batch]:
        """The batches of a step, from its number alone."""
        return [
            self._collator([self._examples[number] for number in numbers], chance)
            for numbers, chance in self._plan.batches(step)
        ]

    def losses(self, model: KGBertForPreTraining, batch: Batch) -> dict[str, Loss]:
        """All objectives."""
        return self._objectives(model, batch)

    def weights(self, progress: float) -> Mapping[str, float]:
        """Weights of the objectives."""
        return self._weights.at(progress)


def pretrain(settings: PretrainingRun, report: Report) -> list[Path]:
    """Run every condition and seed that is not finished yet; return the models' folders."""
    read_manifest(Path(settings.corpus))
    read_manifest(Path(settings.graph))
    prepare_tokenizer(settings)
    runs = [
        OneRun(settings, condition, seed)
        for seed in settings.runs.seeds
        for condition in settings.runs.conditions
    ]
    run_all(pretrain_one, runs, settings.runs.workers, report)
    return [Path(settings.output) / run.name / "model" for run in runs]


def prepare_tokenizer(settings: PretrainingRun) -> None:
    """Learn the tokenizer from the corpus and the graph's names, once."""
    folder = Path(settings.output) / "tokenizer"
    key = sha256_of_json(
        [settings.tokenizer.model_dump(), _content_of(settings.corpus), _content_of(settings.graph)]
    )
    if is_finished(folder, key):
        return
    graph = KnowledgeGraph.load(settings.graph)
    texts = [sentence.text for sentence in read_corpus(Path(settings.corpus))]
    if not texts:
        raise DataError(f"{settings.corpus}: expected aligned sentences, found none")
    texts += [*graph.names, *graph.predicates]
    tokenizer = train_tokenizer(texts, settings.tokenizer.vocabulary_size)
    with folder_writer(folder, "tokenizer", key) as place:
        tokenizer.save_pretrained(place)


def pretrain_one(run: OneRun, report: Report) -> None:
    """One condition and seed, unless its model is already there."""
    settings = run.settings
    folder = Path(settings.output) / run.name
    key = run_key(run)
    if is_finished(folder / "model", key):
        report(run.name, 1, 1, float("nan"))
        return
    graph = KnowledgeGraph.load(settings.graph)
    tokenizer = load_tokenizer(Path(settings.output) / "tokenizer")
    encoder = PieceEncoder(tokenizer, settings.tokenizer.max_pieces)
    examples = encode_corpus(list(read_corpus(Path(settings.corpus))), graph, encoder)
    stated = [example for example in examples if example.positives or example.negatives]
    names = NameTable(graph, encoder, settings.subgraphs.max_name_pieces)
    source = subgraph_source(run.condition, graph, settings.subgraphs, run.seed)
    torch.manual_seed(run.seed)
    model = KGBertForPreTraining(
        KGBertConfig(
            vocab_size=len(tokenizer),
            max_position_embeddings=max(128, 3 * settings.tokenizer.max_pieces),
            hops=settings.subgraphs.hops,
            **settings.model.model_dump(),
        )
    )
    job = PretrainingJob(
        examples + stated * (settings.repeat_stated - 1),
        PretrainingCollator(encoder, names, source, settings.rows, settings.masking),
        PretrainingObjectives(settings.margin, settings.gain),
        settings.weights,
        settings.training,
        run.seed,
    )
    trainer = Trainer(settings.training, folder / "checkpoint", key)
    trained = trainer.run(model, job, lambda *state: report(run.name, *state))
    with folder_writer(folder / "model", MODEL_KIND, key, {"condition": run.condition}) as place:
        model.save_pretrained(place)
        tokenizer.save_pretrained(place)
        (place / "log.json").write_text(json.dumps(trained.log), encoding="utf-8")
    write_json(folder / "timing.json", trained.costs())


def run_key(run: OneRun) -> str:
    """Hash of everything that the run's weights depend on."""
    settings: dict[str, Any] = run.settings.model_dump(exclude={"runs", "output"})
    contents = [_content_of(run.settings.corpus), _content_of(run.settings.graph)]
    return sha256_of_json([_REVISION, settings, contents, run.condition, run.seed])


def _content_of(folder: str) -> dict[str, str]:
    return {name: entry.sha256 for name, entry in read_manifest(Path(folder)).files.items()}
