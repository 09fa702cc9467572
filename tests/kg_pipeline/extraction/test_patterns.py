"""Sentences give the triples that they state, and no others."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from kg_pipeline.extraction import Extractor
from kg_pipeline.records import Block, Document, Sentence, Triple
from kg_pipeline.sources.sentences import split_sentences
from tests.kg_pipeline.extraction.conftest import document_of, facts, sentences_of

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "pattern_sentences.yaml").read_text("utf-8")
)


def extract(patterns: Extractor, case: dict[str, Any]) -> list[Triple]:
    document = document_of(case["text"], case.get("title", ""), case.get("language", "zh"))
    return patterns.extract(document, sentences_of(document))


def stated(case: dict[str, Any]) -> set[tuple[str, ...]]:
    return {tuple(part.strip() for part in line.split(" | ")) for line in case["triples"]}


def test_invented_sentences_are_read_with_high_precision_and_recall(patterns: Extractor) -> None:
    counts: Counter[str] = Counter()
    for case in CASES:
        want, got = stated(case), facts(extract(patterns, case))
        counts.update(right=len(want & got), wrong=len(got - want), missed=len(want - got))
    assert counts["right"] / (counts["right"] + counts["wrong"]) >= 0.97
    assert counts["right"] / (counts["right"] + counts["missed"]) >= 0.95


@pytest.mark.parametrize("case", [case for case in CASES if not case["triples"]], ids=str)
def test_a_sentence_that_states_nothing_gives_nothing(
    patterns: Extractor, case: dict[str, Any]
) -> None:
    assert facts(extract(patterns, case)) == set()


def test_there_are_enough_cases_of_both_kinds() -> None:
    assert sum(bool(case["triples"]) for case in CASES) >= 60
    assert sum(not case["triples"] for case in CASES) >= 20


def test_offsets_are_the_documents_and_hold_what_they_name(patterns: Extractor) -> None:
    text = "这里先说别的。\n云漪湖面积86.4平方公里，平均水深12米。"
    document = document_of(text, "云漪湖")
    triples = patterns.extract(document, sentences_of(document))
    assert [triple.predicate for triple in triples] == ["面积", "平均水深"]
    for triple in triples:
        assert triple.object_start is not None
        assert text[triple.object_start : triple.object_end] == triple.object
        assert text[triple.sentence_start : triple.sentence_end].startswith("云漪湖")
    assert text[triples[0].subject_start : triples[0].subject_end] == "云漪湖"
    assert triples[1].subject_start is None  # it stands in the clause before


def test_a_neighbours_value_is_not_given_to_the_documents_subject(patterns: Extractor) -> None:
    text = "云帆公司成立于2009年，其子公司碧泓检测位于望榆县，注册资本800万元。"
    document = document_of(text, "云帆公司")
    got = facts(patterns.extract(document, sentences_of(document)))
    assert got == {("云帆公司", "成立日期", "2009年")}


def test_a_sense_in_brackets_stays_part_of_the_subject(patterns: Extractor) -> None:
    document = document_of("云帆位于霁川市。", "云帆（学校）")
    got = facts(patterns.extract(document, sentences_of(document)))
    assert got == {("云帆（学校）", "位置", "霁川市")}


def test_a_pronoun_stands_for_the_last_name_of_its_paragraph(patterns: Extractor) -> None:
    text = "临澜银行成立于1997年。该行总资产为5120亿元。\n该公司员工60人。"
    document = document_of(text, "行业短讯")
    got = facts(patterns.extract(document, sentences_of(document)))
    assert got == {("临澜银行", "成立日期", "1997年"), ("临澜银行", "总资产", "5120亿元")}


def test_a_fact_inside_a_quotation_is_less_sure(patterns: Extractor) -> None:
    plain = document_of("云帆公司的注册资本为3000万元。", "云帆公司")
    quoted = document_of("他说：“大家都知道，云帆公司的注册资本为3000万元，不算少。”", "云帆公司")
    sure = patterns.extract(plain, sentences_of(plain))[0]
    unsure = patterns.extract(quoted, sentences_of(quoted))
    assert all(triple.confidence < sure.confidence for triple in unsure)


def test_headings_and_tables_are_not_read_as_sentences(patterns: Extractor) -> None:
    text = "云帆公司\n云帆公司注册资本达到3000万元\n公司已有二十年历史。"
    blocks = (Block("title", 0, 4), Block("heading", 5, 20), Block("paragraph", 21, 31))
    document = Document("d", "u", "text/plain", "utf-8", "zh", "云帆公司", text, blocks)
    assert patterns.extract(document, split_sentences(document)) == []


def test_the_open_lexicon_is_silent_in_laws(patterns: Extractor) -> None:
    document = document_of("公司的注册资本为3万元。", "岚泽省公司登记条例")
    assert patterns.extract(document, sentences_of(document)) == []


def test_a_very_long_sentence_is_read_in_reasonable_time(patterns: Extractor) -> None:
    text = "云帆公司" + "，又说起那条老街上的旧事（其一）" * 4000 + "，注册资本3000万元"
    document = document_of(text, "云帆公司")
    whole = Sentence("d", 0, len(text), text, "zh")
    assert {one.predicate for one in patterns.extract(document, [whole])} <= {"注册资本"}


def test_extracting_twice_gives_the_same_triples(patterns: Extractor) -> None:
    case = CASES[0]
    assert extract(patterns, case) == extract(patterns, case)


def test_a_document_without_sentences_gives_nothing(patterns: Extractor) -> None:
    assert patterns.extract(document_of("", "云帆公司"), []) == []
