"""Every engine does all tasks, tells what went wrong, and leaves the same files."""

import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from importlib.util import find_spec
from pathlib import Path

import pytest

from kg_pipeline.engines.local import LocalEngine
from kg_pipeline.engines.parts import Engine, _one, run_parts
from kg_pipeline.engines.ray import RayEngine
from kg_pipeline.errors import ConfigurationError, DataError
from kg_pipeline.storage import read_table
from tests.kg_pipeline.engines.tasks import (
    die_the_first_time,
    leave_a_file,
    refuse_the_second,
    squares,
)
from tests.test_journey import documents, hashes, pipeline_config

needs_ray = pytest.mark.skipif(
    find_spec("ray") is None, reason="ray is not installed; install kgbert[ray]"
)


@pytest.fixture(scope="module")
def ray_engine() -> Iterator[RayEngine]:
    """One cluster of two processes for all tests here: it takes seconds to start."""
    engine = RayEngine(workers=2)
    yield engine
    engine.close()


@pytest.fixture(
    params=["here", "pool", pytest.param("ray", marks=[needs_ray, pytest.mark.slow])],
)
def engine(request: pytest.FixtureRequest) -> Engine:
    """Each of the engines in turn."""
    if request.param == "ray":
        found: Engine = request.getfixturevalue("ray_engine")
        return found
    return LocalEngine(workers=1 if request.param == "here" else 2)


def test_all_tasks_are_done_and_each_is_told(engine: Engine, tmp_path: Path) -> None:
    paths = [tmp_path / f"{number}" for number in range(11)]
    assert list(engine.each(leave_a_file, paths)) == [None] * 11
    assert all(path.exists() for path in paths)
    assert list(engine.each(leave_a_file, [])) == []


def test_what_a_task_raises_is_raised_as_it_was(engine: Engine) -> None:
    with pytest.raises(DataError, match=r"^part 1: expected a number below 1$"):
        list(engine.each(refuse_the_second, range(4)))


def test_the_files_are_the_same_with_every_engine(engine: Engine, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    run_parts(
        tmp_path / "other",
        "numbers",
        "key",
        range(0, 15, 3),
        squares,
        engine,
        lambda *state: told.append(state),
    )
    run_parts(
        tmp_path / "plain",
        "numbers",
        "key",
        range(0, 15, 3),
        squares,
        LocalEngine(1),
        lambda *state: None,
    )
    assert hashes(tmp_path / "other") == hashes(tmp_path / "plain")
    assert len(list((tmp_path / "other").glob("*.parquet"))) == 10
    assert told == [(done, 5) for done in range(6)]
    assert not list(tmp_path.glob("*.work-*"))


def test_a_part_on_which_two_processes_are_at_work_comes_out_whole(tmp_path: Path) -> None:
    place = tmp_path / "numbers.work-key"
    task = partial(_one, place, squares)
    assert len(list(LocalEngine(workers=2).each(task, [(0, 3)] * 40))) == 40
    assert read_table(place / "squares-00000.parquet").equals(squares(3)["squares"])
    assert sorted(path.name for path in place.iterdir()) == [
        "00000.done",
        "numbers-00000.parquet",
        "squares-00000.parquet",
    ]


@needs_ray
@pytest.mark.slow
def test_a_task_whose_process_is_lost_is_done_by_another(
    ray_engine: RayEngine, tmp_path: Path
) -> None:
    assert list(ray_engine.each(die_the_first_time, [tmp_path / "part"])) == [None]
    assert (tmp_path / "part.done").exists()


@needs_ray
@pytest.mark.slow
def test_a_run_on_a_cluster_leaves_the_files_of_a_local_one(
    ray_engine: RayEngine, tmp_path: Path
) -> None:
    import ray

    list(ray_engine.each(leave_a_file, [tmp_path / "started"]))
    address = ray.get_runtime_context().gcs_address
    config = pipeline_config(tmp_path, documents(tmp_path / "documents"))
    code = "from kg_pipeline.cli import main; main()"
    command = [sys.executable, "-c", code, "run", str(config), "--set"]
    local, spread = tmp_path / "local", tmp_path / "ray"
    subprocess.run([*command, f"output={local}"], check=True, capture_output=True)
    of_ray = ["--set", "engine=ray", "--set", f"ray_address={address}"]
    subprocess.run([*command, f"output={spread}", *of_ray], check=True, capture_output=True)
    assert hashes(spread) == hashes(local)
    assert list(ray_engine.each(leave_a_file, [tmp_path / "after"])) == [None]  # it goes on


def test_without_ray_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(ConfigurationError, match=r"install kgbert\[ray\]"):
        list(RayEngine(workers=2).each(leave_a_file, [Path("unused")]))
