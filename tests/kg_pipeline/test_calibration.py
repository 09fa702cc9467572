"""Confidences become probabilities of being right."""

import json
from pathlib import Path
from random import Random

import numpy as np
import pytest
from typer.testing import CliRunner

from kg_pipeline.calibration import (
    Calibration,
    Judged,
    fit,
    load_calibration,
    read_judged,
    write_calibration,
)
from kg_pipeline.calibration_report import cross_validated, expected_error
from kg_pipeline.cli import app
from kg_pipeline.errors import DataError
from kg_pipeline.extraction.merging import merge
from kg_pipeline.records import Triple

RIGHT = {"patterns": {0.5: 0.3, 0.7: 0.5, 0.9: 0.7}, "structured": {0.93: 0.9, 0.97: 0.99}}


def judged(n: int, seed: int = 0) -> list[Judged]:
    """n verdicts for each extractor and confidence, as likely right as ``RIGHT`` says."""
    random = Random(seed)
    return [
        Judged(extractor, "", confidence, random.random() < chance)
        for extractor, chances in RIGHT.items()
        for confidence, chance in chances.items()
        for _ in range(n)
    ]


def test_with_many_verdicts_a_confidence_is_the_share_that_is_right() -> None:
    calibration = fit(judged(4000))
    for extractor, chances in RIGHT.items():
        for confidence, chance in chances.items():
            assert calibration.at(extractor, "", confidence) == pytest.approx(chance, abs=0.03)


def test_with_few_verdicts_an_extractor_is_near_what_holds_for_all() -> None:
    rows = [*judged(500), *(Judged("new", "", 0.9, False) for _ in range(2))]
    calibration = fit(rows)
    pooled = fit([Judged("all", "", row.confidence, row.correct) for row in judged(500)])
    assert calibration.at("new", "", 0.9) == pytest.approx(pooled.at("all", "", 0.9), abs=0.15)
    assert calibration.at("new", "", 0.9) < pooled.at("all", "", 0.9)


def test_a_predicate_that_is_often_wrong_gets_a_curve_of_its_own() -> None:
    rows = [Judged("patterns", "位置", 0.9, n % 10 == 0) for n in range(100)]
    rows += [Judged("patterns", "成立日期", 0.9, n % 10 != 0) for n in range(100)]
    calibration = fit(rows)
    assert calibration.at("patterns", "位置", 0.9) < 0.2 < calibration.at("patterns", "别的", 0.9)
    assert calibration.at("patterns", "成立日期", 0.9) > 0.8


def test_curves_rise_and_stay_in_bounds() -> None:
    random = Random(1)
    rows = [Judged("x", "", random.random(), random.random() < 0.5) for _ in range(200)]
    calibration = fit(rows)
    found = [calibration.at("x", "", step / 100) for step in range(101)]
    assert found == sorted(found)
    assert 0 <= found[0] <= found[-1] <= 1


def test_the_order_of_the_verdicts_does_not_matter() -> None:
    rows = judged(50)
    shuffled = list(rows)
    Random(2).shuffle(shuffled)
    assert fit(shuffled) == fit(rows)
    assert cross_validated(shuffled) == cross_validated(rows)


def test_an_extractor_that_nobody_judged_keeps_its_confidence() -> None:
    assert fit(judged(50)).at("templates", "", 0.42) == 0.42


def test_the_expected_error_falls_and_is_that_of_a_plain_count() -> None:
    rows = judged(300)
    report = cross_validated(rows)
    assert report.error_after.value < 0.05 < report.error_before.value
    assert report.error_before.low <= report.error_before.value <= report.error_before.high
    plain = 0.0
    for begin in range(10):
        some = [row for row in rows if begin <= row.confidence * 10 < begin + 1]
        if some:
            plain += abs(sum(row.confidence - row.correct for row in some)) / len(rows)
    confidence = np.array([row.confidence for row in rows])
    truth = np.array([row.correct for row in rows], dtype=float)
    assert expected_error(confidence, truth) == pytest.approx(plain)


def test_what_is_written_is_read_and_used_in_merging(tmp_path: Path) -> None:
    calibration = fit(judged(300))
    write_calibration(calibration, tmp_path / "c.json")
    read = load_calibration(tmp_path / "c.json")
    assert read == calibration
    said = Triple("云帆", "校长", "陆行", "entity", "", 0.9, "patterns", "d")
    (merged,) = merge([said], calibration=read).triples
    assert merged.confidence == pytest.approx(calibration.of(said), abs=1e-6)
    assert merged.confidence < 0.8
    assert merge([said], calibration=Calibration()).triples[0].confidence == 0.9


def test_the_command_reads_lines_and_prints_the_error(tmp_path: Path) -> None:
    file = tmp_path / "judged.jsonl"
    lines = [
        {"extractor": row.extractor, "confidence": row.confidence, "correct": row.correct}
        for row in judged(20)
    ]
    file.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    result = CliRunner().invoke(app, ["calibrate", str(file), "-o", str(tmp_path / "c.json")])
    assert result.exit_code == 0, result.output
    assert "expected calibration error" in result.output
    assert load_calibration(tmp_path / "c.json") == fit(judged(20))


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        '{"extractor": "x", "confidence": 2, "correct": true}',
        '{"extractor": "x", "confidence": 0.5, "correct": 1}',
        '{"extractor": "x", "confidence": 0.5, "correct": true}',
    ],
)
def test_a_file_that_does_not_fit_is_an_error_that_says_so(tmp_path: Path, line: str) -> None:
    file = tmp_path / "judged.jsonl"
    file.write_text(line + "\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"judged\.jsonl"):
        read_judged(file)


def test_another_file_is_no_calibration(tmp_path: Path) -> None:
    file = tmp_path / "c.json"
    file.write_text('{"version": 99}', encoding="utf-8")
    with pytest.raises(DataError, match="kg-pipeline calibrate"):
        load_calibration(file)
