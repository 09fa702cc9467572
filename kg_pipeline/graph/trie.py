"""Where do names stand in a text? A trie whose nodes are places in hash tables, walked by NumPy.

All places of a text are looked at together: do two characters begin a name (a flag for their hash
says no, or perhaps), do three, and then one character deeper at a time, so that no place waits for
the one before it, as it does in an automaton. Few go deep: in Chinese text every third place begins
a name by two characters, one in twelve by three, one in thirty by four. A node is told by its parent
and its character (Bonsai: Darragh, Cleary and Witten 1993), in a table for each depth; the rest of a
name that no other goes on with is a string (the tails of Aoe 1989).

Letters for shapes: A names, N code points of texts, S places of texts or spans.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from kg_pipeline.graph.folding import Codes
from kg_pipeline.graph.spans import Spans, joined_spans
from kg_pipeline.graph.store import open_array
from kg_pipeline.graph.tables import runs
from kg_pipeline.graph.writing import Bytes, Flags, Integers, Longs

Keys = npt.NDArray[np.uint64]

# What a node is, as bits: a name ends there, several go on, one goes on alone by its tail.
ENDS, GOES_ON, ALONE = np.uint8(1), np.uint8(2), np.uint8(4)
EMPTY = np.uint64(2**64 - 1)
CODE_BITS, _HALF = np.uint64(21), np.uint64(32)
_ODD = np.uint64(0x9E3779B97F4A7C15)
_ODDS = (np.uint32(0x9E3779B1), np.uint32(0x85EBCA77), np.uint32(0xC2B2AE3D))
_AT_ONCE = 32_768  # places that begin together: the columns of more leave the processor's cache
_NONE: Longs = np.zeros(0, dtype=np.int64)
_NO_NODES = (_NONE, _NONE)
_COLUMNS = ("pairs", "triples", "levels", "keys", "kinds", "numbers", "tails", "tail_begins")


def longer(parent: Keys, code: Codes) -> Keys:
    """(S,) keys of the children of nodes, or of keys, by one character."""
    return parent << CODE_BITS | code


def spread(keys: Keys, n_homes: int) -> Longs:
    """(S,) numbers below ``n_homes``."""
    return ((keys * _ODD >> _HALF) * np.uint64(n_homes) >> _HALF).view(np.int64)


def hash_of(n_flags: int, *codes: Codes) -> Codes:
    """(S,) numbers below a power of two, of the first two or three characters."""
    hashed = codes[0] * _ODDS[0]
    for code, odd in zip(codes[1:], _ODDS[1:], strict=False):
        hashed += code * odd
    return hashed >> np.uint32(33 - n_flags.bit_length())


def keys_at(codes: Codes, start: Longs, n_characters: int) -> Keys:
    """(S,) keys of so many characters."""
    keys = codes[start].astype(np.uint64)
    for step in range(1, n_characters):
        keys = longer(keys, codes[start + step])
    return keys


@dataclass(frozen=True, slots=True)
class Level:
    """Where the nodes of a depth are.

    begin: of its places; n_homes: over how many of them nodes are spread; reach: how far behind its
    own place a node may be
    """

    begin: int
    n_homes: int
    reach: int


@dataclass(frozen=True)
class NameTrie:
    """Finds names by their number.

    pairs:       (flags,) by hash: ``ENDS``, two characters may be a name; ``GOES_ON``, begin one
    triples:     (flags,) by hash: whether three characters may begin a name
    levels:      (depths, 3) columns of ``Level``: of names of one character, of names of two, of nodes
                 of three, four, … characters
    keys:        (places,) of nodes, ``EMPTY`` between them
    kinds:       (places,) of nodes
    numbers:     (places,) of the name that ends at a node, or goes on from it alone
    tails:       code points of names behind the nodes from which they go on alone
    tail_begins: (A + 1,) where the tail of each name begins
    """

    pairs: Bytes
    triples: Flags
    levels: Longs
    keys: Keys
    kinds: Bytes
    numbers: Integers
    tails: Codes
    tail_begins: Longs

    def find(self, codes: Codes) -> Spans:
        """All names in folded code points that end with a separator, overlapping ones too."""
        reached = self._reached(np.concatenate([codes, codes[-1:], codes[-1:]]))
        kinds = self.kinds[reached.found]
        number = self.numbers[reached.found].astype(np.int64)
        spans = Spans(reached.start, reached.end, number)
        alone = spans.where((kinds & ALONE).nonzero()[0])
        return spans.where((kinds & ENDS).nonzero()[0]).also(self._with_tails(alone, codes))

    def _reached(self, codes: Codes) -> Spans:
        """The nodes that places of a text go through. codes: with two more separators"""
        letters, pairs, *deeper = (Level(*row) for row in self.levels.tolist())
        found, node = (
            self._nodes(letters, codes.astype(np.uint64)) if letters.n_homes else _NO_NODES
        )
        reached = [Spans(found, found + 1, node)]
        whole, start = self._beginnings(codes)
        found, node = self._nodes(pairs, keys_at(codes, whole, 2))
        reached.append(Spans(whole[found], whole[found] + 2, node))
        keys = keys_at(codes, start, 3)
        for depth, level in enumerate(deeper, start=3):
            if not len(keys):
                break
            found, node = self._nodes(level, keys)
            start = start[found]
            reached.append(Spans(start, start + depth, node))
            going = (self.kinds[node] & GOES_ON).nonzero()[0]
            start = start[going]
            keys = longer(node[going].view(np.uint64), codes[start + depth])
        return joined_spans(reached)

    def _beginnings(self, codes: Codes) -> tuple[Longs, Longs]:
        """Where names of two characters may stand, and where longer ones may begin."""
        whole, longer = [_NONE], [_NONE]
        for begin in range(0, len(codes) - 2, _AT_ONCE):
            part = codes[begin : begin + _AT_ONCE + 2]
            here = part[:-2], part[1:-1], part[2:]
            hashed = hash_of(len(self.pairs), *here[:2])
            flags = self.pairs.take(hashed, mode="clip")
            whole.append((flags & ENDS != 0).nonzero()[0] + begin)
            some = (flags >= GOES_ON).nonzero()[0]
            hashed = hash_of(len(self.triples), *here).take(some)
            known = self.triples.take(hashed, mode="clip")
            longer.append(some[known.nonzero()[0]] + begin)
        return np.concatenate(whole), np.concatenate(longer)

    def _nodes(self, level: Level, keys: Keys) -> tuple[Longs, Longs]:
        """Which of the keys are those of nodes, and the places of these."""
        if not level.n_homes:
            return _NO_NODES
        place = level.begin + spread(keys, level.n_homes)
        there = self.keys[place]
        known = there == keys
        behind = (~known & (there != EMPTY)).nonzero()[0]
        near = place[behind, None] + np.arange(1, level.reach + 1)
        one, step = (self.keys[near] == keys[behind, None]).nonzero()
        place[behind[one]] = near[one, step]
        known[behind[one]] = True
        found = known.nonzero()[0]
        return found, place[found]

    def _with_tails(self, spans: Spans, codes: Codes) -> Spans:
        """Of spans up to where names are alone those whose names are there as a whole."""
        begin = self.tail_begins[spans.found]
        same = (self.tails[begin] == codes[spans.end]).nonzero()[0]
        spans, begin = spans.where(same), begin[same]
        lengths = self.tail_begins[spans.found + 1] - begin
        place, owner = runs(begin, lengths)
        there = np.minimum(place + (spans.end - begin)[owner], len(codes) - 1)
        wrong = owner[self.tails[place] != codes[there]]
        whole = np.bincount(wrong, minlength=len(spans)) == 0
        return Spans(spans.start, spans.end + lengths, spans.found).where(whole)

    def save(self, folder: Path) -> None:
        """One file a column."""
        for name in _COLUMNS:
            np.save(folder / f"trie_{name}.npy", getattr(self, name))

    @classmethod
    def load(cls, folder: Path) -> "NameTrie":
        """What ``save`` wrote, memory-mapped."""
        return cls(*(open_array(folder / f"trie_{name}.npy") for name in _COLUMNS))
