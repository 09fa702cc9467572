"""A schema: which predicates are wanted, of what subjects, with what objects.

```yaml
types:
  - {type: 公司, aliases: [企业, Organization], kind: organisation}
predicates:
  - {predicate: 注册资本, aliases: [注册资金], domain: [公司], range: [number], units: [元], functional: true}
  - {predicate: 董事长, aliases: [chairman], inverse: [担任董事长], domain: [公司], range: [person]}
```
With no schema extraction is open. With one, ``SchemaFilter`` goes over what every extractor found:
names become the predicate's own, what the schema does not want is left out, each with its reason.
"""

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal, TypeAlias, get_args

from pydantic import Field, model_validator

from kg_pipeline.extraction.candidates import unit_fits
from kg_pipeline.extraction.lexicon import PredicateEntry, PredicateLexicon, label_key
from kg_pipeline.extraction.names import is_person, kind_of_name, sense_of, without_sense
from kg_pipeline.extraction.objects import CONTACT, SlotKind
from kg_pipeline.extraction.pattern_language import PatternFile
from kg_pipeline.graph.values import fold, normalize
from kg_pipeline.records import TYPE_PREDICATE, SetAside, Triple
from kg_pipeline.settings import Settings, load_settings

NameKind = Literal["organisation", "place", "person", "work", "law"]
_NAME_KINDS = frozenset(get_args(NameKind))
_ALSO_IN_PERSONS = frozenset("山峰岭河江湖海湾溪泉谷塔桥岛园亭阁宫")
_VALUES = frozenset(["text", "date", "number", "contact"])
_KINDS = _NAME_KINDS | _VALUES | {"entity"}
_Types: TypeAlias = dict[str, set[str]]  # name → the types that triples state of it
_LAST_WORD = re.compile(r"[\w’'-]+$")


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
        if name in _NAME_KINDS:
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


@dataclass(frozen=True)
class Kept:
    """What a schema left of some triples, and what it left out."""

    triples: list[Triple]
    set_aside: list[SetAside]


class SchemaFilter:
    """Keeps triples to a schema. ``lexicon`` knows further names of the schema's predicates."""

    def __init__(self, schema: Schema, lexicon: PredicateLexicon) -> None:
        self._schema = schema
        self._lexicon = lexicon
        self._by_name = {
            label_key(name): entry
            for entry in schema.predicates
            for name in (entry.predicate, *entry.aliases)
        }
        self._inverse = {
            label_key(name): entry for entry in schema.predicates for name in entry.inverse
        }
        self._vocabulary = {
            schema.type_of(name)
            for entry in schema.predicates
            for name in (*entry.domain, *entry.range)
        } | {one.type for one in schema.types}

    def apply(self, triples: Sequence[Triple]) -> Kept:
        """The triples that the schema wants, in their order; types come from all of them."""
        types = _stated_types(triples, self._lexicon, self._schema)
        kept: dict[Triple, None] = {}
        aside: list[SetAside] = []
        for triple in triples:
            fitting = self._fitting(triple, types)
            if isinstance(fitting, Triple):
                kept.setdefault(fitting)
            else:
                detail = f"{triple.subject} | {triple.predicate} | {triple.object}"
                aside.append(SetAside(triple.document_id, fitting, detail))
        return Kept(list(kept), aside)

    def _fitting(self, triple: Triple, types: _Types) -> Triple | str:
        """The triple as the schema wants it, or the reason why it does not."""
        label = label_key(triple.predicate)
        entry = self._inverse.get(label)
        if entry is not None:
            triple = _turned(triple)
        else:
            canonical = label_key(self._lexicon.canonical(triple.predicate))
            entry = self._by_name.get(label) or self._by_name.get(canonical)
        if entry is None:
            return triple if self._schema.open else "predicate not in the schema"
        if entry.domain and not self._has_type(triple.subject, entry.domain, types):
            return "subject outside the domain"
        named = replace(triple, predicate=entry.predicate)
        return self._with_object(named, entry, types) if entry.range else named

    def _with_object(self, triple: Triple, entry: SchemaPredicate, types: _Types) -> Triple | str:
        """The triple with its object as one of the range's kinds, or why it is none of them."""
        for kind in ("number", "date"):
            value = normalize(triple.object, kind) if kind in entry.range else None
            if value is not None and value.kind == kind:
                unit = triple.unit or value.unit
                if kind == "number" and not unit_fits(unit, entry.units):
                    return "unit not in the schema"
                return replace(triple, object_kind=kind, unit=unit if kind == "number" else "")
        if "text" in entry.range:
            return triple
        if "contact" in entry.range and CONTACT.fullmatch(triple.object):
            return triple
        names = [name for name in entry.range if name not in _VALUES]
        if not names or triple.object_kind in ("date", "number"):
            return "object of the wrong kind"
        if "entity" in names or self._has_type(triple.object, names, types):
            return replace(triple, object_kind="entity")
        return "object outside the range"

    def _has_type(self, name: str, wanted: Sequence[str], types: _Types) -> bool:
        """Whether a name may be of a wanted type: it is, or nothing tells that it is not."""
        goals = {self._schema.type_of(one) for one in wanted}
        told = self._told_of(name, types)
        if told & goals or not told:
            return True
        if told - _NAME_KINDS:
            return False
        kinds = {self._schema.kind_of(goal) for goal in goals}
        return bool(kinds & told) or "" in kinds

    def _told_of(self, name: str, types: _Types) -> set[str]:
        """The schema's types and the kinds that statements, a sense or the name's form tell."""
        stated = types.get(fold(name), set()) | {self._schema.type_of(sense_of(name))}
        told = {
            goal for one in stated for goal in self._vocabulary if _is_a(without_sense(one), goal)
        }
        told |= {self._schema.kind_of(one) for one in told}
        if not told:
            told = {kind for one in stated for kind in _told_by_form(without_sense(one))}
        return told - {""} or _told_by_form(name)


def _told_by_form(name: str) -> set[str]:
    """What a name's ending tells. A person's name has no form of its own: 云帆, 金龙鱼, 林若溪."""
    kind = kind_of_name(name)
    person_or_place = kind == "place" and is_person(name) and name[-1] in _ALSO_IN_PERSONS
    return set() if kind in ("", "person") or person_or_place else {kind}


def _is_a(name: str, goal: str) -> bool:
    """上市公司 is a 公司, a "public company" a "company"."""
    if not goal.isascii():
        return name.endswith(goal)
    last = _LAST_WORD.search(name)
    return name == goal or (last is not None and last[0] == goal)


def _stated_types(triples: Iterable[Triple], lexicon: PredicateLexicon, schema: Schema) -> _Types:
    types: _Types = {}
    for triple in triples:
        if lexicon.canonical(triple.predicate) == TYPE_PREDICATE:
            types.setdefault(fold(triple.subject), set()).add(schema.type_of(triple.object))
    return types


def _turned(triple: Triple) -> Triple:
    """Subject and object change places; an object that becomes a subject is an entity."""
    return replace(
        triple,
        subject=triple.object,
        object=triple.subject,
        object_kind="entity",
        unit="",
        subject_start=triple.object_start,
        subject_end=triple.object_end,
        object_start=triple.subject_start,
        object_end=triple.subject_end,
    )
