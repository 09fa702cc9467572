"""The programs as processes: exit codes, and a training run killed from outside."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import yaml

from kg_pipeline.pipeline import Pipeline
from kg_pipeline.run_settings import PipelineRun
from kg_pipeline.settings import load_settings
from tests.test_journey import documents, pipeline_config


def command(package: str, *arguments: object) -> list[str]:
    code = f"from {package}.cli import main; main()"
    return [sys.executable, "-c", code, *map(str, arguments)]


def call(package: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command(package, *arguments), capture_output=True, text=True, timeout=120)


def test_inputs_set_aside_end_with_0_and_their_count(tmp_path: Path) -> None:
    config = pipeline_config(tmp_path, documents(tmp_path / "documents"))
    ended = call("kg_pipeline", "run", config)
    assert ended.returncode == 0
    assert "set aside: 1 ×" in ended.stdout


def test_nothing_usable_ends_with_3_and_says_why(tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    ended = call("kg_pipeline", "run", pipeline_config(tmp_path, folder))
    assert ended.returncode == 3
    assert "no usable document" in ended.stderr and "Traceback" not in ended.stderr


def test_a_misspelt_key_ends_with_2_and_names_the_right_one(tmp_path: Path) -> None:
    config = pipeline_config(tmp_path, documents(tmp_path / "documents"))
    ended = call("kg_pipeline", "run", config, "--set", "worker=2")
    assert ended.returncode == 2
    assert "did you mean workers" in ended.stderr and "Traceback" not in ended.stderr
    ended = call("kgbert", "pretrain", tmp_path / "nowhere.yaml")
    assert ended.returncode == 2
    assert "nowhere.yaml" in ended.stderr and "Traceback" not in ended.stderr


@pytest.mark.slow
def test_a_pretraining_killed_from_outside_ends_with_the_same_weights(tmp_path: Path) -> None:
    inputs = pipeline_config(tmp_path, documents(tmp_path / "documents"))
    Pipeline(load_settings(PipelineRun, inputs), lambda *state: None).run()
    config = tmp_path / "pretrain.yaml"
    sizes = {
        "hidden_size": 32,
        "num_hidden_layers": 2,
        "num_attention_heads": 2,
        "intermediate_size": 64,
        "knowledge_layer": 1,
    }
    training = {
        "max_pieces": 12_000,
        "pieces_per_batch": 100,
        "learning_rate": 0.003,
        "precision": "fp32",
        "checkpoint_every": 4,
    }
    values = {
        "corpus": str(tmp_path / "run" / "corpus"),
        "graph": str(tmp_path / "run" / "graph"),
        "output": "unset",
        "model": sizes,
        "training": training,
    }
    config.write_text(yaml.safe_dump(values), encoding="utf-8")
    whole = call("kgbert", "pretrain", config, "--set", f"output={tmp_path / 'whole'}")
    assert whole.returncode == 0, whole.stderr
    killed = command("kgbert", "pretrain", config, "--set", f"output={tmp_path / 'killed'}")
    process = subprocess.Popen(
        killed, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    run = tmp_path / "killed" / "true" / "seed-1"
    deadline = time.monotonic() + 60
    while not (run / "checkpoint").exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    assert not (run / "model").exists()  # it was killed on its way
    subprocess.run(killed, check=True, capture_output=True)
    same = Path("true", "seed-1", "model")
    for name in ("model.safetensors", "log.json"):
        one, two = (tmp_path / folder / same / name for folder in ("whole", "killed"))
        assert one.read_bytes() == two.read_bytes()
    assert len(json.loads((run / "model" / "log.json").read_text(encoding="utf-8"))) == 120
