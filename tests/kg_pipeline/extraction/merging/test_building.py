"""Triples from many documents become one graph."""

from dataclasses import replace
from random import Random

import pytest

from kg_pipeline.extraction.lexicon import PredicateEntry, PredicateLexicon
from kg_pipeline.extraction.merging import MergingSettings, merge
from kg_pipeline.graph.content import GraphContent
from kg_pipeline.records import ObjectKind, Triple


def triple(
    subject: str,
    predicate: str,
    object_: str,
    kind: ObjectKind = "entity",
    document: str = "d1",
    confidence: float = 0.9,
) -> Triple:
    return Triple(subject, predicate, object_, kind, "", confidence, "test", document)


def spo(content: GraphContent) -> list[tuple[str, str, str]]:
    return [(one.subject, one.predicate, one.object) for one in content.triples]


def test_documents_add_up_and_repetitions_in_one_do_not() -> None:
    said = [
        triple("云帆", "校长", "陆行", document="a", confidence=0.8),
        triple("云帆", "校长", "陆行", document="a", confidence=0.6),
        triple("云帆", "校长", "陆行", document="b", confidence=0.5),
    ]
    content = merge(said)
    assert content.triples[0].confidence == pytest.approx(1 - 0.2 * 0.5)
    assert content.triples[0].n_evidence == 3
    assert [one.triple for one in content.evidence] == [0, 0, 0]
    assert {one.source for one in content.evidence} == set(said)


def test_values_written_in_two_ways_are_one_literal() -> None:
    content = merge(
        [
            triple("云帆", "注册资本", "5,200万元", "number", "a"),
            triple("云帆", "注册资本", "52000000元", "number", "b"),
            triple("云帆", "成立日期", "2009年6月18日", "date"),
        ]
    )
    assert spo(content) == [
        ("云帆", "成立日期", "date:2009-06-18"),
        ("云帆", "注册资本", "number:52000000元"),
    ]
    literal = next(one for one in content.entities if one.kind == "number")
    assert literal.name == "5,200万元"


def test_a_literal_is_shown_as_it_is_most_often_written() -> None:
    written = ["2009年6月18日", "2009-06-18", "2009年6月18日"]
    said = [triple(f"甲{n}", "成立日期", one, "date") for n, one in enumerate(written)]
    for order in (said, said[::-1]):
        literal = next(one for one in merge(order).entities if one.kind == "date")
        assert literal.name == "2009年6月18日"


def test_an_object_that_is_a_known_subject_becomes_an_entity() -> None:
    content = merge(
        [triple("陆行", "任职单位", "云帆大学", "text"), triple("云帆大学", "位置", "霁川市")]
    )
    assert ("陆行", "任职单位", "云帆大学") in spo(content)
    assert {one.entity_id: one.kind for one in content.entities}["云帆大学"] == "entity"


def test_senses_stay_apart_and_share_an_alias() -> None:
    content = merge(
        [
            triple("云帆(学校)", "位置", "霁川市"),
            triple("云帆（企业）", "位置", "望榆县"),
            triple("陆行", "任职单位", "云帆"),
        ]
    )
    ids = {one.entity_id: one for one in content.entities}
    assert {"云帆（学校）", "云帆（企业）", "云帆"} <= set(ids)
    assert ids["云帆（学校）"].aliases == ("云帆",)
    assert ids["云帆（企业）"].aliases == ("云帆",)


def test_a_name_without_its_sense_is_the_only_bearer_of_it() -> None:
    content = merge([triple("云帆（学校）", "位置", "霁川市"), triple("陆行", "任职单位", "云帆")])
    assert ("陆行", "任职单位", "云帆（学校）") in spo(content)


def test_an_alias_of_one_entity_names_it_and_of_two_names_none() -> None:
    said = [
        triple("临澜公共汽车有限公司", "别名", "临澜公交", "text"),
        triple("117路", "运营方", "临澜公交"),
    ]
    assert ("117路", "运营方", "临澜公共汽车有限公司") in spo(merge(said))
    said.append(triple("临澜公交集团", "别名", "临澜公交", "text"))
    assert ("117路", "运营方", "临澜公交") in spo(merge(said))


def test_types_and_aliases_are_taken_from_their_triples_which_stay() -> None:
    content = merge(
        [
            triple("云帆", "类型", "学校", "text"),
            triple("云帆", "别名", "帆校", "text"),
            triple("云帆", "位置", "霁川市"),
            triple("霁川市", "类型", "城市", "text"),
        ]
    )
    entity = next(one for one in content.entities if one.name == "云帆")
    assert (entity.types, entity.aliases) == (("学校",), ("帆校",))
    assert len(content.triples) == 4
    position = next(one for one in content.predicates if one.name == "位置")
    assert (position.domain, position.range) == (("学校",), ("城市",))


def test_the_lexicon_brings_labels_together() -> None:
    lexicon = PredicateLexicon(
        [
            PredicateEntry(
                predicate="成立日期", aliases=("创立时间",), object="date", functional=True
            )
        ]
    )
    content = merge([triple("云帆", "创立时间", "2009年", "date")], lexicon=lexicon)
    assert [(one.name, one.aliases, one.functional) for one in content.predicates] == [
        ("成立日期", ("创立时间",), True)
    ]


def test_a_predicate_with_one_object_a_subject_is_functional() -> None:
    said = [triple(f"镇{number}", "邮编", f"{number}00000", "text") for number in range(6)]
    said += [
        triple(f"镇{number}", "特产", f"{kind}{number}") for number in range(6) for kind in "甲乙"
    ]
    functional = {one.name: one.functional for one in merge(said).predicates}
    assert functional == {"邮编": True, "特产": False}


def test_what_cannot_be_merged_is_set_aside_with_its_reason() -> None:
    content = merge(
        [
            triple("云帆", "位置", "云帆"),
            triple("", "位置", "霁川"),
            triple("甲", "乙", "丙", confidence=0.1),
        ],
        MergingSettings(minimum_confidence=0.5),
    )
    assert content.triples == ()
    assert {one.reason for one in content.set_aside} == {
        "object is its subject",
        "empty subject, predicate or object",
        "confidence below the minimum",
    }


def test_a_field_that_holds_the_own_name_is_a_text() -> None:
    assert spo(merge([triple("云帆", "名称", "云帆", "text")])) == [("云帆", "名称", "text:云帆")]


def test_book_marks_do_not_make_another_entity() -> None:
    content = merge([triple("《望榆志》", "作者", "陆行"), triple("陆行", "代表作", "望榆志")])
    assert set(spo(content)) == {("望榆志", "作者", "陆行"), ("陆行", "代表作", "望榆志")}


def test_labels_that_are_written_alike_are_one_predicate() -> None:
    said = [
        triple("云帆", "时 區", "东八区"),
        triple("望榆", "时区", "东八区"),
        triple("霁川", "时区", "东八区"),
        triple("云帆", "出生的日期", "1990年", "date"),
        triple("望榆", "出生日期", "1991年", "date"),
        triple("霁川", "出生日期", "1992年", "date"),
    ]
    predicates = {one.name: one.aliases for one in merge(said).predicates}
    assert predicates == {"时区": ("时區",), "出生日期": ("出生的日期",)}
    apart = merge(said, MergingSettings(unify_labels=False)).predicates
    assert [one.name for one in apart] == sorted(["出生日期", "出生的日期", "时區", "时区"])


def test_a_family_or_a_copied_sentence_is_one_source() -> None:
    said = triple("云帆", "校长", "陆行", document="a", confidence=0.8)
    versions = [replace(said, source="f"), replace(said, document_id="b", source="f")]
    assert merge(versions).triples[0].confidence == pytest.approx(0.8)
    copied = replace(said, document_id="c", confidence=0.5, sentence_key="k")
    assert merge([copied, replace(copied, document_id="d")]).triples[0].confidence == 0.5
    chained = [
        *versions,
        replace(versions[0], sentence_key="k"),
        copied,
        triple("云帆", "校长", "陆行", document="e", confidence=0.5),
    ]
    assert merge(chained).triples[0].confidence == pytest.approx(1 - 0.2 * 0.5)


def conflicting(*values: tuple[str, str, float]) -> dict[str, bool]:
    """Value → whether it is preferred; values: (value, document, confidence)."""
    said = [triple("云帆", "成立日期", v, "date", d, confidence=c) for v, d, c in values]
    said += [triple("新版", "发布日期", "2021-01-01", "date", "new")]
    said += [triple("旧版", "发布日期", "2011-01-01", "date", "old")]
    entry = PredicateEntry(predicate="成立日期", object="date", functional=True)
    content = merge(said, lexicon=PredicateLexicon([entry]))
    return {one.object: one.preferred for one in content.triples if one.subject == "云帆"}


def test_of_conflicting_values_the_surest_is_preferred_and_all_stay() -> None:
    found = conflicting(("2009年", "a", 0.7), ("2010年", "b", 0.6), ("2010年", "c", 0.6))
    assert found == {"date:2009": False, "date:2010": True}


def test_of_equally_sure_values_the_newest_is_preferred_and_then_the_first() -> None:
    assert conflicting(("2009年", "new", 0.9), ("2010年", "old", 0.9))["date:2009"]
    assert conflicting(("2009年", "old", 0.9), ("2010年", "new", 0.9))["date:2010"]
    assert conflicting(("2010年", "a", 0.9), ("2009年", "b", 0.9))["date:2009"]


def test_a_less_exact_date_speaks_for_the_more_exact_one() -> None:
    said = (("2009年", "a", 0.9), ("2009年6月18日", "b", 0.6), ("2010年", "c", 0.93))
    assert conflicting(*said) == {"date:2009": False, "date:2009-06-18": True, "date:2010": False}


def test_values_of_other_predicates_are_all_preferred() -> None:
    content = merge([triple("云帆", "特产", "茶"), triple("云帆", "特产", "酒")])
    assert [one.preferred for one in content.triples] == [True, True]


def test_the_graph_does_not_depend_on_the_order_of_its_triples() -> None:
    said = [
        triple(f"s{n % 7}", f"p {n % 3}", f"{n % 5}日", "number", f"d{n % 4}", 0.5 + n / 200)
        for n in range(60)
    ]
    said += [triple(f"s{n % 7}", "P0", "s1", document=f"d{n}") for n in range(20)]
    content = merge(said)
    for seed in range(5):
        Random(seed).shuffle(said)
        assert merge(said) == content


def test_every_end_of_a_triple_is_a_node() -> None:
    said = [triple(f"s{n % 7}", f"p{n % 3}", f"o{n % 5}") for n in range(60)]
    content = merge(said)
    nodes = [one.entity_id for one in content.entities]
    assert len(nodes) == len(set(nodes))
    assert {end for one in content.triples for end in (one.subject, one.object)} == set(nodes)
    assert len(set(spo(content))) == len(content.triples)
