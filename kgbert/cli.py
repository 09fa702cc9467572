"""``kgbert``: the command line. Exit codes: 0 ok, 2 usage, 3 data, 4 resources."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kgbert.errors import PipelineError, UsageError

if TYPE_CHECKING:
    from typing import TypeVar

    from kg_pipeline.settings import Settings

    S = TypeVar("S", bound=Settings)

app = typer.Typer(
    help="Pretrain KGBERT on an aligned corpus, fine-tune it, and see what the knowledge adds.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

Overrides = Annotated[
    list[str] | None, typer.Option("--set", help="Override a setting: section.key=value")
]
Run = Annotated[Path, typer.Argument(help="The run's output folder, or its YAML file")]


@app.command(epilog="Example: kgbert pretrain configs/pretrain/demo.yaml --set runs.workers=1")
def pretrain(
    config: Annotated[Path, typer.Argument(help="YAML file of the run")],
    overrides: Overrides = None,
) -> None:
    """Pretrain every condition and seed of a run; resumes where it was stopped."""
    from kg_pipeline.progress import Progress
    from kg_pipeline.settings import load_settings
    from kgbert.experiment.pretraining import pretrain as run_pretraining
    from kgbert.experiment.settings import PretrainingRun, remember

    settings = load_settings(PretrainingRun, config, overrides or [])
    remember(settings)
    with Progress() as progress:
        for folder in run_pretraining(settings, progress.training):
            typer.echo(f"  model: {folder}")


@app.command(epilog="Example: kgbert finetune configs/finetune/demo.yaml")
def finetune(
    config: Annotated[Path, typer.Argument(help="YAML file of the run")],
    overrides: Overrides = None,
) -> None:
    """Fine-tune every condition and seed, each from its own pretrained model; resumes."""
    from kg_pipeline.progress import Progress
    from kg_pipeline.settings import load_settings
    from kgbert.experiment.finetuning import finetune as run_finetuning
    from kgbert.experiment.settings import FinetuningRun, remember

    settings = load_settings(FinetuningRun, config, overrides or [])
    remember(settings)
    with Progress() as progress:
        for folder in run_finetuning(settings, progress.training):
            typer.echo(f"  model: {folder}")


@app.command(epilog="Example: kgbert probe runs/demo/pretrain --truth truth.jsonl")
def probe(
    run: Run,
    truth: Annotated[Path | None, typer.Option(help="Judged sentences, docs/formats.md")] = None,
    split: Annotated[str, typer.Option(help="Which split of the truth")] = "held_out",
) -> None:
    """Gates, mention detection, gains and margins of every pretrained model of a run."""
    from kgbert.experiment.printing import probe_table
    from kgbert.experiment.probing import probe as run_probe
    from kgbert.experiment.settings import PretrainingRun

    settings = _settings_of(PretrainingRun, run)
    typer.echo(probe_table(run_probe(settings, truth, split), settings.runs.conditions))


@app.command(epilog="Example: kgbert evaluate runs/demo/attributes --data questions.jsonl")
def evaluate(
    run: Run,
    data: Annotated[
        Path | None, typer.Option(help="Labelled texts (default: the test split)")
    ] = None,
) -> None:
    """The table of controls: every condition and seed on the same texts, paired intervals."""
    from kgbert.experiment.comparing import evaluate as run_evaluation
    from kgbert.experiment.printing import comparison_table
    from kgbert.experiment.settings import FinetuningRun

    typer.echo(comparison_table(run_evaluation(_settings_of(FinetuningRun, run), data)))


@app.command(epilog="Example: kgbert predict runs/demo/attributes 霁庭有多大？ --explain")
def predict(
    run: Annotated[Path, typer.Argument(help="A fine-tuned model's folder, or a run's")],
    text: Annotated[
        list[str] | None, typer.Argument(help="Texts; none: a line each from stdin")
    ] = None,
    explain: Annotated[
        bool, typer.Option(help="Show the triples and how far gates opened")
    ] = False,
) -> None:
    """Recognise the attribute of texts, one JSON object a line."""
    from kgbert.serving.predictor import Predictor

    predictor = Predictor.load(run)
    for line in text or (line.strip() for line in sys.stdin):
        if line:
            answer = predictor(line)
            if not explain:
                answer.pop("evidence")
            typer.echo(json.dumps(answer, ensure_ascii=False))


config_app = typer.Typer(help="Configuration files.", no_args_is_help=True)
app.add_typer(config_app, name="config")


@config_app.command("show", epilog="Example: kgbert config show configs/pretrain/demo.yaml")
def show_config(config: Path, overrides: Overrides = None) -> None:
    """The configuration with every default filled in."""
    import yaml

    from kg_pipeline.settings import load_settings
    from kgbert.experiment.settings import FinetuningRun, PretrainingRun

    raw = yaml.safe_load(config.read_text(encoding="utf-8")) if config.is_file() else {}
    kind = FinetuningRun if isinstance(raw, dict) and "pretrained" in raw else PretrainingRun
    settings = load_settings(kind, config, overrides or [])
    typer.echo(yaml.safe_dump(settings.model_dump(mode="json"), allow_unicode=True))


def _settings_of(kind: "type[S]", run: Path) -> "S":
    from kg_pipeline.settings import load_settings

    path = run / "settings.json" if run.is_dir() else run
    if not path.is_file():
        raise UsageError(f"{run}: expected a run's folder with settings.json, or its YAML file")
    return load_settings(kind, path)


def main() -> None:
    """Entry point: errors of these packages become one message and their exit code."""
    try:
        app()
    except PipelineError as error:
        typer.echo(f"error: {error}", err=True)
        sys.exit(error.exit_code)
    except MemoryError:
        typer.echo("error: out of memory; use fewer workers or smaller batches", err=True)
        sys.exit(4)
