"""Which dates and amounts of a graph stand in texts? Found by value, as the graph's own literals were.

Letters for shapes: S spans.
"""

import numpy as np

from kg_pipeline.graph.literal_starts import half_width, literal_starts
from kg_pipeline.graph.spans import JoinedTexts, Spans
from kg_pipeline.graph.store import KnowledgeGraph
from kg_pipeline.graph.values import Value, literals_at


class GraphLiterals:
    """The dates and numbers of a graph."""

    def __init__(self, graph: KnowledgeGraph) -> None:
        import pyarrow as pa
        import pyarrow.compute as pc

        literal = pc.is_in(graph.column("kind"), value_set=pa.array(["date", "number"]))
        ids = graph.column("entity_id").filter(literal).to_pylist()
        rows = np.flatnonzero(np.asarray(literal)).tolist()
        self._rows: dict[str, int] = dict(zip(ids, rows, strict=True))

    def find(self, joined: JoinedTexts) -> Spans:
        """Those in texts; ``found`` is ``-1 - row`` of the node."""
        found: list[tuple[int, int, int]] = []
        if self._rows:
            starts = literal_starts(joined.codes).tolist()
            for literal in literals_at(half_width(joined.codes), starts):
                row = self._row(literal.value)
                if row is not None:
                    found.append((literal.start, literal.end, -1 - row))
        return Spans(*np.array(found, dtype=np.int64).reshape(-1, 3).T)

    def _row(self, value: Value) -> int | None:
        """Of the node of a value; a date also means the month or year that the graph knows."""
        written = value.text
        while True:
            row = self._rows.get(f"{value.kind}:{written}{value.unit}")
            if row is not None or value.kind != "date" or "-" not in written:
                return row
            written = written.rpartition("-")[0]
