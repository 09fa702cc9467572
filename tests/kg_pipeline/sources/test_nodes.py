"""The text nodes of a page: all of them, with an XPath and, where they stand there, an offset."""

from pathlib import Path

from lxml import html

from kg_pipeline.records import Document
from tests.kg_pipeline.sources.reading import read_one

PAGE = """<html><head><title>云帆仪器 - 云帆网</title><meta property="og:title" content="云帆仪器"></head>
<body><nav class="top menu"><a href="/">首页</a></nav><h1>云帆仪器</h1>
<div class="info" id="card"><p><b>地址：</b>临澜市<!-- 旧 -->港湾路3号<br>二楼</p>
<p><span itemprop="telephone">0199-1234</span></p></div>
<p>云帆仪器是一家制造测量仪器的企业，产品销往各地，也为学校开设课程。</p>
<table><tr><th>成立日期</th><td>2009年3月</td></tr><tr><th>董事长</th><td>苏予安</td></tr></table>
</body></html>"""


def page(tmp_path: Path, content: str = PAGE) -> Document:
    return read_one(tmp_path, "page.html", content)


def test_every_text_is_a_node_also_in_furniture(tmp_path: Path) -> None:
    texts = [node.text for node in page(tmp_path).nodes]
    assert texts[:4] == ["云帆仪器 - 云帆网", "云帆仪器", "首页", "云帆仪器"]
    assert "地址：" in texts and "临澜市港湾路3号" in texts and "二楼" in texts


def test_an_xpath_names_classes_and_finds_its_text(tmp_path: Path) -> None:
    nodes = page(tmp_path).nodes
    telephone = next(node for node in nodes if node.text == "0199-1234")
    assert "[@id='card'][@class='info']" in telephone.xpath
    assert telephone.xpath.endswith("/span[@itemprop='telephone']")
    # lxml adds no tbody; all else of these paths is the same in both parsers
    tree = html.document_fromstring(PAGE)
    (found,) = tree.xpath(telephone.xpath)
    assert found.text == telephone.text


def test_offsets_point_into_the_text_of_the_document(tmp_path: Path) -> None:
    document = page(tmp_path)
    placed = {node.text: node for node in document.nodes if node.start is not None}
    assert {"2009年3月", "苏予安", "云帆仪器"} <= placed.keys()
    assert all(document.text[node.start : node.end] == node.text for node in placed.values())


def test_a_page_with_too_many_texts_has_no_nodes(tmp_path: Path) -> None:
    many = "".join(f"<p>第{number}行</p>" for number in range(6000))
    document = page(tmp_path, f"<html><body><h1>云帆</h1>{many}</body></html>")
    assert len(document.nodes) == 0


def test_other_documents_have_no_nodes(tmp_path: Path) -> None:
    assert read_one(tmp_path, "note.txt", "云帆仪器\n\n成立于2009年。").nodes == ()
