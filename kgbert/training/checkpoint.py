"""Checkpoints from which training goes on exactly: weights, optimiser, step, chance, log."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file
from torch import nn

from kg_pipeline.errors import DataError
from kg_pipeline.storage import folder_writer, is_finished, open_folder, recover
from kgbert.errors import CheckpointError
from kgbert.training.optimization import Precision

KIND = "training checkpoint"
LogEntry = dict[str, float]


@dataclass
class TrainingState:
    """Where a run stands. What the machine decided by measuring is kept for the resumed run."""

    precision: Precision
    step: int = 0
    log: list[LogEntry] = field(default_factory=list)


def save_checkpoint(
    folder: Path,
    model: nn.Module,
    optimizer: torch.optim.Optimizer,
    state: TrainingState,
    inputs_hash: str,
) -> None:
    """Write a checkpoint; a kill at any moment leaves the one before or the new one."""
    with folder_writer(folder, KIND, inputs_hash) as place:
        weights = {name: value.contiguous() for name, value in model.state_dict().items()}
        save_file(_without_shared(weights), place / "model.safetensors")
        torch.save(
            {"optimizer": optimizer.state_dict(), "chance": torch.get_rng_state()},
            place / "optimizer.pt",
        )
        (place / "state.json").write_text(json.dumps(asdict(state)), encoding="utf-8")


def load_checkpoint(
    folder: Path, model: nn.Module, optimizer: torch.optim.Optimizer, inputs_hash: str
) -> TrainingState | None:
    """Bring model and optimiser to a checkpoint; ``None`` where there is none for these inputs.

    Raises ``CheckpointError`` for a damaged checkpoint, naming the file.
    """
    recover(folder)
    if not folder.exists():
        return None
    try:
        open_folder(folder, KIND)
    except DataError as error:
        raise CheckpointError(f"{error}; to start over, delete {folder}") from error
    if not is_finished(folder, inputs_hash):
        return None
    try:
        weights = load_file(folder / "model.safetensors")
        if weights.keys() != _without_shared(model.state_dict()).keys():
            raise CheckpointError(
                f"{folder}: holds another model's weights; delete it to start over"
            )
        model.load_state_dict(weights, strict=False)  # tied weights are there once
        rest = torch.load(folder / "optimizer.pt", weights_only=True)
    except (SafetensorError, RuntimeError, OSError) as error:
        raise CheckpointError(
            f"{folder}: not readable ({error}); delete it to start over"
        ) from error
    optimizer.load_state_dict(rest["optimizer"])
    torch.set_rng_state(rest["chance"])
    raw = json.loads((folder / "state.json").read_text(encoding="utf-8"))
    return TrainingState(**raw)


def _without_shared(weights: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """Tied weights once, under their first name."""
    seen: dict[int, str] = {}
    return {
        name: value
        for name, value in weights.items()
        if seen.setdefault(value.data_ptr(), name) == name
    }
