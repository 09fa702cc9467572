"""The report: one page that needs nothing else and shows what it was given."""

import re

import pytest

from kgbert.evaluation.report import (
    Curve,
    ExampleQuestion,
    Report,
    histogram,
    line_chart,
    render,
    smooth,
)

_REPORT = Report(
    title="A journey",
    summary={
        "attribute_accuracy": {"graph": {"mean": 0.9, "sd": 0.01, "seeds": 3}},
        "attribute_ceiling": {"without_graph": 0.6, "with_graph": 1.0},
        "extraction": {"precision": 0.99, "recall": 0.98},
        "denoising": {"precision_before": 0.5, "precision_after": 0.75},
        "gate_auroc_n3": 0.8125,
    },
    counts=[("documents", 12345)],
    set_aside=[("documents", "no text in it", 7)],
    losses={"mlm": [Curve("true", [(1, 4.0), (2, 2.0)])]},
    gates={"expressed": [0.9, 0.95], "not expressed": [0.1]},
    controls=[
        {
            "condition": "none",
            "mean": 0.6125,
            "sd": 0.01,
            "seeds": 3,
            "difference": 0.3,
            "low": 0.25,
            "high": 0.35,
        }
    ],
    questions=[
        ExampleQuestion(
            "<b>霁庭有多大？", "年龄", {"true": "占地面积"}, [("霁庭", "年龄", "3", 0.75)]
        )
    ],
)


def test_the_page_needs_nothing_else() -> None:
    page = render(_REPORT)
    assert not re.search(r"""(?:src|href)\s*=|url\(|@import|<script|<link""", page)


def test_the_page_shows_what_it_was_given_and_markup_stays_text() -> None:
    page = render(_REPORT)
    for shown in ("A journey", "no text in it", "占地面积", "霁庭", "none"):
        assert shown in page
    assert "&lt;b&gt;霁庭有多大？" in page and "<b>霁庭" not in page


def test_a_curve_falls_from_the_top_left_to_the_right_end() -> None:
    chart = line_chart([Curve("true", [(0, 4.0), (10, 0.0)])])
    (points,) = re.findall(r'points="([^"]+)"', chart)
    (x0, y0), (x1, y1) = (map(float, point.split(",")) for point in points.split())
    assert (x0, y0) == (35, 15) and (x1, y1) == (410, 130)


def test_a_histogram_counts_one_in_its_last_bin() -> None:
    bars = re.findall(r'height="([\d.]+)"', histogram({"open": [1.0, 1.0, 0.0, 0.999]}, n_bins=2))
    low, high = map(float, bars)
    assert 0 < low * 3 == pytest.approx(high, abs=0.2)


def test_smoothing_keeps_the_mean_and_the_last_step() -> None:
    values = [(float(step), float(step % 7)) for step in range(1, 601)]
    found = smooth(values)
    assert len(found) == 60 and found[-1][0] == 600
    assert abs(sum(y for _, y in found) / 60 - sum(y for _, y in values) / 600) < 1e-9
