"""Triples from what a document states in structure: infoboxes, tables, key：value lines, JSON-LD.

Who is the subject follows from the shape: the document's own in an infobox, a key：value line and a
two-column table of items, the row's name in a table with a header, the thing itself in JSON-LD.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg_pipeline.extraction.document_names import document_subject
from kg_pipeline.extraction.lexicon import PredicateLexicon
from kg_pipeline.extraction.objects import OBJECT_KINDS, split_list
from kg_pipeline.graph.values import fold, normalize
from kg_pipeline.records import (
    TYPE_PREDICATE,
    Cell,
    Document,
    Language,
    ObjectKind,
    Sentence,
    Table,
    TableKind,
    Triple,
)

_CONFIDENCE: dict[TableKind, float] = {
    "json_ld": 0.98,
    "infobox": 0.97,
    "record": 0.97,
    "grid": 0.95,
    "key_value": 0.93,
    "list": 0.85,
}
_NO_VALUE = frozenset(
    "- -- — —— – / \\ . … 无 暂无 暂缺 不详 未知 未填写 待定 待补充 空 null none n/a na nil unknown tbd".split()
) | {"", "not available", "not applicable"}
_FOOTNOTE = re.compile(r"\s*\[(?:\d{1,3}|[a-z]|注\d*)\]")
_NOTE = re.compile(r"\s*[（(][^（()）]*[)）]$")
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
_WORD = re.compile(r"\w")
_YEAR = re.compile(r"[12]\d{3}")
_OF_TIME = re.compile(r".*(?:时间|日期|年份|年度)|(?i:.*(?:date|year|published|released|founded))")
_SENTENCE = re.compile(r"[。！？!?][”’」』）)]*$|。.+|\w\w\w \w+ \w+ \w+ .*\w\.$")
_LONG_VALUE = 120  # characters; what is longer is not parted, unless it lists names
_PARTED_AT_COMMAS = frozenset(["person", "organisation", "work", "entity", "name", "date"])
_COMMA = re.compile(
    r"\s*[,，/](?!\d{3})(?![^《》]*》)(?![^（()）]*[)）])(?!\s*(?:Inc|Ltd|LLC|Jr)\b)"
)


@dataclass(frozen=True, slots=True)
class _Fact:
    """A cell's value said of a subject; ``subject_cell`` is None for the document's subject.

    ending: what each member of a list has to end with; a value whose parts do not is no list
    """

    subject: str
    subject_cell: Cell | None
    predicate: str
    value: Cell
    parted: bool = True
    ending: str = ""


class StructuredExtractor:
    """Reads the tables of a document. ``lexicon`` tells which predicates take entities."""

    name = "structured"

    def __init__(self, lexicon: PredicateLexicon) -> None:
        self._lexicon = lexicon

    def extract(self, document: Document, sentences: Sequence[Sentence]) -> list[Triple]:
        """Triples of all tables in their order; a triple stated twice is given once."""
        subject = document_subject(document)
        triples: dict[tuple[str, str, str], Triple] = {}
        for table in document.tables:
            for fact in _facts(table, subject):
                for triple in self._triples(fact, table.kind, document):
                    triples.setdefault((triple.subject, triple.predicate, triple.object), triple)
        return list(triples.values())

    def _triples(self, fact: _Fact, kind: TableKind, document: Document) -> Iterator[Triple]:
        text = _FOOTNOTE.sub("", fact.value.text)
        spans = self._members(fact, text, document.language)
        subject_cell = fact.subject_cell or Cell("")
        for start, end in spans:
            shown = fold(text[start:end])
            own_name = shown == fact.subject and kind != "record"
            if own_name or shown.casefold() in _NO_VALUE or not _WORD.search(shown):
                continue  # the fields of a record are what one asked for, its name included
            object_kind, unit = self._kind(fact.predicate, shown)
            object_start, object_end = _place(fact.value, text[start:end], document)
            yield Triple(
                subject=fact.subject,
                predicate=fact.predicate,
                object=shown,
                object_kind=object_kind,
                unit=unit,
                confidence=_CONFIDENCE[kind],
                extractor=self.name,
                document_id=document.document_id,
                subject_start=subject_cell.start,
                subject_end=subject_cell.end,
                object_start=object_start,
                object_end=object_end,
                xpath=fact.value.xpath,
            )

    def _members(self, fact: _Fact, text: str, language: Language) -> list[tuple[int, int]]:
        """Spans of the values that a cell lists.

        Names of a predicate that takes them are parted at commas and strokes too, and so are
        several dates.
        """
        entry = self._lexicon.entry(fact.predicate)
        kind = "" if entry is None else entry.object
        if not fact.parted or (len(text) > _LONG_VALUE and kind not in _PARTED_AT_COMMAS):
            return [(0, len(text))]
        spans = split_list(text, language)
        if not all(_NOTE.sub("", text[slice(*span)]).endswith(fact.ending) for span in spans):
            return [(0, len(text))]
        if kind not in _PARTED_AT_COMMAS:
            return spans
        finer = [part for span in spans for part in _parted(text, span)]
        dates = all(normalize(text[slice(*part)], "date").kind == "date" for part in finer)
        return finer if kind != "date" or dates else spans

    def _kind(self, predicate: str, text: str) -> tuple[ObjectKind, str]:
        """The lexicon's word on what the predicate takes, else what the value looks like."""
        entry = self._lexicon.entry(predicate)
        if entry is not None and OBJECT_KINDS[entry.object] == "entity":
            return "entity", ""
        value = normalize(text)
        if value.kind == "number" and _YEAR.fullmatch(text) and _OF_TIME.fullmatch(predicate):
            value = normalize(text, "date")
        return value.kind, value.unit


def _parted(text: str, span: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """Parts of a span between commas and strokes outside brackets, without blanks and 等."""
    start, end = span
    if text[start:end].endswith("等") and end - start > 2:
        end -= 1
    cuts = [match.span() for match in _COMMA.finditer(text, start, end)]
    edges = [start, *(edge for cut in cuts for edge in cut), end]
    for begin, stop in zip(edges[::2], edges[1::2], strict=True):
        part = text[begin:stop]
        if part.strip():
            left = len(part) - len(part.lstrip())
            yield begin + left, begin + len(part.rstrip())


def _place(cell: Cell, text: str, document: Document) -> tuple[int | None, int | None]:
    """Where a part of a cell stands in the document's text, if the cell stands there."""
    if cell.start is None or cell.end is None:
        return None, None
    start = document.text.find(text.strip(), cell.start, cell.end)
    if start < 0:
        return cell.start, cell.end
    return start, start + len(text.strip())


def _facts(table: Table, subject: str) -> Iterator[_Fact]:
    if table.kind == "json_ld":
        yield from _json_ld_facts(table)
    elif table.kind == "grid":
        yield from _grid_facts(table, subject)
    elif subject:
        strict = table.kind in ("key_value", "list")
        for fact in _pair_facts(table.rows, subject, strict):
            yield fact if table.kind != "list" else replace(fact, parted=False)


def _json_ld_facts(table: Table) -> Iterator[_Fact]:
    for row in table.rows:
        if len(row) == 3 and row[0].text and row[1].text:
            predicate = TYPE_PREDICATE if row[1].text == "@type" else row[1].text
            yield _Fact(fold(row[0].text), row[0], predicate, row[2], parted=False)


def label_text(text: str) -> str:
    """A label without its colon and without blanks that only pad Chinese."""
    label = fold(_FOOTNOTE.sub("", text)).rstrip("：: ")
    return _PADDED_LABEL.sub("", label)


def _pair_facts(
    rows: Sequence[Sequence[Cell]], subject: str, strict: bool = False
) -> Iterator[_Fact]:
    """Rows of label and value; strict: a value that is a sentence is none."""
    for row in rows:
        if len(row) < 2:
            continue
        label, value = label_text(row[0].text), row[1]
        same = value.text == row[0].text  # one cell over the whole width
        if not label or same or _NO_LABEL.fullmatch(label) or len(label) > 40:
            continue
        if not (strict and _SENTENCE.search(value.text)):
            yield _Fact(subject, None, label, value)


def _grid_facts(table: Table, subject: str) -> Iterator[_Fact]:
    header, rows = _header_of(table)
    if header is None:
        return
    labels = [label_text(cell.text) for cell in header]
    n_columns = len(labels)
    rows = [row for row in rows if len(row) == n_columns and not _is_full_width(row)]
    columns = [place for place in range(n_columns) if not _counts_rows(labels[place], rows, place)]
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
) -> Iterator[_Fact]:
    name_column = next(
        (place for place in columns if _NAME_HEADER.fullmatch(labels[place])), columns[0]
    )
    endings = {place: _ending([row[place].text for row in rows]) for place in columns}
    for row in rows:
        name = fold(_FOOTNOTE.sub("", row[name_column].text))
        if name.casefold() in _NO_VALUE or re.fullmatch(r"合计|总计|小计|(?i:total)", name):
            continue
        for place in columns:
            if (
                place != name_column
                and _is_label(labels[place])
                and row[place].text != row[name_column].text
            ):
                yield _Fact(
                    name, row[name_column], labels[place], row[place], ending=endings[place]
                )


def _is_label(text: str) -> bool:
    """A column's name is short; what is longer is a value of a table that lost its header."""
    return bool(text) and len(text.encode("gbk", "replace")) <= _WIDEST_LABEL


def _ending(values: Sequence[str]) -> str:
    """The character that most values of a column end with, their notes left out; "" if none."""
    last = Counter(bare[-1] for value in values if (bare := _NOTE.sub("", value.strip())))
    character, count = min(last.items(), key=lambda item: (-item[1], item[0]), default=("", 0))
    return character if count >= max(3, _COMMON_ENDING * sum(last.values())) else ""


def _compared(
    labels: Sequence[str], rows: Sequence[Sequence[Cell]], columns: Sequence[int]
) -> Iterator[_Fact]:
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
                yield _Fact(name, None, label, row[place])
