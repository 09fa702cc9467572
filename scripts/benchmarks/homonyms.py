"""Which of several nodes of one name does a mention mean? Prior and context against readers.

    python scripts/benchmarks/homonyms.py --data PATH --run RUN --demo FOLDER
    … --draw            draw mentions for a reader (ids into data/judged/homonyms.tsv)
    … --show FILE       write what the reader sees
    … --verdicts FILE   take in what a reader said

RUN is the encyclopaedia run; asked are mentions in its texts of names that at least two nodes bear,
one of them a node of zh_kg (DBP15K) whose name has a sense in brackets; at most three a name. The
reader sees the sentence with the mention marked and, in an order by chance, what the graph says of
each candidate, and answers NUMBER<TAB>letter (several, where they are one thing), or 0 where none
of them is meant, or ? where the sentence does not tell. FOLDER is a run of configs/pipeline/demo.yaml; there the truth is the
document's own title (documents of same-named entities).

Printed: how often the node that is meant is chosen by the prior alone, by the context alone and by
both, and how often a mention that means none is NIL.
"""

import argparse
import hashlib
import random
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "experiments"))

import numpy as np
from aligned_runs import Run
from intervals import share_with_interval
from real_data import graph_sources

from kg_pipeline.graph.aliases import AliasSettings, AliasTable
from kg_pipeline.graph.linking import Linker, LinkingSettings
from kg_pipeline.graph.store import KnowledgeGraph
from kg_pipeline.sources.sentences import split_sentences

# What the first draw (20261121) showed went into the type check of linking.
SEED, N_MENTIONS, MOST_A_NAME, MOST_CANDIDATES = 20261122, 200, 3, 8
JUDGED = Path(__file__).resolve().parents[2] / "data" / "judged" / "homonyms.tsv"
_FACTS_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Asked:
    """A mention in a sentence and the nodes that bear its name."""

    text: str
    start: int
    end: int
    candidates: tuple[str, ...]

    @property
    def id(self) -> str:
        """The same for the same place in the same sentence."""
        parts = f"{self.text}\x1f{self.start}\x1f{self.end}"
        return hashlib.sha256(parts.encode()).hexdigest()[:16]

    @property
    def name(self) -> str:
        """What is written."""
        return self.text[self.start : self.end]

    def shuffled(self) -> tuple[str, ...]:
        """The candidates in the order in which they are shown."""
        return tuple(random.Random(self.id).sample(self.candidates, len(self.candidates)))


def mentions_of_homonyms(run: Run, data: Path) -> list[Asked]:
    """All mentions that may be asked about, in the order of their ids."""
    sensed = {fact.subject for fact in graph_sources.dbp15k(data) if "（" in fact.subject}
    sensed |= {fact.object for fact in graph_sources.dbp15k(data) if "（" in fact.object}
    table = AliasTable.of(run.graph, AliasSettings())
    homonyms: dict[int, tuple[str, ...]] = {}
    for name in np.flatnonzero(np.diff(table.offsets) > 1).tolist():
        bearers = bearers_of(name, table, run.graph)
        if len(bearers) <= MOST_CANDIDATES and sensed.intersection(bearers):
            homonyms[name] = bearers
    found: dict[str, Asked] = {}
    for document in run.documents.values():
        for sentence in split_sentences(document):
            for start, end, name in table.find(sentence.text):
                candidates = homonyms.get(name)
                if candidates is not None and len(sentence.text) <= 256:
                    one = Asked(sentence.text, start, end, candidates)
                    found[one.id] = one
    return [found[key] for key in sorted(found)]


def bearers_of(name: int, table: AliasTable, graph: KnowledgeGraph) -> tuple[str, ...]:
    """Ids of the nodes that bear a name."""
    rows = table.candidates[table.offsets[name] : table.offsets[name + 1]]
    return tuple(graph.column("entity_id").take(rows).to_pylist())


def drawn(asked: Sequence[Asked]) -> list[Asked]:
    """200 mentions, at most three a name."""
    order = list(asked)
    random.Random(SEED).shuffle(order)
    taken: dict[str, int] = defaultdict(int)
    chosen: list[Asked] = []
    for one in order:
        if taken[one.name.lower()] < MOST_A_NAME and len(chosen) < N_MENTIONS:
            taken[one.name.lower()] += 1
            chosen.append(one)
    return chosen


def shown(one: Asked, graph: KnowledgeGraph) -> str:
    """What the reader sees."""
    marked = f"{one.text[: one.start]}【{one.name}】{one.text[one.end :]}"
    cards = (
        f"{letter}. {node}: {'; '.join(_facts(graph, node))}"
        for letter, node in zip("ABCDEFGH", one.shuffled(), strict=False)
    )
    return "\t".join(" ".join(part.split()) for part in (marked, "  ".join(cards)))


def _facts(graph: KnowledgeGraph, node: str) -> Iterator[str]:
    row = graph.index(node)
    triples, inverse = graph.around(row)
    for triple, backwards in zip(triples[:_FACTS_SHOWN], inverse[:_FACTS_SHOWN], strict=True):
        other = graph.subject[triple] if backwards else graph.object[triple]
        predicate = graph.predicates[int(graph.predicate[triple])]
        yield f"{'←' if backwards else ''}{predicate} {graph.names[int(other)][:20]}"


@dataclass(frozen=True, slots=True)
class Truth:
    """A mention and the node that is meant (several, if they are one thing; none: NIL)."""

    asked: Asked
    nodes: frozenset[str]


def judged(asked: Sequence[Asked]) -> list[Truth]:
    """The mentions that a reader decided."""
    by_id = {one.id: one for one in asked}
    return [
        Truth(by_id[row[1]], frozenset() if row[2] == "-" else _named(by_id[row[1]], row[2]))
        for row in _rows(SEED)
        if row[1] in by_id and row[2] not in ("", "?")
    ]


def node_key(node: str) -> str:
    """A node without its name."""
    return hashlib.sha256(node.encode()).hexdigest()[:12]


def _named(asked: Asked, keys: str) -> frozenset[str]:
    return frozenset(node for node in asked.candidates if node_key(node) in keys.split("|"))


def _rows(seed: int | None = None) -> list[list[str]]:
    """Seed, mention and node, of one draw or of all."""
    lines = JUDGED.read_text(encoding="utf-8").split("\n")
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [row for row in rows if seed is None or row[0] == str(seed)]


def _write(rows: Sequence[Sequence[str]]) -> None:
    lines = ["# seed, mention, hash of the node that is meant (- for none, ? not told)"]
    JUDGED.write_text("\n".join([*lines, *("\t".join(row) for row in rows)]) + "\n", "utf-8")


def take_in(asked: Sequence[Asked], answers: Path) -> None:
    """Write the nodes that a reader's letters stand for."""
    by_id, rows, others = {one.id: one for one in asked}, _rows(SEED), _others()
    for line in answers.read_text(encoding="utf-8").split("\n"):
        if not line.strip():
            continue
        number, letters = line.split("\t")[:2]
        row = rows[int(number) - 1]
        letters = letters.strip().upper()
        if letters in ("0", "?"):
            row[2] = "-" if letters == "0" else "?"
        else:
            order = by_id[row[1]].shuffled()
            row[2] = "|".join(node_key(order["ABCDEFGH".index(letter)]) for letter in letters)
    _write([*others, *rows])


def _others() -> list[list[str]]:
    return [row for row in _rows() if row[0] != str(SEED)]


def table(truths: Sequence[Truth], graph: KnowledgeGraph) -> list[str]:
    """Markdown rows: the right node by prior, by context, by both; NIL where none is meant."""
    both = LinkingSettings()
    ways = {
        "prior": replace_settings(both, context_weight=0.0),
        "prior and context": replace_settings(both),
        "prior and context, NIL allowed": both,
    }
    meant = [one for one in truths if one.nodes]
    nil = [one for one in truths if not one.nodes]
    rows = ["| by | right node | NIL where none is meant |", "|---|---|---|"]
    guess = sum(1 / len(one.asked.candidates) for one in meant) / max(1, len(meant))
    rows.append(f"| chance | {guess:.3f} | |")
    for name, settings in ways.items():
        linker = Linker(graph, settings)
        right = [linked(linker, one.asked) in one.nodes for one in meant]
        left = [linked(linker, one.asked) is None for one in nil]
        rows.append(f"| {name} | {share_with_interval(right)} | {share_with_interval(left)} |")
    return rows


def replace_settings(
    settings: LinkingSettings, context_weight: float | None = None
) -> LinkingSettings:
    """The settings without NIL."""
    weight = settings.context_weight if context_weight is None else context_weight
    return settings.model_copy(update={"nil_threshold": 0.0, "context_weight": weight})


def linked(linker: Linker, one: Asked) -> str | None:
    """The node that the linker takes the mention for."""
    for mention in linker.link(one.text):
        if (mention.start, mention.end) == (one.start, one.end):
            return mention.entity
    return None


def demo_truths(folder: Path, use: str) -> tuple[list[Truth], KnowledgeGraph]:
    """Mentions of a same-named entity in its own document.

    use: "corpus" for the training documents, "graph" for the held-out ones
    """
    run = Run(folder, use)
    table = AliasTable.of(run.graph, AliasSettings())
    truths: list[Truth] = []
    known = set(run.graph.entity_ids)
    for document in run.documents.values():
        for sentence in split_sentences(document) if document.title in known else ():
            for start, end, name in table.find(sentence.text):
                bearers = bearers_of(name, table, run.graph)
                if len(bearers) > 1 and document.title in bearers:
                    asked = Asked(sentence.text, start, end, bearers)
                    truths.append(Truth(asked, frozenset([document.title])))
    return truths, run.graph


def main() -> None:
    """Draw, show, take in verdicts, or report."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder of zh_kg")
    parser.add_argument("--run", type=Path, help="the encyclopaedia run")
    parser.add_argument("--demo", type=Path, help="a run of configs/pipeline/demo.yaml")
    parser.add_argument("--draw", action="store_true")
    parser.add_argument("--show", type=Path)
    parser.add_argument("--verdicts", type=Path)
    options = parser.parse_args()
    if options.demo:
        for use in ("corpus", "graph"):
            truths, graph = demo_truths(options.demo, use)
            print("\n".join([f"\n## embedded corpus, use: {use}\n", *table(truths, graph)]))
    if not options.run:
        return
    run = Run(options.run)
    asked = mentions_of_homonyms(run, options.data)
    if options.draw:
        _write([*_others(), *([str(SEED), one.id, ""] for one in drawn(asked))])
    elif options.show:
        by_id = {one.id: one for one in asked}
        lines = [f"{n}\t{shown(by_id[row[1]], run.graph)}" for n, row in enumerate(_rows(SEED), 1)]
        options.show.write_text("\n".join(lines) + "\n", encoding="utf-8")
    elif options.verdicts:
        take_in(asked, options.verdicts)
    else:
        names = len({one.name for one in asked})
        print(f"\n## zh_kg: {len(asked)} mentions of {names} names with several nodes\n")
        print("\n".join(table(judged(asked), run.graph)))


if __name__ == "__main__":
    main()
