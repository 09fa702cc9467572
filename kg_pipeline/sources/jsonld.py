"""JSON-LD of web pages, read with tolerance.

Most pages with JSON-LD break some rule of JSON, so comments, trailing and missing commas, control
characters, wrong escapes, entities and several values in a row are accepted.
"""

import html
import json
import re
from collections.abc import Iterator

from kg_pipeline.sources.things import JsonValue

# A string is kept whole, closed or not: so each pattern reads the text once.
_STRING = r'"(?:[^"\\]|\\.)*+"?'
_COMMENT = re.compile(
    rf"({_STRING})|/\*.*?(?:\*/|\Z)|//[^\n]*|<!--|-->|<!\[CDATA\[|\]\]>", re.DOTALL
)
_TRAILING_COMMA = re.compile(rf"({_STRING})|,(?=\s*[\]}},])", re.DOTALL)
_BETWEEN_VALUES = re.compile(r'("|\d|true|false|null|[}\]])(\s++)(?=["{])')
_WRONG_ESCAPE = re.compile(r'\\(?!["\\/bfnrt]|u[0-9a-fA-F]{4})')


class JsonLdError(ValueError):
    """A script that is no JSON even with tolerance."""


def load_json_ld(source: str) -> list[JsonValue]:
    """The values of one script's text; ``JsonLdError`` where it is unreadable."""
    text = source.strip().removesuffix(";")
    for candidate in _candidates(text):
        try:
            return list(_several(candidate))
        except (json.JSONDecodeError, RecursionError):
            continue
    raise JsonLdError(f"no JSON even after repair; it begins {text[:60]!r}")


def _candidates(text: str) -> Iterator[str]:
    """The text as it is, then repaired more and more."""
    yield text
    for repaired in (_repaired(text), _repaired(html.unescape(text))):
        yield repaired
        escaped = _WRONG_ESCAPE.sub(r"\\\\", repaired)
        yield escaped
        yield _BETWEEN_VALUES.sub(_with_comma, escaped)


def _with_comma(between: re.Match[str]) -> str:
    """A line break between two values parts them where the comma is missing."""
    return f"{between[1]},{between[2]}" if "\n" in between[2] else between[0]


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
    """Without comments and superfluous commas; strings stay as they are."""
    for pattern in (_COMMENT, _TRAILING_COMMA):
        text = pattern.sub(lambda token: token[1] or "", text)
    return text.strip()
