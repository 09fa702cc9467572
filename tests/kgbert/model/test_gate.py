"""What does not enter leaves no trace; what enters is what the formulas say."""

from collections.abc import Callable
from dataclasses import replace

import pytest
import torch
from torch import Tensor

from kgbert.batch import Batch, Subgraphs
from kgbert.model import KGBertForPreTraining
from kgbert.model.gate import KnowledgePath
from tests.kgbert.tiny_model import (
    World,
    random_subgraphs,
    tiny_model,
    with_override,
    without_graph,
)


@torch.no_grad()
def _states(model: KGBertForPreTraining, batch: Batch) -> Tensor:
    states = model(batch).states
    assert states is not None
    return states


def _graph_batch(world: World, hops: int = 1) -> Batch:
    return world.batch([world.graph_row(example) for example in world.linked()], hops)


def test_an_open_graph_changes_the_states(world: World) -> None:
    model, batch = world.model(), _graph_batch(world)
    assert (_states(model, batch) - _states(model, without_graph(batch))).abs().max() > 1e-2


@pytest.mark.parametrize("hops", [1, 2])
@pytest.mark.parametrize("flow_gate", ["vector", "scalar", "open"])
def test_closed_triple_gates_leave_the_states_exactly_as_without_a_graph(
    world: World, hops: int, flow_gate: str
) -> None:
    model, batch = world.model(hops=hops, flow_gate=flow_gate), _graph_batch(world, hops)
    closed = _states(model, with_override(batch, 0.0))
    assert torch.equal(closed, _states(model, without_graph(batch)))


def test_a_closed_flow_gate_leaves_the_states_exactly_as_without_a_graph(world: World) -> None:
    model, batch = world.model(flow_gate_bias=-1e9), _graph_batch(world)
    assert torch.equal(_states(model, batch), _states(model, without_graph(batch)))


def test_a_model_without_a_knowledge_path_ignores_subgraphs(world: World) -> None:
    model, batch = world.model(hops=0), _graph_batch(world)
    assert torch.equal(_states(model, batch), _states(model, without_graph(batch)))


def test_an_empty_neighbourhood_leaves_its_sentence_alone(world: World) -> None:
    everything = frozenset(range(world.graph.n_triples))
    examples = world.linked()
    rows = [world.graph_row(examples[0], everything), world.graph_row(examples[1])]
    model, batch = world.model(), world.batch(rows)
    length = len(examples[0]) + 2
    difference = (_states(model, batch) - _states(model, without_graph(batch))).abs()
    assert difference[:length].max() == 0
    assert difference[length:].max() > 0


def test_a_mention_of_no_known_entity_takes_nothing_in(world: World) -> None:
    first, second = world.linked()[:2]
    nil = replace(first, mentions=tuple(replace(m, entity=-1) for m in first.mentions))
    batch = world.batch([world.graph_row(nil), world.graph_row(second)])
    model, length = world.model(), len(first) + 2
    assert torch.equal(
        _states(model, batch)[:length], _states(model, without_graph(batch))[:length]
    )


def test_a_piece_outside_every_mention_is_left_alone_by_the_knowledge_path(world: World) -> None:
    model, batch = world.model(knowledge_layer=2, stack="bert"), _graph_batch(world)
    changed = (_states(model, batch) != _states(model, without_graph(batch))).any(dim=1)
    mentioned = torch.zeros(batch.n_pieces, dtype=torch.bool)
    for start, end, node in zip(
        batch.mention_start.tolist(),
        batch.mention_end.tolist(),
        batch.mention_node.tolist(),
        strict=True,
    ):
        if node >= 0:
            mentioned[start:end] = True
    assert torch.equal(changed, mentioned)


def _dense(
    path: KnowledgePath, states: Tensor, batch: Batch, graph: Subgraphs, words: Tensor
) -> Tensor:
    """docs/methods.md, section 4, mention by mention and triple by triple."""
    mixed = states.clone()
    for m in range(len(batch.mention_start)):
        if batch.mention_node[m] < 0:
            continue
        begin, end = int(batch.mention_start[m]), int(batch.mention_end[m])
        h_m = states[begin:end].mean(0)
        h_cls = states[batch.row_offsets[batch.mention_row[m]]]
        z = _received(path, int(batch.mention_node[m]), 1, h_m, h_cls, graph, words)
        features = torch.cat([h_m, z, (h_m - z).abs(), h_cls])
        weigh = path.flow_gate.weigh
        g = torch.sigmoid(weigh.weight @ features + weigh.bias)
        mixed[begin:end] += g * (path.outward.weight @ z)
    return mixed


def _received(
    path: KnowledgePath,
    node: int,
    hop: int,
    h_m: Tensor,
    h_cls: Tensor,
    graph: Subgraphs,
    words: Tensor,
) -> Tensor:
    """``Σ_t γ_t α_t c_t`` over the triples that arrive at a node."""
    layer = path.hops[hop - 1]
    context = torch.cat([h_m, h_cls])
    query = torch.tanh(layer.weights.query.weight @ context)
    depth = len(h_m) ** 0.5
    scores, messages = [layer.weights.null_key @ query / depth], [torch.zeros_like(h_m)]
    for edge in range(len(graph.edge_hop)):
        if graph.edge_index[1, edge] != node:
            continue
        far = int(graph.edge_index[0, edge])
        relation = path.name_of_predicate.weight @ _name(graph, graph.edge_name[edge], words)
        relation = relation + path.inverse.weight[int(graph.edge_inverse[edge])]
        n_u = path.name_of_node.weight @ _name(graph, graph.node_name[far], words)
        if hop < len(path.hops):
            n_u = n_u + _received(path, far, hop + 1, h_m, h_cls, graph, words)
        raw = layer.content.weight @ torch.cat([relation, n_u])
        raw = torch.where(raw > 0, raw, 0.01 * raw)
        spread = (raw.var(unbiased=False) + layer.norm.eps).sqrt()
        c = (raw - raw.mean()) / spread * layer.norm.weight + layer.norm.bias
        seen = torch.tanh(layer.gate.mention.weight @ context)
        q = graph.edge_confidence[edge].to(c.dtype).reshape(1)
        weigh = layer.gate.weigh
        gamma = torch.sigmoid(weigh.weight[0] @ torch.cat([seen, c, seen * c, q]) + weigh.bias[0])
        scores.append((layer.weights.key.weight @ relation) @ query / depth)
        messages.append(gamma * c)
    exponentials = [torch.exp(score) for score in scores]
    total = sum(exponentials)
    return sum(e / total * message for e, message in zip(exponentials, messages, strict=True))


def _name(graph: Subgraphs, name: Tensor, words: Tensor) -> Tensor:
    bounds = [*graph.name_offsets.tolist(), len(graph.name_pieces)]
    pieces = graph.name_pieces[bounds[int(name)] : bounds[int(name) + 1]]
    return words[pieces].mean(0)


@pytest.mark.parametrize("hops", [1, 2])
@torch.no_grad()
def test_the_knowledge_path_agrees_with_plain_loops(hops: int) -> None:
    model = tiny_model(30, hops=hops, initializer_range=0.7).double()
    for weight in model.parameters():  # norms, NULL and biases away from 0 and 1
        weight.add_(0.2 * torch.randn_like(weight))
    words = model.kgbert.embeddings.word
    batch = Batch(
        pieces=torch.zeros(14, dtype=torch.long),
        positions=torch.zeros(14, dtype=torch.long),
        segments=torch.zeros(14, dtype=torch.long),
        blocks=torch.zeros(14, dtype=torch.long),
        row_offsets=torch.tensor([0, 6, 14]),
        mention_start=torch.tensor([1, 4, 7, 10]),
        mention_end=torch.tensor([3, 5, 10, 12]),
        mention_row=torch.tensor([0, 0, 1, 1]),
        mention_node=torch.tensor([0, 1, -1, 3]),
        subgraphs=random_subgraphs(4, hops, seed=hops),
    )
    states = torch.randn(14, 16, dtype=torch.float64)
    path = model.kgbert.knowledge_path
    found, _ = path(states, batch, batch.subgraphs, words)
    wanted = _dense(path, states, batch, batch.subgraphs, words.weight)
    assert (wanted - states).abs().max() > 0.1
    assert torch.allclose(found, wanted, atol=1e-10)


def test_the_second_hop_reaches_the_mention(world: World) -> None:
    model, batch = world.model(hops=2), _graph_batch(world, hops=2)
    graph = batch.subgraphs
    assert graph is not None
    shut = torch.where(graph.edge_hop == 2, 0.0, graph.edge_override)
    nearer = replace(batch, subgraphs=replace(graph, edge_override=shut))
    assert (_states(model, batch) - _states(model, nearer)).abs().max() > 1e-4


@pytest.mark.parametrize(
    ("changes", "opened"),
    [
        ({"triple_gate": "open"}, lambda k: k.triple_gates),
        ({"flow_gate": "open"}, lambda k: k.flow_gates),
    ],
)
@torch.no_grad()
def test_an_ablated_gate_stands_fully_open(
    world: World, changes: dict[str, str], opened: Callable[..., Tensor]
) -> None:
    knowledge = world.model(**changes)(_graph_batch(world)).knowledge
    assert bool((opened(knowledge) == 1).all())


@torch.no_grad()
def test_mean_aggregation_weighs_the_triples_of_a_node_alike() -> None:
    model = tiny_model(30, aggregation="mean")
    weigh = model.kgbert.knowledge_path.hops[0].weights
    target = torch.tensor([0, 2, 2, 0, 2])
    found = weigh(torch.zeros(3, 32), target, target, torch.zeros(5, 16), 4)
    assert torch.allclose(found, torch.tensor([1 / 2, 1 / 3, 1 / 3, 1 / 2, 1 / 3]))
