"""Service items, movies and actors as JSON lines of attributes, and which of them are one thing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from .movies import Page, actors, movies
from .names import MISSING, comparable_parts
from .records import Json, json_lines

NAME = "name"
_NO_ATTRIBUTE = ("_id", "TASK_NAME")


@dataclass(frozen=True, slots=True)
class Item:
    """One line. attributes: field → its values as they are given; same_as: keys, of which two
    items of one name share one where they are the same thing."""

    name: str
    attributes: dict[str, list[str]]
    same_as: frozenset[str]

    def row(self, number: int) -> Json:
        """The line; ``number`` makes every line one of its own, as web addresses do."""
        return {NAME: self.name, "attributes": self.attributes, "line": number}


def service_items(data: Path) -> Iterator[Item]:
    """Every item is a thing of its own: its code says so."""
    for row in json_lines(data / "gov_services" / "policy.json"):
        attributes = {
            field: _listed(value)
            for field, value in row.items()
            if field not in _NO_ATTRIBUTE and _listed(value)
        }
        yield Item(row["TASK_NAME"], attributes, frozenset([row["TASK_CODE"]]))


def movie_items(data: Path) -> Iterator[Item]:
    """Movies; two of one name are one if their texts share a sentence or all values are equal."""
    yield from _pages(movies(data))


def actor_items(data: Path) -> Iterator[Item]:
    """Actors, likewise."""
    yield from _pages(actors(data))


def _pages(pages: Iterator[Page]) -> Iterator[Item]:
    for page in pages:
        attributes = {
            field: [value.strip()]
            for field, value in page.fields.items()
            if value.strip() not in MISSING
        }
        # Copies of one page may have no text: then all that is said must be the same.
        whole = repr(sorted(attributes.items()))
        yield Item(page.name, attributes, frozenset([*comparable_parts(page.biography), whole]))


def _listed(value: object) -> list[str]:
    values: Sequence[object] = value if isinstance(value, list) else [value]
    texts = [str(one).strip() for one in values if one is not None]
    return [text for text in texts if text not in MISSING]
