"""A web page as a light tree: what is needed to tell content from furniture, and XPaths.

The tree is built once from selectolax's lexbor parser, which repairs markup as browsers do; an
XPath therefore names a place in the repaired page. Text outside ``body`` is not in the tree.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

SKIPPED = frozenset(
    "script style noscript template iframe svg math object select head textarea button audio video"
    " canvas map".split()
)
BLOCK = frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset"
    " figcaption figure footer form h1 h2 h3 h4 h5 h6 hr header html legend li main nav ol p pre"
    " section summary table tbody td tfoot th thead tr ul".split()
)
HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
# What only a screen reader says: it repeats, or names, what the page shows.
_UNSEEN = re.compile(
    r"(?<!\S)(?:sr-only|screen-?reader(?:-text)?|visually-?hidden|element-invisible)(?!\S)",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|font-size\s*:\s*0(?![.\d]))", re.IGNORECASE)
_FOLDS = re.compile(
    r"(?:^|[\s_-])(?:acc|accordion|collapse|collapsed|collapsible|faq|fold)(?=$|[\s_-])",
    re.IGNORECASE,
)


@dataclass(slots=True, eq=False)
class Element:
    """One element; ``children`` are elements and texts in order.

    position: its place among its parent's children of the same tag, from 1.
    n_text, n_linked: characters of text inside it, and of those inside links.
    furniture: it is navigation, advertising, a footer or the like, or stands in one.
    path: its XPath, once it was asked for.
    """

    tag: str
    attributes: dict[str, str | None]
    parent: "Element | None"
    position: int
    node: Any
    children: "list[Element | str]" = field(default_factory=list)
    n_text: int = 0
    n_linked: int = 0
    furniture: bool = False
    path: str = ""

    def attribute(self, name: str) -> str:
        """An attribute's value, empty where it is missing."""
        return self.attributes.get(name) or ""

    def elements(self) -> "Iterator[Element]":
        """The child elements."""
        return (child for child in self.children if isinstance(child, Element))

    def descendants(self) -> "Iterator[Element]":
        """The element itself and all elements inside it, in document order."""
        stack = [self]
        while stack:
            element = stack.pop()
            yield element
            stack.extend(
                reversed([child for child in element.children if isinstance(child, Element)])
            )

    def ancestors(self) -> "Iterator[Element]":
        """The elements around it, from the inside out."""
        around = self.parent
        while around is not None:
            yield around
            around = around.parent

    def has_inside(self, *tags: str) -> bool:
        """Whether an element with one of these tags stands inside it."""
        return any(element.tag in tags for element in self.descendants() if element is not self)

    def text(self) -> str:
        """All text inside it, unfolded."""
        parts: list[str] = []
        stack: list[Element | str] = [self]
        while stack:
            item = stack.pop()
            if isinstance(item, str):
                parts.append(item)
            else:
                if item.tag == "br" or item.tag in BLOCK:
                    parts.append("\n")
                stack.extend(reversed(item.children))
        return "".join(parts)

    def xpath(self) -> str:
        """Its absolute XPath; a position is given where there are several of its tag."""
        new: list[Element] = []
        known: Element | None = self
        while known is not None and not known.path:
            new.append(known)
            known = known.parent
        path = known.path if known is not None else ""
        for element in reversed(new):
            path = element.path = f"{path}/{_step(element)}"
        return path


def _step(element: Element) -> str:
    is_only = element.position == 1 and not (
        element.parent
        and any(
            other.tag == element.tag and other is not element for other in element.parent.elements()
        )
    )
    return element.tag if is_only else f"{element.tag}[{element.position}]"


@dataclass(frozen=True, slots=True)
class Page:
    """A page's tree: its ``html`` element, and all elements in document order."""

    root: Element
    elements: Sequence[Element]


def build_page(root: Any) -> Page:
    """The tree below a lexbor node (the ``html`` element)."""
    top = Element(root.tag, root.attributes, None, 1, root)
    stack, order = [top], []
    while stack:
        element = stack.pop()
        order.append(element)
        counts: dict[str, int] = {}
        inner: list[Element] = []
        child = element.node.first_child
        while child is not None:
            if child.is_text_node:
                element.children.append(child.text_content or "")
            elif child.is_element_node:
                tag = child.tag
                counts[tag] = counts.get(tag, 0) + 1
                if tag not in SKIPPED or _opens_section(tag, child.attributes):
                    inside = Element(tag, child.attributes, element, counts[tag], child)
                    if not _is_unseen(inside):
                        inner.append(inside)
                        element.children.append(inside)
            child = child.next
        stack.extend(reversed(inner))
    _measure(order)
    return Page(top, order)


def _is_unseen(element: Element) -> bool:
    """Whether only a screen reader says it, or its style hides it amid a running text.

    What is folded away is hidden in blocks; data for machines may be hidden anywhere.
    """
    names, style = element.attributes.get("class"), element.attributes.get("style")
    if names and _UNSEEN.search(names):
        return True
    if not style or element.tag in BLOCK or "itemprop" in element.attributes:
        return False
    return _HIDDEN.search(style) is not None and element.node.css_first("[itemprop]") is None


def _opens_section(tag: str, attributes: Mapping[str, str | None]) -> bool:
    """Whether a button is the heading of a section that it folds."""
    return tag == "button" and _FOLDS.search(attributes.get("class") or "") is not None


def _measure(parents_first: Sequence[Element]) -> None:
    for element in reversed(parents_first):
        for child in element.children:
            if isinstance(child, str):
                element.n_text += sum(map(len, child.split()))
        if element.tag == "a":
            element.n_linked = element.n_text
        if element.parent is not None:
            element.parent.n_text += element.n_text
            element.parent.n_linked += element.n_linked
