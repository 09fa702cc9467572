"""From the pages of a site to its rules."""

from collections.abc import Mapping, Sequence

from kg_pipeline.extraction.sites.acceptance import accepted_kinds, recurring_headings
from kg_pipeline.extraction.sites.clusters import clustered
from kg_pipeline.extraction.sites.columns import headers_of, page_atoms, readable
from kg_pipeline.extraction.sites.label_learning import label_classes
from kg_pipeline.extraction.sites.labels import LabelClass, LabelMarker, inline_labels
from kg_pipeline.extraction.sites.ornaments import ornaments_of, without
from kg_pipeline.extraction.sites.pages import SitePage, atoms_of
from kg_pipeline.extraction.sites.pairs import blocks_of, row_shapes
from kg_pipeline.extraction.sites.paths import path_slots
from kg_pipeline.extraction.sites.rules import BlockRule, SiteRules, TemplateRules
from kg_pipeline.extraction.sites.seeds import SeedGraph
from kg_pipeline.extraction.sites.settings import TemplateSettings
from kg_pipeline.extraction.sites.slots import labelled_slots
from kg_pipeline.extraction.sites.topics import topic_place

LIKENESS = 0.5  # Jaccard similarity of path keys from which on pages share a template


def learn_site(
    site: str, pages: Sequence[SitePage], seeds: SeedGraph, settings: TemplateSettings
) -> SiteRules:
    """The templates of a site that have enough pages and state something."""
    ordered = sorted(pages, key=lambda page: (page.document_id, page.uri))
    found = (
        learn_template(tuple(sorted(leader)), group, seeds, settings.seeded_only)
        for leader, group in clustered(ordered, LIKENESS)
        if len(group) >= settings.minimum_pages
    )
    return SiteRules(site, tuple(template for template in found if template is not None))


def learn_template(
    leader: tuple[str, ...],
    pages: Sequence[SitePage],
    seeds: SeedGraph,
    seeded_only: bool = False,
) -> TemplateRules | None:
    """The rules of one template; ``None`` where its pages are not each about something."""
    inline = inline_labels(pages)
    shown = [atoms_of(page, inline) for page in pages]
    tables = headers_of(shown)
    atoms = [readable(row, tables) for row in shown]
    ornaments = ornaments_of(atoms)
    atoms = [without(row, ornaments) for row in atoms]
    place = topic_place(list(zip(pages, atoms, strict=True)), seeds.subjects)
    if place is None:
        return None
    topics = [place.topic_of(page, row)[0] for page, row in zip(pages, atoms, strict=True)]
    classes = label_classes(atoms, topics)
    inline = _believed(inline, classes)
    atoms = [without(page_atoms(page, inline, tables), ornaments) for page in pages]
    marker = LabelMarker(classes)
    marks = [marker.mark(row) for row in atoms]
    shapes = row_shapes(list(zip(atoms, marks, strict=True)), len(classes))
    blocks = [blocks_of(row, mark, shapes) for row, mark in zip(atoms, marks, strict=True)]
    headings = recurring_headings(blocks, topics)
    accepted = accepted_kinds(blocks, topics, headings, seeds)
    slots = labelled_slots(accepted, topics, seeds, seeded_only)
    rules = tuple(
        BlockRule(*entry.kind.signature, entry.first_only, own, entry.kind.ignored(own))
        for entry, own in zip(accepted, slots, strict=True)
        if own
    )
    stated = {slot.predicate for own in slots for slot in own if slot.n_agreed}
    paths = path_slots(atoms, marks, blocks, topics, place.key, seeds, stated)
    if not rules and not paths:
        return None
    return TemplateRules(
        n_pages=len(pages),
        leader=leader,
        ornaments=ornaments,
        tables=tables,
        topic=place,
        inline=inline,
        classes=tuple(classes),
        shapes=tuple(shapes),
        headings=tuple(sorted(headings)),
        blocks=rules,
        paths=paths,
    )


def _believed(
    inline: Mapping[str, Sequence[str]], classes: Sequence[LabelClass]
) -> dict[str, tuple[str, ...]]:
    """Those texts before a colon that proved to be labels; the others belong to their values."""
    known: dict[str, set[str]] = {}
    for entry in classes:
        known.setdefault(entry.key, set()).update(entry.texts)
    found = {
        key: tuple(label for label in labels if label.strip() in known.get(f"{key}#label", ()))
        for key, labels in inline.items()
    }
    return {key: labels for key, labels in found.items() if labels}
