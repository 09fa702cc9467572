"""Reading in a process of its own, which a hostile document may end without harm to the rest.

A document that takes too long, needs too much memory or crashes the reading process is set aside;
the process is started anew and goes on behind it. Nothing else is lost or read twice.
"""

import mmap
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from multiprocessing import Pipe
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from kg_pipeline.errors import ResourceError
from kg_pipeline.records import SetAside
from kg_pipeline.sources.inputs import SourceSettings

if TYPE_CHECKING:
    import pyarrow as pa

    from kg_pipeline.sources.reading_process import Batch, Place, Request, Verdict

_CODE = """
import sys
sys.path[:] = {path!r}
from {module} import serve
serve({connection}, {progress})
"""
_MAX_STARTS = 3  # of a process that ends before it reads anything


@dataclass(frozen=True, slots=True)
class ReadFiles:
    """What some of the files gave: a table of documents, and reasons for the rest."""

    documents: "pa.Table"
    set_aside: tuple[SetAside, ...]


class IsolatedReader:
    """Reads files in a process that lives as long as this object, unless a document ends it.

    module: has the function ``serve`` that the reading process is to run.
    """

    def __init__(self, module: str = "kg_pipeline.sources.reading_process") -> None:
        self._module = module
        self._process: _ReadingProcess | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def process_id(self) -> int | None:
        """The number of the reading process, ``None`` where none is alive."""
        return None if self._process is None else self._process.number

    def close(self) -> None:
        """End the reading process; the next ``read`` starts another one."""
        if self._process is not None:
            self._process.end()
            self._process = None

    def read(self, paths: Sequence[Path], settings: SourceSettings) -> Iterator[ReadFiles]:
        """All documents of the files, in order, a batch at a time.

        Raises ``ResourceError`` where the reading process cannot be started.
        """
        from kg_pipeline.sources.reading_process import Place, Request

        # Of a subclass the reading process need not know.
        names = SourceSettings.model_fields
        plain = SourceSettings.model_validate({name: getattr(settings, name) for name in names})
        place = Place(0, 0)
        trouble = _Trouble(settings, {}, set())
        finished = False
        try:
            while not finished:
                request = Request(
                    tuple(paths), plain, place, trouble.verdicts, frozenset(trouble.suspects)
                )
                for batch in self._batches(request):
                    place, finished = batch.end, batch.finished
                    yield ReadFiles(_table(batch.documents), batch.set_aside)
                if not finished and self._process is not None:
                    trouble.judge(self._process)
                    self.close()
        finally:
            if not finished:  # the caller went away; batches may be on their way
                self.close()

    def _batches(self, request: "Request") -> Iterator["Batch"]:
        """The answers to one request, as far as the process comes with them."""
        if self._process is None:
            self._process = _ReadingProcess(self._module)
        try:
            self._process.connection.send(request)
            while True:
                batch: Batch = self._process.connection.recv()
                yield batch
                if batch.finished:
                    return
        except (EOFError, ConnectionError):
            return


class _ReadingProcess:
    """A reading process, the connection to it, and what it is reading."""

    def __init__(self, module: str) -> None:
        from kg_pipeline.sources.reading_process import NOTHING, PROGRESS

        self.connection, theirs = Pipe()
        with tempfile.TemporaryFile() as file:
            file.write(PROGRESS.pack(*NOTHING))
            file.flush()
            self._progress = mmap.mmap(file.fileno(), PROGRESS.size)
            shared = (theirs.fileno(), file.fileno())
            code = _CODE.format(
                path=sys.path, module=module, connection=shared[0], progress=shared[1]
            )
            # Not by multiprocessing, which would run the caller's main module again.
            self._process = subprocess.Popen(
                [sys.executable, "-c", code], pass_fds=shared, stdin=subprocess.DEVNULL
            )
        self.number = self._process.pid
        theirs.close()

    def progress(self) -> tuple["Place", int]:
        """Which entry it is at, and how many it read before; the place's numbers may be -1."""
        from kg_pipeline.sources.reading_process import PROGRESS, Place

        file, entry, n_read = PROGRESS.unpack_from(self._progress)
        return Place(file, entry), n_read

    def exit_code(self) -> int:
        """Wait for its end; a signal that ended it is negative."""
        self.connection.close()
        return self._process.wait()

    def end(self) -> None:
        """End it, at once."""
        self.connection.close()
        self._process.kill()
        self._process.wait()
        self._progress.close()


@dataclass(slots=True)
class _Trouble:
    """What is known of entries that ended a reading process."""

    settings: SourceSettings
    verdicts: dict["Place", "Verdict"]
    suspects: set["Place"]
    n_starts: int = 0

    def judge(self, process: _ReadingProcess) -> None:
        """Learn from a process that ended before it was finished.

        Too slow is too slow. Memory and crashes may come from what was read before: then the entry
        is read again, as the first one of its process.
        """
        from kg_pipeline.sources.reading_process import WANTS_SUCCESSOR, Verdict

        code = process.exit_code()
        place, n_before = process.progress()
        if code == WANTS_SUCCESSOR:
            return
        if place.file < 0:
            self._count_start(code)
            return
        reason, detail = self._why(code)
        if place in self.verdicts:  # it ended on the way to an entry that it did not read
            self.verdicts[place] = Verdict(reason, f"{detail}; the rest is not read", rest=True)
        elif code in (-signal.SIGPROF, -signal.SIGALRM) or n_before == 0:
            self.verdicts[place] = Verdict(reason, detail)
        else:
            self.suspects.add(place)

    def _count_start(self, code: int) -> None:
        self.n_starts += 1
        if self.n_starts == _MAX_STARTS:
            raise ResourceError(
                f"the process that reads documents ends at its start (exit status {code}); look "
                "at its message above, and at the memory and the processes that are left"
            )

    def _why(self, code: int) -> tuple[str, str]:
        from kg_pipeline.sources.reading_process import CLOCK_PER_PROCESSOR_SECOND, OUT_OF_MEMORY

        seconds = self.settings.max_seconds
        if code == -signal.SIGPROF:
            return "too slow", f"more than {seconds:g} s of processor time (inputs.max_seconds)"
        if code == -signal.SIGALRM:
            clock = seconds * CLOCK_PER_PROCESSOR_SECOND
            return "too slow", f"more than {clock:g} s on the clock (3 times inputs.max_seconds)"
        if code == OUT_OF_MEMORY:
            limit = f"{self.settings.max_memory_mb} MB (inputs.max_memory_mb)"
            return "too much memory", f"more than {limit}"
        ended = signal.Signals(-code).name if code < 0 else f"exit status {code}"
        return "reader crashed", f"the reading process ended with {ended}"


def _table(stream: bytes) -> "pa.Table":
    import pyarrow as pa

    return pa.ipc.open_stream(stream).read_all()
