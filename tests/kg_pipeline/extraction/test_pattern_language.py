"""Patterns are declared in YAML; a mistake in one is named."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kg_pipeline.errors import ConfigurationError
from kg_pipeline.extraction import EXTRACTORS, ExtractionSettings
from kg_pipeline.extraction.pattern_language import load_pattern_files, shipped_pattern_files
from tests.kg_pipeline.extraction.conftest import document_of, facts, sentences_of

WriteFile = Callable[[str], Path]


def read(path: Path, text: str, title: str = "") -> set[tuple[str, str, str]]:
    settings = ExtractionSettings(pattern_files=(path,), shipped_patterns=False)
    extractor = EXTRACTORS["patterns"](settings)
    document = document_of(text, title)
    return facts(extractor.extract(document, sentences_of(document)))


def test_a_template_of_ones_own_gives_triples(pattern_file: WriteFile) -> None:
    path = pattern_file(
        "language: zh\n"
        "words: {about: '约|近'}\n"
        "patterns:\n"
        "  - {predicate: 藏酒量, triggers: [窖藏], template: '{subject}窖藏{about}?{object:number}'}\n"
    )
    assert read(path, "望榆酒厂窖藏约3000吨。", "望榆酒厂") == {("望榆酒厂", "藏酒量", "3000吨")}


def test_one_match_can_state_several_facts(pattern_file: WriteFile) -> None:
    path = pattern_file(
        "language: zh\n"
        "patterns:\n"
        "  - triggers: [移交]\n"
        "    template: '{subject}{day:date}移交{body:organisation}'\n"
        "    facts: {移交日期: day, 接收单位: body}\n"
    )
    got = read(path, "望榆闸2020年5月1日移交霁川水务局。", "望榆闸")
    assert got == {("望榆闸", "移交日期", "2020年5月1日"), ("望榆闸", "接收单位", "霁川水务局")}


def test_a_slot_found_in_one_form_can_be_taken_as_another(pattern_file: WriteFile) -> None:
    path = pattern_file(
        "language: zh\n"
        "patterns:\n"
        "  - predicate: 师父\n"
        "    triggers: [拜]\n"
        "    subject: slot\n"
        "    template: '{subject:person}拜{object:person}为师'\n"
        "    kinds: {subject: term}\n"
    )
    assert read(path, "温若棠拜柏听澜为师。") == {("温若棠", "师父", "柏听澜")}


def test_ones_own_name_of_a_predicate_goes_before_the_packages(pattern_file: WriteFile) -> None:
    path = pattern_file(
        "language: zh\n"
        "patterns:\n"
        "  - {predicate: 别称, triggers: [人称], template: '{subject}人称{object:name}',\n"
        "     kinds: {object: text}}\n"
    )
    extractor = EXTRACTORS["patterns"](ExtractionSettings(pattern_files=(path,)))
    document = document_of("望榆县人称水乡。望榆县又名榆城。", "望榆县")
    got = facts(extractor.extract(document, sentences_of(document)))
    assert got == {("望榆县", "别称", "水乡"), ("望榆县", "别称", "榆城")}


def test_a_list_gives_its_members_without_their_notes(pattern_file: WriteFile) -> None:
    path = pattern_file(
        "language: zh\n"
        "patterns:\n"
        "  - predicate: 见于\n"
        "    triggers: [见于]\n"
        "    template: '{subject}见于(?P<object>[^。]+)'\n"
        "    kinds: {object: list}\n"
    )
    got = read(path, "醉湖虾见于云漪湖（北岸）、望榆河和石砻溪等地。", "醉湖虾")
    assert {fact[2] for fact in got} == {"云漪湖", "望榆河", "石砻溪"}


def test_what_a_work_tells_counts_only_where_a_pattern_says_so(pattern_file: WriteFile) -> None:
    pattern = (
        "language: zh\n"
        "patterns:\n"
        "  - {predicate: 饰演, triggers: [饰演], template: '{subject}在剧中饰演{object:person}'%s}\n"
    )
    text = "温知夏在剧中饰演陆明远。"
    assert read(pattern_file(pattern % ""), text, "温知夏") == set()
    got = read(pattern_file(pattern % ", fiction: true"), text, "温知夏")
    assert got == {("温知夏", "饰演", "陆明远")}


def test_a_token_pattern_runs_on_names_and_values(pattern_file: WriteFile) -> None:
    path = pattern_file(
        "language: zh\n"
        "patterns:\n"
        "  - predicate: 首航日期\n"
        "    triggers: [首航]\n"
        "    tokens:\n"
        "      - {slot: subject, ENT_TYPE: NAME}\n"
        "      - {slot: object, ENT_TYPE: DATE, kind: date}\n"
        "      - {TEXT: 首}\n"
        "      - {TEXT: 航}\n"
    )
    got = read(path, "云漪号2021年6月1日首航。", "云漪号")
    assert got == {("云漪号", "首航日期", "2021年6月1日")}


def test_a_lexicon_of_ones_own_reads_open_attributes(pattern_file: WriteFile) -> None:
    path = pattern_file(
        "language: zh\n"
        "lexicon:\n"
        "  - {predicate: 窖龄, aliases: [窖池年龄], object: number, units: [年]}\n"
    )
    assert read(path, "望榆老窖的窖池年龄为120年。", "望榆老窖") == {("望榆老窖", "窖龄", "120年")}


def test_a_number_of_another_unit_is_refused(pattern_file: WriteFile) -> None:
    path = pattern_file(
        "language: zh\nlexicon:\n  - {predicate: 窖龄, object: number, units: [年]}\n"
    )
    assert read(path, "望榆老窖的窖龄为120吨。", "望榆老窖") == set()


@pytest.mark.parametrize(
    ("content", "named"),
    [
        ("patterns: []", "language"),
        ("language: zh\nlexikon: []", "lexicon"),
        ("language: zh\npatterns: [{predicate: p, triggers: [], template: x}]", "triggers"),
        ("language: zh\npatterns: [{predicate: p, triggers: [x]}]", "template or tokens"),
        ("language: zh\nlexicon: [{predicate: p, object: numbr}]", "object"),
    ],
)
def test_a_file_that_does_not_fit_names_the_key(
    pattern_file: WriteFile, content: str, named: str
) -> None:
    with pytest.raises(ConfigurationError, match=named):
        load_pattern_files([pattern_file(content)])


@pytest.mark.parametrize(
    ("pattern", "named"),
    [
        ("{predicate: p, triggers: [x], template: '{subject}x{object:nubmer}'}", "expected a kind"),
        ("{predicate: p, triggers: [x], template: 'x{subject}{object:date}'}", "at the start"),
        ("{predicate: p, triggers: [x], template: '{subject}x'}", "found nowhere"),
        (
            "{predicate: p, triggers: [x], template: '{subject}x({object:date}'}",
            "regular expression",
        ),
        ("{predicate: p, triggers: [x], tokens: [{slot: object, LOWR: x}]}", "spaCy"),
    ],
)
def test_a_pattern_that_cannot_work_is_refused_by_name(
    pattern_file: WriteFile, pattern: str, named: str
) -> None:
    path = pattern_file(f"language: zh\npatterns: [{pattern}]")
    with pytest.raises(ConfigurationError, match=named):
        read(path, "x")


def declared(language: str, documents: str) -> set[str]:
    """Predicates of the shipped files of one language and one sort of documents."""
    return {
        predicate
        for file in shipped_pattern_files()
        if (file.language, file.documents) == (language, documents)
        for predicate in [
            *(entry.predicate for entry in file.lexicon),
            *(name for pattern in file.patterns for name in pattern.slots),
        ]
    }


def test_the_shipped_files_declare_what_they_promise() -> None:
    assert len(declared("zh", "others")) >= 60
    assert len(declared("en", "all")) >= 20
    law = {
        "通过机关",
        "通过日期",
        "施行日期",
        "公布日期",
        "主管部门",
        "定义",
        "废止",
        "依据",
        "修正日期",
    }
    assert law <= declared("zh", "laws")


def test_the_files_in_the_configuration_folder_can_be_used() -> None:
    folder = Path(__file__).parents[3] / "configs" / "pipeline"
    files = sorted(folder.glob("*_patterns.yaml"))
    assert files
    EXTRACTORS["patterns"](ExtractionSettings(pattern_files=tuple(files)))
