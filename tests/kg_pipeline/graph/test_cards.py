"""Cards of entities as hashed n-gram vectors."""

from pathlib import Path

import numpy as np
import pytest

from kg_pipeline.graph.cards import CardVectors, entity_card
from tests.tiny_world import tiny_graph


def test_a_card_tells_types_predicates_and_neighbours_but_not_the_name(tmp_path: Path) -> None:
    graph = tiny_graph(tmp_path)
    lines = entity_card(graph, graph.index("云杉（植物）")).split("\n")
    assert lines == ["植物", "所在地", "北岭"]


def test_vectors_have_unit_length_and_a_text_of_strange_characters_none() -> None:
    space = CardVectors.of([["银杉\n高山", "白桦\n湖边", "ocean current"]])
    lengths = np.linalg.norm(space.encode(["高山上的银杉", "an ocean", "龘龘龘", ""]), axis=1)
    assert lengths == pytest.approx([1, 1, 0, 0])


def test_a_sentence_is_nearest_to_the_card_whose_words_it_shares() -> None:
    cards = ["银杉\n高山地带\n植物", "学校\n校长\n学生", "harbour\nsailing ships"]
    space = CardVectors.of([cards])
    sentences = ["高山地带的植物", "校长和学生", "ships in the harbour"]
    cosine = space.encode(sentences) @ space.encode(cards).T
    assert cosine.argmax(axis=1).tolist() == [0, 1, 2]


def test_what_stands_in_every_card_weighs_nothing() -> None:
    space = CardVectors.of([["共同", "共同"]])
    assert not space.encode(["共同"]).any()


def test_order_and_company_of_texts_do_not_matter() -> None:
    space = CardVectors.of([["银杉\n高山", "白桦\n湖边"]])
    texts = ["高山", "湖边的白桦", "银杉"]
    together = space.encode(texts)
    assert np.array_equal(together, np.concatenate([space.encode([text]) for text in texts]))
