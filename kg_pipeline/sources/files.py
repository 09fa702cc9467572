"""Files as the readers get them: in entries, unpacked, and never more bytes than allowed.

An *entry* is what one document is made from: a whole file, a line of JSON, a row of a table, a
record of an archive. A reader lists the entries of a file one after the other without reading
them, so that one which is known to be harmful can be passed over.
"""

import gzip
import hashlib
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, cast

from kg_pipeline.records import Document, SetAside
from kg_pipeline.sources.assembly import RawFile
from kg_pipeline.sources.inputs import PACKED, SourceSettings

Cleaner = Callable[[str], str]
Records = Iterable[Document | SetAside]


@dataclass(frozen=True, slots=True)
class Entry:
    """What one document is made from; ``read`` is called before the next entry is asked for."""

    uri: str
    read: Callable[[], Records]


Reader = Callable[[Path, SourceSettings, Cleaner], Iterator[Entry]]
FileReader = Callable[[RawFile, SourceSettings, Cleaner], Records]


def aside(source: str, reason: str, detail: str = "") -> Entry:
    """An entry that can only be set aside."""
    return Entry(source, lambda: [SetAside(source, reason, detail)])


def whole_file(read: FileReader) -> Reader:
    """The reader of a format in which a file is one document."""

    def entries(path: Path, settings: SourceSettings, clean: Cleaner) -> Iterator[Entry]:
        yield Entry(path.as_posix(), partial(_read_whole, path, settings, clean, read))

    return entries


def _read_whole(
    path: Path, settings: SourceSettings, clean: Cleaner, read: FileReader
) -> Iterator[Document | SetAside]:
    uri = path.as_posix()
    try:
        with open_bytes(path) as stream:
            data = stream.read(settings.max_bytes + 1)
    except (OSError, EOFError, zlib.error) as error:
        yield SetAside(uri, "not readable", why_unreadable(error))
        return
    if len(data) > settings.max_bytes:
        yield too_large(uri, settings)
    elif not data.strip():
        yield SetAside(uri, "empty", "the file has no text")
    else:
        # A packed document is the same document.
        stem = path.stem if path.suffix.lower() != PACKED else Path(path.stem).stem
        yield from read(RawFile(uri, stem, hashlib.sha256(data).hexdigest(), data), settings, clean)


def open_bytes(path: Path) -> IO[bytes]:
    """The file's bytes, unpacked where its name ends in ``.gz``."""
    if path.suffix.lower() == PACKED:
        return cast(IO[bytes], gzip.open(path, "rb"))
    return path.open("rb")


def too_large(uri: str, settings: SourceSettings) -> SetAside:
    """The reason for what holds more than ``max_bytes``."""
    return SetAside(uri, "too large", f"more than {settings.max_bytes} bytes (inputs.max_bytes)")


def why_unreadable(error: Exception) -> str:
    """What the system or gzip says of a file that cannot be read."""
    said = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return f"{type(error).__name__}: {said}"
