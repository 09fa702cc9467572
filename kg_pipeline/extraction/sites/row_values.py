"""What a label's row is, and which of the texts in it are the label's values."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg_pipeline.extraction.sites.pages import Atom, is_heading, is_separator
from kg_pipeline.extraction.sites.wording import RELATED

_CLOSED_TAGS = ("p", "td", "li", "dl", "dd")  # all that they hold belongs to their labels
_LINES = 3  # labels of one cell, from which on it is a text with lines


@dataclass(frozen=True, slots=True)
class RowShape:
    """How labels of one class stand beside their values.

    up: levels from a label to its row. is_flat: a row holds several labels; then the last one of a
    row has its values in as many elements at most as nine of ten others (``most``; 0: any number).
    """

    up: int
    is_flat: bool
    most: int = 0


def row_of(atom: Atom, up: int) -> tuple[str, ...]:
    """The element so many levels above that of a label."""
    element = atom.element()
    return element[: max(1, len(element) - up)]


def values_of(
    place: int,
    row: tuple[str, ...],
    atoms: Sequence[Atom],
    marks: Sequence[int | None],
    shape: RowShape,
) -> Iterator[int]:
    """Places of the atoms that a label speaks of."""
    end = place + 1
    while end < len(atoms) and marks[end] is None and is_inside(atoms[end], row):
        if shape.is_flat and _ends(atoms[end], atoms[place]):
            break
        end += 1
    is_last = end == len(atoms) or marks[end] is None or not is_inside(atoms[end], row)
    if not is_last and marks[end] != marks[place]:
        # Up to a label of another kind only what looks like one list is its values.
        places = {atom.keys[: len(row) + 1] for atom in atoms[place + 1 : end]}
        is_mixed = places == {atoms[place].keys} and atoms[end].keys != atoms[place].keys
        is_last = len(places) > 1 or is_mixed
    is_closed = row[-1].split("[")[0] in _CLOSED_TAGS and not _is_post(row, place, atoms, marks)
    if shape.is_flat and shape.most and is_last and not is_closed:
        children = dict.fromkeys(atom.steps[: len(row) + 1] for atom in atoms[place + 1 : end])
        kept = set(list(children)[: shape.most])
        stop = end
        while end > place + 1 and atoms[end - 1].steps[: len(row) + 1] not in kept:
            end -= 1
        end = _continued(end, stop, atoms)
    if not shape.is_flat and row[-1].startswith("tr") and end > place + 1:
        end = _spanned(end, row, atoms, marks)
    if atoms[place].part == "label":
        end = max(end, _lines_between(place, end, atoms, marks))
    yield from range(place + 1, end)
    if not shape.is_flat and all(is_separator(atom.text) for atom in atoms[place + 1 : end]):
        before = place - 1
        while before >= 0 and marks[before] is None and is_inside(atoms[before], row):
            before -= 1
        if before + 1 == place:
            yield from _below(end - 1, row, atoms, marks)
        yield from range(before + 1, place)


def _lines_between(place: int, end: int, atoms: Sequence[Atom], marks: Sequence[int | None]) -> int:
    """Where the lines of one element end that stand between a line with a label and the next such.

    Behind the last label what is no value begins somewhere: none of it is taken.
    """
    element, after = atoms[place].element(), end
    while after < len(atoms) and atoms[after].element() == element:
        if marks[after] is not None or atoms[after].part == "marked":
            return after
        after += 1
    return end


def _continued(end: int, stop: int, atoms: Sequence[Atom]) -> int:
    """Where a list ends whose marks part elements of one kind (「甲 / 乙 / 丙」)."""
    while (
        end + 1 < stop
        and is_separator(atoms[end].text)
        and atoms[end + 1].keys == atoms[end - 1].keys
    ):
        end += 2
    return end


def _is_post(
    row: tuple[str, ...], place: int, atoms: Sequence[Atom], marks: Sequence[int | None]
) -> bool:
    """Whether a cell holds so many labels that it is a text with lines of its own."""
    before = place - 1
    n_labels = 1
    while before >= 0 and n_labels < _LINES and is_inside(atoms[before], row):
        n_labels += marks[before] == marks[place]
        before -= 1
    return n_labels >= _LINES and row[-1].startswith("td")


def _ends(atom: Atom, label: Atom) -> bool:
    """Whether a heading ends the values of a label."""
    if not is_heading(atom):
        return False
    return not is_heading(label) or RELATED.search(atom.text) is not None


def _spanned(
    end: int, row: tuple[str, ...], atoms: Sequence[Atom], marks: Sequence[int | None]
) -> int:
    """Where the values of a table row end, with rows behind it that hold nothing but another one."""
    place = atoms[end - 1].keys
    while end < len(atoms) and marks[end] is None and atoms[end].keys == place:
        own = atoms[end].steps
        alone = own[: len(row) - 1] == row[:-1] and own[len(row)] == "td"
        if not alone or (end + 1 < len(atoms) and is_inside(atoms[end + 1], own[: len(row)])):
            break
        end += 1
    return end


def _below(
    place: int, row: tuple[str, ...], atoms: Sequence[Atom], marks: Sequence[int | None]
) -> Iterator[int]:
    """Places of the atoms in the element right behind a label's row that holds the label alone."""
    after = place + 1
    if after == len(atoms) or not is_inside(atoms[after], row[:-1]):
        return
    element = atoms[after].steps[: len(row)]
    end = after
    while end < len(atoms) and is_inside(atoms[end], element):
        if marks[end] is not None or is_heading(atoms[end]):
            return
        end += 1
    yield from range(after, end)


def is_inside(atom: Atom, element: tuple[str, ...]) -> bool:
    """Whether an atom stands in an element."""
    return atom.steps[: len(element)] == element
