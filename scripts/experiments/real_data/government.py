"""Laws as Markdown files and service items as JSON lines, as they are."""

import shutil
import tarfile
from pathlib import Path

from .records import Json, json_lines


def write_government(data: Path, out: Path) -> Json:
    """Unpack the laws, copy the items; return counts."""
    import pyarrow as pa

    out.mkdir(parents=True, exist_ok=True)
    archive = str(data / "zh_laws" / "laws.tar.zst")
    with (
        pa.input_stream(archive, compression="zstd") as stream,
        tarfile.open(fileobj=stream, mode="r|") as laws,
    ):
        laws.extractall(out, filter="data")
    shutil.copyfile(data / "gov_services" / "policy.json", out / "items.jsonl")
    return {
        "laws": sum(1 for _ in (out / "laws").rglob("*.md")),
        "items": sum(1 for _ in json_lines(out / "items.jsonl")),
    }
