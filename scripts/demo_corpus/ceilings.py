"""How well the attribute can be recognised at best, with the graph and without it.

Without: the most frequent attribute of the test questions with the same cue (a name tells
nothing). With: the same among the questions whose entity has the same kind, where the entity is
known, that is, where its document says anything beside its name.
"""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from .questions import Question


@dataclass(frozen=True, slots=True)
class BestGuess:
    """The best guess for a cue without the graph, and how often it is right."""

    attribute: str
    accuracy: float
    n_questions: int


@dataclass(frozen=True, slots=True)
class Ceilings:
    without_graph: float
    with_graph: float
    share_of_shared_wording: float
    n_test: int
    best_per_cue: Mapping[str, BestGuess]


def find_ceilings(questions: Sequence[Question], known: Collection[str]) -> Ceilings:
    """``known``: the names of the entities that the graph knows something about."""
    by_cue = _count(questions, lambda q: q.cue)
    by_kind = _count(questions, lambda q: f"{q.cue}|{q.kind if q.subject in known else ''}")
    return Ceilings(
        without_graph=_best_accuracy(by_cue, len(questions)),
        with_graph=_best_accuracy(by_kind, len(questions)),
        share_of_shared_wording=sum(q.shared_wording for q in questions) / len(questions),
        n_test=len(questions),
        best_per_cue={cue: _best_guess(attributes) for cue, attributes in by_cue.items()},
    )


def _count(
    questions: Sequence[Question], key: Callable[[Question], str]
) -> dict[str, Counter[str]]:
    counts: dict[str, Counter[str]] = {}
    for question in questions:
        counts.setdefault(key(question), Counter())[question.attribute] += 1
    return counts


def _best_accuracy(counts: Mapping[str, Counter[str]], n_questions: int) -> float:
    return sum(max(attributes.values()) for attributes in counts.values()) / n_questions


def _best_guess(attributes: Counter[str]) -> BestGuess:
    best = min(attributes, key=lambda name: (-attributes[name], name))
    return BestGuess(best, attributes[best] / attributes.total(), attributes.total())
