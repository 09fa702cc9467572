"""The aligned corpus as pieces: what the collators read, encoded once.

Graph rows instead of names; a mention, triple or sentence that does not fit is left out.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from kg_pipeline.graph.store import KnowledgeGraph
from kg_pipeline.records import AlignedSentence, Mention
from kgbert.data.tokenization import PieceEncoder, PieceText

Integers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
NEGATIVE_KINDS = {"N1": 1, "N2": 2, "N3": 3, "N5": 5}


@dataclass(frozen=True, slots=True)
class PieceMention:
    """A mention as pieces [start, end) of the sentence; ``entity`` a graph row or -1 (NIL)."""

    start: int
    end: int
    entity: int
    score: float


@dataclass(frozen=True, slots=True)
class PieceTriple:
    """A triple of a sentence. ``kind``: 0 stated here, k a negative N_k; mentions or -1.

    ``triple``: its row in the graph, -1 where the graph does not hold it. ``stated``: probability that
    the sentence states it. ``weight``: in the losses that take ``kind`` at its word.
    """

    subject: int
    predicate: int
    object: int
    triple: int
    subject_mention: int
    object_mention: int
    kind: int
    stated: float
    weight: float


@dataclass(frozen=True, slots=True)
class Example:
    """One sentence. ``word_starts`` (T,): where a word begins, for whole-word masking."""

    sentence_id: str
    pieces: Integers
    word_starts: Flags
    mentions: tuple[PieceMention, ...]
    positives: tuple[PieceTriple, ...]
    negatives: tuple[PieceTriple, ...]

    def __len__(self) -> int:
        return len(self.pieces)


def encode_corpus(
    sentences: Sequence[AlignedSentence], graph: KnowledgeGraph, encoder: PieceEncoder
) -> list[Example]:
    """All sentences that hold at least two pieces, in order."""
    texts = encoder.encode_many([sentence.text for sentence in sentences])
    return [
        _example(sentence, text, graph)
        for sentence, text in zip(sentences, texts, strict=True)
        if len(text.pieces) >= 2
    ]


def _example(sentence: AlignedSentence, text: PieceText, graph: KnowledgeGraph) -> Example:
    mentions, moved = piece_mentions(sentence.mentions, text, graph)
    encoded = _Triples(
        [
            *((entry.subject, entry.predicate, entry.object) for entry in sentence.positives),
            *((entry.subject, entry.predicate, entry.object) for entry in sentence.negatives),
        ],
        graph,
    )
    n_positives = len(sentence.positives)
    positives = [
        encoded.at(number, moved, entry.subject_mention, entry.object_mention, 0)
        for number, entry in enumerate(sentence.positives)
    ]
    weighed = [
        replace(
            triple,
            stated=entry.keep_probability,
            weight=entry.confidence * entry.keep_probability,
        )
        for triple, entry in zip(positives, sentence.positives, strict=True)
        if triple.subject_mention >= 0 and triple.object_mention >= 0
    ]
    negatives = [
        replace(
            encoded.at(
                n_positives + number,
                moved,
                entry.subject_mention,
                entry.object_mention,
                NEGATIVE_KINDS[entry.kind],
            ),
            stated=entry.keep_probability,
            weight=1.0 - entry.keep_probability,
        )
        for number, entry in enumerate(sentence.negatives)
        if entry.kind in NEGATIVE_KINDS
    ]
    return Example(
        sentence_id=sentence.sentence_id,
        pieces=text.pieces,
        word_starts=word_starts(sentence.text, text),
        mentions=mentions,
        positives=tuple(weighed),
        negatives=tuple(negatives),
    )


def piece_mentions(
    mentions: Sequence[Mention], text: PieceText, graph: KnowledgeGraph
) -> tuple[tuple[PieceMention, ...], list[int]]:
    """Mentions as pieces, and each given mention's new number (-1: cut off)."""
    kept: list[PieceMention] = []
    moved: list[int] = []
    for mention in mentions:
        span = text.span(mention.start, mention.end)
        if span is None:
            moved.append(-1)
            continue
        moved.append(len(kept))
        entity = -1 if mention.entity is None else graph.index(mention.entity)
        kept.append(PieceMention(*span, entity, mention.score))
    return tuple(kept), moved


class _Triples:
    """The triples of one sentence, looked up in the graph together."""

    def __init__(self, triples: Sequence[tuple[str, str, str]], graph: KnowledgeGraph) -> None:
        rows = [
            (graph.index(subject), graph.predicate_index(predicate), graph.index(object_))
            for subject, predicate, object_ in triples
        ]
        self._rows = np.array(rows, dtype=np.int32).reshape(-1, 3)
        self._found = (
            graph.locate(self._rows[:, 0], self._rows[:, 1], self._rows[:, 2])
            if len(rows)
            else np.zeros(0, dtype=np.int64)
        )

    def at(
        self, number: int, moved: list[int], subject: int | None, object_: int | None, kind: int
    ) -> PieceTriple:
        """Triple ``number`` with its mentions renumbered."""
        first, predicate, second = self._rows[number].tolist()
        return PieceTriple(
            subject=first,
            predicate=predicate,
            object=second,
            triple=int(self._found[number]),
            subject_mention=-1 if subject is None else moved[subject],
            object_mention=-1 if object_ is None else moved[object_],
            kind=kind,
            stated=float(kind == 0),
            weight=1.0,
        )


def word_starts(sentence: str, text: PieceText) -> Flags:
    """(T,) True where a piece begins a word (rjieba; Latin words are whole)."""
    import rjieba

    begins = np.zeros(len(sentence) + 1, dtype=bool)
    place = 0
    for word in rjieba.cut(sentence):
        begins[place] = True
        place += len(word)
    starts = begins[text.start]
    if len(starts):
        starts[0] = True
    return starts


class BatchPlan:
    """Which examples make up which step: a pure function of the seed, so that a run can go on.

    Sentences of like length share a batch of about ``pieces_per_batch`` pieces; the last of its
    rows may reach beyond that.
    """

    def __init__(self, lengths: Sequence[int], pieces_per_batch: int, seed: int) -> None:
        self._lengths = np.asarray(lengths, dtype=np.int64)
        self._budget = pieces_per_batch
        self._seed = seed

    def epoch(self, number: int) -> list[Integers]:
        """The batches of an epoch: each example once."""
        chance = np.random.default_rng([self._seed, number])
        order = chance.permutation(len(self._lengths))
        window = max(1, 50 * self._budget // max(1, int(self._lengths.mean())))
        batches: list[Integers] = []
        for begin in range(0, len(order), window):
            part = order[begin : begin + window]
            part = part[np.argsort(self._lengths[part], kind="stable")]
            filled = (self._lengths[part] + 2).cumsum() // self._budget
            cuts = np.flatnonzero(np.diff(filled)) + 1
            batches += np.split(part, cuts)
        return [batches[number] for number in chance.permutation(len(batches))]

    def steps(self, first: int = 0) -> Iterator[Integers]:
        """Batches without end, from step ``first`` on."""
        epoch = 0
        while True:
            batches = self.epoch(epoch)
            if first < len(batches):
                yield from batches[first:]
            first = max(0, first - len(batches))
            epoch += 1
