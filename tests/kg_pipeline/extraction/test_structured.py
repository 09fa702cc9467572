"""Tables say of whom, what and which value."""

from collections.abc import Sequence
from dataclasses import replace

from kg_pipeline.extraction.lexicon import PredicateEntry, PredicateLexicon
from kg_pipeline.extraction.structured import StructuredExtractor
from kg_pipeline.records import Cell, Document, Table, TableKind, Triple
from tests.kg_pipeline.extraction.conftest import facts


def table(kind: TableKind, *rows: Sequence[str], header: int = 0) -> Table:
    """Rows of texts; the first ``header`` rows are marked as header."""
    cells = tuple(
        tuple(Cell(text, xpath=f"/r{y}/c{x}", header=y < header) for x, text in enumerate(row))
        for y, row in enumerate(rows)
    )
    return Table(kind, "", cells)


def extract(*tables: Table, title: str = "云帆公司") -> list[Triple]:
    document = Document("d", "u", "text/html", "utf-8", "zh", title, "", (), tables)
    lexicon = PredicateLexicon([PredicateEntry(predicate="董事长", object="person")])
    return StructuredExtractor(lexicon).extract(document, [])


def test_rows_of_an_infobox_are_about_the_documents_subject() -> None:
    triples = extract(table("infobox", ("成立日期：", "2009年6月18日"), ("注册资本", "5,200万元")))
    assert facts(triples) == {
        ("云帆公司", "成立日期", "2009年6月18日"),
        ("云帆公司", "注册资本", "5,200万元"),
    }
    assert [(one.object_kind, one.unit) for one in triples] == [("date", ""), ("number", "元")]
    assert triples[0].xpath == "/r0/c1"


def test_the_lexicon_tells_which_objects_are_entities() -> None:
    triples = extract(table("infobox", ("董事长", "邵闻笛"), ("口号", "水是会记账的")))
    assert [one.object_kind for one in triples] == ["entity", "text"]


def test_a_list_becomes_one_triple_each_but_not_inside_brackets_or_book_marks() -> None:
    triples = extract(
        table("infobox", ("作品", "《湖、河与人》、《志》"), ("产品", "膜（平板、卷式）；仪器\n泵"))
    )
    assert [one.object for one in triples] == [
        "《湖、河与人》",
        "《志》",
        "膜（平板、卷式）",
        "仪器",
        "泵",
    ]


def test_missing_values_and_padded_labels() -> None:
    triples = extract(
        table("infobox", ("职　　业", "作家[1]"), ("籍贯", "暂无"), ("子女", "—"), ("旧称", " "))
    )
    assert facts(triples) == {("云帆公司", "职业", "作家")}


def test_a_row_of_full_width_is_no_fact() -> None:
    assert extract(table("infobox", ("基本资料", "基本资料"))) == []


def test_a_sentence_after_a_colon_is_no_value() -> None:
    triples = extract(
        table(
            "key_value",
            ("温馨提示", "来访请提前两天预约，厂区内请勿拍照。"),
            ("邮箱", "a@b.example"),
        )
    )
    assert facts(triples) == {("云帆公司", "邮箱", "a@b.example")}


def test_in_a_grid_the_name_column_gives_the_subject() -> None:
    grid = table(
        "grid", ("序号", "品牌", "产品名称", "容量"), ("1", "岚杉", "暖山壶", "1.5升"), header=1
    )
    assert facts(extract(grid)) == {("暖山壶", "品牌", "岚杉"), ("暖山壶", "容量", "1.5升")}


def test_under_two_header_rows_the_lower_one_counts() -> None:
    grid = table(
        "grid",
        ("产品", "价格", "价格"),
        ("产品", "零售价", "批发价"),
        ("暖山壶", "¥168.00", "¥112.00"),
        ("陶野壶", "面议", "面议"),
        ("说明", "说明", "说明"),
        header=2,
    )
    got = facts(extract(grid))
    assert ("暖山壶", "批发价", "¥112.00") in got
    assert ("陶野壶", "零售价", "面议") in got


def test_a_two_column_grid_of_items_is_about_the_documents_subject() -> None:
    grid = table("grid", ("项目", "内容"), ("办理时限", "5个工作日"), header=1)
    assert facts(extract(grid, title="摊位备案")) == {("摊位备案", "办理时限", "5个工作日")}


def test_a_grid_without_marked_header_takes_its_first_row() -> None:
    grid = table("grid", ("姓名", "职称"), ("柏听澜", "主任医师"), ("艾青禾", "主治医师"))
    assert facts(extract(grid)) == {("柏听澜", "职称", "主任医师"), ("艾青禾", "职称", "主治医师")}


def test_a_value_is_no_list_where_its_parts_do_not_end_like_the_column() -> None:
    grid = table(
        "grid",
        ("条文", "罪名"),
        ("第九条", "毁坏堤坝罪（取消毁坏堤岸罪）"),
        ("第十条", "偷盗、损毁界碑罪"),
        ("第十二条", "围湖罪"),
        ("第十三条", "捕鱼罪、放火罪"),
        header=1,
    )
    got = facts(extract(grid))
    assert ("第十条", "罪名", "偷盗、损毁界碑罪") in got
    assert {("第十三条", "罪名", "捕鱼罪"), ("第十三条", "罪名", "放火罪")} <= got


def test_a_numbered_list_below_a_heading_states_what_the_heading_says() -> None:
    grid = table("grid", ("序号", "内容"), ("1", "身份证"), ("2", "申请表"), header=1)
    listed = replace(grid, caption="申请材料")
    assert facts(extract(listed, title="摊位备案")) == {
        ("摊位备案", "申请材料", "身份证"),
        ("摊位备案", "申请材料", "申请表"),
    }
    assert facts(extract(grid, title="摊位备案")) == set()


def test_a_long_first_row_is_no_header() -> None:
    lost = "偷盗、损毁、移动永久性界碑和测量标志罪（取消损毁界碑罪罪名）"
    grid = table("grid", ("第九条", lost), ("第十条", "围湖罪"), header=1)
    assert facts(extract(grid)) == set()


def test_a_comparison_gives_each_column_its_values() -> None:
    grid = table("grid", ("参数", "甲型机", "乙型机"), ("重量", "2千克", "3千克"), header=1)
    assert facts(extract(grid)) == {("甲型机", "重量", "2千克"), ("乙型机", "重量", "3千克")}


def test_json_ld_rows_are_taken_as_they_are() -> None:
    rows = table("json_ld", ("岫风K3", "@type", "Product"), ("岫风K3", "color", "月白、黛蓝"))
    assert facts(extract(rows)) == {
        ("岫风K3", "类型", "Product"),
        ("岫风K3", "color", "月白、黛蓝"),
    }


def test_a_value_in_the_text_keeps_its_place() -> None:
    text = "特产：醉湖虾、青布"
    row = (Cell("特产", 0, 2), Cell("醉湖虾、青布", 3, 9))
    document = Document(
        "d", "u", "text/plain", "utf-8", "zh", "苔溪镇", text, (), (Table("key_value", "", (row,)),)
    )
    triples = StructuredExtractor(PredicateLexicon()).extract(document, [])
    assert [(one.object_start, one.object_end) for one in triples] == [(3, 6), (7, 9)]


def test_without_a_subject_pairs_give_nothing() -> None:
    assert extract(table("infobox", ("面积", "3亩")), title="") == []


def test_items_of_a_list_are_not_parted() -> None:
    assert facts(extract(table("list", ("用料", "盐、糖各少许"), ("用料", "葱/姜")))) == {
        ("云帆公司", "用料", "盐、糖各少许"),
        ("云帆公司", "用料", "葱/姜"),
    }


def test_a_year_under_a_date_is_a_date_and_a_bar_of_dashes_nothing() -> None:
    (released,) = extract(table("infobox", ("发行时间", "1999"), ("专辑", "------")))
    assert (released.object, released.object_kind) == ("1999", "date")
