"""Which sentences become examples of which triples."""

from collections import Counter
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from kg_pipeline.alignment import AlignmentSettings, align, find_positives, sentence_id
from kg_pipeline.graph.content import Entity, GraphContent, GraphTriple, Predicate
from kg_pipeline.graph.linking import Linker, LinkingSettings
from kg_pipeline.graph.store import KnowledgeGraph, write_graph
from kg_pipeline.records import AlignedSentence, Sentence
from tests.tiny_world import tiny_graph, tiny_graph_content, tiny_sentences

EVERYTHING = AlignmentSettings(min_chars=1, max_chars=1000, max_unaligned_share=1.0)


def aligned(
    folder: Path, texts: list[str], settings: AlignmentSettings = EVERYTHING
) -> list[AlignedSentence]:
    """These texts, aligned with the tiny world's graph."""
    graph = tiny_graph(folder)
    sentences = [Sentence("d", 100 * n, 100 * n + len(t), t, "zh") for n, t in enumerate(texts)]
    return align(sentences, Linker(graph, LinkingSettings()), graph, settings).sentences


def facts(sentence: AlignedSentence) -> list[tuple[str, str, str]]:
    """What a sentence may state."""
    return [(fact.subject, fact.predicate, fact.object) for fact in sentence.positives]


def test_every_pair_of_mentions_that_the_graph_connects_is_a_positive(tmp_path: Path) -> None:
    graph = tiny_graph(tmp_path)
    found = find_positives(tiny_sentences(), Linker(graph, LinkingSettings()), graph, EVERYTHING)
    stated = {(t.subject, t.predicate, t.object) for t in tiny_graph_content().triples}
    for sentence in found.sentences:
        nodes = {mention.entity for mention in sentence.mentions}
        expected = {fact for fact in stated if {fact[0], fact[2]} <= nodes}
        assert set(facts(sentence)) == expected
        assert len(facts(sentence)) == len(expected)


def test_either_order_of_the_ends_is_found_and_points_to_their_mentions(tmp_path: Path) -> None:
    for text in ("云杉中学的校长是林若溪", "林若溪是云杉中学的校长"):
        (sentence,) = aligned(tmp_path, [text])
        (fact,) = sentence.positives
        subject = sentence.mentions[fact.subject_mention]
        object_ = sentence.mentions[fact.object_mention]
        assert (subject.entity, object_.entity) == ("云杉中学", "林若溪")
        assert fact.confidence == pytest.approx(0.95)


def test_a_trigger_is_a_name_or_alias_of_the_predicate_in_the_sentence(tmp_path: Path) -> None:
    texts = ["云杉中学位于青石镇", "云杉中学离开青石镇"]
    assert [s.positives[0].trigger for s in aligned(tmp_path, texts)] == [True, False]


def test_the_closest_pair_of_mentions_is_taken(tmp_path: Path) -> None:
    (sentence,) = aligned(tmp_path, ["林若溪说，另一位林若溪在云杉中学"])
    (fact,) = sentence.positives
    assert (fact.object_mention, fact.subject_mention, fact.distance) == (1, 2, 1)


def test_competing_predicates_of_a_pair_are_counted(tmp_path: Path) -> None:
    (sentence,) = aligned(tmp_path, ["星野纪与林若溪"])
    assert sorted((f.predicate, f.n_competing) for f in sentence.positives) == [
        ("作者", 2),
        ("译者", 2),
    ]


def test_dates_and_amounts_are_objects_too(tmp_path: Path) -> None:
    first, second = aligned(tmp_path, ["2009-06-18，云杉中学开学", "北风科技资本5,200万元"])
    assert facts(first) == [("云杉中学", "成立日期", "date:2009-06-18")]
    assert facts(second) == [("北风科技", "注册资本", "number:52000000元")]


def test_a_text_literal_is_an_object_even_where_an_entity_bears_its_name(tmp_path: Path) -> None:
    entities = (
        Entity("雪松楼", "雪松楼"),
        Entity("红砖", "红砖"),
        Entity("text:红砖", "红砖", kind="text"),
    )
    triple = GraphTriple("雪松楼", "建材", "text:红砖", 0.9, 1)
    write_graph(GraphContent(entities, (Predicate("建材"),), (triple,), ()), tmp_path / "g", "x")
    graph = KnowledgeGraph.load(tmp_path / "g")
    sentence = Sentence("d", 0, 9, "雪松楼用红砖建成。", "zh")
    found = align([sentence], Linker(graph, LinkingSettings()), graph, EVERYTHING).sentences
    assert facts(found[0]) == [("雪松楼", "建材", "text:红砖")]
    assert found[0].mentions[found[0].positives[0].object_mention].start == 4


def test_a_name_is_not_paired_with_itself(tmp_path: Path) -> None:
    entities = (Entity("雪松楼", "雪松楼", ("松楼",)), Entity("text:松楼", "松楼", kind="text"))
    triple = GraphTriple("雪松楼", "别名", "text:松楼", 0.9, 1)
    write_graph(GraphContent(entities, (Predicate("别名"),), (triple,), ()), tmp_path / "g", "x")
    graph = KnowledgeGraph.load(tmp_path / "g")
    texts = ["松楼已经建成了。", "松楼建成了，松楼很高。", "雪松楼，别名松楼。"]
    sentences = [Sentence("d", n, n + len(text), text, "zh") for n, text in enumerate(texts)]
    found = align(sentences, Linker(graph, LinkingSettings()), graph, EVERYTHING).sentences
    assert [facts(one) for one in found] == [[], [], [("雪松楼", "别名", "text:松楼")]]


def test_with_declared_wording_other_predicates_of_a_pair_are_set_aside(tmp_path: Path) -> None:
    entities = (Entity("夜航灯塔", "夜航灯塔"), Entity("方远舟", "方远舟"))
    triples = tuple(GraphTriple("夜航灯塔", name, "方远舟", 0.9, 1) for name in ("导演", "编剧"))
    predicates = (Predicate("导演"), Predicate("编剧"))
    write_graph(GraphContent(entities, predicates, triples, ()), tmp_path / "g", "x")
    graph = KnowledgeGraph.load(tmp_path / "g")
    text = "方远舟来了，《夜航灯塔》由方远舟执导。"
    sentence, linker = Sentence("d", 0, len(text), text, "zh"), Linker(graph, LinkingSettings())
    worded = EVERYTHING.model_copy(update={"wording": "declared"})
    found = find_positives([sentence], linker, graph, worded)
    (fact,) = found.sentences[0].positives
    assert (fact.predicate, fact.object_mention) == ("导演", 2)
    assert found.set_aside == {"sentence speaks of another predicate": 1}
    assert len(find_positives([sentence], linker, graph, EVERYTHING).sentences[0].positives) == 2


def test_a_loop_is_no_positive(tmp_path: Path) -> None:
    triple = GraphTriple("雪松楼", "邻", "雪松楼", 0.9, 1)
    content = GraphContent((Entity("雪松楼", "雪松楼"),), (Predicate("邻"),), (triple,), ())
    write_graph(content, tmp_path / "g", "x")
    graph = KnowledgeGraph.load(tmp_path / "g")
    sentence = Sentence("d", 0, 8, "雪松楼与雪松楼相邻", "zh")
    found = align([sentence], Linker(graph, LinkingSettings()), graph, EVERYTHING).sentences
    assert facts(found[0]) == []


def test_sentences_without_a_triple_keep_their_mentions(tmp_path: Path) -> None:
    (sentence,) = aligned(tmp_path, ["青石镇的雪很大"])
    assert [mention.entity for mention in sentence.mentions] == ["青石镇"]
    assert sentence.positives == ()


def test_too_short_too_long_unlinked_and_repeated_sentences_are_counted(tmp_path: Path) -> None:
    graph = tiny_graph(tmp_path)
    texts = [
        "青石镇",
        "青石镇" + "很" * 40,
        "什么也没有提到",
        "青石镇坐落于白河市。",
        "青石镇，坐落于白河市！",
    ]
    sentences = [Sentence("d", n, n + len(text), text, "zh") for n, text in enumerate(texts)]
    settings = AlignmentSettings(min_chars=5, max_chars=30)
    found = align(sentences, Linker(graph, LinkingSettings()), graph, settings)
    assert [sentence.text for sentence in found.sentences] == [texts[3]]
    assert found.set_aside == {
        "too short": 1,
        "too long": 1,
        "no mention": 1,
        "same text as an earlier sentence": 1,
    }


def test_mentions_too_far_apart_are_no_pair_and_counted(tmp_path: Path) -> None:
    graph = tiny_graph(tmp_path)
    text = "云杉中学" + "很" * 30 + "青石镇"
    settings = EVERYTHING.model_copy(update={"max_pair_distance": 29})
    linker = Linker(graph, LinkingSettings())
    found = align([Sentence("d", 0, len(text), text, "zh")], linker, graph, settings)
    assert facts(found.sentences[0]) == []
    assert found.set_aside == {"pair of mentions too far apart": 1}


def test_the_order_of_the_input_is_kept(tmp_path: Path) -> None:
    graph = tiny_graph(tmp_path)
    linker = Linker(graph, LinkingSettings())
    found = align(tiny_sentences(), linker, graph, AlignmentSettings()).sentences
    texts = [sentence.text for sentence in tiny_sentences()]
    places = [texts.index(sentence.text) for sentence in found]
    assert places == sorted(places)


def test_parts_of_the_input_are_aligned_as_the_whole(tmp_path: Path) -> None:
    graph = tiny_graph(tmp_path)
    linker = Linker(graph, LinkingSettings())
    sentences = tiny_sentences()
    whole = find_positives(sentences, linker, graph, EVERYTHING)
    parts = [
        find_positives(sentences[n::1][:7], linker, graph, EVERYTHING) for n in range(0, 30, 7)
    ]
    assert [s for part in parts for s in part.sentences] == whole.sentences
    counts = sum((Counter(part.set_aside) for part in parts), Counter[str]())
    assert counts == Counter(whole.set_aside)


def test_sentence_ids_depend_on_document_and_place_only(tmp_path: Path) -> None:
    sentence = tiny_sentences()[0]
    ids = {
        sentence_id(document, start)
        for document, start in permutations(["1", "11", "d"], 2)
        for start in (0, 1, 11)
    }
    assert len(ids) == 9
    (found,) = (s for s in aligned(tmp_path, [sentence.text]) if s.text == replace(sentence).text)
    assert found.sentence_id == sentence_id("d", 0)
    assert len(found.sentence_id) == 16
