"""What is known of an entity, as a vector that a sentence can be held against.

An entity's card is its types, predicates and neighbours' names, hashed as character n-grams with
the weight ``(1 + log count) * log((N + 1) / (cards with it + 1))`` (tf-idf), of unit length.
A sentence is hashed alike; n-grams that stand in no card weigh nothing.

Letters for shapes: N texts, D width of a vector.
"""

from collections.abc import Sequence

import numpy as np

from kg_pipeline.graph.store import KnowledgeGraph
from kg_pipeline.graph.writing import Longs, Reals

_WIDTH = 512  # measured on invented homonyms: 256 loses two points, 1024 gains one
_BUCKET_BITS = 18
_HAN_SIZES = (1, 2)  # characters of an n-gram
_LATIN_SIZES = (3, 4)  # where it is all Latin
_LATIN_END = 0x250
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_MAX_NEIGHBOURS = 64
_SEPARATOR = "\n"


def entity_card(graph: KnowledgeGraph, entity: int) -> str:
    """Types, predicates and neighbours' names of an entity, one a line.

    Its own name is left out: it stands in every sentence that is held against the card, so that it
    would only say how little else is known.
    """
    triples, inverse = graph.around(entity)
    triples, inverse = triples[:_MAX_NEIGHBOURS], inverse[:_MAX_NEIGHBOURS]
    others = np.where(inverse, graph.subject[triples], graph.object[triples])
    names = graph.names
    parts = list(graph.types(entity))
    parts += [graph.predicates[row] for row in np.unique(graph.predicate[triples]).tolist()]
    parts += [names[row] for row in others.tolist()]
    return _SEPARATOR.join(part.replace(_SEPARATOR, " ") for part in parts)


class CardVectors:
    """Vectors of cards, and of sentences in the same space."""

    width = _WIDTH

    def __init__(self, cards: Sequence[str]) -> None:
        _, bucket, _ = _counts(cards)
        seen = np.bincount(bucket, minlength=1 << _BUCKET_BITS)
        self._weight: Reals = np.where(seen > 0, np.log((len(cards) + 1) / (seen + 1)), 0.0).astype(
            np.float32
        )

    def encode(self, texts: Sequence[str]) -> Reals:
        """(N, D) of unit length, or zero where a text shares no n-gram with any card."""
        owner, bucket, count = _counts(texts)
        value = self._weight[bucket] * (1 + np.log(count))
        value *= np.where(bucket & _WIDTH, 1.0, -1.0)  # a random sign, so that collisions cancel
        place = owner * _WIDTH + bucket % _WIDTH
        vectors = np.bincount(place, weights=value, minlength=len(texts) * _WIDTH)
        vectors = vectors.reshape(len(texts), _WIDTH)
        length = np.linalg.norm(vectors, axis=1, keepdims=True)
        return (vectors / np.where(length > 0, length, 1.0)).astype(np.float32)


def _counts(texts: Sequence[str]) -> tuple[Longs, Longs, Reals]:
    """Text, bucket and count of every distinct n-gram of every text; none crosses a line."""
    lines = [text.lower() + _SEPARATOR for text in texts]
    codes = np.frombuffer("".join(lines).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    owner = np.repeat(
        np.arange(len(lines)), np.array([len(line) for line in lines], dtype=np.int64)
    )
    inside, latin = codes != ord(_SEPARATOR), codes < _LATIN_END
    hashed = np.zeros(len(codes), dtype=np.uint64)
    whole = np.ones(len(codes), dtype=bool)
    only_latin = whole
    keys = []
    for size in range(1, max(_HAN_SIZES[-1], _LATIN_SIZES[-1]) + 1):
        # The n-gram that begins at i is the one of size n - 1 there and the character at i + n - 1.
        n_left = max(len(codes) - size + 1, 0)
        hashed = (hashed[:n_left] + codes[size - 1 :] + np.uint64(1)) * _MULTIPLIER
        whole = whole[:n_left] & inside[size - 1 :]
        only_latin = only_latin[:n_left] & latin[size - 1 :]
        wanted = (only_latin & (size in _LATIN_SIZES)) | (~only_latin & (size in _HAN_SIZES))
        wanted &= whole
        bucket = (hashed[wanted] >> np.uint64(64 - _BUCKET_BITS)).astype(np.int64)
        keys.append(owner[:n_left][wanted] << _BUCKET_BITS | bucket)
    found, count = np.unique(np.concatenate(keys), return_counts=True)
    return found >> _BUCKET_BITS, found & ((1 << _BUCKET_BITS) - 1), count.astype(np.float32)
