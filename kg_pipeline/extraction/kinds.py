"""Is an object an entity, a date, a number or a text?"""

import re

from kg_pipeline.extraction.lexicon import PredicateLexicon
from kg_pipeline.extraction.objects import OBJECT_KINDS
from kg_pipeline.graph.values import normalize
from kg_pipeline.records import ObjectKind

_YEAR = re.compile(r"[12]\d{3}")
_OF_TIME = re.compile(r".*(?:时间|日期|年份|年度)|(?i:.*(?:date|year|published|released|founded))")


def object_kind(lexicon: PredicateLexicon, predicate: str, text: str) -> tuple[ObjectKind, str]:
    """Kind and unit: the lexicon's word on what the predicate takes, else what the value looks like."""
    entry = lexicon.entry(predicate)
    if entry is not None and OBJECT_KINDS[entry.object] == "entity":
        return "entity", ""
    value = normalize(text)
    if value.kind == "number" and _YEAR.fullmatch(text) and _OF_TIME.fullmatch(predicate):
        value = normalize(text, "date")
    return value.kind, value.unit
