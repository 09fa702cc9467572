"""KGBERT: an encoder whose mentions take in their subgraph (docs/methods.md, sections 3 and 4).

Letters for shapes: B rows, T longest row, N pieces, D hidden width, V vocabulary, Y predictions.
"""

from dataclasses import dataclass
from typing import Any, ClassVar

import torch
from torch import Tensor, nn
from transformers import PreTrainedModel, initialization
from transformers.utils import ModelOutput

from kgbert.batch import Batch
from kgbert.model.config import KGBertConfig
from kgbert.model.embeddings import BertEmbeddings, ModernEmbeddings
from kgbert.model.encoder import Encoder, lay_out
from kgbert.model.gate import Knowledge, KnowledgePath
from kgbert.model.gcn import AttentiveWeights, GateLinear
from kgbert.model.heads import ContrastHead, MaskedPieceHead, MentionHead


@dataclass
class KGBertOutput(ModelOutput):
    """What the encoder returns.

    states: (N, D) for a ``Batch``; last_hidden_state: (B, T, D) for padded input, else ``None``.
    knowledge: what entered from the graph, ``None`` where no subgraph was given.
    """

    states: Tensor | None = None
    last_hidden_state: Tensor | None = None
    knowledge: Knowledge | None = None


class KGBertPreTrainedModel(PreTrainedModel):
    """Weights' initial values and the configuration class of all KGBERT models."""

    config_class = KGBertConfig
    base_model_prefix = "kgbert"

    @torch.no_grad()
    def _init_weights(self, module: nn.Module) -> None:
        # ``initialization`` leaves loaded weights alone. Modules that hold no parameter of their
        # own are never visited, so each value is set on the module that owns it.
        spread = self.config.initializer_range
        if isinstance(module, nn.Linear):
            if isinstance(module, GateLinear):
                initialization.zeros_(module.weight)
                initialization.constant_(module.bias, module.initial_bias)
                return
            initialization.normal_(module.weight, 0.0, spread)
            if module.bias is not None:
                initialization.zeros_(module.bias)
        elif isinstance(module, nn.Embedding):
            initialization.normal_(module.weight, 0.0, spread)
            loaded = getattr(module.weight, "_is_hf_initialized", False)
            if module.padding_idx is not None and not loaded:
                initialization.zeros_(module.weight[module.padding_idx])
        elif isinstance(module, nn.LayerNorm):
            initialization.ones_(module.weight)
            if module.bias is not None:
                initialization.zeros_(module.bias)
        elif isinstance(module, AttentiveWeights):
            initialization.zeros_(module.null_key)


class KGBertModel(KGBertPreTrainedModel):
    """The encoder. Takes a ``Batch``, or padded ``input_ids`` and ``attention_mask`` like BERT."""

    def __init__(self, config: KGBertConfig) -> None:
        super().__init__(config)
        embeddings = {"bert": BertEmbeddings, "modern": ModernEmbeddings}[config.stack]
        self.embeddings: nn.Module = embeddings(config)
        self.encoder = Encoder(config)
        self.knowledge_path = KnowledgePath(config) if config.hops else None
        self.post_init()

    def get_input_embeddings(self) -> nn.Module:
        """The piece embeddings."""
        return self.embeddings.get_submodule("word")

    def set_input_embeddings(self, value: nn.Module) -> None:
        """Replace the piece embeddings."""
        self.embeddings.word = value

    def forward(
        self,
        batch: Batch | None = None,
        input_ids: Tensor | None = None,
        attention_mask: Tensor | None = None,
        token_type_ids: Tensor | None = None,
        **_: Any,
    ) -> KGBertOutput:
        """Encode a batch; see ``KGBertOutput`` for the shapes."""
        if batch is not None:
            return self._encode(batch)
        if input_ids is None:
            raise ValueError("KGBertModel: expected batch or input_ids, found neither")
        packed, real = pack(input_ids, attention_mask, token_type_ids)
        output = self._encode(packed)
        assert output.states is not None
        padded = output.states.new_zeros(*input_ids.shape, output.states.shape[-1])
        padded[real] = output.states
        return KGBertOutput(states=output.states, last_hidden_state=padded)

    def _encode(self, batch: Batch) -> KGBertOutput:
        layout = lay_out(batch, isolated=self.config.triple_attention == "isolated")
        states = self.encoder.lower(self.embeddings(batch), batch, layout)
        knowledge = None
        if self.knowledge_path is not None and batch.subgraphs is not None:
            states, knowledge = self.knowledge_path(
                states, batch, batch.subgraphs, self.embeddings.word
            )
        states = self.encoder.upper(states, batch, layout)
        return KGBertOutput(states=states, knowledge=knowledge)


def pack(
    input_ids: Tensor, attention_mask: Tensor | None, token_type_ids: Tensor | None
) -> tuple[Batch, Tensor]:
    """Padded input (B, T) as a ``Batch`` without mentions, and where the real pieces are (B, T)."""
    real = torch.ones_like(input_ids) if attention_mask is None else attention_mask
    real = real.bool()
    segments = torch.zeros_like(input_ids) if token_type_ids is None else token_type_ids
    positions = (real.cumsum(1) - 1).clamp(min=0)
    empty = input_ids.new_zeros(0)
    offsets = torch.cat([empty.new_zeros(1), real.sum(1).cumsum(0)])
    return (
        Batch(
            pieces=input_ids[real],
            positions=positions[real],
            segments=segments[real],
            blocks=torch.zeros_like(input_ids)[real],
            row_offsets=offsets,
            mention_start=empty,
            mention_end=empty,
            mention_row=empty,
            mention_node=empty,
        ),
        real,
    )


class KGBertForPreTraining(KGBertPreTrainedModel):
    """The encoder with the heads of its pretraining objectives (docs/methods.md, section 5)."""

    _tied_weights_keys: ClassVar = {"masked.decoder.weight": "kgbert.embeddings.word.weight"}

    def __init__(self, config: KGBertConfig) -> None:
        super().__init__(config)
        self.kgbert = KGBertModel(config)
        self.masked = MaskedPieceHead(config)
        self.mention = MentionHead(config)
        self.contrast = ContrastHead(config)
        self.post_init()

    def get_output_embeddings(self) -> nn.Linear:
        """The vocabulary projection, tied to the piece embeddings."""
        return self.masked.decoder

    def set_output_embeddings(self, value: nn.Linear) -> None:
        """Replace the vocabulary projection."""
        self.masked.decoder = value

    def forward(self, batch: Batch) -> KGBertOutput:
        """Encode; the objectives read the heads themselves."""
        return self.kgbert(batch)
