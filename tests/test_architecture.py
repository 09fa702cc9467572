"""The house's own rules: what importing costs, and what it may bring along."""

import subprocess
import sys

HEAVY = ("torch", "transformers", "spacy", "faiss", "networkx", "sklearn")


def loaded_after(statement: str) -> set[str]:
    """Names of the heavy modules that a statement brings along in a fresh process."""
    code = f"import sys\n{statement}\nprint(' '.join(n for n in {HEAVY!r} if n in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def cpu_seconds_of(arguments: list[str]) -> float:
    """Least processor time of three runs of a command; wall time says little on a busy machine."""
    import os

    spent = []
    for _ in range(3):
        before = os.times()
        subprocess.run(arguments, capture_output=True, check=True)
        after = os.times()
        spent.append(
            after.children_user
            + after.children_system
            - before.children_user
            - before.children_system
        )
    return min(spent)


def test_importing_the_pipeline_brings_no_heavy_library():
    assert loaded_after("import kg_pipeline, kg_pipeline.records, kg_pipeline.settings") == set()


def test_importing_the_pipeline_takes_at_most_half_a_second():
    bare = cpu_seconds_of([sys.executable, "-c", "pass"])
    assert cpu_seconds_of([sys.executable, "-c", "import kg_pipeline"]) - bare < 0.5


def test_the_stages_of_the_pipeline_do_not_import_torch():
    assert "torch" not in loaded_after("import kg_pipeline.pipeline")


def test_help_of_both_programs_comes_without_heavy_libraries():
    for package in ("kg_pipeline", "kgbert"):
        assert loaded_after(f"import {package}.cli") == set()


def test_help_answers_within_one_and_a_half_seconds():
    code = "import sys; sys.argv = ['kgbert', '--help']; from kgbert.cli import main; main()"
    assert cpu_seconds_of([sys.executable, "-c", code]) < 1.5


def test_the_names_of_the_packages_are_found_when_they_are_used():
    import kg_pipeline
    import kgbert

    for package in (kg_pipeline, kgbert):
        for name in package.__all__:
            assert getattr(package, name).__name__ == name
