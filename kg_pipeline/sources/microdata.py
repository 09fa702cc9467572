"""Microdata and RDFa Lite of a page as things in the form of JSON-LD.

Sources: HTML Living Standard, section 5 (itemscope, itemtype, itemprop, itemid); RDFa Lite 1.1
(typeof, property, resource) with schema.org's vocabulary. Where the standard asks for a link's
address or an image's source, the shown text is taken: a graph wants names.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kg_pipeline.sources.cells import values_of
from kg_pipeline.sources.dom import Element, Page
from kg_pipeline.sources.structured_data import XPATH
from kg_pipeline.sources.things import JsonValue

Cleaner = Callable[[str], str]
_Properties = dict[str, JsonValue]

_MACHINE_READABLE = {"meta": "content", "data": "value", "meter": "value", "time": "datetime"}
_ADDRESS = {"link": "href", "img": "src", "source": "src", "embed": "src"}
_SCHEMA = ("http://schema.org/", "https://schema.org/", "schema:")


@dataclass(frozen=True, slots=True)
class _Syntax:
    """The attributes that say: here is a thing, of this type, with this id, under this property."""

    scope: str
    type: str
    id: str
    property: str


_MICRODATA = _Syntax("itemscope", "itemtype", "itemid", "itemprop")
_RDFA = _Syntax("typeof", "typeof", "resource", "property")


def read_microdata(page: Page, clean: Cleaner) -> list[JsonValue]:
    """The things at the top of a page's microdata, then those of its RDFa, in document order.

    Things in the page's furniture are left out.
    """
    return [thing for syntax in (_MICRODATA, _RDFA) for thing in _Reader(syntax, clean).read(page)]


class _Reader:
    """Reads one of the two syntaxes."""

    def __init__(self, syntax: _Syntax, clean: Cleaner) -> None:
        self._syntax = syntax
        self._clean = clean

    def read(self, page: Page) -> list[JsonValue]:
        """Each property goes to the nearest thing around it."""
        things: dict[Element, _Properties] = {}
        top: list[JsonValue] = []
        scope, stated = self._syntax.scope, self._syntax.property
        for element in page.elements:
            if scope not in element.attributes and stated not in element.attributes:
                continue
            thing, names = self._thing(element), self._property_names(element)
            if thing is not None:
                things[element] = thing
            holder = next((around for around in element.ancestors() if around in things), None)
            if holder is not None and names:
                values: list[JsonValue]
                values = [thing] if thing is not None else self._values(element)
                for name in names:
                    _append(things[holder], name, values)
            elif thing is not None and not element.furniture:
                top.append(thing)
        return top

    def _thing(self, element: Element) -> _Properties | None:
        if self._syntax.scope not in element.attributes:
            return None
        types = [
            kind for kind in element.attribute(self._syntax.type).split() if self._is_ours(kind)
        ]
        if self._syntax is _RDFA and not types:
            return None
        thing: _Properties = {"@type": list[JsonValue](types)}
        if identity := element.attribute(self._syntax.id):
            thing["@id"] = identity
        return thing

    def _is_ours(self, kind: str) -> bool:
        """Whether a type is schema.org's (or another full address); ``foaf:Image`` is not."""
        return kind.startswith(_SCHEMA) or "://" in kind or ":" not in kind

    def _property_names(self, element: Element) -> list[str]:
        names = element.attribute(self._syntax.property).split()
        return [name for name in names if self._is_ours(name)]

    def _values(self, element: Element) -> list[JsonValue]:
        stated = element.attribute(_MACHINE_READABLE.get(element.tag, "content"))
        if element.tag in _ADDRESS:
            stated = element.attribute(_ADDRESS[element.tag])
        lines = values_of(element, self._clean) if not stated else [self._clean(stated)]
        # A list item or a cell may be laid out in blocks; it is one value all the same.
        is_list = element.tag not in ("li", "td", "p", "span") and element.has_inside("li", "br")
        texts = lines if is_list else [" ".join(lines)]
        return [{"@value": text, XPATH: element.xpath()} for text in texts if text]


def _append(thing: _Properties, name: str, values: Sequence[JsonValue]) -> None:
    known = thing.setdefault(name, [])
    if isinstance(known, list):
        known += values
