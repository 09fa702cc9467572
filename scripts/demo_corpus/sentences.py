"""A pattern and a pair become a sentence that knows its mentions and what it states.

Every triple whose two ends stand in the sentence is listed, stated or not: a place where
something happened may also be where the subject has its head office, which nobody said.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from .values import draw_day, draw_month
from .vocabulary import Vocabulary
from .world import Entity, Triple, World

ALIAS_USE_RATE = 0.25  # of mentions of an entity that has an alias
MODIFIER_RATE = 0.15  # of sentences, where the place before a name allows it
OPENER_RATE, PLACE_OPENER_RATE, DATE_OPENER_RATE, CLOSER_RATE = 0.25, 0.13, 0.09, 0.25
KNOWN_RATE = 0.6  # of the places and days in passing: one that belongs to an end of the pair
PRINTED_YEARS = (1985, 2024)
BEFORE_A_MODIFIER = "，：是由和与同对为到向给把在"


@dataclass(frozen=True, slots=True)
class Mention:
    """``node`` is an entity's title or a literal value; ``kind`` its kind or text/date/number."""

    start: int
    end: int
    node: str
    kind: str


@dataclass(frozen=True, slots=True)
class MentionedTriple:
    """A triple both of whose ends the sentence mentions; ``expressed``: it states it too."""

    triple: Triple
    subject: Mention
    object: Mention
    expressed: bool


@dataclass(frozen=True, slots=True)
class BagSentence:
    text: str
    split: str
    mentions: tuple[Mention, ...]
    triples: tuple[MentionedTriple, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """What a sentence is to say: a pattern, whom it fills in, which of their triples it states."""

    pattern: str
    subject: Entity
    object: Entity
    stated: tuple[str, ...]


class SentenceWriter:
    """Writes statements; no two sentences of one writer have the same text."""

    def __init__(self, world: World, vocabulary: Vocabulary, chance: Random) -> None:
        self.world, self.vocabulary, self.chance = world, vocabulary, chance
        self.bystanders: dict[str, tuple[Entity, ...]] = {}
        self.written: set[str] = set()

    def write(self, statement: Statement) -> BagSentence:
        while True:
            sentence = self._write(statement)
            if sentence.text not in self.written:
                self.written.add(sentence.text)
                return sentence

    def _write(self, statement: Statement) -> BagSentence:
        subject, object_ = statement.subject, statement.object
        draft = _Draft(
            stated={(subject.title, name, object_.title) for name in statement.stated},
            roles={"S": subject, "O": object_, "X": self._bystander(statement)},
        )
        pattern = self._surround(statement.pattern)
        modified = self._modified_slot(pattern)
        for position, letter in enumerate(pattern):
            if letter in draft.roles:
                if position == modified:
                    self._write_modifier(draft, draft.roles[letter])
                draft.mention(self._surface(draft.roles[letter]), draft.roles[letter])
            elif letter == "D":
                draft.text += draw_month(self.chance)
            elif letter in "PV":
                draft.literal(self._in_passing(letter, subject, object_))
            else:
                draft.text += letter
        return draft.finish(self.world, subject.split)

    def _surround(self, pattern: str) -> str:
        """Open and close a pattern, blind to what it states."""
        news, chance = self.vocabulary.news, self.chance
        opener = closer = ""
        draw = chance.random()
        if draw < PLACE_OPENER_RATE and "P" not in pattern:
            opener = chance.choice(news.place_openers)
        elif draw > 1 - DATE_OPENER_RATE and "D" not in pattern:
            opener = chance.choice(news.date_openers)
        elif PLACE_OPENER_RATE < draw < PLACE_OPENER_RATE + OPENER_RATE:
            opener = chance.choice(news.openers)
        if chance.random() < CLOSER_RATE:
            closer = chance.choice(news.closers)
        return f"{opener}{pattern}{closer}。"

    def _modified_slot(self, pattern: str) -> int | None:
        """The position of the name that gets a modifier, if any does."""
        free = [
            i
            for i, letter in enumerate(pattern)
            if letter in "SO" and (i == 0 or pattern[i - 1] in BEFORE_A_MODIFIER)
        ]
        return self.chance.choice(free) if free and self.chance.random() < MODIFIER_RATE else None

    def _write_modifier(self, draft: "_Draft", entity: Entity) -> None:
        attributes = self.vocabulary.attributes
        choices = [
            (triple, modifier)
            for triple in self.world.attribute_triples(entity)
            if triple.predicate in attributes
            and (modifier := attributes[triple.predicate].modifier) is not None
        ]
        if not choices:
            return
        triple, modifier = self.chance.choice(choices)
        before, after = modifier.split("V")
        draft.text += before
        draft.literal(triple.object)
        draft.text += after
        draft.stated.add((triple.subject, triple.predicate, triple.object))

    def _surface(self, entity: Entity) -> str:
        use_alias = entity.aliases and self.chance.random() < ALIAS_USE_RATE
        return self.chance.choice(entity.aliases) if use_alias else entity.name

    def _bystander(self, statement: Statement) -> Entity:
        split = statement.subject.split
        if split not in self.bystanders:
            self.bystanders[split] = self.world.of_split(split)
        while True:
            found = self.chance.choice(self.bystanders[split])
            if found not in (statement.subject, statement.object):
                return found

    def _in_passing(self, slot: str, *ends: Entity) -> str:
        """A place (P) or a day (V) that the sentence names without saying whose it is."""
        places = self.vocabulary.news.places
        triples = [triple for entity in ends for triple in self.world.attribute_triples(entity)]
        if slot == "P":
            known = [triple.object for triple in triples if triple.object in places]
        else:
            known = [triple.object for triple in triples if triple.object_kind == "date"]
        if known and self.chance.random() < KNOWN_RATE:
            return self.chance.choice(known)
        if slot == "P":
            return self.chance.choice(places)
        return draw_day(*PRINTED_YEARS, self.chance)


class _Draft:
    """A sentence while it is being written."""

    def __init__(self, stated: set[tuple[str, str, str]], roles: dict[str, Entity]) -> None:
        self.stated, self.roles = stated, roles
        self.text = ""
        self.entities: list[Mention] = []
        self.literals: list[Mention] = []

    def mention(self, surface: str, entity: Entity) -> None:
        start, end = len(self.text), len(self.text) + len(surface)
        self.entities.append(Mention(start, end, entity.title, entity.kind))
        self.text += surface

    def literal(self, value: str) -> None:
        start, end = len(self.text), len(self.text) + len(value)
        self.literals.append(Mention(start, end, value, "text"))
        self.text += value

    def finish(self, world: World, split: str) -> BagSentence:
        """Keep the literals that are somebody's attribute, and list the triples."""
        triples: list[MentionedTriple] = []
        mentions = list(self.entities)
        for subject in self.entities:
            for triple in world.triples[subject.node]:
                entity_object = triple.object_kind == "entity"
                for found in self.entities if entity_object else self.literals:
                    if found.node != triple.object:
                        continue
                    end = Mention(found.start, found.end, found.node, triple.object_kind)
                    end = found if entity_object else end
                    known = (triple.subject, triple.predicate, triple.object)
                    triples.append(MentionedTriple(triple, subject, end, known in self.stated))
                    if end not in mentions:
                        mentions.append(end)
        return BagSentence(self.text, split, _in_order(mentions), tuple(triples))


def _in_order(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    return tuple(sorted(mentions, key=lambda mention: mention.start))
