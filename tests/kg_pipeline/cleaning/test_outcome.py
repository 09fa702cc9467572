"""A passage that was taken is read by nobody, and nothing else moves."""

from hypothesis import given
from hypothesis import strategies as st

from kg_pipeline.cleaning.outcome import (
    Passage,
    Verdict,
    body_of,
    judged,
    text_of_blocks,
    without,
)
from kg_pipeline.sources.sentences import split_sentences
from tests.kg_pipeline.cleaning.worlds import assert_offsets_hold, document, with_table

PARAGRAPHS = st.lists(st.text("甲乙丙。， a1", min_size=1, max_size=12), min_size=1, max_size=5)


@given(PARAGRAPHS, st.data())
def test_what_is_left_of_the_blocks_is_what_was_not_taken(paragraphs, data) -> None:
    one = document("a.txt", *paragraphs)
    places = st.integers(0, len(one.text))
    spans = data.draw(st.lists(st.tuples(places, places), max_size=3))
    passages = [Passage(min(span), max(span), "test") for span in spans if span[0] != span[1]]
    after = without(one, passages)
    assert after.text == one.text
    assert_offsets_hold(after)
    gone = {place for one in passages for place in range(one.start, one.end)}
    left = {place for block in after.blocks for place in range(block.start, block.end)}
    assert not left & gone
    wanted = {place for block in one.blocks for place in range(block.start, block.end)} - gone
    assert {place for place in wanted - left if not one.text[place].isspace()} == set()


def test_a_sentence_that_was_taken_is_no_sentence_any_more() -> None:
    one = document("a.txt", "云杉中学位于青石镇。扫码领券。校舍依山而建。")
    start = one.text.index("扫码")
    after = without(one, [Passage(start, start + 5, "advertisement")])
    assert [sentence.text for sentence in split_sentences(after)] == [
        "云杉中学位于青石镇。",
        "校舍依山而建。",
    ]


def test_rows_and_nodes_that_were_taken_are_gone_and_the_others_stay() -> None:
    one = with_table(document("a.html", "云杉"), [("校长", "林若溪"), ("广告", "扫码领券")])
    start = one.text.index("扫码")
    after = without(one, [Passage(start, start + 4, "advertisement")])
    assert after.tables[0].rows == one.tables[0].rows[:1]
    assert after.nodes == one.nodes[:3]
    assert after.tables[1] == one.tables[1]  # stands outside the text


@given(PARAGRAPHS, st.data())
def test_the_body_is_the_blocks_one_a_line(paragraphs, data) -> None:
    one = document("a.txt", *paragraphs)
    places = sorted(data.draw(st.sets(st.integers(0, len(one.text)), max_size=2)))
    passages = [Passage(*places, "test")] if len(places) == 2 else []
    after = without(one, passages)
    lines = [after.text[block.start : block.end] for block in after.blocks]
    assert body_of(after) == text_of_blocks(after) == "\n".join(lines)


def test_a_verdict_sets_aside_or_marks() -> None:
    one = document("a.txt", "云杉")
    assert judged(one, Verdict("exact copy", "of b")).document is None
    marked = judged(one, Verdict(family="f")).document
    assert marked is not None and (marked.family, marked.blocks) == ("f", one.blocks)
