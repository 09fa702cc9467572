"""Lines that many documents of one source share: navigation, imprints, calls to subscribe.

Only paragraphs and list items are looked at, and none that holds a value of a table: that a hundred
pages say 国籍：中国 is a hundred facts. The source of a document is the host of its address, or else the folder of its file (the file
itself for JSON lines). Only web pages are looked at unless told otherwise: a clause that half of a
folder's laws share (本条例自公布之日起施行) is no boilerplate.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

from kg_pipeline.cleaning.filters import Place, Survey
from kg_pipeline.cleaning.outcome import Passage, Verdict
from kg_pipeline.records import Document
from kg_pipeline.settings import PositiveInt, Rate, Settings

if TYPE_CHECKING:
    import pyarrow as pa

REASON = "boilerplate line"


class BoilerplateSettings(Settings):
    """Lines shared by many documents of one source are taken out.

    media_types: of the documents that are looked at
    minimum_documents, minimum_share: of a source, how many must have the line; both must be met
    maximum_characters: longer lines are none
    """

    kind: Literal["boilerplate_lines"] = "boilerplate_lines"
    media_types: tuple[str, ...] = ("text/html", "application/xhtml+xml")
    minimum_documents: PositiveInt = 5
    minimum_share: Rate = 0.2
    maximum_characters: PositiveInt = 300


class BoilerplateLines:
    """Takes out the lines that documents of one source share."""

    takes_passages = True

    def __init__(self, settings: BoilerplateSettings) -> None:
        self._settings = settings

    def concerns(self, media_type: str) -> bool:
        return media_type in self._settings.media_types

    def survey(self, documents: Sequence[Document]) -> "pa.Table":
        import pyarrow as pa

        rows = [
            {
                "row": row,
                "source": source_of(document.uri),
                "start": start,
                "end": end,
                "line": line,
            }
            for row, document in enumerate(documents)
            if self.concerns(document.media_type)
            for start, end, line in self._lines(document)
        ]
        text, integer = pa.string(), pa.int32()
        schema = pa.schema(
            [
                ("row", integer),
                ("source", text),
                ("start", integer),
                ("end", integer),
                ("line", text),
            ]
        )
        return pa.Table.from_pylist(rows, schema=schema)

    def _lines(self, document: Document) -> list[tuple[int, int, str]]:
        values = sorted(
            cell.start
            for table in document.tables
            for row in table.rows
            for cell in row
            if cell.start is not None
        )
        return [
            (first, last, document.text[first:last].strip())
            for block in document.blocks
            if block.kind in ("paragraph", "list_item")
            for first, last in line_spans(document.text, block.start, block.end)
            if last - first <= self._settings.maximum_characters
            and bisect_left(values, first) == bisect_left(values, last)
        ]

    def decide(self, survey: Survey) -> dict[Place, Verdict]:
        rows = survey.read(["source", "start", "end", "line"]).to_pylist()
        documents = Counter(
            source for source, _, _ in {(row["source"], row["part"], row["row"]) for row in rows}
        )
        holders = Counter(
            (source, line)
            for source, line, _, _ in {
                (row["source"], row["line"], row["part"], row["row"]) for row in rows
            }
        )
        passages: dict[Place, list[Passage]] = {}
        for row in rows:
            shared = holders[row["source"], row["line"]]
            wanted = self._settings.minimum_share * documents[row["source"]]
            if shared >= max(self._settings.minimum_documents, wanted):
                place = Place(row["part"], row["row"])
                passages.setdefault(place, []).append(Passage(row["start"], row["end"], REASON))
        return {place: Verdict(passages=tuple(found)) for place, found in passages.items()}


def line_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The lines of ``text[start:end]``, without the line breaks."""
    return [
        (start + match.start(), start + match.end())
        for match in re.finditer(r"[^\n]+", text[start:end])
    ]


def source_of(uri: str) -> str:
    """The host of an address, the file of a JSON line, the folder of another file."""
    parts = urlsplit(uri)
    if parts.scheme in ("http", "https"):
        return parts.netloc.lower()
    file, line, _ = uri.partition("#")
    return file if line else file.rpartition("/")[0]
