"""All triples of one document: every extractor, then the schema, then the least confidence."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from kg_pipeline.extraction.extractor import Extractor
from kg_pipeline.extraction.schema_filter import SchemaFilter
from kg_pipeline.records import Document, Sentence, SetAside, Triple


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
        """All triples of a document; ``sentences`` are its own."""
        found = [
            triple
            for extractor in self.extractors
            for triple in extractor.extract(document, sentences)
            if triple.confidence >= self.minimum_confidence
        ]
        if self.schema is None:
            return DocumentTriples(found)
        kept = self.schema.apply(found)
        return DocumentTriples(kept.triples, kept.set_aside)
