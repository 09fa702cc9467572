"""The real texts of the cleaning benchmark, and which of them are no near-duplicates by nature."""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy.sparse import csr_array
from sklearn.feature_extraction.text import CountVectorizer

from kg_pipeline.cleaning.characters import distinct, folded, shingles
from kg_pipeline.cleaning.titles import title_key
from kg_pipeline.records import Document
from kg_pipeline.sources.documents import read_documents
from kg_pipeline.sources.inputs import SourceSettings, find_inputs

ALIKE = 0.5
_SAMPLE = 16  # one in so many shingles of a document is compared


def unlike(texts: Sequence[str], length: int) -> list[str]:
    """Texts of which none is nearly another one, by all pairs of their character n-grams."""
    counts = CountVectorizer(analyzer="char", ngram_range=(length, length), binary=True)
    twins = _twins(csr_array(counts.fit_transform(texts)))
    return [text for number, text in enumerate(texts) if number not in twins]


def unlike_documents(documents: Sequence[Document]) -> list[Document]:
    """Documents of which none is nearly another one, by all pairs of a sample of their shingles."""
    sets = [distinct(shingles(folded(one.text), 5)) for one in documents]
    sampled = [hashes[hashes % _SAMPLE == 0] // _SAMPLE for hashes in sets]
    columns, places = np.unique(np.concatenate(sampled), return_inverse=True)
    edges = np.concatenate(([0], np.cumsum([len(one) for one in sampled])))
    shape = (len(documents), len(columns))
    twins = _twins(csr_array((np.ones(len(places), dtype=np.int64), places, edges), shape=shape))
    return [one for number, one in enumerate(documents) if number not in twins]


def _twins(grams: csr_array) -> set[int]:
    sizes = np.asarray(grams.sum(axis=1)).ravel()
    shared = (grams @ grams.T).tocoo()
    union = sizes[shared.row] + sizes[shared.col] - shared.data
    alike = (shared.data >= ALIKE * union) & (shared.row < shared.col)
    return set(shared.col[alike].tolist())


def read_texts(data: Path) -> tuple[list[str], list[str]]:
    """The sentences of DuIE and the conditions of service items, each once."""
    sentences = [
        json.loads(row)["text"].strip()
        for name in ("part1.json", "part2.json", "unlabelled.json")
        for row in (data / "duie2" / name).read_text(encoding="utf-8").split("\n")
        if row.strip()
    ]
    rows = (data / "gov_services" / "policy.json").read_text(encoding="utf-8").split("\n")
    items = [json.loads(row).get("accept_standard") or "" for row in rows if row.strip()]
    return list(dict.fromkeys(sentences)), list(
        dict.fromkeys(one for one in items if len(one) > 20)
    )


def read_laws(folder: Path) -> list[Document]:
    """The laws, one version of each."""
    source = SourceSettings(paths=[str(folder)])
    found: dict[str, Document] = {}
    for path in find_inputs(source):
        for one in read_documents(path, source):
            if isinstance(one, Document) and len(one.text) > 500:
                found.setdefault(title_key(one.title), one)
    return list(found.values())
