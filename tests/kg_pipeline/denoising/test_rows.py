"""Rows of a file: what is read, what is refused and in which words."""

import json
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from kg_pipeline.denoising.candidates import CandidateBuilder
from kg_pipeline.denoising.rows import candidate_of, read_rows
from kg_pipeline.errors import DataError

GOOD = {
    "text": "甲收购乙",
    "subject_start": 0,
    "subject_end": 1,
    "object_start": 3,
    "object_end": 4,
    "predicate": "收购",
}


@pytest.mark.parametrize("name", ["rows.csv", "rows.json", "rows.jsonl.gz", "rows"])
def test_a_name_with_another_ending_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(json.dumps(GOOD))
    with pytest.raises(DataError, match=r"ends in \.jsonl or \.parquet"):
        read_rows(tmp_path / name)


@pytest.mark.parametrize("name", ["rows.PARQUET", "rows.Parquet"])
def test_an_ending_may_be_written_in_any_case(tmp_path: Path, name: str) -> None:
    pq.write_table(pa.Table.from_pylist([GOOD]), tmp_path / name)
    assert read_rows(tmp_path / name).rows == [GOOD]


def test_a_byte_order_mark_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text(json.dumps(GOOD), encoding="utf-8-sig")
    assert read_rows(path).rows == [GOOD]


def test_json_that_is_nested_too_deep_is_named(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    deep = "[" * 20_000 + "]" * 20_000
    path.write_text(json.dumps(GOOD) + "\n" + json.dumps(GOOD)[:-1] + f', "note": {deep}}}\n')
    with pytest.raises(DataError, match=r"line 2: .*some hundreds deep at most"):
        read_rows(path)


def test_a_parquet_file_without_a_required_column_says_what_it_has(tmp_path: Path) -> None:
    pq.write_table(pa.table({"text": ["甲"], "note": [1]}), tmp_path / "rows.parquet")
    with pytest.raises(DataError, match=r"column subject_start is missing.*found text, note"):
        read_rows(tmp_path / "rows.parquet")


def test_spans_may_be_whole_numbers_written_with_a_point() -> None:
    floats = {**GOOD, "subject_start": 0.0, "subject_end": 1.0, "object_end": 4.0}
    assert candidate_of(floats, "here") == candidate_of(GOOD, "here")


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"subject_end": 0.5}, r"subject_end should be a whole number, found 0\.5 \(float\)"),
        ({"subject_end": "1"}, r"subject_end should be a whole number, found '1' \(str\)"),
        ({"subject_end": True}, "subject_end should be a whole number"),
        ({"text": "甲收购乙\ud83d"}, "text should be Unicode text, found half of a surrogate"),
        ({"subject": "\ud83d"}, "subject should be Unicode text"),
        ({"subject": ["甲"]}, "subject should be a string, a number or null, found list"),
        ({"object": float("nan")}, "object should be a string"),
        ({"predicate": "\ude00"}, "predicate should be Unicode text"),
        ({"trigger": "false"}, "trigger should be true, false or null .*found 'false'"),
        ({"trigger": float("nan")}, "trigger should be true, false or null .*found nan"),
        ({"n_competing": 10**30}, "n_competing should be a count of at least 1 .*found 1000"),
        ({"n_competing": 1.5}, r"n_competing should be a count .*found 1\.5"),
        ({"n_competing": "2"}, "n_competing should be a count .*found '2'"),
    ],
)
def test_what_a_column_cannot_hold_is_refused(changed: dict[str, object], message: str) -> None:
    with pytest.raises(DataError, match=f"here: {message}"):
        candidate_of({**GOOD, **changed}, "here")


def test_a_value_that_is_nested_deep_is_named_by_its_type() -> None:
    deep: list[object] = []
    for _ in range(2 * sys.getrecursionlimit()):
        deep = [deep]
    with pytest.raises(DataError, match="text should be a string, found list"):
        candidate_of({**GOOD, "text": deep}, "here")


@pytest.mark.parametrize("predicate", ["收购", "总部"])
def test_a_trigger_of_null_is_looked_for_in_the_text(predicate: str) -> None:
    row = {**GOOD, "predicate": predicate}
    assert candidate_of({**row, "trigger": None}, "here") == candidate_of(row, "here")
    assert candidate_of({**row, "trigger": None}, "here").trigger == (predicate == "收购")


@pytest.mark.parametrize("order", [1, -1])
def test_of_equal_rows_the_largest_number_of_rivals_and_any_trigger_count(order: int) -> None:
    rows = [
        {**GOOD, "trigger": False},
        {**GOOD, "n_competing": 2, "trigger": True},
        {**GOOD, "n_competing": 5, "trigger": False},
    ]
    builder = CandidateBuilder()
    for row in rows[::order]:
        builder.add(candidate_of(row, "here"))
    found = builder.build()
    assert (found.n_competing.tolist(), found.trigger.tolist()) == ([5], [True])
