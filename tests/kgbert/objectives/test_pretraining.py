"""All objectives together, and each against a plainer computation."""

import numpy as np
import pytest

from kgbert.objectives.joint_masking import JointMasking
from kgbert.objectives.mention_detection import MentionDetection
from kgbert.objectives.pretraining import (
    GainSettings,
    MarginSettings,
    ObjectiveWeights,
    PretrainingObjectives,
)
from tests.kgbert.tiny_model import World


def test_masked_pieces_are_weighed_by_the_confidence_of_their_triple(world: World) -> None:
    model = world.model()
    collator = world.collator(plain_rate=0.0, joint_rate=1.0, gain_rate=0.0)
    batch = collator(world.examples, np.random.default_rng(0))
    output = model(batch)
    losses = JointMasking()(model, batch, output)
    assert batch.mask is not None and losses.keys() == {"mlm", "joint"}
    totals = {"mlm": 0.0, "joint": 0.0}
    for place, label, weight, slot in zip(
        batch.mask.position, batch.mask.label, batch.mask.weight, batch.mask.slot, strict=True
    ):
        chances = model.masked(output.states[place]).softmax(0)
        totals[("mlm", "joint")[int(slot)]] -= float(weight * chances[label].log())
    assert min(batch.mask.weight[batch.mask.slot == 1].tolist()) < 1
    for name, total in totals.items():
        assert float(losses[name].total) == pytest.approx(total, rel=1e-4)


def test_mentions_are_learnt_from_rows_that_carry_tags_alone(world: World) -> None:
    model = world.model()
    batch = world.collator(gain_rate=0.0)(world.examples, np.random.default_rng(1))
    output = model(batch)
    loss = MentionDetection()(model, batch, output)["mention"]
    assert batch.mention_tags is not None
    chances = model.mention(output.states).log_softmax(1)
    tags = [(place, tag) for place, tag in enumerate(batch.mention_tags.tolist()) if tag >= 0]
    assert 0 < len(tags) < batch.n_pieces
    assert float(loss.count) == len(tags)
    wanted = -sum(float(chances[place, tag]) for place, tag in tags)
    assert float(loss.total) == pytest.approx(wanted, rel=1e-4)


def test_every_loss_has_a_weight_and_reaches_the_weights(world: World) -> None:
    model = world.model()
    objectives = PretrainingObjectives(MarginSettings(), GainSettings())
    collator = world.collator(plain_rate=0.3, joint_rate=0.3, gain_rate=1.0)
    batch = collator(world.examples, np.random.default_rng(2))
    losses = objectives(model, batch)
    assert losses.keys() == ObjectiveWeights().at(1.0).keys()
    for loss in losses.values():
        assert not loss.count.requires_grad
        model.zero_grad()
        loss.total.backward(retain_graph=True)
        norms = [float(w.grad.abs().sum()) for w in model.parameters() if w.grad is not None]
        assert sum(norms) > 0


def test_margin_and_gain_begin_after_warm_up() -> None:
    weights = ObjectiveWeights(warmup_rate=0.1)
    late = {"margin", "gain", "gain_without", "gate_gain"}
    assert {name for name, weight in weights.at(0.05).items() if weight == 0} == late
    assert all(weights.at(0.1).values())
