"""Titles of versions, and titles of works that are only set alike."""

import pytest

from kg_pipeline.cleaning.titles import title_key, title_relation


def relation(first: str, second: str) -> str:
    return title_relation(title_key(first), title_key(second))


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("青石镇茶叶管理条例（2018修正）", "青石镇茶叶管理条例", "same"),
        ("青石镇茶叶管理条例（试行）", "青石镇茶叶管理条例(2020年修订)", "same"),
        ("中华人民共和国茶叶法", "茶叶法", "same"),
        ("青石镇实施《茶叶法》办法", "青石镇实施茶叶法办法", "same"),
        ("青石镇茶叶管理若干规定", "青石镇茶叶管理的若干规定", "renamed"),
        ("青石镇茶叶和茶具管理条例", "青石镇茶叶和茶器具管理条例", "renamed"),
        ("青石镇茶叶管理条例", "白河市茶叶管理条例", "parallel"),
        ("茶叶案件的解释（一）", "茶叶案件的解释（二）", "parallel"),
        ("茶叶案件的解释", "茶叶案件的解释（二）", "parallel"),
        ("茶叶法修正案（1988年）", "茶叶法修正案（1993年）", "parallel"),
        ("青石镇茶叶管理条例", "关于修改《青石镇茶叶管理条例》的决定", "parallel"),
        ("青石镇茶叶管理条例", "今晚有雨", "other"),
        ("", "", "other"),
    ],
)
def test_titles_stand_to_each_other(first: str, second: str, expected: str) -> None:
    assert relation(first, second) == expected
    assert relation(second, first) == expected
