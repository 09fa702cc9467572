"""Copies go, versions of one work form a family, and works that are set alike stay apart."""

import random

import pytest

from kg_pipeline.errors import ConfigurationError
from tests.kg_pipeline.cleaning.worlds import cleaned, document, with_table

WORDS = "茶叶 管理 单位 应当 建立 登记 制度 按照 规定 办理 手续 保存 记录 接受 检查 主管 部门 负责 监督 处罚".split()


def articles(count: int, seed: int) -> list[str]:
    chance = random.Random(seed)
    return ["".join(chance.choices(WORDS, k=14)) + "。" for _ in range(count)]


TEXT, OTHER = articles(20, 1), articles(20, 2)


def changed(text: list[str], every: int) -> list[str]:
    """The text with every so manieth article replaced."""
    new = articles(len(text), 100 + every)
    return [new[place] if place % every == 0 else one for place, one in enumerate(text)]


def families(folder, *documents, **settings):
    """Sets of addresses that are one family, and what was set aside."""
    found = cleaned(folder, documents, [{"kind": "families", **settings}])
    by_family: dict[str, set[str]] = {}
    for one in found.documents.values():
        if one.family:
            by_family.setdefault(one.family, set()).add(one.uri)
    return sorted(by_family.values(), key=sorted), found.aside


def test_an_exact_copy_goes_and_the_first_by_address_stays(tmp_path) -> None:
    world = [document(f"{name}.txt", *TEXT, title=name) for name in "cab"]
    found = cleaned(tmp_path, [*world, document("d.txt", *OTHER)], ["exact_copies"])
    assert sorted(found.documents) == ["a.txt", "d.txt"]
    assert found.aside == {"b.txt": "exact copy", "c.txt": "exact copy"}


def test_a_few_lines_said_of_two_subjects_are_no_copies(tmp_path) -> None:
    world = [
        document("a.txt", "人口：100万", title="青石镇"),
        document("b.txt", "人口：100万", title="白河市"),
    ]
    assert len(cleaned(tmp_path, world, ["exact_copies"]).documents) == 2


def test_documents_with_other_values_outside_the_text_are_no_copies(tmp_path) -> None:
    world = [with_table(document(f"{name}.html", *TEXT), [(name, "1")]) for name in "ab"]
    assert len(cleaned(tmp_path, world, ["exact_copies"]).documents) == 2


def test_copies_that_stay_form_a_family(tmp_path) -> None:
    world = [document(f"{name}.txt", *TEXT) for name in "ba"]
    found = cleaned(tmp_path, world, [{"kind": "exact_copies", "keep": "all"}])
    assert {one.family for one in found.documents.values()} == {
        found.documents["a.txt"].document_id
    }


def test_versions_of_one_work_form_a_family(tmp_path) -> None:
    old = document("a/条例(2010-01-01).txt", *TEXT, title="青石镇茶叶管理条例")
    new = document(
        "a/条例(2020-01-01).txt", *changed(TEXT, 2), title="青石镇茶叶管理条例（2020修订）"
    )
    other = document("b.txt", *OTHER, title="青石镇茶叶管理办法")
    assert families(tmp_path, new, other, old) == ([{old.uri, new.uri}], {})


def test_the_same_title_alone_makes_no_family(tmp_path) -> None:
    strange = ["".join(chr(0x4E00 + 31 * row + place) for place in range(30)) for row in range(8)]
    one = document("a.txt", *TEXT, title="工作总结报告")
    assert families(tmp_path, one, document("b.txt", *strange, title="工作总结报告")) == ([], {})


def test_a_title_that_many_documents_have_names_no_work(tmp_path) -> None:
    world = [
        document(f"{place:02d}.txt", *TEXT[:2], *articles(20, 200 + place), title="青石镇门户网站")
        for place in range(8)
    ]
    assert families(tmp_path / "few", *world)[0] == [{one.uri for one in world}]
    assert families(tmp_path / "many", *world, most_versions=7)[0] == []


def test_two_issuers_works_that_are_nearly_the_same_are_no_family(tmp_path) -> None:
    one = document("a.txt", *TEXT, title="青石镇茶叶管理条例")
    other = document("b.txt", *changed(TEXT, 19), title="白河市茶叶管理条例")
    assert families(tmp_path, one, other) == ([], {})


def test_a_decision_to_amend_is_no_version(tmp_path) -> None:
    title = "关于修改《青石镇茶叶管理条例》的决定"
    world = [
        document(f"{name}.txt", *text, title=title)
        for name, text in (("a", TEXT), ("b", changed(TEXT, 4)))
    ]
    assert families(tmp_path, *world) == ([], {})


def test_nearly_equal_texts_under_unlike_titles_are_copies_and_less_alike_ones_are_not(
    tmp_path,
) -> None:
    one = document("a.txt", *TEXT, title="茶叶管理新规发布")
    copy = document("b.txt", *changed(TEXT, 19), title="今日要闻")
    less = document("c.txt", *changed(TEXT, 3), title="读者来信选登")
    assert families(tmp_path, one, copy, less) == ([{"a.txt", "b.txt"}], {})


def test_a_pattern_that_is_none_is_a_clear_error(tmp_path) -> None:
    with pytest.raises(ConfigurationError, match="regular expression"):
        families(tmp_path, no_versions="(")


@pytest.mark.parametrize(
    ("rule", "stays"),
    [("first", "a(2019).txt"), ("newest", "b(2020).txt"), ("longest", "c(2018).txt")],
)
def test_the_rule_says_which_version_stays(tmp_path, rule, stays) -> None:
    title = "青石镇茶叶管理条例"
    world = [
        document("a(2019).txt", *changed(TEXT, 5), title=title),
        document("b(2020).txt", *TEXT, title=title),
        document("c(2018).txt", *TEXT, *OTHER[:3], title=title),
    ]
    found, aside = families(tmp_path, *world, keep=rule)
    assert found == [{stays}]
    assert set(aside.values()) == {"near copy or other version"}
    assert len(aside) == 2


def test_a_document_that_was_set_aside_stands_for_no_family(tmp_path) -> None:
    title = "青石镇茶叶管理条例"
    world = [document(f"{name}.txt", *TEXT, title=title) for name in "ba"]
    newer = document("c.txt", *changed(TEXT, 5), title=title)
    found = cleaned(tmp_path, [*world, newer], ["exact_copies", "families"])
    assert sorted(found.documents) == ["a.txt", "c.txt"]
    assert {one.family for one in found.documents.values()} == {
        found.documents["a.txt"].document_id
    }
