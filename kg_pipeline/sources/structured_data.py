"""What a page states as data (JSON-LD, microdata) in schema.org's words, and of which thing.

A thing is a mapping as JSON-LD has it, wherever it was read. One thing is the page's own: its main
entity. Recommendations, breadcrumbs, the site and its pages are none. Predicates are schema.org's
property names as they stand. A nested thing that has a name is a value and, where more is said
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
from kg_pipeline.sources.cleaning import clean_line

JsonValue = None | bool | int | float | str | list["JsonValue"] | dict[str, "JsonValue"]
Thing = Mapping[str, JsonValue]

MAX_ROWS = 5000
MAX_NESTING = 50
XPATH = "@xpath"  # beside "@value": where a page shows the value
_LONGEST_VALUE = 500  # characters; what is longer is running text
_NAMES = ("name", "headline")
_LONGEST_PART = 150  # of a string of several lines, if each is to be a value
# About the page and its files, running text, or about other things.
_NO_FACTS = frozenset(
    "name headline url image description thumbnailUrl logo mainEntityOfPage mainEntity"
    " potentialAction sameAs contentUrl embedUrl articleBody text reviewBody breadcrumb review"
    " reviews comment itemListElement isPartOf inLanguage speakable isRelatedTo isSimilarTo"
    " relatedLink hasPart subjectOf video audio associatedMedia recipeInstructions instructions step"
    " significantLink primaryImageOfPage identifier position".split()
)
_NO_THINGS = frozenset(
    "SearchAction SiteNavigationElement ReadAction ListItem WebSite ImageObject WPHeader WPFooter"
    " WPSideBar WPAdBlock Comment Review UserReview CriticReview EntryPoint ItemList ImageGallery"
    " HowToStep HowToSection Question Answer VideoObject AudioObject MediaObject Clip".split()
)
_PAGE = re.compile(r".*(?:Page|BreadcrumbList|Breadcrumb)")
_TEXTS = frozenset("CreativeWork Blog MediaReview SocialMediaPosting LiveBlogPosting".split())
_TEXT = re.compile(r".*(?:Article|Posting)|Report")
_MAKERS = frozenset(
    "Organization Corporation NewsMediaOrganization Person Brand OnlineStore Service".split()
)
_OF_MAKERS = frozenset(["address", "logo", "openingHours", "openingHoursSpecification"])
_OF_TEXT_TOO = ("author", "datePublished", "dateModified")
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
_TAG = re.compile(r"<[a-zA-Z/][^<>]{0,500}>")
_BREAK = re.compile(r"\s*(?:\r?\n|</?(?:br|li|p|div|ul|ol)\b[^<>]{0,200}>)\s*", re.IGNORECASE)
# What a form writes for "not given": no time at all, or less.
_NO_TIME = re.compile(r"P(?:0[YMWD])*(?:T(?:0[HMS])*)?|-P.*|P[\dYMWDTHS]*-[\dYMWDTHS-]*")
_WORD = re.compile(r"[\u3400-\u9fff]|\w+")


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
    things = _united([thing for value in values for thing in _things(value, 0)])
    main = _main_entity(things, titles, _declared(values))
    name = "" if main is None else _subject_of(main, titles)
    known = {
        str(thing["@id"]): of for thing in things if "@id" in thing and (of := _name_of(thing))
    }
    statements: dict[Statement, None] = {}
    for thing in things:
        if thing is not main and main is not None and _is_text(thing) and not _is_text(main):
            continue
        read = (
            _statements(_completed(thing, things), name, known, 0)
            if thing is main
            else _statements(thing, _name_of(thing), known, 0)
        )
        for statement in islice(read, MAX_ROWS - len(statements)):
            statements[statement] = None
    return StructuredData(name, list(statements))


def _subject_of(main: Thing, titles: Sequence[str]) -> str:
    """Its name; the page's title for a text whose headline says the same, and where it has none."""
    name, title = _name_of(main), next(iter(titles), "")
    return title if not name or (_is_text(main) and share_words(name, title)) else name


def share_words(first: str, second: str) -> bool:
    """Whether at least half of the words of the shorter of two names stand in the other."""
    some, others = (set(_WORD.findall(name.casefold())) for name in (first, second))
    return 2 * len(some & others) >= min(len(some), len(others)) > 0


def _things(value: JsonValue, depth: int) -> Iterator[Thing]:
    """The things at the top: of the value, of arrays, of ``@graph``, of a page's main entity."""
    if depth > MAX_NESTING:
        return
    if isinstance(value, list):
        for entry in value:
            yield from _things(entry, depth + 1)
    elif isinstance(value, dict):
        if "@graph" in value:
            yield from _things(value["@graph"], depth + 1)
        if _is_thing(value):
            yield value
        yield from _things(value.get("mainEntity"), depth + 1)


def _is_thing(value: Thing) -> bool:
    types = types_of(value)
    return _NO_THINGS.isdisjoint(types) and not any(map(_PAGE.fullmatch, types))


def _declared(values: JsonValue | Sequence[JsonValue], depth: int = 0) -> list[JsonValue]:
    """What the page's own nodes declare as main entity: things or references."""
    found: list[JsonValue] = []
    if depth > MAX_NESTING:
        return found
    if isinstance(values, dict):
        found += _declared(values.get("@graph"), depth + 1)
        if "mainEntity" in values:
            found.append(values["mainEntity"])
    elif isinstance(values, Sequence) and not isinstance(values, str):
        for value in values:
            found += _declared(value, depth + 1)
    return found


def _united(things: Sequence[Thing]) -> list[Thing]:
    """Things with one ``@id`` as one; a bare reference says nothing and goes."""
    united: dict[str, dict[str, JsonValue]] = {}
    for number, thing in enumerate(things):
        key = str(thing.get("@id") or number)
        kept = united.setdefault(key, {})
        kept.update({name: value for name, value in thing.items() if name not in kept})
    return [thing for thing in united.values() if any(name != "@id" for name in thing)]


def types_of(thing: Thing) -> list[str]:
    """The short names of a thing's types."""
    found = thing.get("@type")
    entries = found if isinstance(found, list) else [found]
    return [_short(entry) for entry in entries if isinstance(entry, str) and entry]


def _short(name: str) -> str:
    return name.rsplit("/", 1)[-1].rsplit("#", 1)[-1].rsplit(":", 1)[-1]


def _is_text(thing: Thing) -> bool:
    types = types_of(thing)
    return not _TEXTS.isdisjoint(types) or any(map(_TEXT.fullmatch, types))


def _main_entity(
    things: Sequence[Thing], titles: Sequence[str], declared: Sequence[JsonValue]
) -> Thing | None:
    """The thing that the page is about.

    Things proper go before texts about them; makers count only under the page's title. Among
    several, declaration decides, then the title; where neither does, the page is about none.
    """
    ranks: list[list[Thing]] = [[], []]
    for thing in things:
        if not _is_maker(thing) or _agrees(thing, titles[:1]):
            ranks[_is_text(thing)].append(thing)
    ids = {value.get("@id") for value in declared if isinstance(value, dict)} - {None}
    for group in ranks:
        typed = [thing for thing in group if types_of(thing)]
        chosen = [thing for thing in typed if thing in declared or thing.get("@id") in ids]
        chosen = chosen or [thing for thing in typed if _agrees(thing, titles)]
        if chosen:
            return chosen[0]
        if len(typed) == 1:
            return typed[0]
        if typed:
            return None
    return None


def _is_maker(thing: Thing) -> bool:
    """A person or an organisation: who made the page, unless it is about them."""
    return not (_MAKERS.isdisjoint(types_of(thing)) and _OF_MAKERS.isdisjoint(thing))


def _agrees(thing: Thing, titles: Sequence[str]) -> bool:
    name = _name_of(thing)
    return any(share_words(name, title) for title in titles)


def _completed(main: Thing, things: Sequence[Thing]) -> Thing:
    """The main entity with author and dates of the page's text where it names none."""
    if _is_text(main):
        return main
    completed = dict(main)
    for text in filter(_is_text, things):
        completed.update(
            {key: text[key] for key in _OF_TEXT_TOO if key in text and key not in completed}
        )
    return completed


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
    if depth == 0 or subject == _name_of(thing):
        yield from (Statement(subject, TYPE_PREDICATE, kind) for kind in types_of(thing))
    for key, value in thing.items():
        if key.startswith("@") or _short(key) in _NO_FACTS:
            continue
        for entry in _parted(_short(key), list(_flat(value, 0))):
            yield from _value_statements(subject, _short(key), entry, known, depth)


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
    if not isinstance(text, str):
        return values
    parts = [part for part in _BREAK.split(html.unescape(text)) if _as_text(part)]
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
        own = _name_of(value) if "PropertyValue" in types_of(value) else ""
        for text in _texts(value["value"]):
            yield Statement(subject, own or key, f"{text} {unit}".strip())
    elif name := _name_of(value) or known.get(str(value.get("@id")), ""):
        yield Statement(subject, key, name)
        if _says_more(value) and _is_thing(value):
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
    text = (
        json.dumps(value) if isinstance(value, bool | int | float) else _as_text(str(value or ""))
    )
    if 0 < len(text) <= _LONGEST_VALUE and not _NO_TIME.fullmatch(text):
        yield text


def _as_text(value: str) -> str:
    return clean_line(_TAG.sub(" ", html.unescape(html.unescape(value))))
