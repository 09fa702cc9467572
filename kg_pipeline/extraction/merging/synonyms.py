"""Which predicates hold between the same pairs? They may be one under two names: for a person to say.

They are reported and never merged by themselves: 导演 and 编剧 share many pairs and are two things.
"""

from collections import Counter
from dataclasses import dataclass
from itertools import combinations

from kg_pipeline.graph.content import GraphContent

_LEAST_SHARED = 5  # pairs
_LEAST_SHARE = 0.3  # of the rarer predicate's pairs
_MOST_BETWEEN = 8  # predicates between one pair; more of them say nothing about any two


@dataclass(frozen=True, slots=True)
class SamePairs:
    """Two predicates, how many pairs both hold, and their share of the rarer one's pairs."""

    predicate: str
    other: str
    n_shared: int
    share: float


def predicates_of_same_pairs(content: GraphContent) -> list[SamePairs]:
    """Predicates that may be one, the largest share first."""
    between: dict[tuple[str, str], list[str]] = {}
    total: Counter[str] = Counter()
    for triple in content.triples:
        between.setdefault((triple.subject, triple.object), []).append(triple.predicate)
        total[triple.predicate] += 1
    shared: Counter[tuple[str, str]] = Counter()
    for names in between.values():
        if 1 < len(names) <= _MOST_BETWEEN:
            shared.update(combinations(sorted(names), 2))
    found = [
        SamePairs(first, second, n, round(n / min(total[first], total[second]), 4))
        for (first, second), n in shared.items()
        if n >= _LEAST_SHARED
    ]
    likely = [pair for pair in found if pair.share >= _LEAST_SHARE]
    return sorted(likely, key=lambda p: (-p.share, -p.n_shared, p.predicate, p.other))
