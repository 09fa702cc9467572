"""Texts as arrays of code points: letters and digits alone, counted or cut into shingles."""

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

CHINESE, LATIN, OTHER = 1, 2, 3  # classes of letters; digits and marks are 0
_PLANE = 0x10000


def code_points(text: str) -> "NDArray[np.uint32]":
    """(len(text),) the code points of a text."""
    import numpy as np

    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def letter_classes(text: str) -> "NDArray[np.int64]":
    """(4,) how many characters of a text are marks, Chinese, Latin and other letters."""
    import numpy as np

    points = code_points(text)
    # Beyond the first plane: Chinese characters in planes 2 and 3, else letters of other scripts.
    classes = np.where(points < 0x20000, OTHER, CHINESE).astype(np.uint8)
    low = points < _PLANE
    classes[low] = _classes()[points[low]]
    return np.bincount(classes, minlength=4)


def folded(text: str) -> "NDArray[np.uint32]":
    """(≤ len(text),) code points of letters and digits, in lower case; marks and spaces are gone."""
    import numpy as np

    points = code_points(text)
    if len(points) and points.max() >= _PLANE:
        points = np.where(points < _PLANE, points, 0x3400 + points % 0x1000)
    lowered = _lower()[points]
    return lowered[lowered > 0]


def shingles(points: "NDArray[np.uint32]", length: int) -> "NDArray[np.uint32]":
    """(number of places,) a 32-bit hash of every run of ``length`` code points, in their order.

    A text that is shorter is one run. A hash of plain arithmetic: the same in every process.
    """
    import numpy as np

    length = min(length, len(points))
    if length == 0:
        return np.zeros(0, dtype=np.uint32)
    wide = points.astype(np.uint64)
    hashes = np.zeros(len(points) - length + 1, dtype=np.uint64)
    for place in range(length):
        hashes *= np.uint64(0x9E3779B97F4A7C15)
        hashes += wide[place : place + len(hashes)]
    hashes ^= hashes >> np.uint64(31)
    hashes *= np.uint64(0xBF58476D1CE4E5B9)
    return (hashes >> np.uint64(32)).astype(np.uint32)


def distinct(hashes: "NDArray[np.uint32]") -> "NDArray[np.uint32]":
    """The different hashes, sorted; some ten times as fast as ``numpy.unique``."""
    import numpy as np

    ordered = np.sort(hashes)
    return (
        ordered[np.concatenate(([True], ordered[1:] != ordered[:-1]))] if len(ordered) else ordered
    )


@lru_cache(maxsize=1)
def _classes() -> "NDArray[np.uint8]":
    import numpy as np

    return np.array([_class_of(point) for point in range(_PLANE)], dtype=np.uint8)


def _class_of(point: int) -> int:
    if 0x3400 <= point <= 0x9FFF or 0xF900 <= point <= 0xFAFF:
        return CHINESE
    if not chr(point).isalpha():
        return 0
    return LATIN if point < 0x250 or unicodedata.name(chr(point), "").startswith("LATIN") else OTHER


@lru_cache(maxsize=1)
def _lower() -> "NDArray[np.uint32]":
    """For each code point of the first plane its lower case, 0 where it is no letter or digit."""
    import numpy as np

    return np.array(
        [ord(chr(point).lower()[0]) if chr(point).isalnum() else 0 for point in range(_PLANE)],
        dtype=np.uint32,
    )
