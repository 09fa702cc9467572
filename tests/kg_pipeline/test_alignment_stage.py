"""A run's alignment: held-out triples and excluded texts, implied subjects."""

import json
from pathlib import Path
from typing import Any

import pytest

from kg_pipeline.alignment import EXCLUDED
from kg_pipeline.corpus import read_corpus
from kg_pipeline.errors import ConfigurationError, DataError
from kg_pipeline.graph.splitting import HELD_OUT_FILE
from kg_pipeline.pipeline import Pipeline
from kg_pipeline.records import AlignedSentence
from kg_pipeline.run_settings import PipelineRun, StageName
from kg_pipeline.settings import parse_overrides, parse_settings
from kg_pipeline.stage_keys import StageKeys
from kg_pipeline.storage import read_table

_NAMES = ["林若溪", "周远山", "方远舟", "陆听澜", "严白桥", "贺知洲", "梁雁回", "苏砚农"]
_TRIPLES = [(one, "师从", other) for one in _NAMES for other in _NAMES[:4] if one != other]
_TEXT = "\n\n".join(f"{one}年轻时曾经师从{other}。" for one, _, other in _TRIPLES)
_STAGES: tuple[StageName, ...] = ("documents", "cleaning", "triples", "graph", "alignment")


def run(folder: Path, text: str, **settings: Any) -> list[AlignedSentence]:
    """The aligned sentences of one document."""
    rows = [dict(zip(("subject", "predicate", "object"), one, strict=True)) for one in _TRIPLES]
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (folder / "triples.jsonl").write_text(lines, encoding="utf-8")
    (folder / "people.txt").write_text(f"师生录\n\n{text}\n", encoding="utf-8")
    raw = {
        "output": str(folder / "run"),
        "inputs": [{"paths": [str(folder / "people.txt")]}],
        "imported_triples": [str(folder / "triples.jsonl")],
        "cleaning": {"filters": []},
        "extraction": {"extractors": []},
        "workers": 1,
        **settings,
    }
    pipeline = Pipeline(parse_settings(PipelineRun, raw, "test"), lambda *state: None)
    for stage in _STAGES:
        pipeline.run(stage)
    return list(read_corpus(folder / "run" / "alignment"))


def facts(sentences: list[AlignedSentence]) -> set[tuple[str, str, str]]:
    """All positives."""
    return {(f.subject, f.predicate, f.object) for one in sentences for f in one.positives}


def test_held_out_triples_are_aligned_with_nothing(tmp_path: Path) -> None:
    stated = facts(run(tmp_path, _TEXT, splits={"triple_share": 0.4, "seed": 1}))
    rows = read_table(tmp_path / "run" / "graph" / HELD_OUT_FILE).to_pylist()
    held_out = {(row["subject"], row["predicate"], row["object"]) for row in rows}
    assert held_out
    assert stated
    assert stated.isdisjoint(held_out)
    assert stated <= set(_TRIPLES)


def test_sentences_of_excluded_texts_are_left_out_and_counted(tmp_path: Path) -> None:
    excluded = tmp_path / "test.txt"
    excluded.write_text("严白桥 年轻时曾经师从周远山！\n", encoding="utf-8")
    with_all = facts(run(tmp_path, _TEXT))
    without = facts(run(tmp_path, _TEXT, alignment={"excluded_texts": [str(excluded)]}))
    assert with_all - without == {("严白桥", "师从", "周远山")}
    report = json.loads((tmp_path / "run" / "reports" / "alignment.json").read_text("utf-8"))
    assert report[EXCLUDED] == 1


def test_another_excluded_text_makes_the_stage_run_again(tmp_path: Path) -> None:
    excluded = tmp_path / "test.txt"
    excluded.write_text("别的句子。\n", encoding="utf-8")
    settings = {"alignment": {"excluded_texts": [str(excluded)]}}
    before = facts(run(tmp_path, _TEXT, **settings))
    excluded.write_text("严白桥年轻时曾经师从周远山。\n", encoding="utf-8")
    assert len(facts(run(tmp_path, _TEXT, **settings))) == len(before) - 1


def test_other_labelled_rows_or_another_checkpoint_make_denoising_run_again(tmp_path: Path) -> None:
    run(tmp_path, _TEXT)
    labelled, checkpoint = tmp_path / "labelled.jsonl", tmp_path / "checkpoint"
    checkpoint.mkdir()
    chosen = {"labelled": str(labelled), "encoder": f"kgbert:{checkpoint}"}
    raw = {"output": str(tmp_path / "run"), "denoising": chosen}
    with pytest.raises(DataError, match="labelled"):
        StageKeys(parse_settings(PipelineRun, raw, "test")).key("denoising")
    keys = []
    for content in ("one", "two"):
        for path in (labelled, checkpoint / "model.safetensors"):
            path.write_text(content, encoding="utf-8")
            keys.append(StageKeys(parse_settings(PipelineRun, raw, "test")).key("denoising"))
    assert len(set(keys)) == 4


def test_a_missing_file_of_excluded_texts_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="excluded_texts"):
        run(tmp_path, _TEXT, alignment={"excluded_texts": [str(tmp_path / "none.txt")]})


def test_sentences_in_other_words_are_left_out_and_counted_whenever_the_words_change(
    tmp_path: Path,
) -> None:
    words = tmp_path / "words.yaml"
    settings = {"alignment": {"wording": "declared", "wording_files": [str(words)]}}
    words.write_text("predicates: [{predicates: [师从], clause: 年轻时曾经}]\n", encoding="utf-8")
    before = facts(run(tmp_path, _TEXT, **settings))
    assert before == facts(run(tmp_path, _TEXT))
    words.write_text("predicates: [{predicates: [师从], clause: 老师}]\n", encoding="utf-8")
    assert facts(run(tmp_path, _TEXT, **settings)) == set()
    report = json.loads((tmp_path / "run" / "reports" / "alignment.json").read_text("utf-8"))
    assert report["sentence speaks of another predicate"] >= len(before)


def test_a_missing_file_of_wording_is_an_error(tmp_path: Path) -> None:
    settings = {"wording": "declared", "wording_files": [str(tmp_path / "none.yaml")]}
    with pytest.raises(DataError, match="wording_files"):
        run(tmp_path, _TEXT, alignment=settings)


def test_everything_held_out_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="splits"):
        run(tmp_path, _TEXT, splits={"triple_share": 1.0})


@pytest.mark.parametrize("name", ["min_chars", "join_chars"])
def test_a_least_length_beyond_the_most_is_refused(name: str) -> None:
    raw = {"output": "run", "alignment": {name: 31, "max_chars": 30}}
    with pytest.raises(ConfigurationError, match=f"alignment: .*{name}.*max_chars, 30, found 31"):
        parse_settings(PipelineRun, raw, "test")


@pytest.mark.parametrize("weight", [".nan", ".inf"])
def test_a_weight_that_is_no_number_is_refused(weight: str) -> None:
    with pytest.raises(ConfigurationError, match=r"linking\.context_weight"):
        parse_overrides(
            PipelineRun, {"output": "run"}, [f"linking.context_weight={weight}"], "test"
        )


def test_sentences_are_taken_together_where_a_limit_is_given(tmp_path: Path) -> None:
    text = "林若溪住在白河。她曾经师从周远山。"
    assert facts(run(tmp_path, text)) == set()
    (aligned,) = run(tmp_path, text, alignment={"join_chars": 100})
    assert aligned.text == text
    assert ("林若溪", "师从", "周远山") in facts([aligned])
