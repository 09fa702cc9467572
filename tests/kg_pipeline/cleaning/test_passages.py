"""Lines and passages: shared, repeated."""

from kg_pipeline.sources.sentences import split_sentences
from tests.kg_pipeline.cleaning.worlds import cleaned, document, with_table

LONG = "青石镇位于白河市的北面，群山环抱，一条小河从镇中穿过，镇上的人家多以种茶为生"
NEAR = LONG.replace("小河", "大河")


def read(one) -> list[str]:
    return [one.text[block.start : block.end] for block in one.blocks]


def pages(count: int) -> list:
    return [
        document(
            f"https://site.example/{number}",
            f"第{number}个村子的故事",
            "版权所有 未经许可不得转载",
            kind="text/html",
        )
        for number in range(count)
    ]


def test_lines_that_the_pages_of_a_site_share_are_taken(tmp_path) -> None:
    stranger = document("https://other.example/1", "版权所有 未经许可不得转载", kind="text/html")
    found = cleaned(tmp_path, [*pages(6), stranger], ["boilerplate_lines"])
    for number in range(6):
        assert read(found.documents[f"https://site.example/{number}"]) == [
            f"第{number}个村子的故事"
        ]
    assert read(found.documents[stranger.uri]) == ["版权所有 未经许可不得转载"]
    assert {row["reason"] for row in found.taken} == {"boilerplate line"}


def test_lines_of_few_pages_of_files_and_of_tables_stay(tmp_path) -> None:
    few = cleaned(tmp_path / "few", pages(4), ["boilerplate_lines"])
    assert few.taken == []
    files = [
        document(f"laws/{number}.txt", "本条例自公布之日起施行。", f"{number}")
        for number in range(9)
    ]
    assert cleaned(tmp_path / "files", files, ["boilerplate_lines"]).taken == []
    facts = [
        with_table(
            document(f"https://a.example/{one}", f"{one}", kind="text/html"), [("国籍", "中国")]
        )
        for one in range(9)
    ]
    assert cleaned(tmp_path / "facts", facts, ["boilerplate_lines"]).taken == []


def test_the_first_of_equal_paragraphs_stays(tmp_path) -> None:
    world = [
        document("b.txt", LONG, "乙"),
        document("a.txt", LONG + "。", "甲"),
        document("c.txt", NEAR),
    ]
    found = cleaned(tmp_path, world, ["repeated_passages"])
    assert read(found.documents["a.txt"]) == [LONG + "。", "甲"]
    assert read(found.documents["b.txt"]) == ["乙"]
    assert read(found.documents["c.txt"]) == [NEAR]
    assert found.documents["b.txt"].text == world[0].text


def test_nearly_equal_sentences_go_where_asked_but_not_those_with_other_numbers(tmp_path) -> None:
    year = "青石镇中学创办于1954年，是白河市北部最早的一所完全中学，现有教师八十余人"
    world = [
        document("a.txt", f"{LONG}。{year}。"),
        document("b.txt", f"{NEAR}。{year.replace('1954', '1964')}。"),
        document("c.txt", f"{year}，学生一千余人。"),
    ]
    setting = {"kind": "repeated_passages", "level": "sentence", "similarity": 0.7}
    found = cleaned(tmp_path, world, [setting])
    left = {uri: [one.text for one in split_sentences(doc)] for uri, doc in found.documents.items()}
    assert left == {
        "a.txt": [f"{LONG}。", f"{year}。"],
        "b.txt": [f"{year.replace('1954', '1964')}。"],
        "c.txt": [],
    }
