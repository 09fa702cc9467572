"""Who there is and what is true of them: entities of eight kinds, neutral names, triples.

Triples stay within a split, so that no document of one split names an entity of another.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from random import Random
from typing import Literal

from .values import age_in_years, draw_value
from .vocabulary import Vocabulary

Split = Literal["train", "dev", "test", "held_out"]
ObjectKind = Literal["entity", "text", "date", "number"]

TYPE_PREDICATE, ALIAS_PREDICATE = "类型", "别名"
N_ENTITIES_PER_KIND: dict[Split, int] = {"train": 25, "dev": 6, "test": 25, "held_out": 8}
N_HOMONYM_PAIRS: dict[Split, int] = {"train": 9, "held_out": 5}
MIN_ATTRIBUTES = 6
ALIAS_RATE = 0.3
FORM_TO_OBJECT: dict[str, ObjectKind] = {"date": "date", "number": "number", "age": "number"}


@dataclass(frozen=True, slots=True)
class Entity:
    """``name`` is how texts call it; ``title`` tells homonyms apart and is its graph name."""

    name: str
    title: str
    kind: str
    split: Split
    aliases: tuple[str, ...]
    homonym: bool


@dataclass(frozen=True, slots=True)
class Triple:
    """``subject`` and an entity ``object`` are titles."""

    subject: str
    predicate: str
    object: str
    object_kind: ObjectKind


@dataclass(frozen=True, slots=True)
class World:
    """Entities in a fixed order, and of each title its triples in the order of its inventory."""

    entities: tuple[Entity, ...]
    triples: Mapping[str, tuple[Triple, ...]]

    def of_split(self, split: str) -> tuple[Entity, ...]:
        """The entities of a split that have their name for themselves."""
        return tuple(e for e in self.entities if e.split == split and not e.homonym)

    def attribute_triples(self, entity: Entity) -> tuple[Triple, ...]:
        """What is true of an entity beside its kind and its aliases."""
        known = (TYPE_PREDICATE, ALIAS_PREDICATE)
        return tuple(t for t in self.triples[entity.title] if t.predicate not in known)


def build_world(vocabulary: Vocabulary, chance: Random) -> World:
    entities = tuple(_make_entities(vocabulary, chance))
    links = _Links(entities, vocabulary, chance)
    triples = {}
    for entity in entities:
        kind = vocabulary.kinds[entity.kind]
        stated = [Triple(entity.title, TYPE_PREDICATE, entity.kind, "text")]
        stated += [Triple(entity.title, ALIAS_PREDICATE, a, "text") for a in entity.aliases]
        possible = links.of_subject(entity) + _literal_triples(entity, vocabulary, chance)
        dropped = _dropped_attributes(possible, vocabulary, chance)
        kept = [triple for triple in possible if triple.predicate not in dropped]
        stated += sorted(kept, key=lambda triple: kind.attributes.index(triple.predicate))
        triples[entity.title] = tuple(stated)
    return World(entities, triples)


class _Names:
    """Names drawn from one pool of syllables, each handed out once."""

    def __init__(self, syllables: str, chance: Random) -> None:
        self.syllables, self.chance = syllables, chance
        self.used: set[str] = set()

    def fresh(self) -> str:
        while True:
            length = self.chance.choices((2, 3, 4), weights=(5, 3, 2))[0]
            name = "".join(self.chance.sample(self.syllables, length))
            if name not in self.used:
                self.used.add(name)
                return name


def _make_entities(vocabulary: Vocabulary, chance: Random) -> Iterable[Entity]:
    names = _Names(vocabulary.syllables, chance)
    for split, n_entities in N_ENTITIES_PER_KIND.items():
        for kind in vocabulary.kinds:
            for _ in range(n_entities):
                name = names.fresh()
                aliases = (names.fresh(),) if chance.random() < ALIAS_RATE else ()
                yield Entity(name, name, kind, split, aliases, homonym=False)
    for split, n_pairs in N_HOMONYM_PAIRS.items():
        for number in range(n_pairs):
            shared = names.fresh()
            for kind in chance.sample(sorted(vocabulary.kinds), 2):
                name = shared if number % 2 == 0 else names.fresh()
                yield Entity(name, f"{name}（{kind}）", kind, split, (shared,), homonym=True)


def _dropped_attributes(
    possible: list[Triple], vocabulary: Vocabulary, chance: Random
) -> list[str]:
    """Up to two attributes to leave out, none of those that share pairs (plans name them all)."""
    names = sorted({triple.predicate for triple in possible})
    droppable = [name for name in names if name not in vocabulary.sharing_relations]
    return chance.sample(droppable, chance.randint(0, min(2, len(names) - MIN_ATTRIBUTES)))


def _literal_triples(entity: Entity, vocabulary: Vocabulary, chance: Random) -> list[Triple]:
    drawn: dict[str, str] = {}
    triples = []
    for name in vocabulary.kinds[entity.kind].attributes:
        if name not in vocabulary.attributes:
            continue
        values = vocabulary.attributes[name].values
        drawn[name] = draw_value(values, vocabulary.news, chance)
        if values.form == "age" and "出生日期" in drawn:
            drawn[name] = age_in_years(drawn["出生日期"])
        object_kind = FORM_TO_OBJECT.get(values.form, "text")
        triples.append(Triple(entity.title, name, drawn[name], object_kind))
    return triples


class _Links:
    """Relations between entities of one split; apart from the plans, one a pair."""

    def __init__(self, entities: tuple[Entity, ...], vocabulary: Vocabulary, chance: Random):
        self.vocabulary, self.chance = vocabulary, chance
        self.objects: dict[tuple[Split, str], list[Entity]] = {}
        self.used_pairs: set[frozenset[str]] = set()
        for entity in entities:
            if not entity.homonym:
                self.objects.setdefault((entity.split, entity.kind), []).append(entity)

    def of_subject(self, subject: Entity) -> list[Triple]:
        inventory = self.vocabulary.kinds[subject.kind].attributes
        sharing = self.vocabulary.sharing_relations
        triples = []
        if sharing[0] in inventory:
            for names in self.chance.choice(self.vocabulary.plans):
                triples += self._link(subject, names)
        for name in inventory:
            if name in self.vocabulary.relations and name not in sharing:
                max_objects = self.vocabulary.relations[name].max_objects
                for _ in range(self.chance.randint(1, max_objects)):
                    triples += self._link(subject, (name,))
        return triples

    def _link(self, subject: Entity, names: tuple[str, ...]) -> list[Triple]:
        """Join a subject to an entity that it has nothing to do with yet; none where none is left.

        The pair is taken up in both directions.
        """
        kind = self.vocabulary.relations[names[0]].object_kind
        free = [
            found
            for found in self.objects[subject.split, kind]
            if found is not subject
            and frozenset((subject.title, found.title)) not in self.used_pairs
        ]
        if not free:
            return []
        found = self.chance.choice(free)
        self.used_pairs.add(frozenset((subject.title, found.title)))
        return [Triple(subject.title, name, found.title, "entity") for name in names]
