"""Which nodes will the graph of some triples have? Asked of the pipeline's own merging.

Hidden triples and mentions name nodes by id; a wrong id would hide nothing and leak the answer.
"""

from collections.abc import Sequence
from pathlib import Path

from kg_pipeline.extraction.lexicon import PredicateLexicon
from kg_pipeline.extraction.merging import MergingSettings, merge
from kg_pipeline.graph.content import GraphContent, GraphTriple
from kg_pipeline.sources.imported import read_imported

from .names import name_of
from .records import Fact

SPO = tuple[str, str, str]


class GraphIds:
    """The merged graph of a file of triples, as ``kg-pipeline`` makes it without a lexicon."""

    def __init__(self, triples: Path) -> None:
        self.content: GraphContent = merge(
            read_imported(triples), MergingSettings(unify_labels=False), PredicateLexicon()
        )
        self._merged: dict[SPO, GraphTriple] = {}
        self._subjects: dict[str, str] = {}
        for evidence in self.content.evidence:
            source, triple = evidence.source, self.content.triples[evidence.triple]
            self._merged[source.subject, source.predicate, source.object] = triple
            self._subjects[source.subject] = triple.subject

    def triple(self, fact: Fact) -> SPO | None:
        """The triple's ids; ``None`` where the graph does not hold it."""
        merged = self._merged.get(fact.key())
        return None if merged is None else (merged.subject, merged.predicate, merged.object)

    def entity(self, name: str) -> str:
        """The id of an entity's name; the name as it is written where the graph lacks it."""
        written = name_of(name)
        return self._subjects.get(written, written)

    def around(self) -> dict[str, list[SPO]]:
        """Node id → all triples that it stands in, in the graph's order."""
        found: dict[str, list[SPO]] = {}
        for triple in self.content.triples:
            spo = (triple.subject, triple.predicate, triple.object)
            for node in dict.fromkeys((triple.subject, triple.object)):
                found.setdefault(node, []).append(spo)
        return found

    def unlocated(self, hidden: Sequence[SPO]) -> int:
        """How many of some hidden triples the graph does not hold (must be 0)."""
        known = {(t.subject, t.predicate, t.object) for t in self.content.triples}
        return sum(spo not in known for spo in hidden)
