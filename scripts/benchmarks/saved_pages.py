"""Archives of saved web pages, opened for the benchmarks, and how their pages are parted.

``--data PATH`` of a benchmark holds NAME/ARCHIVE.tar.zst, or the same unpacked under NAME/.
"""

import hashlib
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import pyarrow as pa

from kg_pipeline.errors import DataError

Half = Literal["development", "test"]


@contextmanager
def opened(data: Path, name: str, archive: str, marker: str) -> Iterator[Path]:
    """The folder with the pages of a set: ``data/name`` as it is, or its archive unpacked for now.

    marker: a file or folder that the unpacked set holds
    """
    folder = data / name
    if (folder / marker).exists():
        yield folder
        return
    if not (folder / archive).is_file():
        raise DataError(
            f"{folder}: expected {archive} or the unpacked {marker}, found neither; "
            "give the folder that holds them with --data"
        )
    with tempfile.TemporaryDirectory() as temporary:
        with (
            pa.input_stream(str(folder / archive), compression="zstd") as plain,
            tarfile.open(fileobj=plain, mode="r|") as tar,
        ):
            tar.extractall(temporary, filter="data")
        holders = [path.parent for path in sorted(Path(temporary).rglob(marker))]
        if not holders:
            raise DataError(f"{folder / archive}: expected {marker} inside, found none")
        yield holders[0]


def half_of(key: str) -> Half:
    """Which half a page belongs to: errors are looked at in the development half alone."""
    digest = hashlib.sha256(f"saved pages, seed 1: {key}".encode()).digest()
    return "development" if digest[0] % 2 else "test"
