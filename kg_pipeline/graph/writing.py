"""How is a graph written? Parquet tables for people, arrays in an order made for asking.

Triples are numbered in the order of (subject, object, predicate): one sorted key array then answers
"is it there?" and "what holds between these two?", and a subject's triples are a contiguous run.

Letters for shapes: E entities, P predicates, T triples.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from kg_pipeline.errors import DataError
from kg_pipeline.graph.splitting import HELD_OUT_FILE, HeldOut, held_out_table
from kg_pipeline.records import Triple, schema_of
from kg_pipeline.storage import folder_writer, write_table

if TYPE_CHECKING:
    import pyarrow as pa

    from kg_pipeline.graph.content import GraphContent, GraphTriple

Integers = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]
Reals = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]
Bytes = npt.NDArray[np.uint8]

TRIPLES_FILE = "triples.parquet"


def write_graph(
    content: "GraphContent",
    folder: Path,
    inputs_hash: str,
    held_out: "tuple[HeldOut, ...]" = (),
) -> None:
    """Write a graph folder. ``DataError`` names the first entity or triple that is inconsistent.

    held_out: triples that are not in the graph; a table beside it where there are any
    """
    arrays, order = _arrays(content)
    with folder_writer(folder, "graph", inputs_hash) as building:
        write_table(building / "entities.parquet", _entity_table(content))
        write_table(building / "predicates.parquet", _predicate_table(content))
        write_table(building / TRIPLES_FILE, _triple_table(content, order))
        write_table(building / "evidence.parquet", _evidence_table(content, order))
        (building / "adjacency").mkdir()
        for name, array in arrays.items():
            np.save(building / "adjacency" / f"{name}.npy", array)
        if held_out:
            write_table(building / HELD_OUT_FILE, held_out_table(held_out))


def _arrays(content: "GraphContent") -> tuple[dict[str, npt.NDArray[Any]], Longs]:
    """What stands under ``adjacency``, and the place in ``content`` of each numbered triple."""
    entities = _numbering([entity.entity_id for entity in content.entities], "entity")
    predicates = _numbering([predicate.name for predicate in content.predicates], "predicate")
    if len(entities) ** 2 * max(len(predicates), 1) >= 2**63:
        raise DataError(
            f"expected entities^2 * predicates < 2^63, found {len(entities)} entities and "
            f"{len(predicates)} predicates; split the graph by domain"
        )
    triples = content.triples
    subject = _numbers([triple.subject for triple in triples], entities, "subject")
    predicate = _numbers([triple.predicate for triple in triples], predicates, "predicate")
    object_ = _numbers([triple.object for triple in triples], entities, "object")
    keys = (subject.astype(np.int64) * len(entities) + object_) * len(predicates) + predicate
    order = np.argsort(keys, kind="stable")
    _refuse_repeated(keys[order], order, triples)
    arrays: dict[str, npt.NDArray[Any]] = {
        "subject": subject[order],
        "predicate": predicate[order],
        "object": object_[order],
        "confidence": np.array([triple.confidence for triple in triples], dtype=np.float32)[order],
        "keys": keys[order],
    }
    return arrays | _adjacency(arrays, len(entities)), order


def _numbering(names: list[str], what: str) -> dict[str, int]:
    numbers = {name: index for index, name in enumerate(names)}
    if len(numbers) != len(names):
        twice = next(name for index, name in enumerate(names) if numbers[name] != index)
        raise DataError(f"{what} {twice!r}: expected once in the graph, found twice; merge first")
    return numbers


def _numbers(names: list[str], numbers: dict[str, int], what: str) -> Integers:
    try:
        return np.array([numbers[name] for name in names], dtype=np.int32)
    except KeyError as error:
        raise DataError(
            f"{what} {error.args[0]!r} of a triple: expected among the graph's nodes or "
            "predicates, found nowhere; add it before writing"
        ) from error


def _refuse_repeated(keys: Longs, order: Longs, triples: "tuple[GraphTriple, ...]") -> None:
    repeated = np.flatnonzero(keys[1:] == keys[:-1])
    if len(repeated):
        triple = triples[int(order[repeated[0]])]
        raise DataError(
            f"triple ({triple.subject}, {triple.predicate}, {triple.object}): expected once, "
            "found twice; merge triples before writing"
        )


def _adjacency(
    triples: dict[str, npt.NDArray[Any]], n_entities: int
) -> dict[str, npt.NDArray[Any]]:
    """CSR of both directions; around an entity the triples stand in order of preference.

    First the higher band of confidence (tenths), then those whose predicate and direction have been
    listed least so far, so that the first k are confident and varied (see ``Neighbourhood``).
    """
    n_triples = len(triples["subject"])
    node = np.concatenate([triples["subject"], triples["object"]])
    triple = np.tile(np.arange(n_triples, dtype=np.int32), 2)
    inverse = np.repeat(np.array([False, True]), n_triples)
    label = triples["predicate"][triple].astype(np.int64) * 2 + inverse
    falling = -triples["confidence"][triple]
    by_label = np.lexsort((triple, falling, label, node))
    group = np.stack([node[by_label], label[by_label]])
    begins = np.ones(len(node), dtype=bool)
    begins[1:] = (group[:, 1:] != group[:, :-1]).any(axis=0)
    place = np.arange(len(node))
    turn = np.empty(len(node), dtype=np.int64)
    turn[by_label] = place - np.maximum.accumulate(np.where(begins, place, 0))
    order = np.lexsort((triple, falling, turn, np.round(falling * 10), node))
    offsets = np.zeros(n_entities + 1, dtype=np.int64)
    np.cumsum(np.bincount(node, minlength=n_entities), out=offsets[1:])
    return {"offsets": offsets, "neighbours": triple[order], "inverse": inverse[order]}


def _entity_table(content: "GraphContent") -> "pa.Table":
    import pyarrow as pa

    names = pa.list_(pa.string())
    schema = pa.schema(
        [("entity_id", pa.string()), ("name", pa.string()), ("aliases", names)]
        + [("types", names), ("kind", pa.string())]
    )
    entities = content.entities
    columns = {
        "entity_id": [entity.entity_id for entity in entities],
        "name": [entity.name for entity in entities],
        "aliases": [list(entity.aliases) for entity in entities],
        "types": [list(entity.types) for entity in entities],
        "kind": [entity.kind for entity in entities],
    }
    return pa.Table.from_pydict(columns, schema=schema)


def _predicate_table(content: "GraphContent") -> "pa.Table":
    import pyarrow as pa

    names = pa.list_(pa.string())
    schema = pa.schema(
        [("predicate_id", pa.int32()), ("name", pa.string()), ("aliases", names)]
        + [("domain", names), ("range", names), ("functional", pa.bool_())]
    )
    predicates = content.predicates
    columns = {
        "predicate_id": list(range(len(predicates))),
        "name": [predicate.name for predicate in predicates],
        "aliases": [list(predicate.aliases) for predicate in predicates],
        "domain": [list(predicate.domain) for predicate in predicates],
        "range": [list(predicate.range) for predicate in predicates],
        "functional": [predicate.functional for predicate in predicates],
    }
    return pa.Table.from_pydict(columns, schema=schema)


def _triple_table(content: "GraphContent", order: Longs) -> "pa.Table":
    import pyarrow as pa

    text, integer = pa.string(), pa.int32()
    schema = pa.schema(
        [("triple_id", integer), ("subject", text), ("predicate", text), ("object", text)]
        + [("confidence", pa.float32()), ("n_evidence", integer), ("preferred", pa.bool_())]
    )
    triples = [content.triples[place] for place in order.tolist()]
    columns: dict[str, list[Any]] = {"triple_id": list(range(len(triples)))}
    for name in schema.names[1:]:
        columns[name] = [getattr(triple, name) for triple in triples]
    return pa.Table.from_pydict(columns, schema=schema)


def _evidence_table(content: "GraphContent", order: Longs) -> "pa.Table":
    import pyarrow as pa

    number = np.empty(len(order), dtype=np.int64)
    number[order] = np.arange(len(order))
    found = sorted(content.evidence, key=lambda evidence: number[evidence.triple])
    sources = schema_of(Triple)
    columns: dict[str, list[Any]] = {
        "triple_id": [int(number[evidence.triple]) for evidence in found]
    }
    for name in sources.names:
        columns[name] = [getattr(evidence.source, name) for evidence in found]
    schema = pa.schema([("triple_id", pa.int32()), *sources])
    return pa.Table.from_pydict(columns, schema=schema)
