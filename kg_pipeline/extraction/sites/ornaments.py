"""Texts that a template repeats beside its labels or values and that say nothing (「?」, 「答」, 「下载」).

Such a place has one and the same text wherever it stands, several times on a page. A label stands
before a value and once, so no place of labels is one; neither is a mark that a value needs (是, a unit).
Nor do ordinals of headings, set apart from what they count (01 演员).
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence

from kg_pipeline.extraction.sites.pages import Atom, is_heading, is_separator

_SAME = 0.95  # of the texts of the place
_COMMON = 0.3  # of the pages have it
_TIMES = 2.0  # on each of them, on the mean
_LONGEST = 8  # characters
_ORDINAL = re.compile(r"\d{1,2}|[①-⑳]|[一二三四五六七八九十]{1,2}")
_ANSWERS = frozenset(
    "是 否 有 无 支持 不支持 可 不可 能 不能 对 错 √ × ✓ ✗ ○ yes no y n true false".split()
)


def ornaments_of(pages: Sequence[Sequence[Atom]]) -> tuple[str, ...]:
    """The path keys of such places."""
    texts: dict[str, Counter[str]] = defaultdict(Counter)
    n_pages: Counter[str] = Counter()
    n_needed: Counter[str] = Counter()
    n_ordinals: Counter[str] = Counter()
    for atoms in pages:
        n_pages.update({atom.key for atom in atoms})
        for place, atom in enumerate(atoms):
            texts[atom.key][atom.text] += 1
            before = atoms[place - 1].text if place else ""
            n_ordinals[atom.key] += _counts_heading(atom, atoms[place + 1 : place + 2])
            n_needed[atom.key] += bool(atom.colon or atom.part or before[-1:].isdigit())
    return tuple(
        sorted(
            key
            for key, counts in texts.items()
            if n_ordinals[key] >= _SAME * counts.total()
            or n_needed[key] < 0.5 * counts.total()
            and n_pages[key] >= max(2, _COMMON * len(pages))
            and counts.total() >= _TIMES * n_pages[key]
            and _is_ornament(counts)
        )
    )


def _counts_heading(atom: Atom, following: Sequence[Atom]) -> bool:
    """Whether a text is the ordinal of what follows it in a heading."""
    beside = atom.element()[:-1]
    return (
        _ORDINAL.fullmatch(atom.text.rstrip(".、．")) is not None
        and is_heading(atom)
        and any(is_heading(one) and one.steps[: len(beside)] == beside for one in following)
    )


def _is_ornament(counts: Counter[str]) -> bool:
    text, n = max(counts.items(), key=lambda item: (item[1], item[0]))
    return (
        n >= _SAME * counts.total()
        and not is_separator(text)
        and len(text) <= _LONGEST
        and text.casefold() not in _ANSWERS
        and not text[0].isdigit()
    )


def without(atoms: Sequence[Atom], ornaments: Collection[str]) -> list[Atom]:
    """The atoms that say something."""
    return [atom for atom in atoms if atom.key not in ornaments]
