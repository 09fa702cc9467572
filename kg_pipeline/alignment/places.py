"""Where nodes stand in sentences, and which two of them may be the ends of a triple.

Letters for shapes: N nodes standing in sentences, K ordered pairs of them, T triples of the pairs.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kg_pipeline.alignment.columns import LEFT_OUT
from kg_pipeline.alignment.compounds import are_listed, can_be_subject, is_part_of_name
from kg_pipeline.alignment.implied import stands_for_topic
from kg_pipeline.graph.ordinary_words import is_place
from kg_pipeline.graph.other_forms import are_akin
from kg_pipeline.graph.writing import Flags, Longs
from kg_pipeline.records import Sentence


@dataclass(frozen=True, slots=True)
class Places:
    """Where nodes stand in sentences, sentence by sentence.

    sentence, mention: (N,) numbers; node: (N,) row in the graph; start, end: (N,) of the mention
    whole: (N,) -1, or row of the node that the mention means where ``node`` stands inside it
    renamed: (N,) 1 where the mention has another name than the node
    """

    sentence: Longs
    mention: Longs
    node: Longs
    start: Longs
    end: Longs
    whole: Longs
    renamed: Longs


@dataclass(frozen=True, slots=True)
class Pairs:
    """Ordered pairs of places in one sentence between which the graph states something.

    first, second: (K,) positions in ``Places``; begin, stop: (K,) the run of triples;
    distance: (K,) characters between the two mentions
    """

    first: Longs
    second: Longs
    begin: Longs
    stop: Longs
    distance: Longs

    def where(self, wanted: "Longs | Flags") -> "Pairs":
        return Pairs(
            self.first[wanted],
            self.second[wanted],
            self.begin[wanted],
            self.stop[wanted],
            self.distance[wanted],
        )


def stand(sentences: Sequence[Sentence], places: Places, pairs: Pairs) -> Flags:
    """(K,) whether two different names stand there, no parts of something longer, nor of a list.

    One name twice does not state that it is a name.
    """
    follows = _follow(places)
    starts, ends = places.start.tolist(), places.end.tolist()
    numbers, mentions = places.sentence.tolist(), places.mention.tolist()
    renamed = places.renamed.tolist()
    known: dict[int, bool] = {}

    def is_subject(place: int, text: str) -> bool:
        if place not in known:
            implied = mentions[place] == LEFT_OUT or stands_for_topic(
                text[starts[place] : ends[place]]
            )
            known[place] = implied or can_be_subject(
                text, starts[place], ends[place], bool(follows[place])
            )
        return known[place]

    def are_ends(first: int, second: int) -> bool:
        text = sentences[numbers[first]].text
        named = text[starts[first] : ends[first]], text[starts[second] : ends[second]]
        if named[0] == named[1]:
            return False
        touch = ends[second] == starts[first]  # 美国达特茅斯学院 tells the school's country
        if not touch and is_part_of_name(text, starts[second], ends[second]):
            return False
        if (renamed[first] or renamed[second]) and is_place(named[0]) and is_place(named[1]):
            return False  # places of one country often stand together
        if (renamed[first] or renamed[second] or 1 in map(len, named)) and are_akin(*named):
            return False
        left, right = (first, second) if starts[first] < starts[second] else (second, first)
        listed = are_listed(text, ends[left], starts[right], ends[right])
        return not listed and is_subject(first, text)

    ends_of_pairs = zip(pairs.first.tolist(), pairs.second.tolist(), strict=True)
    return np.array([are_ends(*both) for both in ends_of_pairs], dtype=bool)


def _follow(places: Places) -> Flags:
    """(N,) whether a place begins where another of its sentence ends."""
    first = places.sentence * (int(places.end.max(initial=0)) + 1)
    ends = np.zeros(int(first.max(initial=0)) + int(places.end.max(initial=0)) + 1, dtype=bool)
    ends[first + places.end] = True
    return ends[first + places.start]


def nearest(places: Places, pairs: Pairs, triple: Longs, owner: Longs) -> Longs:
    """Of several pairs of mentions with one triple in a sentence the closest, then the first.

    A value that stands by itself goes before one inside a longer name. Returns rows, ascending.
    """
    first, second = pairs.first[owner], pairs.second[owner]
    sentence, inner = places.sentence[first], places.whole[second] >= 0
    order = np.lexsort((second, first, pairs.distance[owner], inner, triple, sentence))
    leads = np.ones(len(order), dtype=bool)
    leads[1:] = (sentence[order][1:] != sentence[order][:-1]) | (
        triple[order][1:] != triple[order][:-1]
    )
    return np.sort(order[leads])
