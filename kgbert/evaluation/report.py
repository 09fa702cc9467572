"""The report of a whole journey: one HTML file that needs nothing else, and the same as JSON."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import pairwise
from typing import Any

from jinja2 import Environment, select_autoescape

_WIDTH, _HEIGHT = 420, 150
_COLOURS = ("#1f5f8b", "#c05621", "#4a7c59", "#7b4b94", "#946c00", "#8b1f3f", "#555555")


@dataclass(frozen=True)
class Curve:
    """A line of a chart: its name and (x, y) points."""

    name: str
    points: Sequence[tuple[float, float]]


@dataclass(frozen=True)
class ExampleQuestion:
    """A question, what was answered, and the triples that the gate let in (the most open first)."""

    text: str
    wanted: str
    answers: Mapping[str, str]  # by condition
    triples: Sequence[tuple[str, str, str, float]]


@dataclass(frozen=True)
class Report:
    """Everything that the page shows."""

    title: str
    summary: Mapping[str, Any]
    counts: Sequence[tuple[str, Any]]
    set_aside: Sequence[tuple[str, str, int]]  # stage, reason, how many
    losses: Mapping[str, Sequence[Curve]]
    gates: Mapping[str, Sequence[float]]  # expressed / not expressed → openness
    controls: Sequence[Mapping[str, Any]]
    questions: Sequence[ExampleQuestion]


def render(report: Report) -> str:
    """The page as HTML."""
    environment = Environment(autoescape=select_autoescape(default=True))
    environment.globals.update(chart=line_chart, histogram=histogram)
    source = files("kgbert.evaluation").joinpath("report.html").read_text(encoding="utf-8")
    return environment.from_string(source).render(report=report)


def smooth(values: Sequence[tuple[float, float]], n_points: int = 60) -> list[tuple[float, float]]:
    """Means of equal stretches, so that a curve shows its course and not its noise."""
    if len(values) <= n_points:
        return list(values)
    edges = [round(number * len(values) / n_points) for number in range(n_points + 1)]
    parts = [values[begin:end] for begin, end in pairwise(edges) if end > begin]
    return [(part[-1][0], sum(y for _, y in part) / len(part)) for part in parts]


def line_chart(curves: Sequence[Curve]) -> str:
    """An SVG chart with its legend; the y axis begins at 0."""
    xs = [x for curve in curves for x, _ in curve.points]
    ys = [y for curve in curves for _, y in curve.points]
    if not xs:
        return ""
    right, top = max(xs), max(max(ys), 1e-9)
    lines, legend = [], []
    for number, curve in enumerate(curves):
        colour = _COLOURS[number % len(_COLOURS)]
        points = " ".join(
            f"{35 + x / right * (_WIDTH - 45):.1f},{_HEIGHT - 20 - y / top * (_HEIGHT - 35):.1f}"
            for x, y in curve.points
        )
        lines.append(
            f'<polyline fill="none" stroke="{colour}" stroke-width="1.6" points="{points}"/>'
        )
        legend.append(f'<span><i style="background:{colour}"></i>{curve.name}</span>')
    return _framed(lines, f"{top:.2f}", f"{right:.0f}") + f'<p class="legend">{"".join(legend)}</p>'


def histogram(groups: Mapping[str, Sequence[float]], n_bins: int = 20) -> str:
    """An SVG of the share of values in [0, 1] per bin, group beside group, with its legend."""
    shares = {
        name: [
            sum(low <= min(value, 1 - 1e-9) * n_bins < low + 1 for value in values) / len(values)
            for low in range(n_bins)
        ]
        for name, values in groups.items()
        if values
    }
    top = max((share for found in shares.values() for share in found), default=1.0)
    width = (_WIDTH - 45) / n_bins
    bars, legend = [], []
    for number, (name, found) in enumerate(shares.items()):
        colour = _COLOURS[number % len(_COLOURS)]
        each = width / len(shares)
        for place, share in enumerate(found):
            height = share / top * (_HEIGHT - 35)
            bars.append(
                f'<rect fill="{colour}" x="{35 + place * width + number * each:.1f}" '
                f'y="{_HEIGHT - 20 - height:.1f}" width="{each - 1:.1f}" height="{height:.1f}"/>'
            )
        legend.append(f'<span><i style="background:{colour}"></i>{name}</span>')
    return _framed(bars, f"{top:.0%}", "1") + f'<p class="legend">{"".join(legend)}</p>'


def _framed(marks: Sequence[str], top: str, right: str) -> str:
    bottom = _HEIGHT - 20
    axes = (
        f'<path d="M35 12V{bottom}H{_WIDTH - 8}" fill="none" stroke="#999"/>'
        f'<text x="31" y="16" text-anchor="end">{top}</text>'
        f'<text x="31" y="{bottom}" text-anchor="end">0</text>'
        f'<text x="{_WIDTH - 8}" y="{_HEIGHT - 6}" text-anchor="end">{right}</text>'
    )
    body = "".join(marks)
    return f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img">{axes}{body}</svg>'
