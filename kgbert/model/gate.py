"""How much graph each mention lets in (docs/methods.md, section 4, flow gate).

A closed gate, an empty neighbourhood or no graph leaves the states exactly as they were.
Letters for shapes: B rows, N pieces, M mentions, V nodes, E edges, U names, D hidden width.
"""

from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from kgbert.batch import Batch, Subgraphs
from kgbert.model.config import KGBertConfig
from kgbert.model.gcn import (
    AttentiveWeights,
    ConditionedTripleGate,
    GateLinear,
    KnowledgeConvolution,
    MeanWeights,
    OpenTripleGate,
    ReadingTripleGate,
    SentenceReader,
)


class FlowGate(nn.Module):
    """``g_m = σ(W_g [h_m ; z_m ; |h_m − z_m| ; h_cls] + b_g)``, per channel or one for all."""

    def __init__(self, width: int, channels: int, bias: float) -> None:
        super().__init__()
        self.weigh = GateLinear(4 * width, channels, bias)

    def forward(self, mention: Tensor, knowledge: Tensor, whole: Tensor) -> Tensor:
        """(M, D) or (M, 1) openness in (0, 1); all inputs are (M, D)."""
        parts = [mention, knowledge, (mention - knowledge).abs(), whole]
        return torch.sigmoid(self.weigh(torch.cat(parts, dim=1)))


class OpenFlowGate(nn.Module):
    """Lets everything in (the ablation without a flow gate)."""

    def forward(self, mention: Tensor, knowledge: Tensor, whole: Tensor) -> Tensor:
        """(M, 1) ones."""
        return mention.new_ones(len(mention), 1)


class NoReader(nn.Module):
    """For gates that do not read the sentence again."""

    def forward(self, states: Tensor, names: Tensor, row: Tensor, offsets: Tensor) -> Tensor:
        """(E, D) zeros."""
        return torch.zeros_like(names)


@dataclass(frozen=True)
class Knowledge:
    """What entered: triple gates of all edges and flow gates of all mentions."""

    triple_gates: Tensor  # (E,)
    flow_gates: Tensor  # (M, D or 1)


class KnowledgePath(nn.Module):
    """From the names of a subgraph to the states of the pieces that mention its entity.

    ``h'_i = h_i + g_m ⊙ W_o z_m`` for every piece i of mention m; no bias and no normalisation,
    so that what does not enter leaves no trace.
    """

    def __init__(self, config: KGBertConfig) -> None:
        super().__init__()
        width = config.hidden_size
        self.name_of_node = nn.Linear(width, width, bias=False)
        self.name_of_predicate = nn.Linear(width, width, bias=False)
        self.inverse = nn.Embedding(2, width)
        self.hops = nn.ModuleList(
            KnowledgeConvolution(width, _weights(config), _triple_gate(config))
            for _ in range(config.hops)
        )
        reads = config.triple_gate == "reading"
        self.reader: nn.Module = SentenceReader(width) if reads else NoReader()
        self.flow_gate = _flow_gate(config)
        self.outward = nn.Linear(width, width, bias=False)

    def forward(
        self, states: Tensor, batch: Batch, graph: Subgraphs, words: nn.Embedding
    ) -> tuple[Tensor, Knowledge]:
        """States (N, D) with the graph let in, and what entered.

        words: the encoder's piece embeddings, of which a name's encoding is the mean.
        """
        names = functional.embedding_bag(
            graph.name_pieces, words.weight, graph.name_offsets, mode="mean"
        ).to(states.dtype)  # (U, D)
        nodes = self.name_of_node(names)[graph.node_name]
        relation = self.name_of_predicate(names)[graph.edge_name] + self.inverse(
            graph.edge_inverse.long()
        ).to(states.dtype)
        mentions = mention_means(states, batch)  # (M, D)
        whole = states[batch.row_offsets[:-1]][batch.mention_row]  # (M, D) the row's [CLS]
        context = torch.cat([mentions, whole], dim=1)
        row = batch.mention_row[graph.edge_mention]
        reading = self.reader(states, names[graph.edge_name], row, batch.row_offsets)
        gates = states.new_zeros(graph.edge_hop.shape[0])
        sums = torch.zeros_like(nodes)
        for hop in range(len(self.hops), 0, -1):
            chosen = (graph.edge_hop == hop).nonzero().squeeze(1)
            if len(chosen):
                sums, opened = self.hops[hop - 1](nodes, relation, context, reading, graph, chosen)
                gates = gates.index_put((chosen,), opened.to(gates.dtype))
                if hop > 1:
                    nodes = nodes + sums
        has_graph = batch.mention_node >= 0
        roots = sums[batch.mention_node.clamp(min=0)]
        taken = torch.where(has_graph.unsqueeze(1), roots, torch.zeros_like(roots))  # (M, D)
        flow = self.flow_gate(mentions, taken, whole)
        entering = flow * self.outward(taken)
        return spread(states, entering, batch), Knowledge(gates, flow)


def mention_means(states: Tensor, batch: Batch) -> Tensor:
    """(M, D) mean state of each mention's pieces."""
    lengths = batch.mention_end - batch.mention_start
    pieces, mention = _pieces_of_mentions(batch)
    sums = states.new_zeros(len(lengths), states.shape[1]).index_add(0, mention, states[pieces])
    return sums / lengths.unsqueeze(1).to(states.dtype)


def spread(states: Tensor, entering: Tensor, batch: Batch) -> Tensor:
    """Add each mention's vector (M, D) to all of its pieces' states (N, D)."""
    pieces, mention = _pieces_of_mentions(batch)
    return states.index_add(0, pieces, entering[mention].to(states.dtype))


def _pieces_of_mentions(batch: Batch) -> tuple[Tensor, Tensor]:
    """Places of all mentions' pieces, and the mention of each."""
    lengths = batch.mention_end - batch.mention_start
    mention = torch.repeat_interleave(torch.arange(len(lengths), device=lengths.device), lengths)
    before = lengths.cumsum(0) - lengths
    within = torch.arange(len(mention), device=lengths.device) - before[mention]
    return batch.mention_start[mention] + within, mention


def _weights(config: KGBertConfig) -> nn.Module:
    if config.aggregation == "mean":
        return MeanWeights()
    return AttentiveWeights(config.hidden_size)


def _triple_gate(config: KGBertConfig) -> nn.Module:
    if config.triple_gate == "open":
        return OpenTripleGate()
    gates: dict[str, Callable[[int, float], nn.Module]] = {
        "conditioned": ConditionedTripleGate,
        "reading": ReadingTripleGate,
    }
    return gates[config.triple_gate](config.hidden_size, config.triple_gate_bias)


def _flow_gate(config: KGBertConfig) -> nn.Module:
    if config.flow_gate == "open":
        return OpenFlowGate()
    channels = 1 if config.flow_gate == "scalar" else config.hidden_size
    return FlowGate(config.hidden_size, channels, config.flow_gate_bias)
