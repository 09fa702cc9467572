"""What a sighting looks like as numbers: frozen features of the words around its two mentions.

A sighting is masked first (the mentions become marks, so that no name is learnt), then cut into
units (one Chinese character, one Latin word, any number), and the unit n-grams before, between and
after the mentions are hashed into buckets; latent semantic analysis (a truncated SVD of the TF-IDF
matrix: Deerwester et al., 1990) makes them dense. No label is read, so nothing here over-fits one.

Letters for shapes: M sightings, F hashed features, W width of the dense features.
"""

import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from kg_pipeline.errors import ConfigurationError

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

SUBJECT_MARK, OBJECT_MARK = "\ue000", "\ue001"  # private use: no text holds them
N_BUCKETS = 1 << 18
NEAR = 12  # units before the first and after the second mention that count with their region
FAR = 40  # units to either side that count without it
DENSE_LEAST = 4  # rows that an n-gram stands in before the SVD looks at it
SVD_ROWS = 20_000  # the SVD is computed on that many sightings and applied to all
_UNIT = re.compile(r"[A-Za-z\u00c0-\u024f]+|\d+(?:[.,]\d+)*|\S")
_EDGE = zlib.crc32(b"edge")
_MIX = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, slots=True)
class Segment:
    """One stretch of a masked sighting. ``region`` goes into the hash of its n-grams."""

    region: int
    units: list[int]
    sizes: tuple[int, ...]


def masked_parts(text: str, span: tuple[int, int, int, int]) -> tuple[str, str, str]:
    """The text before, between and after the mentions, every further occurrence of them marked.

    span: subject start, subject end, object start, object end; overlapping mentions have an empty
    text between them. A subject that the sentence leaves out (0, 0) is marked nowhere.
    """
    subject, object_ = text[span[0] : span[1]], text[span[2] : span[3]]
    (_, end), (start, last) = sorted([(span[0], span[1]), (span[2], span[3])])
    names = sorted(
        [(subject, SUBJECT_MARK), (object_, OBJECT_MARK)], key=lambda name: -len(name[0])
    )
    parts = [text[: min(span[0], span[2])], text[end : max(start, end)], text[max(last, end) :]]
    for name, mark in names:
        if name:
            parts = [part.replace(name, mark) for part in parts]
    return parts[0], parts[1], parts[2]


class UnitHasher:
    """Text to unit codes: lower-cased, every number the same, stable between processes."""

    def __init__(self) -> None:
        self._codes: dict[str, int] = {}

    def codes(self, text: str) -> list[int]:
        """One 32-bit code for each unit of ``text``."""
        known = self._codes
        result = []
        for unit in _UNIT.findall(text):
            code = known.get(unit)
            if code is None:
                name = "0" if unit[0].isdigit() else unit.lower()
                code = known[unit] = zlib.crc32(name.encode())
            result.append(code)
        return result


def _segments(text: str, span: tuple[int, int, int, int], hasher: UnitHasher) -> list[Segment]:
    before, between, after = (hasher.codes(part) for part in masked_parts(text, span))
    order = int(span[0] > span[2])
    first, second = (2, 1) if order else (1, 2)
    distance = int(2 * np.log2(len(between) + 1))
    whole = before[-FAR:] + [first] + between[:FAR] + [second] + after[:FAR]
    return [
        Segment(2 + order, [_EDGE, *between[:FAR], _EDGE], (1, 2, 3)),
        Segment(4 + order, [*before[-NEAR:], _EDGE], (1, 2, 3)),
        Segment(6 + order, [_EDGE, *after[:NEAR]], (1, 2, 3)),
        Segment(8, whole, (2,)),
        Segment(10 + order, [distance], (1,)),
    ]


def hashed_ngrams(texts: Sequence[str], spans: NDArray[np.int32]) -> "csr_matrix":
    """How often each hashed n-gram stands in each sighting: (M, F) counts."""
    from scipy.sparse import csr_matrix

    hasher = UnitHasher()
    units: list[int] = []
    lengths: list[int] = []
    regions: list[int] = []
    rows: list[int] = []
    sizes: dict[int, tuple[int, ...]] = {}
    for row, (text, span) in enumerate(zip(texts, spans.tolist(), strict=True)):
        for segment in _segments(text, tuple(span), hasher):
            units += segment.units
            lengths.append(len(segment.units))
            regions.append(segment.region)
            rows.append(row)
            sizes[segment.region] = segment.sizes
    length = np.asarray(lengths)
    place = np.repeat(np.arange(len(length)), length)
    sighting = np.asarray(rows)[place]
    bucket, owner = _buckets(np.asarray(units, np.uint64), place, np.asarray(regions)[place], sizes)
    data = np.ones(len(bucket), np.float32)
    counts = csr_matrix((data, (sighting[owner], bucket)), shape=(len(texts), N_BUCKETS))
    counts.sum_duplicates()
    return counts


def _buckets(
    units: NDArray[np.uint64],
    place: NDArray[np.int64],
    region: NDArray[np.int64],
    sizes: dict[int, tuple[int, ...]],
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Bucket of every n-gram that stays inside its segment, and the unit at which it starts."""
    buckets, owners = [], []
    for size in (1, 2, 3):
        wanted = np.array(
            [size in sizes.get(code, ()) for code in range(max(sizes, default=0) + 1)]
        )
        start = np.arange(max(len(units) - size + 1, 0))
        start = start[wanted[region[start]] & (place[start] == place[start + size - 1])]
        value: NDArray[Any] = region[start].astype(np.uint64) * np.uint64(4)
        value = value + np.uint64(size)
        for shift in range(size):
            value = (value ^ units[start + shift]) * _MIX
            value ^= value >> np.uint64(29)
        buckets.append((value % np.uint64(N_BUCKETS)).astype(np.int64))
        owners.append(start)
    return np.concatenate(buckets), np.concatenate(owners)


def weighted(counts: "csr_matrix", least: int = 2) -> "csr_matrix":
    """TF-IDF with sublinear counts, rows of length one; n-grams in under ``least`` rows go."""
    from sklearn.feature_extraction.text import TfidfTransformer

    seen = np.bincount(counts.indices, minlength=counts.shape[1])
    kept = counts[:, np.flatnonzero(seen >= least)] if (seen >= least).any() else counts
    return TfidfTransformer(sublinear_tf=True).fit_transform(kept)


@dataclass(frozen=True, slots=True)
class HashedEncoder:
    """Latent semantic analysis of the sightings' n-grams, fitted on the texts that it is given."""

    width: int = 512
    seed: int = 0

    @property
    def identity(self) -> str:
        """Name and settings; the texts are part of the cache's key already."""
        return f"hashed 1 {self.width} {self.seed}"

    def encode(self, texts: Sequence[str], spans: NDArray[np.int32]) -> NDArray[np.float32]:
        """texts: M; spans: (M, 4); returns (M, W'), W' less than the width for few rows."""
        from sklearn.decomposition import TruncatedSVD
        from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

        matrix = weighted(hashed_ngrams(texts, spans), least=DENSE_LEAST)
        if min(matrix.shape) < 2:  # nothing varies
            return np.ones((matrix.shape[0], 1), np.float32)
        width = max(1, min(self.width, min(matrix.shape) - 1))
        rows = np.random.default_rng(self.seed).permutation(matrix.shape[0])[:SVD_ROWS]
        # One thread: the same on any number of cores. Equal rows have no variance to share out.
        with threadpool_limits(1), np.errstate(invalid="ignore"):
            analysis = TruncatedSVD(width, n_iter=1, random_state=self.seed)
            analysis.fit(matrix[np.sort(rows)])
            return np.asarray(analysis.transform(matrix), np.float32)


def hashed_encoder(argument: str) -> HashedEncoder:
    """The entry point ``hashed``; ``hashed:256`` has that width."""
    if not argument:
        return HashedEncoder()
    if not re.fullmatch("0*[1-9][0-9]{0,8}", argument):
        raise ConfigurationError(
            f"denoising.encoder: hashed:{argument:.40}: expected a width of at least 1 behind the "
            "colon, for example hashed:256"
        )
    return HashedEncoder(int(argument))
