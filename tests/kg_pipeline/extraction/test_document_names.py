"""A document names its subject, and other names beside it."""

import pytest

from kg_pipeline.extraction.document_names import document_subject, names_of
from kg_pipeline.extraction.names import kind_of_name, looks_like_name
from kg_pipeline.records import Cell, Document, Table
from tests.kg_pipeline.extraction.conftest import document_of


@pytest.mark.parametrize(
    ("title", "subject"),
    [
        ("陆砚苓_拾野百科", "陆砚苓"),
        ("苔溪镇 - 岚泽地方百科", "苔溪镇"),
        ("砻桐有限公司 | 关于我们", "砻桐有限公司"),
        ("岫云科技有限公司简介", "岫云科技有限公司"),
        ("云帆（学校）", "云帆（学校）"),
    ],
)
def test_the_subject_is_the_title_without_the_site(title: str, subject: str) -> None:
    assert document_subject(document_of("正文。", title)) == subject


@pytest.mark.parametrize(
    "title", ["四天，十一万人次，一场盛会", "晚间播报第15期", "夜爬雾顶峰那一夜的故事与后来3次"]
)
def test_a_headline_is_no_subject(title: str) -> None:
    assert names_of(document_of("这里说的是别的事情。" * 60, title)).title == ""


def test_short_forms_in_brackets_name_what_stands_before_them() -> None:
    text = "经与临澜市公共汽车有限公司（以下简称“临澜公交”）商定，开行区间车。"
    names = names_of(document_of(text, "关于公交改线的答复"))
    assert names.canonical("临澜公交") == "临澜市公共汽车有限公司"
    form = names.short_forms[0]
    assert text[form.start : form.end] == "临澜公交"


def test_a_table_gives_other_names() -> None:
    rows = ((Cell("别名"), Cell("溪山客、老苓")),)
    document = Document(
        "d",
        "u",
        "text/html",
        "utf-8",
        "zh",
        "陆砚苓",
        "陆砚苓。",
        (),
        (Table("infobox", "", rows),),
    )
    assert names_of(document).canonical("溪山客") == "陆砚苓"


@pytest.mark.parametrize(
    "text", ["县城", "这家公司", "公司主厂区", "他离开云帆公司", "甲大学校长张三与乙大学"]
)
def test_a_noun_phrase_without_the_form_of_a_name_is_none(text: str) -> None:
    assert not looks_like_name(text, "zh")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("霁川水务局", "organisation"),
        ("望榆县", "place"),
        ("陆砚苓", "person"),
        ("岚泽省湖泊保护条例", "law"),
        ("《望榆志》", "work"),
        ("澜霁岚", ""),
    ],
)
def test_the_form_of_a_name_tells_its_kind(name: str, kind: str) -> None:
    assert kind_of_name(name) == kind
