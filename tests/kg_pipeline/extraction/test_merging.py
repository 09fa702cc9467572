"""Triples from many documents become one graph."""

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
    assert [one.source for one in content.evidence] == said


def test_values_written_in_two_ways_are_one_literal() -> None:
    content = merge(
        [
            triple("云帆", "注册资本", "5,200万元", "number", "a"),
            triple("云帆", "注册资本", "52000000元", "number", "b"),
            triple("云帆", "成立日期", "2009年6月18日", "date"),
        ]
    )
    assert spo(content) == [
        ("云帆", "注册资本", "number:52000000元"),
        ("云帆", "成立日期", "date:2009-06-18"),
    ]
    literal = next(one for one in content.entities if one.kind == "number")
    assert literal.name == "5,200万元"


def test_an_object_that_is_a_known_subject_becomes_an_entity() -> None:
    content = merge(
        [triple("陆行", "任职单位", "云帆大学", "text"), triple("云帆大学", "位置", "霁川市")]
    )
    assert spo(content)[0] == ("陆行", "任职单位", "云帆大学")
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
    assert spo(content)[1] == ("陆行", "任职单位", "云帆（学校）")


def test_an_alias_of_one_entity_names_it_and_of_two_names_none() -> None:
    said = [
        triple("临澜公共汽车有限公司", "别名", "临澜公交", "text"),
        triple("117路", "运营方", "临澜公交"),
    ]
    assert spo(merge(said))[1][2] == "临澜公共汽车有限公司"
    said.append(triple("临澜公交集团", "别名", "临澜公交", "text"))
    assert spo(merge(said))[1][2] == "临澜公交"


def test_types_and_aliases_are_taken_from_their_triples_which_stay() -> None:
    content = merge(
        [
            triple("云帆", "类型", "学校", "text"),
            triple("云帆", "别名", "帆校", "text"),
            triple("云帆", "位置", "霁川市"),
            triple("霁川市", "类型", "城市", "text"),
        ]
    )
    entity = content.entities[0]
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
    assert [one.reason for one in content.set_aside] == [
        "object is its subject",
        "empty subject, predicate or object",
        "confidence below the minimum",
    ]


def test_book_marks_do_not_make_another_entity() -> None:
    content = merge([triple("《望榆志》", "作者", "陆行"), triple("陆行", "代表作", "望榆志")])
    assert spo(content) == [("望榆志", "作者", "陆行"), ("陆行", "代表作", "望榆志")]


def test_every_end_of_a_triple_is_a_node_and_the_order_is_that_of_occurrence() -> None:
    said = [triple(f"s{n % 7}", f"p{n % 3}", f"o{n % 5}") for n in range(60)]
    content = merge(said)
    nodes = [one.entity_id for one in content.entities]
    assert len(nodes) == len(set(nodes))
    assert {end for one in content.triples for end in (one.subject, one.object)} == set(nodes)
    assert spo(content)[0] == ("s0", "p0", "o0")
    assert len(set(spo(content))) == len(content.triples)
    assert merge(said) == content
