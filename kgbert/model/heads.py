"""Heads of the pretraining objectives.

Letters for shapes: N pieces, Y predicted pieces, D hidden width, V vocabulary.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional

from kgbert.model.config import KGBertConfig

MENTION_ROLES = ("subject", "object", "other")
MENTION_TAGS = ("O", *(f"{side}-{role}" for role in MENTION_ROLES for side in ("B", "I")))


class MaskedPieceHead(nn.Module):
    """Which piece stood here? (Devlin et al., 2019.) The projection is tied to the embeddings."""

    def __init__(self, config: KGBertConfig) -> None:
        super().__init__()
        self.transform = nn.Linear(config.hidden_size, config.hidden_size)
        self.norm = nn.LayerNorm(config.hidden_size, eps=config.layer_norm_eps)
        self.decoder = nn.Linear(config.hidden_size, config.vocab_size)

    def forward(self, states: Tensor) -> Tensor:
        """(Y, D) → (Y, V) logits; call it on the predicted places alone."""
        return self.decoder(self.norm(functional.gelu(self.transform(states))))


class MentionHead(nn.Module):
    """BIO tags of subject, object and other mentions."""

    def __init__(self, config: KGBertConfig) -> None:
        super().__init__()
        self.tags = nn.Linear(config.hidden_size, len(MENTION_TAGS))

    def forward(self, states: Tensor) -> Tensor:
        """(N, D) → (N, 7) logits in the order of ``MENTION_TAGS``."""
        return self.tags(states)


class ContrastHead(nn.Module):
    """``φ(x, t) = cos(W_x [h_m ; h_cls], W_t z_t)``, from -1 to 1."""

    def __init__(self, config: KGBertConfig) -> None:
        super().__init__()
        width = config.hidden_size
        self.text = nn.Linear(2 * width, width, bias=False)
        self.triple = nn.Linear(width, width, bias=False)

    def text_side(self, mention: Tensor, whole: Tensor) -> Tensor:
        """(C, D) unit vectors of mentions (C, D) in their sentences (C, D)."""
        return functional.normalize(self.text(torch.cat([mention, whole], dim=1)), dim=1)

    def triple_side(self, triple: Tensor) -> Tensor:
        """(C, D) unit vectors of written-out triples (C, D)."""
        return functional.normalize(self.triple(triple), dim=1)
