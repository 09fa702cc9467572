"""The tables that the commands print."""

from collections.abc import Sequence

from kgbert.data.subgraphs import Condition
from kgbert.evaluation.metrics import Difference, mean_and_sd
from kgbert.experiment.comparing import Comparison
from kgbert.experiment.probing import Probed, mean_figures

_COVERED = "covered"


def comparison_table(comparison: Comparison) -> str:
    """Conditions against each other, on all items and on those the graph covers."""
    share = float(comparison.covered.mean())
    lines = [
        f"{len(comparison.texts)} texts, {share:.0%} covered by the graph",
        f"{'condition':<10} {'seeds':>5} {'accuracy':>16} {'covered':>16}   true − this, 95 %",
    ]
    for name, outcome in comparison.outcomes.items():
        mean, sd = mean_and_sd(outcome.accuracies())
        covered = outcome.accuracies(comparison.covered)
        cell = "{:.3f} ± {:.3f}".format(*mean_and_sd(covered)) if covered else ""
        gap = comparison.difference("true", name) if name != "true" else None
        lines.append(
            f"{name:<10} {len(outcome.seeds):>5} {mean:>8.3f} ± {sd:.3f} {cell:>16}   {_gap(gap)}"
        )
    return "\n".join(lines)


def _gap(gap: Difference | None) -> str:
    return "" if gap is None else f"{gap.mean:+.3f} [{gap.low:+.3f}, {gap.high:+.3f}]"


def probe_table(probed: Sequence[Probed], conditions: Sequence[Condition]) -> str:
    """Figures by condition, mean over the seeds."""
    columns = {condition: mean_figures(probed, condition) for condition in conditions}
    names = sorted({name for figures in columns.values() for name in figures})
    lines = [f"{'':<26}" + "".join(f"{condition:>10}" for condition in columns)]
    for name in names:
        cells = [figures.get(name) for figures in columns.values()]
        shown = "".join(f"{'–' if cell is None else format(cell, '.3f'):>10}" for cell in cells)
        lines.append(f"{name:<26}{shown}")
    return "\n".join(lines)
