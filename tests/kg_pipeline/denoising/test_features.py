"""Frozen features: names are masked, order and place count, few rows are no trouble."""

import os
import subprocess
import sys

import numpy as np

from kg_pipeline.denoising.candidates import Candidate, CandidateBuilder, Sightings
from kg_pipeline.denoising.encoders import encoded
from kg_pipeline.denoising.features import (
    OBJECT_MARK,
    SUBJECT_MARK,
    HashedEncoder,
    UnitHasher,
    hashed_ngrams,
    masked_parts,
)
from tests.kg_pipeline.denoising.invented import planted


def sightings_of(*rows: tuple[str, int, int, int, int]) -> Sightings:
    builder = CandidateBuilder()
    for number, line in enumerate(rows):
        builder.add(Candidate(*line, predicate="p", pair=(str(number), "x")))
    return builder.build().sightings


def features_of(*rows: tuple[str, int, int, int, int]) -> np.ndarray:
    sightings = sightings_of(*rows)
    return hashed_ngrams(sightings.texts, sightings.spans).toarray()


def dense_features(sightings: Sightings, width: int, seed: int = 0) -> np.ndarray:
    return encoded(HashedEncoder(width, seed), sightings, None)


def test_the_names_of_the_mentions_leave_no_trace() -> None:
    first, second = features_of(
        ("今天王五收购了李六。", 2, 4, 7, 9), ("今天钱七收购了孙八。", 2, 4, 7, 9)
    )
    assert (first == second).all()


def test_further_occurrences_of_a_mention_are_marked_too() -> None:
    parts = masked_parts("甲说甲买乙，乙答", (2, 3, 4, 5))
    assert parts == (f"{SUBJECT_MARK}说", "买", f"，{OBJECT_MARK}答")


def test_overlapping_mentions_have_nothing_between_them() -> None:
    assert masked_parts("母亲六岁时走了", (0, 2, 0, 5)) == ("", "", "走了")


def test_a_subject_that_is_left_out_is_marked_nowhere() -> None:
    assert masked_parts("主演喜剧片《大河》。", (0, 0, 2, 5)) == ("", "主演", "《大河》。")


def test_who_comes_first_is_seen() -> None:
    forth, back = features_of(("甲收购乙", 0, 1, 3, 4), ("甲收购乙", 3, 4, 0, 1))
    assert (forth != back).any()


def test_the_same_words_before_and_between_are_told_apart() -> None:
    before, between = features_of(("收购甲，乙", 2, 3, 4, 5), ("甲收购，乙", 0, 1, 4, 5))
    assert (before != between).any()


def test_every_number_is_one_unit_and_words_are_lower_case() -> None:
    hasher = UnitHasher()
    assert hasher.codes("12,000 Shares") == hasher.codes("7 shares")
    assert len(hasher.codes("收购shares")) == 3


def test_one_sighting_alone_has_features() -> None:
    dense = dense_features(sightings_of(("甲收购乙", 0, 1, 3, 4)), 16, 0)
    assert dense.shape[0] == 1 and np.isfinite(dense).all()


def test_rows_have_the_length_of_the_root_of_the_width() -> None:
    dense = dense_features(planted(200).candidates.sightings, 16, 0)
    np.testing.assert_allclose(np.linalg.norm(dense, axis=1), 4.0, rtol=1e-4)


def test_the_same_seed_gives_the_same_bytes() -> None:
    sightings = planted(100).candidates.sightings
    assert dense_features(sightings, 8, 3).tobytes() == dense_features(sightings, 8, 3).tobytes()


def test_features_are_the_same_whatever_the_hash_seed() -> None:
    program = (
        "import hashlib\n"
        "from kg_pipeline.denoising.features import hashed_ngrams\n"
        "from tests.kg_pipeline.denoising.invented import planted\n"
        "sightings = planted(20).candidates.sightings\n"
        "found = hashed_ngrams(sightings.texts, sightings.spans)\n"
        "parts = (found.indices, found.data, sightings.pair_codes, sightings.pairs)\n"
        "print(hashlib.sha256(b''.join(part.tobytes() for part in parts)).hexdigest())\n"
    )
    answers = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(answers) == 1
