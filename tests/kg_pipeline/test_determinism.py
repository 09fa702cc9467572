"""The same documents give the same files: any number of workers, hash seed and order of inputs."""

import hashlib
import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

DEMO = Path(__file__).resolve().parents[2] / "data" / "demo"
STAGES = ("documents", "cleaning", "triples", "graph", "alignment")
RUN = """
import json, sys
from kg_pipeline.pipeline import Pipeline
from kg_pipeline.run_settings import PipelineRun
if __name__ == "__main__":
    settings, stages = json.loads(sys.argv[1]), sys.argv[2:]
    pipeline = Pipeline(PipelineRun.model_validate(settings), lambda *state: None)
    for stage in stages:
        pipeline.run(stage)
"""


def hashes_of(folder: Path) -> dict[str, str]:
    """SHA-256 of every file of the stages but the manifests, which name the settings too."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for stage in STAGES
        for path in sorted((folder / stage).rglob("*"))
        if path.is_file() and path.name not in ("MANIFEST.json", ".verified.json")
    }


def run(folder: Path, script: Path, workers: int, hash_seed: str, order: int) -> dict[str, str]:
    files = [path for path in DEMO.rglob("*") if path.suffix in (".html", ".txt", ".md")]
    paths = sorted(str(path) for path in files if path.name != "README.md")
    random.Random(order).shuffle(paths)
    extraction = {"extractors": ["structured", "templates", "patterns"]}
    settings = {
        "output": str(folder),
        "inputs": [{"paths": paths}],
        "extraction": extraction,
        "workers": workers,
    }
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
    arguments = [sys.executable, str(script), json.dumps(settings), *STAGES]
    subprocess.run(arguments, env=environment, check=True, capture_output=True)
    return hashes_of(folder)


@pytest.mark.slow
def test_workers_hash_seeds_and_the_order_of_inputs_do_not_matter(tmp_path: Path) -> None:
    script = tmp_path / "run.py"  # a file, for the workers import what they run
    script.write_text(RUN)
    first = run(tmp_path / "one", script, 1, "0", 1)
    assert len(first) > len(STAGES)
    assert run(tmp_path / "two", script, 2, "1", 2) == first
    assert run(tmp_path / "four", script, 4, "random", 3) == first
