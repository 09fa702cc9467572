"""Which candidate pairs stay: DSGAN and the rivals it must beat (docs/methods.md, section 2)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg_pipeline.denoising.candidates import Candidates, shared_out
from kg_pipeline.denoising.encoders import CNNS, require_encoder
from kg_pipeline.denoising.settings import DenoisingSettings

Reals = NDArray[np.float64]
Log = list[dict[str, Any]]

_CERTAIN = 1e-9
_OTHERS = 1e-3


@dataclass(frozen=True, slots=True)
class Denoised:
    """keep_probability: (n,) one a candidate; log: one entry a game, with D's accuracy."""

    keep_probability: Reals
    log: Log


Method = Callable[[Candidates, DenoisingSettings, int], Denoised]


def _keep_all(candidates: Candidates, settings: DenoisingSettings, seed: int) -> Denoised:
    return Denoised(np.ones(len(candidates.sighting)), [])


def _random(candidates: Candidates, settings: DenoisingSettings, seed: int) -> Denoised:
    draws = np.random.default_rng(seed).random(len(candidates.sighting))
    return Denoised(recentred(draws, 1 - settings.random_rate), [])


def _frequency(candidates: Candidates, settings: DenoisingSettings, seed: int) -> Denoised:
    counts = np.bincount(candidates.predicate).astype(np.float64)
    nothing = np.zeros(len(candidates.sightings.texts))
    return Denoised(shared_out(candidates, counts[candidates.predicate], nothing), [])


def _competition(candidates: Candidates, settings: DenoisingSettings, seed: int) -> Denoised:
    return Denoised(1.0 / candidates.n_competing, [])


def _linear_crossfit(candidates: Candidates, settings: DenoisingSettings, seed: int) -> Denoised:
    from kg_pipeline.denoising.linear import linear_probability

    found = Denoised(linear_probability(candidates, settings.folds, seed), [])
    return with_competition(candidates, found, settings, of_all=True)


def _pretrained_generator(
    candidates: Candidates, settings: DenoisingSettings, seed: int
) -> Denoised:
    from kg_pipeline.denoising.games import encoder_part, played

    part = encoder_part(candidates.sightings, settings)
    no_game = settings.adversarial.model_copy(update={"epochs": 0})
    games = played(candidates, part, no_game, seed, together=False)
    unplayed = [entry for entry in games.log if "accuracy" not in entry]
    return with_competition(candidates, Denoised(games.pretrained, unplayed), settings)


def _self_ensemble(candidates: Candidates, settings: DenoisingSettings, seed: int) -> Denoised:
    if len(candidates.predicates) < 2 and not len(candidates.background()):
        return METHODS["competition"](candidates, settings, seed)  # nothing to tell apart
    from kg_pipeline.denoising.discriminant import discriminant_classifier
    from kg_pipeline.denoising.ensemble import Classifier, ensemble_probability
    from kg_pipeline.denoising.games import states_of

    if settings.encoder in CNNS:
        from kg_pipeline.denoising.softmax_cnn import CnnClassifier

        piecewise = settings.encoder == "piecewise_cnn"
        classifier: Classifier = CnnClassifier(candidates, seed, piecewise=piecewise)
    else:
        classifier = discriminant_classifier(candidates, states_of(candidates.sightings, settings))
    against = _odds(settings.threshold)
    keep = ensemble_probability(candidates, classifier, settings.ensemble, seed, against)
    return Denoised(keep, [])


def _dsgan(candidates: Candidates, settings: DenoisingSettings, seed: int) -> Denoised:
    return _best_generator(candidates, settings, seed, together=False)


def _dsgan_shared(candidates: Candidates, settings: DenoisingSettings, seed: int) -> Denoised:
    return _best_generator(candidates, settings, seed, together=True)


def _best_generator(
    candidates: Candidates, settings: DenoisingSettings, seed: int, *, together: bool
) -> Denoised:
    from kg_pipeline.denoising.games import encoder_part, played

    part = encoder_part(candidates.sightings, settings)
    games = played(candidates, part, settings.adversarial, seed, together=together)
    return with_competition(candidates, Denoised(games.best, games.log), settings)


def with_competition(
    candidates: Candidates, found: Denoised, settings: DenoisingSettings, *, of_all: bool = False
) -> Denoised:
    """Let the predicates that compete for a sentence's pair enter, as the settings say.

    normalised: odds / (threshold's odds + sum of the odds that compete): p itself at one half
    without rivals. counted: odds divided by the number of predicates. ignored: p.
    of_all: p is a share among all predicates, so that only those that compete are its measure; the
    others count a thousandth, to tell pairs without rivals apart.
    """
    probability = found.keep_probability
    if settings.competition == "ignored":
        return Denoised(recentred(probability, settings.threshold), found.log)
    probability = np.clip(probability, _CERTAIN, 1 - _CERTAIN)
    odds, against = probability / (1 - probability), _odds(settings.threshold)
    if settings.competition == "counted":
        odds = odds / candidates.n_competing
        return Denoised(odds / (odds + against), found.log)
    n_sightings = len(candidates.sightings.texts)
    if of_all:
        rest = 1 - np.bincount(candidates.sighting, probability, n_sightings).clip(0, 1)
        return Denoised(shared_out(candidates, probability, against * _OTHERS * rest), found.log)
    none = np.full(n_sightings, against)
    return Denoised(shared_out(candidates, odds, none), found.log)


def recentred(probability: Reals, threshold: float) -> Reals:
    """``p(1 − θ) / (p(1 − θ) + (1 − p)θ)``: the threshold θ becomes one half, 0 and 1 stay."""
    if not 0 < threshold < 1:
        return np.asarray(probability >= threshold, np.float64)
    kept, left = probability * (1 - threshold), (1 - probability) * threshold
    return np.asarray(kept / (kept + left))


def _odds(threshold: float) -> float:
    return threshold / (1 - threshold)


def _held(method: Method) -> Method:
    """The method, its whole probability held to the threshold."""

    def denoised(candidates: Candidates, settings: DenoisingSettings, seed: int) -> Denoised:
        found = method(candidates, settings, seed)
        return Denoised(recentred(found.keep_probability, settings.threshold), found.log)

    return denoised


# Learned methods weigh what speaks against all of a pair's predicates by the threshold instead: it
# speaks of noise and does not hold a pair's predicates against each other.
METHODS: dict[str, Method] = {
    "keep_all": _held(_keep_all),
    "random": _held(_random),
    "frequency": _held(_frequency),
    "competition": _held(_competition),
    "linear_crossfit": _linear_crossfit,
    "pretrained_generator": _pretrained_generator,
    "self_ensemble": _self_ensemble,
    "dsgan": _dsgan,
    "dsgan_shared": _dsgan_shared,
}


def denoise(candidates: Candidates, settings: DenoisingSettings, seed: int) -> Denoised:
    """Keep probabilities of all candidates by the method that the settings name.

    Raises ``ConfigurationError`` for an encoder that nobody offers, also where none is needed.
    """
    require_encoder(settings.encoder)
    if not len(candidates.sighting):
        return Denoised(np.zeros(0), [])
    return METHODS[settings.method](candidates, settings, seed)
