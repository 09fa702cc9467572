"""Reading the truth, and probes whose answer is known."""

import json
from pathlib import Path

import pytest

from kg_pipeline.errors import DataError
from kgbert.evaluation.probes import GateReading, gate_aurocs, mention_f1, read_gates, read_truth
from tests.kgbert.tiny_model import World

_LINE = {
    "text": "云杉中学位于青石镇，校舍依山而建。",
    "split": "test",
    "mentions": [{"start": 0, "end": 4, "entity": "云杉中学"}],
    "triples": [
        {"subject": "云杉中学", "predicate": "所在地", "object": "青石镇", "subject_start": 0,
         "subject_end": 4, "object_start": 6, "object_end": 9, "expressed": True},
        {"subject": "云杉中学", "predicate": "所在地", "object": "北岭", "subject_start": 0,
         "subject_end": 4, "object_start": 6, "object_end": 9, "expressed": False},
    ],
}  # fmt: skip


def _write(folder: Path, *lines: str) -> Path:
    path = folder / "truth.jsonl"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_triples_that_the_graph_lacks_are_left_out(world: World, tmp_path: Path) -> None:
    sentence = read_truth(_write(tmp_path, json.dumps(_LINE)), world.graph, "test")[0]
    assert [(t.subject, t.object, t.expressed) for t in sentence.triples] == [
        ((0, 4), (6, 9), True)
    ]
    row = sentence.triples[0].triple
    assert world.graph.names[world.graph.object[row]] == "青石镇"


@pytest.mark.parametrize("bad", ["{", '{"split": "test"}', "3"])
def test_a_line_that_is_no_judged_sentence_is_named(world: World, tmp_path: Path, bad: str) -> None:
    path = _write(tmp_path, json.dumps(_LINE), bad)
    with pytest.raises(DataError, match="line 2"):
        read_truth(path, world.graph, "test")


def test_a_split_without_sentences_is_an_error(world: World, tmp_path: Path) -> None:
    with pytest.raises(DataError, match="'train'"):
        read_truth(_write(tmp_path, json.dumps(_LINE)), world.graph, "train")


def test_a_perfect_gate_separates_and_the_trivial_rule_cannot_where_all_objects_occur() -> None:
    readings = [
        GateReading(0.9, True, True),
        GateReading(0.8, True, True),
        GateReading(0.3, False, True),
        GateReading(0.1, False, False),
    ]
    found = gate_aurocs(readings)
    assert found["gate_auroc_n3"] == found["gate_auroc_all"] == 1
    assert found["object_occurs_auroc_n3"] == 0.5
    assert found["object_occurs_auroc_all"] == 0.75


def test_gates_are_read_at_the_mentions_and_triples_that_are_asked_for(world: World) -> None:
    model = world.model()
    batch = world.batch([world.graph_row(example) for example in world.linked()])
    graph = batch.subgraphs
    assert graph is not None
    wanted = (int(graph.edge_mention[3]), int(graph.edge_triple[3]))
    found = read_gates(model, batch, lambda m, t: (True, False) if (m, t) == wanted else None)
    gate = float(model(batch).knowledge.triple_gates[3].detach())
    assert [(r.openness, r.expressed, r.object_present) for r in found] == [
        (pytest.approx(gate), True, False)
    ]


def test_mention_f1_is_zero_where_the_model_finds_nothing(world: World) -> None:
    model = world.model()
    model.mention.tags.bias.data[0] = 100.0
    batch = world.batch([world.graph_row(world.examples[0])])
    assert mention_f1(model, [batch], [[(1, 5)]]) == 0
    assert mention_f1(model, [batch], [[]]) == 0
