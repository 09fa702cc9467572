"""What it costs to read documents in a process of their own.

    python scripts/benchmarks/isolated_reading.py --data PATH [--files N] [--rounds 3]

PATH holds documents of any format that is read. Both ways end with the same Arrow tables of 32
files each, as the stage "documents" asks for them. Processor time of all processes is compared,
start-up among it; the median over the rounds, which alternate, is shown.
"""

import argparse
import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import pyarrow as pa

from kg_pipeline.records import Document, to_table
from kg_pipeline.sources.documents import read_documents
from kg_pipeline.sources.inputs import SourceSettings, find_inputs
from kg_pipeline.sources.isolation import IsolatedReader

FILES_A_PART = 32
Way = Callable[[Sequence[Path], SourceSettings], pa.Table]


@dataclass(frozen=True, slots=True)
class Round:
    """One reading of all files: seconds on the clock and of the processors."""

    clock_seconds: float
    processor_seconds: float
    documents: pa.Table


def parts_of(paths: Sequence[Path]) -> Iterator[Sequence[Path]]:
    for first in range(0, len(paths), FILES_A_PART):
        yield paths[first : first + FILES_A_PART]


def in_this_process(paths: Sequence[Path], settings: SourceSettings) -> pa.Table:
    tables = []
    for part in parts_of(paths):
        records = [record for path in part for record in read_documents(path, settings)]
        documents = [record for record in records if isinstance(record, Document)]
        tables.append(to_table(documents, Document))
    return pa.concat_tables(tables)


def in_its_own(paths: Sequence[Path], settings: SourceSettings) -> pa.Table:
    tables = []
    with IsolatedReader() as reader:
        for part in parts_of(paths):
            tables += [files.documents for files in reader.read(part, settings)]
    return pa.concat_tables(tables)


def timed(way: Way, paths: Sequence[Path], settings: SourceSettings) -> Round:
    before, clock = os.times(), time.perf_counter()
    documents = way(paths, settings)
    seconds, after = time.perf_counter() - clock, os.times()
    # A process that was ended and waited for counts among the children.
    spent = sum(after[:4]) - sum(before[:4])
    return Round(seconds, spent, documents.combine_chunks())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--files", type=int, help="only the first so many")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    settings = SourceSettings(paths=[str(options.data)])
    paths = find_inputs(settings)[: options.files]
    ways: dict[str, Way] = {"in this process": in_this_process, "in its own": in_its_own}
    in_this_process(paths[:FILES_A_PART], settings)  # libraries are loaded
    rounds: dict[str, list[Round]] = {name: [] for name in ways}
    for _ in range(options.rounds):
        for name, way in ways.items():
            rounds[name].append(timed(way, paths, settings))
    first, second = (found[0].documents for found in rounds.values())
    assert first.equals(second), "both ways must give the same documents"
    print(f"{len(paths)} files, {first.num_rows} documents, the same both ways\n")
    print("| read | processor time, s | spread | on the clock, s |\n|---|---:|---:|---:|")
    for name, found in rounds.items():
        spent = [one.processor_seconds for one in found]
        clock = median(one.clock_seconds for one in found)
        spread = f"{min(spent):.2f}–{max(spent):.2f}"
        print(f"| {name} | {median(spent):.2f} | {spread} | {clock:.2f} |")


if __name__ == "__main__":
    main()
