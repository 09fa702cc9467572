"""Sentences: nothing is lost, blocks are never crossed, quotes stay whole."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg_pipeline.records import Block, Document, Language
from kg_pipeline.sources.sentences import (
    MAX_SENTENCE_CHARACTERS,
    language_of,
    split_sentences,
)


def document_of(*paragraphs: str, language: Language = "zh") -> Document:
    blocks, start = [], 0
    for paragraph in paragraphs:
        blocks.append(Block("paragraph", start, start + len(paragraph)))
        start += len(paragraph) + 1
    return Document(
        "id", "uri", "text/plain", "utf-8", language, "", "\n".join(paragraphs), tuple(blocks)
    )


def split(text: str, language: Language = "zh") -> list[str]:
    return [sentence.text for sentence in split_sentences(document_of(text, language=language))]


MIXED = st.text(alphabet='中文字。！？；…，、“”‘’「」『』（）《》()".!?; abA1:：', max_size=80)


@given(st.lists(MIXED, max_size=4), st.sampled_from(["zh", "en"]))
def test_sentences_hold_every_visible_character_once_and_in_order(
    paragraphs: list[str], language: Language
) -> None:
    document = document_of(*paragraphs, language=language)
    sentences = split_sentences(document)
    joined = "".join(sentence.text for sentence in sentences)
    assert "".join(joined.split()) == "".join(document.text.split())
    assert all(first.end <= second.start for first, second in pairwise(sentences))


@given(st.lists(MIXED, min_size=1, max_size=4), st.sampled_from(["zh", "en"]))
def test_a_sentence_stands_inside_one_block_without_white_space_at_its_ends(
    paragraphs: list[str], language: Language
) -> None:
    document = document_of(*paragraphs, language=language)
    for sentence in split_sentences(document):
        assert document.text[sentence.start : sentence.end] == sentence.text
        assert sentence.text == sentence.text.strip() != ""
        assert any(
            block.start <= sentence.start and sentence.end <= block.end for block in document.blocks
        )


def test_chinese_ends_at_its_marks_and_closing_quotes_stay() -> None:
    assert split("窗口在二楼。不收费！可以代办吗？（见附表。）共3.5万元；另1.2亿。") == [
        "窗口在二楼。",
        "不收费！",
        "可以代办吗？",
        "（见附表。）共3.5万元；",
        "另1.2亿。",
    ]


def test_a_quotation_is_not_cut_inside() -> None:
    assert split("他说：“数字会说谎。水不会。”她走了。") == [
        "他说：“数字会说谎。水不会。”",
        "她走了。",
    ]


def test_a_speaker_after_a_quotation_belongs_to_it() -> None:
    assert split("“我跑着来的。”他说。雨停了。") == ["“我跑着来的。”他说。", "雨停了。"]


def test_a_title_with_a_question_mark_does_not_end_a_sentence() -> None:
    assert split("《谁在敲门？》已出版。") == ["《谁在敲门？》已出版。"]


def test_a_quote_that_never_closes_does_not_hide_the_ends() -> None:
    assert split("“没有结尾。第二句。") == ["“没有结尾。", "第二句。"]


def test_an_address_of_the_web_is_not_cut() -> None:
    assert split("见https://a.example/x?y=1;z=2页。完。") == [
        "见https://a.example/x?y=1;z=2页。",
        "完。",
    ]


def test_english_keeps_abbreviations_initials_and_decimals() -> None:
    text = (
        "Dr. J. K. Marsh paid $3.50 to Acme Inc. for it. He left at 5 p.m. The shop closed. "
        'See Fig. 3, e.g. the bell. She said "Go." Nobody went! Why?'
    )
    assert split(text, "en") == [
        "Dr. J. K. Marsh paid $3.50 to Acme Inc. for it.",
        "He left at 5 p.m.",
        "The shop closed.",
        "See Fig. 3, e.g. the bell.",
        'She said "Go."',
        "Nobody went!",
        "Why?",
    ]


def test_an_english_block_in_a_chinese_document_follows_the_english_rule() -> None:
    document = document_of("第一句。", "Mr. Vale left. Nobody saw him.")
    assert [(found.text, found.language) for found in split_sentences(document)] == [
        ("第一句。", "zh"),
        ("Mr. Vale left.", "en"),
        ("Nobody saw him.", "en"),
    ]


def test_tables_have_no_sentences() -> None:
    text = "说明。\n名称\t价格"
    document = Document(
        "id", "uri", "text/html", "utf-8", "zh", "", text,
        (Block("paragraph", 0, 3), Block("table", 4, 9)),
    )  # fmt: skip
    assert [found.text for found in split_sentences(document)] == ["说明。"]


@pytest.mark.parametrize("text", ["字" * 2000, "很长的话，" * 400, "word " * 500])
def test_an_overlong_sentence_is_cut(text: str) -> None:
    pieces = split(text)
    assert max(map(len, pieces)) <= MAX_SENTENCE_CHARACTERS
    assert "".join("".join(pieces).split()) == "".join(text.split())


def test_an_overlong_sentence_is_cut_at_a_comma() -> None:
    assert split("甲" * 300 + "，" + "乙" * 300) == ["甲" * 300 + "，", "乙" * 300]


def test_unclosed_marks_take_linear_time() -> None:
    start = time.perf_counter()
    split("“（《「" * 50_000)
    assert time.perf_counter() - start < 5.0


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("办理时间", "zh"),
        ("The opening hours of the museum", "en"),
        ("ISO 9001 质量管理体系认证的申请", "zh"),
        ("Harrowfen (哈罗芬) is a town on the marsh", "en"),
        ("123", "en"),
    ],
)
def test_the_language_follows_the_share_of_chinese_characters(text: str, language: str) -> None:
    assert language_of(text) == language
