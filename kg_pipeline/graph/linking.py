"""Which node does a string in a sentence mean?

Names are found by ``AliasTable``, dates and amounts by the normaliser of the graph's own literals.
A name borne by one node means that node. Of several, the one with the best
``log prior + context_weight * cos(sentence, entity card)`` is taken; its probability is the softmax
over them, and below ``nil_threshold`` the mention names no node (NIL). faiss holds the cards of
all bearers of ambiguous names and compares a sentence with the candidates' cards alone.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from kg_pipeline.graph.aliases import AliasSettings, AliasTable, Span, leftmost_longest
from kg_pipeline.graph.cards import CardVectors, entity_card
from kg_pipeline.graph.store import KnowledgeGraph
from kg_pipeline.graph.values import Value, find_literals
from kg_pipeline.graph.writing import Flags, Integers, Reals
from kg_pipeline.records import Mention
from kg_pipeline.settings import Rate, Settings

_BATCH = 2048  # texts whose ambiguous mentions are resolved together


class LinkingSettings(Settings):
    """How names are found and decided between."""

    aliases: AliasSettings = AliasSettings()
    context_weight: float = 3.0  # of the cosine, against the logarithm of the prior
    nil_threshold: Rate = 0.4


@dataclass(frozen=True, slots=True)
class _Choice:
    """The node that an ambiguous mention most probably means."""

    row: int
    probability: float


class Linker:
    """Finds mentions of a graph's nodes in sentences."""

    def __init__(
        self,
        graph: KnowledgeGraph,
        settings: LinkingSettings,
        sample: Iterable[str] = (),
        counts: Mapping[str, int] | None = None,
    ) -> None:
        """sample: sentences by which too frequent names are dropped (none: all names stay);
        counts: how often each entity id is meant, the prior (``None``: root of the degree).
        """
        self._graph = graph
        self._settings = settings
        self.table = AliasTable(graph, settings.aliases, sample, counts)
        self._literals = {
            entity_id: row
            for row, (entity_id, kind) in enumerate(zip(graph.entity_ids, graph.kinds, strict=True))
            if kind in ("date", "number")
        }
        self._cards = _Cards(graph, self.table)

    def link(self, text: str) -> tuple[Mention, ...]:
        """The mentions of one sentence, from left to right, not overlapping."""
        return self.link_many([text])[0]

    def link_many(self, texts: Sequence[str]) -> list[tuple[Mention, ...]]:
        """The mentions of each sentence; the same as ``link`` of each, and much faster."""
        linked: list[tuple[Mention, ...]] = []
        for begin in range(0, len(texts), _BATCH):
            linked += self._link_batch(texts[begin : begin + _BATCH])
        return linked

    def _link_batch(self, texts: Sequence[str]) -> list[tuple[Mention, ...]]:
        spans = [self._spans(text) for text in texts]
        ambiguous = self._cards.ambiguous
        asked = [
            (number, span.alias)
            for number, some in enumerate(spans)
            for span in some
            if span.alias in ambiguous
        ]
        choices = self._choose(texts, asked)
        return [
            tuple(self._mention(span, choices.get((number, span.alias))) for span in some)
            for number, some in enumerate(spans)
        ]

    def _spans(self, text: str) -> list[Span]:
        """Names and literals together; a literal's ``alias`` is ``-1 - row`` of its node."""
        spans = self.table.matches(text)
        if self._literals:
            for found in find_literals(text):
                row = self._literal(found.value)
                if row is not None:
                    spans.append(Span(found.start, found.end, -1 - row))
        return leftmost_longest(spans)

    def _literal(self, value: Value) -> int | None:
        """Row of the node of a value; a date also means the month or year that the graph knows."""
        written = value.text
        while True:
            row = self._literals.get(f"{value.kind}:{written}{value.unit}")
            if row is not None or value.kind != "date" or "-" not in written:
                return row
            written = written.rpartition("-")[0]

    def _mention(self, span: Span, choice: _Choice | None) -> Mention:
        graph = self._graph
        if choice is not None:
            sure = choice.probability >= self._settings.nil_threshold
            entity = graph.entity_ids[choice.row] if sure else None
            score, row = choice.probability, choice.row
        else:
            row = -1 - span.alias if span.alias < 0 else self.table.first(span.alias)
            entity, score = graph.entity_ids[row], 1.0
        return Mention(span.start, span.end, entity, score, graph.kinds[row])

    def _choose(
        self, texts: Sequence[str], asked: list[tuple[int, int]]
    ) -> dict[tuple[int, int], _Choice]:
        """Decide for (number of the text, alias), all in one search."""
        pairs = list(dict.fromkeys(asked))
        if not pairs:
            return {}
        numbers, aliases = np.array(pairs).T
        wanted, place = np.unique(numbers, return_inverse=True)
        vectors = self._cards.encode([texts[number] for number in wanted.tolist()])
        begins, ends = self.table.offsets[aliases], self.table.offsets[aliases + 1]
        candidate = begins[:, None] + np.arange((ends - begins).max())
        inside = candidate < ends[:, None]
        candidate = np.where(inside, candidate, begins[:, None])
        cosine = self._cards.cosines(self.table.candidates[candidate], inside, vectors[place])
        score = self.table.log_prior[candidate] + self._settings.context_weight * cosine
        score = np.where(inside, score, -np.inf)
        probability = np.exp(score - score.max(axis=1, keepdims=True))
        probability /= probability.sum(axis=1, keepdims=True)
        best = probability.argmax(axis=1)
        rows = self.table.candidates[candidate[np.arange(len(best)), best]].tolist()
        sure = probability.max(axis=1).tolist()
        return {
            pair: _Choice(row, chance) for pair, row, chance in zip(pairs, rows, sure, strict=True)
        }


class _Cards:
    """The cards of all entities that bear an ambiguous name, in a faiss index."""

    def __init__(self, graph: KnowledgeGraph, table: AliasTable) -> None:
        import faiss

        sizes = np.diff(table.offsets)
        self.ambiguous = frozenset(np.flatnonzero(sizes > 1).tolist())
        rows = table.candidates[np.repeat(sizes > 1, sizes)]
        self._entities = np.unique(rows)
        cards = [entity_card(graph, entity) for entity in self._entities.tolist()]
        self._space = CardVectors(cards)
        self._index: Any = faiss.IndexFlatIP(self._space.width)
        for begin in range(0, len(cards), _BATCH):
            self._index.add(self._space.encode(cards[begin : begin + _BATCH]))

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
