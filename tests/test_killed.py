"""A run that was killed, at whatever write or rename, ends with the same files when repeated."""

import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg_pipeline import storage
from kg_pipeline.errors import CorpusError
from kg_pipeline.pipeline import Pipeline
from kg_pipeline.run_settings import PipelineRun
from kg_pipeline.settings import load_settings
from kg_pipeline.storage import read_manifest
from tests.test_journey import documents, hashes, pipeline_config

STAGES = (
    *("documents", "cleaning", "triples", "graph", "alignment", "denoising", "corpus"),
    "statistics",
)
MADE = {
    "alignment": ("alignment", "found", "linking"),
    "corpus": ("corpus", "judged"),
}  # folders of a stage, where they are not its name


READ = {  # folders that a stage reads
    "cleaning": ("documents",),
    "triples": ("cleaning",),
    "graph": ("triples",),
    "alignment": ("cleaning", "graph"),
    "denoising": ("alignment", "graph"),
    "corpus": ("denoising", "graph"),
    "statistics": ("corpus", "graph"),
}


class Killed(BaseException):
    """Stands for the end of the process: no handler of the code under test may catch it."""


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    """A finished run's folder, and the configuration that made it."""
    root = tmp_path_factory.mktemp("killed")
    config = pipeline_config(root, documents(root / "documents"))
    Pipeline(load_settings(PipelineRun, config), lambda *state: None).run()
    return root / "run", config


def pipeline(config: Path, output: Path) -> Pipeline:
    settings = load_settings(PipelineRun, config, [f"output={output}"])
    return Pipeline(settings, lambda *state: None)


def before(stage: str, whole: Path, output: Path) -> None:
    """What a run has made when ``stage`` begins."""
    shutil.copytree(whole, output)
    for later in STAGES[STAGES.index(stage) :]:
        for name in MADE.get(later, (later,)):
            shutil.rmtree(output / name, ignore_errors=True)


@pytest.mark.slow
@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_killed_at_any_step_is_made_whole_by_the_next_run(
    stage, finished, tmp_path, monkeypatch
):
    whole, config = finished
    steps: list[str] = []
    monkeypatch.setattr(storage, "step", steps.append)
    monkeypatch.setattr("kg_pipeline.engines.parts.step", steps.append)
    before(stage, whole, tmp_path / "counted")
    pipeline(config, tmp_path / "counted").run(stage)
    wanted = hashes(tmp_path / "counted")
    assert wanted.items() <= hashes(whole).items()
    assert len(steps) >= 4
    for limit in range(len(steps)):
        output = tmp_path / f"at-{limit}"
        before(stage, whole, output)
        left = [limit]

        def step(name: str, left: list[int] = left) -> None:
            left[0] -= 1
            if left[0] < 0:
                raise Killed(name)

        monkeypatch.setattr(storage, "step", step)
        monkeypatch.setattr("kg_pipeline.engines.parts.step", step)
        with pytest.raises(Killed):
            pipeline(config, output).run(stage)
        monkeypatch.setattr(storage, "step", lambda name: None)
        monkeypatch.setattr("kg_pipeline.engines.parts.step", lambda name: None)
        pipeline(config, output).run(stage)
        assert hashes(output) == wanted, steps[limit]


@pytest.mark.slow
def test_a_run_killed_from_outside_ends_with_the_same_files(finished, tmp_path):
    whole, config = finished
    output = tmp_path / "run"
    code = "from kg_pipeline.cli import main; main()"
    command = [sys.executable, "-c", code, "run", str(config), "--set", f"output={output}"]
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    deadline = time.monotonic() + 60
    while not (output / "triples").exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    subprocess.run(command, check=True, capture_output=True)
    assert hashes(output) == hashes(whole)


@pytest.mark.slow
def test_alignment_and_denoising_killed_at_chance_end_with_the_same_files(finished, tmp_path):
    whole, config = finished
    output, chance = tmp_path / "run", random.Random(5)
    before("alignment", whole, output)
    code = "from kg_pipeline.cli import main; main()"
    command = [sys.executable, "-c", code, "run", str(config), "--set", f"output={output}"]
    command += ["--set", "workers=2"]
    for number in range(3):
        process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        known = set(output.iterdir())
        deadline = time.monotonic() + 60
        while set(output.iterdir()) == known and time.monotonic() < deadline:
            time.sleep(0.005)
        time.sleep(chance.uniform(0, 0.3))
        if number % 2:
            process.kill()  # alone: its workers must end by themselves
        else:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    subprocess.run(command, check=True, capture_output=True)
    assert hashes(output) == hashes(whole)


@pytest.mark.parametrize("stage", READ)
def test_a_flipped_bit_in_any_file_that_a_stage_reads_is_named_and_refused(
    stage, finished, tmp_path
):
    whole, config = finished
    output = tmp_path / "run"
    before(stage, whole, output)
    for folder in READ[stage]:
        for name in read_manifest(output / folder).files:
            path = output / folder / name
            kept = path.read_bytes()
            for place in (0, len(kept) // 2, len(kept) - 1):
                damaged = bytearray(kept)
                damaged[place] ^= 1 << place % 8
                path.write_bytes(bytes(damaged))
                with pytest.raises(CorpusError, match=re.escape(name)):
                    pipeline(config, output).run(stage)
            path.write_bytes(kept)
    pipeline(config, output).run(stage)  # mended, it runs
