"""How a stage's work is cut into parts, and how a killed stage goes on.

Each part's tables are written under the folder ``NAME.work-KEY`` as soon as they are there; a run
that was killed finds them and only does what is missing. Who does the parts, and where, is the
engine's matter.
"""

import os
import shutil
import socket
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from kg_pipeline.storage import folder_writer, step, write_bytes, write_table

if TYPE_CHECKING:
    import pyarrow as pa

T = TypeVar("T")
Tables = Mapping[str, "pa.Table"]
Report = Callable[[int, int], None]  # parts done, parts in all


class Engine(Protocol):
    """What does tasks in some processes, on this machine or on others."""

    def each(self, task: Callable[[T], None], items: Sequence[T]) -> Iterator[None]:
        """Do ``task`` with every item; yields each time that one is finished.

        What a task raises is raised here.
        """
        ...

    def close(self) -> None:
        """End what was started for the tasks; the engine may be used again."""
        ...


def run_parts(
    folder: Path,
    kind: str,
    key: str,
    parts: Sequence[T],
    work: Callable[[T], Tables],
    engine: Engine,
    report: Report,
    metadata: Mapping[str, str] | None = None,
) -> None:
    """Write ``work(part)``'s tables of all parts into ``folder`` as ``NAME-00000.parquet``.

    work: a module-level function (or a ``functools.partial`` of one) whose result depends on its
    argument alone; so the files are the same for any engine and any number of workers.
    """
    place = folder.with_name(f"{folder.name}.work-{key[:12]}")
    place.mkdir(parents=True, exist_ok=True)
    discard_work(folder, but=place)
    missing = [
        number for number in range(len(parts)) if not (place / f"{number:05d}.done").exists()
    ]
    done = len(parts) - len(missing)
    report(done, len(parts))
    task = partial(_one, place, work)
    for _ in engine.each(task, [(number, parts[number]) for number in missing]):
        done += 1
        report(done, len(parts))
    with folder_writer(folder, kind, key, metadata) as building:
        for path in sorted(place.glob("*.parquet")):
            step(f"collect {path.name}")
            shutil.copyfile(path, building / path.name)
    discard_work(folder)


def discard_work(folder: Path, but: Path | None = None) -> None:
    """Remove the parts of earlier runs that were killed, except those in ``but``."""
    for old in folder.parent.glob(f"{folder.name}.work-*"):
        if old != but:
            shutil.rmtree(old)


def _one(place: Path, work: Callable[[T], Tables], item: tuple[int, T]) -> None:
    """Tables first, the mark last.

    They are written apart and then moved: a worker that outlives the run that started it by a
    moment may be busy with the same part as one of the next run.
    """
    number, part = item
    own = place / f"{number:05d}.{socket.gethostname()}-{os.getpid()}"
    tables = {f"{name}-{number:05d}.parquet": table for name, table in work(part).items()}
    for name, table in tables.items():
        write_table(own / name, table)
    mark = f"{number:05d}.done"
    write_bytes(own / mark, b"")
    for name in (*tables, mark):
        (own / name).replace(place / name)
    shutil.rmtree(own)
