"""What a filter does to a document, and how the document looks after it.

The text of a document never moves. What is taken out of it is no longer part of a block, a table or
a node, so that nobody reads it; the text still shows it. So every offset holds before and after
(docs/decisions/0008-cleaning-keeps-offsets.md).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from kg_pipeline.records import Block, Cell, Document

if TYPE_CHECKING:
    import pyarrow as pa

_SAMPLE, _CONTEXT = 80, 12  # characters


@dataclass(frozen=True, slots=True)
class Passage:
    """A half-open span of a document's text and why it was taken (a few words)."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """A document after a filter; ``None`` where the filter sets it aside, with its reason.

    passages: what was taken out of it or overwritten
    """

    document: Document | None
    reason: str = ""
    detail: str = ""
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a filter that has seen all documents says of one of them.

    reason: why the whole document is set aside; "" where it stays
    family: the document_id that stands for all its versions and copies; "" where it has none
    relation: what the document is to that one (a few words), told in the report
    """

    reason: str = ""
    detail: str = ""
    passages: tuple[Passage, ...] = ()
    family: str = ""
    relation: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """Something a filter took, or found.

    scope: a whole document was set aside; a passage was taken out or overwritten (``start`` and
        ``end`` say where); a document was marked as member of a family
    sample: of a passage its beginning; else what is to be known of it
    """

    filter: str
    scope: Literal["document", "passage", "family"]
    reason: str
    source: str
    document_id: str
    start: int | None
    end: int | None
    sample: str


def taken_schema() -> "pa.Schema":
    """The columns of ``taken`` tables."""
    import pyarrow as pa

    text, integer = pa.string(), pa.int32()
    names = ("filter", "scope", "reason", "source", "document_id")
    return pa.schema(
        [*((name, text) for name in names), ("start", integer), ("end", integer), ("sample", text)]
    )


def judged(document: Document, verdict: Verdict) -> Outcome:
    """The document after a verdict."""
    if verdict.reason:
        return Outcome(None, verdict.reason, verdict.detail)
    marked = replace(document, family=verdict.family) if verdict.family else document
    return Outcome(without(marked, verdict.passages), passages=verdict.passages)


def taken_from(before: Document, outcome: Outcome, name: str) -> Iterator[Taken]:
    """What a filter took from a document; samples show overwritten text as it is now."""
    if outcome.document is None:
        uri, identifier, detail = before.uri, before.document_id, outcome.detail
        yield Taken(name, "document", outcome.reason, uri, identifier, None, None, detail)
        return
    after = outcome.document
    for one in outcome.passages:
        # An overwritten passage shows nothing but with the words before it.
        first = one.start if after.text is before.text else max(0, one.start - _CONTEXT)
        sample = after.text[first : min(one.end, first + _SAMPLE)]
        yield Taken(
            name, "passage", one.reason, after.uri, after.document_id, one.start, one.end, sample
        )


def without(document: Document, passages: Sequence[Passage]) -> Document:
    """The document with nothing of these passages in its blocks, tables and nodes."""
    if not passages:
        return document
    gone = sorted(passages, key=lambda passage: passage.start)

    def untouched(cells: Iterable[Cell]) -> bool:
        return not any(
            passage.start < cell.end and cell.start < passage.end
            for cell in cells
            if cell.start is not None and cell.end is not None
            for passage in gone
        )

    tables = (
        replace(table, rows=tuple(row for row in table.rows if untouched(row)))
        for table in document.tables
    )
    return replace(
        document,
        blocks=tuple(part for block in document.blocks for part in _parts(block, document, gone)),
        tables=tuple(table for table in tables if table.rows),
        nodes=tuple(node for node in document.nodes if untouched((node,))),
    )


def _parts(block: Block, document: Document, gone: Sequence[Passage]) -> Iterator[Block]:
    """What is left of a block: itself, nothing, or the parts between what is gone."""
    inside = [
        passage for passage in gone if passage.start < block.end and block.start < passage.end
    ]
    if not inside:
        yield block
        return
    start = block.start
    for stop, following in [*((one.start, one.end) for one in inside), (block.end, block.end)]:
        if document.text[start:stop].strip():
            yield Block(block.kind, start, stop)
        start = max(start, following)


def body_spans(document: Document) -> list[tuple[int, int]]:
    """The spans of running text: all blocks but tables."""
    return [(block.start, block.end) for block in document.blocks if block.kind != "table"]


def body_of(document: Document) -> str:
    """The running text, one block a line."""
    return _joined(document.text, body_spans(document))


def text_of_blocks(document: Document) -> str:
    """All that is read of the text, one block a line."""
    return _joined(document.text, [(block.start, block.end) for block in document.blocks])


def _joined(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The spans, one a line; neighbours are cut out at once, since most blocks are."""
    parts: list[str] = []
    first = last = -1
    for start, end in spans:
        if start == last + 1 and text[last] == "\n" and last >= 0:
            last = end
            continue
        if last >= 0:
            parts.append(text[first:last])
        first, last = start, end
    return "\n".join([*parts, text[first:last]]) if last >= 0 else ""
