"""A reading process in which texts do what they say: crash, hang, sleep, fill the memory, fail."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

from kg_pipeline.records import Document, SetAside
from kg_pipeline.sources import reading_process
from kg_pipeline.sources.documents import READERS
from kg_pipeline.sources.files import Cleaner, Entry
from kg_pipeline.sources.inputs import SourceSettings

N_READ = []  # what this process has read before


def obey(text: str) -> None:
    """Do the harm that a text speaks of."""
    if "crash later" in text and N_READ:
        os.abort()
    if "crash now" in text:
        os.abort()
    if "hang" in text:
        while True:
            pass
    if "sleep" in text:
        time.sleep(60)
    if "memory" in text:
        _ = [bytearray(1 << 20) for _ in range(1 << 20)]
    if "fail" in text:
        raise RuntimeError("a fault in the reader")


def staged_entries(path: Path, settings: SourceSettings, clean: Cleaner) -> Iterator[Entry]:
    """One entry a line; what follows ``STOP`` is done on the way to the next line."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        said, _, between = line.partition("STOP")
        obey(between)

        def read(text: str = said, uri: str = f"{path}#{number}") -> Iterator[Document | SetAside]:
            obey(text)
            N_READ.append(text)
            yield Document(uri, uri, "text/plain", "utf-8", "en", "", text)

        yield Entry(f"{path}#{number}", read)


def serve(connection: int, progress: int) -> None:
    """As ``reading_process.serve``, with these texts."""
    READERS["txt"] = staged_entries
    reading_process.serve(connection, progress)
