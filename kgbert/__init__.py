"""KGBERT: pretraining on text and its knowledge graph, fine-tuning, and proof of what it adds.

The names below are loaded when they are first used, so that ``--help`` does not wait for torch.
"""

from importlib import import_module
from typing import Any

_PLACES = {
    "KGBertConfig": "kgbert.model",
    "KGBertForPreTraining": "kgbert.model",
    "KGBertModel": "kgbert.model",
    "Predictor": "kgbert.serving.predictor",
}

__all__ = ["KGBertConfig", "KGBertForPreTraining", "KGBertModel", "Predictor"]


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(f"module 'kgbert' has no attribute {name!r}")
    return getattr(import_module(_PLACES[name]), name)
