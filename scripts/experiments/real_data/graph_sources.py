"""The triples of every source of the encyclopaedia graph."""

import csv
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from kg_pipeline.records import TYPE_PREDICATE

from .movies import actors, movies
from .names import name_of, object_kind, plain, value_of
from .records import Fact, json_lines


def attribute(subject: str, predicate: str, value: str, source: str) -> Fact:
    """A triple whose object is a value; a name is written as names are."""
    written = value_of(value)
    kind = object_kind(written)
    return Fact(
        name_of(subject),
        value_of(predicate),
        name_of(written) if kind == "entity" else written,
        kind,
        source,
    )


def relation(subject: str, predicate: str, object_: str, source: str) -> Fact:
    """A triple between two entities."""
    return Fact(name_of(subject), value_of(predicate), name_of(object_), "entity", source)


def zh_wiki_ds(data: Path) -> Iterator[Fact]:
    """Encyclopaedia attributes, and Wikidata relations (``instance of`` is the type)."""
    folder = data / "zh_wiki_ds"
    for subject, predicate, value in _csv_rows(folder / "attributes.csv"):
        yield attribute(subject, predicate, value, "zh_wiki_ds/attributes")
    for subject, predicate, object_ in _csv_rows(folder / "wikidata_relation.csv"):
        named = TYPE_PREDICATE if predicate == "instance of" else predicate
        yield relation(subject, named, object_, "zh_wiki_ds/wikidata")


def _csv_rows(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = csv.reader(stream)
        next(rows)
        yield from rows


def dbp15k(data: Path) -> Iterator[Fact]:
    """The Chinese side of DBP15K; labels are the last part of the address."""
    folder = data / "zh_kg" / "dbp15k_zh_en"
    entities, relations = _labels(folder / "ent_ids_1"), _labels(folder / "rel_ids_1")
    for line in _lines(folder / "triples_1"):
        head, predicate, tail = line.split("\t")
        yield relation(entities[head], relations[predicate], entities[tail], "dbp15k")


def _labels(path: Path) -> dict[str, str]:
    rows = (line.split("\t") for line in _lines(path))
    return {number: unquote(address.split("/", 4)[-1]) for number, address in rows}


def _lines(path: Path) -> Iterator[str]:
    return (line for line in path.read_text(encoding="utf-8").split("\n") if line.strip())


def kbert(data: Path) -> Iterator[Fact]:
    """HowNet's sememes and medical classes; a class is a type."""
    for name in ("HowNet", "Medical"):
        for line in _lines(data / "zh_kg" / "kbert" / f"{name}.spo"):
            subject, predicate, object_ = line.split("\t")
            named = TYPE_PREDICATE if predicate == "类别" else predicate
            yield relation(subject, named, object_, f"kbert/{name}")


def baike_movie(data: Path) -> Iterator[Fact]:
    """Infobox columns of actors and movies."""
    for person in (*actors(data), *movies(data)):
        for predicate, value in person.values:
            yield attribute(person.name, predicate, value, "baike_movie")


def duie2(data: Path) -> Iterator[Fact]:
    """The triples of all labelled sentences, ``@value`` only."""
    for part in ("part1", "part2"):
        for row in json_lines(data / "duie2" / f"{part}.json"):
            for spo in row["spo_list"]:
                yield duie2_fact(spo)


def duie2_fact(spo: dict[str, object]) -> Fact:
    """One entry of a ``spo_list``."""
    target = spo["object"]
    value = target["@value"] if isinstance(target, dict) else target
    return attribute(str(spo["subject"]), str(spo["predicate"]), str(value), "duie2")


def kgclue(data: Path, part: str) -> Iterator[Fact]:
    """The answers of ``train`` or ``dev``."""
    for row in json_lines(data / "kgclue" / f"{part}.json"):
        subject, predicate, object_ = row["answer"].split(" ||| ")
        yield attribute(subject, predicate, object_, "kgclue")


def held_out_key(fact: Fact) -> tuple[str, str, str]:
    """By this a triple of a held-out question is known in every source (senses left out)."""
    bare = fact.subject.split("（")[0] or fact.subject
    return plain(bare).casefold(), fact.predicate, fact.object.casefold()
