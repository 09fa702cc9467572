"""Are the files the same when alignment and denoising are killed again and again? On real data.

    python scripts/experiments/killed_at_random.py --prepared runs/real/encyclopaedia [--kills 50]

PREPARED holds documents.jsonl and triples.jsonl (prepare_real_data.py writes them). Some documents,
with the triples whose ends they name, are brought up to the graph and then aligned and denoised:
once in peace, and then again and again with SIGKILLs at moments drawn from the seed. After five of
them, or when it comes to its end before, it is run to its end, held against the files of peace, and
begun anew. Every second or third kill takes the main process alone, whose workers must then end by
themselves, the others take the process group. A file that differs is named; the exit code is 1.
"""

import argparse
import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from kg_pipeline.pipeline import Pipeline
from kg_pipeline.run_settings import PipelineRun, StageName
from kg_pipeline.settings import load_settings

BEFORE: tuple[StageName, ...] = ("documents", "cleaning", "triples", "graph")
KILLED: tuple[StageName, ...] = ("alignment", "denoising")
CHAIN = 5  # kills from one beginning; the first two of them during alignment
SHORT = {"ensemble": {"rounds": 1}}  # the default method, in less time
MADE = ("found", "alignment", "denoising", "reports")  # what these two stages write


@dataclass(frozen=True, slots=True)
class How:
    """How often to kill, and the seed of when."""

    n_kills: int
    seed: int


@dataclass(frozen=True, slots=True)
class Peace:
    """Seconds that alignment alone and both stages take, with the start of the process."""

    alignment: float
    both: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """kills: by the stage that was at work; ends: how often the two stages came to their end."""

    kills: Counter[str]
    ends: int
    different: list[str]


def prepare(prepared: Path, work: Path, n_documents: int, settings: dict[str, Any]) -> Path:
    """A run's configuration over some documents, each a file of its own so that there are parts."""
    folder = work / "documents"
    folder.mkdir(parents=True)
    with (prepared / "documents.jsonl").open(encoding="utf-8") as lines:
        for number, line in enumerate(islice(lines, n_documents)):
            (folder / f"{number:05d}.jsonl").write_text(line, encoding="utf-8")
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted(folder.iterdir()))
    begins = {text[place : place + 3] for place in range(len(text))}
    triples = work / "triples.jsonl"
    with (prepared / "triples.jsonl").open(encoding="utf-8") as lines:
        chosen = [line for line in lines if named(json.loads(line), text, begins)]
    triples.write_text("".join(chosen), encoding="utf-8")
    config = work / "run.json"  # JSON is YAML
    fields = {"title": "title", "text": ["text"], "attributes": []}
    values = {
        "output": str(work / "peace"),
        "inputs": [{"paths": [str(folder)], "fields": fields}],
        "imported_triples": [str(triples)],
        "extraction": {"extractors": [], "shipped_patterns": False},
        "merging": {"unify_labels": False},
        **settings,
    }
    config.write_text(json.dumps(values), encoding="utf-8")
    return config


def named(triple: dict[str, Any], text: str, begins: set[str]) -> bool:
    """Whether a text names both ends of a triple. begins: all that three characters spell in it."""
    ends = (triple["subject"], triple["object"])
    likely = all(len(end) < 3 or end[:3] in begins for end in ends)
    return likely and all(end in text for end in ends)


def run_stages(config: Path, output: Path, stages: Sequence[StageName]) -> None:
    """What the killed process does."""
    settings = load_settings(PipelineRun, config, [f"output={output}"])
    for stage in stages:
        Pipeline(settings, lambda *state: None).run(stage)


def started(config: Path, output: Path) -> subprocess.Popen[bytes]:
    """The two stages in a process group of their own."""
    call = [sys.executable, __file__, "--stages", str(config), str(output)]
    return subprocess.Popen(call, start_new_session=True)


def hashes(output: Path) -> dict[str, str]:
    """SHA-256 of every file that the two stages wrote; none of it half written."""
    return {
        path.relative_to(output).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for name in MADE
        for path in sorted((output / name).rglob("*"))
        if path.is_file() and path.name != ".verified.json"
    }


def left_behind(output: Path) -> list[str]:
    """Unfinished folders beside finished ones."""
    return [
        path.name for path in output.iterdir() if ".partial" in path.name or ".work" in path.name
    ]


def different(output: Path, wanted: dict[str, str]) -> list[str]:
    """Names of files that are missing, too many or not the same, and of what was left behind."""
    found = hashes(output)
    names = sorted(wanted.keys() | found.keys())
    return [name for name in names if wanted.get(name) != found.get(name)] + left_behind(output)


def kill(process: subprocess.Popen[bytes], alone: bool) -> None:
    """SIGKILL to the whole group, or to the main process alone."""
    if alone:
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def killed(config: Path, work: Path, wanted: dict[str, str], peace: Peace, how: How) -> Outcome:
    """Chains of kills, each from the state before both stages to their end."""
    chance = random.Random(how.seed)
    kills: Counter[str] = Counter()
    ends, wrong = 0, list[str]()
    output = work / "killed"
    while sum(kills.values()) < how.n_kills:
        shutil.copytree(work / "before", output)
        for number in range(min(CHAIN, how.n_kills - sum(kills.values()))):
            latest = peace.alignment if number < CHAIN // 2 else peace.both
            process = started(config, output)
            try:
                process.wait(chance.uniform(0, latest))
                break  # it came to its end
            except subprocess.TimeoutExpired:
                stage = "denoising" if (output / "alignment").exists() else "alignment"
                kill(process, alone=bool(number % 2))
                kills[stage] += 1
        finish(config, output)
        ends += 1
        wrong += different(output, wanted)
        print(f"{sum(kills.values())} kills, {ends} ends, {len(wrong)} files differ", flush=True)
        shutil.rmtree(output)
    return Outcome(kills, ends, wrong)


def finish(config: Path, output: Path) -> None:
    """Run to the end; what was finished is not done again."""
    if code := started(config, output).wait():
        raise SystemExit(f"the stages failed with exit code {code}, unkilled")


def in_peace(config: Path, output: Path) -> Peace:
    """Run both stages, and see how long they take."""
    begin = time.perf_counter()
    process = started(config, output)
    while not (output / "alignment").exists() and process.poll() is None:
        time.sleep(0.05)
    alignment = time.perf_counter() - begin
    if process.wait():
        raise SystemExit("the run in peace failed")
    return Peace(alignment, time.perf_counter() - begin)


def compare(work: Path, config: Path, how: How) -> list[str]:
    """Both runs, and what they gave."""
    run_stages(config, work / "before", BEFORE)
    shutil.copytree(work / "before", work / "peace")
    peace = in_peace(config, work / "peace")
    wanted = hashes(work / "peace")
    print(
        f"in peace: {peace.both:.1f} s, {peace.alignment:.1f} s of them until alignment was there;"
    )
    print(f"{len(wanted)} files", flush=True)
    outcome = killed(config, work, wanted, peace, how)
    print("\n| killed in | times |\n|---|---|")
    for stage, count in sorted(outcome.kills.items()):
        print(f"| {stage} | {count} |")
    print(f"\ncame to the end {outcome.ends} times; files that differ: {len(outcome.different)}")
    return outcome.different


def main() -> None:
    """Read the arguments and compare."""
    if sys.argv[1:2] == ["--stages"]:
        run_stages(Path(sys.argv[2]), Path(sys.argv[3]), KILLED)
        return
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--prepared", type=Path, required=True)
    parser.add_argument("--documents", type=int, default=48)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--workers", type=int, default=2)
    arguments = parser.parse_args()
    settings = {"seed": arguments.seed, "workers": arguments.workers, "denoising": SHORT}
    with tempfile.TemporaryDirectory() as name:
        config = prepare(arguments.prepared, Path(name), arguments.documents, settings)
        wrong = compare(Path(name), config, How(arguments.kills, arguments.seed))
    for entry in wrong:
        print(f"differs: {entry}")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
