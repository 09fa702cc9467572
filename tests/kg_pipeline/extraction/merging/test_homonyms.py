"""One name, one or two entities: the documents' values tell."""

from random import Random

import pytest

from kg_pipeline.extraction.lexicon import PredicateEntry, PredicateLexicon
from kg_pipeline.extraction.merging import merge
from kg_pipeline.graph.content import GraphContent
from kg_pipeline.records import ObjectKind, Triple

LEXICON = PredicateLexicon(
    [
        PredicateEntry(predicate="出生日期", object="date", functional=True),
        PredicateEntry(predicate="出生地", object="place", functional=True),
    ]
)


def page(document: str, name: str, **values: str) -> list[Triple]:
    """One page's infobox; several values of one predicate are joined by 、."""
    return [
        Triple(
            name, label, value, kind_of(label), "", 0.97, "structured", document, source=document
        )
        for label, joined in values.items()
        for value in joined.split("、")
    ]


def kind_of(label: str) -> ObjectKind:
    return "date" if label.endswith("日期") else "text"


def others() -> list[Triple]:
    """Twenty other people, so that values have a frequency."""
    return [
        triple
        for n in range(20)
        for triple in page(
            f"o{n}", f"某人{n}", 出生日期=f"19{n + 50}年1月1日", 出生地=f"地{n}", 国籍="中国"
        )
    ]


def of_name(content: GraphContent, name: str) -> list[str]:
    ids = {one.subject for one in content.triples}
    return sorted(one for one in ids if one.partition("（")[0] == name)


def test_two_people_of_one_name_stay_apart_and_are_named_by_what_differs() -> None:
    said = others()
    said += page("a", "江珊", 出生日期="1967年12月22日", 出生地="镇江", 国籍="中国")
    said += page("b", "江珊", 出生日期="1943年9月24日", 出生地="荥阳", 国籍="中国")
    content = merge(said, lexicon=LEXICON)
    assert of_name(content, "江珊") == ["江珊（荥阳）", "江珊（镇江）"]
    bearer = next(one for one in content.entities if one.entity_id == "江珊（荥阳）")
    assert bearer.aliases == ("江珊",)


def test_a_name_with_a_sense_can_be_borne_by_two_and_stays_their_alias() -> None:
    said = others()
    said += page("a", "许可（新办）", 出生日期="1967年12月22日", 出生地="镇江")
    said += page("b", "许可（新办）", 出生日期="1943年9月24日", 出生地="荥阳")
    content = merge(said, lexicon=LEXICON)
    bearers = [one for one in content.entities if one.name.startswith("许可")]
    assert [one.name for one in bearers] == ["许可（新办）（荥阳）", "许可（新办）（镇江）"]
    assert all(one.aliases == ("许可（新办）",) for one in bearers)


def test_two_pages_that_agree_are_of_one_entity_whatever_else_differs() -> None:
    said = others()
    said += page("a", "江珊", 出生日期="1967年12月22日", 出生地="镇江", 身高="165厘米")
    said += page("b", "江珊", 出生日期="1967-12-22", 出生地="江苏", 身高="168厘米")
    assert of_name(merge(said, lexicon=LEXICON), "江珊") == ["江珊"]


@pytest.mark.parametrize(
    ("first", "second"),
    [("1967年", "1967年12月22日"), ("江苏省镇江市", "镇江"), ("江苏镇江", "江苏省镇江市")],
)
def test_a_less_exact_value_is_no_conflict(first: str, second: str) -> None:
    label = "出生日期" if "年" in first else "出生地"
    said = [*others(), *page("a", "江珊", **{label: first}), *page("b", "江珊", **{label: second})]
    assert of_name(merge(said, lexicon=LEXICON), "江珊") == ["江珊"]


def test_lists_that_differ_are_no_conflict() -> None:
    said = [*others(), *page("a", "江珊", 代表作品="甲、乙"), *page("b", "江珊", 代表作品="丙、丁")]
    assert of_name(merge(said, lexicon=LEXICON), "江珊") == ["江珊"]


def two_people() -> list[Triple]:
    said = others()
    said += page("a", "江珊", 出生日期="1967年12月22日", 出生地="镇江", 代表作品="过把瘾")
    said += page("b", "江珊", 出生日期="1943年9月24日", 出生地="荥阳", 代表作品="朝阳沟")
    return said


def test_an_object_is_the_bearer_of_its_own_document_or_the_one_that_names_the_subject() -> None:
    said = two_people()
    said += [Triple("剧院", "成员", "江珊", "entity", "", 0.9, "structured", "a", source="a")]
    said += [Triple("朝阳沟", "主演", "江珊", "entity", "", 0.9, "structured", "c", source="c")]
    said += [Triple("别处", "成员", "江珊", "entity", "", 0.9, "structured", "d", source="d")]
    found = {(one.subject, one.object) for one in merge(said, lexicon=LEXICON).triples}
    assert ("剧院", "江珊（镇江）") in found
    assert ("朝阳沟", "江珊（荥阳）") in found
    assert ("别处", "江珊") in found


def test_a_document_that_fits_both_is_of_neither() -> None:
    said = [*two_people(), *page("c", "江珊", 身高="165厘米")]
    names = of_name(merge(said, lexicon=LEXICON), "江珊")
    assert names == ["江珊", "江珊（荥阳）", "江珊（镇江）"]


def test_a_document_with_one_value_joins_the_entity_that_has_it() -> None:
    said = [*two_people(), *page("c", "江珊", 出生日期="1943年9月", 代表作品="朝阳沟")]
    content = merge(said, lexicon=LEXICON)
    assert of_name(content, "江珊") == ["江珊（荥阳）", "江珊（镇江）"]


def test_versions_of_one_document_are_of_one_entity() -> None:
    first = page("a", "渔业法", 通过日期="1986年1月20日", 施行日期="1986年7月1日")
    second = page("a", "渔业法", 通过日期="2013年12月28日", 施行日期="2014年3月1日")
    assert of_name(merge([*others(), *first, *second]), "渔业法") == ["渔业法"]


def test_imported_names_are_ids_unless_they_say_of_which_document_they_are() -> None:
    def imported(document: str, born: str) -> Triple:
        return Triple(
            "江珊", "出生日期", born, "date", "", 0.97, "imported", document, source="other"
        )

    same = [imported("other", "1967-12-22"), imported("other", "1943-09-24")]
    assert of_name(merge(same, lexicon=LEXICON), "江珊") == ["江珊"]
    pages = [imported("other#1", "1967-12-22"), imported("other#2", "1943-09-24")]
    assert len(of_name(merge(pages, lexicon=LEXICON), "江珊")) == 2


def test_entities_do_not_depend_on_the_order_of_documents() -> None:
    said = [*two_people(), *page("c", "江珊", 出生地="镇江"), *page("d", "江珊", 身高="1米")]
    content = merge(said, lexicon=LEXICON)
    for seed in range(5):
        Random(seed).shuffle(said)
        assert merge(said, lexicon=LEXICON) == content
