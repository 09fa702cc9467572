"""``kgbert evaluate``: all models of a fine-tuning run on one file, condition by condition."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from kg_pipeline.errors import DataError
from kg_pipeline.storage import open_folder, write_json
from kgbert.data.subgraphs import Condition
from kgbert.evaluation.metrics import Difference, macro_f1, mean_and_sd, paired_difference
from kgbert.experiment.finetuning import TASK_KIND, TaskTools
from kgbert.experiment.settings import FinetuningRun
from kgbert.tasks.attribute_recognition import KGBertForAttributeRecognition
from kgbert.tasks.data import LabelledText, read_labelled
from kgbert.tasks.prediction import Answer, predict_all

Reals = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Outcome:
    """One condition: right or wrong per seed and item (S, I), and each seed's macro F1."""

    condition: Condition
    seeds: list[int]
    right: Reals
    macro_f1: list[float]
    answers: list[Answer]  # of the first seed

    def accuracies(self, chosen: npt.NDArray[np.bool_] | None = None) -> list[float]:
        """Accuracy of each seed, on all items or on those chosen; empty where none is chosen."""
        right = self.right if chosen is None else self.right[:, chosen]
        return [float(value) for value in right.mean(axis=1)] if right.shape[1] else []


@dataclass(frozen=True)
class Comparison:
    """All conditions on the same items. covered: (I,) the graph knows the item's entity."""

    outcomes: dict[str, Outcome]
    texts: list[LabelledText]
    covered: npt.NDArray[np.bool_]

    def difference(
        self, first: str, second: str, chosen: npt.NDArray[np.bool_] | None = None
    ) -> Difference | None:
        """Paired difference of two conditions, ``None`` where one of them was not run."""
        if first not in self.outcomes or second not in self.outcomes:
            return None
        pair = [self.outcomes[name].right for name in (first, second)]
        n_seeds = min(len(right) for right in pair)
        parts = [right[:n_seeds] if chosen is None else right[:n_seeds, chosen] for right in pair]
        return paired_difference(parts[0], parts[1]) if parts[0].shape[1] else None

    def summary(self) -> dict[str, object]:
        """Figures as written to ``comparison.json``."""
        conditions = {name: self._of(outcome) for name, outcome in self.outcomes.items()}
        differences = {
            f"true-{other}": {
                which: asdict(gap)
                for which, chosen in (("all", None), ("covered", self.covered))
                if (gap := self.difference("true", other, chosen)) is not None
            }
            for other in self.outcomes
            if other != "true" and "true" in self.outcomes
        }
        return {
            "n": len(self.texts),
            "share_covered": float(self.covered.mean()),
            "conditions": conditions,
            "differences": differences,
        }

    def _of(self, outcome: Outcome) -> dict[str, object]:
        figures: dict[str, object] = {"seeds": outcome.seeds}
        parts = {"accuracy": None, "covered": self.covered, "uncovered": ~self.covered}
        for name, chosen in parts.items():
            values = outcome.accuracies(chosen)
            if values:
                mean, sd = mean_and_sd(values)
                figures[name] = {"mean": mean, "sd": sd, "values": values}
        figures["macro_f1"] = float(np.mean(outcome.macro_f1))
        return figures


def evaluate(settings: FinetuningRun, data: Path | None = None) -> Comparison:
    """Run every finished model on ``data`` (the configured test split where it is ``None``)."""
    texts = read_labelled(data or Path(settings.test), settings.fields)
    outcomes: dict[str, Outcome] = {}
    covered = np.zeros(len(texts), dtype=bool)
    for condition in settings.runs.conditions:
        outcome = _outcome(settings, condition, texts)
        if outcome is None:
            continue
        outcomes[condition] = outcome
        covered = np.array([answer.covered for answer in outcome.answers])
    if not outcomes:
        raise DataError(f"{settings.output}: no finished model to evaluate; run kgbert finetune")
    comparison = Comparison(outcomes, texts, covered)
    write_json(Path(settings.output) / "comparison.json", comparison.summary())
    return comparison


def _outcome(
    settings: FinetuningRun, condition: Condition, texts: Sequence[LabelledText]
) -> Outcome | None:
    seeds, right, scores = [], [], []
    kept: list[Answer] = []
    for seed in settings.runs.seeds:
        folder = Path(settings.output) / condition / f"seed-{seed}" / "model"
        if not folder.exists():
            continue
        open_folder(folder, TASK_KIND)
        labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
        tools = TaskTools(settings, folder, condition, seed, labels)
        model = KGBertForAttributeRecognition.from_pretrained(folder)
        answers = predict_all(model, tools.task, tools.encoder, texts)
        seeds.append(seed)
        right.append([float(answer.right) for answer in answers])
        scores.append(_macro(answers, texts))
        kept = kept or answers
        _write_answers(Path(settings.output) / condition / f"seed-{seed}", answers, texts)
    if not seeds:
        return None
    return Outcome(condition, seeds, np.array(right), scores, kept)


def _macro(answers: Sequence[Answer], texts: Sequence[LabelledText]) -> float:
    numbers: dict[str, int] = {}
    predicted = [numbers.setdefault(answer.label, len(numbers)) for answer in answers]
    wanted = [numbers.setdefault(text.label, len(numbers)) for text in texts]
    return macro_f1(predicted, wanted)


def _write_answers(folder: Path, answers: Sequence[Answer], texts: Sequence[LabelledText]) -> None:
    lines = [
        json.dumps(
            {
                "text": text.text,
                "label": text.label,
                "answer": answer.label,
                "probability": round(answer.probability, 4),
                "right": answer.right,
                "covered": answer.covered,
            },
            ensure_ascii=False,
        )
        for text, answer in zip(texts, answers, strict=True)
    ]
    (folder / "answers.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
