"""Triples from what the pages of one site share: its templates.

The pages of a site are read twice. ``learn`` finds their templates: constant labels are predicates,
what varies beside them are the objects, and a small seed graph says which of its predicates a path
states (``sites/``). ``TemplateExtractor`` then reads page by page, as every extractor does.

Sources: V. Crescenzi, G. Mecca, P. Merialdo, "RoadRunner", VLDB 2001 (constant and varying texts of
one template); C. Lockard et al., "CERES", VLDB 2018 (seed graph, topic of a page); C. Lockard et al.,
"OpenCeres", NAACL 2019 (labels as open predicates).
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg_pipeline.errors import DataError
from kg_pipeline.extraction.kinds import object_kind
from kg_pipeline.extraction.lexicon import PredicateLexicon
from kg_pipeline.extraction.sites.acceptance import signature_of
from kg_pipeline.extraction.sites.clusters import nearest
from kg_pipeline.extraction.sites.columns import page_atoms
from kg_pipeline.extraction.sites.labels import LabelMarker
from kg_pipeline.extraction.sites.learning import LIKENESS, learn_site
from kg_pipeline.extraction.sites.ornaments import without
from kg_pipeline.extraction.sites.pages import (
    Atom,
    SitePage,
    is_separator,
    plain_xpath,
    site_of,
    site_page,
)
from kg_pipeline.extraction.sites.pairs import Block, blocks_of
from kg_pipeline.extraction.sites.rules import (
    BlockRule,
    SiteRules,
    Slot,
    TemplateRules,
    from_json,
    to_json,
)
from kg_pipeline.extraction.sites.seeds import SeedGraph
from kg_pipeline.extraction.sites.settings import TemplateSettings
from kg_pipeline.extraction.sites.values import ValuePart, parts_of, single_values
from kg_pipeline.extraction.sites.wording import is_notice
from kg_pipeline.graph.values import fold
from kg_pipeline.records import Document, Sentence, Triple
from kg_pipeline.storage import write_json

_PAGES_A_BATCH = 2000  # of whole sites, learnt from at once
_RARE_LABEL = 0.7  # confidence of a label that too few pages have to be learnt


@dataclass(frozen=True, slots=True)
class PageName:
    """A page that could be learnt from: its ids, and the number of the part that holds it."""

    document_id: str
    uri: str
    part: int = 0


def chosen_pages(names: Iterable[PageName], settings: TemplateSettings) -> list[list[PageName]]:
    """The pages to learn from, in batches of whole sites that fit into memory.

    A site has at least ``minimum_pages`` and gives at most ``maximum_pages``, those with the least
    document ids; so the order of the pages does not matter.
    """
    sites: dict[str, list[PageName]] = defaultdict(list)
    for name in names:
        sites[site_of(name.uri, settings.folders_up)].append(name)
    batches: list[list[PageName]] = [[]]
    for site in sorted(sites):
        pages = sorted(sites[site], key=lambda name: (name.document_id, name.uri))
        if len(pages) < settings.minimum_pages:
            continue
        if len(batches[-1]) > _PAGES_A_BATCH:
            batches.append([])
        batches[-1] += pages[: settings.maximum_pages]
    return [batch for batch in batches if batch]


def learn(
    pages: Iterable[SitePage], seeds: SeedGraph, settings: TemplateSettings
) -> list[SiteRules]:
    """The rules of all sites, by name; the order of the pages does not matter."""
    sites: dict[str, list[SitePage]] = defaultdict(list)
    for page in pages:
        if page.nodes:
            sites[site_of(page.uri, settings.folders_up)].append(page)
    found = (learn_site(site, sites[site], seeds, settings) for site in sorted(sites))
    return [site for site in found if site.templates]


def seed_graph(settings: TemplateSettings) -> SeedGraph:
    """The seed triples that settings name; ``DataError`` names a line that is none."""
    return SeedGraph(triple for path in settings.seed_triples for triple in _seed_triples(path))


def _seed_triples(path: Path) -> Iterator[tuple[str, str, str]]:
    if not path.is_file():
        raise DataError(f"{path}: expected a JSON-lines file of seed triples, found none there")
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            triple = (row["subject"], row["predicate"], row["object"])
        except (ValueError, KeyError, TypeError) as error:
            raise DataError(
                f"{path}, line {number}: expected an object with subject, predicate and object, "
                f"found {line[:80]!r}"
            ) from error
        yield str(triple[0]), str(triple[1]), str(triple[2])


def write_rules(path: Path, sites: Sequence[SiteRules]) -> None:
    """Write what was learnt as JSON: sites, their templates, which slot states which predicate."""
    write_json(path, to_json(sites))


def read_rules(path: Path) -> list[SiteRules]:
    """Read what ``write_rules`` wrote; ``DataError`` where it cannot be read."""
    try:
        return from_json(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DataError(
            f"{path}: expected rules of templates as kg-pipeline writes them ({error}); "
            "leave templates.rules out, so that they are learnt again"
        ) from error


class TemplateExtractor:
    """Applies the rules of sites to their pages. ``lexicon`` says which predicates take entities."""

    name = "templates"

    def __init__(
        self, sites: Sequence[SiteRules], lexicon: PredicateLexicon, folders_up: int = 0
    ) -> None:
        self._sites = {site.site: _Site(site) for site in sites}
        self._lexicon = lexicon
        self._folders_up = folders_up

    def extract(self, document: Document, sentences: Sequence[Sentence]) -> list[Triple]:
        """Triples of a page in the order of its slots; none where its template is not known."""
        site = self._sites.get(site_of(document.uri, self._folders_up))
        if site is None or not document.nodes:
            return []
        page = site_page(document.document_id, document.uri, document.nodes)
        template = site.template_of(page)
        if template is None:
            return []
        triples: dict[tuple[str, str, str], Triple] = {}
        topic, facts = template.read(page)
        for slot, part in facts:
            if topic and fold(part.text) != topic:
                triple = self._triple(topic, slot, part, document)
                triples.setdefault((triple.subject, triple.predicate, triple.object), triple)
        return list(triples.values())

    def _triple(self, topic: str, slot: Slot, part: ValuePart, document: Document) -> Triple:
        kind, unit = object_kind(self._lexicon, slot.predicate, part.text)
        start, end = _place(part)
        return Triple(
            subject=topic,
            predicate=slot.predicate,
            object=part.text,
            object_kind=kind,
            unit=unit,
            confidence=slot.confidence,
            extractor=self.name,
            document_id=document.document_id,
            object_start=start,
            object_end=end,
            xpath=plain_xpath(part.atom.node.xpath),
        )


def _place(part: ValuePart) -> tuple[int | None, int | None]:
    """Where a value stands in the document's text, if its node stands there."""
    node = part.atom.node
    inside = node.text.find(part.text, part.atom.start)
    if node.start is None or inside < 0:
        return None, None
    return node.start + inside, node.start + inside + len(part.text)


class _Site:
    def __init__(self, rules: SiteRules) -> None:
        self._leaders = [frozenset(template.leader) for template in rules.templates]
        self._templates = [_Template(template) for template in rules.templates]

    def template_of(self, page: SitePage) -> "_Template | None":
        place = nearest(page.path_keys(), self._leaders, LIKENESS / 2)
        return None if place is None else self._templates[place]


class _Template:
    def __init__(self, rules: TemplateRules) -> None:
        self._rules = rules
        self._marker = LabelMarker(rules.classes)
        self._blocks = {(rule.label_class, rule.key, rule.heading): rule for rule in rules.blocks}
        self._paths = {slot.label: slot for slot in rules.paths}
        self._inline = rules.inline
        self._ornaments = frozenset(rules.ornaments)

    def read(self, page: SitePage) -> tuple[str, list[tuple[Slot, ValuePart]]]:
        """The page's topic, and the values of its slots."""
        atoms = without(page_atoms(page, self._inline, self._rules.tables), self._ornaments)
        if self._rules.topic is None:
            return "", []
        topic, _ = self._rules.topic.topic_of(page, atoms)
        marks = self._marker.mark(atoms)
        blocks = blocks_of(atoms, marks, self._rules.shapes)
        facts = [*self._of_blocks(blocks), *self._of_paths(atoms, blocks)]
        return fold(topic), facts

    def _of_blocks(self, blocks: Sequence[Block]) -> Iterator[tuple[Slot, ValuePart]]:
        seen: set[BlockRule] = set()
        for block in blocks:
            rule = self._blocks.get(signature_of(block, self._rules.headings))
            if rule is None or (rule.first_only and rule in seen):
                continue
            seen.add(rule)
            slots = {slot.label: slot for slot in rule.slots}
            for pair in block.pairs:
                slot = slots.get(pair.label)
                if slot is None:
                    if pair.label in rule.ignored or is_notice(pair.label):
                        continue
                    slot = Slot(pair.label, pair.label, _RARE_LABEL, 0, separators=("；",))
                values = single_values(pair.values, slot.dropped, slot.separators)
                yield from ((slot, part) for part in values)

    def _of_paths(
        self, atoms: Sequence[Atom], blocks: Sequence[Block]
    ) -> Iterator[tuple[Slot, ValuePart]]:
        used = {id(atom) for block in blocks for pair in block.pairs for atom in pair.values}
        for atom in atoms:
            slot = self._paths.get(atom.key)
            if slot is not None and id(atom) not in used and not is_separator(atom.text):
                yield from (
                    (slot, part) for part in parts_of(ValuePart(atom.text, atom), slot.separators)
                )
