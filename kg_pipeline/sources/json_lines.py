"""JSON lines: every line one document, its fields title, text and attributes."""

import hashlib
import json
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from kg_pipeline.records import Document, SetAside
from kg_pipeline.sources.assembly import Origin
from kg_pipeline.sources.encodings import decode
from kg_pipeline.sources.fields import guessed_mapping, read_fields
from kg_pipeline.sources.files import Cleaner, Entry, aside, open_bytes
from kg_pipeline.sources.inputs import SourceSettings

JSON_TYPE = "application/x-ndjson"
_NOT_LINES = (
    "expected one JSON object a line, found one value for the whole file; "
    "write it as lines, for instance with: jq -c '.[]' FILE"
)


def line_entries(path: Path, settings: SourceSettings, clean: Cleaner) -> Iterator[Entry]:
    """Each line's document; a line that is too long, no text or no object is set aside."""
    n_lines = 0
    with open_bytes(path) as stream:
        while line := stream.readline(settings.max_line_characters + 1):
            n_lines += 1
            uri = f"{path.as_posix()}#{n_lines}"
            if len(line) > settings.max_line_characters and not line.endswith(b"\n"):
                _skip_line(line, stream.readline)
                detail = f"more than {settings.max_line_characters} bytes"
                yield aside(uri, "line too long", detail)
                continue
            stripped = line.removeprefix(b"\xef\xbb\xbf").strip()
            if n_lines == 1 and (stripped in (b"[", b"{") or stripped.startswith(b"[{")):
                yield aside(path.as_posix(), "not JSON lines", _NOT_LINES)
                return
            if stripped:
                yield Entry(uri, partial(_read_line, stripped, uri, settings, clean))
    if n_lines == 0:
        yield aside(path.as_posix(), "empty", "the file has no bytes")


def _skip_line(line: bytes, readline: Callable[[int], bytes]) -> None:
    while line and not line.endswith(b"\n"):
        line = readline(1 << 20)


def _read_line(
    line: bytes, uri: str, settings: SourceSettings, clean: Cleaner
) -> Iterator[Document | SetAside]:
    try:
        decoded = decode(line)
        if decoded.text is None:
            yield SetAside(uri, "not text", decoded.reason)
            return
        fields = json.loads(decoded.text, strict=False)
        if not isinstance(fields, dict):
            detail = f"expected an object, found {type(fields).__name__}"
            yield SetAside(uri, "not an object", detail)
            return
        origin = Origin(hashlib.sha256(line).hexdigest(), uri, JSON_TYPE, decoded.encoding)
        yield read_fields(fields, settings.fields or guessed_mapping(fields), origin, clean)
    except json.JSONDecodeError as error:
        yield SetAside(uri, "not JSON", f"{error}; the line begins {line[:60]!r}")
    except (RecursionError, ValueError) as error:
        # Nested too deep, or a number of more digits than Python reads.
        yield SetAside(uri, "not readable JSON", f"{type(error).__name__}: {error}")
