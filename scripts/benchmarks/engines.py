"""What does Ray cost on one machine? The same stages on real documents with every engine.

    python scripts/benchmarks/engines.py --documents FOLDER [--files 300] [--engines one,local,ray]

Files of FOLDER (laws in Markdown, for instance) are read, cleaned, extracted from, and aligned with
the graph that they give: with one process, with two of the pool, and with two of a Ray cluster that
is started for the run. Stages that are not spread (the graph, what is done behind alignment) take
the same time with each. The files that come out must be equal; one that is not is named, and the
exit code is 1.
"""

import argparse
import hashlib
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from kg_pipeline.engines.local import LocalEngine
from kg_pipeline.engines.ray import RayEngine
from kg_pipeline.pipeline import Pipeline
from kg_pipeline.run_settings import PipelineRun, StageName
from kg_pipeline.settings import parse_settings

STAGES: tuple[StageName, ...] = ("documents", "cleaning", "triples", "graph", "alignment")
SPREAD: tuple[StageName, ...] = ("documents", "triples", "alignment")


@dataclass(frozen=True, slots=True)
class Way:
    """How parts are worked on."""

    engine: str
    workers: int


WAYS = {"one": Way("local", 1), "local": Way("local", 2), "ray": Way("ray", 2)}


def run(files: list[str], output: Path, way: Way) -> dict[str, float]:
    """Seconds of each stage, and of starting the cluster, which a run does once."""
    values = {"output": str(output), "inputs": [{"paths": files}], "workers": way.workers}
    settings = parse_settings(PipelineRun, {**values, "engine": way.engine}, "benchmark")
    pipeline = Pipeline(settings, lambda *state: None)
    cluster = RayEngine(way.workers) if way.engine == "ray" else LocalEngine(1)
    begin = time.perf_counter()
    list(cluster.each(nothing, [0]))
    seconds: dict[str, float] = {"start": time.perf_counter() - begin}
    for stage in STAGES:
        begin = time.perf_counter()
        pipeline.run(stage)
        seconds[stage] = time.perf_counter() - begin
    cluster.close()
    return seconds


def nothing(_: int) -> None:
    """A task that shows that the cluster works."""


def hashes(output: Path) -> dict[str, str]:
    """SHA-256 of all files of all stages."""
    return {
        path.relative_to(output).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(output.rglob("*"))
        if path.is_file() and path.name not in ("stages.json", ".verified.json")
    }


def compare(files: list[str], work: Path, names: list[str]) -> list[str]:
    """Print a line for each way; returns the files that differ from the first one's."""
    print(f"| engine | processes | start | {' | '.join(STAGES)} | together | of it spread |")
    print("|---|---|" + "---|" * (len(STAGES) + 3))
    wanted: dict[str, str] = {}
    different: list[str] = []
    for name in names:
        way = WAYS[name]
        seconds = run(files, work / name, way)
        found = hashes(work / name)
        wanted = wanted or found
        all_names = sorted(wanted.keys() | found.keys())
        different += [f"{name}: {one}" for one in all_names if wanted.get(one) != found.get(one)]
        each = " | ".join(f"{value:.1f}" for value in seconds.values())
        spread = sum(seconds[stage] for stage in SPREAD)
        print(
            f"| {way.engine} | {way.workers} | {each} | {sum(seconds.values()):.1f} "
            f"| {spread:.1f} |",
            flush=True,
        )
    print(f"\n{len(wanted)} files of each; different: {len(different)}")
    return different


def main() -> None:
    """Read the arguments and compare."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", type=Path, required=True)
    parser.add_argument("--files", type=int, default=300)
    parser.add_argument("--engines", default="one,local,ray", help=f"of {', '.join(WAYS)}")
    arguments = parser.parse_args()
    paths = sorted(path for path in arguments.documents.rglob("*") if path.is_file())
    if not paths:
        parser.error(f"expected documents in {arguments.documents}, found none")
    files = [str(path) for path in paths[:: max(1, len(paths) // arguments.files)]]
    with tempfile.TemporaryDirectory() as name:
        different = compare(files, Path(name), arguments.engines.split(","))
    for entry in different:
        print(f"differs: {entry}")
    sys.exit(bool(different))


if __name__ == "__main__":
    main()
