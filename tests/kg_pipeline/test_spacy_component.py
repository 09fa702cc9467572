"""``kg_triples``: a component of spaCy pipelines that sets ``Doc._.triples``."""

from importlib.metadata import entry_points
from pathlib import Path

import pytest
import spacy
from spacy.language import Language as Pipeline
from spacy.tokens import Doc

from kg_pipeline.errors import ConfigurationError
from kg_pipeline.records import Triple
from kg_pipeline.spacy_component import TITLE_KEY, make_kg_triples
from tests.kg_pipeline.extraction.conftest import facts
from tests.kg_pipeline.extraction.trained_parser import UNSEEN, train_parser

TEXTS = ["云帆公司的注册资本为3000万元。", "云漪湖面积86.4平方公里。平均水深12米。", ""]
FACTS = [
    {("云帆公司", "注册资本", "3000万元")},
    {("云漪湖", "面积", "86.4平方公里"), ("云漪湖", "平均水深", "12米")},
    set(),
]


@pytest.fixture(scope="module")
def chinese() -> Pipeline:
    nlp = spacy.blank("zh")
    nlp.add_pipe("kg_triples")
    return nlp


def test_a_blank_pipeline_finds_what_patterns_find(chinese: Pipeline) -> None:
    docs = list(chinese.pipe(TEXTS))
    assert [facts(doc._.triples) for doc in docs] == FACTS
    (triple,) = docs[0]._.triples
    assert isinstance(triple, Triple)
    assert triple.extractor == "patterns"
    assert docs[0].text[triple.object_start : triple.object_end] == "3000万元"
    span = docs[0].char_span(triple.subject_start, triple.subject_end)
    assert span is not None and span.text == "云帆公司"


def test_english_too() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("kg_triples")
    doc = nlp("Orrin Works is large. The headcount of Orrin Works is 300 people.")
    assert ("300 people",) in {(triple.object,) for triple in doc._.triples}


def test_two_processes_give_the_same_docs(chinese: Pipeline) -> None:
    docs = list(chinese.pipe(TEXTS * 2, n_process=2, batch_size=2))
    assert [facts(doc._.triples) for doc in docs] == FACTS * 2


def test_a_doc_keeps_its_triples_in_bytes(chinese: Pipeline) -> None:
    doc = chinese(TEXTS[0])
    again = Doc(chinese.vocab).from_bytes(doc.to_bytes())
    assert again._.triples == doc._.triples


def test_the_docs_own_sentences_count() -> None:
    nlp = spacy.blank("zh")
    nlp.add_pipe("sentencizer", config={"punct_chars": ["。"]})
    nlp.add_pipe("kg_triples")
    doc = nlp(TEXTS[1])
    assert facts(doc._.triples) == FACTS[1]
    starts = {(triple.sentence_start, triple.sentence_end) for triple in doc._.triples}
    assert starts == {(sent.start_char, sent.end_char) for sent in doc.sents}


def test_the_subject_of_a_doc_can_be_given(chinese: Pipeline) -> None:
    text = "注册资本为3000万元。"
    assert chinese(text)._.triples == []
    doc = chinese.make_doc(text)
    doc.user_data[TITLE_KEY] = "云帆公司"
    assert facts(chinese(doc)._.triples) == FACTS[0]


def test_a_saved_pipeline_brings_its_patterns_and_schema_along(tmp_path: Path) -> None:
    schema, patterns = tmp_path / "schema.yaml", tmp_path / "patterns.yaml"
    schema.write_text("predicates: [{predicate: 口号, range: [text]}]\n", encoding="utf-8")
    patterns.write_text(
        'language: zh\npatterns:\n  - {predicate: 口号, triggers: [高喊], template: "'
        '{subject}高喊{object:text}"}\n',
        encoding="utf-8",
    )
    nlp = spacy.blank("zh")
    config = {"pattern_files": [str(patterns)], "schema_file": str(schema)}
    nlp.add_pipe("kg_triples", config=config)
    nlp.to_disk(tmp_path / "saved")
    stored = nlp.to_bytes()
    schema.unlink()
    patterns.unlink()
    expected = {("云帆公司", "口号", "前进")}
    text = "云帆公司高喊前进。云帆公司的注册资本为3000万元。"
    assert facts(spacy.load(tmp_path / "saved")(text)._.triples) == expected
    other = spacy.blank("zh")
    other.add_pipe("kg_triples")
    assert facts(other.from_bytes(stored)(text)._.triples) == expected


def test_with_a_parser_it_reads_the_docs_own_parse() -> None:
    nlp = train_parser("en")
    nlp.add_pipe("kg_triples", config={"extractors": ["dependencies"], "shipped_patterns": False})
    first, second = UNSEEN["en"]
    text = f"{first} makes sensors. {first} was founded by {second}."
    doc = nlp(text)
    assert facts(doc._.triples) == {(first, "makes", "sensors"), (second, "founded", first)}
    for triple in doc._.triples:
        assert text[triple.subject_start : triple.subject_end] == triple.subject
        assert text[triple.object_start : triple.object_end] == triple.object


def test_dependencies_without_a_parse_are_an_error_that_says_so() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("kg_triples", config={"extractors": ["dependencies"]})
    with pytest.raises(ConfigurationError, match="put a parser before this component"):
        nlp("Orrin makes sensors.")


def test_other_languages_and_other_extractors_are_refused() -> None:
    with pytest.raises(ConfigurationError, match="expected a pipeline for zh or en, found 'de'"):
        spacy.blank("de").add_pipe("kg_triples")
    with pytest.raises(ConfigurationError, match="a Doc has no tables"):
        spacy.blank("zh").add_pipe("kg_triples", config={"extractors": ["structured"]})


def test_installation_registers_the_factory() -> None:
    found = {point.name: point for point in entry_points(group="spacy_factories")}
    if "kg_triples" not in found:
        pytest.skip("the package was installed before it had this entry point; install it again")
    assert found["kg_triples"].load() is make_kg_triples
