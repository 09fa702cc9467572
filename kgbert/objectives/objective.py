"""What an objective is: it reads a batch and the model's output, and gives losses by name."""

from typing import Protocol

from kgbert.batch import Batch, Loss
from kgbert.model.kgbert import KGBertForPreTraining, KGBertOutput


class Objective(Protocol):
    """One objective of pretraining."""

    def __call__(
        self, model: KGBertForPreTraining, batch: Batch, output: KGBertOutput
    ) -> dict[str, Loss]:
        """Losses by name; a name that the batch has no targets for is absent."""
        ...
