"""Tables with a header row: those of one data row are read by columns, those of several left out.

A table of one row under its header states what a list of labels and values does. One of several rows
lists other things; what it states of them is the structured extractor's work.
"""

import re
from collections.abc import Sequence

from kg_pipeline.extraction.sites.pages import Atom

_POSITION = re.compile(r"\[\d+\]")
Path = tuple[str, ...]


def columns_read(atoms: Sequence[Atom]) -> list[Atom]:
    """The atoms with each header right before its value.

    A header is a row of ``th``; tables of two columns stay, for they may hold labels and values.
    """
    order: dict[int, list[Atom]] = {}  # the first atom of a table → its atoms in the new order
    gone: set[int] = set()
    for rows in _tables(atoms):
        columns = [_columns(row) for row in rows]
        is_headed = len(rows) > 1 and all(map(_is_th, rows[0]))
        if not is_headed or any(_is_th(atom) for row in rows[1:] for atom in row):
            continue
        n_columns = len(columns[0])
        if len(rows) == 2 and n_columns > 1:
            order[id(rows[0][0])] = [
                atom for column in columns[0] for row in columns for atom in row.get(column, ())
            ]
        if (len(rows) == 2 and n_columns > 1) or (len(rows) > 2 and n_columns > 2):
            gone.update(id(atom) for row in rows for atom in row)
    return [
        placed
        for atom in atoms
        for placed in order.get(id(atom), () if id(atom) in gone else (atom,))
    ]


def _tables(atoms: Sequence[Atom]) -> list[list[list[Atom]]]:
    """The rows of each table, each with its atoms."""
    rows: dict[Path, list[Atom]] = {}
    for atom in atoms:
        place = _row_of(atom)
        if place:
            rows.setdefault(place, []).append(atom)
    tables: dict[Path, list[list[Atom]]] = {}
    for place, row in rows.items():
        tables.setdefault(_table_of(place), []).append(row)
    return list(tables.values())


def _row_of(atom: Atom) -> Path:
    """The path of the table row around an atom; empty outside tables."""
    for depth in range(len(atom.steps) - 1, 0, -1):
        if re.match(r"tr(?:\[|$)", atom.steps[depth]):
            return atom.steps[: depth + 1]
    return ()


def _table_of(row: Path) -> Path:
    in_section = re.match(r"t(?:head|body|foot)(?:\[|$)", row[-2]) is not None
    return row[:-2] if in_section else row[:-1]


def _is_th(atom: Atom) -> bool:
    return any(re.match(r"th(?:\[|$)", step) for step in atom.steps)


def _columns(row: Sequence[Atom]) -> dict[str, list[Atom]]:
    """The atoms of a row by the position of their cell."""
    depth = len(_row_of(row[0]))
    columns: dict[str, list[Atom]] = {}
    for atom in row:
        position = _POSITION.search(atom.steps[depth]) if len(atom.steps) > depth else None
        columns.setdefault(position[0] if position else "", []).append(atom)
    return columns
