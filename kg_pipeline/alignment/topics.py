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
    """

    row: int
    name: str
    kind: str
    heads: tuple[str, ...]


def topics_of(
    documents: Sequence[Document], linker: "Links", graph: KnowledgeGraph
) -> Mapping[str, Topic]:
    """Document id → topic, for the documents whose title names a node."""
    asked = [(one, _bare(one.title), _lead(one)) for one in documents if one.language == "zh"]
    asked = [one for one in asked if len(one[1]) >= _SHORTEST]
    linked = linker.link_many([f"{_titled(name, lead)}。{lead}" for _, name, lead in asked])
    found: dict[str, Topic] = {}
    for (document, name, lead), mentions in zip(asked, linked, strict=True):
        start = int(_titled(name, lead) != name)
        for first in mentions[:1]:
            whole = (first.start, first.end) == (start, start + len(name))
            if whole and first.entity is not None and first.kind == "entity":
                row, heads = graph.index(first.entity), _heads(name, lead)
                found[document.document_id] = Topic(row, name, _kind(name, lead), heads)
    return found


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
