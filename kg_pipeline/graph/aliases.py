"""Which strings name which nodes, and where do they stand in a text?

Names and aliases of a graph in one character-wise double-array automaton. Matching ignores width
and case (but not the case of Latin names under four characters: "US" is not "us"), a name that
begins or ends with a Latin letter or digit only matches where its neighbour is none, and of
overlapping matches the leftmost, then the longest stays.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import numpy as np

from kg_pipeline.graph.store import KnowledgeGraph
from kg_pipeline.graph.writing import Integers, Longs, Reals
from kg_pipeline.settings import PositiveInt, Rate, Settings

_STOP_WORDS = """
我们 你们 他们 她们 它们 咱们 大家 自己 别人 这个 那个 这些 那些 这里 那里 什么 怎么 怎样 哪里
哪个 为什么 一个 一些 一种 一样 一直 一般 一定 没有 不是 不能 可以 可能 可是 但是 因为 所以 如果
虽然 而且 然后 以及 或者 还是 就是 已经 正在 现在 以前 以后 之前 之后 之间 时候 其他 其中 其它
有些 有的 所有 全部 部分 由于 关于 对于 根据 按照 通过 进行 开始 成为 作为 属于 位于 包括 主要
非常 比较 同时 目前 今天 昨天 明天 the an and or but if of at by for with from to in on off over
under again then once here there all any both each few more most other some such no nor not only
own same so than too very can will just is are was were be been being have has had do does did
this that these those he him his she her it its they them their we us our you your me my what
which who whom when where why how as up down out about into through during before after above
below between
"""
_NUMERAL = re.compile(r"[\W\d_〇○零一二两三四五六七八九十百千万亿]+")
_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_EXACT_BELOW = 4  # Latin names of fewer characters must be written in their own case
_LATIN_END = "\u024f"


class AliasSettings(Settings):
    """Which names are looked for."""

    min_alias_chars: PositiveInt = 2
    max_sentence_share: Rate = 0.001  # names in more of the sample's sentences are dropped …
    frequent_sentences: PositiveInt = 50  # … if they stand in more than this many
    stop_words: tuple[str, ...] = ()  # never names, besides the usual ones of both languages


class Span(NamedTuple):
    """A name in a text: row ``alias`` of the table at ``[start, end)``."""

    start: int
    end: int
    alias: int


def fold_surface(text: str) -> str:
    """Half-width and lower case, one code point for one."""
    half = text.translate(_HALF_WIDTH)
    lower = half.lower()
    if len(lower) == len(half):
        return lower
    return "".join(low if len(low := char.lower()) == 1 else char for char in half)


def _is_latin(character: str) -> bool:
    return character <= _LATIN_END and character.isalnum()


class AliasTable:
    """Aliases and, for each, the nodes that bear it.

    aliases:    folded names, sorted
    offsets:    (A + 1,) where the candidates of each alias begin
    candidates: (C,) rows of nodes, ascending within an alias
    log_prior:  (C,) logarithm of a probability over the candidates of the alias

    Entities are preferred: a text literal is a candidate only where no entity bears the name.
    Dates and numbers have no aliases (they are found by their value).
    """

    def __init__(
        self,
        graph: KnowledgeGraph,
        settings: AliasSettings,
        sample: Iterable[str] = (),
        counts: Mapping[str, int] | None = None,
    ) -> None:
        """sample: sentences to judge frequency by; counts: how often each entity id is meant."""
        self._settings = settings
        self._stop_words = frozenset(_STOP_WORDS.split()).union(settings.stop_words)
        bearers, self._written = self._collect(graph)
        self._fill(graph, bearers, counts)
        frequent = self._frequent(sample)
        if frequent:
            kept = {alias: rows for alias, rows in bearers.items() if alias not in frequent}
            self._fill(graph, kept, counts)

    def _collect(self, graph: KnowledgeGraph) -> tuple[dict[str, list[int]], dict[str, set[str]]]:
        """Bearers of each alias, and how short Latin aliases are written."""
        bearers: dict[str, list[int]] = {}
        written: dict[str, set[str]] = defaultdict(set)
        for wanted in ("entity", "text"):
            found: dict[str, list[int]] = defaultdict(list)
            for row, name in _names(graph, wanted):
                alias = fold_surface(name).strip()
                if not self._is_name(alias):
                    continue
                if not found[alias] or found[alias][-1] != row:
                    found[alias].append(row)
                if len(alias) < _EXACT_BELOW and any(map(_is_latin, alias)):
                    written[alias].add(name.translate(_HALF_WIDTH).strip())
            bearers = found | bearers
        return {alias: bearers[alias] for alias in sorted(bearers)}, written

    def _is_name(self, alias: str) -> bool:
        return (
            len(alias) >= self._settings.min_alias_chars
            and alias not in self._stop_words
            and _NUMERAL.fullmatch(alias) is None
        )

    def _fill(
        self, graph: KnowledgeGraph, bearers: dict[str, list[int]], counts: Mapping[str, int] | None
    ) -> None:
        import daachorse

        self.aliases = list(bearers)
        sizes = np.array([len(rows) for rows in bearers.values()], dtype=np.int64)
        self.offsets: Longs = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(sizes)])
        rows = [row for some in bearers.values() for row in some]
        self.candidates: Integers = np.array(rows, dtype=np.int32)
        weight = np.sqrt(1.0 + graph.degree[self.candidates])
        if counts is not None:
            ids = graph.entity_ids
            weight = np.array([1.0 + counts.get(ids[row], 0) for row in rows])
        owner = np.repeat(np.arange(len(sizes)), sizes)
        total = np.bincount(owner, weights=weight, minlength=len(sizes))
        self.log_prior: Reals = np.log(weight / total[owner]).astype(np.float32)
        self._first: list[int] = self.candidates[self.offsets[:-1]].tolist()
        self._latin = [_is_latin(alias[0]) or _is_latin(alias[-1]) for alias in self.aliases]
        self._matcher = (
            daachorse.CharwiseDoubleArrayAhoCorasick(self.aliases) if self.aliases else None
        )

    def _frequent(self, sample: Iterable[str]) -> set[str]:
        seen: Counter[int] = Counter()
        n_sentences = 0
        for text in sample:
            n_sentences += 1
            seen.update({span.alias for span in self.find(text)})
        limit = max(
            self._settings.max_sentence_share * n_sentences, self._settings.frequent_sentences
        )
        return {self.aliases[alias] for alias, count in seen.items() if count > limit}

    def rows(self, alias: int) -> Integers:
        """Candidates of an alias."""
        return self.candidates[self.offsets[alias] : self.offsets[alias + 1]]

    def first(self, alias: int) -> int:
        """The first candidate of an alias, the only one where it is not ambiguous."""
        return self._first[alias]

    def matches(self, text: str) -> list[Span]:
        """All names in a text that stand at their word boundaries, overlapping ones included."""
        if self._matcher is None:
            return []
        folded = fold_surface(text)
        latin = self._latin
        return [
            Span(start, end, alias)
            for start, end, alias in self._matcher.find_overlapping(folded)
            if not latin[alias] or self._stands_alone(text, folded, start, end)
        ]

    def _stands_alone(self, text: str, folded: str, start: int, end: int) -> bool:
        if start and _is_latin(folded[start]) and _is_latin(folded[start - 1]):
            return False
        if end < len(folded) and _is_latin(folded[end - 1]) and _is_latin(folded[end]):
            return False
        if end - start >= _EXACT_BELOW:
            return True
        return text[start:end].translate(_HALF_WIDTH) in self._written[folded[start:end]]

    def find(self, text: str) -> list[Span]:
        """The names in a text, leftmost-longest, not overlapping."""
        return leftmost_longest(self.matches(text))


def _begin_and_length(span: Span) -> tuple[int, int]:
    return span[0], -span[1]


def leftmost_longest(spans: list[Span]) -> list[Span]:
    """Of overlapping spans the one that begins first, then the longest, then the first given."""
    chosen: list[Span] = []
    reached = 0
    for span in sorted(spans, key=_begin_and_length):
        if span[0] >= reached:
            chosen.append(span)
            reached = span[1]
    return chosen


def _names(graph: KnowledgeGraph, kind: str) -> Iterator[tuple[int, str]]:
    """(row, name) for all names and aliases of nodes of a kind."""
    kinds, aliases = graph.kinds, graph.lists("aliases").to_pylist()
    for row, name in enumerate(graph.names):
        if kinds[row] == kind:
            yield row, name
            for alias in aliases[row]:
                yield row, alias
