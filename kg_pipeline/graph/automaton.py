"""Where do names stand in a text? Aho-Corasick automata as double arrays over characters.

Aho and Corasick 1975; Kanda, Akabe and Oda 2023 (daachorse). More names than an automaton takes
are spread over several: each reports all its names, overlapping ones too, so that together they
report what one automaton of all names would.
"""

from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from kg_pipeline.graph.writing import Longs

if TYPE_CHECKING:
    import pyarrow as pa
    from daachorse import CharwiseDoubleArrayAhoCorasick

LARGEST = 5_000_000  # names of one automaton
_FILE = "automaton-{:02d}.bin"


class NameAutomaton:
    """Finds names by their number."""

    def __init__(
        self, shards: "Sequence[CharwiseDoubleArrayAhoCorasick]", begins: Sequence[int]
    ) -> None:
        """begins: number of the first name of each shard"""
        self._shards = list(shards)
        self._begins = list(begins)

    @classmethod
    def of(
        cls, names: "pa.Array", profile: Sequence[str] = (), largest: int = LARGEST
    ) -> "NameAutomaton":
        """names: distinct, none empty; profile: texts by which states are laid out, for speed."""
        from daachorse import CharwiseDoubleArrayAhoCorasick

        begins = range(0, len(names), largest)
        corpus = list(profile) or None
        shards = [
            CharwiseDoubleArrayAhoCorasick(names.slice(begin, largest).to_pylist(), corpus=corpus)
            for begin in begins
        ]
        return cls(shards, begins)

    def find(self, text: str) -> Longs:
        """(N, 3) start, end and number of all names in a text, overlapping ones too."""
        found = [np.zeros((0, 3), dtype=np.int64)]
        for begin, shard in zip(self._begins, self._shards, strict=True):
            matches = shard.find_overlapping(text)
            flat = np.fromiter(chain.from_iterable(matches), np.int64, 3 * len(matches))
            found.append(flat.reshape(-1, 3) + (0, 0, begin))
        return np.concatenate(found)

    def save(self, folder: Path) -> None:
        """One file a shard."""
        for number, shard in enumerate(self._shards):
            (folder / _FILE.format(number)).write_bytes(shard.serialize())

    @classmethod
    def load(cls, folder: Path, largest: int = LARGEST) -> "NameAutomaton":
        """What ``save`` wrote."""
        from daachorse import CharwiseDoubleArrayAhoCorasick

        files = sorted(folder.glob("automaton-*.bin"))
        shards = [CharwiseDoubleArrayAhoCorasick.deserialize(file.read_bytes()) for file in files]
        return cls(shards, range(0, len(files) * largest, largest))
