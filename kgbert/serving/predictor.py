"""One text in, one answer out, with the triples that were let in."""

import json
from pathlib import Path
from typing import Any

from kg_pipeline.graph.store import KnowledgeGraph
from kg_pipeline.settings import parse_settings
from kg_pipeline.storage import open_folder
from kgbert.errors import CheckpointError
from kgbert.experiment.finetuning import TASK_KIND, TaskTools
from kgbert.experiment.settings import FinetuningRun
from kgbert.tasks.attribute_recognition import KGBertForAttributeRecognition
from kgbert.tasks.data import LabelledText
from kgbert.tasks.prediction import predict_all


class Predictor:
    """A fine-tuned model with its graph and linker, ready for texts."""

    def __init__(self, model: KGBertForAttributeRecognition, tools: TaskTools) -> None:
        self._model = model.eval()
        self._tools = tools

    @classmethod
    def load(cls, folder: str | Path, graph: KnowledgeGraph | None = None) -> "Predictor":
        """Load a model's folder, or a run's (then the first seed of ``true``).

        graph: another graph than the one it was trained with. Raises ``CheckpointError`` where
        there is no finished model.
        """
        path = _model_folder(Path(folder))
        open_folder(path, TASK_KIND)
        run = json.loads((path / "run.json").read_text(encoding="utf-8"))
        raw = run["settings"] if graph is None else {**run["settings"], "graph": str(graph.path)}
        settings = parse_settings(FinetuningRun, raw, str(path / "run.json"))
        labels = json.loads((path / "labels.json").read_text(encoding="utf-8"))
        tools = TaskTools(settings, path, run["condition"], run["seed"], labels)
        return cls(KGBertForAttributeRecognition.from_pretrained(path), tools)

    def __call__(self, text: str) -> dict[str, Any]:
        """{text, mentions, label, score, evidence}; evidence: triples, the most open first."""
        graph = self._tools.graph
        (answer,) = predict_all(
            self._model,
            self._tools.task,
            self._tools.encoder,
            [LabelledText(text, "", None, (), {})],
        )
        mentions = self._tools.encoder.link(text)
        return {
            "text": text,
            "mentions": [{"start": m.start, "end": m.end, "entity": m.entity} for m in mentions],
            "label": answer.label,
            "score": round(answer.probability, 4),
            "evidence": [
                {
                    "subject": graph.names[int(graph.subject[entry.triple])],
                    "predicate": graph.predicates[int(graph.predicate[entry.triple])],
                    "object": graph.names[int(graph.object[entry.triple])],
                    "openness": round(entry.openness, 3),
                }
                for entry in answer.triples
            ],
        }


def _model_folder(folder: Path) -> Path:
    if (folder / "run.json").is_file():
        return folder
    for found in sorted(folder.glob("true/seed-*/model")) or sorted(folder.glob("*/seed-*/model")):
        return found
    raise CheckpointError(f"{folder}: expected a fine-tuned model, found none; run kgbert finetune")
