"""Which nodes have one own name, senses apart? 陆听澜 and 陆听澜（配音）.

Aliases do not count: that 中华人民共和国 is called 中国 as well makes it no namesake of 中国. Nor do
senses that tell a version or a part, 「（试行）」 and 「（三）」.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from kg_pipeline.graph.store import KnowledgeGraph
from kg_pipeline.senses import parted

if TYPE_CHECKING:
    import pyarrow as pa

_VERSION = re.compile(r"试行|草案|暂行|修[订正]|[上中下]|[\d一二三四五六七八九十百]+")


def namesakes_of(graph: KnowledgeGraph) -> dict[str, list[int]]:
    """Own name → rows of the nodes that share it, where several do."""
    import pyarrow as pa
    import pyarrow.compute as pc

    names = graph.column("name")
    closed = pc.or_(pc.ends_with(names, ")"), pc.ends_with(names, "）"))
    some = zip(names.filter(closed).to_pylist(), np.flatnonzero(closed).tolist(), strict=True)
    with_sense = [
        (bare, row)
        for name, row in some
        for bare, sense in (parted(name),)
        if _VERSION.match(sense) is None
    ]
    bare = pa.array([name for name, _ in with_sense], pa.string())
    asked = pc.is_in(names, pa.concat_arrays([bare, *_repeated(names)]))
    plain = zip(names.filter(asked).to_pylist(), np.flatnonzero(asked).tolist(), strict=True)
    rows: dict[str, set[int]] = defaultdict(set)
    for name, row in (*plain, *with_sense):
        rows[name].add(row)
    return {name: sorted(some) for name, some in rows.items() if len(some) > 1}


def _repeated(names: "pa.Array") -> "Iterator[pa.Array]":
    """Those that stand there more than once, of one length after the other: that takes less memory."""
    import pyarrow as pa
    import pyarrow.compute as pc

    lengths = np.asarray(pc.binary_length(names))
    order = np.argsort(lengths, kind="stable")
    ordered = names.take(pa.array(order))
    sizes = np.bincount(lengths)
    for end, size in zip(np.cumsum(sizes).tolist(), sizes.tolist(), strict=True):
        if size > 1:
            counts = pc.value_counts(ordered.slice(end - size, size))
            several = pc.greater(counts.field("counts"), 1)
            yield counts.field("values").filter(several).cast(pa.string())
