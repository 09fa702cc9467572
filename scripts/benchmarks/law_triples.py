"""Triples of the real laws: how many, how precise, how complete, judged by readers.

    python scripts/benchmarks/law_triples.py extract --laws LAWS --run runs/laws
    python scripts/benchmarks/law_triples.py draw --run runs/laws -o FOLDER
    python scripts/benchmarks/law_triples.py score --run runs/laws [--judged judged.jsonl]

LAWS is the folder of ``zh_laws/laws.tar.zst``, unpacked (``scripts/experiments/prepare_real_data.py`` does
it). ``draw`` writes what readers see: ``triples.jsonl`` (300 triples outside the header lines, at most 60 a
predicate, each with its evidence and nothing else) and ``laws/`` (the texts of 15 laws, to be read
through). What they said is in ``data/judged``: ids and verdicts, no text of a law.

``--judged`` writes the verdicts with their confidences for ``kg-pipeline calibrate``.

law_triples.tsv: triple id, predicate, verdict (1 right, 0 wrong)
law_recall.tsv:  document id, predicate, the id of the triple that states this item, or - for none
"""

import argparse
import hashlib
import json
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from intervals import share_with_interval

from kg_pipeline.pipeline import Pipeline
from kg_pipeline.records import Document, Triple, documents_from, triples_from
from kg_pipeline.run_settings import PipelineRun, StageName
from kg_pipeline.settings import parse_settings
from kg_pipeline.storage import read_table

# The triples of a first draw (20261121: 282 of 300 right) were read to mend what was wrong.
TRIPLES_SEED, LAWS_SEED = 20261122, 20261121
N_TRIPLES, MOST_A_PREDICATE, N_LAWS = 300, 60, 15
HEADER_END = "<!-- INFO END -->"
JUDGED = Path(__file__).resolve().parents[2] / "data" / "judged"
Rows = list[list[str]]


@dataclass(frozen=True, slots=True)
class Found:
    """A triple, its document, and whether it stands in the header lines above the articles."""

    triple: Triple
    document: Document
    in_header: bool

    @property
    def id(self) -> str:
        """The same for the same triple at the same place of the same bytes."""
        one = self.triple
        parts = (one.document_id, one.subject, one.predicate, one.object, str(self.place))
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]

    @property
    def place(self) -> int:
        """Where its sentence, or else its object, begins."""
        one = self.triple
        return one.sentence_start if one.sentence_start is not None else one.object_start or 0

    def evidence(self) -> str:
        """The sentence, or the table cells around the object."""
        one, text = self.triple, self.document.text
        if one.sentence_start is not None:
            return text[one.sentence_start : one.sentence_end]
        start, end = one.object_start or 0, one.object_end or 0
        return text[max(0, start - 80) : end + 40]


def extract(laws: Path, run: Path) -> None:
    """Run the pipeline up to the triples."""
    settings = parse_settings(
        PipelineRun, {"output": str(run / "pipeline"), "inputs": [{"paths": [str(laws)]}]}, "laws"
    )
    pipeline = Pipeline(settings, lambda stage, done, total: None)
    stages: tuple[StageName, ...] = ("documents", "cleaning", "triples")
    for stage in stages:
        for outcome in pipeline.run(stage):
            print(f"{outcome.stage:<10} {outcome.seconds:6.1f} s")


def found_in(run: Path) -> list[Found]:
    """All triples of a run, in the order of its files."""
    folder = run / "pipeline"
    documents = {one.document_id: one for one in _documents(folder)}
    headers = {key: _header_characters(one) for key, one in documents.items()}
    found: dict[str, Found] = {}
    for path in sorted((folder / "triples").glob("triples-*.parquet")):
        for triple in triples_from(read_table(path)):
            document = documents[triple.document_id]
            one = Found(triple, document, in_header=False)
            before = len("".join(document.text[: one.place].split()))
            in_header = before < headers[triple.document_id]
            found[one.id] = Found(triple, document, in_header)
    return list(found.values())


def _documents(folder: Path, stage: StageName = "cleaning") -> Iterator[Document]:
    for path in sorted((folder / stage).glob("corpus-*.parquet")):
        yield from documents_from(read_table(path))


def _header_characters(document: Document) -> int:
    """Characters other than white space above the end of the header lines."""
    raw = Path(document.uri).read_text(encoding="utf-8", errors="replace")
    head, mark, _ = raw.partition(HEADER_END)
    return len("".join(head.split())) - 2 if mark else 0  # "# " of the title is no text


def drawn(found: Sequence[Found]) -> list[Found]:
    """300 triples outside the header lines, at most 60 a predicate, by the seed."""
    pool = sorted((one for one in found if not one.in_header), key=lambda one: one.id)
    random.Random(TRIPLES_SEED).shuffle(pool)
    taken: Counter[str] = Counter()
    chosen: list[Found] = []
    for one in pool:
        if taken[one.triple.predicate] < MOST_A_PREDICATE and len(chosen) < N_TRIPLES:
            taken[one.triple.predicate] += 1
            chosen.append(one)
    return chosen


def drawn_laws(run: Path) -> list[Document]:
    """15 laws by the seed, as they were read."""
    laws = {one.document_id: one for one in _documents(run / "pipeline", "documents")}
    return [laws[key] for key in random.Random(LAWS_SEED).sample(sorted(laws), N_LAWS)]


def draw(run: Path, output: Path) -> None:
    """Write what the readers see."""
    output.mkdir(parents=True, exist_ok=True)
    with (output / "triples.jsonl").open("w", encoding="utf-8") as lines:
        for one in drawn(found_in(run)):
            triple = one.triple
            shown = {
                "id": one.id,
                "document": one.document.title,
                "evidence": one.evidence(),
                "subject": triple.subject,
                "predicate": triple.predicate,
                "object": triple.object,
            }
            lines.write(json.dumps(shown, ensure_ascii=False) + "\n")
    (output / "laws").mkdir(exist_ok=True)
    for law in drawn_laws(run):
        (output / "laws" / f"{law.document_id[:16]}.txt").write_text(law.text, encoding="utf-8")


def write_judged(found: Iterable[Found], output: Path) -> None:
    """Judged triples with their raw confidences, as ``kg-pipeline calibrate`` reads them."""
    verdicts = {row[0]: row[2] == "1" for row in _read(JUDGED / "law_triples.tsv")}
    with output.open("w", encoding="utf-8") as lines:
        for one in found:
            if one.id in verdicts:
                triple = one.triple
                row = {
                    "extractor": triple.extractor,
                    "predicate": triple.predicate,
                    "confidence": triple.confidence,
                    "correct": verdicts[one.id],
                }
                lines.write(json.dumps(row, ensure_ascii=False) + "\n")


def score(run: Path, judged: Path | None) -> None:
    """Print counts, precision and recall."""
    found = found_in(run)
    if judged is not None:
        write_judged(found, judged)
    body = [one for one in found if not one.in_header]
    counts = Counter(one.triple.predicate for one in body)
    print(f"{len(found)} triples, {len(body)} outside the header lines")
    print("; ".join(f"{name} {count}" for name, count in counts.most_common(12)))
    _score_precision({one.id for one in found})
    _score_recall(found)


def _score_precision(ids: set[str]) -> None:
    rows = _read(JUDGED / "law_triples.tsv")
    here = [row for row in rows if row[0] in ids]
    print(f"\n{len(here)} of {len(rows)} judged triples are still extracted")
    print("\n| predicate | judged | right |\n|---|---|---|")
    for predicate, count in Counter(row[1] for row in here).most_common():
        right = sum(row[2] == "1" for row in here if row[1] == predicate)
        print(f"| {predicate} | {count} | {right} |")
    print(f"\nprecision {share_with_interval([row[2] == '1' for row in here])}")


def _score_recall(found: Iterable[Found]) -> None:
    rows = _read(JUDGED / "law_recall.tsv")
    header = {one.id: one.in_header for one in found}
    print("\n| predicate | stated in 15 laws | found |\n|---|---|---|")
    for predicate, count in Counter(row[1] for row in rows).most_common():
        n_found = sum(row[2] in header for row in rows if row[1] == predicate)
        print(f"| {predicate} | {count} | {n_found} |")
    print(f"\nrecall {share_with_interval([row[2] in header for row in rows])}")
    # An item that was not found has no place; what is found in the header lines is left out here.
    outside = [row for row in rows if not header.get(row[2], False)]
    print(f"outside the header lines {share_with_interval([row[2] in header for row in outside])}")


def _read(path: Path) -> Rows:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def main() -> None:
    """Run one of the three steps."""
    parser = argparse.ArgumentParser(description=__doc__)
    steps = parser.add_subparsers(dest="step", required=True)
    for name in ("extract", "draw", "score"):
        step = steps.add_parser(name)
        step.add_argument("--run", type=Path, required=True)
        if name == "extract":
            step.add_argument("--laws", type=Path, required=True)
        if name == "draw":
            step.add_argument("-o", "--output", type=Path, required=True)
        if name == "score":
            step.add_argument("--judged", type=Path)
    arguments = parser.parse_args()
    if arguments.step == "extract":
        extract(arguments.laws, arguments.run)
    elif arguments.step == "draw":
        draw(arguments.run, arguments.output)
    else:
        score(arguments.run, arguments.judged)


if __name__ == "__main__":
    main()
