"""Rows of a pretraining batch: nothing that is to be predicted is given away."""

from collections.abc import Iterator
from dataclasses import fields, replace

import numpy as np
import torch

from kgbert.batch import Batch
from kgbert.data.collation import triples_of_mention
from kgbert.data.dataset import Example
from kgbert.data.masking import Masking
from kgbert.data.subgraphs import Request, build_subgraphs
from tests.kgbert.tiny_model import World, edges_of_row

_JOINT = {"plain_rate": 0.0, "joint_rate": 1.0, "gain_rate": 0.0, "max_written_triples": 9}
_GRAPH = {"plain_rate": 0.0, "joint_rate": 0.0, "gain_rate": 0.0}


def _stating(world: World) -> list[Example]:
    return [example for example in world.examples if example.positives]


def _draws(world: World, masking: Masking, **rows: float) -> Iterator[Batch]:
    collator = world.collator(masking, **rows)
    for seed in range(6):
        yield collator(_stating(world), np.random.default_rng(seed))


def _targets(batch: Batch, row: int, slot: int) -> dict[int, int]:
    """Place within the row → what stood there."""
    assert batch.mask is not None
    begin, end = batch.row_offsets[row : row + 2].tolist()
    chosen = (batch.mask.position >= begin) & (batch.mask.position < end)
    chosen &= batch.mask.slot == slot
    places = (batch.mask.position[chosen] - begin).tolist()
    return dict(zip(places, batch.mask.label[chosen].tolist(), strict=True))


def test_a_written_out_triple_leaves_the_subgraph(world: World) -> None:
    for batch in _draws(world, Masking(), **_JOINT):
        for row, example in enumerate(_stating(world)):
            written = {triple.triple for triple in example.positives}
            assert written.isdisjoint(edges_of_row(batch, row))


def test_what_else_holds_between_the_ends_of_a_written_triple_leaves_the_subgraph(
    world: World,
) -> None:
    """Otherwise the subgraph would spell out an object that is hidden in the written triple."""
    example = next(e for e in _stating(world) if len(e.positives) > 1)
    first, other = example.positives[:2]
    between = replace(other, subject=first.object, object=first.subject, kind=3)  # turned round
    parallel = replace(example, positives=(first,), negatives=(between,))
    kept = replace(example, positives=(first,), negatives=())
    found = []
    for one in (parallel, kept):
        batch = world.collator(Masking(), **_JOINT)([one], np.random.default_rng(0))
        found.append(other.triple in edges_of_row(batch, 0))
    assert found == [False, True]


def test_a_stated_triple_stays_in_the_subgraph_where_nothing_of_it_is_hidden(
    world: World,
) -> None:
    for batch in _draws(world, Masking(mention_rate=0.0), **_GRAPH):
        for row, example in enumerate(_stating(world)):
            stated = {triple.triple for triple in example.positives}
            assert stated.issubset(edges_of_row(batch, row))


def test_one_slot_of_each_written_triple_is_hidden_whole(world: World) -> None:
    mask = world.encoder.mask
    for batch in _draws(world, Masking(), **_JOINT):
        for row, example in enumerate(_stating(world)):
            begin, end = batch.row_offsets[row : row + 2].tolist()
            pieces, blocks = batch.pieces[begin:end], batch.blocks[begin:end]
            hidden = _targets(batch, row, 1)
            masked = ((pieces == mask) & (blocks > 0)).nonzero().squeeze(1).tolist()
            assert sorted(hidden) == masked
            for number, triple in enumerate(example.positives, start=1):
                parts = [
                    world.encoder.encode(name).pieces[:8].tolist()
                    for name in (
                        world.graph.names[triple.subject],
                        world.graph.predicates[triple.predicate],
                        world.graph.names[triple.object],
                    )
                ]
                found = [hidden[p] for p in masked if int(blocks[p]) == number]
                assert found in parts


def test_an_object_hidden_in_its_triple_is_hidden_in_the_sentence_too(world: World) -> None:
    objects = {**_JOINT, "object_slot_rate": 1.0, "predicate_slot_rate": 0.0}
    for batch in _draws(world, Masking(co_mask_rate=1.0), **objects):
        for row, example in enumerate(_stating(world)):
            hidden = _targets(batch, row, 0)
            for triple in example.positives:
                mention = example.mentions[triple.object_mention]
                assert hidden.keys() >= set(range(mention.start + 1, mention.end + 1))


def test_an_object_stays_in_the_sentence_where_nothing_is_co_masked(world: World) -> None:
    objects = {**_JOINT, "object_slot_rate": 1.0, "predicate_slot_rate": 0.0}
    for batch in _draws(world, Masking(co_mask_rate=0.0), **objects):
        for row, example in enumerate(_stating(world)):
            hidden = _targets(batch, row, 0)
            for mention in example.mentions:
                assert hidden.keys().isdisjoint(range(mention.start + 1, mention.end + 1))


def test_a_graph_row_hides_one_mention_whole(world: World) -> None:
    for batch in _draws(world, Masking(word_rate=0.0, mention_rate=1.0), **_GRAPH):
        for row, example in enumerate(_stating(world)):
            spans = [list(range(m.start + 1, m.end + 1)) for m in example.mentions]
            assert sorted(_targets(batch, row, 0)) in spans


def test_in_about_half_of_the_rows_the_graph_cannot_spell_the_hidden_mention(
    world: World,
) -> None:
    n_rows = n_shut = 0
    for batch in _draws(world, Masking(word_rate=0.0, mention_rate=1.0), **_GRAPH):
        for row, example in enumerate(_stating(world)):
            hidden = sorted(_targets(batch, row, 0))
            mention = next(
                n for n, m in enumerate(example.mentions) if m.start + 1 == hidden[0]
            )
            stated = triples_of_mention(example, mention)
            if stated:
                n_rows += 1
                n_shut += stated.isdisjoint(edges_of_row(batch, row))
    assert 0.3 < n_shut / n_rows < 0.7


def test_a_triple_that_the_graph_lacks_hides_nothing(world: World) -> None:
    example = next(
        e
        for e in world.linked()
        if any(t.triple < 0 and t.subject_mention >= 0 for t in e.negatives)
    )
    assert all(
        triple >= 0
        for mention in range(len(example.mentions))
        for triple in triples_of_mention(example, mention)
    )


def test_targets_hold_the_pieces_of_the_sentence(world: World) -> None:
    for batch in _draws(world, Masking(), plain_rate=0.3, joint_rate=0.3, gain_rate=0.0):
        for row, example in enumerate(_stating(world)):
            for place, label in _targets(batch, row, 0).items():
                assert label == example.pieces[place - 1]


def test_a_plain_row_sees_no_graph_and_carries_the_tags(world: World) -> None:
    collator = world.collator(plain_rate=1.0, gain_rate=0.0)
    examples = _stating(world)
    batch = collator(examples, np.random.default_rng(0))
    assert batch.subgraphs is None and batch.mention_tags is not None
    for row, example in enumerate(examples):
        begin = int(batch.row_offsets[row])
        for number, mention in enumerate(example.mentions):
            if mention.score < 0.3:
                continue
            subject = any(t.subject_mention == number for t in example.positives)
            object_ = any(t.object_mention == number for t in example.positives)
            first = 1 if subject else 3 if object_ else 5
            length = mention.end - mention.start
            tags = batch.mention_tags[begin + 1 + mention.start : begin + 1 + mention.end]
            assert tags.tolist() == [first] + [first + 1] * (length - 1)


def test_gates_are_taught_how_likely_the_sentence_states_a_triple(world: World) -> None:
    stating = [
        replace(e, positives=tuple(replace(t, stated=0.875) for t in e.positives))
        for e in _stating(world)
    ]
    denying = [
        replace(
            e,
            positives=(),
            negatives=tuple(replace(t, kind=3, stated=0.25) for t in e.positives),
        )
        for e in stating
    ]
    batch = world.collator(Masking(), **_GRAPH)(stating + denying, np.random.default_rng(0))
    assert batch.gate is not None and batch.subgraphs is not None
    found = set()
    for edge, label in zip(batch.gate.edge.tolist(), batch.gate.label.tolist(), strict=True):
        row = int(batch.mention_row[batch.subgraphs.edge_mention[edge]])
        assert label == (0.875 if row < len(stating) else 0.25)
        found.add((row, int(batch.subgraphs.edge_triple[edge])))
    wanted = {
        (row, triple.triple)
        for row, example in enumerate(stating * 2)
        for triple in example.positives
        if triple.triple in edges_of_row(batch, row)
    }
    assert found == wanted


def test_a_contrast_row_writes_out_its_triple(world: World) -> None:
    batch = next(_draws(world, Masking(), **_GRAPH))
    contrast = batch.contrast
    assert contrast is not None and len(set(contrast.kind.tolist())) > 2
    for row, subject in zip(contrast.row.tolist(), contrast.subject.tolist(), strict=True):
        begin, end = batch.row_offsets[row : row + 2].tolist()
        name = world.encoder.encode(world.graph.names[subject]).pieces[:8].tolist()
        assert batch.pieces[begin + 2 : begin + 2 + len(name)].tolist() == name


def test_the_gain_rows_differ_in_what_they_see_and_in_nothing_else(world: World) -> None:
    for seed in range(6):
        collator = world.collator(plain_rate=1.0, gain_rate=1.0)
        batch = collator(_stating(world), np.random.default_rng(seed))
        gain = batch.gain
        assert gain is not None and batch.subgraphs is not None
        for number in range(len(gain.without)):
            rows = [int(getattr(gain, f.name)[number]) for f in fields(gain) if f.name != "edge"]
            bounds = [batch.row_offsets[row : row + 2].tolist() for row in rows]
            texts = {tuple(batch.pieces[begin:end].tolist()) for begin, end in bounds}
            assert len(texts) == 1
            without, relevant, irrelevant, closed, opened = (
                edges_of_row(batch, row) for row in rows
            )
            assert without == []
            assert sorted(relevant) == sorted(closed) == sorted(opened) != sorted(irrelevant)
            triple = int(batch.subgraphs.edge_triple[gain.edge[number]])
            assert triple in relevant and triple not in irrelevant
            for row, value in ((rows[3], 0.0), (rows[4], 1.0)):
                of_row = batch.mention_row[batch.subgraphs.edge_mention] == row
                same = of_row & (batch.subgraphs.edge_triple == triple)
                assert set(batch.subgraphs.edge_override[same].tolist()) == {value}


def test_irrelevant_knowledge_is_never_that_of_the_sentence_itself(world: World) -> None:
    stating = _stating(world)[0]
    lonely = [stating, replace(stating, mentions=(), positives=(), negatives=())]
    collator = world.collator(plain_rate=1.0, gain_rate=1.0)
    for seed in range(6):
        batch = collator(lonely, np.random.default_rng(seed))
        assert batch.gain is not None
        assert edges_of_row(batch, int(batch.gain.irrelevant[0])) == []


def test_the_same_generator_gives_the_same_batch(world: World) -> None:
    collator = world.collator(gain_rate=1.0)
    first, second = (collator(world.examples, np.random.default_rng(4)) for _ in range(2))
    _assert_same(first, second)


def _assert_same(first: object, second: object) -> None:
    for field in fields(first):  # type: ignore[arg-type]
        one, two = getattr(first, field.name), getattr(second, field.name)
        if isinstance(one, torch.Tensor):
            assert torch.equal(one.nan_to_num(-9), two.nan_to_num(-9)), field.name
        elif one is not None:
            _assert_same(one, two)


def test_hiding_from_one_mention_leaves_the_others_their_triples(world: World) -> None:
    last = world.graph.n_triples - 1
    owner = int(world.graph.subject[last])
    example = next(e for e in world.linked() if len(e.negatives) > 2)
    shut = replace(example, positives=())
    hidden = triples_of_mention(shut, 0)
    graph, _ = build_subgraphs(
        [Request(owner), Request(0, hidden)],
        world.source(),
        world.names,
        np.random.default_rng(0),
    )
    assert graph is not None
    assert last in graph.edge_triple[graph.edge_mention == 0].tolist()
