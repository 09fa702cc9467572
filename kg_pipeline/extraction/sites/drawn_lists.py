"""Lists that look like labels and values but are drawn from many things: references, users' lists,
entries grouped under their kinds.

A form has its labels in one order on all pages. What is drawn comes in any order, and either each
page has few of its texts, or what stands beside them is of one kind (「[引用日期2023-01-09]」). A form
whose labels are shuffled has most of them on each page, with values of their own.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from itertools import combinations

from kg_pipeline.extraction.sites.label_statistics import are_alike, without_numbers
from kg_pipeline.extraction.sites.pairs import Block

_LONGEST = 30  # labels of a block that are compared
_TIMES = 4  # two labels stand together at least so often, to tell in which order
_LEAST = 10  # such times of all labels
_ORDERED = 0.8  # of them in the usual order
_FEW = 0.45  # of the pages have a label, on the mean
_SAME = 0.8  # of what stands beside a label also stands beside others


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
                beside[pair.label]["".join(atom.text for atom in pair.values)] += 1
    if not _is_in_any_order(before):
        return False
    if n_pages.total() < _FEW * len(pages) * len(n_pages):
        return True
    return are_alike({label: without_numbers(texts) for label, texts in beside.items()}) > _SAME


def _is_in_any_order(before: Counter[tuple[str, str]]) -> bool:
    """Whether labels come in different orders. before: two labels → how often in this order"""
    n = n_usual = 0
    for (first, second), count in before.items():
        other = before.get((second, first), 0)
        if count + other >= _TIMES and (first < second or not other):
            n += count + other
            n_usual += max(count, other)
    return n >= _LEAST and n_usual < _ORDERED * n
