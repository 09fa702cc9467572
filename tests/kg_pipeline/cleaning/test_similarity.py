"""MinHash finds what the plain comparison finds, the same in every process."""

import random
import subprocess
import sys
from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kg_pipeline.cleaning.characters import distinct, folded, shingles
from kg_pipeline.cleaning.similarity import (
    candidate_pairs,
    groups,
    jaccard,
    rows_a_band,
    signatures,
)

TEXT = st.text("甲乙丙丁ab1， 。", max_size=30)


def cut(text: str):
    return distinct(shingles(folded(text), 3))


def plain(text: str) -> set[str]:
    letters = "".join(one for one in text.lower() if one.isalnum())
    length = min(3, len(letters))
    return {letters[at : at + length] for at in range(len(letters) - length + 1) if length}


@given(TEXT, TEXT)
def test_the_similarity_is_that_of_the_sets_of_shingles(first: str, second: str) -> None:
    one, other = plain(first), plain(second)
    expected = len(one & other) / max(1, len(one | other))
    assert jaccard(cut(first), cut(second)) == expected


def texts() -> list[str]:
    chance = random.Random(1)
    base = [
        "".join(chance.choices([chr(0x4E00 + at) for at in range(900)], k=300)) for _ in range(40)
    ]
    near = [text[:50] + "改" + text[52:280] for text in base[:20]]
    return base + near


def test_every_pair_above_the_wanted_similarity_becomes_a_candidate() -> None:
    sets = [cut(text) for text in texts()]
    pairs = candidate_pairs(signatures(sets, 128), rows_a_band(0.7, 128))
    alike = {
        (one, other)
        for one, other in combinations(range(len(sets)), 2)
        if jaccard(sets[one], sets[other]) >= 0.7
    }
    assert len(alike) == 20
    assert alike <= pairs
    assert len(pairs) < 60


def test_signatures_are_the_same_in_another_process_with_another_hash_seed() -> None:
    code = (
        "from tests.kg_pipeline.cleaning.test_similarity import cut, texts, signatures;"
        "import hashlib; m = signatures([cut(t) for t in texts()], 64);"
        "print(hashlib.sha256(m.tobytes()).hexdigest())"
    )
    said = set()
    for seed in ("0", "1", "random"):
        environment = {"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)}
        done = subprocess.run(
            [sys.executable, "-c", code],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        said.add(done.stdout)
    assert len(said) == 1


def test_no_texts_have_no_signatures() -> None:
    assert signatures([], 16).shape == (0, 16)


def test_a_bucket_of_many_copies_stays_one_group_without_all_its_pairs() -> None:
    pairs = candidate_pairs(np.ones((500, 4), dtype=np.uint32), 4)
    assert len(pairs) < 1000
    assert set(groups(500, pairs)) == {0}


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=12))
def test_groups_are_connected_components_named_by_their_smallest(pairs) -> None:
    reached = {item: {item} for item in range(10)}
    for _ in range(10):
        for one, other in pairs:
            both = reached[one] | reached[other]
            for item in both:
                reached[item] = reached[item] | both
    assert groups(10, pairs) == [min(reached[item]) for item in range(10)]
