"""Negatives keep the contract of their kind on any graph."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import networkx as nx
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg_pipeline.graph.negatives import (
    REJECTED_ALONE,
    REJECTED_FOR_ANOTHER,
    relabelled,
    sample_negatives,
    sentence_generator,
    with_negatives,
)
from kg_pipeline.graph.store import KnowledgeGraph
from kg_pipeline.records import AlignedSentence, AlignedTriple, Mention
from tests.kg_pipeline.graph.random_graphs import random_graph, triple_set
from tests.tiny_world import tiny_corpus, tiny_graph

TRIPLES = st.lists(st.integers(0, 10_000), min_size=1, max_size=4)
FEW = settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def sentence_with(graph: KnowledgeGraph, triples: list[int], name: str = "s") -> AlignedSentence:
    """A sentence that states these triples and mentions just their ends."""
    triples = sorted({number % graph.n_triples for number in triples})
    rows = sorted({int(row) for t in triples for row in (graph.subject[t], graph.object[t])})
    mentions = tuple(
        Mention(2 * place, 2 * place + 2, graph.entity_ids[row], 1.0)
        for place, row in enumerate(rows)
    )
    positives = tuple(
        AlignedTriple(
            graph.entity_ids[graph.subject[t]],
            graph.predicates[graph.predicate[t]],
            graph.entity_ids[graph.object[t]],
            rows.index(int(graph.subject[t])),
            rows.index(int(graph.object[t])),
            1.0,
            False,
            1,
            1,
        )
        for t in triples
    )
    return AlignedSentence(name, "d", 0, "ab" * len(rows), mentions, positives)


def negative_rows(
    graph: KnowledgeGraph, sentence: AlignedSentence, per_kind: int, kind: str
) -> list[tuple[int, int, int]]:
    """The sampled negatives of a kind as rows."""
    found = sample_negatives(sentence, graph, per_kind, sentence_generator("s", 0))
    return [
        (graph.index(n.subject), graph.predicate_index(n.predicate), graph.index(n.object))
        for n in found
        if n.kind == kind
    ]


def positive_rows(graph: KnowledgeGraph, sentence: AlignedSentence) -> set[tuple[int, int, int]]:
    """What the sentence states, as rows."""
    return {
        (graph.index(p.subject), graph.predicate_index(p.predicate), graph.index(p.object))
        for p in sentence.positives
    }


@FEW
@given(seed=st.integers(0, 2), triples=TRIPLES)
def test_n1_replaces_the_object_by_a_like_one_and_is_false(
    tmp_path_factory: pytest.TempPathFactory, seed: int, triples: list[int]
) -> None:
    graph = random_graph(tmp_path_factory.getbasetemp(), seed)
    sentence = sentence_with(graph, triples)
    stated = positive_rows(graph, sentence)
    for subject, predicate, object_ in negative_rows(graph, sentence, 5, "N1"):
        assert (subject, predicate, object_) not in triple_set(graph)
        replaced = [o for s, p, o in stated if (s, p) == (subject, predicate)]
        assert any(graph.tables.alike(o, np.array([object_]))[0] for o in replaced)


@FEW
@given(seed=st.integers(0, 2), triples=TRIPLES)
def test_n2_replaces_the_predicate_by_one_the_types_allow_and_is_false(
    tmp_path_factory: pytest.TempPathFactory, seed: int, triples: list[int]
) -> None:
    graph = random_graph(tmp_path_factory.getbasetemp(), seed)
    sentence = sentence_with(graph, triples)
    pairs = {(s, o) for s, _, o in positive_rows(graph, sentence)}
    for subject, predicate, object_ in negative_rows(graph, sentence, 5, "N2"):
        assert (subject, predicate, object_) not in triple_set(graph)
        assert (subject, object_) in pairs
        assert predicate in graph.tables.predicates_for(subject, object_)


@FEW
@given(seed=st.integers(0, 2), triples=TRIPLES)
def test_n3_is_true_of_a_subject_of_the_sentence_and_not_stated_in_it(
    tmp_path_factory: pytest.TempPathFactory, seed: int, triples: list[int]
) -> None:
    graph = random_graph(tmp_path_factory.getbasetemp(), seed)
    sentence = sentence_with(graph, triples)
    stated = positive_rows(graph, sentence)
    subjects = {subject for subject, _, _ in stated}
    mentioned = {graph.index(mention.entity) for mention in sentence.mentions if mention.entity}
    offered = {
        fact for fact in triple_set(graph) if fact[0] in subjects and fact[2] not in mentioned
    }
    found = negative_rows(graph, sentence, 5, "N3")
    assert set(found) <= offered
    assert len(found) == min(5, len(offered))


@FEW
@given(seed=st.integers(0, 2), triples=TRIPLES)
def test_n5_is_true_and_two_or_three_hops_from_its_subject_and_touches_no_other(
    tmp_path_factory: pytest.TempPathFactory, seed: int, triples: list[int]
) -> None:
    graph = random_graph(tmp_path_factory.getbasetemp(), seed, n_triples=35)
    sentence = sentence_with(graph, triples)
    stated = positive_rows(graph, sentence)
    subjects = {subject for subject, _, _ in stated}
    plain = nx.Graph(zip(graph.subject.tolist(), graph.object.tolist(), strict=True))
    steps = dict(nx.all_pairs_shortest_path_length(plain))
    for fact in negative_rows(graph, sentence, 5, "N5"):
        assert fact in triple_set(graph) - stated
        assert subjects.isdisjoint((fact[0], fact[2]))
        hops = {
            1 + min(steps[subject].get(fact[0], 99), steps[subject].get(fact[2], 99))
            for subject in subjects
        }
        assert min(hops) in (2, 3)


@FEW
@given(seed=st.integers(0, 2), triples=TRIPLES, per_kind=st.integers(0, 4))
def test_no_kind_exceeds_its_number_and_no_triple_comes_twice(
    tmp_path_factory: pytest.TempPathFactory, seed: int, triples: list[int], per_kind: int
) -> None:
    graph = random_graph(tmp_path_factory.getbasetemp(), seed)
    sentence = sentence_with(graph, triples)
    found = sample_negatives(sentence, graph, per_kind, sentence_generator("s", 1))
    assert all(count <= per_kind for count in Counter(n.kind for n in found).values())
    facts = [(n.subject, n.predicate, n.object) for n in found]
    facts += [(p.subject, p.predicate, p.object) for p in sentence.positives]
    assert len(set(facts)) == len(facts)


def test_a_true_triple_of_which_both_ends_stand_in_the_sentence_is_not_offered(
    tmp_path: Path,
) -> None:
    graph = tiny_graph(tmp_path)
    by_mention = (Mention(0, 4, "云杉中学", 1.0), Mention(5, 8, "林若溪", 1.0))
    for mentions in (by_mention, by_mention[:1]):  # the second time by name alone
        sentence = AlignedSentence("s", "d", 0, "云杉中学和林若溪", mentions, ())
        for seed in range(5):
            found = sample_negatives(sentence, graph, 5, sentence_generator("s", seed))
            true = [n for n in found if n.kind in ("N3", "N5")]
            assert true
            assert ("云杉中学", "校长", "林若溪") not in {
                (n.subject, n.predicate, n.object) for n in found
            }


def test_an_alias_of_the_object_stands_for_it(tmp_path: Path) -> None:
    graph = tiny_graph(tmp_path)
    mentions = (Mention(0, 3, "林若溪", 1.0),)
    for text, offered in (("林若溪在明大读书。", False), ("林若溪在家读书。", True)):
        sentence = AlignedSentence("s", "d", 0, text, mentions, ())
        found = sample_negatives(sentence, graph, 9, sentence_generator("s", 0))
        assert ("明川大学" in {n.object for n in found if n.kind == "N3"}) == offered


def test_what_denoising_rejected_becomes_an_n3_with_its_reason(tmp_path: Path) -> None:
    (first, *_) = (s for s in tiny_corpus(tmp_path) if s.positives)
    fact = first.positives[0]
    weak, rival = replace(fact, keep_probability=0.1), replace(fact, predicate="p")
    found = relabelled(replace(first, positives=(weak, rival)))
    assert found.positives == (rival,)
    (negative,) = found.negatives
    assert (negative.kind, negative.reason) == ("N3", REJECTED_FOR_ANOTHER)
    assert negative.keep_probability == 0.1
    (alone,) = relabelled(replace(first, positives=(weak,))).negatives
    assert alone.reason == REJECTED_ALONE


def test_objects_of_the_same_predicate_come_before_others_of_the_type(tmp_path: Path) -> None:
    graph = tiny_graph(tmp_path)
    (sentence,) = (s for s in tiny_corpus(tmp_path) if s.text == "青石镇坐落于白河市的北面。")
    negatives = sample_negatives(sentence, graph, 1, sentence_generator("s", 0))
    (found,) = (negative.object for negative in negatives if negative.kind == "N1")
    assert found == "北岭"


def test_negatives_name_the_mentions_of_their_ends(tmp_path: Path) -> None:
    for sentence in tiny_corpus(tmp_path):
        for negative in sentence.negatives:
            for node, place in (
                (negative.subject, negative.subject_mention),
                (negative.object, negative.object_mention),
            ):
                mentioned = [mention.entity for mention in sentence.mentions]
                assert (place is None) == (node not in mentioned)
                assert place is None or mentioned[place] == node


def test_negatives_of_a_sentence_do_not_depend_on_the_others(tmp_path: Path) -> None:
    graph = random_graph(tmp_path, 0)
    sentences = [sentence_with(graph, [n, 3 * n], f"s{n}") for n in range(8)]
    forwards = list(with_negatives(sentences, graph, 3, seed=4))
    backwards = list(with_negatives(sentences[::-1], graph, 3, seed=4))
    assert forwards == backwards[::-1]
    assert forwards != list(with_negatives(sentences, graph, 3, seed=5))


def test_a_sentence_without_a_linked_mention_has_no_negatives(tmp_path: Path) -> None:
    graph = tiny_graph(tmp_path)
    sentence = AlignedSentence("s", "d", 0, "云杉", (Mention(0, 2, None, 0.3),), ())
    assert sample_negatives(sentence, graph, 3, sentence_generator("s", 0)) == ()
