"""Neighbouring sentences as one."""

import pytest

from kg_pipeline.alignment import joined
from kg_pipeline.records import Sentence

TEXT = "《雾港来信》是一首歌。由陆听澜演唱。 \n另起一段。"
TEXTS = {"d": TEXT, "e": TEXT}


def sentence(document: str, text: str, language: str = "zh") -> Sentence:
    """One of the text's."""
    start = TEXT.index(text)
    return Sentence(document, start, start + len(text), text, "zh" if language == "zh" else "en")


FIRST, SECOND, THIRD = "《雾港来信》是一首歌。", "由陆听澜演唱。", "另起一段。"


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        (None, [FIRST, SECOND, THIRD]),
        (17, [FIRST, SECOND, THIRD]),
        (18, [FIRST + SECOND, THIRD]),
        (1000, [FIRST + SECOND, THIRD]),  # not over the end of a paragraph
    ],
)
def test_neighbours_of_a_paragraph_are_one_up_to_a_limit(
    limit: int | None, expected: list[str]
) -> None:
    found = joined([sentence("d", text) for text in (FIRST, SECOND, THIRD)], TEXTS, limit)
    assert [one.text for one in found] == expected
    assert all(TEXT[one.start : one.end] == one.text for one in found)


def test_sentences_of_two_documents_stay_apart() -> None:
    found = joined([sentence("d", FIRST), sentence("e", SECOND)], TEXTS, 100)
    assert [one.text for one in found] == [FIRST, SECOND]


def test_sentences_of_two_languages_stay_apart() -> None:
    found = joined([sentence("d", FIRST), sentence("d", SECOND, "en")], TEXTS, 100)
    assert [one.text for one in found] == [FIRST, SECOND]


def test_a_sentence_that_stands_apart_is_joined_with_none() -> None:
    several = [sentence("d", FIRST), sentence("d", SECOND)]
    for one in several:
        assert joined(several, TEXTS, 100, frozenset([one])) == several
