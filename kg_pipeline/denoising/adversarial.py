"""DSGAN: a generator finds the true positives by what a discriminator forgets when shown them.

Source: Qin, Xu, Wang, DSGAN, ACL 2018, algorithm 1; docs/methods.md, section 2, which says where
this departs: the policy gradient is that of the whole subset's probability, 1 - p terms included.

Letters for shapes: B items of a bag or batch.
"""

import copy
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits, logsigmoid

from kg_pipeline.denoising.bags import Items, RelationSets, bags_of
from kg_pipeline.denoising.networks import EncoderPart, Rates, Scorer
from kg_pipeline.denoising.settings import AdversarialSettings


@dataclass(frozen=True, slots=True)
class Epoch:
    """One epoch of the game; rates and means are in [0, 1].

    accuracy: of D on N^D_test;  forgotten: mean p_D there;  r2: mean reward between epochs
    kept: share of P that G would keep
    """

    accuracy: float
    forgotten: float
    reward: float
    r2: float
    kept: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """What training left: p_G of the positives by the best and by the pretrained G.

    start_accuracy: of the pretrained D on N^D_test; ``None`` where no epoch is played
    best_epoch: counted from 1; 0 = no epoch made D forget more than it had at the start
    """

    keep: Tensor
    pretrained_keep: Tensor
    start_accuracy: float | None
    epochs: tuple[Epoch, ...]
    best_epoch: int
    stopped_early: bool


@dataclass(slots=True)
class RunningMean:
    """The mean of all values seen; ``None`` before the first."""

    total: float = 0.0
    count: int = 0

    def add(self, value: float) -> None:
        """Take one more value into the mean."""
        self.total += value
        self.count += 1

    @property
    def value(self) -> float | None:
        """The mean so far."""
        return self.total / self.count if self.count else None


def subset_log_probability(logits: Tensor, chosen: Tensor) -> Tensor:
    """log p(T) = sum over T of log p + sum over the rest of log(1 - p), for independent draws.

    logits, chosen: (…, B), ``chosen`` bool; returns (…).
    """
    return torch.where(chosen, logsigmoid(logits), logsigmoid(-logits)).sum(-1)


def policy_loss(logits: Tensor, chosen: Tensor, reward: float) -> Tensor:
    """The loss whose descent is REINFORCE: -(r1 + r2) log p(T) / |B|."""
    return -reward * subset_log_probability(logits, chosen) / logits.shape[-1]


def sentence_policy_loss(logits: Tensor, chosen: Tensor, rewards: Tensor) -> Tensor:
    """As ``policy_loss`` where each chosen sentence brings its own reward (B,) and the rest none.

    What a sentence brings hangs on its own draw alone, so the others' draws drop out of its
    gradient: the same expectation as of their sum, with less variance.
    """
    gained = torch.where(chosen, rewards, torch.zeros_like(rewards))
    log_chance = torch.where(chosen, logsigmoid(logits), logsigmoid(-logits))
    return -(gained * log_chance).sum(-1) / logits.shape[-1]


def chosen_mean(probability: Tensor, chosen: Tensor) -> float:
    """mean over T of p_D; 0, the worst, where T is empty, so that choosing nothing never pays."""
    return float(probability[chosen].mean()) if bool(chosen.any()) else 0.0


def discriminator_loss(
    logits: Tensor,
    chosen: Tensor,
    negative_logits: Tensor,
    honesty: float,
    *,
    balanced: bool = False,
) -> Tensor:
    """L_D: what G left is positive, what G chose is negative, and so is N^D_train; mean nats.

    balanced: both sides weigh the same, however many G chose.
    """
    weight = None
    if balanced:
        n_chosen = chosen.sum().clamp(min=1)
        n_left = (~chosen).sum().clamp(min=1)
        weight = torch.where(chosen, len(chosen) / (2 * n_chosen), len(chosen) / (2 * n_left))
    game = binary_cross_entropy_with_logits(logits, (~chosen).to(logits), weight)
    if not len(negative_logits):
        return game
    return game + honesty * binary_cross_entropy_with_logits(
        negative_logits, torch.zeros_like(negative_logits)
    )


def logits_of(scorer: Scorer, inputs: Tensor, items: Items) -> Tensor:
    """Logits of items (B,)."""
    return scorer(inputs[items.sightings], items.relations)


@torch.no_grad()
def probabilities(scorer: Scorer, inputs: Tensor, items: Items) -> Tensor:
    """p of items (B,), in slices so that a CNN fits into memory."""
    slices = [torch.sigmoid(logits_of(scorer, inputs, part)) for part in items.split(1024)]
    return torch.cat(slices) if slices else torch.zeros(0)


def rates_of(part: EncoderPart, settings: AdversarialSettings) -> Rates:
    """The encoder's learning rates, with those that the settings state instead."""
    return Rates(
        pretraining=settings.pretraining_rate or part.rates.pretraining,
        generator=settings.generator_rate or part.rates.generator,
        discriminator=settings.discriminator_rate or part.rates.discriminator,
    )


def pretrain(
    scorer: Scorer,
    part: EncoderPart,
    positives: Items,
    negatives: Items,
    settings: AdversarialSettings,
    generator: torch.Generator,
) -> None:
    """Fit a network on (positives = 1, negatives = 0), both sides weighing the same."""
    items = positives.joined(negatives)
    target = torch.cat([torch.ones(len(positives)), torch.zeros(len(negatives))])
    weight = torch.cat(
        [
            torch.full((len(side),), len(items) / (2 * max(1, len(side))))
            for side in (positives, negatives)
        ]
    )
    optimizer = torch.optim.AdamW(
        scorer.parameters(),
        rates_of(part, settings).pretraining,
        weight_decay=settings.weight_decay,
    )
    for _ in range(settings.pretraining_epochs):
        for rows in torch.randperm(len(items), generator=generator).split(settings.batch_size):
            logits = logits_of(scorer, part.inputs, items.at(rows))
            loss = binary_cross_entropy_with_logits(logits, target[rows], weight[rows])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()


class Game:
    """The adversarial training of one G and one D.

    ``discriminator`` is the pretrained D and stays as it is; every epoch plays with a copy.
    """

    def __init__(
        self,
        generator: Scorer,
        discriminator: Scorer,
        part: EncoderPart,
        sets: RelationSets,
        settings: AdversarialSettings,
    ) -> None:
        self.generator = generator
        self.discriminator = discriminator
        self.inputs = part.inputs
        self.sets = sets
        n_negatives = len(sets.train_negatives)
        step = -(-n_negatives // part.between_sample)
        self.between = sets.train_negatives.at(torch.arange(0, n_negatives, step))
        self.settings = settings
        self.rates = rates_of(part, settings)
        self.baseline = RunningMean()  # b1
        self.highest: dict[int, float] = {}  # bag → b2, the highest p~ of earlier epochs
        self.optimizer = torch.optim.Adam(generator.parameters(), self.rates.generator)

    def epoch(self, bags: list[Items], chance: torch.Generator) -> Epoch:
        """Play all bags once against a fresh copy of the pretrained D."""
        discriminator = copy.deepcopy(self.discriminator)
        optimizer = torch.optim.Adam(discriminator.parameters(), self.rates.discriminator)
        rewards, between = [], []
        for number, bag in enumerate(bags):
            logits = logits_of(self.generator, self.inputs, bag)
            chosen = torch.rand(len(bag), generator=chance) < torch.sigmoid(logits.detach())
            self._teach(discriminator, optimizer, bag, chosen, chance)
            forgiven = probabilities(discriminator, self.inputs, bag)
            reward = chosen_mean(forgiven, chosen)
            b1 = reward if self.baseline.value is None else self.baseline.value
            r2 = self._reward_between(number, discriminator)
            self.baseline.add(reward)
            if self.settings.credit == "bag":
                loss = policy_loss(logits, chosen, reward - b1 + r2)
            else:
                loss = sentence_policy_loss(logits, chosen, forgiven - b1 + r2)
            _descend(self.optimizer, loss)
            rewards.append(reward)
            between.append(r2)
        forgotten = probabilities(discriminator, self.inputs, self.sets.test_negatives)
        kept = probabilities(self.generator, self.inputs, self.sets.positives) > 0.5
        return Epoch(
            accuracy=float((forgotten < 0.5).float().mean()),
            forgotten=float(forgotten.mean()),
            reward=sum(rewards) / len(rewards),
            r2=sum(between) / len(between),
            kept=float(kept.float().mean()),
        )

    def _teach(
        self,
        discriminator: Scorer,
        optimizer: torch.optim.Optimizer,
        bag: Items,
        chosen: Tensor,
        chance: torch.Generator,
    ) -> None:
        """One step of D on the bag as G parted it and, by ``honesty``, as many of N^D_train."""
        negatives = self.sets.train_negatives
        # drawn without ``honesty`` as well, so that all else falls out by the same chance
        rows = torch.randperm(len(negatives), generator=chance)[: len(bag)]
        honest = torch.zeros(0)
        if self.settings.honesty:
            honest = logits_of(discriminator, self.inputs, negatives.at(rows))
        loss = discriminator_loss(
            logits_of(discriminator, self.inputs, bag),
            chosen,
            honest,
            self.settings.honesty,
            balanced=self.settings.balanced,
        )
        _descend(optimizer, loss)

    def _reward_between(self, number: int, discriminator: Scorer) -> float:
        """r2 of bag ``number``: how much higher D's p on N^D_train is than in any epoch before."""
        mean = float(probabilities(discriminator, self.inputs, self.between).mean())
        before = self.highest.get(number)
        self.highest[number] = mean if before is None else max(before, mean)
        return 0.0 if before is None else self.settings.eta * (mean - before)


def _descend(optimizer: torch.optim.Optimizer, loss: Tensor) -> None:
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()


def play(
    part: EncoderPart, sets: RelationSets, settings: AdversarialSettings, chance: torch.Generator
) -> Outcome:
    """Pretrain G and D on their own negatives, then let them play; the best G is kept."""
    generator = _pretrained(part, sets, sets.generator_negatives, settings, chance)
    pretrained = probabilities(generator, part.inputs, sets.positives)
    if not settings.epochs:
        return Outcome(pretrained, pretrained, None, (), 0, stopped_early=False)
    discriminator = _pretrained(part, sets, sets.train_negatives, settings, chance)
    start = probabilities(discriminator, part.inputs, sets.test_negatives)
    game = Game(generator, discriminator, part, sets, settings)
    bags = bags_of(sets.positives, settings.bag_size, chance)
    best = BestGenerator(float((start < 0.5).float().mean()), float(start.mean()), pretrained)
    epochs: list[Epoch] = []
    while len(epochs) < settings.epochs and best.epochs_without < settings.patience:
        epochs.append(game.epoch(bags, chance))
        best.offer(epochs[-1], probabilities(generator, part.inputs, sets.positives))
    return Outcome(
        keep=best.keep,
        pretrained_keep=pretrained,
        start_accuracy=float((start < 0.5).float().mean()),
        epochs=tuple(epochs),
        best_epoch=best.epoch,
        stopped_early=best.epochs_without >= settings.patience,
    )


def _pretrained(
    part: EncoderPart,
    sets: RelationSets,
    negatives: Items,
    settings: AdversarialSettings,
    chance: torch.Generator,
) -> Scorer:
    """A network that tells the positives from these negatives."""
    network = part.scorer(int(sets.positives.relations.max()) + 1, chance)
    pretrain(network, part, sets.positives, negatives, settings, chance)
    return network


@dataclass(slots=True)
class BestGenerator:
    """Remembers the G under which D's accuracy on N^D_test was lowest.

    Accuracy moves in steps of one item, so equal accuracies are told apart by D's mean p there.
    """

    accuracy: float
    forgotten: float
    keep: Tensor
    epoch: int = 0
    epochs_without: int = 0
    seen: int = 0

    def offer(self, epoch: Epoch, keep: Tensor) -> None:
        """Take the G of one more epoch if it made D forget more than any before."""
        self.seen += 1
        if (epoch.accuracy, -epoch.forgotten) < (self.accuracy, -self.forgotten):
            self.accuracy, self.forgotten = epoch.accuracy, epoch.forgotten
            self.keep, self.epoch, self.epochs_without = keep, self.seen, 0
        else:
            self.epochs_without += 1
