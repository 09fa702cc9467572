"""A small graph that teaches which paths state which predicate (distant supervision on the DOM).

Source: Lockard, Dong, Einolghozati, Shiralkar, "CERES: Distantly Supervised Relation Extraction from
the Semi-Structured Web", VLDB 2018. Where CERES trains a classifier on annotated nodes, agreement
is counted here per slot, since the slots of a template are known.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg_pipeline.extraction.lexicon import label_key
from kg_pipeline.extraction.names import without_book_marks
from kg_pipeline.extraction.sites.headlines import topic_key
from kg_pipeline.extraction.sites.separators import split_at
from kg_pipeline.graph.values import fold, normalize

_ALL_SEPARATORS = ("；", "|", "、", "，", "/", "·")
_LEAST_RATE = 0.5
_ENOUGH = 2  # seed triples that a slot states
_RARE = 0.05  # of a slot's pages show the same value: that one triple agrees is no chance
_SAME_NAME = 0.5  # what it is worth that a label is called as the predicate is
Name = str


def value_key(text: str) -> str:
    """What two ways to write a value share."""
    value = normalize(text)
    if value.kind == "text":
        return without_book_marks(fold(text)).casefold()
    return f"{value.kind}:{value.text}{value.unit}"


class SeedGraph:
    """Seed triples by subject; empty where no seed was given."""

    def __init__(self, triples: Iterable[tuple[str, str, str]] = ()) -> None:
        self._by_subject: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        self._objects: dict[str, set[str]] = defaultdict(set)
        self._counts: dict[str, Counter[str]] = defaultdict(Counter)
        self._names: dict[str, str] = {}
        for subject, predicate, object_ in triples:
            key = value_key(object_)
            self._by_subject[topic_key(fold(subject))][predicate].add(key)
            self._counts[predicate][key] += 1
            self._objects[predicate].add(fold(object_).casefold())
        for predicate in sorted(self._objects):
            self._names.setdefault(label_key(predicate), predicate)

    def __bool__(self) -> bool:
        return bool(self._by_subject)

    @property
    def subjects(self) -> Collection[str]:
        """Topic keys of all subjects."""
        return self._by_subject.keys()

    def of(self, topic: str) -> Mapping[str, set[str]]:
        """Value keys by predicate of what is known of a topic."""
        return self._by_subject.get(topic_key(topic), {})

    def objects(self, predicate: str) -> Collection[str]:
        """All folded objects of a predicate."""
        return self._objects.get(predicate, set())

    def surprise(self, predicate: str, key: str) -> float:
        """How little it says that any value is this one: 1 for a rare one, near 0 for a usual one."""
        counts = self._counts[predicate]
        return 1.0 - max(0, counts[key] - 1) / counts.total()

    def named(self, label: str) -> str | None:
        """The predicate that is called as a label is."""
        return self._names.get(label_key(label))


@dataclass(slots=True)
class Agreement:
    """Of ``n_known`` seed triples on pages with a slot, the slot states ``n_agreed``.

    agreed, known: the same, each triple weighed by its surprise; for what most things have (「是」)
    stands in many slots by chance. is_rare: a single value agrees, and few pages of the slot show it
    """

    n_agreed: int = 0
    n_known: int = 0
    agreed: float = 0.0
    known: float = 0.0
    is_rare: bool = False

    @property
    def rate(self) -> float:
        """Weighed share of the known triples."""
        return self.agreed / self.known if self.known else 0.0

    @property
    def cautious_rate(self) -> float:
        """The same with one doubt added."""
        return self.agreed / (self.known + 1)


def value_keys(values: Sequence[str]) -> set[str]:
    """Keys of whole values and of the parts that they may have."""
    keys = {value_key(value) for value in values}
    for value in values:
        for separators in (*((one,) for one in _ALL_SEPARATORS), _ALL_SEPARATORS, (" ",)):
            parts = split_at(value, separators)
            if len(parts) > 1:
                keys.update(map(value_key, parts))
    return keys


def agreements(
    topics: Sequence[str], values: Sequence[Sequence[str]], seeds: SeedGraph
) -> dict[str, Agreement]:
    """Agreement of one slot with each predicate. topics, values: of the pages with the slot."""
    found: dict[str, Agreement] = defaultdict(Agreement)
    shown: dict[str, set[str]] = defaultdict(set)  # predicate → keys that agree
    for topic, stated in zip(topics, values, strict=True):
        known = seeds.of(topic)
        keys = value_keys(stated) if known else set()
        for predicate, objects in known.items():
            entry = found[predicate]
            entry.n_known += len(objects)
            entry.n_agreed += len(objects & keys)
            entry.known += sum(seeds.surprise(predicate, key) for key in sorted(objects))
            entry.agreed += sum(seeds.surprise(predicate, key) for key in sorted(objects & keys))
            shown[predicate] |= objects & keys
    single = {predicate: min(keys) for predicate, keys in shown.items() if len(keys) == 1}
    if single:
        asked = set(single.values())
        n_pages = Counter(key for stated in values for key in value_keys(stated) & asked)
        for predicate, key in single.items():
            found[predicate].is_rare = n_pages[key] <= max(1, _RARE * len(values))
    return found


def assigned(
    slots: Mapping[Name, Mapping[str, Agreement]], labels: Mapping[Name, str], seeds: SeedGraph
) -> dict[Name, str]:
    """The predicate of each slot, one slot a predicate, the best agreement first.

    labels: of the slots that have one; a label that is called as a predicate is needs no agreement
    """
    scored: list[tuple[float, int, str, Name]] = []
    for name, found in slots.items():
        own = seeds.named(labels[name]) if name in labels else None
        if own is not None and own not in found:
            scored.append((-_SAME_NAME, 0, own, name))
        for predicate, agreement in found.items():
            same = predicate == own
            enough = 1 if same or (agreement.is_rare and agreement.rate == 1.0) else _ENOUGH
            sure = agreement.rate >= _LEAST_RATE and agreement.n_agreed >= enough
            if sure or (same and not agreement.n_known):
                score = agreement.cautious_rate + _SAME_NAME * same
                scored.append((-score, -agreement.n_agreed, predicate, name))
    chosen: dict[Name, str] = {}
    taken: set[str] = set()
    for _, _, predicate, name in sorted(scored):
        if name not in chosen and predicate not in taken:
            chosen[name] = predicate
            taken.add(predicate)
    return chosen
