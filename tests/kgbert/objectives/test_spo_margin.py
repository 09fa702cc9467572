"""The contrast against a loop over triples."""

import math

import numpy as np
import pytest
import torch

from kgbert.batch import ContrastTargets
from kgbert.objectives.spo_margin import SPOMargin, margin_loss
from tests.kgbert.tiny_model import World

# Three sentences; the second and third are about the same subject, the first and third state
# triple 0. Mention 4's line has two negatives of different kinds; the second's triple has the first's
# subject as its object.
_TARGETS = ContrastTargets(
    mention=torch.tensor([4, 4, 4, 7, 7, 9]),
    row=torch.arange(6),
    kind=torch.tensor([0, 1, 3, 0, 2, 0]),
    weight=torch.tensor([0.5, 1.0, 1.0, 0.9, 1.0, 0.2]),
    subject=torch.tensor([10, 10, 10, 20, 20, 20]),
    object=torch.tensor([30, 31, 32, 10, 33, 30]),
    triple=torch.tensor([0, 1, 2, 3, 4, 0]),
)


def _plain(scores: list[list[float]], t: ContrastTargets, tau: float, mu: float) -> float:
    mention, kind, weight = t.mention.tolist(), t.kind.tolist(), t.weight.tolist()
    subject, object_, triple = t.subject.tolist(), t.object.tolist(), t.triple.tolist()
    total = 0.0
    for i, own in enumerate(mention):
        if kind[i] != 0:
            continue
        positive = math.exp((scores[i][i] - mu) / tau)
        others = 0.0
        for j, its in enumerate(mention):
            of_own = its == own and kind[j] != 0
            foreign = its != own and kind[j] == 0 and triple[j] != triple[i]
            if of_own or (foreign and subject[i] not in (subject[j], object_[j])):
                others += math.exp(scores[i][j] / tau)
        total -= weight[i] * math.log(positive / (positive + others))
    return total


@pytest.mark.parametrize(("tau", "mu"), [(0.07, 0.2), (0.5, 0.0), (1.0, 0.3)])
def test_the_loss_agrees_with_a_plain_loop(tau: float, mu: float) -> None:
    torch.manual_seed(0)
    scores = torch.rand(6, 6, dtype=torch.float64) * 2 - 1
    found = margin_loss(scores, _TARGETS, tau, mu)
    assert float(found.total) == pytest.approx(_plain(scores.tolist(), _TARGETS, tau, mu), rel=1e-4)
    assert float(found.count) == pytest.approx(0.5 + 0.9 + 0.2)


def test_a_wider_margin_costs_more() -> None:
    scores = torch.eye(6)
    losses = [float(margin_loss(scores, _TARGETS, 0.1, mu).total) for mu in (0.0, 0.2, 0.4)]
    assert losses == sorted(losses) and losses[0] < losses[2]


def test_a_positive_without_any_negative_costs_nothing() -> None:
    one = ContrastTargets(*(getattr(_TARGETS, name)[:1] for name in _TARGETS.__dataclass_fields__))
    assert float(margin_loss(torch.tensor([[-0.5]]), one, 0.07, 0.2).total) == pytest.approx(0)


def test_training_on_the_margin_widens_it(world: World) -> None:
    model = world.model()
    collator = world.collator(plain_rate=0.0, joint_rate=0.0, gain_rate=0.0)
    batch = collator(world.examples, np.random.default_rng(0))
    optimizer = torch.optim.Adam(model.parameters(), lr=3e-3)
    losses = []
    for _ in range(15):
        loss = SPOMargin()(model, batch, model(batch))["margin"]
        mean = loss.total / loss.count
        optimizer.zero_grad()
        mean.backward()
        optimizer.step()
        losses.append(float(mean.detach()))
    assert losses[-1] < 0.7 * losses[0]
