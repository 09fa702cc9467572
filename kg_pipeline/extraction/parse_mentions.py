"""What a noun or pronoun of a parse stands for: a name, the thing spoken of last, or nothing known.

A parse tells subjects and, with an entity recogniser, people from things; so a pronoun stands for
the subject named last that it fits, else for the document's own. What it does not tell (该公司, "the
school", names by their form) is asked of ``SubjectFinder``.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg_pipeline.extraction.document_names import DocumentNames
from kg_pipeline.extraction.objects import FoundObject
from kg_pipeline.extraction.parse_labels import bearer, children, role
from kg_pipeline.extraction.parse_phrases import PERSONS, is_named, literal_of, phrase
from kg_pipeline.extraction.sentence_view import SentenceView
from kg_pipeline.extraction.subjects import Subject, SubjectFinder
from kg_pipeline.graph.values import fold, normalize
from kg_pipeline.records import Language

if TYPE_CHECKING:
    from spacy.tokens import Token

_OF_PERSONS = frozenset("he his him she her hers 他 她 此人".split())
_OF_THINGS = frozenset("it its 它 其".split())
_UNKNOWN = frozenset(
    "they them their these those this that i me my we us our you your one 我 我们 你 你们 他们 "
    "她们 它们 自己 这 那 此 本人 大家 有人 这里 那里".split()
)
_PRONOUNS = _OF_PERSONS | _OF_THINGS | _UNKNOWN
_DEFINITE = frozenset("the this that 该 本 此 这".split())
_PRONOUN_FACTOR, _NEW_NAME_FACTOR = 0.9, 0.95
_LONGEST = {"zh": 30, "en": 80}  # characters of an object


class ParsedMentions:
    """Follows what one document speaks of, sentence by sentence."""

    def __init__(self, names: DocumentNames, roles: list[str]) -> None:
        self._names = names
        self._finder = SubjectFinder(names, roles)
        # (offset in this sentence, name); -1 for the sentence before, its first subject last
        self._spoken_of: list[tuple[int, str]] = []
        self._is_person: dict[str, bool] = {}

    def new_paragraph(self) -> None:
        """Forget what was spoken of."""
        self._finder.new_paragraph()
        self._spoken_of = []

    def new_sentence(self, tokens: Sequence["Token"], base: int, view: SentenceView) -> None:
        """Learn the subjects of a sentence before its statements are read."""
        self._finder.new_sentence()
        if any(place >= 0 for place, _ in self._spoken_of):  # else the last sentence named nothing
            here = [name for place, name in self._spoken_of if place >= 0]
            self._spoken_of = [(-1, name) for name in reversed(here)]
        for token in tokens:
            if role(token) not in ("subject", "passive subject"):
                continue
            found = self.subject(bearer(token), base, view)
            if found is not None and found.start is not None:
                self._spoken_of.append((found.start, found.name))
                self._finder.paragraph = found.name

    def subject(self, head: "Token", base: int, view: SentenceView) -> Subject | None:
        """The thing that a noun names or stands for; ``None`` where that cannot be told."""
        offset = head.idx - base
        if head.lower_ in _UNKNOWN or literal_of(head, base, view) is not None:
            return None
        if head.lower_ in _OF_PERSONS or head.lower_ in _OF_THINGS:
            return self._pronoun(head, offset, view)
        start, end = phrase(head, base, is_name=True)
        text = fold(view.text[start:end])
        known = self._names.canonical(text)
        if known is not None:
            return self._learnt(Subject(known, start, end), head)
        if is_named(head) and _has_form(text, head, view.language):
            return self._learnt(Subject(text, start, end, _NEW_NAME_FACTOR, is_new=True), head)
        article = min([start, *(one.idx - base for one in children(head, "article"))])
        found = self._finder.slot(view, article, end)
        if found is None and article < start:
            found = self._finder.slot(view, start, end)
        if found is None or (found.is_new and view.language == "en"):
            return None
        return None if self._is_person.get(found.name) else found  # "the city" is nobody

    def object(self, head: "Token", base: int, view: SentenceView) -> FoundObject | None:
        """A name, a value, or a short text; ``None`` for a pronoun that stands for nothing."""
        literal = literal_of(head, base, view)
        if literal is not None:
            return literal
        start, end = phrase(head, base, is_name=is_named(head))
        text = fold(view.text[start:end])
        if not is_named(head) and normalize(text).kind != "text":
            value = normalize(text)
            return FoundObject(text, start, end, value.kind, value.unit)
        pronoun = head.pos_ in ("PRON", "DET") or head.lower_ in _PRONOUNS
        marked = any(one.lower_ in _DEFINITE for one in children(head, "article"))
        if pronoun or marked or is_named(head) or self._names.canonical(text) is not None:
            found = self.subject(head, base, view)
            if found is not None and found.start is not None and found.end is not None:
                return FoundObject(found.name, found.start, found.end, "entity")
        if pronoun:
            return None
        short = 0 < len(text) <= _LONGEST[view.language]
        return FoundObject(text, start, end, "text") if short else None

    def _learnt(self, subject: Subject, head: "Token") -> Subject:
        if head.ent_type_:
            self._is_person.setdefault(subject.name, head.ent_type_ in PERSONS)
        return subject

    def _pronoun(self, head: "Token", offset: int, view: SentenceView) -> Subject | None:
        """The subject named last that fits; for "X and his wife" it is X."""
        owned = head.head
        if role(head) == "possessor" and role(owned) == "conjunct" and is_named(owned.head):
            return self.subject(owned.head, head.idx - offset, view)
        wants_person = head.lower_ in _OF_PERSONS
        before = [name for place, name in self._spoken_of if place < offset]
        for name in [*reversed(before), self._names.title]:
            if name and self._fits(name, wants_person):
                return Subject(name, offset, offset + len(head), _PRONOUN_FACTOR)
        return None

    def _fits(self, name: str, wants_person: bool) -> bool:
        known = self._is_person.get(name)
        if known is None:
            kind = self._names.kind_of(name)
            known = None if not kind else kind == "person"
        return known is None or known is wants_person


def _has_form(text: str, head: "Token", language: Language) -> bool:
    """Whether what a parser takes for a name can be one."""
    if language == "zh":
        return head.pos_ == "PROPN" and len(text) > 1
    return len(text) > 1 and (text[0].isupper() or text[0].isdigit())
