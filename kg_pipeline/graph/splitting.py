"""Which entities and triples are kept for evaluation, before any text is aligned with the graph?

A hash of its id decides on an entity, a hash of its two ends on a triple: the same whatever else the
graph holds. What holds between the same two nodes, in either direction, stays together.
"""

import hashlib
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from kg_pipeline.graph.content import GraphContent, GraphTriple
from kg_pipeline.records import ALIAS_PREDICATE, TYPE_PREDICATE
from kg_pipeline.settings import PositiveInt, Rate, Settings

if TYPE_CHECKING:
    import pyarrow as pa

HELD_OUT_FILE = "held_out.parquet"
_DESCRIPTIVE = (TYPE_PREDICATE, ALIAS_PREDICATE)  # what they say stands at the entity as well


class SplitSettings(Settings):
    """How much is held out; nothing by default.

    entity_share: of the entities, with all triples that they stand in
    triple_share: of the pairs of nodes between which another triple holds
    most_triples: an entity in more triples is never held out: its neighbours would lose theirs
    """

    entity_share: Rate = 0.0
    triple_share: Rate = 0.0
    most_triples: PositiveInt = 100
    seed: int = 0


@dataclass(frozen=True, slots=True)
class HeldOut:
    """A triple that is not in the graph; ``split``: because of an entity, or by itself."""

    triple: GraphTriple
    split: Literal["entity", "triple"]


@dataclass(frozen=True, slots=True)
class Split:
    """What stays, and what is held out in the order of the content."""

    content: GraphContent
    held_out: tuple[HeldOut, ...]


def split(content: GraphContent, settings: SplitSettings) -> Split:
    """Take the held-out triples out, with their evidence and the nodes that only they name."""
    if not settings.entity_share and not settings.triple_share:
        return Split(content, ())
    degree = Counter(node for one in content.triples for node in (one.subject, one.object))
    entities = {
        entity.entity_id
        for entity in content.entities
        if entity.kind == "entity"
        and degree[entity.entity_id] <= settings.most_triples
        and _drawn(f"{settings.seed}:entity:{entity.entity_id}", settings.entity_share)
    }
    held_out: list[HeldOut] = []
    moved: dict[int, int] = {}  # place of a triple that stays → its new place
    for place, one in enumerate(content.triples):
        ends = sorted((one.subject, one.object))
        if not entities.isdisjoint(ends):
            held_out.append(HeldOut(one, "entity"))
        elif one.predicate not in _DESCRIPTIVE and _drawn(
            f"{settings.seed}:triple:{ends}", settings.triple_share
        ):
            held_out.append(HeldOut(one, "triple"))
        else:
            moved[place] = len(moved)
    return Split(_kept(content, moved), tuple(held_out))


def _drawn(key: str, share: float) -> bool:
    digest = hashlib.sha256(key.encode()).digest()
    return int.from_bytes(digest[:8], "big") < share * 2**64


def _kept(content: GraphContent, moved: dict[int, int]) -> GraphContent:
    triples = tuple(content.triples[place] for place in moved)
    nodes = {node for one in triples for node in (one.subject, one.object)}
    predicates = {one.predicate for one in triples}
    return replace(
        content,
        entities=tuple(one for one in content.entities if one.entity_id in nodes),
        predicates=tuple(one for one in content.predicates if one.name in predicates),
        triples=triples,
        evidence=tuple(
            replace(one, triple=moved[one.triple])
            for one in content.evidence
            if one.triple in moved
        ),
    )


def held_out_table(held_out: tuple[HeldOut, ...]) -> "pa.Table":
    """The held-out triples by the ids of their nodes, and why each is held out."""
    import pyarrow as pa

    text = pa.string()
    schema = pa.schema(
        [("subject", text), ("predicate", text), ("object", text)]
        + [("confidence", pa.float32()), ("split", text)]
    )
    columns = {
        "subject": [one.triple.subject for one in held_out],
        "predicate": [one.triple.predicate for one in held_out],
        "object": [one.triple.object for one in held_out],
        "confidence": [one.triple.confidence for one in held_out],
        "split": [one.split for one in held_out],
    }
    return pa.Table.from_pydict(columns, schema=schema)
