"""Triples that someone else extracted."""

import json
from pathlib import Path
from typing import Any

import pytest

from kg_pipeline.errors import DataError
from kg_pipeline.sources.imported import read_imported


def test_a_row_may_name_its_source_and_the_document_within_it(tmp_path: Path) -> None:
    row = {"subject": "云帆", "predicate": "位置", "object": "霁川市"}
    rows = [row, {**row, "source": "site"}, {**row, "source": "site", "document": 7}]
    path = tmp_path / "triples.jsonl"
    path.write_text("".join(json.dumps(one) + "\n" for one in rows), encoding="utf-8")
    found = [(one.source, one.document_id) for one in read_imported(path)]
    assert found == [("triples.jsonl", "triples.jsonl"), ("site", "site"), ("site", "site#7")]


@pytest.mark.parametrize(
    ("changed", "field", "found"),
    [
        ({"object": 3}, "object", "3"),
        ({"object": None}, "object", "None"),
        ({"object": ["a"]}, "object", r"\['a'\]"),
        ({"subject": 3}, "subject", "3"),
        ({"predicate": None}, "predicate", "None"),
        ({"object_kind": "city"}, "object_kind", "'city'"),
        ({"confidence": "high"}, "confidence", "'high'"),
        ({"confidence": 7}, "confidence", "7"),
        ({"confidence": float("nan")}, "confidence", "nan"),
        ({"confidence": 10**400}, "confidence", "1000"),
        ({"source": ["a"]}, "source", r"\['a'\]"),
        ({"subject": "a\ud800"}, "subject", r"'a\\ud800'"),
    ],
)
def test_a_line_that_does_not_fit_is_an_error_that_names_it(
    tmp_path: Path, changed: dict[str, Any], field: str, found: str
) -> None:
    row = {"subject": "云帆", "predicate": "位置", "object": "霁川市"}
    path = tmp_path / "triples.jsonl"
    path.write_text("".join(json.dumps(one) + "\n" for one in (row, {**row, **changed})))
    with pytest.raises(DataError, match=rf"triples\.jsonl, line 2: .*{field}: .*, found {found}"):
        list(read_imported(path))


@pytest.mark.parametrize("line", ["[1]", "{", '"a"', "[" * 100_000, "云帆"])
def test_a_line_of_something_else_is_an_error_that_names_it(tmp_path: Path, line: str) -> None:
    path = tmp_path / "triples.jsonl"
    path.write_bytes(b"\n" + line.encode("gb18030") + b"\n")
    with pytest.raises(DataError, match=r"triples\.jsonl, line 2: expected an object .* found"):
        list(read_imported(path))


def test_null_is_as_good_as_no_key_and_other_keys_are_not_read(tmp_path: Path) -> None:
    row = {"subject": "云帆", "predicate": "位置", "object": "霁川市"}
    more = {"confidence": None, "source": None, "document": None, "object_kind": None, "id": {}}
    path = tmp_path / "triples.jsonl"
    path.write_text("".join(json.dumps(one) + "\n" for one in (row, {**row, **more})))
    first, second = read_imported(path)
    assert first == second
