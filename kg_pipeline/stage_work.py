"""What is done with one part of a stage's input, in whatever process it happens."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from kg_pipeline.alignment import AlignmentSettings, find_positives
from kg_pipeline.corpus import sentence_table
from kg_pipeline.errors import DataError
from kg_pipeline.extraction import EXTRACTORS, ExtractionSettings, Extractor, lexicon_from
from kg_pipeline.extraction.sites.pages import site_page
from kg_pipeline.extraction.sites.rules import SiteRules
from kg_pipeline.extraction.sites.seeds import SeedGraph
from kg_pipeline.extraction.sites.settings import TemplateSettings
from kg_pipeline.extraction.templates import (
    PageName,
    TemplateExtractor,
    chosen_pages,
    learn,
    seed_graph,
)
from kg_pipeline.graph.linking import Linker, LinkingSettings
from kg_pipeline.graph.store import KnowledgeGraph
from kg_pipeline.records import (
    Cell,
    Document,
    Sentence,
    SetAside,
    Triple,
    documents_from,
    to_table,
)
from kg_pipeline.sources.documents import read_documents
from kg_pipeline.sources.inputs import SourceSettings, find_inputs
from kg_pipeline.sources.sentences import split_sentences
from kg_pipeline.storage import read_table, sha256_of_file, write_bytes, write_table

if TYPE_CHECKING:
    import pyarrow as pa

_ROWS_A_TABLE = 1000  # documents; more become several tables of one part


class InputGroup(SourceSettings):
    """Documents that are read alike. use: ``graph`` keeps their sentences out of the corpus."""

    use: Literal["corpus", "graph"] = "corpus"


@dataclass(frozen=True)
class AlignmentPart:
    """Documents of one file, to be held against a graph."""

    documents: Path
    graph: Path
    linking: LinkingSettings
    alignment: AlignmentSettings


@dataclass(frozen=True)
class Extracted:
    """What ``extract_files`` did."""

    n_documents: int
    n_triples: int
    set_aside: list[SetAside]


def read_part(part: tuple[InputGroup, list[Path]]) -> dict[str, "pa.Table"]:
    """Documents of some files, and what was set aside."""
    group, paths = part
    documents: list[Document] = []
    aside: list[SetAside] = []
    for path in paths:
        for record in read_documents(path, group):
            if isinstance(record, Document):
                documents.append(record)
            else:
                aside.append(record)
    tables = {
        f"{group.use}-{first // _ROWS_A_TABLE:05d}": to_table(
            documents[first : first + _ROWS_A_TABLE], Document
        )
        for first in range(0, len(documents), _ROWS_A_TABLE)
    }
    if aside:
        tables["set_aside"] = to_table(aside, SetAside)
    return tables


def extract_part(part: tuple[ExtractionSettings, Path]) -> dict[str, "pa.Table"]:
    """All triples of some documents."""
    settings, path = part
    rules = settings.templates.rules
    read = [*settings.pattern_files, *([rules] if rules is not None else [])]
    files = tuple(sha256_of_file(Path(file)) for file in read)
    extractors = _extractors(settings.model_dump_json(), files)
    triples: list[Triple] = []
    for document in documents_from(read_table(path)):
        sentences = split_sentences(document)
        for extractor in extractors:
            triples += extractor.extract(document, sentences)
    wanted = [triple for triple in triples if triple.confidence >= settings.minimum_confidence]
    return {"triples": to_table(wanted, Triple)}


@lru_cache(maxsize=1)  # a process reads many parts with the same extractors
def _extractors(settings: str, file_hashes: tuple[str, ...]) -> list[Extractor]:
    chosen = ExtractionSettings.model_validate_json(settings)
    return [EXTRACTORS[name](chosen) for name in chosen.extractors]


def learn_templates(paths: Sequence[Path], settings: TemplateSettings) -> list[SiteRules]:
    """The templates of all sites among the documents of some tables."""
    names = [
        PageName(row["document_id"], row["uri"], part)
        for part, path in enumerate(paths)
        for row in read_table(path, ["document_id", "uri", "media_type"]).to_pylist()
        if row["media_type"] == "text/html"
    ]
    seeds = seed_graph(settings)
    found: list[SiteRules] = []
    for batch in chosen_pages(names, settings):
        wanted = {(name.document_id, name.uri) for name in batch}
        pages = [
            site_page(row["document_id"], row["uri"], [Cell(**node) for node in row["nodes"]])
            for part in sorted({name.part for name in batch})
            for row in read_table(paths[part], ["document_id", "uri", "nodes"]).to_pylist()
            if (row["document_id"], row["uri"]) in wanted
        ]
        found += learn(pages, seeds, settings)
    return found


def align_part(part: AlignmentPart) -> dict[str, "pa.Table"]:
    """The sentences of some documents that mention the graph's nodes."""
    import pyarrow as pa

    graph = KnowledgeGraph.load(part.graph)
    sentences: list[Sentence] = []
    for document in documents_from(read_table(part.documents)):
        sentences += split_sentences(document)
    linker = _linker(graph.graph_id, part.graph, part.linking.model_dump_json())
    found = find_positives(sentences, linker, graph, part.alignment)
    reasons = [{"reason": reason, "n": count} for reason, count in sorted(found.set_aside.items())]
    schema = pa.schema([("reason", pa.string()), ("n", pa.int64())])
    return {
        "found": sentence_table(found.sentences),
        "reasons": pa.Table.from_pylist(reasons, schema=schema),
    }


@lru_cache(maxsize=1)  # a process aligns many parts against one graph
def _linker(graph_id: str, graph: Path, settings: str) -> Linker:
    return Linker(KnowledgeGraph.load(graph), LinkingSettings.model_validate_json(settings))


def extract_files(
    paths: Sequence[str], schema: Path | None, output: Path, seed_graph_file: Path | None = None
) -> Extracted:
    """Triples of files into one ``.jsonl`` or ``.parquet`` file, without a run's folders.

    What the templates of sites state comes last, for all pages are read before.

    Raises ``DataError`` where no input could be used.
    """
    if output.suffix not in (".jsonl", ".parquet"):
        raise DataError(f"{output}: expected a name that ends in .jsonl or .parquet")
    group = InputGroup(paths=list(paths))
    templates = TemplateSettings(seed_triples=() if seed_graph_file is None else (seed_graph_file,))
    seeds = seed_graph(templates)
    settings = ExtractionSettings(pattern_files=() if schema is None else (schema,))
    extractors = [EXTRACTORS[n](settings) for n in settings.extractors if n != "templates"]
    triples: list[Triple] = []
    aside: list[SetAside] = []
    n_documents = 0
    pages: list[Document] = []
    for path in find_inputs(group):
        for record in read_documents(path, group):
            if isinstance(record, SetAside):
                aside.append(record)
                continue
            n_documents += 1
            pages += [record] if record.nodes else []
            sentences = split_sentences(record)
            for extractor in extractors:
                triples += extractor.extract(record, sentences)
    triples += _template_triples(pages, seeds, settings)
    if not n_documents:
        reasons = sorted({entry.reason for entry in aside})
        raise DataError(f"no usable document among {len(aside)} inputs: {'; '.join(reasons)}")
    table = to_table(triples, Triple)
    if output.suffix == ".parquet":
        write_table(output, table)
    else:
        lines = [json.dumps(row, ensure_ascii=False) for row in table.to_pylist()]
        write_bytes(output, "".join(line + "\n" for line in lines).encode())
    return Extracted(n_documents, len(triples), aside)


def _template_triples(
    pages: Sequence[Document], seeds: SeedGraph, settings: ExtractionSettings
) -> list[Triple]:
    chosen = settings.templates
    rules = learn((site_page(p.document_id, p.uri, p.nodes) for p in pages), seeds, chosen)
    extractor = TemplateExtractor(rules, lexicon_from(settings), chosen.folders_up)
    return [triple for page in pages for triple in extractor.extract(page, ())]
