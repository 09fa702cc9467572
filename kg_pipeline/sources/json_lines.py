"""JSON lines: every line one document, its fields title, text and attributes."""

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg_pipeline.records import Document, SetAside
from kg_pipeline.sources.assembly import Assembler, DraftCell, DraftTable, Origin, finished
from kg_pipeline.sources.cleaning import clean_line
from kg_pipeline.sources.inputs import FieldMapping, SourceSettings
from kg_pipeline.sources.plain_text import MAX_TITLE_CHARACTERS, add_key_values, add_paragraphs

JsonValue = None | bool | int | float | str | list["JsonValue"] | dict[str, "JsonValue"]
_TITLES = ("title", "name", "标题", "名称")
_TEXTS = ("text", "content", "正文", "内容")
_MEDIA_TYPE = "application/x-ndjson"


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute value of a line, cleaned."""

    name: str
    value: str


def read_json_lines(
    path: Path, settings: SourceSettings, clean: Callable[[str], str]
) -> Iterator[Document | SetAside]:
    """Each line's document; a line that is too long, not UTF-8 or no object is set aside."""
    n_lines = 0
    with path.open("rb") as stream:
        while line := stream.readline(settings.max_line_characters + 1):
            n_lines += 1
            uri = f"{path.as_posix()}#{n_lines}"
            if len(line) > settings.max_line_characters and not line.endswith(b"\n"):
                _skip_line(line, stream.readline)
                yield SetAside(
                    uri, "line too long", f"more than {settings.max_line_characters} bytes"
                )
                continue
            stripped = line.removeprefix(b"\xef\xbb\xbf").strip()
            if n_lines == 1 and (stripped in (b"[", b"{") or stripped.startswith(b"[{")):
                yield SetAside(path.as_posix(), "not JSON lines", _NOT_LINES)
                return
            if stripped:
                yield _read_line(stripped, uri, settings, clean)
    if n_lines == 0:
        yield SetAside(path.as_posix(), "empty", "the file has no bytes")


_NOT_LINES = (
    "expected one JSON object a line, found one value for the whole file; "
    "write it as lines, for instance with: jq -c '.[]' FILE"
)


def _skip_line(line: bytes, readline: Callable[[int], bytes]) -> None:
    while line and not line.endswith(b"\n"):
        line = readline(1 << 20)


def _read_line(
    line: bytes, uri: str, settings: SourceSettings, clean: Callable[[str], str]
) -> Document | SetAside:
    try:
        fields = json.loads(line.decode("utf-8"), strict=False)
        if not isinstance(fields, dict):
            detail = f"expected an object, found {type(fields).__name__}"
            return SetAside(uri, "not an object", detail)
        origin = Origin(hashlib.sha256(line).hexdigest(), uri, _MEDIA_TYPE, "utf-8")
        return _document(fields, settings.fields or _guessed(fields), origin, clean)
    except UnicodeDecodeError as error:
        return SetAside(uri, "not UTF-8", str(error))
    except json.JSONDecodeError as error:
        return SetAside(uri, "not JSON", f"{error}; the line begins {line[:60]!r}")
    except (RecursionError, ValueError) as error:
        # Nested too deep, or a number of more digits than Python reads.
        return SetAside(uri, "not readable JSON", f"{type(error).__name__}: {error}")


def _guessed(fields: dict[str, JsonValue]) -> FieldMapping:
    """The mapping where none is configured: fields with the usual names."""
    title = next((name for name in _TITLES if name in fields), "")
    return FieldMapping(title=title, text=[name for name in _TEXTS if name in fields])


def _document(
    fields: dict[str, JsonValue],
    mapping: FieldMapping,
    origin: Origin,
    clean: Callable[[str], str],
) -> Document | SetAside:
    assembler = Assembler()
    texts = [
        clean(value)
        for name in mapping.text
        for value in _plain_values(_at(fields, name))
        if value not in mapping.missing_values
    ]
    title = clean_line(clean(" ".join(_plain_values(_at(fields, mapping.title)))))
    if title in mapping.missing_values:
        title = next((line for line in texts if 0 < len(line) <= MAX_TITLE_CHARACTERS), "")
    if not title and not any(texts):
        wanted = [name for name in (mapping.title, *mapping.text) if name] or [*_TITLES, *_TEXTS]
        detail = f"expected a value in one of {wanted}, found the fields {sorted(fields)[:12]}"
        return SetAside(origin.uri, "neither title nor text", f"{detail}; correct sources.fields")
    if title not in texts:
        assembler.add("title", title)
    for text in texts:
        add_paragraphs(text, assembler)
    add_key_values(assembler)
    rows = [
        (DraftCell(attribute.name, header=True), DraftCell(attribute.value))
        for attribute in _attributes(fields, mapping, clean)
    ]
    assembler.add_table(DraftTable("record", "", rows))
    return finished(origin, title or origin.uri, assembler)


def _attributes(
    fields: dict[str, JsonValue], mapping: FieldMapping, clean: Callable[[str], str]
) -> Iterator[Attribute]:
    holder: JsonValue = fields
    if mapping.attributes_from is not None:
        holder = _at(fields, mapping.attributes_from)
    for field, predicate in _wanted(holder, mapping):
        for inner, value in _values(_at(holder, field), predicate):
            cleaned = clean_line(clean(value))
            if cleaned and cleaned not in mapping.missing_values:
                yield Attribute(clean_line(clean(inner)), cleaned)


def _wanted(holder: JsonValue, mapping: FieldMapping) -> Iterator[tuple[str, str]]:
    """Field and predicate name of every attribute, in the order of the mapping or of the line."""
    if isinstance(mapping.attributes, dict):
        yield from mapping.attributes.items()
    elif mapping.attributes != "*":
        yield from ((name, name) for name in mapping.attributes)
    elif isinstance(holder, dict):
        others = {mapping.title, *mapping.text} if mapping.attributes_from is None else set()
        yield from ((name, name) for name in holder if name not in others)


def _at(holder: JsonValue, field: str) -> JsonValue:
    """The value of a field; ``outer.inner`` looks inside where no field has that very name."""
    if not isinstance(holder, dict):
        return None
    if field in holder:
        return holder[field]
    outer, dot, inner = field.partition(".")
    return _at(holder.get(outer), inner) if dot else None


def _values(value: JsonValue, name: str) -> Iterator[tuple[str, str]]:
    """Name and text of every single value inside ``value``; lists keep the name."""
    if isinstance(value, dict):
        for inner, content in value.items():
            yield from _values(content, f"{name}.{inner}")
    elif isinstance(value, list):
        for content in value:
            yield from _values(content, name)
    elif value is not None:
        yield name, _as_text(value)


def _plain_values(value: JsonValue) -> list[str]:
    return [text for _, text in _values(value, "")]


def _as_text(value: bool | int | float | str) -> str:
    return value if isinstance(value, str) else json.dumps(value)
