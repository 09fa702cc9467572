"""Microdata and RDFa become things as JSON-LD has them, with places."""

from typing import cast

from selectolax.lexbor import LexborHTMLParser

from kg_pipeline.sources.cleaning import clean_text
from kg_pipeline.sources.dom import build_page
from kg_pipeline.sources.furniture import mark_furniture
from kg_pipeline.sources.microdata import read_microdata
from kg_pipeline.sources.structured_data import read_structured_data
from kg_pipeline.sources.things import JsonValue

Things = list[JsonValue]


def things(body: str) -> Things:
    parser = LexborHTMLParser(f"<html><body>{body}</body></html>")
    page = build_page(parser.root)
    mark_furniture(page)
    return read_microdata(page, clean_text)


def facts(body: str) -> list[tuple[str, str, str]]:
    data = read_structured_data(things(body), ())
    return [(row.subject, row.property, row.value) for row in data.statements]


LAMP = """<div itemscope itemtype="https://schema.org/Product">
<h2 itemprop="name">Vale lamp</h2> <span itemprop="color">green</span>
<div itemprop="brand" itemscope itemtype="https://schema.org/Brand"><b itemprop="name">Vale</b></div>
<p itemprop="offers" itemscope itemtype="https://schema.org/Offer">
<meta itemprop="price" content="59.00">now 59!</p>
<time itemprop="releaseDate" datetime="2031-05-01">last May</time></div>"""


def test_properties_belong_to_the_nearest_thing() -> None:
    assert facts(LAMP) == [
        ("Vale lamp", "类型", "Product"),
        ("Vale lamp", "color", "green"),
        ("Vale lamp", "brand", "Vale"),
        ("Vale lamp", "price", "59.00"),
        ("Vale lamp", "releaseDate", "2031-05-01"),
    ]


def test_rdfa_says_the_same_in_other_words() -> None:
    rdfa = LAMP.replace('itemscope itemtype="https://schema.org/', 'typeof="schema:')
    assert facts(rdfa.replace("itemprop", "property")) == facts(LAMP)


def test_other_vocabularies_with_prefixes_are_left_alone() -> None:
    assert things('<div typeof="foaf:Image"><i property="rdfs:label">a</i></div>') == []


def test_a_value_knows_where_the_page_shows_it() -> None:
    (lamp,) = things('<div itemscope itemtype="Product"><i itemprop="color">green</i></div>')
    assert cast(dict[str, JsonValue], lamp)["color"] == [
        {"@value": "green", "@xpath": "/html/body/div/i"}
    ]


def test_links_give_their_text_and_a_list_gives_its_items() -> None:
    body = """<div itemscope itemtype="Recipe"><b itemprop="name">Fen soup</b>
    <a itemprop="author" href="/ida">Ida Moor</a>
    <div itemprop="recipeIngredient"><ul><li>2 leeks</li><li>salt</li></ul></div></div>"""
    assert facts(body)[1:] == [
        ("Fen soup", "author", "Ida Moor"),
        ("Fen soup", "recipeIngredient", "2 leeks"),
        ("Fen soup", "recipeIngredient", "salt"),
    ]


def test_things_in_the_furniture_are_left_out() -> None:
    aside = '<aside><div itemscope itemtype="Product"><i itemprop="name">Ad</i></div></aside>'
    assert things("<h1>Lamps</h1><p>Some words about lamps and light.</p>" + aside) == []


def test_the_author_of_a_review_is_not_that_of_the_thing() -> None:
    review = """<div class="reviews" itemprop="review" itemscope itemtype="Review">
    <i itemprop="author">Tom Dell</i></div></div>"""
    values = {value for _, _, value in facts(LAMP.removesuffix("</div>") + review)}
    assert "Tom Dell" not in values


def test_a_property_outside_any_thing_says_nothing() -> None:
    assert things('<i itemprop="name">alone</i>') == []
