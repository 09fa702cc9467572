"""Which candidate pairs stay: DSGAN and the rivals it must beat (docs/methods.md, section 2)."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg_pipeline.denoising.candidates import Candidate, CandidateBuilder, Candidates, candidates_of
from kg_pipeline.denoising.settings import DenoisingSettings
from kg_pipeline.errors import DataError
from kg_pipeline.graph.store import KnowledgeGraph
from kg_pipeline.records import AlignedSentence
from kg_pipeline.storage import read_table, write_bytes, write_table

Reals = NDArray[np.float64]
Log = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Denoised:
    """keep_probability: (n,) one a candidate; log: one entry a game, with D's accuracy."""

    keep_probability: Reals
    log: Log


@dataclass(frozen=True, slots=True)
class DenoisedSentences:
    """by_sentence: the keep probabilities of each sentence's positives, in their order."""

    by_sentence: list[list[float]]
    log: dict[str, Any]


def _keep_all(candidates: Candidates, settings: DenoisingSettings, seed: int) -> Denoised:
    return Denoised(np.ones(len(candidates.sighting)), [])


def _random(candidates: Candidates, settings: DenoisingSettings, seed: int) -> Denoised:
    draws = np.random.default_rng(seed).random(len(candidates.sighting))
    return Denoised((draws < settings.random_rate).astype(np.float64), [])


def _competition(candidates: Candidates, settings: DenoisingSettings, seed: int) -> Denoised:
    return Denoised(1.0 / candidates.n_competing, [])


def _linear(candidates: Candidates, settings: DenoisingSettings, seed: int) -> Denoised:
    from kg_pipeline.denoising.classification import cross_fitted, sparse_linear

    judge = sparse_linear(candidates, seed)
    return Denoised(cross_fitted(candidates, judge, settings.folds, seed), [])


def _classifier(candidates: Candidates, settings: DenoisingSettings, seed: int) -> Denoised:
    from kg_pipeline.denoising.classification import cross_fitted, hidden_layer

    judge = hidden_layer(candidates, settings.width, settings.hidden, seed)
    return Denoised(cross_fitted(candidates, judge, settings.folds, seed), [])


def _dsgan(candidates: Candidates, settings: DenoisingSettings, seed: int) -> Denoised:
    return _games(candidates, settings, seed, pretrained_only=False)


def _pretrained(candidates: Candidates, settings: DenoisingSettings, seed: int) -> Denoised:
    return _games(candidates, settings, seed, pretrained_only=True)


def _self_ensemble(candidates: Candidates, settings: DenoisingSettings, seed: int) -> Denoised:
    runs = [_pretrained(candidates, settings, seed + run) for run in range(settings.ensemble)]
    return Denoised(np.mean([run.keep_probability for run in runs], axis=0), runs[0].log)


METHODS: dict[str, Callable[[Candidates, DenoisingSettings, int], Denoised]] = {
    "keep_all": _keep_all,
    "random": _random,
    "competition": _competition,
    "linear": _linear,
    "classifier": _classifier,
    "pretrained": _pretrained,
    "dsgan": _dsgan,
    "self_ensemble": _self_ensemble,
}


def denoise(candidates: Candidates, settings: DenoisingSettings, seed: int) -> Denoised:
    """Keep probabilities of all candidates by the method that the settings name."""
    if not len(candidates.sighting):
        return Denoised(np.zeros(0), [])
    return METHODS[settings.method](candidates, settings, seed)


def _games(
    candidates: Candidates, settings: DenoisingSettings, seed: int, *, pretrained_only: bool
) -> Denoised:
    """One game a predicate; the rare ones play one together."""
    import torch

    from kg_pipeline.denoising.adversarial import AdversarialSettings, play
    from kg_pipeline.denoising.bags import relation_sets
    from kg_pipeline.denoising.networks import ENCODERS

    part = ENCODERS[settings.encoder](candidates.sightings, settings.width, seed)
    counts = np.bincount(candidates.predicate, minlength=len(candidates.predicates))
    groups = [[int(r)] for r in np.flatnonzero(counts >= settings.min_positives)]
    rare = np.flatnonzero((counts > 0) & (counts < settings.min_positives)).tolist()
    if rare:
        groups.append(rare)
    keep = np.full(len(candidates.sighting), 0.5)
    log: Log = []
    adversarial = AdversarialSettings(epochs=1) if pretrained_only else AdversarialSettings()
    for number, group in enumerate(groups):
        sets = relation_sets(candidates, group, np.random.default_rng([seed, number]))
        if not sets.is_playable:
            continue
        chance = torch.Generator().manual_seed(seed * 10_007 + number)
        outcome = play(part, sets, adversarial, chance)
        kept = outcome.pretrained_keep if pretrained_only else outcome.keep
        keep[sets.candidates] = kept.double().numpy()
        log.append(
            {
                "predicates": [candidates.predicates[relation] for relation in group],
                "accuracy": [outcome.start_accuracy, *(e.accuracy for e in outcome.epochs)],
                "epochs": [asdict(epoch) for epoch in outcome.epochs],
                "best_epoch": outcome.best_epoch,
                "stopped_early": outcome.stopped_early,
            }
        )
    return Denoised(keep, log)


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

    candidates = candidates_of(sentences, type_of)
    found = denoise(candidates, settings, seed)
    of_rows = iter(found.keep_probability[candidates.rows].tolist() if len(candidates.rows) else [])
    by_sentence = [[next(of_rows) for _ in sentence.positives] for sentence in sentences]
    log = {"method": settings.method, "n_candidates": len(candidates.sighting), "games": found.log}
    return DenoisedSentences(by_sentence, log)


def precision_at_yield(scores: Reals, truth: NDArray[np.bool_], n_kept: int) -> float:
    """Precision of the ``n_kept`` highest scores; ties count with their mean truth."""
    if n_kept < 1:
        return 0.0
    order = np.argsort(-scores, kind="stable")
    limit = scores[order[n_kept - 1]]
    above, tied = scores > limit, scores == limit
    open_places = n_kept - int(above.sum())
    return float((truth[above].sum() + open_places * truth[tied].mean()) / n_kept)


_COLUMNS = ("text", "subject_start", "subject_end", "object_start", "object_end", "predicate")


def denoise_file(path: Path, output: Path, settings: DenoisingSettings, seed: int = 0) -> None:
    """The same rows in the same order, with ``keep_probability`` and ``keep``.

    JSON lines or Parquet, in and out. Raises ``DataError`` that names the row and what it lacks.
    """
    rows = _read_rows(path)
    builder = CandidateBuilder()
    for number, row in enumerate(rows, start=1):
        builder.add(_candidate(row, path, number))
    candidates = builder.build()
    keep = denoise(candidates, settings, seed).keep_probability[candidates.rows]
    scored = [
        {**row, "keep_probability": float(value), "keep": bool(value > 0.5)}
        for row, value in zip(rows, keep, strict=True)
    ]
    if output.suffix == ".parquet":
        import pyarrow as pa

        write_table(output, pa.Table.from_pylist(scored))
        return
    lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in scored]
    write_bytes(output, "".join(lines).encode())


def _read_rows(path: Path) -> list[dict[str, Any]]:
    if not path.is_file():
        raise DataError(f"{path}: expected JSON lines or Parquet, found no file")
    if path.suffix == ".parquet":
        rows = read_table(path).to_pylist()
    else:
        try:
            lines = path.read_text(encoding="utf-8").split("\n")
            rows = [json.loads(line) for line in lines if line.strip()]
        except (ValueError, UnicodeDecodeError) as error:
            raise DataError(f"{path}: not JSON lines in UTF-8 ({error})") from error
    if not rows:
        raise DataError(f"{path}: expected rows with {', '.join(_COLUMNS)}, found none")
    return rows


def _candidate(row: Mapping[str, Any], path: Path, number: int) -> Candidate:
    missing = [name for name in _COLUMNS if name not in row]
    if missing:
        raise DataError(f"{path}, row {number}: column {missing[0]} is missing")
    text, spans = row["text"], [row[name] for name in _COLUMNS[1:5]]
    sound = all(isinstance(place, int) for place in spans)
    if not sound or not (0 <= spans[0] < spans[1] <= len(text) >= spans[3] > spans[2] >= 0):
        raise DataError(
            f"{path}, row {number}: spans {spans} do not lie within the text's "
            f"{len(text)} characters"
        )
    pair = (text[spans[0] : spans[1]], text[spans[2] : spans[3]])
    return Candidate(text, spans[0], spans[1], spans[2], spans[3], row["predicate"], pair)
