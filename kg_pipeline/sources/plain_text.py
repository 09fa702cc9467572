"""Plain text: lines, which of them belong together, and the ``key：value`` lines among them."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from kg_pipeline.records import Block, Cell, Table
from kg_pipeline.sources.assembly import Assembler
from kg_pipeline.sources.key_values import KeyValue, Line, key_value_groups

MAX_TITLE_CHARACTERS = 60
_CHINESE = re.compile("[\u3400-\u9fff]")
_LABELLED = re.compile(r"[^：:。，]{1,30}[：:]\s*\S")
_NARROWEST, _WIDEST = 40, 130  # columns between which hard-wrapped text is set

Cleaner = Callable[[str], str]


def read_plain_text(text: str, stem: str, assembler: Assembler) -> str:
    """Add the blocks of a cleaned plain text and return its title.

    The title is the first line where it is short and an empty line follows, else ``stem``.
    """
    first, _, rest = text.partition("\n")
    has_title = len(first) <= MAX_TITLE_CHARACTERS and rest.startswith("\n")
    if has_title:
        assembler.add("title", first)
    add_paragraphs(rest if has_title else text, assembler)
    add_key_values(assembler)
    return first if has_title else stem


def add_paragraphs(text: str, assembler: Assembler) -> None:
    """Add cleaned text as paragraphs, parted by empty lines and by lines that end early."""
    for group in text.split("\n\n"):
        for paragraph in unwrap(group.split("\n")):
            assembler.add("paragraph", paragraph)


def unwrap(lines: Sequence[str]) -> Sequence[str]:
    """Join the lines of one paragraph that were broken only because they were full.

    A line was full where the next one's first word would not have fitted. Chinese text is seldom
    set so: there it needs two full lines, and no line that ends a sentence is joined.
    """
    if len(lines) < 2:
        return lines
    widths = [_columns(line) for line in lines]
    widest = max(widths)
    chinese = _CHINESE.search(lines[0]) is not None
    if not _NARROWEST <= widest <= _WIDEST or (
        chinese and sum(width >= widest - 3 for width in widths[:-1]) < 2
    ):
        return lines
    joined = [[lines[0]]]
    for previous, width, line in zip(lines, widths, lines[1:], strict=False):
        word = 3 if chinese else len(line.split(" ", 1)[0]) + 1
        ended = previous[-1:] in "。！？；：" if chinese else _both_labelled(previous, line)
        if width + word > widest and not ended:
            joined[-1].append(line)
        else:
            joined.append([line])
    return [("" if chinese else " ").join(parts) for parts in joined]


def _columns(line: str) -> int:
    """Display width: two columns for a Chinese character, one for a Latin letter."""
    return len(line.encode("gbk", "replace"))


def _both_labelled(first: str, second: str) -> bool:
    return bool(_LABELLED.match(first) and _LABELLED.match(second))


def add_key_values(assembler: Assembler, marked: Iterable[int] = ()) -> None:
    """Add a table for each group of neighbouring blocks that are ``key：value`` lines.

    marked: start offsets of blocks whose label is set off by markup.
    """
    text, blocks, set_off = assembler.text(), assembler.blocks, frozenset(marked)
    lines = [
        Line(text[block.start : block.end], block.start in set_off)
        if block.kind in ("paragraph", "list_item")
        else Line("")
        for block in blocks
    ]
    for group in key_value_groups(lines):
        rows = [
            row
            for line in group
            for row in located_pairs(lines[line.index].text, line.pairs, blocks[line.index].start)
        ]
        caption = heading_above(text, blocks[: group[0].index])
        assembler.tables.append(Table("key_value", caption, tuple(rows)))


def located_pairs(
    text: str, pairs: Iterable[KeyValue], start: int, xpath: str = ""
) -> Iterator[tuple[Cell, Cell]]:
    """The rows of a line's pairs; ``start``: where the line stands in the document's text."""
    for pair in pairs:
        name, value = (
            text[pair.label_start : pair.label_end],
            text[pair.value_start : pair.value_end],
        )
        yield (
            Cell(name, start + pair.label_start, start + pair.label_end, xpath, header=True),
            Cell(value, start + pair.value_start, start + pair.value_end, xpath),
        )


def heading_above(text: str, blocks: Sequence[Block]) -> str:
    """The text of the last heading among ``blocks``; empty where only the title stands there."""
    for block in reversed(blocks):
        if block.kind in ("heading", "title"):
            return text[block.start : block.end] if block.kind == "heading" else ""
    return ""
