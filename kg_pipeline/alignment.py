"""Which triples of the graph may a sentence state? Distant supervision (Mintz et al., 2009).

A sentence that mentions both ends of a triple is a candidate for it. ``find_positives`` looks at
each sentence by itself (so that it may be spread over workers), ``limit`` at all of them together;
``align`` is both.

Letters for shapes: N nodes standing in sentences, K ordered pairs of them.
"""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from kg_pipeline.graph.aliases import fold_surface
from kg_pipeline.graph.store import KnowledgeGraph
from kg_pipeline.graph.tables import runs
from kg_pipeline.graph.writing import Flags, Longs
from kg_pipeline.records import AlignedSentence, AlignedTriple, Mention, Sentence
from kg_pipeline.settings import PositiveInt, Rate, Settings

_WHITE_OR_SIGN = re.compile(r"[\W_]+")  # what does not make two sentences different
_BATCH = 4096  # sentences whose pairs are looked up together


class AlignmentSettings(Settings):
    """Which sentences become examples."""

    min_chars: PositiveInt = 6
    max_chars: PositiveInt = 256
    max_pair_distance: PositiveInt = 128  # characters between the two mentions
    max_per_triple: PositiveInt = 50
    max_per_predicate: PositiveInt = 20_000
    max_unaligned_share: Rate = 0.3  # of the kept sentences: those with mentions, without triples


class Links(Protocol):
    """What finds mentions (``graph.linking.Linker``)."""

    def link_many(self, texts: Sequence[str]) -> list[tuple[Mention, ...]]: ...


@dataclass(frozen=True, slots=True)
class Alignment:
    """Aligned sentences in the order of the input, and how many were set aside, by reason."""

    sentences: list[AlignedSentence]
    set_aside: Mapping[str, int]


def align(
    sentences: Sequence[Sentence], linker: Links, graph: KnowledgeGraph, settings: AlignmentSettings
) -> Alignment:
    """Find, then limit."""
    found = find_positives(sentences, linker, graph, settings)
    limited = limit(found.sentences, settings)
    aside = Counter(found.set_aside) + Counter(limited.set_aside)
    return Alignment(limited.sentences, dict(aside))


def sentence_id(document_id: str, start: int) -> str:
    """Sixteen hexadecimal characters that stay the same as long as the document does."""
    return hashlib.sha256(f"{document_id}:{start}".encode()).hexdigest()[:16]


def find_positives(
    sentences: Sequence[Sentence], linker: Links, graph: KnowledgeGraph, settings: AlignmentSettings
) -> Alignment:
    """Sentences that mention a node, with all the triples whose ends they mention.

    Set aside: sentences that are too short, too long or without a mention; pairs too far apart.
    """
    finder = _Finder(graph, settings)
    aside: Counter[str] = Counter()
    kept: list[Sentence] = []
    for sentence in sentences:
        if len(sentence.text) < settings.min_chars:
            aside["too short"] += 1
        elif len(sentence.text) > settings.max_chars:
            aside["too long"] += 1
        else:
            kept.append(sentence)
    aligned: list[AlignedSentence] = []
    for begin in range(0, len(kept), _BATCH):
        batch = kept[begin : begin + _BATCH]
        mentions = linker.link_many([sentence.text for sentence in batch])
        named = [place for place, some in enumerate(mentions) if any(m.entity for m in some)]
        aside["no mention"] += len(batch) - len(named)
        some, n_far = finder.align([batch[n] for n in named], [mentions[n] for n in named])
        aligned += some
        aside["pair of mentions too far apart"] += n_far
    return Alignment(aligned, dict(+aside))


def limit(sentences: Sequence[AlignedSentence], settings: AlignmentSettings) -> Alignment:
    """Drop repeated sentences, and those of which there are more than wanted, in their order.

    A sentence goes when all of its triples have reached a cap. It keeps all its triples or goes as
    a whole: a triple that was taken out would pass for one that the sentence does not state.
    """
    aside: Counter[str] = Counter()
    seen: set[bytes] = set()
    triples: Counter[tuple[str, str, str]] = Counter()
    predicates: Counter[str] = Counter()
    kept: list[AlignedSentence] = []
    for sentence in sentences:
        digest = hashlib.sha256(
            _WHITE_OR_SIGN.sub("", fold_surface(sentence.text)).encode()
        ).digest()
        if digest in seen:
            aside["same text as an earlier sentence"] += 1
            continue
        seen.add(digest)
        stated = [(fact.subject, fact.predicate, fact.object) for fact in sentence.positives]
        if stated and not any(
            triples[fact] < settings.max_per_triple
            and predicates[fact[1]] < settings.max_per_predicate
            for fact in stated
        ):
            aside["enough sentences of its triples"] += 1
            continue
        triples.update(stated)
        predicates.update(fact[1] for fact in stated)
        kept.append(sentence)
    unwanted = _unwanted(kept, settings.max_unaligned_share)
    aside["enough sentences without a triple"] += len(unwanted)
    wanted = [sentence for place, sentence in enumerate(kept) if place not in unwanted]
    return Alignment(wanted, dict(+aside))


def _unwanted(sentences: Sequence[AlignedSentence], share: float) -> frozenset[int]:
    """Places of sentences without a triple beyond their share; the ids' hashes decide which."""
    unaligned = [place for place, sentence in enumerate(sentences) if not sentence.positives]
    if share == 1.0:
        return frozenset()
    n_wanted = int((len(sentences) - len(unaligned)) * share / (1 - share))
    unaligned.sort(key=lambda place: (sentences[place].sentence_id, place))
    return frozenset(unaligned[n_wanted:])


@dataclass(frozen=True, slots=True)
class _Places:
    """Where nodes stand in sentences, sentence by sentence.

    sentence, mention: (N,) numbers; node: (N,) row in the graph; start, end: (N,) of the mention
    """

    sentence: Longs
    mention: Longs
    node: Longs
    start: Longs
    end: Longs


@dataclass(frozen=True, slots=True)
class _Pairs:
    """Ordered pairs of places in one sentence between which the graph states something.

    first, second: (K,) positions in ``_Places``; begin, stop: (K,) the run of triples;
    distance: (K,) characters between the two mentions
    """

    first: Longs
    second: Longs
    begin: Longs
    stop: Longs
    distance: Longs

    def where(self, wanted: "Longs | Flags") -> "_Pairs":
        return _Pairs(
            self.first[wanted],
            self.second[wanted],
            self.begin[wanted],
            self.stop[wanted],
            self.distance[wanted],
        )


class _Finder:
    """Looks the pairs of mentions of many sentences up in the graph at once."""

    def __init__(self, graph: KnowledgeGraph, settings: AlignmentSettings) -> None:
        self._graph = graph
        self._settings = settings
        self._texts = {
            name: row
            for row, (name, kind) in enumerate(zip(graph.names, graph.kinds, strict=True))
            if kind == "text" and len(name) > 1
        }
        self._triggers = [
            tuple(
                fold_surface(name)
                for name in (graph.predicates[row], *graph.predicate_aliases(row))
            )
            for row in range(graph.n_predicates)
        ]

    def align(
        self, sentences: list[Sentence], mentions: list[tuple[Mention, ...]]
    ) -> tuple[list[AlignedSentence], int]:
        """The sentences with their positives, and how many pairs were too far apart."""
        places = self._places(sentences, mentions)
        pairs = self._pairs(places)
        near = pairs.distance <= self._settings.max_pair_distance
        pairs = _nearest(places, pairs.where(near))
        positives = self._positives(sentences, places, pairs)
        aligned = [
            AlignedSentence(
                sentence_id=sentence_id(sentence.document_id, sentence.start),
                document_id=sentence.document_id,
                start=sentence.start,
                text=sentence.text,
                mentions=mentions[number],
                positives=tuple(positives.get(number, ())),
            )
            for number, sentence in enumerate(sentences)
        ]
        return aligned, int((~near).sum())

    def _places(self, sentences: list[Sentence], mentions: list[tuple[Mention, ...]]) -> _Places:
        """Linked mentions; one that reads like a text literal stands for that literal as well."""
        rows: list[tuple[int, int, int, int, int]] = []
        for number, some in enumerate(mentions):
            text = sentences[number].text
            for place, mention in enumerate(some):
                nodes = {self._texts.get(text[mention.start : mention.end])}
                if mention.entity is not None:
                    nodes.add(self._graph.index(mention.entity))
                rows += [
                    (number, place, node, mention.start, mention.end)
                    for node in sorted(node for node in nodes if node is not None)
                ]
        columns = np.array(rows, dtype=np.int64).reshape(-1, 5).T
        return _Places(*columns)

    def _pairs(self, places: _Places) -> _Pairs:
        """All ordered pairs within a sentence of which the graph states something, no loops."""
        begins = np.searchsorted(places.sentence, places.sentence)
        counts = np.searchsorted(places.sentence, places.sentence, side="right") - begins
        second, first = runs(begins, counts)
        apart = places.node[first] != places.node[second]
        first, second = first[apart], second[apart]
        begin, stop = self._graph.between_many(places.node[first], places.node[second])
        gap = np.maximum(
            places.start[second] - places.end[first], places.start[first] - places.end[second]
        )
        return _Pairs(first, second, begin, stop, np.maximum(gap, 0)).where(stop > begin)

    def _positives(
        self, sentences: list[Sentence], places: _Places, pairs: _Pairs
    ) -> dict[int, list[AlignedTriple]]:
        """What each sentence may state, by its number."""
        graph, ids = self._graph, self._graph.entity_ids
        triples, owner = runs(pairs.begin, pairs.stop - pairs.begin)
        first, second = pairs.first[owner], pairs.second[owner]
        numbers = places.sentence[first].tolist()
        texts = {number: fold_surface(sentences[number].text) for number in set(numbers)}
        positives: dict[int, list[AlignedTriple]] = defaultdict(list)
        for place, (number, triple) in enumerate(zip(numbers, triples.tolist(), strict=True)):
            subject, object_, pair = first[place], second[place], owner[place]
            predicate = int(graph.predicate[triple])
            stated = AlignedTriple(
                subject=ids[places.node[subject]],
                predicate=graph.predicates[predicate],
                object=ids[places.node[object_]],
                subject_mention=int(places.mention[subject]),
                object_mention=int(places.mention[object_]),
                confidence=float(graph.confidence[triple]),
                trigger=any(name in texts[number] for name in self._triggers[predicate]),
                distance=int(pairs.distance[pair]),
                n_competing=int(pairs.stop[pair] - pairs.begin[pair]),
            )
            positives[number].append(stated)
        return positives


def _nearest(places: _Places, pairs: _Pairs) -> _Pairs:
    """Of several mentions of the same two nodes in a sentence the closest pair, then the first."""
    sentence = places.sentence[pairs.first]
    subject, object_ = places.node[pairs.first], places.node[pairs.second]
    order = np.lexsort((pairs.second, pairs.first, pairs.distance, object_, subject, sentence))
    group = np.stack([sentence, subject, object_])[:, order]
    leads = np.ones(len(order), dtype=bool)
    leads[1:] = (group[:, 1:] != group[:, :-1]).any(axis=0)
    return pairs.where(np.sort(order[leads]))
