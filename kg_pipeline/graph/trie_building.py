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
    Keys,
    NameTrie,
    hash_of,
    keys_at,
    longer,
    spread,
)
from kg_pipeline.graph.writing import Bytes, Flags, Integers, Longs

if TYPE_CHECKING:
    import pyarrow as pa

_ROOM = 3  # places for each node
_FLAGS = 8  # for each pair or triple of characters, at least
_FEWEST_BITS = 10
_ROWS = 500_000  # names whose code points are taken together
_KEY_BITS = 32
_LAST_KEY = (1 << _KEY_BITS) - 1
_CODE = np.uint64((1 << 21) - 1)


def trie_of(names: "pa.Array") -> NameTrie:
    """names: (A,) distinct, ascending, none empty"""
    import pyarrow.compute as pc

    lengths = np.asarray(pc.utf8_length(names)).astype(np.int64)
    begins = np.cumsum(lengths) - lengths
    codes = np.empty(lengths.sum(), dtype=np.uint32)
    for row in range(0, len(names), _ROWS):
        some = codes_of_all(names.slice(row, _ROWS))
        codes[begins[row] :][: len(some)] = some
    nodes = _Nodes()
    single, double = (np.flatnonzero(lengths == size) for size in (1, 2))
    nodes.add(keys_at(codes, begins[single], 1), np.full(len(single), ENDS), single)
    whole = keys_at(codes, begins[double], 2)
    nodes.add(whole, np.full(len(double), ENDS), double)
    triples, tail = _add_longer(nodes, codes, begins, lengths)
    pairs = triples >> CODE_BITS
    tail += begins
    begins += lengths  # where names end
    tails = _tails(codes, tail, begins)
    del codes, lengths  # of millions of names
    begins -= tail
    tail_ends = np.cumsum(begins, out=tail)
    return NameTrie(
        pairs=_flags(whole, pairs[_leads(pairs)], 2),
        triples=_flags(triples[:0], triples, 3) > 0,
        levels=np.array(nodes.levels, dtype=np.int64),
        keys=nodes.keys,
        kinds=nodes.kinds,
        numbers=nodes.numbers,
        tails=tails,
        tail_begins=np.concatenate([np.zeros(1, dtype=np.int64), tail_ends]),
    )


class _Nodes:
    """Columns of nodes, level by level; see ``NameTrie``. They grow in place."""

    def __init__(self) -> None:
        self.keys: Keys = np.zeros(0, dtype=np.uint64)
        self.kinds: Bytes = np.zeros(0, dtype=np.uint8)
        self.numbers: Integers = np.zeros(0, dtype=np.int32)
        self.levels: list[tuple[int, int, int]] = []

    def add(self, keys: Keys, kinds: Bytes, names: Longs) -> Longs:
        """(K,) keys, kinds and names of the nodes of a level; their places."""
        n_homes = _ROOM * len(keys)
        home = spread(keys, n_homes)
        step = np.arange(len(home))
        order = home << _KEY_BITS  # by home, then as they come
        order |= step
        order.sort()
        order &= _LAST_KEY
        ahead = home[order]
        ahead -= step
        np.maximum.accumulate(ahead, out=ahead)
        ahead += step
        place = np.empty_like(order)
        place[order] = ahead
        reach = int((place - home).max(initial=0))
        begin = len(self.keys)
        self.levels.append((begin, n_homes, reach))
        place += begin
        for column, empty, values in (
            (self.keys, EMPTY, keys),
            (self.kinds, 0, kinds),
            (self.numbers, -1, names),
        ):
            column.resize(begin + n_homes + reach, refcheck=False)
            column[begin:] = empty
            column[place] = values
        return place


def _add_longer(nodes: _Nodes, codes: Codes, begins: Longs, lengths: Longs) -> tuple[Keys, Longs]:
    """Add names of three and more characters.

    Returns the keys of the beginnings of three, and (A,) where the tail of each name begins.
    """
    tail = lengths.copy()
    name = np.flatnonzero(lengths > 2)
    keys = keys_at(codes, begins[name], 3)
    triples = keys[_leads(keys)]
    depth = 3
    while len(name):
        leads = _leads(keys)
        first, owner = np.flatnonzero(leads), np.cumsum(leads, dtype=np.int32)
        owner -= 1
        ends = lengths[name[first]] == depth  # of the names through a node the shortest is first
        n_longer = np.bincount(owner) - ends
        alone = ~ends & (n_longer == 1)
        tail[name[first[alone]]] = depth
        kinds = ends * ENDS | alone * ALONE | (~alone & (n_longer > 0)) * GOES_ON
        place = nodes.add(keys[first], kinds, name[first])
        going = ~alone[owner]
        going[first[ends]] = False
        name = name[going]
        keys = longer(place[owner[going]].view(np.uint64), codes[begins[name] + depth])
        depth += 1
    return triples, tail


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
