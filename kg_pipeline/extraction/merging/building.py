"""Statements become nodes and triples; the order is that of ids, whatever order they came in."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg_pipeline.calibration import Calibration
from kg_pipeline.collector import without_collector
from kg_pipeline.extraction.lexicon import PredicateLexicon
from kg_pipeline.extraction.merging.constraints import Constraints
from kg_pipeline.extraction.merging.homonyms import Homonyms
from kg_pipeline.extraction.merging.names import subject_names
from kg_pipeline.extraction.merging.reading import (
    Reading,
    Statement,
    Values,
    read_statements,
    refused,
)
from kg_pipeline.extraction.merging.settings import MergingSettings
from kg_pipeline.extraction.merging.subjects import Subjects
from kg_pipeline.extraction.merging.weighing import Rival, combined, preferred
from kg_pipeline.extraction.names import without_book_marks
from kg_pipeline.graph.content import Entity, Evidence, GraphContent, GraphTriple, Predicate
from kg_pipeline.graph.values import Value
from kg_pipeline.records import (
    ALIAS_PREDICATE,
    TYPE_PREDICATE,
    ObjectKind,
    SetAside,
    Triple,
)
from kg_pipeline.senses import without_sense

Key = tuple[str, str, str]  # ids of subject and object, name of the predicate between them


def merge(
    triples: Iterable[Triple],
    settings: MergingSettings | None = None,
    lexicon: PredicateLexicon | None = None,
    calibration: Calibration | None = None,
) -> GraphContent:
    """Merge extracted triples into a graph, the same for any order of the triples.

    An object becomes an entity where its kind says so or where it is the name of a subject; else a
    literal node ``kind:normalised text and unit``. Subjects of one name and different senses
    (「云帆（学校）」, 「云帆（企业）」) stay apart, and so do those whose documents contradict each other
    (``homonyms``). Objects of 类型 become types, those of 别名 aliases of their subject, and stay
    triples. Set aside: a triple without subject, predicate or object, one whose object is the very
    entity that is its subject, and one that a declared predicate cannot state.
    """
    settings, lexicon = settings or MergingSettings(), lexicon or PredicateLexicon()
    calibration = calibration or Calibration()
    with without_collector():
        reading = read_statements(triples, lexicon, settings.unify_labels)
        statements, values = reading.statements, Values()
        names = subject_names(statements)
        for one in statements:
            one.subject = names.get(one.subject, one.subject)
        homonyms = Homonyms(settings.homonyms, lexicon, calibration, values)
        subjects = Subjects(names, homonyms.find(statements), statements)
        merger = _Merger(settings, lexicon, calibration, subjects, values)
        return merger.merge(reading)


@dataclass(slots=True)
class _Target:
    """The node of an object; ``value`` where it is a literal."""

    node: str
    value: Value | None


class _Merger:
    def __init__(
        self,
        settings: MergingSettings,
        lexicon: PredicateLexicon,
        calibration: Calibration,
        subjects: Subjects,
        values: Values,
    ) -> None:
        self._settings = settings
        self._lexicon = lexicon
        self._calibration = calibration
        self._subjects = subjects
        self._values = values
        self._kinds: dict[str, ObjectKind] = {}  # of every node
        self._types: dict[str, Counter[str]] = {}  # of entities, as are aliases
        self._aliases: dict[str, Counter[str]] = {}
        self._spellings: dict[str, dict[str, int]] = {}  # of literals
        self._set_aside: list[SetAside] = []

    def merge(self, reading: Reading) -> GraphContent:
        self._set_aside += reading.set_aside
        merged = self._merged(reading.statements)
        triples, evidence = self._triples(merged)
        used = sorted({node for triple in triples for node in (triple.subject, triple.object)})
        entities = tuple(map(self._entity, used))
        predicates = self._declared(triples, reading.labels)
        functional = {predicate.name for predicate in predicates if predicate.functional}
        triples = self._with_preferred(triples, merged, functional)
        aside = sorted(self._set_aside, key=lambda one: (one.source, one.reason, one.detail))
        return GraphContent(entities, predicates, tuple(triples), tuple(evidence), tuple(aside))

    def _merged(self, statements: Sequence[Statement]) -> dict[Key, list[Triple]]:
        """The evidence of every triple that can be; the nodes are made on the way."""
        self._learn_types(statements)
        types = {node: frozenset(known) for node, known in self._types.items()}
        constraints = Constraints(self._lexicon, types)
        merged: dict[Key, list[Triple]] = {}
        for one in statements:
            subject = self._subjects.subject(one)
            target = self._target(one)
            if target.node == subject and one.triple.object_kind == "text":
                target = self._literal(one)  # 名称: a name is no relation to oneself
            if target.node == subject:
                self._set_aside.append(refused(one.triple, "object is its subject"))
                continue
            reason = constraints.violated(subject, one.predicate, target.node, target.value)
            if reason:
                self._set_aside.append(refused(one.triple, reason))
                continue
            self._kinds[subject] = "entity"
            if one.predicate == ALIAS_PREDICATE:
                self._aliases.setdefault(subject, Counter())[one.written] += 1
            if target.value is None:
                self._kinds[target.node] = "entity"
            else:
                self._kinds[target.node] = target.value.kind
                spellings = self._spellings.setdefault(target.node, {})
                spellings[one.written] = spellings.get(one.written, 0) + 1
            merged.setdefault((subject, target.node, one.predicate), []).append(one.triple)
        return merged

    def _learn_types(self, statements: Sequence[Statement]) -> None:
        for one in statements:
            if one.predicate == TYPE_PREDICATE:
                subject = self._subjects.subject(one)
                self._types.setdefault(subject, Counter())[one.written] += 1

    def _target(self, one: Statement) -> _Target:
        """The node of a statement's object."""
        written = without_book_marks(one.written)
        kind = one.triple.object_kind
        if kind == "entity" or one.predicate not in (TYPE_PREDICATE, ALIAS_PREDICATE):
            known = self._subjects.object(written, one)
            if known is not None:
                return _Target(known, None)
        if kind == "entity" and len(written) <= self._settings.longest_name:
            return _Target(written, None)
        return self._literal(one)

    def _literal(self, one: Statement) -> _Target:
        kind = one.triple.object_kind
        value = self._values.of(one.written, "text" if kind == "entity" else kind)
        unit = value.unit or (one.triple.unit if value.kind == "number" else "")
        return _Target(f"{value.kind}:{value.text}{unit}", value)

    def _entity(self, node: str) -> Entity:
        kind = self._kinds[node]
        if kind != "entity":
            spellings = self._spellings[node]
            name = next(iter(spellings)) if len(spellings) == 1 else _by_count(spellings)[0]
            return Entity(node, name, kind=kind)
        aliases = dict.fromkeys(
            alias for alias in _by_count(self._aliases.get(node, {})) if alias != node
        )
        bare = self._subjects.shared_names.get(node) or without_sense(node)
        if bare != node:
            aliases.setdefault(bare)
        return Entity(node, node, tuple(aliases), _by_count(self._types.get(node, {})))

    def _triples(self, merged: dict[Key, list[Triple]]) -> tuple[list[GraphTriple], list[Evidence]]:
        triples: list[GraphTriple] = []
        evidence: list[Evidence] = []
        for subject, target, predicate in sorted(merged):
            sources = merged[subject, target, predicate]
            confidence = combined(sources, self._calibration)
            if confidence < self._settings.minimum_confidence:
                reason = "confidence below the minimum"
                self._set_aside += [refused(source, reason) for source in sources]
                continue
            if len(sources) > 1:
                sources.sort(key=_place)
            place = len(triples)
            triples.append(GraphTriple(subject, predicate, target, confidence, len(sources)))
            evidence += [Evidence(place, source) for source in sources]
        return triples, evidence

    def _declared(
        self, triples: Sequence[GraphTriple], labels: Mapping[str, tuple[str, ...]]
    ) -> tuple[Predicate, ...]:
        """Domain, range and functionality of every predicate, as the triples show them."""
        domains: dict[str, Counter[str]] = {}
        ranges: dict[str, Counter[str]] = {}
        subjects: dict[str, Counter[str]] = {}
        for triple in triples:
            name = triple.predicate
            if name not in domains:
                domains[name], ranges[name], subjects[name] = Counter(), Counter(), Counter()
            for type_ in self._types.get(triple.subject, ()):
                domains[name][type_] += 1
            target = triple.object
            for type_ in self._types.get(target) or (self._kinds[target],):
                ranges[name][type_] += 1
            subjects[name][triple.subject] += 1
        return tuple(
            Predicate(
                name,
                labels[name],
                _by_count(domains[name]),
                _by_count(ranges[name]),
                self._is_functional(name, subjects[name]),
            )
            for name in sorted(domains)
        )

    def _is_functional(self, predicate: str, subjects: Counter[str]) -> bool:
        entry = self._lexicon.entry(predicate)
        if entry is not None and entry.functional:
            return True
        single = sum(count == 1 for count in subjects.values())
        enough = len(subjects) >= self._settings.functional_subjects
        return enough and single >= self._settings.functional_rate * len(subjects)

    def _with_preferred(
        self, triples: list[GraphTriple], merged: dict[Key, list[Triple]], functional: set[str]
    ) -> list[GraphTriple]:
        """Of several values of a functional predicate all but one lose ``preferred``."""
        places: dict[tuple[str, str], list[int]] = {}
        for place, triple in enumerate(triples):
            if triple.predicate in functional:
                places.setdefault((triple.subject, triple.predicate), []).append(place)
        newest = self._newest(merged)
        for (subject, predicate), rivals in places.items():
            if len(rivals) == 1:
                continue
            nodes = [triples[place].object for place in rivals]
            chosen = preferred(
                [Rival(node, merged[subject, node, predicate]) for node in nodes],
                self._calibration,
                newest,
            )
            for place in rivals:
                if triples[place].object != chosen:
                    triples[place] = triples[place].not_preferred()
        return triples

    def _newest(self, merged: dict[Key, list[Triple]]) -> dict[str, str]:
        """Document → the latest ISO date that it gives for its own making."""
        newest: dict[str, str] = {}
        telling = {self._lexicon.canonical(name) for name in self._settings.newest_by}
        for (_, target, predicate), sources in merged.items():
            if predicate in telling and target.startswith("date:"):
                date = target.removeprefix("date:")
                for source in sources:
                    document = source.document_id
                    newest[document] = max(newest.get(document, ""), date)
        return newest


def _place(triple: Triple) -> tuple[str, int, int, int, str, str, float]:
    """Where a piece of evidence stands: a fixed order."""
    return (
        triple.document_id,
        -1 if triple.sentence_start is None else triple.sentence_start,
        -1 if triple.object_start is None else triple.object_start,
        -1 if triple.subject_start is None else triple.subject_start,
        triple.extractor,
        f"{triple.subject}\n{triple.predicate}\n{triple.object}\n{triple.xpath}",
        triple.confidence,
    )


def _by_count(counter: Mapping[str, int]) -> tuple[str, ...]:
    """The most frequent first, equals by name."""
    return tuple(sorted(counter, key=lambda name: (-counter[name], name)))
