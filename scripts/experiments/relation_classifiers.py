"""Two relation classifiers that take weighed examples: a piecewise CNN and a linear one.

Letters for shapes: N sightings to learn from, M all sightings, T words, C classes.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from sklearn.linear_model import SGDClassifier
from torch import Tensor, nn

from kg_pipeline.denoising.candidates import Sightings
from kg_pipeline.denoising.features import hashed_ngrams, weighted
from kg_pipeline.denoising.networks import SentenceCnn, number_of_words, word_positions

EPOCHS, BATCH, RATE, DROPOUT, CLIP = 10, 160, 2e-3, 0.5, 5.0  # of the CNN
LINEAR_EPOCHS, LINEAR_DECAY = 10, 2e-6

Codes = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Training:
    """(N,) rows of sightings, their classes, and how much each counts."""

    sighting: Codes
    label: Codes
    weight: NDArray[np.float64]


Classify = Callable[[Training, Codes, int, int], Codes]
# (examples, rows to judge, number of classes, seed) → a class for each row to judge


def linear(sightings: Sightings) -> Classify:
    """Logistic regression, one against the rest, on hashed n-grams around masked mentions."""
    features = weighted(hashed_ngrams(sightings.texts, sightings.spans)).tocsr()

    def classify(data: Training, judged: Codes, n_classes: int, seed: int) -> Codes:
        model = SGDClassifier(
            loss="log_loss",
            alpha=LINEAR_DECAY,
            max_iter=LINEAR_EPOCHS,
            tol=None,
            average=True,
            random_state=seed,
        )
        model.fit(features[data.sighting], data.label, sample_weight=data.weight)
        return np.asarray(model.predict(features[judged]), np.int64)

    return classify


def piecewise_cnn(sightings: Sightings) -> Classify:
    """Zeng et al., EMNLP 2015: 100 kernels, a maximum before, between and after the mentions."""
    inputs = word_positions(sightings)

    def classify(data: Training, judged: Codes, n_classes: int, seed: int) -> Codes:
        classifier = _trained(inputs, data, n_classes, seed)
        with torch.no_grad():
            parts = inputs[torch.from_numpy(judged)].split(256)
            found = torch.cat([classifier(part).argmax(1) for part in parts])
        return np.asarray(found.numpy(), np.int64)

    return classify


CLASSIFIERS: dict[str, Callable[[Sightings], Classify]] = {"linear": linear, "cnn": piecewise_cnn}


class _Classifier(nn.Module):
    """Scores of all classes."""

    def __init__(self, n_words: int, n_classes: int, generator: torch.Generator) -> None:
        super().__init__()
        self.encoder = SentenceCnn(generator, n_words, piecewise=True)
        self.dropout = nn.Dropout(DROPOUT)
        self.head = nn.Linear(self.encoder.width, n_classes)

    def forward(self, inputs: Tensor) -> Tensor:
        """inputs: (B, 3, T); returns (B, C)."""
        scores: Tensor = self.head(self.dropout(self.encoder(inputs)))
        return scores


def _trained(inputs: Tensor, data: Training, n_classes: int, seed: int) -> _Classifier:
    """Adam, a fixed number of epochs; sentences of like length share a batch."""
    torch.manual_seed(seed)
    chance = torch.Generator().manual_seed(seed)
    classifier = _Classifier(number_of_words(inputs), n_classes, chance)
    optimizer = torch.optim.Adam(classifier.parameters(), lr=RATE, fused=True)
    label, weight = torch.from_numpy(data.label), torch.from_numpy(data.weight).float()
    sighting = torch.from_numpy(data.sighting)
    lengths = (inputs[:, 0] != 0).sum(1)[sighting]
    for _ in range(EPOCHS):
        windows = torch.randperm(len(label), generator=chance).split(20 * BATCH)
        batches = [b for some in windows for b in some[lengths[some].argsort()].split(BATCH)]
        for number in torch.randperm(len(batches), generator=chance).tolist():
            batch = batches[number]
            words = inputs[sighting[batch], :, : int(lengths[batch].max())]
            losses = nn.functional.cross_entropy(classifier(words), label[batch], reduction="none")
            optimizer.zero_grad()
            (losses * weight[batch]).mean().backward()
            nn.utils.clip_grad_norm_(classifier.parameters(), CLIP)
            optimizer.step()
    return classifier.eval()
