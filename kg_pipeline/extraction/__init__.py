"""Documents to triples: from what is structured, and from sentences by patterns, parse or model."""

from collections.abc import Callable, Sequence
from importlib.metadata import version
from typing import Any

from kg_pipeline.extraction.document_triples import DocumentExtraction, DocumentTriples
from kg_pipeline.extraction.extractor import ExtractionSettings, Extractor
from kg_pipeline.extraction.lexicon import PredicateLexicon
from kg_pipeline.extraction.parsers import identity_of
from kg_pipeline.extraction.pattern_language import (
    PatternFile,
    lexicon_of,
    load_pattern_files,
    shipped_pattern_files,
)
from kg_pipeline.extraction.schema import Schema, load_schema
from kg_pipeline.extraction.schema_filter import SchemaFilter
from kg_pipeline.extraction.trained import model_identity

__all__ = [
    "EXTRACTORS",
    "DocumentExtraction",
    "DocumentTriples",
    "ExtractionSettings",
    "Extractor",
    "PredicateLexicon",
    "extraction_from",
    "lexicon_from",
    "pattern_files_from",
    "resources_of",
    "schema_from",
    "self_contained",
]


def schema_from(settings: ExtractionSettings) -> Schema | None:
    """The schema that settings hold or name; ``None`` extracts openly."""
    return (
        settings.inline_schema
        if settings.schema_file is None
        else load_schema(settings.schema_file)
    )


def pattern_files_from(settings: ExtractionSettings) -> list[PatternFile]:
    """The schema's predicates, one's own pattern files, the package's; earlier ones go first."""
    schema = schema_from(settings)
    shipped = shipped_pattern_files() if settings.shipped_patterns else []
    own = [*load_pattern_files(settings.pattern_files), *settings.inline_patterns]
    return [*([] if schema is None else schema.pattern_files()), *own, *shipped]


def lexicon_from(settings: ExtractionSettings) -> PredicateLexicon:
    """The lexicon of the schema and all pattern files that settings name; merging uses it."""
    return lexicon_of(pattern_files_from(settings))


def resources_of(settings: ExtractionSettings) -> dict[str, Any]:
    """What else than the settings an extraction depends on, to tell one run from another."""
    schema = schema_from(settings)
    parsers = settings.dependencies.models if "dependencies" in settings.extractors else {}
    model = settings.trained if "trained" in settings.extractors else None
    return {
        "patterns": [file.model_dump(mode="json") for file in pattern_files_from(settings)],
        "schema": None if schema is None else schema.model_dump(mode="json"),
        "parsers": [[language, identity_of(name)] for language, name in sorted(parsers.items())],
        "spacy": version("spacy") if parsers else "",
        "model": "" if model is None else model_identity(model),
    }


def self_contained(settings: ExtractionSettings) -> ExtractionSettings:
    """The same settings with the files that they name written into them."""
    return settings.model_copy(
        update={
            "pattern_files": (),
            "inline_patterns": (
                *load_pattern_files(settings.pattern_files),
                *settings.inline_patterns,
            ),
            "schema_file": None,
            "inline_schema": schema_from(settings),
        }
    )


def extraction_from(
    settings: ExtractionSettings, extractors: Sequence[Extractor] | None = None
) -> DocumentExtraction:
    """The extractors that settings name, the schema over them, and the least confidence.

    extractors: used instead of those that the settings name
    """
    schema = schema_from(settings)
    kept_to = None if schema is None else SchemaFilter(schema, lexicon_from(settings))
    if extractors is None:
        extractors = [EXTRACTORS[name](settings) for name in settings.extractors]
    return DocumentExtraction(extractors, kept_to, settings.minimum_confidence)


def _structured(settings: ExtractionSettings) -> Extractor:
    from kg_pipeline.extraction.structured import StructuredExtractor

    return StructuredExtractor(lexicon_from(settings))


def _patterns(settings: ExtractionSettings) -> Extractor:
    from kg_pipeline.extraction.patterns import PatternExtractor

    return PatternExtractor(pattern_files_from(settings))


def _dependencies(settings: ExtractionSettings) -> Extractor:
    from kg_pipeline.extraction.dependencies import DependencyExtractor
    from kg_pipeline.extraction.parsers import parsers_from

    return DependencyExtractor(parsers_from(settings.dependencies), lexicon_from(settings))


def _trained(settings: ExtractionSettings) -> Extractor:
    from kg_pipeline.extraction.trained import TrainedExtractor, installed_model

    wanted = settings.trained
    return TrainedExtractor(
        installed_model(wanted),
        lexicon_from(settings),
        wanted.threshold,
        wanted.thresholds,
        wanted.batch_size,
    )


def _templates(settings: ExtractionSettings) -> Extractor:
    """With the rules that ``templates.rules`` names; without any it finds nothing."""
    from kg_pipeline.extraction.templates import TemplateExtractor, read_rules

    chosen = settings.templates
    rules = [] if chosen.rules is None else read_rules(chosen.rules)
    return TemplateExtractor(rules, lexicon_from(settings), chosen.folders_up)


EXTRACTORS: dict[str, Callable[[ExtractionSettings], Extractor]] = {
    "structured": _structured,
    "patterns": _patterns,
    "templates": _templates,
    "dependencies": _dependencies,
    "trained": _trained,
}
