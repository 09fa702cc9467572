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

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn.utils import skip_init

from kg_pipeline.denoising.candidates import Sightings
from kg_pipeline.denoising.features import UnitHasher, masked_parts

WORD_WIDTH, POSITION_WIDTH, KERNELS, WINDOW = 50, 5, 100, 3
FURTHEST = 30  # positions are clipped to that distance
LONGEST = 100  # units of a sentence that the CNN reads: the mentions and what stands around them
N_WORDS = 1 << 14  # buckets for words; 0 pads, 1 and 2 are the subject and the object
PIECES = 3


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


class SentenceCnn(nn.Module):
    """Convolution over words and positions, the maximum over the sentence (or over its pieces)."""

    def __init__(self, generator: torch.Generator, piecewise: bool = False) -> None:
        super().__init__()
        self.piecewise = piecewise
        self.width = KERNELS * (PIECES if piecewise else 1)
        self.word = skip_init(nn.Embedding, N_WORDS, WORD_WIDTH, padding_idx=0)
        self.subject_position = skip_init(nn.Embedding, 2 * FURTHEST + 1, POSITION_WIDTH)
        self.object_position = skip_init(nn.Embedding, 2 * FURTHEST + 1, POSITION_WIDTH)
        inner = WORD_WIDTH + 2 * POSITION_WIDTH
        self.convolution = skip_init(nn.Conv1d, inner, KERNELS, WINDOW, padding=WINDOW // 2)
        for table in (self.word, self.subject_position, self.object_position):
            nn.init.normal_(table.weight, std=0.1, generator=generator)
        bound = (inner * WINDOW) ** -0.5
        nn.init.uniform_(self.convolution.weight, -bound, bound, generator=generator)
        nn.init.zeros_(self.convolution.bias)

    def forward(self, inputs: Tensor) -> Tensor:
        """inputs: (B, 3, T) words, positions to subject and to object; returns (B, W)."""
        longest = int((inputs[:, 0] != 0).sum(1).max())  # no convolution over padding
        words, subject, object_ = inputs[:, :, :longest].unbind(1)
        parts = [self.word(words), self.subject_position(subject), self.object_position(object_)]
        found = self.convolution(torch.cat(parts, 2).transpose(1, 2))  # (B, kernels, T)
        real = words != 0
        if not self.piecewise:
            return torch.tanh(_maximum(found, real))
        first = torch.minimum(subject, object_) >= FURTHEST  # at or behind the later mention
        second = torch.maximum(subject, object_) < FURTHEST  # before the earlier mention
        pieces = [second, ~first & ~second, first]
        return torch.tanh(torch.cat([_maximum(found, real & piece) for piece in pieces], 1))


def _maximum(found: Tensor, where: Tensor) -> Tensor:
    """The maximum of (B, K, T) over the places in ``where`` (B, T); 0 where there are none."""
    lowest = torch.finfo(found.dtype).min
    highest = found.masked_fill(~where[:, None, :], lowest).amax(2)
    return torch.where(where.any(1)[:, None], highest, torch.zeros_like(highest))


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
    """

    inputs: Tensor
    scorer: Callable[[int, torch.Generator], Scorer]
    rates: Rates


def frozen_part(states: NDArray[np.float32]) -> EncoderPart:
    """Frozen features (M, W) with a small head: the choice where time counts."""
    return EncoderPart(
        torch.from_numpy(states),
        lambda n_relations, _: Scorer(FrozenStates(states.shape[1]), n_relations),
        Rates(pretraining=1e-2, generator=3e-3, discriminator=3e-3),
    )


def cnn_part(sightings: Sightings, *, piecewise: bool = False) -> EncoderPart:
    """The published CNN and rates; piecewise: one maximum each before, between, after the mentions."""
    return EncoderPart(
        word_positions(sightings),
        lambda n_relations, chance: Scorer(SentenceCnn(chance, piecewise), n_relations),
        Rates(pretraining=1e-3, generator=1e-5, discriminator=1e-4),
    )


def word_positions(sightings: Sightings) -> Tensor:
    """Words and clipped positions of every sighting: (M, 3, ``LONGEST``) int64, 0-padded words.

    Each mention is one word, "subject" or "object". A longer sentence loses its ends; what lies
    between distant mentions is cut in its middle.
    """
    hasher = UnitHasher()
    result = np.zeros((len(sightings.texts), 3, LONGEST), np.int64)
    for row, (text, span) in enumerate(zip(sightings.texts, sightings.spans.tolist(), strict=True)):
        before, between, after = (
            [3 + code % (N_WORDS - 3) for code in hasher.codes(part)]
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
    return torch.from_numpy(result)
