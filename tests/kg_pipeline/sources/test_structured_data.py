"""What a page states as data is said of the right thing, and of the page's own thing above all."""

from kg_pipeline.sources.structured_data import read_structured_data
from kg_pipeline.sources.things import JsonValue

LAMP: JsonValue = {"@type": "Product", "name": "Vale lamp", "weight": "2 kg"}
OTHER: JsonValue = {"@type": "Product", "name": "Crag chair", "weight": "9 kg"}


def facts(*values: JsonValue, titles: tuple[str, ...] = ()) -> set[tuple[str, str, str]]:
    data = read_structured_data(values, titles)
    return {(row.subject, row.property, row.value) for row in data.statements}


def main_of(*values: JsonValue, titles: tuple[str, ...] = ()) -> str:
    return read_structured_data(values, titles).name


def test_the_only_thing_of_a_page_is_its_main_entity() -> None:
    assert main_of(LAMP) == "Vale lamp"


def test_among_several_things_the_title_decides() -> None:
    assert main_of(OTHER, LAMP, titles=("Vale lamp - our bestseller",)) == "Vale lamp"
    assert main_of(OTHER, LAMP, titles=("All our goods",)) == ""


def test_what_the_page_declares_goes_before_its_title() -> None:
    page: JsonValue = {"@type": "WebPage", "mainEntity": {"@id": "#chair"}}
    chair: JsonValue = {"@type": "Product", "@id": "#chair", "name": "Crag chair"}
    assert main_of(page, LAMP, chair, titles=("Vale lamp",)) == "Crag chair"


def test_a_main_entity_inside_its_page_is_read() -> None:
    page: JsonValue = {"@type": "ItemPage", "name": "Shop", "mainEntity": LAMP}
    assert ("Vale lamp", "weight", "2 kg") in facts(page)


def test_questions_of_a_page_are_not_what_it_is_about() -> None:
    questions: JsonValue = {
        "@type": "FAQPage",
        "mainEntity": [{"@type": "Question", "name": "Is the Vale lamp bright?"}],
    }
    assert main_of(questions, LAMP, titles=("Vale lamp",)) == "Vale lamp"


def test_the_maker_of_a_page_is_not_what_it_is_about() -> None:
    maker: JsonValue = {"@type": "LocalBusiness", "name": "Vale works", "address": "Mill Lane 1"}
    assert main_of(maker, titles=("How we turn wood", "Vale works")) == ""
    assert main_of(maker, titles=("Vale works",)) == "Vale works"


def test_a_thing_goes_before_the_text_about_it_but_takes_author_and_dates_from_it() -> None:
    text: JsonValue = {
        "@type": "BlogPosting",
        "headline": "The Vale lamp in our test",
        "author": {"@type": "Person", "name": "Ida Moor"},
        "wordCount": 800,
    }
    assert facts(text, LAMP) == {
        ("Vale lamp", "类型", "Product"),
        ("Vale lamp", "weight", "2 kg"),
        ("Vale lamp", "author", "Ida Moor"),
    }


def test_a_text_is_called_as_its_page_where_both_agree() -> None:
    text: JsonValue = {"@type": "NewsArticle", "headline": "Bridge reopened", "section": "Town"}
    assert ("Bridge reopened at last", "section", "Town") in facts(
        text, titles=("Bridge reopened at last",)
    )


def test_an_article_that_names_its_subject_says_nothing_of_it_itself() -> None:
    article: JsonValue = {
        "@type": "Article",
        "name": "Vale lamp",
        "author": "many hands",
        "mainEntity": "https://things.example/417",
    }
    assert facts(article, titles=("Vale lamp",)) == set()


def test_a_main_entity_without_a_name_is_called_as_its_page() -> None:
    assert ("Vale lamp", "weight", "2 kg") in facts(
        {"@type": "Product", "weight": "2 kg"}, titles=("Vale lamp",)
    )


def test_recommended_things_give_nothing_to_the_page() -> None:
    lamp: JsonValue = {
        "@type": "Product",
        "name": "Vale lamp",
        "isRelatedTo": [{"@type": "Product", "weight": "9 kg"}],
        "video": {"@type": "VideoObject", "duration": "PT2M"},
        "subjectOf": {"@type": "Event", "startDate": "2031-01-01"},
    }
    assert facts(lamp) == {("Vale lamp", "类型", "Product")}


def test_nested_values_without_a_name_belong_to_their_holder_if_they_are_values() -> None:
    soup: JsonValue = {
        "@type": "Recipe",
        "name": "Fen soup",
        "nutrition": {"@type": "NutritionInformation", "calories": "90 kcal"},
        "provider": {"@type": "Organization", "telephone": "417"},
    }
    assert facts(soup) == {("Fen soup", "类型", "Recipe"), ("Fen soup", "calories", "90 kcal")}


def test_amounts_and_named_properties_keep_their_units() -> None:
    lamp: JsonValue = {
        "@type": "Product",
        "name": "Vale lamp",
        "height": {"@type": "QuantitativeValue", "value": 64, "unitText": "cm"},
        "additionalProperty": [{"@type": "PropertyValue", "name": "Socket", "value": "E27"}],
    }
    assert {("Vale lamp", "height", "64 cm"), ("Vale lamp", "Socket", "E27")} <= facts(lamp)


def test_one_thing_in_two_scripts_is_one_thing() -> None:
    first: JsonValue = {"@id": "#lamp", "@type": "Product", "name": "Vale lamp"}
    second: JsonValue = {"@id": "#lamp", "color": "green"}
    assert ("Vale lamp", "color", "green") in facts(first, second)


def test_a_list_in_one_string_is_parted() -> None:
    soup: JsonValue = {
        "@type": "Recipe",
        "name": "Fen soup",
        "keywords": "soup, quick",
        "recipeIngredient": "2 leeks<br>salt, a pinch",
        "tool": ["pot, large", "spoon"],
    }
    assert facts(soup) == {
        ("Fen soup", "类型", "Recipe"),
        ("Fen soup", "keywords", "soup"),
        ("Fen soup", "keywords", "quick"),
        ("Fen soup", "recipeIngredient", "2 leeks"),
        ("Fen soup", "recipeIngredient", "salt, a pinch"),
        ("Fen soup", "tool", "pot, large"),
        ("Fen soup", "tool", "spoon"),
    }


def test_commas_part_ingredients_only_where_each_begins_with_an_amount() -> None:
    for text, n_values in (("2 leeks, 1 onion, ½ lemon", 3), ("2 leeks, washed", 1)):
        soup: JsonValue = {"@type": "Recipe", "name": "Fen soup", "recipeIngredient": [text]}
        assert len(facts(soup)) == 1 + n_values


def test_no_time_and_running_text_are_no_values() -> None:
    soup: JsonValue = {
        "@type": "Recipe",
        "name": "Fen soup",
        "prepTime": "PT0M",
        "cookTime": "PT-9H30M",
        "note": "word " * 200,
        "totalTime": "PT40M",
    }
    assert facts(soup) == {("Fen soup", "类型", "Recipe"), ("Fen soup", "totalTime", "PT40M")}


def test_odd_ids_and_types_do_no_harm() -> None:
    lamp: JsonValue = {"@id": {"a": [1]}, "@type": ["Product", 7], "name": ["Vale lamp"], "a": []}
    page: JsonValue = {"@type": "WebPage", "mainEntity": {"@id": ["x"]}}
    assert facts(lamp, page, None, 3, "text") == {("Vale lamp", "类型", "Product")}
