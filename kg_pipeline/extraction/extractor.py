"""What every extractor is, and what can be set about extraction."""

from collections.abc import Sequence
from pathlib import Path
from typing import Literal, Protocol

from kg_pipeline.extraction.sites.settings import TemplateSettings
from kg_pipeline.records import Document, Sentence, Triple
from kg_pipeline.settings import Rate, Settings


class Extractor(Protocol):
    """Finds triples in one document. ``name`` is written into ``Triple.extractor``."""

    name: str

    def extract(self, document: Document, sentences: Sequence[Sentence]) -> list[Triple]:
        """Triples of a document, in the order of their places, each with its provenance.

        sentences: those of the document; offsets of the triples are the document's
        """
        ...


class ExtractionSettings(Settings):
    """Which extractors run, with which patterns.

    pattern_files:    own patterns and predicates, used beside those of the package; they go first
    shipped_patterns: use the package's patterns too
    minimum_confidence: the stage leaves out triples below it
    templates:        how the pages of one site are read together
    """

    extractors: tuple[Literal["structured", "patterns", "templates"], ...] = (
        "structured",
        "patterns",
        "templates",
    )
    pattern_files: tuple[Path, ...] = ()
    shipped_patterns: bool = True
    minimum_confidence: Rate = 0.3
    templates: TemplateSettings = TemplateSettings()
