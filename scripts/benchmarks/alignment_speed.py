"""The whole alignment, from cleaned documents to the written corpus: seconds, growth, memory.

    python scripts/benchmarks/alignment_speed.py --run runs/real [--names 1000000] [--workers 2]

RUN: as for ``matching.py``. The stage ``alignment`` of ``kg-pipeline run`` is timed as it is: it makes
the linker's tables, splits documents into sentences, links them, looks their pairs up, limits and
writes. Texts are the laws and the encyclopaedia's, and lines composed of laws' up to the wanted number
of characters (see ``name_worlds``); the graph has the triples of the encyclopaedia's and as many
names as wanted. Each run is a process of its own, with half of the documents (every second) and with
all. Prints seconds, those of the processor (start-up included; other work shares the machine), the
growth, and the peak resident memory of the main process and of the largest worker.
"""

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from name_worlds import (
    base_names,
    composed_lines,
    composed_names,
    encyclopaedia_lines,
    law_lines,
    write_larger_graph,
)

from kg_pipeline.graph.store import KnowledgeGraph
from kg_pipeline.pipeline import Pipeline
from kg_pipeline.records import Block, Document, to_table
from kg_pipeline.run_settings import PipelineRun
from kg_pipeline.settings import parse_settings
from kg_pipeline.storage import folder_writer, write_table

_ROWS_A_TABLE = 1000


def document(number: int, lines: Sequence[str]) -> Document:
    """A document of paragraphs."""
    blocks, start = [], 0
    for line in lines:
        blocks.append(Block("paragraph", start, start + len(line)))
        start += len(line) + 1
    name, text = f"{number:06d}", "\n".join(lines)
    return Document(name, name, "text/plain", "utf-8", "zh", name, text, tuple(blocks))


def write_documents(documents: Sequence[Document], folder: Path) -> None:
    """What cleaning would leave."""
    with folder_writer(folder, "documents", "benchmark") as building:
        for part, first in enumerate(range(0, len(documents), _ROWS_A_TABLE)):
            table = to_table(documents[first : first + _ROWS_A_TABLE], Document)
            write_table(building / f"corpus-{part:05d}.parquet", table)


def align_once(place: Path, workers: int) -> None:
    """The stage, in this process and its workers; prints what was measured as JSON."""
    raw = {"output": str(place), "inputs": [{"paths": [str(place)]}], "workers": workers}
    pipeline = Pipeline(parse_settings(PipelineRun, raw, "benchmark"), lambda *state: None)
    outcome = pipeline.run("alignment")[0]
    usages = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    peaks = [usage.ru_maxrss / 1024 for usage in usages]
    processor = [usage.ru_utime + usage.ru_stime for usage in usages]
    manifest = json.loads((place / "alignment" / "MANIFEST.json").read_text(encoding="utf-8"))
    rows = sum(entry["rows"] or 0 for entry in manifest["files"].values())
    hashes = [entry["sha256"] for _, entry in sorted(manifest["files"].items())]
    figures = {"seconds": outcome.seconds, "peaks": peaks, "processor": processor, "rows": rows}
    print(json.dumps({**figures, "first": hashes[0][:12]}))


def measured(
    graph: Path, documents: Sequence[Document], workers: int, repeats: int
) -> list[dict[str, Any]]:
    """Figures of some runs."""
    found = []
    for _ in range(repeats):
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "graph").symlink_to(graph)
            write_documents(documents, Path(folder) / "cleaning")
            command = [sys.executable, __file__, "--child", folder, "--workers", str(workers)]
            done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
            found.append(json.loads(done.stdout.splitlines()[-1]))
    return found


def main() -> None:
    """Measure, or be the process that is measured."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--run", type=Path, default=Path("runs/real"))
    parser.add_argument("--graph", type=Path)
    parser.add_argument("--names", type=int, default=1_000_000)
    parser.add_argument("--characters", type=int, default=34_000_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--child", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        align_once(options.child, options.workers)
        return
    base = options.graph or options.run / "encyclopaedia" / "pipeline" / "graph"
    laws = law_lines(options.run)
    lines = [*laws, *encyclopaedia_lines(options.run)]
    missing = options.characters - sum(len(line) for some in lines for line in some)
    lines += composed_lines(laws, missing, options.seed)
    with tempfile.TemporaryDirectory() as folder:
        graph = Path(folder) / "graph"
        names = list(composed_names(base_names(base), options.names, options.seed))
        write_larger_graph(base, names, graph)
        print(f"\n{KnowledgeGraph.load(graph).n_entities:,} nodes\n")
        print(
            "| characters | seconds, median | range | of the processor: main, workers | "
            "peak MB: main, worker | sentences | file |"
        )
        print("|---|---|---|---|---|---|---|")
        medians = []
        for some in (lines[::2], lines):
            documents = [document(number, lines) for number, lines in enumerate(some)]
            runs = measured(graph, documents, options.workers, options.repeats)
            seconds = [run["seconds"] for run in runs]
            n_characters = sum(len(document.text) for document in documents)
            medians.append((statistics.median(seconds), n_characters))
            used = " ".join(f"{min(run['processor'][who] for run in runs):.0f}" for who in (0, 1))
            peaks = " ".join(f"{max(run['peaks'][who] for run in runs):.0f}" for who in (0, 1))
            print(
                f"| {n_characters:,} | {medians[-1][0]:.1f} | {min(seconds):.1f}–{max(seconds):.1f} | "
                f"{used} | {peaks} | {runs[0]['rows']:,} | {runs[0]['first']} |",
                flush=True,
            )
        growth = medians[1][0] / medians[0][0] / (medians[1][1] / medians[0][1]) * 2
        print(f"\ninput doubled: time × {growth:.2f}")


if __name__ == "__main__":
    main()
