"""Does a built graph hold what a file of examples hides? If not, the example sees its answer."""

from pathlib import Path

from kg_pipeline.graph.store import KnowledgeGraph

from .records import Json, json_lines

KEYS = ("hidden", "own_sentence", "own_pair")


def check_hidden(folder: Path, examples: Path) -> Json:
    """Per key: hidden triples, and those of them that the graph does not hold (must be 0)."""
    graph = KnowledgeGraph.load(folder)
    ids = graph.entity_ids
    columns = (graph.subject.tolist(), graph.predicate.tolist(), graph.object.tolist())
    held = {(ids[s], graph.predicates[p], ids[o]) for s, p, o in zip(*columns, strict=True)}
    found: Json = {}
    mentions = known = 0
    for row in json_lines(examples):
        for key in KEYS:
            if key in row:
                entry = found.setdefault(key, {"triples": 0, "not_in_graph": 0})
                entry["triples"] += len(row[key])
                entry["not_in_graph"] += sum(tuple(spo) not in held for spo in row[key])
        for mention in row.get("mentions", ()):
            mentions += 1
            known += mention["entity"] in graph
    return {**found, "mentions": mentions, "mentions_in_graph": known}
