"""A run's folder says what it holds."""

from pathlib import Path

from kg_pipeline.settings import load_settings
from kgbert.data.subgraphs import Condition
from kgbert.experiment.settings import Conditions, PretrainingRun, remember
from kgbert.training.optimization import Training


def _run(
    folder: Path, conditions: list[Condition], seeds: list[int], max_pieces: int = 100
) -> PretrainingRun:
    return PretrainingRun(
        corpus="corpus",
        graph="graph",
        output=str(folder),
        training=Training(max_pieces=max_pieces),
        runs=Conditions(conditions=conditions, seeds=seeds),
    )


def _kept(folder: Path) -> Conditions:
    return load_settings(PretrainingRun, folder / "settings.json").runs


def test_a_run_made_in_several_goes_keeps_all_its_conditions_and_seeds(tmp_path: Path) -> None:
    remember(_run(tmp_path, ["shuffled", "none"], [2, 1]))
    remember(_run(tmp_path, ["true"], [3]))
    assert _kept(tmp_path) == Conditions(conditions=["true", "none", "shuffled"], seeds=[1, 2, 3])


def test_other_settings_replace_what_the_folder_held(tmp_path: Path) -> None:
    remember(_run(tmp_path, ["shuffled", "none"], [2, 1]))
    remember(_run(tmp_path, ["true"], [3], max_pieces=200))
    assert _kept(tmp_path) == Conditions(conditions=["true"], seeds=[3])


def test_a_file_of_another_version_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text('{"corpora": 1}')
    remember(_run(tmp_path, ["true"], [3]))
    assert _kept(tmp_path) == Conditions(conditions=["true"], seeds=[3])
