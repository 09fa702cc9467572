"""Cleaning keeps every character's way back to the raw text."""

import unicodedata
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kg_pipeline.sources.cleaning import clean, clean_line, clean_text, simplify

RAW = st.text(
    alphabet=st.one_of(
        st.sampled_from("ab中文 \t\n\r\u3000\u00a0\u200b\x00\x85\u2028\ufeff１Ｂｚ\ud800，。"),
        st.characters(),
    ),
    max_size=60,
)


@given(RAW)
def test_cleaning_twice_changes_nothing_more(raw: str) -> None:
    once = clean_text(raw)
    assert clean_text(once) == once


@given(RAW)
def test_a_clean_text_is_recognised_as_such(raw: str) -> None:
    assert clean_text(raw) == clean_text(f"\n{raw}")


@given(RAW)
def test_every_cleaned_character_points_to_the_raw_one_it_came_from(raw: str) -> None:
    cleaned = clean(raw)
    assert len(cleaned.origin) == len(cleaned.text)
    for character, offset in zip(cleaned.text, cleaned.origin, strict=True):
        source = raw[offset]
        if character in " \n":
            assert source.isspace() or unicodedata.category(source) in ("Cc", "Cf")
        elif character == "\ufffd":
            assert source == "\ufffd" or "\ud800" <= source <= "\udfff"
        else:
            assert source == character or unicodedata.normalize("NFKC", source) == character


@given(RAW)
def test_offsets_never_go_back(raw: str) -> None:
    origin = clean(raw).origin
    assert all(first < second for first, second in pairwise(origin))


@given(RAW)
def test_only_white_space_and_invisible_characters_are_lost(raw: str) -> None:
    kept = set(clean(raw).origin.tolist())
    for offset, character in enumerate(raw):
        if offset not in kept:
            assert character.isspace() or unicodedata.category(character) in ("Cc", "Cf", "Zs")


def test_newlines_spaces_and_full_width_letters_become_plain() -> None:
    assert (
        clean_text("\ufeff第１条　Ｎｏ．\u00a0２\r\n\r\n\r\n第\x00二\u200b条 \t\n")
        == "第1条 No． 2\n\n第二条"
    )


def test_a_span_finds_its_raw_text() -> None:
    raw = "　　第１条\r\n\r\n办理\x00时间"
    cleaned = clean(raw)
    start = cleaned.text.index("办理时间")
    assert cleaned.raw_span(start, start + 4) == (raw.index("办"), raw.index("间") + 1)


def test_a_line_has_no_line_breaks() -> None:
    assert clean_line(" 一\n\n 二\t三 ") == "一 二 三"


def test_traditional_characters_become_simplified_without_changing_length() -> None:
    text = "臺灣的國語與漢字 abc，頭髮"
    assert simplify(text)[:8] == "台湾的国语与汉字"
    assert len(simplify(text)) == len(text)
