"""The task: vectors of a text's mentions, unknown labels, hidden triples, and that it learns."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from kgbert.data.subgraphs import NoGraph
from kgbert.errors import CheckpointError
from kgbert.experiment.finetuning import load_encoder
from kgbert.model.gate import mention_means
from kgbert.tasks.attribute_recognition import (
    AttributeRecognition,
    AttributeSettings,
    KGBertForAttributeRecognition,
)
from kgbert.tasks.data import TaskExample, TaskMention
from tests.kgbert.tiny_model import World, edges_of_row

_LABELS = ["校长", "所在地", "作者"]
_SEGMENTS = "embeddings.segment.weight"


def _examples(world: World) -> list[TaskExample]:
    return [
        TaskExample(
            e.pieces,
            tuple(TaskMention(m.start, m.end, m.entity) for m in e.mentions),
            frozenset(t.triple for t in e.positives),
            number % 3,
        )
        for number, e in enumerate(world.linked())
    ]


def _task(world: World, head: str = "closed", graph: bool = True) -> AttributeRecognition:
    settings = AttributeSettings(head=head, dropout=0.0)
    source = world.source() if graph else NoGraph()
    return AttributeRecognition(_LABELS, world.encoder, world.names, source, settings)


def _model(world: World, task: AttributeRecognition) -> KGBertForAttributeRecognition:
    torch.manual_seed(0)
    return KGBertForAttributeRecognition(task.model_config(world.model().config)).eval()


def test_hidden_triples_never_appear(world: World) -> None:
    examples = _examples(world)
    batch = _task(world).collate(examples, np.random.default_rng(0))
    assert sum(bool(example.hidden) for example in examples) > 5
    for row, example in enumerate(examples):
        assert example.hidden.isdisjoint(edges_of_row(batch, row))


def test_the_first_two_mentions_are_marked_in_the_input(world: World) -> None:
    example = next(e for e in _examples(world) if len(e.mentions) > 2)
    first, second, *_ = example.mentions
    turned = replace(example, mentions=(second, first, *example.mentions[2:]))
    batch = _task(world).collate([example, turned], np.random.default_rng(0))
    wanted = np.zeros(2 * (len(example) + 2), dtype=np.int64)
    for begin, marks in ((1, (2, 3)), (len(example) + 3, (3, 2))):
        for mention, mark in zip((first, second), marks, strict=True):
            wanted[begin + mention.start : begin + mention.end] = mark
    assert batch.segments.tolist() == wanted.tolist()


@torch.no_grad()
def test_a_texts_vector_reads_the_first_two_mentions(world: World) -> None:
    task = _task(world)
    model = _model(world, task)
    bare = TaskExample(_examples(world)[0].pieces, (), frozenset(), 0)
    examples = [*_examples(world), bare]
    batch = task.collate(examples, np.random.default_rng(0))
    found, _ = model.vectors(batch)
    states = model.kgbert(batch).states
    means = mention_means(states, batch)
    place = 0
    for row, example in enumerate(examples):
        both = torch.zeros(2, 16)
        n_read = min(2, len(example.mentions))
        both[:n_read] = means[place : place + n_read]
        place += len(example.mentions)
        joined = torch.cat([states[batch.row_offsets[row]], both[0], both[1]])
        assert torch.allclose(found[row], torch.tanh(model.text(joined)), atol=1e-6)
    assert len({len(example.mentions) for example in examples}) > 2


@pytest.mark.parametrize("head", ["closed", "matching"])
def test_a_text_with_an_unknown_label_costs_nothing(world: World, head: str) -> None:
    task = _task(world, head)
    model = _model(world, task)
    examples = _examples(world)
    unknown = [TaskExample(e.pieces, e.mentions, e.hidden, -1) for e in examples[3:]]
    whole = task.collate(examples[:3] + unknown, np.random.default_rng(0))
    part = task.collate(examples[:3], np.random.default_rng(0))
    with_unknown, without = (task.losses(model, batch)["task"] for batch in (whole, part))
    assert float(with_unknown.count) == 3
    assert float(with_unknown.total) == pytest.approx(float(without.total), rel=1e-4)


@pytest.mark.parametrize("head", ["closed", "matching"])
def test_the_task_is_learnt(world: World, head: str) -> None:
    task = _task(world, head)
    model = _model(world, task)
    batch = task.collate(_examples(world), np.random.default_rng(0))
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-2)
    for _ in range(60):
        loss = task.losses(model, batch)["task"]
        optimizer.zero_grad()
        (loss.total / loss.count).backward()
        optimizer.step()
    probabilities, _ = task.scores(model, batch)
    assert torch.allclose(probabilities.sum(1), torch.ones(len(probabilities)))
    assert batch.labels is not None
    assert float((probabilities.argmax(1) == batch.labels).float().mean()) > 0.9


def test_the_encoder_of_a_pretrained_model_is_taken_over(world: World, tmp_path: Path) -> None:
    pretrained = world.model(seed=7)
    pretrained.save_pretrained(tmp_path)
    model = _model(world, _task(world))
    marks = model.kgbert.embeddings.segment.weight[2:].clone()
    load_encoder(model, tmp_path)
    wanted = pretrained.kgbert.state_dict()
    wanted[_SEGMENTS] = torch.cat([wanted[_SEGMENTS], marks])
    assert all(torch.equal(v, wanted[name]) for name, v in model.kgbert.state_dict().items())


def test_a_pretrained_model_without_knowledge_path_does_not_pass_for_one_with_it(
    world: World, tmp_path: Path
) -> None:
    world.model(hops=0).save_pretrained(tmp_path)
    with pytest.raises(CheckpointError, match="knowledge_path"):
        load_encoder(_model(world, _task(world)), tmp_path)
