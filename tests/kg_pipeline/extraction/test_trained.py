"""A trained model is passed in; its triples come out with their provenance."""

import re
from collections.abc import Iterator, Sequence
from itertools import permutations
from pathlib import Path

import pytest
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline

from kg_pipeline.errors import ConfigurationError, DataError
from kg_pipeline.extraction import EXTRACTORS, ExtractionSettings, resources_of
from kg_pipeline.extraction.lexicon import PredicateEntry, PredicateLexicon
from kg_pipeline.extraction.trained import ModelTriple, Span, TrainedExtractor, TrainedSettings
from kg_pipeline.records import Sentence
from tests.kg_pipeline.extraction.conftest import document_of, facts, sentences_of

_NAME = re.compile(r"\b[A-Z]\w+\b|\b\d{4}\b")
_SAID = {
    "founder": ("{S} was founded by {O}.", "{S} was set up by {O}.", "{O} founded {S}."),
    "founding date": ("{S} was founded in {O}.", "{S} dates from {O}."),
    "owner": ("{O} owns {S}.", "{S} belongs to {O}.", "{O} holds all of {S}."),
    "": ("{S} and {O} met.", "{S} wrote to {O}.", "{S} did well in {O}."),
}
_NAMES = ("Orrin", "Halden", "Quill", "Tolley", "Ashwick", "Velmont")


class PairClassifier:
    """Logistic regression over the words between, before and after two names; trained below."""

    def __init__(self, sentences_with_label: Sequence[tuple[str, Span, Span, str]]) -> None:
        self._pipeline: Pipeline = make_pipeline(
            CountVectorizer(token_pattern=r"\S+", binary=True), LogisticRegression(C=30.0)
        )
        rows = [_features(text, *spans) for text, *spans, _ in sentences_with_label]
        self._pipeline.fit(rows, [label for *_, label in sentences_with_label])
        self.n_calls = 0

    def predict(self, sentences: Sequence[Sentence]) -> list[list[ModelTriple]]:
        self.n_calls += 1
        return [list(self._of(sentence.text)) for sentence in sentences]

    def _of(self, text: str) -> Iterator[ModelTriple]:
        spans = [match.span() for match in _NAME.finditer(text)]
        for subject, value in permutations(spans, 2):
            (row,) = self._pipeline.predict_proba([_features(text, subject, value)])
            score, label = max(zip(row, self._pipeline.classes_, strict=True))
            if label:
                yield ModelTriple(subject, str(label), value, float(score))


def _features(text: str, subject: Span, value: Span) -> str:
    """The words with their place, and what the two ends look like."""
    first, second = sorted((subject, value))
    between = [f"{subject < value}:{word}" for word in text[first[1] : second[0]].split()]
    digits = text[slice(*value)].isdigit(), text[slice(*subject)].isdigit()
    return " ".join([*between, "".join(between), f"digits:{digits}"])


def _training() -> Iterator[tuple[str, Span, Span, str]]:
    for label, forms in _SAID.items():
        for form in forms:
            for first, second in permutations(_NAMES, 2):
                other = "1998" if "date" in label else second
                text = form.replace("{S}", first).replace("{O}", other)
                subject, value = (
                    (text.index(name), text.index(name) + len(name)) for name in (first, other)
                )
                yield text, subject, value, label
                yield text, value, subject, ""


@pytest.fixture(scope="module")
def model() -> PairClassifier:
    return PairClassifier(list(_training()))


TEXT = "Northmere was founded by Carrow. Northmere dates from 2004.\nLanther wrote to Carrow."


def test_a_model_trained_on_some_names_reads_others(model: PairClassifier) -> None:
    document = document_of(TEXT, language="en")
    triples = TrainedExtractor(model).extract(document, sentences_of(document))
    assert facts(triples) == {
        ("Northmere", "founder", "Carrow"),
        ("Northmere", "founding date", "2004"),
    }


def test_its_triples_say_where_they_stand(model: PairClassifier) -> None:
    document = document_of(TEXT, language="en")
    for triple in TrainedExtractor(model, name="pairs").extract(document, sentences_of(document)):
        assert triple.extractor == "pairs"
        assert 0.5 <= triple.confidence <= 1.0
        assert TEXT[triple.subject_start : triple.subject_end] == triple.subject
        assert TEXT[triple.object_start : triple.object_end] == triple.object
        assert TEXT[triple.sentence_start : triple.sentence_end].startswith("Northmere")


def test_thresholds_hold_for_all_or_for_one_predicate(model: PairClassifier) -> None:
    document = document_of(TEXT, language="en")
    sentences = sentences_of(document)
    strict = TrainedExtractor(model, thresholds={"founder": 1.0}).extract(document, sentences)
    assert facts(strict) == {("Northmere", "founding date", "2004")}
    assert TrainedExtractor(model, threshold=1.0).extract(document, sentences) == []


def test_sentences_come_in_batches_and_batches_change_nothing(model: PairClassifier) -> None:
    document = document_of(TEXT, language="en")
    sentences = sentences_of(document)
    whole = TrainedExtractor(model).extract(document, sentences)
    model.n_calls = 0
    assert TrainedExtractor(model, batch_size=2).extract(document, sentences) == whole
    assert model.n_calls == 2


def test_the_kind_of_an_object_is_the_lexicons_or_that_of_its_form(model: PairClassifier) -> None:
    lexicon = PredicateLexicon([PredicateEntry(predicate="founder", object="person")])
    document = document_of("Northmere was founded by Carrow.", language="en")
    sentences = sentences_of(document)
    (known,) = TrainedExtractor(model, lexicon).extract(document, sentences)
    (unknown,) = TrainedExtractor(model).extract(document, sentences)
    assert (known.object_kind, unknown.object_kind) == ("entity", "text")


class _Broken:
    def __init__(self, *answers: list[ModelTriple]) -> None:
        self._answers = list(answers)

    def predict(self, sentences: Sequence[Sentence]) -> list[list[ModelTriple]]:
        return self._answers


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        ([], "one list of triples for each of 1 sentences, found 0"),
        ([[ModelTriple((0, 3), "p", (90, 99), 0.9)]], "spans inside a sentence of 7 characters"),
        ([[ModelTriple((0, 3), "p", (4, 4), 0.9)]], "spans inside a sentence"),
        ([[ModelTriple((0, 3), "p", (4, 6), 1.4)]], "a score in"),
    ],
)
def test_an_answer_that_does_not_fit_is_an_error(
    answers: list[list[ModelTriple]], message: str
) -> None:
    document = document_of("Some te", language="en")
    with pytest.raises(DataError, match=message):
        TrainedExtractor(_Broken(*answers)).extract(document, sentences_of(document))


def test_an_installed_model_is_named_in_the_configuration(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "made_up_models-1.0.dist-info"
    package.mkdir()
    (package / "METADATA").write_text("Metadata-Version: 2.1\nName: made-up-models\nVersion: 1.0\n")
    (package / "entry_points.txt").write_text(
        "[kg_pipeline.triple_models]\nmade-up-ties = made_up_models:Ties\n"
    )
    (tmp_path / "made_up_models.py").write_text(
        "from kg_pipeline.extraction.trained import ModelTriple\n"
        "class Ties:\n"
        "    def __init__(self, word):\n"
        "        self.word = word\n"
        "    def predict(self, sentences):\n"
        "        return [list(self.of(s.text)) for s in sentences]\n"
        "    def of(self, text):\n"
        "        place = text.find(f' {self.word} ')\n"
        "        end = place + len(self.word) + 2\n"
        "        if place > 0:\n"
        "            yield ModelTriple((0, place), self.word, (end, len(text) - 1), 0.8)\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    wanted = TrainedSettings(model="made-up-ties", options={"word": "owns"})
    settings = ExtractionSettings(extractors=("trained",), trained=wanted)
    document = document_of("Orrin owns Halden.", language="en")
    triples = EXTRACTORS["trained"](settings).extract(document, sentences_of(document))
    assert facts(triples) == {("Orrin", "owns", "Halden")}
    assert resources_of(settings)["model"] == ["made-up-models 1.0", ""]


def test_a_model_that_is_not_installed_is_named_with_those_that_are() -> None:
    settings = ExtractionSettings(
        extractors=("trained",), trained=TrainedSettings(model="no-such-model")
    )
    with pytest.raises(ConfigurationError, match=r"(?s)kg_pipeline\.triple_models.*no-such-model"):
        EXTRACTORS["trained"](settings)
