"""What the corpus is like, in figures: how noisy its bags are, how often the graph can answer."""

from collections import Counter
from collections.abc import Sequence

from .questions import Question
from .sentences import BagSentence
from .world import World


def noise_per_relation(sentences: Sequence[BagSentence]) -> dict[str, float]:
    """Of the sentences in the multi-sentence bags of each relation, the share that is not true.

    A bag is all the sentences that mention both ends of one triple.
    """
    bags: dict[tuple[str, str, str], list[bool]] = {}
    for sentence in sentences:
        for found in sentence.triples:
            if found.triple.object_kind == "entity":
                key = (found.triple.predicate, found.triple.subject, found.triple.object)
                bags.setdefault(key, []).append(found.expressed)
    n_all, n_noise = Counter[str](), Counter[str]()
    for (predicate, _, _), expressed in bags.items():
        if len(expressed) > 1:
            n_all[predicate] += len(expressed)
            n_noise[predicate] += expressed.count(False)
    return {name: n_noise[name] / n_all[name] for name in sorted(n_all)}


def answerable_rate(questions: Sequence[Question], world: World) -> float:
    """The share of questions whose answer stands in the graph."""
    stated = {(t.subject, t.predicate) for triples in world.triples.values() for t in triples}
    return sum((q.subject, q.attribute) in stated for q in questions) / len(questions)
