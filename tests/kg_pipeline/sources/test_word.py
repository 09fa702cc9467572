"""Word files: headings, paragraphs, lists, tables with merged cells; nothing opened unweighed."""

import io
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest

from tests.kg_pipeline.sources.reading import (
    assert_offsets_hold,
    block_texts,
    read_aside,
    read_one,
    texts,
)


def saved(content: Any) -> bytes:
    """The bytes of a python-docx document."""
    output = io.BytesIO()
    content.save(output)
    return output.getvalue()


def changed(data: bytes, name: str, old: str, new: str) -> bytes:
    """A package in which one part's text is replaced."""
    output = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(output, "w", 8) as after:
        for part in before.namelist():
            content = before.read(part)
            if part == name:
                assert old.encode() in content
                content = content.replace(old.encode(), new.encode())
            after.writestr(part, content)
    return output.getvalue()


def table_of(content: Any, rows: list[list[str]]) -> Any:
    """A table with these cells at the end of a document."""
    table = content.add_table(len(rows), len(rows[0]))
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    return table


def test_headings_paragraphs_and_list_items_are_told_by_their_styles(tmp_path: Path) -> None:
    content = docx.Document()
    content.add_heading("渡口管理规定", 0)
    content.add_heading("总则", 1)
    content.add_paragraph("渡口由县人民政府管理。")
    content.add_paragraph("救生衣", style="List Bullet")
    content.add_paragraph("第一行\n第二行")
    document = read_one(tmp_path, "a.docx", saved(content))
    assert document.title == "渡口管理规定"
    assert block_texts(document) == [
        ("title", "渡口管理规定"),
        ("heading", "总则"),
        ("paragraph", "渡口由县人民政府管理。"),
        ("list_item", "救生衣"),
        ("paragraph", "第一行"),
        ("paragraph", "第二行"),
    ]


def test_a_style_made_from_a_heading_is_a_heading(tmp_path: Path) -> None:
    content = docx.Document()
    style = content.styles.add_style("章", 1)
    style.base_style = content.styles["Heading 1"]
    content.add_paragraph("第一章", style="章")
    content.add_paragraph("正文。")
    assert block_texts(read_one(tmp_path, "a.docx", saved(content)))[0] == ("heading", "第一章")


def test_a_two_column_table_gives_names_and_values(tmp_path: Path) -> None:
    content = docx.Document()
    content.add_heading("摊位备案", 1)
    table_of(content, [["办理地点", "二楼"], ["咨询电话", "0000-417"], ["办理时限", "五日"]])
    document = read_one(tmp_path, "a.docx", saved(content))
    (table,) = document.tables
    assert (table.kind, table.caption) == ("infobox", "摊位备案")
    assert texts(table)[1] == ("咨询电话", "0000-417")
    assert_offsets_hold(document)


def test_merged_cells_stand_in_every_place_that_they_cover(tmp_path: Path) -> None:
    content = docx.Document()
    rows = [
        ["类别", "名称", "单价"],
        ["水果", "苹果", "5元"],
        ["", "梨", "4元"],
        ["合计", "", "9元"],
    ]
    table = table_of(content, rows)
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(3, 0).merge(table.cell(3, 1))
    (found,) = read_one(tmp_path, "a.docx", saved(content)).tables
    assert found.kind == "grid"
    assert texts(found) == [
        ("类别", "名称", "单价"),
        ("水果", "苹果", "5元"),
        ("水果", "梨", "4元"),
        ("合计", "合计", "9元"),
    ]
    assert [cell.header for cell in found.rows[0]] == [True] * 3
    assert not any(cell.xpath for row in found.rows for cell in row)


def test_a_table_that_only_places_text_gives_paragraphs(tmp_path: Path) -> None:
    content = docx.Document()
    table_of(content, [["这一格里是很长的一段话，说明了渡口的来历。"]])
    document = read_one(tmp_path, "a.docx", saved(content))
    assert block_texts(document) == [("paragraph", "这一格里是很长的一段话，说明了渡口的来历。")]


def test_what_was_inserted_is_read_and_what_was_deleted_is_not(tmp_path: Path) -> None:
    content = docx.Document()
    content.add_paragraph("MARK")
    run = "<w:r><w:t>MARK</w:t></w:r>"
    new = (
        "<w:ins w:id='1' w:author='a'><w:r><w:t>新的</w:t></w:r></w:ins>"
        "<w:del w:id='2' w:author='a'><w:r><w:delText>旧的</w:delText></w:r></w:del>"
        "<w:moveFrom w:id='3' w:author='a'><w:r><w:t>移走的</w:t></w:r></w:moveFrom>"
    )
    data = changed(saved(content), "word/document.xml", run, new)
    assert read_one(tmp_path, "a.docx", data).text == "新的"


def test_text_inside_content_controls_is_read(tmp_path: Path) -> None:
    content = docx.Document()
    content.add_paragraph("MARK")
    data = saved(content)
    paragraph = "<w:p><w:r><w:t>MARK</w:t></w:r></w:p>"
    held = f"<w:sdt><w:sdtContent>{paragraph}</w:sdtContent></w:sdt>"
    data = changed(data, "word/document.xml", paragraph, held)
    assert read_one(tmp_path, "a.docx", data).text == "MARK"


def bomb(size: int = 210_000_000) -> bytes:
    """A valid file of a few hundred kilobytes with one part of ``size`` zeros."""
    output = io.BytesIO(saved(docx.Document()))
    with zipfile.ZipFile(output, "a", 8) as package, package.open("word/bomb.xml", "w") as part:
        for _ in range(size // 1_000_000):
            part.write(bytes(1_000_000))
    return output.getvalue()


def understated(data: bytes) -> bytes:
    """A bomb whose directory says that the large part holds 10 bytes."""
    place = data.rindex(b"word/bomb.xml") - 46
    assert data[place : place + 4] == b"PK\x01\x02"
    return data[: place + 24] + (10).to_bytes(4, "little") + data[place + 28 :]


def locked() -> bytes:
    """A package whose first part is marked as encrypted."""
    data = bytearray(saved(docx.Document()))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (saved(docx.Document())[:5000], "damaged DOCX"),
        (b"PK\x03\x04" + bytes(100), "damaged DOCX"),
        (b"no package", "damaged DOCX"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "encrypted or not DOCX"),
        (locked(), "encrypted or not DOCX"),
        (b"PK\x05\x06" + bytes(18), "not DOCX"),
        (saved(docx.Document()), "empty"),
        (b"", "empty"),
    ],
)
def test_bad_files_are_set_aside_with_their_reason(
    tmp_path: Path, content: bytes, reason: str
) -> None:
    assert read_aside(tmp_path, "a.docx", content).reason == reason


def test_a_zip_bomb_is_not_opened_whatever_its_directory_says(tmp_path: Path) -> None:
    data = bomb()
    assert len(data) < 500_000
    assert read_aside(tmp_path, "a.docx", data).reason == "too large unpacked"
    assert read_aside(tmp_path, "b.docx", understated(data)).reason == "damaged DOCX"


def test_entities_that_multiply_are_not_expanded(tmp_path: Path) -> None:
    content = docx.Document()
    content.add_paragraph("MARK")
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    kind = f'<!DOCTYPE x [<!ENTITY a0 "aaaaaaaaaa">{entities}]>'
    data = changed(saved(content), "word/document.xml", "<w:document", f"{kind}<w:document")
    data = changed(data, "word/document.xml", "MARK", "text &a11;")
    aside = read_aside(tmp_path, "a.docx", data)
    assert aside.reason == "damaged DOCX" and "amplification" in aside.detail
