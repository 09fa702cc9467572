"""Web archives: saved pages by their addresses, all else counted."""

import gzip
import io
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from kg_pipeline.records import Document, SetAside
from tests.kg_pipeline.sources.reading import read, read_aside, read_one

PAGE = "<html><head><title>渡口</title></head><body><h1>渡口</h1><p>渡口由县人民政府管理。</p></body></html>"
ADDRESS = "http://example.org/guide/ferry.html"


def archive(*records: dict[str, object], packed: bool = False) -> bytes:
    """A WARC file; a record's keys: kind, uri, body, type, status, headers."""
    output = io.BytesIO()
    writer = WARCWriter(output, gzip=packed)
    for entry in records:
        kind = str(entry.get("kind", "response"))
        body = entry.get("body", PAGE)
        media_type = str(entry.get("type", "text/html"))
        headers = [("Content-Type", media_type), *entry.get("headers", [])]  # type: ignore[misc]
        status = StatusAndHeaders(str(entry.get("status", "200 OK")), headers, protocol="HTTP/1.1")
        record = writer.create_warc_record(
            str(entry.get("uri", ADDRESS)),
            kind,
            payload=io.BytesIO(body if isinstance(body, bytes) else str(body).encode()),
            http_headers=status if kind in ("response", "request") else None,
            warc_content_type=media_type if kind == "resource" else "application/http",
        )
        writer.write_record(record)
    return output.getvalue()


@pytest.mark.parametrize(("name", "packed"), [("a.warc", False), ("a.warc.gz", True)])
def test_a_saved_page_is_a_document_called_by_its_address(
    tmp_path: Path, name: str, packed: bool
) -> None:
    document = read_one(tmp_path, name, archive({}, packed=packed))
    assert (document.uri, document.title, document.media_type) == (ADDRESS, "渡口", "text/html")
    assert "渡口由县人民政府管理。" in document.text


def test_a_resource_is_a_page_too(tmp_path: Path) -> None:
    assert read_one(tmp_path, "a.warc", archive({"kind": "resource"})).uri == ADDRESS


def test_what_is_no_page_is_counted(tmp_path: Path) -> None:
    content = archive(
        {"kind": "request", "body": ""},
        {},
        {"status": "404 Not Found"},
        {"type": "image/png", "body": b"\x89PNG"},
        {"type": "image/png", "body": b"\x89PNG"},
    )
    document, aside = read(tmp_path, "a.warc", content)
    assert isinstance(document, Document) and isinstance(aside, SetAside)
    assert (aside.source, aside.reason) == ((tmp_path / "a.warc").as_posix(), "no web pages")
    assert aside.detail == (
        "2 contents of type image/png, 1 request records, 1 responses with status 404"
    )


def test_the_servers_character_set_counts_before_the_pages_own(tmp_path: Path) -> None:
    text = "行政機關應於收到申請後通知當事人補正"
    body = f"<meta charset=utf-8><p>{text}</p>".encode("big5")
    entry = {"type": "text/html; charset=Big5", "body": body}
    assert read_one(tmp_path, "a.warc", archive(entry)).text == text


def test_packed_and_chunked_contents_are_unpacked(tmp_path: Path) -> None:
    body = gzip.compress(PAGE.encode(), mtime=0)
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)
    headers = [("Content-Encoding", "gzip"), ("Transfer-Encoding", "chunked")]
    document = read_one(tmp_path, "a.warc", archive({"body": chunked, "headers": headers}))
    assert document.title == "渡口"


def test_a_page_over_the_limit_is_set_aside_and_the_next_one_is_read(tmp_path: Path) -> None:
    bomb = {
        "uri": "http://example.org/bomb",
        "body": gzip.compress(bytes(50_000_000), mtime=0),
        "headers": [("Content-Encoding", "gzip")],
    }
    aside, document = read(tmp_path, "a.warc", archive(bomb, {}), max_bytes=1_000_000)
    assert isinstance(aside, SetAside) and isinstance(document, Document)
    assert (aside.source, aside.reason) == ("http://example.org/bomb", "too large")


def test_the_pages_before_a_damaged_spot_are_kept(tmp_path: Path) -> None:
    whole = archive({}, {"uri": "http://example.org/2"}, packed=True)
    document, aside = read(tmp_path, "a.warc.gz", whole[: len(whole) - 60])
    assert isinstance(document, Document) and isinstance(aside, SetAside)
    assert (aside.source, aside.reason) == ("http://example.org/2", "damaged archive")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"no archive at all\n" * 20, "damaged archive"),
        (gzip.compress(b"no archive at all\n" * 20, mtime=0), "damaged archive"),
    ],
)
def test_a_file_that_is_no_archive_is_set_aside(
    tmp_path: Path, content: bytes, reason: str
) -> None:
    assert read_aside(tmp_path, "a.warc", content).reason == reason


def test_an_archive_cut_anywhere_gives_pages_or_reasons(tmp_path: Path) -> None:
    for packed in (False, True):
        whole = archive({}, {"uri": "http://example.org/2"}, packed=packed)
        for end in range(1, len(whole), 41):
            found = read(tmp_path, "a.warc.gz" if packed else "a.warc", whole[:end])
            assert found
