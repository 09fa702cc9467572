"""Bags: the several sentences that name both ends of a pair, true to its triples or not.

Each relation gets its own share of sentences that do not state it (noise). Pairs without any
relation are mentioned together too, or every co-mention would look like a relation.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from random import Random

from .sentences import BagSentence, SentenceWriter, Statement
from .vocabulary import Vocabulary
from .world import Entity, World

BAG_SPLITS = ("train", "held_out")
BAG_SIZES, BAG_WEIGHTS = (2, 3, 4, 5, 6), (2, 4, 4, 2, 1)
NOISE_RATES = (0.36, 0.54)  # a relation's rate lies between these
SHARED_NOISE_RATE = 0.2  # of the sentences of pairs with several relations: state none of them
NEAR_MISS_RATE, BY_KINDS_RATE = 0.18, 0.25  # of the sentences that state nothing
UNRELATED_RATE = 0.2  # sentences of unrelated pairs, as a share of the bag sentences
N_STATED_WEIGHTS = {2: (11, 9), 3: (8, 7, 5)}  # how many relations a sentence states, of 2 or of 3


@dataclass(frozen=True, slots=True)
class Pair:
    """Two entities and the relations that the graph states from the first to the second."""

    subject: Entity
    object: Entity
    relations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bags:
    """Sentences of related pairs and, apart from them, of unrelated ones."""

    related: tuple[BagSentence, ...]
    unrelated: tuple[BagSentence, ...]

    @property
    def sentences(self) -> tuple[BagSentence, ...]:
        return self.related + self.unrelated


def write_bags(world: World, vocabulary: Vocabulary, split: str, chance: Random) -> Bags:
    writer = SentenceWriter(world, vocabulary, chance)
    planner = _Planner(vocabulary, chance)
    pairs = related_pairs(world, split)
    sharing = [pair for pair in pairs if set(pair.relations) & set(vocabulary.sharing_relations)]
    statements: list[Statement] = []
    for name in vocabulary.relations:
        own = [pair for pair in pairs if pair.relations == (name,) and pair not in sharing]
        statements += planner.plan(own, name)
    statements += planner.plan_sharing(sharing)
    n_unrelated = round(UNRELATED_RATE * len(statements))
    strangers = islice(_unrelated_pairs(world, vocabulary, split, chance), n_unrelated)
    silent = [planner.plan_strangers(pair) for pair in strangers]
    return Bags(tuple(map(writer.write, statements)), tuple(map(writer.write, silent)))


def related_pairs(world: World, split: str) -> list[Pair]:
    """The pairs of a split between which the graph states something, homonyms left out."""
    entities = {entity.title: entity for entity in world.of_split(split)}
    relations: dict[tuple[str, str], list[str]] = {}
    for entity in entities.values():
        for triple in world.triples[entity.title]:
            if triple.object_kind == "entity":
                relations.setdefault((entity.title, triple.object), []).append(triple.predicate)
    return [Pair(entities[s], entities[o], tuple(names)) for (s, o), names in relations.items()]


class _Planner:
    """Decides what the sentences of a bag are to state, and with which patterns."""

    def __init__(self, vocabulary: Vocabulary, chance: Random) -> None:
        self.vocabulary, self.chance = vocabulary, chance

    def plan(self, pairs: list[Pair], name: str) -> list[Statement]:
        """Bags of one relation, with exactly its share of noise."""
        sizes = [self._bag_size() for _ in pairs]
        n_noise = round(self.chance.uniform(*NOISE_RATES) * sum(sizes))
        noise = [True] * n_noise + [False] * (sum(sizes) - n_noise)
        self.chance.shuffle(noise)
        statements: list[Statement] = []
        for pair, size in zip(pairs, sizes, strict=True):
            stated: list[tuple[str, ...]] = [() if noise.pop() else (name,) for _ in range(size)]
            statements += self._bag(pair, stated)
        return statements

    def plan_sharing(self, pairs: list[Pair]) -> list[Statement]:
        """Bags of pairs with one to three relations that compete for every sentence."""
        statements: list[Statement] = []
        for pair in pairs:
            stated = [self._stated_of(pair.relations) for _ in range(self._bag_size())]
            statements += self._bag(pair, stated)
        return statements

    def silent_pattern(self, pair: Pair, near: str) -> str:
        """A pattern that states nothing; ``near`` is the relation that it may name."""
        draw = self.chance.random()
        if draw < NEAR_MISS_RATE:
            return self.chance.choice(self.vocabulary.relations[near].near_misses)
        kinds = (pair.subject.kind, pair.object.kind)
        if draw < NEAR_MISS_RATE + BY_KINDS_RATE:
            return self.chance.choice(self.vocabulary.comentions_by_kinds[kinds])
        return self.chance.choice(self.vocabulary.comentions)

    def plan_strangers(self, pair: Pair) -> Statement:
        """One sentence about a pair that the graph does not relate; it could be, by its kinds."""
        kinds = (pair.subject.kind, pair.object.kind)
        relations = self.vocabulary.relations.values()
        fitting = [r.name for r in relations if (r.subject_kind, r.object_kind) == kinds]
        pattern = self.silent_pattern(pair, self.chance.choice(fitting))
        return Statement(pattern, pair.subject, pair.object, ())

    def _bag_size(self) -> int:
        return self.chance.choices(BAG_SIZES, weights=BAG_WEIGHTS)[0]

    def _stated_of(self, relations: tuple[str, ...]) -> tuple[str, ...]:
        n_relations = len(relations)
        if n_relations == 1:
            return () if self.chance.random() < sum(NOISE_RATES) / 2 else relations
        if self.chance.random() < SHARED_NOISE_RATE:
            return ()
        weights = N_STATED_WEIGHTS[n_relations]
        n_stated = self.chance.choices(range(1, n_relations + 1), weights=weights)[0]
        return tuple(sorted(self.chance.sample(relations, n_stated)))

    def _bag(self, pair: Pair, stated: list[tuple[str, ...]]) -> Iterator[Statement]:
        """Statements of one bag, no pattern twice as long as there are others."""
        used: set[str] = set()
        for names in stated:
            drawn = [self._pattern(pair, names) for _ in range(8)]
            pattern = next((pattern for pattern in drawn if pattern not in used), drawn[0])
            used.add(pattern)
            yield Statement(pattern, pair.subject, pair.object, names)

    def _pattern(self, pair: Pair, stated: tuple[str, ...]) -> str:
        if not stated:
            return self.silent_pattern(pair, self.chance.choice(pair.relations))
        if len(stated) == 1:
            return self.chance.choice(self.vocabulary.relations[stated[0]].paraphrases)
        return self.chance.choice(self.vocabulary.together[stated])


def _unrelated_pairs(
    world: World, vocabulary: Vocabulary, split: str, chance: Random
) -> Iterator[Pair]:
    """For ever: pairs of kinds that relations join, without any relation of their own."""
    linked = {frozenset((p.subject.title, p.object.title)) for p in related_pairs(world, split)}
    by_kind: dict[str, list[Entity]] = {}
    for entity in world.of_split(split):
        by_kind.setdefault(entity.kind, []).append(entity)
    relations = list(vocabulary.relations.values())
    while True:
        relation = chance.choice(relations)
        subject = chance.choice(by_kind[relation.subject_kind])
        object_ = chance.choice(by_kind[relation.object_kind])
        pair = frozenset((subject.title, object_.title))
        if len(pair) == 2 and pair not in linked:
            yield Pair(subject, object_, ())
