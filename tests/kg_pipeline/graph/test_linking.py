"""Mentions: found where they stand, and decided by what stands around them."""

import pickle
from pathlib import Path

import pytest

from kg_pipeline.graph.aliases import AliasSettings
from kg_pipeline.graph.content import Entity, GraphContent, GraphTriple, Predicate
from kg_pipeline.graph.linking import Linker, LinkingSettings, LinkingTables
from kg_pipeline.graph.store import KnowledgeGraph, write_graph
from tests.tiny_world import tiny_graph, tiny_sentences


def graph_of(
    folder: Path, entities: list[Entity], *triples: tuple[str, str, str]
) -> KnowledgeGraph:
    """A graph of these entities and triples."""
    predicates = tuple(Predicate(name) for name in dict.fromkeys(p for _, p, _ in triples))
    stated = tuple(GraphTriple(*triple, confidence=0.9, n_evidence=1) for triple in triples)
    write_graph(GraphContent(tuple(entities), predicates, stated, ()), folder / "g", "x")
    return KnowledgeGraph.load(folder / "g")


def linked(linker: Linker, text: str) -> list[tuple[str, str | None]]:
    """(surface, entity) of the mentions of a text."""
    return [(text[m.start : m.end], m.entity) for m in linker.link(text)]


@pytest.fixture
def linker(tmp_path: Path) -> Linker:
    """A linker of the tiny world."""
    return Linker(tiny_graph(tmp_path), LinkingSettings())


def test_names_and_aliases_are_found(linker: Linker) -> None:
    assert linked(linker, "老周在白河见到了林若溪。") == [
        ("老周", "周远山"),
        ("白河", "白河市"),
        ("林若溪", "林若溪"),
    ]


def test_the_longest_of_overlapping_names_stands(linker: Linker) -> None:
    assert linked(linker, "云杉中学") == [("云杉中学", "云杉中学")]


def test_a_name_across_words_gives_way_to_a_longer_one(tmp_path: Path) -> None:
    graph = graph_of(tmp_path, [Entity("于山", "于山"), Entity("山东师范大学", "山东师范大学")])
    linker = Linker(graph, LinkingSettings())
    assert linked(linker, "毕业于山东师范大学") == [("山东师范大学", "山东师范大学")]
    assert linked(linker, "于山来了") == [("于山", "于山")]


def test_an_amount_means_the_one_without_a_unit_where_the_graph_knows_only_that(
    tmp_path: Path,
) -> None:
    graph = graph_of(tmp_path, [Entity("number:10000000", "1000万", kind="number")])
    linker = Linker(graph, LinkingSettings())
    assert linked(linker, "资本1000万元") == [("1000万元", "number:10000000")]


def test_dates_and_amounts_are_found_by_their_value(linker: Linker) -> None:
    assert linked(linker, "资本5,200万元") == [("5,200万元", "number:52000000元")]
    (mention,) = linker.link("于2009年6月18日开学")
    assert (mention.entity, mention.kind) == ("date:2009-06-18", "date")


def test_values_that_the_graph_does_not_know_are_no_mentions(linker: Linker) -> None:
    assert linked(linker, "资本9999万元，2011年5月2日") == []


def test_a_date_means_the_year_where_the_graph_knows_only_that(tmp_path: Path) -> None:
    graph = graph_of(tmp_path, [Entity("date:2009", "2009年", kind="date")])
    linker = Linker(graph, LinkingSettings())
    assert linked(linker, "于2009年6月开学") == [("2009年6月", "date:2009")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("北岭的山坡上长满了这种植物云杉", "云杉（植物）"),
        ("校长林若溪说云杉的学校成立于青石镇", "云杉中学"),
    ],
)
def test_namesakes_are_told_apart_by_context(linker: Linker, text: str, expected: str) -> None:
    found = dict(linked(linker, text))
    assert found["云杉"] == expected


def test_below_the_threshold_a_mention_names_no_node(tmp_path: Path) -> None:
    entities = [
        Entity("甲（一）", "甲（一）", ("银杉",)),
        Entity("甲（二）", "甲（二）", ("银杉",)),
    ]
    graph = graph_of(tmp_path, entities)
    (mention,) = Linker(graph, LinkingSettings(nil_threshold=0.6, works=None)).link("银杉很高")
    assert (mention.entity, mention.score) == (None, pytest.approx(0.5))
    (mention,) = Linker(graph, LinkingSettings(nil_threshold=0.4, works=None)).link("银杉很高")
    assert mention.entity == "甲（一）"


def test_without_context_the_better_connected_namesake_is_likelier(tmp_path: Path) -> None:
    entities = [
        Entity("甲", "银杉"),
        Entity("乙", "银杉"),
        Entity("丙", "丙丙"),
        Entity("丁", "丁丁"),
    ]
    graph = graph_of(tmp_path, entities, ("乙", "p", "丙"), ("乙", "p", "丁"))
    (mention,) = Linker(graph, LinkingSettings(context_weight=0.0)).link("银杉")
    assert mention.entity == "乙"


def test_counts_replace_the_degree_as_the_prior(tmp_path: Path) -> None:
    entities = [Entity("甲", "银杉"), Entity("乙", "银杉"), Entity("丙", "丙丙")]
    graph = graph_of(tmp_path, entities, ("乙", "p", "丙"))
    settings = LinkingSettings(context_weight=0.0)
    (mention,) = Linker(graph, settings, counts={"甲": 8}).link("银杉")
    assert (mention.entity, mention.score) == ("甲", pytest.approx(9 / 10))


def test_a_latin_name_only_matches_as_a_whole_word(linker: Linker) -> None:
    assert linked(linker, "Norwind 在白河") == [("Norwind", "北风科技"), ("白河", "白河市")]
    assert linked(linker, "与NORWIND合作") == [("NORWIND", "北风科技")]
    assert linked(linker, "Norwinders and Xnorwind") == []


def test_a_name_hidden_by_a_broken_word_is_still_found(tmp_path: Path) -> None:
    graph = graph_of(tmp_path, [Entity("C中心", "C中心"), Entity("中心站", "中心站")])
    assert linked(Linker(graph, LinkingSettings()), "在ABC中心站") == [("中心站", "中心站")]


def test_a_short_latin_name_keeps_its_case(tmp_path: Path) -> None:
    graph = graph_of(tmp_path, [Entity("联合社", "联合社", ("LHS",))])
    linker = Linker(graph, LinkingSettings())
    assert linked(linker, "LHS 和 lhs") == [("LHS", "联合社")]
    assert linked(linker, "ＬＨＳ") == [("ＬＨＳ", "联合社")]


def test_numbers_stop_words_and_single_characters_are_no_names(tmp_path: Path) -> None:
    names = ["2024", "三十", "我们", "the", "杉", "雪松"]
    graph = graph_of(tmp_path, [Entity(name, name) for name in names])
    text = "the 2024 三十 我们 杉 雪松"
    assert linked(Linker(graph, LinkingSettings()), text) == [("雪松", "雪松")]
    settings = LinkingSettings(aliases=AliasSettings(stop_words=("雪松",), min_alias_chars=1))
    assert linked(Linker(graph, settings), text) == [("杉", "杉")]


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("小说《米》出版了", "米"),
        ("米代的人", "米"),
        ("米·张岱《石匮书》", "米"),
        ("大米·张岱", None),
        ("吃米", None),
    ],
)
def test_a_single_character_is_a_name_where_marks_say_so(
    tmp_path: Path, text: str, surface: str | None
) -> None:
    linker = Linker(graph_of(tmp_path, [Entity("米", "米")]), LinkingSettings())
    assert [found for found, _ in linked(linker, text)] == ([surface] if surface else [])


def test_a_date_without_a_year_is_found_where_the_graph_knows_it(tmp_path: Path) -> None:
    graph = graph_of(tmp_path, [Entity("date:--08-25", "8月25日", kind="date")])
    linker = Linker(graph, LinkingSettings())
    found = [("8月25日", "date:--08-25")]
    assert linked(linker, "于8月25日上映") == found
    assert linked(linker, "8月25日") == found  # the text's first character
    assert linked(linker, "5月1日，8月25日") == found
    assert linked(linker, "于08月25号上映") == [("08月25号", "date:--08-25")]
    for other in ("于8月26日上映", "18月25日", "3/8月25日", "8月，25日"):
        assert linked(linker, other) == []


def test_marks_of_another_text_do_not_count(tmp_path: Path) -> None:
    film = Entity("云杉岭", "云杉岭", types=("电影",))
    linker = Linker(graph_of(tmp_path, [film]), LinkingSettings())
    assert linked(linker, "《老云杉岭") == []  # a part of a longer title
    assert [len(found) for found in linker.link_many(["《老", "云杉岭"])] == [0, 1]


def test_a_numeral_is_a_name_where_it_fills_the_marks_of_a_title(tmp_path: Path) -> None:
    linker = Linker(graph_of(tmp_path, [Entity("二十", "二十")]), LinkingSettings())
    assert linked(linker, "《二十》讲二十岁的人，《二十一》不是。") == [("二十", "二十")]


def test_an_amount_goes_on_in_words_where_the_graph_knows_it(tmp_path: Path) -> None:
    graph = graph_of(tmp_path, [Entity("number:570000000", "5.7亿", kind="number")])
    linker = Linker(graph, LinkingSettings())
    assert linked(linker, "收获5.7亿总票房") == [("5.7亿", "number:570000000")]
    assert linked(linker, "收获15.7亿总票房，5.8亿观众") == []


def test_a_year_means_its_bare_number_where_the_graph_knows_only_that(tmp_path: Path) -> None:
    graph = graph_of(tmp_path, [Entity("number:1906", "1906", kind="number")])
    assert linked(Linker(graph, LinkingSettings()), "创办于1906年") == [("1906年", "number:1906")]


def test_names_in_too_many_sentences_of_the_sample_are_dropped(tmp_path: Path) -> None:
    graph = tiny_graph(tmp_path)
    settings = LinkingSettings(aliases=AliasSettings(max_sentence_share=0.2, frequent_sentences=1))
    sample = ["青石镇"] * 3 + ["林若溪来了", "周远山走了", "雪", "风", "雨", "云", "雷"]
    linker = Linker(graph, settings, sample)
    assert linked(linker, "林若溪和周远山在青石镇") == [("林若溪", "林若溪"), ("周远山", "周远山")]


def test_a_text_literal_is_found_where_no_entity_bears_its_name(tmp_path: Path) -> None:
    entities = [
        Entity("text:红砖", "红砖", kind="text"),
        Entity("text:青石", "青石", kind="text"),
        Entity("青石", "青石"),
    ]
    linker = Linker(graph_of(tmp_path, entities), LinkingSettings())
    assert linked(linker, "红砖与青石") == [("红砖", "text:红砖"), ("青石", "青石")]


def test_many_texts_are_linked_as_one_by_one(linker: Linker) -> None:
    texts = [sentence.text for sentence in tiny_sentences()]
    assert linker.link_many(texts) == [linker.link(text) for text in texts]


def test_a_linker_works_alike_in_another_process(linker: Linker) -> None:
    texts = [sentence.text for sentence in tiny_sentences()]
    assert pickle.loads(pickle.dumps(linker)).link_many(texts) == linker.link_many(texts)


def test_a_graph_without_names_has_no_mentions(tmp_path: Path) -> None:
    linker = Linker(graph_of(tmp_path, []), LinkingSettings())
    assert linker.link_many(["林若溪", ""]) == [(), ()]


def test_tables_that_were_saved_link_alike(tmp_path: Path) -> None:
    graph = tiny_graph(tmp_path)
    (tmp_path / "tables").mkdir()
    LinkingTables.of(graph, AliasSettings()).save(tmp_path / "tables")
    loaded = Linker(graph, LinkingSettings(), tables=LinkingTables.load(tmp_path / "tables"))
    texts = [sentence.text for sentence in tiny_sentences()]
    assert loaded.link_many(texts) == Linker(graph, LinkingSettings()).link_many(texts)


def test_a_name_in_traditional_characters_stands_where_it_is_written(tmp_path: Path) -> None:
    graph = graph_of(tmp_path, [Entity("台湾", "台湾"), Entity("云杉林场", "雲杉林場")])
    text = "從臺灣到云杉林场"
    assert linked(Linker(graph, LinkingSettings()), text) == [
        ("臺灣", "台湾"),
        ("云杉林场", "云杉林场"),
    ]
