"""Conditions on the same items: all, covered, paired."""

import numpy as np
import pytest

from kgbert.experiment.comparing import Comparison, Outcome
from kgbert.tasks.data import LabelledText

_TEXTS = [LabelledText(f"第{number}问", "年龄", None, (), {}) for number in range(200)]
_COVERED = np.arange(200) < 50


def _outcome(condition: str, right: list[np.ndarray]) -> Outcome:
    return Outcome(condition, [1, 2], np.array(right, dtype=float), [0.5, 0.7], [])  # type: ignore[arg-type]


@pytest.fixture
def comparison() -> Comparison:
    """``true`` answers the covered questions with both seeds, ``none`` with one of them."""
    true = _outcome("true", [_COVERED, _COVERED])
    none = _outcome("none", [_COVERED, np.zeros(200)])
    return Comparison({"true": true, "none": none}, _TEXTS, _COVERED)


def test_covered_and_uncovered_items_are_told_apart(comparison: Comparison) -> None:
    of_none = comparison.summary()["conditions"]["none"]  # type: ignore[index]
    assert of_none["accuracy"]["values"] == [0.25, 0.0]
    assert of_none["covered"]["mean"] == 0.5
    assert of_none["uncovered"]["mean"] == 0.0
    assert of_none["macro_f1"] == pytest.approx(0.6)


def test_differences_are_paired_and_run_on_the_chosen_items(comparison: Comparison) -> None:
    everywhere = comparison.difference("true", "none")
    covered = comparison.difference("true", "none", _COVERED)
    assert everywhere is not None and covered is not None
    assert everywhere.mean == 0.125 and everywhere.low < 0.125 < everywhere.high
    assert (covered.mean, covered.low, covered.high) == (0.5, 0.5, 0.5)
    assert comparison.difference("true", "shuffled") is None
