"""From files to documents: the door of the pipeline. Bad content never raises here.

Most files give one document; a file of JSON lines, a table or an archive gives one for each line,
row or page. What cannot be used comes back as ``SetAside`` with its reason. The pipeline reads
through ``isolation``, in a process of its own and within limits of time and memory.
"""

import zlib
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from kg_pipeline.records import Document, SetAside
from kg_pipeline.sources.archives import archive_entries
from kg_pipeline.sources.assembly import Assembler, Origin, RawFile, finished
from kg_pipeline.sources.cleaning import clean_simplified, clean_text
from kg_pipeline.sources.delimited import TAB, row_entries
from kg_pipeline.sources.encodings import decode
from kg_pipeline.sources.files import (
    Cleaner,
    Entry,
    Reader,
    Records,
    aside,
    whole_file,
    why_unreadable,
)
from kg_pipeline.sources.inputs import Format, SourceSettings, format_of
from kg_pipeline.sources.json_lines import line_entries
from kg_pipeline.sources.markdown import read_markdown
from kg_pipeline.sources.pdf import read_pdf
from kg_pipeline.sources.plain_text import read_plain_text
from kg_pipeline.sources.word import read_docx


def read_documents(path: Path, settings: SourceSettings) -> Iterator[Document | SetAside]:
    """The documents of one file, in its order.

    Raises ``ConfigurationError`` for a file whose suffix has no format, and nothing for bad
    content: that is set aside, with the file's path (and ``#line``) as its source.
    """
    for entry in entries_of(path, settings):
        yield from entry.read()


def entries_of(path: Path, settings: SourceSettings) -> Iterator[Entry]:
    """What the documents of one file are made from, each to be read before the next one."""
    clean = clean_simplified if settings.traditional_to_simplified else clean_text
    reader = READERS[format_of(path, settings)]
    try:
        yield from reader(path, settings, clean)
    except (OSError, EOFError, zlib.error) as error:
        yield aside(path.as_posix(), "not readable", why_unreadable(error))


def _read_text(raw: RawFile, settings: SourceSettings, clean: Cleaner, kind: Format) -> Records:
    decoded = decode(raw.data)
    if decoded.text is None:
        return [SetAside(raw.uri, "not text", decoded.reason)]
    text = clean(decoded.text)
    longest = max(map(len, text.split("\n")))
    if longest > settings.max_line_characters:
        detail = (
            f"{longest} characters, inputs.max_line_characters is {settings.max_line_characters}"
        )
        return [SetAside(raw.uri, "line too long", detail)]
    assembler = Assembler()
    read = read_markdown if kind == "markdown" else read_plain_text
    title = read(text, raw.stem, assembler)
    media_type = "text/markdown" if kind == "markdown" else "text/plain"
    origin = Origin(raw.document_id, raw.uri, media_type, decoded.encoding)
    return [finished(origin, title, assembler)]


def _read_page(raw: RawFile, settings: SourceSettings, clean: Cleaner) -> Records:
    from kg_pipeline.sources.webpages import read_webpage  # other formats do without

    return read_webpage(raw, clean, settings.structured_data)


READERS: dict[Format, Reader] = {
    "txt": whole_file(partial(_read_text, kind="txt")),
    "markdown": whole_file(partial(_read_text, kind="markdown")),
    "html": whole_file(_read_page),
    "warc": archive_entries,
    "jsonl": line_entries,
    "csv": row_entries,
    "tsv": partial(row_entries, delimiter=TAB),
    "pdf": whole_file(read_pdf),
    "docx": whole_file(read_docx),
}
