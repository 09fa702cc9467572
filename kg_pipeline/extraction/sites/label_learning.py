"""Which texts of a template are labels: constant themselves, and followed by what varies.

A class is one of labels where its texts come again from page to page, while what follows each of
them differs. It is looked for first by path key alone, then within scopes, where the same markup
serves several things. Texts that a colon follows, and texts of most pages, are labels by themselves.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from kg_pipeline.extraction.sites.labels import (
    LabelClass,
    LabelMarker,
    Variant,
    can_be_label,
    is_furnishing,
    minimum_pages_of_label,
    scope_of,
    variants,
)
from kg_pipeline.extraction.sites.pages import Atom, element_of, is_separator, label_name
from kg_pipeline.extraction.sites.wording import RELATED, is_description, is_notice

_RECURRING = 0.9  # of a class's texts
_ALL_AGAIN = 0.85  # of a place's texts: from which on it holds values of a list
_COMMON = 0.3  # of the pages: a label that so many have is a common one
_DIVERSE = 0.25  # of the pages with a label: other values than the most frequent one
_LEAST_KNOWN = 5  # texts of a place that are labels elsewhere
_FIRST = re.compile(r"0?1[.、]?|①|#")  # counts the first value of a list
_TOGETHER = 1.3  # labels of one place on a page; values of one place come one at a time
_ASKED = 2.0  # more weight for a place of headings or questions: what is below belongs to them
_HEADING = re.compile(r"/h[1-6](?:\[[^/]*)?$")
_SURE_MIXED = 5  # labels among values of one place, where labels of another place are known
_BEHIND = 0.1  # of a place's texts stand behind labels of another place: it is one of values
_IN_ROW = 0.5  # of a mixed place's texts have another one of it behind them
_SIDES = 0.03  # of the texts before, and behind, a label are other ones than the most frequent one
_LEAST_NAMES = 4  # texts of a place that may be names of members
_OFTEN = 0.5  # of the pages: texts that more have are no such names
_SAME = 0.6  # of what follows each text follows all of them
_DIGITS = re.compile(r"\d+")
_COMPLEMENTS: Mapping[Variant, Variant] = {"first": "rest", "odd": "even", "even": "odd"}
_SET_AS_LABEL = re.compile(
    r"(?:th|dt|b|strong|label|legend|summary|caption)(?:\[|$)"
    r"|@|[^/]*'(?:[^']*[ _-])?(?:acc|accordion|collapse|toggle|fold|label|lbl|legend|term)(?:[ _-][^']*)?'"
)
_TOPIC = "\0topic"  # stands for the page's topic: what comes before it is not its label
ClassKey = tuple[str, Variant, str]


@dataclass
class _Stats:
    """What the pages show of one class.

    pages: text → pages that have it. following, preceding: text → texts next to it.
    """

    n: int = 0
    n_in_row: int = 0  # the text behind is of the same class
    pages: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    following: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    preceding: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
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


def label_classes(pages: Sequence[Sequence[Atom]], topics: Sequence[str]) -> list[LabelClass]:
    """The classes of labels of a template, best first. pages: the atoms of each page."""
    least = minimum_pages_of_label(len(pages))
    stats = _collect(pages, topics, scoped=False)
    chosen = _chosen(stats, pages, least, [])
    taken = {entry.key for entry in chosen}
    scoped = _collect(pages, topics, scoped=True)
    chosen = _chosen({k: v for k, v in scoped.items() if k[0] not in taken}, pages, least, chosen)
    # What is a label at one place is one at others.
    known = frozenset(text for entry in chosen for text in entry.texts)
    taken = {entry.key for entry in chosen}
    rest = {k: v for k, v in stats.items() if k[0] not in taken}
    chosen = _chosen(rest, pages, least, chosen, known)
    taken = {entry.key for entry in chosen}
    behind = _values_behind(pages, chosen)
    # Where a place of labels is known, other texts need a colon to be some.
    is_known = any(len(entry.texts) > 2 for entry in chosen)
    for (key, variant, _), found in sorted(stats.items()):
        if variant:
            continue
        before = [entry for entry in chosen if entry.key == key]
        texts = set() if before else _with_colon(found, least)
        if len(texts) >= _LEAST_NAMES and _exchangeable(found, sorted(texts), len(pages)):
            texts = set()
        # Values of labels at another place, or texts that never follow each other, hold no labels.
        is_row = found.n_in_row >= _IN_ROW * found.n and behind[key] <= _BEHIND * found.n
        mixed = _common(found, len(pages), least) if is_row else set()
        held = {text for entry in before for text in entry.texts}
        if len(mixed) >= (_SURE_MIXED if is_known or before else 3) and len(mixed) > 2 * len(held):
            texts |= mixed
            chosen = [entry for entry in chosen if entry.key != key]
        if texts:
            chosen.append(LabelClass(key, "", "", frozenset(map(label_name, texts)), False))
    return chosen


def _values_behind(pages: Sequence[Sequence[Atom]], chosen: Sequence[LabelClass]) -> Counter[str]:
    """How many texts of each path key stand right behind a label of another one."""
    marker = LabelMarker(chosen)
    behind: Counter[str] = Counter()
    for atoms in pages:
        marks = marker.mark(atoms)
        for (label, mark), atom in zip(zip(atoms, marks, strict=True), atoms[1:], strict=False):
            if mark is not None and label.key != atom.key:
                behind[atom.key] += 1
    return behind


def _collect(
    pages: Sequence[Sequence[Atom]], topics: Sequence[str], scoped: bool
) -> Mapping[ClassKey, _Stats]:
    stats: dict[ClassKey, _Stats] = defaultdict(_Stats)
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
                        found.n_in_row += name in classes[place + 1]
    return stats


def _parts(text: str) -> bool:
    return is_separator(text) or _FIRST.fullmatch(text) is not None


def _is_of_site(text: str) -> bool:
    """Whether a heading is one that pages of any kind have."""
    return is_notice(text) or is_description(text) or RELATED.search(text) is not None


def _chosen(
    stats: Mapping[ClassKey, _Stats],
    pages: Sequence[Sequence[Atom]],
    least: int,
    before: Sequence[LabelClass],
    known: Collection[str] = (),
) -> list[LabelClass]:
    """The classes before, and those of ``stats`` that are of labels; the best ones first."""
    scored = []
    for name in stats:
        score = _score(name, stats, len(pages), least, known)
        if score > 0:
            scored.append((-score - (0.01 if not name[1] else 0.0), name))
    chosen = list(before)
    for _, (key, variant, scope) in sorted(scored):
        is_taken = any(entry.key == key and entry.scope == scope for entry in chosen)
        if is_taken or _follows(pages, (key, variant, scope), chosen):
            continue
        texts = stats[key, variant, scope].recurring(least)
        chosen.append(LabelClass(key, variant, scope, frozenset(map(label_name, texts)), True))
    return chosen


def _score(
    name: ClassKey,
    stats: Mapping[ClassKey, _Stats],
    n_pages: int,
    least: int,
    known: Collection[str] = (),
) -> float:
    """How many labels a class has whose values vary; 0 where it is none of labels.

    A class that is set as labels are (markup, class names, colons) needs less proof, and goes first.
    """
    found, (key, variant, scope) = stats[name], name
    texts = found.recurring(least)
    n = {text: found.following[text].total() for text in texts}
    total = sum(n.values())
    if len(texts) == 1 and key.rsplit("/", 1)[-1].startswith("a"):
        return 0.0  # a step of the path to the page
    if not texts or total < _RECURRING * found.n or found.n_in_row > 0.3 * found.n:
        return 0.0
    n_colons = sum(found.n_colons[text] for text in texts)
    n_known = sum(n[text] for text in texts if text in known)
    n_unknown = sum(n[text] for text in texts if text not in known and not _is_of_site(text))
    is_set = (
        n_colons >= 0.8 * total
        or (n_known > n_unknown and n_known >= _LEAST_KNOWN)
        or _SET_AS_LABEL.match(element_of(key).rsplit("/", 1)[-1]) is not None
    )
    common = sum(n[text] for text in texts if len(found.pages[text]) >= _COMMON * n_pages)
    varied = sum(found.diversity(text) for text in texts)
    if not is_set and common < 0.5 * total or varied < (0.02 if is_set else _DIVERSE) * len(texts):
        return 0.0
    if not is_set and (len(texts) < 2 or _alternate(found, texts)):
        return 0.0
    if len(texts) >= _LEAST_NAMES and _exchangeable(found, texts, n_pages):
        return 0.0
    other = stats.get((key, _COMPLEMENTS[variant], scope)) if variant in _COMPLEMENTS else None
    if other is not None and _is_like(other, texts, n, least):
        return 0.0
    # A label stands once on a page, or a few times; names of members come again on it.
    once = sum(len(found.pages[text]) for text in texts) / total
    return varied * once * (_ASKED if _are_headings(key, texts) else 1) + 1000.0 * is_set


def _are_headings(key: str, texts: Sequence[str]) -> bool:
    """Whether the texts of a place are headings or questions."""
    n_asked = sum(text.endswith(("？", "?")) for text in texts)
    return 2 * n_asked > len(texts) or _HEADING.search(key) is not None


def _is_like(other: _Stats, texts: Sequence[str], n: Mapping[str, int], least: int) -> bool:
    """Whether the other part of a place holds the same texts, or recurring ones too: all values."""
    shared = sum(n[text] for text in texts if text in other.pages)
    recurring = sum(other.following[text].total() for text in other.recurring(least))
    return shared > 0.3 * sum(n.values()) or recurring > _ALL_AGAIN * other.n


def _alternate(found: _Stats, texts: Sequence[str]) -> bool:
    """Whether the texts of a place stand on different pages, as values do."""
    on_page: Counter[int] = Counter()
    for text in texts:
        on_page.update(found.pages[text])
    return sum(on_page.values()) < _TOGETHER * len(on_page)


def _exchangeable(found: _Stats, texts: Sequence[str], n_pages: int) -> bool:
    """Whether texts of few pages each are followed by the same: members' names before their ranks.

    What follows labels is each time of its own kind.
    """
    if sum(len(found.pages[text]) for text in texts) > _OFTEN * n_pages * len(texts):
        return False
    return alikeness({text: _folded(found.following[text]) for text in texts}) > _SAME


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


def _folded(counts: Counter[str]) -> Counter[str]:
    folded: Counter[str] = Counter()
    for text, n in counts.items():
        folded[_DIGITS.sub("0", text)] += n
    return folded


def _follows(pages: Sequence[Sequence[Atom]], name: ClassKey, chosen: Sequence[LabelClass]) -> bool:
    """Whether a class mostly stands right behind labels: then its texts are values."""
    key, variant, scope = name
    n_behind = n_all = 0
    marker = LabelMarker(chosen)
    for atoms in pages:
        before = False
        for (atom, kinds), mark in zip(variants(atoms), marker.mark(atoms), strict=True):
            if is_separator(atom.text):
                continue
            if atom.key == key and variant in kinds and (not scope or scope_of(atom) == scope):
                n_all += 1
                n_behind += before
            before = mark is not None
    return n_behind > 0.5 * n_all


def _with_colon(found: _Stats, least: int) -> set[str]:
    """Recurring texts that a colon follows, with different values."""
    return {
        text
        for text in found.recurring(least)
        if found.n_colons[text] >= 0.8 * found.following[text].total() and found.diversity(text) > 0
    }


def _common(found: _Stats, n_pages: int, least: int) -> set[str]:
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
    return labels if len(labels) >= 3 and not _alternate(found, sorted(labels)) else set()


def _share(counts: Counter[str], texts: Collection[str]) -> float:
    return sum(n for text, n in counts.items() if text in texts) / max(1, counts.total())
