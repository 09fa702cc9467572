"""A record of named fields (a JSON line, a row of a table) as a document."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kg_pipeline.records import Document, SetAside
from kg_pipeline.sources.assembly import Assembler, DraftCell, DraftTable, Origin, finished
from kg_pipeline.sources.cleaning import clean_line
from kg_pipeline.sources.inputs import FieldMapping
from kg_pipeline.sources.plain_text import MAX_TITLE_CHARACTERS, add_key_values, add_paragraphs

JsonValue = None | bool | int | float | str | list["JsonValue"] | dict[str, "JsonValue"]
_TITLES = ("title", "name", "标题", "名称")
_TEXTS = ("text", "content", "正文", "内容")


@dataclass(frozen=True, slots=True)
class FieldValue:
    """One value of a record as it was given; ``name``: of its field, or of its predicate."""

    name: str
    raw: str


def guessed_mapping(fields: dict[str, JsonValue]) -> FieldMapping:
    """The mapping where none is configured: fields with the usual names."""
    title = next((name for name in _TITLES if name in fields), "")
    return FieldMapping(title=title, text=[name for name in _TEXTS if name in fields])


def read_fields(
    fields: dict[str, JsonValue],
    mapping: FieldMapping,
    origin: Origin,
    clean: Callable[[str], str],
) -> Document | SetAside:
    """The document of one record: title, paragraphs, and a table of its attributes."""
    texts = [clean(value.raw) for value in text_values(fields, mapping)]
    title = clean_line(clean(title_value(fields, mapping).raw))
    if title in mapping.missing_values:
        title = next((line for line in texts if 0 < len(line) <= MAX_TITLE_CHARACTERS), "")
    if not title and not any(texts):
        wanted = [name for name in (mapping.title, *mapping.text) if name] or [*_TITLES, *_TEXTS]
        detail = f"expected a value in one of {wanted}, found the fields {sorted(fields)[:12]}"
        return SetAside(origin.uri, "neither title nor text", f"{detail}; correct inputs.fields")
    assembler = Assembler()
    if title not in texts:
        assembler.add("title", title)
    for text in texts:
        add_paragraphs(text, assembler)
    add_key_values(assembler)
    rows = []
    for attribute in attribute_values(fields, mapping):
        name, value = (clean_line(clean(part)) for part in (attribute.name, attribute.raw))
        if value and value not in mapping.missing_values:
            rows.append((DraftCell(name, header=True), DraftCell(value)))
    assembler.add_table(DraftTable("record", "", rows))
    return finished(origin, title or origin.uri, assembler)


def title_value(fields: dict[str, JsonValue], mapping: FieldMapping) -> FieldValue:
    """The values of the field that names the subject, joined by spaces."""
    return FieldValue(mapping.title, " ".join(_plain_values(_at(fields, mapping.title))))


def text_values(fields: dict[str, JsonValue], mapping: FieldMapping) -> list[FieldValue]:
    """The values that make the text, in order, without missing ones."""
    return [
        FieldValue(name, value)
        for name in mapping.text
        for value in _plain_values(_at(fields, name))
        if value not in mapping.missing_values
    ]


def attribute_values(fields: dict[str, JsonValue], mapping: FieldMapping) -> Iterator[FieldValue]:
    """The values that become attributes, in order, missing ones too, each with its predicate."""
    holder: JsonValue = fields
    if mapping.attributes_from is not None:
        holder = _at(fields, mapping.attributes_from)
    for field, predicate in _wanted(holder, mapping):
        for name, value in _values(_at(holder, field), predicate):
            yield FieldValue(name, value)


def _wanted(holder: JsonValue, mapping: FieldMapping) -> Iterator[tuple[str, str]]:
    """Field and predicate name of every attribute, in the order of the mapping or of the record."""
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
