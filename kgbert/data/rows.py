"""Rows: packed inputs before they are put together to a Batch.

``[CLS] x [SEP] [S] s [P] p [O] o [SEP] …`` (docs/methods.md, section 3).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import torch

from kgbert.batch import Batch, MaskTargets
from kgbert.data.subgraphs import NameTable, Request, SubgraphSource, build_subgraphs

Integers = npt.NDArray[np.int64]
IGNORED = -100


@dataclass(frozen=True, slots=True)
class RowMention:
    """A mention of a row: its pieces [start, end) within the row, and the subgraph it asks for."""

    start: int
    end: int
    request: Request | None


@dataclass(frozen=True, slots=True)
class RowTarget:
    """A piece of a row to predict; ``slot`` as in ``MaskTargets``."""

    position: int
    label: int
    weight: float
    slot: int


@dataclass(slots=True)
class Row:
    """One packed input. ``tags``: BIO tag per piece, or ``None`` where none counts."""

    pieces: Integers
    segments: Integers
    blocks: Integers
    mentions: list[RowMention] = field(default_factory=list)
    targets: list[RowTarget] = field(default_factory=list)
    tags: Integers | None = None


def assemble(
    rows: Sequence[Row], source: SubgraphSource, names: NameTable, chance: np.random.Generator
) -> Batch:
    """Put rows together, in order; the mentions keep the order of their rows."""
    lengths = np.array([len(row.pieces) for row in rows], dtype=np.int64)
    offsets = np.concatenate([[0], lengths.cumsum()])
    counts = [len(row.mentions) for row in rows]
    mentions = [mention for row in rows for mention in row.mentions]
    mention_row = np.repeat(np.arange(len(rows)), counts)
    begins = offsets[mention_row]
    subgraphs, nodes = build_subgraphs(
        [mention.request for mention in mentions], source, names, chance
    )
    tags = None
    if any(row.tags is not None for row in rows):
        tags = _long(
            np.concatenate(
                [
                    np.full(len(row.pieces), IGNORED) if row.tags is None else row.tags
                    for row in rows
                ]
            )
        )
    return Batch(
        pieces=_long(np.concatenate([row.pieces for row in rows])),
        positions=_long(np.arange(offsets[-1]) - np.repeat(offsets[:-1], lengths)),
        segments=_long(np.concatenate([row.segments for row in rows])),
        blocks=_long(np.concatenate([row.blocks for row in rows])),
        row_offsets=_long(offsets),
        mention_start=_long(begins + np.array([m.start for m in mentions], dtype=np.int64)),
        mention_end=_long(begins + np.array([m.end for m in mentions], dtype=np.int64)),
        mention_row=_long(mention_row),
        mention_node=_long(nodes),
        subgraphs=subgraphs,
        mask=_mask_targets(rows, offsets),
        mention_tags=tags,
    )


def _mask_targets(rows: Sequence[Row], offsets: Integers) -> MaskTargets | None:
    placed = [(offsets[n] + t.position, t) for n, row in enumerate(rows) for t in row.targets]
    if not placed:
        return None
    targets = [target for _, target in placed]
    return MaskTargets(
        position=torch.tensor([int(position) for position, _ in placed]),
        label=torch.tensor([target.label for target in targets]),
        weight=torch.tensor([target.weight for target in targets]),
        slot=torch.tensor([target.slot for target in targets]),
    )


def _long(values: npt.NDArray[np.integer]) -> torch.Tensor:
    return torch.from_numpy(np.ascontiguousarray(values, dtype=np.int64))
