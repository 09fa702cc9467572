"""What a parsed sentence says: subject–verb–object, "the P of S is O", "O, the P of S", 「S的P是O」.

Passives are turned, coordinations expanded, relative clauses filled with the noun they describe.
Nothing here knows a predicate; names, pronouns and values are told by ``dependencies``.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg_pipeline.extraction.parse_certainty import certainty_of, is_denied
from kg_pipeline.extraction.parse_labels import (
    bearer,
    children,
    holders,
    is_participle,
    is_verb,
    marked_nouns,
    members,
    role,
)
from kg_pipeline.extraction.parse_phrases import PERSONS
from kg_pipeline.records import TYPE_PREDICATE, Language

if TYPE_CHECKING:
    from spacy.tokens import Token

VERB, PASSIVE, OBLIQUE, NOUN, APPOSITION, KIND = 0.6, 0.65, 0.5, 0.7, 0.65, 0.6
_BY = frozenset(["by", "由", "被", "遭", "经"])
_PASSIVE_WORDS = frozenset(["被", "遭", "获", "受"])
_AFTER_VERB = frozenset(["于", "自", "至", "到", "向"])
_PREPOSITIONS = frozenset(
    "in on at for with to into as near under from 于 在 自 至 到 向 为".split()
)
# What says nothing of its subject that a graph could hold.
_EMPTY_VERBS = frozenset(
    "be have do say tell think know believe want see seem ask mean get let "
    "是 有 说 表示 认为 指出 称 介绍 觉得 知道 看到 希望 要求 进行 使 让 可以 没有".split()
)


@dataclass(frozen=True, slots=True)
class ParsedStatement:
    """A statement by the head tokens of its ends; ``anchor`` is the word that states it.

    confidence: before anyone asks who is spoken of; in [0, 1]
    needs_name: the object must be a name or a value ("based in Leeds", not "based on experience")
    """

    subject: "Token"
    predicate: str
    object: "Token"
    anchor: "Token"
    confidence: float
    needs_name: bool = False


def statements_of(tokens: Sequence["Token"], language: Language) -> list[ParsedStatement]:
    """The statements of one sentence in the order of their words; what is denied is left out."""
    found: dict[tuple[int, str, int], ParsedStatement] = {}
    inside = {token.i for token in tokens}
    for token in tokens:
        for one in (*_of_verb(token), *_of_copula(token), *_of_apposition(token)):
            certainty = certainty_of(one.anchor, language)
            ends = (bearer(one.subject), bearer(one.object))
            if not certainty or not inside.issuperset(end.i for end in ends):
                continue
            if any(is_denied(end) for end in ends) or ends[0].i == ends[1].i:
                continue
            sure = replace(
                one, subject=ends[0], object=ends[1], confidence=one.confidence * certainty
            )
            found.setdefault((ends[0].i, one.predicate, ends[1].i), sure)
    return list(found.values())


# Verbs


def _of_verb(verb: "Token") -> Iterator[ParsedStatement]:
    if not is_verb(verb) or verb.lemma_ in _EMPTY_VERBS or verb.text in _EMPTY_VERBS:
        return
    marked = [(word, one) for word, noun in marked_nouns(verb) for one in members(noun)]
    agents = [noun for word, noun in marked if word in _BY]
    rest = [(word, noun) for word, noun in marked if word in _PREPOSITIONS]
    if any(child.dep_ in ("attr", "acomp", "oprd", "xcomp") for child in verb.children):
        rest = []  # "was found dead in L", "became mayor in 2008": the verb alone does not say it
    if _is_passive(verb, bool(agents)):
        own = children(verb, "passive subject")
        if own:  # 「北风被南山收购」: the agent may be labelled as the subject
            agents += _expanded(children(verb, "subject"))
        patients = _expanded(own) or _subjects(verb)
        yield from _pairs(agents, _name_of(verb), patients, verb, PASSIVE)
        for word, noun in rest:
            yield from _pairs(patients, f"{verb.lower_} {word}", [noun], verb, OBLIQUE)
        return
    subjects, objects = _subjects(verb), _objects(verb)
    yield from _pairs(subjects, _name_of(verb), objects, verb, VERB)
    if not objects:
        for word, noun in rest:
            yield from _pairs(subjects, _with_preposition(verb, word, noun), [noun], verb, OBLIQUE)


def _pairs(
    subjects: Iterable["Token"],
    predicate: str,
    objects: Sequence["Token"],
    anchor: "Token",
    confidence: float,
) -> Iterator[ParsedStatement]:
    for subject in subjects:
        for one in objects:
            yield ParsedStatement(
                subject, predicate, one, anchor, confidence, needs_name=confidence == OBLIQUE
            )


def _name_of(verb: "Token") -> str:
    """The verb's base form with its particle: "set up"; in Chinese the word itself."""
    lemma = verb.lemma_ or verb.lower_
    particles = [child.lower_ for child in verb.children if child.dep_ in ("prt", "compound:prt")]
    return " ".join([lemma.lower(), *particles])


def _with_preposition(verb: "Token", word: str, noun: "Token") -> str:
    """ "work for"; 「毕业于」, also where 「在……」 stands before the verb."""
    if word.isascii():
        return f"{_name_of(verb)} {word}"
    if word == "在" and noun.i < verb.i:
        return f"{verb.text}于"
    return f"{verb.text}{word}" if word in _AFTER_VERB and noun.i > verb.i else f"{word}{verb.text}"


def _is_passive(verb: "Token", has_agent: bool) -> bool:
    if children(verb, "passive mark", "passive subject"):
        return True
    if any(child.text in _PASSIVE_WORDS and child.i < verb.i for child in verb.children):
        return True
    if has_agent and not children(verb, "object"):  # 「该公司由张三创办」
        return True
    if not is_participle(verb) or children(verb, "object", "auxiliary"):
        return False
    if role(verb) == "conjunct" and is_verb(
        verb.head
    ):  # "was founded and sold", "has come and gone"
        return _is_passive(verb.head, False)
    return True


def _expanded(heads: Iterable["Token"]) -> list["Token"]:
    return [one for head in heads for one in members(head)]


def _subjects(verb: "Token") -> list["Token"]:
    """Its own, those of the verb it is coordinated with, or the noun that its clause describes."""
    own = children(verb, "subject", "passive subject")
    clause = role(verb) in ("relative clause", "participle clause")
    if own and not (clause and _stands_for_noun(own[0])):
        return _expanded(own)
    if clause and (own or not _is_gap_object(verb)):
        return [_described(verb.head)]
    if role(verb) == "conjunct" and is_verb(verb.head):
        return _subjects(verb.head)
    return []


def _objects(verb: "Token") -> list["Token"]:
    """Its own, the noun that its clause describes, or those it shares with a coordinated verb."""
    own = children(verb, "object")
    clause = role(verb) in ("relative clause", "participle clause")
    if own and not (clause and _stands_for_noun(own[0])):
        return _expanded(own)
    if clause and (own or _is_gap_object(verb)):
        return [_described(verb.head)]
    partners = [one for one in (verb.head, *children(verb, "conjunct")) if is_verb(one)]
    for partner in partners:
        joined = partner in children(verb, "conjunct") or role(verb) == "conjunct"
        shared = children(partner, "object") if joined else []
        if shared and shared[0].i > max(verb.i, partner.i) and not any(marked_nouns(verb)):
            return _expanded(shared)
    return []


def _described(noun: "Token") -> "Token":
    """What a clause about "a maker" speaks of in "S is a maker based in L", "S, a maker based in L"."""
    if noun.pos_ != "NOUN":
        return noun
    subjects: list[Token] = []
    if role(noun) == "complement":
        subjects = children(noun.head, "subject")
    elif children(noun, "copula"):
        subjects = children(noun, "subject")
    elif role(noun) == "apposition" and noun.head.pos_ == "PROPN":
        subjects = [noun.head]
    return subjects[0] if len(subjects) == 1 else noun


def _stands_for_noun(token: "Token") -> bool:
    """which, that, who of a relative clause."""
    return token.lower_ in ("which", "that", "who", "whom") or token.tag_ in ("WDT", "WP")


def _is_gap_object(verb: "Token") -> bool:
    """「南山创办的公司」, "the firm Quill founded": the noun is what the verb lacks, its object."""
    subjects = [one for one in children(verb, "subject") if not _stands_for_noun(one)]
    return bool(subjects) and not children(verb, "object")


# Nouns


def _of_copula(token: "Token") -> Iterator[ParsedStatement]:
    """ "the P of S is O", "O is the P of S", "S is a K"; 是 stands below its complement."""
    if children(token, "copula"):
        complements, subjects = members(token), _expanded(children(token, "subject"))
        if not subjects and role(token) in ("relative clause", "participle clause"):
            subjects = [_described(token.head)]
    elif token.lemma_ == "be" or token.text == "是":
        complements = _expanded(children(token, "complement"))
        subjects = _subjects(token)
    else:
        return
    for subject in subjects:
        shared = [holder for one in complements for holder in holders(one)]
        for complement in complements:
            yield from _equated(subject, complement, holders(complement) or shared, token)


def _equated(
    subject: "Token", complement: "Token", complement_holders: list["Token"], anchor: "Token"
) -> Iterator[ParsedStatement]:
    if complement.pos_ not in ("NOUN", "PROPN", "NUM"):
        return
    subject_holders = holders(subject) if subject.pos_ == "NOUN" else []
    if subject_holders:
        yield from _pairs(subject_holders, noun_name(subject), [complement], anchor, NOUN)
    elif complement.pos_ == "NOUN" and complement_holders:
        yield from _pairs(complement_holders, noun_name(complement), [subject], anchor, NOUN)
    elif complement.pos_ == "NOUN" and not children(complement, "possessor"):
        yield ParsedStatement(subject, TYPE_PREDICATE, complement, anchor, KIND)


def _of_apposition(token: "Token") -> Iterator[ParsedStatement]:
    """ "O, the P of S", "S's P, O", "S's P O", 「S P O」, and "O, a K"."""
    if token.pos_ not in ("NOUN", "PROPN"):
        return
    for beside in children(token, "apposition"):
        for one in members(beside):
            name, noun = (token, one) if one.pos_ == "NOUN" else (one, token)
            titled = noun.pos_ == "NOUN" or (bearer(noun).i == name.i and holders(noun))
            if not titled or name.pos_ != "PROPN":
                continue
            owners = holders(noun) or (_left_names(noun) if _may_be_person(name) else [])
            if owners:
                yield from _pairs(owners, noun_name(noun), [name], noun, APPOSITION)
            elif noun.i > name.i and children(noun, "article"):
                yield ParsedStatement(name, TYPE_PREDICATE, noun, noun, KIND)
    if token.pos_ == "PROPN" and _may_be_person(token):
        owners = [*children(token, "possessor"), *_left_names(token)]
        nouns = [one for one in children(token, "part of name") if one.pos_ == "NOUN"]
        for noun in nouns[-1:]:
            before = [one for one in [*owners, *_left_names(noun)] if one.i < noun.i]
            if noun.i < token.i and before:
                yield from _pairs(before[:1], noun_name(noun), [token], noun, APPOSITION)


def _may_be_person(token: "Token") -> bool:
    """Nouns before a name are its office only where it is a person's: not "LNG company Tellurian"."""
    return token.ent_type_ in PERSONS or not token.ent_type_


def _left_names(noun: "Token") -> list["Token"]:
    """「云帆公司」 of 「云帆公司董事长」: names among a noun's parts."""
    return [
        one
        for one in children(noun, "part of name", "possessor")
        if one.i < noun.i and (one.pos_ == "PROPN" or one.ent_type_ == "ORG")
    ]


def noun_name(noun: "Token") -> str:
    """A noun as a predicate, with what specifies it: "chief executive", 「注册资本」."""
    words = [noun]
    for child in sorted(noun.children, key=lambda one: -one.i):
        specifies = role(child) == "part of name" and child.dep_ != "nummod"
        nominal = child.pos_ == "NOUN" or (child.pos_ in ("ADJ", "VERB") and len(words) == 1)
        if child.i == words[0].i - 1 and specifies and nominal and not child.text[0].isupper():
            words.insert(0, child)
    separator = " " if noun.text.isascii() else ""
    return separator.join([*(one.text for one in words[:-1]), noun.lemma_ or noun.text])
