"""Calibration on a labelled sample, and the page that shows it."""

import json
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from kg_pipeline.cli import app
from kg_pipeline.denoising.labelled import calibrated, labels_of
from kg_pipeline.denoising.report import plot, write_report
from kg_pipeline.denoising.selection import denoise_file
from kg_pipeline.denoising.settings import DenoisingSettings, Method
from kg_pipeline.errors import DataError
from tests.kg_pipeline.denoising.invented import Planted, planted

NAMES = ("subject_start", "subject_end", "object_start", "object_end")


def rows_of(world: Planted, n: int) -> list[dict[str, object]]:
    """The first n candidates as labelled rows."""
    candidates = world.candidates
    return [
        {
            "text": candidates.sightings.texts[sighting],
            **dict(zip(NAMES, map(int, candidates.sightings.spans[sighting]), strict=True)),
            "predicate": candidates.predicates[candidates.predicate[number]],
            "correct": bool(world.truth[number]),
        }
        for number, sighting in enumerate(candidates.sighting[:n].tolist())
    ]


def written(path: Path, rows: list[dict[str, object]]) -> Path:
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n")
    return path


def overconfident(world: Planted) -> np.ndarray:
    """.95 where 70 % are true, .6 where 20 % are."""
    rng = np.random.default_rng(0)
    chance = np.where(world.truth, 0.85, 0.35)
    return np.where(rng.random(len(world.truth)) < chance, 0.95, 0.6)


def test_a_labelled_sample_makes_probabilities_honest(tmp_path: Path) -> None:
    world = planted(800, noise=0.5)
    keep = overconfident(world)
    path = written(tmp_path / "l.jsonl", rows_of(world, 400))
    found = calibrated(world.candidates, keep, labels_of(world.candidates, path), 0.5, 0)
    rest = slice(400, None)
    for value in (0.95, 0.6):
        where = keep[rest] == value
        assert found.keep_probability[rest][where].mean() == pytest.approx(
            world.truth[rest][where].mean(), abs=0.1
        )
    before, after = found.report["error_before"], found.report["error_after"]
    assert before["value"] > 0.2 > 0.1 > after["value"] and found.report["n_labelled"] == 400


def test_the_threshold_becomes_one_half(tmp_path: Path) -> None:
    world = planted(400, noise=0.5)
    path = written(tmp_path / "l.jsonl", rows_of(world, 400))
    keep, labels = overconfident(world), labels_of(world.candidates, path)
    even = calibrated(world.candidates, keep, labels, 0.5, 0).keep_probability
    strict = calibrated(world.candidates, keep, labels, 0.9, 0).keep_probability
    assert ((even > 0.9) == (strict > 0.5)).all()


def test_labelled_rows_that_are_not_among_the_candidates_are_too_few(tmp_path: Path) -> None:
    world = planted(100)
    strange = [{**row, "text": f"另{row['text']}"} for row in rows_of(world, 100)]
    with pytest.raises(DataError, match="found 0"):
        labels_of(world.candidates, written(tmp_path / "l.jsonl", strange))


def test_a_row_without_a_verdict_is_named(tmp_path: Path) -> None:
    world = planted(40)
    rows = rows_of(world, 40)
    rows[2]["correct"] = "yes"
    with pytest.raises(DataError, match=r"row 3.*correct"):
        labels_of(world.candidates, written(tmp_path / "l.jsonl", rows))


def test_a_file_is_calibrated_by_its_labelled_rows(tmp_path: Path) -> None:
    world = planted(200, noise=0.5)
    path = written(tmp_path / "l.jsonl", rows_of(world, 200))
    settings = DenoisingSettings(encoder="hashed:32", labelled=str(path))
    log = denoise_file(path, tmp_path / "out.jsonl", settings)
    assert log["calibration"]["n_labelled"] == 200
    keep = [json.loads(line)["keep_probability"] for line in (tmp_path / "out.jsonl").open("rb")]
    assert np.mean(keep) == pytest.approx(world.truth.mean(), abs=0.05)


def test_the_page_draws_one_line_a_game_and_their_mean(tmp_path: Path) -> None:
    world = planted(200)
    path = written(tmp_path / "in.jsonl", rows_of(world, 200))
    settings = DenoisingSettings(method="dsgan", encoder="hashed:16")
    log = denoise_file(path, tmp_path / "out.jsonl", settings)
    write_report(tmp_path / "report.html", log)
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert page.count('class="game"') == len(log["games"]) == 4
    assert page.count('class="mean"') == 1 and "收购" in page


def test_a_predicate_without_sentences_to_play_against_is_named(tmp_path: Path) -> None:
    rows = [
        {
            "text": f"甲收购乙{number}",
            "subject_start": 0,
            "subject_end": 1,
            "object_start": 3,
            "object_end": 5,
            "predicate": "收购",
        }
        for number in range(5)
    ]
    settings = DenoisingSettings(method="dsgan")
    log = denoise_file(written(tmp_path / "rows.jsonl", rows), tmp_path / "out.jsonl", settings)
    assert (log["unplayed"], log["games"], log["n_kept"]) == (["收购"], [], 0)
    write_report(tmp_path / "page.html", log)
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "收购" in page and "<svg" not in page


@pytest.mark.parametrize(("threshold", "kept", "said"), [(0.3, 5, "keeps"), (0.5, 0, "not keep")])
def test_what_the_threshold_makes_of_pairs_without_a_game_is_said(
    tmp_path: Path, threshold: float, kept: int, said: str
) -> None:
    rows = rows_of(planted(60, n_background=0), 60)
    lonely = [{**row, "predicate": "罕见"} for row in rows[:5]]
    path = written(tmp_path / "rows.jsonl", lonely)
    methods: tuple[Method, ...] = ("dsgan", "pretrained_generator")
    for method in methods:
        settings = DenoisingSettings(method=method, encoder="hashed:8", threshold=threshold)
        log = denoise_file(path, tmp_path / "out.jsonl", settings)
        assert (log["unplayed"], log["n_kept"]) == (["罕见"], kept)
        write_report(tmp_path / "page.html", log)
        assert said in (tmp_path / "page.html").read_text(encoding="utf-8")


def test_one_predicate_alone_has_nothing_to_be_told_apart_from(tmp_path: Path) -> None:
    rows = [{**row, "predicate": "收购"} for row in rows_of(planted(40, n_background=0), 40)]
    path = written(tmp_path / "rows.jsonl", rows)
    arguments = ["denoise", str(path), "-o", str(tmp_path / "out.jsonl")]
    found = CliRunner().invoke(app, arguments)
    assert found.exit_code == 0 and "no text can be told from others" in found.output
    counted = CliRunner().invoke(app, [*arguments, "--method", "competition"])
    assert counted.exit_code == 0 and "no text" not in counted.output


def test_a_falling_accuracy_is_a_falling_line() -> None:
    drawn = plot([[1.0, 0.8, 0.5], [0.9]])
    assert drawn is not None
    heights = [float(point.split(",")[1]) for point in drawn.games[0].split()]
    assert heights == sorted(heights)
    assert len(drawn.games[1].split()) == 3  # a game that ended early keeps its last value
    assert plot([]) is None
