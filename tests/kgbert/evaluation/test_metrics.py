"""Figures against other ways to the same number."""

import numpy as np
import pytest
from seqeval.metrics import f1_score
from seqeval.metrics.sequence_labeling import get_entities

from kgbert.evaluation.metrics import auroc, mean_and_sd, paired_difference, span_score
from kgbert.evaluation.probes import spans_of_tags
from kgbert.model.heads import MENTION_TAGS


def _random_tags(seed: int, tags: list[int]) -> list[list[int]]:
    chance = np.random.default_rng(seed)
    return [chance.choice(tags, size=chance.integers(1, 15)).tolist() for _ in range(200)]


def test_spans_of_random_tags_are_those_of_seqeval() -> None:
    for tags in _random_tags(0, list(range(len(MENTION_TAGS)))):
        names = [MENTION_TAGS[tag] for tag in tags]
        wanted = [(start, end + 1) for _, start, end in get_entities(names)]
        assert spans_of_tags(tags) == wanted


def test_span_f1_is_that_of_seqeval() -> None:
    one_role = [0, 1, 2]  # seqeval counts roles, span_score does not
    pairs = list(zip(_random_tags(1, one_role), _random_tags(2, one_role), strict=True))
    found, wanted, found_names, wanted_names = [], [], [], []
    for number, (first, second) in enumerate(pairs):
        length = min(len(first), len(second))
        first, second = first[:length], second[:length]
        found += [(number, *span) for span in spans_of_tags(first)]
        wanted += [(number, *span) for span in spans_of_tags(second)]
        found_names.append([MENTION_TAGS[tag] for tag in first])
        wanted_names.append([MENTION_TAGS[tag] for tag in second])
    score = span_score(found, wanted)
    assert score.f1 == pytest.approx(f1_score(wanted_names, found_names))
    assert 0 < score.f1 < 1


def test_f1_is_the_harmonic_mean_of_precision_and_recall() -> None:
    score = span_score([(0, 1, 2), (0, 3, 4), (1, 1, 2)], [(0, 1, 2), (2, 0, 1)])
    assert (score.precision, score.recall) == (1 / 3, 1 / 2)
    assert score.f1 == pytest.approx(2 / (1 / score.precision + 1 / score.recall))


def test_nothing_found_and_nothing_wanted_scores_zero() -> None:
    score = span_score([], [])
    assert (score.precision, score.recall, score.f1) == (0, 0, 0)


def test_auroc_is_the_share_of_pairs_in_the_right_order() -> None:
    chance = np.random.default_rng(0)
    scores = chance.integers(0, 10, 60).astype(float).tolist()  # with ties
    labels = (chance.random(60) < 0.4).tolist()
    pairs = [
        (high > low) + (high == low) / 2
        for high, positive in zip(scores, labels, strict=True)
        if positive
        for low, other in zip(scores, labels, strict=True)
        if not other
    ]
    assert auroc(scores, labels) == pytest.approx(np.mean(pairs))


@pytest.mark.parametrize("labels", [[True, True], [False, False], []])
def test_auroc_of_one_class_alone_is_none(labels: list[bool]) -> None:
    assert auroc([0.5] * len(labels), labels) is None


def test_the_interval_of_a_difference_covers_the_truth_as_often_as_it_says() -> None:
    chance = np.random.default_rng(0)
    covered = 0
    for seed in range(200):
        first = (chance.random((3, 150)) < 0.7).astype(float)
        second = (chance.random((3, 150)) < 0.5).astype(float)
        gap = paired_difference(first, second, seed, n_resamples=300)
        covered += gap.low <= 0.2 <= gap.high
    assert 0.89 <= covered / 200 <= 0.99


def test_pairing_makes_a_constant_difference_certain() -> None:
    second = np.random.default_rng(0).random(50)
    gap = paired_difference(second + 0.25, second)
    assert (gap.mean, gap.low, gap.high) == pytest.approx((0.25, 0.25, 0.25))


def test_spread_is_that_of_a_sample() -> None:
    assert mean_and_sd([1.0, 3.0]) == pytest.approx((2.0, 2**0.5))
    assert mean_and_sd([4.0]) == (4.0, 0.0)
