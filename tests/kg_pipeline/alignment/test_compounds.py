"""Names that are a part of something longer."""

import pytest

from kg_pipeline.alignment.compounds import are_listed, can_be_subject, is_part_of_name


def subject(text: str, name: str, follows: bool = False) -> bool:
    """Whether the first place of a name in a text can be a subject."""
    start = text.index(name)
    return can_be_subject(text, start, start + len(name), follows)


@pytest.mark.parametrize(
    ("text", "name", "is_part"),
    [
        ("获得第八届香港电影金像奖。", "香港", True),
        ("任职于中国传媒大学。", "中国", True),
        ("出生于香港，获得电影奖。", "香港", False),
        ("中国内地演员。", "中国", False),
        ("在中国的大学读书。", "中国", False),
    ],
)
def test_a_place_may_begin_the_name_of_a_prize_or_an_institution(
    text: str, name: str, is_part: bool
) -> None:
    start = text.index(name)
    assert is_part_of_name(text, start, start + len(name)) is is_part


def test_a_word_across_two_others_is_no_subject() -> None:
    assert not subject("这是最差的购物体验。", "物体")
    assert subject("这个物体很重。", "物体")


def test_of_a_noun_behind_another_something_else_is_said() -> None:
    assert not subject("白花堇菜为多年生草本。", "堇菜")
    assert subject("堇菜为多年生草本。", "堇菜")
    assert subject("林科堇菜属的植物。", "植物", follows=True)


def test_what_somebody_is_may_stand_before_a_name_that_is_a_word_too() -> None:
    assert subject("他们的女儿米粒三岁了。", "米粒")
    assert not subject("玉米米粒很大。", "米粒")


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("伊朗、白河和印度", True),
        ("伊朗、青石镇、北岭、白河", True),
        ("《伊朗》、《白河》", True),
        ("伊朗、白河夫妇", False),
        ("伊朗的首都、白河", False),
        ("伊朗和白河", False),
        ("伊朗，白河", False),
    ],
)
def test_members_of_a_list_state_nothing_of_each_other(text: str, listed: bool) -> None:
    first, second = text.index("伊朗") + 2, text.index("白河")
    assert are_listed(text, first, second, second + 2) is listed
