"""``kg-pipeline``: the command line. Exit codes: 0 ok, 2 usage, 3 data, 4 resources."""

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg_pipeline.errors import PipelineError

app = typer.Typer(
    help="Documents and web pages to a knowledge graph and an aligned, denoised corpus.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


class Stage(StrEnum):
    """Stages by name."""

    documents = "documents"
    cleaning = "cleaning"
    triples = "triples"
    graph = "graph"
    alignment = "alignment"
    denoising = "denoising"
    corpus = "corpus"
    statistics = "statistics"


class ExportFormat(StrEnum):
    """What a graph can be written as."""

    graphml = "graphml"
    jsonl = "jsonl"
    turtle = "turtle"
    neo4j = "neo4j"


Overrides = Annotated[
    list[str] | None, typer.Option("--set", help="Override a setting: section.key=value")
]


@app.command(epilog="Example: kg-pipeline run configs/pipeline/demo.yaml --set workers=1")
def run(
    config: Annotated[Path, typer.Argument(help="YAML file of the run")],
    only: Annotated[Stage | None, typer.Option(help="Run this stage alone")] = None,
    overrides: Overrides = None,
) -> None:
    """All stages, from documents to the corpus; finished stages are skipped."""
    from kg_pipeline.pipeline import Pipeline
    from kg_pipeline.progress import Progress
    from kg_pipeline.run_settings import PipelineRun
    from kg_pipeline.settings import load_settings

    settings = load_settings(PipelineRun, config, overrides or [])
    with Progress() as progress:
        outcomes = Pipeline(settings, progress.stage).run(only.value if only else None)
    for outcome in outcomes:
        state = "unchanged, skipped" if outcome.skipped else f"{outcome.seconds:6.1f} s"
        typer.echo(f"  {outcome.stage:<10} {state}")
    _print_counts(Path(settings.output))


@app.command(epilog="Example: kg-pipeline clean pages/ -o runs/clean --report report.html")
def clean(
    paths: Annotated[list[str], typer.Argument(help="Files, folders or globs")],
    output: Annotated[Path, typer.Option("-o", "--output", help="A folder")],
    report: Annotated[
        Path | None, typer.Option(help="What each filter took, with samples: .html, else text")
    ] = None,
    config: Annotated[
        Path | None, typer.Option(help="YAML of a run, for its cleaning, seed and workers")
    ] = None,
    overrides: Overrides = None,
) -> None:
    """Read and clean documents: OUTPUT/cleaning holds them, and what each filter took."""
    from kg_pipeline.cleaning.report import as_html, as_text, report_on
    from kg_pipeline.pipeline import Pipeline
    from kg_pipeline.progress import Progress
    from kg_pipeline.run_settings import settings_for
    from kg_pipeline.storage import write_bytes

    settings = settings_for(paths, output, config, overrides or [])
    with Progress() as progress:
        pipeline = Pipeline(settings, progress.stage)
        pipeline.run("documents")
        pipeline.run("cleaning")
    found = report_on(output / "documents", output / "cleaning", settings.cleaning)
    typer.echo(as_text(found))
    if report is not None:
        text = as_html(found) if report.suffix in (".html", ".htm") else as_text(found) + "\n"
        write_bytes(report, text.encode())
        typer.echo(f"written: {report}")


@app.command(epilog="Example: kg-pipeline extract pages/ notes.md -o triples.jsonl --schema s.yaml")
def extract(
    paths: Annotated[list[str], typer.Argument(help="Files, folders or globs")],
    output: Annotated[Path, typer.Option("-o", "--output", help="A .jsonl or .parquet file")],
    schema: Annotated[
        Path | None, typer.Option(help="YAML of the predicates that are wanted; none: all")
    ] = None,
    patterns: Annotated[
        list[Path] | None, typer.Option(help="YAML of own patterns, used beside ours")
    ] = None,
    seed_graph: Annotated[
        Path | None,
        typer.Option(
            help="JSON lines {subject, predicate, object}: names what a site's paths state"
        ),
    ] = None,
    overrides: Overrides = None,
) -> None:
    """Documents or web pages to triples with their provenance; --set is for extraction's keys."""
    from kg_pipeline.extraction import ExtractionSettings
    from kg_pipeline.settings import parse_overrides
    from kg_pipeline.stage_work import extract_files

    seeds = () if seed_graph is None else (seed_graph,)
    given = {
        "schema_file": schema,
        "pattern_files": tuple(patterns or ()),
        "templates": {"seed_triples": seeds},
    }
    settings = parse_overrides(ExtractionSettings, given, overrides or [], "kg-pipeline extract")
    result = extract_files(paths, settings, output)
    typer.echo(
        f"{result.n_triples} triples from {result.n_documents} documents in {output}; "
        f"{len(result.set_aside)} inputs set aside"
    )
    for entry in result.set_aside[:20]:
        typer.echo(f"  {entry.source}: {entry.reason} {entry.detail}".rstrip())
    for reason, count in sorted(result.left_out.items()):
        typer.echo(f"  triples left out: {count} × {reason}")


@app.command(epilog="Example: kg-pipeline denoise pairs.jsonl -o scored.jsonl --method dsgan")
def denoise(
    file: Annotated[Path, typer.Argument(help="JSON lines or Parquet, see docs/formats.md")],
    output: Annotated[Path, typer.Option("-o", "--output", help="A .jsonl or .parquet file")],
    method: Annotated[
        str | None, typer.Option(help="self_ensemble, dsgan, linear_crossfit, competition, …")
    ] = None,
    encoder: Annotated[
        str | None,
        typer.Option(help="hashed, cnn, piecewise_cnn, or kgbert:FOLDER of a checkpoint"),
    ] = None,
    cache: Annotated[Path | None, typer.Option(help="Folder that keeps encoded sentences")] = None,
    threshold: Annotated[
        float | None, typer.Option(help="How sure to be of a pair that stays, 0 to 1")
    ] = None,
    labelled: Annotated[
        Path | None, typer.Option(help="Some of the rows, with a column correct: calibrates")
    ] = None,
    report: Annotated[
        Path | None, typer.Option(help="An HTML page: accuracy curves of DSGAN, calibration")
    ] = None,
) -> None:
    """Distantly labelled rows, back in the same order with keep_probability and keep."""
    from kg_pipeline.denoising.report import write_report
    from kg_pipeline.denoising.selection import denoise_file
    from kg_pipeline.denoising.settings import DenoisingSettings
    from kg_pipeline.settings import parse_settings
    from kg_pipeline.storage import require_writable

    given = {
        "method": method,
        "encoder": encoder,
        "threshold": threshold,
        "cache": None if cache is None else str(cache),
        "labelled": None if labelled is None else str(labelled),
    }
    raw = {name: value for name, value in given.items() if value is not None}
    if report is not None:
        require_writable(report)
    log = denoise_file(file, output, parse_settings(DenoisingSettings, raw, "kg-pipeline denoise"))
    typer.echo(f"written: {output} ({log['n_kept']} of {log['n_candidates']} pairs kept)")
    if log["nothing_to_tell_apart"]:
        typer.echo(
            "  one predicate and no row without one: no text can be told from others "
            "(add rows without a predicate)"
        )
    elif log["unplayed"]:
        kept = "keeps" if log["threshold"] < 0.5 else "does not keep"
        typer.echo(
            f"  predicates without sentences of other pairs to play against: {len(log['unplayed'])}; "
            f"½ for their pairs, which the threshold {kept} (add rows without a predicate, "
            "or use self_ensemble)"
        )
    if report is not None:
        write_report(report, log)
        typer.echo(f"written: {report}")


@app.command(epilog="Example: kg-pipeline calibrate judged.jsonl -o calibration.json")
def calibrate(
    judged: Annotated[Path, typer.Argument(help="JSON lines or Parquet, see docs/formats.md")],
    output: Annotated[Path, typer.Option("-o", "--output", help="For merging.calibration")],
) -> None:
    """Judged triples to curves that turn confidences into probabilities of being right."""
    from kg_pipeline.calibration import fit, read_judged, write_calibration
    from kg_pipeline.calibration_report import as_markdown, cross_validated

    rows = read_judged(judged)
    write_calibration(fit(rows), output)
    typer.echo(as_markdown(cross_validated(rows)))
    typer.echo(f"written: {output}")


@app.command(epilog="Example: kg-pipeline inspect runs/demo/corpus")
def inspect(folder: Annotated[Path, typer.Argument(help="A folder written by a stage")]) -> None:
    """Kind, files, rows, and what was set aside for which reason."""
    from kg_pipeline.inspection import describe

    typer.echo(describe(folder))


@app.command(epilog="Example: kg-pipeline why runs/demo/graph 临澜银行 成立日期")
def why(
    graph: Annotated[Path, typer.Argument(help="A graph folder")],
    subject: Annotated[str, typer.Argument()],
    predicate: Annotated[str | None, typer.Argument()] = None,
) -> None:
    """The evidence of triples: which document, which sentence or table cell."""
    from kg_pipeline.inspection import evidence_lines

    for line in evidence_lines(graph, subject, predicate):
        typer.echo(line)


@app.command(epilog="Example: kg-pipeline export runs/demo/graph --to turtle -o graph.ttl")
def export(
    graph: Annotated[Path, typer.Argument(help="A graph folder")],
    to: Annotated[ExportFormat, typer.Option("--to")],
    output: Annotated[Path, typer.Option("-o", "--output", help="A file (neo4j: a folder)")],
) -> None:
    """The graph for other programs."""
    from kg_pipeline.graph.export import EXPORTS
    from kg_pipeline.graph.store import KnowledgeGraph

    EXPORTS[to.value](KnowledgeGraph.load(graph), output)
    typer.echo(f"written: {output}")


@app.command(epilog="Example: kg-pipeline verify runs/demo/corpus")
def verify(folder: Annotated[Path, typer.Argument(help="A folder written by a stage")]) -> None:
    """Check the bytes of every file against the manifest."""
    from kg_pipeline.errors import CorpusError
    from kg_pipeline.storage import damaged_files

    damaged = damaged_files(folder)
    if damaged:
        raise CorpusError(f"{folder}: damaged or missing: {', '.join(damaged)}; run it again")
    typer.echo(f"{folder}: every file is as it was written")


config_app = typer.Typer(help="Configuration files.", no_args_is_help=True)
app.add_typer(config_app, name="config")


@config_app.command("show", epilog="Example: kg-pipeline config show configs/pipeline/demo.yaml")
def show_config(config: Path, overrides: Overrides = None) -> None:
    """The configuration with every default filled in."""
    import yaml

    from kg_pipeline.run_settings import PipelineRun
    from kg_pipeline.settings import load_settings

    settings = load_settings(PipelineRun, config, overrides or [])
    typer.echo(yaml.safe_dump(settings.model_dump(mode="json"), allow_unicode=True))


def _print_counts(root: Path) -> None:
    from kg_pipeline.inspection import set_aside_reasons

    for stage, what in (
        ("documents", "set aside"),
        ("cleaning", "set aside"),
        ("triples", "triples left out"),
    ):
        for reason, count in set_aside_reasons(root / stage).most_common():
            typer.echo(f"  {what}: {count} × {reason}")
    path = root / "statistics" / "corpus.json"
    if path.exists():
        figures = json.loads(path.read_text(encoding="utf-8"))
        typer.echo(
            f"  corpus: {figures['n_sentences']} sentences, {figures['n_aligned']} aligned, "
            f"{figures['n_positives']} pairs of {figures['n_triples']} triples"
        )


def main() -> None:
    """Entry point: errors of this package become one message and their exit code."""
    try:
        app()
    except PipelineError as error:
        typer.echo(f"error: {error}", err=True)
        sys.exit(error.exit_code)
    except MemoryError:
        typer.echo("error: out of memory; use fewer workers or smaller inputs", err=True)
        sys.exit(4)
