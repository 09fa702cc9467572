"""One reading of the three ways in which parsers label Chinese and English.

Universal Dependencies (nsubj:pass, obj, obl, case), the labels of spaCy's English pipelines (nsubjpass,
dobj, prep and pobj, attr, agent) and those of its Chinese ones (nsubjpass, dobj, nmod:prep,
nmod:assmod). What follows asks for roles and modifiers and never for a label.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from spacy.tokens import Token

Role: TypeAlias = Literal[
    "subject",
    "passive subject",
    "object",
    "complement",
    "agent",
    "conjunct",
    "apposition",
    "possessor",
    "relative clause",
    "participle clause",
    "part of name",
    "negation",
    "passive mark",
    "copula",
    "auxiliary",
    "mark",
    "article",
    "other",
]
_ROLES: dict[str, Role] = {
    "nsubj": "subject",
    "nsubj:xsubj": "subject",
    "nsubj:outer": "subject",
    "nsubjpass": "passive subject",
    "nsubj:pass": "passive subject",
    "dobj": "object",
    "obj": "object",
    "obl:patient": "object",
    "attr": "complement",
    "agent": "agent",
    "obl:agent": "agent",
    "conj": "conjunct",
    "appos": "apposition",
    "poss": "possessor",
    "nmod:poss": "possessor",
    "nmod:assmod": "possessor",
    "relcl": "relative clause",
    "acl:relcl": "relative clause",
    "acl": "participle clause",
    "compound": "part of name",
    "compound:nn": "part of name",
    "flat": "part of name",
    "flat:name": "part of name",
    "name": "part of name",
    "amod": "part of name",
    "nummod": "part of name",
    "quantmod": "part of name",
    "neg": "negation",
    "auxpass": "passive mark",
    "aux:pass": "passive mark",
    "cop": "copula",
    "aux": "auxiliary",
    "aux:modal": "auxiliary",
    "mark": "mark",
    "det": "article",
}
_OBLIQUE = frozenset(
    ["obl", "nmod", "nmod:prep", "obl:lmod", "obl:tmod", "nmod:tmod", "nmod:range"]
)
_OF = frozenset(["of", "的", "之", "'s", "’s"])
_NEGATIONS = frozenset(
    ["not", "n't", "n’t", "never", "no", "不", "没", "没有", "未", "并非", "从未"]
)


def role(token: "Token") -> Role:
    """What a token is to its head."""
    found = _ROLES.get(token.dep_)
    if found == "possessor" or found is None:
        prepositions = prepositions_of(token)
        if found is None and token.dep_ == "advmod" and token.lower_ in _NEGATIONS:
            return "negation"
        if token.dep_ == "obl" and "把" in prepositions:
            return "object"
        if token.dep_ == "nmod" and _OF.intersection(prepositions):
            return "possessor"
    if found == "article" and token.lower_ in _NEGATIONS:
        return "negation"
    return found or "other"


def children(token: "Token", *roles: Role) -> list["Token"]:
    """The children of a token that have one of these roles, in their order."""
    return [child for child in token.children if role(child) in roles]


def members(token: "Token") -> list["Token"]:
    """A token and all that is coordinated with it, in their order."""
    found = [token]
    for child in children(token, "conjunct"):
        found += members(child)
    return sorted(found, key=lambda one: one.i)


def prepositions_of(noun: "Token") -> list[str]:
    """The words that mark a noun's case: 于, 被, by, of."""
    return [child.lower_ for child in noun.children if child.dep_ == "case"]


def marked_nouns(token: "Token") -> Iterator[tuple[str, "Token"]]:
    """(preposition, noun) of what is joined to a verb or noun by a preposition."""
    for child in token.children:
        if child.dep_ in ("prep", "agent") and any(one.dep_ == "pobj" for one in child.children):
            for noun in child.children:
                if noun.dep_ == "pobj":
                    yield child.lower_, noun
        elif child.dep_ in _OBLIQUE or role(child) in ("agent", "possessor"):
            for preposition in prepositions_of(child):
                yield preposition, child


def holders(noun: "Token") -> list["Token"]:
    """Whose it is: Y of "the P of Y", "Y's P", 「Y的P」."""
    marked = [one for preposition, one in marked_nouns(noun) if preposition in _OF]
    found = dict.fromkeys([*marked, *children(noun, "possessor")])
    return [one for holder in found for one in members(holder)]


def is_verb(token: "Token") -> bool:
    """A verb, or an auxiliary that has a complement of its own."""
    return token.pos_ == "VERB" or token.pos_ == "AUX" and bool(children(token, "complement"))


def is_participle(token: "Token") -> bool:
    """The past participle, as "founded"; Chinese has none."""
    return token.tag_ == "VBN" or (
        "VerbForm=Part" in str(token.morph) and "Tense=Past" in str(token.morph)
    )


def is_infinitive(token: "Token") -> bool:
    """With "to": what is meant to be."""
    return any(child.lower_ == "to" and child.dep_ in ("aux", "mark") for child in token.children)


def bearer(noun: "Token") -> "Token":
    """Who bears a title: Cook of "Apple's CEO Tim Cook", where the parse makes CEO the head."""
    for beside in children(noun, "apposition"):
        if beside.pos_ == "PROPN" and beside.left_edge.i == noun.i + 1:
            return beside
    return noun
