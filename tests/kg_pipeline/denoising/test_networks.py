"""Networks: shapes, padding, the head's mathematics, and what the CNN is shown."""

import random

import numpy as np
import pytest
import torch
from torch import Tensor
from torch.nn.functional import conv1d

from kg_pipeline.denoising.candidates import Candidate, CandidateBuilder, Sightings
from kg_pipeline.denoising.networks import (
    FURTHEST,
    LONGEST,
    SLICE,
    RelationHead,
    Scorer,
    SentenceCnn,
    cnn_part,
    frozen_part,
    number_of_words,
    word_positions,
)


def sightings_of(*rows: tuple[str, int, int, int, int]) -> Sightings:
    builder = CandidateBuilder()
    for number, line in enumerate(rows):
        builder.add(Candidate(*line, predicate="p", pair=(str(number), "x")))
    return builder.build().sightings


def chance(seed: int = 0) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def test_the_head_is_a_product_with_shared_and_own_weights() -> None:
    head = RelationHead(4, 3)
    with torch.no_grad():
        for parameter in head.parameters():
            parameter.copy_(torch.randn(parameter.shape, generator=chance()))
    states, relation = torch.randn(5, 4, generator=chance(1)), torch.tensor([0, 2, 1, 2, 0])
    plain = [
        (state @ (head.shared + head.own[r]) + head.bias[r]).item()
        for state, r in zip(states, relation.tolist(), strict=True)
    ]
    torch.testing.assert_close(head(states, relation), torch.tensor(plain))


def test_positions_count_from_each_mention_and_mentions_are_one_word() -> None:
    words, subject, object_ = word_positions(sightings_of(("他说王五收购李六", 2, 4, 6, 8)))[0]
    assert words[:6].tolist()[2] == 1 and words[5] == 2 and words[6] == 0
    assert (subject[:6] - FURTHEST).tolist() == [-2, -1, 0, 1, 2, 3]
    assert (object_[:6] - FURTHEST).tolist() == [-5, -4, -3, -2, -1, 0]


def test_a_long_sentence_keeps_both_mentions() -> None:
    text = "前" * 300 + "甲" + "中" * 300 + "乙" + "后" * 300
    words = word_positions(sightings_of((text, 300, 301, 601, 602)))[0, 0]
    assert len(words) == LONGEST
    assert (words == 1).sum() == 1 and (words == 2).sum() == 1


def test_padding_does_not_reach_the_state_of_a_sentence() -> None:
    for piecewise in (False, True):
        inputs = word_positions(sightings_of(("他说甲收购乙。", 2, 3, 5, 6)))
        network = SentenceCnn(chance(), number_of_words(inputs), piecewise)
        shorter = inputs[:, :, : int((inputs[0, 0] != 0).sum()) + 1]
        torch.testing.assert_close(network(inputs), network(shorter))


def test_an_empty_piece_gives_zeros() -> None:
    inputs = word_positions(sightings_of(("甲收购乙。", 0, 1, 3, 4)))
    network = SentenceCnn(chance(), number_of_words(inputs), piecewise=True)
    state = network(inputs)[0]
    assert (state[:100] == 0).all() and (state[100:] != 0).any()


def texts_of(n: int) -> Tensor:
    draws = random.Random(0)
    rows = [
        (
            f"{'甲'}{''.join(draws.choices('买卖收购了又和', k=k % 23))}乙。",
            0,
            1,
            k % 23 + 1,
            k % 23 + 2,
        )
        for k in range(n)
    ]
    return word_positions(sightings_of(*rows))


@pytest.mark.parametrize("piecewise", [False, True])
def test_gradients_are_those_of_a_plain_convolution_and_its_maximum(piecewise: bool) -> None:
    inputs = texts_of(SLICE + 9)
    network = SentenceCnn(chance(), number_of_words(inputs), piecewise)
    words, subject, object_ = inputs.unbind(1)
    parts = [network.word(words), network.subject_position(subject)]
    units = torch.cat([*parts, network.object_position(object_)], 2) * (words != 0)[:, :, None]
    found = conv1d(units.mT, network.kernels.permute(2, 1, 0), network.bias, padding=1)
    later = torch.minimum(subject, object_) >= FURTHEST
    before = torch.maximum(subject, object_) < FURTHEST
    pieces = [before, ~later & ~before, later] if piecewise else [torch.ones_like(later)]
    states = []
    for piece in pieces:
        where = (piece & (words != 0))[:, None]
        highest = found.masked_fill(~where, -1e9).amax(2)
        states.append(torch.where(where.any(2), highest, 0.0))
    plain = torch.tanh(torch.cat(states, 1))
    wanted = torch.autograd.grad(plain.square().sum(), list(network.parameters()))
    given = torch.autograd.grad(network(inputs).square().sum(), list(network.parameters()))
    torch.testing.assert_close(network(inputs), plain)
    torch.testing.assert_close(given, wanted)


def test_many_sentences_are_judged_as_each_by_itself() -> None:
    inputs = texts_of(SLICE + 40)
    network = SentenceCnn(chance(), number_of_words(inputs))
    with torch.no_grad():
        torch.testing.assert_close(
            network(inputs), torch.cat([network(one[None]) for one in inputs])
        )


def test_every_encoder_gives_one_logit_an_item() -> None:
    sightings = sightings_of(*[(f"甲{'买' * n}乙和", 0, 1, n + 1, n + 2) for n in range(1, 9)])
    states = np.random.default_rng(0).normal(size=(8, 4)).astype(np.float32)
    for part in (frozen_part(states), cnn_part(sightings), cnn_part(sightings, piecewise=True)):
        scorer: Scorer = part.scorer(2, chance())
        logits = scorer(part.inputs, torch.tensor([0, 1] * 4))
        assert logits.shape == (8,) and torch.isfinite(logits).all()


def test_the_same_generator_seed_gives_the_same_cnn_and_leaves_torchs_own_chance_alone() -> None:
    before = torch.get_rng_state()
    first, second = SentenceCnn(chance(4), 9), SentenceCnn(chance(4), 9)
    assert torch.equal(first.kernels, second.kernels)
    assert torch.equal(before, torch.get_rng_state())
