"""Slots that show once more what another slot states: a strip of the cast, key figures at the top.

Where the seed graph has named one of two slots, the other one states the same predicate if all that
it holds stands in the first one too. Values that many pages have (「是」) say nothing of that.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from kg_pipeline.extraction.sites.seeds import value_key, value_keys

_LEAST = 5  # telling values
_SHARED = 0.95  # of them stand in the other slot on the same page
_USUAL = 0.1  # of a slot's values, from which on a value does not tell
Whole = Mapping[int, Sequence[str]]  # page → values


def repeated(whole: Mapping[str, Whole], chosen: Mapping[str, str]) -> dict[str, str]:
    """The predicates of slots that repeat others. chosen: slots with their predicates"""
    stated: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for name, predicate in chosen.items():
        for number, values in whole[name].items():
            stated[predicate][number] |= value_keys(values)
    found: dict[str, str] = {}
    for name in sorted(whole.keys() - chosen.keys()):
        telling = _telling(whole[name])
        shares = [(_share(telling, pages), predicate) for predicate, pages in stated.items()]
        share, predicate = max(shares, default=(0.0, ""))
        if len(telling) >= _LEAST and share >= _SHARED:
            found[name] = predicate
    return found


def _telling(whole: Whole) -> list[tuple[int, str]]:
    """Pages and values of a slot, without the usual ones."""
    entries = [(number, value_key(value)) for number, own in whole.items() for value in own]
    counts = Counter(key for _, key in entries)
    return [(n, key) for n, key in entries if counts[key] <= max(1, _USUAL * len(entries))]


def _share(telling: Sequence[tuple[int, str]], pages: Mapping[int, set[str]]) -> float:
    return sum(key in pages.get(n, ()) for n, key in telling) / max(1, len(telling))
