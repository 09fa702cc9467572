"""What can be set about denoising; importing it costs nothing (no torch)."""

from typing import Literal

from kg_pipeline.settings import PositiveInt, Rate, Settings

Method = Literal[
    "keep_all",
    "random",
    "competition",
    "linear",
    "classifier",
    "pretrained",
    "dsgan",
    "self_ensemble",
]
EncoderName = Literal["frozen", "cnn", "piecewise_cnn"]


class DenoisingSettings(Settings):
    """Which method decides what stays.

    encoder, width: of the neural methods (width counts for ``frozen`` alone).
    min_positives: predicates with fewer share one relation-conditioned G and D.
    folds, hidden: of the cross-fitted classifiers; ``linear`` has no hidden layer.
    random_rate: share that ``random`` keeps.
    ensemble: runs of the pretrained G that ``self_ensemble`` averages.
    """

    method: Method = "classifier"
    encoder: EncoderName = "frozen"
    width: PositiveInt = 128
    min_positives: PositiveInt = 40
    folds: PositiveInt = 5
    hidden: PositiveInt = 128
    random_rate: Rate = 0.5
    ensemble: PositiveInt = 4
