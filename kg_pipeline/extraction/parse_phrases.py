"""Which words belong to a noun of a parse, as a name or as a short text.

Offsets are code points of the sentence: ``token.idx - base``.
"""

from typing import TYPE_CHECKING

from kg_pipeline.extraction.objects import FoundObject
from kg_pipeline.extraction.parse_labels import role
from kg_pipeline.extraction.sentence_view import SentenceView
from kg_pipeline.graph.values import fold

if TYPE_CHECKING:
    from spacy.tokens import Token

PERSONS = frozenset(["PERSON", "PER"])
_THINGS = frozenset("ORG GPE LOC FAC PRODUCT WORK_OF_ART EVENT NORP LAW LANGUAGE MISC".split())
_HYPHENS = frozenset(["-", "–", "·"])


def is_named(head: "Token") -> bool:
    """Whether the parse takes a noun for a name."""
    return head.pos_ == "PROPN" or head.ent_type_ in PERSONS or head.ent_type_ in _THINGS


def literal_of(head: "Token", base: int, view: SentenceView) -> FoundObject | None:
    """The date or number that a token is part of."""
    offset = head.idx - base
    for found in view.literals.values():
        if found.start <= offset < found.end:
            text = fold(view.text[found.start : found.end])
            return FoundObject(text, found.start, found.end, found.value.kind, found.value.unit)
    return None


def phrase(head: "Token", base: int, is_name: bool) -> tuple[int, int]:
    """The code points of a noun with what belongs to its name: an entity, or its compounds.

    A name loses what describes it and stands before it ("lantern maker" Northmere).
    """
    parts = {head.i: head}
    for token in head.doc[head.left_edge.i : head.right_edge.i + 1]:
        if _belongs(token, head) or _same_entity(token, head):
            parts[token.i] = token
    if is_name and head.pos_ == "PROPN":
        for preposition in [one for one in head.children if one.lower_ == "of"]:
            parts |= _of_name(preposition)
    first = last = head.i
    while first - 1 in parts:
        first -= 1
    while last + 1 in parts:
        last += 1
    if is_name and head.pos_ == "PROPN":
        described = [place for place in range(first, head.i) if _describes(parts[place], head)]
        first = described[-1] + 1 if described else first
    while first < head.i and _opens(parts[first]):
        first += 1
    return parts[first].idx - base, parts[last].idx + len(parts[last]) - base


def _belongs(token: "Token", head: "Token") -> bool:
    """Whether only parts of names lie between a token and its head."""
    while token.i != head.i:
        plain = token.dep_ in ("nmod", "mark:clf", "clf") and token.i < head.i
        hyphen = token.dep_ == "punct" and token.text in _HYPHENS and token.i < head.i
        with_case = any(one.dep_ == "case" for one in token.children)
        if not (role(token) == "part of name" or plain or hyphen) or with_case:
            return False
        token = token.head
    return True


def _same_entity(token: "Token", head: "Token") -> bool:
    if not token.ent_type_ or token.ent_type_ != head.ent_type_ or not is_named(head):
        return False
    low, high = sorted((token.i, head.i))
    return all(one.ent_iob_ == "I" for one in head.doc[low + 1 : high + 1])


def _of_name(preposition: "Token") -> dict[int, "Token"]:
    """ "of Leeds" in "University of Leeds"."""
    nouns = [one for one in preposition.children if one.dep_ == "pobj" and one.pos_ == "PROPN"]
    whole = [one for noun in nouns for one in preposition.doc[noun.left_edge.i : noun.i + 1]]
    return {one.i: one for one in [preposition, *whole]} if nouns else {}


def _describes(token: "Token", head: "Token") -> bool:
    """A common noun or adjective before a name; one that the name contains is none."""
    plain = token.pos_ in ("NOUN", "ADJ", "VERB") and not token.text[:1].isupper()
    return plain and not _same_entity(token, head)


def _opens(token: "Token") -> bool:
    """What may open a phrase without being part of it: an article, 「一家」, a hyphen."""
    classifier = token.dep_ in ("clf", "mark:clf")
    return token.pos_ == "DET" or token.text in _HYPHENS or token.text == "一" or classifier
