"""Values inside longer names are objects of the predicate that has both as values."""

from pathlib import Path

from kg_pipeline.alignment import AlignmentSettings, find_positives
from kg_pipeline.graph.content import Entity, GraphContent, GraphTriple, Predicate
from kg_pipeline.graph.linking import Linker, LinkingSettings
from kg_pipeline.graph.store import KnowledgeGraph, write_graph
from kg_pipeline.records import Sentence

FILM, OTHER, ACTOR = "夜航灯塔", "雾港来信", "陆听澜"
_NAMES = (FILM, OTHER, ACTOR, "喜剧", "喜剧片", "青石", "青石大学", "白河", "白河长夜")
_DATES = {"date:2014": "2014年", "date:2014-03-01": "2014年3月1日"}
_FACTS = (
    (FILM, "类型", "喜剧"),
    (OTHER, "类型", "喜剧片"),
    (FILM, "上映时间", "date:2014"),
    (OTHER, "上映时间", "date:2014-03-01"),
    (FILM, "出品时间", "date:2014"),
    (ACTOR, "出生地", "青石"),
    (ACTOR, "毕业院校", "青石大学"),
    (ACTOR, "作品", "白河"),
    (OTHER, "作品", "白河长夜"),
)


def facts(folder: Path, text: str) -> set[tuple[str, str]]:
    """(predicate, object) of what a sentence may state."""
    entities = [Entity(name, name) for name in _NAMES]
    entities += [Entity(date, name, kind="date") for date, name in _DATES.items()]
    predicates = tuple(Predicate(name) for name in dict.fromkeys(fact[1] for fact in _FACTS))
    triples = tuple(GraphTriple(*fact, 0.9, 1) for fact in _FACTS)
    write_graph(GraphContent(tuple(entities), predicates, triples, ()), folder / "g", "x")
    graph = KnowledgeGraph.load(folder / "g")
    settings = AlignmentSettings(min_chars=1)
    linker = Linker(graph, LinkingSettings())
    sentence = Sentence("d", 0, len(text), text, "zh")
    found = find_positives([sentence], linker, graph, settings).sentences
    return {(one.predicate, one.object) for sentence in found for one in sentence.positives}


def test_a_value_inside_a_longer_value_of_its_predicate_is_an_object(tmp_path: Path) -> None:
    assert facts(tmp_path, f"《{FILM}》是一部喜剧片。") == {("类型", "喜剧")}


def test_a_full_date_says_the_year_to_predicates_that_have_both_as_values(tmp_path: Path) -> None:
    found = facts(tmp_path, f"《{FILM}》于2014年3月1日上映。")
    assert found == {("上映时间", "date:2014")}


def test_a_place_inside_the_name_of_a_school_is_not_spoken_of(tmp_path: Path) -> None:
    assert facts(tmp_path, f"{ACTOR}毕业于青石大学。") == {("毕业院校", "青石大学")}


def test_a_part_of_a_title_is_no_title(tmp_path: Path) -> None:
    assert facts(tmp_path, f"{ACTOR}唱了《白河长夜》。") == set()
