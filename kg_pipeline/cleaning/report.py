"""What each filter took, with samples: as text for the terminal, as a page for the browser."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from kg_pipeline.cleaning import CleaningSettings
from kg_pipeline.storage import read_manifest, read_table

_SAMPLES = 5
_SCOPES = {"document": "documents set aside", "passage": "passages", "family": "family members"}


@dataclass(frozen=True, slots=True)
class Sample:
    """One thing that was taken, and where it came from."""

    source: str
    text: str


@dataclass(frozen=True, slots=True)
class ReasonReport:
    """What was taken for one reason; ``n_characters`` of passages only."""

    reason: str
    what: str
    count: int
    n_characters: int
    samples: tuple[Sample, ...]


@dataclass(frozen=True, slots=True)
class FilterReport:
    """One filter of the configuration in its place, and what it took."""

    name: str
    settings: dict[str, Any]
    reasons: tuple[ReasonReport, ...]


@dataclass(frozen=True, slots=True)
class CleaningReport:
    """Reading and cleaning of some inputs."""

    n_documents: int
    n_characters: int
    n_kept: int
    n_kept_characters: int
    n_families: int
    unread: tuple[ReasonReport, ...]
    filters: tuple[FilterReport, ...]


def report_on(documents: Path, cleaned: Path, settings: CleaningSettings) -> CleaningReport:
    """The report of a finished stage ``cleaning`` over the stage ``documents``.

    Characters are those of blocks: what extraction reads.
    """
    taken = _rows(cleaned, "taken")
    filters = tuple(
        FilterReport(
            one.kind,
            one.model_dump(mode="json", exclude={"kind"}),
            _reasons([row for row in taken if row["filter"] == one.kind]),
        )
        for one in settings.filters
    )
    before, after = _sizes(documents), _sizes(cleaned)
    unread = [
        {"scope": "document", "sample": row["detail"], "start": None, "end": None, **row}
        for row in _rows(documents, "set_aside")
    ]
    families = {family for family in _column(cleaned, "family") if family}
    return CleaningReport(
        len(before), sum(before), len(after), sum(after), len(families), _reasons(unread), filters
    )


def as_text(report: CleaningReport) -> str:
    """The report in lines."""
    lines = [
        f"{report.n_documents} documents of {report.n_characters} characters, "
        f"{report.n_kept} of {report.n_kept_characters} after cleaning; {report.n_families} families"
    ]
    for one in report.unread:
        lines += [f"not read: {one.count} × {one.reason}", *_sample_lines(one)]
    for one_filter in report.filters:
        lines.append(f"{one_filter.name}:" + ("" if one_filter.reasons else " nothing"))
        for reason in one_filter.reasons:
            characters = f", {reason.n_characters} characters" if reason.n_characters else ""
            lines.append(f"  {reason.count} {reason.what}{characters}: {reason.reason}")
            lines += _sample_lines(reason)
    return "\n".join(lines)


def as_html(report: CleaningReport) -> str:
    """The report as one page without scripts."""
    from jinja2 import Environment

    source = files("kg_pipeline.cleaning").joinpath("report.html").read_text(encoding="utf-8")
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(source).render(report=report)


def _sample_lines(reason: ReasonReport) -> list[str]:
    return [f"      {one.source}: {one.text}".replace("\n", " ") for one in reason.samples]


def _reasons(rows: Sequence[dict[str, Any]]) -> tuple[ReasonReport, ...]:
    by_reason: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        by_reason[row["scope"], row["reason"]].append(row)
    found = [
        ReasonReport(
            reason,
            _SCOPES[scope],
            len(members),
            sum(row["end"] - row["start"] for row in members if row["start"] is not None),
            _samples(members),
        )
        for (scope, reason), members in by_reason.items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.count, one.reason)))


def _samples(rows: Sequence[dict[str, Any]]) -> tuple[Sample, ...]:
    """A few rows spread evenly over all of them, in the order of their sources."""
    ordered = sorted(rows, key=lambda row: (row["source"], row["start"] or 0))
    places = range(0, len(ordered), max(1, -(-len(ordered) // _SAMPLES)))
    return tuple(Sample(ordered[place]["source"], ordered[place]["sample"]) for place in places)


def _rows(folder: Path, name: str) -> list[dict[str, Any]]:
    return [
        row
        for file in sorted(read_manifest(folder).files)
        if file.startswith(name)
        for row in read_table(folder / file).to_pylist()
    ]


def _column(folder: Path, column: str) -> list[Any]:
    return [
        value
        for file in sorted(read_manifest(folder).files)
        if file.startswith(("corpus", "graph"))
        for value in read_table(folder / file, [column]).column(0).to_pylist()
    ]


def _sizes(folder: Path) -> list[int]:
    """For each document the characters of its blocks."""
    return [
        sum(block["end"] - block["start"] for block in blocks)
        for blocks in _column(folder, "blocks")
    ]
