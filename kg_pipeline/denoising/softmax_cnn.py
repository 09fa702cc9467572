"""The sentence CNN as the classifier of the self-ensemble: a softmax over all predicates and none.

Letters for shapes: n candidates, M sightings, K predicates (class K: none), B batch.
"""

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn.functional import cross_entropy

from kg_pipeline.denoising.candidates import CandidateIndex, Candidates
from kg_pipeline.denoising.discriminant import Posterior, SoftLabels
from kg_pipeline.denoising.networks import (
    SentenceCnn,
    number_of_words,
    one_thread,
    word_positions,
)

Rows = NDArray[np.int64]

EPOCHS, BATCH, RATE, DROPOUT = 5, 64, 1e-3, 0.5
_SLICE = 1024


class CnnClassifier:
    """Fits one network a fold of pairs and judges that fold by it."""

    def __init__(self, candidates: Candidates, seed: int, *, piecewise: bool) -> None:
        self._candidates = candidates
        self._index = CandidateIndex(candidates)
        self._inputs = word_positions(candidates.sightings)
        self._n_classes = len(candidates.predicates) + 1
        self._seed = seed
        self._piecewise = piecewise

    def __call__(self, labels: SoftLabels, fold: Rows, sample: Rows) -> Posterior:
        every = np.zeros((len(fold), self._n_classes), np.float32)
        for number in range(fold.max() + 1):
            train, held = np.flatnonzero(fold != number), np.flatnonzero(fold == number)
            with one_thread(), torch.random.fork_rng(devices=[]):
                torch.manual_seed(self._seed * 1009 + number)
                network = self._fitted(labels, train if len(train) else held)
                for start in range(0, len(held), _SLICE):
                    rows = held[start : start + _SLICE]
                    with torch.no_grad():
                        every[rows] = network(self._inputs[torch.from_numpy(rows)]).softmax(1)
        stated = every[self._candidates.sighting, self._candidates.predicate].astype(np.float64)
        return Posterior(stated, every[sample])

    def _fitted(self, labels: SoftLabels, rows: Rows) -> nn.Module:
        n_words = number_of_words(self._inputs)
        encoder = SentenceCnn(torch.default_generator, n_words, self._piecewise)
        head = nn.Linear(encoder.width, self._n_classes)
        network = nn.Sequential(encoder, nn.Dropout(DROPOUT), head)
        optimizer = torch.optim.AdamW(network.parameters(), RATE)
        for _ in range(EPOCHS):
            shuffled = rows[torch.randperm(len(rows)).numpy()]
            for start in range(0, len(rows), BATCH):
                part = shuffled[start : start + BATCH]
                loss = cross_entropy(
                    network(self._inputs[torch.from_numpy(part)]), self._targets(labels, part)
                )
                optimizer.zero_grad()
                loss.backward()
                optimizer.step()
        return network.eval()

    def _targets(self, labels: SoftLabels, rows: Rows) -> Tensor:
        """Soft labels (B, K + 1); what is missing from a row teaches nothing."""
        found = np.zeros((len(rows), self._n_classes), np.float32)
        place, which = self._index.of(rows)
        found[place, self._candidates.predicate[which]] = labels.stated[which]
        found[:, -1] = labels.none[rows]
        return torch.from_numpy(found)
