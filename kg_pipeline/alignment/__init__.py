"""Which sentences may state which triples? Distant supervision (Mintz et al., 2009).

``find_positives`` looks at each sentence by itself (so that it may be spread over workers),
``limit`` at all of them together; ``align`` is both.
"""

from collections import Counter
from collections.abc import Sequence

from kg_pipeline.alignment.candidates import (
    CandidateFinder,
    Links,
    find_candidates,
    find_positives,
)
from kg_pipeline.alignment.columns import Candidates, no_keys, sentence_id
from kg_pipeline.alignment.exclusion import EXCLUDED, excluded_texts
from kg_pipeline.alignment.implied import ImpliedSubjects, NamedSubjects, Subjects
from kg_pipeline.alignment.joining import joined
from kg_pipeline.alignment.limits import Keys, limit, within_limits
from kg_pipeline.alignment.settings import Alignment, AlignmentSettings
from kg_pipeline.alignment.topics import topics_of
from kg_pipeline.graph.store import KnowledgeGraph
from kg_pipeline.records import Document, Sentence

__all__ = [
    "EXCLUDED",
    "Alignment",
    "AlignmentSettings",
    "CandidateFinder",
    "Candidates",
    "Keys",
    "Links",
    "align",
    "excluded_texts",
    "find_candidates",
    "find_positives",
    "implied_subjects",
    "joined",
    "limit",
    "no_keys",
    "sentence_id",
    "within_limits",
]


def align(
    sentences: Sequence[Sentence], linker: Links, graph: KnowledgeGraph, settings: AlignmentSettings
) -> Alignment:
    """Find, then limit."""
    found = find_positives(sentences, linker, graph, settings)
    limited = limit(found.sentences, settings)
    aside = Counter(found.set_aside) + Counter(limited.set_aside)
    return Alignment(limited.sentences, dict(aside))


def implied_subjects(
    documents: Sequence[Document], linker: Links, graph: KnowledgeGraph, settings: AlignmentSettings
) -> Subjects:
    """What finds the subjects that the sentences of some documents do not name."""
    if settings.implied_subjects == "none":
        return NamedSubjects()
    topics = topics_of(documents, linker, graph)
    return ImpliedSubjects(graph, topics, with_left_out=settings.implied_subjects == "all")
