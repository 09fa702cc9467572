"""Which pages of a site share a template: those with like sets of path keys.

Leaders are chosen among the distinct sets, the most frequent first, so that the outcome does not
depend on the order of the pages.
"""

from collections import Counter
from collections.abc import Sequence

from kg_pipeline.extraction.sites.pages import SitePage

PathKeys = frozenset[str]


def similarity(first: PathKeys, second: PathKeys) -> float:
    """Jaccard similarity of two sets of path keys."""
    return len(first & second) / max(1, len(first | second))


def leaders_of(sets: Sequence[PathKeys], minimum: float) -> list[PathKeys]:
    """One set for each template; every set is at least ``minimum`` like one of them."""
    counts = Counter(sets)
    ordered = sorted(counts, key=lambda keys: (-counts[keys], -len(keys), sorted(keys)))
    leaders: list[PathKeys] = []
    for keys in ordered:
        if all(similarity(keys, leader) < minimum for leader in leaders):
            leaders.append(keys)
    return leaders


def nearest(keys: PathKeys, leaders: Sequence[PathKeys], minimum: float) -> int | None:
    """The leader that a page is most like; ``None`` where it is like none."""
    best = max(range(len(leaders)), key=lambda i: similarity(keys, leaders[i]), default=None)
    if best is None or similarity(keys, leaders[best]) < minimum:
        return None
    return best


def clustered(pages: Sequence[SitePage], minimum: float) -> list[tuple[PathKeys, list[SitePage]]]:
    """The templates of a site with their pages, the largest first."""
    sets = [page.path_keys() for page in pages]
    leaders = leaders_of(sets, minimum)
    groups: list[list[SitePage]] = [[] for _ in leaders]
    for page, keys in zip(pages, sets, strict=True):
        place = nearest(keys, leaders, 0.0)
        if place is not None:
            groups[place].append(page)
    found = list(zip(leaders, groups, strict=True))
    return sorted(found, key=lambda entry: (-len(entry[1]), sorted(entry[0])))
