"""Many extracted triples become one graph: who is the same, what is said twice, how sure is it?

Confidences of one document do not add up, for they may repeat each other; those of different
documents do: ``1 - prod(1 - confidence)`` over documents (noisy-or).
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from kg_pipeline.extraction.lexicon import PredicateLexicon
from kg_pipeline.extraction.names import sense_of, without_book_marks, without_sense
from kg_pipeline.graph.content import Entity, Evidence, GraphContent, GraphTriple, Predicate
from kg_pipeline.graph.values import Value, fold, normalize
from kg_pipeline.records import (
    ALIAS_PREDICATE,
    TYPE_PREDICATE,
    ObjectKind,
    SetAside,
    Triple,
)
from kg_pipeline.settings import PositiveInt, Rate, Settings


class MergingSettings(Settings):
    """What becomes part of the graph.

    minimum_confidence:  merged triples below it are set aside
    functional_rate:     a predicate is called functional if at least this share of its subjects
                         have one object …
    functional_subjects: … and it has at least so many subjects, or where the lexicon says so
    longest_name:        characters; an object that is longer is a text, never an entity
    """

    minimum_confidence: Rate = 0.0
    functional_rate: Rate = 0.98
    functional_subjects: PositiveInt = 5
    longest_name: PositiveInt = 60


@dataclass
class _Node:
    name: str
    kind: ObjectKind
    aliases: dict[str, None] = field(default_factory=dict)
    types: Counter[str] = field(default_factory=Counter)


@dataclass
class _Merged:
    """One merged triple: its sources, and the best confidence of each document."""

    sources: list[Triple] = field(default_factory=list)
    by_document: dict[str, float] = field(default_factory=dict)

    def add(self, triple: Triple) -> None:
        self.sources.append(triple)
        best = self.by_document.get(triple.document_id, 0.0)
        self.by_document[triple.document_id] = max(best, triple.confidence)

    def confidence(self) -> float:
        doubt = 1.0
        for document in sorted(self.by_document):
            doubt *= 1.0 - self.by_document[document]
        return round(1.0 - doubt, 6)


def merge(
    triples: Iterable[Triple],
    settings: MergingSettings | None = None,
    lexicon: PredicateLexicon | None = None,
) -> GraphContent:
    """Merge extracted triples into a graph; the order is that of first occurrence.

    An object becomes an entity where its kind says so or where it is the name of a subject;
    else a literal node ``kind:normalised text and unit``. Subjects of one name and different
    senses (「云帆（学校）」, 「云帆（企业）」) stay apart. Objects of 类型 become types, those of 别名 aliases of
    their subject, and stay triples. A triple without subject, predicate or object, or whose
    object is its subject, is set aside.
    """
    merger = _Merger(settings or MergingSettings(), lexicon or PredicateLexicon())
    return merger.merge(list(triples))


class _Merger:
    def __init__(self, settings: MergingSettings, lexicon: PredicateLexicon) -> None:
        self._settings = settings
        self._lexicon = lexicon
        self._nodes: dict[str, _Node] = {}
        self._names: dict[str, str] = {}  # a text → the only subject it can name
        self._entity_names: dict[str, str] = {}
        self._values: dict[tuple[str, ObjectKind], Value] = {}
        self._predicates: dict[str, dict[str, None]] = {}
        self._canonical: dict[str, str] = {}
        self._merged: dict[tuple[str, str, str], _Merged] = {}
        self._set_aside: list[SetAside] = []

    def merge(self, triples: list[Triple]) -> GraphContent:
        self._learn_names(triples)
        for triple in triples:
            self._add(triple)
        return self._content()

    def _learn_names(self, triples: list[Triple]) -> None:
        """Which text names which subject; a text that could name two subjects names none."""
        subjects = dict.fromkeys(self._entity_name(triple.subject) for triple in triples)
        candidates: dict[str, dict[str, None]] = {}
        for subject in subjects:
            for text in (subject, without_sense(subject)):
                candidates.setdefault(text, {})[subject] = None
        for text, owners in candidates.items():
            if text in subjects:
                self._names[text] = text
            elif len(owners) == 1:
                self._names[text] = next(iter(owners))
        aliases: dict[str, dict[str, None]] = {}
        for triple in triples:
            if self._lexicon.canonical(triple.predicate) == ALIAS_PREDICATE:
                owner = self._entity_name(triple.subject)
                aliases.setdefault(fold(triple.object), {})[self._names.get(owner, owner)] = None
        for alias, owners in aliases.items():
            if alias not in candidates and len(owners) == 1:
                self._names[alias] = next(iter(owners))

    def _entity_name(self, text: str) -> str:
        name = self._entity_names.get(text)
        if name is None:
            name = self._entity_names[text] = entity_name(text)
        return name

    def _add(self, triple: Triple) -> None:
        subject, object_name = self._entity_name(triple.subject), fold(triple.object)
        label = fold(triple.predicate)
        if not subject or not object_name or not label:
            self._refuse(triple, "empty subject, predicate or object")
            return
        known = self._names.get(subject)
        subject = subject if known is None else known
        predicate = self._predicate(label)
        target = self._object(triple, predicate, object_name)
        if target == subject:
            self._refuse(triple, "object is its subject")
            return
        self._node(subject, subject, "entity")
        node = self._nodes[subject]
        if predicate == TYPE_PREDICATE:
            node.types[object_name] += 1
        elif predicate == ALIAS_PREDICATE and object_name != subject:
            node.aliases.setdefault(object_name)
        key = (subject, predicate, target)
        if key not in self._merged:
            self._merged[key] = _Merged()
        self._merged[key].add(triple)

    def _refuse(self, triple: Triple, reason: str) -> None:
        detail = f"{triple.subject} | {triple.predicate} | {triple.object}"
        self._set_aside.append(SetAside(triple.document_id, reason, detail))

    def _predicate(self, label: str) -> str:
        canonical = self._canonical.get(label)
        if canonical is None:
            canonical = self._canonical[label] = self._lexicon.canonical(label)
            aliases = self._predicates.setdefault(canonical, {})
            if label != canonical:
                aliases[label] = None
        return canonical

    def _object(self, triple: Triple, predicate: str, written: str) -> str:
        """The id of the object's node, which is made where it is new."""
        name = without_book_marks(written)
        known = self._names.get(name)
        is_name = predicate not in (TYPE_PREDICATE, ALIAS_PREDICATE)
        if known is not None and (is_name or triple.object_kind == "entity"):
            self._node(known, known, "entity")
            return known
        wanted = triple.object_kind
        if wanted == "entity" and len(name) <= self._settings.longest_name:
            self._node(name, name, "entity")
            return name
        value = self._value(written, "text" if wanted == "entity" else wanted)
        unit = value.unit or (triple.unit if value.kind == "number" else "")
        identifier = f"{value.kind}:{value.text}{unit}"
        self._node(identifier, written, value.kind)
        return identifier

    def _value(self, text: str, kind: ObjectKind) -> Value:
        key = (text, kind)
        value = self._values.get(key)
        if value is None:
            value = self._values[key] = normalize(text, kind)
        return value

    def _node(self, identifier: str, name: str, kind: ObjectKind) -> None:
        if identifier not in self._nodes:
            self._nodes[identifier] = _Node(name, kind)

    def _content(self) -> GraphContent:
        triples: list[GraphTriple] = []
        evidence: list[Evidence] = []
        for (subject, predicate, target), merged in self._merged.items():
            confidence = merged.confidence()
            if confidence < self._settings.minimum_confidence:
                for source in merged.sources:
                    self._refuse(source, "confidence below the minimum")
                continue
            place = len(triples)
            triples.append(GraphTriple(subject, predicate, target, confidence, len(merged.sources)))
            evidence += [Evidence(place, source) for source in merged.sources]
        used = dict.fromkeys(node for t in triples for node in (t.subject, t.object))
        entities = tuple(_entity(identifier, self._nodes[identifier]) for identifier in used)
        predicates = self._declare(triples)
        return GraphContent(
            entities, predicates, tuple(triples), tuple(evidence), tuple(self._set_aside)
        )

    def _declare(self, triples: list[GraphTriple]) -> tuple[Predicate, ...]:
        """Domain, range and functionality of every predicate, as the triples show them."""
        domains: dict[str, Counter[str]] = {}
        ranges: dict[str, Counter[str]] = {}
        subjects: dict[str, Counter[str]] = {}
        for triple in triples:
            if triple.predicate not in domains:
                domains[triple.predicate], ranges[triple.predicate] = Counter(), Counter()
                subjects[triple.predicate] = Counter()
            domain, range_ = domains[triple.predicate], ranges[triple.predicate]
            subject, target = self._nodes[triple.subject], self._nodes[triple.object]
            for name in subject.types:
                domain[name] += 1
            for name in target.types or (target.kind,):
                range_[name] += 1
            subjects[triple.predicate][triple.subject] += 1
        return tuple(
            Predicate(
                name,
                tuple(self._predicates[name]),
                _by_count(domains[name]),
                _by_count(ranges[name]),
                self._is_functional(name, subjects[name]),
            )
            for name in domains
        )

    def _is_functional(self, predicate: str, subjects: Counter[str]) -> bool:
        entry = self._lexicon.entry(predicate)
        if entry is not None and entry.functional:
            return True
        single = sum(count == 1 for count in subjects.values())
        enough = len(subjects) >= self._settings.functional_subjects
        return enough and single >= self._settings.functional_rate * len(subjects)


def entity_name(text: str) -> str:
    """An entity's name and id: white space folded, book marks off, sense in full-width brackets."""
    name = without_book_marks(fold(text))
    if name.endswith((")", "）")) and "(" in name and any(ord(c) > 0x3000 for c in name):
        sense = sense_of(name)
        if sense:
            return f"{without_sense(name)}（{sense}）"
    return name


def _entity(identifier: str, node: _Node) -> Entity:
    aliases = dict.fromkeys(alias for alias in node.aliases if alias != node.name)
    bare = without_sense(node.name) if node.kind == "entity" else node.name
    if bare != node.name:
        aliases.setdefault(bare)
    return Entity(identifier, node.name, tuple(aliases), _by_count(node.types), node.kind)


def _by_count(counter: Counter[str]) -> tuple[str, ...]:
    """The most frequent first, equals by name."""
    return tuple(sorted(counter, key=lambda name: (-counter[name], name)))
