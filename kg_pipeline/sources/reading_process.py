"""The process that reads documents for another one, and that the system ends at a limit.

Each entry (see ``files``) is read under timers of the system, whose signals end the process
whatever code it is in, and under a limit of its memory. What it is about to read stands in a shared
page of memory, so that the other side, ``isolation``, knows which entry ended it.

The other side sends a ``Request``; back come ``Batch``es, the last one ``finished``.
"""

import gc
import mmap
import os
import resource
import signal
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NoReturn

import pyarrow as pa

from kg_pipeline.records import Document, SetAside, to_table
from kg_pipeline.sources.documents import entries_of
from kg_pipeline.sources.files import Entry
from kg_pipeline.sources.inputs import SourceSettings
from kg_pipeline.workers import end_with_peer

OUT_OF_MEMORY, WANTS_SUCCESSOR = 77, 78  # exit codes
CLOCK_PER_PROCESSOR_SECOND = 3.0  # a busy machine must not decide what is read
PROGRESS = struct.Struct("<qqq")  # file, entry, entries that this process read before it
NOTHING = (-1, -1, -1)  # nothing is being read
_MAX_CHARACTERS, _MAX_DOCUMENTS = 2_000_000, 500  # of a batch
_MEGABYTE = 1 << 20


@dataclass(frozen=True, order=True, slots=True)
class Place:
    """An entry by the number of its file and its own number there, both from 0."""

    file: int
    entry: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """Why an entry is not read. rest: the entries after it cannot be reached either."""

    reason: str
    detail: str
    rest: bool = False


@dataclass(frozen=True, slots=True)
class Request:
    """Files to read from ``begin`` on.

    verdicts: what is not to be read. suspects: what ended a process that had read others before;
    they are read first in a process of their own, so that the verdict depends on nothing else.
    """

    paths: tuple[Path, ...]
    settings: SourceSettings
    begin: Place
    verdicts: Mapping[Place, Verdict]
    suspects: frozenset[Place]


@dataclass(frozen=True, slots=True)
class Batch:
    """Documents (a table, as an Arrow stream) and reasons, both in order; ``end``: what follows."""

    documents: bytes
    set_aside: tuple[SetAside, ...]
    end: Place
    finished: bool


def serve(connection: int, progress: int) -> None:
    """Answer requests until the other side is gone. Both arguments are file descriptors."""
    end_with_peer(connection)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the other side decides
    for timer in (signal.SIGPROF, signal.SIGALRM):
        signal.signal(timer, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    gc.set_threshold(100_000)  # records are many and seldom garbage: saves a tenth of the time
    reader = _Reader(
        Connection(connection),
        mmap.mmap(progress, PROGRESS.size),
        _private_bytes(),
        _peak_bytes(),
    )
    while True:
        try:
            request = reader.connection.recv()
        except EOFError:
            return
        try:
            reader.answer(request)
        except MemoryError:
            os._exit(OUT_OF_MEMORY)


def _private_bytes() -> int:
    """What this process has allocated; 0 on systems (macOS) that neither tell nor limit it."""
    try:
        file = os.open("/proc/self/statm", os.O_RDONLY)  # after every entry: a fifth of Path's time
    except FileNotFoundError:
        return 0
    fields = os.read(file, 256).split()
    os.close(file)
    return int(fields[5]) * mmap.PAGESIZE


def _peak_bytes() -> int:
    """Most memory that this process has held; 0 on systems that do not tell.

    ``ru_maxrss`` would be that of the process it was started from, where that was larger.
    """
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
    except FileNotFoundError:
        return 0
    return int(status.partition("VmHWM:")[2].split()[0]) * 1024


@dataclass(slots=True)
class _Reader:
    """Reads entry by entry and sends what it has whenever that is enough for a batch."""

    connection: Connection
    progress: mmap.mmap
    own_memory: int
    own_peak: int
    max_memory: int = 0
    n_read: int = 0
    documents: list[Document] = field(default_factory=list)
    set_aside: list[SetAside] = field(default_factory=list)
    n_characters: int = 0

    def answer(self, request: Request) -> None:
        """Send the documents of all files of a request."""
        self.max_memory = request.settings.max_memory_mb * _MEGABYTE
        if self.own_memory:
            limit = self.own_memory + self.max_memory
            resource.setrlimit(resource.RLIMIT_DATA, (limit, resource.RLIM_INFINITY))
        place = request.begin
        for file in range(place.file, len(request.paths)):
            place = self._read_file(request, place if file == place.file else Place(file, 0))
        last = self._batch(place, finished=True)
        PROGRESS.pack_into(self.progress, 0, *NOTHING)
        self.connection.send(last)

    def _read_file(self, request: Request, begin: Place) -> Place:
        """Read one file from an entry on; return where the next file begins."""
        path, after = request.paths[begin.file], Place(begin.file + 1, 0)
        entries = entries_of(path, request.settings)
        place = Place(begin.file, 0)
        while True:
            verdict = request.verdicts.get(place)
            if verdict is not None and verdict.rest:
                self.set_aside.append(SetAside(path.as_posix(), verdict.reason, verdict.detail))
                return after
            if place in request.suspects and self.n_read and place >= begin:
                self._retire(place)
            PROGRESS.pack_into(self.progress, 0, place.file, place.entry, self.n_read)
            _limit_time(request.settings.max_seconds)
            entry = self._next(entries, path)
            if entry is not None and place >= begin:
                self._read_entry(entry, verdict)
            place = Place(place.file, place.entry + 1)
            full = self.n_characters > _MAX_CHARACTERS or len(self.documents) > _MAX_DOCUMENTS
            batch = self._batch(place, finished=False) if full else None
            _limit_time(0.0)
            if batch is not None:
                self.connection.send(batch)
            if entry is None:
                return after
            if self._is_worn():
                self._retire(place)

    def _retire(self, end: Place) -> NoReturn:
        self.connection.send(self._batch(end, finished=False))
        os._exit(WANTS_SUCCESSOR)

    def _is_worn(self) -> bool:
        """Whether what was read has left too little memory for the next document."""
        if _private_bytes() - self.own_memory < self.max_memory / 2:
            return False
        gc.collect()
        return _private_bytes() - self.own_memory >= self.max_memory / 2

    def _next(self, entries: Iterator[Entry], path: Path) -> Entry | None:
        try:
            return next(entries, None)
        except MemoryError:
            raise
        except Exception as error:  # noqa: BLE001  (a fault in a reader must not stop the rest)
            self.set_aside.append(_failed(path.as_posix(), error))
            return None

    def _read_entry(self, entry: Entry, verdict: Verdict | None) -> None:
        if verdict is not None:
            self.set_aside.append(SetAside(entry.uri, verdict.reason, verdict.detail))
            return
        try:
            records = list(entry.read())
        except MemoryError:
            raise
        except Exception as error:
            if self._is_short():
                raise MemoryError from error
            records = [_failed(entry.uri, error)]
        self.n_read += 1
        for record in records:
            if isinstance(record, SetAside):
                self.set_aside.append(record)
            else:
                self.documents.append(record)
                self.n_characters += len(record.text)

    def _is_short(self) -> bool:
        """Whether libraries may have failed for want of memory, which each tells in its own way."""
        grown = _peak_bytes() - self.own_peak
        return self.own_memory > 0 and grown > 0.75 * self.max_memory

    def _batch(self, end: Place, finished: bool) -> Batch:
        """What was read since the last batch."""
        documents = as_stream(to_table(self.documents, Document))
        batch = Batch(documents, tuple(self.set_aside), end, finished)
        self.documents, self.set_aside, self.n_characters = [], [], 0
        return batch


def _limit_time(seconds: float) -> None:
    """End this process after so much time from now on; 0 takes the limit away."""
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.setitimer(signal.ITIMER_REAL, seconds * CLOCK_PER_PROCESSOR_SECOND)


def _failed(source: str, error: Exception) -> SetAside:
    return SetAside(source, "reader failed", f"{type(error).__name__}: {error}"[:500])


def as_stream(table: pa.Table) -> bytes:
    """A table as the bytes of an Arrow stream."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return bytes(sink.getvalue())
