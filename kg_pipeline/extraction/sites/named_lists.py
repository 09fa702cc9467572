"""Lists without labels of their own that something names: the heading over them, a text before them.

「领衔主演」 over cards of people; 「类型」 before some links, all in one element.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import takewhile

from kg_pipeline.extraction.sites.pages import Atom, is_heading, is_label_like, label_name
from kg_pipeline.extraction.sites.row_values import is_inside
from kg_pipeline.extraction.sites.wording import RELATED, is_description, is_notice

_READERS = re.compile(r"\d[\d,.]*\s?万?\+?\s?[人次]")
_LONGEST_HEADING = 8  # characters of a heading that is an attribute's name
_LISTED = 1.5  # texts of a list, on the mean
_LEAST_HEADED = 0.2  # of the pages have the list
_SERVING = 0.2  # of a list's texts serve the site
_LEAST_LABELLED = 0.5  # the same where no heading says that it is a title


def headed_lists(pages: Sequence[Sequence[Atom]]) -> Mapping[str, str]:
    """Path keys of lists (cards of people) right below one heading, with that heading.

    Counts beside the heading do not matter; other texts among the list (a review and its date) do.
    """
    over: dict[str, Counter[str]] = defaultdict(Counter)
    mixed: set[str] = set()
    n_items: Counter[str] = Counter()
    serving: Counter[str] = Counter()
    for atoms in pages:
        heading = ""
        sections: dict[str, list[str]] = defaultdict(list)
        for atom in atoms:
            if is_heading(atom):
                heading = atom.text
            elif heading and any(map(str.isalpha, atom.text)):
                sections[heading].append(atom.key)
                serving[atom.key] += _serves(atom.text)
        for heading, keys in sections.items():
            n_first = len(list(takewhile(keys[0].__eq__, keys)))
            over[keys[0]][label_name(heading)] += 1
            n_items[keys[0]] += n_first
            mixed |= {keys[0]} & set(keys[n_first:])
    return {
        key: heading
        for key, counts in over.items()
        if len(counts) == 1
        and key not in mixed
        and serving[key] < _SERVING * n_items[key]
        and n_items[key] >= _LISTED * counts.total()
        and counts.total() >= _LEAST_HEADED * len(pages)
        and _names_list(heading := next(iter(counts)))
    }


def labelled_lists(pages: Sequence[Sequence[Atom]]) -> Mapping[str, str]:
    """Path keys of lists that share an element with one text before them alone, with that text."""
    before: dict[str, Counter[str]] = defaultdict(Counter)
    n_items: Counter[str] = Counter()
    serving: Counter[str] = Counter()
    for atoms in pages:
        for place, atom in enumerate(atoms[:-1]):
            element = atom.element()[:-1]
            if is_inside(atoms[place + 1], element) and not (
                place and is_inside(atoms[place - 1], element)
            ):
                listed = _rest_of(element, place + 1, atoms)
                if len({one.key for one in listed}) == 1 and listed[0].key != atom.key:
                    serving[listed[0].key] += sum(_serves(one.text) for one in listed)
                    before[listed[0].key][label_name(atom.text)] += 1
                    n_items[listed[0].key] += len(listed)
    return {
        key: label
        for key, counts in before.items()
        if len(counts) == 1
        and serving[key] < _SERVING * n_items[key]
        and n_items[key] >= _LISTED * counts.total()
        and _LEAST_LABELLED * len(pages) <= counts.total() <= len(pages)
        and _names_list(label := next(iter(counts)))
    }


def _rest_of(element: tuple[str, ...], place: int, atoms: Sequence[Atom]) -> Sequence[Atom]:
    """What stands in an element from a place on."""
    end = place
    while end < len(atoms) and is_inside(atoms[end], element):
        end += 1
    return atoms[place:end]


def _serves(text: str) -> bool:
    """Whether a text is a button (回复) or counts readers (「5人办过」)."""
    return is_notice(text) or _READERS.match(text) is not None


def _names_list(text: str) -> bool:
    """Whether a text can be the attribute that a list has the values of."""
    return (
        is_label_like(text)
        and (len(text) <= _LONGEST_HEADING or text.isascii())
        and not (is_notice(text) or is_description(text) or RELATED.search(text))
    )
