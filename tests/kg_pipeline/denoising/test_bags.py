"""Sets and bags: disjoint negatives, compatible ones first, chunks that lose nothing."""

import numpy as np
import torch

from kg_pipeline.denoising.bags import bags_of, relation_sets
from kg_pipeline.denoising.candidates import Candidate, CandidateBuilder
from tests.kg_pipeline.denoising.invented import competing, planted


def test_the_three_sets_of_negatives_share_no_sentence() -> None:
    candidates = planted().candidates
    sets = relation_sets(candidates, [0], np.random.default_rng(0))
    texts = [
        {candidates.sightings.texts[row] for row in items.sightings.tolist()}
        for items in (sets.generator_negatives, sets.train_negatives, sets.test_negatives)
    ]
    assert all(texts)
    assert not texts[0] & texts[1] and not texts[0] & texts[2] and not texts[1] & texts[2]


def test_no_pair_that_holds_the_relation_is_a_negative() -> None:
    candidates = competing().candidates
    sets = relation_sets(candidates, [1], np.random.default_rng(0))
    holding = set(candidates.sightings.pairs[sets.positives.sightings.numpy()].tolist())
    for items in (sets.generator_negatives, sets.train_negatives, sets.test_negatives):
        assert not holding & set(candidates.sightings.pairs[items.sightings.numpy()].tolist())


def test_positives_are_all_candidates_of_the_relation() -> None:
    candidates = planted().candidates
    sets = relation_sets(candidates, [2], np.random.default_rng(0))
    assert sets.candidates.tolist() == np.flatnonzero(candidates.predicate == 2).tolist()
    assert sets.positives.sightings.tolist() == candidates.sighting[sets.candidates].tolist()


def test_training_negatives_are_no_more_than_positives() -> None:
    sets = relation_sets(planted(n_background=600).candidates, [0], np.random.default_rng(0))
    assert len(sets.generator_negatives) == len(sets.positives)
    assert len(sets.train_negatives) == len(sets.positives)


def test_negatives_of_the_same_types_are_taken_first() -> None:
    builder = CandidateBuilder()
    for number in range(10):
        row = Candidate(f"正{number}", 0, 1, 1, 2, "p", (f"a{number}", "b"), "person place")
        builder.add(row)
    for number in range(400):
        types = "person place" if number % 4 == 0 else "work date"
        builder.add(Candidate(f"负{number}", 0, 1, 1, 2, None, (f"c{number}", "d"), types))
    candidates = builder.build()
    sets = relation_sets(candidates, [0], np.random.default_rng(0))
    kinds = candidates.sightings.signatures
    assert set(kinds[sets.generator_negatives.sightings.numpy()].tolist()) == {kinds[0]}


def test_items_of_a_group_remember_their_relation() -> None:
    candidates = planted().candidates
    sets = relation_sets(candidates, [1, 3], np.random.default_rng(0))
    asked = np.array([1, 3])[sets.positives.relations.numpy()]
    assert asked.tolist() == candidates.predicate[sets.candidates].tolist()


def test_bags_are_chunks_that_lose_and_repeat_nothing() -> None:
    positives = relation_sets(planted().candidates, [0], np.random.default_rng(0)).positives
    bags = bags_of(positives, 32, torch.Generator().manual_seed(0))
    assert {len(bag) for bag in bags[:-1]} == {32} and 0 < len(bags[-1]) <= 32
    together = torch.cat([bag.sightings for bag in bags]).tolist()
    assert sorted(together) == sorted(positives.sightings.tolist())


def test_without_any_negative_there_is_no_game() -> None:
    builder = CandidateBuilder()
    builder.add(Candidate("甲收购乙", 0, 1, 3, 4, "收购", ("甲", "乙")))
    assert not relation_sets(builder.build(), [0], np.random.default_rng(0)).is_playable
