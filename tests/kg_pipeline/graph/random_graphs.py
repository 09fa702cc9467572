"""Random graphs for tests that compare with a plainer computation."""

from pathlib import Path

import numpy as np

from kg_pipeline.graph.content import Entity, GraphContent, GraphTriple, Predicate
from kg_pipeline.graph.store import KnowledgeGraph, write_graph


def random_content(seed: int, n_entities: int = 30, n_triples: int = 120) -> GraphContent:
    """Entities e0, e1, … of zero to two of four types, a few dates, five predicates, loops."""
    chance = np.random.default_rng(seed)
    n_dates = n_entities // 5
    entities = []
    for number in range(n_entities):
        if number < n_dates:
            entities.append(Entity(f"date:{1900 + number}", f"{1900 + number}年", kind="date"))
        else:
            types = {f"t{code}" for code in chance.integers(4, size=chance.integers(3)).tolist()}
            entities.append(Entity(f"e{number}", f"name {number}", (), tuple(sorted(types))))
    stated: dict[tuple[str, str, str], float] = {}
    for _ in range(n_triples):
        subject = entities[int(chance.integers(n_dates, n_entities))].entity_id
        object_ = entities[int(chance.integers(n_entities) ** 2 // n_entities)].entity_id
        key = (subject, f"p{chance.integers(5)}", object_)
        stated[key] = float(np.float32(chance.choice([0.31, 0.52, 0.55, 0.9])))
    triples = tuple(GraphTriple(*key, confidence, 1) for key, confidence in stated.items())
    return GraphContent(
        tuple(entities), tuple(Predicate(f"p{code}") for code in range(5)), triples, ()
    )


def random_graph(
    folder: Path, seed: int, n_entities: int = 30, n_triples: int = 120
) -> KnowledgeGraph:
    """A graph of ``random_content``."""
    path = folder / f"graph-{seed}-{n_entities}-{n_triples}"
    if not path.exists():
        write_graph(random_content(seed, n_entities, n_triples), path, "random")
    return KnowledgeGraph.load(path)


def triple_set(graph: KnowledgeGraph) -> set[tuple[int, int, int]]:
    """All triples as rows."""
    columns = (graph.subject.tolist(), graph.predicate.tolist(), graph.object.tolist())
    return set(zip(*columns, strict=True))
