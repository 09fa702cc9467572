"""Are two things of one name one entity? Told from the values that documents give them.

What one document (with its versions: one family) says of a name is a *record*, of one entity. Two
records are held against each other as in record linkage (Fellegi and Sunter, 1969; value
frequencies as in Winkler, 1989). The logarithm of the odds that they are of one entity is

    log prior/(1 - prior) + sum over predicates that both state:
        log m / u(value)       where they agree
        log (1 - m) / (1 - u)  where they do not

Values of one document depend on each other, so all agreements together weigh at most
log ``together``, only those of predicates declared functional at most log ``single`` each beside.
m is how likely two records of one entity agree (``declared``, ``learnt`` or ``listed`` times how sure
both triples are), u how likely two records of anything do: the value's share, or the share of pairs of
records that agree. Less exact dates, names within longer ones, and values that say the name itself again tell
nothing. The richest record comes first; each joins the entity that it fits best if that is more
likely than not, else it is a new one. A record that fits several alike is of none of them.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg_pipeline.calibration import Calibration
from kg_pipeline.extraction.lexicon import PredicateLexicon
from kg_pipeline.extraction.merging.reading import Statement, Values
from kg_pipeline.extraction.merging.settings import HomonymSettings
from kg_pipeline.extraction.merging.weighing import is_less_exact, source_of
from kg_pipeline.records import Triple

IMPORTED = "imported"
_NOT_COMPARED = re.compile(r"[\W_]+|(?<=.)[省市区县]")


def record_key(triple: Triple) -> str:
    """The document of which a subject's triples are taken together; "" for none.

    Imported triples name their subjects as the graph does that they come from; only where they
    say which document they are of may one name stand for two entities.
    """
    if triple.extractor != IMPORTED:
        return source_of(triple)
    return triple.document_id if triple.document_id != triple.source else ""


@dataclass(slots=True)
class Record:
    """What the documents ``keys`` say of one name: predicate → value → how sure."""

    keys: list[str]
    values: dict[str, dict[str, float]] = field(default_factory=dict)
    shown: dict[str, Counter[str]] = field(default_factory=dict)

    def add(self, predicate: str, value: str, confidence: float) -> None:
        """Take in one value; the surest mention of it counts."""
        known = self.values.setdefault(predicate, {})
        known[value] = max(known.get(value, 0.0), confidence)

    def take_in(self, other: "Record") -> None:
        """Become the record of both."""
        self.keys += other.keys
        for predicate, values in other.values.items():
            for value, confidence in values.items():
                self.add(predicate, value, confidence)
            self.shown.setdefault(predicate, Counter()).update(other.shown[predicate])


@dataclass(frozen=True, slots=True)
class Split:
    """The entities of one name, and records that could be of several of them."""

    entities: tuple[Record, ...]
    unclear: tuple[Record, ...]


class Homonyms:
    """Finds the entities of every name that several documents speak of."""

    def __init__(
        self,
        settings: HomonymSettings,
        lexicon: PredicateLexicon,
        calibration: Calibration,
        values: Values,
    ) -> None:
        self._settings = settings
        self._lexicon = lexicon
        self._calibration = calibration
        self._values = values
        self._agreement: dict[str, float] = {}  # functional predicate → m
        self._shares: dict[str, Counter[str]] = {}
        self._chance: dict[str, float] = {}
        self._totals: dict[str, int] = {}

    def find(self, statements: Iterable[Statement]) -> dict[str, Split]:
        """Name → its entities, for names that have more than one."""
        records = self._records(statements)
        several = {name: some for name, some in records.items() if len(some) > 1}
        if not several:
            return {}
        self._learn(record for some in records.values() for record in some.values())
        found: dict[str, Split] = {}
        for name in sorted(several):
            if len(several[name]) <= self._settings.most_documents:
                split = self._split(name, list(several[name].values()))
                if len(split.entities) > 1:
                    found[name] = split
        return found

    def _records(self, statements: Iterable[Statement]) -> dict[str, dict[str, Record]]:
        records: dict[str, dict[str, Record]] = {}
        for one in statements:
            key = record_key(one.triple)
            if not key:
                continue
            record = records.setdefault(one.subject, {}).setdefault(key, Record([key]))
            record.add(one.predicate, self._value(one), self._calibration.of(one.triple))
            record.shown.setdefault(one.predicate, Counter())[one.written] += 1
        return records

    def _value(self, one: Statement) -> str:
        if one.triple.object_kind in ("date", "number"):
            value = self._values.of(one.written, one.triple.object_kind)
            return f"{value.kind}:{value.text}{value.unit}"
        return f"text:{one.written.casefold()}"

    def _learn(self, records: Iterable[Record]) -> None:
        """Which predicates are functional, and how common each value is."""
        single: Counter[str] = Counter()
        for record in records:
            for predicate, values in record.values.items():
                single[predicate] += len(values) == 1
                self._totals[predicate] = self._totals.get(predicate, 0) + 1
                self._shares.setdefault(predicate, Counter()).update(values.keys())
        settings = self._settings
        for predicate, total in self._totals.items():
            same = sum(n * (n - 1) for n in self._shares[predicate].values())
            self._chance[predicate] = min(same / max(total * (total - 1), 1), 0.99)
            entry = self._lexicon.entry(predicate)
            if entry is not None and entry.functional:
                self._agreement[predicate] = settings.declared
            elif single[predicate] >= settings.functional_rate * total:
                self._agreement[predicate] = settings.learnt

    def _split(self, name: str, records: Sequence[Record]) -> Split:
        def richness(record: Record) -> tuple[int, int, str]:
            n_functional = sum(predicate in self._agreement for predicate in record.values)
            return -n_functional, -len(record.values), record.keys[0]

        entities: list[Record] = []
        unclear: list[Record] = []
        for record in sorted(records, key=richness):
            odds = sorted(
                (
                    (self.log_odds(name, entity, record), -place)
                    for place, entity in enumerate(entities)
                ),
                reverse=True,
            )
            if not odds or odds[0][0] <= 0:
                entities.append(record)
            elif len(odds) > 1 and odds[0][0] - odds[1][0] < math.log(self._settings.margin):
                unclear.append(record)
            else:
                entities[-odds[0][1]].take_in(record)
        return Split(tuple(entities), tuple(unclear))

    def log_odds(self, name: str, first: Record, second: Record) -> float:
        """Logarithm of the odds that both records are of one entity."""
        settings = self._settings
        total = math.log(settings.prior / (1.0 - settings.prior))
        together = 0.0  # what agrees beside the declared predicates
        # In a fixed order, for sums of reals depend on it.
        for predicate in sorted(first.values.keys() & second.values.keys()):
            known, values = first.values[predicate], second.values[predicate]
            shared = [value for value in values if value in known]
            if not shared:
                total += self._conflict(predicate, known, values)
            elif self._agreement.get(predicate) == settings.declared:
                total += min(self._support(name, predicate, shared), math.log(settings.single))
            else:
                together += self._support(name, predicate, shared)
        return total + min(together, math.log(settings.together))

    def _support(self, name: str, predicate: str, shared: Sequence[str]) -> float:
        """What the rarest shared value says for one entity; nothing where the name says it too."""
        agreement = self._agreement.get(predicate, self._settings.listed)
        shares, total = self._shares[predicate], self._totals[predicate]
        telling = (value for value in shared if _plainly(value) not in _plainly(name))
        odds = max((agreement * total / shares[value] for value in telling), default=1.0)
        return math.log(max(odds, 1.0))

    def _conflict(
        self, predicate: str, first: Mapping[str, float], second: Mapping[str, float]
    ) -> float:
        """What values without a common one say against one entity."""
        if any(_may_be_one(one, other) for one in first for other in second):
            return 0.0
        agreement = self._agreement.get(predicate, self._settings.listed)
        sure = agreement * max(first.values()) * max(second.values())
        return min(math.log((1.0 - sure) / (1.0 - self._chance[predicate])), 0.0)


def _may_be_one(first: str, second: str) -> bool:
    """Whether two values could mean the same: one is less exact, or part of the other."""
    if is_less_exact(first, second) or is_less_exact(second, first):
        return True
    if not (first.startswith("text:") and second.startswith("text:")):
        return False
    shorter, longer = sorted((_plainly(first), _plainly(second)), key=len)
    return shorter in longer


def _plainly(value: str) -> str:
    """Letters and digits of a value, without the words for a province, city, district, county."""
    return _NOT_COMPARED.sub("", value.partition(":")[2] or value).casefold()


def senses(split: Split) -> Iterator[tuple[Record, str]]:
    """Each entity of a name with what tells it apart: a value that no other has.

    The predicate on which most entities differ gives it (of equals the one with shorter values,
    then by name); an entity that it does not tell takes the next; the rest the first document's key.
    """
    left = list(split.entities)
    predicates = sorted({p for entity in left for p in entity.values})
    told: dict[int, str] = {}

    def told_by(predicate: str) -> dict[int, str]:
        usual = {
            place: _usual(entity.shown[predicate])
            for place, entity in enumerate(left)
            if place not in told and predicate in entity.shown
        }
        counts = Counter([*usual.values(), *told.values()])
        return {place: text for place, text in usual.items() if text and counts[text] == 1}

    while len(told) < len(left) and predicates:
        by_predicate = {predicate: told_by(predicate) for predicate in predicates}
        best = min(
            predicates,
            key=lambda p: (-len(by_predicate[p]), sum(map(len, by_predicate[p].values())), p),
        )
        if not by_predicate[best]:
            break
        told.update(by_predicate[best])
        predicates.remove(best)
    for place, entity in enumerate(left):
        yield entity, told.get(place, min(entity.keys)[:8])


_LONGEST_SENSE = 20  # characters, as in ``extraction.names``
_NO_SENSE = re.compile(r"[（(）)]")


def _usual(shown: Counter[str]) -> str:
    """The most frequent spelling that can stand in brackets; "" for none."""
    fit = [text for text in shown if len(text) <= _LONGEST_SENSE and not _NO_SENSE.search(text)]
    return min(fit, key=lambda text: (-shown[text], text), default="")
