"""What the tests of the model side share: the tiny world as pieces, tiny models and batches."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch

from kg_pipeline.graph.store import KnowledgeGraph
from kgbert.batch import Batch, Subgraphs
from kgbert.data.collation import PretrainingCollator, PretrainingRows, graph_mentions
from kgbert.data.dataset import Example, encode_corpus
from kgbert.data.masking import Masking
from kgbert.data.rows import Row, assemble
from kgbert.data.subgraphs import NameTable, SubgraphSettings, SubgraphSource, TrueGraph
from kgbert.data.tokenization import PieceEncoder, train_tokenizer
from kgbert.data.writing import TripleWriter
from kgbert.model import KGBertConfig, KGBertForPreTraining
from tests.tiny_world import tiny_corpus


@dataclass(frozen=True)
class World:
    """The tiny world, encoded."""

    graph: KnowledgeGraph
    encoder: PieceEncoder
    examples: list[Example]
    names: NameTable
    texts: dict[str, str]  # by sentence id

    def source(self, hops: Any = 1) -> SubgraphSource:
        return TrueGraph(self.graph, SubgraphSettings(hops=hops))

    def collator(self, masking: Masking | None = None, **rows: Any) -> PretrainingCollator:
        return PretrainingCollator(
            self.encoder,
            self.names,
            self.source(),
            PretrainingRows(**rows),
            masking or Masking(),
        )

    def graph_row(self, example: Example, hidden: frozenset[int] = frozenset()) -> Row:
        row = TripleWriter(self.encoder, self.names).sentence(example.pieces)
        row.mentions = graph_mentions(example, hidden)
        return row

    def batch(self, rows: Sequence[Row], hops: int = 1) -> Batch:
        return assemble(rows, self.source(hops), self.names, np.random.default_rng(0))

    def linked(self) -> list[Example]:
        """The examples that mention an entity of the graph."""
        return [e for e in self.examples if any(m.entity >= 0 for m in e.mentions)]

    def model(self, seed: int = 0, **changes: Any) -> KGBertForPreTraining:
        """Two layers of width 16; every weight is far from zero, so that nothing hides."""
        return tiny_model(self.encoder.n_pieces, seed, **changes)


def tiny_model(vocab_size: int, seed: int = 0, **changes: Any) -> KGBertForPreTraining:
    torch.manual_seed(seed)
    values: dict[str, Any] = {
        "vocab_size": vocab_size,
        "hidden_size": 16,
        "num_hidden_layers": 2,
        "num_attention_heads": 2,
        "intermediate_size": 32,
        "max_position_embeddings": 128,
        "knowledge_layer": 1,
        "initializer_range": 0.3,
    }
    return KGBertForPreTraining(KGBertConfig(**(values | changes))).eval()


def make_world(folder: Path) -> World:
    corpus = tiny_corpus(folder)
    graph = KnowledgeGraph.load(folder / "graph")
    texts = [sentence.text for sentence in corpus] + [*graph.names, *graph.predicates]
    encoder = PieceEncoder(train_tokenizer(texts, 400, 1), 64)
    examples = encode_corpus(list(corpus), graph, encoder)
    by_id = {sentence.sentence_id: sentence.text for sentence in corpus}
    return World(graph, encoder, examples, NameTable(graph, encoder, 8), by_id)


def without_graph(batch: Batch) -> Batch:
    """The same pieces and mentions, none of which has a subgraph."""
    nowhere = torch.full_like(batch.mention_node, -1)
    return replace(batch, subgraphs=None, mention_node=nowhere)


def with_override(batch: Batch, value: float) -> Batch:
    """The same batch with every triple gate forced to ``value``."""
    graph = batch.subgraphs
    assert graph is not None
    forced = replace(graph, edge_override=torch.full_like(graph.edge_override, value))
    return replace(batch, subgraphs=forced)


def edges_of_row(batch: Batch, row: int) -> list[int]:
    """Graph rows of the triples that the mentions of a row see."""
    graph = batch.subgraphs
    if graph is None:
        return []
    chosen = batch.mention_row[graph.edge_mention] == row
    return graph.edge_triple[chosen].tolist()


def random_subgraphs(n_mentions: int, hops: int, seed: int, n_names: int = 9) -> Subgraphs:
    """Trees that no sampler made: up to four triples at each root, up to three at each of these."""
    chance = np.random.default_rng(seed)
    node_mention = list(range(n_mentions))
    edges: list[tuple[int, int, int]] = []  # farther, nearer, hop
    front = list(range(n_mentions))
    for hop in range(1, hops + 1):
        reached = []
        for node in front:
            for _ in range(int(chance.integers(1, 6 - hop))):
                far = len(node_mention)
                node_mention.append(node_mention[node])
                edges.append((far, node, hop))
                reached.append(far)
        front = reached
    order = chance.permutation(len(edges))
    far, near, hop_of = np.array(edges)[order].T
    n_edges = len(edges)
    return Subgraphs(
        node_name=torch.tensor(chance.integers(0, n_names, len(node_mention))),
        node_mention=torch.tensor(node_mention),
        edge_index=torch.tensor(np.stack([far, near])),
        edge_name=torch.tensor(chance.integers(0, n_names, n_edges)),
        edge_inverse=torch.tensor(chance.random(n_edges) < 0.5),
        edge_hop=torch.tensor(hop_of),
        edge_confidence=torch.tensor(chance.random(n_edges), dtype=torch.float32),
        edge_override=torch.full((n_edges,), float("nan")),
        edge_triple=torch.arange(n_edges),
        name_pieces=torch.tensor(chance.integers(8, 30, 2 * n_names)),
        name_offsets=torch.arange(0, 2 * n_names, 2),
    )
