"""Which predicate does a sentence state of its pair? A cross-fitted classifier, DSGAN's rival.

A sentence is judged by a classifier that never saw its text, over all predicates and NONE, and its
probabilities are normalised over the predicates that compete for the pair, and NONE.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn.functional import cross_entropy

from kg_pipeline.denoising.candidates import Candidates
from kg_pipeline.denoising.features import dense_features, hashed_ngrams, weighted

Reals = NDArray[np.float64]

_EPOCHS = 8
_RATE = 0.005
_DECAY = 0.01
_BATCH = 256
_SPARSE_EPOCHS = 12
_SPARSE_RATE = 0.1


Judge = Callable[[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], int], Reals]
# (rows to learn from, their classes, rows to judge, fold) → (rows to judge, classes) probabilities


def hidden_layer(candidates: Candidates, width: int, hidden: int, seed: int) -> Judge:
    """A network with one hidden layer on dense frozen features: fast for many predicates."""
    features = torch.from_numpy(dense_features(candidates.sightings, width, seed))
    n_classes = len(candidates.predicates) + 1

    def judge(
        rows: NDArray[np.int64], labels: NDArray[np.int64], held: NDArray[np.int64], fold: int
    ) -> Reals:
        chance = torch.Generator().manual_seed(seed * 1000 + fold)
        network = _fit(features, rows, labels, n_classes, hidden, chance)
        with torch.no_grad():
            found: Reals = network(features[held]).softmax(dim=1).double().numpy()
        return found

    return judge


def sparse_linear(candidates: Candidates, seed: int) -> Judge:
    """Multinomial logistic regression on sparse n-grams, fitted by stochastic gradient descent."""
    features = weighted(hashed_ngrams(candidates.sightings)).tocsr()
    n_classes = len(candidates.predicates) + 1

    def judge(
        rows: NDArray[np.int64], labels: NDArray[np.int64], held: NDArray[np.int64], fold: int
    ) -> Reals:
        chance = torch.Generator().manual_seed(seed * 1000 + fold)
        weights = nn.EmbeddingBag(features.shape[1], n_classes, mode="sum")
        nn.init.zeros_(weights.weight)
        optimizer = torch.optim.AdamW(weights.parameters(), lr=_SPARSE_RATE, weight_decay=_DECAY)
        row, label = torch.from_numpy(rows), torch.from_numpy(labels)
        for _ in range(_SPARSE_EPOCHS):
            for part in torch.randperm(len(row), generator=chance).split(_BATCH):
                loss = cross_entropy(_bags(weights, features, rows[part.numpy()]), label[part])
                optimizer.zero_grad()
                loss.backward()
                optimizer.step()
        with torch.no_grad():
            found: Reals = _bags(weights, features, held).softmax(dim=1).double().numpy()
        return found

    return judge


def _bags(weights: nn.EmbeddingBag, features: Any, rows: NDArray[np.int64]) -> torch.Tensor:
    """(rows, classes) products of sparse rows with the weights."""
    part = features[rows]
    product: torch.Tensor = weights(
        torch.from_numpy(part.indices.astype(np.int64)),
        torch.from_numpy(part.indptr[:-1].astype(np.int64)),
        per_sample_weights=torch.from_numpy(part.data.astype(np.float32)),
    )
    return product


def cross_fitted(candidates: Candidates, judge: Judge, folds: int, seed: int) -> Reals:
    """(n,) probability that a candidate's sentence states its predicate."""
    sightings = candidates.sightings
    n_classes = len(candidates.predicates) + 1
    none = n_classes - 1
    rng = np.random.default_rng(seed)
    background = candidates.background()
    background = np.sort(rng.permutation(background)[: max(1, len(candidates.sighting) // 2)])
    rows = np.concatenate([candidates.sighting, background])
    labels = np.concatenate([candidates.predicate, np.full(len(background), none)])
    fold_of = _folds(sightings.text_codes, folds, rng)
    scores = np.zeros((len(sightings.texts), n_classes))
    for fold in range(folds):
        train = fold_of[rows] != fold
        held = np.flatnonzero(fold_of == fold)
        if not len(held) or not train.any():
            continue
        scores[held] = judge(rows[train], labels[train], held, fold)
    return _normalised(candidates, scores, none)


def _folds(codes: NDArray[np.int64], folds: int, rng: np.random.Generator) -> NDArray[np.int64]:
    """(M,) fold of each sighting; equal texts share one."""
    distinct, place = np.unique(codes, return_inverse=True)
    return (rng.permutation(len(distinct)) % folds)[place]


def _fit(
    features: torch.Tensor,
    rows: NDArray[np.int64],
    labels: NDArray[np.int64],
    n_classes: int,
    hidden: int,
    chance: torch.Generator,
) -> nn.Module:
    network = _network(features.shape[1], hidden, n_classes, chance)
    optimizer = torch.optim.AdamW(network.parameters(), lr=_RATE, weight_decay=_DECAY)
    row, label = torch.from_numpy(rows), torch.from_numpy(labels)
    for _ in range(_EPOCHS):
        for part in torch.randperm(len(row), generator=chance).split(_BATCH):
            loss = cross_entropy(network(features[row[part]]), label[part])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    return network


def _network(width: int, hidden: int, n_classes: int, chance: torch.Generator) -> nn.Module:
    layers = [nn.Linear(width, hidden), nn.Linear(hidden, n_classes)]
    with torch.no_grad():
        for layer in layers:
            layer.weight.normal_(0.0, layer.in_features**-0.5, generator=chance)
            layer.bias.zero_()
    return nn.Sequential(layers[0], nn.ReLU(), layers[1])


def _normalised(candidates: Candidates, scores: Reals, none: int) -> Reals:
    """p(r) / (sum over the predicates of the pair + p(NONE)), for every candidate."""
    pair = candidates.sightings.pairs[candidates.sighting]
    keys = np.unique(np.stack([pair, candidates.predicate], 1), axis=0)
    begin = np.searchsorted(keys[:, 0], pair, side="left")
    end = np.searchsorted(keys[:, 0], pair, side="right")
    result = np.zeros(len(pair))
    for number, row in enumerate(candidates.sighting.tolist()):
        rivals = keys[begin[number] : end[number], 1]
        total = scores[row, rivals].sum() + scores[row, none]
        own = scores[row, candidates.predicate[number]]
        result[number] = own / total if total > 0 else 0.0
    return result
