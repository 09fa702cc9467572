"""Runs of the pipeline up to alignment over real texts and graphs, for ``alignment_quality.py``."""

import hashlib
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "experiments"))

from judged_pairs import Pair, pairs_of
from real_data import graph_sources
from real_data.movies import Page, actors, movies
from real_data.names import plain
from real_data.records import Json, json_lines, write_lines

from kg_pipeline.corpus import read_corpus, sentences_of
from kg_pipeline.graph.store import KnowledgeGraph
from kg_pipeline.pipeline import Pipeline
from kg_pipeline.records import AlignedSentence, Document, documents_from
from kg_pipeline.run_settings import PipelineRun, StageName
from kg_pipeline.settings import parse_settings
from kg_pipeline.storage import read_table

_STAGES: tuple[StageName, ...] = ("documents", "cleaning", "triples", "graph", "alignment")
_IMPORTED_ONLY: Mapping[str, Any] = {
    "extraction": {"extractors": [], "shipped_patterns": False},
    "merging": {"unify_labels": False},
}
_LIMITS, _UNLIMITED = ("join_chars", "max_chars", "max_pair_distance"), 10_000
_FIELDS = {"title": "title", "text": ["text"], "attributes": []}


def is_test(name: str) -> bool:
    """Whether a page or text, by the hash of its name, was not looked at when rules were made."""
    return hashlib.sha256(name.encode()).digest()[0] % 2 == 0


@dataclass(frozen=True)
class Run:
    """A finished run; ``use`` of the documents that are looked at."""

    folder: Path
    use: str = "corpus"

    @cached_property
    def graph(self) -> KnowledgeGraph:
        """Its graph."""
        return KnowledgeGraph.load(self.folder / "graph")

    @cached_property
    def names(self) -> dict[str, str]:
        """Node id → name."""
        return dict(zip(self.graph.entity_ids, self.graph.names, strict=True))

    @cached_property
    def documents(self) -> dict[str, Document]:
        """Documents of the corpus by their ids."""
        paths = sorted((self.folder / "cleaning").glob(f"{self.use}-*.parquet"))
        found = (document for path in paths for document in documents_from(read_table(path)))
        return {document.document_id: document for document in found}

    def found(self) -> Iterator[AlignedSentence]:
        """Sentences before caps and copies."""
        for path in sorted((self.folder / "found").glob("found-*.parquet")):
            yield from sentences_of(read_table(path))

    def aligned(self, stage: StageName = "alignment") -> list[AlignedSentence]:
        """Sentences of a stage."""
        return list(read_corpus(self.folder / stage))

    def pairs(self, sentences: Sequence[AlignedSentence], group: str = "") -> list[Pair]:
        """All pairs; the group is the source that the document's title names, or ``group``."""

        def group_of(sentence: AlignedSentence) -> str:
            return group or self.documents[sentence.document_id].title.split(" ")[0]

        return pairs_of(sentences, self.names, group_of, self._before)

    def of_test_half(self, pair: Pair) -> bool:
        """Whether a pair's page was not looked at."""
        return is_test(self.documents[pair.sentence.document_id].title)

    def _before(self, sentence: AlignedSentence) -> str:
        """The title, and the text of the same document right before the sentence."""
        document = self.documents[sentence.document_id]
        lead = document.text[max(0, sentence.start - 60) : sentence.start]
        return f"《{document.title}》 …{lead}"


def run_pipeline(folder: Path, inputs: Mapping[str, Any]) -> Run:
    """Run all stages up to alignment; those that are finished are skipped."""
    settings = parse_settings(PipelineRun, {"output": str(folder), "workers": 1, **inputs}, "run")
    pipeline = Pipeline(settings, lambda *state: None)
    for stage in _STAGES:
        pipeline.run(stage)
    return Run(folder)


def baike_pages(data: Path) -> list[Page]:
    """Actors and movies that have a text and a value."""
    pages = [*actors(data), *movies(data)]
    return [page for page in pages if page.biography.strip() and page.values]


def baike_run(data: Path, work: Path, alignment: Mapping[str, Any]) -> Run:
    """The graph of the infoboxes, the texts of the same pages; no cleaning, no caps."""
    pages = baike_pages(data)
    triples = [
        {**graph_sources.attribute(page.name, *value, "baike").row(), "document": str(number)}
        for number, page in enumerate(pages)
        for value in page.values
    ]
    # A document is known by its bytes: the number keeps pages of one text apart.
    texts = [{"title": page.name, "text": page.biography, "n": n} for n, page in enumerate(pages)]
    write_lines(work / "triples.jsonl", (row for row in triples if row["object"]))
    write_lines(work / "documents.jsonl", texts)
    return run_pipeline(work / "pipeline", _imported(work, alignment))


def _imported(work: Path, alignment: Mapping[str, Any]) -> Json:
    uncapped = {"max_per_triple": 1_000_000, "max_per_predicate": 1_000_000}
    return {
        **_IMPORTED_ONLY,
        "inputs": [{"paths": [str(work / "documents.jsonl")], "fields": _FIELDS}],
        "imported_triples": [str(work / "triples.jsonl")],
        "cleaning": {"filters": []},
        "alignment": {**uncapped, **alignment},
    }


def named_run(data: Path, work: Path) -> Run:
    """Only pairs whose subject the sentence names."""
    return baike_run(data, work, {})


def implied_run(data: Path, work: Path) -> Run:
    """Also those whose subject it leaves out."""
    return baike_run(data, work, {"implied_subjects": "all"})


def worded_run(data: Path, work: Path) -> Run:
    """Of these only those of which it speaks in declared words."""
    return baike_run(data, work, {"implied_subjects": "all", "wording": "declared"})


def duie_rows(data: Path) -> list[Json]:
    """All labelled sentences of DuIE."""
    return [
        row for part in ("part1", "part2") for row in json_lines(data / "duie2" / f"{part}.json")
    ]


def duie_run(data: Path, work: Path) -> Run:
    """The graph of DuIE's own triples, each of its texts a document."""
    return _duie_run(data, work, {})


def duie_worded_run(data: Path, work: Path) -> Run:
    """Only sentences that speak of the predicate in declared words."""
    return _duie_run(data, work, {"wording": "declared"})


def duie_joined_run(data: Path, work: Path) -> Run:
    """Neighbouring sentences as one, as far as the usual limit of a sentence."""
    return _duie_run(data, work, {"join_chars": 256})


def duie_whole_run(data: Path, work: Path) -> Run:
    """Each text as one sentence, as it was labelled, however long."""
    return _duie_run(data, work, dict.fromkeys(_LIMITS, _UNLIMITED))


def _duie_run(data: Path, work: Path, alignment: Mapping[str, Any]) -> Run:
    facts = graph_sources.duie2(data)
    write_lines(work / "triples.jsonl", (fact.row() for fact in facts if fact.object))
    rows = duie_rows(data)
    texts = [{"title": f"duie2 {n}", "text": plain(row["text"])} for n, row in enumerate(rows)]
    write_lines(work / "documents.jsonl", texts)
    return run_pipeline(work / "pipeline", _imported(work, alignment))
