"""What the last stage does with one part of the denoised sentences, in whatever process."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg_pipeline.corpus import GROUP_ROWS, sentence_table, sentences_of
from kg_pipeline.graph.negatives import relabelled, with_negatives
from kg_pipeline.graph.store import KnowledgeGraph
from kg_pipeline.storage import read_table

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True)
class JudgedPart:
    """One file of denoised sentences, and what their negatives are drawn from."""

    sentences: Path
    graph: Path
    per_kind: int
    seed: int


def judge_part(part: JudgedPart) -> dict[str, "pa.Table"]:
    """The same sentences: rejected positives turned to N3, sampled negatives added."""
    import pyarrow as pa

    graph = _graph(part.graph, KnowledgeGraph.load(part.graph).graph_id)
    table = read_table(part.sentences)
    whole = []
    for first in range(0, max(len(table), 1), GROUP_ROWS):
        judged = map(relabelled, sentences_of(table.slice(first, GROUP_ROWS)))
        sentences = list(with_negatives(judged, graph, part.per_kind, part.seed))
        whole.append(sentence_table(sentences))
    return {"sentences": pa.concat_tables(whole)}


@lru_cache(maxsize=1)  # a process works on many parts with one graph
def _graph(path: Path, graph_id: str) -> KnowledgeGraph:
    return KnowledgeGraph.load(path)
