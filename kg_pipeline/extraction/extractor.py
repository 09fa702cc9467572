"""What every extractor is, and what can be set about extraction."""

from collections.abc import Sequence
from pathlib import Path
from typing import Literal, Protocol

from pydantic import model_validator

from kg_pipeline.extraction.parsers import DependencySettings
from kg_pipeline.extraction.pattern_language import PatternFile
from kg_pipeline.extraction.schema import Schema
from kg_pipeline.extraction.sites.settings import TemplateSettings
from kg_pipeline.extraction.trained import TrainedSettings
from kg_pipeline.records import Document, Sentence, Triple
from kg_pipeline.settings import Rate, Settings

ExtractorName = Literal["structured", "patterns", "templates", "dependencies", "trained"]


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
    inline_patterns:  the same, written here
    shipped_patterns: use the package's patterns too
    schema_file:      the predicates that are wanted (``schema.py``); none extracts openly
    inline_schema:    the same, written here
    dependencies:     parsers for the extractor of that name; trained: the model for that one
    minimum_confidence: the stage leaves out triples below it
    templates:        how the pages of one site are read together
    """

    extractors: tuple[ExtractorName, ...] = ("structured", "patterns", "templates")
    pattern_files: tuple[Path, ...] = ()
    inline_patterns: tuple[PatternFile, ...] = ()
    shipped_patterns: bool = True
    schema_file: Path | None = None
    inline_schema: Schema | None = None
    dependencies: DependencySettings = DependencySettings()
    trained: TrainedSettings = TrainedSettings()
    minimum_confidence: Rate = 0.3
    templates: TemplateSettings = TemplateSettings()

    @model_validator(mode="after")
    def _has_one_schema(self) -> "ExtractionSettings":
        if self.schema_file is not None and self.inline_schema is not None:
            raise ValueError("give either schema_file or inline_schema")
        return self
