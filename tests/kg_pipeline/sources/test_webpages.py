"""Web pages: main text without furniture, tables with places, nothing that crashes."""

import time
from pathlib import Path

import pytest

from kg_pipeline.records import Document, SetAside
from kg_pipeline.sources import main_text
from tests.kg_pipeline.sources.reading import (
    assert_offsets_hold,
    block_texts,
    read,
    read_one,
    texts,
)

PROSE = "渡口在镇子的南边，清晨有雾的时候，摆渡的人靠钟声辨认方向，一年四季从不间断。"
PAGE = f"""<!doctype html><html><head><title>苔溪渡口 - 岚泽百科</title>
<script type="application/ld+json">{{"@type": "Place", "name": "苔溪渡口", "telephone": "417",}}</script>
</head><body>
<nav><a href=/>首页</a> <a href=/b>人物</a></nav>
<main><h1>苔溪渡口</h1><p>{PROSE}<sup>[1]</sup></p>
<table><tr><th>建成</th><td>1953年</td></tr><tr><th>水深</th><td>3米</td></tr></table>
<h2>联系</h2><ul><li><b>地址</b>：镇南路1号</li><li><b>电话</b>：0000-417</li></ul>
<h2>历史</h2><p>{PROSE}船工说：“钟不会骗人。”</p></main>
<div class=related><h3>相关阅读</h3><ul><li><a href=1>总投资：水厂追加至6亿元</a></li></ul></div>
<footer>电话：999 备案：岚ICP备417号</footer></body></html>"""


def test_main_text_is_kept_and_furniture_is_not(tmp_path: Path) -> None:
    document = read_one(tmp_path, "a.html", PAGE)
    assert document.title == "苔溪渡口"
    assert block_texts(document)[0] == ("title", "苔溪渡口")
    assert PROSE in document.text
    for furniture in ("首页", "人物", "相关阅读", "水厂", "ICP", "[1]"):
        assert furniture not in document.text


def test_tables_key_values_and_json_ld_are_delivered_with_their_places(tmp_path: Path) -> None:
    document = read_one(tmp_path, "a.html", PAGE)
    found = {table.kind: table for table in document.tables}
    assert texts(found["infobox"]) == [("建成", "1953年"), ("水深", "3米")]
    assert texts(found["key_value"]) == [("地址", "镇南路1号"), ("电话", "0000-417")]
    assert found["key_value"].caption == "联系"
    assert texts(found["json_ld"]) == [
        ("苔溪渡口", "类型", "Place"),
        ("苔溪渡口", "telephone", "417"),
    ]
    assert found["infobox"].rows[0][1].xpath == "/html/body/main/table/tbody/tr[1]/td"
    assert found["key_value"].rows[0][1].xpath == "/html/body/main/ul/li[1]"
    assert all(cell.start is None for row in found["json_ld"].rows for cell in row)
    assert all(cell.start is not None for row in found["infobox"].rows for cell in row)
    assert_offsets_hold(document)


def test_a_table_stands_in_the_text_once_as_a_block_of_its_own(tmp_path: Path) -> None:
    document = read_one(tmp_path, "a.html", PAGE)
    assert ("table", "建成\t1953年\n水深\t3米") in block_texts(document)
    assert document.text.count("1953年") == 1


def test_unreadable_json_ld_is_set_aside_beside_the_document(tmp_path: Path) -> None:
    page = f"<script type='application/ld+json'>{{no json</script><h1>题</h1><p>{PROSE}</p>"
    document, aside = read(tmp_path, "a.html", page)
    assert isinstance(document, Document) and PROSE in document.text
    assert isinstance(aside, SetAside) and aside.reason == "JSON-LD not readable"


def test_a_short_page_is_read_without_its_menu(tmp_path: Path) -> None:
    page = """<div class=hdr><a href=/>店</a><a href=/c>购物车</a></div>
    <h1>壶</h1><p class=bread>首页 / 水具 / 壶</p><p>三箱起批。</p><div>样品请下单。</div>"""
    document = read_one(tmp_path, "a.html", page)
    assert document.text == "壶\n三箱起批。\n样品请下单。"


def test_a_footer_without_class_gives_no_key_values(tmp_path: Path) -> None:
    page = f"<h1>题</h1><p>{PROSE}</p><p>{PROSE}</p><hr><center>站长：散人<br>浏览器：任意</center>"
    kinds = [table.kind for table in read_one(tmp_path, "a.html", page).tables]
    assert "key_value" not in kinds


@pytest.mark.parametrize(
    ("tag", "depth"),
    [
        ("div", 10_000),
        ("div", 100_000),
        ("ul><li", 10_000),
        ("table><tr><td", 10_000),
        ("b", 100_000),
        ("span", 100_000),
    ],
)
def test_deep_nesting_neither_crashes_nor_hangs(tmp_path: Path, tag: str, depth: int) -> None:
    page = f"<html><body><h1>题</h1><p>{PROSE}</p>" + f"<{tag}>" * depth + "深处的文字。"
    start = time.perf_counter()
    document = read_one(tmp_path, "a.html", page)
    assert time.perf_counter() - start < 20.0
    assert document.title == "题"
    assert PROSE in document.text and "深处的文字。" in document.text


def test_where_trafilatura_fails_the_visible_text_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(main_text, "extracted_blocks", lambda html, clean: [])
    document = read_one(tmp_path, "a.html", PAGE)
    assert PROSE in document.text and "水厂" not in document.text


def test_broken_markup_is_repaired(tmp_path: Path) -> None:
    page = f"""<h1>卫生院<p>{PROSE}<h3>概况</p><table><tr><td>院长<td>柏听澜</tr></tr><tr><td>床位数<td>120张
    </table></div></div><p>{PROSE}"""
    document = read_one(tmp_path, "a.html", page)
    assert texts(document.tables[0]) == [("院长", "柏听澜"), ("床位数", "120张")]


def test_no_page_gives_an_address_or_a_script_as_text(tmp_path: Path) -> None:
    page = f"<h1>题</h1><script>var a = {{价格: 3}};</script><p>{PROSE}</p><style>p {{}}</style>"
    assert read_one(tmp_path, "a.html", page).text == f"题\n{PROSE}"


def test_each_syntax_of_structured_data_can_be_left_out(tmp_path: Path) -> None:
    microdata = """<div itemscope itemtype="https://schema.org/Place">
    <meta itemprop="name" content="苔溪渡口"><meta itemprop="faxNumber" content="418"></div>"""
    page = PAGE.replace("</main>", f"{microdata}</main>")

    def properties(syntaxes: list[str]) -> set[str]:
        document = read_one(tmp_path, "a.html", page, structured_data=syntaxes)
        tables = [table for table in document.tables if table.kind == "json_ld"]
        return {row[1].text for table in tables for row in table.rows} - {"类型"}

    assert properties(["json_ld", "microdata"]) == {"telephone", "faxNumber"}
    assert properties(["json_ld"]) == {"telephone"}
    assert properties(["microdata"]) == {"faxNumber"}
    assert properties([]) == set()


def test_the_name_of_the_main_entity_is_the_title_where_the_page_agrees(tmp_path: Path) -> None:
    for name, title in (("苔溪渡口", "苔溪渡口"), ("望榆水厂", "苔溪老渡口")):
        page = PAGE.replace('"name": "苔溪渡口"', f'"name": "{name}"')
        page = page.replace("<h1>苔溪渡口</h1>", "<h1>苔溪老渡口</h1>").replace(
            "苔溪渡口 -", "苔溪老渡口 -"
        )
        assert read_one(tmp_path, "a.html", page).title == title


def test_what_only_a_screen_reader_says_is_not_read(tmp_path: Path) -> None:
    page = PAGE.replace("3米", '3<span class="sr-only"> metres</span>米')
    (infobox,) = (
        table for table in read_one(tmp_path, "a.html", page).tables if table.kind == "infobox"
    )
    assert texts(infobox)[1] == ("水深", "3米")
