"""Denoising applied: to aligned sentences of a run, and to a file that somebody has."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from kg_pipeline.denoising.candidates import CandidateBuilder, Candidates, candidates_of
from kg_pipeline.denoising.labelled import calibrated, labels_of
from kg_pipeline.denoising.methods import Denoised, denoise
from kg_pipeline.denoising.rows import candidate_of, read_rows
from kg_pipeline.denoising.scored import prepared
from kg_pipeline.denoising.settings import DenoisingSettings
from kg_pipeline.errors import DataError
from kg_pipeline.graph.store import KnowledgeGraph
from kg_pipeline.records import AlignedSentence
from kg_pipeline.storage import require_writable, table_format

Log = dict[str, Any]

_COUNTING = ("keep_all", "random", "frequency", "competition")  # read no text


@dataclass(frozen=True, slots=True)
class DenoisedSentences:
    """by_sentence: the keep probabilities of each sentence's positives, in their order."""

    by_sentence: list[list[float]]
    log: Log


def denoise_sentences(
    sentences: Sequence[AlignedSentence],
    graph: KnowledgeGraph,
    settings: DenoisingSettings,
    seed: int,
) -> DenoisedSentences:
    """Keep probabilities of all positives of aligned sentences."""

    def type_of(entity: str) -> str:
        types = graph.types(graph.index(entity)) if entity in graph else ()
        return types[0] if types else ""

    if not any(sentence.positives for sentence in sentences):
        nothing: Log = {"method": settings.method, "n_candidates": 0, "games": [], "unplayed": []}
        return DenoisedSentences([[] for _ in sentences], nothing)
    candidates = candidates_of(sentences, type_of, graph.states_between)
    found, log = _judged(candidates, settings, seed)
    of_rows = iter(found.keep_probability[candidates.rows].tolist() if len(candidates.rows) else [])
    by_sentence = [[next(of_rows) for _ in sentence.positives] for sentence in sentences]
    return DenoisedSentences(by_sentence, log)


def denoise_file(path: Path, output: Path, settings: DenoisingSettings, seed: int = 0) -> Log:
    """The same rows in the same order, with ``keep_probability`` and ``keep``; returns the log.

    JSON lines or Parquet (by the name's ending), in and out; columns: see rows.py. Background rows
    are kept with probability 1: they state nothing that could be wrong. Raises ``DataError`` that
    names the row and what it lacks, before anything is computed.
    """
    table_format(output)
    given = read_rows(path)
    builder = CandidateBuilder()
    for number, row in enumerate(given.rows, start=1):
        builder.add(candidate_of(row, f"{path}, row {number}"))
    if all(row.get("predicate") in (None, "") for row in given.rows):
        raise DataError(f"{path}: expected rows with a predicate, found background alone")
    candidates = builder.build()
    scored = prepared(given, path, output)
    require_writable(output)
    found, log = _judged(candidates, settings, seed)
    keep = np.where(candidates.is_background, 1.0, found.keep_probability[candidates.rows])
    scored.write(output, keep)
    return log


def _judged(candidates: Candidates, settings: DenoisingSettings, seed: int) -> tuple[Denoised, Log]:
    """What the method finds, calibrated where a labelled sample is given, and the stage's report."""
    if settings.cache is not None and Path(settings.cache).is_file():
        raise DataError(f"{settings.cache}: expected a folder for the cache, found a file")
    labels = None if settings.labelled is None else labels_of(candidates, Path(settings.labelled))
    found = denoise(candidates, settings, seed)
    log: Log = {
        "method": settings.method,
        "encoder": settings.encoder,
        "threshold": settings.threshold,
        "nothing_to_tell_apart": settings.method not in _COUNTING
        and len(candidates.predicates) < 2
        and not len(candidates.background()),
        "n_candidates": len(candidates.sighting),
        "games": [entry for entry in found.log if "accuracy" in entry],
        "unplayed": [
            name for entry in found.log if "accuracy" not in entry for name in entry["predicates"]
        ],
    }
    if labels is not None:
        curves = calibrated(candidates, found.keep_probability, labels, settings.threshold, seed)
        found, log["calibration"] = Denoised(curves.keep_probability, found.log), curves.report
    log["n_kept"] = int((found.keep_probability > 0.5).sum())
    return found, log
