"""Ends of pairs that the graph calls otherwise than the text."""

from pathlib import Path

import pytest

from kg_pipeline.alignment import AlignmentSettings, find_positives
from kg_pipeline.graph.content import Entity, GraphContent, GraphTriple, Predicate
from kg_pipeline.graph.linking import Linker, LinkingSettings
from kg_pipeline.graph.store import KnowledgeGraph, write_graph
from kg_pipeline.records import Sentence

FILM, FIRM = "夜航灯塔", "北风影业公司"
_NAMES = (
    *("北京", "北京市", "唐", "唐朝", "唐德宗", "贺知洲", "动画", "动画电影", "中国"),
    *("英国", "云杉大学", "陆听澜", "陆听澜（配音）", FILM, f"{FILM}1", FIRM),
)
_FACTS = (
    (FIRM, "总部地点", "北京"),
    ("贺知洲", "朝代", "唐"),
    ("唐朝", "简称", "唐"),
    ("中国", "首都", "北京"),
    (FILM, "类型", "动画"),
    (FILM, "主演", "陆听澜（配音）"),
    ("陆听澜（配音）", "国籍", "中国"),
    *(("陆听澜", "认识", name) for name in ("动画", "云杉大学", "贺知洲", FIRM)),
    ("云杉大学", "国家", "英国"),
)


def facts(folder: Path, text: str) -> set[tuple[str, str, str]]:
    """What a sentence may state."""
    predicates = tuple(Predicate(name) for name in dict.fromkeys(fact[1] for fact in _FACTS))
    triples = tuple(GraphTriple(*fact, 0.9, 1) for fact in _FACTS)
    entities = tuple(Entity(name, name.split("（")[0]) for name in _NAMES)
    write_graph(GraphContent(entities, predicates, triples, ()), folder / "g", "x")
    graph = KnowledgeGraph.load(folder / "g")
    linker = Linker(graph, LinkingSettings(context_weight=0.0, nil_threshold=0.0))
    sentence = Sentence("d", 0, len(text), text, "zh")
    found = find_positives([sentence], linker, graph, AlignmentSettings(min_chars=1)).sentences
    return {(fact.subject, fact.predicate, fact.object) for one in found for fact in one.positives}


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        (f"{FIRM}位于北京市。", (FIRM, "总部地点", "北京")),
        ("贺知洲是唐朝人。", ("贺知洲", "朝代", "唐")),
        ("唐德宗时有贺知洲。", ("贺知洲", "朝代", "唐")),
        (f"《{FILM}》是一部动画电影。", (FILM, "类型", "动画")),
        (f"《{FILM}1》由陆听澜主演。", (FILM, "主演", "陆听澜（配音）")),
        ("他在英国云杉大学任教。", ("云杉大学", "国家", "英国")),
    ],
)
def test_what_the_text_calls_otherwise_is_an_end(
    tmp_path: Path, text: str, fact: tuple[str, str, str]
) -> None:
    assert facts(tmp_path, text) == {fact}


@pytest.mark.parametrize(
    "text",
    [
        "唐朝的唐德宗来了。",  # two forms of one name
        "中国和北京市都很大。",  # places, one of them under another name
        "英国电影大奖，云杉大学参加。",  # a part of a prize's name
    ],
)
def test_what_says_nothing_of_the_other_is_no_end(tmp_path: Path, text: str) -> None:
    assert facts(tmp_path, text) == set()


def test_a_namesake_is_an_object_and_no_subject(tmp_path: Path) -> None:
    stated = facts(tmp_path, f"陆听澜是中国演员，主演《{FILM}》。")
    assert stated == {(FILM, "主演", "陆听澜（配音）")}
