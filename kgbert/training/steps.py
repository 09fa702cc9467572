"""Which examples make up a step: known from its number alone, so that a resumed run goes on."""

from collections.abc import Iterator, Sequence
from itertools import islice

import numpy as np
import numpy.typing as npt

from kgbert.data.dataset import BatchPlan
from kgbert.training.optimization import Training

Integers = npt.NDArray[np.int64]


class StepPlan:
    """The batches of all steps of a run; ``n_steps`` follows from the pieces to be trained on."""

    def __init__(self, lengths: Sequence[int], training: Training, seed: int) -> None:
        self._seed = seed
        self._accumulation = training.accumulation
        plan = BatchPlan(lengths, training.pieces_per_batch, seed)
        per_step = training.pieces_per_batch * training.accumulation
        self.n_steps = max(1, training.max_pieces // per_step)
        self._order = list(islice(plan.steps(), self.n_steps * self._accumulation))

    def batches(self, step: int) -> Iterator[tuple[Integers, np.random.Generator]]:
        """Numbers of the examples of each batch of a step, and the batch's own chance."""
        first = step * self._accumulation
        for place in range(first, first + self._accumulation):
            yield self._order[place], np.random.default_rng([self._seed, place])
