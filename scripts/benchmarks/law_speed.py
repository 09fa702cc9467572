"""Laws from files to written triples: seconds, growth with the input, memory.

    python scripts/benchmarks/law_speed.py --laws LAWS [--repeats 3] [--workers 2]

Each run is a process of its own over the documents, cleaning and triples stages in a fresh folder, with
every tenth law and with all. Prints medians and ranges of seconds, the growth
``t(all) / (t(tenth) · characters(all) / characters(tenth))``, and the peak resident memory of
the largest process.
"""

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from kg_pipeline.pipeline import Pipeline
from kg_pipeline.run_settings import PipelineRun, StageName
from kg_pipeline.settings import parse_settings

STAGES: tuple[StageName, ...] = ("documents", "cleaning", "triples")


def run_once(paths: Sequence[str], workers: int, output: str) -> None:
    """All three stages; prints what was measured as JSON."""
    raw = {"output": output, "inputs": [{"paths": list(paths)}], "workers": workers}
    pipeline = Pipeline(parse_settings(PipelineRun, raw, "laws"), lambda *state: None)
    seconds = {stage: pipeline.run(stage)[0].seconds for stage in STAGES}
    peaks = [
        resource.getrusage(who).ru_maxrss
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    ]
    print(json.dumps({"seconds": seconds, "peak_mb": max(peaks) / 1024}))


def measured(paths: Sequence[Path], workers: int) -> dict[str, float]:
    """Seconds of each stage, ``all`` with start-up, and ``peak_mb`` of one run in a new process."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "paths.json").write_text(json.dumps([str(path) for path in paths]))
        begin = time.perf_counter()
        done = subprocess.run(
            [sys.executable, __file__, "--child", folder, "--workers", str(workers)],
            check=True,
            capture_output=True,
            text=True,
        )
        whole = time.perf_counter() - begin
    found = json.loads(done.stdout.splitlines()[-1])
    return {**found["seconds"], "all": whole, "peak_mb": found["peak_mb"]}


def main() -> None:
    """Measure, or be the process that is measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--laws", type=Path)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--child", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.child is not None:
        paths = json.loads((arguments.child / "paths.json").read_text())
        run_once(paths, arguments.workers, str(arguments.child / "run"))
        return
    laws = sorted(arguments.laws.rglob("*.md"))
    sizes = {path: len(path.read_text("utf-8", "replace")) for path in laws}
    print("| laws | characters | " + " | ".join(STAGES) + " | with start-up | largest process |")
    print("|" + "---|" * (len(STAGES) + 4))
    medians, characters = [], []
    for part in (laws[::10], laws):
        runs = [measured(part, arguments.workers) for _ in range(arguments.repeats)]
        medians.append(statistics.median(run["all"] for run in runs))
        characters.append(sum(sizes[path] for path in part))
        cells = [_shown([run[name] for run in runs]) for name in (*STAGES, "all")]
        peak = max(run["peak_mb"] for run in runs)
        print(f"| {len(part)} | {characters[-1]:,} | {' | '.join(cells)} | {peak:.0f} MB |")
    growth = medians[1] / (medians[0] * characters[1] / characters[0])
    print(
        f"\ngrowth against linear {growth:.2f}; {arguments.repeats} runs each, {arguments.workers} workers"
    )


def _shown(values: Sequence[float]) -> str:
    return f"{statistics.median(values):.1f} s ({min(values):.1f}–{max(values):.1f})"


if __name__ == "__main__":
    main()
