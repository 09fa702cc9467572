"""How sure is a merged triple, and which of several values is the one to use?

Evidence that comes from one source, or that repeats one sentence word for word, is one voice: its
best confidence counts. Voices are independent of each other: ``1 - prod(1 - confidence)``
(noisy-or). Of conflicting values the one with the highest confidence is preferred, where a value
also has the voices of less exact dates; then the one in the newest document; then the least text.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg_pipeline.calibration import Calibration
from kg_pipeline.records import Triple


def combined(evidence: Sequence[Triple], calibration: Calibration) -> float:
    """Confidence of what some triples state together."""
    if len(evidence) == 1:
        return round(calibration.of(evidence[0]), 6)
    doubt = 1.0
    for confidence in sorted(_voices(evidence, calibration)):
        doubt *= 1.0 - confidence
    return round(1.0 - doubt, 6)


def _voices(evidence: Sequence[Triple], calibration: Calibration) -> Iterable[float]:
    """The best confidence of each independent voice.

    Two pieces of evidence are one voice where they share the source or the sentence, also by way
    of a third.
    """
    parent: dict[str, str] = {}

    def root(key: str) -> str:
        while parent.setdefault(key, key) != key:
            key = parent[key]
        return key

    for triple in evidence:
        if triple.sentence_key:
            parent[root("s" + triple.sentence_key)] = root("d" + source_of(triple))
    best: dict[str, float] = {}
    for triple in evidence:
        voice = root("d" + source_of(triple))
        best[voice] = max(best.get(voice, 0.0), calibration.of(triple))
    return best.values()


def source_of(triple: Triple) -> str:
    """What counts as one independent source."""
    return triple.source or triple.document_id


@dataclass(frozen=True, slots=True)
class Rival:
    """One value of a subject's functional predicate: the id of its node and its evidence."""

    node: str
    evidence: Sequence[Triple]


def preferred(rivals: Sequence[Rival], calibration: Calibration, newest: Mapping[str, str]) -> str:
    """The node of the value to use. newest: document → ISO date of what it says of its own age."""

    def rank(rival: Rival) -> tuple[float, str, int]:
        voices = [
            triple
            for other in rivals
            if other.node == rival.node or is_less_exact(other.node, rival.node)
            for triple in other.evidence
        ]
        date = max((newest.get(triple.document_id, "") for triple in rival.evidence), default="")
        return combined(voices, calibration), date, len(rival.evidence)

    in_order = sorted(rivals, key=lambda rival: rival.node)
    return max(in_order, key=rank).node  # of equals the first


def is_less_exact(first: str, second: str) -> bool:
    """Whether a date's node says the same as another, with month or day left out."""
    return first.startswith("date:") and second.startswith(first + "-")
