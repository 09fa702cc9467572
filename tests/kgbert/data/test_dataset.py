"""Sentences as pieces, and which of them make up a step."""

from dataclasses import replace
from itertools import islice
from pathlib import Path

import numpy as np
import pytest

from kg_pipeline.records import NegativeTriple
from kgbert.data.dataset import BatchPlan, encode_corpus
from tests.kgbert.tiny_model import World
from tests.tiny_world import tiny_corpus, tiny_graph_content

_LENGTHS = np.random.default_rng(1).integers(2, 60, 500).tolist()


@pytest.mark.parametrize("budget", [10, 200, 100000])
def test_an_epoch_holds_each_example_once(budget: int) -> None:
    batches = BatchPlan(_LENGTHS, budget, 0).epoch(3)
    assert sorted(np.concatenate(batches).tolist()) == list(range(500))


def test_a_batch_exceeds_its_budget_by_less_than_one_row() -> None:
    for batch in BatchPlan(_LENGTHS, 300, 0).epoch(0):
        assert sum(_LENGTHS[number] + 2 for number in batch) < 300 + 62


def test_the_same_seed_gives_the_same_steps() -> None:
    first, second = (list(islice(BatchPlan(_LENGTHS, 300, 5).steps(), 120)) for _ in range(2))
    assert [b.tolist() for b in first] == [b.tolist() for b in second]


def test_another_seed_and_another_epoch_give_other_steps() -> None:
    plan = BatchPlan(_LENGTHS, 300, 5)
    orders = [plan.epoch(0), plan.epoch(1), BatchPlan(_LENGTHS, 300, 6).epoch(0)]
    assert len({tuple(np.concatenate(batches).tolist()) for batches in orders}) == 3


@pytest.mark.parametrize("first", [0, 7, 100, 131])
def test_steps_go_on_where_a_run_was_stopped(first: int) -> None:
    plan = BatchPlan(_LENGTHS, 300, 5)
    whole = [batch.tolist() for batch in islice(plan.steps(), 200)]
    rest = [batch.tolist() for batch in islice(plan.steps(first), 200 - first)]
    assert rest == whole[first:]


def test_sentences_of_like_length_share_a_batch() -> None:
    spreads = [
        np.ptp([_LENGTHS[number] for number in batch])
        for batch in BatchPlan(_LENGTHS, 300, 0).epoch(0)
    ]
    assert np.mean(spreads) < 5


def test_a_mention_as_pieces_reads_as_in_the_text(world: World) -> None:
    spelled = {e.name: {e.name, *e.aliases} for e in tiny_graph_content().entities}
    n_mentions = 0
    for example in world.linked():
        text = world.texts[example.sentence_id]
        encoded = world.encoder.encode(text)
        for mention in example.mentions:
            if mention.entity < 0:
                continue
            n_mentions += 1
            surface = text[encoded.start[mention.start] : encoded.end[mention.end - 1]]
            assert surface in spelled[world.graph.names[mention.entity]]
    assert n_mentions > 20


def test_a_triple_of_a_sentence_is_found_in_the_graph(world: World) -> None:
    positives = [triple for example in world.examples for triple in example.positives]
    graph = world.graph
    assert positives
    for triple in positives:
        row = triple.triple
        found = (graph.subject[row], graph.predicate[row], graph.object[row])
        assert found == (triple.subject, triple.predicate, triple.object)


def test_a_negative_is_not_in_the_graph(world: World) -> None:
    invented = [t for e in world.examples for t in e.negatives if t.kind in (1, 2)]
    assert invented
    assert all(triple.triple == -1 for triple in invented)


def test_every_triple_says_how_likely_its_sentence_states_it(world: World, tmp_path: Path) -> None:
    (sentence, *_) = [one for one in tiny_corpus(tmp_path) if one.positives]
    kept = replace(sentence.positives[0], confidence=0.5, keep_probability=0.75)
    places = (kept.subject_mention, kept.object_mention)
    rejected, made = (
        NegativeTriple(kept.subject, kept.predicate, kept.object, "N3", *places, probability)
        for probability in (0.25, 0.0)
    )
    changed = replace(sentence, positives=(kept,), negatives=(rejected, made))
    (example,) = encode_corpus([changed], world.graph, world.encoder)
    found = [(triple.stated, triple.weight) for triple in (*example.positives, *example.negatives)]
    assert found == [(0.75, 0.375), (0.25, 0.75), (0.0, 1.0)]


def test_a_pair_whose_subject_is_not_named_is_no_example_of_its_mentions(
    world: World, tmp_path: Path
) -> None:
    sentence = next(one for one in tiny_corpus(tmp_path) if one.positives)
    implied = tuple(replace(fact, subject_mention=None) for fact in sentence.positives)
    (example,) = encode_corpus([replace(sentence, positives=implied)], world.graph, world.encoder)
    assert example.positives == ()
    assert len(example.mentions) == len(sentence.mentions)
