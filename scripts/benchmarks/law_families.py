"""Versions of one law: precision and recall of the families that cleaning finds, on judged pairs.

    python scripts/benchmarks/law_families.py --data PATH            report on the stored verdicts
    python scripts/benchmarks/law_families.py --data PATH --draw     draw the pairs (once)
    python scripts/benchmarks/law_families.py --data PATH --show 1   show pairs to a judge, blind

PATH holds the laws as Markdown files. Half of the pairs are drawn from the pairs that cleaning puts
into one family, half from hard negatives: pairs that it keeps apart although their texts are alike
(Jaccard similarity of at least 0.3) or their titles are (equal but for numbers and places in
brackets). The judge sees titles, dates of the file names, and what differs in the two texts, in
shuffled order, without similarity or what cleaning said, and says "version" (the same act in
another wording in time), "copy" (the same act in the same wording) or "no". A family holds versions
and copies; versions alone are told too. A decision to amend an act is no version of it, nor is
another body's like act.

data/judged/law_families.tsv holds ids (beginnings of the documents' SHA-256) and verdicts only.
"""

import argparse
import difflib
import random
import re
import tempfile
from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from intervals import share_with_interval

from kg_pipeline.cleaning.characters import distinct, folded, shingles
from kg_pipeline.cleaning.outcome import body_of
from kg_pipeline.cleaning.similarity import candidate_pairs, jaccard, rows_a_band, signatures
from kg_pipeline.cleaning.titles import title_key
from kg_pipeline.pipeline import Pipeline
from kg_pipeline.records import Document, documents_from
from kg_pipeline.run_settings import PipelineRun
from kg_pipeline.settings import parse_settings
from kg_pipeline.storage import read_table

SEED = 20261122
A_HALF = 50
ALIKE = 0.3
ID_CHARACTERS = 12
JUDGED = Path(__file__).parents[2] / "data" / "judged" / "law_families.tsv"
Pair = tuple[int, int]


@dataclass(frozen=True)
class Judged:
    """A pair by the beginnings of its ids. verdict: version, copy, no, or "" before it is judged."""

    first: str
    second: str
    verdict: str

    @property
    def same(self) -> bool | None:
        """Whether both are one act; ``None`` before it is judged."""
        return self.verdict in ("version", "copy") if self.verdict else None


def cleaned_documents(data: Path, folder: Path) -> list[Document]:
    """All laws after the default cleaning, in the order of their addresses."""
    raw = {"output": str(folder), "inputs": [{"paths": [str(data)]}]}
    pipeline = Pipeline(parse_settings(PipelineRun, raw, "laws"), lambda *state: None)
    pipeline.run("documents")
    pipeline.run("cleaning")
    paths = sorted((folder / "cleaning").glob("corpus-*.parquet"))
    found = [document for path in paths for document in documents_from(read_table(path))]
    return sorted(found, key=lambda document: document.uri)


def proposed_pairs(documents: list[Document]) -> set[Pair]:
    """Pairs of one family."""
    families: dict[str, list[int]] = defaultdict(list)
    for number, document in enumerate(documents):
        if document.family:
            families[document.family].append(number)
    return {pair for members in families.values() for pair in combinations(members, 2)}


def hard_negatives(documents: list[Document], proposed: set[Pair]) -> set[Pair]:
    """Pairs of no family whose texts or titles are alike."""
    sets = [distinct(shingles(folded(body_of(document)), 5)) for document in documents]
    matrix = signatures(sets, 128)
    alike = {
        (one, other)
        for one, other in candidate_pairs(matrix, rows_a_band(ALIKE, 128))
        if jaccard(sets[one], sets[other]) >= ALIKE
    }
    stems: dict[str, list[int]] = defaultdict(list)
    for number, document in enumerate(documents):
        stem = re.sub(r"（[^（）]*）|[0-9一二三四五六七八九十]", "", title_key(document.title))
        stems[stem].append(number)
    titled = {
        pair
        for stem, members in stems.items()
        if len(stem) >= 4 and len(members) <= 20
        for pair in combinations(members, 2)
    }
    return (alike | titled) - proposed


def drawn(proposed: set[Pair], negatives: set[Pair]) -> list[Pair]:
    """The pairs to judge, in shuffled order."""
    chance = random.Random(SEED)
    halves = [
        chance.sample(sorted(pairs), min(A_HALF, len(pairs))) for pairs in (proposed, negatives)
    ]
    pairs = [*halves[0], *halves[1]]
    chance.shuffle(pairs)
    return pairs


def read_judged() -> list[Judged]:
    """The stored pairs."""
    rows = [
        line.split("\t")
        for line in JUDGED.read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    unknown = {row[2] for row in rows[1:]} - {"version", "copy", "no", ""}
    if unknown:
        raise SystemExit(f"{JUDGED}: verdicts are version, copy and no; found {sorted(unknown)}")
    return [Judged(row[0], row[1], row[2]) for row in rows[1:]]


def write_pairs(documents: list[Document], pairs: list[Pair]) -> None:
    """Store the pairs without verdicts; refuses to overwrite verdicts."""
    if JUDGED.exists() and any(entry.same is not None for entry in read_judged()):
        raise SystemExit(f"{JUDGED}: holds verdicts; delete it first to draw anew")
    ids = [document.document_id[:ID_CHARACTERS] for document in documents]
    lines = [
        f"# seed {SEED}; version: the same act in another wording in time; copy: in the same wording",
        "first\tsecond\tverdict",
    ]
    lines += [f"{ids[one]}\t{ids[other]}\t" for one, other in pairs]
    JUDGED.parent.mkdir(parents=True, exist_ok=True)
    JUDGED.write_text("\n".join(lines) + "\n", encoding="utf-8")


def show(documents: list[Document], judged: list[Judged], begin: int, count: int) -> None:
    """Print pairs for the judge: titles, file dates, heads and what differs."""
    by_id = {document.document_id[:ID_CHARACTERS]: document for document in documents}
    for number in range(begin - 1, min(begin - 1 + count, len(judged))):
        pair = [by_id[one] for one in (judged[number].first, judged[number].second)]
        print(f"=== {number + 1}")
        for document in pair:
            dates = re.findall(r"\(([0-9-]+)\)", document.uri.rpartition("/")[2])
            lines = [line for line in document.text.split("\n") if line.strip()]
            print(f"  {document.title} | {' '.join(dates)} | {len(document.text)} characters")
            print("     " + " / ".join(line[:90] for line in lines[1:5]))
        first, second = ([line for line in one.text.split("\n") if line.strip()] for one in pair)
        differing = difflib.unified_diff(first, second, n=0, lineterm="")
        changed = [line[:70] for line in differing if line[2:].strip()]
        print(f"     differing lines: {len(changed)} of {len(first) + len(second)}")
        print("     " + " ¦ ".join(changed[3:9]))


def row(name: str, hits: int, others: int) -> str:
    """A line of the table."""
    return f"| {name} | {share_with_interval([True] * hits + [False] * others)} |"


def report(documents: list[Document], judged: list[Judged]) -> None:
    """Precision and recall; recall also with the two halves weighted by what they stand for."""
    number_of = {one.document_id[:ID_CHARACTERS]: n for n, one in enumerate(documents)}
    proposed = proposed_pairs(documents)
    negatives = hard_negatives(documents, proposed)
    counts = {(said, same): 0 for said in (True, False) for same in (True, False)}
    versions = {True: 0, False: 0}
    for entry in judged:
        if entry.same is None or entry.first not in number_of or entry.second not in number_of:
            continue
        pair = tuple(sorted((number_of[entry.first], number_of[entry.second])))
        counts[pair in proposed, entry.same] += 1
        versions[pair in proposed] += entry.verdict == "version"
    hits, wrong, missed = counts[True, True], counts[True, False], counts[False, True]
    print(
        f"{len(documents)} laws, {len(proposed)} pairs of one family, {len(negatives)} hard negatives"
    )
    print(f"seed {SEED}, {sum(counts.values())} judged pairs\n")
    print("| | rate (95 %) |\n|---|---|")
    print(row("precision: pairs of one family", hits, wrong))
    print(row("recall on the judged pairs", hits, missed))
    print(row("the same, versions without copies", versions[True], versions[False]))
    kept_apart = missed + counts[False, False]
    if kept_apart and hits + wrong:
        found = hits / (hits + wrong) * len(proposed)
        lost = missed / kept_apart * len(negatives)
        print(f"\nrecall with each half weighted by its pairs: {found / (found + lost):.3f}")
    for entry in judged:
        if entry.first in number_of and entry.second in number_of and entry.same is not None:
            pair = tuple(sorted((number_of[entry.first], number_of[entry.second])))
            if (pair in proposed) != entry.same:
                said = "one family" if pair in proposed else "apart"
                print(f"  {entry.first} {entry.second}: cleaning says {said}")


def main() -> None:
    """Draw, show or report."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--data", type=Path, required=True, help="folder of the laws")
    parser.add_argument("--draw", action="store_true")
    parser.add_argument("--show", type=int, metavar="NUMBER", help="from this pair on")
    parser.add_argument("--count", type=int, default=25)
    parser.add_argument("--work", type=Path, help="keep the read and cleaned documents here")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        documents = cleaned_documents(arguments.data, arguments.work or Path(folder))
    if arguments.draw:
        proposed = proposed_pairs(documents)
        write_pairs(documents, drawn(proposed, hard_negatives(documents, proposed)))
    elif arguments.show is not None:
        show(documents, read_judged(), arguments.show, arguments.count)
    else:
        report(documents, read_judged())


if __name__ == "__main__":
    main()
