"""``kg_triples``: a spaCy pipeline component that sets ``Doc._.triples``.

```python
nlp = spacy.load("zh_core_web_sm")                 # or spacy.blank("zh"): patterns need no parser
nlp.add_pipe("kg_triples", config={"extractors": ["patterns", "dependencies"]})
nlp("云帆公司的注册资本为3000万元。")._.triples      # list of kg_pipeline.records.Triple
```
Offsets are those of the Doc's text. Sentences are the Doc's own where it has some, else ours. The Doc's
subject, if it is about one thing, can be given: ``doc.user_data["kg_title"] = "云帆公司"``.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple
from pathlib import Path
from typing import Any

from spacy.language import Language as Pipeline
from spacy.tokens import Doc

from kg_pipeline.errors import ConfigurationError
from kg_pipeline.extraction import (
    EXTRACTORS,
    DocumentExtraction,
    ExtractionSettings,
    Extractor,
    extraction_from,
    lexicon_from,
    self_contained,
)
from kg_pipeline.extraction.dependencies import DependencyExtractor
from kg_pipeline.extraction.parsers import ParsedSentence
from kg_pipeline.records import Document, Language, Sentence, Triple
from kg_pipeline.settings import parse_settings
from kg_pipeline.sources.given_texts import document_of_text
from kg_pipeline.sources.sentences import split_sentences

_KEY, TITLE_KEY = "kg_triples", "kg_title"
_FILE = "kg_triples.json"


def _triples(doc: Doc) -> list[Triple]:
    """They are kept as plain rows, so that a Doc with triples can be sent and stored."""
    return [Triple(*row) for row in doc.user_data.get(_KEY, ())]


def _set_triples(doc: Doc, triples: Iterable[Triple]) -> None:
    doc.user_data[_KEY] = [astuple(triple) for triple in triples]


@Pipeline.factory(
    "kg_triples",
    assigns=["doc._.triples"],
    default_config={
        "extractors": ["patterns"],
        "pattern_files": [],
        "shipped_patterns": True,
        "schema_file": None,
        "trained": {},
        "minimum_confidence": 0.3,
    },
)
def make_kg_triples(
    nlp: Pipeline,
    name: str,
    extractors: list[str],
    pattern_files: list[str],
    shipped_patterns: bool,
    schema_file: str | None,
    trained: dict[str, Any],
    minimum_confidence: float,
) -> "KgTriples":
    """The component; its configuration are settings of extraction of the same names."""
    return KgTriples(
        nlp,
        name,
        {
            "extractors": extractors,
            "pattern_files": pattern_files,
            "shipped_patterns": shipped_patterns,
            "schema_file": schema_file,
            "trained": trained,
            "minimum_confidence": minimum_confidence,
        },
    )


class KgTriples:
    """Sets the triples of each Doc. What its settings name is read when they are first needed.

    So a saved pipeline loads where the pattern files are not: it brings their content along.
    """

    def __init__(self, nlp: Pipeline, name: str, config: dict[str, Any]) -> None:
        if nlp.lang not in ("zh", "en"):
            raise ConfigurationError(
                f"{name}: expected a pipeline for zh or en, found {nlp.lang!r}; triples are "
                "extracted from Chinese and English"
            )
        self._language: Language = "zh" if nlp.lang == "zh" else "en"
        self._name = name
        self._settings = parse_settings(ExtractionSettings, config, name)
        if "structured" in self._settings.extractors:
            raise ConfigurationError(
                f"{name}: expected extractors for sentences (patterns, dependencies, trained), "
                "found structured; a Doc has no tables"
            )
        self._extraction: DocumentExtraction | None = None
        self._parse = _ParseOfDoc(name)
        if not Doc.has_extension("triples"):
            Doc.set_extension("triples", getter=_triples, setter=_set_triples)

    def __call__(self, doc: Doc) -> Doc:
        """Set ``doc._.triples``."""
        if self._extraction is None:
            self._settings = self_contained(self._settings)
            extractors = [self._extractor(name) for name in self._settings.extractors]
            self._extraction = extraction_from(self._settings, extractors)
        title = str(doc.user_data.get(TITLE_KEY, ""))
        document = document_of_text(doc.text, title, "doc", self._language)
        self._parse.doc = doc
        _set_triples(doc, self._extraction.of(document, _sentences(doc, document)).triples)
        return doc

    def _extractor(self, name: str) -> Extractor:
        if name == "dependencies":
            return DependencyExtractor(self._parse, lexicon_from(self._settings))
        return EXTRACTORS[name](self._settings)

    def to_bytes(self, *, exclude: Sequence[str] = ()) -> bytes:
        """The settings with the content of the files that they name."""
        return self_contained(self._settings).model_dump_json(indent=1).encode()

    def from_bytes(self, data: bytes, *, exclude: Sequence[str] = ()) -> "KgTriples":
        """Take over what ``to_bytes`` wrote."""
        self._settings = parse_settings(ExtractionSettings, json.loads(data), self._name)
        self._extraction = None
        return self

    def to_disk(self, path: str | Path, *, exclude: Sequence[str] = ()) -> None:
        """Write the settings with the content of the files that they name."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / _FILE).write_bytes(self.to_bytes())

    def from_disk(self, path: str | Path, *, exclude: Sequence[str] = ()) -> "KgTriples":
        """Take over what ``to_disk`` wrote."""
        return self.from_bytes((Path(path) / _FILE).read_bytes())


class _ParseOfDoc:
    """The parse that a Doc already has."""

    def __init__(self, name: str) -> None:
        self._name = name
        self.doc: Doc | None = None

    def parse(self, sentences: Sequence[Sentence]) -> Iterator[ParsedSentence]:
        """The tokens of each sentence; ``ConfigurationError`` where the Doc is not parsed."""
        doc = self.doc
        if doc is None or (len(doc) and not doc.has_annotation("DEP")):
            raise ConfigurationError(
                f"{self._name}: expected parsed Docs for the extractor dependencies, found one "
                "without a parse; put a parser before this component, or use patterns alone"
            )
        for sentence in sentences:
            tokens = doc.char_span(sentence.start, sentence.end, alignment_mode="expand")
            if tokens is not None:
                yield ParsedSentence(sentence, list(tokens), sentence.start)


def _sentences(doc: Doc, document: Document) -> list[Sentence]:
    if not doc.has_annotation("SENT_START"):
        return split_sentences(document)
    found: list[Sentence] = []
    for span in doc.sents:
        text = span.text.strip()
        start = span.start_char + len(span.text) - len(span.text.lstrip())
        if text:
            end = start + len(text)
            found.append(Sentence(document.document_id, start, end, text, document.language))
    return found
