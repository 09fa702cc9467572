"""Which dates and amounts of a graph stand in texts? Found by value, as the graph's own literals were.

Letters for shapes: S spans.
"""

from functools import lru_cache

import numpy as np

from kg_pipeline.graph.inside import shorter_values
from kg_pipeline.graph.literal_starts import half_width, literal_starts
from kg_pipeline.graph.spans import JoinedTexts, Spans
from kg_pipeline.graph.store import KnowledgeGraph
from kg_pipeline.graph.values import FoundValues, Value, literals_at


class GraphLiterals:
    """The dates and numbers of a graph. rows: of their nodes, by id."""

    def __init__(self, graph: KnowledgeGraph) -> None:
        import pyarrow as pa
        import pyarrow.compute as pc

        literal = pc.is_in(graph.column("kind"), value_set=pa.array(["date", "number"]))
        ids = graph.column("entity_id").filter(literal).to_pylist()
        rows = np.flatnonzero(np.asarray(literal)).tolist()
        self.rows: dict[str, int] = dict(zip(ids, rows, strict=True))

    def find(self, joined: JoinedTexts) -> Spans:
        """Those in texts; ``found`` is ``-1 - row`` of the node."""
        found = FoundValues()
        if self.rows:
            half = half_width(joined.codes)
            text = half.tobytes().decode("utf-32-le", "surrogatepass")
            found = literals_at(text, literal_starts(half).tolist())
        rows = [self._row(value) for value in found.value]
        start, end, row = np.array([found.start, found.end, rows], dtype=np.int64)
        return Spans(start, end, -1 - row).where((row >= 0).nonzero()[0])

    def _row(self, value: Value) -> int:
        """Of the node of a value, or of the longest value inside it that the graph knows; or -1."""
        for written in _written(value):
            row = self.rows.get(written)
            if row is not None:
                return row
        return -1


@lru_cache(maxsize=16_384)  # texts repeat their values
def _written(value: Value) -> tuple[str, ...]:
    """Ids of a value and of those inside it, the longest first."""
    whole = f"{value.kind}:{value.text}{value.unit}"
    return whole, *shorter_values(whole)
