"""A table of documents while filters work on it: only what is looked at becomes records.

Rows that nothing happens to are never taken apart; they are copied as Arrow has them.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

from kg_pipeline.cleaning import LOCAL, FilterSettings
from kg_pipeline.cleaning.filters import CollectiveFilter
from kg_pipeline.cleaning.outcome import (
    Outcome,
    Taken,
    Verdict,
    judged,
    taken_from,
    taken_schema,
)
from kg_pipeline.records import Document, SetAside, documents_from, to_table

if TYPE_CHECKING:
    import pyarrow as pa

ByRow = Mapping[int, Verdict]


@dataclass
class TableInWork:
    """A table of documents of which only those that are looked at become records."""

    source: "pa.Table"
    _known: dict[int, Document] = field(default_factory=dict)
    _changed: set[int] = field(default_factory=set)
    _families: dict[int, str] = field(default_factory=dict)
    _aside: list[SetAside] = field(default_factory=list)
    _taken: list[Taken] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._rows = list(range(self.source.num_rows))

    def apply_verdicts(self, name: str, verdicts: ByRow) -> None:
        """Apply what a collective filter decided; rows are those of ``source``."""
        for row, verdict in sorted(verdicts.items()):
            if verdict.family and not verdict.passages:
                self._mark(name, row, verdict)
            else:
                self._settle(name, row, judged(self._document(row), verdict))

    def apply_filter(self, name: str, settings: FilterSettings) -> None:
        """Put every document through a local filter."""
        chosen = LOCAL[name](settings)
        self._read_all()
        for row in list(self._rows):
            self._settle(name, row, chosen.apply(self._document(row)))

    def survey(self, chosen: CollectiveFilter) -> "pa.Table":
        """The notes of a collective filter; rows are those of ``table()``."""
        types = set(self.source.column("media_type").to_pylist())
        if not any(chosen.concerns(media_type) for media_type in types):
            return chosen.survey([])
        self._read_all()
        return chosen.survey([self._document(row) for row in self._rows])

    def table(self) -> "pa.Table":
        """The documents that are left, in their order."""
        import pyarrow as pa

        changed = sorted(self._changed.intersection(self._rows))
        new = to_table([self._known[row] for row in changed], Document)
        place = {row: self.source.num_rows + number for number, row in enumerate(changed)}
        both = pa.concat_tables([self.source, new.cast(self.source.schema)])
        left = both.take(pa.array([place.get(row, row) for row in self._rows], pa.int64()))
        if not self._families:
            return left
        families = [
            self._families.get(row, family)
            for row, family in zip(self._rows, left.column("family").to_pylist(), strict=True)
        ]
        column = left.schema.get_field_index("family")
        return left.set_column(column, left.schema.field(column), pa.array(families, pa.string()))

    def set_aside(self) -> "pa.Table":
        """The documents that were set aside."""
        return to_table(self._aside, SetAside)

    def taken_table(self) -> "pa.Table":
        """The passages that were taken and the families that were found."""
        import pyarrow as pa

        return pa.Table.from_pylist([asdict(entry) for entry in self._taken], taken_schema())

    def _mark(self, name: str, row: int, verdict: Verdict) -> None:
        self._families[row] = verdict.family
        if verdict.relation:
            uri, identifier = (self.source.column(c)[row].as_py() for c in ("uri", "document_id"))
            reason, _, other = verdict.relation.partition(" of ")
            self._taken.append(
                Taken(name, "family", reason, uri, identifier, None, None, f"of {other}")
            )

    def _settle(self, name: str, row: int, outcome: Outcome) -> None:
        before = self._known[row]
        if outcome.document is before:
            return
        self._taken += taken_from(before, outcome, name)
        if outcome.document is None:
            self._rows.remove(row)
            self._aside.append(SetAside(before.uri, outcome.reason, outcome.detail))
        else:
            self._known[row] = outcome.document
            self._changed.add(row)

    def _document(self, row: int) -> Document:
        if row not in self._known:
            (self._known[row],) = documents_from(self.source.slice(row, 1))
        return self._known[row]

    def _read_all(self) -> None:
        if len(self._known) < self.source.num_rows:
            self._known = dict(enumerate(documents_from(self.source))) | self._known
