"""Labels among values of one place: lines of one paragraph, paragraphs in turn."""

from collections import Counter
from collections.abc import Collection, Sequence

from kg_pipeline.extraction.sites.label_statistics import LabelStats, alternate, diversity
from kg_pipeline.extraction.sites.labels import LabelClass, LabelMarker
from kg_pipeline.extraction.sites.pages import Atom

_COMMON = 0.3  # of the pages have such a label
_ALL_AGAIN = 0.85  # of a place's texts: from which on it holds values of a list
_SIDES = 0.03  # of the texts before, and behind, a label are other ones than the most frequent one


def values_behind(pages: Sequence[Sequence[Atom]], chosen: Sequence[LabelClass]) -> Counter[str]:
    """How many texts of each path key stand right behind a label of another one."""
    marker = LabelMarker(chosen)
    behind: Counter[str] = Counter()
    for atoms in pages:
        marks = marker.mark(atoms)
        for (label, mark), atom in zip(zip(atoms, marks, strict=True), atoms[1:], strict=False):
            if mark is not None and label.key != atom.key:
                behind[atom.key] += 1
    return behind


def mixed_labels(found: LabelStats, n_pages: int, least: int) -> set[str]:
    """Labels among texts of one place that stand on many pages, by what is next to each.

    Labels have different texts before and behind them; a value that comes again has its label
    before it. So what mostly stands before or behind a label is a value, and what mostly stands
    before a value is a label. Where all texts of the place come again, they are the values of a list.
    """
    again = sum(found.following[text].total() for text in found.recurring(least))
    if again > _ALL_AGAIN * found.n:
        return set()
    texts = found.recurring(max(2, round(_COMMON * n_pages)))
    sides = {
        text: (diversity(found.preceding[text]), diversity(found.following[text]))
        for text in texts
        if len(text) > 1
    }
    labels: set[str] = set()
    values: set[str] = set()
    # Those first that differ most on both sides.
    for text in sorted(sides, key=lambda text: (-min(sides[text]), text)):
        before, behind = found.preceding[text], found.following[text]
        if _share(before, labels) >= 0.5 or _share(behind, labels) >= 0.5:
            values.add(text)
        elif min(sides[text]) >= _SIDES or (
            _share(behind, values) >= 0.5 and sides[text][0] >= _SIDES
        ):
            labels.add(text)
    return labels if len(labels) >= 3 and not alternate(found, sorted(labels)) else set()


def _share(counts: Counter[str], texts: Collection[str]) -> float:
    return sum(n for text, n in counts.items() if text in texts) / max(1, counts.total())
