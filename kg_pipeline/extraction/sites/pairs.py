"""From labels to pairs of label and values, and to the blocks that such pairs stand in.

A label's *row* is the least element around it that also holds something else. Where rows hold one
label each, all else in the row is its value; where they hold several (``dl``, cells of one ``tr``,
lines of one paragraph), what follows up to the next label is. A *block* is a run of pairs in one
container, with no heading between them and no label twice.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kg_pipeline.extraction.sites.pages import (
    Atom,
    heading_level,
    is_heading,
    is_separator,
    label_name,
)
from kg_pipeline.extraction.sites.row_values import RowShape, is_inside, row_of, values_of

_HIGHEST = 6  # levels up from a label to its row
_NAMES = 8  # texts before a block that may name what it is about
_LINE_TAGS = ("tr", "p")
_CELLS = ("th", "td")


@dataclass(slots=True)
class Pair:
    """A label and the atoms of its values; ``place``: the label's place among the page's atoms.

    is_section: headings of a lower level stand among what the label speaks of
    """

    label: str
    place: int
    values: list[Atom]
    is_section: bool = False


@dataclass(slots=True)
class Block:
    """Pairs of one class in one container of a page.

    key: what blocks of other pages share with it. heading: the one above it, "" for none.
    names: the texts before it that belong to no pair, the nearest first; ``n_near`` of them stand in
    the least element that holds the block and a text before it.
    """

    label_class: int
    key: str
    heading: str
    container: tuple[str, ...]
    pairs: list[Pair] = field(default_factory=list)
    names: tuple[str, ...] = ()
    n_near: int = 0

    def labels(self) -> set[str]:
        """Its labels."""
        return {pair.label for pair in self.pairs}


def row_shapes(
    pages: Sequence[tuple[Sequence[Atom], Sequence[int | None]]], n_classes: int
) -> list[RowShape]:
    """The shape of each class's rows, as most labels have it. pages: atoms and marks of each."""
    levels: list[Counter[int]] = [Counter() for _ in range(n_classes)]
    crowded: dict[tuple[int, int], Counter[bool]] = defaultdict(Counter)
    for atoms, marks in pages:
        inside = _Insides(atoms, marks)
        for atom, mark in zip(atoms, marks, strict=True):
            if mark is not None:
                for up in range(_HIGHEST):
                    n_labels, n_values = inside.counts(row_of(atom, up))
                    if n_values:
                        up += inside.only_counts(row_of(atom, up), row_of(atom, up + 1))
                        levels[mark][up] += 1
                        crowded[mark, up][n_labels > 1] += 1
                        break
    shapes = []
    for mark, counts in enumerate(levels):
        up = min(counts, key=lambda level: (-counts[level], level), default=1)
        found = crowded[mark, up]
        shapes.append(RowShape(up, found[True] > 0.2 * max(1, found.total())))
    return _bounded(shapes, pages)


def _bounded(
    shapes: Sequence[RowShape], pages: Sequence[tuple[Sequence[Atom], Sequence[int | None]]]
) -> list[RowShape]:
    """The shapes with the number of values between two labels of a row."""
    between: dict[int, list[int]] = defaultdict(list)
    for atoms, marks in pages:
        for place, mark in enumerate(marks):
            if mark is not None and shapes[mark].is_flat:
                row = row_of(atoms[place], shapes[mark].up)
                n = len(list(values_of(place, row, atoms, marks, shapes[mark])))
                after = place + 1 + n
                if (
                    n
                    and after < len(atoms)
                    and marks[after] == mark
                    and is_inside(atoms[after], row)
                ):
                    values = atoms[place + 1 : after]
                    between[mark].append(len({atom.steps[: len(row) + 1] for atom in values}))
    return [
        RowShape(shape.up, shape.is_flat, sorted(found)[9 * (len(found) - 1) // 10])
        if (found := between[mark])
        else shape
        for mark, shape in enumerate(shapes)
    ]


class _Insides:
    """How many labels and other texts stand inside each element."""

    def __init__(self, atoms: Sequence[Atom], marks: Sequence[int | None]) -> None:
        self._labels: Counter[tuple[str, ...]] = Counter()
        self._values: Counter[tuple[str, ...]] = Counter()
        self._numbers: Counter[tuple[str, ...]] = Counter()
        for atom, mark in zip(atoms, marks, strict=True):
            counter = self._values if mark is None else self._labels
            if mark is None and is_separator(atom.text):
                continue
            for depth in range(len(atom.steps) + 1):
                counter[atom.steps[:depth]] += 1
                if mark is None and atom.text.isdecimal():
                    self._numbers[atom.steps[:depth]] += 1

    def only_counts(self, element: tuple[str, ...], around: tuple[str, ...]) -> bool:
        """Whether a label has but a number beside it, and its values only in the element around."""
        n_values = self._values[element]
        return (
            self._numbers[element] == n_values == 1
            and self._labels[around] == 1
            and self._values[around] > n_values
        )

    def counts(self, element: tuple[str, ...]) -> tuple[int, int]:
        return self._labels[element], self._values[element]


def blocks_of(
    atoms: Sequence[Atom], marks: Sequence[int | None], shapes: Sequence[RowShape]
) -> list[Block]:
    """The blocks of a page in order."""
    blocks: list[Block] = []
    used: set[int] = set()
    heading, since_heading = "", 0
    section: tuple[str, ...] = ()
    for place, (atom, mark) in enumerate(zip(atoms, marks, strict=True)):
        if mark is None:
            if is_heading(atom) and place not in used:
                heading, since_heading = atom.text, place
                section = _section(place, atoms)
            continue
        shape = shapes[mark]
        row = row_of(atom, shape.up)
        values = list(values_of(place, row, atoms, marks, shape))
        container = _container(row, shape)
        pair = Pair(
            label_name(atom.text),
            place,
            [atoms[index] for index in values],
            _is_section(atom, atoms[place + 1 : max([place, *values]) + 2]),
        )
        last = blocks[-1] if blocks else None
        if (
            last is None
            or last.label_class != mark
            or last.container != container
            or (
                pair.label in last.labels()
                and not _goes_on(last, pair, min([place, *values]), used)
            )
            or (last.pairs and since_heading > last.pairs[-1].place)
        ):
            before = _names_before(place, atoms, marks, used)
            key = "/".join(atom.keys[: len(container)])
            over = heading if is_inside(atom, section) else ""
            names = tuple(name.text for name in before)
            last = Block(mark, key, over, container, [], names, _n_near(before, atom))
            blocks.append(last)
        if is_heading(atom) and _is_title(pair, atoms, marks):
            heading, section = atom.text, _section(place, atoms)
        last.pairs.append(pair)
        used.update(values)
        used.add(place)
    return blocks


def _is_title(pair: Pair, atoms: Sequence[Atom], marks: Sequence[int | None]) -> bool:
    """Whether a label has at most a count, and those of a table follow it."""
    after = pair.place + 1 + len(pair.values)
    if after >= len(atoms) or marks[after] in (None, marks[pair.place]):
        return False
    in_table = any(step.split("[")[0] in _CELLS for step in atoms[after].steps[-2:])
    return in_table and all(value.text.isdecimal() for value in pair.values)


def _is_section(label: Atom, following: Sequence[Atom]) -> bool:
    """Whether a lower heading is among the texts behind a label, or right behind its values."""
    level = heading_level(label.keys[-3:])
    return level > 0 and any(heading_level(atom.keys[-3:]) > level for atom in following)


def _section(place: int, atoms: Sequence[Atom]) -> tuple[str, ...]:
    """The element that a heading speaks for: the least one around it and what follows.

    Where that holds no more than one text beside the heading (「更多」), the next one around it.
    """
    section: tuple[str, ...] = ()
    after = place + 1
    for _ in range(2):
        if after == len(atoms):
            break
        section = atoms[place].steps[: _n_shared(atoms[place], atoms[after])]
        first = after
        while after < len(atoms) and is_inside(atoms[after], section):
            after += 1
        if after - first > 1:
            break
    return section


def _goes_on(last: Block, pair: Pair, begin: int, used: set[int]) -> bool:
    """Whether a label stands again right behind its last value: one value a row.

    begin: the place of the pair's first text, its label or a value above that
    """
    return last.pairs[-1].label == pair.label and begin - 1 in used


def _container(row: tuple[str, ...], shape: RowShape) -> tuple[str, ...]:
    """The element that holds a block's rows."""
    in_line = row[-1].split("[")[0] in _LINE_TAGS
    return row if shape.is_flat and not in_line else row[:-1]


def _names_before(
    place: int, atoms: Sequence[Atom], marks: Sequence[int | None], used: set[int]
) -> list[Atom]:
    names: list[Atom] = []
    before = place - 1
    while before >= 0 and len(names) < _NAMES and marks[before] is None and before not in used:
        if not is_separator(atoms[before].text):
            names.append(atoms[before])
        before -= 1
    return names


def _n_near(names: Sequence[Atom], label: Atom) -> int:
    shared = [_n_shared(name, label) for name in names]
    return next((n for n, depth in enumerate(shared) if depth < shared[0]), len(names))


def _n_shared(first: Atom, second: Atom) -> int:
    """How many steps two atoms share."""
    pairs = zip(first.steps, second.steps, strict=False)
    return next((n for n, (own, other) in enumerate(pairs) if own != other), 0)


def label_counts(pages: Sequence[Sequence[Block]]) -> Mapping[str, int]:
    """On how many pages each label stands."""
    counts: Counter[str] = Counter()
    for blocks in pages:
        counts.update({label for block in blocks for label in block.labels()})
    return counts
