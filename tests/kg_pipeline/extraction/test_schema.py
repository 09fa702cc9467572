"""With a schema, extraction keeps to it, and says what it left out and why."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from kg_pipeline.errors import ConfigurationError
from kg_pipeline.extraction import ExtractionSettings, extraction_from, lexicon_from
from kg_pipeline.extraction.lexicon import PredicateEntry, PredicateLexicon
from kg_pipeline.extraction.schema import Schema, load_schema
from kg_pipeline.extraction.schema_filter import SchemaFilter
from kg_pipeline.records import Triple
from kg_pipeline.settings import parse_settings
from tests.kg_pipeline.extraction.conftest import document_of, facts, sentences_of

SCHEMA: dict[str, Any] = {
    "types": [
        {"type": "公司", "aliases": ["企业", "Organization"], "kind": "organisation"},
        {"type": "学校", "kind": "organisation"},
        {"type": "城市", "kind": "place"},
    ],
    "predicates": [
        {
            "predicate": "注册资本",
            "aliases": ["注册资金"],
            "domain": ["公司"],
            "range": ["number"],
            "units": ["元"],
            "functional": True,
        },
        {"predicate": "创始人", "inverse": ["创办"], "domain": ["公司"], "range": ["person"]},
        {"predicate": "成立日期", "range": ["date"]},
        {"predicate": "总部", "range": ["城市"]},
        {"predicate": "电话", "range": ["contact"]},
        {"predicate": "简介", "range": ["text"]},
        {"predicate": "校训"},
    ],
}


def schema_of(**changes: Any) -> Schema:
    return parse_settings(Schema, SCHEMA | changes, "test")


def triple(subject: str, predicate: str, value: str, kind: Any = "text", unit: str = "") -> Triple:
    return Triple(subject, predicate, value, kind, unit, 0.9, "patterns", "d", 0, 2, 5, 7, "", 0, 9)


def applied(*triples: Triple, lexicon: PredicateLexicon | None = None, **changes: Any) -> Any:
    return SchemaFilter(schema_of(**changes), lexicon or PredicateLexicon()).apply(triples)


def reason_of(*triples: Triple, **changes: Any) -> str:
    kept = applied(*triples, **changes)
    return kept.set_aside[-1].reason if kept.set_aside else ""


def test_an_alias_becomes_the_predicates_own_name() -> None:
    (kept,) = applied(triple("云帆公司", "注册资金", "3000万元", "number", "元")).triples
    assert (kept.predicate, kept.object, kept.unit) == ("注册资本", "3000万元", "元")


def test_a_further_name_that_the_lexicon_knows_counts_too() -> None:
    lexicon = PredicateLexicon([PredicateEntry(predicate="注册资本", aliases=("资本金",))])
    given = triple("云帆公司", "资本金", "3000万元", "number", "元")
    assert applied(given, lexicon=lexicon).triples[0].predicate == "注册资本"
    assert reason_of(given) == "predicate not in the schema"


def test_an_inverse_name_turns_the_triple_with_its_places() -> None:
    (turned,) = applied(triple("林若溪", "创办", "云帆公司", "entity")).triples
    assert (turned.subject, turned.predicate, turned.object) == ("云帆公司", "创始人", "林若溪")
    assert (turned.subject_start, turned.object_start) == (5, 0)


def test_what_is_not_in_the_schema_is_left_out_with_its_reason() -> None:
    kept = applied(triple("云帆公司", "吉祥物", "鲸"))
    assert kept.triples == []
    assert [(one.source, one.reason, one.detail) for one in kept.set_aside] == [
        ("d", "predicate not in the schema", "云帆公司 | 吉祥物 | 鲸")
    ]


def test_an_open_schema_lets_other_predicates_pass_and_checks_its_own() -> None:
    assert reason_of(triple("云帆公司", "吉祥物", "鲸"), open=True) == ""
    assert reason_of(triple("云帆公司", "成立日期", "鲸"), open=True) == "object of the wrong kind"


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (triple("云帆公司", "注册资本", "三位股东"), "object of the wrong kind"),
        (triple("云帆公司", "注册资本", "300人", "number", "人"), "unit not in the schema"),
        (triple("云帆公司", "注册资本", "300", "number"), "unit not in the schema"),
        (triple("云帆公司", "成立日期", "2008年5月", "date"), ""),
        (triple("云帆公司", "成立日期", "2008", "text"), ""),
        (triple("云帆公司", "成立日期", "很久以前"), "object of the wrong kind"),
        (triple("云帆公司", "创始人", "林若溪"), ""),
        (triple("云帆公司", "创始人", "南山大学"), "object outside the range"),
        (triple("云帆公司", "创始人", "2008年", "date"), "object of the wrong kind"),
        (triple("云帆公司", "总部", "白河市"), ""),
        (triple("云帆公司", "总部", "青石"), ""),
        (triple("云帆公司", "总部", "南山大学"), "object outside the range"),
        (triple("云帆公司", "电话", "010-5550123"), ""),
        (triple("云帆公司", "电话", "前台"), "object of the wrong kind"),
        (triple("云帆公司", "简介", "2008年", "date"), ""),
        (triple("云帆公司", "校训", "300", "number"), ""),
        (triple("白河市", "注册资本", "3000万元", "number", "元"), "subject outside the domain"),
    ],
    ids=lambda value: f"{value.predicate} {value.object}" if isinstance(value, Triple) else value,
)
def test_objects_and_subjects_are_checked(given: Triple, reason: str) -> None:
    assert reason_of(given) == reason


def test_the_kind_of_an_object_follows_the_range() -> None:
    (date,) = applied(triple("云帆公司", "成立日期", "2008")).triples
    (person,) = applied(triple("云帆公司", "创始人", "林若溪")).triples
    assert (date.object_kind, person.object_kind) == ("date", "entity")


@pytest.mark.parametrize(
    ("stated", "reason"),
    [
        ("公司", ""),
        ("上市公司", ""),
        ("企业", ""),
        ("有限责任公司（自然人独资）", ""),
        ("学校", "subject outside the domain"),
        ("城市", "subject outside the domain"),
        ("老字号", ""),
    ],
)
def test_types_that_a_document_states_count_before_names(stated: str, reason: str) -> None:
    capital = triple("云帆", "注册资本", "3000万元", "number", "元")
    assert reason_of(triple("云帆", "类型", stated), capital) == (
        reason or "predicate not in the schema"  # the statement of the type itself
    )


def test_a_type_of_ones_own_may_be_a_kind_of_name() -> None:
    types = [*SCHEMA["types"], {"type": "人物", "kind": "person"}]
    written = triple("云帆公司", "创始人", "南山")
    assert reason_of(triple("南山", "类型", "学校"), written) == "object outside the range"
    assert applied(triple("南山", "类型", "人物"), written, types=types).triples


def test_a_sense_tells_a_type_too() -> None:
    capital = triple("云帆（学校）", "注册资本", "3000万元", "number", "元")
    assert reason_of(capital) == "subject outside the domain"


def test_the_same_fact_under_two_names_is_given_once() -> None:
    given = [
        triple("云帆公司", name, "3000万元", "number", "元") for name in ("注册资本", "注册资金")
    ]
    assert len(applied(*given).triples) == 1


def test_a_schema_lets_sentences_be_searched_for_its_predicates() -> None:
    schema = parse_settings(
        Schema,
        {
            "predicates": [
                {"predicate": "载客量", "aliases": ["passenger load"], "range": ["number"]}
            ]
        },
        "test",
    )
    settings = ExtractionSettings(inline_schema=schema, shipped_patterns=False)
    extraction = extraction_from(settings)
    chinese = document_of("云帆号的载客量为300人。", "云帆号")
    english = document_of(
        "Orrin Ferry is old. The passenger load of Orrin Ferry is 300 people.", "Orrin Ferry", "en"
    )
    assert facts(extraction.of(chinese, sentences_of(chinese)).triples) == {
        ("云帆号", "载客量", "300人")
    }
    assert facts(extraction.of(english, sentences_of(english)).triples) == {
        ("Orrin Ferry", "载客量", "300 people")
    }


def test_a_schema_tells_merging_which_predicates_are_functional() -> None:
    lexicon = lexicon_from(ExtractionSettings(inline_schema=schema_of()))
    entry = lexicon.entry("注册资金")
    assert entry is not None
    assert (entry.predicate, entry.functional, entry.units) == ("注册资本", True, ("元",))


def test_what_extraction_leaves_out_is_given_with_the_triples() -> None:
    settings = ExtractionSettings(inline_schema=schema_of())
    document = document_of("云帆公司的注册资本为3000万元。云帆公司的员工人数为80人。", "云帆公司")
    found = extraction_from(settings).of(document, sentences_of(document))
    assert facts(found.triples) == {("云帆公司", "注册资本", "3000万元")}
    assert Counter(one.reason for one in found.set_aside) == {"predicate not in the schema": 1}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("predicates: []\n", "predicates"),
        ("predicates: [{predicate: 甲, rang: [date]}]\n", "did you mean range"),
        (
            "predicates: [{predicate: 甲, aliases: [乙]}, {predicate: 乙}]\n",
            "乙 names both 甲 and 乙",
        ),
        ("predicates: [{predicate: 甲, range: [nubmer]}]\n", "did you mean number"),
        ("predicates: [{predicate: 甲, units: [元]}]\n", "range must name number"),
    ],
)
def test_a_bad_schema_is_refused_with_what_is_wrong(
    tmp_path: Path, content: str, message: str
) -> None:
    path = tmp_path / "schema.yaml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=message):
        load_schema(path)
