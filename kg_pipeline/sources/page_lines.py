"""The lines of printed pages: which are running heads, which are headings, which go on.

Lengths are in points, as PDF has them (1/72 inch, from the bottom left corner of the page).
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

from kg_pipeline.records import BlockKind
from kg_pipeline.sources.files import Cleaner

_CHINESE = re.compile("[\u2e80-\u9fff\uf900-\uffef]")
_NUMBERS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"[-–—·|\s]*(?:(?:第|page)\s?)?\d{1,4}(?:\s?页)?(?:\s?(?:[/共]|of)\s?共?\s?\d{1,4}\s?页?)?[-–—·|\s]*",
    re.IGNORECASE,
)
_HYPHEN = "\x02"  # what PDFium makes of a hyphen that only breaks a word
_EDGE = 2  # lines at the top and at the bottom that may be running heads
_MIN_REPEATED = 3  # pages
_HEADING_SIZE = 1.15  # times the size of most characters
_MAX_HEADING = 80  # characters
_INDENT, _SHORT, _GAP = 1.0, 2.0, 1.5  # letters, letters, usual distances between lines
_NEIGHBOURS = 4
_NARROWEST = 15  # letters in a column of running text
_BULLETS = "•▪◦‣●■"
_FINAL = "。！？；：.!?;:"


@dataclass(frozen=True, slots=True)
class PageLine:
    """One line of a page (from 1), cleaned; without its place the size is 0."""

    text: str
    page: int
    size: float = 0.0
    left: float = 0.0
    right: float = 0.0
    bottom: float = 0.0
    hyphen: bool = False


@dataclass(frozen=True, slots=True)
class PrintedBlock:
    """A heading or a paragraph."""

    kind: BlockKind
    text: str


def lines_of(page: Any, number: int, clean: Cleaner) -> list[PageLine]:
    """The lines of one page of PDFium, which is closed; empty ones are left out."""
    from pypdfium2.raw import FPDFText_GetFontSize

    content = page.get_textpage()
    text = content.get_text_range()
    # Characters beyond the basic plane count twice there: then no place can be told.
    placed = len(text) == content.count_chars()
    lines, start = [], 0
    for raw in text.split("\n"):
        cleaned = clean(raw).replace("\n", " ")
        first, last = start + len(raw) - len(raw.lstrip()), start + len(raw.rstrip()) - 1
        if cleaned and placed:
            size = round(FPDFText_GetFontSize(content, first), 1)
            left, bottom, _, _ = content.get_charbox(first, loose=True)
            right = content.get_charbox(last, loose=True)[2]
            hyphen = raw.rstrip("\r").endswith(_HYPHEN)
            lines.append(PageLine(cleaned, number, size, left, right, bottom, hyphen))
        elif cleaned:
            lines.append(PageLine(cleaned, number))
        start += len(raw) + 1
    content.close()
    page.close()
    return lines


def without_running_heads(pages: Sequence[Sequence[PageLine]]) -> list[PageLine]:
    """All lines but page numbers and what comes back at the edge of most pages."""
    edges = [[*page[:_EDGE], *page[_EDGE:][-_EDGE:]] for page in pages]
    counts = Counter(form for edge in edges for form in {_form(line) for line in edge})
    often = max(_MIN_REPEATED, len(pages) // 2)
    return [
        line
        for page, edge in zip(pages, edges, strict=True)
        for line in page
        if line not in edge
        or not (_PAGE_NUMBER.fullmatch(line.text) or counts[_form(line)] >= often)
    ]


def _form(line: PageLine) -> tuple[str, float]:
    """The line without what changes from page to page; a title is larger than the head it gives."""
    return _NUMBERS.sub("0", line.text), line.size


def paragraphs(lines: Sequence[PageLine]) -> Iterator[PrintedBlock]:
    """Headings and paragraphs in order; nothing but white space and hyphens is lost."""
    body = _body_size(lines)
    distance = _usual_distance(lines)
    text = ""
    for number, line in enumerate(lines):
        previous = lines[number - 1] if number else None
        if previous is not None and not _goes_on(lines, number, distance, body):
            yield PrintedBlock(_kind(previous, text, body), text)
            text = ""
        text += (_joint(previous, line) if text and previous else "") + line.text
    if text:
        yield PrintedBlock(_kind(lines[-1], text, body), text)


def _body_size(lines: Sequence[PageLine]) -> float:
    """The size in which most characters are set."""
    counts: Counter[float] = Counter()
    for line in lines:
        counts[line.size] += len(line.text)
    return max(counts, key=lambda size: (counts[size], -size), default=0.0)


def _usual_distance(lines: Sequence[PageLine]) -> float:
    """Between the bottoms of neighbouring lines of a page; 0 where there are none."""
    found = [
        above.bottom - below.bottom
        for above, below in pairwise(lines)
        if above.page == below.page and above.bottom > below.bottom
    ]
    return median(found) if found else 0.0


def _kind(line: PageLine, text: str, body: float) -> BlockKind:
    if line.size > _HEADING_SIZE * body and len(text) <= _MAX_HEADING:
        return "heading"
    return "list_item" if text[0] in _BULLETS else "paragraph"


def _goes_on(lines: Sequence[PageLine], number: int, distance: float, body: float) -> bool:
    """Whether the line belongs to the paragraph of the one before: that one was full."""
    above, line = lines[number - 1], lines[number]
    if not above.size or above.size != line.size:
        return False
    if above.page == line.page and above.bottom - line.bottom > _GAP * distance:
        return False
    near = lines[max(0, number - _NEIGHBOURS) : number + _NEIGHBOURS]
    edge = max(other.right for other in near if abs(other.left - above.left) < 4 * above.size)
    if edge - above.left < _NARROWEST * above.size:
        return False
    starts = [other.left for other in near if other.page == line.page]
    if line.left - min(starts) > _INDENT * line.size and line.left > above.left:
        return line.size > _HEADING_SIZE * body  # a heading in the middle of the page
    if above.text[-1] in _FINAL:
        return above.right + _INDENT * above.size > edge
    word = 1 if _CHINESE.match(line.text) else min(len(line.text.split(" ", 1)[0]), 20) / 2
    return above.right + (_SHORT + word) * above.size >= edge


def _joint(above: PageLine, below: PageLine) -> str:
    if above.hyphen or _CHINESE.search(above.text[-1] + below.text[0]):
        return ""
    return " "
