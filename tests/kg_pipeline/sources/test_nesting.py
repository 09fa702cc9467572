"""Pages nested too deep lose their innermost tags and keep their text."""

import time

import pytest

from kg_pipeline.sources.nesting import limit_nesting


def test_a_usual_page_is_returned_as_it_is() -> None:
    page = "<html><body>" + "<div><p>甲<br><ul><li>乙<li>丙</ul></div>" * 500 + "</body></html>"
    assert limit_nesting(page) is page


def test_unclosed_inline_tags_in_closed_blocks_do_not_add_up() -> None:
    page = "<div><span>甲</div>" * 1000
    assert limit_nesting(page) is page


def test_tags_in_scripts_and_comments_do_not_count() -> None:
    page = "<script>" + "<div>" * 500 + "</script><!--" + "<div>" * 500 + "--><p>甲"
    assert limit_nesting(page) is page


@pytest.mark.parametrize("tag", ["div", "ul", "table", "b", "div/"])
def test_deep_tags_go_and_the_text_stays(tag: str) -> None:
    flat = limit_nesting(f"<{tag}>" * 10_000 + "深处" + "</div>" * 10_000)
    assert flat.count(f"<{tag}>") <= 200
    assert "深处" in flat


def test_the_end_tags_of_dropped_tags_go_with_them() -> None:
    flat = limit_nesting("<div>" * 4 + "甲" + "</div>" * 4 + "<p>乙</p>", maximum=2)
    assert flat.replace(" ", "") == "<div><div>甲</div></div><p>乙</p>"


@pytest.mark.parametrize("attack", ["<", "<!--", "<script>", "<a ", "<div><span></div>"])
def test_hostile_markup_takes_linear_time(attack: str) -> None:
    start = time.perf_counter()
    limit_nesting(attack * 30_000)
    assert time.perf_counter() - start < 5.0
