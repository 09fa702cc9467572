"""The text layer of PDF files: title, headings, joined paragraphs, pages."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from kg_pipeline.records import SetAside
from tests.kg_pipeline.sources.printed import Printed, pdf
from tests.kg_pipeline.sources.reading import block_texts, read, read_aside, read_one


def page(lines: Sequence[str], number: int, head: str = "") -> list[Printed]:
    """Lines below each other; two full-width spaces indent; a page number below."""
    printed = [Printed(head, 200, 800)] if head else []
    for place, line in enumerate(lines):
        text = line.lstrip("　")
        printed.append(Printed(text, 80 + 10 * (len(line) - len(text)), 760 - 16 * place))
    return [*printed, Printed(f"- {number} -", 280, 40)]


FULL = "甲" * 38 + "，之"  # fills a line that is not indented
FIRST = "　　" + "乙" * 38  # fills one that is


def test_headings_are_the_lines_in_larger_type_and_the_first_one_is_the_title(
    tmp_path: Path,
) -> None:
    lines = [
        Printed("渡口管理规定", 200, 780, 18),
        Printed("第一章 总则", 230, 740, 14),
        Printed("渡口由县人民政府管理。", 100, 715),
        Printed("本规定自公布之日起施行。", 100, 700),
    ]
    document = read_one(tmp_path, "a.pdf", pdf([lines]))
    assert document.title == "渡口管理规定"
    assert block_texts(document) == [
        ("title", "渡口管理规定"),
        ("heading", "第一章 总则"),
        ("paragraph", "渡口由县人民政府管理。"),
        ("paragraph", "本规定自公布之日起施行。"),
    ]
    assert document.media_type == "application/pdf"


def test_full_lines_go_on_and_an_indented_line_begins_a_paragraph(tmp_path: Path) -> None:
    lines = [FIRST, FULL, "结束。", FIRST, "第二段。"]
    document = read_one(tmp_path, "a.pdf", pdf([page(lines, 1)]))
    assert [text for _, text in block_texts(document)] == [
        FIRST[2:] + FULL + "结束。",
        FIRST[2:] + "第二段。",
    ]


def test_a_paragraph_goes_on_over_the_end_of_a_page(tmp_path: Path) -> None:
    pages = [page([FIRST, FULL], 1), page(["到此为止。", "　　另一段。"], 2)]
    document = read_one(tmp_path, "a.pdf", pdf(pages))
    assert [text for _, text in block_texts(document)] == [
        FIRST[2:] + FULL + "到此为止。",
        "另一段。",
    ]


def test_the_places_of_the_pages_stand_in_the_document(tmp_path: Path) -> None:
    pages = [page([FIRST, FULL], 1), [], page(["到此为止。", "　　另一段。"], 3)]
    document = read_one(tmp_path, "a.pdf", pdf(pages))
    found = [(cell.xpath, document.text[cell.start : cell.end]) for cell in document.nodes]
    assert found == [
        ("/page[1]", FIRST[2:] + FULL),
        ("/page[3]", "到此为止。\n另一段。"),
    ]


def test_running_heads_and_page_numbers_are_left_out(tmp_path: Path) -> None:
    pages = [
        page([f"　　第{word}页的话。"], number, "县志") for number, word in enumerate("一二三四", 1)
    ]
    document = read_one(tmp_path, "a.pdf", pdf(pages))
    assert [text for _, text in block_texts(document)] == [
        f"第{word}页的话。" for word in "一二三四"
    ]


def test_english_lines_are_joined_with_a_space(tmp_path: Path) -> None:
    lines = [
        "The float clock was built by ferry men of",
        "the harbour, and it runs slow.",
        "It stands.",
    ]
    document = read_one(tmp_path, "a.pdf", pdf([page(lines, 1)]))
    assert block_texts(document)[0][1].startswith("The float clock was built by ferry men of the")


def test_key_value_lines_become_a_table(tmp_path: Path) -> None:
    lines = ["　　地址：橹声街18号", "　　电话：0000-417", "　　邮箱：a@example.org"]
    document = read_one(tmp_path, "a.pdf", pdf([page(lines, 1)]))
    (table,) = document.tables
    assert [row[0].text for row in table.rows] == ["地址", "电话", "邮箱"]


def whole() -> bytes:
    return pdf([page(["　　一段话。"], 1)])


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (pdf([page(["一段话。"], 1)], locked=True), "encrypted PDF"),
        (pdf([[], []]), "no text layer"),
        (b"%PDF-1.4\n%%EOF\n", "damaged PDF"),
        (whole()[:200], "damaged PDF"),
        (b"<html>no such page</html>", "not PDF"),
        (b"", "empty"),
    ],
)
def test_bad_files_are_set_aside_with_their_reason(
    tmp_path: Path, content: bytes, reason: str
) -> None:
    assert read_aside(tmp_path, "a.pdf", content).reason == reason


def test_a_file_cut_anywhere_is_read_or_set_aside(tmp_path: Path) -> None:
    data = whole()
    for end in range(20, len(data), 37):
        (record,) = read(tmp_path, "a.pdf", data[:end])
        assert isinstance(record, SetAside) or "一段话" in record.text
