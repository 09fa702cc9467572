"""Attributes of recipe pages of 98 sites against their JSON: precision and recall.

    python scripts/benchmarks/web_recipes.py --data PATH [--show-errors]

PATH holds web_recipes/: a page and its attributes for each site. The extractor is not told that
these are recipes. What it says of the page's subject is taken, an attribute being found by the
names below. Right is: the name and each ingredient as equal text (letters and digits alone
count: case, marks, spaces and the form of fractions do not), a time as equal minutes (PT1H5M, 65), a yield that holds the
number ("4 servings", "4"), the author as the same words, several authors as one value. Of an
attribute with one value (all but the ingredients) the most confident statement counts, as it is
the one that merging prefers.
An attribute that the JSON does not give for a page is not judged there; how many were found is told.
A time of more than thirty days in the JSON (28,519,422 minutes stand there) is none given.

Once with all that is known, once without JSON-LD and microdata. Half of the sites, by a hash of
their names, are for development: --show-errors prints those alone.
"""

import argparse
import hashlib
import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from saved_pages import half_of, opened

from kg_pipeline.extraction import ExtractionSettings, lexicon_from
from kg_pipeline.extraction.document_names import document_subject
from kg_pipeline.extraction.structured import StructuredExtractor
from kg_pipeline.graph.durations import iso_minutes, worded_minutes
from kg_pipeline.graph.values import fold
from kg_pipeline.records import Document, SetAside, Triple
from kg_pipeline.sources.assembly import RawFile
from kg_pipeline.sources.cleaning import clean_text
from kg_pipeline.sources.webpages import DATA_SYNTAXES, DataSyntax, read_webpage

NAMES = {
    "ingredients": r"recipeingredients?|(?:les |gli )?ingr[eéè]d[iï]?[eë]nt\w*|zutaten|składniki"
    r"|suroviny|malzemeler|用料|配料|食材|材料",
    "total": r"totaltime|total(?: time)?|ready in|tiempo total|gesamtzeit|总时间|时间|time",
    "preparation": r"preptime|prep(?:aration)?(?: time)?|préparation|preparación|准备时间"
    r"|tempo (?:di )?preparazione|zubereitungszeit",
    "cooking": r"cooktime|cook(?:ing)?(?: time)?|cuisson|tempo (?:di )?cottura|kochzeit|烹[饪调]时间",
    "yields": r"recipeyield|yields?|servings?|serves?|makes|portions?|porzioni|raciones|portionen"
    r"|份量|份数",
    "author": r"author|作者|(?:recipe |written )?by",
}
ROWS = {
    "name": ("name",),
    "ingredients": ("ingredients",),
    "times": ("total", "preparation", "cooking"),
    "yields": ("yields",),
    "author": ("author",),
}
GOLD = {"name": "title", "total": "total_time", "preparation": "prep_time", "cooking": "cook_time"}
_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"\d+")
_LONGEST_MINUTES = 30 * 24 * 60
_JOINING = frozenset(["and", "by", "y", "und", "et"])


@dataclass(frozen=True, slots=True)
class Judged:
    """One attribute of one page: values that are right, wrong and missed; None judged: no truth."""

    site: str
    attribute: str
    right: Sequence[str]
    wrong: Sequence[str]
    missed: Sequence[str]
    is_judged: bool = True


@dataclass(slots=True)
class Counts:
    """Sums over pages."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    not_judged: int = 0
    pages: set[str] = field(default_factory=set)

    def add(self, judged: Judged) -> None:
        """Count one attribute of one page."""
        if judged.is_judged:
            self.right += len(judged.right)
            self.wrong += len(judged.wrong)
            self.missed += len(judged.missed)
        else:
            self.not_judged += len(judged.wrong)
        self.pages.add(judged.site)

    @property
    def precision(self) -> float:
        """Of what was found, the share that is right."""
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """Of what is true, the share that was found."""
        return self.right / max(1, self.right + self.missed)


def words(text: str) -> str:
    """A text's words in one spelling, with nothing between them."""
    return "".join(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


def comparable(attribute: str, text: str) -> str:
    """What two values of an attribute are compared by."""
    if attribute in ("total", "preparation", "cooking"):
        minutes = iso_minutes(text) or worded_minutes(text) or text
        return minutes.strip()
    if attribute == "author":
        return " ".join(sorted({words(word) for word in text.split()} - _JOINING))
    return words(text)


def found_values(document: Document, extractor: StructuredExtractor) -> Mapping[str, list[str]]:
    """The attributes of the page's subject, by the names above."""
    subjects = {fold(document.title), document_subject(document)}
    stated: defaultdict[str, list[Triple]] = defaultdict(list)
    for triple in extractor.extract(document, []):
        label = fold(triple.predicate).casefold().rstrip(":：")
        for attribute, names in NAMES.items():
            if triple.subject in subjects and re.fullmatch(names, label):
                stated[attribute].append(triple)
    values = {"name": [document.title]}
    for attribute, triples in stated.items():
        best = 0.0 if attribute == "ingredients" else max(one.confidence for one in triples)
        values[attribute] = [one.object for one in triples if one.confidence >= best]
    if "author" in values:
        values["author"] = [", ".join(dict.fromkeys(values["author"]))]
    return values


def true_values(gold: Mapping[str, object], attribute: str) -> list[str]:
    """The values that the JSON gives; none where it is silent."""
    value = gold.get(GOLD.get(attribute, attribute))
    if attribute in ROWS["times"] and isinstance(value, int | float) and value > _LONGEST_MINUTES:
        return []
    if isinstance(value, list):
        return [str(entry) for entry in value]
    return [str(value)] if value not in (None, "") else []


def judge(site: str, attribute: str, found: Sequence[str], true: Sequence[str]) -> Judged:
    """Found values against true ones, each counted once."""
    wanted = {comparable(attribute, value): value for value in true}
    given = {comparable(attribute, value): value for value in found}
    if attribute == "yields" and wanted:
        number = _NUMBER.search(next(iter(wanted)))
        if number:
            holds = {key for key, value in given.items() if number[0] in _NUMBER.findall(value)}
            given = {(next(iter(wanted)) if key in holds else key): given[key] for key in given}
    return Judged(
        site,
        attribute,
        [given[key] for key in given if key in wanted],
        [given[key] for key in given if key not in wanted],
        [wanted[key] for key in wanted if key not in given],
        bool(true),
    )


def judged_pages(
    folder: Path, extractor: StructuredExtractor, syntaxes: Sequence[DataSyntax]
) -> Iterator[Judged]:
    """All attributes of all pages."""
    for path in sorted(folder.rglob("*.testhtml")):
        gold = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        data = path.read_bytes()
        raw = RawFile(path.name, path.stem, hashlib.sha256(data).hexdigest(), data)
        records = list(read_webpage(raw, clean_text, syntaxes))
        documents = [record for record in records if isinstance(record, Document)]
        reasons = [record.reason for record in records if isinstance(record, SetAside)]
        if not documents:
            print(f"{path.parent.name}: no document: {reasons}")
        values = found_values(documents[0], extractor) if documents else {}
        for attribute in ("name", *NAMES):
            true = true_values(gold, attribute)
            yield judge(path.parent.name, attribute, values.get(attribute, []), true)


def report(judged: Sequence[Judged]) -> Iterable[str]:
    """The table in Markdown: all attributes together, and each."""
    yield "| sites | attribute | pages | values | precision | recall | not judged |"
    yield "|---|---|---|---|---|---|---|"
    for part in ("all", "development", "test"):
        chosen = [one for one in judged if part in ("all", half_of(one.site))]
        rows = {"all five": tuple(name for names in ROWS.values() for name in names), **ROWS}
        averaged: list[Counts] = []
        for name, attributes in rows.items():
            counts = Counts()
            for one in chosen:
                if one.attribute in attributes:
                    counts.add(one)
            averaged += [counts] if name != "all five" else []
            yield (
                f"| {part} | {name} | {len(counts.pages)} | {counts.right + counts.missed} "
                f"| {counts.precision:.3f} | {counts.recall:.3f} | {counts.not_judged} |"
            )
        precision, recall = (
            sum(getattr(counts, name) for counts in averaged) / len(averaged)
            for name in ("precision", "recall")
        )
        yield f"| {part} | mean of the five | | | {precision:.3f} | {recall:.3f} | |"


def main() -> None:
    """Read the arguments, judge all pages with and without data for machines, print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--show-errors", action="store_true")
    arguments = parser.parse_args()
    extractor = StructuredExtractor(lexicon_from(ExtractionSettings()))
    variants: dict[str, Sequence[DataSyntax]] = {
        "with JSON-LD and microdata": DATA_SYNTAXES,
        "without JSON-LD and microdata": (),
    }
    with opened(arguments.data, "web_recipes", "recipe_pages.tar.zst", "30seconds.com") as folder:
        for title, syntaxes in variants.items():
            judged = list(judged_pages(folder, extractor, syntaxes))
            print(f"\n### {title}\n", *report(judged), sep="\n")
            for one in judged if arguments.show_errors else ():
                if half_of(one.site) == "development" and (one.wrong or one.missed):
                    mark = "" if one.is_judged else "not judged: "
                    print(
                        f"{mark}{one.site} {one.attribute}: wrong {one.wrong}; missed {one.missed}"
                    )


if __name__ == "__main__":
    main()
