"""Markdown read line by line: headings, paragraphs, list items and tables, markup taken off.

CommonMark and GitHub tables as far as documents need them: block quotes and code blocks become
paragraphs, nested lists flat ones, comments, images, rules and link targets go.
"""

import html
import re
from collections.abc import Sequence

from kg_pipeline.sources.assembly import Assembler, DraftCell, DraftTable
from kg_pipeline.sources.plain_text import (
    MAX_TITLE_CHARACTERS,
    add_key_values,
    unwrap,
)

_SPECIAL = frozenset("#>|-*+=_`~[0123456789:")
_HEADING = re.compile(r"#{1,6}(?:\s+|(?=[\u3400-\u9fff]))(.*?)(?:\s+#+)?$")
_FENCE = re.compile(r"`{3,}[^`]*$|~{3,}")
_RULE = re.compile(r"([-*_])(?:\s?\1){2,}$")
_UNDERLINE = re.compile(r"=+$|-{2,}$")
_ITEM = re.compile(r"(?:[-*+]|\d{1,9}[.)])\s+(?:\[[ xX]\]\s+)?(.*)")
_DELIMITER = re.compile(r"\|?\s?:?-+:?\s?(?:\|\s?:?-+:?\s?)*\|?$")
_LINK_TARGET = re.compile(r"\[[^\]^]{1,200}\]:\s*\S+")
_NOTE = re.compile(r"\[\^[^\]]{1,100}\]:?\s?")
_FRONT_MATTER = re.compile(r"[\w -]{1,40}:\s?\S|- \S")
_MAX_FRONT_MATTER = 50  # lines
_HIDDEN_BAR = "\x00"  # cleaned text holds no control characters

_MARKUP = re.compile(r"[*_`\[\\<&~]")
_IMAGE = re.compile(r"!\[[^\]]{0,500}\]\([^()\s]{0,2000}(?:\s[^()]{0,500})?\)")
_LINK = re.compile(
    r"\[([^\[\]]{0,500})\](?:\((?:[^()\s]|\([^()\s]*\)){0,2000}(?:\s[^()]{0,500})?\)|\[[^\]]{0,200}\])"
)
_ADDRESS = re.compile(r"<((?:https?://|mailto:)[^<>\s]{1,2000})>")
_TAG = re.compile(
    r"</?(?:a|b|big|blockquote|br|center|code|dd|del|details|div|dl|dt|em|font|h[1-6]|hr|i|img|ins|kbd"
    r"|li|mark|ol|p|pre|s|small|span|strong|sub|summary|sup|table|tbody|td|th|thead|tr|u|ul)"
    r"(?:\s[^<>]{0,500})?/?>",
    re.IGNORECASE,
)
_BREAK = re.compile(r"<br\s?/?>", re.IGNORECASE)
_STRONG = re.compile(r"(\*\*|__|~~)(?=\S)(.{1,500}?)(?<=\S)\1")
_EMPHASIS = re.compile(
    r"(?<![0-9A-Za-z*_])([*_])(?=[^\s*_])([^*_]{1,500})(?<=\S)\1(?![0-9A-Za-z*_])"
)
_CODE = re.compile(r"(?<!`)(`{1,3})(?!`)([^`]{1,500})\1(?!`)")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_MARKED_LABEL = re.compile(r"(?:\*\*|__)[^*_：:]{1,30}(?:[：:]\s?(?:\*\*|__)|(?:\*\*|__)\s?[：:])")


def read_markdown(text: str, stem: str, assembler: Assembler) -> str:
    """Add the blocks of a cleaned Markdown text and return its title.

    The title is the first heading of the first level, else the first line where it is short, else
    the first heading, else ``stem``.
    """
    lines = without_comments(text).split("\n")
    reader = _Reader(lines, assembler)
    reader.read()
    add_key_values(assembler, reader.marked)
    return reader.title or stem


def without_comments(text: str) -> str:
    """The text without ``<!-- … -->``; one that is never closed stays."""
    kept, position = [], 0
    while (start := text.find("<!--", position)) >= 0:
        end = text.find("-->", start + 4)
        if end < 0:
            break
        kept.append(text[position:start])
        position = end + 3
    kept.append(text[position:])
    return "".join(kept)


def without_markup(line: str) -> str:
    """A line's text without emphasis, links, images, code marks, tags, entities and escapes."""
    if not _MARKUP.search(line):
        return line
    for pattern, kept in ((_IMAGE, ""), (_LINK, r"\1"), (_NOTE, ""), (_ADDRESS, r"\1"), (_TAG, "")):
        line = pattern.sub(kept, line)
    for pattern in (_CODE, _STRONG, _STRONG, _EMPHASIS):
        line = pattern.sub(r"\2", line)
    line = _ESCAPE.sub(r"\1", line)
    return " ".join((html.unescape(line) if "&" in line else line).split())


class _Reader:
    """Walks over the lines of one document; ``marked`` are the blocks with a bold label."""

    def __init__(self, lines: Sequence[str], assembler: Assembler) -> None:
        self.lines = lines
        self.assembler = assembler
        self.title = ""
        self.marked: list[int] = []
        self._has_title_block = False
        self._paragraph: list[str] = []
        self._place = 0

    def read(self) -> None:
        self._front_matter()
        while self._place < len(self.lines):
            line = self.lines[self._place]
            line = line.lstrip("> ") if line.startswith(">") else line
            self._place += 1
            if not line:
                self._end_paragraph()
            elif line[0] in _SPECIAL or "|" in line:
                self._structure(line)
            else:
                self._paragraph.append(line)
        self._end_paragraph()

    def _front_matter(self) -> None:
        """``name: value`` lines between two rules at the top stay lines of their own."""
        head = self.lines[:_MAX_FRONT_MATTER]
        if head[0] != "---" or "---" not in head[1:]:
            return
        end = head.index("---", 1)
        if all(_FRONT_MATTER.match(line) for line in head[1:end]):
            for line in head[1:end]:
                self.assembler.add("paragraph", line)
            self._place = end + 1

    def _structure(self, line: str) -> None:
        if line[0] == "#" and (heading := _HEADING.match(line)):
            self._end_paragraph()
            self._add_heading(heading[1], first_level=not line.startswith("##"))
        elif _FENCE.match(line):
            self._end_paragraph()
            self._add_code(line[:3])
        elif len(self._paragraph) == 1 and _UNDERLINE.match(line):
            self._add_heading(self._paragraph.pop(), first_level=line[0] == "=")
        elif _RULE.match(line) or _LINK_TARGET.match(line):
            self._end_paragraph()
        elif item := _ITEM.match(line):
            self._end_paragraph()
            self._add(item[1], is_item=True)
        elif self._at_table(line):
            self._end_paragraph()
            self._add_table(line)
        else:
            self._paragraph.append(line)

    def _add(self, line: str, is_item: bool = False) -> None:
        if _MARKED_LABEL.match(line):
            self.marked.append(self.assembler.length)
        if not self.assembler.blocks and not self.title and len(line) <= MAX_TITLE_CHARACTERS:
            self.title = without_markup(line)
        self.assembler.add("list_item" if is_item else "paragraph", without_markup(line))

    def _add_heading(self, raw: str, first_level: bool) -> None:
        text = without_markup(raw)
        is_title = first_level and not self._has_title_block
        self._has_title_block |= is_title
        self.title = text if is_title or not self.title else self.title
        self.assembler.add("title" if is_title else "heading", text)

    def _end_paragraph(self) -> None:
        for line in unwrap(self._paragraph):
            self._add(line)
        self._paragraph = []

    def _add_code(self, fence: str) -> None:
        while self._place < len(self.lines):
            line = self.lines[self._place]
            self._place += 1
            if line.startswith(fence):
                return
            self.assembler.add("paragraph", line)

    def _at_table(self, line: str) -> bool:
        if self._place >= len(self.lines) or "|" not in line:
            return False
        below = self.lines[self._place]
        return "|" in below and _DELIMITER.match(below) is not None

    def _add_table(self, header: str) -> None:
        self._place += 1
        rows = [_cells(header)]
        while self._place < len(self.lines) and "|" in self.lines[self._place]:
            rows.append(_cells(self.lines[self._place]))
            self._place += 1
        width = max(map(len, rows))
        draft = [
            [DraftCell(text, header=number == 0) for text in row + [""] * (width - len(row))]
            for number, row in enumerate(rows)
        ]
        self.assembler.add_table(DraftTable("grid", self.assembler.heading, draft))


def shown_forms(line: str) -> list[str]:
    """What may be shown of one cleaned line, by what it is: text, heading, item, table row, code."""
    inner = line.lstrip("> ") if line.startswith(">") else line
    heading, item = _HEADING.match(inner), _ITEM.match(inner)
    forms = [without_markup(found[1]) for found in (heading, item) if found]
    forms += ["".join(_cells(inner))] if "|" in inner else []
    return [*forms, without_markup(inner), line]


def _cells(line: str) -> list[str]:
    """The cells of a table's line; ``<br>`` parts values, so it becomes ``；``."""
    inner = line.removeprefix("|")
    if inner.endswith("|") and not inner.endswith("\\|"):
        inner = inner[:-1]
    cells = _BREAK.sub("；", inner.replace("\\|", _HIDDEN_BAR)).split("|")
    return [without_markup(cell.replace(_HIDDEN_BAR, "|")).strip() for cell in cells]
