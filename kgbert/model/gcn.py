"""How a mention takes in its subgraph: a graph convolution that the sentence steers.

Source: docs/methods.md, section 4 (a gated, sentence-conditioned relative of GANA, Niu et al.,
2021, and CokeBERT, Su et al., 2021).
Letters for shapes: M mentions, V nodes, E edges, D hidden width.
"""

import math

import torch
from torch import Tensor, nn
from torch.nn import functional
from torch_geometric.nn import MessagePassing
from torch_geometric.utils import softmax

from kgbert.batch import Subgraphs


class GateLinear(nn.Linear):
    """A gate's projection: weights start at 0 and the bias at ``initial_bias``, so that every gate

    begins equally open and none begins at an end, where no gradient reaches it.
    """

    def __init__(self, width: int, channels: int, initial_bias: float) -> None:
        super().__init__(width, channels)
        self.initial_bias = initial_bias


class AttentiveWeights(nn.Module):
    """``α_t = softmax over 𝒯(m) ∪ {NULL} of (W_k e_r) · tanh(W_q [h_m ; h_cls]) / √d``.

    NULL is a learned key whose message is zero: a mention may take in nothing.
    """

    def __init__(self, width: int) -> None:
        super().__init__()
        self.query = nn.Linear(2 * width, width, bias=False)
        self.key = nn.Linear(width, width, bias=False)
        self.null_key = nn.Parameter(torch.zeros(width))

    def forward(
        self, context: Tensor, edge_mention: Tensor, target: Tensor, relation: Tensor, n_nodes: int
    ) -> Tensor:
        """(E,) weight of each edge; the weights of a node's edges and NULL sum to 1.

        context: (M, 2D) mention and [CLS] states; relation: (E, D); target: (E,) nearer node.
        """
        query = torch.tanh(self.query(context)) / math.sqrt(relation.shape[-1])  # (M, D)
        scores = (self.key(relation) * query[edge_mention]).sum(-1)  # (E,)
        null_of_mention = query @ self.null_key  # (M,)
        nodes, first = torch.unique(target, return_inverse=True)
        # Every node that receives has one mention: take it from any of its edges.
        mention_of_node = edge_mention.new_zeros(len(nodes)).scatter_(0, first, edge_mention)
        index = torch.cat([target, nodes])
        weights = softmax(
            torch.cat([scores, null_of_mention[mention_of_node]]), index, num_nodes=n_nodes
        )
        return weights[: len(scores)]


class MeanWeights(nn.Module):
    """Every triple of a node weighs the same (Kipf and Welling, 2017, in its mean form)."""

    def forward(
        self, context: Tensor, edge_mention: Tensor, target: Tensor, relation: Tensor, n_nodes: int
    ) -> Tensor:
        """(E,) one over the number of the node's edges."""
        degree = torch.bincount(target, minlength=n_nodes).to(relation.dtype)
        return 1.0 / degree[target]


class ConditionedTripleGate(nn.Module):
    """``γ_t = σ(w · [h_m ; c_t ; h_m ⊙ c_t ; q_t] + b)``: is this triple worth it here?"""

    def __init__(self, width: int, bias: float) -> None:
        super().__init__()
        self.mention = nn.Linear(2 * width, width, bias=False)
        self.weigh = GateLinear(3 * width + 1, 1, bias)

    def forward(
        self, context: Tensor, content: Tensor, confidence: Tensor, reading: Tensor
    ) -> Tensor:
        """(E,) openness in (0, 1). context: (E, 2D), content, reading: (E, D), confidence: (E,)."""
        mention = torch.tanh(self.mention(context))
        parts = [mention, content, mention * content, confidence.unsqueeze(1)]
        return torch.sigmoid(self.weigh(torch.cat(parts, dim=1)).squeeze(1))


class ReadingTripleGate(nn.Module):
    """``γ_t = σ(w · [h_m ; c_t ; h_m ⊙ c_t ; x_t ; x_t ⊙ c_t ; q_t] + b)`` with a reading x_t.

    x_t is what the sentence says where it is about t's predicate (``SentenceReader``): h_m alone
    must know beforehand all that may be asked of it (docs/decisions/0005).
    """

    def __init__(self, width: int, bias: float) -> None:
        super().__init__()
        self.mention = nn.Linear(2 * width, width, bias=False)
        self.weigh = GateLinear(5 * width + 1, 1, bias)

    def forward(
        self, context: Tensor, content: Tensor, confidence: Tensor, reading: Tensor
    ) -> Tensor:
        """(E,) openness in (0, 1). context: (E, 2D), content, reading: (E, D), confidence: (E,)."""
        mention = torch.tanh(self.mention(context))
        parts = [mention, content, mention * content, reading, reading * content]
        return torch.sigmoid(
            self.weigh(torch.cat([*parts, confidence.unsqueeze(1)], dim=1)).squeeze(1)
        )


class SentenceReader(nn.Module):
    """Reads a sentence with a predicate in mind: attention of its name over the pieces.

    Name and pieces pass through one projection, so that from the start a piece that is part of
    the name is found.
    """

    def __init__(self, width: int) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(width)
        self.match = nn.Linear(width, width, bias=False)
        self.value = nn.Linear(width, width, bias=False)

    def forward(self, states: Tensor, names: Tensor, row: Tensor, offsets: Tensor) -> Tensor:
        """(E, D) readings.

        states: (N, D), names: (E, D) predicates' name encodings, row: (E,) the edges' rows,
        offsets: (B + 1,) where each row begins.
        """
        index, real = _padded(offsets, states.device)  # (B, T)
        order = row.argsort(stable=True)
        asked = torch.bincount(row, minlength=len(offsets) - 1)
        wanted, filled = _padded(functional.pad(asked.cumsum(0), (1, 0)), states.device)  # (B, Q)
        states = self.norm(states)
        keys, values = self.match(states)[index], self.value(states)[index]  # (B, T, D)
        queries = self.match(self.norm(names))[order][wanted]  # (B, Q, D)
        scores = queries @ keys.transpose(1, 2) / math.sqrt(states.shape[1])
        weights = scores.masked_fill(~real.unsqueeze(1), -1e4).softmax(dim=2)
        readings = (weights @ values)[filled]  # (E, D), row by row
        return readings[order.argsort()]


def _padded(offsets: Tensor, device: torch.device) -> tuple[Tensor, Tensor]:
    """Places of each row's entries (B, T), the first entry where the row has ended; and which are real."""
    lengths = offsets.diff()
    steps = torch.arange(int(lengths.max()), device=device)
    real = steps < lengths.unsqueeze(1)
    return torch.where(real, offsets[:-1].unsqueeze(1) + steps, 0), real


class OpenTripleGate(nn.Module):
    """Lets every triple in (the ablation without screening)."""

    def forward(
        self, context: Tensor, content: Tensor, confidence: Tensor, reading: Tensor
    ) -> Tensor:
        """(E,) ones."""
        return torch.ones_like(confidence)


class KnowledgeConvolution(MessagePassing):
    """One hop: ``Σ_t γ_t α_t c_t`` at every node that receives.

    ``c_t = LayerNorm(LeakyReLU(W_n [e_r ; n_u]))``.
    """

    def __init__(self, width: int, weights: nn.Module, gate: nn.Module) -> None:
        super().__init__(aggr="add")
        self.content = nn.Linear(2 * width, width, bias=False)
        self.norm = nn.LayerNorm(width)
        self.weights = weights
        self.gate = gate

    def forward(
        self,
        nodes: Tensor,
        relation: Tensor,
        context: Tensor,
        reading: Tensor,
        graph: Subgraphs,
        chosen: Tensor,
    ) -> tuple[Tensor, Tensor]:
        """Sums at the nodes (V, D), and the triple gates (e,) of the edges ``chosen`` (e,).

        nodes: (V, D), relation: (E, D) predicate states, context: (M, 2D) [h_m ; h_cls],
        reading: (E, D) what the sentence says about each edge's predicate.
        """
        edge_index, relation = graph.edge_index[:, chosen], relation[chosen]
        mention, override = graph.edge_mention[chosen], graph.edge_override[chosen]
        neighbour = nodes[edge_index[0]]
        content = self.norm(
            functional.leaky_relu(self.content(torch.cat([relation, neighbour], 1)))
        )
        gates = self.gate(
            context[mention],
            content,
            graph.edge_confidence[chosen].to(content.dtype),
            reading[chosen],
        )
        gates = torch.where(override.isnan(), gates, override.to(gates.dtype))
        weights = self.weights(context, mention, edge_index[1], relation, len(nodes))
        weighted = (gates * weights).unsqueeze(1) * content
        sums = self.propagate(edge_index, weighted=weighted, size=(len(nodes), len(nodes)))
        return sums, gates

    def message(self, weighted: Tensor) -> Tensor:
        """The message is already weighed, edge by edge."""
        return weighted
