"""The open attribute pattern in English: any predicate of a lexicon, said in the usual ways.

"The P of S is O", "S's P is O", "its P is O", "O is the P of S", "S's P, O, said", "S has a P of O",
"P: O". The object must have the kind and the unit that the lexicon declares.
"""

import re
from collections.abc import Iterator

from kg_pipeline.extraction.candidates import Candidate, NameHit, Span, unit_fits
from kg_pipeline.extraction.names import ENGLISH_PERSON
from kg_pipeline.extraction.objects import FoundObject, objects_in
from kg_pipeline.extraction.pattern_language import DATE_MARK, NUMBER_MARK
from kg_pipeline.extraction.sentence_view import literal_at

_ABOUT = (
    r"(?:also |now |currently |about |around |approximately |roughly |nearly |some |over |"
    r"more than )"
)
_LINK = re.compile(
    r"\s*(?:\*\*)?(?P<link>:\s*(?:\*\*)?"
    r"|\s(?:is|was|are|were|stands at|stood at|amounts to|totals|reached|has been|includes?)\s"
    rf"(?:{_ABOUT}|at |in |on )*(?:the |a |an )?)"
)
_OF = re.compile(
    r"\s(?:of|for|at)\s(?:the\s)?(?P<subject>[A-Z0-9][^,;:.!?]{1,60}?|it|the [a-z]+)"
    r"(?=\s(?:is|was|are|were|stands|stood)\s|:)"
)
_OF_TAIL = re.compile(
    r"\s(?:of|at)\s(?P<subject>(?:the )?[A-Z0-9][\w&'’.-]*(?: (?:of |the |"
    r"and )?[A-Z0-9][\w&'’.-]*)*|it|the [a-z]+)"
    r"(?=[,.;]|$|\s(?:and|since|in|until|from)\b)"
)
_ARTICLE = re.compile(r"(?:^|\s|,)(?:[Tt]he|[Aa]n?)\s(?:\w+ )?$|^$")
_POSSESSIVE = re.compile(
    r"(?:^|[\s,])(?P<who>[Ii]ts|[Hh]is|[Hh]er|"
    r"(?:[Tt]he )?[A-Za-z0-9][^,;:.]{0,60}?(?=['’]s?))(?:['’]s?)?\s(?:\w+ )?$"
)
_WITH = re.compile(rf"\s(?:of|is|at)?\s?{_ABOUT}*(?P<mark>[{DATE_MARK}{NUMBER_MARK}])")
_HAS = re.compile(
    r"(?:^|\s)(?:has|had|with|reported|posted|recorded)\s(?:an?|its|total)?\s?(?:\w+ )?$"
)
_PERSON_NEXT = re.compile(
    rf",?\s(?P<person>{ENGLISH_PERSON})(?=[,.;]|\s(?:said|says|told|has|who|and|will)\b|$)"
)
_IS_THE = re.compile(
    r"^(?P<object>.{2,50}?),?\s(?:is|was|became|serves as)?\s?(?:the|its)?\s?(?:current |"
    r"present )?$"
)
_BULLETS = " *-•"


def english_candidates(hit: NameHit) -> Iterator[Candidate]:
    """Statements around a name of a predicate in an English sentence."""
    found = _linked(hit)
    if found is None and hit.entry.object in ("number", "date"):
        found = _with_value(hit)
    elif found is None and hit.entry.object == "person":
        found = _named_next(hit) or _is_the(hit)
    if found is not None:
        yield found


def _linked(hit: NameHit) -> Candidate | None:
    """ "The P of S is O", "S's P is O", "P: O"."""
    view = hit.view
    of_subject = _OF.match(view.masked, hit.end)
    link = _LINK.match(view.masked, of_subject.end() if of_subject else hit.end)
    if link is None:
        return None
    if of_subject is not None and _ARTICLE.search(hit.text_before):
        subject = of_subject.span("subject")
    elif (possessor := _possessor(hit)) is not None:
        subject = possessor
    elif link["link"].startswith(":") and not hit.text_before.strip(_BULLETS):
        subject = (hit.clause, hit.clause)
    else:
        return None
    line = link["link"].startswith(":")
    found = _objects(hit, link.end(), line)
    if not found:
        return None
    return hit.candidate(
        found, (hit.start, found[-1].end), subject, in_slot=subject[0] < subject[1]
    )


def _possessor(hit: NameHit) -> Span | None:
    match = _POSSESSIVE.search(hit.text_before)
    if match is None:
        return None
    return hit.clause + match.start("who"), hit.clause + match.end("who")


def _objects(hit: NameHit, offset: int, line: bool) -> list[FoundObject]:
    view, kind = hit.view, hit.entry.object
    if kind in ("number", "date"):
        found = literal_at(view, offset, kind)
        return [found] if found is not None and unit_fits(found.unit, hit.entry.units) else []
    stop = max(len(view.text.rstrip(". ;\n")), offset) if line else view.clause_end(offset)
    return objects_in(view.text, (offset, stop), kind, "en")


def _with_value(hit: NameHit) -> Candidate | None:
    """ "S has a P of 38 metres"."""
    value, verb = _WITH.match(hit.view.masked, hit.end), _HAS.search(hit.text_before)
    if value is None or verb is None:
        return None
    found = literal_at(hit.view, value.start("mark"), hit.entry.object)
    if found is None or not unit_fits(found.unit, hit.entry.units):
        return None
    verb_start = hit.clause + verb.start()
    return hit.candidate([found], (verb_start, found.end), (hit.clause, verb_start))


def _named_next(hit: NameHit) -> Candidate | None:
    """ "S's chief executive, Bram Tolley, said"."""
    match, subject = _PERSON_NEXT.match(hit.view.text, hit.end), _possessor(hit)
    if match is None or subject is None:
        return None
    found = FoundObject(match["person"], *match.span("person"), "entity")
    return hit.candidate([found], (hit.start, found.end), subject, in_slot=True)


def _is_the(hit: NameHit) -> Candidate | None:
    """ "Bram Tolley is the chief executive of S"."""
    tail, lead = _OF_TAIL.match(hit.view.text, hit.end), _IS_THE.match(hit.text_before)
    if tail is None or lead is None:
        return None
    span = (hit.clause + lead.start("object"), hit.clause + lead.end("object"))
    found = objects_in(hit.view.text, span, "person", "en")
    if not found:
        return None
    return hit.candidate(found, (span[0], tail.end()), tail.span("subject"), in_slot=True)
