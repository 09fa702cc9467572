"""JSON-LD becomes rows, however badly it is written."""

import contextlib
import json
import time

import pytest

from kg_pipeline.sources.jsonld import JsonLdError, load_json_ld
from kg_pipeline.sources.structured_data import read_structured_data


def rows(value: object) -> list[tuple[str, str, str]]:
    source = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    data = read_structured_data(load_json_ld(source), ())
    return [(row.subject, row.property, row.value) for row in data.statements]


LAMP = {
    "@context": "https://schema.org",
    "@type": "Product",
    "name": "岫风灯",
    "url": "https://shop.example/1",
    "image": ["a.jpg"],
    "color": ["月白", "黛蓝"],
    "width": 64,
    "brand": {"@type": "Brand", "name": "岫风"},
    "offers": {"@type": "Offer", "price": "59.00", "priceCurrency": "CNY"},
}


def test_a_thing_gives_its_type_and_its_properties() -> None:
    assert rows(LAMP) == [
        ("岫风灯", "类型", "Product"),
        ("岫风灯", "color", "月白"),
        ("岫风灯", "color", "黛蓝"),
        ("岫风灯", "width", "64"),
        ("岫风灯", "brand", "岫风"),
        ("岫风灯", "price", "59.00"),
        ("岫风灯", "priceCurrency", "CNY"),
    ]


def test_a_named_thing_of_which_more_is_said_is_a_subject_too() -> None:
    value = {
        "@type": "Book",
        "name": "湖与人",
        "author": {"@type": "Person", "name": "陆砚", "birthDate": "1957"},
    }
    assert rows(value) == [
        ("湖与人", "类型", "Book"),
        ("湖与人", "author", "陆砚"),
        ("陆砚", "类型", "Person"),
        ("陆砚", "birthDate", "1957"),
    ]


def test_a_graph_is_read_and_its_references_get_names() -> None:
    value = {
        "@graph": [
            {"@type": "Organization", "@id": "#org", "name": "岫风公司"},
            {"@type": "Product", "name": "灯", "maker": {"@id": "#org"}},
            {"@type": "BreadcrumbList", "name": "路径", "itemListElement": [{"name": "首页"}]},
        ]
    }
    assert rows(value) == [
        ("岫风公司", "类型", "Organization"),
        ("灯", "类型", "Product"),
        ("灯", "maker", "岫风公司"),
    ]


def test_arrays_and_several_values_in_a_row_are_read() -> None:
    one, two = {"name": "甲", "a": 1}, {"name": "乙", "a": 2}
    assert rows([one, two]) == rows(json.dumps(one) + "\n" + json.dumps(two))


def test_a_thing_without_a_name_says_nothing() -> None:
    assert rows({"@type": "Offer", "price": "3"}) == []


@pytest.mark.parametrize(
    "source",
    [
        '{"name": "灯", "color": ["白", "蓝",], }',
        '// note\n{"name": "灯", /* here */ "color": ["白", "蓝"]} ;',
        '<!-- {"name": "灯", "color": ["白", "蓝"]} -->',
        '/*<![CDATA[*/{"name": "灯", "color": ["白", "蓝"]}/*]]>*/',
        '{"name": "灯", "color": ["白\n", "\t蓝"]}',
        '{"name": "灯"\n "color": ["白", "蓝"]}',
        "{&quot;name&quot;: &quot;灯&quot;, &quot;color&quot;: [&quot;白&quot;, &quot;蓝&quot;]}",
    ],
)
def test_broken_rules_of_json_are_forgiven(source: str) -> None:
    assert rows(source) == [("灯", "color", "白"), ("灯", "color", "蓝")]


def test_a_wrong_escape_is_a_backslash() -> None:
    assert rows(r'{"name": "灯", "a": "2 \d"}') == [("灯", "a", "2 \\d")]


def test_commas_and_slashes_inside_strings_stay() -> None:
    assert rows('{"name": "灯", "a": "http://x.example/,]", }') == [
        ("灯", "a", "http://x.example/,]")
    ]


def test_markup_and_entities_in_values_go() -> None:
    assert rows({"name": "R&amp;D", "a": "<b>粗</b> &lt; 细"}) == [("R&D", "a", "粗 < 细")]


@pytest.mark.parametrize(
    "source", ["no json", "{", "{'name': 'x'}", "[" * 100_000, '"\\"' * 100_000]
)
def test_what_is_no_json_is_an_error(source: str) -> None:
    with pytest.raises(JsonLdError, match="no JSON even after repair"):
        load_json_ld(source)


def test_deep_nesting_ends() -> None:
    source = '{"name": "0", "a": ' * 500 + "1" + "}" * 500
    assert len(rows(source)) < 500


@pytest.mark.parametrize("filler", ["\n", " ", "<", "\\", "&amp;", ", ", '"\n'])
def test_long_runs_of_anything_take_no_long_time(filler: str) -> None:
    begin = time.perf_counter()
    source = '{"@type": "Recipe", "name": "Suppe", "keywords": "' + filler * 100_000
    for text in (source, source + '"}', source + '"} {'):
        with contextlib.suppress(JsonLdError):
            read_structured_data(load_json_ld(text), ())
    assert time.perf_counter() - begin < 5


def test_a_line_break_stands_for_a_missing_comma() -> None:
    assert rows('{"name": "灯"\n "color": ["白"\n "蓝"]}') == [
        ("灯", "color", "白"),
        ("灯", "color", "蓝"),
    ]
