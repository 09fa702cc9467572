"""Piece embeddings of the two stacks.

Letters for shapes: N pieces of all rows, D hidden width.
"""

from torch import Tensor, nn

from kgbert.batch import Batch
from kgbert.model.config import KGBertConfig


class BertEmbeddings(nn.Module):
    """Word, position and segment embeddings, normalised (Devlin et al., 2019)."""

    def __init__(self, config: KGBertConfig) -> None:
        super().__init__()
        width = config.hidden_size
        self.word = nn.Embedding(config.vocab_size, width, padding_idx=config.pad_token_id)
        self.position = nn.Embedding(config.max_position_embeddings, width)
        self.segment = nn.Embedding(config.type_vocab_size, width)
        self.norm = nn.LayerNorm(width, eps=config.layer_norm_eps)
        self.dropout = nn.Dropout(config.hidden_dropout_prob)

    def forward(self, batch: Batch) -> Tensor:
        """(N, D) states of the pieces."""
        states = self.word(batch.pieces) + self.position(batch.positions)
        return self.dropout(self.norm(states + self.segment(batch.segments)))


class ModernEmbeddings(nn.Module):
    """Word and segment embeddings, normalised; positions enter through rotation in attention."""

    def __init__(self, config: KGBertConfig) -> None:
        super().__init__()
        width = config.hidden_size
        self.word = nn.Embedding(config.vocab_size, width, padding_idx=config.pad_token_id)
        self.segment = nn.Embedding(config.type_vocab_size, width)
        self.norm = nn.LayerNorm(width, eps=config.layer_norm_eps, bias=False)

    def forward(self, batch: Batch) -> Tensor:
        """(N, D) states of the pieces."""
        return self.norm(self.word(batch.pieces) + self.segment(batch.segments))
