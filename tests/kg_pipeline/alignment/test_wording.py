"""Which words speak of which predicate."""

from pathlib import Path

import pytest

from kg_pipeline.alignment import AlignmentSettings
from kg_pipeline.alignment.wording import Wordings, wordings_of
from kg_pipeline.errors import ConfigurationError

OBJECT = ("〔", "〕")


@pytest.fixture(scope="module")
def shipped() -> Wordings:
    """What the package declares."""
    return wordings_of(AlignmentSettings(wording="declared"))


def speaks(wording: Wordings, marked: str, predicate: str) -> bool:
    """Whether a text, its object in 〔〕, speaks of a predicate."""
    start, end = marked.index("〔"), marked.index("〕") - 1
    text = marked.replace("〔", "").replace("〕", "")
    return wording.speaks(text, start, end, predicate)


@pytest.mark.parametrize(
    ("marked", "said", "not_said"),
    [
        ("由〔方远舟〕执导，陆听澜主演。", ["导演"], ["编剧", "主演"]),
        ("由方远舟执导，〔陆听澜〕、林若溪等主演。", ["主演"], ["导演", "编剧"]),
        ("由〔方远舟〕导演、编剧，陆听澜主演。", ["导演", "编剧"], ["主演"]),
        ("由〔方远舟〕自编自导。", ["导演", "编剧"], []),
        ("编剧〔方远舟〕说", ["编剧"], ["导演"]),
        ("导演为〔方远舟〕，由陆听澜主演", ["导演"], ["主演"]),
        ("由〔陆听澜〕，林若溪，周远山等主演，方远舟执导", ["主演"], ["导演"]),
        ("作词：〔陆听澜〕 作曲：方远舟", ["作词"], ["作曲"]),
        ("主演：周远山、〔陆听澜〕", ["主演"], ["导演"]),
        ("主演：〔陆听澜〕 / 周远山 改编自同名小说", ["主演"], ["导演"]),
        ("由〔北风影业〕、白河电影制片厂出品", ["出品公司"], ["制片人"]),
        ("〔剧情〕，历史，战争电影", ["影片类型"], []),
        ("〔陆听澜〕和她的朋友来了", ["导演", "主演"], ["编剧"]),  # silence is enough, or not
        ("该片于〔2014年3月1日〕在白河上映。", ["上映时间"], ["出品时间"]),
        ("〔2014年〕，该片上映。", ["上映时间"], ["出品时间"]),
        ("〔2014年〕，凭借该片获奖。", [], ["上映时间", "出品时间"]),
        ("由北风影业于〔2014年〕出品。", ["出品时间"], ["上映时间"]),
        ("〔中国〕内地女演员。", ["国籍"], ["出生地"]),
        ("于2014年在〔美国〕上映。", [], ["国籍", "出生地"]),
        ("1980年生于〔青石镇〕，演员。", ["出生地"], ["国籍"]),
        ("1980年出生〔青石镇〕。", ["出生地"], []),
        ("1980年出生的〔韩国〕演员。", ["国籍"], ["出生地"]),
        ("是一部〔喜剧〕电影。", ["影片类型"], []),
        ("讲述了〔爱情〕和生活。", [], ["影片类型"]),
        ("陆听澜与〔林若溪〕成婚。", ["妻子", "丈夫"], ["父亲"]),
        ("陆听澜与〔林若溪〕共同创立了北风影业。", [], ["妻子", "父亲"]),
        ("陆听澜见到了〔王夫人〕。", [], ["妻子"]),  # what it is called says nothing
        ("〔周远山〕的长子是陆听澜。", ["父亲"], ["妻子"]),
        ("银杉是一种高大的〔乔木〕，常绿。", ["subclass of", "类型"], []),
        ("银杉、云杉等〔植物〕怕热。", ["义原"], []),
        ("常见的〔乔木〕（银杉、云杉）", ["subclass of"], []),
        ("银杉下的〔植物〕长得很慢。", [], ["subclass of", "类型", "义原"]),
        ("1950年建县，〔1951年〕建市。", [], ["followed by"]),
        ("周远山接替〔林若溪〕任校长。", ["predecessor"], []),
        ("〔男人〕和女人", [], ["opposite of"]),
    ],
)
def test_the_words_around_an_object_tell_its_predicate(
    shipped: Wordings, marked: str, said: list[str], not_said: list[str]
) -> None:
    assert [name for name in said if not speaks(shipped, marked, name)] == []
    assert [name for name in not_said if speaks(shipped, marked, name)] == []


def test_a_predicate_that_is_not_declared_is_spoken_of_everywhere(shipped: Wordings) -> None:
    assert not shipped.declares("校长")
    assert speaks(shipped, "〔林若溪〕来了", "校长")


def test_ones_own_file_declares_more(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text("predicates:\n  - {predicates: [校长], clause: 校长}\n", encoding="utf-8")
    wording = wordings_of(AlignmentSettings(wording="declared", wording_files=(str(own),)))
    assert speaks(wording, "校长是〔林若溪〕", "校长")
    assert not speaks(wording, "〔林若溪〕来了", "校长")
    assert wording.declares("导演")


def test_without_the_option_nothing_is_declared() -> None:
    assert not wordings_of(AlignmentSettings()).declares("导演")


@pytest.mark.parametrize(
    "content",
    [
        "words: [校长]\n",
        "predicates: [{predicates: [校长], clause: '(校长'}]\n",
        "a: [\n",
        "a: 2020-13-45\n",
        "- a\n",
        "",
    ],
)
def test_a_file_of_something_else_is_refused_by_its_name(tmp_path: Path, content: str) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(content, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"own\.yaml"):
        wordings_of(AlignmentSettings(wording="declared", wording_files=(str(own),)))


@pytest.mark.parametrize(
    ("content", "expected", "found"),
    [
        ("roles: [{predicates: [校长], words: ['']}]", "words, none of them empty", "''"),
        ("roles: [{predicates: [校长], words: []}]", "words, none of them empty", r"\[\]"),
        (
            "predicates: [{predicates: [校长], before: '(?i)by '}]",
            "a regular expression",
            r"\(\?i\)by",
        ),
    ],
)
def test_words_and_patterns_that_cannot_stand_are_refused_with_their_predicate(
    tmp_path: Path, content: str, expected: str, found: str
) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(content, encoding="utf-8")
    with pytest.raises(
        ConfigurationError, match=rf"(?s)own\.yaml.*expected {expected}.*校长.*found .*{found}"
    ):
        wordings_of(AlignmentSettings(wording="declared", wording_files=(str(own),)))


def test_a_file_that_is_not_utf_8_is_refused_by_its_name(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text("roles: [{predicates: [校长], words: [校长]}]", encoding="gb18030")
    with pytest.raises(ConfigurationError, match=r"own\.yaml: expected .* UTF-8"):
        wordings_of(AlignmentSettings(wording="declared", wording_files=(str(own),)))
