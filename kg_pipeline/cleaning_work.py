"""The stage between reading and extraction: the filters of the configuration over a folder.

Filters run in *rounds*. In a round each table of documents gets the verdicts of the round before,
goes through the local filters that follow, and is surveyed by the collective ones after these; then
these decide. A round is a finished folder like any other, so a killed stage goes on where it was.
"""

import os
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg_pipeline.cleaning import COLLECTIVE, LOCAL, CleaningSettings, FilterSettings
from kg_pipeline.cleaning.filters import CollectiveFilter, Place
from kg_pipeline.cleaning.outcome import Verdict
from kg_pipeline.cleaning.surveys import FolderSurvey
from kg_pipeline.cleaning.tables import ByRow, TableInWork
from kg_pipeline.engines.local import LocalEngine
from kg_pipeline.engines.parts import Engine, run_parts
from kg_pipeline.sources.sentences import split_sentences
from kg_pipeline.storage import folder_writer, is_finished, read_table, sha256_of_json

if TYPE_CHECKING:
    import pyarrow as pa

Report = Callable[[int, int], None]
_SMALL = 4_000_000  # bytes; for less, starting other processes takes longer than the work
OfPart = list[tuple[str, ByRow]]  # verdicts by filter


@dataclass(frozen=True)
class Round:
    """Filters that need one pass over the documents: local ones, then collective ones."""

    local: tuple[FilterSettings, ...] = ()
    collective: tuple[FilterSettings, ...] = ()


@dataclass(frozen=True)
class CleaningPart:
    """One table of documents, and what is done with it in a round.

    verdicts: of the collective filters of the round before, by filter and row
    writes: whether the round changes documents of any table, so that all are written again
    earlier: what the rounds before set aside and took of this table; told again by the last round
    """

    documents: Path
    verdicts: tuple[tuple[str, ByRow], ...] = ()
    filters: Round = Round()
    writes: bool = True
    earlier: tuple[Path, ...] = ()


def clean_documents(
    documents: Path,
    folder: Path,
    key: str,
    settings: CleaningSettings,
    engine: Engine,
    report: Report,
) -> None:
    """Write the documents of a folder, cleaned, to another one, with what was set aside."""
    files = sorted(
        path for use in ("corpus", "graph") for path in documents.glob(f"{use}-*.parquet")
    )
    if not settings.filters:
        _link(files, folder, key)
        return
    if sum(path.stat().st_size for path in files) < _SMALL:
        engine = LocalEngine(workers=1)
    *rounds, last = rounds_of(settings.filters)
    source, earlier = list(files), list[Path]()
    verdicts: list[OfPart] = [[] for _ in files]
    for number, one in enumerate(rounds):
        writes = bool(one.local) or any(verdicts)
        if not writes and not _concerned(files, one.collective):
            continue
        parts = [
            CleaningPart(path, tuple(known), one, writes)
            for path, known in zip(source, verdicts, strict=True)
        ]
        place = rounds_folder(folder) / f"round-{number}"
        round_key = sha256_of_json([key, number])
        if not is_finished(place, round_key):
            run_parts(place, "cleaning round", round_key, parts, clean_part, engine, report)
        verdicts = _decided(place, one.collective, len(files))
        if writes:
            source = [place / _name(path, part) for part, path in enumerate(files)]
            earlier.append(place)
    parts = [
        CleaningPart(path, tuple(known), last, earlier=_told(earlier, part))
        for part, (path, known) in enumerate(zip(source, verdicts, strict=True))
    ]
    run_parts(folder, "documents", key, parts, clean_part, engine, report)
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
    work = TableInWork(read_table(part.documents))
    for name, verdicts in part.verdicts:
        work.apply_verdicts(name, verdicts)
    for settings in part.filters.local:
        work.apply_filter(settings.kind, settings)
    tables = {}
    if part.writes:
        tables[part.documents.name.partition("-")[0]] = work.table()
    for number, settings in enumerate(part.filters.collective):
        tables[f"survey{number}"] = work.survey(_collective(settings))
    for name, found in (("set_aside", work.set_aside()), ("taken", work.taken_table())):
        known = [read_table(path) for path in part.earlier if path.name.startswith(name)]
        if joined := [table for table in (*known, found) if table.num_rows]:
            import pyarrow as pa

            tables[name] = pa.concat_tables(joined)
    return tables


def _decided(folder: Path, collective: Sequence[FilterSettings], n_parts: int) -> list[OfPart]:
    """The verdicts of a round's collective filters, for each part by filter and row."""
    by_part: list[OfPart] = [[] for _ in range(n_parts)]
    gone: set[Place] = set()
    for number, settings in enumerate(collective):
        survey = FolderSurvey(folder, f"survey{number}", n_parts, gone)
        verdicts = _collective(settings).decide(survey)
        gone |= {place for place, verdict in verdicts.items() if verdict.reason}
        of_part: dict[int, dict[int, Verdict]] = {}
        for place, verdict in verdicts.items():
            of_part.setdefault(place.part, {})[place.row] = verdict
        for part, rows in of_part.items():
            by_part[part].append((settings.kind, rows))
    return by_part


def _told(rounds: Sequence[Path], part: int) -> tuple[Path, ...]:
    """What some rounds set aside and took of one table."""
    paths = [
        place / f"{name}-{part:05d}.parquet" for place in rounds for name in ("set_aside", "taken")
    ]
    return tuple(path for path in paths if path.exists())


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
