"""From files to documents: the door of the pipeline. Bad content never raises here.

One file gives one document, a file of JSON lines one for each line; what cannot be used comes
back as ``SetAside`` with its reason.
"""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

from kg_pipeline.records import Document, SetAside
from kg_pipeline.sources.assembly import Assembler, Origin, RawFile, finished
from kg_pipeline.sources.cleaning import clean_text, simplify
from kg_pipeline.sources.encodings import decode
from kg_pipeline.sources.inputs import SourceSettings, format_of
from kg_pipeline.sources.json_lines import read_json_lines
from kg_pipeline.sources.markdown import read_markdown
from kg_pipeline.sources.plain_text import read_plain_text
from kg_pipeline.sources.webpages import read_webpage


def read_documents(path: Path, settings: SourceSettings) -> Iterator[Document | SetAside]:
    """The documents of one file, in its order.

    Raises ``ConfigurationError`` for a file whose suffix has no format, and nothing for bad
    content: that is set aside, with the file's path (and ``#line``) as its source.
    """
    kind = format_of(path, settings)
    clean = _simplified_text if settings.traditional_to_simplified else clean_text
    try:
        if kind == "jsonl":
            yield from read_json_lines(path, settings, clean)
            return
        size = path.stat().st_size
        if size > settings.max_bytes:
            yield _too_large(path, size, settings)
            return
        data = path.read_bytes()
    except OSError as error:
        yield SetAside(path.as_posix(), "not readable", f"{type(error).__name__}: {error.strerror}")
        return
    raw = RawFile(path.as_posix(), path.stem, hashlib.sha256(data).hexdigest(), data)
    if not data.strip():
        yield SetAside(raw.uri, "empty", "the file has no text")
    elif kind == "html":
        yield from read_webpage(raw, clean, settings.structured_data)
    else:
        yield _read_text(raw, kind == "markdown", settings.max_line_characters, clean)


def _simplified_text(raw: str) -> str:
    return simplify(clean_text(raw))


def _too_large(path: Path, size: int, settings: SourceSettings) -> SetAside:
    detail = f"{size} bytes, sources.max_bytes is {settings.max_bytes}"
    return SetAside(path.as_posix(), "too large", detail)


def _read_text(
    raw: RawFile, is_markdown: bool, max_line_characters: int, clean: Callable[[str], str]
) -> Document | SetAside:
    decoded = decode(raw.data)
    if decoded.text is None:
        return SetAside(raw.uri, "not text", decoded.reason)
    text = clean(decoded.text)
    longest = max(map(len, text.split("\n")))
    if longest > max_line_characters:
        detail = f"{longest} characters, sources.max_line_characters is {max_line_characters}"
        return SetAside(raw.uri, "line too long", detail)
    assembler = Assembler()
    read = read_markdown if is_markdown else read_plain_text
    title = read(text, raw.stem, assembler)
    media_type = "text/markdown" if is_markdown else "text/plain"
    origin = Origin(raw.document_id, raw.uri, media_type, decoded.encoding)
    return finished(origin, title, assembler)
