"""JSON-LD of web pages as rows (subject, property, value), read with tolerance.

Most pages with JSON-LD break some rule of JSON, so comments, trailing commas, control characters
and several values in a row are accepted. A thing without a name gives its properties to the thing
that holds it; one with a name is a subject of its own where more than its name is said of it.
"""

import html
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg_pipeline.records import TYPE_PREDICATE
from kg_pipeline.sources.cleaning import clean_line

JsonValue = None | bool | int | float | str | list["JsonValue"] | dict[str, "JsonValue"]
Thing = Mapping[str, JsonValue]

MAX_ROWS = 5000
MAX_NESTING = 50
# A string is kept whole, closed or not: so each pattern reads the text once.
_STRING = r'"(?:[^"\\]|\\.)*+"?'
_COMMENT = re.compile(
    rf"({_STRING})|/\*.*?(?:\*/|\Z)|//[^\n]*|<!--|-->|<!\[CDATA\[|\]\]>", re.DOTALL
)
_TRAILING_COMMA = re.compile(rf"({_STRING})|,(?=\s*[\]}}])", re.DOTALL)
_NAMES = ("name", "headline")
# About the page and its files, not about the thing.
_NO_FACTS = frozenset(
    ["name", "headline", "url", "image", "description", "thumbnailUrl", "logo", "mainEntityOfPage"]
    + ["potentialAction", "sameAs", "contentUrl", "embedUrl", "articleBody", "text", "reviewBody"]
    + ["breadcrumb", "review", "reviews", "comment", "itemListElement", "isPartOf", "inLanguage"]
)
_NO_THINGS = frozenset(
    ["BreadcrumbList", "SearchAction", "SiteNavigationElement", "ReadAction", "ListItem"]
    + [
        "WebSite",
        "WebPage",
        "ImageObject",
        "WPHeader",
        "WPFooter",
        "WPSideBar",
        "Comment",
        "Review",
        "EntryPoint",
    ]
)
_TAG = re.compile(r"<[a-zA-Z/][^<>]{0,500}>")


@dataclass(frozen=True, slots=True)
class Statement:
    """One property of one thing."""

    subject: str
    property: str
    value: str


class JsonLdError(ValueError):
    """A script that is no JSON even with tolerance."""


def read_json_ld(source: str) -> list[Statement]:
    """The statements of one script's text, each once; ``JsonLdError`` where it is unreadable."""
    values = _load(source)
    things = [thing for value in values for thing in _things(value, 0)]
    known = {
        str(thing["@id"]): name for thing in things if "@id" in thing and (name := _name_of(thing))
    }
    statements: dict[Statement, None] = {}
    for thing in things:
        for statement in _statements(thing, _name_of(thing), known, 0):
            statements[statement] = None
            if len(statements) >= MAX_ROWS:
                return list(statements)
    return list(statements)


def _load(source: str) -> list[JsonValue]:
    text = source.strip().removesuffix(";")
    for candidate in (text, _repaired(text), _repaired(html.unescape(text))):
        try:
            return list(_several(candidate))
        except (json.JSONDecodeError, RecursionError):
            continue
    raise JsonLdError(f"no JSON even after repair; it begins {text[:60]!r}")


def _several(text: str) -> Iterator[JsonValue]:
    """One JSON value after another."""
    decoder = json.JSONDecoder(strict=False)
    place = 0
    while place < len(text):
        value, place = decoder.raw_decode(text, place)
        yield value
        while place < len(text) and (text[place].isspace() or text[place] in ",;"):
            place += 1


def _repaired(text: str) -> str:
    """Without comments and trailing commas; strings stay as they are."""
    for pattern in (_COMMENT, _TRAILING_COMMA):
        text = pattern.sub(lambda token: token[1] or "", text)
    return text.strip()


def _things(value: JsonValue, depth: int) -> Iterator[Thing]:
    """The things at the top: of the value itself, of arrays and of ``@graph``."""
    if depth > MAX_NESTING:
        return
    if isinstance(value, list):
        for entry in value:
            yield from _things(entry, depth + 1)
    elif isinstance(value, dict):
        if "@graph" in value:
            yield from _things(value["@graph"], depth + 1)
        if _NO_THINGS.isdisjoint(_types_of(value)):
            yield value


def _types_of(thing: Thing) -> list[str]:
    found = thing.get("@type")
    entries = found if isinstance(found, list) else [found]
    return [entry.rsplit("/", 1)[-1] for entry in entries if isinstance(entry, str) and entry]


def _name_of(thing: Thing) -> str:
    for key in _NAMES:
        value = thing.get(key)
        value = value[0] if isinstance(value, list) and value else value
        value = value.get("@value") if isinstance(value, dict) else value
        if isinstance(value, str) and (name := _as_text(value)):
            return name
    return ""


def _statements(
    thing: Thing, subject: str, known: Mapping[str, str], depth: int
) -> Iterator[Statement]:
    """What is said of a thing under a name; nothing where neither it nor its holder has one."""
    if not subject or depth > MAX_NESTING:
        return
    if subject == _name_of(thing):
        yield from (Statement(subject, TYPE_PREDICATE, kind) for kind in _types_of(thing))
    for key, value in thing.items():
        if key.startswith("@") or key in _NO_FACTS:
            continue
        for entry in value if isinstance(value, list) else [value]:
            yield from _value_statements(subject, key, entry, known, depth)


def _value_statements(
    subject: str, key: str, value: JsonValue, known: Mapping[str, str], depth: int
) -> Iterator[Statement]:
    if isinstance(value, list):
        return
    if not isinstance(value, dict):
        text = _as_text(value)
        if text:
            yield Statement(subject, key.rsplit("/", 1)[-1], text)
    elif "@value" in value:
        yield from _value_statements(subject, key, value["@value"], known, depth + 1)
    elif name := _name_of(value) or known.get(str(value.get("@id")), ""):
        yield Statement(subject, key.rsplit("/", 1)[-1], name)
        if _says_more(value):
            yield from _statements(value, name, known, depth + 1)
    elif _NO_THINGS.isdisjoint(_types_of(value)):
        yield from _statements(value, subject, known, depth + 1)


def _says_more(thing: Thing) -> bool:
    """Whether more is said of a thing than its name and kind."""
    return any(not key.startswith("@") and key not in _NO_FACTS for key in thing)


def _as_text(value: JsonValue) -> str:
    if isinstance(value, str):
        return clean_line(_TAG.sub(" ", html.unescape(value)))
    return "" if value is None else json.dumps(value)
