"""Which triples of the graph may a sentence state? Distant supervision (Mintz et al., 2009).

A sentence that mentions both ends of a triple is a candidate for it. Each sentence is looked at by
itself, so that the work may be spread over workers.

Letters for shapes: N nodes standing in sentences, K ordered pairs of them.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from itertools import islice
from typing import Protocol

import numpy as np

from kg_pipeline.alignment.columns import LEFT_OUT, CandidateColumns, Candidates, Stated
from kg_pipeline.alignment.exclusion import EXCLUDED
from kg_pipeline.alignment.implied import NamedSubjects, Spoken, Subjects
from kg_pipeline.alignment.inner import InsideNames, are_values, inner_values
from kg_pipeline.alignment.lookups import Sieve, TextLiterals
from kg_pipeline.alignment.places import Pairs, Places, nearest, stand
from kg_pipeline.alignment.renaming import Called, Renaming
from kg_pipeline.alignment.settings import Alignment, AlignmentSettings
from kg_pipeline.alignment.wording import wordings_of
from kg_pipeline.alignment.written import WrittenNames
from kg_pipeline.corpus import sentences_of
from kg_pipeline.graph.mentions import Mentions
from kg_pipeline.graph.spans import JoinedTexts
from kg_pipeline.graph.store import KnowledgeGraph
from kg_pipeline.graph.tables import runs
from kg_pipeline.graph.writing import Flags, Longs
from kg_pipeline.records import Mention, Sentence

_BATCH = 4096  # sentences whose pairs are looked up together
_NAMED = NamedSubjects()


class Names(InsideNames, Called, Protocol):
    """What finds nodes by names and parts of names (``graph.linking.Linker``)."""


class Links(Names, Protocol):
    """What finds mentions (``graph.linking.Linker``)."""

    def mentions(self, texts: Sequence[str]) -> Mentions: ...

    def link_many(self, texts: Sequence[str]) -> list[tuple[Mention, ...]]: ...


def find_positives(
    sentences: Sequence[Sentence],
    linker: Links,
    graph: KnowledgeGraph,
    settings: AlignmentSettings,
    subjects: Subjects = _NAMED,
) -> Alignment:
    """The records of ``find_candidates``."""
    found = list(find_candidates(sentences, linker, graph, settings, subjects))
    aside = sum((Counter(some.set_aside) for some in found), Counter[str]())
    return Alignment([one for some in found for one in sentences_of(some.sentences)], dict(+aside))


def find_candidates(
    sentences: Iterable[Sentence],
    linker: Links,
    graph: KnowledgeGraph,
    settings: AlignmentSettings,
    subjects: Subjects = _NAMED,
) -> Iterator[Candidates]:
    """Sentences that mention a node, with all the triples whose ends they mention; as they come.

    subjects: adds what they speak of without naming it; sentences of a document in their order.
    Set aside: sentences that are too short, too long or without a mention; pairs too far apart.
    """
    return CandidateFinder(graph, settings, linker).find(sentences, subjects)


class CandidateFinder:
    """Looks the pairs of mentions of many sentences up in the graph at once."""

    def __init__(self, graph: KnowledgeGraph, settings: AlignmentSettings, linker: Links) -> None:
        self.graph = graph
        self.linker = linker
        self._renaming = Renaming(linker)
        self._wording = wordings_of(settings)
        names = graph.predicates
        self._declared = np.array([self._wording.declares(name) for name in names], dtype=bool)
        self._settings = settings
        self._literals = TextLiterals(graph)
        # Most pairs have no triple; they are told by a bit before the sorted keys are searched.
        self._sieve = Sieve(graph.subject, graph.object)
        self._columns = CandidateColumns(graph)

    def find(
        self,
        sentences: Iterable[Sentence],
        subjects: Subjects = _NAMED,
        excluded: Set[Sentence] = frozenset(),
    ) -> Iterator[Candidates]:
        """See ``find_candidates``. excluded: set aside as well.

        Those that are set aside still tell of whom the next ones speak.
        """
        source = iter(sentences)
        while batch := list(islice(source, _BATCH)):
            why = [EXCLUDED if one in excluded else self._misfit(one) for one in batch]
            both = list(zip(batch, why, strict=True))
            read = [(one, not reason) for one, reason in both if not reason or subjects.reads(one)]
            texts = [one for one, _ in read]
            spoken = subjects.spoken_of(texts, self.linker.mentions([one.text for one in texts]))
            spoken = spoken.where(np.array([fits for _, fits in read], dtype=bool))
            found = self._candidates([one for one, reason in both if not reason], spoken)
            aside = Counter(filter(None, why))
            yield replace(found, set_aside=Counter(found.set_aside) + aside)

    def _misfit(self, sentence: Sentence) -> str:
        """Why a sentence's length does not fit; empty where it does."""
        if len(sentence.text) < self._settings.min_chars:
            return "too short"
        return "too long" if len(sentence.text) > self._settings.max_chars else ""

    def _candidates(self, sentences: Sequence[Sentence], spoken: Spoken) -> Candidates:
        """Those of the sentences that mention a node, with what they may state."""
        mentions = spoken.mentions
        named = np.unique(mentions.text[mentions.linked])
        some = [sentences[number] for number in named.tolist()]
        number = np.full(len(sentences), -1)
        number[named] = np.arange(len(named))
        mentions = replace(mentions, text=number[mentions.text])
        mentions = mentions.where(mentions.text >= 0)
        left_out = {int(number[place]): row for place, row in spoken.left_out.items()}
        texts = JoinedTexts.of([one.text for one in some])
        places = self._places(texts, mentions, left_out)
        pairs = self._pairs(places)
        pairs = pairs.where(stand(some, places, pairs))
        near = pairs.distance <= self._settings.max_pair_distance
        pairs = pairs.where(near)
        triple, owner = self._triples(places, pairs)
        spoken_of = self._spoken_of(some, places, pairs, triple, owner)
        n_pairs = len(nearest(places, pairs, triple, owner))
        triple, owner = triple[spoken_of], owner[spoken_of]
        rows = nearest(places, pairs, triple, owner)
        aside = {
            "no mention": len(sentences) - len(some),
            "pair of mentions too far apart": int((~near).sum()),
            "sentence speaks of another predicate": n_pairs - len(rows),
        }
        stated = _stated(places, pairs, triple[rows], owner[rows])
        return self._columns.candidates(some, texts, mentions, stated, aside)

    def _places(
        self, texts: JoinedTexts, mentions: Mentions, left_out: Mapping[int, int]
    ) -> Places:
        """Linked mentions; one that reads like a text literal stands for that literal as well.

        A node that is spoken of and not named stands before the sentence.
        """
        order = np.arange(len(mentions.text))
        mention = order - np.searchsorted(mentions.text, mentions.text)
        columns = (mentions.text, mention, mentions.node, mentions.start, mentions.end)
        rows = np.stack([*columns, np.full(len(order), -1), np.zeros(len(order), dtype=np.int64)])
        place, found = self._literals.of(texts, mentions)
        also = rows[:, place]
        also[2] = found
        also = also[:, ~mentions.linked[place] | (mentions.node[place] != found)]
        nodes = [(number, row) for number, row in left_out.items() if number >= 0]
        implied = [(number, LEFT_OUT, row, 0, 0, -1, 0) for number, row in nodes]
        several = [
            rows[:, mentions.linked],
            also,
            *self._other_nodes(rows, texts, mentions),
            np.array(implied, dtype=np.int64).reshape(-1, len(rows)).T,
        ]
        every = np.concatenate(several, axis=1)
        # Sentence, mention and node as one number; LEFT_OUT is -1.
        keys = (every[0] * (len(order) + 1) + every[1] + 1) * self.graph.n_entities + every[2]
        return Places(*every[:, np.argsort(keys, kind="stable")])

    def _other_nodes(
        self, rows: Longs, texts: JoinedTexts, mentions: Mentions
    ) -> tuple[Longs, ...]:
        """Rows of ``Places`` for what stands inside mentions, and for what they mean and tell."""
        written = WrittenNames.of(texts, mentions)
        inner = inner_values(written, mentions, self.linker)
        within = rows[:, inner.whole]
        within[2], within[5] = inner.node, mentions.node[inner.whole]
        others = self._renaming.of(written, mentions)
        same, said = rows[:, others.meant.whole], rows[:, others.told.whole]
        same[2], said[2] = others.meant.node, others.told.node
        same[6] = said[6] = 1
        said[5] = said[2]  # an object only, as what stands inside is
        return within, same, said

    def _pairs(self, places: Places) -> Pairs:
        """All ordered pairs of two mentions of which the graph states something, no loops.

        One mention of a short form, object of 别名 and name of its subject, states nothing.
        """
        subjects = np.flatnonzero(places.whole < 0)
        sentence = places.sentence[subjects]
        begins = np.searchsorted(places.sentence, sentence)
        counts = np.searchsorted(places.sentence, sentence, side="right") - begins
        second, owner = runs(begins, counts)
        known = self._sieve.may_hold(
            np.repeat(places.node[subjects], counts), places.node[second]
        ).nonzero()[0]  # few, so the rest is asked of them
        first, second = subjects[owner[known]], second[known]
        apart = places.node[first] != places.node[second]
        apart &= places.mention[first] != places.mention[second]
        apart &= places.mention[second] != LEFT_OUT
        first, second = first[apart], second[apart]
        begin, stop = self.graph.between_many(places.node[first], places.node[second])
        gap = np.maximum(
            places.start[second] - places.end[first], places.start[first] - places.end[second]
        )
        return Pairs(first, second, begin, stop, np.maximum(gap, 0)).where(stop > begin)

    def _triples(self, places: Places, pairs: Pairs) -> tuple[Longs, Longs]:
        """(K,) the triples of all pairs and the pair of each, none of a value that is no value."""
        triple, owner = runs(pairs.begin, pairs.stop - pairs.begin)
        whole = places.whole[pairs.second[owner]]
        stand = are_values(self.graph, whole, self.graph.predicate[triple].astype(np.int64))
        return triple[stand], owner[stand]

    def _spoken_of(
        self,
        sentences: Sequence[Sentence],
        places: Places,
        pairs: Pairs,
        triple: Longs,
        owner: Longs,
    ) -> Flags:
        """(K,) whether the words around the object speak of the predicate, where any must."""
        spoken = np.ones(len(triple), dtype=bool)
        predicate = self.graph.predicate[triple]
        asked = np.flatnonzero(self._declared[predicate])
        second = pairs.second[owner[asked]]
        columns = (places.sentence[second], places.start[second], places.end[second])
        rows = zip(*(column.tolist() for column in (*columns, predicate[asked])), strict=True)
        known: dict[tuple[int, int, int, int], bool] = {}
        for place, row in zip(asked.tolist(), rows, strict=True):
            if row not in known:
                number, start, end, named = row
                text, name = sentences[number].text, self.graph.predicates[named]
                known[row] = self._wording.speaks(text, start, end, name)
            spoken[place] = known[row]
        return spoken


def _stated(places: Places, pairs: Pairs, triple: Longs, owner: Longs) -> Stated:
    """What the pairs may state, one triple after the other, sentence by sentence."""
    first, second = pairs.first[owner], pairs.second[owner]
    return Stated(
        sentence=places.sentence[first],
        triple=triple,
        subject_mention=places.mention[first],
        object_mention=places.mention[second],
        distance=pairs.distance[owner],
        n_competing=(pairs.stop - pairs.begin)[owner],
    )
