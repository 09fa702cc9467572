"""Names in headlines: what several wordings add is taken off, a part of a name never."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from kg_pipeline.extraction.sites.headline_learning import headlines_of
from kg_pipeline.extraction.sites.pages import SitePage
from kg_pipeline.records import Cell
from tests.kg_pipeline.extraction.sites.pages_of_site import (
    COMPANIES,
    Company,
    facts,
    gold,
    html,
    rows,
    site,
)

GOODS = "食盐 药品 茶叶 木材 渔船 烟花 种子 出租车 电梯 幼儿园 书店 浴室 影院 旅馆 诊所 驾校 蜂蜜 煤矿".split()
NAMES = [f"{good}{'经营许可' if place % 4 else '登记备案'}" for place, good in enumerate(GOODS)]


def names_in(
    wordings: Sequence[str],
    names: Sequence[str],
    others: Callable[[str], list[str]] = lambda name: [],
    about: Callable[[str], str] = lambda name: "",
) -> list[str]:
    """The names found in the headlines of pages that say ``others`` below and ``about`` above."""
    headlines = {n: wordings[n % len(wordings)].format(name) for n, name in enumerate(names)}
    pages = [
        SitePage(
            str(n),
            str(n),
            (f"{headlines[n]}_便民网",),
            tuple(Cell(text, xpath="/html/body/p") for text in [headlines[n], *others(name)]),
            (about(name),),
        )
        for n, name in enumerate(names)
    ]
    learnt = headlines_of(headlines, pages)
    return [learnt.name_in(headlines[n], page) for n, page in enumerate(pages)]


def lead(name: str) -> list[str]:
    return [f"{name}去哪里办？一起来看看。"]


@pytest.mark.parametrize(
    "wordings",
    [
        ["{}怎么办？需要什么材料？", "{}办理指南（条件+材料）", "{}办事攻略"],
        ["如何办理{}？", "什么是{}？一文看懂", "{}是什么意思"],
        ["2023年{}申请流程", "2021最新{}办理条件", "{}需要什么（2022年）"],
        ["《{}》好看吗", "影评｜《{}》讲了什么", "带你了解《{}》"],
    ],
)
def test_what_each_of_several_wordings_adds_is_taken_off(wordings: list[str]) -> None:
    assert names_in(wordings, NAMES, lead) == NAMES


def test_keywords_say_which_part_of_a_headline_is_the_name() -> None:
    wordings = ["{}哪里办", "{}怎么办理"]
    assert names_in(wordings, NAMES, about=lambda name: f"{name},便民网") == NAMES


def test_endings_that_names_share_stay_with_them() -> None:
    shown = names_in(["{}"], NAMES, lambda name: [f"{name[:-4]}申请表", f"{name}由本局办理"])
    assert shown == NAMES


def test_names_that_stand_nowhere_else_stay_whole() -> None:
    assert names_in(["{}"], NAMES, lambda name: [f"{name[:-4]}申请表"]) == NAMES


def test_headlines_of_pages_that_say_the_name_nowhere_lose_words_of_headlines_only() -> None:
    assert names_in(["{}怎么办？", "{}办理指南", "{}申请流程"], NAMES) == NAMES


def test_the_one_name_in_book_marks_is_meant_where_each_headline_is_worded_anew() -> None:
    shown = [f"{'重温' * (n % 2)}《{name}》之{GOODS[-n]}" for n, name in enumerate(NAMES)]
    assert names_in(["{}"], shown) == NAMES


def test_book_marks_inside_book_marks_belong_to_the_name() -> None:
    names = [f"《{name}》" if place % 3 else name for place, name in enumerate(NAMES)]
    assert (
        names_in(["《{}》好看吗", "《{}》讲了什么"], names, lambda name: [f"《{name}》"]) == names
    )


def test_a_notice_about_a_document_is_not_that_document() -> None:
    shown = [f"关于印发《{name}》的通知" for name in NAMES]
    assert names_in(["{}"], shown) == shown


def test_the_subject_of_an_article_is_the_name_in_its_headline(tmp_path: Path) -> None:
    wordings = ["{}怎么样？", "{}详解（创始人+产品）", "{}最新资料"]

    def design(number: int, company: Company) -> str:
        headline = wordings[number % 3].format(company.name)
        first = f"<p>{company.name}是哪里的企业？小编整理如下。</p>"
        body = f"<h1>{headline}</h1>{first}<div>{rows(company)}</div>"
        return html(f"{headline} - 便民网", body)

    assert facts(site(tmp_path, design)) == gold(COMPANIES)


def test_the_keywords_of_a_page_say_its_name(tmp_path: Path) -> None:
    def design(number: int, company: Company) -> str:
        headline = f"{company.name}{['哪里好', '怎么样', '值得买吗'][number % 3]}"
        page = html(headline, f"<h1>{headline}</h1><div>{rows(company)}</div>")
        keywords = f'<meta name="keywords" content="{company.name},便民网">'
        return page.replace("</head>", f"{keywords}</head>")

    assert facts(site(tmp_path, design)) == gold(COMPANIES)


def test_a_block_is_the_same_below_numbered_headings(tmp_path: Path) -> None:
    def design(number: int, company: Company) -> str:
        heading = ["基本信息", "一、基本信息", "二、基本信息", "（三）基本信息"][number % 4]
        body = f"<h1>{company.name}</h1><div><h2>{heading}</h2>{rows(company)}</div>"
        return html(company.name, body)

    assert facts(site(tmp_path, design)) == gold(COMPANIES)
