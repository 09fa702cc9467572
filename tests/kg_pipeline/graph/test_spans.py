"""Spans in joined texts."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kg_pipeline.graph.spans import JoinedTexts, Spans, leftmost_longest, without_crossed

FOUND = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 5)), max_size=25)


def plainly(spans: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Leftmost-longest, one span after the other."""
    chosen: list[tuple[int, int, int]] = []
    for span in sorted(spans, key=lambda one: (one[0], -one[1])):
        if not chosen or span[0] >= chosen[-1][1]:
            chosen.append(span)
    return chosen


@given(FOUND)
def test_all_at_once_chooses_what_one_after_the_other_does(found: list[tuple[int, int]]) -> None:
    spans = [(start, start + length, row) for row, (start, length) in enumerate(found)]
    columns = np.array(spans, dtype=np.int64).reshape(-1, 3).T
    chosen = leftmost_longest(Spans(*columns))
    rows = np.stack([chosen.start, chosen.end, chosen.found]).T.tolist()
    assert [tuple(row) for row in rows] == plainly(spans)


@given(FOUND)
def test_a_span_gives_way_to_one_of_twice_its_length_that_begins_in_it(
    found: list[tuple[int, int]],
) -> None:
    spans = [(start, start + length, row) for row, (start, length) in enumerate(found)]
    columns = np.array(spans, dtype=np.int64).reshape(-1, 3).T
    kept = without_crossed(Spans(*columns), 40)
    expected = [
        row
        for begin, end, row in spans
        if not any(begin < a < end and b - a >= 2 * (end - begin) for a, b, _ in spans)
    ]
    assert kept.found.tolist() == expected


@given(st.lists(st.text(alphabet="云杉a", max_size=5), max_size=6))
def test_every_character_belongs_to_its_text(texts: list[str]) -> None:
    joined = JoinedTexts.of(texts)
    for number, (begin, text) in enumerate(zip(joined.begins, texts, strict=True)):
        places = begin + np.arange(len(text))
        assert (joined.owners(places) == number).all()
        assert "".join(map(chr, joined.codes[places])) == text
