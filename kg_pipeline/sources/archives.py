"""Web archives (WARC, ISO 28500): every saved page is a document, called by its address.

A page is a ``response`` with status 2xx or a ``resource`` whose content is HTML. All other records
are counted, and the counts set aside in one line.
"""

import hashlib
import zlib
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from kg_pipeline.records import Document, SetAside
from kg_pipeline.sources.assembly import RawFile
from kg_pipeline.sources.files import Cleaner, Entry, aside, too_large
from kg_pipeline.sources.inputs import SourceSettings

_PAGES = ("text/html", "application/xhtml+xml")


def archive_entries(path: Path, settings: SourceSettings, clean: Cleaner) -> Iterator[Entry]:
    """The pages of an archive, packed or not; what follows a damaged record is set aside."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    others: Counter[str] = Counter()
    n_records = 0
    with path.open("rb") as stream:
        try:
            for record in ArchiveIterator(stream):
                n_records += 1
                uri = record.rec_headers.get_header("WARC-Target-URI") or ""
                why_not = _why_no_page(record)
                if why_not or not uri:
                    others[why_not or "record without an address"] += 1
                else:
                    yield Entry(uri, partial(_read_page, record, uri, settings, clean))
        except (ArchiveLoadFailed, EOFError, ValueError, AttributeError, zlib.error) as error:
            # AttributeError: warcio meets a record without an address.
            said = " ".join(str(error).split())
            detail = f"after {n_records} records: {type(error).__name__}: {said}"
            yield aside(path.as_posix(), "damaged archive", detail)
            n_records += 1
    if others:
        counts = ", ".join(f"{count} {name}" for name, count in sorted(others.items()))
        yield aside(path.as_posix(), "no web pages", counts)
    if not n_records:
        yield aside(path.as_posix(), "empty", "the archive has no records")


def _why_no_page(record: Any) -> str:
    """What kind of record it is, empty where it holds a page."""
    if record.rec_type not in ("response", "resource"):
        return f"{record.rec_type} records"
    headers = record.http_headers
    if record.rec_type == "response" and headers is None:
        return "responses without a header"
    if headers is not None and not (headers.get_statuscode() or "").startswith("2"):
        return f"responses with status {headers.get_statuscode()}"
    media_type = _content_type(record).partition(";")[0].strip().lower()
    return "" if media_type in _PAGES else f"contents of type {media_type or 'unknown'}"


def _content_type(record: Any) -> str:
    headers = record.http_headers or record.rec_headers
    return str(headers.get_header("Content-Type") or "")


def _unread(record: Any) -> int:
    """How many bytes of a record that was read its archive does not have."""
    while record.raw_stream.read(1 << 16):
        pass
    return int(getattr(record.raw_stream, "limit", 0) or 0)


def _read_page(
    record: Any, uri: str, settings: SourceSettings, clean: Cleaner
) -> Iterator[Document | SetAside]:
    from kg_pipeline.sources.webpages import read_webpage  # other formats do without

    try:
        data = record.content_stream().read(settings.max_bytes + 1)
        rest = _unread(record) if len(data) <= settings.max_bytes else 0
    except (EOFError, OSError, zlib.error) as error:
        yield SetAside(uri, "damaged archive", f"{type(error).__name__}: {error}")
        return
    if rest:
        yield SetAside(uri, "damaged archive", f"{rest} bytes of the record are missing")
    elif len(data) > settings.max_bytes:
        yield too_large(uri, settings)
    elif not data.strip():
        yield SetAside(uri, "empty", "the page has no text")
    else:
        name = unquote(PurePosixPath(urlsplit(uri).path).stem) or uri
        _, _, charset = _content_type(record).lower().partition("charset=")
        raw = RawFile(
            uri, name, hashlib.sha256(data).hexdigest(), data, charset.strip("\"' ;") or None
        )
        yield from read_webpage(raw, clean, settings.structured_data)
