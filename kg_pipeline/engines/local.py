"""How a stage's work is spread over processes, and how a killed stage goes on.

Work is cut into parts. Each part's tables are written under the folder ``NAME.work-KEY`` as soon as
they are there; a run that was killed finds them and only does what is missing.
"""

import multiprocessing
import shutil
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from kg_pipeline.storage import folder_writer, step, write_bytes, write_table
from kg_pipeline.workers import end_with_parent

if TYPE_CHECKING:
    import pyarrow as pa

T = TypeVar("T")
Tables = Mapping[str, "pa.Table"]
Report = Callable[[int, int], None]  # parts done, parts in all


def run_parts(
    folder: Path,
    kind: str,
    key: str,
    parts: Sequence[T],
    work: Callable[[T], Tables],
    workers: int,
    report: Report,
    metadata: Mapping[str, str] | None = None,
) -> None:
    """Write ``work(part)``'s tables of all parts into ``folder`` as ``NAME-00000.parquet``.

    work: a module-level function (or a ``functools.partial`` of one) whose result depends on its
    argument alone; so the files are the same for any number of workers.
    """
    place = folder.with_name(f"{folder.name}.work-{key[:12]}")
    place.mkdir(parents=True, exist_ok=True)
    discard_work(folder, but=place)
    missing = [
        number for number in range(len(parts)) if not (place / f"{number:05d}.done").exists()
    ]
    report(len(parts) - len(missing), len(parts))
    task = partial(_one, place, work)
    items = [(number, parts[number]) for number in missing]
    if workers == 1 or len(items) < 2:
        for done, item in enumerate(items, start=1):
            task(item)
            report(len(parts) - len(missing) + done, len(parts))
    else:
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(min(workers, len(items)), context, end_with_parent) as pool:
            for done, _ in enumerate(pool.map(task, items), start=1):
                report(len(parts) - len(missing) + done, len(parts))
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
    number, part = item
    for name, table in work(part).items():
        write_table(place / f"{name}-{number:05d}.parquet", table)
    write_bytes(place / f"{number:05d}.done", b"")
