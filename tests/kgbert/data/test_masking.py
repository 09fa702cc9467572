"""Whole words, whole mentions, and how much of them."""

from dataclasses import replace

import numpy as np
import pytest

from kgbert.data.masking import Masking, Vocabulary, choose_words, hide, mention_pieces, targets
from tests.kgbert.tiny_model import World


def _words(world: World) -> list[tuple[int, list[list[int]]]]:
    """Each example's number and its words as lists of pieces."""
    found = []
    for number, example in enumerate(world.examples):
        words: list[list[int]] = []
        for place, begins in enumerate(example.word_starts.tolist()):
            if begins:
                words.append([])
            words[-1].append(place)
        found.append((number, words))
    return found


def test_words_are_hidden_whole_or_not_at_all(world: World) -> None:
    chance = np.random.default_rng(0)
    n_long = 0
    for number, words in _words(world):
        hidden = set(choose_words(world.examples[number], 0.5, chance).tolist())
        for word in words:
            assert hidden.issuperset(word) or hidden.isdisjoint(word)
            n_long += len(word) > 1 and hidden.issuperset(word)
    assert n_long > 10


def test_chosen_words_touch_no_mention(world: World) -> None:
    chance = np.random.default_rng(0)
    for example in world.linked():
        hidden = set(choose_words(example, 1.0, chance).tolist())
        for mention in example.mentions:
            assert hidden.isdisjoint(range(mention.start, mention.end))


def test_every_word_outside_mentions_can_be_hidden(world: World) -> None:
    without = replace(world.examples[0], mentions=())
    chosen = choose_words(without, 1.0, np.random.default_rng(0))
    assert chosen.tolist() == list(range(len(without)))


def test_words_are_hidden_at_the_wanted_rate(world: World) -> None:
    chance = np.random.default_rng(0)
    n_words = n_hidden = 0
    for number, words in _words(world):
        example = world.examples[number]
        in_mentions = {p for m in example.mentions for p in range(m.start, m.end)}
        free = [word for word in words if in_mentions.isdisjoint(word)]
        for _ in range(40):
            hidden = set(choose_words(example, 0.15, chance).tolist())
            n_hidden += sum(word[0] in hidden for word in free)
        n_words += 40 * len(free)
    spread = (0.15 * 0.85 / n_words) ** 0.5
    assert abs(n_hidden / n_words - 0.15) < 4 * spread


def test_hidden_pieces_are_masked_replaced_or_kept_at_their_rates() -> None:
    pieces = np.full(30000, 7)
    places = np.arange(0, 30000, 2)
    vocabulary = Vocabulary(mask=4, first=8, n=5000)
    found = hide(pieces, places, Masking(), vocabulary, np.random.default_rng(0))
    assert (found[1::2] == 7).all()
    shares = [(found[places] == 4).mean(), (found[places] >= 8).mean(), (found[places] == 7).mean()]
    assert np.allclose(shares, [0.8, 0.1, 0.1], atol=0.012)


def test_hiding_leaves_the_given_pieces_as_they_are() -> None:
    pieces = np.arange(10, 20)
    masking = Masking(kept_rate=0.0, random_rate=0.0)
    hide(pieces, np.arange(10), masking, Vocabulary(4, 8, 50), np.random.default_rng(0))
    assert pieces.tolist() == list(range(10, 20))


def test_a_mention_is_hidden_whole(world: World) -> None:
    example = world.linked()[0]
    mention = example.mentions[-1]
    places = mention_pieces(example, [len(example.mentions) - 1])
    assert places.tolist() == list(range(mention.start, mention.end))


@pytest.mark.parametrize("shift", [0, 1])
def test_targets_hold_what_stood_there(shift: int) -> None:
    found = targets(np.array([11, 12, 13]), np.array([0, 2]), shift, 0.5, 1)
    assert [(t.position, t.label, t.weight, t.slot) for t in found] == [
        (shift, 11, 0.5, 1),
        (shift + 2, 13, 0.5, 1),
    ]
