"""The names of a graph's nodes, folded and sorted, in columns: no Python object a name.

Letters for shapes: R names as they are written, A distinct folded names, C their bearers.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from kg_pipeline.graph.folding import (
    Codes,
    cased_folds,
    codes_of,
    fold_surface,
    folds,
    latin,
    text_of,
)
from kg_pipeline.graph.store import KnowledgeGraph
from kg_pipeline.graph.tables import distinct_pairs
from kg_pipeline.graph.writing import Flags, Integers, Longs
from kg_pipeline.settings import PositiveInt, Rate, Settings

if TYPE_CHECKING:
    import pyarrow as pa

EXACT_BELOW = 4  # Latin names of fewer characters must be written in their own case
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
_NUMERAL = re.compile(r"[\W\d_〇○零一二两三四五六七八九十百千万亿]")
_CODE_BITS = 21
_ROWS = 500_000  # names folded together


class AliasSettings(Settings):
    """Which names are looked for."""

    min_alias_chars: PositiveInt = 2
    max_sentence_share: Rate = 0.001  # names in more of the sample's sentences are dropped …
    frequent_sentences: PositiveInt = 50  # … if they stand in more than this many
    stop_words: tuple[str, ...] = ()  # never names, besides the usual ones of both languages


@dataclass(frozen=True, slots=True)
class Names:
    """Which nodes bear which names.

    folded:  (A,) distinct names, sorted
    offsets: (A + 1,) where the bearers of each name begin in ``bearers``
    bearers: (C,) rows of nodes, ascending within a name
    written: keys of the short Latin names as they are written (``short_keys``), sorted
    """

    folded: "pa.Array"
    offsets: Longs
    bearers: Integers
    written: Longs

    def where(self, wanted: Flags) -> "Names":
        """Some of the names."""
        import pyarrow as pa

        sizes = np.diff(self.offsets)
        kept = np.repeat(wanted, sizes)
        offsets = _places(sizes[wanted])
        folded = self.folded.filter(pa.array(wanted))
        return Names(folded, offsets, self.bearers[kept], self.written)


def names_of(graph: KnowledgeGraph, settings: AliasSettings) -> Names:
    """The names of a graph's entities and texts, without stop words, numerals and short ones.

    A text literal bears a name only where no entity does. Dates and numbers are found by value.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    bearers: list[Longs] = []
    folded: list[pa.Array] = []
    written: list[Longs] = [np.zeros(0, dtype=np.int64)]
    kinds = graph.passing_column("kind")
    texts = np.asarray(pc.equal(kinds, "text"))
    for strings, rows in _written_names(graph, kinds):
        fold = _folded(strings)
        short = pc.less(pc.utf8_length(fold), EXACT_BELOW)
        written.append(_short_keys(pc.utf8_trim_whitespace(strings.filter(short))))
        good = _are_names(fold, settings)
        folded.append(fold.filter(good))
        bearers.append(rows[np.asarray(good)])
    strings = pa.chunked_array(folded, pa.string()).combine_chunks()
    del folded
    node = np.concatenate([np.zeros(0, dtype=np.int64), *bearers])
    names, alias = _distinct(strings)
    del strings, kinds
    return _grouped(names, alias, node, texts[node], np.unique(np.concatenate(written)))


def _written_names(graph: KnowledgeGraph, kinds: "pa.Array") -> "Iterable[tuple[pa.Array, Longs]]":
    """(R,) names and aliases of entities and texts and (R,) their rows, some at a time.

    kinds: (E,) of the graph's nodes
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    named = pc.is_in(kinds, value_set=pa.array(["entity", "text"]))
    for column in ("name", "aliases"):
        strings, rows = graph.passing_column(column), np.arange(graph.n_entities)
        if column == "aliases":
            rows = np.asarray(pc.list_parent_indices(strings)).astype(np.int64)
            strings = strings.flatten()
        release_unused()  # what reading took, which else would stay until the end
        wanted = np.asarray(named)[rows]
        strings, rows = strings.filter(pa.array(wanted)), rows[wanted]
        for begin in range(0, len(rows), _ROWS):
            yield strings.slice(begin, _ROWS), rows[begin : begin + _ROWS]


def release_unused() -> None:
    """Give back what Arrow holds and does not use: among millions of names it is their like again."""
    import pyarrow as pa

    pa.default_memory_pool().release_unused()


def _folded(strings: "pa.Array") -> "pa.Array":
    """Each string folded, without white space around it."""
    import pyarrow as pa
    import pyarrow.compute as pc

    codes = folds().take(codes_of_all(strings), mode="clip")
    lengths = np.asarray(pc.utf8_length(strings)).astype(np.int64)
    sizes = np.ones(len(codes), dtype=np.int8)
    for first in (0x80, 0x800, 0x10000):
        sizes += codes >= first
    ends = _places(sizes)[_places(lengths)].astype(np.int32)
    content = text_of(codes).encode()
    folded = pa.StringArray.from_buffers(len(lengths), pa.py_buffer(ends), pa.py_buffer(content))
    return pc.utf8_trim_whitespace(folded)


def codes_of_all(strings: "pa.Array") -> Codes:
    """Code points of all strings, one after the other."""
    _, offsets, content = strings.buffers()
    places = np.frombuffer(offsets, dtype=np.int32)[strings.offset :][: len(strings) + 1]
    if not len(strings) or places[0] == places[-1]:
        return np.zeros(0, dtype=np.uint32)
    return codes_of(str(memoryview(content)[places[0] : places[-1]], "utf-8"))


def _places(sizes: "Longs | npt.NDArray[np.int8]") -> Longs:
    """Where each of many things of these sizes begins, and where the last ends."""
    places = np.zeros(len(sizes) + 1, dtype=np.int64)
    np.cumsum(sizes, out=places[1:])
    return places


def _are_names(folded: "pa.Array", settings: AliasSettings) -> "pa.Array":
    """(R,) False for short strings, stop words and what is made of digits and signs alone."""
    import pyarrow as pa
    import pyarrow.compute as pc

    stop_words = [*_STOP_WORDS.split(), *map(fold_surface, settings.stop_words)]
    lengths = np.asarray(pc.utf8_length(folded)).astype(np.int64)
    codes = codes_of_all(folded)
    seen = np.flatnonzero(np.bincount(codes))
    plain = np.zeros(seen.max(initial=0) + 1, dtype=np.int8)
    plain[seen] = [_NUMERAL.match(chr(code)) is None for code in seen.tolist()]
    n_plain = np.diff(_places(plain.take(codes, mode="clip"))[_places(lengths)])
    good = (lengths >= settings.min_alias_chars) & (n_plain > 0)
    stop = pc.is_in(folded, value_set=pa.array(stop_words))
    return pc.and_(pa.array(good), pc.invert(stop))


def _distinct(strings: "pa.Array") -> "tuple[pa.Array, Longs]":
    """The distinct strings in ascending order, and the place there of each."""
    import pyarrow as pa
    import pyarrow.compute as pc

    order = np.asarray(pc.sort_indices(strings)).astype(np.int64)
    ordered = strings.take(pa.array(order))
    leads = np.ones(len(order), dtype=bool)
    leads[1:] = np.asarray(pc.not_equal(ordered[1:], ordered[:-1]))
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.cumsum(leads) - 1
    return ordered.filter(pa.array(leads)), rank


def _grouped(names: "pa.Array", alias: Longs, node: Longs, text: Flags, written: Longs) -> Names:
    """Bearers by name, each once; texts only where no entity bears the name."""
    by_entity = np.bincount(alias[~text], minlength=len(names)) > 0
    wanted = ~text | ~by_entity[alias]
    alias, node = alias[wanted], node[wanted]
    alias, node = distinct_pairs(alias, node)
    sizes = np.bincount(alias, minlength=len(names))
    return Names(names, _places(sizes), node.astype(np.int32), written)


def _short_keys(names: "pa.Array") -> Longs:
    """Keys of the Latin ones among short names."""
    import pyarrow.compute as pc

    codes = codes_of_all(names)
    places = _places(np.asarray(pc.utf8_length(names)).astype(np.int64))
    n_latin = np.diff(_places(latin()[folds()[codes]].view(np.int8))[places])
    some = np.flatnonzero(n_latin)
    return np.unique(short_keys(codes, places[some], places[some + 1]))


def short_keys(codes: Codes, start: Longs, end: Longs) -> Longs:
    """(S,) one number for each span of fewer than ``EXACT_BELOW`` code points, case kept."""
    keys = np.zeros(len(start), dtype=np.int64)
    for place in range(EXACT_BELOW - 1):
        inside = start + place < end
        found = cased_folds()[codes[np.where(inside, start + place, 0)]] if len(start) else 0
        keys |= np.where(inside, found, 0).astype(np.int64) << _CODE_BITS * place
    return keys
