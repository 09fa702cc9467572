"""Which texts of a template are labels: constant themselves, and followed by what varies.

A class is one of labels where its texts come again from page to page, while what follows each of
them differs. It is looked for first by path key alone, then within scopes, where the same markup
serves several things. Texts that a colon follows, and texts of most pages, are labels by themselves.
"""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from kg_pipeline.extraction.sites.label_statistics import (
    ClassKey,
    LabelStats,
    alternate,
    are_alike,
    collected,
    diversity,
    without_numbers,
)
from kg_pipeline.extraction.sites.labels import (
    LabelClass,
    LabelMarker,
    Variant,
    minimum_pages_of_label,
    scope_of,
    variants,
)
from kg_pipeline.extraction.sites.mixed_places import mixed_labels, values_behind
from kg_pipeline.extraction.sites.pages import Atom, element_of, is_separator, label_name
from kg_pipeline.extraction.sites.row_values import is_inside
from kg_pipeline.extraction.sites.wording import RELATED, is_description, is_notice

_RECURRING = 0.9  # of a class's texts
_ALL_AGAIN = 0.85  # of a place's texts: from which on it holds values of a list
_COMMON = 0.3  # of the pages: a label that so many have is a common one
_DIVERSE = 0.25  # of the pages with a label: other values than the most frequent one
_LEAST_KNOWN = 5  # texts of a place that are labels elsewhere
_ASKED = 2.0  # more weight for a place of headings or questions: what is below belongs to them
_HEADING = re.compile(r"/h[1-6](?:\[[^/]*)?$")
_TITLED = 0.9  # of the pages
_IN_LINK = re.compile(r"/a(?:\[[^/]*)?(?:/[^/]*)?$")
_SURE_MIXED = 5  # labels among values of one place, where labels of another place are known
_BEHIND = 0.1  # of a place's texts stand behind labels of another place: it is one of values
_IN_ROW = 0.5  # of a mixed place's texts have another one of it behind them
_LEAST_NAMES = 4  # texts of a place that may be names of members
_OFTEN = 0.5  # of the pages: texts that more have are no such names
_SAME = 0.6  # of what follows each text follows all of them
_COMPLEMENTS: Mapping[Variant, Variant] = {"first": "rest", "odd": "even", "even": "odd"}
_SET_AS_LABEL = re.compile(
    r"(?:th|dt|b|strong|label|legend|summary|caption)(?:\[|$)"
    r"|@|[^/]*'(?:[^']*[ _-])?(?:acc|accordion|collapse|toggle|fold|label|lbl|legend|term|dt|key)(?:[ _-][^']*)?'"
)

ShownAtoms = Sequence[tuple[Atom, tuple[Variant, ...]]]


def label_classes(pages: Sequence[Sequence[Atom]], topics: Sequence[str]) -> list[LabelClass]:
    """The classes of labels of a template, best first. pages: the atoms of each page."""
    least = minimum_pages_of_label(len(pages))
    shown = [list(variants(row)) for row in pages]
    stats = collected(pages, topics, scoped=False)
    chosen = _chosen(stats, shown, least, [])
    taken = {entry.key for entry in chosen}
    scoped = collected(pages, topics, scoped=True)
    chosen = _chosen({k: v for k, v in scoped.items() if k[0] not in taken}, shown, least, chosen)
    # What is a label at one place is one at others.
    known = frozenset(text for entry in chosen for text in entry.texts)
    taken = {entry.key for entry in chosen}
    rest = {k: v for k, v in stats.items() if k[0] not in taken}
    chosen = _chosen(rest, shown, least, chosen, known)
    taken = {entry.key for entry in chosen}
    behind = values_behind(pages, chosen)
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
        mixed = mixed_labels(found, len(pages), least) if is_row else set()
        held = {text for entry in before for text in entry.texts}
        if len(mixed) >= (_SURE_MIXED if is_known or before else 3) and len(mixed) > 2 * len(held):
            texts |= mixed
            chosen = [entry for entry in chosen if entry.key != key]
        if texts:
            chosen.append(LabelClass(key, "", "", frozenset(map(label_name, texts)), False))
    return chosen


def _is_of_site(text: str) -> bool:
    """Whether a heading is one that pages of any kind have."""
    return is_notice(text) or is_description(text) or RELATED.search(text) is not None


def _chosen(
    stats: Mapping[ClassKey, LabelStats],
    pages: Sequence[ShownAtoms],
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
    stats: Mapping[ClassKey, LabelStats],
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
    if len(texts) == 1 and _IN_LINK.search(key):
        return 0.0  # a step of the path to the page, the site's own name
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
    if is_set and not varied:  # lists whose first value is the same on all pages
        varied = sum(diversity(found.further[text]) for text in texts)
    # The title of a section that begins with a label is no proof against the place.
    n_telling = sum(not _before_labels(found.following[text], known) for text in texts)
    if not is_set and common < 0.5 * total or varied < (0.02 if is_set else _DIVERSE) * n_telling:
        return 0.0
    if not is_set and len(texts) < 2:
        return 0.0
    if not is_set and alternate(found, texts) and not _are_titles(key, found, texts, n_pages):
        return 0.0
    if len(texts) >= _LEAST_NAMES and _exchangeable(found, texts, n_pages):
        return 0.0
    other = stats.get((key, _COMPLEMENTS[variant], scope)) if variant in _COMPLEMENTS else None
    if other is not None and _is_like(other, texts, n, least):
        return 0.0
    # A label stands once on a page, or a few times; names of members come again on it.
    once = sum(len(found.pages[text]) for text in texts) / total
    return varied * once * (_ASKED if _are_headings(key, texts) else 1) + 1000.0 * is_set


def _before_labels(behind: Counter[str], known: Collection[str]) -> bool:
    """Whether what stands behind a text is mostly a label of another place."""
    return 2 * sum(n for text, n in behind.items() if text in known) > behind.total()


def _are_headings(key: str, texts: Sequence[str]) -> bool:
    """Whether the texts of a place are headings or questions."""
    n_asked = sum(text.endswith(("？", "?")) for text in texts)
    return 2 * n_asked > len(texts) or _HEADING.search(key) is not None


def _are_titles(key: str, found: LabelStats, texts: Sequence[str], n_pages: int) -> bool:
    """Whether nearly all pages show a heading of the place, some of them pages of any kind have."""
    shown = set().union(*(found.pages[text] for text in texts))
    is_of_headings = _HEADING.search(key) is not None and any(map(_is_of_site, texts))
    return is_of_headings and len(shown) >= _TITLED * n_pages


def _is_like(other: LabelStats, texts: Sequence[str], n: Mapping[str, int], least: int) -> bool:
    """Whether the other part of a place holds the same texts, or recurring ones too: all values."""
    shared = sum(n[text] for text in texts if text in other.pages)
    recurring = sum(other.following[text].total() for text in other.recurring(least))
    return shared > 0.3 * sum(n.values()) or recurring > _ALL_AGAIN * other.n


def _exchangeable(found: LabelStats, texts: Sequence[str], n_pages: int) -> bool:
    """Whether texts of few pages each are followed by the same: members' names before their ranks.

    What follows labels is each time of its own kind. Bare numbers alone are counts of members.
    """
    if sum(len(found.pages[text]) for text in texts) > _OFTEN * n_pages * len(texts):
        return False
    behind = [value for text in texts for value in found.following[text].elements()]
    if sum(value.isdecimal() for value in behind) > _RECURRING * len(behind):
        return True
    return are_alike({text: without_numbers(found.following[text]) for text in texts}) > _SAME


def _follows(pages: Sequence[ShownAtoms], name: ClassKey, chosen: Sequence[LabelClass]) -> bool:
    """Whether a class mostly stands right behind labels: then its texts are values."""
    key, variant, scope = name
    n_behind = n_all = 0
    marker = LabelMarker(chosen)
    for shown in pages:
        before = False
        marks = marker.mark_shown(shown)
        for place, ((atom, kinds), mark) in enumerate(zip(shown, marks, strict=True)):
            if is_separator(atom.text):
                continue
            if atom.key == key and variant in kinds and (not scope or scope_of(atom) == scope):
                n_all += 1
                n_behind += before
            before = mark is not None and not _stands_below(shown, marks, place)
    return n_behind > 0.5 * n_all


def _stands_below(shown: ShownAtoms, marks: Sequence[int | None], place: int) -> bool:
    """Whether a label is the last text of an element that holds its value before it."""
    element = shown[place][0].element()[:-1]
    below = place > 0 and marks[place - 1] is None and is_inside(shown[place - 1][0], element)
    return below and not (place + 1 < len(shown) and is_inside(shown[place + 1][0], element))


def _with_colon(found: LabelStats, least: int) -> set[str]:
    """Recurring texts that a colon follows, with different values."""
    return {
        text
        for text in found.recurring(least)
        if found.n_colons[text] >= 0.8 * found.following[text].total() and found.diversity(text) > 0
    }
