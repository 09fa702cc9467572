"""How names, values and texts of all sources are written alike."""

import re

from kg_pipeline.extraction.merging import entity_name
from kg_pipeline.graph.values import fold, normalize
from kg_pipeline.records import ObjectKind
from kg_pipeline.sources.cleaning import clean_line, simplify

MISSING = frozenset(["", "NULL", "null", "无", "暂无", "-", "—", "不详", "未知"])
_FOOTNOTE = re.compile(r"\s*\[\d+(?:[-－,，]\d+)*\]\s*")
_SEVERAL = re.compile(r"[、，,/]")
_NO_NAME = re.compile(r"[。；;！？!?：，,、\n]")
_LONGEST_NAME = 20  # characters; a longer value is a text
_SENTENCE_END = re.compile(r"[。！？!?；;\n]+")
_NOT_COMPARED = re.compile(r"[\W_]+")
_SHORTEST_PART = 12  # compared characters from which a part of a text is told from chance
_SPACED_QUOTE = re.compile(r"(?<=[“”‘’—…]) | (?=[“”‘’—…])")


def plain(text: str) -> str:
    """Simplified characters, footnote marks gone, one line."""
    return clean_line(_FOOTNOTE.sub("", simplify(text)))


def name_of(text: str) -> str:
    """An entity's name: 「名 (义)」 and 「名_(义)」 become 「名（义）」."""
    return entity_name(plain(text.replace("_", " ")))


def value_of(text: str) -> str:
    """An attribute's value; empty where it is missing."""
    value = fold(plain(text))
    return "" if value in MISSING else value


def values_of(text: str) -> list[str]:
    """The single values of a field that lists several."""
    parts = (value_of(part).removesuffix("等").strip() for part in _SEVERAL.split(text))
    return [part for part in parts if part and part not in MISSING]


def object_kind(value: str) -> ObjectKind:
    """Date or number by form; a name where it is short and holds no punctuation."""
    kind = normalize(value).kind
    if kind in ("date", "number"):
        return kind
    short = len(value) <= _LONGEST_NAME and _NO_NAME.search(value) is None
    return "entity" if short else "text"


def unsegmented(text: str) -> str:
    """A sentence whose words were parted by blanks, without them between Chinese words."""
    return fold(_SPACED_QUOTE.sub("", fold(text)))


def comparable(text: str) -> str:
    """What two copies of one text share: letters and digits, simplified."""
    return _NOT_COMPARED.sub("", simplify(text)).casefold()


def comparable_parts(text: str) -> set[str]:
    """The whole text and its sentences, comparable; short parts are left out."""
    parts = {comparable(part) for part in _SENTENCE_END.split(text)}
    long = {part for part in parts if len(part) >= _SHORTEST_PART}
    return long | {whole for whole in [comparable(text)] if whole}
