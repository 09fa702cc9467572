"""Documents: one about each entity, and news made of bag sentences.

About half of the entities have their attributes as name–value pairs beside the text; of the
others only the relations that bags are made of stand there, and the rest must be read.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from .bags import BAG_SPLITS
from .sentences import BagSentence
from .values import draw_month
from .vocabulary import Vocabulary
from .world import ALIAS_PREDICATE, TYPE_PREDICATE, Entity, Triple, World

STRUCTURED_RATE = 0.5
PRONOUN_RATE = 0.4
N_SENTENCES_PER_NEWS, MAX_FILLERS = (3, 6), 2


@dataclass(frozen=True, slots=True)
class Document:
    """``attributes``: name → values, in the order of the inventory; empty means text only."""

    title: str
    text: str
    attributes: Mapping[str, tuple[str, ...]]


class Biographer:
    """Writes the document of an entity."""

    def __init__(self, world: World, vocabulary: Vocabulary, chance: Random) -> None:
        self.world, self.vocabulary, self.chance = world, vocabulary, chance

    def write(self, entity: Entity) -> Document:
        triples = self.world.triples[entity.title]
        told = list(self.world.attribute_triples(entity))
        self.chance.shuffle(told)
        if self.chance.random() < STRUCTURED_RATE:
            listed = triples
            told = told[: self.chance.randint(2, 4)]
        else:
            in_bags = entity.split in BAG_SPLITS and not entity.homonym
            listed = tuple(t for t in triples if in_bags and t.object_kind == "entity")
        return Document(entity.title, self._text(entity, told), _listed(listed))

    def _text(self, entity: Entity, told: list[Triple]) -> str:
        chance, news = self.chance, self.vocabulary.news
        kind = self.vocabulary.kinds[entity.kind]
        opening = chance.choice(news.kind_sentences)
        opening = opening.replace("M", kind.measure).replace("K", kind.name)
        sentences = [opening.replace("S", entity.name)]
        for alias in entity.aliases:
            if alias != entity.name:
                pattern = chance.choice(news.alias_sentences)
                sentences.append(pattern.replace("A", alias).replace("S", entity.name))
        sentences += [self._sentence(entity, triple) for triple in told]
        if chance.random() < 0.5:
            sentences.append(chance.choice(news.remarks))
        n_first = len(sentences) if len(sentences) < 7 else len(sentences) // 2
        paragraphs = (sentences[:n_first], sentences[n_first:])
        return "\n".join("".join(f"{s}。" for s in part) for part in paragraphs if part)

    def _sentence(self, entity: Entity, triple: Triple) -> str:
        if triple.predicate in self.vocabulary.relations:
            patterns = self.vocabulary.relations[triple.predicate].paraphrases
        else:
            patterns = self.vocabulary.attributes[triple.predicate].sentences
        pattern = self.chance.choice(patterns)
        if self.chance.random() < PRONOUN_RATE:
            pattern = self._with_pronoun(pattern, entity)
        fill = {"S": entity.name, "O": triple.object, "V": triple.object}
        fill["D"] = draw_month(self.chance)
        return "".join(fill.get(letter, letter) for letter in pattern)

    def _with_pronoun(self, pattern: str, entity: Entity) -> str:
        personal, demonstrative = self.vocabulary.kinds[entity.kind].pronouns
        if "S的" in pattern:
            return pattern.replace("S的", self.chance.choice(["其", f"{personal}的"]))
        return pattern.replace("S", demonstrative)


def write_news(
    sentences: tuple[BagSentence, ...], vocabulary: Vocabulary, chance: Random, label: str
) -> list[Document]:
    """Mix the sentences of many bags into news items; ``label`` keeps titles apart."""
    remaining = [sentence.text for sentence in sentences]
    chance.shuffle(remaining)
    documents: list[Document] = []
    while remaining:
        n_taken = chance.randint(*N_SENTENCES_PER_NEWS)
        item, remaining = remaining[:n_taken], remaining[n_taken:]
        for filler in chance.sample(vocabulary.news.fillers, chance.randint(0, MAX_FILLERS)):
            item.insert(chance.randint(0, len(item)), f"{filler}。")
        title = f"{chance.choice(vocabulary.news.titles)}{label}第{len(documents) + 1}期"
        documents.append(Document(title, "".join(item), {}))
    return documents


def _listed(triples: tuple[Triple, ...]) -> dict[str, tuple[str, ...]]:
    attributes: dict[str, tuple[str, ...]] = {}
    for triple in triples:
        attributes[triple.predicate] = (*attributes.get(triple.predicate, ()), triple.object)
    return attributes


def is_known(entity: Entity, world: World, document: Document) -> bool:
    """Does an entity's document say anything of it beside its names and its kind?"""
    if set(document.attributes) - {TYPE_PREDICATE, ALIAS_PREDICATE}:
        return True
    return any(triple.object in document.text for triple in world.attribute_triples(entity))
