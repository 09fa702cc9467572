"""Small invented sites: pages written to a folder and read as the pipeline reads them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg_pipeline.extraction.lexicon import PredicateLexicon
from kg_pipeline.extraction.sites.pages import site_page
from kg_pipeline.extraction.sites.rules import SiteRules
from kg_pipeline.extraction.sites.seeds import SeedGraph
from kg_pipeline.extraction.sites.settings import TemplateSettings
from kg_pipeline.extraction.templates import TemplateExtractor, learn
from kg_pipeline.records import Document, Triple
from tests.kg_pipeline.sources.reading import read_one

NAMES = "澄溪 霁川 岚浦 珩洲 璟台 沅陵 栖霞 望舒 青崖 白石 墨池 兰亭".split()
PEOPLE = "苏予安 叶知微 顾南乔 程墨白 林砚秋 沈星回 陆昭 周行知 许清欢 何以宁 温如玉 秦子衿".split()
CITIES = "临澜市 云岭市 海棠市 临澜市".split()
Fact = tuple[str, str, str]


@dataclass(frozen=True)
class Company:
    """One invented company."""

    name: str
    founder: str
    city: str
    year: str
    products: tuple[str, ...]

    def facts(self) -> list[tuple[str, str]]:
        """Its attributes, each with the values joined."""
        return [
            ("创始人", self.founder),
            ("总部", self.city),
            ("成立时间", self.year),
            ("主要产品", "、".join(self.products)),
        ]


COMPANIES = [
    Company(
        f"{name}仪器",
        PEOPLE[number],
        CITIES[number % 4],
        f"{2001 + number}年{1 + number % 9}月",
        (f"{name}天平", f"{PEOPLE[number][0]}式量杯"),
    )
    for number, name in enumerate(NAMES)
]
Design = Callable[[int, Company], str]


def html(title: str, body: str) -> str:
    """A page of this title and body."""
    return f"<html><head><title>{title}</title></head><body>{body}</body></html>"


def site(folder: Path, design: Design, companies: Sequence[Company] = COMPANIES) -> list[Document]:
    """One page a company."""
    return [
        read_one(folder, f"{number:02d}.html", design(number, company))
        for number, company in enumerate(companies)
    ]


def learnt(
    documents: Sequence[Document], seeds: Sequence[Fact] = (), seeded_only: bool = False
) -> list[SiteRules]:
    """The rules of a site's pages."""
    pages = [site_page(one.document_id, one.uri, one.nodes) for one in documents]
    return learn(pages, SeedGraph(seeds), TemplateSettings(seeded_only=seeded_only))


def triples(
    documents: Sequence[Document], seeds: Sequence[Fact] = (), seeded_only: bool = False
) -> list[Triple]:
    """What templates read from a site's pages."""
    extractor = TemplateExtractor(learnt(documents, seeds, seeded_only), PredicateLexicon())
    return [triple for document in documents for triple in extractor.extract(document, ())]


def facts(
    documents: Sequence[Document], seeds: Sequence[Fact] = (), seeded_only: bool = False
) -> set[Fact]:
    """The same as plain triples."""
    found = triples(documents, seeds, seeded_only)
    return {(one.subject, one.predicate, one.object) for one in found}


def gold(companies: Sequence[Company] = COMPANIES, without: Sequence[str] = ()) -> set[Fact]:
    """What the pages state."""
    return {
        (company.name, label, value)
        for company in companies
        for label, values in company.facts()
        if label not in without
        for value in values.split("、")
    }


def rows(company: Company, without: Sequence[str] = ()) -> str:
    """A company's attributes as rows of two cells."""
    return "".join(
        f"<div class='row'><span class='k'>{label}</span><span class='v'>{value}</span></div>"
        for label, value in company.facts()
        if label not in without
    )


def plain(number: int, company: Company) -> str:
    """A page of a heading and rows."""
    return html(f"{company.name} - 名录", f"<h1>{company.name}</h1><div>{rows(company)}</div>")
