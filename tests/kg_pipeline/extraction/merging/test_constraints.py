"""A declared predicate refuses what it cannot state, and only that."""

import pytest

from kg_pipeline.extraction.lexicon import PredicateEntry, PredicateLexicon
from kg_pipeline.extraction.merging import merge
from kg_pipeline.records import ObjectKind, Triple

LEXICON = PredicateLexicon(
    [
        PredicateEntry(predicate="出生日期", object="date"),
        PredicateEntry(predicate="注册资本", object="number", units=("元",)),
        PredicateEntry(predicate="员工人数", object="number", units=("人", "")),
        PredicateEntry(predicate="董事长", object="person", domain=("企业",), range=("人物",)),
    ]
)


def said(subject: str, predicate: str, object_: str, kind: ObjectKind = "text") -> Triple:
    return Triple(subject, predicate, object_, kind, "", 0.9, "test", "d")


@pytest.mark.parametrize(
    ("predicate", "value", "kind"),
    [
        ("出生日期", "5000万元", "number"),
        ("注册资本", "2009年6月", "date"),
        ("注册资本", "300米", "number"),
        ("董事长", "2009年6月", "date"),
        ("董事长", "5000万元", "number"),
    ],
)
def test_a_value_of_another_kind_is_set_aside(predicate: str, value: str, kind: ObjectKind) -> None:
    content = merge([said("云帆", predicate, value, kind)], lexicon=LEXICON)
    assert [one.reason for one in content.set_aside] == ["object is not what the predicate takes"]
    assert content.triples == ()


@pytest.mark.parametrize(
    ("predicate", "value", "kind"),
    [
        ("出生日期", "不详", "text"),
        ("出生日期", "1990", "number"),
        ("注册资本", "伍仟万", "text"),
        ("注册资本", "5000万", "number"),
        ("注册资本", "800万美元", "number"),
        ("员工人数", "500个", "number"),
        ("董事长", "007", "text"),
    ],
)
def test_what_may_be_meant_stays(predicate: str, value: str, kind: ObjectKind) -> None:
    content = merge([said("云帆", predicate, value, kind)], lexicon=LEXICON)
    assert (len(content.triples), content.set_aside) == (1, ())


def test_known_types_must_be_among_the_declared_ones() -> None:
    stated = said("云帆", "董事长", "陆行", "entity")
    types = [said("云帆", "类型", "学校"), said("别处", "类型", "企业")]
    content = merge([stated, *types], lexicon=LEXICON)
    assert [one.reason for one in content.set_aside] == ["subject outside the predicate's domain"]
    types = [said("云帆", "类型", "企业"), said("陆行", "类型", "桥"), said("某人", "类型", "人物")]
    content = merge([stated, *types], lexicon=LEXICON)
    assert [one.reason for one in content.set_aside] == ["object outside the predicate's range"]


def test_without_known_types_nothing_is_refused() -> None:
    assert not merge([said("云帆", "董事长", "陆行", "entity")], lexicon=LEXICON).set_aside
    unknown = [said("云帆", "董事长", "陆行", "entity"), said("云帆", "类型", "学校")]
    assert not merge(unknown, lexicon=LEXICON).set_aside  # 企业 occurs nowhere
