"""How folders of records are written and read: Parquet with page checksums and a manifest.

A folder is built beside its place (``name.partial``), its ``MANIFEST.json`` is written last, and
the whole is renamed into place; so a kill at any moment leaves either the old folder, the new one
or an unfinished ``.partial`` that the next run clears or continues.
"""

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from kg_pipeline.errors import CorpusError, DataError

if TYPE_CHECKING:
    import pyarrow as pa

MANIFEST = "MANIFEST.json"
SCHEMA_VERSION = 3
_VERIFIED = ".verified.json"


def step(name: str) -> None:
    """Called before every write and rename, with its name; tests replace it to kill the process."""


@dataclass(frozen=True, slots=True)
class FileEntry:
    """What the manifest knows of one file; ``rows`` is ``None`` for files that are no tables."""

    sha256: str
    size: int
    rows: int | None = None


@dataclass(frozen=True, slots=True)
class Manifest:
    """The last file of a folder: without it the folder does not count."""

    kind: str
    schema_version: int
    inputs_hash: str
    files: dict[str, FileEntry]
    metadata: dict[str, str] = field(default_factory=dict)


def sha256_of_file(path: Path) -> str:
    """Hexadecimal SHA-256 of a file's bytes."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def sha256_of_json(value: object) -> str:
    """Hexadecimal SHA-256 of a JSON-like value, independent of key order."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def table_format(path: Path) -> Literal["jsonl", "parquet"]:
    """How rows stand in a file, by its name's ending in any case; ``DataError`` for another one."""
    ending = path.suffix.lower()
    if ending == ".jsonl":
        return "jsonl"
    if ending == ".parquet":
        return "parquet"
    raise DataError(
        f"{path}: expected a name that ends in .jsonl or .parquet, found "
        f"{ending or 'no ending'}; give the file such a name"
    )


def require_writable(path: Path) -> None:
    """Raise ``DataError`` where no file could be written at ``path``; nothing is made or changed."""
    try:
        if path.is_dir():
            raise DataError(f"{path}: expected the name of a file to write, found a folder")
        above = path.absolute().parents
        nearest = next(folder for folder in above if folder.exists() or folder.is_symlink())
        with tempfile.TemporaryFile(dir=nearest):
            pass
    except OSError as error:
        raise DataError(
            f"{path}: expected a place that can be written, found {error.strerror}; "
            "name another file or make its folder"
        ) from error


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file so that a kill leaves the old file or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(path.name + ".partial")
    step(f"write {path.name}")
    with partial.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    step(f"rename {path.name}")
    partial.replace(path)


def write_json(path: Path, value: object) -> None:
    """Write a JSON file (UTF-8, sorted keys) as ``write_bytes`` does."""
    text = json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True)
    write_bytes(path, (text + "\n").encode())


def write_table(path: Path, table: "pa.Table", row_group_size: int | None = None) -> None:
    """Write one Parquet file with page checksums; a row group is the least that is read at once."""
    import pyarrow.parquet as pq

    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(path.name + ".partial")
    step(f"write {path.name}")
    pq.write_table(table, partial, row_group_size, compression="zstd", write_page_checksum=True)
    step(f"rename {path.name}")
    partial.replace(path)


def write_groups(path: Path, groups: Iterable["pa.Table"], schema: "pa.Schema") -> None:
    """The same from tables that are not all in memory together, each of them one row group."""
    import pyarrow.parquet as pq

    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(path.name + ".partial")
    step(f"write {path.name}")
    with pq.ParquetWriter(partial, schema, compression="zstd", write_page_checksum=True) as writer:
        for group in groups:
            writer.write_table(group, row_group_size=max(len(group), 1))
    step(f"rename {path.name}")
    partial.replace(path)


@contextmanager
def folder_writer(
    folder: Path, kind: str, inputs_hash: str, metadata: Mapping[str, str] | None = None
) -> Iterator[Path]:
    """Yield a fresh folder to write into; on success it takes the place of ``folder``.

    kind: what the folder holds ("documents", "graph", …), checked by the reader.
    inputs_hash: hash of everything the content depends on (see ``is_finished``).
    """
    building = folder.with_name(folder.name + ".partial")
    if building.exists():
        shutil.rmtree(building)
    building.mkdir(parents=True)
    yield building
    files = {
        path.relative_to(building).as_posix(): _entry(path)
        for path in sorted(building.rglob("*"))
        if path.is_file()
    }
    manifest = Manifest(kind, SCHEMA_VERSION, inputs_hash, files, dict(metadata or {}))
    write_json(building / MANIFEST, asdict(manifest))
    step(f"replace {folder.name}")
    if folder.exists():
        shutil.rmtree(folder)
    step(f"rename {folder.name}")
    building.replace(folder)


def _entry(path: Path) -> FileEntry:
    rows = None
    if path.suffix == ".parquet":
        import pyarrow.parquet as pq

        rows = pq.ParquetFile(path).metadata.num_rows
    return FileEntry(sha256_of_file(path), path.stat().st_size, rows)


def recover(folder: Path) -> None:
    """Finish the renaming of a folder that was complete when its writer was killed."""
    building = folder.with_name(folder.name + ".partial")
    if not folder.exists() and (building / MANIFEST).is_file():
        building.replace(folder)


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a finished folder; ``CorpusError`` where there is none or it is damaged."""
    recover(folder)
    path = folder / MANIFEST
    if not folder.exists():
        raise DataError(f"{folder}: no such folder; run the stage that writes it first")
    if not path.exists():
        raise CorpusError(
            f"{folder}: expected a finished folder with {MANIFEST}, found none; "
            "the run that wrote it was stopped: run the same command again"
        )
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        files = {name: FileEntry(**entry) for name, entry in raw.pop("files").items()}
        manifest = Manifest(files=files, **raw)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise CorpusError(
            f"{path}: not a readable manifest ({error}); run the stage again"
        ) from error
    if manifest.schema_version != SCHEMA_VERSION:
        raise CorpusError(
            f"{path}: schema version {manifest.schema_version}, this code reads {SCHEMA_VERSION}; "
            "run the pipeline again with this version"
        )
    return manifest


def is_finished(folder: Path, inputs_hash: str) -> bool:
    """Whether ``folder`` is complete, undamaged and was made from the same inputs."""
    try:
        return read_manifest(folder).inputs_hash == inputs_hash and not damaged_files(folder)
    except DataError:
        return False


def damaged_files(folder: Path) -> list[str]:
    """Names of files that are missing or whose bytes are not those of the manifest."""
    manifest = read_manifest(folder)
    return [
        name
        for name, entry in manifest.files.items()
        if not (folder / name).is_file()
        or (folder / name).stat().st_size != entry.size
        or sha256_of_file(folder / name) != entry.sha256
    ]


def open_folder(folder: Path, kind: str) -> Manifest:
    """Check a folder before it is read: kind, completeness, and full hashes the first time.

    A passed check is remembered by size and time stamp of each file, so that opening stays fast.
    Raises ``CorpusError`` naming the damaged file.
    """
    manifest = read_manifest(folder)
    if manifest.kind != kind:
        raise CorpusError(f"{folder}: expected a folder of kind {kind}, found {manifest.kind}")
    missing = [name for name in manifest.files if not (folder / name).is_file()]
    if missing:
        raise CorpusError(f"{folder / missing[0]}: missing; run the pipeline again")
    stamps = _stamps(folder, manifest.files)
    remembered = folder / _VERIFIED
    if remembered.exists() and remembered.read_text(encoding="utf-8") == stamps:
        return manifest
    damaged = damaged_files(folder)
    if damaged:
        raise CorpusError(
            f"{folder / damaged[0]}: its bytes are not those that were written (SHA-256 differs); "
            "delete the folder and run the pipeline again"
        )
    remembered.write_text(stamps, encoding="utf-8")
    return manifest


def _stamps(folder: Path, names: Mapping[str, FileEntry]) -> str:
    states = {name: (folder / name).stat() for name in names}
    return json.dumps({name: [state.st_size, state.st_mtime_ns] for name, state in states.items()})


def read_table(path: Path, columns: Sequence[str] | None = None) -> "pa.Table":
    """Read one Parquet file, page checksums verified; ``CorpusError`` names a damaged file."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        wanted = None if columns is None else list(columns)
        return pq.read_table(path, columns=wanted, page_checksum_verification=True)
    except FileNotFoundError as error:
        raise DataError(f"{path}: no such file; run the stage that writes it first") from error
    except (OSError, pa.ArrowException) as error:
        raise CorpusError(
            f"{path}: damaged Parquet file ({error}); run the pipeline again"
        ) from error
