"""PDF files (ISO 32000): the text layer, page by page, as headings and paragraphs.

PDFium gives lines and where they stand. Running heads and page numbers are left out; lines that end
only because they were full are joined, over the end of a page too; lines in larger type are
headings. Pages stand in ``Document.nodes``. Scanned pages have no text layer: they are set aside.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from kg_pipeline.records import Cell, Document, SetAside
from kg_pipeline.sources.assembly import Assembler, Origin, RawFile, finished
from kg_pipeline.sources.files import Cleaner
from kg_pipeline.sources.inputs import SourceSettings
from kg_pipeline.sources.page_lines import PageLine, lines_of, paragraphs, without_running_heads
from kg_pipeline.sources.plain_text import MAX_TITLE_CHARACTERS, add_key_values

_MEDIA_TYPE = "application/pdf"
_MARK = b"%PDF-"
_LOCKED = (4, 5)  # FPDF_GetLastError: a password, or a kind of security that PDFium does not know
_NOT_SPACE = re.compile(r"\S")


def read_pdf(
    raw: RawFile, settings: SourceSettings, clean: Cleaner
) -> Iterator[Document | SetAside]:
    """The file's document."""
    import pypdfium2

    if _MARK not in raw.data[:1024]:
        yield SetAside(raw.uri, "not PDF", f"the file begins {raw.data[:16]!r}")
        return
    try:
        with pypdfium2.PdfDocument(raw.data) as content:
            pages = [lines_of(content[index], index + 1, clean) for index in range(len(content))]
    except pypdfium2.PdfiumError as error:
        locked = error.err_code in _LOCKED
        yield SetAside(raw.uri, "encrypted PDF" if locked else "damaged PDF", str(error))
        return
    lines = without_running_heads(pages)
    if not lines:
        yield SetAside(raw.uri, "no text layer", f"{len(pages)} pages of images; read them by OCR")
        return
    assembler = Assembler()
    title = _add_blocks(lines, assembler)
    origin = Origin(raw.document_id, raw.uri, _MEDIA_TYPE, "utf-16-le")
    document = finished(origin, title or raw.stem, assembler)
    if isinstance(document, Document):
        document = replace(document, nodes=tuple(_pages(lines, document.text)))
    yield document


def _add_blocks(lines: list[PageLine], assembler: Assembler) -> str:
    """Add headings and paragraphs; the title: the first heading on top, else a short first line."""
    title = ""
    for number, block in enumerate(paragraphs(lines)):
        if number == 0 and len(block.text) <= MAX_TITLE_CHARACTERS:
            title = block.text
        is_title = title == block.text and number == 0 and block.kind == "heading"
        assembler.add("title" if is_title else block.kind, block.text)
    add_key_values(assembler)
    return title


def _pages(lines: list[PageLine], text: str) -> Iterator[Cell]:
    """Where each page begins and ends; the lines and the text differ in white space alone."""
    places = [match.start() for match in _NOT_SPACE.finditer(text)]
    sizes: dict[int, int] = {}
    for line in lines:
        sizes[line.page] = sizes.get(line.page, 0) + len(_NOT_SPACE.findall(line.text))
    first = 0
    for page, size in sizes.items():
        if size:
            start, end = places[first], places[first + size - 1] + 1
            yield Cell("", start, end, xpath=f"/page[{page}]")
        first += size
