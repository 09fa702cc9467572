"""What to hide in a sentence: whole words and whole mentions (docs/methods.md, section 5)."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kg_pipeline.settings import Rate, Settings
from kgbert.data.dataset import Example
from kgbert.data.rows import RowTarget

Integers = npt.NDArray[np.int64]


class Masking(Settings):
    """How much to hide."""

    word_rate: Rate = 0.15  # of the words outside mentions
    mention_rate: Rate = 0.30  # sentences in which one mention is hidden whole
    co_mask_rate: Rate = 0.5  # ρ: how often a masked object's mention in the sentence goes too
    kept_rate: Rate = 0.1  # of the pieces to predict, left as they are
    random_rate: Rate = 0.1  # of the pieces to predict, replaced by a random piece


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The numbers that masking needs. Random pieces are drawn from [first, n)."""

    mask: int
    first: int
    n: int


def choose_words(example: Example, rate: float, chance: np.random.Generator) -> Integers:
    """Places of the pieces of randomly chosen whole words that touch no mention."""
    word = example.word_starts.cumsum() - 1
    free = np.ones(int(word[-1]) + 1, dtype=bool)
    for mention in example.mentions:
        free[word[mention.start : mention.end]] = False
    chosen = free & (chance.random(len(free)) < rate)
    return np.flatnonzero(chosen[word])


def mention_pieces(example: Example, mentions: Collection[int]) -> Integers:
    """Places of all pieces of the given mentions."""
    parts = [
        np.arange(example.mentions[number].start, example.mentions[number].end)
        for number in sorted(mentions)
    ]
    return np.concatenate(parts) if parts else np.zeros(0, dtype=np.int64)


def hide(
    pieces: Integers,
    places: Integers,
    settings: Masking,
    vocabulary: Vocabulary,
    chance: np.random.Generator,
) -> Integers:
    """A copy of ``pieces`` with the ``places`` hidden: masked, replaced at random, or left."""
    hidden = pieces.copy()
    draw = chance.random(len(places))
    replaced = chance.integers(vocabulary.first, vocabulary.n, len(places))
    random_below = settings.kept_rate + settings.random_rate
    hidden[places] = np.where(
        draw < settings.kept_rate,
        pieces[places],
        np.where(draw < random_below, replaced, vocabulary.mask),
    )
    return hidden


def targets(
    pieces: Integers, places: Integers, shift: int, weight: float, slot: int
) -> list[RowTarget]:
    """Targets at ``places + shift`` of a row for pieces of a sentence."""
    return [
        RowTarget(place + shift, label, weight, slot)
        for place, label in zip(places.tolist(), pieces[places].tolist(), strict=True)
    ]
