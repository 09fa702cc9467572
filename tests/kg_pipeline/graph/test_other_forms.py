"""Other forms of names."""

import pytest

from kg_pipeline.graph.other_forms import are_akin, other_forms, said_forms


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("北京市", ("北京",)),
        ("广东省中山市", ("中山市", "中山")),
        ("超市", ()),
        ("华盛顿州", ()),  # not the city
        ("夜航灯塔（THE LIGHT）", ("夜航灯塔",)),
        ("夜航灯塔（试行）", ()),
        ("清朝", ("清",)),
        ("战国时期", ("战国",)),
        ("王子朝", ()),
        ("年代", ()),
        ("戾太子贺知洲", ("贺知洲",)),
        ("康熙皇帝", ("康熙",)),
        ("皇帝", ()),
        ("", ()),
    ],
)
def test_a_name_is_written_otherwise(name: str, forms: tuple[str, ...]) -> None:
    assert other_forms(name, titled=False) == forms


def test_the_first_part_of_a_work_has_the_name_of_all() -> None:
    assert other_forms("夜航灯塔1", titled=True) == ("夜航灯塔",)
    assert other_forms("夜航灯塔2", titled=True) == ()
    assert other_forms("夜航灯塔11", titled=True) == ()
    assert other_forms("夜航灯塔1", titled=False) == ()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("动画电影", ("动画",)),
        ("战争片", ("战争",)),
        ("中国电影", ()),
        ("电视剧", ()),
        ("唐德宗", ("唐",)),
    ],
)
def test_a_name_tells_more_than_what_it_means(name: str, said: tuple[str, ...]) -> None:
    assert said_forms(name) == said


def test_names_of_one_thing_are_akin() -> None:
    assert are_akin("宋朝", "宋太宗")
    assert are_akin("北京", "北京市")
    assert not are_akin("宋朝", "唐朝")
