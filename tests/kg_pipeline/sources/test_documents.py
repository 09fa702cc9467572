"""Whatever a file holds, reading it gives documents or reasons, never an exception."""

import gzip
import hashlib
import random
import time
from dataclasses import replace
from pathlib import Path

import pytest

from kg_pipeline.records import Document, SetAside
from kg_pipeline.sources.documents import read_documents
from kg_pipeline.sources.inputs import SourceSettings
from tests.kg_pipeline.sources.reading import block_texts, read, read_aside, read_one

CHINESE = "个体工商户设立登记，由市场监督管理局办理。"


def test_a_short_first_line_before_an_empty_one_is_the_title_of_a_text(tmp_path: Path) -> None:
    document = read_one(tmp_path, "a.txt", "办事指南\n\n第一段。\n\n第二段。")
    assert document.title == "办事指南"
    assert block_texts(document) == [
        ("title", "办事指南"),
        ("paragraph", "第一段。"),
        ("paragraph", "第二段。"),
    ]


def test_a_text_without_title_is_called_after_its_file(tmp_path: Path) -> None:
    assert read_one(tmp_path, "guide_7.txt", "第一行，\n第二行。").title == "guide_7"


def test_a_document_is_known_by_the_hash_of_its_bytes(tmp_path: Path) -> None:
    document = read_one(tmp_path, "a.txt", CHINESE)
    assert document.document_id == hashlib.sha256(CHINESE.encode()).hexdigest()
    assert (document.media_type, document.encoding, document.language) == (
        "text/plain",
        "utf-8",
        "zh",
    )


def test_lines_of_a_wrapped_english_paragraph_are_joined(tmp_path: Path) -> None:
    text = (
        "The float clock was built by ferrymen who needed to know when the tide\n"
        "would turn, and it has run slow since the day on which it was wound for\n"
        "the first time.\n\nIt stands in the hall."
    )
    document = read_one(tmp_path, "a.txt", text)
    assert [kind for kind, _ in block_texts(document)] == ["paragraph", "paragraph"]
    assert "tide would turn, and" in document.text


def test_short_lines_stay_apart(tmp_path: Path) -> None:
    document = read_one(tmp_path, "a.txt", "地址：橹声街18号\n电话：0000-417\n周一休息")
    assert len(document.blocks) == 3


def test_traditional_text_is_simplified_where_asked(tmp_path: Path) -> None:
    text = "臺灣的國語。"
    assert read_one(tmp_path, "a.txt", text).text == text
    simplified = read_one(tmp_path, "a.txt", text, traditional_to_simplified=True)
    assert simplified.text == "台湾的国语。"


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("image.txt", b"\x89PNG\r\n\x1a\n" + bytes(64), "not text"),
        ("random.txt", random.Random(0).randbytes(5000), "not text"),
        ("random.html", random.Random(1).randbytes(5000), "not text"),
        ("broken.txt", b"abc \xff\xfe\xfa\xc3( \x80\x81 def\n" * 5, "not text"),
        ("empty.txt", b"", "empty"),
        ("blank.md", " \n\u3000\n".encode(), "empty"),
        ("empty.html", b"", "empty"),
        ("tags.html", b"<html><body><p></p></body></html>", "empty"),
        ("empty.jsonl", b"", "empty"),
    ],
)
def test_bad_content_is_set_aside_with_its_reason(
    tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    aside = read_aside(tmp_path, name, content)
    assert (aside.reason, aside.source) == (reason, (tmp_path / name).as_posix())


@pytest.mark.parametrize("name", ["long.txt", "long.md", "long.html"])
def test_fifty_megabytes_on_one_line_are_refused_at_once(tmp_path: Path, name: str) -> None:
    content = b"x" * 50_000_000
    start = time.perf_counter()
    assert read_aside(tmp_path, name, content).reason == "too large"
    assert time.perf_counter() - start < 2.0


def test_a_line_over_the_limit_is_refused(tmp_path: Path) -> None:
    aside = read_aside(tmp_path, "a.txt", "短\n" + "字" * 101, max_line_characters=100)
    assert aside.reason == "line too long"
    assert "101 characters" in aside.detail


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_null_bytes_are_taken_out(tmp_path: Path, name: str) -> None:
    assert read_one(tmp_path, name, "第一段\x00文字。").text == "第一段文字。"


@pytest.mark.parametrize("declared", ["", "<meta charset=utf-8>", "<meta charset=iso-8859-1>"])
def test_gb18030_is_read_without_and_under_a_wrong_charset(tmp_path: Path, declared: str) -> None:
    content = f"{declared}<p>{CHINESE}</p>".encode("gb18030")
    document = read_one(tmp_path, "a.html", content)
    assert (document.text, document.encoding) == (CHINESE, "gb18030")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", CHINESE),
        ("a.md", f"# 题\n\n{CHINESE}"),
        ("a.html", f"<p>{CHINESE}</p>"),
        ("a.jsonl", '{"title": "题"}\n{"title": "目"}'),
        ("a.csv", "title,b\n题,1\n"),
    ],
)
def test_packed_files_are_the_same_documents(tmp_path: Path, name: str, content: str) -> None:
    plain = read(tmp_path, name, content)
    packed = read(tmp_path, f"{name}.gz", gzip.compress(content.encode()))
    for one, other in zip(plain, packed, strict=True):
        assert isinstance(one, Document) and isinstance(other, Document)
        assert replace(other, uri=other.uri.replace(".gz", "")) == one


@pytest.mark.parametrize("name", ["a.txt.gz", "a.jsonl.gz", "a.csv.gz"])
def test_damaged_packing_is_set_aside(tmp_path: Path, name: str) -> None:
    lines = "".join(f'{{"title": "{number}, {number * number}"}}\n' for number in range(9999))
    data = gzip.compress(lines.encode())
    for damaged in (data[:-2000], data[:500] + b"damage" + data[506:], b"not packed"):
        aside = read(tmp_path, name, damaged)[-1]
        assert isinstance(aside, SetAside) and aside.reason == "not readable"


def test_a_file_that_unpacks_to_too_much_is_set_aside(tmp_path: Path) -> None:
    data = gzip.compress(bytes(100_000_000))
    assert read_aside(tmp_path, "a.txt.gz", data).reason == "too large"


def test_a_file_that_cannot_be_opened_is_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "gone.txt"
    (aside,) = read_documents(path, SourceSettings(paths=[str(path)]))
    assert aside.reason == "not readable"  # type: ignore[union-attr]


def test_reading_twice_gives_the_same(tmp_path: Path) -> None:
    page = "<h1>题</h1><table><tr><th>名称</th><th>价格</th></tr><tr><td>甲</td><td>1元</td></tr></table>"
    assert read(tmp_path, "a.html", page) == read(tmp_path, "a.html", page)
