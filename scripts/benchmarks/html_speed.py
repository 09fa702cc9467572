"""Web pages a second from files to documents and structured triples, growth and memory.

    python scripts/benchmarks/html_speed.py --data PATH [--repeats 3]

PATH holds web_trafilatura/ (1,033 saved pages, 150 MB). Timed is what the pipeline does with a
page: decoding, main text, tables, structured data, the structured extractor, Arrow tables. Each
process first reads some pages that do not count (imports, patterns). Beside the clock's time stands
that of the processors, which other work on the machine hardly changes. The smaller parts are every
tenth and every third page; growth is the processors' time a page of all pages over that of every
tenth.
"""

import argparse
import multiprocessing
import resource
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from statistics import median

from saved_pages import opened

from kg_pipeline.extraction import EXTRACTORS, ExtractionSettings, Extractor
from kg_pipeline.records import Document, Triple, to_table
from kg_pipeline.sources.documents import read_documents
from kg_pipeline.sources.inputs import SourceSettings

PAGES_A_TASK = 8
WARM_UP_TASKS = 4  # a process


@dataclass(frozen=True, slots=True)
class Done:
    """What a task did; ``peak_mb``: the largest memory of its process so far."""

    n_documents: int
    n_triples: int
    cpu_seconds: float
    peak_mb: float


@lru_cache(maxsize=1)
def extractor() -> Extractor:
    """One a process."""
    return EXTRACTORS["structured"](ExtractionSettings())


def read_pages(paths: Sequence[Path]) -> Done:
    """Documents and triples of some pages, as tables."""
    begin = time.process_time()
    settings = SourceSettings(
        paths=["."], suffixes=dict.fromkeys({path.suffix for path in paths}, "html")
    )
    documents: list[Document] = []
    for path in paths:
        documents += [one for one in read_documents(path, settings) if isinstance(one, Document)]
    triples = [triple for one in documents for triple in extractor().extract(one, [])]
    n_documents, n_triples = (
        to_table(documents, Document).num_rows,
        to_table(triples, Triple).num_rows,
    )
    peak_kb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return Done(n_documents, n_triples, time.process_time() - begin, peak_kb / 1024)


def tasks(paths: Sequence[Path]) -> list[Sequence[Path]]:
    """The pages in portions."""
    return [paths[first : first + PAGES_A_TASK] for first in range(0, len(paths), PAGES_A_TASK)]


@dataclass(frozen=True, slots=True)
class Measured:
    """One row of the table."""

    n_processes: int
    n_pages: int
    megabytes: float
    seconds: float
    cpu_seconds: float
    n_triples: int
    peak_mb: float


def measure(paths: Sequence[Path], n_processes: int) -> Measured:
    """Read the pages once in fresh processes."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(n_processes, mp_context=context) as pool:
        list(pool.map(read_pages, tasks(paths[: n_processes * WARM_UP_TASKS * PAGES_A_TASK])))
        begin = time.perf_counter()
        done = list(pool.map(read_pages, tasks(paths)))
        seconds = time.perf_counter() - begin
    if sum(one.n_documents for one in done) != len(paths):
        print(f"of {len(paths)} pages only {sum(one.n_documents for one in done)} gave a document")
    megabytes = sum(path.stat().st_size for path in paths) / 1e6
    n_triples = sum(one.n_triples for one in done)
    peak_mb = max(one.peak_mb for one in done)
    cpu_seconds = sum(one.cpu_seconds for one in done)
    return Measured(n_processes, len(paths), megabytes, seconds, cpu_seconds, n_triples, peak_mb)


def report(rows: Sequence[Measured]) -> Iterator[str]:
    """The table in Markdown, one row for each part and number of processes: the median run."""
    yield "| processes | pages | MB | seconds | pages/s | range | pages per CPU second | triples | peak MB a process |"
    yield "|---|---|---|---|---|---|---|---|---|"
    kinds = dict.fromkeys((row.n_processes, row.n_pages) for row in rows)
    for kind in kinds:
        runs = [row for row in rows if (row.n_processes, row.n_pages) == kind]
        rates = [run.n_pages / run.seconds for run in runs]
        yield (
            f"| {kind[0]} | {kind[1]} | {runs[0].megabytes:.0f} "
            f"| {median(run.seconds for run in runs):.1f} | {median(rates):.1f} "
            f"| {min(rates):.1f}-{max(rates):.1f} "
            f"| {median(run.n_pages / run.cpu_seconds for run in runs):.1f} | {runs[0].n_triples} "
            f"| {max(run.peak_mb for run in runs):.0f} |"
        )
    for n_processes in dict.fromkeys(row.n_processes for row in rows):
        of_page = {
            n_pages: median(
                row.cpu_seconds / row.n_pages
                for row in rows
                if (row.n_processes, row.n_pages) == (n_processes, n_pages)
            )
            for one, n_pages in kinds
            if one == n_processes
        }
        growth = of_page[max(of_page)] / of_page[min(of_page)]
        yield f"\ngrowth from {min(of_page)} to {max(of_page)} pages, {n_processes} processes: {growth:.2f}"


def main() -> None:
    """Read the arguments, measure, print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--repeats", type=int, default=3)
    arguments = parser.parse_args()
    with opened(
        arguments.data, "web_trafilatura", "trafilatura_eval.tar.zst", "evaldata.json"
    ) as folder:
        paths = sorted(path for part in ("cache", "eval") for path in (folder / part).iterdir())
        rows = [
            measure(paths[::step], n_processes)
            for _ in range(arguments.repeats)
            for n_processes in (1, 2)
            for step in (10, 3, 1)
        ]
    print(*report(rows), sep="\n")


if __name__ == "__main__":
    main()
