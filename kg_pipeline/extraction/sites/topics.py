"""What a page is about: the text that every page of a template has at one place, each its own.

As in CERES (Lockard et al., VLDB 2018, section 3.1) the place is chosen for the whole template: the
one whose texts agree with the titles of the pages and, where there is a seed graph, are subjects
of it. What all pages add to the name (「…详情」, 「… - 某站」) is taken off.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from kg_pipeline.extraction.names import without_book_marks
from kg_pipeline.extraction.sites.pages import Atom, SitePage, is_heading, is_separator

_MAX_TOPIC = 120
_TITLE = re.compile(r"'(?:[^']*[ _-])?(?:title|tit|name|subject|headline)(?:[ _-][^']*)?'")
_HEAD = "head"  # the place of a page's title in its head
_ENDS = " \t-–—_|｜·:：»/【】"


@dataclass(frozen=True, slots=True)
class TopicPlace:
    """Where the name of a page's topic stands: a path key, and what all pages add to it."""

    key: str
    prefix: str = ""
    suffix: str = ""

    def topic_of(self, page: SitePage, atoms: Sequence[Atom]) -> tuple[str, Atom | None]:
        """The topic's name and where it stands; "" where the page has none."""
        if self.key == _HEAD:
            return self.bare(page.head[0] if page.head else ""), None
        for atom in atoms:
            if atom.key == self.key:
                return self.bare(atom.text), atom
        return "", None

    def bare(self, text: str) -> str:
        """A text without what all pages add."""
        if len(text) <= len(self.prefix) + len(self.suffix) or not (
            text.startswith(self.prefix) and text.endswith(self.suffix)
        ):
            return text
        return text[len(self.prefix) : len(text) - len(self.suffix)].strip()


def topic_place(
    pages: Sequence[tuple[SitePage, Sequence[Atom]]], subjects: Collection[str]
) -> TopicPlace | None:
    """The place of the topics of a template's pages; ``None`` where no place names each another.

    subjects: folded names of the seed graph's subjects
    """
    texts: dict[str, dict[int, str]] = defaultdict(dict)
    in_heading: Counter[str] = Counter()
    order: Counter[str] = Counter()
    for number, (page, atoms) in enumerate(pages):
        if page.head:
            texts[_HEAD][number] = page.head[0]
        for place, atom in enumerate(atoms):
            if number not in texts[atom.key] and not is_separator(atom.text) and not atom.part:
                texts[atom.key][number] = atom.text
                in_heading[atom.key] += is_heading(atom) or bool(_TITLE.search(atom.keys[-1]))
                order[atom.key] += place
    best: tuple[float, float, str] | None = None
    for key, found in texts.items():
        score = _score(found, [page for page, _ in pages], in_heading[key], subjects)
        ranked = (score, -order[key] / max(1, len(found)), key)
        if score > 0 and (best is None or ranked > best):
            best = ranked
    if best is None:
        return None
    values = list(texts[best[2]].values())
    prefix, suffix = _shared_ends(values)
    return TopicPlace(best[2], prefix, suffix)


def _score(
    found: dict[int, str], pages: Sequence[SitePage], n_headings: int, subjects: Collection[str]
) -> float:
    """How well the texts of a place name their pages; 0 where they cannot."""
    n_pages = len(pages)
    distinct = len(set(found.values()))
    if len(found) < 0.8 * n_pages or distinct < max(2, 0.6 * len(found)):
        return 0.0
    if sum(len(text) > _MAX_TOPIC for text in found.values()) > 0.1 * len(found):
        return 0.0
    prefix, suffix = _shared_ends(list(found.values()))
    place = TopicPlace("", prefix, suffix)
    bare = {number: place.bare(text) for number, text in found.items()}
    in_head = sum(
        any(len(text) > 1 and text in head for head in pages[number].head)
        for number, text in bare.items()
    )
    known = sum(topic_key(text) in subjects for text in bare.values())
    agreed = in_head / len(found)
    if agreed < 0.5 and n_headings < 0.8 * len(found) and known < 0.05 * len(found):
        return 0.0
    # A longer name that the head has too is a fuller one; a part of it (a year) is none.
    length = sum(map(len, bare.values())) / len(bare)
    heading = n_headings / len(found)
    return 2 * agreed + heading + 4 * known / len(found) + min(length, 20) / 20


def topic_key(text: str) -> str:
    """What two ways to write a name share."""
    return without_book_marks(text).casefold().replace(" ", "")


def _shared_ends(values: Sequence[str]) -> tuple[str, str]:
    """What all texts begin and end with, up to a mark that parts it from the name."""
    if len(set(values)) < 3:
        return "", ""
    prefix = _shared_start(values)
    suffix = _shared_start([value[::-1] for value in values])[::-1]
    marks = "".join(_ENDS.split()) + " "
    while prefix and prefix[-1] not in marks:
        prefix = prefix[:-1]
    while suffix and suffix[0] not in marks:
        suffix = suffix[1:]
    return prefix, suffix


def _shared_start(values: Sequence[str]) -> str:
    first, last = min(values), max(values)
    n = next((n for n, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), len(first))
    return first[: min(n, len(last))]
