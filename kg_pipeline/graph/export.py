"""How does a graph leave the house? networkx, GraphML, JSON lines, Turtle, CSV for Neo4j.

All but Turtle, whose statements carry no marks, say of each triple how sure it is and whether it is
``preferred`` (False where a functional predicate has a better value).

Every writer streams into ``name.partial`` and renames it when it is complete.
"""

import csv
import json
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TextIO
from urllib.parse import quote

import numpy as np

from kg_pipeline.graph.store import KnowledgeGraph

if TYPE_CHECKING:
    import networkx as nx

_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NO_IRI = re.compile(r"[\x00-\x20<>\"{}|^`\\%#?\[\]\ud800-\udfff]")
_LIST_SIGN = ";"  # between the values of a list in Neo4j's CSV
_NAMESPACE = "urn:kg:"
_XSD_DATE = {4: "gYear", 7: "gYearMonth", 10: "date"}
_TURTLE_ESCAPES = str.maketrans(
    {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
)


@dataclass(frozen=True, slots=True)
class GraphStatistics:
    """Shape of a graph.

    degrees:     number of entities by degree, ascending
    components:  sizes of the connected components, descending; literals connect nothing
    communities: sizes of the Louvain communities of the largest component's best connected
                 entities, descending
    predicates:  triples by predicate, the most frequent first
    kinds:       nodes by kind
    """

    n_entities: int
    n_predicates: int
    n_triples: int
    degrees: dict[int, int]
    components: tuple[int, ...]
    communities: tuple[int, ...]
    predicates: dict[str, int]
    kinds: dict[str, int]


def to_networkx(graph: KnowledgeGraph) -> "nx.MultiDiGraph":
    """Nodes by entity id (name, kind, types, aliases), edges keyed by predicate (confidence, preferred)."""
    import networkx as nx

    found = nx.MultiDiGraph()
    ids, names, kinds = graph.entity_ids, graph.names, graph.kinds
    types, aliases = graph.column("types").to_pylist(), graph.column("aliases").to_pylist()
    for row, entity_id in enumerate(ids):
        found.add_node(
            entity_id, name=names[row], kind=kinds[row], types=types[row], aliases=aliases[row]
        )
    for fact in _facts(graph):
        marks = {"confidence": fact.confidence, "preferred": fact.preferred}
        found.add_edge(fact.subject, fact.object, key=fact.predicate, **marks)
    return found


@dataclass(frozen=True, slots=True)
class _Fact:
    subject: str
    predicate: str
    object: str
    confidence: float
    preferred: bool
    object_row: int


def _facts(graph: KnowledgeGraph) -> Iterator[_Fact]:
    ids, predicates = graph.entity_ids, graph.predicates
    marks = (graph.confidence, graph.preferred)
    columns = (graph.subject, graph.predicate, graph.object, *marks)
    for subject, predicate, object_, confidence, preferred in zip(
        *(column.tolist() for column in columns), strict=True
    ):
        names = ids[subject], predicates[predicate], ids[object_]
        yield _Fact(*names, confidence, preferred, object_)


def statistics(graph: KnowledgeGraph, seed: int, max_entities: int = 20_000) -> GraphStatistics:
    """Counts, components and communities.

    seed: of the Louvain method; max_entities: communities are sought among so many entities of the
    highest degree at most.
    """
    import networkx as nx

    entities = np.array([kind == "entity" for kind in graph.kinds], dtype=bool)
    links = entities[graph.subject] & entities[graph.object]
    plain = nx.Graph()
    plain.add_nodes_from(np.flatnonzero(entities).tolist())
    pairs = zip(graph.subject[links].tolist(), graph.object[links].tolist(), strict=True)
    plain.add_edges_from(pair for pair in pairs if pair[0] != pair[1])
    components = sorted(nx.connected_components(plain), key=lambda some: (-len(some), min(some)))
    largest = sorted(components[0], key=lambda row: (-graph.degree[row], row)) if components else []
    core = plain.subgraph(sorted(largest[:max_entities])).copy()
    communities = nx.community.louvain_communities(core, seed=seed) if largest else []
    degree, count = np.unique(graph.degree, return_counts=True)
    return GraphStatistics(
        n_entities=graph.n_entities,
        n_predicates=graph.n_predicates,
        n_triples=graph.n_triples,
        degrees=dict(zip(degree.tolist(), count.tolist(), strict=True)),
        components=tuple(len(some) for some in components),
        communities=tuple(sorted((len(some) for some in communities), reverse=True)),
        predicates=_counted(graph.predicates[row] for row in graph.predicate.tolist()),
        kinds=_counted(graph.kinds),
    )


def _counted(values: Iterable[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for value in values:
        counts[value] = counts.get(value, 0) + 1
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def write_graphml(graph: KnowledgeGraph, path: Path) -> None:
    """GraphML for Gephi, yEd, igraph; lists are joined by ``;``, characters XML forbids dropped."""
    import networkx as nx

    found = nx.MultiDiGraph()
    for entity_id, values in to_networkx(graph).nodes(data=True):
        found.add_node(
            _xml(entity_id),
            name=_xml(values["name"]),
            kind=values["kind"],
            types=_xml(_LIST_SIGN.join(values["types"])),
            aliases=_xml(_LIST_SIGN.join(values["aliases"])),
        )
    for fact in _facts(graph):
        found.add_edge(
            _xml(fact.subject),
            _xml(fact.object),
            predicate=_xml(fact.predicate),
            confidence=round(fact.confidence, 6),
            preferred=fact.preferred,
        )
    partial = path.with_name(path.name + ".partial")
    path.parent.mkdir(parents=True, exist_ok=True)
    nx.write_graphml_xml(found, partial)
    partial.replace(path)


def _xml(text: str) -> str:
    return _NO_XML.sub("", text)


def write_jsonl(graph: KnowledgeGraph, path: Path) -> None:
    """One JSON object a triple: ids, names, kind of the object, confidence, preferred."""
    names = dict(zip(graph.entity_ids, graph.names, strict=True))
    with _replacing(path) as stream:
        for fact in _facts(graph):
            row = {
                "subject": fact.subject,
                "predicate": fact.predicate,
                "object": fact.object,
                "subject_name": names[fact.subject],
                "object_name": graph.names[fact.object_row],
                "object_kind": graph.kinds[fact.object_row],
                "confidence": round(fact.confidence, 6),
                "preferred": fact.preferred,
            }
            stream.write(json.dumps(row, ensure_ascii=False) + "\n")


def write_turtle(graph: KnowledgeGraph, path: Path) -> None:
    """RDF 1.1 Turtle: entities and predicates as ``urn:kg:…``, literals as RDF literals."""
    types, aliases = graph.column("types").to_pylist(), graph.column("aliases").to_pylist()
    with _replacing(path) as stream:
        stream.write(
            "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
            "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
            "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n\n"
        )
        for row, predicate in enumerate(graph.predicates):
            subject = _iri("predicate", predicate)
            stream.write(f"{subject} rdfs:label {_string(predicate)} .\n")
            for alias in graph.predicate_aliases(row):
                stream.write(f"{subject} skos:altLabel {_string(alias)} .\n")
        for row, kind in enumerate(graph.kinds):
            if kind != "entity":
                continue
            subject = _iri("entity", graph.entity_ids[row])
            stream.write(f"{subject} rdfs:label {_string(graph.names[row])} .\n")
            for alias in aliases[row]:
                stream.write(f"{subject} skos:altLabel {_string(alias)} .\n")
            for type_name in types[row]:
                stream.write(f"{subject} a {_iri('type', type_name)} .\n")
        for fact in _facts(graph):
            subject, predicate = _iri("entity", fact.subject), _iri("predicate", fact.predicate)
            stream.write(f"{subject} {predicate} {_term(graph, fact.object_row)} .\n")


def _iri(space: str, name: str) -> str:
    escaped = _NO_IRI.sub(lambda found: quote(found[0]), name)
    return f"<{_NAMESPACE}{space}:{escaped}>"


def _string(text: str) -> str:
    return f'"{text.translate(_TURTLE_ESCAPES)}"'


def _term(graph: KnowledgeGraph, row: int) -> str:
    """An entity's IRI, or a literal: exact dates typed, all else as it is written."""
    kind, entity_id = graph.kinds[row], graph.entity_ids[row]
    if kind == "entity":
        return _iri("entity", entity_id)
    value = entity_id.removeprefix(f"{kind}:")
    if kind == "date" and re.fullmatch(r"\d{4}(-\d\d){0,2}", value):
        return f"{_string(value)}^^xsd:{_XSD_DATE[len(value)]}"
    if kind == "number" and re.fullmatch(r"-?\d+(\.\d+)?", value):
        return f"{_string(value)}^^xsd:decimal"
    return _string(value)


def write_neo4j(graph: KnowledgeGraph, folder: Path) -> None:
    """``nodes.csv`` and ``relationships.csv`` for ``neo4j-admin database import``."""
    types, aliases = graph.column("types").to_pylist(), graph.column("aliases").to_pylist()
    with _replacing(folder / "nodes.csv") as stream:
        writer = csv.writer(stream, lineterminator="\n", quoting=csv.QUOTE_ALL)
        writer.writerow(["entity_id:ID", "name", "aliases:string[]", "kind", ":LABEL"])
        for row, entity_id in enumerate(graph.entity_ids):
            kind = graph.kinds[row]
            labels = [kind.title(), *types[row]]
            writer.writerow(
                [entity_id, graph.names[row], _joined(aliases[row]), kind, _joined(labels)]
            )
    with _replacing(folder / "relationships.csv") as stream:
        writer = csv.writer(stream, lineterminator="\n", quoting=csv.QUOTE_ALL)
        marks = ["confidence:double", "preferred:boolean"]
        writer.writerow([":START_ID", ":END_ID", ":TYPE", *marks])
        for fact in _facts(graph):
            marks = [f"{fact.confidence:.6f}", str(fact.preferred).lower()]
            writer.writerow([fact.subject, fact.object, fact.predicate, *marks])


def _joined(values: list[str]) -> str:
    return _LIST_SIGN.join(value.replace(_LIST_SIGN, ",") for value in values)


@contextmanager
def _replacing(path: Path) -> Iterator[TextIO]:
    """A text stream that becomes ``path`` when the block ends without an error."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(path.name + ".partial")
    with partial.open("w", encoding="utf-8", newline="\n") as stream:
        yield stream
    partial.replace(path)


EXPORTS: dict[str, Callable[[KnowledgeGraph, Path], None]] = {
    "graphml": write_graphml,
    "jsonl": write_jsonl,
    "turtle": write_turtle,
    "neo4j": write_neo4j,
}
