"""From documents to a fine-tuned model through the command lines, on inputs of a few lines."""

import hashlib
import json
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from kg_pipeline.cli import app as pipeline_app
from kg_pipeline.errors import ConfigurationError, CorpusError, DataError
from kgbert.cli import app as kgbert_app

PLACES = ["澄溪", "霁川", "岚浦", "珩洲", "璟台", "沅陵渡"]
PEOPLE = ["苏予安", "叶知微", "顾南乔", "程墨白", "林砚秋", "沈星回"]


def run(app, *arguments):
    """Call a program; its errors come out as exceptions."""
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def documents(folder: Path) -> Path:
    """A small world: companies with their founders and places, in sentences and attributes."""
    folder.mkdir()
    lines = []
    for number, (place, person) in enumerate(zip(PLACES, PEOPLE, strict=True)):
        company = f"{place}科技有限公司"
        facts = {
            "类型": "公司",
            "创始人": person,
            "总部": f"{place}市",
            "成立日期": f"{2001 + number}年3月",
        }
        text = f"{company}的创始人是{person}。{company}的总部在{place}市。{person}昨天去了{place}市开会。"
        lines.append(
            json.dumps({"title": company, "text": text, "attributes": facts}, ensure_ascii=False)
        )
    (folder / "companies.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (folder / "note.md").write_text("# 澄溪市\n\n澄溪市面积320平方公里。", encoding="utf-8")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    return folder


def pipeline_config(tmp_path: Path, inputs: Path) -> Path:
    config = {
        "output": str(tmp_path / "run"),
        "inputs": [
            {
                "paths": [str(inputs)],
                "fields": {"title": "title", "text": ["text"], "attributes_from": "attributes"},
            }
        ],
        "denoising": {"method": "competition"},
        "alignment": {"max_unaligned_share": 0.9},
        "workers": 1,
    }
    path = tmp_path / "pipeline.yaml"
    path.write_text(yaml.safe_dump(config, allow_unicode=True), encoding="utf-8")
    return path


def hashes(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in ("stages.json", ".verified.json")
    }


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    """A finished pipeline run: its folder and configuration."""
    root = tmp_path_factory.mktemp("journey")
    config = pipeline_config(root, documents(root / "documents"))
    run(pipeline_app, "run", config)
    return root / "run", config


def test_documents_become_a_corpus_and_what_is_unusable_is_set_aside(finished):
    folder, _ = finished
    said = run(pipeline_app, "inspect", folder / "documents").output
    assert "set aside: 1 ×" in said
    figures = json.loads((folder / "statistics" / "corpus.json").read_text(encoding="utf-8"))
    assert figures["n_aligned"] >= len(PLACES)


def test_a_second_run_skips_every_stage_and_changes_nothing(finished):
    folder, config = finished
    before = hashes(folder)
    said = run(pipeline_app, "run", config).output
    assert "set aside: 1 ×" in said
    assert said.count("unchanged, skipped") == 8
    assert hashes(folder) == before


def test_a_triple_can_show_where_it_comes_from(finished):
    folder, _ = finished
    said = run(pipeline_app, "why", folder / "graph", "澄溪科技有限公司", "创始人").output
    assert "苏予安" in said
    assert "companies.jsonl" in said


def test_a_corpus_with_a_flipped_bit_is_refused_and_named(finished, tmp_path):
    import shutil

    copy = tmp_path / "corpus"
    shutil.copytree(finished[0] / "corpus", copy)
    (path,) = copy.rglob("part-00000.parquet")
    data = bytearray(path.read_bytes())
    data[100] ^= 4
    path.write_bytes(data)
    with pytest.raises(CorpusError, match="part-00000"):
        run(pipeline_app, "verify", copy)


def test_an_empty_folder_a_missing_path_and_a_misspelt_key_are_clear_errors(tmp_path):
    (tmp_path / "empty").mkdir()
    for missing in (tmp_path / "empty", tmp_path / "nowhere"):
        with pytest.raises((DataError, ConfigurationError), match=missing.name):
            run(pipeline_app, "run", pipeline_config(tmp_path, missing))
    config = pipeline_config(tmp_path, documents(tmp_path / "documents"))
    with pytest.raises(ConfigurationError, match="did you mean workers"):
        run(pipeline_app, "run", config, "--set", "worker=2")


def test_only_unusable_inputs_end_with_the_code_for_data(tmp_path):
    folder = tmp_path / "bad"
    folder.mkdir()
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    with pytest.raises(DataError, match="no usable document") as caught:
        run(pipeline_app, "run", pipeline_config(tmp_path, folder))
    assert caught.value.exit_code == 3


def questions(path: Path) -> Path:
    rows = []
    for place in PLACES:
        company = f"{place}科技有限公司"
        for wording, label in (("是谁创办的？", "创始人"), ("的总部在哪里？", "总部")):
            rows.append({"text": company + wording, "label": label, "start": 0})
            rows[-1] |= {"end": len(company), "subject": company}
    path.write_text(
        "\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8"
    )
    return path


@pytest.mark.slow
def test_the_corpus_becomes_a_model_that_recognises_attributes(finished, tmp_path):
    folder, _ = finished
    training = {"max_pieces": 3000, "pieces_per_batch": 128, "learning_rate": 0.003}
    runs = {"conditions": ["true", "none"], "seeds": [1], "workers": 1}
    pretraining = {
        "corpus": str(folder / "corpus"),
        "graph": str(folder / "graph"),
        "output": str(tmp_path / "pretrain"),
        "model": {
            "hidden_size": 32,
            "num_hidden_layers": 2,
            "num_attention_heads": 2,
            "intermediate_size": 64,
            "knowledge_layer": 1,
        },
        "training": training,
        "runs": runs,
    }
    data = str(questions(tmp_path / "questions.jsonl"))
    finetuning = {
        "pretrained": str(tmp_path / "pretrain"),
        "graph": str(folder / "graph"),
        "output": str(tmp_path / "attributes"),
        "train": data,
        "development": data,
        "test": data,
        "training": {**training, "max_pieces": 12000},
        "learning_rates": [0.003],
        "runs": runs,
    }
    for name, values in (("pretrain", pretraining), ("finetune", finetuning)):
        path = tmp_path / f"{name}.yaml"
        path.write_text(yaml.safe_dump(values, allow_unicode=True), encoding="utf-8")
        run(kgbert_app, name, path)
    said = run(kgbert_app, "evaluate", tmp_path / "attributes").output
    assert "12 texts" in said
    summary = json.loads((tmp_path / "attributes" / "comparison.json").read_text(encoding="utf-8"))
    assert summary["conditions"]["true"]["accuracy"]["mean"] > 0.9
    assert "nats_without" in run(kgbert_app, "probe", tmp_path / "pretrain").output
    answer = json.loads(
        run(
            kgbert_app,
            "predict",
            tmp_path / "attributes",
            f"{PLACES[0]}科技有限公司是谁创办的？",
            "--explain",
        ).output
    )
    assert answer["label"] == "创始人"
    assert answer["evidence"]
