"""Sentence encoders: who turns a sighting into numbers, found by name, with features kept on disk.

An installed package offers an encoder under the entry point group ``kg_pipeline.encoders``: a
callable that takes what stands behind the colon of ``NAME:ARGUMENT`` and returns a
``SentenceEncoder``. So an encoder of any package serves here and none is imported by name.
"""

import hashlib
import io
from collections.abc import Callable, Sequence
from importlib.metadata import entry_points
from pathlib import Path
from typing import Protocol, cast

import numpy as np
from numpy.typing import NDArray

from kg_pipeline.denoising.candidates import Sightings
from kg_pipeline.denoising.features import hashed_encoder
from kg_pipeline.errors import ConfigurationError, DataError
from kg_pipeline.storage import write_bytes

GROUP = "kg_pipeline.encoders"

Features = NDArray[np.float32]


class SentenceEncoder(Protocol):
    """Frozen features of sentences with two marked mentions.

    identity: changes whenever the same input would get other features; part of the cache's key
    """

    @property
    def identity(self) -> str: ...

    def encode(self, texts: Sequence[str], spans: NDArray[np.int32]) -> Features:
        """texts: M; spans: (M, 4) subject start, end, object start, end; returns (M, W)."""
        ...


EncoderFactory = Callable[[str], SentenceEncoder]


def load_encoder(name: str) -> SentenceEncoder:
    """The encoder ``NAME`` or ``NAME:ARGUMENT``; ``ConfigurationError`` where nobody offers it."""
    kind, _, argument = name.partition(":")
    if kind == "hashed":  # ours: there even where no package was installed
        return hashed_encoder(argument)
    offered = {point.name: point for point in entry_points(group=GROUP)}
    if kind not in offered:
        raise ConfigurationError(
            f"denoising.encoder: expected cnn, piecewise_cnn or one of {', '.join(sorted({'hashed', *offered}))} "
            f"(entry points {GROUP}), found {name!r}; install the package that offers it"
        )
    return cast(EncoderFactory, offered[kind].load())(argument)


def encoded(encoder: SentenceEncoder, sightings: Sightings, cache: Path | None) -> Features:
    """Features of all sightings (M, W), read from ``cache`` where they were computed before.

    The file is named by the hash of the encoder's identity, all texts and all spans.
    """
    if cache is None:
        return _checked(encoder, sightings)
    path = cache / f"features-{_key(encoder, sightings)}.npy"
    if not path.is_file():
        stream = io.BytesIO()
        np.save(stream, _checked(encoder, sightings))
        cache.mkdir(parents=True, exist_ok=True)
        write_bytes(path, stream.getvalue())
    return cast(Features, np.load(path))


def _key(encoder: SentenceEncoder, sightings: Sightings) -> str:
    digest = hashlib.sha256(encoder.identity.encode())
    for text in sightings.texts:
        raw = text.encode(errors="surrogatepass")
        digest.update(len(raw).to_bytes(8, "little") + raw)
    digest.update(np.ascontiguousarray(sightings.spans, np.int32).tobytes())
    return digest.hexdigest()[:32]


def _checked(encoder: SentenceEncoder, sightings: Sightings) -> Features:
    """What the encoder gives, as rows of length sqrt(W) whatever its own scale."""
    found = np.asarray(encoder.encode(sightings.texts, sightings.spans), np.float32)
    if found.ndim != 2 or len(found) != len(sightings.texts) or not np.isfinite(found).all():
        raise DataError(
            f"encoder {encoder.identity}: expected finite features of {len(sightings.texts)} rows, "
            f"found an array of shape {found.shape}"
        )
    lengths = np.linalg.norm(found, axis=1, keepdims=True)
    return np.asarray(found / np.maximum(lengths, 1e-6) * np.sqrt(found.shape[1]), np.float32)
