"""Bytes become the right characters, or a reason."""

import random

import pytest

from kg_pipeline.sources.encodings import declared_encoding, decode

CHINESE = "个体工商户设立登记，由市场监督管理局办理。办结时限为5个工作日，不收费。"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_chinese_is_read_in_every_usual_encoding(encoding: str) -> None:
    assert decode(CHINESE.encode(encoding)).text == CHINESE


@pytest.mark.parametrize("declared", [None, "utf-8", "iso-8859-1", "big5", "no-such-thing"])
def test_a_wrong_declaration_does_not_spoil_gb18030(declared: str | None) -> None:
    decoded = decode(CHINESE.encode("gb18030"), declared)
    assert (decoded.text, decoded.encoding) == (CHINESE, "gb18030")


def test_big5_is_read_where_it_is_declared() -> None:
    text = "行政機關應於收到申請後通知當事人補正"
    assert decode(text.encode("big5"), "big5").text == text


def test_traditional_text_in_declared_gb_is_read_as_gb() -> None:
    text = "漢語大詞典與國語"
    assert decode(text.encode("gb18030"), "gb2312").text == text


def test_western_quotes_and_accents_are_read_as_windows_1252() -> None:
    text = "The naïve café – “open” until 5 o’clock, for £3."
    assert decode(text.encode("cp1252")).text == text


def test_one_broken_byte_does_not_lose_a_page() -> None:
    data = (CHINESE * 3).encode()
    decoded = decode(data[:60] + b"\xff" + data[60:])
    assert decoded.encoding == "utf-8"
    assert decoded.text is not None and decoded.text.count("\ufffd") == 1


@pytest.mark.parametrize("seed", range(5))
def test_random_bytes_are_no_text(seed: int) -> None:
    data = random.Random(seed).randbytes(4000)
    assert decode(data).text is None


def test_random_high_bytes_are_no_chinese() -> None:
    generator = random.Random(1)
    data = bytes(generator.randrange(0xA0, 0xFF) for _ in range(1000))
    assert decode(data).text is None


def test_an_image_is_named_as_what_it_is() -> None:
    assert decode(b"\x89PNG\r\n\x1a\n" + bytes(100)).reason == "binary file: a PNG image"


def test_few_nulls_do_not_make_a_text_binary() -> None:
    assert decode("第一段\x00文字。".encode()).text == "第一段\x00文字。"


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b'<meta charset="GBK">', "gbk"),
        (b"<META HTTP-EQUIV=Content-Type CONTENT='text/html; charset=gb2312'>", "gb2312"),
        (b'<?xml version="1.0" encoding="big5"?>', "big5"),
        (b"<p>charset=gbk</p>", None),
    ],
)
def test_the_declared_encoding_is_found(head: bytes, name: str | None) -> None:
    assert declared_encoding(head) == name


TRADITIONAL = "行政機關應於收到申請後，通知當事人補正；逾期未補正者，得駁回其申請。"


@pytest.mark.parametrize("encoding", ["big5", "gb18030", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("declared", [None, "utf-8", "gb2312"])
def test_traditional_text_needs_no_declaration(encoding: str, declared: str | None) -> None:
    assert decode(TRADITIONAL.encode(encoding), declared).text == TRADITIONAL


def test_ideographic_spaces_do_not_make_a_text_odd() -> None:
    text = "　　第一段。\n　　第二段话。\n　　第三段说明。\n" * 20
    assert decode(text.encode("gb18030")).text == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_a_short_line_without_a_mark_is_read(encoding: str) -> None:
    assert decode(CHINESE[:20].encode(encoding)).text == CHINESE[:20]
