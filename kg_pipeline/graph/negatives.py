"""Which triples does a sentence not state? Four kinds, from false to merely beside the point.

N1 the object replaced by a like one, N2 the predicate replaced by one that the two types allow
(neither stands in the graph); N3 a true triple of the same subject that is not stated here, N5 a
true triple two to three hops from all subjects (docs/methods.md, section 1). N4 is made in the batch.

A true triple of which both ends stand in the sentence, by a mention or by name alone, may well be
stated there: it becomes an N3 only where denoising rejected it, with its reason and probability.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

import numpy as np

from kg_pipeline.graph.store import KnowledgeGraph
from kg_pipeline.graph.writing import Longs
from kg_pipeline.records import AlignedSentence, AlignedTriple, NegativeKind, NegativeTriple

REJECTED_FOR_ANOTHER = "denoising: another predicate of the pair is likelier"
REJECTED_ALONE = "denoising: keep probability at most one half"
_DRAWS = 64  # candidates looked at for each triple and kind


@dataclass(frozen=True, slots=True)
class _Fact:
    """A triple by its rows in the graph."""

    subject: int
    predicate: int
    object: int


@dataclass(frozen=True, slots=True)
class _Scene:
    """A sentence by the graph's rows. mentioned: row of an entity → its first mention."""

    graph: KnowledgeGraph
    positives: tuple[_Fact, ...]
    mentioned: dict[int, int]
    text: str
    generator: np.random.Generator

    @property
    def subjects(self) -> list[int]:
        """Subjects of what the sentence states; where it states nothing, all that it mentions."""
        stated = dict.fromkeys(fact.subject for fact in self.positives)
        return list(stated or self.mentioned)

    def stands_here(self, row: int) -> bool:
        """Whether a node is mentioned, or a name of it stands in the text all the same."""
        graph = self.graph
        return (
            row in self.mentioned
            or graph.names[row] in self.text
            or any(alias in self.text for alias in graph.aliases(row))
        )


def sentence_generator(sentence_id: str, seed: int) -> np.random.Generator:
    """Chance of one sentence: the same in whatever order and process sentences are worked on."""
    digest = hashlib.sha256(f"{seed}:{sentence_id}".encode()).digest()
    return np.random.default_rng(int.from_bytes(digest[:8], "little"))


def relabelled(sentence: AlignedSentence) -> AlignedSentence:
    """What denoising rejected (keep probability ≤ ½) becomes an N3 (true elsewhere)."""
    kept = tuple(fact for fact in sentence.positives if fact.keep_probability > 0.5)
    rejected = tuple(
        NegativeTriple(
            fact.subject,
            fact.predicate,
            fact.object,
            "N3",
            fact.subject_mention,
            fact.object_mention,
            fact.keep_probability,
            _reason(fact, sentence.positives),
        )
        for fact in sentence.positives
        if fact.keep_probability <= 0.5
    )
    return replace(sentence, positives=kept, negatives=rejected)


def _reason(fact: AlignedTriple, all_facts: Sequence[AlignedTriple]) -> str:
    """Why denoising rejected it: what competes for its pair is likelier, or nothing is likely."""
    likelier = any(
        (other.subject, other.object) == (fact.subject, fact.object)
        and other.keep_probability > fact.keep_probability
        for other in all_facts
    )
    return REJECTED_FOR_ANOTHER if likelier else REJECTED_ALONE


def with_negatives(
    sentences: Iterable[AlignedSentence], graph: KnowledgeGraph, per_kind: int, seed: int
) -> Iterator[AlignedSentence]:
    """The sentences, in their order, with sampled negatives behind those that they have."""
    for sentence in sentences:
        generator = sentence_generator(sentence.sentence_id, seed)
        sampled = sample_negatives(sentence, graph, per_kind, generator)
        yield replace(sentence, negatives=_joined(sentence.negatives, sampled))


def _joined(
    judged: tuple[NegativeTriple, ...], sampled: tuple[NegativeTriple, ...]
) -> tuple[NegativeTriple, ...]:
    known = {(entry.subject, entry.predicate, entry.object) for entry in judged}
    new = [e for e in sampled if (e.subject, e.predicate, e.object) not in known]
    return (*judged, *new)


def sample_negatives(
    sentence: AlignedSentence,
    graph: KnowledgeGraph,
    per_kind: int,
    generator: np.random.Generator,
) -> tuple[NegativeTriple, ...]:
    """At most ``per_kind`` of each kind, no triple twice, spread over what the sentence states.

    ``generator``: from ``sentence_generator``, so that the outcome depends on the sentence alone.
    A kind is missing where the graph offers none.
    """
    scene = _scene(sentence, graph, generator)
    makers: dict[NegativeKind, Callable[[_Scene], list[Iterator[_Fact]]]] = {
        "N1": _other_objects,
        "N2": _other_predicates,
        "N3": _true_but_unsaid,
        "N5": _far_away,
    }
    negatives: list[NegativeTriple] = []
    taken = set(scene.positives)
    for kind, make in makers.items():
        for fact in islice(_new(_in_turn(make(scene)), taken), per_kind):
            taken.add(fact)
            negatives.append(_negative(scene, fact, kind))
    return tuple(negatives)


def _scene(
    sentence: AlignedSentence, graph: KnowledgeGraph, generator: np.random.Generator
) -> _Scene:
    mentioned: dict[int, int] = {}
    for place, mention in enumerate(sentence.mentions):
        if mention.entity is not None:
            mentioned.setdefault(graph.index(mention.entity), place)
    positives = []
    for stated in sentence.positives:
        fact = _Fact(
            graph.index(stated.subject),
            graph.predicate_index(stated.predicate),
            graph.index(stated.object),
        )
        positives.append(fact)
        if stated.subject_mention is not None:
            mentioned.setdefault(fact.subject, stated.subject_mention)
        mentioned.setdefault(fact.object, stated.object_mention)
    return _Scene(graph, tuple(positives), mentioned, sentence.text, generator)


def _negative(scene: _Scene, fact: _Fact, kind: NegativeKind) -> NegativeTriple:
    graph = scene.graph
    return NegativeTriple(
        subject=graph.entity_ids[fact.subject],
        predicate=graph.predicates[fact.predicate],
        object=graph.entity_ids[fact.object],
        kind=kind,
        subject_mention=scene.mentioned.get(fact.subject),
        object_mention=scene.mentioned.get(fact.object),
    )


def _in_turn(offers: list[Iterator[_Fact]]) -> Iterator[_Fact]:
    """One from each, again and again, until all are empty."""
    while offers:
        left = []
        for offer in offers:
            fact = next(offer, None)
            if fact is not None:
                yield fact
                left.append(offer)
        offers = left


def _new(facts: Iterator[_Fact], taken: set[_Fact]) -> Iterator[_Fact]:
    return (fact for fact in facts if fact not in taken)


def _drawn(begin: int, end: int, generator: np.random.Generator) -> Longs:
    """Places in ``[begin, end)`` in an order of chance: all of few, some of many."""
    if end - begin <= _DRAWS:
        return begin + generator.permutation(end - begin)
    drawn = dict.fromkeys(generator.integers(begin, end, size=_DRAWS).tolist())
    return np.array(list(drawn), dtype=np.int64)


def _other_objects(scene: _Scene) -> list[Iterator[_Fact]]:
    return [_objects_instead(scene, fact) for fact in scene.positives]


def _objects_instead(scene: _Scene, fact: _Fact) -> Iterator[_Fact]:
    """Objects of the same predicate first, then other nodes of a type of the object."""
    tables, generator = scene.graph.tables, scene.generator
    type_code = int(generator.choice(tables.types_of(fact.object)))
    true_names = _names_of_objects(scene.graph, fact)
    for pool in (tables.objects_of(fact.predicate), tables.entities_of(type_code)):
        rows = pool[_drawn(0, len(pool), generator)]
        fits = tables.alike(fact.object, rows) & (rows != fact.object) & (rows != fact.subject)
        known = scene.graph.contains_many(
            np.full(len(rows), fact.subject), np.full(len(rows), fact.predicate), rows
        )
        for row in rows[fits & ~known].tolist():
            if scene.graph.names[row] not in true_names:  # a namesake would read as true
                yield _Fact(fact.subject, fact.predicate, row)


def _names_of_objects(graph: KnowledgeGraph, fact: _Fact) -> set[str]:
    """Names of all that the graph states with this subject and predicate."""
    triples = graph.outgoing(fact.subject)
    objects = graph.object[triples[graph.predicate[triples] == fact.predicate]]
    return {graph.names[row] for row in objects.tolist()}


def _other_predicates(scene: _Scene) -> list[Iterator[_Fact]]:
    return [_predicates_instead(scene, fact) for fact in scene.positives]


def _predicates_instead(scene: _Scene, fact: _Fact) -> Iterator[_Fact]:
    """Predicates that the graph uses between these types, in an order of chance."""
    graph = scene.graph
    rows = graph.tables.predicates_for(fact.subject, fact.object)
    stated = set(graph.predicates_between(fact.subject, fact.object).tolist())
    for row in rows[_drawn(0, len(rows), scene.generator)].tolist():
        if row not in stated:
            yield _Fact(fact.subject, row, fact.object)


def _true_but_unsaid(scene: _Scene) -> list[Iterator[_Fact]]:
    return [_of_subject(scene, subject) for subject in scene.subjects]


def _of_subject(scene: _Scene, subject: int) -> Iterator[_Fact]:
    """Triples of the subject whose object does not stand in the sentence, in an order of chance."""
    begin, end = scene.graph.outgoing_run(subject)
    for triple in _drawn(begin, end, scene.generator).tolist():
        fact = _fact(scene.graph, triple)
        if not scene.stands_here(fact.object):
            yield fact


def _far_away(scene: _Scene) -> list[Iterator[_Fact]]:
    return [_walks(scene, subject) for subject in scene.subjects]


def _walks(scene: _Scene, subject: int) -> Iterator[_Fact]:
    """Triples at the end of walks of two or three steps that touch no subject of the sentence."""
    graph, subjects = scene.graph, set(scene.subjects)
    if not graph.degree[subject]:
        return
    for n_steps in scene.generator.integers(2, 4, size=_DRAWS // 2).tolist():
        entity, triple = subject, -1
        for _ in range(n_steps):
            triple, entity = _step(scene, entity)
        fact = _fact(graph, triple)
        if subjects.isdisjoint((fact.subject, fact.object)) and not (
            scene.stands_here(fact.subject) and scene.stands_here(fact.object)
        ):
            yield fact


def _step(scene: _Scene, entity: int) -> tuple[int, int]:
    """A random triple around an entity, and its other end."""
    graph = scene.graph
    place = scene.generator.integers(graph.offsets[entity], graph.offsets[entity + 1])
    triple = int(graph.neighbours[place])
    other = graph.subject[triple] if graph.inverse[place] else graph.object[triple]
    return triple, int(other)


def _fact(graph: KnowledgeGraph, triple: int) -> _Fact:
    return _Fact(
        int(graph.subject[triple]), int(graph.predicate[triple]), int(graph.object[triple])
    )
