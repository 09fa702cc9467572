"""``kgbert finetune``: every condition from its own pretrained model, with the same trials."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file

from kg_pipeline.errors import DataError
from kg_pipeline.graph.linking import Linker
from kg_pipeline.graph.store import KnowledgeGraph
from kg_pipeline.storage import (
    folder_writer,
    is_finished,
    open_folder,
    read_manifest,
    sha256_of_file,
    sha256_of_json,
    write_json,
)
from kgbert.batch import Batch, Loss
from kgbert.data.subgraphs import Condition, NameTable, subgraph_source
from kgbert.data.tokenization import PieceEncoder, load_tokenizer
from kgbert.errors import CheckpointError
from kgbert.experiment.pool import Report, run_all
from kgbert.experiment.pretraining import MODEL_KIND
from kgbert.experiment.settings import FinetuningRun
from kgbert.model import KGBertConfig
from kgbert.tasks.attribute_recognition import AttributeRecognition, KGBertForAttributeRecognition
from kgbert.tasks.data import TaskEncoder, TaskExample, read_labelled
from kgbert.tasks.prediction import accuracy, predict_all
from kgbert.training.optimization import Training
from kgbert.training.steps import StepPlan
from kgbert.training.trainer import Trainer

TASK_KIND = "task model"
_REVISION = 2  # raised when equal settings come to give other weights


@dataclass(frozen=True)
class OneRun:
    """What a worker needs to know of its run."""

    settings: FinetuningRun
    condition: Condition
    seed: int
    learning_rate: float
    trial: bool = False

    @property
    def name(self) -> str:
        """Shown in progress and used as the run's folder."""
        if self.trial:
            return f"trials/{self.condition}/rate-{self.learning_rate:g}"
        return f"{self.condition}/seed-{self.seed}"


class TaskJob:
    """The batches and losses of a fine-tuning run."""

    def __init__(
        self,
        examples: Sequence[TaskExample],
        task: AttributeRecognition,
        training: Training,
        seed: int,
    ) -> None:
        self._examples = examples
        self._task = task
        self._plan = StepPlan([len(example) for example in examples], training, seed)
        self.n_steps = self._plan.n_steps

    def batches(self, step: int) -> list[Batch]:
        """The batches of a step, from its number alone."""
        return [
            self._task.collate([self._examples[n] for n in numbers], chance)
            for numbers, chance in self._plan.batches(step)
        ]

    def losses(self, model: KGBertForAttributeRecognition, batch: Batch) -> dict[str, Loss]:
        """The task's loss."""
        return self._task.losses(model, batch)

    def weights(self, progress: float) -> dict[str, float]:
        """The task's weights."""
        return self._task.weights(progress)


def finetune(settings: FinetuningRun, report: Report) -> list[Path]:
    """Tune, then run every condition and seed; return the models' folders."""
    for path in (settings.train, settings.development, settings.test):
        if not Path(path).is_file():
            raise DataError(f"{path}: expected a JSON-lines file of labelled texts, found none")
    read_manifest(Path(settings.graph))
    rates = _tune(settings, report)
    runs = [
        OneRun(settings, condition, seed, rates[condition])
        for seed in settings.runs.seeds
        for condition in settings.runs.conditions
    ]
    run_all(finetune_one, runs, settings.runs.workers, report)
    return [Path(settings.output) / run.name / "model" for run in runs]


def _tune(settings: FinetuningRun, report: Report) -> dict[str, float]:
    """The learning rate of each condition: the best on development data with the first seed."""
    conditions, rates = settings.runs.conditions, settings.learning_rates
    if len(rates) == 1:
        return dict.fromkeys(conditions, rates[0])
    trials = [
        OneRun(settings, condition, settings.runs.seeds[0], rate, trial=True)
        for condition in conditions
        for rate in rates
    ]
    run_all(finetune_one, trials, settings.runs.workers, report)
    best: dict[str, float] = {}
    for condition in conditions:
        scored = []
        for run in trials:
            if run.condition == condition:
                path = Path(settings.output) / run.name / "model" / "development.json"
                scored.append((json.loads(path.read_text())["accuracy"], -run.learning_rate))
        best[condition] = -max(scored)[1]
    write_json(Path(settings.output) / "tuning.json", best)
    return best


def finetune_one(run: OneRun, report: Report) -> None:
    """One condition and seed, unless its model is already there."""
    settings = run.settings
    folder = Path(settings.output) / run.name
    base = Path(settings.pretrained) / f"{run.condition}/seed-{run.seed}" / "model"
    if not base.exists():  # fewer seeds were pretrained than are fine-tuned
        base = _any_seed(Path(settings.pretrained) / run.condition)
    open_folder(base, MODEL_KIND)
    key = _run_key(run, base)
    if is_finished(folder / "model", key):
        report(run.name, 1, 1, float("nan"))
        return
    training = settings.training.model_copy(update={"learning_rate": run.learning_rate})
    texts = read_labelled(Path(settings.train), settings.fields)
    labels = sorted({text.label for text in texts})
    tools = TaskTools(settings, base, run.condition, run.seed, labels)
    torch.manual_seed(run.seed)
    config = tools.task.model_config(KGBertConfig.from_pretrained(base))
    model = KGBertForAttributeRecognition(config)
    load_encoder(model, base)
    job = TaskJob(tools.encoder.encode(texts), tools.task, training, run.seed)
    trainer = Trainer(training, folder / "checkpoint", key)
    trained = trainer.run(model, job, lambda *state: report(run.name, *state))
    development = read_labelled(Path(settings.development), settings.fields)
    answers = predict_all(model, tools.task, tools.encoder, development)
    with folder_writer(folder / "model", TASK_KIND, key, {"condition": run.condition}) as place:
        model.save_pretrained(place)
        load_tokenizer(base).save_pretrained(place)
        _write(place / "labels.json", labels)
        _write(place / "log.json", trained.log)
        _write(place / "development.json", {"accuracy": accuracy(answers)})
        _write(place / "run.json", {**asdict(run), "settings": settings.model_dump()})
    write_json(folder / "timing.json", trained.costs())


class TaskTools:
    """Encoder of texts and the task, for one condition."""

    def __init__(
        self,
        settings: FinetuningRun,
        model: Path,
        condition: Condition,
        seed: int,
        labels: Sequence[str],
    ) -> None:
        graph = KnowledgeGraph.load(settings.graph)
        pieces = PieceEncoder(load_tokenizer(model))
        names = NameTable(graph, pieces, settings.subgraphs.max_name_pieces)
        source = subgraph_source(condition, graph, settings.subgraphs, seed)
        self.graph = graph
        self.encoder = TaskEncoder(pieces, graph, Linker(graph, settings.linking), labels)
        self.task = AttributeRecognition(labels, pieces, names, source, settings.attribute)


def load_encoder(model: KGBertForAttributeRecognition, folder: Path) -> None:
    """Fill the encoder from a pretrained model; the heads of pretraining stay behind.

    Segments that pretraining did not know keep their initial values.
    """
    prefix = "kgbert."
    weights = {
        name[len(prefix) :]: value
        for name, value in load_file(folder / "model.safetensors").items()
        if name.startswith(prefix)
    }
    missing = set(model.kgbert.state_dict()) - set(weights)
    if missing:
        raise CheckpointError(f"{folder}: the encoder's weights lack {sorted(missing)[0]}")
    segments = "embeddings.segment.weight"
    new = model.kgbert.state_dict()[segments][len(weights[segments]) :]
    weights[segments] = torch.cat([weights[segments], new])
    model.kgbert.load_state_dict(weights)


def _any_seed(folder: Path) -> Path:
    found = sorted(folder.glob("seed-*/model"))
    if not found:
        raise DataError(f"{folder}: expected a pretrained model, found none; run kgbert pretrain")
    return found[0]


def _run_key(run: OneRun, base: Path) -> str:
    settings = run.settings
    files = [sha256_of_file(Path(path)) for path in (settings.train, settings.development)]
    values = settings.model_dump(exclude={"runs", "output", "learning_rates", "test"})
    graph = {
        name: entry.sha256 for name, entry in read_manifest(Path(settings.graph)).files.items()
    }
    rest = [run.condition, run.seed, run.learning_rate, read_manifest(base).inputs_hash]
    return sha256_of_json([_REVISION, values, files, graph, rest])


def _write(path: Path, value: object) -> None:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
    path.write_text(text, encoding="utf-8")
