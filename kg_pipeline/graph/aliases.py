"""Which strings name which nodes, and where do they stand in texts?

Matching ignores width, case and traditional characters (but not the case of Latin names under four
characters: "US" is not "us"), a name that begins or ends with a Latin letter or digit only matches
where its neighbour is none, and of overlapping matches the leftmost, then the longest stays. Greek
and Cyrillic letters count as Latin ones.
A table is columns: it is written to a folder and opened at once, memory-mapped.

Letters for shapes: A distinct names, C their bearers, S spans.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from kg_pipeline.graph.folding import Codes, latin
from kg_pipeline.graph.names import (
    EXACT_BELOW,
    AliasSettings,
    Names,
    codes_of_all,
    names_of,
    release_unused,
    short_keys,
)
from kg_pipeline.graph.spans import JoinedTexts, Spans, leftmost_longest
from kg_pipeline.graph.store import KnowledgeGraph, open_array
from kg_pipeline.graph.tables import distinct_pairs
from kg_pipeline.graph.trie import NameTrie
from kg_pipeline.graph.trie_building import trie_of
from kg_pipeline.graph.writing import Flags, Integers, Longs, Reals

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["AliasSettings", "AliasTable", "usual_names"]

_SAMPLE = 4096  # texts of a sample that are matched together
_COLUMNS = ("offsets", "candidates", "log_prior", "latin", "written")


@dataclass(frozen=True)
class AliasTable:
    """Names and, for each, the nodes that bear it.

    offsets:    (A + 1,) where the candidates of each name begin
    candidates: (C,) rows of nodes, ascending within a name
    log_prior:  (C,) logarithm of a probability over the candidates of the name
    latin:      (A,) whether the name begins or ends with a Latin letter or digit
    written:    keys of short Latin names as they must be written (``names.short_keys``)

    Entities are preferred: a text literal is a candidate only where no entity bears the name.
    Dates and numbers have no names (they are found by their value).
    """

    offsets: Longs
    candidates: Integers
    log_prior: Reals
    latin: Flags
    written: Longs
    trie: NameTrie

    @classmethod
    def of(
        cls,
        graph: KnowledgeGraph,
        settings: AliasSettings,
        sample: Iterable[str] = (),
        counts: Mapping[str, int] | None = None,
    ) -> "AliasTable":
        """sample: texts to judge frequency by; counts: how often each entity id is meant."""
        texts = list(sample)
        names = usual_names(graph, settings, texts)
        return cls.of_names(names, graph, counts)

    @classmethod
    def of_names(
        cls, names: Names, graph: KnowledgeGraph, counts: Mapping[str, int] | None = None
    ) -> "AliasTable":
        """counts: how often each entity id is meant."""
        return cls(
            offsets=names.offsets,
            candidates=names.bearers,
            log_prior=_log_prior(names, graph, counts),
            latin=_edged(names.folded),
            written=names.written,
            trie=trie_of(names.folded),
        )

    @property
    def n_names(self) -> int:
        return len(self.offsets) - 1

    def namesakes(self) -> Integers:
        """Rows of all nodes that share a name with another, ascending."""
        sizes = np.diff(self.offsets)
        return np.unique(self.candidates[np.repeat(sizes > 1, sizes)])

    def matches(self, joined: JoinedTexts) -> Spans:
        """All names in texts that stand at their word boundaries, overlapping ones included.

        ``found``: the name's number.
        """
        folded = joined.folded
        spans = self.trie.find(folded)
        edged = np.flatnonzero(self.latin[spans.found])
        good = np.ones(len(spans), dtype=bool)
        good[edged] = self._stand_alone(spans.where(edged), joined, folded)
        return spans.where(good)

    def _stand_alone(self, spans: Spans, joined: JoinedTexts, folded: Codes) -> Flags:
        """(S,) whether words do not go on beyond a name, and short ones have their own case."""
        letter = latin()
        before = letter[folded[spans.start - 1]] & letter[folded[spans.start]]
        behind = letter[folded[spans.end - 1]] & letter[folded[spans.end]]
        exact = spans.end - spans.start >= EXACT_BELOW
        short = spans.where(~exact)
        exact[~exact] = _held(self.written, short_keys(joined.codes, short.start, short.end))
        return ~before & ~behind & exact

    def find(self, text: str) -> list[tuple[int, int, int]]:
        """(start, end, number of the name) in a text, leftmost-longest, not overlapping."""
        spans = leftmost_longest(self.matches(JoinedTexts.of([text])))
        columns = (spans.start - 1, spans.end - 1, spans.found)
        return list(zip(*(column.tolist() for column in columns), strict=True))

    def save(self, folder: Path) -> None:
        """Write the table into a folder."""
        for name in _COLUMNS:
            np.save(folder / f"{name}.npy", getattr(self, name))
        self.trie.save(folder)

    @classmethod
    def load(cls, folder: Path) -> "AliasTable":
        """What ``save`` wrote; the columns are memory-mapped."""
        columns = {name: open_array(folder / f"{name}.npy") for name in _COLUMNS}
        return cls(**columns, trie=NameTrie.load(folder))


def usual_names(graph: KnowledgeGraph, settings: AliasSettings, sample: Sequence[str]) -> Names:
    """The names of a graph without those that stand in too many of the sample's texts."""
    names = names_of(graph, settings)
    if not sample:
        return names
    table = AliasTable.of_names(names, graph)
    seen = np.zeros(table.n_names, dtype=np.int64)
    for begin in range(0, len(sample), _SAMPLE):
        joined = JoinedTexts.of(sample[begin : begin + _SAMPLE])
        spans = leftmost_longest(table.matches(joined))
        _, each = distinct_pairs(joined.owners(spans.start), spans.found)
        seen += np.bincount(each, minlength=table.n_names)
    limit = max(settings.max_sentence_share * len(sample), settings.frequent_sentences)
    del table
    names = names.where(seen <= limit)
    release_unused()
    return names


def _edged(folded: "pa.Array") -> Flags:
    """(A,) whether names begin or end with a Latin letter or digit."""
    import pyarrow.compute as pc

    first = codes_of_all(pc.utf8_slice_codeunits(folded, 0, 1))
    return latin()[first] | latin()[codes_of_all(pc.utf8_slice_codeunits(folded, -1))]


def _log_prior(names: Names, graph: KnowledgeGraph, counts: Mapping[str, int] | None) -> Reals:
    """By how often an entity is meant; where that is not known, by the root of its degree."""
    weight = np.sqrt(1.0 + graph.degree[names.bearers])
    if counts is not None:
        ids = graph.column("entity_id").take(names.bearers).to_pylist()
        weight = np.array([1.0 + counts.get(entity_id, 0) for entity_id in ids])
    sizes = np.diff(names.offsets)
    owner = np.repeat(np.arange(len(sizes)), sizes)
    total = np.bincount(owner, weights=weight, minlength=len(sizes))
    return np.log(weight / total[owner]).astype(np.float32)


def _held(keys: Longs, wanted: Longs) -> Flags:
    """(S,) which are among the keys, which are sorted."""
    place = np.searchsorted(keys, wanted)
    inside = place < len(keys)
    inside[inside] = keys[place[inside]] == wanted[inside]
    return inside
