"""What stands beside every value of a block and is none: who wrote it and when, votes, buttons.

Such a place holds the same texts whatever the label; a place of values holds others for each label.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from kg_pipeline.extraction.sites.acceptance import Accepted
from kg_pipeline.extraction.sites.label_statistics import are_alike
from kg_pipeline.extraction.sites.pages import is_separator
from kg_pipeline.extraction.sites.pairs import Pair

_LEAST_LABELS = 4
_SHARED = 0.5  # of the labels have the place
_SAME = 0.6  # of a place's texts are those that stand there beside any label
_DIGITS = re.compile(r"\d+")


def accessories(entry: Accepted) -> tuple[tuple[str, str], ...]:
    """The path keys of such places, as (path key, "")."""
    pairs = [
        pair for blocks in entry.kind.pages.values() for block in blocks for pair in block.pairs
    ]
    texts: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for pair in pairs:
        for atom in pair.values:
            if not is_separator(atom.text):
                texts[atom.key][pair.label][_DIGITS.sub("0", atom.text)] += 1
    n_labels = len({pair.label for pair in pairs})
    if n_labels < _LEAST_LABELS or len(texts) < 2:
        return ()
    same = {
        key
        for key, by_label in texts.items()
        if len(by_label) >= _SHARED * n_labels and are_alike(by_label) > _SAME
    }
    return tuple(sorted((key, "") for key in same if not _stands_alone(key, same, pairs)))


def _stands_alone(key: str, same: set[str], pairs: Sequence[Pair]) -> bool:
    """Whether labels have nothing else than what stands at a place: then it is their value."""
    n = n_alone = 0
    for pair in pairs:
        keys = {atom.key for atom in pair.values if not is_separator(atom.text)}
        n += key in keys
        n_alone += key in keys and keys <= same
    return n_alone > 0.1 * n
