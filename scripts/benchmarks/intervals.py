"""Shares with their 95 % intervals (Wilson's score interval), as they are printed."""

from collections.abc import Sequence
from math import sqrt

_Z = 1.959964


def share_with_interval(right: Sequence[bool]) -> str:
    """``.957 (287 of 300; .927–.975)``; "none judged" for an empty sequence."""
    n = len(right)
    if not n:
        return "none judged"
    share = sum(right) / n
    centre = (share + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
    half = _Z * sqrt(share * (1 - share) / n + _Z**2 / (4 * n**2)) / (1 + _Z**2 / n)
    return f"{share:.3f} ({sum(right)} of {n}; {centre - half:.3f}–{centre + half:.3f})"
