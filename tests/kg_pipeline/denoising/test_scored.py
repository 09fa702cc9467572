"""Rows on their way back: nothing is lost, and what a format cannot hold is said beforehand."""

import json
from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from kg_pipeline.cli import app
from kg_pipeline.denoising import selection
from kg_pipeline.denoising.selection import denoise_file
from kg_pipeline.denoising.settings import DenoisingSettings
from kg_pipeline.errors import DataError
from tests.kg_pipeline.denoising.test_rows import GOOD

SETTINGS = DenoisingSettings(method="keep_all")


@pytest.fixture
def no_computing(monkeypatch: pytest.MonkeyPatch) -> None:
    def denoise(*arguments: object) -> None:
        raise AssertionError("computing has begun")

    monkeypatch.setattr(selection, "denoise", denoise)


def lines(path: Path, *rows: dict[str, object]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def odd_table() -> pa.Table:
    """Columns that Python or JSON has no words for."""
    table = pa.Table.from_pylist([GOOD, {**GOOD, "predicate": "总部"}])
    odd = {
        "moment": pa.array([1, 2], pa.timestamp("ns")),
        "large": pa.array([2**64 - 1, 0], pa.uint64()),
        "counts": pa.array([[("甲", 1)], []], pa.map_(pa.string(), pa.int64())),
        "label": pa.array(["a", "b"]).dictionary_encode(),
        "small": pa.array([1, None], pa.int8()),
    }
    for name, column in odd.items():
        table = table.append_column(name, column)
    return table


def test_columns_that_the_first_row_lacks_come_back_too(tmp_path: Path) -> None:
    rows = [GOOD, {**GOOD, "note": "二", "inner": {"a": 1}}, {**GOOD, "inner": {"b": "x"}}]
    denoise_file(lines(tmp_path / "in.jsonl", *rows), tmp_path / "out.parquet", SETTINGS)
    table = pq.read_table(tmp_path / "out.parquet")
    assert table.column("note").to_pylist() == [None, "二", None]
    assert table.column("inner").to_pylist() == [None, {"a": 1, "b": None}, {"a": None, "b": "x"}]
    assert table.column_names[-2:] == ["keep_probability", "keep"]


def test_a_parquet_table_comes_back_as_it_was_with_two_more_columns(tmp_path: Path) -> None:
    table = odd_table().replace_schema_metadata({"whose": "ours"})
    pq.write_table(table, tmp_path / "in.parquet")
    given = pq.read_table(tmp_path / "in.parquet")
    denoise_file(tmp_path / "in.parquet", tmp_path / "out.PARQUET", SETTINGS)
    found = pq.read_table(tmp_path / "out.PARQUET")
    assert found.drop_columns(["keep_probability", "keep"]).equals(given, check_metadata=True)
    assert found.column("keep_probability").to_pylist() == [1.0, 1.0]
    assert found.column("keep").to_pylist() == [True, True]


def test_parquet_as_json_lines_writes_moments_as_text(tmp_path: Path) -> None:
    pq.write_table(odd_table(), tmp_path / "in.parquet")
    denoise_file(tmp_path / "in.parquet", tmp_path / "out.jsonl", SETTINGS)
    first = json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()[0])
    assert first == {
        **GOOD,
        "moment": "1970-01-01 00:00:00.000000001",
        "large": 2**64 - 1,
        "counts": [["甲", 1]],
        "label": "a",
        "small": 1,
        "keep_probability": 1.0,
        "keep": True,
    }


@pytest.mark.usefixtures("no_computing")
@pytest.mark.parametrize(
    "values", [(1, "a"), (2**70, 1), ({}, {}), (1, [2]), ("\ud83d", "a"), (2**60 + 1, 0.5)]
)
def test_a_column_without_a_type_is_named_before_the_computing(
    tmp_path: Path, values: tuple[object, object]
) -> None:
    path = lines(tmp_path / "in.jsonl", *({**GOOD, "note": value} for value in values))
    with pytest.raises(DataError, match=r"column 'note' has no type.*write a \.jsonl file"):
        denoise_file(path, tmp_path / "out.parquet", SETTINGS)


@pytest.mark.usefixtures("no_computing")
@pytest.mark.parametrize("column", [pa.array([b"x"]), pa.array([1], pa.duration("ns"))])
def test_what_json_cannot_hold_is_named_before_the_computing(
    tmp_path: Path, column: pa.Array
) -> None:
    table = pa.Table.from_pylist([GOOD]).append_column("note", column)
    pq.write_table(table, tmp_path / "in.parquet")
    with pytest.raises(DataError, match=r"write a \.parquet file"):
        denoise_file(tmp_path / "in.parquet", tmp_path / "out.jsonl", SETTINGS)


def test_half_of_a_surrogate_pair_comes_back_escaped(tmp_path: Path) -> None:
    path = lines(tmp_path / "in.jsonl", {**GOOD, "note": "二\ud83d"})
    denoise_file(path, tmp_path / "out.jsonl", SETTINGS)
    written = (tmp_path / "out.jsonl").read_text(encoding="utf-8")
    assert '"二\\ud83d"' in written and json.loads(written)["note"] == "二\ud83d"


def test_probabilities_of_an_earlier_run_are_replaced(tmp_path: Path) -> None:
    path = lines(tmp_path / "in.jsonl", {**GOOD, "keep_probability": 0.1, "keep": False})
    for name in ("out.jsonl", "out.parquet"):
        denoise_file(path, tmp_path / name, SETTINGS)
    (row,) = pq.read_table(tmp_path / "out.parquet").to_pylist()
    assert row == json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8"))
    assert row == {**GOOD, "keep_probability": 1.0, "keep": True}


def test_dates_become_text_in_json_lines(tmp_path: Path) -> None:
    rows = [{**GOOD, "day": datetime(2020, 1, 2)}]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "in.parquet")
    denoise_file(tmp_path / "in.parquet", tmp_path / "out.jsonl", SETTINGS)
    assert json.loads((tmp_path / "out.jsonl").read_text())["day"] == "2020-01-02 00:00:00"


@pytest.mark.usefixtures("no_computing")
@pytest.mark.parametrize(
    ("output", "message"),
    [
        ("out.csv", r"ends in \.jsonl or \.parquet, found \.csv"),
        ("folder.jsonl", "found a folder"),
        ("in.jsonl/out.jsonl", "expected a place that can be written"),
    ],
)
def test_an_output_that_cannot_be_written_is_refused_before_the_computing(
    tmp_path: Path, output: str, message: str
) -> None:
    (tmp_path / "folder.jsonl").mkdir()
    path = lines(tmp_path / "in.jsonl", GOOD)
    with pytest.raises(DataError, match=message):
        denoise_file(path, tmp_path / output, SETTINGS)


@pytest.mark.usefixtures("no_computing")
def test_a_missing_sample_and_a_cache_that_is_a_file_are_found_before_the_computing(
    tmp_path: Path,
) -> None:
    path = lines(tmp_path / "in.jsonl", GOOD)
    for changes, message in (
        ({"labelled": str(tmp_path / "nowhere.jsonl")}, r"nowhere\.jsonl: .*found no file"),
        ({"labelled": str(path)}, "expected correct to be true or false"),
        ({"cache": str(path)}, "expected a folder for the cache"),
    ):
        with pytest.raises(DataError, match=message):
            denoise_file(path, tmp_path / "o.jsonl", SETTINGS.model_copy(update=changes))


@pytest.mark.usefixtures("no_computing")
def test_a_report_that_cannot_be_written_is_refused_before_the_computing(tmp_path: Path) -> None:
    path = lines(tmp_path / "in.jsonl", GOOD)
    for report in (tmp_path, path / "report.html"):
        found = CliRunner().invoke(
            app, ["denoise", str(path), "-o", str(tmp_path / "o.jsonl"), "--report", str(report)]
        )
        assert isinstance(found.exception, DataError) and str(report) in str(found.exception)
