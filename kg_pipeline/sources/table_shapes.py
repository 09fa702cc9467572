"""How a table is to be read: which rows are its header, or which cells are label and value.

Markup decides first (``th``, ``thead``, cells set as labels), words and shapes after it.
"""

import re
from collections.abc import Callable, Sequence

from kg_pipeline.sources.cells import is_bold, is_label_cell, label_of
from kg_pipeline.sources.dom import Element
from kg_pipeline.sources.key_values import is_sentence
from kg_pipeline.sources.labels import looks_like_label, names_attribute

Cleaner = Callable[[str], str]
Rows = Sequence[Sequence[Element]]

_GENERIC_HEADER = re.compile(
    r"项目|内容|名称|类别|指标|数值|说明|参数|规格|属性|值|字段|描述|序号|标题|备注|详情|要求|数量|单价|价格"
    r"|(?i:item|value|name|description|property|attribute|parameter|field|content|details?|feature)"
)
_LONGEST_PLAIN_LABEL = 8


def distinct(row: Sequence[Element]) -> list[Element]:
    """The cells of a row, each once, in order."""
    return list(dict.fromkeys(row))


def n_header_rows(rows: Rows, clean: Cleaner) -> int:
    """How many rows on top are the header of a grid; 0 where the table is no grid."""
    marked = 0
    while marked < len(rows) and _is_marked_header(rows[marked]):
        marked += 1
    if 0 < marked < len(rows):
        return 0 if _is_calendar(rows[0], clean) else marked
    if marked or len(rows) < 2 or _labelled_rate(rows) >= 0.7:
        return 0
    return int(_is_set_header(rows) or _is_worded_header(rows, clean))


def _is_marked_header(row: Sequence[Element]) -> bool:
    return all(cell.tag == "th" or _in_head(cell) for cell in row)


def _in_head(cell: Element) -> bool:
    around = cell.parent.parent if cell.parent else None
    return around is not None and around.tag == "thead"


def _is_calendar(row: Sequence[Element], clean: Cleaner) -> bool:
    """Seven columns under short words: the days of the week in some language."""
    return len(row) == 7 and all(len(label_of(cell, clean)) <= 3 for cell in row)


def _is_set_header(rows: Rows) -> bool:
    """The first row's cells are all set as labels, those of the others mostly not."""
    first = all(is_bold(cell) or is_label_cell(cell) for cell in rows[0])
    others = [cell for row in rows[1:] for cell in distinct(row)[1:]]
    return first and sum(map(is_label_cell, others)) < 0.2 * max(1, len(others))


def _is_worded_header(rows: Rows, clean: Cleaner) -> bool:
    """The first row's words name attributes, each another one, and no cell below repeats them."""
    labels = [label_of(cell, clean) for cell in rows[0]]
    if len(set(labels)) < len(labels) or not all(map(looks_like_label, labels)):
        return False
    if len(labels) == 2:
        return all(map(_GENERIC_HEADER.fullmatch, labels))
    below = [label_of(cell, clean) for row in rows[1:] for cell in distinct(row)]
    if sum(names_attribute(label) for label in below) > 0.3 * len(below):
        return False
    return sum(names_attribute(label) for label in labels) * 2 >= len(labels)


def paired_cells(rows: Rows, clean: Cleaner) -> list[tuple[Element, Element]]:
    """Label and value cells of an infobox, in order; empty where the table is none."""
    pairs = [_pairs_of(row) for row in rows if len(distinct(row)) % 2 == 0]
    if not pairs or len(pairs) < 0.6 * len(rows):
        return []
    if _labelled_rate(rows) >= 0.7:
        return [pair for row in pairs for pair in row if _is_name(pair[0], clean)]
    return [pair for row in pairs for pair in row] if _are_plain_pairs(pairs, clean) else []


def _pairs_of(row: Sequence[Element]) -> list[tuple[Element, Element]]:
    cells = distinct(row)
    return list(zip(cells[::2], cells[1::2], strict=True))


def _is_name(cell: Element, clean: Cleaner) -> bool:
    label = label_of(cell, clean)
    return bool(label) and (cell.tag == "th" or looks_like_label(label))


def _labelled_rate(rows: Rows) -> float:
    """The share of rows in which cells set as labels alternate with others."""
    n_labelled = 0
    for row in rows:
        cells = distinct(row)
        labels, values = cells[::2], cells[1::2]
        n_labelled += len(labels) == len(values) and (
            all(map(is_label_cell, labels))
            and not any(cell.tag == "th" for cell in values)
            and not all(map(is_label_cell, values))
        )
    return n_labelled / max(1, len(rows))


def _are_plain_pairs(pairs: Sequence[Sequence[tuple[Element, Element]]], clean: Cleaner) -> bool:
    """Whether cells without any markup read as label and value: short, all different labels."""
    labels = [label_of(label, clean) for row in pairs for label, _ in row]
    values = [label_of(value, clean) for row in pairs for _, value in row]
    good = [label for label in labels if looks_like_label(label) and not label[0].isdigit()]
    if len(pairs) < 2 or len(good) < 0.8 * len(labels) or len(set(good)) < len(good):
        return False
    if any(label.has_inside("a") for row in pairs for label, _ in row):
        return False
    if max(len(row) for row in pairs) == 1:
        return any(value and not is_sentence(value) for value in values)
    n_words = sum(names_attribute(label) for label in good)
    short = all(len(label) <= _LONGEST_PLAIN_LABEL or label.isascii() for label in good)
    n_names = sum(names_attribute(value) for value in values)
    return short and n_words * 3 >= len(good) and n_names * 4 <= len(values)
