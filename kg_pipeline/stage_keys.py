"""What the output of each stage depends on, as one hash: a stage whose key is known is skipped."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from functools import cached_property
from pathlib import Path
from typing import Any

from kg_pipeline.calibration import load_calibration
from kg_pipeline.errors import DataError
from kg_pipeline.extraction import resources_of
from kg_pipeline.run_settings import PipelineRun, StageName
from kg_pipeline.sources.inputs import find_inputs
from kg_pipeline.stage_work import InputGroup
from kg_pipeline.storage import read_manifest, sha256_of_file, sha256_of_json

# Raised when a stage's code comes to give other results from equal inputs and settings.
_REVISIONS: Mapping[StageName, int] = {
    "documents": 5,
    "cleaning": 2,
    "triples": 8,
    "graph": 2,
    "alignment": 7,
    "denoising": 6,
    "corpus": 3,
}


class StageKeys:
    """The keys of one run over one output folder."""

    def __init__(self, settings: PipelineRun) -> None:
        self.settings = settings
        self._root = Path(settings.output)

    def key(self, stage: StageName) -> str:
        """Hash of everything that a stage's output depends on."""
        settings = self.settings
        own: dict[StageName, tuple[Sequence[StageName], Any]] = {
            "documents": ((), [self._input_files, [g.model_dump() for g in settings.inputs]]),
            "cleaning": (("documents",), settings.cleaning.model_dump()),
            "triples": (
                ("cleaning",),
                [
                    settings.extraction.model_dump(mode="json"),
                    self._extraction_hash,
                    self._template_files,
                ],
            ),
            "graph": (
                ("triples",),
                [
                    settings.merging.model_dump(mode="json"),
                    self._imported_files,
                    self._extraction_hash,
                    self._calibration_hash,
                    settings.splits.model_dump(),
                ],
            ),
            "alignment": (
                ("cleaning", "graph"),
                [
                    settings.linking.model_dump(),
                    settings.alignment.model_dump(),
                    self._excluded_files,
                    self._wording_files,
                ],
            ),
            "denoising": (
                ("alignment", "graph"),
                [settings.denoising.model_dump(), self._denoising_files, settings.seed],
            ),
            "corpus": (
                ("alignment", "denoising", "graph"),
                [settings.negatives_per_kind, settings.seed],
            ),
            "statistics": (("graph", "corpus"), settings.seed),
        }
        before, values = own[stage]
        contents = {name: self._content_of(name) for name in before}
        return sha256_of_json([stage, _REVISIONS.get(stage, 1), contents, values])

    def _content_of(self, stage: StageName) -> dict[str, str]:
        manifest = read_manifest(self._root / stage)
        return {name: entry.sha256 for name, entry in manifest.files.items()}

    @cached_property
    def inputs(self) -> list[tuple[InputGroup, Path]]:
        return [(group, path) for group in self.settings.inputs for path in find_inputs(group)]

    @cached_property
    def _input_files(self) -> list[tuple[str, str, str]]:
        return [(str(path), sha256_of_file(path), group.use) for group, path in self.inputs]

    @cached_property
    def _imported_files(self) -> list[str]:
        paths = [Path(path) for path in self.settings.imported_triples]
        for path in paths:
            if not path.is_file():
                raise DataError(f"{path}: expected a JSON-lines file of triples, found none there")
        return [sha256_of_file(path) for path in paths]

    @cached_property
    def _extraction_hash(self) -> str:
        return sha256_of_json(resources_of(self.settings.extraction))

    @cached_property
    def _calibration_hash(self) -> str:
        path = self.settings.merging.calibration
        return "" if path is None else sha256_of_json(asdict(load_calibration(path)))

    @cached_property
    def _excluded_files(self) -> list[str]:
        paths = [Path(path) for path in self.settings.alignment.excluded_texts]
        for path in paths:
            if not path.is_file():
                raise DataError(f"{path}: expected a file for alignment.excluded_texts, found none")
        return [sha256_of_file(path) for path in paths]

    @cached_property
    def _wording_files(self) -> list[str]:
        paths = [Path(path) for path in self.settings.alignment.wording_files]
        for path in paths:
            if not path.is_file():
                raise DataError(f"{path}: expected a file for alignment.wording_files, found none")
        return [sha256_of_file(path) for path in paths]

    @cached_property
    def _denoising_files(self) -> list[str]:
        """Of the labelled rows and of what the encoder's argument names: a file or a checkpoint."""
        chosen = self.settings.denoising
        argument = chosen.encoder.partition(":")[2]
        encoder = Path(argument)
        named = [] if chosen.labelled is None else [Path(chosen.labelled)]
        for path in named:
            if not path.is_file():
                raise DataError(f"{path}: expected a file for denoising.labelled, found none")
        if encoder.is_file():
            named.append(encoder)
        elif argument and encoder.is_dir():
            named += sorted(path for path in encoder.rglob("*") if path.is_file())
        return [sha256_of_file(path) for path in named]

    @cached_property
    def _template_files(self) -> list[str]:
        chosen = self.settings.extraction.templates
        paths = [*chosen.seed_triples, *([chosen.rules] if chosen.rules is not None else [])]
        for path in paths:
            if not path.is_file():
                raise DataError(f"{path}: expected a file for extraction.templates, found none")
        return [sha256_of_file(path) for path in paths]
