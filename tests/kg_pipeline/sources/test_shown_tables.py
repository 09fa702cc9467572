"""Lists under headings and blocks of label and value become tables; their look-alikes do not."""

from pathlib import Path

import pytest

from kg_pipeline.records import Table
from tests.kg_pipeline.sources.reading import assert_offsets_hold, read_one, texts

PROSE = (
    "The fen lies low behind the dyke, and in winter the ferryman finds his way by the sound of the "
    "bell alone, as his father did before him. "
) * 3
SOUP = """<h2>Ingredients</h2><ul><li>2 leeks</li><li>▢ 1 onion, chopped</li><li>salt</li></ul>"""


def tables(folder: Path, body: str, kind: str) -> list[Table]:
    page = f"<title>Fen soup</title><body><h1>Fen soup</h1><p>{PROSE}</p>{body}<p>{PROSE}</p>"
    document = read_one(folder, "a.html", page)
    assert_offsets_hold(document)
    return [table for table in document.tables if table.kind == kind]


def test_the_items_of_a_list_are_values_of_its_heading(tmp_path: Path) -> None:
    (found,) = tables(tmp_path, SOUP, "list")
    assert texts(found) == [
        ("Ingredients", "2 leeks"),
        ("Ingredients", "1 onion, chopped"),
        ("Ingredients", "salt"),
    ]
    assert found.rows[1][1].xpath == "/html/body/ul/li[2]"


def test_a_list_points_into_the_text_where_it_stands_there(tmp_path: Path) -> None:
    (found,) = tables(tmp_path, SOUP, "list")
    assert all(cell.start is not None for row in found.rows for cell in row)


def test_deeper_headings_part_a_list_but_do_not_name_its_values(tmp_path: Path) -> None:
    body = """<h2>Ingredients</h2><h3>For the broth</h3><ul><li>2 leeks</li><li>salt</li></ul>
    <h3>For the top</h3><ul><li>1 egg</li><li>cress</li></ul>
    <h3>Instructions</h3><ol><li>boil</li><li>stir</li></ol>"""
    (found,) = tables(tmp_path, body, "list")
    assert [row[1].text for row in found.rows] == ["2 leeks", "salt", "1 egg", "cress"]
    assert {row[0].text for row in found.rows} == {"Ingredients"}


def test_the_lines_of_one_item_are_one_value(tmp_path: Path) -> None:
    body = "<h2>Members</h2><ul><li>Ida<br>Moor</li><li>Tom Dell</li><li>Ann Lee</li></ul>"
    (found,) = tables(tmp_path, body, "list")
    assert [row[1].text for row in found.rows] == ["Ida Moor", "Tom Dell", "Ann Lee"]


def test_the_name_of_a_group_is_no_item(tmp_path: Path) -> None:
    body = "<h2>Parts</h2><ul><li><b>Body</b></li><li>lid</li><li>pot</li><li>Feet:</li></ul>"
    (found,) = tables(tmp_path, body, "list")
    assert [row[1].text for row in found.rows] == ["lid", "pot"]


def test_a_group_may_be_named_by_the_class_of_its_item(tmp_path: Path) -> None:
    body = """<h2>Parts</h2><ul><li class="list-subheading">Body</li><li class="part">lid</li>
    <li class="part">pot</li></ul>"""
    (found,) = tables(tmp_path, body, "list")
    assert [row[1].text for row in found.rows] == ["lid", "pot"]


@pytest.mark.parametrize("heading", ["<p>Parts</p>", "<h2>Parts for the lamp of the ferryman</h2>"])
def test_a_plain_line_before_a_list_and_a_purpose_leave_the_label(
    tmp_path: Path, heading: str
) -> None:
    (found,) = tables(tmp_path, f"{heading}<ul><li>lid</li><li>pot</li></ul>", "list")
    assert texts(found) == [("Parts", "lid"), ("Parts", "pot")]


def test_an_amount_with_remarks_is_no_sentence(tmp_path: Path) -> None:
    body = """<h2>Ingredients</h2><ul><li>salt</li>
    <li>2 leeks from the garden, washed, plus some more for the top</li></ul>"""
    (found,) = tables(tmp_path, body, "list")
    assert len(found.rows) == 2


def test_an_exclamation_leaves_the_list_to_the_heading_below_it(tmp_path: Path) -> None:
    body = f"<h3>More ideas here!</h3>{SOUP.replace('h2', 'h4')}"
    (found,) = tables(tmp_path, body, "list")
    assert found.caption == "Ingredients"


def test_of_two_lists_under_one_heading_the_one_with_amounts_stays(tmp_path: Path) -> None:
    short = "<h2>Ingredients</h2><ul><li>leeks</li><li>onion</li><li>salt</li></ul>"
    other = "<h2>Ingredients</h2><ul><li>1 loaf of bread</li><li>butter</li></ul>"
    found = tables(tmp_path, f"{short}<p>{PROSE}</p>{SOUP}<p>{PROSE}</p>{other}", "list")
    assert [table.rows[0][1].text for table in found] == ["2 leeks", "1 loaf of bread"]


def test_a_remark_may_stand_before_lines_set_alike(tmp_path: Path) -> None:
    items = "".join(f'<p class="item">{number} leeks</p>' for number in range(1, 5))
    (found,) = tables(
        tmp_path, f"<h2>Ingredients</h2><div>4 persons</div>{items}<h2>More</h2>", "list"
    )
    assert found.rows[0][1].text == "1 leeks"


def test_lines_set_alike_are_a_list_too(tmp_path: Path) -> None:
    items = "".join(f'<p class="item">{number} leeks</p>' for number in range(1, 5))
    body = f"<h2>Ingredients</h2>{items}<h2>History</h2>"
    (found,) = tables(tmp_path, body, "list")
    assert len(found.rows) == 4


@pytest.mark.parametrize(
    "body",
    [
        "<h1>Fen soup</h1><ul><li>2 leeks</li><li>salt</li></ul>",
        "<h2>Instructions</h2><ol><li>boil water</li><li>stir it</li></ol>",
        "<h2>How is it made?</h2><ul><li>boiled</li><li>stirred</li></ul>",
        "<h2>Facts</h2><ul><li>It was first cooked in the year of the flood.</li>"
        "<li>Nobody knows who wrote the recipe down for us.</li></ul>",
        "<h2>Pages</h2><ul><li><a href=1>Leeks</a></li><li><a href=2>Onions</a></li></ul>",
        "<h2>Ingredients</h2><ul><li>2 leeks</li></ul>",
        "<h2>Dates</h2><ul><li>2</li><li>3</li></ul>",
        "<h2>May 2031</h2><ul><li>2 leeks</li><li>salt</li></ul>",
        "<h2>Refrain</h2><div>low the fen<br>low the bell<br>low the light</div>",
        "<h2>Time</h2><ul><li>Time to boil 5 min</li><li>Rest 10 min</li></ul>",
        "<aside><h2>Ingredients</h2><ul><li>2 leeks</li><li>salt</li></ul></aside>",
    ],
)
def test_other_lists_are_no_attributes(tmp_path: Path, body: str) -> None:
    assert tables(tmp_path, body, "list") == []


def test_a_list_that_restates_the_data_of_the_page_is_left_out(tmp_path: Path) -> None:
    script = """<script type="application/ld+json">{"@type": "Recipe", "name": "Fen soup",
    "recipeIngredient": ["leeks 2", "salt"]}</script>"""
    assert tables(tmp_path, script + SOUP, "list") == []


def test_blocks_of_label_and_value_are_an_infobox(tmp_path: Path) -> None:
    body = """<div class="facts"><div><span class="label">Prep</span> <span>10 min</span></div>
    <div><span class="label">Difficulty</span> <span>easy</span></div></div>"""
    (found,) = tables(tmp_path, body, "infobox")
    assert texts(found) == [("Prep", "10 min"), ("Difficulty", "easy")]


def test_words_may_tell_labels_where_markup_does_not(tmp_path: Path) -> None:
    body = "<ul><li><b>Servings</b> 4</li><li><b>Total time</b> <i>1</i> <i>hour</i></li></ul>"
    (found,) = tables(tmp_path, body, "infobox")
    assert texts(found) == [("Servings", "4"), ("Total time", "1 hour")]


@pytest.mark.parametrize(
    "body",
    [
        "<div><div><b>Vale lamp</b> <i>59.00</i></div><div><b>Crag chair</b> <i>99.00</i></div></div>",
        "<div><div><b>Price</b> <i>59.00</i></div></div>",
        "<div><div><a>Price</a> <a>59.00</a></div><div><a>Size</a> <a>9</a></div></div>",
        """<div><div><b>Price</b> <i>5</i></div><div><b>Weight</b> <i>1</i></div></div>
        <div><div><b>Price</b> <i>6</i></div><div><b>Weight</b> <i>2</i></div></div>""",
    ],
)
def test_cards_links_and_single_blocks_are_no_infobox(tmp_path: Path, body: str) -> None:
    assert tables(tmp_path, body, "infobox") == []


@pytest.mark.parametrize(("line", "value"), [("Serves 6", "6"), ("Makes 12 rolls", "12 rolls")])
def test_an_amount_after_such_a_verb_needs_no_colon(tmp_path: Path, line: str, value: str) -> None:
    (found,) = tables(tmp_path, f"<div>{line}</div>", "key_value")
    assert texts(found) == [(line.split()[0], value)]


def test_a_sentence_with_such_a_verb_states_nothing(tmp_path: Path) -> None:
    assert tables(tmp_path, "<div>Serves the 6 of us well.</div>", "key_value") == []
