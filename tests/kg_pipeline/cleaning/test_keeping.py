"""Which of several copies or versions stays."""

import pytest

from kg_pipeline.cleaning.keeping import Member, dates_in, kept, version_date
from tests.kg_pipeline.cleaning.worlds import document

MEMBERS = [
    Member("b.txt", "2", 30, "2018-04-27"),
    Member("a.txt", "1", 10, ""),
    Member("c.txt", "3", 30, "2020"),
]


@pytest.mark.parametrize(
    ("rule", "stays"), [("all", [1, 0, 2]), ("first", [1]), ("longest", [0]), ("newest", [2])]
)
def test_each_rule_keeps_its_own(rule, stays) -> None:
    assert kept(MEMBERS, rule) == stays


def test_a_date_is_taken_from_the_file_name_then_the_title_then_the_head() -> None:
    head = "2001年3月5日通过，2019年12月1日修正"
    named = document("a/茶叶法(2018-04-27).md", head, title="茶叶法（2015修正）")
    assert version_date(named) == "2018-04-27"
    assert version_date(document("a.md", head, title="茶叶法（2015修正）")) == "2015"
    assert version_date(document("2017/a.md", head)) == "2019-12-01"
    assert version_date(document("a.md", "没有日期")) == ""


def test_dates_are_as_exact_as_they_are_stated() -> None:
    assert dates_in("2018年3月，20190405，2020年，（2021修订），12018年") == [
        *("2018-03", "2019-04-05", "2020", "2021")
    ]
