"""Which nodes does a mention mean or tell that are called otherwise? 北京 for 北京市, 清 for 清朝.

The graph may know one thing by several names, each a node, or by another than the text uses.

Letters for shapes: M mentions, I nodes that they stand for besides their own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, pairwise
from typing import Protocol

import numpy as np

from kg_pipeline.alignment.written import WrittenNames
from kg_pipeline.graph.inside import Inside
from kg_pipeline.graph.mentions import Mentions
from kg_pipeline.graph.other_forms import may_have_forms, other_forms, said_forms
from kg_pipeline.graph.writing import Flags, Longs

_MARK, _MARKS = "《", "《〈"
_MOST = 1 << 20  # names that are remembered


class Called(Protocol):
    """What finds nodes by whole names (``graph.linking.Linker``)."""

    @property
    def namesakes(self) -> Mapping[str, Sequence[int]]: ...  # by own names

    def called(self, names: Sequence[str]) -> Inside: ...

    def are_alike(self, first: Longs, second: Longs) -> Flags: ...


@dataclass(frozen=True, slots=True)
class OtherNodes:
    """``whole``: places in the mentions.

    meant: what a mention means, under another name
    told:  what it tells besides, and other bearers of its name: these are objects, for of what
           namesakes the graph relates with the subject the text means that one
    """

    meant: Inside
    told: Inside


@dataclass(frozen=True, slots=True)
class _Rows:
    """Nodes under other forms of a name, and all that have it as their own."""

    meant: Sequence[int] = ()
    said: Sequence[int] = ()
    namesakes: Sequence[int] = ()


_NOTHING = _Rows()


@dataclass
class Renaming:
    """Looks other names of mentions up, each name once."""

    linker: Called
    _known: dict[str, _Rows] = field(default_factory=dict)  # by name, in 《 where it stands so

    def of(self, written: WrittenNames, mentions: Mentions) -> OtherNodes:
        """The other nodes of all linked mentions of two characters or more."""
        keys, place = np.unique(2 * written.name + written.titled, return_inverse=True)
        marked = [_MARK * (key % 2) + written.names[key // 2] for key in keys.tolist()]
        if len(self._known) > _MOST:
            self._known.clear()
        self._look_up(sorted(set(marked).difference(self._known)))
        known = [self._known[one] for one in marked]
        some = np.flatnonzero(np.array([row is not _NOTHING for row in known], dtype=bool)[place])
        numbers, rows = written.mention[some], [known[one] for one in place[some].tolist()]
        others = _spread(numbers, [row.namesakes for row in rows])
        node = mentions.node[others.whole]
        good = (others.node != node) & self.linker.are_alike(others.node, node)
        said = _spread(numbers, [row.said for row in rows])
        return OtherNodes(
            meant=_spread(numbers, [row.meant for row in rows]),
            told=said.also(Inside(others.whole[good], others.node[good])),
        )

    def _look_up(self, marked: list[str]) -> None:
        self._known.update(dict.fromkeys(marked, _NOTHING))
        bare = {one: one[1:] if one[0] in _MARKS else one for one in marked}
        some = [
            one
            for one, name in bare.items()
            if name in self.linker.namesakes or may_have_forms(name)
        ]
        meant = self._called([other_forms(bare[one], titled=bare[one] != one) for one in some])
        said = self._called([said_forms(bare[one]) for one in some])
        for one, is_meant, is_said in zip(some, meant, said, strict=True):
            rows = _Rows(is_meant, is_said, self.linker.namesakes.get(bare[one], ()))
            if rows != _NOTHING:
                self._known[one] = rows

    def _called(self, names: list[tuple[str, ...]]) -> list[tuple[int, ...]]:
        """The nodes of all names of each place."""
        owner = np.repeat(np.arange(len(names)), [len(some) for some in names])
        found = self.linker.called([*chain.from_iterable(names)])
        edges = np.searchsorted(owner[found.whole], np.arange(len(names) + 1)).tolist()
        nodes = found.node.tolist()
        return [tuple(nodes[begin:end]) for begin, end in pairwise(edges)]


def _spread(numbers: Longs, rows: Sequence[Sequence[int]]) -> Inside:
    """The nodes of the mentions of some numbers."""
    nodes = np.array([*chain.from_iterable(rows)], dtype=np.int64)
    return Inside(np.repeat(numbers, [*map(len, rows)]), nodes)
