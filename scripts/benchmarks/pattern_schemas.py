"""Triples by pattern schemas against gold triples: exact match, the floor for a trained extractor.

    python scripts/benchmarks/pattern_schemas.py --data PATH [--sets plant,duie] [--half test]
        [--by-predicate] [--judged FOLDER]

PATH holds plant_ie/ and duie2/. The schemas in configs/patterns were written on the development
halves alone: of plant_ie the training file (test: the other one, without the texts that stand in
both), of duie2 the texts whose SHA-256 with the seed is even (test: the odd ones). Each text is
one document without a title, so every subject has to come out of the text.

A triple counts where subject, predicate and object agree after the project's own normalisation
(white space folded, dates and amounts by their value); F1 of equal strings stands beside it.
Intervals: 95 %, bootstrap over texts. "dictionary" finds the development half's triples again
wherever subject and object stand in a text (distant supervision).
"""

import argparse
import hashlib
import json
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import daachorse
import numpy as np

from kg_pipeline.extraction.pattern_language import (
    PatternFile,
    load_pattern_files,
    shipped_pattern_files,
)
from kg_pipeline.extraction.patterns import PatternExtractor
from kg_pipeline.graph.values import fold, normalize
from kg_pipeline.records import Block, Document, Triple
from kg_pipeline.sources.sentences import split_sentences

SCHEMAS = Path(__file__).parents[2] / "configs" / "patterns"
SEED = 0
N_RESAMPLES = 1000
Fact = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text with its gold triples."""

    text: str
    facts: frozenset[Fact]


@dataclass(frozen=True, slots=True)
class Halves:
    """A data set: what schemas are written on, and what counts. ``schema``: the pattern file."""

    development: list[Labelled]
    test: list[Labelled]
    schema: PatternFile


@dataclass(frozen=True, slots=True)
class Score:
    """Micro precision, recall and F1 with the interval of F1."""

    n_right: int
    n_found: int
    n_gold: int
    low: float = 0.0
    high: float = 0.0

    @property
    def precision(self) -> float:
        """Share of what was found that is right."""
        return self.n_right / max(self.n_found, 1)

    @property
    def recall(self) -> float:
        """Share of the gold triples that were found."""
        return self.n_right / max(self.n_gold, 1)

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        return 2 * self.n_right / max(self.n_found + self.n_gold, 1)


Finder = Callable[[str], list[Triple]]


def plant(data: Path) -> Halves:
    """plant_ie: the training file and the other one, without the texts that stand in both."""

    def read(name: str) -> list[Labelled]:
        rows = json.loads((data / "plant_ie" / name).read_text("utf-8"))
        return [
            Labelled(row["text"], frozenset(tuple(fact) for fact in row["triple_list"]))
            for row in rows
        ]

    development = read("train_triples.json")
    known = {one.text for one in development}
    test = [one for one in read("dev_triples.json") if one.text not in known]
    return Halves(development, test, *load_pattern_files([SCHEMAS / "plant.yaml"]))


def duie(data: Path) -> Halves:
    """duie2: both parts, halved by a hash of the text."""
    halves: tuple[list[Labelled], list[Labelled]] = ([], [])
    for name in ("part1.json", "part2.json"):
        for line in (data / "duie2" / name).read_text("utf-8").split("\n"):
            if not line:
                continue
            row = json.loads(line)
            facts = frozenset(
                (one["subject"], one["predicate"], one["object"]["@value"])
                for one in row["spo_list"]
            )
            digest = hashlib.sha256(f"{SEED}:{row['text']}".encode()).digest()
            halves[digest[0] % 2].append(Labelled(row["text"], facts))
    return Halves(*halves, *load_pattern_files([SCHEMAS / "duie.yaml"]))


SETS: dict[str, Callable[[Path], Halves]] = {"plant": plant, "duie": duie}


def document_of(text: str) -> Document:
    """A text as a document of one paragraph, without a title."""
    blocks = (Block("paragraph", 0, len(text)),)
    return Document("d", "d", "text/plain", "utf-8", "zh", "", text, blocks)


def by_patterns(files: Sequence[PatternFile]) -> Finder:
    """What the pattern extractor finds with these files."""
    extractor = PatternExtractor(files)

    def find(text: str) -> list[Triple]:
        document = document_of(text)
        return extractor.extract(document, split_sentences(document))

    return find


def by_dictionary(development: Iterable[Labelled]) -> Finder:
    """The development half's triples, wherever both names stand in a text."""
    known: dict[str, set[Fact]] = defaultdict(set)
    for one in development:
        for fact in one.facts:
            if fact[0]:
                known[fact[0]].add(fact)
    subjects = sorted(known)
    automaton = daachorse.CharwiseDoubleArrayAhoCorasick(subjects, daachorse.MATCH_KIND_STANDARD)

    def find(text: str) -> list[Triple]:
        numbers = {number for _, _, number in automaton.find_overlapping(text)}
        facts = sorted(
            fact for number in numbers for fact in known[subjects[number]] if fact[2] in text
        )
        return [Triple(*fact, "text", "", 1.0, "dictionary", "d") for fact in facts]

    return find


def strict(fact: Fact) -> Fact:
    """The strings as they are."""
    return fact


def normalised(fact: Fact) -> Fact:
    """White space folded, a date or an amount by its value."""
    value = normalize(fact[2])
    return fold(fact[0]), fact[1], f"{value.kind}:{value.text}{value.unit}"


def fact_of(triple: Triple) -> Fact:
    """Subject, predicate, object of a triple."""
    return triple.subject, triple.predicate, triple.object


def score(
    texts: Sequence[Labelled],
    found: Sequence[Sequence[Triple]],
    key: Callable[[Fact], Fact],
    predicate: str | None = None,
) -> Score:
    """Exact match of sets of triples, of one predicate or of all."""
    counts = np.zeros((len(texts), 3), dtype=np.int64)
    for row, (one, triples) in enumerate(zip(texts, found, strict=True)):
        gold = {key(fact) for fact in one.facts if predicate in (None, fact[1])}
        got = {key(fact_of(triple)) for triple in triples if predicate in (None, triple.predicate)}
        counts[row] = len(gold & got), len(got), len(gold)
    drawn = np.random.default_rng(SEED).integers(0, len(texts), (N_RESAMPLES, len(texts)))
    totals = np.stack([counts[rows].sum(0) for rows in drawn])
    low, high = np.percentile(2 * totals[:, 0] / np.maximum(totals[:, 1:].sum(1), 1), [2.5, 97.5])
    right, n_found, n_gold = (int(n) for n in counts.sum(0))
    return Score(right, n_found, n_gold, float(low), float(high))


def within(finder: Finder, predicates: set[str], texts: Sequence[Labelled]) -> list[list[Triple]]:
    """What a finder finds of these predicates in each text."""
    return [
        [triple for triple in finder(one.text) if triple.predicate in predicates] for one in texts
    ]


def judged_rows(
    texts: Sequence[Labelled], found: Sequence[Sequence[Triple]]
) -> Iterator[dict[str, object]]:
    """extractor, predicate, confidence and whether the gold has it, for calibration."""
    for one, triples in zip(texts, found, strict=True):
        gold = {normalised(fact) for fact in one.facts}
        for triple in triples:
            yield {
                "extractor": triple.extractor,
                "predicate": triple.predicate,
                "confidence": triple.confidence,
                "correct": normalised(fact_of(triple)) in gold,
            }


def finders(halves: Halves) -> dict[str, Finder]:
    """The lines of the table; of the shipped patterns, predicates of the same name count."""
    shipped = shipped_pattern_files()
    return {
        "schema": by_patterns([halves.schema]),
        "schema and shipped": by_patterns([halves.schema, *shipped]),
        "shipped": by_patterns(shipped),
        "dictionary": by_dictionary(halves.development),
    }


def compare(name: str, halves: Halves, half: str, judged: Path | None, detailed: bool) -> None:
    """Print one data set's table."""
    texts = halves.test if half == "test" else halves.development
    counts = Counter(fact[1] for one in texts for fact in one.facts)
    print(f"\n{name}, {half} half: {len(texts)} texts, {counts.total()} triples")
    print("| finder | precision | recall | F1 [95 %] | F1 of strings | texts/s |")
    print("|---|---|---|---|---|---|")
    results: dict[str, list[list[Triple]]] = {}
    for title, finder in finders(halves).items():
        if title == "dictionary" and half != "test":
            continue  # it would find itself
        started = time.perf_counter()
        results[title] = found = within(finder, set(counts), texts)
        rate = len(texts) / (time.perf_counter() - started)
        one, bare = score(texts, found, normalised), score(texts, found, strict)
        print(
            f"| {title} | {one.precision:.3f} | {one.recall:.3f} | {one.f1:.3f} "
            f"[{one.low:.3f}, {one.high:.3f}] | {bare.f1:.3f} | {rate:,.0f} |",
            flush=True,
        )
    if detailed:
        by_predicate(texts, results["schema"], counts)
    if judged is not None:
        rows = judged_rows(texts, results["schema and shipped"])
        lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in rows]
        (judged / f"judged_{name}.jsonl").write_text("".join(lines), "utf-8")


def by_predicate(
    texts: Sequence[Labelled], found: Sequence[Sequence[Triple]], counts: Counter[str]
) -> None:
    """Print the schema's figures for each predicate, the most frequent first."""
    print("\n| predicate | gold | found | precision | recall | F1 |")
    print("|---|---|---|---|---|---|")
    for predicate, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        one = score(texts, found, normalised, predicate)
        print(
            f"| {predicate} | {one.n_gold} | {one.n_found} | {one.precision:.3f} "
            f"| {one.recall:.3f} | {one.f1:.3f} |"
        )


def main() -> None:
    """Read the arguments and compare."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--sets", default=",".join(SETS), help="comma list")
    parser.add_argument("--half", choices=["test", "development"], default="test")
    parser.add_argument("--by-predicate", action="store_true")
    parser.add_argument("--judged", type=Path, help="folder for the judged rows")
    arguments = parser.parse_args()
    for name in arguments.sets.split(","):
        halves = SETS[name](arguments.data)
        compare(name, halves, arguments.half, arguments.judged, arguments.by_predicate)


if __name__ == "__main__":
    main()
