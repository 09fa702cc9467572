"""Tables as text: one document a row, its columns mapped as the fields of JSON lines are."""

from pathlib import Path

import pytest

from kg_pipeline.records import Document, SetAside
from tests.kg_pipeline.sources.reading import (
    assert_offsets_hold,
    block_texts,
    read,
    read_aside,
    read_one,
    texts,
)

TABLE = "名称,电话,简介\n摊位备案,0000-417,第一段。\n临时占道,无,第二段。\n"


def test_every_row_is_a_document_called_by_its_number(tmp_path: Path) -> None:
    fields = {"title": "名称", "text": ["简介"], "attributes": {"电话": "咨询电话"}}
    first, second = read(tmp_path, "a.csv", TABLE, fields=fields)
    assert isinstance(first, Document) and isinstance(second, Document)
    assert (first.title, first.uri[-6:], first.media_type) == ("摊位备案", ".csv#2", "text/csv")
    assert block_texts(first)[:2] == [("title", "摊位备案"), ("paragraph", "第一段。")]
    assert texts(first.tables[0]) == [("咨询电话", "0000-417")]
    assert (second.title, second.tables) == ("临时占道", ())
    assert_offsets_hold(first)


def test_without_a_mapping_the_usual_columns_are_taken(tmp_path: Path) -> None:
    first, _ = read(tmp_path, "a.csv", TABLE)
    assert isinstance(first, Document)
    assert texts(first.tables[0]) == [("电话", "0000-417"), ("简介", "第一段。")]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_told_by_the_header(tmp_path: Path, delimiter: str) -> None:
    document = read_one(tmp_path, "a.csv", "title,面积,人口\n甲,1,2".replace(",", delimiter))
    assert texts(document.tables[0]) == [("面积", "1"), ("人口", "2")]


def test_a_tsv_file_is_parted_by_tabs_alone(tmp_path: Path) -> None:
    document = read_one(tmp_path, "a.tsv", "title\t面积,平方公里,约\n甲\t1")
    assert texts(document.tables[0]) == [("面积,平方公里,约", "1")]
    assert document.media_type == "text/tab-separated-values"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
def test_tables_are_read_in_every_usual_encoding(tmp_path: Path, encoding: str) -> None:
    first, second = read(tmp_path, "a.csv", TABLE.encode(encoding))
    assert isinstance(first, Document) and isinstance(second, Document)
    assert (first.title, second.title) == ("摊位备案", "临时占道")
    assert first.encoding == encoding.removesuffix("-sig")


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16", "utf-16-le"])
def test_a_table_longer_than_the_sample_is_read_whole(tmp_path: Path, encoding: str) -> None:
    rows = [f"第{number}号,{'说明' * 40}" for number in range(7000)]
    found = read(tmp_path, "a.csv", "\n".join(["名称,内容", *rows]).encode(encoding))
    assert len(found) == 7000
    last = found[-1]
    assert isinstance(last, Document) and last.title == "第6999号"


def test_quoted_fields_may_hold_newlines_delimiters_and_quotes(tmp_path: Path) -> None:
    text = 'title,text\n甲,"第一段，\n\n他说""好"",走了。"\n乙,短。\n'
    first, second = read(tmp_path, "a.csv", text)
    assert isinstance(first, Document) and isinstance(second, Document)
    assert [text for _, text in block_texts(first)][1:] == ["第一段，", '他说"好",走了。']
    assert second.uri.endswith("#3")  # rows, not lines


def test_two_columns_of_one_name_give_two_values(tmp_path: Path) -> None:
    document = read_one(tmp_path, "a.csv", "title,别名,别名,\n甲,乙,丙,nameless")
    assert texts(document.tables[0]) == [("别名", "乙"), ("别名", "丙")]


def test_bad_rows_are_set_aside_and_the_rest_is_read(tmp_path: Path) -> None:
    found = read(tmp_path, "a.csv", 'title,b\n一,1\n二,2,3\n"三"x,4\n\n四\n五,"open')
    titles = [record.title for record in found if isinstance(record, Document)]
    assert titles == ["一", "四"]
    aside = [(entry.source[-2:], entry.reason) for entry in found if isinstance(entry, SetAside)]
    assert aside == [("#3", "too many fields"), ("#4", "not a row"), ("#7", "not a row")]


def test_a_field_over_the_limit_is_set_aside(tmp_path: Path) -> None:
    found = read(tmp_path, "a.csv", f"title,b\n一,{'x' * 101}\n二,x", max_line_characters=100)
    assert [type(record).__name__ for record in found] == ["SetAside", "Document"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"\n\n", "empty"),
        (b"\n ,\n", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(64), "not text"),
    ],
)
def test_a_file_that_is_no_table_is_set_aside(tmp_path: Path, content: bytes, reason: str) -> None:
    assert read_aside(tmp_path, "a.csv", content).reason == reason


def test_equal_rows_have_equal_ids_wherever_they_stand(tmp_path: Path) -> None:
    one = read_one(tmp_path, "a.csv", "title,b\n一,1")
    _, other = read(tmp_path, "b.csv", "title,b\n二,2\n一,1\n")
    assert isinstance(other, Document) and one.document_id == other.document_id
