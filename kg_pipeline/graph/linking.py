"""Which node does a string in a sentence mean?

Names are found by ``AliasTable``, dates and amounts by the normaliser of the graph's own literals.
A name borne by one node means that node. Of several, the one with the best
``log prior + context_weight * cos(sentence, entity card)`` is taken; its probability is the softmax
over them, and below ``nil_threshold`` the mention names no node (NIL). faiss holds the cards of
all bearers of ambiguous names and compares a sentence with the candidates' cards alone.

Letters for shapes: M mentions, Q questions (a text and an ambiguous name in it), C candidates.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from kg_pipeline.graph.aliases import AliasSettings, AliasTable
from kg_pipeline.graph.cards import EntityCards
from kg_pipeline.graph.gaps import over_gaps
from kg_pipeline.graph.inside import Inside, named_exactly, names_inside, values_inside
from kg_pipeline.graph.literals import GraphLiterals
from kg_pipeline.graph.mentions import Mentions
from kg_pipeline.graph.names import release_unused
from kg_pipeline.graph.namesakes import namesakes_of
from kg_pipeline.graph.short_forms import ShortForms
from kg_pipeline.graph.spans import JoinedTexts, Spans, leftmost_longest, without_crossed
from kg_pipeline.graph.store import KnowledgeGraph
from kg_pipeline.graph.works import Possible, Works, WorkSettings
from kg_pipeline.graph.writing import Flags, Longs, Reals
from kg_pipeline.records import Mention
from kg_pipeline.settings import Rate, Settings

_BATCH = 4096  # texts that are linked together
_DECIDED = 2048  # of them, texts whose questions are decided together, …
_TOGETHER = 512  # … as many at once


class LinkingSettings(Settings):
    """How names are found and decided between; works: None for no type check by 《》."""

    aliases: AliasSettings = AliasSettings()
    context_weight: float = 3.0  # of the cosine, against the logarithm of the prior
    nil_threshold: Rate = 0.4
    works: WorkSettings | None = WorkSettings()


class Linker:
    """Finds mentions of a graph's nodes in sentences."""

    def __init__(
        self,
        graph: KnowledgeGraph,
        settings: LinkingSettings,
        sample: Iterable[str] = (),
        counts: Mapping[str, int] | None = None,
        tables: "LinkingTables | None" = None,
    ) -> None:
        """sample: sentences by which too frequent names are dropped (none: all names stay);
        counts: how often each entity id is meant, the prior (``None``: root of the degree);
        tables: made before from the graph, with their own sample and counts.
        """
        self._graph = graph
        self._settings = settings
        if tables is None:
            tables = LinkingTables.of(graph, settings.aliases, sample, counts)
        self._tables = tables
        self._literals = GraphLiterals(graph)
        self._short_forms = ShortForms(graph, self._literals.rows)
        self.namesakes = namesakes_of(graph)
        self._is_literal = np.zeros(graph.n_entities, dtype=bool)
        self._is_literal[list(self._literals.rows.values())] = True
        table = tables.aliases
        self._works = (
            Works(graph, settings.works, table.offsets, table.candidates)
            if settings.works is not None
            else None
        )

    def link(self, text: str) -> tuple[Mention, ...]:
        """The mentions of one sentence, from left to right, not overlapping."""
        return self.link_many([text])[0]

    def link_many(self, texts: Sequence[str]) -> list[tuple[Mention, ...]]:
        """The mentions of each sentence; the same as ``link`` of each, and much faster."""
        return self.mentions(texts).records(self._graph, len(texts))

    def mentions(self, texts: Sequence[str]) -> Mentions:
        """The mentions of all sentences in columns."""
        batches = [texts[begin : begin + _BATCH] for begin in range(0, len(texts), _BATCH)]
        return Mentions.joined([self._mentions(batch) for batch in batches], map(len, batches))

    def inside(self, names: Sequence[str]) -> Inside:
        """The nodes whose names begin or end some names and are shorter."""
        return names_inside(self._tables.aliases, names)

    def called(self, names: Sequence[str]) -> Inside:
        """The nodes of whole names, dynasties of one character among them."""
        found = named_exactly(self._tables.aliases, names)
        single = [(n, row) for n, name in enumerate(names) if (row := self._short_forms.row(name))]
        return found.also(Inside(*np.array(single, dtype=np.int64).reshape(-1, 2).T))

    def are_alike(self, first: Longs, second: Longs) -> Flags:
        """Whether pairs of nodes are both works or both none."""
        if self._works is None:
            return np.ones(len(first), dtype=bool)
        return self._works.is_work[first] == self._works.is_work[second]

    def within_values(self, nodes: Longs) -> Inside:
        """The nodes of what dates and amounts say as well: the year, the amount without its unit."""
        places = np.flatnonzero(self._is_literal[nodes])
        ids = self._graph.column("entity_id")
        literals, asked = np.unique(nodes[places], return_inverse=True)
        inside = values_inside(literals, lambda row: ids[row].as_py(), self._literals.rows)
        found = inside.of(asked)
        return Inside(places[found.whole], found.node)

    def _mentions(self, texts: Sequence[str]) -> Mentions:
        table, joined = self._tables.aliases, JoinedTexts.of(texts)
        spans = table.matches(joined)
        spans = spans.also(over_gaps(joined, spans, table.matches))
        spans = spans.also(self._literals.find(joined))
        spans = spans.also(self._short_forms.spans(joined, spans.start))
        spans = leftmost_longest(without_crossed(spans, len(joined.codes)))
        spans, kinds, possible = self._possible(joined, spans)
        text = joined.owners(spans.start)
        begin = joined.begins[text]
        named = spans.found >= 0
        alias = np.where(named, spans.found, 0)
        node = -1 - spans.found
        node[named] = table.candidates[table.offsets[alias[named]]]
        linked, score = np.ones(len(spans), dtype=bool), np.ones(len(spans), dtype=np.float32)
        asked = np.flatnonzero(named)
        asked = asked[table.offsets[alias[asked] + 1] - table.offsets[alias[asked]] > 1]
        if len(asked):
            keys = (text[asked] * table.n_names + alias[asked]) * len(possible) + kinds[asked]
            first, question = np.unique(keys, return_index=True, return_inverse=True)[1:]
            first = asked[first]
            choice = self._choose(
                texts, np.stack([text[first], alias[first], kinds[first]]), possible
            )
            node[asked], score[asked] = choice.node[question], choice.probability[question]
            linked[asked] = choice.probability[question] >= self._settings.nil_threshold
        return Mentions(text, spans.start - begin, spans.end - begin, node, linked, score)

    def _possible(self, joined: JoinedTexts, spans: Spans) -> tuple[Spans, Longs, list[Possible]]:
        """The spans that can mean a node, the number of what each can mean, and what that is."""
        if self._works is None:
            return spans, np.zeros(len(spans), dtype=np.int64), [None]
        numbers = self._works.possible(joined, spans)
        kinds = self._works.kinds
        kept = numbers != kinds.index(())
        return spans.where(kept), numbers[kept], kinds

    def _choose(self, texts: Sequence[str], asked: Longs, possible: list[Possible]) -> "_Choices":
        """Decide for (number of the text, name, number of what is possible), (3, Q), together."""
        text, alias, kind = asked
        table, cards = self._tables.aliases, self._tables.cards
        compared = ~_decided(kind, possible)
        wanted = np.unique(text[compared])
        vectors = cards.encode(["", *(texts[number] for number in wanted.tolist())])
        place = np.where(compared, 1 + np.searchsorted(wanted, text), 0)
        begins, ends = table.offsets[alias], table.offsets[alias + 1]
        node = np.empty(len(alias), dtype=np.int64)
        sure = np.empty(len(alias), dtype=np.float32)
        # Those with about as many candidates together, for the search pads them to the most (and
        # the last bit of a padded sum depends on that, so the texts are always the same ones).
        group = text // _DECIDED
        order = np.lexsort((ends - begins, group))
        places = np.arange(len(order)) - np.searchsorted(group, group)
        for some in np.split(order, np.flatnonzero(places % _TOGETHER == 0)[1:]):
            candidate = begins[some, None] + np.arange((ends[some] - begins[some]).max())
            inside = candidate < ends[some, None]
            candidate = np.where(inside, candidate, begins[some, None])
            inside &= _flags([possible[number] for number in kind[some].tolist()], inside.shape)
            bearers = table.candidates[candidate]
            cosine = cards.cosines(bearers, inside, vectors[place[some]])
            score = table.log_prior[candidate] + self._settings.context_weight * cosine
            score = np.where(inside, score, -np.inf)
            probability = np.exp(score - score.max(axis=1, keepdims=True))
            probability /= probability.sum(axis=1, keepdims=True)
            best = probability.argmax(axis=1)
            node[some] = bearers[np.arange(len(some)), best]
            sure[some] = probability.max(axis=1)
        return _Choices(node, sure)


def _decided(kind: Longs, possible: list[Possible]) -> Flags:
    """(Q,) where only one candidate is possible, so that no sentence is asked."""
    kinds, place = np.unique(kind, return_inverse=True)
    some = [possible[number] for number in kinds.tolist()]
    return np.array([one is not None and sum(one) == 1 for one in some], dtype=bool)[place]


def _flags(possible: list[Possible], shape: tuple[int, ...]) -> Flags:
    """(Q, C) whether each candidate is what its place in the text can mean."""
    flags = np.ones(shape, dtype=bool)
    for place, some in enumerate(possible):
        if some is not None:
            flags[place, : len(some)] = some
    return flags


@dataclass(frozen=True, slots=True)
class _Choices:
    """The node that each ambiguous name most probably means: (Q,) rows and (Q,) probabilities."""

    node: Longs
    probability: Reals


@dataclass(frozen=True)
class LinkingTables:
    """What a linker asks besides the graph: the names of nodes and the cards of namesakes."""

    aliases: AliasTable
    cards: EntityCards

    @classmethod
    def of(
        cls,
        graph: KnowledgeGraph,
        settings: AliasSettings,
        sample: Iterable[str] = (),
        counts: Mapping[str, int] | None = None,
    ) -> "LinkingTables":
        """sample, counts: see ``Linker``."""
        aliases = AliasTable.of(graph, settings, sample, counts)
        release_unused()
        return cls(aliases, EntityCards.of(graph, aliases.namesakes()))

    def save(self, folder: Path) -> None:
        """Write the tables into a folder, for workers that open them."""
        self.aliases.save(folder)
        self.cards.save(folder)

    @classmethod
    def load(cls, folder: Path) -> "LinkingTables":
        """What ``save`` wrote."""
        return cls(AliasTable.load(folder), EntityCards.load(folder))
