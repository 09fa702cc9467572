"""Several sentences as one: what a text says in one sentence of another.

Distant supervision looks at one sentence at a time. A short text, a dictionary's entry or a caption,
often names a thing in one sentence and says more in the next; neighbours that are no longer together
than a limit are then taken as one.
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace

from kg_pipeline.records import Sentence


def joined(
    sentences: Sequence[Sentence],
    texts: Mapping[str, str],
    limit: int | None,
    apart: Set[Sentence] = frozenset(),
) -> list[Sentence]:
    """Neighbours of one paragraph together, up to ``limit`` characters, from the first on; or none.

    texts: of the documents, by id; sentences: of each document in their order
    apart: sentences that stay by themselves
    """
    if limit is None:
        return [*sentences]
    found: list[Sentence] = []
    for one in sentences:
        alone = one in apart or (bool(found) and found[-1] in apart)
        if found and not alone and _belong_together(found[-1], one, texts, limit):
            text = texts[one.document_id][found[-1].start : one.end]
            found[-1] = replace(found[-1], end=one.end, text=text)
        else:
            found.append(one)
    return found


def _belong_together(
    first: Sentence, second: Sentence, texts: Mapping[str, str], limit: int
) -> bool:
    """Whether nothing but blanks parts them, they speak one language and are short enough."""
    if (first.document_id, first.language) != (second.document_id, second.language):
        return False
    between = texts[first.document_id][first.end : second.start]
    return not between.strip(" \u3000") and second.end - first.start <= limit
