"""Transformer layers over unpadded pieces; only the attention scores are laid out in rectangles.

Sources: Vaswani et al. (2017); Devlin et al. (2019) for the ``bert`` layer; Su et al. (2021,
rotary positions) and Shazeer (2020, GeGLU) for the ``modern`` one.
Letters for shapes: B rows, N pieces, T longest row of a group, D hidden width, H heads.
"""

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from kgbert.batch import Batch
from kgbert.model.config import KGBertConfig

_BLOCKED = -1e4  # finite, so that a fully blocked line stays a number in half precision too
_GROUP_LENGTHS = (16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512)


@dataclass(frozen=True)
class RowGroup:
    """Rows of like length, laid out for attention."""

    index: Tensor  # (b, T) place of each piece among the N pieces; N where the row has ended
    bias: Tensor  # (b, 1, T or 1, T) added to the scores
    flat: Tensor  # (n,) places of the group's real pieces within its b * T cells
    pieces: Tensor  # (n,) the same pieces' places among the N pieces


@dataclass(frozen=True)
class Layout:
    """The groups of a batch, and the order that brings their pieces back into place."""

    groups: list[RowGroup]
    restore: Tensor | None  # (N,); None where one group holds all rows in order


def lay_out(batch: Batch, isolated: bool) -> Layout:
    """Group the rows by length, so that scores are computed on little padding.

    isolated: written-out triples see the sentence and themselves, not each other.
    """
    offsets, lengths = batch.row_offsets[:-1], batch.row_offsets.diff()
    limits = torch.tensor(_GROUP_LENGTHS, device=lengths.device)
    buckets = torch.bucketize(lengths, limits)
    groups = []
    for bucket in torch.unique(buckets).tolist():
        rows = (buckets == bucket).nonzero().squeeze(1)
        longest = int(lengths[rows].max())
        steps = torch.arange(longest, device=lengths.device)
        real = steps < lengths[rows].unsqueeze(1)
        index = torch.where(real, offsets[rows].unsqueeze(1) + steps, batch.n_pieces)
        blocked = ~real.unsqueeze(1)
        if isolated:
            blocks = functional.pad(batch.blocks, (0, 1))[index]
            queries, keys = blocks.unsqueeze(2), blocks.unsqueeze(1)
            blocked = blocked | ((queries != keys) & (queries != 0) & (keys != 0))
        bias = torch.zeros(blocked.shape, device=lengths.device).masked_fill(blocked, _BLOCKED)
        flat = real.flatten().nonzero().squeeze(1)
        groups.append(RowGroup(index, bias.unsqueeze(1), flat, index.flatten()[flat]))
    if len(groups) == 1:
        return Layout(groups, None)
    return Layout(groups, torch.cat([group.pieces for group in groups]).argsort())


class Attention(nn.Module):
    """Multi-head self-attention within each row."""

    def __init__(self, config: KGBertConfig, *, bias: bool, rotary: bool) -> None:
        super().__init__()
        width = config.hidden_size
        self.n_heads = config.num_attention_heads
        self.rotary_base = config.rotary_base if rotary else None
        self.inward = nn.Linear(width, 3 * width, bias=bias)
        self.outward = nn.Linear(width, width, bias=bias)

    def forward(self, states: Tensor, batch: Batch, layout: Layout) -> Tensor:
        """(N, D) → (N, D)."""
        n_pieces, width = states.shape
        head = width // self.n_heads
        parts = self.inward(states).view(n_pieces, 3 * self.n_heads, head)
        if self.rotary_base is not None:
            turned = rotate(parts[:, : 2 * self.n_heads], batch.positions, self.rotary_base)
            parts = torch.cat([turned, parts[:, 2 * self.n_heads :]], dim=1)
        padded = functional.pad(parts, (0, 0, 0, 0, 0, 1))  # the last line is zero
        results = []
        for group in layout.groups:
            laid = padded[group.index].transpose(1, 2)  # (b, 3H, T, head)
            query, key, value = torch.split(laid, self.n_heads, dim=1)
            scores = query @ key.transpose(2, 3) * head**-0.5 + group.bias.to(query.dtype)
            mixed = scores.softmax(dim=-1) @ value  # (b, H, T, head)
            results.append(mixed.transpose(1, 2).reshape(-1, width)[group.flat])
        mixed = torch.cat(results)
        if layout.restore is not None:
            mixed = mixed[layout.restore]
        return self.outward(mixed)


def rotate(vectors: Tensor, positions: Tensor, base: float) -> Tensor:
    """Rotary position embedding (Su et al., 2021, eq. 34): (N, h, head) turned by position (N,)."""
    half = vectors.shape[-1] // 2
    steps = torch.arange(half, device=vectors.device, dtype=torch.float32)
    angles = positions.unsqueeze(1) * base ** (-steps / half)
    cosine = angles.cos().unsqueeze(1).to(vectors.dtype)
    sine = angles.sin().unsqueeze(1).to(vectors.dtype)
    first, second = vectors[..., :half], vectors[..., half:]
    return torch.cat([first * cosine - second * sine, second * cosine + first * sine], dim=-1)


class BertLayer(nn.Module):
    """Attention and feed-forward, each followed by its normalisation (post-norm)."""

    def __init__(self, config: KGBertConfig) -> None:
        super().__init__()
        width, eps = config.hidden_size, config.layer_norm_eps
        self.attention = Attention(config, bias=True, rotary=False)
        self.attention_norm = nn.LayerNorm(width, eps=eps)
        self.widen = nn.Linear(width, config.intermediate_size)
        self.narrow = nn.Linear(config.intermediate_size, width)
        self.output_norm = nn.LayerNorm(width, eps=eps)
        self.dropout = nn.Dropout(config.hidden_dropout_prob)

    def forward(self, states: Tensor, batch: Batch, layout: Layout) -> Tensor:
        """(N, D) → (N, D)."""
        attended = self.dropout(self.attention(states, batch, layout))
        states = self.attention_norm(states + attended)
        widened = functional.gelu(self.widen(states))
        return self.output_norm(states + self.dropout(self.narrow(widened)))


class ModernLayer(nn.Module):
    """Normalisation before attention and before a GeGLU feed-forward (pre-norm), no biases."""

    def __init__(self, config: KGBertConfig) -> None:
        super().__init__()
        width, eps = config.hidden_size, config.layer_norm_eps
        gated = max(8, config.intermediate_size * 2 // 3 // 8 * 8)  # as many weights as plain
        self.attention_norm = nn.LayerNorm(width, eps=eps, bias=False)
        self.attention = Attention(config, bias=False, rotary=True)
        self.output_norm = nn.LayerNorm(width, eps=eps, bias=False)
        self.widen = nn.Linear(width, 2 * gated, bias=False)
        self.narrow = nn.Linear(gated, width, bias=False)

    def forward(self, states: Tensor, batch: Batch, layout: Layout) -> Tensor:
        """(N, D) → (N, D)."""
        states = states + self.attention(self.attention_norm(states), batch, layout)
        value, gate = self.widen(self.output_norm(states)).chunk(2, dim=-1)
        return states + self.narrow(value * functional.gelu(gate))


class Encoder(nn.Module):
    """The layers, in two runs: below and above the point where knowledge enters."""

    def __init__(self, config: KGBertConfig) -> None:
        super().__init__()
        layer = {"bert": BertLayer, "modern": ModernLayer}[config.stack]
        self.layers = nn.ModuleList(layer(config) for _ in range(config.num_hidden_layers))
        self.knowledge_layer = config.knowledge_layer
        self.norm: nn.Module = nn.Identity()  # post-norm layers end normalised
        if config.stack == "modern":
            self.norm = nn.LayerNorm(config.hidden_size, eps=config.layer_norm_eps, bias=False)

    def lower(self, states: Tensor, batch: Batch, layout: Layout) -> Tensor:
        """(N, D) → (N, D), the layers before knowledge enters."""
        for layer in self.layers[: self.knowledge_layer]:
            states = layer(states, batch, layout)
        return states

    def upper(self, states: Tensor, batch: Batch, layout: Layout) -> Tensor:
        """(N, D) → (N, D), the layers after it."""
        for layer in self.layers[self.knowledge_layer :]:
            states = layer(states, batch, layout)
        return self.norm(states)
