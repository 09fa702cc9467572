"""Which dates and amounts of a graph stand in texts? Found by value, as the graph's own literals were.

Letters for shapes: S spans.
"""

from functools import lru_cache

import numpy as np

from kg_pipeline.graph.inside import shorter_values
from kg_pipeline.graph.literal_starts import half_width, literal_starts
from kg_pipeline.graph.spans import JoinedTexts, Spans
from kg_pipeline.graph.store import KnowledgeGraph
from kg_pipeline.graph.values import Value, literals_at


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
        found: list[tuple[int, int, int]] = []
        if self.rows:
            half = half_width(joined.codes)
            text = half.tobytes().decode("utf-32-le", "surrogatepass")
            for literal in literals_at(text, literal_starts(half).tolist()):
                row = self._row(literal.value)
                if row is not None:
                    found.append((literal.start, literal.end, -1 - row))
        return Spans(*np.array(found, dtype=np.int64).reshape(-1, 3).T)

    def _row(self, value: Value) -> int | None:
        """Of the node of a value, or of the longest value inside it that the graph knows."""
        for written in _written(value):
            row = self.rows.get(written)
            if row is not None:
                return row
        return None


@lru_cache(maxsize=16_384)  # texts repeat their values
def _written(value: Value) -> tuple[str, ...]:
    """Ids of a value and of those inside it, the longest first."""
    whole = f"{value.kind}:{value.text}{value.unit}"
    return whole, *shorter_values(whole)
