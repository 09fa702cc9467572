"""What flows between the stages: named records, and their columns on disk.

Offsets are half-open ``[start, end)`` and count Unicode code points of the document's ``text``;
``None`` means that the value does not stand in the text (a JSON-LD value, for instance).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

if TYPE_CHECKING:
    import pyarrow as pa

Language = Literal["zh", "en"]
BlockKind = Literal["title", "heading", "paragraph", "list_item", "table"]
TableKind = Literal["infobox", "grid", "key_value", "list", "json_ld", "record"]
ObjectKind = Literal["entity", "text", "date", "number"]
NegativeKind = Literal["N1", "N2", "N3", "N4", "N5"]

TYPE_PREDICATE = "类型"  # the is-a predicate: its objects become the types of the subject
ALIAS_PREDICATE = "别名"  # its objects become aliases of the subject


@dataclass(frozen=True, slots=True)
class Block:
    """One visible block of a document: a heading, a paragraph, a list item, a table."""

    kind: BlockKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table; ``xpath`` is empty outside web pages."""

    text: str
    start: int | None = None
    end: int | None = None
    xpath: str = ""
    header: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Structured content of a document, row and column spans already expanded.

    infobox, key_value, record: rows of two cells (name, value), all about the document's subject
    list:    the same, the values being the items of a list under a heading: none is parted further
    grid:    rows of equal length; header cells are marked
    json_ld: rows of three cells (subject, property, value)
    """

    kind: TableKind
    caption: str
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Document:
    """One document after reading and cleaning. ``document_id`` is the SHA-256 of its bytes.

    family: the document_id that stands for all versions and copies of this text; "" where it has
            none but itself
    nodes:  the visible lines of a web page with their places in its DOM; of a PDF its pages, only
            with their places (xpath ``/page[3]``); empty for other documents
    """

    document_id: str
    uri: str
    media_type: str
    encoding: str
    language: Language
    title: str
    text: str
    blocks: tuple[Block, ...] = ()
    tables: tuple[Table, ...] = ()
    family: str = ""
    nodes: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class SetAside:
    """An input that was not used: where it came from, the reason (a few words), details."""

    source: str
    reason: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a document: ``document.text[start:end] == text``."""

    document_id: str
    start: int
    end: int
    text: str
    language: Language


@dataclass(frozen=True, slots=True)
class Triple:
    """One triple with one piece of evidence. ``confidence`` in [0, 1]; ``unit`` may be empty.

    source:       what counts as one independent source: the document's family, or the document
    sentence_key: equal for word-for-word copies of the sentence; "" where there is none
    """

    subject: str
    predicate: str
    object: str
    object_kind: ObjectKind
    unit: str
    confidence: float
    extractor: str
    document_id: str
    subject_start: int | None = None
    subject_end: int | None = None
    object_start: int | None = None
    object_end: int | None = None
    xpath: str = ""
    sentence_start: int | None = None
    sentence_end: int | None = None
    source: str = ""
    sentence_key: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """A span of a sentence's text and the graph node it names (``None`` = NIL).

    ``score`` in [0, 1]; ``kind`` is the node's kind (entity, or a literal's kind).
    """

    start: int
    end: int
    entity: str | None
    score: float
    kind: ObjectKind = "entity"


@dataclass(frozen=True, slots=True)
class AlignedTriple:
    """A triple that distant supervision found in a sentence; mentions by index.

    subject_mention: ``None`` where the sentence leaves out whom it speaks of, its document's subject
    trigger: a name of the predicate stands in the sentence; distance: characters between the two
    mentions, or from the beginning; n_competing: predicates that the graph states for this pair,
    this one included.
    """

    subject: str
    predicate: str
    object: str
    subject_mention: int | None
    object_mention: int
    confidence: float
    trigger: bool
    distance: int
    n_competing: int
    keep_probability: float = 1.0


@dataclass(frozen=True, slots=True)
class NegativeTriple:
    """A triple that the sentence does not state; ``object_mention`` where its object stands there.

    N1 object replaced, N2 predicate replaced, N3 true of the subject but not stated here,
    N5 two to three hops away (docs/methods.md, section 1). N4 is made in the batch.
    keep_probability: that the sentence states it all the same; 0 where it was made, not rejected.
    reason: why denoising rejected it; empty where it was made.
    """

    subject: str
    predicate: str
    object: str
    kind: NegativeKind
    subject_mention: int | None = None
    object_mention: int | None = None
    keep_probability: float = 0.0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class AlignedSentence:
    """A sentence with its mentions, the triples it states and triples it does not state."""

    sentence_id: str
    document_id: str
    start: int
    text: str
    mentions: tuple[Mention, ...]
    positives: tuple[AlignedTriple, ...]
    negatives: tuple[NegativeTriple, ...] = ()


Record: TypeAlias = Document | SetAside | Sentence | Triple | AlignedSentence


def schema_of(record_type: type[Record]) -> "pa.Schema":
    """The pyarrow schema of a record type."""
    import pyarrow as pa

    text, integer, real = pa.string(), pa.int32(), pa.float32()
    block = pa.struct([("kind", text), ("start", integer), ("end", integer)])
    cell = pa.struct(
        [
            ("text", text),
            ("start", integer),
            ("end", integer),
            ("xpath", text),
            ("header", pa.bool_()),
        ]
    )
    table = pa.struct([("kind", text), ("caption", text), ("rows", pa.list_(pa.list_(cell)))])
    mention = pa.struct(
        [("start", integer), ("end", integer), ("entity", text), ("score", real), ("kind", text)]
    )
    spo = [("subject", text), ("predicate", text), ("object", text)]
    pair = [("subject_mention", integer), ("object_mention", integer)]
    positive = pa.struct(
        [*spo, *pair, ("confidence", real), ("trigger", pa.bool_()), ("distance", integer)]
        + [("n_competing", integer), ("keep_probability", real)]
    )
    negative = pa.struct(
        [*spo, ("kind", text), *pair, ("keep_probability", real), ("reason", text)]
    )
    columns: dict[type[Record], list[tuple[str, Any]]] = {
        Document: [
            *[
                (name, text)
                for name in ("document_id", "uri", "media_type", "encoding", "language")
            ],
            *[("title", text), ("text", text)],
            *[("blocks", pa.list_(block)), ("tables", pa.list_(table))],
            *[("family", text), ("nodes", pa.list_(cell))],
        ],
        SetAside: [("source", text), ("reason", text), ("detail", text)],
        Sentence: [("document_id", text), ("start", integer), ("end", integer), ("text", text)]
        + [("language", text)],
        Triple: [*spo, ("object_kind", text), ("unit", text), ("confidence", real)]
        + [("extractor", text), ("document_id", text)]
        + [
            (f"{part}_{side}", integer)
            for part in ("subject", "object")
            for side in ("start", "end")
        ]
        + [("xpath", text), ("sentence_start", integer), ("sentence_end", integer)]
        + [("source", text), ("sentence_key", text)],
        AlignedSentence: [("sentence_id", text), ("document_id", text), ("start", integer)]
        + [("text", text), ("mentions", pa.list_(mention)), ("positives", pa.list_(positive))]
        + [("negatives", pa.list_(negative))],
    }
    return pa.schema(columns[record_type])


def to_table(records: Iterable[Record], record_type: type[Record]) -> "pa.Table":
    """Records as a pyarrow table, in the given order."""
    import pyarrow as pa

    return pa.Table.from_pylist([_plain(record) for record in records], schema_of(record_type))


def _plain(value: Any) -> Any:
    """A record as ``dataclasses.asdict`` gives it, without the copies of what cannot change."""
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if not is_dataclass(value):
        return value
    return {part.name: _plain(getattr(value, part.name)) for part in fields(value)}


def documents_from(table: "pa.Table") -> list[Document]:
    """The documents of a table written by ``to_table``; tables and nodes may be left out."""
    return [
        Document(
            **{
                **row,
                "blocks": tuple(Block(**block) for block in row["blocks"]),
                "tables": tuple(_table_from(entry) for entry in row.get("tables", ())),
                "nodes": tuple(Cell(**cell) for cell in row.get("nodes", ())),
            }
        )
        for row in table.to_pylist()
    ]


def _table_from(row: dict[str, Any]) -> Table:
    rows = tuple(tuple(Cell(**cell) for cell in cells) for cells in row["rows"])
    return Table(kind=row["kind"], caption=row["caption"], rows=rows)


def triples_from(table: "pa.Table") -> list[Triple]:
    """The triples of a table written by ``to_table``."""
    return [Triple(**row) for row in table.to_pylist()]


def aligned_sentences_from(table: "pa.Table") -> list[AlignedSentence]:
    """The aligned sentences of a table written by ``to_table``."""
    return [aligned_sentence_from(row) for row in table.to_pylist()]


def aligned_sentence_from(row: dict[str, Any]) -> AlignedSentence:
    """One aligned sentence from a row of its table."""
    return AlignedSentence(
        sentence_id=row["sentence_id"],
        document_id=row["document_id"],
        start=row["start"],
        text=row["text"],
        mentions=tuple(Mention(**entry) for entry in row["mentions"]),
        positives=tuple(AlignedTriple(**entry) for entry in row["positives"]),
        negatives=tuple(NegativeTriple(**entry) for entry in row["negatives"]),
    )


def spans_overlap(first: Sequence[int], second: Sequence[int]) -> bool:
    """Whether two half-open spans share a code point."""
    return first[0] < second[1] and second[0] < first[1]
