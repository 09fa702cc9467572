"""Which files a run reads, and how their fields are named."""

import glob
import logging
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from pydantic import Field

from kg_pipeline.errors import ConfigurationError, DataError
from kg_pipeline.settings import PositiveFloat, PositiveInt, Settings

Format = Literal["txt", "markdown", "html", "warc", "jsonl", "csv", "tsv", "pdf", "docx"]

_SUFFIXES: dict[str, Format] = {
    ".txt": "txt",
    ".text": "txt",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "jsonl",
    ".csv": "csv",
    ".tsv": "tsv",
    ".tab": "tsv",
    ".warc": "warc",
    ".pdf": "pdf",
    ".docx": "docx",
}
PACKED = ".gz"
_LOGGER = logging.getLogger(__name__)


class FieldMapping(Settings):
    """Which fields of a JSON line or of a CSV row are its title, its text and its attributes.

    title: field that names the document's subject.
    text: fields joined as paragraphs; may be empty.
    attributes: fields that become attributes, ``*`` for all that are neither title nor text, or
        a mapping from field to predicate name; where ``attributes_from`` names a field that holds
        an object, its fields are meant.
    missing_values: values that mean "not given".
    A field inside an object is written ``outer.inner``; a list gives one row for each value.
    """

    title: str
    text: list[str] = Field(default_factory=list)
    attributes: list[str] | Literal["*"] | dict[str, str] = "*"
    attributes_from: str | None = None
    missing_values: list[str] = Field(
        default_factory=lambda: ["", "无", "暂无", "-", "—", "NULL", "null", "N/A"]
    )


class SourceSettings(Settings):
    """What to read and how much of it.

    paths: files, folders (with all below them), globs, and ``@FILE``: a list of these, one a line.
    suffixes: file suffix (with its dot) -> format; a further ``.gz`` is unpacked.
    fields: for JSON lines and CSV; ``None`` looks for fields called title/name/标题/名称 and
        text/content/正文/内容.
    max_bytes: larger files, unpacked, are set aside; so are larger records of an archive (JSON
        lines and CSV are read line by line and exempt).
    max_line_characters: text files with a longer line, longer JSON lines and CSV fields are set
        aside.
    max_seconds: processor time for one document; also three times as long on the clock.
    max_memory_mb: memory for one document, beyond what the reading process needs for itself.
    traditional_to_simplified: map characters one by one; the length of the text stays.
    structured_data: which of a page's data for machines is read: JSON-LD, microdata (and RDFa).
    """

    paths: list[str] = Field(min_length=1)
    suffixes: dict[str, Format] = Field(default_factory=lambda: dict(_SUFFIXES))
    fields: FieldMapping | None = None
    max_bytes: PositiveInt = 20_000_000
    max_line_characters: PositiveInt = 2_000_000
    max_seconds: PositiveFloat = 10.0
    max_memory_mb: PositiveInt = 512
    traditional_to_simplified: bool = False
    structured_data: tuple[Literal["json_ld", "microdata"], ...] = ("json_ld", "microdata")


def format_of(path: Path, settings: SourceSettings) -> Format:
    """The format of a file by its suffix; ``ConfigurationError`` where the suffix is unknown."""
    found = _known_format(path, settings)
    if found is None:
        known = " ".join(sorted(settings.suffixes))
        raise ConfigurationError(
            f"{path}: expected a file that ends in one of {known}, found {path.suffix!r}; "
            "add its suffix and format under suffixes (inputs) or take the file out of the paths"
        )
    return found


def _known_format(path: Path, settings: SourceSettings) -> Format | None:
    known = settings.suffixes.get(path.suffix) or settings.suffixes.get(path.suffix.lower())
    if known is None and path.suffix.lower() == PACKED:
        return _known_format(path.with_suffix(""), settings)
    return known


def find_inputs(settings: SourceSettings) -> list[Path]:
    """All input files, sorted by path, each once.

    Hidden files, and files in folders whose suffix is unknown, are left out (and counted in the
    log). Raises ``DataError`` where a path does not exist, a glob matches nothing or a folder holds
    no readable file; ``ConfigurationError`` where a file is named whose suffix is unknown.
    """
    found = {
        file
        for path in settings.paths
        for entry in _listed(path)
        for file in _expand(entry, settings)
    }
    return sorted(found, key=lambda path: path.as_posix())


def _listed(entry: str) -> list[str]:
    """The paths that ``@FILE`` lists (empty lines and those with ``#`` in front left out)."""
    if not entry.startswith("@"):
        return [entry]
    path = Path(entry[1:]).expanduser()
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(
            f"{entry}: expected a text file (UTF-8) with one path a line, found "
            f"{type(error).__name__}; correct the name, or write ./{entry} for a file called so"
        ) from error
    listed = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    if not listed:
        raise DataError(f"{entry}: expected one path a line, found none; put paths there")
    return listed


def _expand(entry: str, settings: SourceSettings) -> Iterator[Path]:
    path = Path(entry).expanduser()
    if path.is_dir():
        yield from _in_folder(path, settings)
    elif path.is_file():
        format_of(path, settings)
        yield path
    elif glob.has_magic(entry):
        # Path.glob takes no absolute pattern.
        matches = sorted(glob.glob(str(path), recursive=True))  # noqa: PTH207
        files = [Path(match) for match in matches if Path(match).is_file()]
        if not files:
            raise DataError(f"{entry}: no file matches; correct the pattern")
        yield from _known(files, entry, settings)
    else:
        raise DataError(
            f"{entry}: expected a file, a folder or a pattern, found nothing there "
            f"(looked in {Path.cwd()}); correct the path"
        )


def _in_folder(folder: Path, settings: SourceSettings) -> Iterator[Path]:
    files = [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    ]
    if not files:
        raise DataError(f"{folder}: expected documents, found an empty folder; put files there")
    yield from _known(files, str(folder), settings)


def _known(files: list[Path], origin: str, settings: SourceSettings) -> Iterator[Path]:
    known = [path for path in files if _known_format(path, settings)]
    unknown = Counter(
        path.suffix or path.name for path in files if not _known_format(path, settings)
    )
    listed = ", ".join(f"{count} {suffix}" for suffix, count in sorted(unknown.items()))
    if not known:
        raise DataError(
            f"{origin}: expected files that end in {' '.join(sorted(settings.suffixes))}, "
            f"found only {listed}; add their suffix and format under inputs.suffixes"
        )
    if unknown:
        _LOGGER.info("%s: files of unknown suffix left out: %s", origin, listed)
    yield from known
