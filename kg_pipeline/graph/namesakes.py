"""Which nodes have one own name, senses apart? 陆听澜 and 陆听澜（配音）.

Aliases do not count: that 中华人民共和国 is called 中国 as well makes it no namesake of 中国. Nor do
senses that tell a version or a part, 「（试行）」 and 「（三）」.
"""

import re
from collections import defaultdict

import numpy as np

from kg_pipeline.graph.store import KnowledgeGraph
from kg_pipeline.senses import sense_of, without_sense

_VERSION = re.compile(r"试行|草案|暂行|修[订正]|[上中下]|[\d一二三四五六七八九十百]+")


def namesakes_of(graph: KnowledgeGraph) -> dict[str, list[int]]:
    """Own name → rows of the nodes that share it, where several do."""
    import pyarrow as pa
    import pyarrow.compute as pc

    names = graph.column("name")
    with_sense = np.flatnonzero(np.asarray(pc.match_substring_regex(names, "[)）]$")))
    sensed = names.take(with_sense).to_pylist()
    versions = np.array([_VERSION.match(sense_of(name)) is not None for name in sensed], dtype=bool)
    with_sense = with_sense[~versions]
    bare = [without_sense(name) for name in names.take(with_sense).to_pylist()]
    counts = pc.value_counts(names)
    repeated = counts.field("values").filter(pc.greater(counts.field("counts"), 1))
    asked = pa.concat_arrays([pa.array(bare, pa.string()), repeated.cast(pa.string())])
    plain = np.flatnonzero(np.asarray(pc.is_in(names, asked)))
    rows: dict[str, list[int]] = defaultdict(list)
    for name, row in zip(names.take(plain).to_pylist(), plain.tolist(), strict=True):
        rows[name].append(row)
    for name, row in zip(bare, with_sense.tolist(), strict=True):
        if row not in rows[name]:
            rows[name].append(row)
    return {name: sorted(some) for name, some in rows.items() if len(some) > 1}
