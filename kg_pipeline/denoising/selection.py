"""Which candidate pairs stay: DSGAN and the rivals it must beat (docs/methods.md, section 2)."""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg_pipeline.denoising.candidates import (
    CandidateBuilder,
    Candidates,
    candidates_of,
    shared_out,
)
from kg_pipeline.denoising.rows import candidate_of, read_rows
from kg_pipeline.denoising.settings import DenoisingSettings
from kg_pipeline.errors import DataError
from kg_pipeline.graph.store import KnowledgeGraph
from kg_pipeline.records import AlignedSentence
from kg_pipeline.storage import write_bytes, write_table

Reals = NDArray[np.float64]
Log = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Denoised:
    """keep_probability: (n,) one a candidate; log: one entry a game, with D's accuracy."""

    keep_probability: Reals
    log: Log


MethodFunction = Callable[[Candidates, DenoisingSettings, int], Denoised]


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


def _pretrained_competing(
    candidates: Candidates, settings: DenoisingSettings, seed: int
) -> Denoised:
    return _competing(candidates, _pretrained(candidates, settings, seed), settings)


def _dsgan_competing(candidates: Candidates, settings: DenoisingSettings, seed: int) -> Denoised:
    return _competing(candidates, _dsgan(candidates, settings, seed), settings)


def _competing(candidates: Candidates, found: Denoised, settings: DenoisingSettings) -> Denoised:
    """odds / (threshold's odds + sum of the odds that compete): p_G itself at ½ without rivals."""
    probability = np.clip(found.keep_probability, 1e-9, 1 - 1e-9)
    none = np.full(len(candidates.sightings.texts), _odds(settings.threshold))
    return Denoised(shared_out(candidates, probability / (1 - probability), none), found.log)


def _self_ensemble(candidates: Candidates, settings: DenoisingSettings, seed: int) -> Denoised:
    if len(candidates.predicates) < 2 and not len(candidates.background()):
        return METHODS["competition"](candidates, settings, seed)  # nothing to tell apart
    from kg_pipeline.denoising.ensemble import ensemble_probability

    against = _odds(settings.threshold)
    return Denoised(ensemble_probability(candidates, settings.ensemble, seed, against), [])


def recentred(probability: Reals, threshold: float) -> Reals:
    """``p(1 − θ) / (p(1 − θ) + (1 − p)θ)``: the threshold θ becomes one half, 0 and 1 stay."""
    kept, left = probability * (1 - threshold), (1 - probability) * threshold
    return kept / (kept + left)


def _odds(threshold: float) -> float:
    return threshold / (1 - threshold)


def _held(method: MethodFunction) -> MethodFunction:
    """The method, its whole probability held to the threshold."""

    def denoised(candidates: Candidates, settings: DenoisingSettings, seed: int) -> Denoised:
        found = method(candidates, settings, seed)
        return Denoised(recentred(found.keep_probability, settings.threshold), found.log)

    return denoised


# Those that share a pair out among its predicates weigh what speaks against all of them by the
# threshold instead: it speaks of noise and does not hold a pair's predicates against each other.
METHODS: dict[str, MethodFunction] = {
    "keep_all": _held(_keep_all),
    "random": _held(_random),
    "competition": _held(_competition),
    "linear": _held(_linear),
    "classifier": _held(_classifier),
    "pretrained": _held(_pretrained),
    "pretrained_competing": _pretrained_competing,
    "dsgan": _held(_dsgan),
    "dsgan_competing": _dsgan_competing,
    "self_ensemble": _self_ensemble,
}


def denoise(candidates: Candidates, settings: DenoisingSettings, seed: int) -> Denoised:
    """Keep probabilities of all candidates by the method that the settings name.

    Where nothing competes, odds are divided by those of the threshold: what stays is above one half.
    """
    if not len(candidates.sighting):
        return Denoised(np.zeros(0), [])
    return METHODS[settings.method](candidates, settings, seed)


def _games(
    candidates: Candidates, settings: DenoisingSettings, seed: int, *, pretrained_only: bool
) -> Denoised:
    """One game a predicate; the rare ones play one together."""
    import torch

    from kg_pipeline.denoising.adversarial import play
    from kg_pipeline.denoising.bags import relation_sets
    from kg_pipeline.denoising.networks import ENCODERS, one_thread

    part = ENCODERS[settings.encoder](candidates.sightings, settings.width, seed)
    counts = np.bincount(candidates.predicate, minlength=len(candidates.predicates))
    groups = [[int(r)] for r in np.flatnonzero(counts >= settings.min_positives)]
    rare = np.flatnonzero((counts > 0) & (counts < settings.min_positives)).tolist()
    if rare:
        groups.append(rare)
    keep = np.full(len(candidates.sighting), 0.5)
    log: Log = []
    adversarial = settings.adversarial
    if pretrained_only:
        adversarial = adversarial.model_copy(update={"epochs": 1})
    for number, group in enumerate(groups):
        sets = relation_sets(candidates, group, np.random.default_rng([seed, number]))
        if not sets.is_playable:
            continue
        chance = torch.Generator().manual_seed(seed * 10_007 + number)
        with one_thread():
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

    if not any(sentence.positives for sentence in sentences):
        nothing: dict[str, Any] = {"method": settings.method, "n_candidates": 0, "games": []}
        return DenoisedSentences([[] for _ in sentences], nothing)
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


def denoise_file(path: Path, output: Path, settings: DenoisingSettings, seed: int = 0) -> None:
    """The same rows in the same order, with ``keep_probability`` and ``keep``.

    JSON lines or Parquet (by the name's ending), in and out; columns: see rows.py. Background rows
    are kept with probability 1: they state nothing that could be wrong. Raises ``DataError`` that
    names the row and what it lacks.
    """
    rows = read_rows(path)
    builder = CandidateBuilder()
    for number, row in enumerate(rows, start=1):
        builder.add(candidate_of(row, f"{path}, row {number}"))
    if all(row.get("predicate") in (None, "") for row in rows):
        raise DataError(f"{path}: expected rows with a predicate, found background alone")
    candidates = builder.build()
    found = denoise(candidates, settings, seed).keep_probability
    keep = np.where(candidates.is_background, 1.0, found[candidates.rows])
    scored = [
        {**row, "keep_probability": float(value), "keep": bool(value > 0.5)}
        for row, value in zip(rows, keep, strict=True)
    ]
    if output.suffix == ".parquet":
        import pyarrow as pa

        write_table(output, pa.Table.from_pylist(scored))
        return
    lines = [json.dumps(row, ensure_ascii=False, default=str) + "\n" for row in scored]
    write_bytes(output, "".join(lines).encode())
