"""What is known of an entity, as a vector that a sentence can be held against.

An entity's card is its types, predicates and neighbours' names, hashed as character n-grams with
the weight ``(1 + log count) * log((N + 1) / (cards with it + 1))`` (tf-idf), of unit length.
A sentence is hashed alike; n-grams that stand in no card weigh nothing.

Letters for shapes: N texts, D width of a vector.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from kg_pipeline.graph.store import KnowledgeGraph
from kg_pipeline.graph.tables import distinct, distinct_pairs, runs
from kg_pipeline.graph.writing import Flags, Integers, Longs, Reals
from kg_pipeline.senses import without_sense

_WIDTH = 512  # measured on invented homonyms: 256 loses two points, 1024 gains one
_BUCKET_BITS = 18
_BUCKET = (1 << _BUCKET_BITS) - 1
_LATIN_SIZES = (3, 4)  # characters of an n-gram that is all Latin; others have one or two
_LATIN_END = 0x250
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_MAX_NEIGHBOURS = 64
_SEPARATOR = "\n"
_BATCH = 2048  # cards that are made together


def entity_card(graph: KnowledgeGraph, entity: int) -> str:
    """Types, predicates and neighbours' names of an entity, one a line.

    Its own names are left out, objects of 别名 too: one of them stands in every sentence that is
    held against the card, so that it would only say how little else is known.
    """
    return entity_cards(graph, np.array([entity]))[0]


def entity_cards(graph: KnowledgeGraph, entities: Integers | Longs) -> list[str]:
    """The cards of many entities."""
    begins = graph.offsets[entities]
    lengths = np.minimum(graph.offsets[entities + 1] - begins, _MAX_NEIGHBOURS)
    place, owner = runs(begins, lengths)
    triples, inverse = graph.neighbours[place], graph.inverse[place]
    others = np.where(inverse, graph.subject[triples], graph.object[triples])
    stated = distinct_pairs(owner, graph.predicate[triples].astype(np.int64))
    names = graph.column("name").take(others).to_pylist()
    ends = np.cumsum(lengths).tolist()
    predicates = [graph.predicates[row] for row in stated[1].tolist()]
    edges = np.searchsorted(stated[0], np.arange(len(entities) + 1)).tolist()
    columns = [
        graph.column(name).take(entities).to_pylist() for name in ("name", "aliases", "types")
    ]
    cards = []
    for number, (name, aliases, types) in enumerate(zip(*columns, strict=True)):
        begin, own = (ends[number - 1] if number else 0), {name, without_sense(name), *aliases}
        parts = [*types, *predicates[edges[number] : edges[number + 1]]]
        parts += [other for other in names[begin : ends[number]] if other not in own]
        cards.append(_SEPARATOR.join(part.replace(_SEPARATOR, " ") for part in parts))
    return cards


class CardVectors:
    """Vectors of cards, and of sentences in the same space."""

    width = _WIDTH

    def __init__(self, weight: Reals) -> None:
        """weight: (buckets,) of an n-gram"""
        self.weight = weight
        # With a random sign, so that n-grams that fall on one place cancel out.
        self._signed = np.where(np.arange(len(weight)) & _WIDTH, weight, -weight)

    @classmethod
    def of(cls, cards: Iterable[Sequence[str]]) -> "CardVectors":
        """Weights by how many cards hold an n-gram. The cards come in batches."""
        seen = np.zeros(1 << _BUCKET_BITS, dtype=np.int64)
        n_cards = 0
        for batch in cards:
            seen += np.bincount(distinct(_ngrams(batch)) & _BUCKET, minlength=len(seen))
            n_cards += len(batch)
        weight = np.where(seen > 0, np.log((n_cards + 1) / (seen + 1)), 0.0)
        return cls(weight.astype(np.float32))

    def encode(self, texts: Sequence[str]) -> Reals:
        """(N, D) of unit length, or zero where a text shares no n-gram with any card."""
        found = _ngrams(texts)
        found = found[(self.weight[found & _BUCKET] != 0).nonzero()[0]]
        found, n_found = np.unique(found, return_counts=True)
        owner, bucket = found >> _BUCKET_BITS, found & _BUCKET
        value = self._signed[bucket] * (1 + np.log(n_found.astype(np.float32)))
        place = owner * _WIDTH + bucket % _WIDTH
        vectors = np.bincount(place, weights=value, minlength=len(texts) * _WIDTH)
        vectors = vectors.reshape(len(texts), _WIDTH)
        length = np.linalg.norm(vectors, axis=1, keepdims=True)
        return (vectors / np.where(length > 0, length, 1.0)).astype(np.float32)


class EntityCards:
    """The cards of some entities in a faiss index, memory-mapped where it was loaded."""

    def __init__(self, entities: Integers, space: CardVectors, index: Any) -> None:
        """entities: rows, ascending, in the order of the index"""
        self._entities = entities
        self._space = space
        self._index = index

    @classmethod
    def of(cls, graph: KnowledgeGraph, entities: Integers) -> "EntityCards":
        """entities: rows, ascending"""
        import faiss

        batches = [entities[begin : begin + _BATCH] for begin in range(0, len(entities), _BATCH)]
        cards = [entity_cards(graph, batch) for batch in batches]
        space = CardVectors.of(cards)
        index = faiss.IndexFlatIP(space.width)
        for some in cards:
            index.add(space.encode(some))
        return cls(entities, space, index)

    def encode(self, texts: Sequence[str]) -> Reals:
        """(N, D) vectors of sentences."""
        return self._space.encode(texts)

    def cosines(self, entities: Integers, inside: Flags, sentences: Reals) -> Reals:
        """(N, C) of each sentence with each of its candidates; 0 where ``inside`` is False."""
        import faiss

        cards = np.where(inside, np.searchsorted(self._entities, entities), -1)
        cosine = np.empty(cards.shape, dtype=np.float32)
        self._index.compute_distance_subset(
            len(cards),
            faiss.swig_ptr(np.ascontiguousarray(sentences)),
            cards.shape[1],
            faiss.swig_ptr(cosine),
            faiss.swig_ptr(np.ascontiguousarray(cards)),
        )
        return np.where(inside, cosine, np.float32(0))

    def save(self, folder: Path) -> None:
        """Write the cards into a folder."""
        import faiss

        np.save(folder / "card_entities.npy", self._entities)
        np.save(folder / "card_weights.npy", self._space.weight)
        faiss.write_index(self._index, str(folder / "cards.faiss"))

    @classmethod
    def load(cls, folder: Path) -> "EntityCards":
        """What ``save`` wrote."""
        import faiss

        entities = np.load(folder / "card_entities.npy")
        space = CardVectors(np.load(folder / "card_weights.npy"))
        index = faiss.read_index(str(folder / "cards.faiss"), faiss.IO_FLAG_MMAP_IFC)
        return cls(entities, space, index)


def _ngrams(texts: Sequence[str]) -> Longs:
    """Text and bucket, as one number, of every n-gram of every text; none crosses a line."""
    lines = [text.lower() + _SEPARATOR for text in texts]
    codes = np.frombuffer("".join(lines).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    lengths = np.fromiter(map(len, lines), dtype=np.int64, count=len(lines))
    owner = np.repeat(np.arange(len(lines)) << _BUCKET_BITS, lengths)
    letter = codes.astype(np.uint64) + np.uint64(1)
    inside, latin = codes != ord(_SEPARATOR), codes < _LATIN_END
    keys = []

    def add(place: Longs, hashed: npt.NDArray[np.uint64]) -> None:
        bucket = hashed >> np.uint64(64 - _BUCKET_BITS)
        keys.append(owner[place] | bucket.view(np.int64))

    hashed = letter * _MULTIPLIER
    single = (inside & ~latin).nonzero()[0]
    add(single, hashed[single])
    # A longer n-gram is the one that is shorter by its last character, and that character.
    hashed = (hashed[:-1] + letter[1:]) * _MULTIPLIER
    whole, only_latin = inside[:-1] & inside[1:], latin[:-1] & latin[1:]
    double = (whole & ~only_latin).nonzero()[0]
    add(double, hashed[double])
    place = (whole & only_latin).nonzero()[0]
    hashed = hashed[place]
    for size in _LATIN_SIZES:
        last = place + size - 1
        going = (inside[last] & latin[last]).nonzero()[0]
        place, hashed = place[going], (hashed[going] + letter[last[going]]) * _MULTIPLIER
        add(place, hashed)
    return np.concatenate(keys)
