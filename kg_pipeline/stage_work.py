"""What is done with one part of a stage's input, in whatever process it happens."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from kg_pipeline.alignment import (
    AlignmentSettings,
    CandidateFinder,
    excluded_texts,
    implied_subjects,
    joined,
    no_keys,
)
from kg_pipeline.collector import without_collector
from kg_pipeline.corpus import sentence_table
from kg_pipeline.direct_extraction import WEB_PAGE, site_extraction
from kg_pipeline.errors import DataError
from kg_pipeline.extraction import (
    DocumentExtraction,
    ExtractionSettings,
    extraction_from,
)
from kg_pipeline.extraction.sites.pages import site_page
from kg_pipeline.extraction.sites.rules import SiteRules
from kg_pipeline.extraction.sites.settings import TemplateSettings
from kg_pipeline.extraction.templates import (
    PageName,
    chosen_pages,
    learn,
    seed_graph,
)
from kg_pipeline.graph.linking import Linker, LinkingSettings, LinkingTables
from kg_pipeline.graph.store import KnowledgeGraph
from kg_pipeline.records import (
    Cell,
    Document,
    SetAside,
    Triple,
    documents_from,
    to_table,
)
from kg_pipeline.sources.inputs import SourceSettings, find_inputs
from kg_pipeline.sources.isolation import IsolatedReader
from kg_pipeline.sources.sentences import split_sentences
from kg_pipeline.storage import (
    folder_writer,
    open_folder,
    read_table,
    sha256_of_file,
    table_format,
    write_bytes,
    write_table,
)

if TYPE_CHECKING:
    import pyarrow as pa

LINKING = "linking"  # kind of the folder of ``write_linking_tables``
_READ_BY_ALIGNMENT = (
    *("document_id", "uri", "media_type", "encoding", "language", "title", "text", "blocks"),
)
_ROWS_A_TABLE = 1000  # documents; more become several tables of one part


class InputGroup(SourceSettings):
    """Documents that are read alike. use: ``graph`` keeps their sentences out of the corpus."""

    use: Literal["corpus", "graph"] = "corpus"


@dataclass(frozen=True)
class AlignmentPart:
    """Documents of one file, to be held against a graph; tables: see ``write_linking_tables``."""

    documents: Path
    graph: Path
    tables: Path
    linking: LinkingSettings
    alignment: AlignmentSettings


@dataclass(frozen=True)
class Extracted:
    """What ``extract_files`` did. set_aside: inputs; left_out: triples that the schema refused."""

    n_documents: int
    n_triples: int
    set_aside: list[SetAside]
    left_out: Counter[str]


def read_part(part: tuple[InputGroup, list[Path]]) -> dict[str, "pa.Table"]:
    """Documents of some files, and what was set aside."""
    import pyarrow as pa

    group, paths = part
    read = list(_reader().read(paths, group))
    # One chunk: the files must not depend on how the batches came.
    documents = pa.concat_tables([files.documents for files in read]).combine_chunks()
    tables = {
        f"{group.use}-{first // _ROWS_A_TABLE:05d}": documents.slice(first, _ROWS_A_TABLE)
        for first in range(0, documents.num_rows, _ROWS_A_TABLE)
    }
    aside = [entry for files in read for entry in files.set_aside]
    if aside:
        tables["set_aside"] = to_table(aside, SetAside)
    return tables


@lru_cache(maxsize=1)
def _reader() -> IsolatedReader:
    return IsolatedReader()


def end_reading() -> None:
    """End the reading process of this process, if there is one."""
    _reader().close()


def extract_part(part: tuple[ExtractionSettings, Path]) -> dict[str, "pa.Table"]:
    """All triples of some documents, and what the schema left out."""
    settings, path = part
    files = [
        *settings.pattern_files,
        *filter(None, [settings.schema_file, settings.templates.rules]),
    ]
    hashes = tuple(sha256_of_file(file) for file in files)
    extraction = _extraction(settings.model_dump_json(), hashes)
    triples: list[Triple] = []
    aside: list[SetAside] = []
    for document in documents_from(read_table(path)):
        found = extraction.of(document, split_sentences(document))
        triples += found.triples
        aside += found.set_aside
    tables = {"triples": to_table(triples, Triple)}
    if aside:
        tables["set_aside"] = to_table(aside, SetAside)
    return tables


@lru_cache(maxsize=1)  # a process reads many parts with the same extractors
def _extraction(settings: str, file_hashes: tuple[str, ...]) -> DocumentExtraction:
    return extraction_from(ExtractionSettings.model_validate_json(settings))


def learn_templates(paths: Sequence[Path], settings: TemplateSettings) -> list[SiteRules]:
    """The templates of all sites among the documents of some tables."""
    names = [
        PageName(row["document_id"], row["uri"], part)
        for part, path in enumerate(paths)
        for row in read_table(path, ["document_id", "uri", "media_type"]).to_pylist()
        if row["media_type"] == WEB_PAGE
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


def write_linking_tables(graph: Path, settings: LinkingSettings, folder: Path, key: str) -> None:
    """What all workers that align with a graph open, made once."""
    tables = LinkingTables.of(KnowledgeGraph.load(graph), settings.aliases)
    with folder_writer(folder, LINKING, key) as building:
        tables.save(building)


@without_collector()
def align_part(part: AlignmentPart) -> dict[str, "pa.Table"]:
    """The sentences of some documents that mention the graph's nodes."""
    import pyarrow as pa

    finder = _finder(part)
    documents = documents_from(read_table(part.documents, _READ_BY_ALIGNMENT))
    read = [one for document in documents for one in split_sentences(document)]
    usable = excluded_texts(part.alignment.excluded_texts).without(read)
    texts = {document.document_id: document.text for document in documents}
    excluded = frozenset(read).difference(usable)
    sentences = joined(read, texts, part.alignment.join_chars, excluded)
    subjects = implied_subjects(documents, finder.linker, finder.graph, part.alignment)
    found = list(finder.find(sentences, subjects, excluded))
    counts = sum((Counter(some.set_aside) for some in found), Counter[str]())
    reasons = [{"reason": reason, "n": n} for reason, n in sorted(counts.items()) if n]
    schema = pa.schema([("reason", pa.string()), ("n", pa.int64())])
    return {
        "found": pa.concat_tables([sentence_table([]), *(some.sentences for some in found)]),
        "keys": pa.concat_tables([no_keys(), *(some.keys for some in found)]),
        "reasons": pa.Table.from_pylist(reasons, schema=schema),
    }


def _finder(part: AlignmentPart) -> CandidateFinder:
    """What a process aligns its parts with."""
    files = part.alignment.wording_files
    state = (
        KnowledgeGraph.load(part.graph).graph_id,
        open_folder(part.tables, LINKING).inputs_hash,
        *map(sha256_of_file, map(Path, files)),
    )
    settings = part.linking.model_dump_json(), part.alignment.model_dump_json()
    return _finder_of(part.graph, part.tables, *settings, state)


@lru_cache(maxsize=1)  # a process aligns many parts against one graph
def _finder_of(
    graph: Path, tables: Path, linking: str, alignment: str, _state: tuple[str, ...]
) -> CandidateFinder:
    """_state: hashes of what is read"""
    opened = KnowledgeGraph.load(graph)
    chosen = LinkingSettings.model_validate_json(linking)
    linker = Linker(opened, chosen, tables=LinkingTables.load(tables))
    return CandidateFinder(opened, AlignmentSettings.model_validate_json(alignment), linker)


def extract_files(paths: Sequence[str], settings: ExtractionSettings, output: Path) -> Extracted:
    """Triples of files into one ``.jsonl`` or ``.parquet`` file, without a run's folders.

    What the templates of sites state comes last, for all pages are read before.

    Raises ``DataError`` where no input could be used.
    """
    form = table_format(output)
    group = InputGroup(paths=list(paths))
    extraction = extraction_from(settings)
    triples: list[Triple] = []
    aside: list[SetAside] = []
    left_out: list[SetAside] = []
    n_documents = 0
    pages: list[Document] = []
    with IsolatedReader() as reader:
        for files in reader.read(find_inputs(group), group):
            aside += files.set_aside
            n_documents += files.documents.num_rows
            for document in documents_from(files.documents):
                found = extraction.of(document, split_sentences(document))
                triples += found.triples
                left_out += found.set_aside
                pages += [document] if document.media_type == WEB_PAGE else []
    site = site_extraction(pages, settings)
    for found in (site.of(page, ()) for page in pages):
        triples += found.triples
        left_out += found.set_aside
    if not n_documents:
        reasons = sorted({entry.reason for entry in aside})
        raise DataError(f"no usable document among {len(aside)} inputs: {'; '.join(reasons)}")
    table = to_table(triples, Triple)
    if form == "parquet":
        write_table(output, table)
    else:
        lines = [json.dumps(row, ensure_ascii=False) for row in table.to_pylist()]
        write_bytes(output, "".join(line + "\n" for line in lines).encode())
    return Extracted(n_documents, len(triples), aside, Counter(one.reason for one in left_out))
