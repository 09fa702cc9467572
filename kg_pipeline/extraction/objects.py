"""Is this text an object of the expected kind, and if so, of how many values?

A declared kind is a promise that is checked: 注册资本 wants a number, 董事长 a person's name. Beside
the kinds of objects there are some for templates: "term" is a name taken as it stands, "passage"
a stretch of text as it stands, "list" the members of one (notes in brackets left out), "titles"
every 《…》 in it.
"""

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

from kg_pipeline.extraction.names import (
    CHINESE_PERSON,
    ENGLISH_NAME,
    ENGLISH_PERSON,
    KINDS,
    ORGANISATION_ENDINGS,
    is_person,
    without_book_marks,
)
from kg_pipeline.extraction.wording import WORDING
from kg_pipeline.graph.values import FoundValue, fold, normalize
from kg_pipeline.records import Language, ObjectKind

SlotKind: TypeAlias = Literal[
    "text",
    "date",
    "number",
    "entity",
    "name",
    "person",
    "organisation",
    "place",
    "work",
    "contact",
    "term",
    "passage",
    "list",
    "titles",
]
OBJECT_KINDS: dict[str, ObjectKind] = {
    "text": "text",
    "contact": "text",
    "passage": "text",
    "list": "text",
    "titles": "entity",
    "term": "entity",
    "date": "date",
    "number": "number",
    "entity": "entity",
    "name": "entity",
    "person": "entity",
    "organisation": "entity",
    "place": "entity",
    "work": "entity",
}


@dataclass(frozen=True, slots=True)
class FoundObject:
    """One object: as written at ``[start, end)`` of the sentence, its kind, its unit.

    start and end are -1 where it is not written there but meant.
    """

    text: str
    start: int
    end: int
    kind: ObjectKind
    unit: str = ""


_SEPARATOR = re.compile(r"[、；;\n]|[,，](?!\d)|\s/\s")
_AND = {
    "zh": re.compile(r"(?:以及|(?<!共)和(?![平谐解睦田顺静])|与|及(?!其)|暨)"),
    "en": re.compile(r",?\s+and\s+|,\s+(?:and\s+)?"),
}
_OPEN, _CLOSE = "（(《【[“「『〈", "）)》】]”」』〉"
_TRAILING = re.compile(
    r"(?:等(?:地区|地方|城市|地|人|项|多[一-龥]{1,3}|[一二三四五六七八九十两\d]+[一-龥]{1,3}|"
    r"[一-龥]{1,3})?|"
    r"之一|先生|女士|同志|教授|博士|为主|境内|一带|\s(?:etc|respectively))\.?$"
)
_NOTE = re.compile(r"(?<=.)\s*[（(][^（()）]*[)）]?$")
_EDGE = " \t\u3000，,。.;；：:、\"'“”*_"
_FIRST_WORD = re.compile(r"^(?:由|为|是|系|即|有|约|共|the |The |a |an )(?=\S)")
_VERBS = re.compile(
    r"[了着过]|的(?=.*的)|是|在(?!线|职|读)|被|把|让|使(?!用|馆)|说|表示|成立|位于|负责|认为|"
    r"以便|从而|因此|所以|但是|"
    r"不(?!锈|动产|丹)|没有|已经|正在|将(?!军|乐)|可以|能够|应当|需要"
)
_QUESTION = re.compile(
    r"什么|哪[里个些家位]|谁|何时|何地|几[个家年]|多少|多[大高长久]|怎[样么]|如何|未知|不详|待定|"
    r"未定|保密|暂无|另行"
)
CONTACT = re.compile(
    r"(?:\+?\d[\d\s()（）-]{5,18}\d(?:转\d+)?|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?:https?://|"
    r"www\.)[^\s，。]+|\d{5,6})"
)
_JOINED = frozenset(["person", "entity", "work", "organisation"])
_TITLE = re.compile(
    r"(?<!简称)(?<!简称[“：为])《([^》]{2,80})》"
)  # a short form is not another title
_LENGTHS = {"text": 60, "place": 40, "entity": 30, "name": 30, "work": 40, "organisation": 40}


def split_list(text: str, language: Language, also_and: bool = False) -> list[tuple[int, int]]:
    """Spans of the members of a list; never cut inside 《》, quotations or brackets, but 《…》《…》 is.

    also_and: cut at 和, 与, 及 and "and" too, where both sides are left with at least two characters.
    """
    cuts: list[tuple[int, int]] = []
    depth = 0
    position = 0
    while position < len(text):
        character = text[position]
        if character in _OPEN:
            depth += 1
        elif character in _CLOSE:
            depth = max(0, depth - 1)
        width = 0 if depth else _cut_width(text, position, language, also_and)
        if width:
            cuts.append((position, position + width))
        elif not depth and text.startswith("》《", position):
            cuts.append((position + 1, position + 1))
        position += max(width, 1)
    edges = [0, *(edge for cut in cuts for edge in cut), len(text)]
    spans = zip(edges[::2], edges[1::2], strict=True)
    return [trimmed for span in spans if (trimmed := _trim(text, span))[0] < trimmed[1]]


def _cut_width(text: str, position: int, language: Language, also_and: bool) -> int:
    match = _SEPARATOR.match(text, position)
    comma = match is not None and match[0] in ",，"
    if match is not None and (not comma or also_and):
        conjunction = _AND["en"].match(text, position) if language == "en" else None
        return len((conjunction or match)[0])
    if also_and and 2 <= position <= len(text) - 3:
        conjunction = _AND[language].match(text, position)
        return len(conjunction[0]) if conjunction else 0
    return 0


def _trim(text: str, span: tuple[int, int]) -> tuple[int, int]:
    start, end = span
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    return start, end


def literal_object(found: FoundValue, kind: str, text: str) -> FoundObject | None:
    """A date or number as object, if it is of the wanted kind."""
    value = found.value
    if value.kind != kind:
        return None
    return FoundObject(
        fold(text[found.start : found.end]), found.start, found.end, value.kind, value.unit
    )


def objects_in(
    text: str, span: tuple[int, int], kind: str, language: Language
) -> list[FoundObject]:
    """The objects that ``text[start:end]`` names, all of ``kind``; [] where one of them is not."""
    start, end = span
    content = text[start:end]
    if kind in ("date", "number"):
        value = normalize(content, "date" if kind == "date" else "number")
        if value.kind != kind:
            return []
        trimmed = _trim(text, span)
        return [FoundObject(fold(text[slice(*trimmed)]), *trimmed, value.kind, value.unit)]
    if kind == "titles":
        return [
            FoundObject(
                title_text(match[1]), start + match.start(1), start + match.end(1), "entity"
            )
            for match in _TITLE.finditer(content)
        ]
    if kind in ("passage", "term", "list"):
        members = _members(text, span, language) if kind == "list" else [_trim(text, span)]
        return [
            FoundObject(fold(text[first:last]), first, last, OBJECT_KINDS[kind])
            for first, last in members
        ]
    also_and = kind in _JOINED and not is_object(fold(content), kind, language)
    also_and = also_and or kind in ("person", "entity", "work")
    found: list[FoundObject] = []
    for part_start, part_end in split_list(content, language, also_and):
        cut_start, cut_end = _bare(content, part_start, part_end, kind)
        bare = fold(content[cut_start:cut_end])
        if not is_object(bare, kind, language):
            return []
        shown = without_book_marks(bare) if kind != "text" else bare
        shift = 1 if shown != bare else 0
        found.append(
            FoundObject(
                shown, start + cut_start + shift, start + cut_end - shift, OBJECT_KINDS[kind]
            )
        )
    return found


def title_text(text: str) -> str:
    """A title out of its 《》; those inside it have their own form there: 《实施〈……法〉办法》."""
    return fold(text).replace("〈", "《").replace("〉", "》")


def _members(text: str, span: tuple[int, int], language: Language) -> list[tuple[int, int]]:
    """The members of a list, without 「等」, notes in brackets and single characters."""
    members = []
    for start, end in split_list(text[slice(*span)], language, also_and=True):
        first, last = _bare(text, span[0] + start, span[0] + end, "list")
        note = _NOTE.search(text[first:last])
        members.append(_trim(text, (first, first + note.start() if note else last)))
    return [(first, last) for first, last in members if last - first > 1]


def _bare(text: str, start: int, end: int, kind: str) -> tuple[int, int]:
    """Without articles, titles of address and 「等人」."""
    ending = _TRAILING.search(text[start:end])
    if ending is not None and ending.start() > 1:
        end = start + ending.start()
    first = _FIRST_WORD.match(text[start:end])
    if first is not None and kind != "text" and end - start - first.end() > 1:
        start += first.end()
    return _trim(text, (start, end))


def is_object(text: str, kind: str, language: Language) -> bool:
    """Whether one value has the form of its kind."""
    if not text or _QUESTION.search(text) or text in ("无", "-", "—", "null", "N/A"):
        return False
    if kind == "contact":
        return CONTACT.fullmatch(text) is not None
    if kind == "person":
        return is_person(text)
    if len(text) > (_LENGTHS[kind] if language == "zh" else 3 * _LENGTHS[kind]) or len(text) < 2 - (
        kind == "text"
    ):
        return False
    if kind == "text":
        return True
    return normalize(text).kind == "text" and _is_thing(text, kind, language)


def _is_thing(text: str, kind: str, language: Language) -> bool:
    if kind == "work":
        return text[0] + text[-1] in ("《》", "“”", '""')
    if kind == "organisation":
        return KINDS["organisation"].search(text) is not None and _plain_noun(text, language)
    if kind == "place" and language == "en":
        return any(character.isupper() for character in text)
    if language == "en":
        return ENGLISH_NAME.fullmatch(text) is not None
    return _plain_noun(text, language)


def _plain_noun(text: str, language: Language) -> bool:
    if text.startswith("《"):
        return text.endswith("》")
    if language == "en":
        return WORDING["en"].not_a_name.search(text) is None
    bare = re.sub(r"[（(][^（()）]*[)）]|《[^》]*》|“[^”]*”", "", text)
    return _VERBS.search(bare) is None


def span_pattern(kind: str, language: Language) -> str:
    """A regular expression for the slot of a template; dates and numbers are found beforehand."""
    if kind == "term":
        return r"(?!前款|下列|上述|前述|本|该|其|第)[\w、（）()《》·/-]{2,30}?"
    if kind == "passage":
        return r"[^。；：\n]{4,300}"
    if kind == "person":
        return CHINESE_PERSON if language == "zh" else ENGLISH_PERSON
    enclosed = r"《[^》]*》|（[^）]*）|\([^)]*\)|“[^”]*”|「[^」]*」"
    if language == "zh":
        unit = rf"(?:{enclosed}|[^，。；：！？,;!?:\n（）()《》“”「」])"
        return f"{unit}+?(?:{ORGANISATION_ENDINGS['zh']})" if kind == "organisation" else f"{unit}+"
    if kind in ("entity", "name", "organisation", "work"):
        return ENGLISH_NAME.pattern + r"(?:(?:, (?:and )?| and )" + ENGLISH_NAME.pattern + ")*"
    return r"(?:\([^)]*\)|[^;:!?()\n.,]|\.(?=\S)|,(?=\S)|,\s(?=[A-Z0-9]))+"
