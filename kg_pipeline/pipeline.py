"""The stages in order: documents → cleaning → triples → graph → alignment → denoising → corpus.

Each stage writes one folder with a manifest that knows the hash of all its inputs; a finished stage
whose inputs did not change is skipped.
"""

import resource
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg_pipeline.alignment import Keys, within_limits
from kg_pipeline.calibration import load_calibration
from kg_pipeline.cleaning_work import clean_documents, discard_rounds
from kg_pipeline.corpus import read_corpus, write_corpus, write_corpus_tables
from kg_pipeline.corpus_statistics import corpus_statistics
from kg_pipeline.corpus_work import JudgedPart, judge_part
from kg_pipeline.engines.local import LocalEngine
from kg_pipeline.engines.parts import Engine, discard_work, run_parts
from kg_pipeline.engines.ray import RayEngine
from kg_pipeline.errors import ConfigurationError, DataError
from kg_pipeline.extraction import ExtractionSettings, lexicon_from
from kg_pipeline.extraction.merging import merge, predicates_of_same_pairs
from kg_pipeline.extraction.templates import write_rules
from kg_pipeline.graph.export import statistics, write_graphml
from kg_pipeline.graph.splitting import split
from kg_pipeline.graph.store import KnowledgeGraph, write_graph
from kg_pipeline.graph.writing import Flags
from kg_pipeline.records import (
    SetAside,
    Triple,
    to_table,
    triples_from,
)
from kg_pipeline.run_settings import PipelineRun, StageName
from kg_pipeline.sources.imported import read_imported
from kg_pipeline.stage_keys import StageKeys
from kg_pipeline.stage_work import (
    AlignmentPart,
    InputGroup,
    align_part,
    end_reading,
    extract_part,
    learn_templates,
    read_part,
    write_linking_tables,
)
from kg_pipeline.storage import (
    folder_writer,
    is_finished,
    open_folder,
    read_table,
    write_json,
    write_table,
)

if TYPE_CHECKING:
    import pyarrow as pa

Report = Callable[[str, int, int], None]  # stage, parts done, parts in all

_FILES_A_PART = 32
_LARGEST_GRAPHML = 50_000  # triples; larger graphs: kg-pipeline export


@dataclass(frozen=True)
class StageOutcome:
    """What a stage did: skipped or not, seconds, and the peak memory of this process so far."""

    stage: StageName
    skipped: bool
    seconds: float
    peak_rss_mb: float


class Pipeline:
    """One run of the pipeline over one output folder."""

    def __init__(self, settings: PipelineRun, report: Report) -> None:
        self.settings = settings
        self._report = report
        self._root = Path(settings.output)
        self._keys = StageKeys(settings)
        self._engine = _engine(settings)
        self._stages: dict[StageName, Callable[[Path, str], None]] = {
            "documents": self._documents,
            "cleaning": self._cleaning,
            "triples": self._triples,
            "graph": self._graph,
            "alignment": self._alignment,
            "denoising": self._denoising,
            "corpus": self._corpus,
            "statistics": self._statistics,
        }

    def run(self, only: StageName | None = None) -> list[StageOutcome]:
        """Run all stages (or one); raises ``DataError`` where nothing usable was found."""
        if not self.settings.inputs and not self.settings.imported_triples:
            raise ConfigurationError(
                "inputs: expected documents or imported_triples, found neither"
            )
        stages = list(self._stages) if only is None else [only]
        try:
            outcomes = [self._run_stage(stage) for stage in stages]
        finally:
            self._engine.close()
        write_json(self._root / "stages.json", [asdict(outcome) for outcome in outcomes])
        return outcomes

    def _run_stage(self, stage: StageName) -> StageOutcome:
        begin = time.perf_counter()
        folder, key = self._root / stage, self._keys.key(stage)
        skipped = is_finished(folder, key)
        if skipped:
            discard_work(folder)
            discard_rounds(folder)  # a kill may have come just after the folder was finished
        else:
            self._stages[stage](folder, key)
        self._report(stage, 1, 1)
        usages = [
            resource.getrusage(who).ru_maxrss
            for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
        ]
        return StageOutcome(stage, skipped, time.perf_counter() - begin, max(usages) / 1024)

    def _parts(self, stage: StageName, *names: str) -> list[Path]:
        """Tables of a finished stage; a damaged one is refused before it is read."""
        folder = self._root / stage
        open_folder(folder, "triples" if stage == "triples" else "documents")
        return sorted(path for name in names for path in folder.glob(f"{name}-*.parquet"))

    def _documents(self, folder: Path, key: str) -> None:
        parts: list[tuple[InputGroup, list[Path]]] = []
        for group, path in self._keys.inputs:
            if parts and parts[-1][0] is group and len(parts[-1][1]) < _FILES_A_PART:
                parts[-1][1].append(path)
            else:
                parts.append((group, [path]))
        self._spread(folder, "documents", key, parts, read_part)
        end_reading()
        if self.settings.inputs and not self._parts("documents", "corpus", "graph"):
            aside = _read_all(self._parts("documents", "set_aside"))
            reasons = sorted({row["reason"] for row in aside})
            raise DataError(
                f"no usable document among {len(aside)} inputs ({'; '.join(reasons)}); "
                f"see {folder} for each"
            )

    def _cleaning(self, folder: Path, key: str) -> None:
        settings = self.settings

        def report(done: int, total: int) -> None:
            self._report("cleaning", done, total)

        source = self._root / "documents"
        open_folder(source, "documents")
        clean_documents(source, folder, key, settings.cleaning, self._engine, report)

    def _triples(self, folder: Path, key: str) -> None:
        paths = self._parts("cleaning", "corpus", "graph")
        settings = self._with_templates(paths)
        self._spread(folder, "triples", key, [(settings, path) for path in paths], extract_part)

    def _with_templates(self, paths: Sequence[Path]) -> ExtractionSettings:
        """The settings of extraction with the rules that were learnt from all documents."""
        settings = self.settings.extraction
        if "templates" not in settings.extractors or settings.templates.rules is not None:
            return settings
        rules = self._root / "reports" / "templates.json"
        write_rules(rules, learn_templates(paths, settings.templates))
        templates = settings.templates.model_copy(update={"rules": rules})
        return settings.model_copy(update={"templates": templates})

    def _graph(self, folder: Path, key: str) -> None:
        self._report("graph", 0, 1)
        lexicon = lexicon_from(self.settings.extraction)
        calibration = load_calibration(self.settings.merging.calibration)
        content = merge(self._all_triples(), self.settings.merging, lexicon, calibration)
        if not content.triples:
            raise DataError(
                f"{self._root}: no triple was extracted or imported; look at "
                f"kg-pipeline inspect {self._root / 'documents'}, or give a schema of your own"
            )
        write_table(
            self._root / "reports" / "graph_set_aside.parquet",
            to_table(content.set_aside, SetAside),
        )
        parted = split(content, self.settings.splits)
        same_pairs = [asdict(pair) for pair in predicates_of_same_pairs(content)]
        write_json(self._root / "reports" / "same_pairs.json", same_pairs)
        if not parted.content.triples:
            raise DataError(
                f"splits: expected shares that leave a graph, found {self.settings.splits}"
            )
        write_graph(parted.content, folder, key, parted.held_out)

    def _all_triples(self) -> Iterator[Triple]:
        for path in self._parts("triples", "triples"):
            yield from triples_from(read_table(path))
        for name in self.settings.imported_triples:
            yield from read_imported(Path(name))

    def _alignment(self, folder: Path, key: str) -> None:
        graph_folder, tables = self._root / "graph", self._root / "linking"
        settings = self.settings
        if not is_finished(tables, key):
            write_linking_tables(graph_folder, settings.linking, tables, key)
        parts = [
            AlignmentPart(path, graph_folder, tables, settings.linking, settings.alignment)
            for path in self._parts("cleaning", "corpus")
        ]
        found = folder.with_name("found")
        if is_finished(found, key):
            discard_work(found)  # a kill may have come just after the folder was finished
        else:
            self._spread(found, "found", key, parts, align_part)
        graph = KnowledgeGraph.load(graph_folder)
        keys = Keys.of(read_table(path) for path in sorted(found.glob("keys-*.parquet")))
        kept = within_limits(keys, graph.predicate, settings.alignment)
        reasons = Counter(_counted(sorted(found.glob("reasons-*.parquet")))) + Counter(
            kept.set_aside
        )
        write_json(self._root / "reports" / "alignment.json", dict(reasons))
        wanted = _wanted(sorted(found.glob("found-*.parquet")), kept.flags)
        write_corpus_tables(wanted, folder, graph.graph_id, key)

    def _denoising(self, folder: Path, key: str) -> None:
        from kg_pipeline.denoising.report import write_report
        from kg_pipeline.denoising.selection import denoise_sentences

        self._report("denoising", 0, 1)
        graph = KnowledgeGraph.load(self._root / "graph")
        sentences = list(read_corpus(self._root / "alignment"))
        settings = self.settings
        kept = denoise_sentences(sentences, graph, settings.denoising, settings.seed)
        scored = (
            replace(
                sentence,
                positives=tuple(
                    replace(fact, keep_probability=float(probability))
                    for fact, probability in zip(sentence.positives, found, strict=True)
                ),
            )
            for sentence, found in zip(sentences, kept.by_sentence, strict=True)
        )
        write_json(self._root / "reports" / "denoising.json", kept.log)
        write_report(self._root / "reports" / "denoising.html", kept.log)
        write_corpus(scored, folder, graph.graph_id, key)

    def _corpus(self, folder: Path, key: str) -> None:
        graph_folder = self._root / "graph"
        graph = KnowledgeGraph.load(graph_folder)
        settings = self.settings
        parts = [
            JudgedPart(path, graph_folder, settings.negatives_per_kind, settings.seed)
            for path in read_corpus(self._root / "denoising").files
        ]
        judged = folder.with_name("judged")
        self._spread(judged, "corpus", key, parts, judge_part)
        tables = (read_table(path) for path in sorted(judged.glob("sentences-*.parquet")))
        write_corpus_tables(tables, folder, graph.graph_id, key)

    def _statistics(self, folder: Path, key: str) -> None:
        graph = KnowledgeGraph.load(self._root / "graph")
        corpus = read_corpus(self._root / "corpus")
        with folder_writer(folder, "statistics", key) as place:
            write_json(place / "graph.json", asdict(statistics(graph, self.settings.seed)))
            write_json(place / "corpus.json", asdict(corpus_statistics(corpus)))
            if graph.n_triples <= _LARGEST_GRAPHML:
                write_graphml(graph, place / "graph.graphml")

    def _spread(
        self, folder: Path, stage: str, key: str, parts: Sequence[Any], work: Callable[[Any], Any]
    ) -> None:
        def report(done: int, total: int) -> None:
            self._report(stage, done, total)

        run_parts(folder, stage, key, parts, work, self._engine, report)


def _engine(settings: PipelineRun) -> Engine:
    if settings.engine == "ray":
        return RayEngine(settings.workers, settings.ray_address)
    return LocalEngine(settings.workers)


def _wanted(paths: Sequence[Path], flags: Flags) -> Iterator["pa.Table"]:
    """The rows of tables, one after the other, that are flagged."""
    begin = 0
    for path in paths:
        table = read_table(path)
        yield table.filter(flags[begin : begin + len(table)])
        begin += len(table)


def _read_all(paths: Sequence[Path]) -> list[dict[str, Any]]:
    return [row for path in paths for row in read_table(path).to_pylist()]


def _counted(paths: Sequence[Path]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for row in _read_all(paths):
        counts[row["reason"]] = counts.get(row["reason"], 0) + row["n"]
    return counts
