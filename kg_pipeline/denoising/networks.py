"""The networks that judge a sighting for a relation: a sentence encoder and a head.

Two encoders are parts to choose from: ``FrozenStates`` (features of features.py, only the head
learns) and ``SentenceCnn`` (Zeng et al., COLING 2014, as in Qin, Xu, Wang, ACL 2018: word
embedding 50, position embedding 5 within 30, window 3, 100 kernels; piecewise: Zeng et al., EMNLP
2015). A word of the published network is a unit here: one Chinese character, one Latin word.

Letters for shapes: M sightings, B batch, T units, W width of a state, R relations.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn.functional import pad
from torch.nn.utils import skip_init

from kg_pipeline.denoising.candidates import Sightings
from kg_pipeline.denoising.features import UnitHasher, masked_parts

WORD_WIDTH, POSITION_WIDTH, KERNELS, WINDOW = 50, 5, 100, 3
FURTHEST = 30  # positions are clipped to that distance
LONGEST = 100  # units of a sentence that the CNN reads: the mentions and what stands around them
N_BUCKETS = 1 << 14  # for words
FIRST_WORD = 3  # 0 pads, 1 and 2 are the subject and the object
PIECES = 3
SLICE = 64  # sentences of like length that are read at a time
# of N^D_train, at which the reward between epochs is taken: of a CNN, and of a small head
BETWEEN_SAMPLE, BETWEEN_FROZEN = 512, 4096


@contextmanager
def one_thread() -> Iterator[None]:
    """Compute on one thread inside: products this small only wait for a second one.

    It also makes the outcome the same on any number of cores.
    """
    n_threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(n_threads)


class RelationHead(nn.Module):
    """A logit for (state, relation): ``state · (shared + own_r) + bias_r``.

    One relation gives plain logistic regression. With several the shared direction lets rare
    relations learn from each other (Evgeniou and Pontil, KDD 2004).
    """

    def __init__(self, width: int, n_relations: int) -> None:
        super().__init__()
        self.shared = nn.Parameter(torch.zeros(width))
        self.own = nn.Parameter(torch.zeros(n_relations, width))
        self.bias = nn.Parameter(torch.zeros(n_relations))

    def forward(self, states: Tensor, relation: Tensor) -> Tensor:
        """states: (B, W); relation: (B,) int; returns logits (B,)."""
        return (states * (self.shared + self.own[relation])).sum(1) + self.bias[relation]


class FrozenStates(nn.Module):
    """The encoder that does nothing: its inputs are the states already."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.width = width

    def forward(self, inputs: Tensor) -> Tensor:
        """inputs: (B, W) features; returns them."""
        return inputs


class _MaximumOfConvolution(torch.autograd.Function):
    """The maximum of a convolution over each sentence's places, with gradients at these alone.

    They are few (one a sentence and kernel), so the way back goes through a sparse matrix.
    """

    @staticmethod
    def forward(ctx: Any, units: Tensor, kernels: Tensor, found: Tensor, where: Tensor) -> Tensor:
        """units: (B, T, inner); kernels: (``WINDOW``, inner, K); found: (B, T, K), what they give.

        where: (B, T) bool, the places that count; returns (B, K), 0 where none counts.
        """
        outside = torch.where(where, 0.0, torch.finfo(found.dtype).min)
        masked = found + outside[:, :, None]
        highest = masked.amax(1)
        ctx.save_for_backward(units, kernels, masked, highest, where)
        return highest * where.any(1)[:, None]

    @staticmethod
    def backward(ctx: Any, *gradients: Tensor) -> tuple[Tensor, Tensor, None, None]:
        """gradients: one (B, K)."""
        units, kernels, masked, highest, where = ctx.saved_tensors
        n, length, inner = units.shape
        n_kernels = kernels.shape[2]
        steps = torch.arange(length, dtype=torch.int32)[None, :, None]
        first = torch.where(masked == highest[:, None], steps, length).amin(1)  # (B, K)
        rows = first + length * torch.arange(n)[:, None]
        columns = torch.arange(n_kernels).expand_as(rows)
        values = gradients[0] * where.any(1)[:, None]
        steps = torch.arange(WINDOW)[:, None, None]
        # the place of each step's unit, and the kernel's row for it
        places = torch.stack([rows + steps, columns + n_kernels * steps])
        taken = _sparse(places, values.expand(WINDOW, -1, -1), (n * length, WINDOW * n_kernels))
        of_units = torch.sparse.mm(taken, kernels.transpose(1, 2).reshape(-1, inner))
        of_kernels = torch.sparse.mm(taken.t(), units.reshape(-1, inner))
        of_kernels = of_kernels.view(WINDOW, n_kernels, inner).transpose(1, 2)
        return of_units.view_as(units), of_kernels, None, None


def _sparse(places: Tensor, values: Tensor, shape: tuple[int, int]) -> Tensor:
    """A sparse matrix; places: (2, …) rows and columns."""
    return torch.sparse_coo_tensor(
        places.flatten(1), values.flatten(), shape, check_invariants=False
    )


class SentenceCnn(nn.Module):
    """Convolution over words and positions, the maximum over the sentence (or over its pieces)."""

    def __init__(self, generator: torch.Generator, n_words: int, piecewise: bool = False) -> None:
        super().__init__()
        self.piecewise = piecewise
        self.width = KERNELS * (PIECES if piecewise else 1)
        self.word = skip_init(nn.Embedding, n_words, WORD_WIDTH, padding_idx=0)
        self.subject_position = skip_init(nn.Embedding, 2 * FURTHEST + 1, POSITION_WIDTH)
        self.object_position = skip_init(nn.Embedding, 2 * FURTHEST + 1, POSITION_WIDTH)
        inner = WORD_WIDTH + 2 * POSITION_WIDTH
        self.kernels = nn.Parameter(torch.empty(WINDOW, inner, KERNELS))
        self.bias = nn.Parameter(torch.zeros(KERNELS))
        for table in (self.word, self.subject_position, self.object_position):
            nn.init.normal_(table.weight, std=0.1, generator=generator)
        bound = (inner * WINDOW) ** -0.5
        nn.init.uniform_(self.kernels, -bound, bound, generator=generator)

    def forward(self, inputs: Tensor) -> Tensor:
        """inputs: (B, 3, T) words, positions to subject and to object; returns (B, W)."""
        lengths = (inputs[:, 0] != 0).sum(1)
        if len(inputs) > SLICE:
            order = lengths.argsort()
            states = torch.cat([self(inputs[rows]) for rows in order.split(SLICE)])
            return states[order.argsort()]
        longest = int(lengths.max())  # no convolution over padding
        words, subject, object_ = inputs[:, :, :longest].unbind(1)
        parts = [self.word(words), self.subject_position(subject), self.object_position(object_)]
        real = words != 0
        sides = (0, 0, WINDOW // 2, WINDOW // 2)
        units = pad(torch.cat(parts, 2) * real[:, :, None], sides)  # (B, T + 2, inner)
        found = self._convolved(units)
        if not self.piecewise:
            return torch.tanh(self._highest(units, found, real))
        first = torch.minimum(subject, object_) >= FURTHEST  # at or behind the later mention
        second = torch.maximum(subject, object_) < FURTHEST  # before the earlier mention
        pieces = [second, ~first & ~second, first]
        highest = [self._highest(units, found, real & piece) for piece in pieces]
        return torch.tanh(torch.cat(highest, 1))

    @torch.no_grad()
    def _convolved(self, units: Tensor) -> Tensor:
        """(B, T + 2, inner) → (B, T + 2, kernels), without the bias; its last two places are void."""
        flat = units.reshape(-1, units.shape[2])
        within = len(flat) - WINDOW + 1
        found = flat.new_zeros(len(flat), KERNELS)
        for step, kernel in enumerate(self.kernels):  # so the windows need not be copied
            found[:within].addmm_(flat[step : step + within], kernel, beta=float(step > 0))
        return found.view(*units.shape[:2], KERNELS)

    def _highest(self, units: Tensor, found: Tensor, where: Tensor) -> Tensor:
        """The maximum of ``found`` over the places in ``where`` (B, T); 0 where there are none."""
        where = pad(where, (0, WINDOW - 1))
        highest: Tensor = _MaximumOfConvolution.apply(  # type: ignore[no-untyped-call]
            units, self.kernels, found, where
        )
        return highest + self.bias * where.any(1)[:, None]


class Scorer(nn.Module):
    """G or D: encoder and head, from inputs and relation to a logit."""

    def __init__(self, encoder: FrozenStates | SentenceCnn, n_relations: int) -> None:
        super().__init__()
        self.encoder = encoder
        self.head = RelationHead(encoder.width, n_relations)

    def forward(self, inputs: Tensor, relation: Tensor) -> Tensor:
        """inputs: (B, …) rows of ``EncoderPart.inputs``; relation: (B,); returns logits (B,)."""
        return self.head(self.encoder(inputs), relation)


@dataclass(frozen=True, slots=True)
class Rates:
    """Learning rates of pretraining, of G and of D."""

    pretraining: float
    generator: float
    discriminator: float


@dataclass(frozen=True, slots=True)
class EncoderPart:
    """What a sentence encoder brings: the inputs of all sightings, and how a scorer is made.

    inputs: (M, …);  scorer: from the number of relations and a generator to a fresh network
    between_sample: so many of N^D_train at most give the reward between epochs
    """

    inputs: Tensor
    scorer: Callable[[int, torch.Generator], Scorer]
    rates: Rates
    between_sample: int


def frozen_part(states: NDArray[np.float32]) -> EncoderPart:
    """Frozen features (M, W) with a small head: the choice where time counts."""
    return EncoderPart(
        torch.from_numpy(states),
        lambda n_relations, _: Scorer(FrozenStates(states.shape[1]), n_relations),
        Rates(pretraining=1e-2, generator=3e-3, discriminator=3e-3),
        BETWEEN_FROZEN,
    )


def cnn_part(sightings: Sightings, *, piecewise: bool = False) -> EncoderPart:
    """The published CNN and rates; piecewise: one maximum each before, between, after the mentions."""
    inputs = word_positions(sightings)
    n_words = number_of_words(inputs)
    return EncoderPart(
        inputs,
        lambda n_relations, chance: Scorer(SentenceCnn(chance, n_words, piecewise), n_relations),
        Rates(pretraining=1e-3, generator=1e-5, discriminator=1e-4),
        BETWEEN_SAMPLE,
    )


def number_of_words(inputs: Tensor) -> int:
    """Rows that a table for the words of ``word_positions`` needs."""
    return int(inputs[:, 0].max()) + 1


def word_positions(sightings: Sightings) -> Tensor:
    """Words and clipped positions of every sighting: (M, 3, ``LONGEST``) int64, 0-padded words.

    Words are numbered as they occur in these sightings. Each mention is one word, "subject" or
    "object". A longer sentence loses its ends; what lies between distant mentions is cut in its
    middle.
    """
    hasher = UnitHasher()
    result = np.zeros((len(sightings.texts), 3, LONGEST), np.int64)
    for row, (text, span) in enumerate(zip(sightings.texts, sightings.spans.tolist(), strict=True)):
        before, between, after = (
            [FIRST_WORD + code % N_BUCKETS for code in hasher.codes(part)]
            for part in masked_parts(text, tuple(span))
        )
        half = LONGEST // 4
        if len(between) > 2 * half:
            between = between[:half] + between[-half:]
        room = LONGEST - 2 - len(between)
        before = before[max(0, len(before) - max(room // 2, room - len(after))) :]
        after = after[: room - len(before)]
        first, second = (1, 2) if span[0] <= span[2] else (2, 1)
        words = [*before, first, *between, second, *after]
        places = {first: len(before), second: len(before) + 1 + len(between)}
        steps = np.arange(len(words))
        result[row, 0, : len(words)] = words
        for line, mark in ((1, 1), (2, 2)):
            steps_away = np.clip(steps - places[mark], -FURTHEST, FURTHEST)
            result[row, line, : len(words)] = steps_away + FURTHEST
    known = np.unique(result[:, 0][result[:, 0] >= FIRST_WORD])
    numbers = np.concatenate([np.arange(FIRST_WORD), known])
    result[:, 0] = np.searchsorted(numbers, result[:, 0])
    return torch.from_numpy(result)
