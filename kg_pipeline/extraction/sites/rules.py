"""What was learnt of a site: which of its paths state which predicate. Readable as JSON."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from kg_pipeline.extraction.sites.columns import TableHeaders
from kg_pipeline.extraction.sites.headlines import Ends, Headlines
from kg_pipeline.extraction.sites.labels import LabelClass
from kg_pipeline.extraction.sites.row_values import RowShape
from kg_pipeline.extraction.sites.topics import TopicPlace


@dataclass(frozen=True, slots=True)
class Slot:
    """What states one predicate: a label, or a path key where no label stands.

    n_pages: pages that have it. n_agreed of n_known: seed triples that it states, of those for its
    predicate on pages that have the slot. separators: what parts its lists. dropped: texts of the
    markup inside its values, as (path key, text), "" for any text of that place.
    """

    label: str
    predicate: str
    confidence: float
    n_pages: int
    n_agreed: int = 0
    n_known: int = 0
    separators: tuple[str, ...] = ()
    dropped: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class BlockRule:
    """Blocks that speak of the page's topic.

    key: path key of the container. heading: that stands above, "*" for any. first_only: of several
    on one page only the first speaks of the topic. ignored: labels that state nothing of it.
    """

    label_class: int
    key: str
    heading: str
    first_only: bool
    slots: tuple[Slot, ...]
    ignored: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TemplateRules:
    """One template: the path keys of its pages, where their topic stands, and its slots.

    ornaments: path keys of texts that say nothing. inline: labels that begin parts of a node, by
    path key. headings: those that come again from page to page. paths: slots without a label,
    whose ``label`` is their path key.
    """

    n_pages: int
    leader: tuple[str, ...]
    ornaments: tuple[str, ...]
    tables: TableHeaders
    topic: TopicPlace | None
    inline: Mapping[str, tuple[str, ...]]
    classes: tuple[LabelClass, ...]
    shapes: tuple[RowShape, ...]
    headings: tuple[str, ...]
    blocks: tuple[BlockRule, ...]
    paths: tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class SiteRules:
    """The templates of a site, the one with most pages first."""

    site: str
    templates: tuple[TemplateRules, ...]


def to_json(sites: Sequence[SiteRules]) -> list[dict[str, Any]]:
    """Sites as JSON-like values."""
    raw: list[dict[str, Any]] = json.loads(
        json.dumps([asdict(site) for site in sites], default=sorted)
    )
    return raw


def from_json(raw: Sequence[Mapping[str, Any]]) -> list[SiteRules]:
    """Sites from what ``to_json`` made."""
    return [
        SiteRules(entry["site"], tuple(_template(one) for one in entry["templates"]))
        for entry in raw
    ]


def _template(raw: Mapping[str, Any]) -> TemplateRules:
    return TemplateRules(
        n_pages=raw["n_pages"],
        leader=tuple(raw["leader"]),
        ornaments=tuple(raw["ornaments"]),
        tables=TableHeaders(**{kind: tuple(own) for kind, own in raw["tables"].items()}),
        topic=_topic(raw["topic"]) if raw["topic"] else None,
        inline={key: tuple(labels) for key, labels in raw["inline"].items()},
        classes=tuple(
            LabelClass(**{**entry, "texts": frozenset(entry["texts"])}) for entry in raw["classes"]
        ),
        shapes=tuple(RowShape(**entry) for entry in raw["shapes"]),
        headings=tuple(raw["headings"]),
        blocks=tuple(
            BlockRule(
                **{
                    **entry,
                    "slots": tuple(map(_slot, entry["slots"])),
                    "ignored": tuple(entry["ignored"]),
                }
            )
            for entry in raw["blocks"]
        ),
        paths=tuple(map(_slot, raw["paths"])),
    )


def _topic(raw: Mapping[str, Any]) -> TopicPlace:
    shown = raw["headlines"]
    headlines = Headlines(tuple(Ends(*ends) for ends in shown["wordings"]), shown["quoted"])
    return TopicPlace(**{**raw, "headlines": headlines})


def _slot(raw: Mapping[str, Any]) -> Slot:
    dropped = tuple((key, text) for key, text in raw["dropped"])
    return Slot(**{**raw, "separators": tuple(raw["separators"]), "dropped": dropped})
