"""Sentence encoders: who turns a sighting into numbers, found by name, with features kept on disk.

An installed package offers an encoder under the entry point group ``kg_pipeline.encoders``: a
callable that takes what stands behind the colon of ``NAME:ARGUMENT`` and returns a
``SentenceEncoder``. So an encoder of any package serves here and none is imported by name.
"""

import hashlib
import io
from collections.abc import Callable, Sequence
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from tokenize import TokenError
from typing import Protocol, cast

import numpy as np
from numpy.typing import NDArray

from kg_pipeline.denoising.candidates import Sightings
from kg_pipeline.denoising.features import hashed_encoder
from kg_pipeline.errors import ConfigurationError, DataError
from kg_pipeline.storage import require_writable, write_bytes

GROUP = "kg_pipeline.encoders"
CNNS = ("cnn", "piecewise_cnn")  # networks of the methods themselves, learnt with them

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
    return cast(EncoderFactory, _offer(name).load())(argument)


def require_encoder(name: str) -> None:
    """Raise ``ConfigurationError`` where nobody offers the encoder; it is not loaded."""
    if name.partition(":")[0] == "hashed":
        load_encoder(name)
    elif name not in CNNS:
        _offer(name)


def _offer(name: str) -> EntryPoint:
    offered = {point.name: point for point in entry_points(group=GROUP)}
    kind = name.partition(":")[0]
    if kind not in offered:
        known = ", ".join(sorted({"hashed", *offered}))
        raise ConfigurationError(
            f"denoising.encoder: expected {', '.join(CNNS)} or one of {known} "
            f"(entry points {GROUP}), found {name!r}; install the package that offers it"
        )
    return offered[kind]


def encoded(encoder: SentenceEncoder, sightings: Sightings, cache: Path | None) -> Features:
    """Features of all sightings (M, W), read from ``cache`` where they were computed before.

    The file is named by the hash of the encoder's identity, all texts and all spans; one that is
    damaged is computed again.
    """
    if cache is None:
        return _checked(encoder, sightings)
    path = cache / f"features-{_key(encoder, sightings)}.npy"
    kept = _kept(path, len(sightings.texts))
    if kept is None:
        require_writable(path)
        kept = _checked(encoder, sightings)
        stream = io.BytesIO()
        np.save(stream, kept)
        write_bytes(path, stream.getvalue())
    return kept


def _kept(path: Path, n_rows: int) -> Features | None:
    """The features of a file; ``None`` where there is none or it does not hold finite rows."""
    if not path.is_file():
        return None
    try:  # mapped, so that a damaged header is held against the size of the file
        mapped = np.lib.format.open_memmap(path, mode="r")
    except (OSError, EOFError, ValueError, OverflowError, TypeError, TokenError):
        return None
    sound = mapped.dtype == np.float32 and mapped.ndim == 2 and len(mapped) == n_rows
    if not sound or not np.isfinite(mapped).all():
        return None
    return np.array(mapped)


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
