"""What is a work (a film, a song, a book), and where does a text write it as one?

The type check of linking. A title is written in 《》. Nothing but a work is meant by what fills the
marks, if a work bears the name; a work whose title is an ordinary word is meant there alone; a part
of a longer title is neither a work nor an ordinary word. What is joined to more by 「·」 is a part of
a longer name. And where a node's other name is an ordinary word (「规定」 for one law), the word is
meant and not the node.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Annotated, Any

import numpy as np
from pydantic import Field

from kg_pipeline.graph.folding import SEPARATOR, Bits, bits_of, fold_surfaces, text_of
from kg_pipeline.graph.ordinary_words import is_ordinary
from kg_pipeline.graph.spans import JoinedTexts, Spans
from kg_pipeline.graph.store import KnowledgeGraph
from kg_pipeline.graph.tables import runs
from kg_pipeline.graph.writing import Flags, Integers, Longs
from kg_pipeline.senses import without_sense
from kg_pipeline.settings import Settings

Possible = tuple[bool, ...] | None  # which bearers of a name a place can mean; None: all
_NOTHING = 1
_NO_NOUN = r"[^\x00-\x{10FFFF}]"  # matches no character
# What a character can be, as bits; a subtitle's signs part a title from more in the same marks.
# 《…1》 is the first of its name.
_OPENING, _CLOSING, _SUBTITLE, _QUOTE, _JOINT, _BLANK, _EDGE, _FIRST = (1 << b for b in range(8))
_SIGNS = {
    _OPENING: "《〈",
    _CLOSING: "》〉",
    _SUBTITLE: "：:（(—－-·",
    _QUOTE: "“”「」『』【】",
    _JOINT: "·",
    _BLANK: " ",
    _EDGE: SEPARATOR,
    _FIRST: "1",
}
_NOUNS = """
歌曲 单曲 专辑 电影 影片 电视剧 网络剧 连续剧 剧集 小说 图书 漫画 动画 动画片 动漫 游戏 手游 网游 杂志 期刊
综艺 节目 纪录片 话剧 音乐剧 诗集 油画 作品 主题曲 film song album single novel book magazine series
"""
_PREDICATES = """
导演 编剧 主演 制片人 上映时间 上映日期 首播时间 出品公司 歌手 作词 作曲 所属专辑 歌曲原唱 歌曲语言 专辑语言 作者
出版社 连载平台 主角 对白语言 影片类型 出品时间 收录单曲 artist author director fromAlbum nextSingle lastSingle
nextAlbum lastAlbum starring producer writer screenwriter performer
"""


_OF_WORKS = (
    "代表作品 代表作 主要作品 notableWork 所属专辑 收录单曲 主题曲 fromAlbum nextSingle lastSingle"
)


class WorkSettings(Settings):
    """How works are told: by their types and senses, or by what the graph says of them.

    nouns: with which types and senses of works end; none: no type is a work
    predicates, object_predicates: whose subjects, whose objects are works
    """

    nouns: tuple[Annotated[str, Field(min_length=1)], ...] = tuple(_NOUNS.split())
    predicates: tuple[str, ...] = (*_PREDICATES.split(), "cast member")
    object_predicates: tuple[str, ...] = (*_OF_WORKS.split(), "notable work")


class Works:
    """The works among a graph's nodes, and what each name can mean where.

    is_work: (E,) whether a node is a work
    """

    def __init__(
        self, graph: KnowledgeGraph, settings: WorkSettings, offsets: Longs, bearers: Integers
    ) -> None:
        """offsets, bearers: of names, as in ``AliasTable``."""
        import pyarrow as pa
        import pyarrow.compute as pc

        self._names, self._offsets, self._bearers = graph.column("name"), offsets, bearers
        nouns = "|".join(map(re.escape, settings.nouns)) or _NO_NOUN
        types = graph.column("types")
        closed = pc.or_(pc.ends_with(self._names, ")"), pc.ends_with(self._names, "）"))
        by_sense = pc.match_substring_regex(self._names.filter(closed), f"(?i)(?:{nouns})[)）]$")
        by_type = pc.match_substring_regex(types.flatten(), f"(?i)(?:{nouns})$")
        self.is_work: Flags = np.array(closed, dtype=bool)
        self.is_work[self.is_work] = np.asarray(by_sense)
        self.is_work[np.asarray(pc.list_parent_indices(types))[np.asarray(by_type)]] = True
        predicates = pa.array(graph.predicates, pa.string())
        of, to = (
            np.asarray(pc.is_in(predicates, pa.array(some, pa.string())))[graph.predicate]
            for some in (settings.predicates, settings.object_predicates)
        )
        self.is_work[graph.subject[of]] = True
        self.is_work[graph.object[to]] = True
        self._numbers: dict[Possible, int] = {None: 0, (): _NOTHING}
        # Of each name its ``Possible`` without marks, inside and filling them; -1: not asked yet.
        self._kinds = np.full((len(offsets) - 1, 3), -1, dtype=np.int32)

    @property
    def kinds(self) -> list[Possible]:
        """What the numbers of ``possible`` stand for."""
        return list(self._numbers)

    def possible(self, joined: JoinedTexts, spans: Spans) -> Longs:
        """(S,) the number of what each span can mean; 0 for all bearers, 1 for nothing."""
        numbers = np.zeros(len(spans), dtype=np.int64)
        named = np.flatnonzero(spans.found >= 0)
        some = spans.where(named)
        asked = np.flatnonzero(self._kinds[some.found, 0] < 0)
        if len(asked):
            new = some.where(asked[np.unique(some.found[asked], return_index=True)[1]])
            self._ask(joined, new)
        signs = _signs().take(joined.codes, mode="clip")
        marks = _marks(some, signs)
        numbers[named] = np.where(marks < 0, 0, self._kinds[some.found, marks])
        numbers[named[_joined_to_more(joined, some, signs)]] = _NOTHING
        return numbers

    def _ask(self, joined: JoinedTexts, spans: Spans) -> None:
        """What some names, one span of each, can mean in each place."""
        begins = self._offsets[spans.found]
        counts = self._offsets[spans.found + 1] - begins
        place, owner = runs(begins, counts)
        rows = self._bearers[place]
        works = self.is_work[rows]
        text = text_of(joined.folded)  # the same whichever text comes first
        folded = [text[one:two] for one, two in zip(*_lists(spans.start, spans.end), strict=True)]
        ordinary = np.fromiter(map(is_ordinary, folded), dtype=bool, count=len(folded))
        hidden = np.zeros(len(rows), dtype=bool)
        some = np.flatnonzero(ordinary[owner])
        names = self._names.take(rows[some]).to_pylist()
        hidden[some] = _hidden(
            names, [folded[one] for one in owner[some].tolist()], works[some], counts[owner[some]]
        )
        kinds = np.zeros((len(spans), 3), dtype=np.int32)
        asked = ordinary.copy()
        asked[owner[works]] = True
        ends = np.cumsum(counts)
        for number in np.flatnonzero(asked).tolist():
            bearers = slice(ends[number] - counts[number], ends[number])
            found = _kinds(bool(ordinary[number]), *_lists(works[bearers], hidden[bearers]))
            kinds[number] = [self._numbers.setdefault(kind, len(self._numbers)) for kind in found]
        self._kinds[spans.found] = kinds


def _hidden(names: list[str], folded: list[str], works: Flags, n_bearers: Longs) -> list[bool]:
    """Of bearers of ordinary words whether they are not meant without marks; folded: the words.

    Of several bearers the one without a sense may be the ordinary word as well as a work; the only
    bearer of a name is meant without marks too.
    """
    bare = list(map(without_sense, names))
    columns = zip(
        names, bare, fold_surfaces(bare), folded, *_lists(works, n_bearers == 1), strict=True
    )
    return [
        own.strip() != word or (work and not (only or name == one))
        for name, one, own, word, work, only in columns
    ]


def _kinds(ordinary: bool, works: list[bool], hidden: list[bool]) -> tuple[Possible, ...]:
    """What a name can mean without marks, inside and filling them; of each bearer two flags."""
    some_work = any(works)
    inside = () if ordinary else _all_but(works)
    filled = tuple(works) if some_work else None
    return _all_but(hidden) if ordinary else None, inside, filled


def _lists(*columns: "Flags | Longs") -> list[list[Any]]:
    return [column.tolist() for column in columns]


@lru_cache(maxsize=1)
def _signs() -> Bits:
    """What each code point can be."""
    return bits_of(_SIGNS)


def _marks(spans: Spans, signs: Bits) -> Longs:
    """(S,) 2 where a span fills 《》, -1 quotation marks, 1 where it stands in 《》 with more, else 0."""
    before, behind = spans.start - 1, spans.end
    marks = (signs & (_OPENING | _CLOSING | _EDGE) > 0).nonzero()[0]
    last = marks[np.searchsorted(marks, before, side="right") - 1]  # at or before a span's begin
    inside = signs[last] & _OPENING > 0
    before = before - (signs[before] == _BLANK)
    first_part = (signs[behind] & _FIRST > 0) & inside
    behind = behind + (((signs[behind] == _BLANK) | first_part) & (behind + 1 < len(signs)))
    left, right = signs[before], signs[behind]
    filled = (left & _OPENING > 0) & (right & (_CLOSING | _SUBTITLE) > 0)
    filled |= inside & (left & _SUBTITLE > 0) & (right & _CLOSING > 0)
    quoted = (left & right & _QUOTE) > 0
    return np.where(filled, 2, np.where(quoted & ~inside, -1, inside))


def _joined_to_more(joined: JoinedTexts, spans: Spans, signs: Bits) -> Flags:
    """(S,) whether a span is a part of a foreign name: 威廉·华莱士, but not 宋·陆游."""
    ahead, after = signs[spans.start - 1], signs[spans.end]
    behind = (after & _JOINT > 0) & (ahead & _OPENING == 0)
    before = np.flatnonzero((ahead & _JOINT > 0) & (after & _CLOSING == 0))
    for back in (3, 4):  # a dynasty has one or two characters
        code = joined.codes[np.maximum(spans.start[before] - back, 0)]
        before = before[(code >= ord("\u4e00")) & (code <= ord("\u9fff"))]
    behind[before] = True
    joints = np.flatnonzero(signs & _JOINT)
    some = np.flatnonzero(behind)
    whole = np.searchsorted(joints, spans.end[some]) > np.searchsorted(joints, spans.start[some])
    behind[some[whole]] = False  # has a joint itself
    return behind


def _all_but(flags: Sequence[bool]) -> Possible:
    if all(flags):
        return ()
    return tuple(not flag for flag in flags) if any(flags) else None
