"""A key：value line is one only if it looks like one."""

import pytest

from kg_pipeline.sources.key_values import Line, key_value_groups, pairs_of_line
from kg_pipeline.sources.labels import labels_of_cards


def pairs(text: str) -> list[tuple[str, str]]:
    return [
        (text[pair.label_start : pair.label_end], text[pair.value_start : pair.value_end])
        for pair in pairs_of_line(text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("成立日期：2009年6月18日", [("成立日期", "2009年6月18日")]),
        ("停车位: 46个", [("停车位", "46个")]),
        ("服务时间：工作日8：30—17：30", [("服务时间", "工作日8：30—17：30")]),
        ("（三）联系电话：0000-417", [("联系电话", "0000-417")]),
        ("• Weight: 92 g", [("Weight", "92 g")]),
        ("Total Time: 1 hour", [("Total Time", "1 hour")]),
        ("网址：https://a.example/b", [("网址", "https://a.example/b")]),
        ("主营：中水设备、膜组件（平板、卷式）", [("主营", "中水设备、膜组件（平板、卷式）")]),
        ("版本：第2版 发布单位：市监局", [("版本", "第2版"), ("发布单位", "市监局")]),
        ("答疑人：夏知 ｜ 整理：记者团", [("答疑人", "夏知"), ("整理", "记者团")]),
    ],
)
def test_pairs_of_a_line_are_found(text: str, expected: list[tuple[str, str]]) -> None:
    assert pairs(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "早上8：30，车间的铃声一响，他就来了。",
        "下午3：15",
        "2024-05-18 09：20 来源：晨报",
        "https://a.example/b",
        "邵闻笛回答：目前没有这个计划",
        "她常说：“水是会记账的。”",
        "记者提问：会不会上市？",
        "第一步：填写备案表",
        "温馨提示：来访请预约",
        "注：以上报价含税",
        "问：可以吗",
        "旧时此地为盐船歇脚处。传说：有一古印",
        "孩子发热：先看精神，不要急着捂汗，若抽搐请马上来院就诊并告知护士站的值班人员。",
        "婚前指导：关于性卫生知识的教育；",
        "Please note: the stair is steep",
        "One reviewer asked: does it float",
        "The great clock: a machine that strikes at eleven each morning and at noon.",
        "友情链接：水协",
        "备案号：岚ICP备417号",
        "首页 > 水具：壶",
        "地址：",
        "：值",
    ],
)
def test_what_only_looks_like_a_pair_is_none(text: str) -> None:
    assert pairs(text) == []


def groups(*lines: Line) -> list[list[int]]:
    return [[line.index for line in group] for group in key_value_groups(lines)]


def test_neighbouring_lines_support_each_other() -> None:
    assert groups(Line("地址：甲路1号"), Line("电话：417"), Line("正文。"), Line("定价：3元")) == [
        [0, 1]
    ]


def test_one_line_counts_where_markup_and_words_set_its_label_off() -> None:
    assert groups(Line("地址：甲路1号", marked=True)) == [[0]]
    assert groups(Line("想法：很好", marked=True)) == []
    assert groups(Line("地址：甲路1号")) == []


def test_links_are_no_pairs() -> None:
    assert groups(Line("喜报：获评先进", linked=True), Line("预告：三号馆见", linked=True)) == []


def test_a_byline_is_none_but_the_author_of_a_book_is_one() -> None:
    assert groups(Line("来源：晨报"), Line("作者：纪舷"), Line("浏览次数：18")) == []
    assert groups(Line("作者：纪舷"), Line("出版社：岚泽社"), Line("定价：30元")) == [[0, 1, 2]]


def test_cards_of_several_things_are_not_about_the_page() -> None:
    assert groups(
        Line("姓名：甲"), Line("电话：1"), Line(""), Line("姓名：乙"), Line("电话：2")
    ) == []  # fmt: skip


def test_labels_of_cards_are_those_with_several_values() -> None:
    assert labels_of_cards([("姓名", "甲"), ("电话", "1"), ("姓名", "乙"), ("电话", "2")]) == {
        "姓名",
        "电话",
    }
    assert labels_of_cards([("电话", "1"), ("电话", "2"), ("地址", "丙")]) == frozenset()
    assert (
        labels_of_cards([("作品", "甲、乙"), ("作品", "甲乙"), ("职业", "丙"), ("职业", "丙")])
        == frozenset()
    )
