"""What knowledge must gain, and what the gates are taught by it.

The tests' model has states that are its logits, so that the errors of each row are known.
"""

import math
from typing import Any

import pytest
import torch
from torch import Tensor

from kgbert.batch import Batch, GainTargets, GateTargets, MaskTargets
from kgbert.model.gate import Knowledge
from kgbert.model.kgbert import KGBertOutput
from kgbert.objectives.knowledge_gain import GateRelevance, KnowledgeGain, row_errors


class _Transparent:
    """A model whose states are its logits."""

    masked = staticmethod(lambda states: states)


def _states(nats: list[float]) -> Tensor:
    """Logits over two pieces, one piece a row, whose error on piece 0 is what is asked for."""
    chances = torch.tensor(nats).neg().exp()
    return torch.stack([chances.log(), (1 - chances).log()], dim=1).requires_grad_()


def _batch(n_rows: int, gain: GainTargets | None = None, **others: Any) -> Batch:
    index = torch.arange(n_rows)
    zeros = torch.zeros(n_rows, dtype=torch.long)
    mask = MaskTargets(index, zeros, torch.ones(n_rows), torch.full((n_rows,), 2))
    none = zeros[:0]
    return Batch(
        zeros, zeros, zeros, zeros, torch.arange(n_rows + 1), none, none, none, none,
        mask=mask, gain=gain, **others,
    )  # fmt: skip


def _gain(edge: int = -1) -> GainTargets:
    rows = [torch.tensor([row]) for row in range(5)]
    return GainTargets(*rows, edge=torch.tensor([edge]))


def _loss(nats: list[float], gates: Tensor | None = None, edge: int = -1) -> dict[str, Any]:
    """nats: without, relevant, irrelevant, closed, opened."""
    knowledge = None if gates is None else Knowledge(gates, torch.ones(1, 1))
    output = KGBertOutput(states=_states(nats), knowledge=knowledge)
    return KnowledgeGain(0.5, 0.01)(_Transparent(), _batch(5, _gain(edge)), output)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("without", "relevant", "irrelevant", "wanted"),
    [
        (2.0, 1.5, 2.0, 0.0),  # gains exactly enough, harms nothing
        (2.0, 0.3, 1.0, 0.0),  # gains more; help from the irrelevant is not rewarded
        (2.0, 1.9, 2.0, 0.4),  # gains too little
        (2.0, 2.5, 2.0, 1.0),  # harms
        (2.0, 1.0, 2.7, 0.7),  # the irrelevant harms
        (1.0, 1.2, 1.3, 1.0),  # both
    ],
)
def test_the_gain_loss_is_what_is_missing_and_what_is_harmed(
    without: float, relevant: float, irrelevant: float, wanted: float
) -> None:
    loss = _loss([without, relevant, irrelevant, 1.0, 1.0])["gain"]
    assert float(loss.total.detach()) == pytest.approx(wanted, abs=1e-5)
    assert float(loss.count) == 1


def test_no_gradient_flows_into_the_error_without_a_graph() -> None:
    states = _states([1.0, 1.2, 1.3, 1.0, 1.0])
    losses = KnowledgeGain()(_Transparent(), _batch(5, _gain()), KGBertOutput(states=states))  # type: ignore[arg-type]
    losses["gain"].total.backward()
    assert states.grad is not None
    flows = states.grad.abs().sum(dim=1) > 0
    assert flows.tolist() == [False, True, True, False, False]


def test_the_error_without_a_graph_is_learnt_apart_from_the_gain() -> None:
    states = _states([1.0, 1.2, 1.3, 1.0, 1.0])
    losses = KnowledgeGain()(_Transparent(), _batch(5, _gain()), KGBertOutput(states=states))  # type: ignore[arg-type]
    assert float(losses["gain_without"].total.detach()) == pytest.approx(1.0, abs=1e-5)
    losses["gain_without"].total.backward()
    assert states.grad is not None
    assert (states.grad.abs().sum(dim=1) > 0).tolist() == [True, False, False, False, False]


@pytest.mark.parametrize(("closed", "opened", "open_"), [(2.0, 1.0, True), (1.0, 2.0, False)])
def test_a_gate_is_pushed_open_by_a_gain_and_shut_by_a_harm(
    closed: float, opened: float, open_: bool
) -> None:
    gates = torch.tensor([0.5, 0.5], requires_grad=True)
    loss = _loss([1.0, 1.0, 1.0, closed, opened], gates, edge=1)["gate_gain"]
    loss.total.backward()
    assert gates.grad is not None
    assert bool(gates.grad[1] < 0) is open_


def test_the_gates_teacher_is_not_taught() -> None:
    gates = torch.tensor([0.5], requires_grad=True)
    states = _states([1.0, 1.0, 1.0, 2.0, 1.0])
    output = KGBertOutput(states=states, knowledge=Knowledge(gates, torch.ones(1, 1)))
    losses = KnowledgeGain()(_Transparent(), _batch(5, _gain(0)), output)  # type: ignore[arg-type]
    losses["gate_gain"].total.backward()
    assert states.grad is None or states.grad.abs().max() == 0


def test_a_triple_that_was_not_sampled_teaches_no_gate() -> None:
    assert "gate_gain" not in _loss([1.0, 1.0, 1.0, 2.0, 1.0], torch.tensor([0.5]), edge=-1)


def test_row_errors_are_means_over_each_rows_targets_alone() -> None:
    states = torch.randn(6, 4)
    position, label = torch.tensor([1, 2, 5]), torch.tensor([0, 3, 2])
    none = position[:0]
    six = torch.zeros(6, dtype=torch.long)
    mask = MaskTargets(position, label, torch.ones(3), torch.tensor([2, 2, 2]))
    batch = Batch(six, six, six, six, torch.tensor([0, 3, 4, 6]), none, none, none, none, mask=mask)
    found = row_errors(_Transparent(), batch, KGBertOutput(states=states))  # type: ignore[arg-type]
    nats = -states.log_softmax(1)
    wanted = [(nats[1, 0] + nats[2, 3]) / 2, torch.tensor(0.0), nats[5, 2]]
    assert torch.allclose(found, torch.stack(wanted), atol=1e-6)


def test_distant_supervision_of_gates_is_cross_entropy_against_the_keep_probability() -> None:
    gates = torch.tensor([0.9, 0.2, 0.4])
    gate = GateTargets(torch.tensor([2, 0]), torch.tensor([0.7, 0.0]))
    output = KGBertOutput(states=None, knowledge=Knowledge(gates, torch.ones(1, 1)))
    loss = GateRelevance()(_Transparent(), _batch(1, gate=gate), output)["gate"]  # type: ignore[arg-type]
    wanted = -(0.7 * math.log(0.4) + 0.3 * math.log(0.6)) - math.log(0.1)
    assert float(loss.total.detach()) == pytest.approx(wanted, rel=1e-5)
    assert float(loss.count) == 2


def test_a_gate_that_is_certain_and_wrong_costs_a_finite_amount() -> None:
    gate = GateTargets(torch.tensor([0]), torch.tensor([1.0]))
    output = KGBertOutput(states=None, knowledge=Knowledge(torch.zeros(1), torch.ones(1, 1)))
    loss = GateRelevance()(_Transparent(), _batch(1, gate=gate), output)["gate"]  # type: ignore[arg-type]
    assert bool(torch.isfinite(loss.total))
