"""Published BERT, RoBERTa-wwm and MacBERT weights as a KGBERT of the ``bert`` stack.

Source: the layout of ``transformers.BertModel`` (Devlin et al., 2019), with or without the heads
of pretraining, which stay behind. The knowledge path begins with fresh values.
"""

from collections.abc import Iterator
from typing import Any

import torch
from torch import Tensor
from transformers import BertConfig, BertModel

from kgbert.errors import CheckpointError
from kgbert.model.config import KGBertConfig
from kgbert.model.kgbert import KGBertModel

# What a published encoder leaves open; everything else follows from its weights.
_OPEN = (
    "knowledge_layer",
    "hops",
    "aggregation",
    "triple_gate",
    "flow_gate",
    "triple_gate_bias",
    "flow_gate_bias",
    "triple_attention",
    "hidden_dropout_prob",
    "initializer_range",
)


def load_bert(folder_or_name: str, **changes: Any) -> KGBertModel:
    """An encoder with published weights, from a local folder or by its name on the hub.

    changes: values of ``KGBertConfig`` for the knowledge path and for training, for example
        ``hops=2``; ``knowledge_layer`` is 2/3 of the depth where it is not given. Fresh values are
        drawn from torch's generator: seed it for the same knowledge path.
    Raises ``CheckpointError`` where the weights are missing, of another architecture or do not fit.
    """
    unknown = sorted(set(changes) - set(_OPEN))
    if unknown:
        raise CheckpointError(
            f"{folder_or_name}: {unknown[0]} follows from the published weights; "
            f"what can be chosen: {', '.join(_OPEN)}"
        )
    published = _published(folder_or_name)
    model = KGBertModel(_config(folder_or_name, published.config, changes))
    weights = published.state_dict()
    filled = dict(_encoder_weights(weights, published.config.num_hidden_layers))
    left = model.load_state_dict(filled, strict=False)
    fresh = [name for name in left.missing_keys if not name.startswith("knowledge_path.")]
    assert not fresh and not left.unexpected_keys, (fresh, left.unexpected_keys)
    return model.eval()


def _published(folder_or_name: str) -> BertModel:
    try:
        config = BertConfig.get_config_dict(folder_or_name)[0]
        kind = config.get("model_type", "bert")
        if kind != "bert":
            raise CheckpointError(
                f"{folder_or_name}: expected a model of type bert, found {kind}; BERT, RoBERTa-wwm "
                "and MacBERT have that type"
            )
        model, found = BertModel.from_pretrained(
            folder_or_name, add_pooling_layer=False, output_loading_info=True
        )
    except (OSError, RuntimeError, ValueError) as error:
        raise CheckpointError(
            f"{folder_or_name}: expected published BERT weights with config.json, found none that "
            f"can be read or that fit their config.json ({error}); download them again"
        ) from error
    if found["missing_keys"]:
        raise CheckpointError(
            f"{folder_or_name}: the weights lack {sorted(found['missing_keys'])[0]} and "
            f"{len(found['missing_keys']) - 1} more of BertModel; choose a checkpoint that has them"
        )
    return model


def _config(folder_or_name: str, bert: BertConfig, changes: dict[str, Any]) -> KGBertConfig:
    if bert.hidden_act != "gelu":
        raise CheckpointError(
            f"{folder_or_name}: expected hidden_act gelu, found {bert.hidden_act}; "
            "KGBERT's bert stack has no other activation"
        )
    defaults = {
        "hidden_dropout_prob": bert.hidden_dropout_prob,
        "initializer_range": bert.initializer_range,
        "knowledge_layer": round(2 * bert.num_hidden_layers / 3),
    }
    return KGBertConfig(
        vocab_size=bert.vocab_size,
        hidden_size=bert.hidden_size,
        num_hidden_layers=bert.num_hidden_layers,
        num_attention_heads=bert.num_attention_heads,
        intermediate_size=bert.intermediate_size,
        max_position_embeddings=bert.max_position_embeddings,
        type_vocab_size=bert.type_vocab_size,
        layer_norm_eps=bert.layer_norm_eps,
        pad_token_id=bert.pad_token_id,
        stack="bert",
        **(defaults | changes),
    )


def _encoder_weights(weights: dict[str, Tensor], n_layers: int) -> Iterator[tuple[str, Tensor]]:
    """KGBERT's names and the published values, q, k and v laid one under the other."""
    for ours, theirs in (
        ("word.weight", "word_embeddings.weight"),
        ("position.weight", "position_embeddings.weight"),
        ("segment.weight", "token_type_embeddings.weight"),
        ("norm.weight", "LayerNorm.weight"),
        ("norm.bias", "LayerNorm.bias"),
    ):
        yield f"embeddings.{ours}", weights[f"embeddings.{theirs}"]
    for number in range(n_layers):
        here, there = f"encoder.layers.{number}.", f"encoder.layer.{number}."
        for part in ("weight", "bias"):
            inward = [
                weights[f"{there}attention.self.{name}.{part}"]
                for name in ("query", "key", "value")
            ]
            yield f"{here}attention.inward.{part}", torch.cat(inward)
            for ours, theirs in (
                ("attention.outward", "attention.output.dense"),
                ("attention_norm", "attention.output.LayerNorm"),
                ("widen", "intermediate.dense"),
                ("narrow", "output.dense"),
                ("output_norm", "output.LayerNorm"),
            ):
                yield f"{here}{ours}.{part}", weights[f"{there}{theirs}.{part}"]
