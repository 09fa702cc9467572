"""What a KGBERT is made of: sizes, encoder stack, parts of the knowledge path."""

from typing import Any, Literal

from transformers import PreTrainedConfig

Stack = Literal["bert", "modern"]
Aggregation = Literal["attentive", "mean"]
TripleGateKind = Literal["conditioned", "reading", "open"]
FlowGateKind = Literal["vector", "scalar", "open"]


class KGBertConfig(PreTrainedConfig):
    """Configuration of ``KGBertModel``.

    stack: ``bert`` (post-norm, learned positions, as published BERT weights want it) or ``modern``
        (pre-norm, rotary positions, GeGLU, no biases, no dropout) for training from scratch.
    knowledge_layer: the knowledge path works after this many layers (about 2/3 of the depth).
    hops: how far subgraphs reach; 0 switches the knowledge path off.
    triple_attention: ``full``, or ``isolated`` (written-out triples cannot see each other).
    """

    model_type = "kgbert"

    def __init__(
        self,
        vocab_size: int = 8000,
        hidden_size: int = 256,
        num_hidden_layers: int = 4,
        num_attention_heads: int = 4,
        intermediate_size: int = 1024,
        max_position_embeddings: int = 512,
        type_vocab_size: int = 2,
        stack: Stack = "modern",
        hidden_dropout_prob: float = 0.0,
        layer_norm_eps: float = 1e-12,
        initializer_range: float = 0.02,
        rotary_base: float = 10000.0,
        knowledge_layer: int = 3,
        hops: int = 1,
        aggregation: Aggregation = "attentive",
        triple_gate: TripleGateKind = "conditioned",
        flow_gate: FlowGateKind = "vector",
        triple_gate_bias: float = -1.0,
        flow_gate_bias: float = -2.0,
        triple_attention: Literal["full", "isolated"] = "full",
        pad_token_id: int = 0,
        tie_word_embeddings: bool = True,
        **others: Any,
    ) -> None:
        self.vocab_size = vocab_size
        self.hidden_size = hidden_size
        self.num_hidden_layers = num_hidden_layers
        self.num_attention_heads = num_attention_heads
        self.intermediate_size = intermediate_size
        self.max_position_embeddings = max_position_embeddings
        self.type_vocab_size = type_vocab_size
        self.stack = stack
        self.hidden_dropout_prob = hidden_dropout_prob
        self.layer_norm_eps = layer_norm_eps
        self.initializer_range = initializer_range
        self.rotary_base = rotary_base
        self.knowledge_layer = knowledge_layer
        self.hops = hops
        self.aggregation = aggregation
        self.triple_gate = triple_gate
        self.flow_gate = flow_gate
        self.triple_gate_bias = triple_gate_bias
        self.flow_gate_bias = flow_gate_bias
        self.triple_attention = triple_attention
        self.tie_word_embeddings = tie_word_embeddings  # transformers ties only if this is true
        if hidden_size % num_attention_heads:
            raise ValueError(
                f"hidden_size {hidden_size} must be a multiple of num_attention_heads "
                f"{num_attention_heads}"
            )
        if not 0 <= knowledge_layer <= num_hidden_layers:
            raise ValueError(
                f"knowledge_layer must lie between 0 and num_hidden_layers "
                f"({num_hidden_layers}), found {knowledge_layer}"
            )
        super().__init__(pad_token_id=pad_token_id, **others)
