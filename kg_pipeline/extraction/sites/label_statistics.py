"""What the pages of a template show of each place that may be one of labels."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kg_pipeline.extraction.sites.labels import (
    Variant,
    can_be_label,
    is_furnishing,
    scope_of,
    variants,
)
from kg_pipeline.extraction.sites.pages import Atom, is_separator, label_name

_FIRST = re.compile(r"0?1[.、]?|①|#")  # counts the first value of a list
_DIGITS = re.compile(r"\d+")
_DATE = re.compile(r"0[-/.年]0[-/.月]0日?.*")
_WORDED = 0.6  # of the texts are more than a number
_TOGETHER = 1.3  # labels of one place on a page; values of one place come one at a time
_TOPIC = "\0topic"  # stands for the page's topic: what comes before it is not its label
ClassKey = tuple[str, Variant, str]


@dataclass
class LabelStats:
    """What the pages show of one class.

    pages: text → pages that have it. following, preceding: text → texts next to it; further: the
    texts behind those that follow.
    """

    n: int = 0
    n_in_row: int = 0  # the text behind is of the same class
    pages: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    following: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    preceding: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    further: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    n_colons: Counter[str] = field(default_factory=Counter)

    def recurring(self, least: int) -> list[str]:
        """Texts of at least so many pages that can be labels."""
        return [text for text, where in self.pages.items() if len(where) >= least]

    def diversity(self, text: str) -> float:
        """How much differs what follows a text."""
        return diversity(self.following[text])


def diversity(values: Counter[str]) -> float:
    """The share of values that are not the most frequent one."""
    total = values.total()
    return 1.0 - max(values.values()) / total if total else 0.0


def alikeness(behind: Mapping[str, Counter[str]]) -> float:
    """How much of what stands behind a text stands behind the others too, on the mean over texts."""
    pooled: Counter[str] = Counter()
    for counts in behind.values():
        pooled.update(counts)
    shares = []
    for counts in behind.values():
        own, others = counts.total(), pooled.total() - counts.total()
        if own and others:
            both = (min(n / own, (pooled[value] - n) / others) for value, n in counts.items())
            shares.append(sum(both))
    return sum(shares) / max(1, len(shares))


def are_alike(beside: Mapping[str, Counter[str]]) -> float:
    """``alikeness`` of texts without numbers; 0 where most of them are nothing but a number."""
    worded = {
        text: Counter({value: n for value, n in counts.items() if _says(value)})
        for text, counts in beside.items()
    }
    n = sum(counts.total() for counts in beside.values())
    n_worded = sum(counts.total() for counts in worded.values())
    return alikeness(worded) if n_worded > _WORDED * n else 0.0


def _says(text: str) -> bool:
    return any(map(str.isalpha, text)) or _DATE.fullmatch(text) is not None


def without_numbers(counts: Counter[str]) -> Counter[str]:
    """The texts with each number as 0."""
    folded: Counter[str] = Counter()
    for text, n in counts.items():
        folded[_DIGITS.sub("0", text)] += n
    return folded


def alternate(found: LabelStats, texts: Sequence[str]) -> bool:
    """Whether the texts of a place stand on different pages, as values do."""
    on_page: Counter[int] = Counter()
    for text in texts:
        on_page.update(found.pages[text])
    return sum(on_page.values()) < _TOGETHER * len(on_page)


def collected(
    pages: Sequence[Sequence[Atom]], topics: Sequence[str], scoped: bool
) -> Mapping[ClassKey, LabelStats]:
    stats: dict[ClassKey, LabelStats] = defaultdict(LabelStats)
    for number, (atoms, topic) in enumerate(zip(pages, topics, strict=True)):
        shown = [entry for entry in variants(atoms) if not _parts(entry[0].text)]
        allowed = [can_be_label(atom) for atom, _ in shown]
        texts = [
            _TOPIC if atom.text == topic else label_name(atom.text) if can else atom.text
            for (atom, _), can in zip(shown, allowed, strict=True)
        ]
        classes = [
            {(atom.key, kind, scope_of(atom) if scoped else "") for kind in kinds}
            for atom, kinds in shown
        ]
        for place, (atom, _) in enumerate(shown):
            text = label_name(atom.text)
            for name in classes[place]:
                found = stats[name]
                found.n += allowed[place] or not is_furnishing(atom)
                if allowed[place]:
                    found.pages[text].add(number)
                    found.n_colons[text] += atom.colon
                    if place:
                        found.preceding[text][texts[place - 1]] += 1
                    if place + 1 < len(shown):
                        found.following[text][texts[place + 1]] += 1
                        found.further[text][texts[min(place + 2, len(shown) - 1)]] += 1
                        found.n_in_row += name in classes[place + 1]
    return stats


def _parts(text: str) -> bool:
    return is_separator(text) or _FIRST.fullmatch(text) is not None
