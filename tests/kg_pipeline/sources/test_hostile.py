"""Hostile documents: each ends within its limits, is read or set aside, and the rest goes on."""

import gzip
import io
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import docx
import pytest

from kg_pipeline.records import Document, SetAside, documents_from
from kg_pipeline.sources.documents import read_documents
from kg_pipeline.sources.inputs import SourceSettings
from kg_pipeline.sources.isolation import IsolatedReader
from tests.kg_pipeline.sources.printed import Printed, pdf

SAID = "渡口由县人民政府管理。"
_ENTITIES = '<!ENTITY a0 "aaaaaaaaaa">' + "".join(
    f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)
)


def word_bomb() -> bytes:
    """A Word file of 200 kB that unpacks to 210 MB."""
    output = io.BytesIO()
    docx.Document().save(output)
    with zipfile.ZipFile(output, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/media/a.bin", bytes(210_000_000))
    return output.getvalue()


def page(rows: int, cells: int) -> str:
    """A page with one table of so many rows and cells a row."""
    return f"<table>{('<tr>' + '<td>1</td>' * cells + '</tr>') * rows}</table>"


@dataclass(frozen=True, slots=True)
class Hostile:
    """A file and what may come of it: a reason, or "" where it may be read."""

    name: str
    content: bytes
    reasons: tuple[str, ...]


def hostile() -> Iterator[Hostile]:
    """Everything that was asked for, and its neighbours."""
    one = pdf([[Printed(SAID, 80, 700)]])
    heavy = ("", "too much memory", "too slow")
    yield Hostile("deep.html", b"<div>" * 100_000 + SAID.encode() + b"</div>" * 100_000, ("",))
    mixed = b"<div><b><ul><li><table><tr><td><span>" * 12_500
    yield Hostile("deep_mixed.html", mixed + SAID.encode(), ("",))
    yield Hostile("large.html", b"<p>" + b"x" * 100_000_000, ("too large",))
    yield Hostile("large.html.gz", gzip.compress(bytes(100_000_000)), ("too large",))
    yield Hostile("cells.html", page(1000, 1000).encode(), heavy)
    kind = f"<!DOCTYPE html [{_ENTITIES}]>"
    yield Hostile("entities.html", f"{kind}<p>&a11;</p><p>{SAID}</p>".encode(), ("",))
    text = f'<?xml version="1.0"?>{kind}<html><body><p>&a11;</p><p>{SAID}</p></body></html>'
    yield Hostile("entities.xhtml", text.encode(), ("",))
    yield Hostile("bomb.docx", word_bomb(), ("too large unpacked",))
    yield Hostile("locked.pdf", pdf([[Printed(SAID, 80, 700)]], locked=True), ("encrypted PDF",))
    yield Hostile("cut.pdf", one[:300], ("damaged PDF", "no text layer"))
    yield Hostile("nulls.html", b"<p>\x00" + SAID.encode() + b"\x00</p>", ("",))
    yield Hostile("nulls.txt", bytes(100_000), ("not text",))
    yield Hostile("marks.html", f"<p>\u202e{SAID}\u202c\u200f\u2066</p>".encode(), ("",))
    yield Hostile(
        "table.md", b"|" * 900_000 + b"\n" + b"|-" * 900_000 + b"\n" + b"|a|\n" * 99, heavy
    )


PEAK = """
import resource, sys
from pathlib import Path
from kg_pipeline.sources.inputs import SourceSettings
from kg_pipeline.sources.isolation import IsolatedReader
with IsolatedReader() as reader:
    for files in reader.read([Path(path) for path in sys.argv[1:]], SourceSettings(paths=["x"])):
        for entry in files.set_aside:
            print(entry.reason)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)
"""


@pytest.mark.slow
def test_the_reading_process_stays_within_its_memory(tmp_path: Path) -> None:
    """Asked from a small process, for a child begins with the peak of the one that starts it."""
    path = tmp_path / "cells.html"
    path.write_text(page(1000, 1000))
    ended = subprocess.run(
        [sys.executable, "-c", PEAK, str(path)], capture_output=True, text=True, check=True
    )
    *reasons, peak = ended.stdout.split("\n")[:-1]
    assert reasons in (["too much memory"], ["too slow"], [])
    assert int(peak) <= 700  # MB: the limit and the libraries


@pytest.mark.slow
def test_hostile_documents_end_within_their_limits_and_the_rest_is_read(tmp_path: Path) -> None:
    calm = tmp_path / "calm.txt"
    calm.write_text(SAID, encoding="utf-8")
    settings = SourceSettings(paths=["x"])
    with IsolatedReader() as reader:
        for case in hostile():
            path = tmp_path / case.name
            path.write_bytes(case.content)
            start = time.monotonic()
            read = list(reader.read([path, calm], settings))
            seconds = time.monotonic() - start
            documents = [found for files in read for found in documents_from(files.documents)]
            aside = [entry for files in read for entry in files.set_aside]
            assert documents[-1].text == SAID and documents[-1].uri == calm.as_posix()
            if len(documents) == 2:
                assert "" in case.reasons and SAID in documents[0].text + SAID, case.name
            else:
                assert [entry.source for entry in aside] == [path.as_posix()], case.name
                assert aside[0].reason in case.reasons, (case.name, aside)
            # The limit is processor time; a busy machine takes longer on the clock.
            assert seconds < 40, case.name
            path.unlink()


def test_text_is_read_where_only_its_surroundings_are_hostile(tmp_path: Path) -> None:
    for case in hostile():
        if case.reasons == ("",):
            path = tmp_path / case.name
            path.write_bytes(case.content)
            (document,) = read_documents(path, SourceSettings(paths=["x"]))
            assert isinstance(document, Document) and SAID in document.text, case.name


def test_right_to_left_marks_do_not_reach_the_text(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(f"<p>\u202e{SAID}\u202c\u200f\u2066</p>", encoding="utf-8")
    (document,) = read_documents(tmp_path / "a.html", SourceSettings(paths=["x"]))
    assert isinstance(document, Document) and document.text == SAID


class _Counting(BaseHTTPRequestHandler):
    """Counts what is asked of it."""

    asked: list[str] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_response(404)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


_NO_NETWORK = """
import sys
def refuse(event, arguments):
    # Not the creation of a socket: urllib3 asks at its import whether there is IPv6.
    reached = ("socket.connect", "socket.send", "socket.get", "urllib.", "http.", "ftplib.")
    if event.startswith(reached):
        raise SystemExit(f"network: {event}")
sys.addaudithook(refuse)
"""


def inviting(address: str) -> dict[str, bytes]:
    """Files that ask for something at the address in every way that their formats have."""
    html = f"""<!DOCTYPE html SYSTEM "{address}/a.dtd" [<!ENTITY x SYSTEM "{address}/x">]>
    <html manifest="{address}/m"><head><base href="{address}/">
    <meta http-equiv=refresh content="0; url={address}/refresh">
    <link rel=stylesheet href="{address}/s.css"><link rel=canonical href="{address}/c">
    <script src="{address}/s.js"></script>
    <script type="application/ld+json">{{"@context": "{address}/context",
    "@type": "Thing", "@id": "{address}/id", "name": "渡口"}}</script></head>
    <body><p>{SAID}&x;</p><img src="{address}/i.png"><iframe src="{address}/f"></iframe>
    <object data="{address}/o"></object><table><tr><th>名称</th><td>渡口</td></tr></table>
    </body></html>"""
    output = io.BytesIO()
    content = docx.Document()
    content.add_paragraph(SAID)
    content.part.relate_to(
        f"{address}/template",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate",
        is_external=True,
    )
    content.save(output)
    return {
        "a.html": html.encode(),
        "b.xhtml": b'<?xml version="1.0"?>' + html.encode(),
        "c.docx": output.getvalue(),
        "d.pdf": pdf([[Printed(SAID, 80, 700)]]),
        "e.md": f"# 题\n\n![i]({address}/i.png) {SAID}".encode(),
    }


def test_no_network_is_touched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # The hook sees what Python does, the server also what libraries in C might do.
    (tmp_path / "hook").mkdir()
    (tmp_path / "hook" / "sitecustomize.py").write_text(_NO_NETWORK, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "hook"))
    server = HTTPServer(("127.0.0.1", 0), _Counting)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    paths = []
    for name, content in inviting(f"http://127.0.0.1:{server.server_port}").items():
        paths.append(tmp_path / name)
        paths[-1].write_bytes(content)
    with IsolatedReader() as reader:
        read = list(reader.read(paths, SourceSettings(paths=["x"])))
    server.shutdown()
    server.server_close()
    documents = [found for files in read for found in documents_from(files.documents)]
    aside: list[SetAside] = [entry for files in read for entry in files.set_aside]
    assert len(documents) == len(paths) and not aside, aside
    assert all(SAID in document.text for document in documents)
    assert _Counting.asked == []
