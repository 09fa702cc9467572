"""What tables state: who is the subject, which label goes with which cell.

Rows of label and value speak of the document's subject, rows under a header of what stands in
their name column, columns of a comparison of what heads them.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg_pipeline.graph.values import fold, normalize
from kg_pipeline.records import TYPE_PREDICATE, Cell, Table

NO_VALUE = frozenset(
    "- -- — —— – / \\ . … 无 暂无 暂缺 不详 未知 未填写 待定 待补充 空 null none n/a na nil unknown tbd".split()
) | {"", "not available", "not applicable"}
FOOTNOTE = re.compile(r"\s*\[(?:\d{1,3}|[a-z]|注\d*)\]")
NOTE = re.compile(r"\s*[（(][^（()）]*[)）]$")
_WIDEST_LABEL = 48  # columns; a Chinese character has two
_COMMON_ENDING = 0.6  # share of a column's values that end alike
_PADDED_LABEL = re.compile(r"(?<=[\u4e00-\u9fff])[\s\u3000]+(?=[\u4e00-\u9fff])")
_NAME_HEADER = re.compile(
    r".*(?:名称|姓名)|名|名字|产品|专业|品名|项目名|型号名|商品|(?i:.*\bname)|(?i:product|title|"
    r"model)"
)
_NUMBER_HEADER = re.compile(r"序号|编号|号|№|#|排名|(?i:no\.?|rank|nr\.?|index)")
_ITEM_HEADER = re.compile(
    r"项目|事项|登记事项|属性|参数|指标|名目|条目|字段|类别|规格|基本资料|基本信息|档案|栏目|要素|"
    r"(?i:item|attribute|property|parameter|field|feature|specification|spec|detail)s?|"
)
_VALUE_HEADER = re.compile(
    r"内容|数值|值|参数|说明|详情|描述|数据|信息|具体内容|规格|结果|要求|"
    r"(?i:value|content|description|detail|information|data|specification)s?|"
)
_REMARK_HEADER = re.compile(r"备注|注|说明|(?i:remarks?|notes?)")
_NO_LABEL = re.compile(
    r"第.{1,3}步|步骤.*|问|答|[QA]|注意?|备注|说明|提示|.{0,2}(?:温馨|友情|特别|重要)提示|"
    r"(?i:step \d+|note|please note|tip)"
)
_SENTENCE = re.compile(r"[。！？!?][”’」』）)]*$|。.+|\w\w\w \w+ \w+ \w+ .*\w\.$")


@dataclass(frozen=True, slots=True)
class Fact:
    """A cell's value said of a subject; ``subject_cell`` is None for the document's subject.

    ending: what each member of a list has to end with; a value whose parts do not is no list
    """

    subject: str
    subject_cell: Cell | None
    predicate: str
    value: Cell
    parted: bool = True
    ending: str = ""


def facts_of(table: Table, subject: str) -> Iterator[Fact]:
    """All that a table states; ``subject`` is the document's, "" where it is not known."""
    if table.kind == "json_ld":
        yield from _json_ld_facts(table)
    elif table.kind == "grid":
        yield from _grid_facts(table, subject)
    elif subject:
        strict = table.kind in ("key_value", "list")
        for fact in _pair_facts(table.rows, subject, strict):
            yield fact if table.kind != "list" else replace(fact, parted=False)


def _json_ld_facts(table: Table) -> Iterator[Fact]:
    for row in table.rows:
        if len(row) == 3 and row[0].text and row[1].text:
            predicate = TYPE_PREDICATE if row[1].text == "@type" else row[1].text
            yield Fact(fold(row[0].text), row[0], predicate, row[2], parted=False)


def label_text(text: str) -> str:
    """A label without its colon and without blanks that only pad Chinese."""
    label = fold(FOOTNOTE.sub("", text)).rstrip("：: ")
    return _PADDED_LABEL.sub("", label)


def _pair_facts(
    rows: Sequence[Sequence[Cell]], subject: str, strict: bool = False
) -> Iterator[Fact]:
    """Rows of label and value; strict: a value that is a sentence is none."""
    for row in rows:
        if len(row) < 2:
            continue
        label, value = label_text(row[0].text), row[1]
        same = value.text == row[0].text  # one cell over the whole width
        if not label or same or _NO_LABEL.fullmatch(label) or len(label) > 40:
            continue
        if not (strict and _SENTENCE.search(value.text)):
            yield Fact(subject, None, label, value)


def _grid_facts(table: Table, subject: str) -> Iterator[Fact]:
    header, rows = _header_of(table)
    if header is None:
        return
    labels = [label_text(cell.text) for cell in header]
    n_columns = len(labels)
    rows = [row for row in rows if len(row) == n_columns and not _is_full_width(row)]
    columns = [place for place in range(n_columns) if not _counts_rows(labels[place], rows, place)]
    if len(columns) == 1 and len(columns) < n_columns and subject:  # 序号 | 内容, below a heading
        yield from _listed_facts(table.caption, labels[columns[0]], rows, columns[0], subject)
    if len(columns) < 2:
        return
    first, second = columns[0], columns[1]
    generic = _ITEM_HEADER.fullmatch(labels[first]) is not None
    rest = [labels[place] for place in columns[2:]]
    if generic and all(_REMARK_HEADER.fullmatch(label) for label in rest):
        if subject and (rest or _VALUE_HEADER.fullmatch(labels[second])):
            yield from _pair_facts([(row[first], row[second]) for row in rows], subject)
            return
        if not rest:  # 项目 | a name: the table is about what the name names
            yield from _pair_facts([(row[first], row[second]) for row in rows], labels[second])
            return
    if generic:
        yield from _compared(labels, rows, columns)
        return
    yield from _row_facts(labels, rows, columns)


def _listed_facts(
    caption: str, label: str, rows: Sequence[Sequence[Cell]], column: int, subject: str
) -> Iterator[Fact]:
    """A numbered list of values under a heading that says what they are."""
    predicate = label_text(caption)
    if _is_label(predicate) and (_VALUE_HEADER.fullmatch(label) or label in predicate):
        for row in rows:
            yield Fact(subject, None, predicate, row[column], parted=False)


def _header_of(table: Table) -> tuple[Sequence[Cell] | None, Sequence[Sequence[Cell]]]:
    """The lowest header row and the rows below it; the first row where none is marked."""
    rows = table.rows
    n_header = 0
    while n_header < len(rows) and all(cell.header for cell in rows[n_header]):
        n_header += 1
    if n_header == 0 and rows and not any(_is_value(cell.text) for cell in rows[0]):
        n_header = 1
    if n_header == 0 or n_header >= len(rows):
        return None, ()
    return rows[n_header - 1], rows[n_header:]


def _is_value(text: str) -> bool:
    return normalize(text).kind != "text"


def _is_full_width(row: Sequence[Cell]) -> bool:
    return len({(cell.text, cell.xpath, cell.start) for cell in row}) == 1


def _counts_rows(label: str, rows: Sequence[Sequence[Cell]], place: int) -> bool:
    """A column that only numbers the rows."""
    texts = [row[place].text.strip().rstrip(".、") for row in rows]
    counted = bool(rows) and texts == [str(number) for number in range(1, len(rows) + 1)]
    return counted or label == "序号" or (bool(_NUMBER_HEADER.fullmatch(label)) and not any(texts))


def _row_facts(
    labels: Sequence[str], rows: Sequence[Sequence[Cell]], columns: Sequence[int]
) -> Iterator[Fact]:
    name_column = next(
        (place for place in columns if _NAME_HEADER.fullmatch(labels[place])), columns[0]
    )
    endings = {place: _ending([row[place].text for row in rows]) for place in columns}
    for row in rows:
        name = fold(FOOTNOTE.sub("", row[name_column].text))
        if name.casefold() in NO_VALUE or re.fullmatch(r"合计|总计|小计|(?i:total)", name):
            continue
        for place in columns:
            if (
                place != name_column
                and _is_label(labels[place])
                and row[place].text != row[name_column].text
            ):
                yield Fact(name, row[name_column], labels[place], row[place], ending=endings[place])


def _is_label(text: str) -> bool:
    """A column's name is short; what is longer is a value of a table that lost its header."""
    return bool(text) and len(text.encode("gbk", "replace")) <= _WIDEST_LABEL


def _ending(values: Sequence[str]) -> str:
    """The character that most values of a column end with, their notes left out; "" if none."""
    last = Counter(bare[-1] for value in values if (bare := NOTE.sub("", value.strip())))
    character, count = min(last.items(), key=lambda item: (-item[1], item[0]), default=("", 0))
    return character if count >= max(3, _COMMON_ENDING * sum(last.values())) else ""


def _compared(
    labels: Sequence[str], rows: Sequence[Sequence[Cell]], columns: Sequence[int]
) -> Iterator[Fact]:
    """参数 | 甲型 | 乙型: each further column is a thing, each row an attribute."""
    for place in columns[1:]:
        name = labels[place]
        if not name or _VALUE_HEADER.fullmatch(name) or _REMARK_HEADER.fullmatch(name):
            continue
        if re.match(r"第|\d{4}|[上下本去今]|单位|(?i:unit)", name):
            continue
        for row in rows:
            label = label_text(row[columns[0]].text)
            if label and label != label_text(row[place].text):
                yield Fact(name, None, label, row[place])
