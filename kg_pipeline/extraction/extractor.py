"""What every extractor is, and what can be set about extraction."""

from collections.abc import Sequence
from pathlib import Path
from typing import Literal, Protocol

from kg_pipeline.extraction.parsers import DependencySettings
from kg_pipeline.extraction.trained import TrainedSettings
from kg_pipeline.records import Document, Sentence, Triple
from kg_pipeline.settings import Rate, Settings

ExtractorName = Literal["structured", "patterns", "dependencies", "trained"]


class Extractor(Protocol):
    """Finds triples in one document. ``name`` is written into ``Triple.extractor``."""

    name: str

    def extract(self, document: Document, sentences: Sequence[Sentence]) -> list[Triple]:
        """Triples of a document, in the order of their places, each with its provenance.

        sentences: those of the document; offsets of the triples are the document's
        """
        ...


class ExtractionSettings(Settings):
    """Which extractors run, with which patterns, and what they are kept to.

    pattern_files:    own patterns and predicates, used beside those of the package; they go first
    shipped_patterns: use the package's patterns too
    schema_file:      the predicates that are wanted (``schema.py``); none extracts openly
    dependencies:     parsers for the extractor of that name; trained: the model for that one
    minimum_confidence: the stage leaves out triples below it
    """

    extractors: tuple[ExtractorName, ...] = ("structured", "patterns")
    pattern_files: tuple[Path, ...] = ()
    shipped_patterns: bool = True
    schema_file: Path | None = None
    dependencies: DependencySettings = DependencySettings()
    trained: TrainedSettings = TrainedSettings()
    minimum_confidence: Rate = 0.3
