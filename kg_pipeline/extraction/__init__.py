"""Documents to triples: from what is structured, and from sentences by declared patterns."""

from collections.abc import Callable

from kg_pipeline.extraction.extractor import ExtractionSettings, Extractor
from kg_pipeline.extraction.lexicon import PredicateLexicon
from kg_pipeline.extraction.pattern_language import (
    PatternFile,
    lexicon_of,
    load_pattern_files,
    shipped_pattern_files,
)

__all__ = ["EXTRACTORS", "ExtractionSettings", "Extractor", "PredicateLexicon", "lexicon_from"]


def pattern_files_from(settings: ExtractionSettings) -> list[PatternFile]:
    """The pattern files that settings name, one's own before the package's."""
    shipped = shipped_pattern_files() if settings.shipped_patterns else []
    return [*load_pattern_files(settings.pattern_files), *shipped]


def lexicon_from(settings: ExtractionSettings) -> PredicateLexicon:
    """The lexicon of all pattern files that settings name; merging uses it."""
    return lexicon_of(pattern_files_from(settings))


def _structured(settings: ExtractionSettings) -> Extractor:
    from kg_pipeline.extraction.structured import StructuredExtractor

    return StructuredExtractor(lexicon_from(settings))


def _patterns(settings: ExtractionSettings) -> Extractor:
    from kg_pipeline.extraction.patterns import PatternExtractor

    return PatternExtractor(pattern_files_from(settings))


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
}
