"""Which predicates are there, what are they called, and what kind of object do they take?

A lexicon makes the open attribute pattern (``open_attributes``) and lets ``merging`` bring
together what is called 创立时间 here and 成立日期 there.
"""

from collections.abc import Iterable, Iterator
from typing import Annotated

from pydantic import Field

from kg_pipeline.extraction.objects import SlotKind
from kg_pipeline.settings import Settings


class PredicateEntry(Settings):
    """One predicate of a lexicon.

    aliases:    other names of the same predicate, also those that are no noun of a sentence
    object:     kind of its objects, checked at every match
    units:      units that a number must have; empty for any, "" in it for none
    domain:     types of subjects (organisation, person, place, work, law, or one's own);
                a subject whose form tells another of these kinds is refused
    range:      types of objects, one's own; objects of other known types are set aside in merging
    functional: a subject has at most one object
    spoken:     whether sentences are searched for its names; False keeps it for merging only
    """

    predicate: str
    aliases: tuple[str, ...] = ()
    object: SlotKind = "text"
    units: tuple[str, ...] = ()
    domain: tuple[str, ...] = ()
    range: tuple[str, ...] = ()
    functional: bool = False
    spoken: bool = True
    confidence: Annotated[float, Field(gt=0.0, le=1.0)] = 0.9

    @property
    def names(self) -> tuple[str, ...]:
        """The predicate and its aliases."""
        return (self.predicate, *self.aliases)


def label_key(label: str) -> str:
    """What two labels share that differ only in case, blanks and a colon."""
    return "".join(label.split()).rstrip(":：").casefold()


class PredicateLexicon:
    """Predicates by each of their names.

    Of several groups of entries (one's own before the package's) an earlier one has its names; so
    a predicate of one's own can take in one of the package's by naming it as an alias. Within a
    group a predicate's own name goes before another's alias. An entry that stands in two groups (a
    schema's, for both languages) is one entry.

    called: names of predicates, one's own before the package's; of those that mean one predicate
            the first is what it is called
    """

    def __init__(self, *groups: Iterable[PredicateEntry], called: Iterable[str] = ()) -> None:
        self._entries: list[PredicateEntry] = []
        self._by_name: dict[str, PredicateEntry] = {}
        known: set[int] = set()
        for group in groups:
            entries = [entry for entry in group if id(entry) not in known]
            known.update(map(id, entries))
            self._entries += entries
            for entry in entries:
                self._by_name.setdefault(label_key(entry.predicate), entry)
            for entry in entries:
                for alias in entry.aliases:
                    self._by_name.setdefault(label_key(alias), entry)
        self._called: dict[str, str] = {}
        for name in called:
            self._called.setdefault(self.canonical(name), name)

    def __iter__(self) -> Iterator[PredicateEntry]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def entry(self, name: str) -> PredicateEntry | None:
        """The entry that a label names; None for an unknown label."""
        return self._by_name.get(label_key(name))

    def canonical(self, name: str) -> str:
        """The predicate that a label names; an unknown label is itself."""
        entry = self.entry(name)
        if entry is None:
            return name
        return self._by_name[label_key(entry.predicate)].predicate

    def called(self, name: str) -> str:
        """What the first pattern file that speaks of a predicate calls it; else as ``canonical``."""
        canonical = self.canonical(name)
        return self._called.get(canonical, canonical)

    def spoken_names(self) -> list[tuple[str, PredicateEntry]]:
        """(name, entry) of the predicates that sentences are searched for, sorted by name."""
        return sorted(
            (
                (name, entry)
                for entry in self._entries
                if entry.spoken
                for name in dict.fromkeys(entry.names)
                if self._by_name[label_key(name)] is entry
            ),
            key=lambda pair: pair[0],
        )

    def names_of_kind(self, kind: str) -> list[str]:
        """Names of predicates whose objects are of one kind (the roles a person can have)."""
        return [name for name, entry in self.spoken_names() if entry.object == kind]
