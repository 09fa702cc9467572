"""Of whom a sentence speaks that does not name its subject."""

from dataclasses import replace
from pathlib import Path

import pytest

from kg_pipeline.alignment import (
    AlignmentSettings,
    CandidateFinder,
    find_positives,
    implied_subjects,
)
from kg_pipeline.alignment.implied import SCORE, read
from kg_pipeline.alignment.topics import Topic, topics_of
from kg_pipeline.corpus import sentences_of
from kg_pipeline.graph.content import Entity, GraphContent, GraphTriple, Predicate
from kg_pipeline.graph.linking import Linker, LinkingSettings
from kg_pipeline.graph.negatives import relabelled, with_negatives
from kg_pipeline.graph.store import KnowledgeGraph, write_graph
from kg_pipeline.records import AlignedSentence, Block, Document
from kg_pipeline.sources.sentences import split_sentences

FILM = "夜航灯塔"
ACTOR = "陆听澜"
_ENTITIES = tuple(Entity(name, name) for name in (FILM, ACTOR, "方远舟", "青石镇"))
_TRIPLES = (
    GraphTriple(FILM, "主演", ACTOR, 0.9, 1),
    GraphTriple(FILM, "导演", "方远舟", 0.9, 1),
    GraphTriple(ACTOR, "出生地", "青石镇", 0.9, 1),
)
_PREDICATES = tuple(Predicate(name) for name in ("主演", "导演", "出生地"))
WORK = Topic(0, FILM, "work", ())
PERSON = Topic(1, ACTOR, "person", ())


@pytest.fixture
def graph(tmp_path: Path) -> KnowledgeGraph:
    """A film, its actor, its director and a town."""
    write_graph(GraphContent(_ENTITIES, _PREDICATES, _TRIPLES, ()), tmp_path / "g", "x")
    return KnowledgeGraph.load(tmp_path / "g")


def document(title: str, text: str) -> Document:
    """A document of one block a line."""
    blocks, start = [], 0
    for line in text.split("\n"):
        blocks.append(Block("paragraph", start, start + len(line)))
        start += len(line) + 1
    return Document("d", "d.txt", "text/plain", "utf-8", "zh", title, text, tuple(blocks))


def aligned(graph: KnowledgeGraph, one: Document, implied: str) -> list[AlignedSentence]:
    """The sentences of a document that mention something."""
    settings = AlignmentSettings.model_validate({"min_chars": 1, "implied_subjects": implied})
    linker = Linker(graph, LinkingSettings())
    subjects = implied_subjects([one], linker, graph, settings)
    return find_positives(split_sentences(one), linker, graph, settings, subjects).sentences


def facts(sentences: list[AlignedSentence]) -> list[tuple[str, str, str]]:
    """All positives."""
    return [(f.subject, f.predicate, f.object) for one in sentences for f in one.positives]


def test_a_noun_for_the_topic_is_a_mention_of_it(graph: KnowledgeGraph) -> None:
    text = f"《{FILM}》是一部电影。该片由{ACTOR}主演。"
    found = aligned(graph, document(FILM, text), "nouns")
    assert facts(found) == [(FILM, "主演", ACTOR)]
    (fact,) = found[1].positives
    assert fact.subject_mention == 0
    mention = found[1].mentions[0]
    assert found[1].text[mention.start : mention.end] == "该片"
    assert mention.score == pytest.approx(SCORE)


def test_without_the_option_only_what_is_named_counts(graph: KnowledgeGraph) -> None:
    text = f"《{FILM}》是一部电影。该片由{ACTOR}主演。由方远舟执导。"
    assert facts(aligned(graph, document(FILM, text), "none")) == []


def test_a_sentence_without_subject_speaks_of_the_topic(graph: KnowledgeGraph) -> None:
    text = f"《{FILM}》是一部电影。由方远舟执导。"
    assert facts(aligned(graph, document(FILM, text), "nouns")) == []
    found = aligned(graph, document(FILM, text), "all")
    assert facts(found) == [(FILM, "导演", "方远舟")]
    assert found[1].positives[0].subject_mention is None


def test_another_subject_ends_that_until_the_next_paragraph(graph: KnowledgeGraph) -> None:
    text = f"{ACTOR}是演员。方远舟来了。出生于青石镇。"
    assert facts(aligned(graph, document(ACTOR, text), "all")) == []
    text = f"{ACTOR}是演员。方远舟来了。\n出生于青石镇。"
    assert facts(aligned(graph, document(ACTOR, text), "all")) == [(ACTOR, "出生地", "青石镇")]


@pytest.mark.parametrize(
    ("between", "is_excluded"),
    [("很冷。", False), ("那一年的雪下了很久。", False), ("天很冷了。", True)],
)
def test_a_sentence_that_is_set_aside_does_not_part_the_others(
    graph: KnowledgeGraph, between: str, is_excluded: bool
) -> None:
    one = document(ACTOR, f"{ACTOR}是演员。方远舟来了。{between}出生于青石镇。")
    linker, sentences = Linker(graph, LinkingSettings()), split_sentences(one)
    chosen = AlignmentSettings(min_chars=5, max_chars=9, implied_subjects="all")
    subjects = implied_subjects([one], linker, graph, chosen)
    excluded = frozenset(sentences[2:3] if is_excluded else [])
    (found,) = CandidateFinder(graph, chosen, linker).find(sentences, subjects, excluded)
    aligned_sentences = list(sentences_of(found.sentences))
    assert sum(found.set_aside.values()) == 1
    assert len(aligned_sentences) == len(sentences) - 1
    assert facts(aligned_sentences) == []


def test_a_pair_without_named_subject_can_be_rejected_and_gets_negatives(
    graph: KnowledgeGraph,
) -> None:
    text = f"《{FILM}》是一部电影。由方远舟执导。"
    found = aligned(graph, document(FILM, text), "all")[1]
    (sentence,) = with_negatives([relabelled(found)], graph, per_kind=1, seed=0)
    assert all(one.object != "方远舟" or one.predicate != "导演" for one in sentence.negatives)


@pytest.mark.parametrize(
    ("text", "others"),
    [
        (f"《{FILM}：终章》是一部电影，由方远舟执导。", (f"{FILM}：终章",)),
        (f"《{FILM}》是一部电影。", ()),
        ("这是一部电影。", ()),
    ],
)
def test_a_work_is_called_what_its_text_opens_with(
    graph: KnowledgeGraph, text: str, others: tuple[str, ...]
) -> None:
    found = topics_of([document(FILM, text)], Linker(graph, LinkingSettings()), graph)
    assert found["d"].others == others


def test_a_person_is_called_what_the_text_opens_with_and_not_what_another_is(
    graph: KnowledgeGraph,
) -> None:
    linker = Linker(graph, LinkingSettings())
    (topic,) = topics_of([document(ACTOR, "陆听岚，1980年出生，演员。")], linker, graph).values()
    assert topic.others == ("陆听岚",)
    (topic,) = topics_of([document(ACTOR, "方远舟，1980年出生，导演。")], linker, graph).values()
    assert topic.others == ()


@pytest.mark.parametrize(
    ("text", "topic", "subject"),
    [
        ("2004年，主演电影。", PERSON, "none"),
        ("毕业于明川大学。", PERSON, "none"),
        ("他在白河长大。", PERSON, "topic"),
        ("他们在白河长大。", PERSON, "unknown"),
        ("其中三人来自白河。", PERSON, "unknown"),
        ("影片讲述了一个故事。", WORK, "topic"),
        ("这部电影很长。", WORK, "topic"),
        ("该公司成立于1998年。", WORK, "unknown"),
        (f"《{FILM}》上映了。", WORK, "topic"),
        ("第三条 本办法自公布之日起施行。", Topic(0, "渡口管理办法", "", ()), "topic"),
        ("2004，主演电影。", PERSON, "none"),
        ("青石镇人，毕业于明川大学。", PERSON, "none"),
        ("林若溪是演员。", PERSON, "unknown"),
        ("其主演的电影上映。", PERSON, "topic"),
        ("其中有人主演。", PERSON, "unknown"),
        ("林若溪、方远舟出演。", WORK, "none"),
        ("听澜出演电影。", replace(PERSON, others=("听澜",)), "topic"),
        ("根据有关规定处罚。", Topic(0, "渡口管理办法", "", ()), "unknown"),
    ],
)
def test_the_beginning_of_a_sentence_tells_its_subject(
    text: str, topic: Topic, subject: str
) -> None:
    assert read(text, (), topic, topic.name).subject == subject


def test_a_headline_is_no_topic(graph: KnowledgeGraph) -> None:
    linker = Linker(graph, LinkingSettings())
    named = [document(FILM, f"《{FILM}》上映了。"), document(f"{ACTOR}来到白河", "他来了。")]
    assert set(topics_of(named[:1], linker, graph)) == {"d"}
    assert topics_of(named[1:], linker, graph) == {}


def test_what_the_text_calls_the_topic_is_read_off_its_beginning(graph: KnowledgeGraph) -> None:
    linker = Linker(graph, LinkingSettings())
    topics = topics_of([document(FILM, f"《{FILM}》是一部剧情电影。")], linker, graph)
    assert topics["d"].kind == "work"
    assert topics["d"].heads[0].endswith("电影")
    topics = topics_of([document(ACTOR, f"{ACTOR}，1990年生于青石镇，演员。")], linker, graph)
    assert topics["d"].kind == "person"
