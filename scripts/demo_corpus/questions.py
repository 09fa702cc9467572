"""Questions: a frame around an entity and a cue; which attribute is meant?

Most cues mean one attribute. Shared cues (「有多大」) mean one attribute of each kind: only who
knows the entity's kind can tell, and names are silent about it. Questions also ask for what the
graph does not state.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, cycle
from random import Random

from .vocabulary import Vocabulary
from .world import Entity, World

N_QUESTIONS = {"train": 2400, "dev": 300, "test": 1600}
SHARED_RATE = 0.4
ENTITY_SLOT = "{entity}"


@dataclass(frozen=True, slots=True)
class Question:
    """``template``: the text with the entity's name replaced by ``{entity}``."""

    question_id: str
    text: str
    subject: str
    start: int
    end: int
    attribute: str
    kind: str
    cue: str
    template: str
    shared_wording: bool


@dataclass(frozen=True, slots=True)
class Inquiry:
    """What is asked of an entity, before a frame is chosen."""

    entity: Entity
    attribute: str
    cue: str
    shared_wording: bool


def write_questions(
    world: World, vocabulary: Vocabulary, split: str, chance: Random
) -> list[Question]:
    shared = list(_shared_inquiries(world, vocabulary, split, chance))
    n_own = round(len(shared) * (1 - SHARED_RATE) / SHARED_RATE)
    own = _own_inquiries(world, vocabulary, split, chance)
    inquiries = shared + [next(own) for _ in range(n_own)]
    chance.shuffle(inquiries)
    asked: set[str] = set()
    questions = []
    for number, inquiry in enumerate(inquiries, start=1):
        question = _frame(inquiry, vocabulary, chance, f"{split}-{number:04}")
        while question.text in asked:
            question = _frame(inquiry, vocabulary, chance, question.question_id)
        asked.add(question.text)
        questions.append(question)
    return questions


def _shared_inquiries(
    world: World, vocabulary: Vocabulary, split: str, chance: Random
) -> Iterator[Inquiry]:
    """Every cue equally often, and within a cue every attribute."""
    askable = _Askable(world, vocabulary, split, chance)
    n_per_cue = N_QUESTIONS[split] * SHARED_RATE / len(vocabulary.shared_cues)
    for cue, attributes in vocabulary.shared_cues.items():
        for attribute in attributes:
            entities = askable.entities(attribute)
            for _ in range(round(n_per_cue / len(attributes))):
                yield Inquiry(next(entities), attribute, cue, shared_wording=True)


def _own_inquiries(
    world: World, vocabulary: Vocabulary, split: str, chance: Random
) -> Iterator[Inquiry]:
    """For ever: every attribute of every kind in turn, its cues in turn."""
    askable = _Askable(world, vocabulary, split, chance)
    slots = [(kind.name, name) for kind in vocabulary.kinds.values() for name in kind.attributes]
    entities = {slot: askable.entities(slot[1], slot[0]) for slot in slots}
    for turn in count():
        chance.shuffle(slots)
        for slot in slots:
            cues = vocabulary.cues_of(slot[1])
            yield Inquiry(next(entities[slot]), slot[1], cues[turn % len(cues)], False)


class _Askable:
    """Deals out the entities of a split, evenly and in random order."""

    def __init__(self, world: World, vocabulary: Vocabulary, split: str, chance: Random) -> None:
        self.vocabulary, self.chance = vocabulary, chance
        self.all = world.of_split(split)

    def entities(self, attribute: str, kind: str | None = None) -> Iterator[Entity]:
        """Round and round the entities that can have the attribute, of one kind or of each."""
        kinds = [
            k.name
            for k in self.vocabulary.kinds.values()
            if attribute in k.attributes and kind in (None, k.name)
        ]
        found = [entity for entity in self.all if entity.kind in kinds]
        self.chance.shuffle(found)
        return cycle(found)


def _frame(inquiry: Inquiry, vocabulary: Vocabulary, chance: Random, question_id: str) -> Question:
    split, _ = question_id.split("-")
    frame = chance.choice(vocabulary.frames[split])
    name = inquiry.entity.name
    template = frame.replace("C", inquiry.cue).replace("E", ENTITY_SLOT)
    start = template.index(ENTITY_SLOT)
    return Question(
        question_id=question_id,
        text=template.replace(ENTITY_SLOT, name),
        subject=name,
        start=start,
        end=start + len(name),
        attribute=inquiry.attribute,
        kind=inquiry.entity.kind,
        cue=inquiry.cue,
        template=template,
        shared_wording=inquiry.shared_wording,
    )
