"""Unpadded attention: rows are apart, however they are grouped."""

from dataclasses import replace

import pytest
import torch
from torch import Tensor

from kgbert.batch import Batch
from kgbert.data.rows import Row
from kgbert.data.writing import TripleWriter
from kgbert.model.encoder import lay_out, rotate
from kgbert.model.kgbert import pack
from tests.kgbert.tiny_model import World, tiny_model

STACKS = ["bert", "modern"]


def _packed(lengths: list[int], seed: int = 0) -> Batch:
    torch.manual_seed(seed)
    mask = torch.arange(max(lengths)) < torch.tensor(lengths).unsqueeze(1)
    return pack(torch.randint(1, 50, mask.shape), mask, None)[0]


def _by_row(states: Tensor, batch: Batch) -> list[Tensor]:
    return list(states.split(batch.row_offsets.diff().tolist()))


@pytest.mark.parametrize("stack", STACKS)
@torch.no_grad()
def test_attention_never_crosses_rows(stack: str) -> None:
    model = tiny_model(50, stack=stack)
    batch = _packed([9, 12, 9, 40])
    other = batch.pieces.clone()
    other[9:21] = 50 - other[9:21]  # the second row says something else
    before = _by_row(model(batch).states, batch)
    after = _by_row(model(replace(batch, pieces=other)).states, batch)
    assert not torch.allclose(before[1], after[1], atol=1e-2)
    for row in (0, 2, 3):
        assert torch.equal(before[row], after[row])


@pytest.mark.parametrize("stack", STACKS)
@torch.no_grad()
def test_a_row_has_the_same_states_alone_and_among_rows_of_other_lengths(stack: str) -> None:
    lengths = [5, 70, 16, 17, 1, 33, 16, 100]
    model = tiny_model(50, stack=stack).double()
    batch = _packed(lengths)
    together = _by_row(model(batch).states, batch)
    pieces = batch.pieces.split(lengths)
    for row, length in enumerate(lengths):
        alone = pack(pieces[row].unsqueeze(0), torch.ones(1, length), None)[0]
        assert torch.allclose(together[row], model(alone).states, atol=1e-10)


@torch.no_grad()
def test_the_order_of_the_rows_does_not_matter_with_subgraphs_either(world: World) -> None:
    model = world.model(hops=2).double()
    rows = [world.graph_row(example) for example in world.linked()]
    order = torch.randperm(len(rows), generator=torch.Generator().manual_seed(1)).tolist()
    batch, shuffled = world.batch(rows, 2), world.batch([rows[n] for n in order], 2)
    straight = _by_row(model(batch).states, batch)
    turned = _by_row(model(shuffled).states, shuffled)
    for place, row in enumerate(order):
        assert torch.allclose(turned[place], straight[row], atol=1e-10)


def test_rotary_scores_depend_on_the_distance_alone() -> None:
    torch.manual_seed(0)
    query, key = torch.randn(1, 2, 8).double(), torch.randn(1, 2, 8).double()

    def score(i: int, j: int) -> Tensor:
        turned = [rotate(v, torch.tensor([p]), 100.0) for v, p in ((query, i), (key, j))]
        return (turned[0] * turned[1]).sum(-1)

    assert torch.allclose(score(3, 1), score(43, 41), atol=1e-5)
    assert not torch.allclose(score(3, 1), score(1, 3), atol=1e-2)


def test_position_zero_is_not_turned() -> None:
    vectors = torch.randn(4, 2, 8)
    assert torch.equal(rotate(vectors, torch.zeros(4, dtype=torch.long), 10000.0), vectors)


@torch.no_grad()
def test_modern_attention_agrees_with_a_loop_over_pairs() -> None:
    model = tiny_model(50).double()
    attention = model.kgbert.encoder.layers[0].attention
    batch = _packed([7])
    states = torch.randn(7, 16, dtype=torch.float64)
    found = attention(states, batch, lay_out(batch, isolated=False))
    query, key, value = (attention.inward.weight @ states.T).T.view(7, 3, 2, 8).unbind(1)
    mixed = torch.zeros(7, 2, 8, dtype=torch.float64)
    for head in range(2):
        for i in range(7):
            scores = torch.zeros(7, dtype=torch.float64)
            for j in range(7):
                for pair in range(4):
                    # One pair of channels is one complex number, turned by its position.
                    turn = torch.tensor((i - j) * 10000.0 ** (-pair / 4), dtype=torch.float64)
                    first = torch.complex(query[i, head, pair], query[i, head, pair + 4])
                    second = torch.complex(key[j, head, pair], key[j, head, pair + 4])
                    turned = first * second.conj() * torch.polar(torch.ones_like(turn), turn)
                    scores[j] += turned.real / 8**0.5
            mixed[i, head] = scores.softmax(0) @ value[:, head]
    wanted = mixed.reshape(7, 16) @ attention.outward.weight.T
    assert torch.allclose(found, wanted, atol=1e-6)


def _two_triples(world: World) -> tuple[Row, Row]:
    """A sentence with two triples written out, and the same with another second one."""
    example = next(e for e in world.examples if len(e.positives) == 1)
    others = [e.positives[0] for e in world.examples if e.positives]
    same_length = {}
    writer = TripleWriter(world.encoder, world.names)
    for triple in others:
        row = writer.append(world.graph_row(example), [example.positives[0], triple], [-1, -1])
        first = same_length.setdefault(len(row.pieces), row)
        if (first.pieces != row.pieces).any():
            return first, row
    raise AssertionError("the tiny world has no two triples of the same length")


@pytest.mark.parametrize(("attention", "apart"), [("isolated", True), ("full", False)])
@torch.no_grad()
def test_isolated_triples_do_not_see_each_other(world: World, attention: str, apart: bool) -> None:
    first, second = (world.batch([row]) for row in _two_triples(world))
    model = world.model(triple_attention=attention, num_hidden_layers=1, knowledge_layer=1, hops=0)
    changed = (model(first).states != model(second).states).any(dim=1)
    assert bool(changed[first.blocks == 0].any())  # the sentence sees both
    assert bool(changed[first.blocks == 2].any())
    assert bool(changed[first.blocks == 1].any()) != apart
