"""Which nodes does a mention mean or tell that are called otherwise? 北京 for 北京市, 清 for 清朝.

The graph may know one thing by several names, each a node, or by another than the text uses.

Letters for shapes: M mentions, I nodes that they stand for besides their own.
"""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Protocol

import numpy as np

from kg_pipeline.graph.inside import Inside
from kg_pipeline.graph.mentions import Mentions
from kg_pipeline.graph.other_forms import other_forms, said_forms
from kg_pipeline.graph.writing import Longs


class Called(Protocol):
    """What finds nodes by whole names (``graph.linking.Linker``)."""

    def called(self, names: Sequence[str]) -> Inside: ...

    def namesakes(self, names: Sequence[str], nodes: Longs) -> Inside: ...


def renamed(texts: Sequence[str], mentions: Mentions, linker: Called) -> Inside:
    """What each mention means, as it is called otherwise; ``whole``: places in the mentions."""
    numbers = _long(mentions)
    forms = [
        other_forms(text[start:end], titled=start > 0 and text[start - 1] in "《〈")
        for text, start, end in _places(texts, mentions, numbers)
    ]
    return _called(numbers, forms, linker)


def told(texts: Sequence[str], mentions: Mentions, linker: Called) -> Inside:
    """What each mention tells besides what it means, and other bearers of its name.

    These are objects: of what namesakes the graph relates with the subject, the text means that one.
    """
    numbers = _long(mentions)
    names = [text[start:end] for text, start, end in _places(texts, mentions, numbers)]
    found = _called(numbers, [said_forms(name) for name in names], linker)
    others = linker.namesakes(names, mentions.node[numbers])
    return found.also(Inside(numbers[others.whole], others.node))


def _long(mentions: Mentions) -> Longs:
    return np.flatnonzero(mentions.linked & (mentions.end - mentions.start > 1))


def _places(
    texts: Sequence[str], mentions: Mentions, numbers: Longs
) -> Iterator[tuple[str, int, int]]:
    """Text, start and end of some mentions."""
    columns = (mentions.text[numbers], mentions.start[numbers], mentions.end[numbers])
    for text, start, end in zip(*(column.tolist() for column in columns), strict=True):
        yield texts[text], start, end


def _called(numbers: Longs, names: Sequence[tuple[str, ...]], linker: Called) -> Inside:
    """The nodes of all names of each number."""
    every = [*chain.from_iterable(names)]
    distinct = {name: place for place, name in enumerate(dict.fromkeys(every))}
    owner = np.repeat(numbers, [len(some) for some in names])
    found = linker.called([*distinct]).of([distinct[name] for name in every])
    return Inside(owner[found.whole], found.node)
