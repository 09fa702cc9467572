"""How fast denoising is: DSGAN's sentence updates, and time as the input doubles.

    python scripts/benchmarks/denoising_speed.py [--relations 100] [--sentences 1000]

Sentences are invented (words of 2 to 4 characters drawn by predicate), features cached; one thread.
An update is one sentence in one optimiser step of G or D. Time of the default includes encoding.
"""

import argparse
import time

import numpy as np
from numpy.typing import NDArray

from kg_pipeline.denoising.candidates import Candidate, CandidateBuilder, Candidates
from kg_pipeline.denoising.games import played
from kg_pipeline.denoising.methods import denoise
from kg_pipeline.denoising.networks import frozen_part
from kg_pipeline.denoising.settings import DenoisingSettings


def invented(n_relations: int, n_sentences: int, seed: int = 0) -> Candidates:
    """Each predicate has 30 words of its own and shares 2,000; a third of the rows is noise."""
    rng = np.random.default_rng(seed)
    shared = [_word(rng) for _ in range(2000)]
    own = [[_word(rng) for _ in range(30)] for _ in range(n_relations)]
    builder = CandidateBuilder()
    for number in range(n_relations * n_sentences):
        relation = number % n_relations
        said = int(rng.integers(n_relations)) if rng.random() < 1 / 3 else relation
        words = [shared[one] for one in rng.integers(2000, size=8)]
        words[2:4] = [own[said][one] for one in rng.integers(30, size=2)]
        text = "甲" + "".join(words) + "乙"
        pair = (f"s{number}", f"o{number}")
        builder.add(Candidate(text, 0, 1, len(text) - 1, len(text), f"p{relation:03d}", pair))
    return builder.build()


def _word(rng: np.random.Generator) -> str:
    return "".join(chr(0x4E00 + int(code)) for code in rng.integers(3000, size=rng.integers(2, 5)))


def game_rate(candidates: Candidates, states: NDArray[np.float32]) -> None:
    """Print the time of all games and the updates that they made."""
    settings = DenoisingSettings().adversarial
    started = time.perf_counter()
    games = played(candidates, frozen_part(states), settings, 0, together=False)
    seconds = time.perf_counter() - started
    n_updates = 0
    for entry in games.log:
        n_positive = int(
            (candidates.predicate == candidates.predicates.index(entry["predicates"][0])).sum()
        )
        n_updates += n_positive * (4 * settings.pretraining_epochs + 2 * len(entry["epochs"]))
    print(
        f"| dsgan, {len(games.log)} predicates, {len(candidates.sighting)} sentences, "
        f"{states.shape[1]} features | {seconds:.1f} | {n_updates / seconds:,.0f} updates/s |",
        flush=True,
    )


def main() -> None:
    """Read the arguments and measure."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--relations", type=int, default=100)
    parser.add_argument("--sentences", type=int, default=1000, help="of each relation")
    arguments = parser.parse_args()
    print("| what | s | rate |\n|---|---|---|")
    rng = np.random.default_rng(0)
    before = None
    for n_sentences in (arguments.sentences // 2, arguments.sentences):
        candidates = invented(arguments.relations, n_sentences)
        states = rng.normal(size=(len(candidates.sightings.texts), 128)).astype(np.float32)
        game_rate(candidates, states)
        started = time.perf_counter()
        denoise(candidates, DenoisingSettings(), 0)
        seconds = time.perf_counter() - started
        times = "" if before is None else f", {seconds / before:.2f} times"
        rate = f"{len(candidates.sighting) / seconds:,.0f} sentences/s{times}"
        print(f"| self_ensemble, {len(candidates.sighting)} sentences | {seconds:.1f} | {rate} |")
        before = seconds


if __name__ == "__main__":
    main()
