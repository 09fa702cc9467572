"""The settings of one run of the pipeline, and the names of its stages."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from pydantic import Field

from kg_pipeline.alignment import AlignmentSettings
from kg_pipeline.cleaning import CleaningSettings
from kg_pipeline.denoising.settings import DenoisingSettings
from kg_pipeline.extraction import ExtractionSettings
from kg_pipeline.extraction.merging import MergingSettings
from kg_pipeline.graph.linking import LinkingSettings
from kg_pipeline.graph.splitting import SplitSettings
from kg_pipeline.settings import PositiveInt, Settings, load_settings, parse_overrides
from kg_pipeline.stage_work import InputGroup

StageName = Literal[
    "documents", "cleaning", "triples", "graph", "alignment", "denoising", "corpus", "statistics"
]
EngineName = Literal["local", "ray"]


class PipelineRun(Settings):
    """``kg-pipeline run CONFIG``. imported_triples: JSON lines {subject, predicate, object, …}.

    engine: where parts are worked on: ``local`` in ``workers`` processes here; ``ray`` on a Ray
    cluster: the one at ``ray_address``, or one of ``workers`` processes started here.
    """

    output: str
    inputs: list[InputGroup] = Field(default=[])
    imported_triples: list[str] = Field(default=[])
    cleaning: CleaningSettings = CleaningSettings()
    extraction: ExtractionSettings = ExtractionSettings()
    merging: MergingSettings = MergingSettings()
    splits: SplitSettings = SplitSettings()
    linking: LinkingSettings = LinkingSettings()
    alignment: AlignmentSettings = AlignmentSettings()
    denoising: DenoisingSettings = DenoisingSettings()
    negatives_per_kind: PositiveInt = 2
    seed: int = 0
    workers: PositiveInt = 2
    engine: EngineName = "local"
    ray_address: str | None = None


def settings_for(
    paths: Sequence[str], output: Path, config: Path | None, overrides: Sequence[str]
) -> PipelineRun:
    """The settings of a run over some files; the inputs of ``config`` are not used."""
    own = [f"output={output}", f"inputs={json.dumps([{'paths': list(paths)}])}"]
    if config is not None:
        return load_settings(PipelineRun, config, [*overrides, *own])
    return parse_overrides(PipelineRun, {}, [*overrides, *own], "--set")
