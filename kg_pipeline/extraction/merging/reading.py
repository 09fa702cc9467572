"""How are names, labels and values compared? Every extracted triple, read once.

Labels are one predicate where the lexicon says so, or where they differ only in blanks, width, case,
的 between two characters, or traditional characters; the most frequent spelling names it.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from kg_pipeline.extraction.lexicon import PredicateLexicon
from kg_pipeline.extraction.names import without_book_marks
from kg_pipeline.graph.values import Value, fold, normalize
from kg_pipeline.records import ObjectKind, SetAside, Triple
from kg_pipeline.senses import sense_of, without_sense

_HAN = re.compile(r"[\u3400-\u9fff]")
_OF = re.compile(r"(?<=[\u3400-\u9fff])的(?=[\u3400-\u9fff])")
_PADDING = re.compile(r"[\s_]+|[:：]\s*$")


@dataclass(slots=True)
class Statement:
    """A triple with its names as they are compared.

    subject:   the name, or what that is the only name of
    predicate: the name of what its label means
    written:   its object, white space folded
    """

    subject: str
    predicate: str
    written: str
    triple: Triple


@dataclass(frozen=True, slots=True)
class Reading:
    """All statements, the labels of each predicate, and what could not be read."""

    statements: list[Statement]
    labels: Mapping[str, tuple[str, ...]]
    set_aside: list[SetAside]


def read_statements(
    triples: Iterable[Triple], lexicon: PredicateLexicon, unify_labels: bool
) -> Reading:
    """Statements in the order of the triples; one that lacks a part is set aside."""
    names, texts = _Names(), _Texts()
    statements: list[Statement] = []
    set_aside: list[SetAside] = []
    counts: Counter[str] = Counter()
    for triple in triples:
        label = texts[triple.predicate]
        one = Statement(names[triple.subject], label, texts[triple.object], triple)
        if one.subject and label and one.written:
            statements.append(one)
            counts[label] += 1
        else:
            set_aside.append(refused(triple, "empty subject, predicate or object"))
    predicates = _predicates(counts, lexicon, unify_labels)
    labels: dict[str, dict[str, None]] = {}
    for label in sorted(counts):
        found = labels.setdefault(predicates[label], {})
        if label != predicates[label]:
            found[label] = None
    for one in statements:
        one.predicate = predicates[one.predicate]
    return Reading(statements, {name: tuple(some) for name, some in labels.items()}, set_aside)


def refused(triple: Triple, reason: str) -> SetAside:
    """A triple that does not become part of the graph."""
    detail = f"{triple.subject} | {triple.predicate} | {triple.object}"
    return SetAside(triple.document_id, reason, detail)


def entity_name(text: str) -> str:
    """An entity's name and id: white space folded, book marks off, sense in full-width brackets."""
    name = without_book_marks(fold(text))
    if name.endswith((")", "）")) and "(" in name and any(ord(c) > 0x3000 for c in name):
        sense = sense_of(name)
        if sense:
            return f"{without_sense(name)}（{sense}）"
    return name


class Values:
    """Normalised values, each looked at once."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, ObjectKind], Value] = {}

    def of(self, text: str, kind: ObjectKind) -> Value:
        """As ``normalize``."""
        key = (text, kind)
        value = self._known.get(key)
        if value is None:
            value = self._known[key] = normalize(text, kind)
        return value


class _Names(dict[str, str]):
    def __missing__(self, text: str) -> str:
        name = self[text] = entity_name(text)
        return name


class _Texts(dict[str, str]):
    def __missing__(self, text: str) -> str:
        folded = self[text] = fold(text)
        return folded


def _predicates(
    counts: Counter[str], lexicon: PredicateLexicon, unify_labels: bool
) -> dict[str, str]:
    """Label → predicate."""
    predicates = {label: lexicon.canonical(label) for label in counts}
    if not unify_labels:
        return predicates
    form_of = _label_forms()
    declared: dict[str, str] = {}
    for entry in lexicon:
        for name in entry.names:
            declared.setdefault(form_of(name), lexicon.canonical(name))
    groups: dict[str, list[str]] = {}
    for label in counts:
        if lexicon.entry(label) is None:
            groups.setdefault(form_of(label), []).append(label)
    for form, labels in groups.items():
        usual = min(labels, key=lambda label: (-counts[label], len(label), label))
        predicates.update(dict.fromkeys(labels, declared.get(form, usual)))
    return predicates


def _label_forms() -> Callable[[str], str]:
    """A function from a label to what the labels of one predicate share."""
    import opencc

    simplified = opencc.OpenCC("t2s").convert

    def form_of(label: str) -> str:
        form = _PADDING.sub("", unicodedata.normalize("NFKC", label)).casefold()
        if _HAN.search(form):
            form = _OF.sub("", simplified(form))
        return form or label

    return form_of
