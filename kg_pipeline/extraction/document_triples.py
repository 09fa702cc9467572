"""All triples of one document: every extractor, then the schema, then the least confidence."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kg_pipeline.extraction.extractor import Extractor
from kg_pipeline.extraction.schema_filter import SchemaFilter
from kg_pipeline.records import Document, Sentence, SetAside, Triple

_NOT_COMPARED = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class DocumentTriples:
    """Triples of a document in the order of the extractors, and what the schema left out."""

    triples: list[Triple]
    set_aside: list[SetAside] = field(default_factory=list)


@dataclass(frozen=True)
class DocumentExtraction:
    """The extractors of a run. schema: ``None`` extracts openly."""

    extractors: Sequence[Extractor]
    schema: SchemaFilter | None = None
    minimum_confidence: float = 0.0

    def of(self, document: Document, sentences: Sequence[Sentence]) -> DocumentTriples:
        """All triples of a document, with what is independent of it and what is not.

        sentences: those of the document
        """
        source = document.family or document.document_id
        found = [
            replace(triple, source=source, sentence_key=sentence_key(document, triple))
            for extractor in self.extractors
            for triple in extractor.extract(document, sentences)
            if triple.confidence >= self.minimum_confidence
        ]
        if self.schema is None:
            return DocumentTriples(found)
        kept = self.schema.apply(found)
        return DocumentTriples(kept.triples, kept.set_aside)


def sentence_key(document: Document, triple: Triple) -> str:
    """A hash of the letters and digits of the triple's sentence; "" where it has none."""
    if triple.sentence_start is None or triple.sentence_end is None:
        return ""
    sentence = document.text[triple.sentence_start : triple.sentence_end]
    compared = _NOT_COMPARED.sub("", sentence).casefold()
    return hashlib.sha256(compared.encode("utf-8", "surrogatepass")).hexdigest()[:16]
