"""How many sentences of a triple, of a predicate and without any are enough?

The sentences of all parts are looked at together, in their order, and only as numbers: a key of the
text, a key of the sentence and the triples it may state.

Letters for shapes: S sentences, K triples that they may state, T triples of the graph.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from kg_pipeline.alignment.columns import text_keys
from kg_pipeline.alignment.settings import Alignment, AlignmentSettings
from kg_pipeline.graph.spans import JoinedTexts
from kg_pipeline.graph.writing import Flags, Integers, Longs
from kg_pipeline.records import AlignedSentence

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True, slots=True)
class Keys:
    """All that the limits depend on.

    sentence: (S,) from the sentence's id, in the same order; text: (S,) equal for repeated texts;
    outline:  (S,) equal for texts that differ in digits and signs alone
    offsets:  (S + 1,) where the triples of each sentence begin in ``triples``
    triples:  (K,) rows of the graph
    """

    sentence: Longs
    text: Longs
    outline: Longs
    offsets: Longs
    triples: Integers

    @classmethod
    def of(cls, tables: "Iterable[pa.Table]") -> "Keys":
        """The keys of all parts (columns: ``columns.Candidates.keys``)."""
        sizes, triples = [np.zeros(1, dtype=np.int64)], []
        numbers = {name: [np.zeros(0, dtype=np.uint64)] for name in ("sentence", "text", "outline")}
        for table in tables:
            lists = table.column("triples")
            for name, columns in numbers.items():
                columns.append(table.column(name).to_numpy())
            sizes += [np.diff(chunk.offsets.to_numpy()) for chunk in lists.chunks]
            triples += [chunk.flatten().to_numpy() for chunk in lists.chunks]
        return cls(
            np.concatenate(numbers["sentence"]),
            np.concatenate(numbers["text"]),
            np.concatenate(numbers["outline"]),
            np.cumsum(np.concatenate(sizes), dtype=np.int64),
            np.concatenate([np.zeros(0, dtype=np.int32), *triples]),
        )


@dataclass(frozen=True, slots=True)
class Kept:
    """Which sentences stay (S,), and how many were set aside, by reason."""

    flags: Flags
    set_aside: Mapping[str, int]


def limit(sentences: Sequence[AlignedSentence], settings: AlignmentSettings) -> Alignment:
    """The records of ``within_limits``."""
    facts = [[(one.subject, one.predicate, one.object) for one in s.positives] for s in sentences]
    numbers = {fact: row for row, fact in enumerate(dict.fromkeys(chain.from_iterable(facts)))}
    predicates = {name: row for row, name in enumerate(dict.fromkeys(fact[1] for fact in numbers))}
    texts = text_keys(JoinedTexts.of([one.text for one in sentences]))
    keys = Keys(
        np.array([int(one.sentence_id, 16) for one in sentences], dtype=np.uint64),
        texts.whole,
        texts.outline,
        np.cumsum([0, *map(len, facts)]),
        np.array([numbers[fact] for some in facts for fact in some], dtype=np.int32),
    )
    predicate = np.array([predicates[fact[1]] for fact in numbers], dtype=np.int32)
    kept = within_limits(keys, predicate, settings)
    stay = [one for one, flag in zip(sentences, kept.flags.tolist(), strict=True) if flag]
    return Alignment(stay, kept.set_aside)


def within_limits(keys: Keys, predicate: Integers, settings: AlignmentSettings) -> Kept:
    """Drop repeated sentences, and those of which there are more than wanted, in their order.

    A sentence goes when all of its triples have reached a cap. It keeps all its triples or goes as
    a whole: a triple that was taken out would pass for one that the sentence does not state.
    predicate: (T,) of each triple of the graph
    """
    first = np.zeros(len(keys.text), dtype=bool)
    first[np.unique(keys.text, return_index=True)[1]] = True
    few = first & _few_copies(keys, first, settings.max_near_copies)
    flags = few.copy()
    flags[_beyond_caps(keys, few, predicate, settings)] = False
    n_capped = int(few.sum() - flags.sum())
    unwanted = _unwanted(keys, flags, settings.max_unaligned_share)
    flags[unwanted] = False
    aside = {
        "same text as an earlier sentence": int((~first).sum()),
        "near copy of enough earlier sentences": int(first.sum() - few.sum()),
        "enough sentences of its triples": n_capped,
        "enough sentences without a triple": len(unwanted),
    }
    return Kept(flags, {reason: count for reason, count in aside.items() if count})


def _few_copies(keys: Keys, first: Flags, most: int | None) -> Flags:
    """(S,) the first ``most`` of the flagged sentences of each outline; all where it is None."""
    if most is None:
        return first
    number = np.flatnonzero(first)
    order = np.argsort(keys.outline[number], kind="stable")
    outline = keys.outline[number][order]
    begins = np.flatnonzero(np.concatenate([[True], outline[1:] != outline[:-1]])[: len(outline)])
    sizes = np.diff([*begins.tolist(), len(outline)])
    rank = np.arange(len(outline)) - np.repeat(begins, sizes)
    few = np.zeros(len(first), dtype=bool)
    few[number[order[rank < most]]] = True
    return few


def _beyond_caps(
    keys: Keys, first: Flags, predicate: Integers, settings: AlignmentSettings
) -> list[int]:
    """Sentences all of whose triples had reached a cap before them."""
    stating = np.flatnonzero(first & (np.diff(keys.offsets) > 0))
    per_triple: Counter[int] = Counter()
    per_predicate: Counter[int] = Counter()
    beyond: list[int] = []
    bounds = zip(keys.offsets[stating].tolist(), keys.offsets[stating + 1].tolist(), strict=True)
    every, predicate_of = keys.triples.tolist(), predicate[keys.triples].tolist()
    for number, (begin, end) in zip(stating.tolist(), bounds, strict=True):
        triples, predicates = every[begin:end], predicate_of[begin:end]
        if any(
            per_triple[triple] < settings.max_per_triple
            and per_predicate[row] < settings.max_per_predicate
            for triple, row in zip(triples, predicates, strict=True)
        ):
            per_triple.update(set(triples))
            per_predicate.update(set(predicates))  # it is one sentence, whatever it states by it
        else:
            beyond.append(number)
    return beyond


def _unwanted(keys: Keys, flags: Flags, share: float) -> Longs:
    """Sentences without a triple beyond their share; the ids' hashes decide which."""
    unaligned = np.flatnonzero(flags & (np.diff(keys.offsets) == 0))
    if share == 1.0:
        return unaligned[:0]
    n_wanted = int((flags.sum() - len(unaligned)) * share / (1 - share))
    return unaligned[np.argsort(keys.sentence[unaligned], kind="stable")][n_wanted:]
