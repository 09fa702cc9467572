"""What a knowledge graph holds: merged entities, predicates and triples, and their evidence.

``extraction.merging`` makes it, the graph store writes and reads it.
"""

from dataclasses import dataclass, replace

from kg_pipeline.records import ObjectKind, SetAside, Triple


@dataclass(frozen=True, slots=True)
class Entity:
    """A node. Where ``kind`` is not "entity" it is a literal: a date, a number or a text.

    entity_id: an entity's name with its sense in full-width brackets, 「云帆（学校）」; a literal's
               is ``kind:normalised text and unit``, "date:2009-06-18", "number:52000000元"
    name:      as it is shown; for a literal as it is most often written
    aliases:   other names, without ``name`` itself; 「云帆（学校）」 has the alias 云帆
    """

    entity_id: str
    name: str
    aliases: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    kind: ObjectKind = "entity"


@dataclass(frozen=True, slots=True)
class Predicate:
    """A relation or an attribute.

    domain, range: types of its subjects and objects, the most frequent first; a node without a
                   type counts with its kind, "date" or "number" (range only)
    functional:    a subject has at most one object
    """

    name: str
    aliases: tuple[str, ...] = ()
    domain: tuple[str, ...] = ()
    range: tuple[str, ...] = ()
    functional: bool = False


@dataclass(frozen=True, slots=True)
class GraphTriple:
    """A triple by the ids of its nodes and the name of its predicate; stands once in a graph.

    confidence: in [0, 1], combined over independent sources
    n_evidence: pieces of evidence, at least 1
    preferred:  the value to use; False where a functional predicate has a better one
    """

    subject: str
    predicate: str
    object: str
    confidence: float
    n_evidence: int
    preferred: bool = True

    def not_preferred(self) -> "GraphTriple":
        """The same triple beside a better one."""
        return replace(self, preferred=False)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One extracted triple behind a merged one; ``triple`` is its place in ``triples``."""

    triple: int
    source: Triple


@dataclass(frozen=True, slots=True)
class GraphContent:
    """A whole graph in a fixed order: from ``merge``, nodes by id, predicates by name, and
    triples by the ids of subject and object and the predicate's name.

    Every ``subject``, ``predicate`` and ``object`` of a triple stands in ``entities`` or
    ``predicates``; evidence is ordered by ``Evidence.triple``.
    set_aside: extracted triples that did not become part of the graph, with the reason
    """

    entities: tuple[Entity, ...]
    predicates: tuple[Predicate, ...]
    triples: tuple[GraphTriple, ...]
    evidence: tuple[Evidence, ...]
    set_aside: tuple[SetAside, ...] = ()
