"""JSON lines: one document a line, its attributes a table, bad lines set aside with their number."""

import hashlib
import json
import time
from pathlib import Path

from kg_pipeline.records import Document, SetAside
from tests.kg_pipeline.sources.reading import (
    assert_offsets_hold,
    block_texts,
    read,
    read_one,
    texts,
)

ITEM = {
    "name": "摊位备案",
    "body": "第一段。\n\n第二段。",
    "dept": "城管局",
    "phone": "无",
    "targets": ["自然人", "个体户"],
    "where": {"hall": "二楼", "no": 8},
    "fee": None,
    "online": True,
}


def line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False) + "\n"


def test_title_text_and_all_other_fields_are_taken(tmp_path: Path) -> None:
    fields = {"title": "name", "text": ["body"]}
    document = read_one(tmp_path, "a.jsonl", line(ITEM), fields=fields)
    assert document.title == "摊位备案"
    assert block_texts(document)[:3] == [
        ("title", "摊位备案"),
        ("paragraph", "第一段。"),
        ("paragraph", "第二段。"),
    ]
    (table,) = document.tables
    assert table.kind == "record"
    assert texts(table) == [
        ("dept", "城管局"),
        ("targets", "自然人"),
        ("targets", "个体户"),
        ("where.hall", "二楼"),
        ("where.no", "8"),
        ("online", "true"),
    ]
    assert_offsets_hold(document)


def test_attributes_can_be_chosen_and_renamed(tmp_path: Path) -> None:
    fields = {"title": "name", "attributes": {"dept": "部门", "where.hall": "地点"}}
    document = read_one(tmp_path, "a.jsonl", line(ITEM), fields=fields)
    assert texts(document.tables[0]) == [("部门", "城管局"), ("地点", "二楼")]


def test_attributes_can_come_from_an_inner_object(tmp_path: Path) -> None:
    fields = {"title": "name", "attributes_from": "where"}
    document = read_one(tmp_path, "a.jsonl", line(ITEM), fields=fields)
    assert texts(document.tables[0]) == [("hall", "二楼"), ("no", "8")]


def test_values_that_mean_missing_are_no_rows(tmp_path: Path) -> None:
    fields = {"title": "name", "attributes": ["dept", "phone"], "missing_values": ["城管局"]}
    document = read_one(tmp_path, "a.jsonl", line(ITEM), fields=fields)
    assert texts(document.tables[0]) == [("phone", "无")]


def test_usual_field_names_need_no_mapping(tmp_path: Path) -> None:
    document = read_one(tmp_path, "a.jsonl", line({"标题": "题", "正文": "文。", "年": 3}))
    assert (document.title, texts(document.tables[0])) == ("题", [("年", "3")])


def test_a_line_is_known_by_its_bytes_and_its_number(tmp_path: Path) -> None:
    raw = line({"title": "题"})
    (document,) = read(tmp_path, "a.jsonl", "\n" + raw)
    assert isinstance(document, Document)
    assert document.document_id == hashlib.sha256(raw.strip().encode()).hexdigest()
    assert document.uri == f"{(tmp_path / 'a.jsonl').as_posix()}#2"


def test_a_bad_line_is_set_aside_with_its_number_and_the_rest_is_read(tmp_path: Path) -> None:
    content = '{"title": "一"}\n{"title": 坏}\n[1, 2]\n{}\n{"title": "二"}\n'
    found = read(tmp_path, "a.jsonl", content)
    assert [entry.title for entry in found if isinstance(entry, Document)] == ["一", "二"]
    reasons = [(entry.source[-2:], entry.reason) for entry in found if isinstance(entry, SetAside)]
    assert reasons == [
        ("#2", "not JSON"),
        ("#3", "not an object"),
        ("#4", "neither title nor text"),
    ]


def test_hostile_lines_are_set_aside(tmp_path: Path) -> None:
    deep = '{"title": "深", "a": ' + "[" * 100_000 + "]" * 100_000 + "}\n"
    number = '{"title": "数", "a": ' + "9" * 5000 + "}\n"
    bad_bytes = b'{"title": "\xff\xfe"}\n'
    found = read(tmp_path, "a.jsonl", deep.encode() + number.encode() + bad_bytes)
    assert [entry.reason for entry in found if isinstance(entry, SetAside)] == [
        "not readable JSON",
        "not readable JSON",
        "not text",
    ]


def test_lone_surrogates_do_not_reach_the_text(tmp_path: Path) -> None:
    document = read_one(tmp_path, "a.jsonl", '{"title": "\\ud800题", "text": "x\\u0000y"}')
    assert (document.title, document.text) == ("\ufffd题", "\ufffd题\nxy")


def test_fifty_megabytes_on_one_line_are_skipped_and_the_next_line_is_read(tmp_path: Path) -> None:
    content = b'{"title": "' + b"x" * 50_000_000 + b'"}\n{"title": "ok"}\n'
    start = time.perf_counter()
    too_long, document = read(tmp_path, "a.jsonl", content)
    assert isinstance(too_long, SetAside) and too_long.reason == "line too long"
    assert isinstance(document, Document) and document.title == "ok"
    assert time.perf_counter() - start < 3.0


def test_one_value_over_the_whole_file_says_how_to_make_lines(tmp_path: Path) -> None:
    (aside,) = read(tmp_path, "a.json", json.dumps([{"title": "x"}], indent=1))
    assert isinstance(aside, SetAside)
    assert aside.reason == "not JSON lines" and "jq" in aside.detail
