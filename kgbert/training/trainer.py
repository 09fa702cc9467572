"""The training loop: batches and losses, no task by name; resumes exactly.

A run is a pure function of its inputs: the batches of a step depend on the step's number alone, and
a checkpoint holds weights, optimiser, chance and log.
"""

import math
import resource
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import torch
from accelerate import Accelerator
from torch import Tensor, nn

from kg_pipeline import storage
from kgbert.batch import Batch, Loss
from kgbert.errors import KGBertError
from kgbert.training.checkpoint import LogEntry, TrainingState, load_checkpoint, save_checkpoint
from kgbert.training.optimization import Training, choose_precision, make_optimizer, schedule_factor


class Job(Protocol):
    """What a run trains on."""

    n_steps: int

    def batches(self, step: int) -> Sequence[Batch]:
        """The batches whose gradients make up a step; the same for the same step."""
        ...

    def losses(self, model: Any, batch: Batch) -> dict[str, Loss]:
        """Losses of a batch by name."""
        ...

    def weights(self, progress: float) -> Mapping[str, float]:
        """How much each loss counts, at a progress in [0, 1]."""
        ...


@dataclass(frozen=True)
class Trained:
    """What a run leaves: one log entry a step (losses by name), seconds and pieces."""

    log: list[LogEntry]
    seconds: float
    n_pieces: int

    def costs(self) -> dict[str, float]:
        """Seconds, pieces of all rows, and the peak memory of this process in MB."""
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        return {"seconds": self.seconds, "row_pieces": self.n_pieces, "peak_rss_mb": peak}


Progress = Callable[[int, int, float], None]  # step, steps in all, loss


class Trainer:
    """Trains a model on a job; checkpoints go to ``folder``."""

    def __init__(self, settings: Training, folder: Path, inputs_hash: str) -> None:
        self._settings = settings
        self._folder = folder
        self._inputs_hash = inputs_hash

    def run(self, model: nn.Module, job: Job, progress: Progress | None = None) -> Trained:
        """Train to the last step, from the last checkpoint if there is one.

        Raises ``KGBertError`` where the loss is no number any more.
        """
        settings = self._settings
        optimizer = make_optimizer(model, settings)
        state = load_checkpoint(self._folder, model, optimizer, self._inputs_hash)
        if state is None:
            width = model.config.hidden_size  # type: ignore[union-attr]
            state = TrainingState(choose_precision(settings.precision, width))  # type: ignore[arg-type]
        accelerator = Accelerator(
            mixed_precision="bf16" if state.precision == "bf16" else "no",
            cpu=not torch.cuda.is_available(),
        )
        prepared, optimizer = accelerator.prepare(model, optimizer)
        prepared.train()
        begin, n_pieces = time.perf_counter(), 0
        while state.step < job.n_steps:
            entry, pieces = self._step(prepared, optimizer, accelerator, job, state.step)
            n_pieces += pieces
            state.step += 1
            state.log.append(entry)
            storage.step(f"optimizer step {state.step}")
            if progress is not None:
                progress(state.step, job.n_steps, entry["loss"])
            if state.step % settings.checkpoint_every == 0 and state.step < job.n_steps:
                save_checkpoint(self._folder, model, optimizer.optimizer, state, self._inputs_hash)
        return Trained(state.log, time.perf_counter() - begin, n_pieces)

    def _step(
        self, model: nn.Module, optimizer: Any, accelerator: Accelerator, job: Job, step: int
    ) -> tuple[LogEntry, int]:
        settings = self._settings
        for group in optimizer.param_groups:
            group["lr"] = settings.learning_rate * schedule_factor(settings, step, job.n_steps)
        batches = [batch.to(accelerator.device) for batch in job.batches(step)]
        weights = job.weights(step / job.n_steps)
        counts = _counts(batches)
        entry: LogEntry = {"step": float(step + 1), "loss": 0.0}
        for batch in batches:
            with accelerator.autocast():
                losses = job.losses(model, batch)
            total: Tensor | None = None
            for name, loss in losses.items():
                count = counts.get(name, float(loss.count) * len(batches))
                mean = loss.total / max(count, 1e-6)
                entry[name] = entry.get(name, 0.0) + float(mean.detach())
                weighted = weights.get(name, 0.0) * mean
                total = weighted if total is None else total + weighted
            if total is not None:
                accelerator.backward(total)
                entry["loss"] += float(total.detach())
        if not math.isfinite(entry["loss"]):
            raise KGBertError(
                f"step {step + 1}: the loss is {entry['loss']}, expected a number; "
                "lower training.learning_rate or set training.precision=fp32"
            )
        accelerator.clip_grad_norm_(model.parameters(), settings.clip)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        return entry, sum(batch.n_pieces for batch in batches)


def _counts(batches: Sequence[Batch]) -> dict[str, float]:
    """Predicted pieces of all batches of a step, known before any of them is run."""
    counts = {"mlm": 0.0, "joint": 0.0, "mention": 0.0, "task": 0.0}
    for batch in batches:
        if batch.mask is not None:
            for name, slot in (("mlm", 0), ("joint", 1)):
                counts[name] += float(batch.mask.weight[batch.mask.slot == slot].sum())
        if batch.mention_tags is not None:
            counts["mention"] += float((batch.mention_tags >= 0).sum())
        if batch.labels is not None:
            counts["task"] += float((batch.labels >= 0).sum())
    return counts
