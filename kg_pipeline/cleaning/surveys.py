"""The notes that a collective filter decides from, as they lie on disk."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg_pipeline.cleaning.filters import Place
from kg_pipeline.storage import read_table

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True)
class FolderSurvey:
    """The notes of all parts of a round, but for documents that are gone."""

    folder: Path
    name: str
    n_parts: int
    gone: Collection[Place]

    def read(self, columns: Sequence[str]) -> "pa.Table":
        import pyarrow as pa

        tables = []
        for part in range(self.n_parts):
            table = read_table(self._path(part), ["row", *columns])
            table = table.append_column("part", pa.array([part] * table.num_rows, pa.int32()))
            gone = {place.row for place in self.gone if place.part == part}
            if gone:
                rows = table.column("row").to_pylist()
                table = table.filter(pa.array([row not in gone for row in rows], pa.bool_()))
            tables.append(table)
        return pa.concat_tables(tables)

    def read_at(self, column: str, places: Collection[Place]) -> dict[Place, Any]:
        wanted = set(places)
        found = {}
        for part in sorted({place.part for place in wanted}):
            table = read_table(self._path(part), ["row", column])
            values = table.column(column)
            for number, row in enumerate(table.column("row").to_pylist()):
                if (place := Place(part, row)) in wanted:
                    found[place] = values[number].values.to_numpy()
        return found

    def _path(self, part: int) -> Path:
        return self.folder / f"{self.name}-{part:05d}.parquet"
