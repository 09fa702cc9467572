"""Which text names which subject? A text that could name two subjects names none."""

from collections.abc import Iterable, Mapping, Sequence

from kg_pipeline.extraction.merging.reading import Statement
from kg_pipeline.records import ALIAS_PREDICATE
from kg_pipeline.senses import without_sense


def subject_names(statements: Sequence[Statement]) -> Mapping[str, str]:
    """Text → the only subject that it can name: by name, by name without its sense, by alias."""
    subjects = dict.fromkeys(one.subject for one in statements)
    candidates: dict[str, dict[str, None]] = {}
    for subject in subjects:
        for text in (subject, without_sense(subject)):
            candidates.setdefault(text, {})[subject] = None
    names = {
        text: text if text in subjects else next(iter(owners))
        for text, owners in candidates.items()
        if text in subjects or len(owners) == 1
    }
    for alias, owners in _aliases(statements, names).items():
        if alias not in candidates and len(owners) == 1:
            names[alias] = next(iter(owners))
    return names


def _aliases(statements: Iterable[Statement], names: Mapping[str, str]) -> dict[str, set[str]]:
    aliases: dict[str, set[str]] = {}
    for one in statements:
        if one.predicate == ALIAS_PREDICATE:
            aliases.setdefault(one.written, set()).add(names.get(one.subject, one.subject))
    return aliases
