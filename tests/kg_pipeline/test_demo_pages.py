"""The demo's web pages give the facts that they state in structure, and hardly anything else."""

import json
from collections import Counter
from pathlib import Path

import pytest

from kg_pipeline.extraction import ExtractionSettings, lexicon_from
from kg_pipeline.extraction.structured import StructuredExtractor
from kg_pipeline.graph.values import fold, normalize
from kg_pipeline.records import Document, Triple
from kg_pipeline.sources.documents import read_documents
from kg_pipeline.sources.inputs import SourceSettings

PAGES = Path(__file__).parents[2] / "data" / "demo" / "pages"
Fact = tuple[str, str, str, str]


def fact(subject: str, predicate: str, object_: str) -> Fact:
    """A triple for comparison: white space folded, dates and numbers normalised."""
    value = normalize(object_)
    return fold(subject), fold(predicate), value.text, value.unit


def score(found: set[Fact], expected: set[Fact]) -> Counter[str]:
    """How many facts are right, wrong and missed."""
    return Counter(
        right=len(found & expected), wrong=len(found - expected), missed=len(expected - found)
    )


@pytest.fixture(scope="module")
def triples() -> dict[str, list[Triple]]:
    extractor = StructuredExtractor(lexicon_from(ExtractionSettings()))
    found: dict[str, list[Triple]] = {}
    for page in sorted(PAGES.glob("*.html")):
        for document in read_documents(page, SourceSettings(paths=[str(page)])):
            assert isinstance(document, Document)
            found[page.name] = extractor.extract(document, [])
    return found


@pytest.fixture(scope="module")
def expected() -> dict[str, set[Fact]]:
    rows: dict[str, set[Fact]] = {}
    for line in (PAGES / "expected.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        key = fact(row["subject"], row["predicate"], row["object"])
        rows.setdefault(row["page"], set()).add(key)
    return rows


def test_the_facts_of_the_pages_are_found_with_high_precision_and_recall(
    triples: dict[str, list[Triple]], expected: dict[str, set[Fact]]
) -> None:
    total: Counter[str] = Counter()
    for page, want in expected.items():
        found = {fact(one.subject, one.predicate, one.object) for one in triples[page]}
        total += score(found, want)
    assert total["right"] / (total["right"] + total["wrong"]) >= 0.98
    assert total["right"] / (total["right"] + total["missed"]) >= 0.95


def test_a_triple_says_where_it_stands_unless_a_script_of_the_page_states_it(
    triples: dict[str, list[Triple]],
) -> None:
    scripted = {"p05_jsonld_product.html", "p09_en_product.html"}
    for page in triples.keys() - scripted:
        assert all(one.xpath or one.object_start is not None for one in triples[page]), page


def test_dates_and_amounts_compare_by_value_and_white_space_does_not_count() -> None:
    assert fact("A", "p", "5,200万元") == fact("A", "p", "52000000元")
    assert fact("A", "p", "2021/6/1") == fact("A", "p", "2021年6月1日")
    assert score({fact("A", "p", "x")}, {fact("A", "p", "y")}) == Counter(wrong=1, missed=1)
