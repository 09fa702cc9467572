"""What a page states as data (JSON-LD, microdata) in schema.org's words, and of which thing.

Predicates are schema.org's property names as they stand. What the page's main entity states is
said of the page; a text about it says only its author and dates. A nested thing that has a name is a value and, where more is said
of it, a subject; a nested structured value without a name (offers, nutrition, address) gives its
properties to the thing that holds it, under their own names; any other gives nothing.
"""

import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from kg_pipeline.records import TYPE_PREDICATE
from kg_pipeline.sources.things import (
    MAX_NESTING,
    JsonValue,
    Thing,
    as_text,
    completed,
    declared_in,
    is_text,
    is_thing,
    main_entity,
    name_of,
    share_words,
    short_name,
    top_things,
    types_of,
    united,
)

MAX_ROWS = 5000
XPATH = "@xpath"  # beside "@value": where a page shows the value
_LONGEST_VALUE = 500  # characters; what is longer is running text
_LONGEST_LIST = 10_000  # characters of a string that may hold several values
_LONGEST_PART = 150  # of a string of several lines, if each is to be a value
# About the page and its files, running text, or about other things.
_NO_FACTS = frozenset(
    "name headline url image description thumbnailUrl logo mainEntityOfPage mainEntity"
    " potentialAction sameAs contentUrl embedUrl articleBody text reviewBody breadcrumb review"
    " reviews comment itemListElement isPartOf inLanguage speakable isRelatedTo isSimilarTo"
    " relatedLink hasPart subjectOf video audio associatedMedia recipeInstructions instructions step"
    " significantLink primaryImageOfPage identifier position".split()
)
_STRUCTURED_VALUE = re.compile(
    r"NutritionInformation|(?:Aggregate)?Rating|(?:Aggregate)?Offer|(?:Unit)?PriceSpecification"
    r"|PostalAddress|GeoCoordinates|ContactPoint|EngineSpecification|.*Quantity|PropertyValue"
)
_AMOUNT = re.compile(r"QuantitativeValue|MonetaryAmount|PropertyValue")
_UNITS = ("unitText", "unitCode", "currency")
_COMMA = re.compile(r",\s+(?![^()]*\))")  # not one inside brackets
_AMOUNT_FIRST = re.compile(r"[\d¼½¾⅓⅔⅛]")
# Properties of many values -> how each begins where commas in a single string part them.
_OF_MANY = {
    "keywords": re.compile(""),
    "recipeIngredient": _AMOUNT_FIRST,
    "ingredients": _AMOUNT_FIRST,
}
_BREAK = re.compile(r"\n|</?(?:br|li|p|div|ul|ol)\b[^<>]{0,200}>", re.IGNORECASE)
# What a form writes for "not given": no time at all, or less.
_NO_TIME = re.compile(r"P(?:0[YMWD])*(?:T(?:0[HMS])*)?|-P.*|P[\dYMWDTHS]*-[\dYMWDTHS-]*")


@dataclass(frozen=True, slots=True)
class Statement:
    """One property of one thing; ``xpath``: where the page shows the value."""

    subject: str
    property: str
    value: str
    xpath: str = ""


@dataclass(frozen=True, slots=True)
class StructuredData:
    """What a page states as data. ``name``: of its main entity, empty where none is named."""

    name: str
    statements: Sequence[Statement]


def read_structured_data(values: Sequence[JsonValue], titles: Sequence[str]) -> StructuredData:
    """The statements of all values of a page, each once.

    titles: what the page calls itself (heading, ``title``, …), the best first; a main entity
        without a name of its own is called so.
    """
    found = united([thing for value in values for thing in top_things(value, 0)])
    # An encyclopaedia's article that names its subject says of it neither author nor date.
    things = [thing for thing in found if not (is_text(thing) and "mainEntity" in thing)]
    main = main_entity(things, titles, declared_in(values))
    name = "" if main is None else _subject_of(main, titles)
    known = {str(thing["@id"]): of for thing in things if "@id" in thing and (of := name_of(thing))}
    statements: dict[Statement, None] = {}
    for thing in things:
        if thing is not main and main is not None and is_text(thing) and not is_text(main):
            continue
        read = (
            _statements(completed(thing, things), name, known, 0)
            if thing is main
            else _statements(thing, name_of(thing), known, 0)
        )
        for statement in islice(read, MAX_ROWS - len(statements)):
            statements[statement] = None
    return StructuredData(name, list(statements))


def _subject_of(main: Thing, titles: Sequence[str]) -> str:
    """Its name; the page's title for a text whose headline says the same, and where it has none."""
    name, title = name_of(main), next(iter(titles), "")
    return title if not name or (is_text(main) and share_words(name, title)) else name


def _statements(
    thing: Thing, subject: str, known: Mapping[str, str], depth: int
) -> Iterator[Statement]:
    """What is said of a thing under a name; nothing where neither it nor its holder has one."""
    if not subject or depth > MAX_NESTING:
        return
    if depth == 0 or subject == name_of(thing):
        yield from (Statement(subject, TYPE_PREDICATE, kind) for kind in types_of(thing))
    for key, value in thing.items():
        if key.startswith("@") or short_name(key) in _NO_FACTS:
            continue
        for entry in _parted(short_name(key), list(_flat(value, 0))):
            yield from _value_statements(subject, short_name(key), entry, known, depth)


def _flat(value: JsonValue, depth: int) -> Iterator[JsonValue]:
    if not isinstance(value, list):
        yield value
    elif depth < MAX_NESTING:
        for entry in value:
            yield from _flat(entry, depth + 1)


def _parted(key: str, values: list[JsonValue]) -> list[JsonValue]:
    """The values, one by one where several are given as one string: by lines or by commas."""
    if len(values) != 1:
        return values
    (value,) = values
    text = value.get("@value") if isinstance(value, dict) else value
    if not isinstance(text, str) or len(text) > _LONGEST_LIST:
        return values
    parts = [part for part in _BREAK.split(html.unescape(text)) if as_text(part)]
    if len(parts) < 2 or max(map(len, parts)) > _LONGEST_PART:
        parts = _COMMA.split(text)
        if key not in _OF_MANY or not all(map(_OF_MANY[key].match, parts)):
            return values
    return [{**value, "@value": part} if isinstance(value, dict) else part for part in parts]


def _value_statements(
    subject: str, key: str, value: JsonValue, known: Mapping[str, str], depth: int
) -> Iterator[Statement]:
    if not isinstance(value, dict):
        for text in _texts(value):
            yield Statement(subject, key, text)
    elif "@value" in value:
        xpath = str(value.get(XPATH) or "")
        for entry in _flat(value["@value"], 0):
            for text in _texts(entry):
                yield Statement(subject, key, text, xpath)
    elif _is_amount(value):
        unit = next((str(value[name]) for name in _UNITS if value.get(name)), "")
        own = name_of(value) if "PropertyValue" in types_of(value) else ""
        for text in _texts(value["value"]):
            yield Statement(subject, own or key, f"{text} {unit}".strip())
    elif name := name_of(value) or known.get(str(value.get("@id")), ""):
        yield Statement(subject, key, name)
        if _says_more(value) and is_thing(value):
            yield from _statements(value, name, known, depth + 1)
    elif not types_of(value) or any(map(_STRUCTURED_VALUE.fullmatch, types_of(value))):
        yield from _statements(value, subject, known, depth + 1)


def _is_amount(value: Thing) -> bool:
    return "value" in value and any(map(_AMOUNT.fullmatch, types_of(value)))


def _says_more(thing: Thing) -> bool:
    """Whether more is said of a thing than its name and kind."""
    return any(not key.startswith("@") and key not in _NO_FACTS for key in thing)


def _texts(value: JsonValue) -> Iterator[str]:
    """The text of a plain value, if it is an attribute's value and no running text."""
    text = json.dumps(value) if isinstance(value, bool | int | float) else as_text(str(value or ""))
    if 0 < len(text) <= _LONGEST_VALUE and not _NO_TIME.fullmatch(text):
        yield text
