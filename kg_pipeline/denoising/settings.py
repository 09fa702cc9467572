"""What can be set about denoising; importing it costs nothing (no torch)."""

from typing import Literal

from pydantic import Field

from kg_pipeline.settings import PositiveFloat, PositiveInt, Rate, Settings

Method = Literal[
    "keep_all",
    "random",
    "frequency",
    "competition",
    "linear_crossfit",
    "pretrained_generator",
    "self_ensemble",
    "dsgan",
    "dsgan_shared",
]
Competition = Literal["normalised", "counted", "ignored"]


class EnsembleSettings(Settings):
    """How ``self_ensemble`` learns and shares out; tuned on halves of FinRE's and SanWen's pairs.

    rounds: classifiers whose posteriors are averaged, each fitted to the last one's labels.
    trigger_weight: nats for a name of the predicate in the sentence.
    noise_exponent: noise weighs the odds of a wrong label, as estimated, to this power.
    """

    folds: PositiveInt = 5
    rounds: PositiveInt = 2
    trigger_weight: float = 1.0
    noise_exponent: PositiveFloat = 6.0


class AdversarialSettings(Settings):
    """How long and how fast DSGAN's G and D learn.

    A rate of ``None`` is the encoder's own: for the CNN the published ones (G 1e-5, D 1e-4).
    patience: epochs without a fall of D's accuracy before the end.
    honesty: weight of N^D_train in D's steps.
    eta: weight of r2, the reward between epochs.
    balanced: in D's steps what G chose and what it left weigh the same, however many they are.
    credit: r1 is the mean over what G chose (``bag``, as published) or each sentence's own p_D.
    """

    bag_size: PositiveInt = 64
    batch_size: PositiveInt = 128
    pretraining_epochs: PositiveInt = 3
    pretraining_rate: PositiveFloat | None = None
    weight_decay: float = 0.01
    epochs: PositiveInt = 10
    patience: PositiveInt = 2
    generator_rate: PositiveFloat | None = None
    discriminator_rate: PositiveFloat | None = None
    honesty: float = 0.0
    eta: float = 1.0
    balanced: bool = False
    credit: Literal["bag", "sentence"] = "bag"


class DenoisingSettings(Settings):
    """Which method decides what stays.

    encoder: of the neural methods: ``hashed``, ``cnn``, ``piecewise_cnn``, or what an installed
    package offers under ``kg_pipeline.encoders``, as NAME or NAME:ARGUMENT.
    cache: folder where an encoder's features are kept, by the hash of encoder and texts.
    competition: how the predicates that compete for a pair enter the learned methods: they share
    its probability (``normalised``), divide its odds by their number (``counted``), or not at all;
    ``self_ensemble`` always shares, as far as labels come from the pair.
    folds: of ``linear_crossfit``.
    random_rate: share that ``random`` keeps.
    threshold: how sure the method must be of a pair without rivals for it to stay; in the keep
    probabilities that are written, the threshold has become one half. Of ``linear_crossfit``, whose
    probabilities are shares among all predicates, those that do not compete for the pair count a
    thousandth, so that a pair without rivals is hardly ever left out.
    labelled: rows as for ``kg-pipeline denoise`` with a column ``correct``: keep probabilities are
    calibrated on those that are found among the candidates.
    """

    method: Method = "self_ensemble"
    encoder: str = "hashed"
    cache: str | None = None
    competition: Competition = "normalised"
    folds: PositiveInt = 5
    random_rate: Rate = 0.5
    threshold: float = Field(default=0.5, gt=0, lt=1)
    labelled: str | None = None
    ensemble: EnsembleSettings = EnsembleSettings()
    adversarial: AdversarialSettings = AdversarialSettings()
