"""Aligned sentences without meaning, of realistic sizes: tables from a seed, a batch at a time.

Characters and entities are drawn with the skew of texts and graphs (log-uniform ranks). Letters for
shapes: R rows of a table, N records in all of their lists.
"""

from collections.abc import Iterator
from itertools import cycle
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from kg_pipeline.records import AlignedSentence, schema_of

ROWS = 8_000
POSITIVES = (1, 2, 3)  # of a sentence, in turn: two on average
N_NEGATIVES = 2
N_CHARACTERS, N_ENTITIES, N_PREDICATES = 3_000, 1_000_000, 200
SHORTEST, LONGEST = 20, 80  # characters of a sentence

Integers = npt.NDArray[np.int64]


def synthetic_tables(n_pairs: int, seed: int) -> Iterator[pa.Table]:
    """Tables with ``n_pairs`` positives in all."""
    chance = np.random.default_rng(seed)
    left, first, turns = n_pairs, 0, cycle(POSITIVES)
    while left > 0:
        counts: list[int] = []
        while left > 0 and len(counts) < ROWS:
            counts.append(min(next(turns), left))
            left -= counts[-1]
        yield _table(np.array(counts), first, chance)
        first += len(counts)


def _table(n_positives: Integers, first: int, chance: np.random.Generator) -> pa.Table:
    schema = schema_of(AlignedSentence)
    n_rows = len(n_positives)
    lengths = chance.integers(SHORTEST, LONGEST, n_rows)
    n_mentions = n_positives + 1  # the first is the subject, each other one an object
    entities = _ranks(chance, N_ENTITIES, int(n_mentions.sum()))
    begins = np.concatenate([[0], np.cumsum(n_mentions)])
    row, turn = _turns(n_positives)
    columns = [
        _numbered("s", np.arange(first, first + n_rows), 15),
        _numbered("d", np.arange(first, first + n_rows) // 40, 63),
        pa.array(chance.integers(0, 4000, n_rows).astype(np.int32)),
        _texts(chance, lengths),
        _lists(schema, "mentions", n_mentions, _mentions(entities, n_mentions)),
        _lists(
            schema,
            "positives",
            n_positives,
            _positives(chance, entities[begins[row]], entities[begins[row] + turn + 1], turn),
        ),
        _lists(
            schema,
            "negatives",
            np.full(n_rows, N_NEGATIVES),
            _negatives(chance, np.repeat(entities[begins[:-1]], N_NEGATIVES)),
        ),
    ]
    return pa.Table.from_arrays(columns, schema=schema)


def _turns(counts: Integers) -> tuple[Integers, Integers]:
    """(N,) row of each record, and its place in its row."""
    row = np.repeat(np.arange(len(counts)), counts)
    return row, np.arange(len(row)) - np.repeat(np.cumsum(counts) - counts, counts)


def _ranks(chance: np.random.Generator, size: int, n_draws: int) -> Integers:
    return (size ** chance.random(n_draws)).astype(np.int64) - 1


def _mentions(entities: Integers, counts: Integers) -> list[Any]:
    _, turn = _turns(counts)
    n = len(entities)
    return [
        pa.array((4 * turn).astype(np.int32)),
        pa.array((4 * turn + 3).astype(np.int32)),
        _numbered("e", entities, 7),
        pa.array(np.full(n, 0.75, np.float32)),
        pa.array(["entity"]).take(pa.array(np.zeros(n, np.int64))),
    ]


def _positives(
    chance: np.random.Generator, subject: Integers, object_: Integers, turn: Integers
) -> list[Any]:
    n = len(subject)
    return [
        *_spo(chance, subject, object_),
        pa.array(np.zeros(n, np.int32)),
        pa.array((turn + 1).astype(np.int32)),
        pa.array(chance.integers(5, 10, n).astype(np.float32) / 10),
        pa.array(chance.random(n) < 0.2),
        pa.array((4 * turn + 1).astype(np.int32)),
        pa.array(chance.integers(1, 4, n).astype(np.int32)),
        pa.array(chance.random(n).astype(np.float32)),
    ]


def _negatives(chance: np.random.Generator, subject: Integers) -> list[Any]:
    n = len(subject)
    return [
        *_spo(chance, subject, _ranks(chance, N_ENTITIES, n)),
        pa.array(["N1", "N2", "N3", "N5"]).take(pa.array(chance.integers(0, 4, n))),
        pa.array(np.zeros(n, np.int32)),
        pa.array(np.full(n, None)).cast(pa.int32()),
        pa.array(np.zeros(n, np.float32)),
        pa.array([""]).take(pa.array(np.zeros(n, np.int64))),
    ]


def _spo(chance: np.random.Generator, subject: Integers, object_: Integers) -> list[Any]:
    predicate = _ranks(chance, N_PREDICATES, len(subject))
    return [_numbered("e", subject, 7), _numbered("p", predicate, 3), _numbered("e", object_, 7)]


def _numbered(mark: str, numbers: Integers, digits: int) -> pa.Array:
    """``mark`` and a number of that many digits, for each."""
    width = digits + 1
    written = np.empty((len(numbers), width), np.uint8)
    written[:, 0] = ord(mark)
    rest = numbers.copy()
    for place in range(width - 1, 0, -1):
        rest, digit = np.divmod(rest, 10)
        written[:, place] = digit + ord("0")
    offsets = (np.arange(len(numbers) + 1) * width).astype(np.int32)
    return pa.StringArray.from_buffers(
        len(numbers), pa.py_buffer(offsets), pa.py_buffer(written.tobytes())
    )


def _texts(chance: np.random.Generator, lengths: Integers) -> pa.Array:
    """Chinese characters, three bytes each in UTF-8."""
    points = 0x4E00 + _ranks(chance, N_CHARACTERS, int(lengths.sum()))
    written = np.stack(
        [0xE0 | points >> 12, 0x80 | (points >> 6 & 0x3F), 0x80 | (points & 0x3F)], axis=1
    ).astype(np.uint8)
    offsets = np.concatenate([[0], np.cumsum(3 * lengths)]).astype(np.int32)
    return pa.StringArray.from_buffers(
        len(lengths), pa.py_buffer(offsets), pa.py_buffer(written.tobytes())
    )


def _lists(schema: pa.Schema, name: str, counts: Integers, columns: list[Any]) -> pa.Array:
    kind = schema.field(name).type
    fields = [kind.value_type.field(place) for place in range(kind.value_type.num_fields)]
    offsets = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
    structs = pa.StructArray.from_arrays(columns, fields=fields)
    return pa.ListArray.from_arrays(pa.array(offsets), structs, type=kind)
