"""Parsers are the user's own: named, checked, run in batches, and never fetched."""

from pathlib import Path

import pytest
import spacy
from spacy.language import Language as Pipeline

from kg_pipeline.errors import ConfigurationError
from kg_pipeline.extraction import EXTRACTORS, ExtractionSettings
from kg_pipeline.extraction.dependencies import DependencyExtractor
from kg_pipeline.extraction.lexicon import PredicateLexicon
from kg_pipeline.extraction.parsers import (
    DependencySettings,
    SpacyParsers,
    identity_of,
    load_pipeline,
)
from kg_pipeline.records import Language
from tests.kg_pipeline.extraction.conftest import document_of, facts, sentences_of
from tests.kg_pipeline.extraction.trained_parser import UNSEEN, train_parser


@pytest.fixture(scope="module")
def english() -> Pipeline:
    return train_parser("en")


def extracted(pipeline: Pipeline, text: str, language: Language) -> set[tuple[str, str, str]]:
    extractor = DependencyExtractor(SpacyParsers({language: pipeline}), PredicateLexicon())
    document = document_of(text, language=language)
    return facts(extractor.extract(document, sentences_of(document)))


def test_a_parser_trained_on_a_few_english_parses_reads_unseen_names(english: Pipeline) -> None:
    first, second = UNSEEN["en"]
    text = f"{first} was founded by {second}. {first} makes lanterns and sensors."
    assert extracted(english, text, "en") == {
        (second, "founded", first),
        (first, "makes", "lanterns"),
        (first, "makes", "sensors"),
    }


def test_and_leaves_out_what_is_denied(english: Pipeline) -> None:
    assert extracted(english, f"{UNSEEN['en'][0]} did not make lanterns.", "en") == set()


def test_a_parser_trained_on_a_few_chinese_parses_reads_unseen_names() -> None:
    first, second = UNSEEN["zh"]
    text = f"{first}被{second}收购。{first}生产灯具和传感器。{second}没有生产灯具。"
    assert extracted(train_parser("zh"), text, "zh") == {
        (second, "收购", first),
        (first, "生产", "灯具"),
        (first, "生产", "传感器"),
    }


def test_a_saved_parser_is_named_by_its_path(english: Pipeline, tmp_path: Path) -> None:
    english.to_disk(tmp_path / "parser")
    settings = ExtractionSettings(
        extractors=("dependencies",),
        shipped_patterns=False,
        dependencies=DependencySettings(en=str(tmp_path / "parser"), batch_size=2),
    )
    document = document_of("Orrin founded Halden. Quill makes sensors.", language="en")
    triples = EXTRACTORS["dependencies"](settings).extract(document, sentences_of(document))
    assert {triple.extractor for triple in triples} == {"dependencies"}
    assert ("Orrin", "founded", "Halden") in {(t.subject, t.predicate, t.object) for t in triples}
    before = identity_of(str(tmp_path / "parser"))
    (tmp_path / "parser" / "meta.json").write_text("{}", encoding="utf-8")
    assert identity_of(str(tmp_path / "parser")) != before


def test_sentences_of_a_language_without_a_parser_are_left_alone(english: Pipeline) -> None:
    assert extracted(english, "Orrin founded Halden.", "en")
    extractor = DependencyExtractor(SpacyParsers({"en": english}), PredicateLexicon())
    document = document_of("北风公司收购了南山集团。")
    assert extractor.extract(document, sentences_of(document)) == []


def test_without_a_parser_the_message_says_how_to_get_one() -> None:
    with pytest.raises(ConfigurationError, match="python -m spacy download"):
        EXTRACTORS["dependencies"](ExtractionSettings(extractors=("dependencies",)))


def test_a_pipeline_that_is_not_installed_is_named_and_not_fetched() -> None:
    with pytest.raises(ConfigurationError, match=r"(?s)en_no_such_model.*nothing is downloaded"):
        load_pipeline("en_no_such_model", "en")


def test_a_pipeline_without_a_parser_is_refused(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(ConfigurationError, match="expected a spaCy pipeline with a parser"):
        load_pipeline(str(tmp_path / "blank"), "en")


def test_a_pipeline_of_another_language_is_refused(english: Pipeline, tmp_path: Path) -> None:
    english.to_disk(tmp_path / "parser")
    with pytest.raises(ConfigurationError, match="expected a pipeline for 'zh'"):
        load_pipeline(str(tmp_path / "parser"), "zh")
