"""How many of the triples that texts should yield are paired in them? For ``alignment_quality.py``."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from aligned_runs import (
    Run,
    baike_pages,
    duie_rows,
    is_test,
)
from intervals import share_with_interval
from real_data import graph_sources
from real_data.movies import Page
from real_data.names import comparable, plain
from real_data.records import Fact

from kg_pipeline.graph.aliases import AliasSettings, AliasTable
from kg_pipeline.graph.values import Value, find_literals, normalize
from kg_pipeline.records import AlignedSentence

Key = tuple[str, str, str]  # subject, predicate, object, written alike
_SHORTEST = 2  # characters of a value that is searched for


@dataclass(frozen=True, slots=True)
class Asked:
    """A triple that a text should yield: of which kind it is, and whether it did."""

    kind: str
    subject_named: bool  # in the very text
    test: bool  # of the half that was not looked at
    alone: bool  # the object stands there outside longer names and dates
    found: bool


def written(name: str) -> str:
    """A name or value as it is compared: letters and digits, without its sense."""
    bare = name.split("（")[0]
    return comparable(bare or name)


def stated_in(run: Run) -> dict[int, set[Key]]:
    """Line of a document in its file, from 0 → the triples that are paired in it."""
    found: dict[int, set[Key]] = defaultdict(set)
    for sentence in run.found():
        line = int(run.documents[sentence.document_id].uri.rpartition("#")[2]) - 1
        found[line] |= keys_of(run, sentence)
    return found


def keys_of(run: Run, sentence: AlignedSentence) -> set[Key]:
    """The triples of the pairs of a sentence."""
    return {
        (written(run.names[one.subject]), one.predicate, comparable_value(run.names[one.object]))
        for one in sentence.positives
    }


def comparable_value(value: str) -> str:
    """Equal for equal dates and amounts, and for names that are written alike."""
    read = normalize(value)
    return f"{read.text}{read.unit}" if read.kind in ("date", "number") else written(value)


def occurs(value: str, text: str, literals: Iterable[Value]) -> bool:
    """Whether a value stands in a text, as it is written or as an equal date or amount."""
    wanted = normalize(value)
    if wanted.kind in ("date", "number"):
        return any(
            (one.kind, one.unit) == (wanted.kind, wanted.unit)
            and (one.text == wanted.text or one.text.startswith(wanted.text + "-"))
            for one in literals
        )
    alike = comparable(value)
    return len(alike) >= _SHORTEST and alike in comparable(text)


def occurring(data: Path) -> Iterator[tuple[int, Page, str, str]]:
    """(line of the page, page, attribute, value) of the values that stand in the text of their page."""
    for line, page in enumerate(baike_pages(data)):
        literals = [one.value for one in find_literals(page.biography)]
        for predicate, value in dict.fromkeys(page.values):
            if value and occurs(value, page.biography, literals):
                yield line, page, predicate, value


def baike_recall(run: Run, data: Path) -> list[Asked]:
    """Values of the infoboxes that stand in the text of their page."""
    stated, asked = stated_in(run), list[Asked]()
    table = AliasTable.of(run.graph, AliasSettings())
    for line, page, predicate, value in occurring(data):
        fact = graph_sources.attribute(page.name, predicate, value, "")
        literals = [one.value for one in find_literals(page.biography)]
        alone = stands_alone(value, page.biography, literals, table)
        asked += _asked(fact, page.biography, stated[line], is_test(page.name), alone)
    return asked


def duie_recall(run: Run, data: Path) -> list[Asked]:
    """Triples of DuIE's texts."""
    stated, asked = stated_in(run), list[Asked]()
    for line, row in enumerate(duie_rows(data)):
        for spo in row["spo_list"]:
            fact, test = graph_sources.duie2_fact(spo), is_test(row["text"])
            asked += _asked(fact, plain(row["text"]), stated.get(line, set()), test)
    return asked


def stands_alone(value: str, text: str, literals: Iterable[Value], table: AliasTable) -> bool:
    """Whether a value stands somewhere outside a longer name of the graph, or a longer date."""
    wanted = normalize(value)
    if wanted.kind in ("date", "number"):
        return any((one.kind, one.text) == (wanted.kind, wanted.text) for one in literals)
    spans = table.find(text)
    place = text.find(value)
    while place >= 0:
        end = place + len(value)
        around = [one for one in spans if one[0] <= place and end <= one[1]]
        if all(one[1] - one[0] == len(value) for one in around):
            return True
        place = text.find(value, place + 1)
    return False


def _asked(fact: Fact, text: str, stated: set[Key], test: bool, alone: bool = True) -> list[Asked]:
    if not fact.object or fact.subject == fact.object:
        return []
    kind = fact.object_kind if fact.object_kind in ("date", "number") else "name"
    named = written(fact.subject) in comparable(text)
    return [Asked(kind, named, test, alone, key_of(fact) in stated)]


def key_of(fact: Fact) -> Key:
    """By this it is known in ``stated_in``."""
    return written(fact.subject), fact.predicate, comparable_value(fact.object)


def recall_table(asked: list[Asked]) -> list[str]:
    """Markdown rows: all, by kind of object, and where the text does not name the subject."""
    rows = ["| triples | found |", "|---|---|", f"| all | {_share(asked)} |"]
    halves = {"looked at": False, "not looked at": True}
    rows += [
        f"| of the half {name} | {_share(one for one in asked if one.test == test)} |"
        for name, test in halves.items()
    ]
    rows += [
        f"| object a {kind} | {_share(one for one in asked if one.kind == kind)} |"
        for kind in ("name", "date", "number")
    ]
    alone = [one for one in asked if one.alone]
    if len(alone) < len(asked):
        rows.append(f"| object outside longer names and dates | {_share(alone)} |")
        tested = _share(one for one in alone if one.test)
        rows.append(f"| the same, of the half not looked at | {tested} |")
    unnamed = [one for one in asked if not one.subject_named]
    if unnamed:
        rows.append(f"| subject not in the text | {_share(unnamed)} |")
    return rows


def _share(asked: Iterable[Asked]) -> str:
    return share_with_interval([one.found for one in asked])
