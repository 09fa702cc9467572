"""Do sampled negatives keep the rules of their kind, on a real graph? And are they really unsaid?

    python scripts/benchmarks/negatives.py --run runs/real/encyclopaedia/pipeline --data PATH

RUN holds graph/ and alignment/ of a finished run; PATH holds duie2/, whose annotators wrote down the
triples of each sentence. For every aligned sentence that DuIE annotated, two negatives of each kind
are drawn and held against the rules (docs/methods.md, section 1) on a plain set of triples and a
plain breadth-first search; and counted are those of which DuIE has the same triple, or for N3 and
N5 the same two ends, in this very sentence.
"""

import argparse
import json
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from kg_pipeline.corpus import read_corpus
from kg_pipeline.graph.negatives import sample_negatives, sentence_generator
from kg_pipeline.graph.store import KnowledgeGraph
from kg_pipeline.records import AlignedSentence, NegativeTriple

PER_KIND = 2
Row = tuple[int, int, int]
Stated = dict[str, set[tuple[str, str, str]]]  # sentence → subject, predicate, object


@dataclass(slots=True)
class Plain:
    """A graph as plain sets, slow and simple."""

    graph: KnowledgeGraph
    triples: set[Row]
    neighbours: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))

    @classmethod
    def of(cls, graph: KnowledgeGraph) -> "Plain":
        """The same triples, and who is beside whom."""
        columns = (graph.subject.tolist(), graph.predicate.tolist(), graph.object.tolist())
        plain = cls(graph, set(zip(*columns, strict=True)))
        for subject, _, object_ in plain.triples:
            plain.neighbours[subject].add(object_)
            plain.neighbours[object_].add(subject)
        return plain

    def row(self, fact: NegativeTriple) -> Row:
        """A negative by the graph's rows."""
        graph = self.graph
        return (
            graph.index(fact.subject),
            graph.predicate_index(fact.predicate),
            graph.index(fact.object),
        )

    def hops(self, subject: int, row: Row) -> int:
        """Hops from a subject to a triple, at most four: 1 for its own."""
        reached, border = {subject}, {subject}
        for distance in (1, 2, 3):
            if border & {row[0], row[2]}:
                return distance
            border = set().union(*(self.neighbours[one] for one in border)) - reached
            reached |= border
        return 4


def broken(plain: Plain, sentence: AlignedSentence, fact: NegativeTriple) -> str:
    """The rule that a negative breaks; empty where it keeps them all."""
    row = plain.row(fact)
    positives = {(p.subject, p.predicate, p.object) for p in sentence.positives}
    mentioned = {mention.entity for mention in sentence.mentions}
    subjects = {subject for subject, _, _ in positives} or mentioned
    is_true = row in plain.triples
    if (fact.subject, fact.predicate, fact.object) in positives:
        return "stated here"
    if is_true != (fact.kind in ("N3", "N5")):
        return "true" if is_true else "false"
    if is_true and {fact.subject, fact.object} <= mentioned:
        return "both ends are mentioned"
    if fact.kind == "N3" and fact.subject not in subjects:
        return "of another subject"
    if fact.kind == "N5":
        rows = [plain.graph.index(one) for one in subjects if one is not None]
        nearest = min(plain.hops(one, row) for one in rows)
        return "" if nearest in (2, 3) else f"{nearest} hops away"
    return "" if fact.kind == "N3" else _wrong_type(plain.graph, sentence, fact, row)


def _wrong_type(
    graph: KnowledgeGraph, sentence: AlignedSentence, fact: NegativeTriple, row: Row
) -> str:
    """N1 replaces an object by one of a shared type or kind; N2 keeps a stated pair."""
    if fact.kind == "N2":
        pairs = {(p.subject, p.object) for p in sentence.positives}
        return "" if (fact.subject, fact.object) in pairs else "of another pair"
    for stated in sentence.positives:
        if (stated.subject, stated.predicate) == (fact.subject, fact.predicate):
            old = graph.index(stated.object)
            kinds = graph.kinds[old] == graph.kinds[row[2]]
            types = set(graph.types(old)) & set(graph.types(row[2]))
            if types or (kinds and not graph.types(old)):
                return ""
    return "of another type"


def annotated(folder: Path) -> Stated:
    """What DuIE's annotators wrote down, by sentence."""
    found: Stated = {}
    for name in ("part1.json", "part2.json"):
        for line in (folder / name).read_text(encoding="utf-8").split("\n"):
            if line.strip():
                entry = json.loads(line)
                found[entry["text"]] = {
                    (spo["subject"], spo["predicate"], value)
                    for spo in entry["spo_list"]
                    for value in spo["object"].values()
                }
    return found


def place(graph: KnowledgeGraph, sentence: AlignedSentence, fact: NegativeTriple) -> str:
    """Where the object of a true triple stands."""
    if fact.kind in ("N1", "N2"):
        return ""
    if fact.object_mention is not None:
        return ", object mentioned"
    name = graph.names[graph.index(fact.object)]
    return ", object's name in the text" if name in sentence.text else ", object absent"


def check(run: Path, truth: Stated, seed: int) -> None:
    """Print a table by kind."""
    graph = KnowledgeGraph.load(run / "graph")
    plain = Plain.of(graph)
    drawn, breaks, said = Counter[str](), Counter[str](), Counter[str]()
    seconds, n_sentences = 0.0, 0
    for sentence in read_corpus(run / "alignment"):
        stated = truth.get(sentence.text) or truth.get(sentence.text.rstrip("。"))
        if stated is None:
            continue
        pairs = {(subject, object_) for subject, _, object_ in stated}
        n_sentences += 1
        begin = time.process_time()
        generator = sentence_generator(sentence.sentence_id, seed)
        negatives = sample_negatives(sentence, graph, PER_KIND, generator)
        seconds += time.process_time() - begin
        for fact in negatives:
            kind = fact.kind + place(graph, sentence, fact)
            subject, object_ = (graph.names[graph.index(e)] for e in (fact.subject, fact.object))
            exact = (subject, fact.predicate, object_) in stated
            drawn[kind] += 1
            breaks[kind] += bool(broken(plain, sentence, fact))
            said[kind] += exact or (fact.kind in ("N3", "N5") and (subject, object_) in pairs)
    print("| kind | drawn | break a rule | stated by DuIE |\n|---|---|---|---|")
    for kind in sorted(drawn):
        print(f"| {kind} | {drawn[kind]:,} | {breaks[kind]} | {said[kind]} |")
    rate = n_sentences / np.maximum(seconds, 1e-9)
    print(f"\n{n_sentences:,} sentences; {rate:,.0f} sentences/CPU s")


def main() -> None:
    """Read the arguments and check."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    folder = arguments.data / "duie2"
    if not folder.is_dir():
        parser.error(f"expected {folder}, found none; give --data the folder above duie2")
    check(arguments.run, annotated(folder), arguments.seed)


if __name__ == "__main__":
    main()
