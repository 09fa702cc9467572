"""A schema: which predicates are wanted, of what subjects, with what objects.

```yaml
types:
  - {type: 公司, aliases: [企业, Organization], kind: organisation}
predicates:
  - {predicate: 注册资本, aliases: [注册资金], domain: [公司], range: [number], units: [元], functional: true}
  - {predicate: 董事长, aliases: [chairman], inverse: [担任董事长], domain: [公司], range: [person]}
```
With no schema extraction is open. With one, ``schema_filter`` goes over what every extractor found:
names become the predicate's own, what the schema does not want is left out, each with its reason.
"""

import difflib
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal, get_args

from pydantic import Field, model_validator

from kg_pipeline.extraction.lexicon import PredicateEntry, label_key
from kg_pipeline.extraction.objects import SlotKind
from kg_pipeline.extraction.pattern_language import PatternFile
from kg_pipeline.graph.values import fold
from kg_pipeline.settings import Settings, load_settings

NameKind = Literal["organisation", "place", "person", "work", "law"]
NAME_KINDS = frozenset(get_args(NameKind))
VALUES = frozenset(["text", "date", "number", "contact"])
_KINDS = NAME_KINDS | VALUES | {"entity"}


class SchemaType(Settings):
    """A type of entities. kind: what the forms of their names tell; aliases: other names of it."""

    type: str
    aliases: tuple[str, ...] = ()
    kind: NameKind | None = None


class SchemaPredicate(Settings):
    """One wanted predicate.

    aliases:    other names of the same predicate
    inverse:    names of the same relation said of the object; such a triple is turned round
    domain:     types of subjects, or organisation, place, person, work, law; empty for any
    range:      types of objects, or these, or entity, text, date, number, contact; empty for any
    units:      units that a number must have; empty for any, "" in it for none
    functional: a subject has at most one object
    spoken:     whether sentences are searched for its names
    """

    predicate: str
    aliases: tuple[str, ...] = ()
    inverse: tuple[str, ...] = ()
    domain: tuple[str, ...] = ()
    range: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    functional: bool = False
    spoken: bool = True
    confidence: Annotated[float, Field(gt=0.0, le=1.0)] = 0.9

    @model_validator(mode="after")
    def _units_need_numbers(self) -> "SchemaPredicate":
        if self.units and "number" not in self.range:
            raise ValueError("units are given, so range must name number")
        return self

    def entry(self, schema: "Schema") -> PredicateEntry:
        """The predicate as the lexicon knows it."""
        return PredicateEntry(
            predicate=self.predicate,
            aliases=self.aliases,
            object=_slot_kind(self.range, schema),
            units=self.units,
            domain=tuple(dict.fromkeys(schema.kind_of(name) or name for name in self.domain)),
            functional=self.functional,
            spoken=self.spoken,
            confidence=self.confidence,
        )


class Schema(Settings):
    """A schema file. open: predicates that it does not name pass as they are."""

    predicates: tuple[SchemaPredicate, ...] = Field(min_length=1)
    types: tuple[SchemaType, ...] = ()
    open: bool = False

    @model_validator(mode="after")
    def _names_are_told_apart(self) -> "Schema":
        owners: dict[str, str] = {}
        for entry in self.predicates:
            for name in (entry.predicate, *entry.aliases, *entry.inverse):
                owner = owners.setdefault(label_key(name), entry.predicate)
                if owner != entry.predicate:
                    raise ValueError(f"{name} names both {owner} and {entry.predicate}")
        return self

    @model_validator(mode="after")
    def _kinds_are_spelt_right(self) -> "Schema":
        own = {one.type for one in self.types}
        for entry in self.predicates:
            for name in {*entry.domain, *entry.range} - own - _KINDS:
                near = difflib.get_close_matches(name, sorted(_KINDS), n=1, cutoff=0.75)
                if near:
                    raise ValueError(
                        f"{entry.predicate}: {name} is no type of this schema; did you mean "
                        f"{near[0]}?"
                    )
        return self

    @cached_property
    def _types(self) -> dict[str, SchemaType]:
        return {fold(name): one for one in self.types for name in (one.type, *one.aliases)}

    def type_of(self, name: str) -> str:
        """The type that a name stands for; an unknown name is itself."""
        known = self._types.get(fold(name))
        return fold(name) if known is None else known.type

    def kind_of(self, name: str) -> str:
        """The kind of a type, "" where none is declared."""
        if name in NAME_KINDS:
            return name
        known = self._types.get(fold(name))
        return known.kind or "" if known is not None else ""

    def pattern_files(self) -> list[PatternFile]:
        """Its predicates as lexicons, so that the open attribute patterns look for them."""
        entries = tuple(one.entry(self) for one in self.predicates)
        return [
            PatternFile(language="zh", lexicon=entries),
            PatternFile(language="en", lexicon=entries),
        ]


def load_schema(path: Path) -> Schema:
    """Read a schema strictly; ``ConfigurationError`` names the file and the key."""
    return load_settings(Schema, path)


def _slot_kind(names: Sequence[str], schema: Schema) -> SlotKind:
    """What sentences are searched for: the one kind of a range, an entity, or any text."""
    kinds: set[SlotKind] = set()
    for name in names:
        match schema.kind_of(name) or name:
            case "text" | "date" | "number" | "contact" | "person" as kind:
                kinds.add(kind)
            case _:
                kinds.add("entity")
    if kinds == {"person", "entity"}:
        return "entity"
    return kinds.pop() if len(kinds) == 1 else "text"
