"""What is calibration worth on real sentences? The package's patterns over DuIE, judged by its labels.

    python scripts/benchmarks/calibration.py --data PATH

PATH holds duie2/. A triple is right where the sentence's labels have its subject, predicate and object
(predicates by the package's lexicon, values normalised). DuIE's labels are incomplete, so two counts:
"labelled" judges only predicates that the sentence has labels for, "strict" calls all else wrong.
Curves are judged by cross-validation on part 1, and those of part 1 on part 2, which they never saw.
"""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from kg_pipeline.calibration import Judged, fit
from kg_pipeline.calibration_report import as_markdown, cross_validated, expected_error
from kg_pipeline.extraction import EXTRACTORS, ExtractionSettings, Extractor, lexicon_from
from kg_pipeline.extraction.names import without_book_marks
from kg_pipeline.graph.values import normalize
from kg_pipeline.records import Block, Document
from kg_pipeline.sources.sentences import split_sentences


class Judge:
    """Runs the patterns over labelled sentences."""

    def __init__(self) -> None:
        settings = ExtractionSettings(minimum_confidence=0.0)
        self._lexicon = lexicon_from(settings)
        self._extractor: Extractor = EXTRACTORS["patterns"](settings)

    def verdicts(self, file: Path, *, strict: bool) -> Iterator[Judged]:
        """A verdict for every triple that can be judged."""
        for number, line in enumerate(file.read_text(encoding="utf-8").split("\n")):
            if not line.strip():
                continue
            row = json.loads(line)
            labels = self._labels(row["spo_list"])
            text = row["text"]
            blocks = (Block("paragraph", 0, len(text)),)
            document = Document(f"{number}", "", "text/plain", "utf-8", "zh", "", text, blocks)
            for triple in self._extractor.extract(document, split_sentences(document)):
                predicate = self._lexicon.canonical(triple.predicate)
                known = labels.get(predicate)
                if known is None and not strict:
                    continue
                right = (_form(triple.subject), _form(triple.object)) in (known or ())
                yield Judged("patterns", predicate, triple.confidence, right)

    def _labels(self, entries: list[dict[str, object]]) -> dict[str, set[tuple[str, str]]]:
        labels: dict[str, set[tuple[str, str]]] = {}
        for entry in entries:
            target = entry["object"]
            value = target["@value"] if isinstance(target, dict) else target
            predicate = self._lexicon.canonical(str(entry["predicate"]))
            pair = (_form(str(entry["subject"])), _form(str(value)))
            labels.setdefault(predicate, set()).add(pair)
        return labels


def _form(text: str) -> str:
    value = normalize(text)
    return without_book_marks(value.text).casefold() + value.unit


def main() -> None:
    """Read the arguments, judge, fit, report."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    folder = parser.parse_args().data / "duie2"
    if not folder.is_dir():
        parser.error(f"expected {folder}, found none there")
    judge = Judge()
    for strict in (False, True):
        first, second = (
            list(judge.verdicts(folder / f"{part}.json", strict=strict))
            for part in ("part1", "part2")
        )
        print(f"\n{'strict' if strict else 'labelled'}: part 1\n")
        print(as_markdown(cross_validated(first)))
        calibration = fit(first)
        truth = np.array([row.correct for row in second], dtype=np.float64)
        raw = np.array([row.confidence for row in second])
        after = np.array(
            [calibration.at(row.extractor, row.predicate, row.confidence) for row in second]
        )
        print(
            f"\npart 2, {len(second)} triples, {truth.mean():.3f} right, curves of part 1: expected "
            f"calibration error {expected_error(raw, truth):.3f} before, "
            f"{expected_error(after, truth):.3f} after"
        )


if __name__ == "__main__":
    main()
