"""What may be said: the hand-written material of ``data/demo/vocabulary``, read and checked.

Patterns hold slots, each one capital letter: S subject, O object, X a third entity, V value,
D month, P place, A alias, M measure word, K kind, E entity of a question, C cue.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import yaml

ValueForm = Literal["date", "number", "choice", "place", "address", "phone", "age"]
SLOTS = "SOXVDPAMKEC"


class VocabularyError(ValueError):
    """The hand-written material contradicts itself."""


@dataclass(frozen=True, slots=True)
class ValueForms:
    """How literal values are drawn; ``low, high, step`` are years, years of age or counts."""

    form: ValueForm
    unit: str = ""
    scale: int = 1
    low: int = 0
    high: int = 0
    step: int = 1
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute with a literal value; ``modifier`` states it in front of a name."""

    name: str
    values: ValueForms
    sentences: tuple[str, ...]
    cues: tuple[str, ...]
    modifier: str | None


@dataclass(frozen=True, slots=True)
class Relation:
    """An attribute whose values are entities."""

    name: str
    subject_kind: str
    object_kind: str
    max_objects: int
    cues: tuple[str, ...]
    paraphrases: tuple[str, ...]
    near_misses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    name: str
    measure: str
    pronouns: tuple[str, ...]
    attributes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class News:
    """What surrounds the sentences that matter, and how documents present an entity."""

    openers: tuple[str, ...]
    place_openers: tuple[str, ...]
    date_openers: tuple[str, ...]
    closers: tuple[str, ...]
    titles: tuple[str, ...]
    fillers: tuple[str, ...]
    remarks: tuple[str, ...]
    kind_sentences: tuple[str, ...]
    alias_sentences: tuple[str, ...]
    places: tuple[str, ...]
    roads: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Everything hand-written. ``together`` is keyed by the relations that a sentence states."""

    syllables: str
    kinds: Mapping[str, Kind]
    attributes: Mapping[str, Attribute]
    relations: Mapping[str, Relation]
    plans: tuple[tuple[tuple[str, ...], ...], ...]
    together: Mapping[tuple[str, ...], tuple[str, ...]]
    comentions: tuple[str, ...]
    comentions_by_kinds: Mapping[tuple[str, str], tuple[str, ...]]
    shared_cues: Mapping[str, tuple[str, ...]]
    frames: Mapping[str, tuple[str, ...]]
    news: News

    def cues_of(self, attribute: str) -> tuple[str, ...]:
        """The cues that mean this attribute and no other."""
        known = self.relations if attribute in self.relations else self.attributes
        return known[attribute].cues

    @property
    def sharing_relations(self) -> tuple[str, ...]:
        """The relations that the graph states of the same pair."""
        return tuple(sorted({name for plan in self.plans for pair in plan for name in pair}))

    def bag_patterns(self) -> Iterator[str]:
        """Every pattern that a bag sentence can be made of."""
        for relation in self.relations.values():
            yield from relation.paraphrases + relation.near_misses
        for patterns in (*self.together.values(), *self.comentions_by_kinds.values()):
            yield from patterns
        yield from self.comentions + self.news.openers + self.news.place_openers
        yield from self.news.date_openers + self.news.closers


def read_vocabulary(folder: Path) -> Vocabulary:
    """Read the YAML files of ``folder``; raise VocabularyError where they do not fit together."""
    comentions = _read(folder, "comentions")
    questions = _read(folder, "questions")
    shared = _read(folder, "shared_pairs")
    vocabulary = Vocabulary(
        syllables=re.sub(r"\s", "", _read(folder, "names")["syllables"]),
        kinds={
            name: Kind(name, entry["measure"], tuple(entry["pronouns"]), tuple(entry["attributes"]))
            for name, entry in _read(folder, "kinds").items()
        },
        attributes={n: _attribute(n, e) for n, e in _read(folder, "attributes").items()},
        relations={n: _relation(n, e) for n, e in _read(folder, "relations").items()},
        plans=tuple(tuple(tuple(pair) for pair in plan) for plan in shared["plans"]),
        together={tuple(sorted(n.split("+"))): tuple(p) for n, p in shared["together"].items()},
        comentions=tuple(comentions["generic"]),
        comentions_by_kinds={
            _two(kinds): tuple(patterns) for kinds, patterns in comentions["by_kinds"].items()
        },
        shared_cues={cue: tuple(names) for cue, names in questions["shared"].items()},
        frames={split: tuple(frames) for split, frames in questions["frames"].items()},
        news=News(**{key: tuple(lines) for key, lines in _read(folder, "news").items()}),
    )
    _check_names(folder, vocabulary.syllables)
    _check_inventories(vocabulary)
    _check_cues(vocabulary)
    return vocabulary


def _read(folder: Path, name: str) -> dict[str, Any]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    text = (folder / f"{name}.yaml").read_text(encoding="utf-8")
    read: dict[str, Any] = yaml.load(text, Loader=loader)
    return read


def _attribute(name: str, entry: Mapping[str, Any]) -> Attribute:
    settings = dict(entry["value"])
    unit, scale = settings.pop("unit", ""), settings.pop("scale", 1)
    ((form, detail),) = settings.items()
    if form == "choice":
        values = ValueForms(form, choices=tuple(detail))
    elif detail is True:
        values = ValueForms(form)
    else:
        low, high, step = (*detail, 1)[:3]
        values = ValueForms(form, unit, scale, low, high, step)
    sentences, cues = tuple(entry["sentences"]), tuple(entry["cues"])
    return Attribute(name, values, sentences, cues, entry.get("modifier"))


def _relation(name: str, entry: Mapping[str, Any]) -> Relation:
    return Relation(
        name=name,
        subject_kind=entry["subject"],
        object_kind=entry["object"],
        max_objects=entry.get("max_objects", 1),
        cues=tuple(entry["cues"]),
        paraphrases=tuple(entry["paraphrases"]),
        near_misses=tuple(entry["near_misses"]),
    )


def _two(kinds: str) -> tuple[str, str]:
    first, second = kinds.split("-")
    return first, second


def _check_names(folder: Path, syllables: str) -> None:
    """Names must be recognisable: no syllable and no stray capital in any other text."""
    for path in sorted(folder.glob("*.yaml")):
        lines = (line.split("#")[0] for line in path.read_text(encoding="utf-8").splitlines())
        text = "" if path.stem == "names" else "\n".join(lines)
        strays = sorted(set(text) & (set(syllables) | set("BFGHIJLNQRTUWYZ")))
        if strays:
            raise VocabularyError(
                f"{path.name}: {''.join(strays)} are name syllables or unknown slots (known: "
                f"{SLOTS}); write the sentence without them"
            )


def _check_inventories(vocabulary: Vocabulary) -> None:
    for kind in vocabulary.kinds.values():
        for name in kind.attributes:
            relation = vocabulary.relations.get(name)
            if relation is None and name not in vocabulary.attributes:
                raise VocabularyError(f"kinds.yaml: {kind.name} has {name}, described nowhere")
            if relation is not None and relation.subject_kind != kind.name:
                raise VocabularyError(
                    f"kinds.yaml: {kind.name} has {name}, a relation of {relation.subject_kind}"
                )


def _check_cues(vocabulary: Vocabulary) -> None:
    """A cue of its own means one attribute; a shared cue means one attribute of each kind."""
    own = Counter(
        cue
        for name in (*vocabulary.attributes, *vocabulary.relations)
        for cue in vocabulary.cues_of(name)
    )
    twice = sorted(cue for cue, n in own.items() if n > 1 or cue in vocabulary.shared_cues)
    if twice:
        raise VocabularyError(f"cues of two attributes: {twice}; give each attribute its own")
    for cue, attributes in vocabulary.shared_cues.items():
        for kind in vocabulary.kinds.values():
            if len(set(kind.attributes) & set(attributes)) > 1:
                raise VocabularyError(f"{cue}: {kind.name} has two attributes that answer to it")
