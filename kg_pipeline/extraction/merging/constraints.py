"""What can a declared predicate not say? Checked where both sides are surely known.

An object of a declared date or number must not be the other of the two, nor a quantity of another
dimension (a length where money is declared); a person, place or organisation is neither. A subject
or object whose types are known must have one of the declared domain or range, where these name
types that occur. What is merely text, or without type, is never refused.
"""

from collections.abc import Mapping, Set

from kg_pipeline.extraction.lexicon import PredicateEntry, PredicateLexicon
from kg_pipeline.extraction.objects import OBJECT_KINDS
from kg_pipeline.graph.values import Value

_DIMENSIONS = {
    "money": "元 美元 欧元 英镑 港元 日元 韩元 新台币 卢布 澳元 加元",
    "area": "平方公里 平方米 平方英里 公顷 亩 英亩",
    "volume": "立方米 升 毫升",
    "length": "公里 米 厘米 毫米 里 英里 英尺 英寸 海里",
    "mass": "吨 千克 克 毫克 斤 磅 盎司",
    "time": "年 个月 周 天 工作日 小时 分钟 秒",
    "temperature": "摄氏度",
    "power": "千瓦 瓦 兆瓦",
    "share": "% ‰ 百分点",
}
_DIMENSION_OF = {unit: name for name, units in _DIMENSIONS.items() for unit in units.split()}
_NAMES = ("person", "organisation", "place")  # of objects that are neither date nor number


class Constraints:
    """Declared domains, ranges and kinds. types: node → its types."""

    def __init__(self, lexicon: PredicateLexicon, types: Mapping[str, Set[str]]) -> None:
        self._lexicon = lexicon
        self._types = types
        self._occurring = frozenset(name for some in types.values() for name in some)
        self._entries: dict[str, PredicateEntry | None] = {}

    def violated(self, subject: str, predicate: str, target: str, value: Value | None) -> str:
        """The reason why the triple cannot be, or "". value: of an object that is a literal."""
        if predicate not in self._entries:
            self._entries[predicate] = self._lexicon.entry(predicate)
        entry = self._entries[predicate]
        if entry is None:
            return ""
        if value is not None and value.kind != "text" and not _is_of_kind(entry, value):
            return "object is not what the predicate takes"
        if not self._fits(subject, entry.domain):
            return "subject outside the predicate's domain"
        if value is None and not self._fits(target, entry.range):
            return "object outside the predicate's range"
        return ""

    def _fits(self, node: str, declared: tuple[str, ...]) -> bool:
        types = self._types.get(node)
        wanted = self._occurring.intersection(declared)
        return not types or not wanted or not wanted.isdisjoint(types)


def _is_of_kind(entry: PredicateEntry, value: Value) -> bool:
    wanted = OBJECT_KINDS[entry.object]
    if wanted in ("date", "number") and value.kind != wanted:
        return wanted == "date" and value.kind == "number" and not value.unit  # a bare year
    if entry.object in _NAMES:
        return value.kind == "number" and not value.unit  # 「007」 may be a name
    dimension = _DIMENSION_OF.get(value.unit.partition("/")[0])
    declared = {_DIMENSION_OF.get(unit.partition("/")[0]) for unit in entry.units if unit}
    return not dimension or not declared or None in declared or dimension in declared
