"""Templates inside a run: learnt from all parts, written where a user can read them, the same always."""

import json
import random
from pathlib import Path

from typer.testing import CliRunner

from kg_pipeline import extract
from kg_pipeline.cli import app
from kg_pipeline.pipeline import Pipeline
from kg_pipeline.records import triples_from
from kg_pipeline.run_settings import PipelineRun
from kg_pipeline.stage_keys import StageKeys
from kg_pipeline.storage import read_table, sha256_of_file
from tests.kg_pipeline.extraction.sites.pages_of_site import COMPANIES, html, rows


def pages(folder: Path) -> Path:
    folder.mkdir()
    for number, company in enumerate(COMPANIES):
        body = f"<h1>{company.name}</h1><div>{rows(company)}</div>"
        (folder / f"{number:02d}.html").write_text(html(company.name, body), encoding="utf-8")
    return folder


def seeds(folder: Path) -> Path:
    path = folder / "seeds.jsonl"
    lines = [
        {"subject": one.name, "predicate": "foundedBy", "object": one.founder}
        for one in COMPANIES[:3]
    ]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return path


def run(source: Path, output: Path, seed_file: Path, workers: int, order: list[int]) -> Pipeline:
    """The first two stages over the pages, given one by one in this order."""
    names = sorted(source.iterdir())
    settings = PipelineRun.model_validate(
        {
            "output": str(output),
            "inputs": [{"paths": [str(names[n]) for n in order[:5]]}]
            + [{"paths": [str(names[n]) for n in order[5:]]}],
            "extraction": {
                "extractors": ["templates"],
                "templates": {"seed_triples": [str(seed_file)]},
            },
            "workers": workers,
        }
    )
    pipeline = Pipeline(settings, lambda *_: None)
    pipeline.run("documents")
    pipeline.run("cleaning")
    pipeline.run("triples")
    return pipeline


def stated(output: Path) -> set[tuple[str, str, str]]:
    return {
        (one.subject, one.predicate, one.object)
        for path in (output / "triples").glob("*.parquet")
        for one in triples_from(read_table(path))
    }


def test_rules_are_the_same_for_any_number_of_workers_and_any_order(tmp_path: Path) -> None:
    source, seed_file = pages(tmp_path / "site"), seeds(tmp_path)
    order = list(range(len(COMPANIES)))
    run(source, tmp_path / "one", seed_file, 1, order)
    random.Random(1).shuffle(order)
    run(source, tmp_path / "two", seed_file, 2, order)
    first, second = (tmp_path / name / "reports" / "templates.json" for name in ("one", "two"))
    assert sha256_of_file(first) == sha256_of_file(second)
    assert stated(tmp_path / "one") == stated(tmp_path / "two")
    assert (COMPANIES[5].name, "foundedBy", COMPANIES[5].founder) in stated(tmp_path / "one")
    slots = json.loads(first.read_text())[0]["templates"][0]["blocks"][0]["slots"]
    assert {"foundedBy", "总部"} <= {slot["predicate"] for slot in slots}


def test_another_seed_graph_makes_the_stage_run_again(tmp_path: Path) -> None:
    source, seed_file = pages(tmp_path / "site"), seeds(tmp_path)
    pipeline = run(source, tmp_path / "out", seed_file, 1, list(range(len(COMPANIES))))
    before = StageKeys(pipeline.settings).key("triples")
    assert pipeline.run("triples")[0].skipped
    seed_file.write_text("")
    again = Pipeline(pipeline.settings, lambda *_: None)
    assert StageKeys(again.settings).key("triples") != before


def test_extract_takes_a_seed_graph(tmp_path: Path) -> None:
    source, seed_file = pages(tmp_path / "site"), seeds(tmp_path)
    output = tmp_path / "triples.jsonl"
    arguments = ["extract", str(source), "-o", str(output), "--seed-graph", str(seed_file)]
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 0, result.output
    lines = [json.loads(line) for line in output.read_text().splitlines()]
    named = {line["predicate"] for line in lines if line["extractor"] == "templates"}
    assert "foundedBy" in named


def test_python_and_the_command_line_learn_the_same_templates(tmp_path: Path) -> None:
    source, output = pages(tmp_path / "site"), tmp_path / "triples.parquet"
    result = CliRunner().invoke(app, ["extract", str(source), "-o", str(output)])
    assert result.exit_code == 0, result.output
    first, second = extract(source), triples_from(read_table(output))
    shown = [
        [(t.subject, t.predicate, t.object, t.extractor) for t in some] for some in (first, second)
    ]
    assert shown[0] == shown[1]
    assert any(triple.extractor == "templates" for triple in first)
