"""Templates of web sites: sites made from real records, and what is read from their pages.

    python scripts/benchmarks/templates.py --data PATH [--designs development] [--only grid,…]
        [--sets films,services] [--pages 200] [--seed 0] [--misses 10]

PATH holds zh_kg/ and gov_services/. --designs names a module of page designs beside this script
(``page_designs/``, which says how one is written). A site is made for each set of records and each
design: --pages records drawn at random, each without 10 % of its attributes (drawn for each page
anew), so that positions shift.

structured   the extractor of single pages (tables, definition lists, ``key：value`` lines)
open         templates without a seed graph; predicates are the labels that the design shows
seeded       templates with a seed graph of 5 % of the triples, drawn at random; these 5 % are left
             out of the figures
closed       the same, and only predicates of the seed graph are stated
renamed      closed, but the graph calls every predicate by a number, so that only agreement of
             values can tell which label states it

Gold: (record's name, attribute, value) for every value of every attribute that the page's record
has. Values are those of lists in the source, or parted there at 、，,；;/ (film companies, directors,
writers, genres, actors, languages; telephone numbers of services), all others are whole. A triple
counts where subject, predicate and object agree after folding white space, case and book marks, and
after dates and numbers are normalised. The running text of a record is no attribute in the source
and is neither right nor wrong where a page shows it under a label.

``precision`` is strict: whatever the record does not have is wrong. Pages of real sites also state
facts of the record that it does not have (whether a service is free of charge, how often it was
looked at). Designs say which, and ``of the page`` is the precision against all that a page states
of its record: such a fact is right with the page's label and value and wrong with others. (Older
designs give the labels alone, ``OWN``; triples with those are left out there.)
"""

import argparse
import importlib
import json
import random
import tempfile
import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from site_records import RECORDS, Record, thinned

from kg_pipeline.extraction import ExtractionSettings, lexicon_from
from kg_pipeline.extraction.extractor import Extractor
from kg_pipeline.extraction.sites.headlines import topic_key
from kg_pipeline.extraction.sites.pages import site_page
from kg_pipeline.extraction.sites.seeds import SeedGraph, value_key
from kg_pipeline.extraction.sites.settings import TemplateSettings
from kg_pipeline.extraction.structured import StructuredExtractor
from kg_pipeline.extraction.templates import TemplateExtractor, learn
from kg_pipeline.records import Document
from kg_pipeline.sources.documents import read_documents
from kg_pipeline.sources.inputs import SourceSettings, find_inputs

Fact = tuple[str, str, str]  # subject, predicate, object, as they are shown
_MISSING_RATE = 0.1
_SEED_SHARE = 0.05


@dataclass(frozen=True)
class Site:
    """Pages read back, and what they state. labels: attribute → what the pages call
    it. own: facts that pages state and their records do not have. own_labels: of facts that are
    neither right nor wrong. texts: the records' running texts."""

    documents: Sequence[Document]
    gold: Sequence[Fact]
    labels: Mapping[str, str]
    own: Sequence[Fact]
    own_labels: frozenset[str]
    texts: frozenset[str]
    reading_seconds: float


@dataclass(frozen=True)
class Score:
    """Exact match of triples; wrong and missed are for looking at."""

    n_right: int
    n_found: int
    n_gold: int
    wrong: Sequence[Fact]
    missed: Sequence[Fact]

    @property
    def precision(self) -> float:
        return self.n_right / max(1, self.n_found)

    def of_page(self, own: Collection[Fact], neutral: Collection[str]) -> float:
        """Precision where a page's own facts are right; neutral: predicates that are left out."""
        known = {key_of(fact) for fact in own}
        n_own = sum(key_of(fact) in known for fact in self.wrong)
        n_neutral = sum(predicate in neutral for _, predicate, _ in self.wrong)
        return (self.n_right + n_own) / max(1, self.n_found - n_neutral)

    @property
    def recall(self) -> float:
        return self.n_right / max(1, self.n_gold)


def make_site(
    folder: Path,
    designs: ModuleType,
    design: str,
    records: Sequence[Record],
    options: argparse.Namespace,
) -> Site:
    """Write the pages of a site and read them."""
    chance = random.Random(f"{options.seed} {design}")
    drawn = chance.sample(list(records), min(options.pages, len(records)))
    shown = [thinned(record, chance, _MISSING_RATE) for record in drawn]
    own: list[Fact] = []
    for number, record in enumerate(shown):
        others = [other for other in chance.sample(list(records), 12) if other.name != record.name]
        made = designs.DESIGNS[design](record, random.Random(f"{options.seed} {number}"), others)
        html, facts = (made, []) if isinstance(made, str) else made
        own += [(record.name, label, value) for label, value in facts]
        (folder / f"{number:05d}.html").write_text(html, encoding="utf-8")
    extra = getattr(designs, "EXTRA", {}).get(design)
    for number, html in enumerate(extra(shown, chance) if extra else []):
        (folder / f"extra-{number:03d}.html").write_text(html, encoding="utf-8")
    settings = SourceSettings(paths=[str(folder)])
    begin = time.perf_counter()
    documents = [
        found
        for path in find_inputs(settings)
        for found in read_documents(path, settings)
        if isinstance(found, Document)
    ]
    seconds = time.perf_counter() - begin
    gold = [
        (record.name, attribute, value)
        for record in shown
        for attribute, values in record.attributes.items()
        for value in values
    ]
    labels = getattr(designs, "LABELS", {}).get(design, {})
    own_labels = frozenset(getattr(designs, "OWN", {}).get(design, ()))
    texts = frozenset(value_key(record.description) for record in shown)
    return Site(documents, gold, labels, own, own_labels, texts, seconds)


def key_of(fact: Fact) -> Fact:
    """What two ways to write a triple share."""
    return topic_key(fact[0]), "".join(fact[1].split()).casefold(), value_key(fact[2])


def read_with(extractor: Extractor, documents: Sequence[Document]) -> list[Fact]:
    """The triples of all pages."""
    return [
        (triple.subject, triple.predicate, triple.object)
        for document in documents
        for triple in extractor.extract(document, ())
    ]


def score(found: Sequence[Fact], gold: Sequence[Fact], given: Sequence[Fact] = ()) -> Score:
    """Found against gold, both without the triples that were given."""
    without = {key_of(fact) for fact in given}
    wanted = {key_of(fact): fact for fact in gold if key_of(fact) not in without}
    said = {key_of(fact): fact for fact in found if key_of(fact) not in without}
    right = wanted.keys() & said.keys()
    return Score(
        len(right),
        len(said),
        len(wanted),
        [said[key] for key in said if key not in right],
        [wanted[key] for key in wanted if key not in right],
    )


def _judged(found: Sequence[Fact], site: Site) -> list[Fact]:
    return [fact for fact in found if value_key(fact[2]) not in site.texts]


def conditions(site: Site, seed: int) -> dict[str, tuple[Score, float]]:
    """Each way of reading the site: its score, and the seconds it took."""
    lexicon = lexicon_from(ExtractionSettings())
    shown = [(s, site.labels.get(p, p), o) for s, p, o in site.gold]
    drawn = random.Random(seed).sample(site.gold, round(_SEED_SHARE * len(site.gold)))
    numbers = {p: f"p{i}" for i, p in enumerate(sorted({p for _, p, _ in site.gold}))}
    renamed = [(s, numbers[p], o) for s, p, o in site.gold]
    given = [(s, numbers[p], o) for s, p, o in drawn]
    asked: dict[str, tuple[Sequence[Fact], Sequence[Fact]]] = {
        "open": (shown, []),
        "seeded": (site.gold, drawn),
        "closed": (site.gold, drawn),
        "renamed": (renamed, given),
    }
    begin = time.perf_counter()
    found = _judged(read_with(StructuredExtractor(lexicon), site.documents), site)
    results = {"structured": (score(found, shown), time.perf_counter() - begin)}
    for name, (gold, seeds) in asked.items():
        begin = time.perf_counter()
        settings = TemplateSettings(seeded_only=name in ("closed", "renamed"))
        pages = [site_page(one.document_id, one.uri, one.nodes) for one in site.documents]
        rules = learn(pages, SeedGraph(seeds), settings)
        found = _judged(read_with(TemplateExtractor(rules, lexicon), site.documents), site)
        results[name] = (score(found, gold, seeds), time.perf_counter() - begin)
    return results


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--designs", default="development")
    parser.add_argument("--only", default="")
    parser.add_argument("--sets", default="films,services")
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--misses", type=int, default=0, help="print so many errors of each kind")
    options = parser.parse_args()
    designs = importlib.import_module(f"page_designs.{options.designs}")
    chosen = options.only.split(",") if options.only else list(designs.DESIGNS)
    print("| records | design | way | precision | recall | F1 | of the page | pages/s |")
    print("|---|---|---|---|---|---|---|---|")
    for name in options.sets.split(","):
        records = RECORDS[name](options.data)
        for design in chosen:
            with tempfile.TemporaryDirectory() as folder:
                site = make_site(Path(folder), designs, design, records, options)
            for way, (result, seconds) in conditions(site, options.seed).items():
                p, r = result.precision, result.recall
                f1 = 2 * p * r / max(1e-9, p + r)
                speed = len(site.documents) / (site.reading_seconds + seconds)
                of_page = result.of_page(site.own, site.own_labels)
                print(
                    f"| {name} | {design} | {way} | {p:.3f} | {r:.3f} | {f1:.3f} | {of_page:.3f} "
                    f"| {speed:.0f} |",
                    flush=True,
                )
                for kind in ("wrong", "missed") if way != "structured" else ():
                    for fact in list(getattr(result, kind))[: options.misses]:
                        print(f"    {kind}: {json.dumps(fact, ensure_ascii=False)[:200]}")


if __name__ == "__main__":
    main()
