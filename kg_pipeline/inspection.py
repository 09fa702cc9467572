"""What a folder holds, and why a triple is believed."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from kg_pipeline.errors import DataError
from kg_pipeline.graph.store import KnowledgeGraph
from kg_pipeline.records import Document, Triple, documents_from
from kg_pipeline.storage import read_manifest, read_table


def describe(folder: Path) -> str:
    """Kind, files with rows, columns of the first table, and what was set aside."""
    manifest = read_manifest(folder)
    rows = sum(entry.rows or 0 for entry in manifest.files.values())
    lines = [f"{folder}: {manifest.kind}, {len(manifest.files)} files, {rows} rows"]
    for name, entry in manifest.files.items():
        size = f"{entry.size / 1024:.0f} kB"
        lines.append(
            f"  {name:<40} {size:>10}" + ("" if entry.rows is None else f" {entry.rows:>9} rows")
        )
    tables = [name for name in manifest.files if name.endswith(".parquet")]
    if tables:
        schema = read_table(folder / tables[0]).schema
        lines += [f"  columns of {tables[0]}:"]
        lines += [f"    {field.name}: {str(field.type)[:90]}" for field in schema]
    reasons = set_aside_reasons(folder)
    lines += [f"  set aside: {count} × {reason}" for reason, count in reasons.most_common()]
    return "\n".join(lines)


def set_aside_reasons(folder: Path) -> Counter[str]:
    """How many inputs a stage set aside, by reason; nothing where the folder does not exist."""
    reasons: Counter[str] = Counter()
    if folder.is_dir():
        for name in read_manifest(folder).files:
            if "set_aside" in name and name.endswith(".parquet"):
                reasons.update(read_table(folder / name).column("reason").to_pylist())
    return reasons


def evidence_lines(folder: Path, subject: str, predicate: str | None) -> Iterator[str]:
    """The triples of a subject with every piece of evidence; ``DataError`` where there is none."""
    graph = KnowledgeGraph.load(folder)
    aliases = graph.column("aliases").to_pylist()
    rows = [
        row
        for row, (name, others) in enumerate(zip(graph.names, aliases, strict=True))
        if name == subject or subject in others
    ]
    if subject in graph:
        rows = sorted({*rows, graph.index(subject)})
    triples = [
        int(triple)
        for row in rows
        for triple in graph.outgoing(row)
        if predicate is None or graph.predicates[int(graph.predicate[triple])] == predicate
    ]
    if not triples:
        raise DataError(f"{folder}: no triple of {subject!r} {predicate or ''} in this graph")
    sources = _documents(folder.with_name("cleaning"))
    for triple in triples:
        name = graph.predicates[int(graph.predicate[triple])]
        stated = graph.names[int(graph.subject[triple])]
        value = graph.names[int(graph.object[triple])]
        conflict = _conflict(graph, triple, triples)
        sure = f"confidence {float(graph.confidence[triple]):.2f}"
        yield f"{stated} · {name} · {value}   {sure}{conflict}"
        for source in graph.evidence(triple):
            yield f"    {source.extractor} {source.confidence:.2f}  {_place(source, sources)}"


def _conflict(graph: KnowledgeGraph, triple: int, others: Sequence[int]) -> str:
    """What is to be said of a triple that others contradict; "" for one without such."""
    if not graph.preferred[triple]:
        return "   in conflict, another value is preferred"
    rivals = sum(
        not graph.preferred[other]
        and graph.subject[other] == graph.subject[triple]
        and graph.predicate[other] == graph.predicate[triple]
        for other in others
    )
    return f"   preferred over {rivals} in conflict" if rivals else ""


def _place(source: Triple, documents: dict[str, Document]) -> str:
    document = documents.get(source.document_id)
    if document is None:
        return source.document_id
    if source.sentence_start is not None and source.sentence_end is not None:
        return f"{document.uri}: {document.text[source.sentence_start : source.sentence_end]}"
    if source.object_start is not None:
        return (
            f"{document.uri}: {source.xpath} characters {source.object_start}–{source.object_end}"
        )
    return f"{document.uri}: {source.xpath or source.extractor}"


def _documents(folder: Path) -> dict[str, Document]:
    """The documents of the run that made the graph, where they are beside it."""
    if not folder.exists():
        return {}
    tables = [name for name in read_manifest(folder).files if name.startswith(("corpus", "graph"))]
    found = (document for name in tables for document in documents_from(read_table(folder / name)))
    return {document.document_id: document for document in found}
