"""Objects are checked and parted."""

import pytest

from kg_pipeline.extraction.objects import is_object, objects_in, split_list


def parts(text: str, also_and: bool = False) -> list[str]:
    return [text[start:end] for start, end in split_list(text, "zh", also_and)]


def test_a_list_is_cut_at_its_separators_only_outside_brackets() -> None:
    assert parts("甲、乙（丙、丁）；《戊、己》") == ["甲", "乙（丙、丁）", "《戊、己》"]
    assert parts("甲地和乙地", also_and=True) == ["甲地", "乙地"]
    assert parts("《甲》《乙》（见《丙》《丁》）") == ["《甲》", "《乙》（见《丙》《丁》）"]


@pytest.mark.parametrize(
    ("text", "kind", "fits"),
    [
        ("邵闻笛", "person", True),
        ("各部门", "person", False),
        ("霁川水务局", "organisation", True),
        ("水务", "organisation", False),
        ("0000-5550208", "contact", True),
        ("前台", "contact", False),
        ("《望榆志》", "work", True),
        ("志书", "work", False),
        ("2019年3月8日", "place", False),
        ("哪里", "place", False),
        ("由各景区自行决定的价格说明是", "entity", False),
    ],
)
def test_an_object_must_have_the_form_of_its_kind(text: str, kind: str, fits: bool) -> None:
    assert is_object(text, kind, "zh") is fits


def test_one_member_that_does_not_fit_spoils_the_list() -> None:
    assert objects_in("邵闻笛、柏听澜", (0, 7), "person", "zh") != []
    assert objects_in("邵闻笛、其他人", (0, 7), "person", "zh") == []


def test_an_organisation_with_and_in_its_name_is_not_parted() -> None:
    text = "霁川市人力资源和社会保障局"
    assert [one.text for one in objects_in(text, (0, len(text)), "organisation", "zh")] == [text]


def test_book_marks_are_left_out_of_an_entity_and_of_its_span() -> None:
    found = objects_in("《望榆志》", (0, 5), "work", "zh")[0]
    assert (found.text, found.start, found.end) == ("望榆志", 1, 4)
