"""Every place of a document finds the raw characters that it was made from."""

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg_pipeline.errors import DataError
from kg_pipeline.records import Document
from kg_pipeline.sources.cleaning import clean_simplified, clean_text
from kg_pipeline.sources.documents import read_documents
from kg_pipeline.sources.inputs import SourceSettings
from kg_pipeline.sources.raw_text import RawText
from tests.kg_pipeline.sources.reading import read_one

LINE = st.text(
    alphabet=st.sampled_from(
        "ab 中文臺灣，。：\t\u3000\u00a0\u200b１Ｂｚ*_`[](){}#|<>&;-=~.!\\\"',"
    ),
    max_size=40,
)
RAW = st.lists(LINE, min_size=1, max_size=8).map("\n".join)
ENOUGH = (
    "渡口由县人民政府管理，个体工商户设立登记由市场监督管理局办理。" * 5
)  # to tell encodings by
PLAIN = SourceSettings(paths=["x"])
SIMPLE = SourceSettings(paths=["x"], traditional_to_simplified=True)


def written(name: str, content: bytes, chosen: SourceSettings) -> tuple[Document, RawText] | None:
    """The document of a file and its raw text; ``None`` where nothing is left of it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(content)
        for record in read_documents(path, chosen):
            if isinstance(record, Document):
                return record, RawText(record, chosen)
    return None


def visible(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("chosen", [PLAIN, SIMPLE])
@given(RAW, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gb18030"]))
@settings(max_examples=150, deadline=None)
def test_every_character_of_a_text_finds_its_own(
    chosen: SourceSettings, raw: str, encoding: str
) -> None:
    found = written("a.txt", f"题目\n\n{ENOUGH}\n{raw}".encode(encoding), chosen)
    assert found is not None
    document, source = found
    clean = clean_simplified if chosen.traditional_to_simplified else clean_text
    for place, character in enumerate(document.text):
        if not character.isspace():
            span = source.span(place, place + 1)
            assert clean(span.text) == character
            assert span.end - span.start == 1


@given(RAW, st.integers(0, 200), st.integers(1, 60))
@settings(max_examples=150, deadline=None)
def test_a_span_of_a_text_is_the_cleaned_raw_span(raw: str, start: int, length: int) -> None:
    found = written("a.txt", ("题目与正文\n\n" + raw).encode(), PLAIN)
    assert found is not None
    document, source = found
    start = min(start, len(document.text) - 1)
    shown = visible(document.text[start : start + length])
    if shown:
        assert visible(clean_text(source.span(start, start + length).text)) == shown


@given(RAW)
@settings(max_examples=300, deadline=None)
def test_the_characters_of_markdown_find_their_own_among_the_markup(raw: str) -> None:
    try:
        found = written("a.md", ("# 题目\n\n" + raw).encode(), PLAIN)
    except DataError:
        return  # marks over several lines that cannot be told apart; the next test is strict
    assert found is not None
    document, source = found
    n_wrong = 0
    for place, character in enumerate(document.text):
        if not character.isspace():
            n_wrong += clean_text(source.span(place, place + 1).text) != character
    assert n_wrong <= raw.count("&") + raw.count("|")  # an entity begins with another character


MARKDOWN = """---
作者: 甲
---

# 渡口　**管理**规定

<!-- a remark
     of two lines -->
渡口由[县人民政府](http://example.org/县人民政府)管理，`电话`为 **０１２**。

> 引用 &amp; 说明
1. 第一项 ~~旧~~
* [x] 第二项

```
code *stays*
```

| 名称 | 单价 |
|------|-----:|
| 苹果 | \\|5元 |
| 梨 | *4元* |

[1]: http://example.org
末段**跨
行**完。
"""


def test_markdown_of_every_kind_is_found_again(tmp_path: Path) -> None:
    document = read_one(tmp_path, "a.md", MARKDOWN)
    source = RawText(document, PLAIN)
    for place, character in enumerate(document.text):
        span = None if character.isspace() else source.span(place, place + 1)
        assert span is None or clean_text(span.text) == character or span.text == "&"
    start = document.text.index("渡口由")
    span = source.span(start, start + 8)
    assert span.text == "渡口由[县人民政府"
    assert MARKDOWN[span.start : span.end] == span.text


VALUE = st.text(alphabet=st.sampled_from('ab中文，。１\t\u3000\n"\\;|'), min_size=1, max_size=30)
ROW = st.fixed_dictionaries({"title": VALUE, "text": VALUE, "电话": VALUE, "地址": VALUE})


def assert_found(row: dict[str, str], found: tuple[Document, RawText]) -> None:
    """Every value of a record that the document shows is found in its field."""
    document, source = found
    for table in document.tables:
        for name, value in table.rows if table.kind == "record" else ():
            span = source.span(value.start or 0, value.end or 0)
            assert span.field == name.text
            assert visible(clean_text(span.text)) == visible(value.text)
            assert row[span.field][span.start : span.end] == span.text
    for block in document.blocks:
        if block.kind in ("title", "paragraph") and visible(document.text[block.start : block.end]):
            span = source.span(block.start, block.end)
            assert span.field in ("title", "text")
            assert row[span.field][span.start : span.end] == span.text


@given(ROW)
@settings(max_examples=150, deadline=None)
def test_the_values_of_json_lines_are_found_in_their_fields(row: dict[str, str]) -> None:
    lines = f'{{"title": "甲"}}\n{json.dumps(row)}\n'
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.jsonl")
        path.write_text(lines, encoding="utf-8")
        second = list(read_documents(path, PLAIN))[1]
        if isinstance(second, Document):
            assert_found(row, (second, RawText(second, PLAIN)))


@given(ROW, st.sampled_from(["utf-8", "utf-16", "gb18030"]))
@settings(max_examples=150, deadline=None)
def test_the_values_of_a_table_are_found_in_their_columns(
    row: dict[str, str], encoding: str
) -> None:
    cells = ['"' + value.replace('"', '""') + '"' for value in row.values()]
    text = f"{','.join(row)}\n甲,{ENOUGH},,\n{','.join(cells)}\n"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.csv")
        path.write_bytes(text.encode(encoding))
        records = list(read_documents(path, PLAIN))
        if len(records) > 1 and isinstance(records[1], Document):
            assert_found(row, (records[1], RawText(records[1], PLAIN)))


def test_a_span_over_two_fields_is_an_error(tmp_path: Path) -> None:
    document = read_one(tmp_path, "a.csv", "title,text\n甲,乙丙\n")
    with pytest.raises(DataError, match="'title' and 'text'"):
        RawText(document, PLAIN).span(0, 3)


def test_a_span_that_shows_nothing_is_an_error(tmp_path: Path) -> None:
    document = read_one(tmp_path, "a.txt", "题\n\n正文")
    with pytest.raises(DataError, match="nothing visible"):
        RawText(document, PLAIN).span(1, 2)


def test_a_file_that_has_changed_is_an_error(tmp_path: Path) -> None:
    document = read_one(tmp_path, "a.txt", "题目\n\n正文。")
    (tmp_path / "a.txt").write_text("别的", encoding="utf-8")
    with pytest.raises(DataError, match="another text"):
        RawText(document, PLAIN)


def test_of_a_web_page_the_message_names_the_xpath(tmp_path: Path) -> None:
    document = read_one(tmp_path, "a.html", "<p>正文。</p>")
    with pytest.raises(DataError, match="xpath"):
        RawText(document, PLAIN)
