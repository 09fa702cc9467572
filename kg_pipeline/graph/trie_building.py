"""How is a trie of names made? Depth by depth, of all names at once.

Names are sorted, so those that begin alike stand together. The nodes of a depth are put into their
table in the order of where they belong, each there or right behind the one before it (linear
probing), which is one running maximum.

Letters for shapes: A names, K nodes of a depth.
"""

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from kg_pipeline.graph.folding import Codes
from kg_pipeline.graph.names import codes_of_all
from kg_pipeline.graph.trie import (
    ALONE,
    CODE_BITS,
    EMPTY,
    ENDS,
    GOES_ON,
    Bytes,
    Keys,
    Level,
    NameTrie,
    hash_of,
    keys_at,
    longer,
    spread,
)
from kg_pipeline.graph.writing import Flags, Longs

if TYPE_CHECKING:
    import pyarrow as pa

_ROOM = 3  # places for each node
_FLAGS = 8  # for each pair or triple of characters, at least
_FEWEST_BITS = 10
_CODE = np.uint64((1 << 21) - 1)


def trie_of(names: "pa.Array") -> NameTrie:
    """names: (A,) distinct, ascending, none empty"""
    import pyarrow.compute as pc

    codes = codes_of_all(names)
    lengths = np.asarray(pc.utf8_length(names)).astype(np.int64)
    begins = np.cumsum(lengths) - lengths
    single, double = (np.flatnonzero(lengths == size) for size in (1, 2))
    levels = [_whole_names(codes, begins, single, 1), _whole_names(codes, begins, double, 2)]
    name = np.flatnonzero(lengths > 2)
    keys = keys_at(codes, begins[name], 3)
    triples = keys[_leads(keys)]
    pairs = triples >> CODE_BITS
    pairs = pairs[_leads(pairs)]
    tail = lengths.copy()  # where it begins within each name
    while len(name):
        depth = len(levels) + 1
        leads = _leads(keys)
        owner = np.cumsum(leads) - 1
        first = name[leads]  # the shortest of those that go through a node
        ends = lengths[first] == depth
        n_longer = np.bincount(owner) - ends
        alone = ~ends & (n_longer == 1)
        kinds = ends * ENDS | alone * ALONE | (~alone & (n_longer > 0)) * GOES_ON
        tail[first[alone]] = depth
        level, place = _level(keys[leads], kinds, first)
        levels.append(level)
        going = ~alone[owner]
        going[np.flatnonzero(leads)[ends]] = False
        name = name[going]
        keys = longer(place[owner[going]].view(np.uint64), codes[begins[name] + depth])
    flags = _flags(keys_at(codes, begins[double], 2), pairs, 2)
    tails = _tails(codes, begins + tail, begins + lengths)
    lengths -= tail
    del codes, begins, tail  # millions of names: what is done with goes before columns are joined
    return NameTrie(
        pairs=flags,
        triples=_flags(triples[:0], triples, 3) > 0,
        levels=_places(levels),
        keys=np.concatenate([level.keys for level in levels]),
        kinds=np.concatenate([level.kinds for level in levels]),
        numbers=np.concatenate([level.numbers for level in levels]),
        tails=tails,
        tail_begins=np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(lengths)]),
    )


def _leads(keys: Keys) -> Flags:
    """Which of sorted keys are not the same as the one before."""
    leads = np.ones(len(keys), dtype=bool)
    leads[1:] = keys[1:] != keys[:-1]
    return leads


def _flags(whole: Keys, beginnings: Keys, n_characters: int) -> Bytes:
    """Flags by hash, of keys of names of so many characters and of the beginnings of longer ones."""
    n_keys = len(whole) + len(beginnings)
    flags: Bytes = np.zeros(1 << max(_FEWEST_BITS, (_FLAGS * n_keys).bit_length()), dtype=np.uint8)
    for keys, flag in ((whole, ENDS), (beginnings, GOES_ON)):
        shifts = [CODE_BITS * np.uint64(step) for step in reversed(range(n_characters))]
        codes = [(keys >> shift & _CODE).astype(np.uint32) for shift in shifts]
        flags[hash_of(len(flags), *codes)] |= flag
    return flags


def _tails(codes: Codes, begin: Longs, end: Longs) -> Codes:
    """The code points of many runs that do not overlap, one run after the other."""
    edges: npt.NDArray[np.int8] = np.zeros(len(codes) + 1, dtype=np.int8)
    some = begin < end
    edges[begin[some]] = 1
    edges[end[some]] -= 1
    np.cumsum(edges, out=edges)
    return codes[edges[:-1].view(np.bool_)]


def _whole_names(codes: Codes, begins: Longs, name: Longs, length: int) -> Level:
    """The names of one character, or of two."""
    keys = keys_at(codes, begins[name], length)
    return _level(keys, np.full(len(name), ENDS), name)[0]


def _level(keys: Keys, kinds: npt.NDArray[np.int64], names: Longs) -> tuple[Level, Longs]:
    """(K,) keys, kinds and names of nodes as a level, and the place of each there."""
    n_homes = _ROOM * len(keys)
    home = spread(keys, n_homes)
    order = np.argsort(home, kind="stable")
    count = np.arange(len(order))
    ordered = count + np.maximum.accumulate(home[order] - count)
    reach = int((ordered - home[order]).max(initial=0))
    place = np.empty_like(ordered)
    place[order] = ordered
    size = n_homes + reach
    level = Level(
        keys=np.full(size, EMPTY),
        kinds=np.zeros(size, dtype=np.uint8),
        numbers=np.full(size, -1, dtype=np.int32),
        n_homes=n_homes,
        reach=reach,
    )
    level.keys[place], level.kinds[place], level.numbers[place] = keys, kinds, names
    return level, place


def _places(levels: list[Level]) -> Longs:
    """(depths, 4) see ``NameTrie``."""
    ends = np.cumsum([len(level.keys) for level in levels])
    begins = ends - [len(level.keys) for level in levels]
    rest = [[level.n_homes, level.reach] for level in levels]
    return np.concatenate([np.stack([begins, ends], axis=1), rest], axis=1)
