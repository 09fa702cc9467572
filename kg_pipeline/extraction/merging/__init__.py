"""Many extracted triples become one graph: who is the same, what is said twice, how sure is it?

In this order: ``reading`` (names and labels as they are compared), ``names`` (which text names which
subject), ``homonyms`` (entities of one name), ``constraints`` (what a declared predicate cannot
say), ``building`` (nodes and triples), ``weighing`` (confidence over sources, the preferred value).
"""

from kg_pipeline.extraction.merging.building import merge
from kg_pipeline.extraction.merging.reading import entity_name
from kg_pipeline.extraction.merging.settings import HomonymSettings, MergingSettings
from kg_pipeline.extraction.merging.synonyms import SamePairs, predicates_of_same_pairs

__all__ = [
    "HomonymSettings",
    "MergingSettings",
    "SamePairs",
    "entity_name",
    "merge",
    "predicates_of_same_pairs",
]
