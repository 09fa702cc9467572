"""The extractors that need nothing but documents keep the contract."""

from typing import get_args

import pytest

from kg_pipeline.extraction import EXTRACTORS, ExtractionSettings
from kg_pipeline.extraction.extractor import ExtractorName
from kg_pipeline.records import Cell, Document, Table
from kg_pipeline.sources.sentences import split_sentences
from tests.kg_pipeline.extraction.conftest import document_of


# Templates need the pages of a site: see test_templates.py.
@pytest.mark.parametrize("name", sorted(set(ExtractionSettings().extractors) - {"templates"}))
def test_an_extractor_signs_its_triples_and_gives_valid_ones(name: str) -> None:
    plain = document_of("云帆公司的注册资本为3000万元。", "云帆公司")
    row = (Cell("注册资本"), Cell("3000万元"))
    document = Document(
        *(getattr(plain, field) for field in ("document_id", "uri", "media_type", "encoding")),
        plain.language,
        plain.title,
        plain.text,
        plain.blocks,
        (Table("infobox", "", (row,)),),
    )
    extractor = EXTRACTORS[name](ExtractionSettings())
    triples = extractor.extract(document, split_sentences(document))
    assert extractor.name == name
    assert [(one.subject, one.predicate, one.object) for one in triples] == [
        ("云帆公司", "注册资本", "3000万元")
    ]
    assert all(one.extractor == name and 0 < one.confidence <= 1 for one in triples)
    assert extractor.extract(document, split_sentences(document)) == triples


def test_the_settings_name_only_extractors_that_exist() -> None:
    assert set(get_args(ExtractorName)) == set(EXTRACTORS)
