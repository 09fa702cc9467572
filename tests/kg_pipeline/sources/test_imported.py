"""Triples that someone else extracted."""

import json
from pathlib import Path

from kg_pipeline.sources.imported import read_imported


def test_a_row_may_name_its_source_and_the_document_within_it(tmp_path: Path) -> None:
    row = {"subject": "云帆", "predicate": "位置", "object": "霁川市"}
    rows = [row, {**row, "source": "site"}, {**row, "source": "site", "document": 7}]
    path = tmp_path / "triples.jsonl"
    path.write_text("".join(json.dumps(one) + "\n" for one in rows), encoding="utf-8")
    found = [(one.source, one.document_id) for one in read_imported(path)]
    assert found == [("triples.jsonl", "triples.jsonl"), ("site", "site"), ("site", "site#7")]
