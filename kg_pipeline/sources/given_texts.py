"""A text that is already in memory, as a document."""

import hashlib

from kg_pipeline.records import Block, Document, Language
from kg_pipeline.sources.sentences import language_of


def document_of_text(
    text: str, title: str = "", uri: str = "text", language: Language | None = None
) -> Document:
    """The text as it stands, one paragraph a line; its id is the SHA-256 of text and title."""
    blocks: list[Block] = []
    start = 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block("paragraph", start, start + len(line)))
        start += len(line) + 1
    written = f"{title}\n{text}" if title else text
    return Document(
        document_id=hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest(),
        uri=uri,
        media_type="text/plain",
        encoding="utf-8",
        language=language or language_of(text),
        title=title,
        text=text,
        blocks=tuple(blocks),
    )
