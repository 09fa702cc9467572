"""Durations become minutes."""

import pytest

from kg_pipeline.graph.durations import iso_minutes, worded_minutes
from kg_pipeline.graph.values import Value, normalize


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("PT35M", "35"), ("PT1H30M", "90"), ("P1DT2H", "1560"), ("PT90S", "1.5"), ("PT1,5H", "90")],
)
def test_iso_durations_are_read(text: str, minutes: str) -> None:
    assert iso_minutes(text) == minutes


@pytest.mark.parametrize("text", ["P", "PT", "P2Y", "Paris", "35", "PT5", "P1H"])
def test_other_texts_are_no_iso_durations(text: str) -> None:
    assert iso_minutes(text) is None


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("20 min", "20"),
        ("1 hour 20 minutes", "80"),
        ("1 hour, 10 minutes", "70"),
        ("1小时30分钟", "90"),
        ("2 hrs", "120"),
    ],
)
def test_durations_in_words_are_read(text: str, minutes: str) -> None:
    assert worded_minutes(text) == minutes


@pytest.mark.parametrize("text", ["", "20", "30 minutes 1 hour", "about 20 min", "5 metres"])
def test_what_is_not_wholly_a_duration_is_none(text: str) -> None:
    assert worded_minutes(text) is None


def test_a_duration_is_a_number_of_minutes() -> None:
    assert normalize("PT1H30M") == Value("90", "number", "分钟")
    assert normalize("Paris").kind == "text"
