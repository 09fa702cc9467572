"""Which texts resemble each other: MinHash signatures, banding, and the exact Jaccard similarity.

Broder 1997 (resemblance of documents by shingles); Leskovec, Rajaraman, Ullman, *Mining of Massive
Datasets*, section 3.4 (banding). Signatures come from rensa; a pair counts only when its shingles
were compared exactly, so that a signature never decides alone.

Letters for shapes: N texts, P permutations.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, combinations, pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_SEED = 1
_LARGEST_BUCKET = 50  # texts; of larger buckets not all pairs are compared
_WANTED_RECALL = 0.98


def sketches(texts: Sequence["NDArray[np.uint32]"], permutations: int) -> Any:
    """Signatures of sets of shingles, as rensa holds them."""
    import numpy as np
    from rensa import RMinHash

    hashes = np.concatenate(texts).astype(np.uint64)
    edges = np.concatenate(([0], np.cumsum([len(text) for text in texts]))).astype(np.uint64)
    return RMinHash.digest_matrix_from_flat_token_hashes(hashes, edges, permutations, _SEED)


def signatures(texts: Sequence["NDArray[np.uint32]"], permutations: int) -> "NDArray[np.uint32]":
    """(N, P) MinHash signatures of sets of shingles; equal sets have equal ones in any process."""
    import numpy as np

    if not texts:
        return np.zeros((0, permutations), dtype=np.uint32)
    rows = sketches(texts, permutations).to_rows()
    values = np.fromiter(chain.from_iterable(rows), np.uint32, len(texts) * permutations)
    return values.reshape(len(texts), permutations)


def rows_a_band(similarity: float, permutations: int) -> int:
    """The most rows a band may have if pairs of this similarity are to be found (98 in 100)."""
    for rows in range(16, 1, -1):
        if 1 - (1 - similarity**rows) ** (permutations // rows) >= _WANTED_RECALL:
            return rows
    return 1


def candidate_pairs(matrix: "NDArray[np.uint32]", rows: int) -> set[tuple[int, int]]:
    """Pairs (first < second) that agree in all rows of some band.

    A bucket of many texts gives its first text with every other and each with the next, so that
    work does not grow with the square of the number of copies.
    """
    pairs: set[tuple[int, int]] = set()
    for first in range(0, matrix.shape[1] - rows + 1, rows):
        for bucket in _buckets(matrix[:, first : first + rows]):
            pairs.update(pairs_within(bucket))
    return pairs


def pairs_within(bucket: Sequence[int]) -> Iterator[tuple[int, int]]:
    """All pairs of a bucket in ascending order; of a large one a star and a chain."""
    if len(bucket) <= _LARGEST_BUCKET:
        yield from combinations(bucket, 2)
    else:
        yield from ((bucket[0], other) for other in bucket[1:])
        yield from pairwise(bucket)


def _buckets(band: "NDArray[np.uint32]") -> Iterator[list[int]]:
    """The texts that share a band, in ascending order, where there are several."""
    import numpy as np

    weights = np.random.default_rng(_SEED).integers(1, 2**63, band.shape[1], dtype=np.uint64) | 1
    keys = (band.astype(np.uint64) * weights).sum(axis=1, dtype=np.uint64)
    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    edges = np.flatnonzero(np.concatenate(([True], ordered[1:] != ordered[:-1], [True])))
    for place in np.flatnonzero(np.diff(edges) > 1):
        yield order[edges[place] : edges[place + 1]].tolist()


def jaccard(first: "NDArray[np.uint32]", second: "NDArray[np.uint32]") -> float:
    """How much two sets of shingles (sorted, distinct) share; 0 where one is empty."""
    import numpy as np

    shared = len(np.intersect1d(first, second, assume_unique=True))
    return shared / max(1, len(first) + len(second) - shared)


def groups(size: int, pairs: Iterable[tuple[int, int]]) -> list[int]:
    """(size,) for each item the smallest item that it is connected with."""
    parents = list(range(size))

    def root(item: int) -> int:
        while parents[item] != item:
            parents[item] = parents[parents[item]]
            item = parents[item]
        return item

    for one, other in pairs:
        first, second = sorted((root(one), root(other)))
        parents[second] = first
    return [root(item) for item in range(size)]
