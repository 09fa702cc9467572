"""The dependency extractor with a parser that you have: rate, yield, and agreement with Re-DocRED.

    python scripts/benchmarks/dependencies.py --data PATH --model en=en_core_web_sm [--half odd] [--draw 100]

PATH is a JSON file of Re-DocRED (documents with entities and relations), or documents of any kind
that kg-pipeline reads. ``--half`` takes every second document of Re-DocRED, so that one half can be
looked at and the other measured. ``--draw`` prints so many triples with their sentences, drawn with
``--seed``, for a reader who judges them.

related: of the triples whose two ends are entities of the document, how many hold between a pair that
Re-DocRED relates in some way. Its relations are 96 of Wikidata's, so this is a lower bound of precision.
"""

import argparse
import json
import random
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg_pipeline.errors import ConfigurationError
from kg_pipeline.extraction import ExtractionSettings, lexicon_from
from kg_pipeline.extraction.dependencies import DependencyExtractor
from kg_pipeline.extraction.parsers import DependencySettings, parsers_from
from kg_pipeline.graph.values import fold
from kg_pipeline.records import Document, SetAside, Triple
from kg_pipeline.settings import parse_settings
from kg_pipeline.sources.documents import read_documents
from kg_pipeline.sources.given_texts import document_of_text
from kg_pipeline.sources.inputs import SourceSettings, find_inputs
from kg_pipeline.sources.sentences import split_sentences


@dataclass(frozen=True)
class Judged:
    """A document, its entities by each of their names, and the pairs that are related."""

    document: Document
    entities: Mapping[str, int] = field(default_factory=dict)
    related: frozenset[tuple[int, int]] = frozenset()


def main() -> None:
    """Extract, count, and print a Markdown table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", action="append", default=[], help="en=NAME or zh=NAME")
    parser.add_argument("--half", choices=["even", "odd", "all"], default="all")
    parser.add_argument("--draw", type=int, default=0)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    models = dict(model.split("=", 1) for model in arguments.model)
    try:
        parsers = parsers_from(parse_settings(DependencySettings, models, "--model"))
    except ConfigurationError as error:
        print(f"skipped: {error}")
        return
    judged = list(read(arguments.data, arguments.half))
    extractor = DependencyExtractor(parsers, lexicon_from(ExtractionSettings()))
    n_sentences = 0
    found: list[tuple[Judged, Triple]] = []
    begin = time.perf_counter()
    for one in judged:
        sentences = split_sentences(one.document)
        n_sentences += len(sentences)
        found += [(one, triple) for triple in extractor.extract(one.document, sentences)]
    seconds = time.perf_counter() - begin
    pairs, related = agreement(found)
    print("| documents | sentences | triples | sentences/s | between entities | related |")
    print("|---|---|---|---|---|---|")
    share = f"{related} ({related / pairs:.3f})" if pairs else "–"
    rate = n_sentences / seconds
    print(f"| {len(judged)} | {n_sentences} | {len(found)} | {rate:.0f} | {pairs} | {share} |")
    chosen = random.Random(arguments.seed).sample(found, min(arguments.draw, len(found)))
    for number, (one, triple) in enumerate(chosen, start=1):
        print(f"\n{number}. {triple.subject} | {triple.predicate} | {triple.object}")
        print(f"   {one.document.text[triple.sentence_start : triple.sentence_end]}")


def agreement(found: Sequence[tuple[Judged, Triple]]) -> tuple[int, int]:
    """Triples between two entities of their document, and those whose pair is related."""
    pairs = related = 0
    for one, triple in found:
        subject = one.entities.get(fold(triple.subject))
        value = one.entities.get(fold(triple.object))
        if subject is not None and value is not None and subject != value:
            pairs += 1
            related += (subject, value) in one.related or (value, subject) in one.related
    return pairs, related


def read(path: Path, half: str) -> Iterator[Judged]:
    """Documents of Re-DocRED with their truth, or documents of any kind without."""
    if path.suffix == ".json":
        rows: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
        for number, row in enumerate(rows):
            if half == "all" or (number % 2 == 1) == (half == "odd"):
                yield judged_document(row)
        return
    settings = SourceSettings(paths=[str(path)])
    for file in find_inputs(settings):
        for record in read_documents(file, settings):
            if not isinstance(record, SetAside):
                yield Judged(record)


def judged_document(row: Mapping[str, Any]) -> Judged:
    """One document of Re-DocRED; its words are put together as they are written."""
    entities = {
        fold(_joined(mention["name"].split())): place
        for place, mentions in enumerate(row["vertexSet"])
        for mention in mentions
    }
    related = frozenset((label["h"], label["t"]) for label in row["labels"])
    text = " ".join(_joined(words) for words in row["sents"])
    return Judged(document_of_text(text, row["title"], language="en"), entities, related)


def _joined(words: Sequence[str]) -> str:
    text = re.sub(r" (?=[,.;:!?%)\]])|(?<=[(\[$£€]) ", "", " ".join(words))
    text = re.sub(r" (?='s\b|n't\b)", "", text)
    return re.sub(r"(?<=\w) - (?=\w)", "-", text)


if __name__ == "__main__":
    main()
