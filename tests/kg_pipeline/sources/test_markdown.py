"""Markdown becomes blocks and tables; markup goes, text stays."""

import time
from pathlib import Path

import pytest

from kg_pipeline.sources.markdown import without_comments, without_markup
from tests.kg_pipeline.sources.reading import (
    assert_offsets_hold,
    block_texts,
    read_one,
    texts,
)


def test_headings_paragraphs_and_items_become_blocks(tmp_path: Path) -> None:
    document = read_one(
        tmp_path,
        "a.md",
        "# 条例\n\n<!-- INFO END -->\n\n## 第一章\n\n第一条 甲。\n\n- 乙\n- 丙\n\n1. 丁\n\n> 引文\n\n---\n",
    )
    assert document.title == "条例"
    assert block_texts(document) == [
        ("title", "条例"),
        ("heading", "第一章"),
        ("paragraph", "第一条 甲。"),
        ("list_item", "乙"),
        ("list_item", "丙"),
        ("list_item", "丁"),
        ("paragraph", "引文"),
    ]


def test_the_first_line_is_the_title_where_there_is_no_heading(tmp_path: Path) -> None:
    assert read_one(tmp_path, "a.md", "简介\n\n正文。").title == "简介"


def test_a_heading_of_the_first_level_wins_over_one_above_it(tmp_path: Path) -> None:
    assert read_one(tmp_path, "a.md", "## 前言\n\n# 书名\n").title == "书名"


def test_an_underlined_heading_is_a_heading(tmp_path: Path) -> None:
    document = read_one(tmp_path, "a.md", "Guide\n=====\n\nHours\n-----\n\nText.")
    assert block_texts(document)[:2] == [("title", "Guide"), ("heading", "Hours")]


def test_a_table_keeps_its_cells_and_marks_its_header(tmp_path: Path) -> None:
    document = read_one(
        tmp_path,
        "a.md",
        "# 题\n\n## 价目\n\n| 品名 | 价 |\n| --- | ---: |\n| 甲\\|乙 | **3**元 |\n| 丙 |\n",
    )
    (table,) = document.tables
    assert (table.kind, table.caption) == ("grid", "价目")
    assert texts(table) == [("品名", "价"), ("甲|乙", "3元"), ("丙", "")]
    assert [cell.header for cell in table.rows[0]] == [True, True]
    assert not any(cell.header for row in table.rows[1:] for cell in row)
    assert_offsets_hold(document)


def test_neighbouring_lines_of_key_and_value_become_a_table(tmp_path: Path) -> None:
    document = read_one(tmp_path, "a.md", "# 题\n\n- **地址**：橹声街18号\n- 电话：0000-417\n")
    (table,) = document.tables
    assert table.kind == "key_value"
    assert texts(table) == [("地址", "橹声街18号"), ("电话", "0000-417")]
    assert_offsets_hold(document)


def test_front_matter_gives_its_values(tmp_path: Path) -> None:
    document = read_one(tmp_path, "a.md", "---\nlayout: law\nregion: 霁川\n---\n\n# 题\n")
    assert document.title == "题"
    assert texts(document.tables[0]) == [("layout", "law"), ("region", "霁川")]


def test_a_code_block_has_no_headings(tmp_path: Path) -> None:
    document = read_one(tmp_path, "a.md", "# 题\n\n```\n# no heading\n```\n\n尾。")
    assert [kind for kind, _ in block_texts(document)] == ["title", "paragraph", "paragraph"]


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("**粗**与*斜*和`码`", "粗与斜和码"),
        ("见[说明](http://a.example/x_(y))。", "见说明。"),
        ("图![alt](a.png)示", "图示"),
        ("甲[^1]乙", "甲乙"),
        ("a_b_c * d * 2\\*3", "a_b_c * d * 2*3"),
        ("R&amp;D<br>中心 <b>x</b>", "R&D中心 x"),
        ("《关于修改<条例>的决定》", "《关于修改<条例>的决定》"),
        ("**没有结尾", "**没有结尾"),
    ],
)
def test_markup_goes_and_text_stays(line: str, text: str) -> None:
    assert without_markup(line) == text


def test_a_comment_that_never_closes_stays() -> None:
    assert without_comments("甲<!-- 乙 -->丙<!-- 丁") == "甲丙<!-- 丁"


@pytest.mark.parametrize("attack", ["**", "[", "`", "<!--", "<a ", "![](", "_a", "|-"])
def test_hostile_markup_takes_linear_time(tmp_path: Path, attack: str) -> None:
    start = time.perf_counter()
    assert read_one(tmp_path, "a.md", "x" + attack * 50_000).title == "a"
    assert time.perf_counter() - start < 5.0
