"""Ten million pairs through the corpus folder: rates, memory, size.

    python scripts/benchmarks/corpus_io.py [--pairs 10000000] [--work DIR] [--seed 0]

Sentences without meaning, two pairs each on average, are generated from the seed and written as
they come; then read whole, read with projection, read by chance in two ways, and counted. Each line
is a process of its own, so that its peak memory is its own. "By index" draws single sentences as
``corpus[n]`` does; "shuffled" is ``Corpus.shuffled``, a pass over all in an order of chance.
"""

import argparse
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from synthetic_corpus import synthetic_tables

from kg_pipeline.corpus import Corpus, read_corpus, sentences_of, write_corpus_tables
from kg_pipeline.corpus_statistics import corpus_statistics

N_BY_INDEX = 2_000
N_RECORDS = 500_000  # sentences that are made records of, where that is what is measured
PAIR = [f"positives.list.element.{name}" for name in ("subject", "predicate", "object")]


@dataclass(frozen=True, slots=True)
class Work:
    """What a process is given. folder: of the corpus."""

    folder: Path
    n_pairs: int
    seed: int


@dataclass(frozen=True, slots=True)
class Measured:
    """What a process reports. seconds: on the wall; cpu_seconds: what other work cannot stretch."""

    n_sentences: int
    seconds: float
    cpu_seconds: float
    peak_mb: float


def generate(work: Work) -> int:
    """The generator alone: what writing has to be seen against."""
    return sum(len(table) for table in synthetic_tables(work.n_pairs, work.seed))


def write(work: Work) -> int:
    """Generate and write, streamed."""
    write_corpus_tables(synthetic_tables(work.n_pairs, work.seed), work.folder, "graph", "")
    return len(read_corpus(work.folder))


def open_first(work: Work) -> int:
    """Open a folder that was never opened: all hashes are compared."""
    (work.folder / ".verified.json").unlink(missing_ok=True)
    return len(read_corpus(work.folder))


def _passes(columns: list[str] | None, shuffled: bool, records: bool) -> Callable[[Work], int]:
    def run(work: Work) -> int:
        corpus: Corpus = read_corpus(work.folder)
        chance = np.random.default_rng(work.seed)
        tables = corpus.shuffled(chance, columns) if shuffled else corpus.tables(columns)
        n_done = 0
        for table in tables:
            n_done += len(sentences_of(table) if records else table)
            if records and n_done >= N_RECORDS:
                break
        return n_done

    return run


def by_index(work: Work) -> int:
    """Single sentences, drawn from the whole corpus."""
    corpus = read_corpus(work.folder)
    places = np.random.default_rng(work.seed).integers(len(corpus), size=N_BY_INDEX)
    return len([corpus[place] for place in places.tolist()])


def count(work: Work) -> int:
    """``corpus_statistics``; the number of positives must be the one that was asked for."""
    found = corpus_statistics(read_corpus(work.folder))
    if found.n_positives != work.n_pairs:
        raise SystemExit(f"expected {work.n_pairs} positives, found {found.n_positives}")
    return found.n_sentences


PHASES: dict[str, Callable[[Work], int]] = {
    "generator alone": generate,
    "generated and written": write,
    "opened for the first time": open_first,
    "read, all columns": _passes(None, shuffled=False, records=False),
    "read, texts alone": _passes(["text"], shuffled=False, records=False),
    "read, texts and pairs": _passes(["text", *PAIR], shuffled=False, records=False),
    "read, as records": _passes(None, shuffled=False, records=True),
    "shuffled, tables": _passes(None, shuffled=True, records=False),
    "shuffled, as records": _passes(None, shuffled=True, records=True),
    "by index": by_index,
    "counted": count,
}


def measured(phase: str, work: Work) -> Measured:
    """One phase in this process."""
    begin, cpu_begin = time.perf_counter(), time.process_time()
    n_sentences = PHASES[phase](work)
    seconds, cpu_seconds = time.perf_counter() - begin, time.process_time() - cpu_begin
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Measured(n_sentences, seconds, cpu_seconds, peak)


def compare(work: Work) -> None:
    """All phases, each in a process of its own, as a table."""
    print("| what | seconds | CPU seconds | sentences/CPU s | pairs/CPU s | peak memory, MB |")
    print("|---|---|---|---|---|---|")
    rate = 2.0  # pairs a sentence; exact once they are counted
    for phase in PHASES:
        command = [sys.executable, __file__, "--phase", phase, "--work", str(work.folder.parent)]
        command += ["--pairs", str(work.n_pairs), "--seed", str(work.seed)]
        said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        found = Measured(**json.loads(said))
        if phase == "generator alone":
            rate = work.n_pairs / found.n_sentences
        per_second = found.n_sentences / found.cpu_seconds
        print(
            f"| {phase} | {found.seconds:.1f} | {found.cpu_seconds:.1f} | {per_second:,.0f} "
            f"| {per_second * rate:,.0f} | {found.peak_mb:.0f} |",
            flush=True,
        )
    size = sum(path.stat().st_size for path in work.folder.rglob("*.parquet"))
    print(f"\non disk: {size / 1e6:.0f} MB, {size / work.n_pairs:.0f} bytes a pair")


def main() -> None:
    """Read the arguments and compare."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pairs", type=int, default=10_000_000)
    parser.add_argument("--work", type=Path, help="a folder for the corpus; a temporary one else")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--phase", choices=list(PHASES), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    place = arguments.work or Path(tempfile.mkdtemp())
    work = Work(place / "corpus", arguments.pairs, arguments.seed)
    if arguments.phase:
        print(json.dumps(asdict(measured(arguments.phase, work))))
        return
    compare(work)
    if arguments.work is None:
        shutil.rmtree(place)


if __name__ == "__main__":
    main()
