"""Schedules, groups of weights, precision."""

import math

import pytest
import torch

from kgbert.training.optimization import (
    Training,
    choose_precision,
    make_optimizer,
    schedule_factor,
)


@pytest.mark.parametrize("schedule", ["cosine", "wsd"])
def test_the_rate_rises_then_falls_to_its_last_value(schedule: str) -> None:
    settings = Training(max_pieces=1, schedule=schedule, warmup_rate=0.1, final_rate=0.05)
    rates = [schedule_factor(settings, step, 100) for step in range(100)]
    assert rates[0] == pytest.approx(0.1)
    assert rates[:10] == sorted(rates[:10]) and max(rates) == pytest.approx(1)
    assert rates[10:] == sorted(rates[10:], reverse=True)
    assert 0.05 <= rates[-1] < 0.12


def test_half_way_down_the_cosine_is_half_way_between_the_ends() -> None:
    settings = Training(max_pieces=1, warmup_rate=0.0, final_rate=0.2)
    found = schedule_factor(settings, 51, 101)
    assert found == pytest.approx(0.2 + 0.8 * 0.5 * (1 + math.cos(math.pi / 2)))


def test_wsd_stays_at_the_top_until_its_decay() -> None:
    settings = Training(max_pieces=1, schedule="wsd", warmup_rate=0.1, decay_rate=0.2)
    assert {schedule_factor(settings, step, 100) for step in range(10, 81)} == {1.0}
    assert schedule_factor(settings, 90, 100) < 1


def test_vectors_are_not_decayed() -> None:
    model = torch.nn.Sequential(torch.nn.Linear(3, 4), torch.nn.LayerNorm(4))
    optimizer = make_optimizer(model, Training(max_pieces=1, weight_decay=0.3))
    decay = {
        id(weight): group["weight_decay"]
        for group in optimizer.param_groups
        for weight in group["params"]
    }
    assert {w.ndim: decay[id(w)] for w in model.parameters()} == {2: 0.3, 1: 0.0}


def test_frozen_weights_are_left_out() -> None:
    model = torch.nn.Linear(3, 4)
    model.bias.requires_grad_(False)
    optimizer = make_optimizer(model, Training(max_pieces=1))
    assert sum(len(group["params"]) for group in optimizer.param_groups) == 1


@pytest.mark.parametrize("wanted", ["fp32", "bf16"])
def test_a_chosen_precision_is_not_measured_away(wanted: str) -> None:
    assert choose_precision(wanted, 16) == wanted  # type: ignore[arg-type]
