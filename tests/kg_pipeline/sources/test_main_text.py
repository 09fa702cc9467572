"""Of what trafilatura takes for the text, furniture and rows of links are left out."""

from collections.abc import Sequence

import pytest
from selectolax.lexbor import LexborHTMLParser

from kg_pipeline.sources import main_text
from kg_pipeline.sources.cleaning import clean_text
from kg_pipeline.sources.dom import build_page
from kg_pipeline.sources.furniture import mark_furniture
from kg_pipeline.sources.main_text import TextBlock, main_blocks
from kg_pipeline.sources.visible import VisibleLine, visible_lines

PROSE = "In winter the ferryman finds his way by the sound of the bell alone."
ASIDE = "Order our weekly letter about boats and ferries."


def lines_of(body: str) -> list[VisibleLine]:
    page = build_page(LexborHTMLParser(f"<html><body>{body}</body></html>").root)
    mark_furniture(page)
    return list(visible_lines(page, (), clean_text))


def blocks(
    body: str, extracted: Sequence[str], monkeypatch: pytest.MonkeyPatch
) -> list[tuple[str, str]]:
    """The blocks of a page in which trafilatura is made to find ``extracted``."""
    found = [TextBlock("paragraph", text) for text in extracted]
    monkeypatch.setattr(main_text, "extracted_blocks", lambda html, clean: found)
    return [(block.kind, block.text) for block in main_blocks("page", lines_of(body), clean_text)]


def test_furniture_that_trafilatura_keeps_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    body = f"<p>{PROSE}</p><p>{PROSE * 2}</p><aside><p>{ASIDE}</p></aside>"
    kept = blocks(body, [PROSE, PROSE * 2, ASIDE], monkeypatch)
    assert kept == [("paragraph", PROSE), ("paragraph", PROSE * 2)]


def test_where_most_would_be_furniture_trafilatura_is_believed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    body = f"<p>{PROSE}</p><aside><p>{PROSE * 2}</p></aside>"
    assert len(blocks(body, [PROSE, PROSE * 2], monkeypatch)) == 2


def test_a_row_of_links_is_left_out_and_a_single_link_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    body = f"<p>{PROSE}</p><p><a>The bell</a></p><p>{PROSE}!</p><p><a>One</a></p><p><a>Two</a></p>"
    kept = blocks(body, [PROSE, "The bell", PROSE + "!", "One", "Two"], monkeypatch)
    assert [text for _, text in kept] == [PROSE, "The bell", PROSE + "!"]


def test_a_page_given_back_whole_as_one_block_is_read_line_by_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    body = f"<p>{PROSE}</p><p>{PROSE * 2}</p>"
    assert len(blocks(body, [f"{PROSE} {PROSE * 2}"], monkeypatch)) == 2


def test_a_text_of_one_block_is_kept_beside_other_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    body = f"<p>{PROSE}</p>" + "<p>Opening hours and prices of the ferry.</p>" * 5
    assert blocks(body, [PROSE], monkeypatch) == [("paragraph", PROSE)]
