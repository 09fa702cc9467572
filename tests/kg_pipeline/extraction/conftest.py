"""The extractors as they are shipped, and one-document calls."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kg_pipeline.extraction import EXTRACTORS, ExtractionSettings, Extractor
from kg_pipeline.records import Block, Document, Language, Sentence, Triple
from kg_pipeline.sources.sentences import split_sentences

Extract = Callable[..., list[Triple]]


def document_of(text: str, title: str = "", language: Language = "zh") -> Document:
    """A plain document of one paragraph a line."""
    blocks, start = [], 0
    for line in text.split("\n"):
        blocks.append(Block("paragraph", start, start + len(line)))
        start += len(line) + 1
    return Document("d", "u", "text/plain", "utf-8", language, title, text, tuple(blocks))


def sentences_of(document: Document) -> list[Sentence]:
    return split_sentences(document)


def facts(triples: list[Triple]) -> set[tuple[str, str, str]]:
    return {(triple.subject, triple.predicate, triple.object) for triple in triples}


@pytest.fixture(scope="session")
def patterns() -> Extractor:
    return EXTRACTORS["patterns"](ExtractionSettings())


@pytest.fixture
def pattern_file(tmp_path: Path) -> Callable[[str], Path]:
    def write(content: str) -> Path:
        path = tmp_path / "own.yaml"
        path.write_text(content, encoding="utf-8")
        return path

    return write
