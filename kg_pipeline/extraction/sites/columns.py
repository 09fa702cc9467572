"""What of a page can be labels and values: buttons go, tables are read by their columns.

Tables with a header row: those of one data row are read by columns, those of several left out.

A table of one row under its header states what a list of labels and values does. One of several rows
lists other things; what it states of them is the structured extractor's work. Where its rows are
counted, it lists things of the topic (the companies of a film, what one has to bring): the header of
their names is a label, and the other columns speak of them.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg_pipeline.extraction.sites.pages import (
    Atom,
    Inline,
    SitePage,
    atoms_of,
    is_heading,
    is_label_like,
)
from kg_pipeline.extraction.sites.wording import is_control

_POSITION = re.compile(r"\[\d+\]")
_COUNTER = re.compile(r"序号?|编号|#|no\.?|第?几?项次?|位次", re.IGNORECASE)
_FIELD = re.compile(
    r"名称|字段(?:名称?)?|项目(?:名称?)?|属性(?:名称?)?|参数(?:名称?)?|指标(?:名称?)?|要素|(?:信息|数据|内容)项|中文名称?"
    r"|类别|name|field|attribute|property|item|parameter|key",
    re.IGNORECASE,
)
_ROLE = re.compile("职务|职位|职责|担任|角色|身份|分工|role|position", re.IGNORECASE)
_MEMBER = re.compile("姓名|名字|人员|成员|(?:单位|企业|机构|公司|人员)?名称|name", re.IGNORECASE)
_CONTENT = re.compile(
    r"内容|值|(?:字段|属性|参数|数据|指标)?(?:值|内容|信息)|取值|具体(?:内容|信息)|详[情细](?:内容|信息)?|value|content|details?",
    re.IGNORECASE,
)
_LISTING = 0.2  # of a site's tables of one header have several rows: they list things
_COUNTED_LISTING = 0.05  # the same where they count their rows
_LEAST_FIELDS = 0.3  # rows a page of a table of fields
_FIELD_NAMES = 0.2  # of the rows: different names
Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableHeaders:
    """Headers of a site's tables, by what stands in their rows.

    things: of what a page lists. fields: a name and its value
    """

    things: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()


_NO_TABLES = TableHeaders()


def page_atoms(page: SitePage, inline: Inline, tables: TableHeaders = _NO_TABLES) -> list[Atom]:
    """The atoms of a page that can be labels and values: without buttons, tables by columns."""
    return readable(atoms_of(page, inline), tables)


def readable(atoms: Sequence[Atom], tables: TableHeaders = _NO_TABLES) -> list[Atom]:
    """The atoms that can be labels and values."""
    kept = [
        atom
        for n, atom in enumerate(atoms)
        if not (n and (_acts(atom, atoms[n - 1]) or _is_badge(atom, atoms[n - 1])))
    ]
    return columns_read(kept, tables)


def headers_of(pages: Sequence[Sequence[Atom]]) -> TableHeaders:
    """What the pages' tables tell of each other.

    Those that have several rows on some pages list things, also where one is short; rows of two
    cells with few names, and more values than names, are fields.
    """
    named: dict[str, list[tuple[str, str]]] = defaultdict(list)
    n_tables: Counter[str] = Counter()
    n_listing: Counter[str] = Counter()
    are_counted: set[str] = set()
    for atoms in pages:
        plain, counted = _without_numbers(atoms)
        for rows in _tables(plain):
            columns = [_columns(row) for row in rows]
            is_counted = _place_of(rows) in counted
            if _is_headed(rows) and len(columns[0]) == 2:
                named[_header(rows)] += map(_texts, columns[1:])
            is_wide = len(columns[0]) > (1 if is_counted else 2)
            if _is_headed(rows) and is_wide and not _fields(columns):
                are_counted.update([_header(rows)] if is_counted else [])
                n_tables[_header(rows)] += 1
                n_listing[_header(rows)] += len(rows) > 2
    least = {
        one: (_COUNTED_LISTING if one in are_counted else _LISTING) * n
        for one, n in n_tables.items()
    }
    things = (one for one, n in n_listing.items() if n >= max(2, least[one]))
    fields = (one for one, entries in named.items() if _are_fields(entries, len(pages)))
    return TableHeaders(tuple(sorted(things)), tuple(sorted(fields)))


def _texts(row: Mapping[str, Sequence[Atom]]) -> tuple[str, str]:
    """The texts of a row's two cells; "" for a missing one."""
    name, value = (*("".join(atom.text for atom in cell) for cell in row.values()), "", "")[:2]
    return name, value


def _are_fields(entries: Sequence[tuple[str, str]], n_pages: int) -> bool:
    """Whether rows of two cells, of all pages, are names and their values."""
    names, values = {name for name, _ in entries}, {value for _, value in entries}
    return (
        len(entries) >= _LEAST_FIELDS * n_pages
        and 1 < len(names) <= _FIELD_NAMES * len(entries)
        and len(names) < len(values)
        and all(map(is_label_like, names))
    )


def _header(rows: Sequence[Sequence[Atom]]) -> str:
    return "|".join(atom.text for atom in rows[0])


def _acts(atom: Atom, before: Atom) -> bool:
    """Whether an atom is a button or link (「更多」) beside the text before it."""
    if not is_control(atom.text) or atom.part or before.colon:
        return False
    own, other = atom.element(), before.element()
    tag = own[-1].split("[")[0]
    beside = other == own[:-1] or (other[:-1] == own[:-1] and tag in ("a", "button"))
    return beside and tag in ("a", "button", "span", "em", "i", "small", "b")


def _is_badge(atom: Atom, before: Atom) -> bool:
    """Whether an atom is a number in the heading that it counts something of (「出品单位 3」)."""
    own = before.element()
    inside = is_heading(before) and atom.element()[: len(own)] == own != atom.element()
    return inside and atom.text.strip("()（）[]").isdecimal()


def columns_read(atoms: Sequence[Atom], tables: TableHeaders = _NO_TABLES) -> list[Atom]:
    """The atoms with each header right before its value.

    A header is a row of ``th``; tables of two columns stay, for they may hold labels and values.
    """
    atoms, counted = _without_numbers(atoms)
    order: dict[int, list[Atom]] = {}  # the first atom of a table → its atoms in the new order
    gone: set[int] = set()
    for rows in _tables(atoms):
        columns = [_columns(row) for row in rows]
        if not _is_headed(rows):
            continue
        n_columns = len(columns[0])
        fields = _fields(columns)
        if not fields and _header(rows) in tables.fields:
            fields = [atom for row in rows[1:] for atom in row]
        if fields:
            order[id(rows[0][0])] = fields
            gone.update(id(atom) for row in rows for atom in row)
            continue
        is_listing = _header(rows) in tables.things
        if is_listing and _place_of(rows) in counted:
            first = next(iter(columns[0]))
            order[id(rows[0][0])] = [atom for row in columns for atom in row.get(first, ())]
            gone.update(id(atom) for row in rows for atom in row)
            continue
        if len(rows) == 2 and n_columns > 1 and not is_listing:
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


def _fields(columns: Sequence[Mapping[str, Sequence[Atom]]]) -> list[Atom]:
    """The names and contents of a table whose header says that its rows are fields.

    Other columns (their number, their technical name) and the header itself state nothing. Of
    members and their posts, the post is the field.
    """
    heads = {place: "".join(atom.text for atom in found) for place, found in columns[0].items()}
    names = [place for place, text in heads.items() if _FIELD.fullmatch(text)]
    contents = [place for place, text in heads.items() if _CONTENT.fullmatch(text)]
    roles = [place for place, text in heads.items() if _ROLE.fullmatch(text)]
    members = [place for place, text in heads.items() if _MEMBER.fullmatch(text)]
    if len(roles) == len(members) == 1:
        names, contents = roles, members
    if not names or len(contents) != 1 or any(len(row) > len(heads) for row in columns):
        return []
    name = names[-1]
    return [
        atom
        for row in columns[1:]
        if name in row
        for atom in (*row[name], *row.get(contents[0], ()))
    ]


def _is_headed(rows: Sequence[Sequence[Atom]]) -> bool:
    """Whether the first row's cells are marked as headers, and no others are."""
    if len(rows) < 2:
        return False
    if all(map(_is_th, rows[0])):
        return not any(_is_th(atom) for row in rows[1:] for atom in row)
    if len(rows) > 2 or len(rows[0]) < 2 or len(_columns(rows[0])) != len(_columns(rows[1])):
        return False
    return not {atom.keys for atom in rows[0]} & {atom.keys for atom in rows[1]}


def _without_numbers(atoms: Sequence[Atom]) -> tuple[Sequence[Atom], set[Path]]:
    """The atoms without the column that counts a table's rows, and the tables that have one.

    Where a single column is left, its header goes too: the table is a list of values.
    """
    gone: set[int] = set()
    counted_tables: set[Path] = set()
    for rows in _tables(atoms):
        columns = [_columns(row) for row in rows]
        first = next(iter(columns[0]))
        is_headed = not columns[0][first][0].text.isdigit()
        body = columns[is_headed:]
        counted = [row[first][0].text for row in body if first in row]
        header = columns[0][first][0].text if is_headed else ""
        if (
            not body
            or counted != [str(n) for n in range(1, len(body) + 1)]
            or (len(body) < 2 and _COUNTER.fullmatch(header) is None)
        ):
            continue
        counted_tables.add(_place_of(rows))
        gone.update(id(atom) for row in columns for atom in row.get(first, ()))
        if is_headed and len(columns[0]) <= 2:
            gone.update(map(id, rows[0]))
    return [atom for atom in atoms if id(atom) not in gone], counted_tables


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


def _place_of(rows: Sequence[Sequence[Atom]]) -> Path:
    """The path of the table that holds rows."""
    return _table_of(_row_of(rows[0][0]))


def _row_of(atom: Atom) -> Path:
    """The path of the table row around an atom; empty outside tables."""
    return _row_around(atom.steps)


@lru_cache(maxsize=65_536)
def _row_around(steps: Path) -> Path:
    for depth in range(len(steps) - 1, 0, -1):
        if _is_tag(steps[depth], "tr"):
            return steps[: depth + 1]
    return ()


def _table_of(row: Path) -> Path:
    in_section = any(_is_tag(row[-2], tag) for tag in ("thead", "tbody", "tfoot"))
    return row[:-2] if in_section else row[:-1]


def _is_tag(step: str, tag: str) -> bool:
    return step == tag or step.startswith(f"{tag}[")


def _is_th(atom: Atom) -> bool:
    return any(_is_tag(step, "th") for step in atom.steps)


def _columns(row: Sequence[Atom]) -> dict[str, list[Atom]]:
    """The atoms of a row by the position of their cell."""
    depth = len(_row_of(row[0]))
    columns: dict[str, list[Atom]] = {}
    for atom in row:
        position = _POSITION.search(atom.steps[depth]) if len(atom.steps) > depth else None
        columns.setdefault(position[0] if position else "", []).append(atom)
    return columns
