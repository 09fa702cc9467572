"""Which node is a document about? The one that its title means where its text begins."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg_pipeline.graph.ordinary_words import is_ordinary
from kg_pipeline.graph.store import KnowledgeGraph
from kg_pipeline.records import Document
from kg_pipeline.senses import without_sense

if TYPE_CHECKING:
    from kg_pipeline.alignment.candidates import Links

_LEAD = 300  # characters of the text that a name of several nodes is held against
_SHORTEST = 2
# What a text opens with, as it is followed where it names what the text is about.
_OPENING_WORK = re.compile(
    r"[\s“”\"（(]*《(?P<name>[^《》]{1,40})》\s*(?=[，,是（(又]|[^，。]{0,4}是)"
)
_OPENING_NAME = re.compile(r"(?P<name>[^，。；：（）()《》\s是]{2,20})\s*(?=[（(，,是])")
_JOINTS = re.compile("[·•‧.]")
_IS_A = re.compile(
    r"[^。；，\n]{0,20}?(?:是|属于|为)[^。；，\n]{0,40}?(?P<noun>[一-龥]{2,6})(?=[，。；\n]|$)"
)
_PERSON = re.compile(
    r"[^。；\n]{0,60}?(?:出生|生于|[男女](?:，|演员|歌手)|演员|歌手|毕业于|籍贯|人，|\d{3,4}年[^。]{0,12}生)"
)


@dataclass(frozen=True, slots=True)
class Topic:
    """What a document is about.

    row: of the node; name: as the title writes it, without its sense; kind: work, person or "";
    heads: nouns that the text's beginning calls it by (「…是一部喜剧电影」)
    others: names of it in this text alone: what the text opens with, and a foreign family name
    """

    row: int
    name: str
    kind: str
    heads: tuple[str, ...]
    others: tuple[str, ...] = ()


def topics_of(
    documents: Sequence[Document], linker: "Links", graph: KnowledgeGraph
) -> Mapping[str, Topic]:
    """Document id → topic, for the documents whose title names a node."""
    asked = [(one, _bare(one.title), _lead(one)) for one in documents if one.language == "zh"]
    asked = [one for one in asked if len(one[1]) >= _SHORTEST]
    texts = [f"{_titled(name, lead)}。{lead}" for _, name, lead in asked]
    found: dict[str, Topic] = {}
    for (document, name, lead), text, mentions in zip(
        asked, texts, linker.link_many(texts), strict=True
    ):
        start = int(not text.startswith(name))
        for first in mentions[:1]:
            whole = (first.start, first.end) == (start, start + len(name))
            if whole and first.entity is not None and first.kind == "entity":
                opened = _opening(name, lead, [text[one.start : one.end] for one in mentions])
                found[document.document_id] = Topic(
                    row=graph.index(first.entity),
                    name=name,
                    kind=_kind(name, lead) or (_kind(opened, lead) if opened else ""),
                    heads=_heads(name, lead),
                    others=tuple(filter(None, [opened, _family_name(opened or name)])),
                )
    return found


def _opening(name: str, lead: str, known: Sequence[str]) -> str:
    """The name that a text opens with, where it is not the title's and no other node's."""
    match = _OPENING_WORK.match(lead)
    if match is None:
        match = _OPENING_NAME.match(lead)
        if match is None or is_ordinary(match["name"]) or not _PERSON.match(lead, match.end()):
            return ""
        if name in match["name"]:
            return ""  # 谢方远1982年10月9日出生于…
    opened = match["name"]
    return "" if opened == name or opened in known else opened


def _family_name(name: str) -> str:
    """帕特洛 of 格温妮丝·帕特洛."""
    parts = _JOINTS.split(name)
    return parts[-1] if len(parts) > 1 and len(parts[-1]) >= _SHORTEST else ""


def _titled(name: str, lead: str) -> str:
    """A title in 《》 where the text writes it so, or where it is an ordinary word."""
    return f"《{name}》" if f"《{name}》" in lead or is_ordinary(name) else name


def _bare(title: str) -> str:
    title = without_sense(title.strip())
    return title[1:-1] if title.startswith("《") and title.endswith("》") else title


def _lead(document: Document) -> str:
    """The beginning of the text below the title."""
    return document.text.removeprefix(document.title).strip()[:_LEAD]


def _kind(name: str, text: str) -> str:
    if f"《{name}》" in text:
        return "work"
    place = text.find(name)
    after = text[place + len(name) :] if place >= 0 else text
    return "person" if len(name) <= 12 and _PERSON.match(after) else ""


def _heads(name: str, text: str) -> tuple[str, ...]:
    places = [match.end() for match in re.finditer(re.escape(name) + "》?", text)]
    stated = (_IS_A.match(text, place) for place in places)
    return tuple(dict.fromkeys(match["noun"] for match in stated if match is not None))
