"""The demo held against its truth: ``summary.json``, ``report.html`` and the table of controls.

``python scripts/demo_report.py RUN``: RUN is the folder that ``scripts/demo`` writes.
"""

import argparse
import json
import resource
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import Any

from demo_truth import denoising_figures, extraction_figures

from kg_pipeline.graph.store import KnowledgeGraph
from kg_pipeline.settings import load_settings
from kg_pipeline.storage import read_manifest, read_table, write_bytes, write_json
from kgbert.data.subgraphs import Condition
from kgbert.evaluation.report import Curve, ExampleQuestion, Report, render, smooth
from kgbert.experiment.comparing import Comparison, evaluate
from kgbert.experiment.printing import comparison_table
from kgbert.experiment.probing import Probed, mean_figures, read_probed
from kgbert.experiment.settings import FinetuningRun, PretrainingRun

N_QUESTIONS = 10
LOSSES = ("loss", "mlm", "joint", "mention", "margin", "gain", "gate")
ALL: tuple[Condition, ...] = ("true", "none", "shuffled")
KEY_OF = {"true": "graph", "none": "none", "shuffled": "shuffled"}


def main() -> None:
    """Measure, write, print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("run", type=Path)
    run: Path = arguments.parse_args().run
    pretraining = load_settings(PretrainingRun, run / "pretrain" / "settings.json")
    finetuning = load_settings(FinetuningRun, run / "attributes" / "settings.json")
    comparison = evaluate(finetuning)
    probed = read_probed(pretraining)
    summary = summarise(run, comparison, probed)
    write_json(run / "summary.json", summary)
    page = render(build_report(run, pretraining, comparison, probed, summary))
    write_bytes(run / "report.html", page.encode())
    print_results(run, comparison, summary)


def summarise(run: Path, comparison: Comparison, probed: list[Probed]) -> dict[str, Any]:
    """The figures by the names of the README."""
    ceilings = json.loads((run / "input" / "ceilings.json").read_text(encoding="utf-8"))
    conditions: Any = comparison.summary()["conditions"]
    probes = mean_figures(probed, "true")
    return {
        "attribute_accuracy": {
            KEY_OF[name]: {
                "mean": values["accuracy"]["mean"],
                "sd": values["accuracy"]["sd"],
                "seeds": len(values["seeds"]),
            }
            for name, values in conditions.items()
        },
        "attribute_ceiling": {
            "without_graph": ceilings["without_graph"],
            "with_graph": ceilings["with_graph"],
        },
        "differences": comparison.summary()["differences"],
        "mention_f1": probes["mention_f1"],
        "gate_auroc_n3": probes["gate_auroc_n3"],
        "object_occurs_auroc_n3": probes["object_occurs_auroc_n3"],
        "probes": {name: mean_figures(probed, name) for name in ALL if name in comparison.outcomes},
        "extraction": extraction_figures(run, Path("data/demo/pages/expected.jsonl")),
        "extraction_late_pages": extraction_figures(
            run, Path("data/demo/late_pages/expected.jsonl")
        ),
        "denoising": denoising_figures(run),
        "seconds": seconds_of(run),
        "peak_rss_mb": peak_rss_mb(run),
    }


def seconds_of(run: Path) -> dict[str, float]:
    """Seconds of each stage; of training, summed over the runs."""
    stages = json.loads((run / "stages.json").read_text(encoding="utf-8"))
    seconds = {entry["stage"]: round(entry["seconds"], 2) for entry in stages}
    for name, folder in (("pretraining", "pretrain"), ("finetuning", "attributes")):
        timings = [
            json.loads(path.read_text(encoding="utf-8"))["seconds"]
            for path in sorted((run / folder).glob("*/seed-*/timing.json"))
        ]
        seconds[f"{name} (all runs)"] = round(sum(timings), 2)
    return seconds


def peak_rss_mb(run: Path) -> float:
    """The largest process of any stage."""
    stages = json.loads((run / "stages.json").read_text(encoding="utf-8"))
    timings = [
        json.loads(path.read_text(encoding="utf-8")).get("peak_rss_mb", 0.0)
        for path in run.glob("*/*/seed-*/timing.json")
    ]
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    peaks: list[float] = [own, *(entry["peak_rss_mb"] for entry in stages), *timings]
    return round(max(peaks), 1)


def build_report(
    run: Path,
    pretraining: PretrainingRun,
    comparison: Comparison,
    probed: list[Probed],
    summary: dict[str, Any],
) -> Report:
    """What the page shows."""
    readings = [r for entry in probed if entry.condition == "true" for r in entry.readings]
    present = [reading for reading in readings if reading.object_present]
    return Report(
        title="KGBERT: the whole journey on the embedded corpus",
        summary=summary,
        counts=counts_of(run),
        set_aside=set_aside_of(run),
        losses=losses_of(pretraining),
        gates={
            "expressed": [r.openness for r in present if r.expressed],
            "not expressed": [r.openness for r in present if not r.expressed],
        },
        controls=controls_of(comparison),
        questions=questions_of(run, comparison),
    )


def counts_of(run: Path) -> list[tuple[str, Any]]:
    """How much each stage made."""
    graph = json.loads((run / "statistics" / "graph.json").read_text(encoding="utf-8"))
    corpus = json.loads((run / "statistics" / "corpus.json").read_text(encoding="utf-8"))
    rows = {
        stage: sum(
            entry.rows or 0
            for name, entry in read_manifest(run / stage).files.items()
            if "set_aside" not in name
        )
        for stage in ("documents", "triples")
    }
    return [
        ("documents", rows["documents"]),
        ("extracted triples", rows["triples"]),
        *[(name.removeprefix("n_"), graph[name]) for name in graph if name.startswith("n_")],
        ("corpus sentences", corpus["n_sentences"]),
        ("aligned sentences", corpus["n_aligned"]),
        ("sentence–SPO pairs", corpus["n_positives"]),
    ]


def set_aside_of(run: Path) -> list[tuple[str, str, int]]:
    """Reasons with counts, stage by stage."""
    found: list[tuple[str, str, int]] = []
    for path in sorted((run / "documents").glob("set_aside-*.parquet")):
        reasons = Counter(read_table(path).column("reason").to_pylist())
        found += [("documents", reason, count) for reason, count in reasons.most_common()]
    alignment = json.loads((run / "reports" / "alignment.json").read_text(encoding="utf-8"))
    found += [("alignment (sentences)", reason, n) for reason, n in sorted(alignment.items()) if n]
    return found


def losses_of(pretraining: PretrainingRun) -> dict[str, list[Curve]]:
    """Loss curves of the first seed, condition by condition in one chart a loss."""
    charts: dict[str, list[Curve]] = {}
    seed = pretraining.runs.seeds[0]
    for condition in pretraining.runs.conditions:
        path = Path(pretraining.output) / condition / f"seed-{seed}" / "model" / "log.json"
        log = json.loads(path.read_text(encoding="utf-8"))
        for name in LOSSES:
            points = [(entry["step"], entry[name]) for entry in log if name in entry]
            if len(points) > len(log) // 10:  # a few steps make no course
                charts.setdefault(name, []).append(Curve(condition, smooth(points)))
    return charts


def controls_of(comparison: Comparison) -> list[dict[str, Any]]:
    """Rows of the table of controls."""
    rows = []
    conditions: Any = comparison.summary()["conditions"]
    for name, values in conditions.items():
        gap = comparison.difference("true", name) if name != "true" else None
        figures = asdict(gap) if gap else {"mean": None, "low": None, "high": None}
        rows.append(
            {
                "condition": name,
                "mean": values["accuracy"]["mean"],
                "sd": values["accuracy"]["sd"],
                "seeds": len(values["seeds"]),
                "difference": figures["mean"],
                "low": figures["low"],
                "high": figures["high"],
            }
        )
    return rows


def questions_of(run: Path, comparison: Comparison) -> list[ExampleQuestion]:
    """Questions spread over the test split, half of them with wording that several share."""
    graph = KnowledgeGraph.load(run / "graph")
    places: list[int] = []
    for shared in (True, False):
        fitting = [n for n, t in enumerate(comparison.texts) if t.extra["shared_wording"] is shared]
        step = max(1, len(fitting) // (N_QUESTIONS // 2))
        places += fitting[::step][: N_QUESTIONS // 2]
    return [
        ExampleQuestion(
            text=comparison.texts[place].text,
            wanted=comparison.texts[place].label,
            answers={n: o.answers[place].label for n, o in comparison.outcomes.items()},
            triples=[
                (
                    graph.names[int(graph.subject[entry.triple])],
                    graph.predicates[int(graph.predicate[entry.triple])],
                    graph.names[int(graph.object[entry.triple])],
                    entry.openness,
                )
                for entry in comparison.outcomes["true"].answers[place].triples[:5]
            ],
        )
        for place in places
    ]


def print_results(run: Path, comparison: Comparison, summary: dict[str, Any]) -> None:
    """The table of controls, the ceilings, and where the report is. A leak is an error."""
    ceiling = summary["attribute_ceiling"]
    without, whole = ceiling["without_graph"], ceiling["with_graph"]
    accuracy = summary["attribute_accuracy"]
    print(comparison_table(comparison))
    print(f"best possible without the graph {without:.3f}, with it {whole:.3f}")
    reached = (accuracy["graph"]["mean"] - without) / (whole - without)
    print(f"the true graph reaches {reached:.0%} of the headroom")
    print(f"report: {run / 'report.html'}   figures: {run / 'summary.json'}")
    if accuracy["none"]["mean"] > without + 0.02:
        raise SystemExit(
            f"leak: without the graph {accuracy['none']['mean']:.3f} is reached, "
            f"more than the best possible {without:.3f} + .02"
        )


if __name__ == "__main__":
    main()
