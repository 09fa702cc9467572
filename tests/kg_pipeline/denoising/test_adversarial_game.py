"""The mathematics of DSGAN's game, held against exact enumeration."""

from itertools import product

import torch

from kg_pipeline.denoising.adversarial import (
    discriminator_loss,
    policy_loss,
    subset_log_probability,
)

SUBSETS = torch.tensor(list(product([False, True], repeat=6)))
CREDIT = torch.tensor([0.9, 0.1, 0.4, 0.7, 0.2, 0.6])


def logits() -> torch.Tensor:
    drawn = torch.randn(6, generator=torch.Generator().manual_seed(5), dtype=torch.float64)
    return drawn.requires_grad_()


def reward(chosen: torch.Tensor) -> float:
    """Like r1: the mean of a fixed credit over what was chosen."""
    return float(CREDIT[chosen].mean()) if bool(chosen.any()) else 0.0


def test_the_probabilities_of_all_64_subsets_sum_to_one():
    total = subset_log_probability(logits().expand(64, 6), SUBSETS).exp().sum()
    assert abs(total.item() - 1.0) < 1e-9


def test_reinforce_with_its_baseline_has_the_gradient_of_the_expected_reward():
    weights = logits()
    chances = subset_log_probability(weights.expand(64, 6), SUBSETS).exp()
    rewards = torch.tensor([reward(chosen) for chosen in SUBSETS], dtype=torch.float64)
    (exact,) = torch.autograd.grad((chances * rewards).sum(), weights)
    baseline = float((chances * rewards).sum())
    expected = torch.zeros(6, dtype=torch.float64)
    for chosen, chance in zip(SUBSETS, chances.detach(), strict=True):
        again = weights.detach().clone().requires_grad_()
        loss = policy_loss(again, chosen, reward(chosen) - baseline)
        (gradient,) = torch.autograd.grad(loss, again)
        expected += chance * -gradient * 6  # the loss is per item of the bag
    assert torch.allclose(expected, exact, atol=1e-9)


def test_a_constant_reward_moves_nothing_in_expectation():
    weights = logits()
    total = torch.zeros(6, dtype=torch.float64)
    chances = subset_log_probability(weights.expand(64, 6), SUBSETS).exp().detach()
    for chosen, chance in zip(SUBSETS, chances, strict=True):
        again = weights.detach().clone().requires_grad_()
        (gradient,) = torch.autograd.grad(policy_loss(again, chosen, 1.0), again)
        total += chance * gradient
    assert torch.allclose(total, torch.zeros(6, dtype=torch.float64), atol=1e-9)


def test_what_the_generator_chose_is_shown_to_the_discriminator_as_negative():
    chosen = torch.tensor([True, False])
    nothing = torch.zeros(0)
    believing = discriminator_loss(torch.tensor([9.0, 9.0]), chosen, nothing, 0.0)
    fooled = discriminator_loss(torch.tensor([-9.0, 9.0]), chosen, nothing, 0.0)
    assert fooled < believing
