"""The stage between reading and extraction: the filters of the configuration over a folder.

Filters run in *rounds*. In a round each table of documents gets the verdicts of the round before,
goes through the local filters that follow, and is surveyed by the collective ones after these; then
these decide. A round is a finished folder like any other, so a killed stage goes on where it was.
"""

import os
import shutil
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg_pipeline.cleaning import COLLECTIVE, LOCAL, CleaningSettings, FilterSettings
from kg_pipeline.cleaning.filters import CollectiveFilter, Place
from kg_pipeline.cleaning.outcome import (
    Outcome,
    Taken,
    Verdict,
    judged,
    taken_from,
    taken_schema,
)
from kg_pipeline.engines.local import run_parts
from kg_pipeline.records import Document, SetAside, documents_from, to_table
from kg_pipeline.sources.sentences import split_sentences
from kg_pipeline.storage import (
    folder_writer,
    is_finished,
    read_table,
    sha256_of_json,
)

if TYPE_CHECKING:
    import pyarrow as pa

Report = Callable[[int, int], None]
ByRow = Mapping[int, Verdict]


@dataclass(frozen=True)
class Round:
    """Filters that need one pass over the documents: local ones, then collective ones."""

    local: tuple[FilterSettings, ...] = ()
    collective: tuple[FilterSettings, ...] = ()


@dataclass(frozen=True)
class CleaningPart:
    """One table of documents, and what is done with it in a round.

    verdicts: of the collective filters of the round before, by filter and row
    earlier: what the rounds before set aside and took of this table; told again by the last round
    """

    documents: Path
    verdicts: tuple[tuple[str, ByRow], ...] = ()
    filters: Round = Round()
    earlier: tuple[Path, ...] = ()


def clean_documents(
    documents: Path,
    folder: Path,
    key: str,
    settings: CleaningSettings,
    workers: int,
    report: Report,
) -> None:
    """Write the documents of a folder, cleaned, to another one, with what was set aside."""
    files = sorted(
        path for use in ("corpus", "graph") for path in documents.glob(f"{use}-*.parquet")
    )
    if not settings.filters:
        _link(files, folder, key)
        return
    *rounds, last = rounds_of(settings.filters)
    source, earlier = list(files), []
    verdicts: list[list[tuple[str, ByRow]]] = [[] for _ in files]
    for number, one in enumerate(rounds):
        parts = _parts(source, verdicts, one)
        changes = bool(one.local) or any(verdicts)
        if not changes and not _concerned(files, one.collective):
            continue
        place = rounds_folder(folder) / f"round-{number}"
        round_key = sha256_of_json([key, number])
        if not is_finished(place, round_key):
            run_parts(place, "cleaning round", round_key, parts, clean_part, workers, report)
        verdicts = _decided(place, one.collective, len(files))
        if changes:
            source = [place / _name(path, part) for part, path in enumerate(files)]
            earlier.append(place)
    told = [
        tuple(
            path
            for place in earlier
            for name in ("set_aside", "taken")
            if (path := place / f"{name}-{part:05d}.parquet").exists()
        )
        for part in range(len(files))
    ]
    parts = [
        replace(part, earlier=before)
        for part, before in zip(_parts(source, verdicts, last), told, strict=True)
    ]
    run_parts(folder, "documents", key, parts, clean_part, workers, report)
    discard_rounds(folder)


def rounds_folder(folder: Path) -> Path:
    """Where the rounds of an unfinished cleaning are."""
    return folder.with_name(f"{folder.name}.rounds")


def discard_rounds(folder: Path) -> None:
    """Remove the rounds of a finished cleaning."""
    shutil.rmtree(rounds_folder(folder), ignore_errors=True)


def rounds_of(filters: Sequence[FilterSettings]) -> list[Round]:
    """The filters in rounds; the last one has no collective filter."""
    rounds: list[Round] = []
    local: list[FilterSettings] = []
    collective: list[FilterSettings] = []
    for settings in filters:
        looks_again = collective and _collective(collective[-1]).takes_passages
        if collective and (settings.kind in LOCAL or looks_again):
            rounds.append(Round(tuple(local), tuple(collective)))
            local, collective = [], []
        (local if settings.kind in LOCAL else collective).append(settings)
    if collective:
        rounds.append(Round(tuple(local), tuple(collective)))
        local = []
    return [*rounds, Round(tuple(local))]


def clean_part(part: CleaningPart) -> dict[str, "pa.Table"]:
    """The documents of one table after a round, its surveys, and what was taken."""
    work = _TableInWork(read_table(part.documents))
    for name, verdicts in part.verdicts:
        work.apply_verdicts(name, verdicts)
    for settings in part.filters.local:
        work.apply_filter(settings.kind, settings)
    tables = {}
    if part.verdicts or part.filters.local or not part.filters.collective:
        tables[part.documents.name.partition("-")[0]] = work.table()
    for number, settings in enumerate(part.filters.collective):
        tables[f"survey{number}"] = work.survey(_collective(settings))
    for name, found in (("set_aside", work.set_aside()), ("taken", work.taken_table())):
        known = [read_table(path) for path in part.earlier if path.name.startswith(name)]
        if joined := [table for table in (*known, found) if table.num_rows]:
            import pyarrow as pa

            tables[name] = pa.concat_tables(joined)
    return tables


@dataclass
class _TableInWork:
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


@dataclass(frozen=True)
class _FolderSurvey:
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


def _decided(
    folder: Path, collective: Sequence[FilterSettings], n_parts: int
) -> list[list[tuple[str, ByRow]]]:
    """The verdicts of a round's collective filters, for each part by filter and row."""
    by_part: list[list[tuple[str, ByRow]]] = [[] for _ in range(n_parts)]
    gone: set[Place] = set()
    for number, settings in enumerate(collective):
        survey = _FolderSurvey(folder, f"survey{number}", n_parts, gone)
        verdicts = _collective(settings).decide(survey)
        gone |= {place for place, verdict in verdicts.items() if verdict.reason}
        of_part: dict[int, dict[int, Verdict]] = {}
        for place, verdict in verdicts.items():
            of_part.setdefault(place.part, {})[place.row] = verdict
        for part, rows in of_part.items():
            by_part[part].append((settings.kind, rows))
    return by_part


def _parts(
    source: Sequence[Path], verdicts: Sequence[list[tuple[str, ByRow]]], filters: Round
) -> list[CleaningPart]:
    return [
        CleaningPart(path, tuple(known), filters)
        for path, known in zip(source, verdicts, strict=True)
    ]


def _collective(settings: FilterSettings) -> CollectiveFilter:
    return COLLECTIVE[settings.kind](settings, split_sentences)


def _concerned(files: Sequence[Path], collective: Sequence[FilterSettings]) -> bool:
    """Whether any document is of a type that one of the filters looks at."""
    types = {
        media_type
        for path in files
        for media_type in read_table(path, ["media_type"]).column(0).unique().to_pylist()
    }
    return any(_collective(one).concerns(media_type) for one in collective for media_type in types)


def _name(path: Path, part: int) -> str:
    return f"{path.name.partition('-')[0]}-{part:05d}.parquet"


def _link(files: Sequence[Path], folder: Path, key: str) -> None:
    """The same files again, without writing them where the disk can do so."""
    with folder_writer(folder, "documents", key) as building:
        for part, path in enumerate(files):
            target = building / _name(path, part)
            try:
                os.link(path, target)
            except OSError:
                shutil.copyfile(path, target)
