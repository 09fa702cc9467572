"""Keeping triples to a schema: at one place, over what every extractor found.

A subject or object is refused only where something tells that it is of another type: a statement of
its type in the same document, the sense in its name, or the ending of its name.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from kg_pipeline.extraction.candidates import unit_fits
from kg_pipeline.extraction.lexicon import PredicateLexicon, label_key
from kg_pipeline.extraction.names import is_person, kind_of_name
from kg_pipeline.extraction.objects import CONTACT
from kg_pipeline.extraction.schema import NAME_KINDS, VALUES, Schema, SchemaPredicate
from kg_pipeline.graph.values import fold, normalize
from kg_pipeline.records import TYPE_PREDICATE, SetAside, Triple
from kg_pipeline.senses import sense_of, without_sense

_ALSO_IN_PERSONS = frozenset("山峰岭河江湖海湾溪泉谷塔桥岛园亭阁宫")
_Types: TypeAlias = dict[str, set[str]]  # name → the types that triples state of it
_LAST_WORD = re.compile(r"[\w’'-]+$")


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
        names = [name for name in entry.range if name not in VALUES]
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
        if told - NAME_KINDS:
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
