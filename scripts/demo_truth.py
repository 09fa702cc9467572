"""What the demo's extraction and denoising are worth, held against the truth."""

import json
from pathlib import Path
from typing import Any

import numpy as np

from kg_pipeline.corpus import read_corpus
from kg_pipeline.denoising.measures import precision_at_yield
from kg_pipeline.graph.store import KnowledgeGraph
from kg_pipeline.graph.values import normalize
from kg_pipeline.records import documents_from
from kg_pipeline.storage import read_table

Fact = tuple[str, str, str, str]  # page, subject, predicate, normalised object


def extraction_figures(run: Path, expected: Path) -> dict[str, Any]:
    """Precision and recall of the structured triples of hand-written pages."""
    if not expected.exists():
        return {}
    wanted: set[Fact] = set()
    for line in expected.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        wanted.add(fact(row["page"], row["subject"], row["predicate"], row["object"]))
    pages = {page for page, *_ in wanted}
    names: dict[str, str] = {}
    for path in sorted((run / "documents").glob("*.parquet")):
        if not path.name.startswith("set_aside"):
            for document in documents_from(read_table(path)):
                names[document.document_id] = Path(document.uri).name
    found: set[Fact] = set()
    for path in sorted((run / "triples").glob("*.parquet")):
        for row in read_table(path).to_pylist():
            page = names.get(row["document_id"], "")
            if page in pages and row["extractor"].startswith("structured"):
                found.add(fact(page, row["subject"], row["predicate"], row["object"]))
    right = len(found & wanted)
    return {
        "precision": right / max(1, len(found)),
        "recall": right / max(1, len(wanted)),
        "n_expected": len(wanted),
        "n_found": len(found),
        "pages": len(pages),
    }


def fact(page: str, subject: str, predicate: str, object_: str) -> Fact:
    """A comparable fact: white space folded, dates and numbers normalised."""
    value = normalize(object_)
    return page, " ".join(subject.split()), "".join(predicate.split()), value.text + value.unit


def denoising_figures(run: Path) -> dict[str, Any]:
    """Precision of the aligned relation pairs before and after, at the truth's yield."""
    graph = KnowledgeGraph.load(run / "graph")
    truth: dict[tuple[str, str, str, str], bool] = {}
    with (run / "input" / "truth" / "sentences.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            for entry in row["triples"]:
                key = (row["text"], entry["subject"], entry["predicate"], entry["object"])
                truth[key] = entry["expressed"]
    stated = {
        (sentence.sentence_id, entry.subject, entry.predicate, entry.object)
        for sentence in read_corpus(run / "corpus")
        for entry in sentence.positives
    }
    scores, flags, competing, keeps = [], [], [], []
    for sentence in read_corpus(run / "denoising"):
        for entry in sentence.positives:
            object_ = graph.names[graph.index(entry.object)]
            key = (sentence.text, entry.subject, entry.predicate, object_)
            if key in truth:
                scores.append(entry.keep_probability)
                flags.append(truth[key])
                competing.append(1.0 / entry.n_competing)
                fact_id = (sentence.sentence_id, entry.subject, entry.predicate, entry.object)
                keeps.append(fact_id in stated)
    right = np.array(flags, dtype=bool)
    n_true = int(right.sum())
    kept = np.array(keeps, dtype=bool)
    return {
        "n_judged": len(right),
        "precision_before": float(right.mean()),
        "precision_after": precision_at_yield(np.array(scores), right, n_true),
        "random_same_yield": float(right.mean()),
        "competition": precision_at_yield(np.array(competing), right, n_true),
        "kept_share": float(kept.mean()),
        "kept_precision": float(right[kept].mean()) if kept.any() else None,
    }
