"""Bits before lookups."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kg_pipeline.alignment.lookups import Sieve

PAIRS = st.lists(st.tuples(st.integers(0, 2**31), st.integers(0, 2**31)), min_size=1)


@given(PAIRS)
def test_what_is_known_always_passes(pairs: list[tuple[int, int]]) -> None:
    first, second = np.array(pairs).T
    assert Sieve(first, second).may_hold(first, second).all()


def test_few_others_pass() -> None:
    numbers = np.arange(20_000)
    sieve = Sieve(numbers, numbers + 1)
    assert sieve.may_hold(numbers, numbers + 2).mean() < 0.1
