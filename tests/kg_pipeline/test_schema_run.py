"""A run with a schema: what it leaves out is counted, and a changed schema is another run."""

import json
from pathlib import Path
from typing import Any

from kg_pipeline.graph.store import KnowledgeGraph
from kg_pipeline.inspection import set_aside_reasons
from kg_pipeline.pipeline import Pipeline
from kg_pipeline.run_settings import PipelineRun
from kg_pipeline.settings import parse_settings

SCHEMA = """
types: [{type: 公司, kind: organisation}]
predicates:
  - {predicate: 资本, aliases: [注册资本], domain: [公司], range: [number], units: [UNIT], functional: true}
"""


def settings_of(folder: Path, unit: str) -> PipelineRun:
    rows = [
        {"title": "云帆公司", "注册资本": "3000万元", "员工人数": "80人"},
        {"title": "南山公司", "注册资本": "200人", "员工人数": "12人"},
    ]
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    (folder / "rows.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (folder / "schema.yaml").write_text(SCHEMA.replace("UNIT", unit), encoding="utf-8")
    raw: dict[str, Any] = {
        "output": str(folder / "run"),
        "inputs": [{"paths": [str(folder / "rows.jsonl")]}],
        "extraction": {"schema_file": str(folder / "schema.yaml")},
        "workers": 1,
    }
    return parse_settings(PipelineRun, raw, "test")


def test_a_run_keeps_to_its_schema_and_counts_what_it_left_out(tmp_path: Path) -> None:
    pipeline = Pipeline(settings_of(tmp_path, "元"), lambda *state: None)
    for stage in ("documents", "cleaning", "triples", "graph"):
        pipeline.run(stage)  # type: ignore[arg-type]
    assert set_aside_reasons(tmp_path / "run" / "triples") == {
        "predicate not in the schema": 2,
        "unit not in the schema": 1,
    }
    graph = KnowledgeGraph.load(tmp_path / "run" / "graph")
    assert list(graph.predicates) == ["资本"]
    assert graph.n_triples == 1


def test_a_changed_schema_makes_the_triples_anew(tmp_path: Path) -> None:
    first = Pipeline(settings_of(tmp_path, "元"), lambda *state: None)
    first.run("documents")
    first.run("cleaning")
    assert not first.run("triples")[0].skipped
    assert Pipeline(settings_of(tmp_path, "元"), lambda *state: None).run("triples")[0].skipped
    other = Pipeline(settings_of(tmp_path, "人"), lambda *state: None)
    assert not other.run("triples")[0].skipped
    assert set_aside_reasons(tmp_path / "run" / "triples")["unit not in the schema"] == 1
