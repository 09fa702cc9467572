"""Folders of records: what a kill, a flipped bit or another version does to them."""

from pathlib import Path

import pyarrow as pa
import pytest

from kg_pipeline import storage
from kg_pipeline.errors import CorpusError, DataError

TABLE = pa.table({"number": list(range(1000)), "text": [f"line {n}" for n in range(1000)]})


class Killed(BaseException):
    """Stands for the end of the process: no handler of the code under test may catch it."""


def write(folder: Path, table: pa.Table = TABLE, key: str = "key") -> None:
    with storage.folder_writer(folder, "things", key) as place:
        storage.write_table(place / "part-00000.parquet", table)


def steps_of(monkeypatch: pytest.MonkeyPatch, folder: Path) -> list[str]:
    seen: list[str] = []
    monkeypatch.setattr(storage, "step", seen.append)
    write(folder)
    return seen


def test_a_folder_is_read_back_as_it_was_written(tmp_path):
    write(tmp_path / "things")
    assert storage.open_folder(tmp_path / "things", "things").inputs_hash == "key"
    assert storage.read_table(tmp_path / "things" / "part-00000.parquet").equals(TABLE)


def test_a_flipped_bit_is_refused_and_the_file_is_named(tmp_path):
    write(tmp_path / "things")
    path = tmp_path / "things" / "part-00000.parquet"
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    with pytest.raises(CorpusError, match=r"part-00000\.parquet"):
        storage.open_folder(tmp_path / "things", "things")
    assert not storage.is_finished(tmp_path / "things", "key")


def test_a_folder_without_its_manifest_does_not_count(tmp_path):
    write(tmp_path / "things")
    (tmp_path / "things" / storage.MANIFEST).unlink()
    with pytest.raises(CorpusError, match="stopped"):
        storage.read_manifest(tmp_path / "things")


def test_a_manifest_cut_in_half_is_an_error_that_names_it(tmp_path):
    write(tmp_path / "things")
    path = tmp_path / "things" / storage.MANIFEST
    path.write_text(path.read_text()[:40])
    with pytest.raises(CorpusError, match=r"MANIFEST\.json"):
        storage.read_manifest(tmp_path / "things")


def test_a_folder_of_another_kind_is_refused(tmp_path):
    write(tmp_path / "things")
    with pytest.raises(CorpusError, match="expected a folder of kind graph, found things"):
        storage.open_folder(tmp_path / "things", "graph")


def test_a_missing_folder_says_what_to_do(tmp_path):
    with pytest.raises(DataError, match="run the stage"):
        storage.read_manifest(tmp_path / "nowhere")


def test_after_a_kill_at_any_step_the_same_command_leaves_the_same_files(tmp_path, monkeypatch):
    whole = tmp_path / "whole"
    n_steps = len(steps_of(monkeypatch, whole))
    wanted = {p.name: p.read_bytes() for p in whole.iterdir()}
    assert n_steps >= 6
    for limit in range(n_steps):
        folder = tmp_path / f"killed-{limit}"
        count = iter(range(n_steps))

        def step(name: str, count=count, limit=limit) -> None:
            if next(count) == limit:
                raise Killed(name)

        monkeypatch.setattr(storage, "step", step)
        with pytest.raises(Killed):
            write(folder)
        monkeypatch.setattr(storage, "step", lambda name: None)
        if not storage.is_finished(folder, "key"):
            write(folder)
        assert {p.name: p.read_bytes() for p in folder.iterdir()} == wanted


def test_a_kill_while_a_folder_is_replaced_leaves_the_old_or_the_new_one(tmp_path, monkeypatch):
    folder = tmp_path / "things"
    old = TABLE.slice(0, 10)
    write(folder, old, "old")
    for limit in range(6):

        def step(name: str, count=iter(range(100)), limit=limit) -> None:  # noqa: B008
            if next(count) == limit:
                raise Killed(name)

        monkeypatch.setattr(storage, "step", step)
        with pytest.raises(Killed):
            write(folder, TABLE, "new")
        monkeypatch.setattr(storage, "step", lambda name: None)
        assert storage.read_manifest(folder).inputs_hash in ("old", "new")
        write(folder, old, "old")


def test_a_check_whether_a_file_can_be_written_leaves_nothing_behind(tmp_path):
    storage.require_writable(tmp_path / "new" / "folder" / "file.jsonl")
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(DataError, match="found a folder"):
        storage.require_writable(tmp_path)


def test_a_format_is_told_by_the_ending_in_any_case():
    assert storage.table_format(Path("a.JSONL")) == "jsonl"
    assert storage.table_format(Path("a.Parquet")) == "parquet"
    with pytest.raises(DataError, match=r"ends in \.jsonl or \.parquet, found \.csv"):
        storage.table_format(Path("a.csv"))
