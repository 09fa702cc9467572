"""Triples in one call, from Python: ``from kg_pipeline import extract``."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from kg_pipeline.errors import ConfigurationError
from kg_pipeline.extraction import (
    DocumentExtraction,
    ExtractionSettings,
    Extractor,
    extraction_from,
    lexicon_from,
)
from kg_pipeline.extraction.schema import Schema, load_schema
from kg_pipeline.extraction.sites.pages import site_page
from kg_pipeline.extraction.templates import TemplateExtractor, learn, seed_graph
from kg_pipeline.records import Document, SetAside, Triple
from kg_pipeline.sources.documents import read_documents
from kg_pipeline.sources.given_texts import document_of_text
from kg_pipeline.sources.inputs import SourceSettings, find_inputs
from kg_pipeline.sources.sentences import split_sentences

Input = str | Path | Document
WEB_PAGE = "text/html"  # media type of the documents that templates are learnt from


def extract(
    inputs: Input | Iterable[Input] = (),
    *,
    texts: Iterable[str] = (),
    settings: ExtractionSettings | None = None,
    extractors: Sequence[Extractor] | None = None,
    schema: Schema | Path | str | None = None,
    set_aside: Callable[[SetAside], None] | None = None,
) -> list[Triple]:
    """The triples of documents, files and texts, in their order; those of sites' templates last.

    inputs:     documents; or files, folders and globs, as on the command line
    texts:      texts themselves; the document of one has the hash of the text as its id
    extractors: used instead of those that the settings name (a ``TrainedExtractor`` with a model)
    schema:     a schema or the file of one, instead of the settings' own
    set_aside:  called with every input that could not be used and every triple that the schema
                left out; without it they are dropped
    """
    chosen = settings or ExtractionSettings()
    given = [inputs] if isinstance(inputs, str | Path | Document) else list(inputs)
    written = [texts] if isinstance(texts, str) else list(texts)
    if not given and not written:
        raise ConfigurationError("extract: expected inputs or texts, found neither")
    if schema is not None:
        inline = schema if isinstance(schema, Schema) else load_schema(Path(schema))
        chosen = chosen.model_copy(update={"schema_file": None, "inline_schema": inline})
    extraction = extraction_from(chosen, extractors)
    triples: list[Triple] = []
    aside: list[SetAside] = []
    pages: list[Document] = []
    for record in (*_documents(given), *map(document_of_text, written)):
        if isinstance(record, SetAside):
            aside.append(record)
            continue
        found = extraction.of(record, split_sentences(record))
        triples += found.triples
        aside += found.set_aside
        pages += [record] if record.media_type == WEB_PAGE else []
    if extractors is None:
        site = site_extraction(pages, chosen)
        for found in (site.of(page, ()) for page in pages):
            triples += found.triples
            aside += found.set_aside
    if set_aside is not None:
        for one in aside:
            set_aside(one)
    return triples


def site_extraction(pages: Sequence[Document], settings: ExtractionSettings) -> DocumentExtraction:
    """The templates that pages read together share; none where their rules are given."""
    chosen = settings.templates
    if "templates" not in settings.extractors or chosen.rules is not None:
        return extraction_from(settings, extractors=())
    shown = (site_page(page.document_id, page.uri, page.nodes) for page in pages)
    rules = learn(shown, seed_graph(chosen), chosen)
    extractor = TemplateExtractor(rules, lexicon_from(settings), chosen.folders_up)
    return extraction_from(settings, extractors=[extractor])


def _documents(inputs: Sequence[Input]) -> Iterator[Document | SetAside]:
    for one in inputs:
        if isinstance(one, Document):
            yield one
            continue
        group = SourceSettings(paths=[str(one)])
        for path in find_inputs(group):
            yield from read_documents(path, group)
