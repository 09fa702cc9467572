"""Which atoms of a page are labels, by the classes that were learnt for its template.

A *class* is a path key, or a part of one where labels and values share it: the first text of its
container, or those at odd or even positions; where the same markup serves several tables of a page,
only inside one of them (its *scope*).
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg_pipeline.extraction.sites.pages import (
    Atom,
    SitePage,
    inline_candidates,
    is_heading,
    is_label_like,
    label_name,
    path_of,
)
from kg_pipeline.extraction.sites.wording import RELATED, is_call, is_notice

_LEAST_SPACED = 3  # labels in one container that only a blank parts from their values
Variant = str  # "", "first", "rest", "odd", "even"

_POSITION = re.compile(r"\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class LabelClass:
    """Labels of one place: their path key, variant and scope, and the common texts.

    scope: path (with positions) of the element that they stand in, "" for the whole page.
    is_open: another label-like text at this place is a label too.
    """

    key: str
    variant: Variant
    scope: str
    texts: frozenset[str]
    is_open: bool


def can_be_label(atom: Atom) -> bool:
    """Whether an atom's words and place allow it to be a label."""
    if not is_label_like(atom.text) or "@itemprop" in atom.keys[-1] or "code" in atom.keys:
        return False
    return not is_furnishing(atom)


def is_furnishing(atom: Atom) -> bool:
    """Whether it asks the reader to do something, or is the heading of what is about other things."""
    return is_call(atom.text) or (is_heading(atom) and RELATED.search(atom.text) is not None)


def scope_of(atom: Atom) -> str:
    """The element that holds an atom's row: its path with positions."""
    return "/".join(atom.steps[:-2])


def variants(atoms: Sequence[Atom]) -> Iterator[tuple[Atom, tuple[Variant, ...]]]:
    """Each atom with the variants of classes that it belongs to; a row's only text is no first."""
    seen: set[tuple[str, ...]] = set()
    sizes = Counter(atom.steps[:-1] for atom in atoms)
    for atom in atoms:
        container = atom.steps[:-1]
        is_alone = sizes[container] == 1 and container[-1:] and container[-1].startswith("tr")
        place = "rest" if container in seen or is_alone else "first"
        seen.add(container)
        found = _POSITION.search(atom.steps[-1])
        is_odd = not is_alone if found is None else int(found[1]) % 2
        parity = "odd" if is_odd else "even"
        yield atom, ("", place, parity)


def minimum_pages_of_label(n_pages: int) -> int:
    """How many pages a label must stand on."""
    return 2 if n_pages < 8 else max(3, round(0.015 * n_pages))


def inline_labels(pages: Sequence[SitePage]) -> dict[str, tuple[str, ...]]:
    """Texts before a colon that come again from page to page, by path key of their nodes."""
    seen: dict[tuple[str, str], set[str]] = defaultdict(set)
    rests: dict[tuple[str, str], set[str]] = defaultdict(set)
    for page in pages:
        for node in page.nodes:
            candidates = inline_candidates(node)
            if candidates:
                key = "/".join(path_of(node.xpath)[1])
                for label, rest in candidates:
                    seen[key, label].add(page.document_id)
                    if label.endswith(" ") and len(rests[key, label]) < 2:
                        rests[key, label].add(rest)
    least = minimum_pages_of_label(len(pages))
    found: dict[str, list[str]] = defaultdict(list)
    n_spaced: Counter[str] = Counter()
    n_rare: Counter[str] = Counter()
    beside: dict[str, set[str]] = defaultdict(set)
    for (key, label), where in sorted(seen.items()):
        if len(where) >= least:
            found[key].append(label)
        if label.endswith(" "):
            (n_spaced if len(where) >= least else n_rare)[key] += len(where)
            # What follows one and the same text always is a label in two languages.
            if len(where) >= least and not is_notice(label) and len(rests[key, label]) > 1:
                beside[_parent(key)].add(label)
    return {
        key: tuple(
            label
            for label in labels
            # A blank parts labels from values only where nearly all that it parts are labels.
            if not label.endswith(" ")
            or (n_rare[key] < 0.1 * n_spaced[key] and len(beside[_parent(key)]) >= _LEAST_SPACED)
        )
        for key, labels in found.items()
    }


def _parent(key: str) -> str:
    return key.rpartition("/")[0]


class LabelMarker:
    """Says which atoms of a page are labels."""

    def __init__(self, classes: Sequence[LabelClass]) -> None:
        by_key: dict[str, list[tuple[int, LabelClass]]] = defaultdict(list)
        for number, entry in enumerate(classes):
            by_key[entry.key].append((number, entry))
        self._classes: Mapping[str, Sequence[tuple[int, LabelClass]]] = by_key

    def mark(self, atoms: Sequence[Atom]) -> list[int | None]:
        """For each atom the number of its class, ``None`` for what is no label."""
        return self.mark_shown(variants(atoms))

    def mark_shown(self, shown: Iterable[tuple[Atom, tuple[Variant, ...]]]) -> list[int | None]:
        """The same for atoms whose variants are known."""
        return [self._class_of(atom, kinds) for atom, kinds in shown]

    def _class_of(self, atom: Atom, kinds: tuple[Variant, ...]) -> int | None:
        for number, entry in self._classes.get(atom.key, ()):
            if entry.variant in kinds and _is_label(atom, entry):
                return number
        return None


def _is_label(atom: Atom, entry: LabelClass) -> bool:
    if label_name(atom.text) in entry.texts:
        return True  # also where an optional part of the page shifted its scope
    inside = not entry.scope or scope_of(atom) == entry.scope
    return entry.is_open and inside and can_be_label(atom)
