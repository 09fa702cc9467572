"""What can be set about denoising; importing it costs nothing (no torch)."""

from typing import Literal

from pydantic import Field

from kg_pipeline.settings import PositiveFloat, PositiveInt, Rate, Settings

Method = Literal[
    "keep_all",
    "random",
    "competition",
    "linear",
    "classifier",
    "pretrained",
    "pretrained_competing",
    "dsgan",
    "dsgan_competing",
    "self_ensemble",
]
EncoderName = Literal["frozen", "cnn", "piecewise_cnn"]


class EnsembleSettings(Settings):
    """How ``self_ensemble`` learns and shares out; the values were tuned on half of FinRE's pairs.

    visits: sightings shown to one classifier at most, counted over its epochs.
    members: classifiers a round, each with folds of its own.
    sharpness: exponent of posterior over prior.
    none_weight: of "none of them" against one predicate.
    other_weight: of the predicates that do not compete, taken together.
    trigger_weight: nats for a name of the predicate in the sentence.
    """

    folds: PositiveInt = 3
    rounds: PositiveInt = 2
    members: PositiveInt = 2
    width: PositiveInt = 512
    hidden: PositiveInt = 128
    dropout: Rate = 0.2
    epochs: PositiveInt = 8
    visits: PositiveInt = 200_000
    batch_size: PositiveInt = 512
    learning_rate: PositiveFloat = 0.005
    sharpness: PositiveFloat = 0.7
    none_weight: float = 0.3
    other_weight: float = 1.0
    trigger_weight: float = 1.0


class AdversarialSettings(Settings):
    """How long and how fast DSGAN's G and D learn.

    A rate of ``None`` is the encoder's own: for the CNN the published ones (G 1e-5, D 1e-4).
    patience: epochs without a fall of D's accuracy before the end.
    honesty: weight of N^D_train in D's steps.
    eta: weight of r2, the reward between epochs.
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


class DenoisingSettings(Settings):
    """Which method decides what stays.

    encoder, width: of the neural methods (width counts for ``frozen`` alone).
    min_positives: predicates with fewer share one relation-conditioned G and D.
    folds, hidden: of the cross-fitted classifiers; ``linear`` has no hidden layer.
    random_rate: share that ``random`` keeps.
    threshold: how sure the method must be of a pair without rivals for it to stay; in the keep
    probabilities that are written, the threshold has become one half.
    """

    method: Method = "self_ensemble"
    encoder: EncoderName = "frozen"
    width: PositiveInt = 128
    min_positives: PositiveInt = 40
    folds: PositiveInt = 5
    hidden: PositiveInt = 128
    random_rate: Rate = 0.5
    threshold: float = Field(default=0.5, gt=0, lt=1)
    ensemble: EnsembleSettings = EnsembleSettings()
    adversarial: AdversarialSettings = AdversarialSettings()
