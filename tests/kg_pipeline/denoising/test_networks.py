"""Networks: shapes, padding, the head's mathematics, and what the CNN is shown."""

import numpy as np
import torch

from kg_pipeline.denoising.candidates import Candidate, CandidateBuilder, Sightings
from kg_pipeline.denoising.networks import (
    FURTHEST,
    LONGEST,
    RelationHead,
    Scorer,
    SentenceCnn,
    cnn_part,
    frozen_part,
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
        network = SentenceCnn(chance(), piecewise)
        inputs = word_positions(sightings_of(("他说甲收购乙。", 2, 3, 5, 6)))
        shorter = inputs[:, :, : int((inputs[0, 0] != 0).sum()) + 1]
        torch.testing.assert_close(network(inputs), network(shorter))


def test_an_empty_piece_gives_zeros() -> None:
    network = SentenceCnn(chance(), piecewise=True)
    state = network(word_positions(sightings_of(("甲收购乙。", 0, 1, 3, 4))))[0]
    assert (state[:100] == 0).all() and (state[100:] != 0).any()


def test_every_encoder_gives_one_logit_an_item() -> None:
    sightings = sightings_of(*[(f"甲{'买' * n}乙和", 0, 1, n + 1, n + 2) for n in range(1, 9)])
    states = np.random.default_rng(0).normal(size=(8, 4)).astype(np.float32)
    for part in (frozen_part(states), cnn_part(sightings), cnn_part(sightings, piecewise=True)):
        scorer: Scorer = part.scorer(2, chance())
        logits = scorer(part.inputs, torch.tensor([0, 1] * 4))
        assert logits.shape == (8,) and torch.isfinite(logits).all()


def test_the_same_generator_seed_gives_the_same_cnn_and_leaves_torchs_own_chance_alone() -> None:
    before = torch.get_rng_state()
    first, second = SentenceCnn(chance(4)), SentenceCnn(chance(4))
    assert torch.equal(first.convolution.weight, second.convolution.weight)
    assert torch.equal(before, torch.get_rng_state())
