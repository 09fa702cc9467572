"""Batch: every tensor that the model reads, by name and shape. Nothing is padded.

Letters for shapes: B rows (a row is one packed input: a sentence, a sentence with triples written
out, or a triple alone), N pieces of all rows, M mentions, V nodes, E edges (a triple seen from
one mention), U distinct names, K pieces of these names, Y predicted pieces, C contrasted triples.
"""

from dataclasses import dataclass, fields, replace
from typing import Any, Self

import torch
from torch import Tensor


class _Movable:
    """Dataclass of tensors that moves to a device as one."""

    def to(self, device: torch.device | str) -> Self:
        """The same record with every tensor on ``device``."""
        moved: dict[str, Any] = {}
        for field in fields(self):  # type: ignore[arg-type]
            value = getattr(self, field.name)
            if isinstance(value, Tensor | _Movable):
                moved[field.name] = value.to(device)
        return replace(self, **moved)  # type: ignore[type-var]


@dataclass(frozen=True)
class Subgraphs(_Movable):
    """The subgraphs of a batch's mentions: one tree of nodes per mention.

    An edge carries a triple from ``edge_index[0]`` (farther away) to ``edge_index[1]`` (nearer).
    """

    node_name: Tensor  # (V,) row of the node's name among the U names
    node_mention: Tensor  # (V,) mention whose tree the node belongs to
    edge_index: Tensor  # (2, E) from node, to node
    edge_name: Tensor  # (E,) row of the predicate's name among the U names
    edge_inverse: Tensor  # (E,) bool, True where the nearer node is the triple's object
    edge_hop: Tensor  # (E,) 1 for triples of the mention's own entity, 2 farther away
    edge_confidence: Tensor  # (E,) q_t in [0, 1]
    edge_override: Tensor  # (E,) a value in [0, 1] to put in place of the triple gate, NaN: none
    edge_triple: Tensor  # (E,) index of the triple in the graph
    name_pieces: Tensor  # (K,) pieces of all names, one after the other
    name_offsets: Tensor  # (U,) where each name begins in name_pieces

    @property
    def edge_mention(self) -> Tensor:
        """(E,) mention whose tree the edge belongs to."""
        return self.node_mention[self.edge_index[1]]


@dataclass(frozen=True)
class MaskTargets(_Movable):
    """Pieces to predict, at most one target a piece."""

    position: Tensor  # (Y,) index into the N pieces
    label: Tensor  # (Y,) the piece that stood there
    weight: Tensor  # (Y,) how much the prediction counts
    slot: Tensor  # (Y,) 0 text, 1 a slot of a written-out triple, 2 knowledge gain


@dataclass(frozen=True)
class GateTargets(_Movable):
    """Edges whose triple gate should be as open as the sentence is likely to state the triple."""

    edge: Tensor  # (G,)
    label: Tensor  # (G,) in [0, 1]


@dataclass(frozen=True)
class ContrastTargets(_Movable):
    """Which row writes out which triple about which mention; kind 0 is a positive, k is N_k."""

    mention: Tensor  # (C,) the mention that the triple is held against
    row: Tensor  # (C,) the row that writes the triple out
    kind: Tensor  # (C,) 0, or 1, 2, 3, 5 for N1, N2, N3, N5
    weight: Tensor  # (C,) q_t of a positive, 1 for a negative
    subject: Tensor  # (C,) graph index of the subject; in-batch negatives skip the same triple
    object: Tensor  # (C,) graph index of the object
    triple: Tensor  # (C,) running number of the distinct triple in this batch


@dataclass(frozen=True)
class GainTargets(_Movable):
    """Rows that show one masked sentence without graph, with relevant and with other triples."""

    without: Tensor  # (Q,) row
    relevant: Tensor  # (Q,) row
    irrelevant: Tensor  # (Q,) row
    closed: Tensor  # (Q,) row with one relevant triple shut off
    opened: Tensor  # (Q,) row with that triple let in fully
    edge: Tensor  # (Q,) that triple's edge in the ``relevant`` row


@dataclass(frozen=True)
class Batch(_Movable):
    """One step's input; targets are ``None`` where an objective has nothing to do."""

    pieces: Tensor  # (N,)
    positions: Tensor  # (N,) place of the piece within its row
    segments: Tensor  # (N,) 0 sentence, 1 written-out triples, 2 and 3 the mentions of a task
    blocks: Tensor  # (N,) 0 sentence, k the k-th triple written out in the row
    row_offsets: Tensor  # (B + 1,) where each row begins; the last entry is N
    mention_start: Tensor  # (M,) index into the N pieces
    mention_end: Tensor  # (M,)
    mention_row: Tensor  # (M,)
    mention_node: Tensor  # (M,) root node of the mention's tree, -1 where it has none
    subgraphs: Subgraphs | None = None
    mask: MaskTargets | None = None
    mention_tags: Tensor | None = None  # (N,) BIO tag, -100 where no label counts
    gate: GateTargets | None = None
    contrast: ContrastTargets | None = None
    gain: GainTargets | None = None
    labels: Tensor | None = None  # (B,) class of each row, for tasks

    @property
    def n_rows(self) -> int:
        """B."""
        return self.row_offsets.shape[0] - 1

    @property
    def n_pieces(self) -> int:
        """N."""
        return self.pieces.shape[0]

    @property
    def row_of_piece(self) -> Tensor:
        """(N,) the row that each piece belongs to."""
        lengths = self.row_offsets.diff()
        rows = torch.arange(self.n_rows, device=lengths.device)
        return torch.repeat_interleave(rows, lengths, output_size=self.n_pieces)


@dataclass(frozen=True)
class Loss:
    """``total / count`` is the mean loss. count: a tensor without gradient, at least 0.

    A sum and a count instead of a mean, so that a step that is split into several batches gives
    each predicted piece the same weight.
    """

    total: Tensor
    count: Tensor
