"""The open attribute pattern in Chinese: any predicate of a lexicon, said in the usual ways.

「S的P是O」「S P O」(numbers and dates)「S，P为O」「P：O」「O是S的P」「S P O表示」(people)「S的P由O担任」
「海拔1864米的S」「（O，……）现任S P」. The object must have the kind and the unit that the lexicon declares.
"""

import re
from collections.abc import Iterator

from kg_pipeline.extraction.candidates import Candidate, NameHit, Span, unit_fits
from kg_pipeline.extraction.names import CHINESE_PERSON
from kg_pipeline.extraction.objects import CONTACT, FoundObject, objects_in
from kg_pipeline.extraction.pattern_language import DATE_MARK, NUMBER_MARK
from kg_pipeline.extraction.sentence_view import SentenceView, literal_at

_NOTE = r"(?:[（(][^（()）]{1,15}[)）])?"
_VALUE_LINK = re.compile(
    rf"{_NOTE}\**[：:]?\s*\**(?:则|仅|已|现|也|只|就)?"
    r"(?:是|为|系|约为|有|在|于|共|共计|合计|达|达到|达成|高达|超过|超|突破|逾|近|约|大约|不到|"
    r"将近|接近|的是|可达|长达|"
    r"多达|增至|升至|增加到|设为|定为|定在|仅为|仅)?(?:人民币)?(?:约|近|超|逾|达|了)?\s*"
    rf"(?P<mark>[{DATE_MARK}{NUMBER_MARK}])"
)
_VALUE_END = re.compile(
    r"$|[，。；、！：）),;.!（( 和与及并且而—*]|左右|上下|以及|人民币|[初底末](?=[，。；])|(?=的)"
)
_BOUND = re.compile(r"不到|不足|以上|以下|以内|至少|至多|最多|不超过|不低于|不少于|不等")
_LINK = re.compile(
    rf"{_NOTE}(?P<link>\**[：:]\s*\**|(?:则|就|也|仍|便|正)?(?:是|为|系|即|名为|叫做|叫|称为|有|"
    rf"包括|包含|涵盖|"
    r"主要(?:是|为|有|包括)|位于|设在|设于|在|地处|坐落于|坐落在|来自))"
)
_AT = frozenset(["位于", "设在", "设于", "在", "地处", "坐落于", "坐落在"])
_SHORT_PERSON = CHINESE_PERSON.replace("{1,2}", "{1,2}?", 2)
_PERSON_NEXT = re.compile(
    rf"(?:一职)?(?:[兼、及和][一-龥]{{2,6}}?)?(?P<by>由|是|为|系)?(?P<person>{_SHORT_PERSON})"
    r"(?P<after>$|[，。；、：！（(）)\s“,]|表示|说|称|介绍|认为|指出|透露|告诉|在|率|出席|向|对|"
    r"则|也|带|宣布|签|与|为|还|已|"
    r"于|如是|做|会见|一行|亲|曾|又|至|等|发|以|赴|前|参|主讲|共同|坦言|回忆|提醒|担任|出任|兼任|"
    r"任|和|解释|强调|当|把|从|"
    r"接受|主持|致)"
)
_INVERSE = re.compile(
    r"^(?:由)?(?P<object>[^，。；：是]{2,25}?)(?P<verb>成为|当选为?|现任|现为|担任|出任|就任|是|"
    r"为|系|任)"
    r"(?P<subject>[^，。；：]{2,40}?)?(?P<of>的)?$"
)
_AS = re.compile(r"^\s*(?:作为|身为)")
_APPOINTED = re.compile(
    r"^(?P<subject>[^，。；：]*?)(?:由|聘请|邀请|聘任|委任|任命|请)(?P<object>[^，。；：由]{2,12})"
    r"(?:担任|出任|兼任|为)(?:其)?$"
)
_OWN_ROLE = re.compile(
    r"^\s*(?:[他她])?(?:现任|现为|担任|出任|就任|任|"
    r"是)?(?P<subject>[^，。；：是的任]{3,30})(?:的)?$"
)
_ENDS = re.compile(r"$|[，。；、！）),;.!]|(?:一职)")
_NEXT_LABEL = re.compile(r"\s+[^\s：:，。]{1,8}[：:]")
_BULLETS = " *-•·●\t"


def chinese_candidates(hit: NameHit) -> Iterator[Candidate]:
    """Statements around a name of a predicate in a Chinese sentence."""
    if hit.entry.object in ("number", "date"):
        found = _with_value(hit)
    elif hit.entry.object == "person":
        found = _person_after(hit) or _appointed(hit) or _inverse(hit) or _own_role(hit)
        found = found or _linked(hit)
    elif hit.entry.object == "contact":
        found = _linked(hit) or _contact_after(hit)
    else:
        found = _appointed(hit) or _inverse(hit) or _linked(hit)
    if found is not None:
        yield found


def _linked(hit: NameHit) -> Candidate | None:
    """「S的P是O」「P：O」; a line goes on to its end or to the next label."""
    view, kind = hit.view, hit.entry.object
    link = _LINK.match(view.masked, hit.end)
    if link is None or view.masked.startswith(("分别", "否", "不", "多少"), link.end()):
        return None
    if kind not in ("place", "text") and link["link"] in _AT:
        return None
    stop = view.clause_end(link.end())
    line = link["link"].strip(" *") in ("：", ":")
    if line:
        if not _begins_line(hit):
            return None
        following = _NEXT_LABEL.search(view.text, link.end())
        stop = len(view.text.rstrip("。；;. \n")) if following is None else following.start()
    found = objects_in(view.text, (link.end(), max(stop, link.end())), kind, view.language)
    if not found:
        return None
    return hit.candidate(found, (hit.start, stop), _subject_of_line(hit, line), line=line)


def _begins_line(hit: NameHit) -> bool:
    """Whether a label stands at the beginning of its sentence, or after 「S的」."""
    lead = hit.text_before.strip(_BULLETS)
    return lead.endswith("的") or (not lead and not hit.view.text[: hit.clause].strip(_BULLETS))


def _subject_of_line(hit: NameHit, line: bool) -> Span:
    """All before the name; nothing where only a bullet stands before the label of a line."""
    if line and not hit.text_before.strip(_BULLETS):
        return hit.start, hit.start
    return hit.before


def _with_value(hit: NameHit) -> Candidate | None:
    """「S的P为5000万元」「SP5000万元」, and 「P5000万元的S」."""
    view = hit.view
    link = _VALUE_LINK.match(view.masked, hit.end)
    if link is None or _BOUND.search(link[0]):
        return None
    line = link[0].lstrip("* ").startswith(("：", ":"))
    if line and not _begins_line(hit):
        return None
    found = literal_at(view, link.start("mark"), hit.entry.object)
    if found is None or not unit_fits(found.unit, hit.entry.units):
        return None
    if not _VALUE_END.match(view.text, found.end) or _BOUND.match(view.text, found.end):
        return None
    span = (hit.start, found.end)
    if not view.text.startswith("的", found.end):
        return hit.candidate([found], span, _subject_of_line(hit, line), line=line)
    if hit.text_before.strip():
        return None
    described = (found.end + 1, view.clause_end(found.end + 1))
    return hit.candidate([found], span, described, in_slot=True)


def _person_after(hit: NameHit) -> Candidate | None:
    """「S董事长邵闻笛表示」「S的董事长是邵闻笛」「作为S的董事长，邵闻笛……」."""
    taken_up = _AS.match(hit.text_before) and hit.view.text.startswith("，", hit.end)
    match = _PERSON_NEXT.match(hit.view.text, hit.end + 1 if taken_up else hit.end)
    if match is None or (match["by"] and match["after"] in ("、", "和", "等", "与")):
        return None  # several people are read as a list
    found = FoundObject(match["person"], *match.span("person"), "entity")
    own = not match["by"]
    return hit.candidate([found], (hit.start, found.end), hit.before, own_subject=own)


def _inverse(hit: NameHit) -> Candidate | None:
    """「O是S的P」「O担任S P」「由O担任S P」."""
    kind = hit.entry.object
    match = _INVERSE.match(hit.text_before)
    if kind in ("text", "contact") or match is None or not _ends_after(hit):
        return None
    copula = match["verb"] in ("是", "为", "系", "任", "成为")
    if not match["subject"] or (copula and not match["of"]):
        return None
    span = (match.start("object") + hit.clause, match.end("object") + hit.clause)
    found = objects_in(hit.view.text, span, kind, hit.view.language)
    subject = (match.start("subject") + hit.clause, match.end("subject") + hit.clause)
    if not found:
        return None
    return hit.candidate(found, (subject[0], hit.end), subject, in_slot=True)


def _appointed(hit: NameHit) -> Candidate | None:
    """「S由O担任P」「S请O担任P」."""
    kind = hit.entry.object
    match = _APPOINTED.match(hit.text_before)
    if kind in ("text", "contact", "place") or match is None or not _ends_after(hit):
        return None
    span = (match.start("object") + hit.clause, match.end("object") + hit.clause)
    found = objects_in(hit.view.text, span, kind, hit.view.language)
    subject = (hit.clause, match.end("subject") + hit.clause)
    if not found:
        return None
    return hit.candidate(found, (subject[1], hit.end), subject)


def _contact_after(hit: NameHit) -> Candidate | None:
    """「可拨打S的咨询电话0000-5550208」."""
    match = CONTACT.match(hit.view.text, hit.end)
    if match is None:
        return None
    found = FoundObject(match[0], *match.span(), "text")
    return hit.candidate([found], (hit.start, found.end), hit.before)


def _own_role(hit: NameHit) -> Candidate | None:
    """「（王晨光，）现任龙水中学校长」: the sentence's subject holds the role."""
    match = _OWN_ROLE.match(hit.text_before)
    if match is None or not _ends_after(hit):
        return None
    subject = (match.start("subject") + hit.clause, match.end("subject") + hit.clause)
    return hit.candidate((), (hit.clause, hit.end), subject, in_slot=True, inherited=True)


def _ends_after(hit: NameHit) -> bool:
    view: SentenceView = hit.view
    return _ENDS.match(view.text, hit.end) is not None
