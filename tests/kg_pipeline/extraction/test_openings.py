"""Texts without a title tell their subject by what their sentences open with."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kg_pipeline.errors import ConfigurationError
from kg_pipeline.extraction import EXTRACTORS, ExtractionSettings
from tests.kg_pipeline.extraction.conftest import document_of, facts, sentences_of

WriteFile = Callable[[str], Path]
SHAPES = """
language: zh
opening: '(?P<subject>[一-龥]{2,6}?)(?={part}|，|是)'
words: {part: '叶|花|果实'}
patterns:
  - predicate: 颜色
    triggers: [色]
    subject: opening
    template: '{part}[^；。]*?(?P<object>[一-龥]色)'
    kinds: {object: passage}
"""


def read(path: Path, text: str, title: str = "") -> set[tuple[str, str, str]]:
    settings = ExtractionSettings(pattern_files=(path,), shipped_patterns=False)
    document = document_of(text, title)
    return facts(EXTRACTORS["patterns"](settings).extract(document, sentences_of(document)))


def test_a_sentence_is_about_what_it_opens_with(pattern_file: WriteFile) -> None:
    got = read(pattern_file(SHAPES), "岚泽蒲花茎直立，果实红色。")
    assert got == {("岚泽蒲", "颜色", "红色")}


def test_what_follows_a_semicolon_goes_on_about_it(pattern_file: WriteFile) -> None:
    got = read(pattern_file(SHAPES), "岚泽蒲叶片狭长；果实成熟后，皮为红色。")
    assert got == {("岚泽蒲", "颜色", "红色")}


def test_a_full_stop_lets_another_subject_open(pattern_file: WriteFile) -> None:
    got = read(pattern_file(SHAPES), "岚泽蒲叶片绿色。石砻草是草本，果实红色。")
    assert got == {("岚泽蒲", "颜色", "绿色"), ("石砻草", "颜色", "红色")}


def test_a_sentence_that_opens_with_no_subject_is_about_the_one_before(
    pattern_file: WriteFile,
) -> None:
    got = read(pattern_file(SHAPES), "岚泽蒲叶片绿色。1957年的果实红色。")
    assert got == {("岚泽蒲", "颜色", "绿色"), ("岚泽蒲", "颜色", "红色")}


def test_a_paragraph_begins_anew(pattern_file: WriteFile) -> None:
    got = read(pattern_file(SHAPES), "岚泽蒲叶片绿色。\n1957年的果实红色。")
    assert got == {("岚泽蒲", "颜色", "绿色")}


def test_the_title_is_the_subject_where_no_sentence_opens_with_one(
    pattern_file: WriteFile,
) -> None:
    got = read(pattern_file(SHAPES), "1957年的果实红色。", "岚泽蒲")
    assert got == {("岚泽蒲", "颜色", "红色")}


def test_a_declared_kind_must_show_in_the_form_of_what_opens(pattern_file: WriteFile) -> None:
    path = pattern_file(
        "language: zh\n"
        "opening: '(?P<subject>[^，]{2,12}?)(?=，)'\n"
        "patterns:\n"
        "  - {predicate: 祖籍, triggers: [祖籍], subject: opening, domain: [person],\n"
        "     template: '祖籍{object:place}'}\n"
    )
    assert read(path, "柏听澜，祖籍望榆县。") == {("柏听澜", "祖籍", "望榆县")}
    assert read(path, "众所周知，祖籍望榆县。") == set()


@pytest.mark.parametrize("opening", ["", "'(?P<name>[一-龥]+)'", "'(?P<subject>['"])
def test_an_opening_must_have_a_subject(pattern_file: WriteFile, opening: str) -> None:
    path = pattern_file(
        f"language: zh\n{'opening: ' + opening if opening else ''}\n"
        "patterns:\n"
        "  - {predicate: 藏量, triggers: [藏], subject: opening, template: '藏{object:number}'}\n"
    )
    with pytest.raises(ConfigurationError, match="opening"):
        read(path, "酒厂藏3吨。")
