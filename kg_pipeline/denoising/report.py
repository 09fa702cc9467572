"""What denoising did, as a page: D's accuracy over the epochs (the paper's figure), calibration.

Source of the figure: Qin, Xu, Wang, DSGAN, ACL 2018, figure 4.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg_pipeline.storage import write_bytes

_WIDTH, _HEIGHT = 640, 320
_LEFT, _RIGHT, _TOP, _BOTTOM = 50, 630, 12, 270
_N_TICKS = 5


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on an axis and what is written there."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Plot:
    """Lines as SVG points, and the axes."""

    games: list[str]
    mean: str
    x_ticks: list[Tick]
    y_ticks: list[Tick]
    width: int = _WIDTH
    height: int = _HEIGHT
    left: int = _LEFT
    right: int = _RIGHT


def write_report(path: Path, log: Mapping[str, Any]) -> None:
    """Write the page of one run of denoising (log: see ``denoise_file``)."""
    from jinja2 import Environment, PackageLoader

    environment = Environment(loader=PackageLoader("kg_pipeline", "denoising"), autoescape=True)
    curves = [game["accuracy"] for game in log["games"]]
    page = environment.get_template("report.html").render(log=log, plot=plot(curves))
    write_bytes(path, page.encode())


def plot(curves: Sequence[Sequence[float]]) -> Plot | None:
    """The curves of all games over one pair of axes; ``None`` where no game was played."""
    if not curves:
        return None
    n_epochs = max(len(curve) for curve in curves)
    whole = [[*curve, *[curve[-1]] * (n_epochs - len(curve))] for curve in curves]
    lowest = min(0.95, int(min(map(min, whole)) * 10) / 10)

    def line(curve: Sequence[float]) -> str:
        places = (f"{_across(n, n_epochs):.1f},{_up(y, lowest):.1f}" for n, y in enumerate(curve))
        return " ".join(places)

    values = [lowest + (1 - lowest) * step / _N_TICKS for step in range(_N_TICKS + 1)]
    every = max(1, (n_epochs - 1) // 10)
    return Plot(
        games=[line(curve) for curve in whole],
        mean=line([sum(column) / len(column) for column in zip(*whole, strict=True)]),
        x_ticks=[Tick(_across(n, n_epochs), str(n)) for n in range(0, n_epochs, every)],
        y_ticks=[Tick(_up(value, lowest), f"{value:.2f}") for value in values],
    )


def _across(epoch: int, n_epochs: int) -> float:
    return _LEFT + (_RIGHT - _LEFT) * epoch / max(1, n_epochs - 1)


def _up(value: float, lowest: float) -> float:
    return _BOTTOM - (_BOTTOM - _TOP) * (value - lowest) / (1 - lowest)
