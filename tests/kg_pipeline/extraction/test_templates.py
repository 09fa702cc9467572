"""Templates of sites, on small sites written here."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kg_pipeline.extraction.lexicon import PredicateLexicon
from kg_pipeline.extraction.sites.settings import TemplateSettings
from kg_pipeline.extraction.templates import (
    PageName,
    TemplateExtractor,
    chosen_pages,
    read_rules,
    write_rules,
)
from tests.kg_pipeline.extraction.sites.pages_of_site import (
    COMPANIES,
    Company,
    facts,
    gold,
    html,
    learnt,
    plain,
    rows,
    site,
    triples,
)


def joined(company: Company, pattern: str) -> str:
    return "".join(pattern.format(label=label, value=value) for label, value in company.facts())


LAYOUTS: dict[str, Callable[[Company], str]] = {
    "one text": lambda one: f"<ul>{joined(one, '<li>{label}：{value}</li>')}</ul>",
    "bold label": lambda one: f"<p>{joined(one, '<b>{label}：</b>{value}<br>')}</p>",
    "definition list": lambda one: f"<dl>{joined(one, '<dt>{label}</dt><dd>{value}</dd>')}</dl>",
    "label above": lambda one: joined(one, "<div class='c'><h4>{label}</h4><p>{value}</p></div>"),
    "brackets": lambda one: f"<div>{joined(one, '<p>【{label}】{value}</p>')}</div>",
    "cells": lambda one: (
        f"<table><tr>{joined(one, '<td>{label}</td><td>{value}</td>')}</tr></table>"
    ),
    "header row": lambda one: (
        f"<table><tr>{joined(one, '<th>{label}</th>')}</tr>"
        f"<tr>{joined(one, '<td>{value}</td>')}</tr></table>"
    ),
    "a blank between": lambda one: f"<ul>{joined(one, '<li>{label} {value}</li>')}</ul>",
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_constant_labels_are_predicates_in_any_layout(tmp_path: Path, layout: str) -> None:
    def design(number: int, company: Company) -> str:
        return html(f"{company.name}_名录", f"<h1>{company.name}</h1>{LAYOUTS[layout](company)}")

    assert facts(site(tmp_path, design)) == gold()


def test_a_missing_attribute_does_not_shift_the_others(tmp_path: Path) -> None:
    labels = [label for label, _ in COMPANIES[0].facts()]

    def design(number: int, company: Company) -> str:
        body = rows(company, without=[labels[number % 4]])
        return html(company.name, f"<h1>{company.name}</h1><div>{body}</div>")

    stated = {
        (company.name, label, value)
        for number, company in enumerate(COMPANIES)
        for label, values in company.facts()
        if label != labels[number % 4]
        for value in values.split("、")
    }
    assert facts(site(tmp_path, design)) == stated


@pytest.mark.parametrize("markup", ["row", "other"])
def test_what_recommendations_state_is_not_said_of_the_topic(tmp_path: Path, markup: str) -> None:
    def design(number: int, company: Company) -> str:
        cards = ""
        for other in (COMPANIES[number - 1], COMPANIES[number - 2]):
            shown = rows(other) if markup == "row" else f"<p>创始人：{other.founder}</p>"
            cards += f"<div class='card'><a href='#'>{other.name}</a>{shown}</div>"
        return html(
            company.name,
            f"<div>{cards}</div><h1>{company.name}</h1><div>{rows(company)}</div>",
        )

    assert facts(site(tmp_path, design)) == gold()


def test_a_single_box_about_something_else_is_not_taken(tmp_path: Path) -> None:
    def design(number: int, company: Company) -> str:
        other = COMPANIES[number - 1]
        return html(
            company.name,
            f"<h1>{company.name}</h1><div class='a'>{rows(company)}</div>"
            f"<h3>{other.name}</h3><div class='b'>{rows(other, ['主要产品'])}</div>",
        )

    assert facts(site(tmp_path, design)) == gold()


def test_a_full_box_of_something_else_before_the_topic_is_not_taken(tmp_path: Path) -> None:
    def design(number: int, company: Company) -> str:
        other = COMPANIES[number - 1]
        star = f"<div><div><i>某{number}</i></div><div class='a'>{rows(other)}</div></div>"
        return html(
            company.name,
            f"{star}<h1>{company.name}</h1><p>简讯{number}</p><div class='b'>{rows(company)}</div>",
        )

    assert facts(site(tmp_path, design)) == gold()


def test_a_label_may_stand_once_for_each_value(tmp_path: Path) -> None:
    def design(number: int, company: Company) -> str:
        shown = "".join(
            f"<tr><th>{label}</th><td>{value}</td></tr>"
            for label, values in company.facts()
            for value in values.split("、")
        )
        return html(company.name, f"<h1>{company.name}</h1><table>{shown}</table>")

    assert facts(site(tmp_path, design)) == gold()


def test_footers_counters_and_constant_lines_state_nothing(tmp_path: Path) -> None:
    def design(number: int, company: Company) -> str:
        return html(
            company.name,
            f"<h1>{company.name}</h1><div>浏览：{number * 37} 来源：本站{number}</div>"
            f"<div>{rows(company)}</div><div>客服电话：400-000-0000 地址：临澜市一路1号</div>",
        )

    assert facts(site(tmp_path, design)) == gold()


def test_a_list_that_nearly_all_pages_share_is_no_attribute(tmp_path: Path) -> None:
    buttons = "<a>打印本页</a><a>关闭窗口</a><a>微信</a>"

    def design(number: int, company: Company) -> str:
        tools = (
            f"<div class='row'><span class='k'>工具</span><span class='v'>{buttons}</span></div>"
        )
        body = f"<h1>{company.name}</h1><div>{rows(company)}{tools}</div>"
        return html(company.name, body)

    assert facts(site(tmp_path, design)) == gold()


def test_a_label_that_ends_like_a_description_heads_the_running_text(tmp_path: Path) -> None:
    def design(number: int, company: Company) -> str:
        text = f"{company.name}由{company.founder}创办，多年来为各地学校和作坊制作{company.products[0]}。"
        told = (
            f"<div class='row'><span class='k'>情况介绍</span><span class='v'>{text}</span></div>"
        )
        return html(company.name, f"<h1>{company.name}</h1><div>{rows(company)}{told}</div>")

    assert facts(site(tmp_path, design)) == gold()


def test_a_heading_speaks_only_for_the_element_that_it_stands_in(tmp_path: Path) -> None:
    def design(number: int, company: Company) -> str:
        side = "".join(f"<li>{other.name}</li>" for other in COMPANIES[:3])
        return html(
            company.name,
            f"<h1>{company.name}</h1><div class='side'><h3>热销排行榜</h3><ul>{side}</ul></div>"
            f"<div class='main'>{rows(company)}</div>",
        )

    assert facts(site(tmp_path, design)) == gold()


def test_a_name_in_brackets_loses_what_all_pages_add(tmp_path: Path) -> None:
    def design(number: int, company: Company) -> str:
        return html(f"【{company.name}】图片 参数 - 名录", f"<div>{rows(company)}</div>")

    assert facts(site(tmp_path, design)) == gold()


def test_the_templates_of_one_site_are_kept_apart(tmp_path: Path) -> None:
    def design(number: int, company: Company) -> str:
        return (
            plain(number, company)
            if number < 6
            else html(
                company.name,
                f"<center><h2>{company.name}</h2><table>"
                + joined(company, "<tr><td>{label}</td><td>{value}</td></tr>")
                + "</table></center>",
            )
        )

    documents = site(tmp_path, design)
    assert facts(documents) == gold()
    (rules,) = learnt(documents)
    assert [template.n_pages for template in rules.templates] == [6, 6]


def test_lists_are_parted_as_their_pages_show_them(tmp_path: Path) -> None:
    def design(number: int, company: Company) -> str:
        products = "".join(f"<a href='#'>{one}</a> " for one in company.products)
        return html(
            company.name,
            f"<h1>{company.name}</h1><ul><li>地址：{company.city}港路{number}、{number + 1}号</li>"
            f"<li>主要产品：{products}</li></ul>",
        )

    found = facts(site(tmp_path, design))
    assert {o for s, p, o in found if p == "主要产品"} == {
        product for company in COMPANIES for product in company.products
    }
    assert len([o for s, p, o in found if p == "地址"]) == len(COMPANIES)


def test_a_triple_says_where_its_value_stands(tmp_path: Path) -> None:
    documents = site(tmp_path, plain)
    by_id = {document.document_id: document for document in documents}
    found = triples(documents)
    assert all(one.xpath.startswith("/html/body/") and "@" not in one.xpath for one in found)
    placed = [one for one in found if one.object_start is not None]
    assert placed
    for one in placed:
        text = by_id[one.document_id].text
        assert text[one.object_start : one.object_end] == one.object


def test_the_order_of_the_pages_does_not_matter(tmp_path: Path) -> None:
    documents = site(tmp_path, plain)
    assert learnt(documents) == learnt(documents[::-1])


def test_pages_that_share_nothing_state_nothing(tmp_path: Path) -> None:
    pages = [
        f"<h1>{company.name}</h1>" + f"<div>{'<section>' * number}<p>创始人：{company.founder}</p>"
        for number, company in enumerate(COMPANIES[:4])
    ]
    documents = site(tmp_path, lambda number, _: html("页", pages[number]), COMPANIES[:4])
    assert facts(documents) == set()


def test_rules_survive_their_file(tmp_path: Path) -> None:
    documents = site(tmp_path, plain)
    rules = learnt(documents)
    path = tmp_path / "rules.json"
    write_rules(path, rules)
    assert read_rules(path) == rules
    again = TemplateExtractor(read_rules(path), PredicateLexicon())
    assert [t for d in documents for t in again.extract(d, ())] == triples(documents)
    slots = json.loads(path.read_text())[0]["templates"][0]["blocks"][0]["slots"]
    assert {slot["label"]: slot["predicate"] for slot in slots}["创始人"] == "创始人"


def test_the_pages_to_learn_from_do_not_depend_on_their_order() -> None:
    names = [PageName(f"{number:03d}", "https://a.example/x") for number in range(9)]
    names += [PageName("1", "https://b.example/x")]
    settings = TemplateSettings(maximum_pages=6)
    assert chosen_pages(names, settings) == chosen_pages(names[::-1], settings)
    (batch,) = chosen_pages(names, settings)
    assert [name.document_id for name in batch] == [f"{number:03d}" for number in range(6)]
