"""Labelled texts become examples, and what they must not see is found in the graph."""

import pytest

from kg_pipeline.graph.linking import Linker, LinkingSettings
from kgbert.tasks.data import LabelledText, TaskEncoder
from tests.kgbert.tiny_model import World


def _encoder(world: World) -> TaskEncoder:
    return TaskEncoder(
        world.encoder, world.graph, Linker(world.graph, LinkingSettings()), ["作者", "所在地"]
    )


def _triple(world: World, row: int) -> tuple[str, str, str]:
    graph = world.graph
    ends = (graph.entity_ids[int(part[row])] for part in (graph.subject, graph.object))
    subject, object_ = ends
    return subject, graph.predicates[int(graph.predicate[row])], object_


def _text(hidden: tuple[tuple[str, str, str], ...], label: str = "作者") -> LabelledText:
    return LabelledText("谁写的？", label, (), hidden, {})


def test_triples_to_hide_are_found_by_their_names(world: World, caplog) -> None:
    texts = [_text((_triple(world, 2), _triple(world, 0))), _text(())]
    first, second = _encoder(world).encode(texts)
    assert (first.hidden, second.hidden) == (frozenset({0, 2}), frozenset())
    assert caplog.text == ""


@pytest.mark.parametrize("part", [0, 1, 2])
def test_a_triple_to_hide_that_the_graph_does_not_hold_is_told(
    world: World, caplog, part: int
) -> None:
    known = _triple(world, 1)
    unknown = tuple("无此" if place == part else name for place, name in enumerate(known))
    (example,) = _encoder(world).encode([_text((known, unknown))])  # type: ignore[arg-type]
    assert example.hidden == {1}
    assert "1 of 2 triples to hide are not in the graph" in caplog.text


def test_a_label_that_was_not_trained_has_no_number(world: World) -> None:
    known, unknown = _encoder(world).encode([_text(()), _text((), "海拔")])
    assert (known.label, unknown.label) == (0, -1)
