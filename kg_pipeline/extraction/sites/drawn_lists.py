"""Lists that look like labels and values but are drawn from many things: references, users' lists,
entries grouped under their kinds.

A form has its labels in one order on all pages; what is drawn comes in any order. So may the labels
of a form that people fill in, but what stands beside them is of another kind each time (a date, a
length, a name), and most pages have most of them. Beside what is drawn stands one kind of text.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from itertools import combinations

from kg_pipeline.extraction.sites.label_statistics import alikeness
from kg_pipeline.extraction.sites.pairs import Block

_LONGEST = 30  # labels of a block that are compared
_TIMES = 4  # two labels stand together, or one has values, at least so often to be judged by
_LEAST = 10  # times that labels stand together
_ORDERED = 0.8  # of them in the usual order
_FEW = 0.6  # of the pages have a label, on the mean
_ALIKE, _SAME = 0.45, 0.8  # share of the kinds of texts beside a label that others have, too
_WORDS = (
    (re.compile("[\u3400-\u9fff]+"), "中"),
    (re.compile(r"[^\W\d_中]+"), "a"),
    (re.compile(r"\d+"), "0"),
)
_SHORT, _MIDDLE = 4, 12  # characters
_BEGINNING = 3  # of a shape tell its kind


def is_drawn(pages: Collection[Sequence[Block]]) -> bool:
    """Whether blocks list things drawn from many. pages: the blocks of each page"""
    before: Counter[tuple[str, str]] = Counter()
    n_pages: Counter[str] = Counter()
    beside: dict[str, Counter[str]] = defaultdict(Counter)
    for blocks in pages:
        n_pages.update({label for block in blocks for label in block.labels()})
        for block in blocks:
            labels = list(dict.fromkeys(pair.label for pair in block.pairs))
            before.update(combinations(labels[:_LONGEST], 2))
            for pair in block.pairs:
                beside[pair.label][_kind("".join(atom.text for atom in pair.values))] += 1
    if not _is_in_any_order(before):
        return False
    is_rare = n_pages.total() < _FEW * len(pages) * len(n_pages)
    judged = {label: kinds for label, kinds in beside.items() if kinds.total() >= _TIMES}
    return alikeness(judged) > (_ALIKE if is_rare else _SAME)


def _is_in_any_order(before: Counter[tuple[str, str]]) -> bool:
    """Whether labels come in different orders. before: two labels → how often in this order"""
    n = n_usual = 0
    for (first, second), count in before.items():
        other = before.get((second, first), 0)
        if count + other >= _TIMES and (first < second or not other):
            n += count + other
            n_usual += max(count, other)
    return n >= _LEAST and n_usual < _ORDERED * n


def _kind(text: str) -> str:
    """What a text looks like: how it begins (「[中0」), and about how long it is."""
    shape = text
    for words, sign in _WORDS:
        shape = words.sub(sign, shape)
    size = "short" if len(text) <= _SHORT else "middle" if len(text) <= _MIDDLE else "long"
    return f"{shape[:_BEGINNING]} {size}"
