"""What is to be denoised: candidates as arrays.

A *sighting* is a sentence with one pair of mentions; a *candidate* is a sighting and a predicate
that distant supervision gave it. Predicates of one sighting compete. A sighting without a
candidate (its pair holds no known triple) is *background*: negative for every predicate.

Letters for shapes: n candidates, M sightings, R input rows.
"""

import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations, islice
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from kg_pipeline.errors import DataError
from kg_pipeline.records import AlignedSentence, AlignedTriple, Mention, spans_overlap

TypeOf: TypeAlias = Callable[[str], str]  # the type of an entity
# of pairs of entities, whether a graph states anything between them, in either direction
Stated: TypeAlias = Callable[[Sequence[tuple[str, str]]], Sequence[bool]]

BACKGROUND_PER_SENTENCE = 2
_NEAREST = 8  # pairs of a sentence that are asked about for its background
_BATCH = 4096  # sentences
_LEFT_OUT = Mention(0, 0, None, 1.0)  # of a subject that the sentence does not name


@dataclass(frozen=True, slots=True)
class Candidate:
    """One input row. Spans are half-open, in code points of ``text``.

    predicate: ``None`` says that no triple of this pair is known (background)
    pair: names of subject and object; candidates of one pair compete
    signature: types or kinds of the two ends; negatives come from equal signatures first
    trigger: a name of the predicate stands in the text
    n_competing: predicates known for the pair; ``None`` = count those among the input
    """

    text: str
    subject_start: int
    subject_end: int
    object_start: int
    object_end: int
    predicate: str | None
    pair: tuple[str, str]
    signature: str = ""
    trigger: bool = False
    n_competing: int | None = None


@dataclass(frozen=True, slots=True)
class Sightings:
    """Distinct sentences with a pair of mentions.

    spans: (M, 4) subject start, subject end, object start, object end
    pairs, signatures: (M,) codes from 0;  text_codes, pair_codes: (M,) CRC-32 of the text and of
    the unordered pair of names, by which parts are split (the same in every process)
    """

    texts: tuple[str, ...]
    spans: NDArray[np.int32]
    pairs: NDArray[np.int64]
    signatures: NDArray[np.int64]
    text_codes: NDArray[np.int64]
    pair_codes: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Candidates:
    """All candidates of a run.

    sighting, predicate: (n,) indices into ``sightings`` and ``predicates``
    trigger: (n,) bool;  n_competing: (n,) at least 1
    rows: (R,) the candidate of each input row; rows that say the same share one
    is_background: (R,) the row has no predicate; its entry in ``rows`` means nothing
    """

    sightings: Sightings
    predicates: tuple[str, ...]
    sighting: NDArray[np.int64]
    predicate: NDArray[np.int64]
    trigger: NDArray[np.bool_]
    n_competing: NDArray[np.int64]
    rows: NDArray[np.int64]
    is_background: NDArray[np.bool_]

    def background(self) -> NDArray[np.int64]:
        """Indices of the sightings without a candidate."""
        covered = np.zeros(len(self.sightings.texts), bool)
        covered[self.sighting] = True
        return np.flatnonzero(~covered)


@dataclass(slots=True)
class CandidateBuilder:
    """Collects rows; equal sightings and equal candidates are stored once."""

    _sightings: dict[tuple[str, int, int, int, int, tuple[str, str]], int] = field(
        default_factory=dict
    )
    _signatures: list[str] = field(default_factory=list)
    _candidates: dict[tuple[int, str], int] = field(default_factory=dict)
    _triggers: list[bool] = field(default_factory=list)
    _n_competing: list[int | None] = field(default_factory=list)
    _rows: list[int | None] = field(default_factory=list)

    def sight(self, row: Candidate) -> int:
        """Index of the row's sighting, new or known; no input row is counted."""
        key = (
            *(row.text, row.subject_start, row.subject_end, row.object_start, row.object_end),
            row.pair,
        )
        if key not in self._sightings:
            self._signatures.append(row.signature)
        return self._sightings.setdefault(key, len(self._sightings))

    def add(self, row: Candidate) -> None:
        """Add one input row.

        Of equal rows the largest ``n_competing`` counts, for each may know of some predicates of
        the pair alone, and one ``trigger`` is enough.
        """
        sighting = self.sight(row)
        if row.predicate is None:
            self._rows.append(None)
            return
        key = (sighting, row.predicate)
        if key not in self._candidates:
            self._candidates[key] = len(self._candidates)
            self._triggers.append(row.trigger)
            self._n_competing.append(row.n_competing)
        candidate = self._candidates[key]
        self._triggers[candidate] |= row.trigger
        stated = (self._n_competing[candidate], row.n_competing)
        self._n_competing[candidate] = max((n for n in stated if n is not None), default=None)
        self._rows.append(candidate)

    def build(self) -> Candidates:
        """The arrays; ``DataError`` where no row has a predicate."""
        if not self._candidates:
            raise DataError("expected candidates to denoise, found no row with a predicate")
        names = tuple(sorted({predicate for _, predicate in self._candidates}))
        code = {name: index for index, name in enumerate(names)}
        sightings = self._sighting_arrays()
        sighting = np.array([key[0] for key in self._candidates], np.int64)
        predicate = np.array([code[key[1]] for key in self._candidates], np.int64)
        counted = _predicates_of_pairs(sightings.pairs[sighting], predicate)
        stated = [own or known for own, known in zip(self._n_competing, counted, strict=True)]
        return Candidates(
            sightings=sightings,
            predicates=names,
            sighting=sighting,
            predicate=predicate,
            trigger=np.array(self._triggers, bool),
            n_competing=np.array(stated, np.int64),
            rows=np.array([row or 0 for row in self._rows], np.int64),
            is_background=np.array([row is None for row in self._rows], bool),
        )

    def _sighting_arrays(self) -> Sightings:
        keys = list(self._sightings)
        pairs: dict[tuple[str, str], int] = {}
        signatures: dict[str, int] = {}
        return Sightings(
            texts=tuple(key[0] for key in keys),
            spans=np.array([key[1:5] for key in keys], np.int32),
            pairs=np.array([pairs.setdefault(key[5], len(pairs)) for key in keys], np.int64),
            signatures=np.array(
                [signatures.setdefault(name, len(signatures)) for name in self._signatures],
                np.int64,
            ),
            text_codes=np.array([_code(key[0]) for key in keys], np.int64),
            pair_codes=np.array([_code("\n".join(sorted(key[5]))) for key in keys], np.int64),
        )


def _code(text: str) -> int:
    return zlib.crc32(text.encode(errors="surrogatepass"))


def _predicates_of_pairs(
    pairs: NDArray[np.int64], predicates: NDArray[np.int64]
) -> NDArray[np.int64]:
    """For each candidate the number of predicates that its pair has among all candidates."""
    distinct = np.unique(np.stack([pairs, predicates], 1), axis=0)
    return np.bincount(distinct[:, 0], minlength=int(pairs.max()) + 1)[pairs]


def shared_out(
    candidates: Candidates, score: NDArray[np.float64], none: NDArray[np.float64]
) -> NDArray[np.float64]:
    """score / (sum of the competing candidates' scores + none): (n,) in [0, 1].

    score: (n,) at least 0;  none: (M,) the score of "none of them"
    """
    total = np.bincount(candidates.sighting, score, len(candidates.sightings.texts)) + none
    return score / np.maximum(total[candidates.sighting], 1e-30)


class CandidateIndex:
    """Finds the candidates of many sightings at once."""

    def __init__(self, candidates: Candidates) -> None:
        counts = np.bincount(candidates.sighting, minlength=len(candidates.sightings.texts))
        self._order = np.argsort(candidates.sighting, kind="stable")
        self._start = np.concatenate([[0], np.cumsum(counts)])
        self._counts = counts

    def of(self, rows: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Places in ``rows`` and the candidates there, one entry a candidate."""
        counts = self._counts[rows]
        place = np.repeat(np.arange(len(rows)), counts)
        within = np.arange(len(place)) - np.repeat(np.cumsum(counts) - counts, counts)
        return place, self._order[self._start[rows][place] + within]


def folds_of(candidates: Candidates, n_folds: int, salt: int) -> NDArray[np.int64]:
    """Fold of each sighting (M,); a pair, in either direction, is never in two folds."""
    distinct, place = np.unique(candidates.sightings.pair_codes, return_inverse=True)
    hashed = [zlib.crc32(f"{salt} {code}".encode()) % n_folds for code in distinct.tolist()]
    return np.asarray(hashed, np.int64)[place]


def candidates_of(
    sentences: Iterable[AlignedSentence],
    type_of: TypeOf | None = None,
    stated: Stated | None = None,
) -> Candidates:
    """Candidates of aligned sentences: one input row a positive, in the order of iteration.

    Pairs of mentions between which nothing is stated become background, at most two a sentence.
    type_of: names an entity's type, for type-compatible negatives; without it the kinds of the
    mentions (entity, date, number, text) are compared.
    stated: what the graph knows; without it the triples of the sentences are all that is known.
    """
    stored = tuple(sentences)
    builder = CandidateBuilder()
    related: set[frozenset[str]] = set()
    for sentence in stored:
        for triple in sentence.positives:
            related.add(frozenset((triple.subject, triple.object)))
            builder.add(_aligned_candidate(sentence, triple, type_of))
    for begin in range(0, len(stored), _BATCH):
        batch = stored[begin : begin + _BATCH]
        nearest = [list(islice(_unrelated(sentence, related), _NEAREST)) for sentence in batch]
        asked = [(one.entity or "", two.entity or "") for pairs in nearest for one, two in pairs]
        known = iter(stated(asked) if stated is not None else [False] * len(asked))
        for sentence, pairs in zip(batch, nearest, strict=True):
            free = [pair for pair in pairs if not next(known)]
            for pair in free[:BACKGROUND_PER_SENTENCE]:
                builder.sight(_background_candidate(sentence.text, pair, type_of))
    return builder.build()


def _aligned_candidate(
    sentence: AlignedSentence, triple: AlignedTriple, type_of: TypeOf | None
) -> Candidate:
    subject = _LEFT_OUT
    if triple.subject_mention is not None:
        subject = sentence.mentions[triple.subject_mention]
    object_ = sentence.mentions[triple.object_mention]
    return Candidate(
        *(sentence.text, subject.start, subject.end, object_.start, object_.end),
        predicate=triple.predicate,
        pair=(triple.subject, triple.object),
        signature=_signature(subject, object_, type_of),
        trigger=triple.trigger,
        n_competing=triple.n_competing,
    )


def _background_candidate(
    text: str, pair: tuple[Mention, Mention], type_of: TypeOf | None
) -> Candidate:
    subject, object_ = pair
    return Candidate(
        *(text, subject.start, subject.end, object_.start, object_.end),
        predicate=None,
        pair=(subject.entity or "", object_.entity or ""),
        signature=_signature(subject, object_, type_of),
    )


def _signature(subject: Mention, object_: Mention, type_of: TypeOf | None) -> str:
    """The kinds of two mentions, with the types of their entities where they are known."""
    parts = []
    for mention in (subject, object_):
        if type_of is None or mention.kind != "entity" or mention.entity is None:
            parts.append(str(mention.kind))
        else:
            parts.append(type_of(mention.entity))
    return " ".join(parts)


def _unrelated(
    sentence: AlignedSentence, related: set[frozenset[str]]
) -> Iterator[tuple[Mention, Mention]]:
    """Pairs of mentions of different entities without a triple between them, nearest first.

    related: ends of triples. The places of a sentence's own triples are taken, whatever other
    entity the mention there may mean.
    """
    taken = {frozenset((one.subject_mention, one.object_mention)) for one in sentence.positives}
    named = [
        (number, mention)
        for number, mention in enumerate(sentence.mentions)
        if mention.entity is not None
    ]
    pairs = [
        (first, second)
        for (one, first), (two, second) in combinations(named, 2)
        if first.entity != second.entity
        and not spans_overlap((first.start, first.end), (second.start, second.end))
        and frozenset((first.entity or "", second.entity or "")) not in related
        and frozenset((one, two)) not in taken
    ]
    yield from sorted(pairs, key=lambda pair: abs(pair[1].start - pair[0].start))
