"""Personal data is overwritten in place; what only looks like it stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg_pipeline.cleaning.personal_data import (
    PersonalData,
    PersonalDataSettings,
    is_identity_number,
    overwritten,
    personal_data_in,
)
from tests.kg_pipeline.cleaning.worlds import assert_offsets_hold, document, with_table

SETTINGS = PersonalDataSettings()
NUMBER = "11010519491231002X"  # the example of the standard
DIGITS = st.text("0123456789", min_size=3, max_size=3)
DATES = st.dates(min_value=__import__("datetime").date(1900, 1, 1)).filter(lambda d: d.year < 2100)


def check_character(seventeen: str) -> str:
    """ISO 7064 MOD 11-2, the other way: the character that makes the whole sum 1 modulo 11."""
    for value, character in enumerate("0123456789X"):
        digits = [*map(int, seventeen), value]
        if sum(digit * 2 ** (17 - place) for place, digit in enumerate(digits)) % 11 == 1:
            return character
    raise AssertionError


def found(text: str) -> list[tuple[str, str]]:
    return [
        (text[one.start : one.end], one.reason) for one in personal_data_in(text, SETTINGS.kinds)
    ]


@given(DATES, DIGITS)
def test_a_number_with_its_check_character_is_an_identity_number(born, order) -> None:
    seventeen = f"440106{born:%Y%m%d}{order}"
    right = check_character(seventeen)
    assert is_identity_number(seventeen + right)
    assert found(f"身份证号{seventeen}{right}。") == [(seventeen + right, "identity number")]
    for wrong in set("0123456789X") - {right}:
        assert found(f"编号{seventeen}{wrong}。") == []


def test_neither_a_wrong_date_nor_a_wrong_place_makes_an_identity_number() -> None:
    for seventeen in ("11010519491331002", "11010519490230002", "99010519491231002"):
        assert found(f"编号{seventeen}{check_character(seventeen)}") == []


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("13800138000", "mobile number"),
        ("138-0013-8000", "mobile number"),
        ("138 0013 8000", "mobile number"),
        ("+86 13800138000", "mobile number"),
        ("010-62345678", "landline number"),
        ("（0571）87654321", "landline number"),
        ("0755-26543210转801", "landline number"),
        ("wang.xm@mail.example.com.cn", "e-mail address"),
    ],
)
def test_numbers_and_addresses_are_found_whole(number: str, kind: str) -> None:
    assert found(f"联系方式：{number}，请来电。") == [(number, kind)]


@pytest.mark.parametrize(
    "text",
    [
        "国办发〔2018〕5号",
        "投资13800138000元",
        "共计13800138000.50",
        "卡号6222021380013800012",
        "统一社会信用代码91110105MA01A2B3X4",
        "书号978-7-5086-1234-5",
        "2010-20201231",
        "GB/T 19001-2016",
        "请拨打12345",
        "编号A13800138000B",
    ],
)
def test_what_only_looks_like_personal_data_stays(text: str) -> None:
    assert found(text) == []


@given(st.text(alphabet=st.sampled_from("0123456789Xx-()（）@.a 元，\t\n1358号"), max_size=80))
def test_overwriting_keeps_the_length_and_all_other_characters(text: str) -> None:
    passages = tuple(personal_data_in(text, SETTINGS.kinds))
    after = overwritten(text, passages)
    assert len(after) == len(text)
    inside = {place for one in passages for place in range(one.start, one.end)}
    for place, (old, new) in enumerate(zip(text, after, strict=True)):
        assert new == ("*" if place in inside else old)


def test_cells_nodes_values_outside_the_text_and_the_title_are_overwritten_too() -> None:
    one = document("a.html", f"身份证号：{NUMBER}", title="13800138000的主页")
    one = with_table(one, [("电话", "13800138000"), ("住址", "青石镇")])
    outcome = PersonalData(SETTINGS).apply(one)
    after = outcome.document
    assert after is not None
    assert_offsets_hold(after)
    assert (after.blocks, len(after.text)) == (one.blocks, len(one.text))
    assert "13800138000" not in repr(after) and NUMBER not in repr(after)
    assert after.tables[0].rows[1] == one.tables[0].rows[1]
    assert [passage.reason for passage in outcome.passages] == ["identity number", "mobile number"]


def test_a_document_without_personal_data_is_left_as_it_is() -> None:
    one = with_table(document("a.txt", "没有号码。"), [("人口", "13800")])
    assert PersonalData(SETTINGS).apply(one).document is one


def test_only_the_kinds_that_are_asked_for_are_overwritten() -> None:
    settings = PersonalDataSettings(kinds=("e-mail address",))
    after = PersonalData(settings).apply(document("a.txt", "13800138000，a1@b.com")).document
    assert after is not None and after.text == "13800138000，********"
