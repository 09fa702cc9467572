"""Finding the names of a graph in text: characters a second, memory, and whether spans agree.

    python scripts/benchmarks/matching.py --run runs/real [--names 1000000 5000000] [--repeats 5]

RUN holds what ``scripts/experiments/prepare_real_data.py`` wrote and the graph that
``kg-pipeline run configs/pipeline/encyclopaedia.yaml`` built of it (or another one: --graph). Names
beyond the graph's are composed (see ``name_worlds``); names in more than one sentence in a thousand
of a sample are dropped for all. Each library is measured in a process of its own, on one core, on
sentences that are in no sample. Ours starts from the texts as they are, folds them, applies the rules
for Latin words and gives columns; "with linking" gives nodes, dates and amounts too. The others get
folded text and only have to list what they find; pyahocorasick and bare daachorse list overlapping
names, the others leftmost-longest ones. Seconds are of the processor (other work shares the machine);
speeds are medians, resident memory is what a process holds after the runs, without its texts (of
files that are memory-mapped, what was touched).
"""

import argparse
import ctypes
import gc
import hashlib
import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from name_worlds import (
    base_names,
    composed_names,
    encyclopaedia_lines,
    law_lines,
    sentences,
    write_larger_graph,
)

from kg_pipeline.graph.aliases import AliasSettings, AliasTable, usual_names
from kg_pipeline.graph.folding import fold_surface
from kg_pipeline.graph.linking import Linker, LinkingSettings, LinkingTables
from kg_pipeline.graph.spans import JoinedTexts, leftmost_longest
from kg_pipeline.graph.store import KnowledgeGraph

METHODS = ("ours", "linking", "daachorse", "pyahocorasick", "ahocorasick_rs", "flashtext2")
_BUILD = "build"
_BATCH = 4096  # sentences, as alignment takes them
Work = Callable[[], Any]


def prepare(run: Path, graph: Path, n_names: int, place: Path, seed: int) -> None:
    """Graph and texts of one line of the table."""
    generator = random.Random(seed)
    texts = [sentences(law_lines(run)), sentences(encyclopaedia_lines(run))]
    drawn = [generator.sample(some, 30_000) for some in texts]
    sample = [text for some in drawn for text in some[:10_000]]
    rest = [text for some in drawn for text in some[10_000:]]
    generator.shuffle(rest)
    names = list(composed_names(base_names(graph), n_names, seed))
    write_larger_graph(graph, names, place / "graph")
    (place / "sample.json").write_text(json.dumps(sample), encoding="utf-8")
    (place / "texts.json").write_text(json.dumps(rest), encoding="utf-8")
    print(
        f"\n{n_names:,} names, {len(names):,} of them composed; {sum(map(len, rest)):,} characters"
    )


def build(place: Path) -> dict[str, Any]:
    """Make the tables of names, in this process."""
    sample = json.loads((place / "sample.json").read_text(encoding="utf-8"))
    begin = time.process_time()
    graph = KnowledgeGraph.load(place / "graph")
    tables = LinkingTables.of(graph, AliasSettings(), sample)
    (place / "tables").mkdir()
    tables.save(place / "tables")
    seconds = time.process_time() - begin
    peak = peak_mb()
    usual = usual_names(graph, AliasSettings(), sample)  # once more, for the others
    (place / "names.txt").write_text("\n".join(usual.folded.to_pylist()), encoding="utf-8")
    return {
        "names": len(usual.folded),
        "shared": int(np.sum(np.diff(usual.offsets) > 1)),
        "seconds": seconds,
        "peak_mb": peak,
    }


def measure(method: str, place: Path, repeats: int) -> dict[str, Any]:
    """Figures of one method, in this process."""
    texts = json.loads((place / "texts.json").read_text(encoding="utf-8"))
    folded = [fold_surface(text) for text in texts]
    before = resident()
    begin = time.process_time()
    work, spans = prepared(method, place, texts, folded)
    seconds = time.process_time() - begin
    runs = []
    for _ in range(repeats):
        begin = time.process_time()
        work()
        runs.append(time.process_time() - begin)
    memory = resident() - before
    found = spans()
    return {
        "speeds": [sum(map(len, texts)) / run / 1e6 for run in runs],
        "ready": seconds,
        "resident_mb": memory,
        "peak_mb": peak_mb(),
        "n_spans": len(found),
        "hash": hashlib.sha256(json.dumps(found).encode()).hexdigest()[:12],
    }


def prepared(
    method: str, place: Path, texts: Sequence[str], folded: Sequence[str]
) -> tuple[Work, Callable[[], list[Any]]]:
    """What is timed, and what gives (text, start, end) of all spans."""
    if method in ("ours", "linking"):
        return _ours(method, place, texts)
    names = (place / "names.txt").read_text(encoding="utf-8").split("\n")
    if method == "daachorse":
        import daachorse

        automaton = daachorse.CharwiseDoubleArrayAhoCorasick(names)
        return lambda: [automaton.find_overlapping(text) for text in folded], list
    if method == "pyahocorasick":
        return _pyahocorasick(names, place, texts, folded)
    if method == "ahocorasick_rs":
        import ahocorasick_rs

        kind = ahocorasick_rs.MatchKind.LeftmostLongest
        searcher = ahocorasick_rs.AhoCorasick(names, matchkind=kind)

        def listed() -> list[Any]:
            return [searcher.find_matches_as_indexes(text) for text in folded]

        return listed, lambda: _flat([[(s, e) for _, s, e in some] for some in listed()])
    import flashtext2

    processor = flashtext2.KeywordProcessor(case_sensitive=True)
    processor.add_keywords_from_iter(names)

    def extracted() -> list[Any]:
        return [processor.extract_keywords_with_span(text) for text in folded]

    return extracted, lambda: _flat([[(s, e) for _, s, e in some] for some in extracted()])


def _ours(method: str, place: Path, texts: Sequence[str]) -> tuple[Work, Callable[[], list[Any]]]:
    batches = [texts[begin : begin + _BATCH] for begin in range(0, len(texts), _BATCH)]
    if method == "linking":
        graph = KnowledgeGraph.load(place / "graph")
        tables = LinkingTables.load(place / "tables")
        linker = Linker(graph, LinkingSettings(), tables=tables)
        return lambda: [linker.mentions(batch) for batch in batches], list
    table = AliasTable.load(place / "tables")

    def matched() -> list[Any]:
        joined = [JoinedTexts.of(batch) for batch in batches]
        return [(some, leftmost_longest(table.matches(some))) for some in joined]

    def spans() -> list[Any]:
        found: list[Any] = []
        for number, (joined, some) in enumerate(matched()):
            owner = joined.owners(some.start)
            columns = (owner + number * _BATCH, some.start - joined.begins[owner])
            ends = (some.end - joined.begins[owner]).tolist()
            found += zip(*(column.tolist() for column in columns), ends, strict=True)
        return found

    return matched, spans


def _pyahocorasick(
    names: Sequence[str], place: Path, texts: Sequence[str], folded: Sequence[str]
) -> tuple[Work, Callable[[], list[Any]]]:
    import ahocorasick

    automaton = ahocorasick.Automaton()
    for name in names:
        automaton.add_word(name, len(name))
    automaton.make_automaton()
    written = set(np.load(place / "tables" / "written.npy").tolist())

    def spans() -> list[Any]:
        """The rules, one match after the other."""
        found = []
        for text, low in zip(texts, folded, strict=True):
            good = [
                (end + 1 - length, end + 1)
                for end, length in automaton.iter(low)
                if _stands(low, text, end + 1 - length, end + 1, written)
            ]
            chosen: list[tuple[int, int]] = []
            for start, end in sorted(good, key=lambda span: (span[0], -span[1])):
                if not chosen or start >= chosen[-1][1]:
                    chosen.append((start, end))
            found.append(chosen)
        return _flat(found)

    return lambda: [list(automaton.iter(text)) for text in folded], spans


def _stands(low: str, text: str, start: int, end: int, written: set[int]) -> bool:
    """Whether a name is no part of a Latin word, and in its own case where it is short."""
    if not (_latin(low[start]) or _latin(low[end - 1])):
        return True
    if start and _latin(low[start - 1]) and _latin(low[start]):
        return False
    if end < len(low) and _latin(low[end]) and _latin(low[end - 1]):
        return False
    if end - start > 3:
        return True
    width = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
    surface = text[start:end].translate(width)
    same = [a if a.lower() == b else b for a, b in zip(surface, low[start:end], strict=True)]
    return sum(ord(one) << 21 * place for place, one in enumerate(same)) in written


def _latin(character: str) -> bool:
    return character < "\u0250" and character.isalnum()


def _flat(found: Sequence[Sequence[tuple[int, int]]]) -> list[Any]:
    return [(number, *span) for number, some in enumerate(found) for span in some]


def resident() -> float:
    """Megabytes that the process holds, after giving back what it can."""
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


def peak_mb() -> float:
    """The most that the process held (``ru_maxrss`` would count what started it)."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def child(place: Path, method: str, repeats: int) -> subprocess.CompletedProcess[str]:
    """What a process of its own prints."""
    command = [sys.executable, __file__, "--child", method, "--place", str(place)]
    return subprocess.run(
        [*command, "--repeats", str(repeats)], capture_output=True, text=True, check=False
    )


def report(run: Path, graph: Path, n_names: int, methods: Sequence[str], options: Any) -> None:
    """Print one table."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        prepare(run, graph, n_names, place, options.seed)
        made = json.loads(child(place, _BUILD, 1).stdout.splitlines()[-1])
        print(
            f"{made['names']:,} different ones after folding, without numerals, stop words and frequent "
            f"ones, {made['shared']:,} of several nodes; tables made in {made['seconds']:.0f} s, at most "
            f"{made['peak_mb']:.0f} MB\n"
        )
        print("| method | M characters/s | range | ready, s | resident, MB | peak, MB | spans |")
        print("|---|---|---|---|---|---|---|")
        for method in methods:
            done = child(place, method, options.repeats)
            if done.returncode:
                print(f"| {method} | failed: {done.stderr.splitlines()[-1:]} | | | | | |")
                continue
            row = json.loads(done.stdout.splitlines()[-1])
            speeds = row["speeds"]
            print(
                f"| {method} | {statistics.median(speeds):.2f} | {min(speeds):.2f}–"
                f"{max(speeds):.2f} | {row['ready']:.1f} | {row['resident_mb']:.0f} | "
                f"{row['peak_mb']:.0f} | {row['n_spans'] or ''} {row['hash'] if row['n_spans'] else ''} |",
                flush=True,
            )


def main() -> None:
    """Measure, or be the process that is measured."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--run", type=Path, default=Path("runs/real"))
    parser.add_argument("--graph", type=Path)
    parser.add_argument("--names", type=int, nargs="+", default=[1_000_000, 5_000_000])
    parser.add_argument("--methods", nargs="+", default=list(METHODS), choices=METHODS)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--child", choices=(*METHODS, _BUILD), help=argparse.SUPPRESS)
    parser.add_argument("--place", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child == _BUILD:
        print(json.dumps(build(options.place)))
        return
    if options.child:
        print(json.dumps(measure(options.child, options.place, options.repeats)))
        return
    graph = options.graph or options.run / "encyclopaedia" / "pipeline" / "graph"
    if not (graph / "entities.parquet").is_file():
        parser.error(f"{graph}: expected a built graph; run: kg-pipeline run CONFIG --only graph")
    for n_names in options.names:
        report(options.run, graph, n_names, options.methods, options)


if __name__ == "__main__":
    main()
