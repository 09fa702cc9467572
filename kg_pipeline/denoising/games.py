"""DSGAN's games over all predicates: one each, or one for all of them together."""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from kg_pipeline.denoising.adversarial import Outcome, play
from kg_pipeline.denoising.bags import relation_sets
from kg_pipeline.denoising.candidates import Candidates, Sightings
from kg_pipeline.denoising.encoders import CNNS, encoded, load_encoder
from kg_pipeline.denoising.networks import EncoderPart, cnn_part, frozen_part, one_thread
from kg_pipeline.denoising.settings import AdversarialSettings, DenoisingSettings

Reals = NDArray[np.float64]
Log = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Games:
    """p_G of every candidate (n,) by the best and by the pretrained G, and a log entry a game.

    A game that could not be played has an entry with its predicates alone.
    """

    best: Reals
    pretrained: Reals
    log: Log


def encoder_part(sightings: Sightings, settings: DenoisingSettings) -> EncoderPart:
    """The encoder that the settings name, over all sightings."""
    if settings.encoder in CNNS:
        return cnn_part(sightings, piecewise=settings.encoder == "piecewise_cnn")
    return frozen_part(states_of(sightings, settings))


def states_of(sightings: Sightings, settings: DenoisingSettings) -> NDArray[np.float32]:
    """Frozen features of all sightings (M, W), from the cache where they are known."""
    cache = None if settings.cache is None else Path(settings.cache)
    return encoded(load_encoder(settings.encoder), sightings, cache)


def played(
    candidates: Candidates,
    part: EncoderPart,
    settings: AdversarialSettings,
    seed: int,
    *,
    together: bool,
) -> Games:
    """Play one game a predicate, or one for all of them (``together``).

    A predicate that has too few sightings for its sets keeps ½ everywhere.
    """
    present = np.unique(candidates.predicate).tolist()
    groups = [present] if together else [[predicate] for predicate in present]
    best = np.full(len(candidates.sighting), 0.5)
    pretrained, log = best.copy(), list[dict[str, Any]]()
    for number, group in enumerate(groups):
        sets = relation_sets(candidates, group, np.random.default_rng([seed, number]))
        names = [candidates.predicates[relation] for relation in group]
        if not sets.is_playable:
            log.append({"predicates": names})
            continue
        chance = torch.Generator().manual_seed(seed * 10_007 + number)
        with one_thread():
            outcome = play(part, sets, settings, chance)
        best[sets.candidates] = outcome.keep.double().numpy()
        pretrained[sets.candidates] = outcome.pretrained_keep.double().numpy()
        log.append(_entry(names, outcome))
    return Games(best, pretrained, log)


def _entry(predicates: list[str], outcome: Outcome) -> dict[str, Any]:
    return {
        "predicates": predicates,
        "accuracy": [outcome.start_accuracy, *(epoch.accuracy for epoch in outcome.epochs)],
        "epochs": [asdict(epoch) for epoch in outcome.epochs],
        "best_epoch": outcome.best_epoch,
        "stopped_early": outcome.stopped_early,
    }
