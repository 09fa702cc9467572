"""What templates make of sections' titles, and of what stands beside the facts of a page."""

from pathlib import Path

import pytest

from tests.kg_pipeline.extraction.sites.pages_of_site import (
    Company,
    facts,
    gold,
    html,
    rows,
    site,
)

_MEMBERS = "一叶舟 北门阿德 半盏茶 竹篱听雨 夜航船".split()


def _page(company: Company, body: str) -> str:
    return html(f"{company.name}_名录", f"<h1>{company.name}</h1>{body}")


def _section(title: str, inner: str) -> str:
    return f"<div class='mod'><div class='tit'><span>{title}</span></div><div class='con'>{inner}</div></div>"


def test_titles_of_sections_with_labels_do_not_hide_those_that_are_labels(tmp_path: Path) -> None:
    def design(number: int, company: Company) -> str:
        products = "".join(f"<p>{product}</p>" for product in company.products)
        told = "".join(
            _section(title, f"<table><tr><th>{title}数</th><td>{5 + number % 2}</td></tr></table>")
            for title in ("展会", "讲座", "奖项", "活动", "课程")
        )
        basic = f"<table>{rows(company, without=['总部', '主要产品'])}</table>"
        plain = _section("总部", f"<p>{company.city}</p>") + _section("主要产品", products)
        return _page(company, f"{_section('概要', basic)}{plain}{told}")

    found = {fact for fact in facts(site(tmp_path, design)) if not fact[1].endswith("数")}
    assert found == gold()


@pytest.mark.parametrize("heading", ["更多信息", "其他", "其他资料"])
def test_a_group_of_further_facts_is_said_of_the_topic(tmp_path: Path, heading: str) -> None:
    def design(number: int, company: Company) -> str:
        return _page(
            company, f"<section><h2>{heading}</h2><table>{rows(company)}</table></section>"
        )

    assert facts(site(tmp_path, design)) == gold()


def test_hidden_words_amid_a_text_are_not_read(tmp_path: Path) -> None:
    def design(number: int, company: Company) -> str:
        noise = f"<span style='color:#fff;display: none'>k{number}w&^</span>"
        lines = "".join(f"<b>{label}：</b>{value}{noise}<br>" for label, value in company.facts())
        return _page(company, f"<p>{lines}</p>")

    assert facts(site(tmp_path, design)) == gold()


def test_the_name_of_a_site_is_no_label_of_its_favourite_searches(tmp_path: Path) -> None:
    def design(number: int, company: Company) -> str:
        words = [_MEMBERS[(number * 2 + n) % 5] for n in range(2)]
        searches = "".join(f"<a>{word}</a>" for word in words)
        logo = f"<div><div id='logo'><a href='/'><b>知仪网</b></a></div><div>{searches}</div></div>"
        return html(
            f"{company.name}_名录", f"{logo}<h1>{company.name}</h1><table>{rows(company)}</table>"
        )

    assert facts(site(tmp_path, design)) == gold()


def test_members_and_their_counts_are_no_label_and_value(tmp_path: Path) -> None:
    def design(number: int, company: Company) -> str:
        posts = "".join(
            f"<div class='post'><a class='u'>{_MEMBERS[(number * 3 + n) % 5]}</a><b>{number * 31 + n}</b></div>"
            for n in range(1 + number % 2)
        )
        return _page(company, f"<div>{rows(company)}</div>{posts}")

    assert facts(site(tmp_path, design)) == gold()
