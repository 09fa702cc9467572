"""What a seed graph teaches templates: the predicates of labels, and what stands without one."""

from pathlib import Path

import pytest

from kg_pipeline.errors import DataError
from kg_pipeline.extraction.sites.settings import TemplateSettings
from kg_pipeline.extraction.templates import seed_graph
from tests.kg_pipeline.extraction.sites.pages_of_site import (
    COMPANIES,
    Company,
    facts,
    gold,
    html,
    plain,
    rows,
    site,
)


def unlabelled(number: int, company: Company) -> str:
    return html(
        company.name,
        f"<h1>{company.name}</h1><p class='one'>{company.founder}</p><p class='two'>{company.year}</p>"
        f"<p class='three'>{company.city}</p>",
    )


def test_a_seed_graph_names_what_stands_without_a_label(tmp_path: Path) -> None:
    seeds = [
        fact
        for company in COMPANIES[:4]
        for fact in (
            (company.name, "founder", company.founder),
            (company.name, "founded", company.year.replace("年", "-0").rstrip("月")),
        )
    ]
    found = facts(site(tmp_path, unlabelled), seeds)
    assert {fact for fact in found if fact[1] == "founder"} == {
        (company.name, "founder", company.founder) for company in COMPANIES
    }
    assert {fact for fact in found if fact[1] == "founded"} == {
        (company.name, "founded", company.year) for company in COMPANIES
    }


def test_a_seed_graph_gives_labels_its_own_predicates(tmp_path: Path) -> None:
    seeds = [(company.name, "foundedBy", company.founder) for company in COMPANIES[:3]]
    found = facts(site(tmp_path, plain), seeds)
    expected = {(s, "foundedBy" if p == "创始人" else p, o) for s, p, o in gold()}
    assert found == expected


@pytest.mark.parametrize(("label", "is_enough"), [("创始人", True), ("总部", False)])
def test_one_seed_triple_is_enough_where_its_value_is_rare(
    tmp_path: Path, label: str, is_enough: bool
) -> None:
    seeds = [next(fact for fact in sorted(gold()) if fact[1] == label)]
    renamed = [(subject, "seeded", value) for subject, _, value in seeds]
    found = facts(site(tmp_path, plain), renamed)
    chosen = "seeded" if is_enough else label
    assert found == {(s, chosen if p == label else p, o) for s, p, o in gold()}


def test_a_usual_part_of_joined_lists_is_no_rare_value(tmp_path: Path) -> None:
    def design(number: int, company: Company) -> str:
        kinds = ["个人", "企业", f"{company.city}的学校"][: 2 + number % 2]
        row = f"<div class='row'><span class='k'>客户</span><span class='v'>{'、'.join(kinds)}</span></div>"
        return html(company.name, f"<h1>{company.name}</h1><div>{rows(company)}{row}</div>")

    found = facts(site(tmp_path, design), [(COMPANIES[0].name, "seeded", "个人")])
    assert not [fact for fact in found if fact[1] == "seeded"]


def test_seeded_only_states_what_the_seed_graph_has_predicates_for(tmp_path: Path) -> None:
    documents = site(tmp_path, plain)
    seeds = [(one.name, "foundedBy", one.founder) for one in COMPANIES[:4]]
    closed = facts(documents, seeds, seeded_only=True)
    assert closed == {(one.name, "foundedBy", one.founder) for one in COMPANIES}
    assert {"foundedBy", "总部"} <= {predicate for _, predicate, _ in facts(documents, seeds)}


def test_a_seed_file_with_a_broken_line_names_it(tmp_path: Path) -> None:
    path = tmp_path / "seeds.jsonl"
    path.write_text('{"subject": "a", "predicate": "b", "object": "c"}\n{"subject": "a"}\n')
    with pytest.raises(DataError, match="line 2"):
        seed_graph(TemplateSettings(seed_triples=(path,)))
