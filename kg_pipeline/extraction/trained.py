"""Triples from a model that was trained elsewhere and is passed in.

A model sees sentences and says which triples they state, with spans and scores; everything else
(batches, thresholds, provenance, offsets of the document) happens here. A model that is installed
as an entry point of the group ``kg_pipeline.triple_models`` can be named in the configuration: the
entry point is a callable that takes the configured options and returns the model.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import EntryPoint, entry_points
from typing import Protocol

from kg_pipeline.errors import ConfigurationError, DataError
from kg_pipeline.extraction.lexicon import PredicateLexicon
from kg_pipeline.extraction.objects import OBJECT_KINDS
from kg_pipeline.extraction.parsers import identity_of
from kg_pipeline.graph.values import fold, normalize
from kg_pipeline.records import Document, ObjectKind, Sentence, Triple
from kg_pipeline.settings import PositiveInt, Rate, Settings

ENTRY_POINTS = "kg_pipeline.triple_models"
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class ModelTriple:
    """What a model reads in one sentence; spans are half-open code points of its text.

    score: how sure the model is, in [0, 1]; it becomes the triple's confidence
    object_kind: ``None`` lets the lexicon and the object's form decide
    """

    subject_span: Span
    predicate: str
    object_span: Span
    score: float
    object_kind: ObjectKind | None = None


class TripleModel(Protocol):
    """Anything that reads triples out of sentences."""

    def predict(self, sentences: Sequence[Sentence]) -> Sequence[Sequence[ModelTriple]]:
        """The triples of each sentence: one list for each, in the order of the sentences."""
        ...


class TrainedSettings(Settings):
    """Which installed model reads triples, and how sure it must be.

    model:      name of an entry point of the group ``kg_pipeline.triple_models``
    options:    handed to the entry point by name (the path of its weights, for instance)
    threshold:  least score; thresholds: for single predicates
    batch_size: sentences at a time
    """

    model: str = ""
    options: dict[str, str | int | float | bool] = {}
    threshold: Rate = 0.5
    thresholds: dict[str, Rate] = {}
    batch_size: PositiveInt = 64


@dataclass
class TrainedExtractor:
    """Runs a model over the sentences of a document.

    thresholds: predicate → least score, where it is not ``threshold``
    """

    model: TripleModel
    lexicon: PredicateLexicon = field(default_factory=PredicateLexicon)
    threshold: float = 0.5
    thresholds: Mapping[str, float] = field(default_factory=dict)
    batch_size: int = 64
    name: str = "trained"

    def extract(self, document: Document, sentences: Sequence[Sentence]) -> list[Triple]:
        """Triples whose score reaches the threshold, in the order of the sentences.

        Raises ``DataError`` where the model's answer does not fit the sentences.
        """
        return [
            self._triple(found, sentence)
            for first in range(0, len(sentences), self.batch_size)
            for sentence, found in self._predicted(sentences[first : first + self.batch_size])
            if found.score >= self.thresholds.get(found.predicate, self.threshold)
        ]

    def _predicted(self, batch: Sequence[Sentence]) -> Iterator[tuple[Sentence, ModelTriple]]:
        answers = self.model.predict(batch)
        if len(answers) != len(batch):
            raise DataError(
                f"{type(self.model).__name__}: expected one list of triples for each of "
                f"{len(batch)} sentences, found {len(answers)} lists; correct its predict()"
            )
        for sentence, answer in zip(batch, answers, strict=True):
            for found in answer:
                self._check(found, sentence)
                yield sentence, found

    def _check(self, found: ModelTriple, sentence: Sentence) -> None:
        spans = (found.subject_span, found.object_span)
        if not all(0 <= start < end <= len(sentence.text) for start, end in spans):
            raise DataError(
                f"{type(self.model).__name__}: expected spans inside a sentence of "
                f"{len(sentence.text)} characters, found {spans}; correct its predict()"
            )
        if not 0.0 <= found.score <= 1.0:
            raise DataError(
                f"{type(self.model).__name__}: expected a score in [0, 1], found {found.score}; "
                "correct its predict()"
            )

    def _triple(self, found: ModelTriple, sentence: Sentence) -> Triple:
        subject, value = (
            fold(sentence.text[slice(*span)]) for span in (found.subject_span, found.object_span)
        )
        kind, unit = self._kind(found, value)
        offset = sentence.start
        return Triple(
            subject=subject,
            predicate=found.predicate,
            object=value,
            object_kind=kind,
            unit=unit,
            confidence=round(float(found.score), 4),
            extractor=self.name,
            document_id=sentence.document_id,
            subject_start=offset + found.subject_span[0],
            subject_end=offset + found.subject_span[1],
            object_start=offset + found.object_span[0],
            object_end=offset + found.object_span[1],
            sentence_start=sentence.start,
            sentence_end=sentence.end,
        )

    def _kind(self, found: ModelTriple, text: str) -> tuple[ObjectKind, str]:
        kind = found.object_kind
        entry = self.lexicon.entry(found.predicate)
        if kind is None and entry is not None and OBJECT_KINDS[entry.object] == "entity":
            kind = "entity"
        value = normalize(text, kind)
        return kind or value.kind, value.unit if value.kind == "number" else ""


def installed_model(settings: TrainedSettings) -> TripleModel:
    """The model that settings name, made by its entry point.

    Raises ``ConfigurationError`` where no installed package offers it.
    """
    model: TripleModel = _entry_point(settings.model).load()(**settings.options)
    return model


def model_identity(settings: TrainedSettings) -> list[str]:
    """What tells one version of a model from another: its package, and the files in its options."""
    package = _entry_point(settings.model).dist
    files = [identity_of(one) for one in settings.options.values() if isinstance(one, str)]
    return ["" if package is None else f"{package.name} {package.version}", *files]


def _entry_point(name: str) -> EntryPoint:
    found = {point.name: point for point in entry_points(group=ENTRY_POINTS)}
    if name not in found:
        known = ", ".join(sorted(found)) or "none"
        raise ConfigurationError(
            f"extraction.trained.model: expected a model that is installed under the entry point "
            f"group {ENTRY_POINTS} (found: {known}), found {name!r}; install its package, or pass "
            "the model itself to TrainedExtractor"
        )
    return found[name]
