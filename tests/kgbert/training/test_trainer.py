"""A run is a pure function of its inputs, however often it is stopped on its way."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from kg_pipeline import storage
from kgbert.batch import Batch, Loss, MaskTargets
from kgbert.data.dataset import Example
from kgbert.errors import CheckpointError, KGBertError
from kgbert.experiment.pretraining import PretrainingJob
from kgbert.model import KGBertConfig, KGBertForPreTraining
from kgbert.objectives.joint_masking import JointMasking
from kgbert.objectives.pretraining import (
    GainSettings,
    MarginSettings,
    ObjectiveWeights,
    PretrainingObjectives,
)
from kgbert.training.optimization import Training
from kgbert.training.trainer import Trained, Trainer
from tests.kgbert.tiny_model import World


class _StoppedError(Exception):
    """Stands for a kill."""


_TRAINING = Training(
    max_pieces=1600,
    pieces_per_batch=100,
    accumulation=2,
    learning_rate=3e-3,
    precision="fp32",
    checkpoint_every=3,
)


def _model(world: World, seed: int = 1) -> KGBertForPreTraining:
    """With dropout, so that a run draws from torch's generator too."""
    return world.model(seed, stack="bert", hidden_dropout_prob=0.1)


def _run(world: World, folder: Path, stop_at: int | None = None, seed: int = 1) -> nn.Module:
    objectives = PretrainingObjectives(MarginSettings(), GainSettings())
    collator, weights = world.collator(), ObjectiveWeights()
    job = PretrainingJob(world.examples, collator, objectives, weights, _TRAINING, seed)
    model = _model(world, seed)

    def progress(step: int, n_steps: int, loss: float) -> None:
        if step == stop_at:
            raise _StoppedError

    Trainer(_TRAINING, folder / "checkpoint", "inputs").run(model, job, progress)
    assert job.n_steps == 8
    return model


def _different(first: nn.Module, second: nn.Module) -> list[str]:
    other = second.state_dict()
    return [n for n, value in first.state_dict().items() if not torch.equal(value, other[n])]


@pytest.fixture(scope="module")
def uninterrupted(world: World, tmp_path_factory: pytest.TempPathFactory) -> nn.Module:
    return _run(world, tmp_path_factory.mktemp("run"))


def test_the_same_seed_gives_the_same_weights(
    world: World, uninterrupted: nn.Module, tmp_path: Path
) -> None:
    assert _different(_run(world, tmp_path), uninterrupted) == []


def test_another_seed_gives_other_weights(
    world: World, uninterrupted: nn.Module, tmp_path: Path
) -> None:
    assert _different(_run(world, tmp_path, seed=2), uninterrupted)


@pytest.mark.parametrize("stop_at", [2, 4, 7])
def test_a_resumed_run_ends_with_the_very_same_weights(
    world: World, uninterrupted: nn.Module, tmp_path: Path, stop_at: int
) -> None:
    with pytest.raises(_StoppedError):
        _run(world, tmp_path, stop_at)
    torch.manual_seed(99)  # a new process does not begin where the old one stopped
    assert _different(_run(world, tmp_path), uninterrupted) == []


class _Toy(nn.Module):
    """Four weights that a job pulls towards its step's batch."""

    def __init__(self) -> None:
        super().__init__()
        torch.manual_seed(0)
        self.config = KGBertConfig(hidden_size=4)
        self.weight = nn.Parameter(torch.randn(2, 2))


class _ToyJob:
    """The loss of ``bad_step`` is ``bad_value``."""

    n_steps = 6

    def __init__(self, bad_step: int = -1, bad_value: float = float("nan")) -> None:
        self._bad = (bad_step, bad_value)

    def batches(self, step: int) -> Sequence[Batch]:
        pieces = torch.from_numpy(np.random.default_rng(step).integers(0, 9, 4))
        none = pieces[:0]
        return [
            Batch(pieces, pieces, pieces, pieces, torch.tensor([0, 4]), none, none, none, none,
                  labels=torch.tensor([step]))
        ]  # fmt: skip

    def losses(self, model: Any, batch: Batch) -> dict[str, Loss]:
        distance = (model.weight.flatten() - batch.pieces.float()).square().sum()
        if int(batch.labels[0]) == self._bad[0]:  # type: ignore[index]
            distance = distance * 0 + self._bad[1]
        return {"task": Loss(distance, torch.tensor(1.0))}

    def weights(self, progress: float) -> Mapping[str, float]:
        return {"task": 1.0}


def _toy_run(folder: Path, job: _ToyJob | None = None, inputs: str = "inputs") -> Tensor:
    model = _Toy()
    settings = _TRAINING.model_copy(update={"checkpoint_every": 2, "learning_rate": 0.1})
    Trainer(settings, folder / "checkpoint", inputs).run(model, job or _ToyJob())
    return model.weight.detach()


def test_a_kill_at_any_write_rename_or_optimiser_step_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    monkeypatch.setattr(storage, "step", steps.append)
    wanted = _toy_run(tmp_path / "whole")
    assert [f"optimizer step {number}" for number in range(1, 7)] == [
        name for name in steps if name.startswith("optimizer")
    ]
    assert {"write MANIFEST.json", "rename checkpoint", "replace checkpoint"} <= set(steps)
    for limit, point in enumerate(steps):
        left = [limit]

        def step(name: str, left: list[int] = left) -> None:
            left[0] -= 1
            if left[0] < 0:
                raise _StoppedError

        monkeypatch.setattr(storage, "step", step)
        with pytest.raises(_StoppedError):
            _toy_run(tmp_path / f"at-{limit}")
        monkeypatch.setattr(storage, "step", lambda name: None)
        assert torch.equal(_toy_run(tmp_path / f"at-{limit}"), wanted), point


def _stopped(folder: Path) -> Path:
    """A run with one checkpoint behind it."""
    with pytest.raises(KGBertError):
        _toy_run(folder, _ToyJob(bad_step=3))
    return folder / "checkpoint"


@pytest.mark.parametrize(
    "name", ["model.safetensors", "optimizer.pt", "state.json", "MANIFEST.json"]
)
def test_a_damaged_checkpoint_is_an_error_that_names_the_file(tmp_path: Path, name: str) -> None:
    path = _stopped(tmp_path) / name
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(CheckpointError, match=name):
        _toy_run(tmp_path)


def test_a_checkpoint_of_other_inputs_is_not_resumed(tmp_path: Path) -> None:
    _stopped(tmp_path / "run")
    begun = []
    job = _ToyJob()
    job.weights = lambda progress: begun.append(progress) or {"task": 1.0}  # type: ignore[assignment,func-returns-value]
    _toy_run(tmp_path / "run", job, "other inputs")
    assert begun[0] == 0


def test_the_log_of_a_resumed_run_is_whole(tmp_path: Path) -> None:
    _stopped(tmp_path)
    settings = _TRAINING.model_copy(update={"checkpoint_every": 2})
    trained: Trained = Trainer(settings, tmp_path / "checkpoint", "inputs").run(_Toy(), _ToyJob())
    assert [entry["step"] for entry in trained.log] == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_a_loss_that_is_no_number_stops_the_run_and_names_the_step(
    tmp_path: Path, value: float
) -> None:
    with pytest.raises(KGBertError, match="step 4"):
        _toy_run(tmp_path, _ToyJob(bad_step=3, bad_value=value))


class _Masked:
    """One step of masked pieces, from batches that are given."""

    n_steps = 1

    def __init__(self, batches: Sequence[Batch]) -> None:
        self._batches = batches

    def batches(self, step: int) -> Sequence[Batch]:
        return self._batches

    def losses(self, model: KGBertForPreTraining, batch: Batch) -> dict[str, Loss]:
        return JointMasking()(model, batch, model(batch))

    def weights(self, progress: float) -> Mapping[str, float]:
        return {"mlm": 1.0, "joint": 1.0}


def _gradients(world: World, folder: Path, batches: Sequence[Batch]) -> dict[str, Tensor]:
    """Sums of what flows into each weight during one step."""
    model = world.model()
    sums = {name: torch.zeros_like(weight) for name, weight in model.named_parameters()}

    def add(name: str, flow: Tensor) -> None:
        sums[name] += flow

    for name, weight in model.named_parameters():
        weight.register_hook(partial(add, name))
    Trainer(_TRAINING, folder, "inputs").run(model, _Masked(batches))
    return sums


def _masked_batch(world: World, examples: Sequence[Example]) -> Batch:
    """Each row's second and fourth piece is to be predicted."""
    batch = world.batch([world.graph_row(example) for example in examples])
    position = torch.cat([batch.row_offsets[:-1] + 2, batch.row_offsets[:-1] + 4])
    label, ones = batch.pieces[position], torch.ones(len(position))
    return replace(batch, mask=MaskTargets(position, label, ones, torch.zeros_like(position)))


def test_two_accumulated_batches_give_the_gradient_of_one_large_batch(
    world: World, tmp_path: Path
) -> None:
    examples = world.examples
    split = [_masked_batch(world, part) for part in (examples[:3], examples[3:])]
    parts = _gradients(world, tmp_path / "parts", split)
    whole = _gradients(world, tmp_path / "whole", [_masked_batch(world, examples)])
    assert max(float(value.abs().max()) for value in whole.values()) > 1e-3
    for name, value in whole.items():
        assert torch.allclose(parts[name], value, atol=1e-6), name
