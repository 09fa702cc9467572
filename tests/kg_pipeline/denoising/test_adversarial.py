"""DSGAN: the gradient against enumeration, the rewards, and the known mistakes of others."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
import torch
from torch import Tensor

from kg_pipeline.denoising.adversarial import (
    BestGenerator,
    Epoch,
    Game,
    RunningMean,
    chosen_mean,
    discriminator_loss,
    play,
    policy_loss,
    pretrain,
    probabilities,
    sentence_policy_loss,
    subset_log_probability,
)
from kg_pipeline.denoising.bags import Items, RelationSets, bags_of, relation_sets
from kg_pipeline.denoising.candidates import Candidates
from kg_pipeline.denoising.encoders import encoded
from kg_pipeline.denoising.features import HashedEncoder
from kg_pipeline.denoising.networks import EncoderPart, Scorer, cnn_part, frozen_part
from kg_pipeline.denoising.settings import AdversarialSettings
from tests.kg_pipeline.denoising.invented import planted

SETTINGS = AdversarialSettings(bag_size=16, epochs=3, pretraining_epochs=20)


def hashed_part(candidates: Candidates, width: int) -> EncoderPart:
    return frozen_part(encoded(HashedEncoder(width), candidates.sightings, None))


def chance(seed: int = 0) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


@pytest.fixture(scope="module")
def part() -> EncoderPart:
    return hashed_part(planted(noise=0.2).candidates, 16)


@pytest.fixture(scope="module")
def sets() -> RelationSets:
    return relation_sets(planted(noise=0.2).candidates, [0], np.random.default_rng(0))


def fitted(part: EncoderPart, sets: RelationSets, negatives: Items) -> Scorer:
    network = part.scorer(1, chance())
    pretrain(network, part, sets.positives, negatives, SETTINGS, chance(1))
    return network


def game_of(part: EncoderPart, sets: RelationSets, settings: AdversarialSettings) -> Game:
    generator = fitted(part, sets, sets.generator_negatives)
    return Game(generator, fitted(part, sets, sets.train_negatives), part, sets, settings)


def all_subsets(n: int) -> Tensor:
    return torch.tensor(list(product([False, True], repeat=n)))


def exact_gradient(logits: Tensor, reward: Tensor, subsets: Tensor) -> Tensor:
    """Gradient of E[reward] by enumeration: each subset's probability is a plain product."""
    variable = logits.clone().requires_grad_()
    p = torch.sigmoid(variable)
    probability = torch.where(subsets, p, 1 - p).prod(1)
    (gradient,) = torch.autograd.grad((probability * reward).sum(), variable)
    return gradient


def expected_policy_gradient(logits: Tensor, reward: Tensor, subsets: Tensor) -> Tensor:
    """Mean of -grad(policy_loss) over all subsets, weighed by their probability."""
    total = torch.zeros_like(logits)
    for chosen, value in zip(subsets, reward.tolist(), strict=True):
        variable = logits.clone().requires_grad_()
        (gradient,) = torch.autograd.grad(policy_loss(variable, chosen, value), variable)
        p = torch.sigmoid(logits)
        total -= gradient * torch.where(chosen, p, 1 - p).prod()
    return total


def test_the_policy_gradient_is_that_of_exact_enumeration() -> None:
    logits = torch.randn(6, generator=chance(), dtype=torch.float64)
    subsets = all_subsets(6)
    p_d = torch.rand(6, generator=chance(1), dtype=torch.float64)
    reward = torch.tensor([chosen_mean(p_d, chosen) for chosen in subsets], dtype=torch.float64)
    p = torch.sigmoid(logits)
    b1 = float((torch.where(subsets, p, 1 - p).prod(1) * reward).sum())
    expected = expected_policy_gradient(logits, reward - b1, subsets)
    torch.testing.assert_close(expected, exact_gradient(logits, reward, subsets) / 6)
    assert expected.abs().max() > 1e-3


def test_a_reward_for_each_sentence_has_the_gradient_of_their_expected_sum() -> None:
    logits = torch.randn(6, generator=chance(), dtype=torch.float64)
    rewards = torch.rand(6, generator=chance(1), dtype=torch.float64) - 0.5
    subsets = all_subsets(6)
    total = torch.zeros_like(logits)
    for chosen in subsets:
        variable = logits.clone().requires_grad_()
        (gradient,) = torch.autograd.grad(sentence_policy_loss(variable, chosen, rewards), variable)
        total -= (
            gradient * torch.where(chosen, torch.sigmoid(logits), torch.sigmoid(-logits)).prod()
        )
    gained = (subsets * rewards).sum(1)
    torch.testing.assert_close(total, exact_gradient(logits, gained, subsets) / 6)
    assert total.abs().max() > 1e-3


def test_a_constant_reward_teaches_nothing() -> None:
    logits = torch.randn(6, generator=chance(2), dtype=torch.float64)
    subsets = all_subsets(6)
    reward = torch.full((64,), 0.7, dtype=torch.float64)
    expected = expected_policy_gradient(logits, reward, subsets)
    torch.testing.assert_close(expected, torch.zeros(6, dtype=torch.float64))


def test_subset_probabilities_sum_to_one() -> None:
    logits = torch.randn(6, generator=chance(3), dtype=torch.float64)
    total = subset_log_probability(logits.expand(64, 6), all_subsets(6)).exp().sum()
    torch.testing.assert_close(total, torch.tensor(1.0, dtype=torch.float64))


def test_the_reward_hangs_on_what_was_chosen() -> None:
    p_d = torch.tensor([0.9, 0.2, 0.4])
    choices = torch.tensor([[True, False, False], [False, True, True]])
    rewards = [chosen_mean(p_d, chosen) for chosen in choices]
    assert rewards == pytest.approx([0.9, 0.3])


def test_choosing_nothing_never_pays() -> None:
    assert chosen_mean(torch.tensor([0.1, 0.2]), torch.tensor([False, False])) == 0.0


def test_the_discriminator_is_shown_the_choice_as_negative_and_the_rest_as_positive() -> None:
    logits = torch.tensor([2.0, -1.0, 0.5])
    chosen = torch.tensor([True, False, False])
    p = torch.sigmoid(logits)
    plain = -(torch.log(1 - p[0]) + torch.log(p[1]) + torch.log(p[2])) / 3
    torch.testing.assert_close(discriminator_loss(logits, chosen, logits[:0], 1.0), plain)


def test_balanced_the_chosen_and_the_left_weigh_the_same() -> None:
    logits, chosen = torch.tensor([2.0, -1.0, 0.5, 0.3]), torch.tensor([True, True, True, False])
    p = torch.sigmoid(logits)
    plain = -(torch.log(1 - p[:3]).mean() + torch.log(p[3])) / 2
    found = discriminator_loss(logits, chosen, logits[:0], 0.0, balanced=True)
    torch.testing.assert_close(found, plain)


def test_honesty_adds_the_known_negatives() -> None:
    logits, chosen = torch.tensor([1.0]), torch.tensor([True])
    negatives = torch.tensor([0.3, -0.2])
    known = -torch.log(1 - torch.sigmoid(negatives)).mean()
    difference = discriminator_loss(logits, chosen, negatives, 0.5) - discriminator_loss(
        logits, chosen, negatives, 0.0
    )
    torch.testing.assert_close(difference, 0.5 * known)


def test_the_baseline_is_the_running_mean_and_none_at_first() -> None:
    mean = RunningMean()
    assert mean.value is None
    for value in (1.0, 2.0, 6.0):
        mean.add(value)
    assert mean.value == 3.0


def test_a_pretrained_discriminator_separates_clean_positives_from_negatives() -> None:
    candidates = planted(noise=0.0).candidates
    part = hashed_part(candidates, 32)
    sets = relation_sets(candidates, [0], np.random.default_rng(0))
    network = fitted(part, sets, sets.train_negatives)
    assert (probabilities(network, part.inputs, sets.test_negatives) < 0.5).float().mean() > 0.9
    assert (probabilities(network, part.inputs, sets.positives) > 0.5).float().mean() > 0.9


def test_the_reward_between_epochs_is_zero_at_first_and_then_not(
    part: EncoderPart, sets: RelationSets
) -> None:
    game = game_of(part, sets, SETTINGS)
    bags = bags_of(sets.positives, 16, chance(2))
    first, second = (game.epoch(bags, chance(seed)) for seed in (3, 4))
    assert first.r2 == 0.0
    assert second.r2 != 0.0


def test_the_highest_mean_of_earlier_epochs_is_the_second_baseline(
    part: EncoderPart, sets: RelationSets
) -> None:
    game = game_of(part, sets, SETTINGS)
    game.highest = {0: 0.9}
    game._reward_between(0, game.discriminator)
    assert game.highest[0] == 0.9


def test_the_reward_between_epochs_moves_the_generator(
    part: EncoderPart, sets: RelationSets
) -> None:
    kept = []
    for eta in (0.0, 50.0):
        game = game_of(part, sets, SETTINGS.model_copy(update={"eta": eta}))
        bags, draws = bags_of(sets.positives, 16, chance(2)), chance(3)
        for _ in range(2):
            game.epoch(bags, draws)
        kept.append(probabilities(game.generator, part.inputs, sets.positives))
    assert not torch.equal(kept[0], kept[1])


def test_each_epoch_is_played_as_if_the_discriminator_had_never_played(
    part: EncoderPart, sets: RelationSets
) -> None:
    """With a G that does not move, the same draws in two epochs teach D the same."""
    still = SETTINGS.model_copy(update={"generator_rate": 1e-30})
    game = game_of(part, sets, still)
    bags = bags_of(sets.positives, 16, chance(2))
    first, second = (game.epoch(bags, chance(3)) for _ in range(2))
    assert second.forgotten == pytest.approx(first.forgotten, rel=1e-6)
    assert second.reward == pytest.approx(first.reward, rel=1e-6)


def test_every_epoch_starts_from_the_pretrained_discriminator(
    part: EncoderPart, sets: RelationSets
) -> None:
    game = game_of(part, sets, SETTINGS)
    before = [parameter.clone() for parameter in game.discriminator.parameters()]
    game.epoch(bags_of(sets.positives, 16, chance(2)), chance(3))
    for old, now in zip(before, game.discriminator.parameters(), strict=True):
        assert torch.equal(old, now)


def test_what_tests_the_discriminator_never_trains_anything(
    part: EncoderPart, sets: RelationSets
) -> None:
    spoilt = part.inputs.clone()
    spoilt[sets.test_negatives.sightings] = 1e3
    other = replace(part, inputs=spoilt)
    kept = []
    for inputs in (part, other):
        game = game_of(inputs, sets, SETTINGS.model_copy(update={"honesty": 1.0}))
        game.epoch(bags_of(sets.positives, 16, chance(2)), chance(3))
        kept.append(probabilities(game.generator, part.inputs, sets.positives))
    assert torch.equal(kept[0], kept[1])


def test_the_best_generator_is_the_one_under_which_accuracy_was_lowest() -> None:
    best = BestGenerator(0.8, 0.3, torch.tensor([0.0]))
    for number, accuracy in enumerate((0.9, 0.6, 0.7, 0.6), start=1):
        best.offer(Epoch(accuracy, 0.4, 0.5, 0.0, 0.5), torch.tensor([float(number)]))
    assert best.epoch == 2 and best.keep.item() == 2.0
    assert best.epochs_without == 2


def test_equal_accuracy_is_told_apart_by_how_much_was_forgotten() -> None:
    best = BestGenerator(0.8, 0.3, torch.tensor([0.0]))
    best.offer(Epoch(0.8, 0.4, 0.5, 0.0, 0.5), torch.tensor([1.0]))
    assert best.epoch == 1


def test_the_pretrained_generator_stays_where_no_epoch_was_better() -> None:
    best = BestGenerator(0.1, 0.9, torch.tensor([0.0]))
    best.offer(Epoch(0.8, 0.2, 0.5, 0.0, 0.5), torch.tensor([1.0]))
    assert best.epoch == 0 and best.keep.item() == 0.0


def test_the_game_ends_when_accuracy_no_longer_falls(part: EncoderPart, sets: RelationSets) -> None:
    patient = SETTINGS.model_copy(update={"epochs": 40, "patience": 2})
    outcome = play(part, sets, patient, chance(5))
    assert outcome.stopped_early
    assert len(outcome.epochs) == outcome.best_epoch + 2


def test_the_same_seed_plays_the_same_game(part: EncoderPart, sets: RelationSets) -> None:
    first, second = (play(part, sets, SETTINGS, chance(6)) for _ in range(2))
    assert torch.equal(first.keep, second.keep) and first.epochs == second.epochs


def test_the_published_cnn_plays_too() -> None:
    candidates = planted(60, n_background=60).candidates
    part = cnn_part(candidates.sightings)
    sets = relation_sets(candidates, [0, 1], np.random.default_rng(0))
    outcome = play(part, sets, SETTINGS.model_copy(update={"epochs": 1}), chance())
    assert outcome.keep.shape == (len(sets.positives),)
    assert bool(((outcome.keep > 0) & (outcome.keep < 1)).all())


def test_a_cnns_rates_are_the_published_ones() -> None:
    part = cnn_part(planted(8).candidates.sightings)
    assert (part.rates.generator, part.rates.discriminator) == (1e-5, 1e-4)
