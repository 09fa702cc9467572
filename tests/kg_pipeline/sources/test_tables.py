"""Tables of web pages: spans expanded, headers marked, junk left out."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from kg_pipeline.sources.assembly import DraftTable
from kg_pipeline.sources.cleaning import clean_text
from kg_pipeline.sources.dom import build_page
from kg_pipeline.sources.furniture import mark_furniture
from kg_pipeline.sources.tables import MAX_CELLS, find_tables

Rows = list[tuple[str, ...]]


def drafts(html: str) -> list[DraftTable]:
    page = build_page(LexborHTMLParser(html).root)
    mark_furniture(page)
    return [table.draft for table in find_tables(page, clean_text)]


def rows(html: str) -> Rows:
    (draft,) = drafts(html)
    return [tuple(cell.text for cell in row) for row in draft.rows]


def test_th_and_td_in_turn_are_an_infobox() -> None:
    html = """<table>
      <tr><th colspan=4>苔溪镇</th></tr>
      <tr><th>面积</th><td>86平方千米</td><th>人口</th><td>3万人</td></tr>
      <tr><th>驻地</th><td colspan=3>渡口社区<sup><a href="#n">[1]</a></sup></td></tr>
      <tr><th colspan=4>交通</th></tr>
      <tr><th>车站</th><td>南站</td><th>机场</th><td>&nbsp;</td></tr></table>"""
    (draft,) = drafts(html)
    assert (draft.kind, draft.caption, draft.notes) == ("infobox", "苔溪镇", ["交通"])
    assert rows(html) == [
        ("面积", "86平方千米"),
        ("人口", "3万人"),
        ("驻地", "渡口社区"),
        ("车站", "南站"),
    ]
    assert all(row[0].header and not row[1].header for row in draft.rows)


def test_two_plain_columns_of_short_labels_are_an_infobox() -> None:
    html = "<table><tr><td>院长<td>柏听澜<tr><td>床位数<td>120张<tr><td>地址<td>橹声街18号</table>"
    assert rows(html) == [("院长", "柏听澜"), ("床位数", "120张"), ("地址", "橹声街18号")]


def test_cells_set_as_labels_are_labels_without_th() -> None:
    html = """<table><tr><td class=lab>形式</td><td>窗口</td><td class=lab>数量</td><td>不限</td></tr>
      <tr><td class=lab>对象</td><td>个人</td><td class=lab>结果</td><td>备案证</td></tr></table>"""
    assert rows(html) == [("形式", "窗口"), ("数量", "不限"), ("对象", "个人"), ("结果", "备案证")]


def test_list_items_and_line_breaks_are_values_of_their_own() -> None:
    html = """<table><tr><th>材料</th><td><ol><li>申请表<li>平面图</ol></td></tr>
      <tr><th>地点</th><td>二楼<br>三楼</td></tr></table>"""
    assert rows(html) == [
        ("材料", "申请表"),
        ("材料", "平面图"),
        ("地点", "二楼"),
        ("地点", "三楼"),
    ]


def test_a_label_over_several_rows_goes_with_each_value() -> None:
    html = """<table><tr><th rowspan=2>电话</th><td>417</td></tr><tr><td>418</td></tr>
      <tr><th>邮编</th><td>1000</td></tr></table>"""
    assert rows(html) == [("电话", "417"), ("电话", "418"), ("邮编", "1000")]


def test_padding_and_colons_of_labels_go_and_exponents_stay() -> None:
    html = """<table><tr><th>别&nbsp;&nbsp;名：</th><td>老苓[3]</td></tr>
      <tr><th>面积</th><td>12 km<sup>2</sup></td></tr></table>"""
    assert rows(html) == [("别名", "老苓"), ("面积", "12 km2")]


def test_a_grid_has_its_spans_expanded_and_its_header_rows_marked() -> None:
    html = """<table><caption>报价</caption><thead>
      <tr><th rowspan=2>品牌</th><th rowspan=2>名称</th><th colspan=2>价格</th></tr>
      <tr><th>零售</th><th>批发</th></tr></thead>
      <tr><td colspan=4>家用</td></tr>
      <tr><td rowspan=2>岚杉</td><td>甲壶</td><td>8</td><td>6</td></tr>
      <tr><td>乙壶</td><td colspan=2>面议</td></tr></table>"""
    (draft,) = drafts(html)
    assert (draft.kind, draft.caption, draft.notes) == ("grid", "报价", ["家用"])
    assert rows(html) == [
        ("品牌", "名称", "价格", "价格"),
        ("品牌", "名称", "零售", "批发"),
        ("岚杉", "甲壶", "8", "6"),
        ("岚杉", "乙壶", "面议", "面议"),
    ]
    assert [row[0].header for row in draft.rows] == [True, True, False, False]


def test_the_rows_of_a_grid_are_equally_long() -> None:
    html = "<table><tr><th>a</th><th>b</th><th>c</th></tr><tr><td>1</td><td>2</td></tr></table>"
    assert rows(html) == [("a", "b", "c"), ("1", "2", "")]


def test_several_values_in_a_grid_cell_are_parted_by_a_semicolon() -> None:
    html = "<table><tr><th>名</th><th>值</th></tr><tr><td>甲</td><td>1<br>2</td></tr></table>"
    assert rows(html)[1] == ("甲", "1；2")


@pytest.mark.parametrize(
    "first", ["<td><b>名称</b></td><td><b>价格</b></td><td><b>产地</b></td>",
              "<td>产品名称</td><td>价格</td><td>产地</td>"],
)  # fmt: skip
def test_a_header_without_th_is_found_by_bold_or_by_its_words(first: str) -> None:
    html = f"<table><tr>{first}</tr><tr><td>甲壶</td><td>3</td><td>岚州</td></tr></table>"
    (draft,) = drafts(html)
    assert draft.kind == "grid"
    assert [row[0].header for row in draft.rows] == [True, False]


def test_terms_and_their_definitions_are_an_infobox() -> None:
    html = """<h2>概况</h2><dl><div><dt>校区</dt><dd>望湖</dd><dd>苔溪</dd></div>
      <div><dt>学费</dt><dd>5,800元</dd></div></dl>"""
    (draft,) = drafts(html)
    assert (draft.kind, draft.caption) == ("infobox", "概况")
    assert rows(html) == [("校区", "望湖"), ("校区", "苔溪"), ("学费", "5,800元")]


def test_every_cell_knows_its_place_in_the_page() -> None:
    html = "<div></div><div><table><tr><th>甲</th><td>1</td></tr><tr><th>乙</th><td>2</td></tr></table>"
    (draft,) = drafts(html)
    places = [cell.xpath for row in draft.rows for cell in row]
    assert places == [
        "/html/body/div[2]/table/tbody/tr[1]/th",
        "/html/body/div[2]/table/tbody/tr[1]/td",
        "/html/body/div[2]/table/tbody/tr[2]/th",
        "/html/body/div[2]/table/tbody/tr[2]/td",
    ]


PAIRS = "<tr><th>地址</th><td>甲路</td></tr><tr><th>电话</th><td>417</td></tr>"


@pytest.mark.parametrize(
    "html",
    [
        f"<table role=presentation>{PAIRS}</table>",
        f"<nav><table>{PAIRS}</table></nav>",
        f"<div class=navbox><table>{PAIRS}</table></div>",
        f"<div class='related-products'><h2>看了又看</h2><table>{PAIRS}</table></div><p>{'正文。' * 30}",
        f"<section class='card rel'><h2>大家还看了</h2><table>{PAIRS}</table></section><p>{'正文。' * 30}",
        f"<table><tr><td><table><tr><td>x</td></tr></table></td><td>{'文' * 50}</td></tr></table>",
        f"<table><tr><td><h1>题</h1><p>{'正文。' * 20}</p></td><td>侧栏</td></tr></table>",
        "<table><tr><td>只有一格</td></tr></table>",
        "<table><tr><td><a href=1>甲</a></td><td><a href=2>乙</a></td></tr></table>",
        "<table><tr><th>一<th>二<th>三<th>四<th>五<th>六<th>日<tr><td>1<td>2<td>3<td>4<td>5<td>6<td>7</table>",
        "<table><tr><td>姓名</td><td><input name=n></td></tr><tr><td>电话</td><td>x</td></tr></table>",
        "<table><tr><td>500克</td><td>面粉</td></tr><tr><td>3个</td><td>鸡蛋</td></tr></table>",
        "<table id=toc class=toc><tr><td>1</td><td><a href=#a>历史</a></td></tr></table>",
        "<dl><dt><a href=1>祁衡</a></dt><dd>学者</dd><dt><a href=2>温棠</a></dt><dd>船师</dd></dl>",
        "<dl><dt>外地人可以申请吗？</dt><dd>可以。</dd></dl>",
        "<table class=bottom><tr><td>电话：417</td><td>岚ICP备417号</td></tr></table>",
    ],
)
def test_layout_navigation_and_furniture_are_no_tables(html: str) -> None:
    assert drafts(f"<h1>题</h1><p>{'一段正文。' * 20}</p>{html}") == []


def test_infoboxes_of_several_things_of_one_kind_are_left_out() -> None:
    card = "<dl><dt>姓名</dt><dd>{0}</dd><dt>电话</dt><dd>{0}1</dd></dl>"
    assert drafts(card.format("甲") + card.format("乙")) == []


def test_the_pages_own_infobox_stays_above_cards_of_one_kind() -> None:
    own = "".join(f"<dt>{name}</dt><dd>{name}值</dd>" for name in ("姓名", "电话", "职务", "籍贯"))
    card = "<dl><dt>姓名</dt><dd>{0}</dd><dt>电话</dt><dd>{0}1</dd></dl>"
    (draft,) = drafts(f"<h1>丙</h1><dl>{own}</dl>" + card.format("甲") + card.format("乙"))
    assert [row[0].text for row in draft.rows] == ["姓名", "电话", "职务", "籍贯"]


def test_an_infobox_in_a_side_column_is_read_and_a_side_column_without_one_is_not() -> None:
    box = "<aside><table class='{}'><tr><th>面积<td>86平方千米<tr><th>人口<td>3万</table></aside>"
    page = f"<h1>苔溪镇</h1>{box}<p>{'苔溪镇在渡口。' * 9}</p>"
    assert rows(page.format("infobox")) == [("面积", "86平方千米"), ("人口", "3万")]
    assert drafts(page.format("links")) == []


def test_spans_without_end_give_no_giant_table() -> None:
    row = "<tr><td rowspan=60000 colspan=1000>x</td></tr>"
    assert MAX_CELLS < 1000 * 1000
    assert drafts("<table><tr><th>名</th><th>值</th></tr>" + row * 1000 + "</table>") == []
