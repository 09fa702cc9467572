"""Actors and movies of a MySQL dump: name, biography, infobox values."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from .names import MISSING, plain, values_of

_ACTOR = {
    3: "外文名",
    4: "国籍",
    5: "星座",
    6: "出生地",
    7: "出生日期",
    8: "代表作品",
    9: "主要成就",
    10: "经纪公司",
}
_MOVIE = {
    3: "外文名",
    4: "出品时间",
    5: "出品公司",
    6: "导演",
    7: "编剧",
    8: "影片类型",
    9: "主演",
    10: "片长",
    11: "上映时间",
    12: "对白语言",
    13: "主要奖项",
}
_SINGLE = frozenset(["外文名", "出生日期", "片长", "上映时间", "出品时间"])
_TOKEN = re.compile(r"'((?:[^'\\]|\\.|'')*)'|(NULL)|(-?\d+(?:\.\d+)?)|(\()|(\))", re.DOTALL)
_ESCAPE = re.compile(r"\\(.)|''", re.DOTALL)
_ESCAPED = {"n": "\n", "r": "\r", "t": " ", "0": ""}


@dataclass(frozen=True, slots=True)
class Page:
    """One actor or movie.

    values: (predicate, value), several of one predicate where listed
    fields: predicate → what stands in the infobox, as it stands there
    """

    name: str
    biography: str
    values: tuple[tuple[str, str], ...]
    fields: Mapping[str, str]


def actors(data: Path) -> Iterator[Page]:
    """All actors, in the order of the dump."""
    return _pages(data, "actor", _ACTOR)


def movies(data: Path) -> Iterator[Page]:
    """All movies, in the order of the dump."""
    return _pages(data, "movie", _MOVIE)


def _pages(data: Path, table: str, columns: Mapping[int, str]) -> Iterator[Page]:
    path = data / "zh_kg" / "baike_movie" / "kg_movie_movie.sql"
    for row in _rows(path.read_text(encoding="utf-8"), table):
        name = plain(row[2])
        if name in MISSING:
            continue
        values = [
            (predicate, value)
            for column, predicate in columns.items()
            for value in _split(predicate, row[column])
        ]
        fields = {predicate: row[column] for column, predicate in columns.items()}
        yield Page(name, plain(row[1]), tuple(values), fields)


def _split(predicate: str, field: str) -> list[str]:
    return [field] if predicate in _SINGLE else values_of(field)


def _rows(dump: str, table: str) -> Iterator[list[str]]:
    """The rows of a table as strings; NULL is the empty string."""
    start = f"INSERT INTO `{table}` VALUES "
    for line in dump.split("\n"):
        if not line.startswith(start):
            continue
        row: list[str] = []
        for match in _TOKEN.finditer(line, len(start)):
            quoted, null, number, opened, closed = match.groups()
            if opened:
                row = []
            elif closed:
                yield row
            else:
                row.append("" if null else number or _unescaped(quoted or ""))


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda m: _ESCAPED.get(m[1], m[1]) if m[1] else "'", text)
