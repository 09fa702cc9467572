"""Documents and web pages to a knowledge graph and an aligned, denoised corpus.

The names below are loaded when they are first used, so that importing the package costs nothing.
"""

from importlib import import_module
from typing import Any

_PLACES = {
    "KnowledgeGraph": "kg_pipeline.graph.store",
    "extract": "kg_pipeline.direct_extraction",
    "extract_files": "kg_pipeline.stage_work",
    "read_corpus": "kg_pipeline.corpus",
}

__all__ = ["KnowledgeGraph", "extract", "extract_files", "read_corpus"]


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(f"module 'kg_pipeline' has no attribute {name!r}")
    return getattr(import_module(_PLACES[name]), name)
