"""Things of a page's structured data: which there are, and which one the page is about.

A thing is a mapping as JSON-LD has it, wherever it was read. Breadcrumbs, the site, its pages and
their files are no things; things with one ``@id`` are one. One of them may be the main entity.
"""

import html
import re
from collections.abc import Iterator, Mapping, Sequence

from kg_pipeline.sources.cleaning import clean_line

JsonValue = None | bool | int | float | str | list["JsonValue"] | dict[str, "JsonValue"]
Thing = Mapping[str, JsonValue]

MAX_NESTING = 50
_NAMES = ("name", "headline")
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
_TAG = re.compile(r"<[a-zA-Z/][^<>]{0,500}>")
_WORD = re.compile(r"[\u3400-\u9fff]|\w+")


def top_things(value: JsonValue, depth: int) -> Iterator[Thing]:
    """The things at the top: of the value, of arrays, of ``@graph``, of a page's main entity."""
    if depth > MAX_NESTING:
        return
    if isinstance(value, list):
        for entry in value:
            yield from top_things(entry, depth + 1)
    elif isinstance(value, dict):
        if "@graph" in value:
            yield from top_things(value["@graph"], depth + 1)
        if is_thing(value):
            yield value
        yield from top_things(value.get("mainEntity"), depth + 1)


def is_thing(value: Thing) -> bool:
    """Whether a node is a thing and no part of the page."""
    types = types_of(value)
    return _NO_THINGS.isdisjoint(types) and not any(map(_PAGE.fullmatch, types))


def declared_in(values: JsonValue | Sequence[JsonValue], depth: int = 0) -> list[JsonValue]:
    """What the page's own nodes declare as main entity: things or references."""
    found: list[JsonValue] = []
    if depth > MAX_NESTING:
        return found
    if isinstance(values, dict):
        found += declared_in(values.get("@graph"), depth + 1)
        if "mainEntity" in values:
            found.append(values["mainEntity"])
    elif isinstance(values, Sequence) and not isinstance(values, str):
        for value in values:
            found += declared_in(value, depth + 1)
    return found


def united(things: Sequence[Thing]) -> list[Thing]:
    """Things with one ``@id`` as one; a bare reference says nothing and goes."""
    kept_by_id: dict[str, dict[str, JsonValue]] = {}
    for number, thing in enumerate(things):
        key = str(thing.get("@id") or number)
        kept = kept_by_id.setdefault(key, {})
        kept.update({name: value for name, value in thing.items() if name not in kept})
    return [thing for thing in kept_by_id.values() if any(name != "@id" for name in thing)]


def main_entity(
    things: Sequence[Thing], titles: Sequence[str], declared: Sequence[JsonValue]
) -> Thing | None:
    """The thing that the page is about.

    Things proper go before texts about them; makers count only under the page's title. Among
    several, declaration decides, then the title; where neither does, the page is about none.
    """
    ranks: list[list[Thing]] = [[], []]
    for thing in things:
        if not _is_maker(thing) or _agrees(thing, titles[:1]):
            ranks[is_text(thing)].append(thing)
    ids = {str(value["@id"]) for value in declared if isinstance(value, dict) and "@id" in value}
    for group in ranks:
        typed = [thing for thing in group if types_of(thing)]
        chosen = [thing for thing in typed if thing in declared or str(thing.get("@id")) in ids]
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
    name = name_of(thing)
    return any(share_words(name, title) for title in titles)


def completed(main: Thing, things: Sequence[Thing]) -> Thing:
    """The main entity with author and dates of the page's text where it names none."""
    if is_text(main):
        return main
    more = dict(main)
    for text in filter(is_text, things):
        more.update({key: text[key] for key in _OF_TEXT_TOO if key in text and key not in more})
    return more


def is_text(thing: Thing) -> bool:
    """Whether a thing is an article or the like, which is about something else."""
    types = types_of(thing)
    return not _TEXTS.isdisjoint(types) or any(map(_TEXT.fullmatch, types))


def types_of(thing: Thing) -> list[str]:
    """The short names of a thing's types."""
    found = thing.get("@type")
    entries = found if isinstance(found, list) else [found]
    return [short_name(entry) for entry in entries if isinstance(entry, str) and entry]


def short_name(name: str) -> str:
    """A type or property without its vocabulary: https://schema.org/Recipe, schema:Recipe."""
    return name.rsplit("/", 1)[-1].rsplit("#", 1)[-1].rsplit(":", 1)[-1]


def name_of(thing: Thing) -> str:
    """A thing's name, empty where it has none."""
    for key in _NAMES:
        value = thing.get(key)
        value = value[0] if isinstance(value, list) and value else value
        value = value.get("@value") if isinstance(value, dict) else value
        if isinstance(value, str) and (name := as_text(value)):
            return name
    return ""


def as_text(value: str) -> str:
    """A value without markup on one line; entities are often escaped twice in scripts."""
    return clean_line(_TAG.sub(" ", html.unescape(html.unescape(value))))


def share_words(first: str, second: str) -> bool:
    """Whether at least half of the words of the shorter of two names stand in the other."""
    some, others = (set(_WORD.findall(name.casefold())) for name in (first, second))
    return 2 * len(some & others) >= min(len(some), len(others)) > 0
