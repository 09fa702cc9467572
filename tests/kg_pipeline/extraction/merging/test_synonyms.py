"""Predicates between the same pairs are reported."""

from kg_pipeline.extraction.merging import merge, predicates_of_same_pairs
from kg_pipeline.records import Triple


def test_predicates_that_share_their_pairs_are_reported_and_kept() -> None:
    said = [
        Triple(f"s{n}", label, f"o{n}", "entity", "", 0.9, "test", "d")
        for n in range(10)
        for label in ("母校", "毕业院校", *(["导师"] if n < 4 else []))
    ]
    content = merge(said)
    assert len(content.predicates) == 3
    (found,) = predicates_of_same_pairs(content)
    assert (found.predicate, found.other, found.n_shared, found.share) == (
        "母校",
        "毕业院校",
        10,
        1,
    )
