"""Pages nested thousands deep: take away the tags below a depth, keep their text.

The HTML5 algorithm needs quadratic time on some of them (100,000 nested ``div``: 46 s), libxml2
stops reading at depth 256, and recursive code overflows. So tags are balanced here first, in one
linear pass over the source.
"""

import re
from collections import Counter
from collections.abc import Iterator

MAX_DEPTH = 200
_TAG = re.compile(r"<(?:(/?)([a-zA-Z][^\s/<>]*)|!--)")
_TAG_END = re.compile("[<>]")
_RAW_END = {
    name: re.compile(f"</{name}", re.IGNORECASE)
    for name in ("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes")
}
# Elements that hold nothing, or that the next one of their kind ends: they do not add up.
_FLAT = frozenset(
    "area base br col embed hr img input link meta source track wbr param keygen html head body p li"
    " dd dt tr td th tbody thead tfoot colgroup option optgroup rp rt path circle rect line polygon"
    " polyline ellipse use stop image script style textarea title xmp iframe noembed noframes".split()
)
# How deep one of them leads with the elements that it implies (table, tbody, tr, td).
_WEIGHTS = {"table": 4, "ul": 2, "ol": 2, "dl": 2}


def limit_nesting(html: str, maximum: int = MAX_DEPTH) -> str:
    """The page with no element deeper than ``maximum``; the same string where none is."""
    dropped: list[int] = []
    stack: list[tuple[str, int]] = []  # name and weight of the open elements; 0: dropped
    n_open: Counter[str] = Counter()
    depth = 0
    for tag in _tags(html):
        if not tag[1]:
            name = tag[2].lower()
            weight = _WEIGHTS.get(name, 1)
            if depth + weight > maximum:
                weight = 0
                dropped.append(tag.start())
            stack.append((name, weight))
            n_open[name] += 1
            depth += weight
        elif n_open[name := tag[2].lower()]:
            closed = ""
            while closed != name:
                closed, weight = stack.pop()
                n_open[closed] -= 1
                depth -= weight
            if weight == 0:
                dropped.append(tag.start())
    return _without(html, dropped) if dropped else html


def _tags(html: str) -> Iterator[re.Match[str]]:
    """The tags that count, without those in comments and scripts."""
    position = 0
    while tag := _TAG.search(html, position):
        position = tag.end()
        name = tag[2]
        if name is None:
            end = html.find("-->", position)
            position = end if end >= 0 else len(html)
        elif not tag[1] and (raw_end := _RAW_END.get(name.lower())):
            end_tag = raw_end.search(html, position)
            position = end_tag.end() if end_tag else len(html)
        elif name.lower() not in _FLAT:
            yield tag


def _without(html: str, tags: list[int]) -> str:
    """The page without the tags that begin there."""
    kept, position = [], 0
    for start in tags:
        kept.append(html[position:start])
        found = _TAG_END.search(html, start + 1)
        position = found.end() if found and found[0] == ">" else start + 1
    return " ".join([*kept, html[position:]])
