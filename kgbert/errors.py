"""Errors of the model side; each says what was expected, what was found, and what to do."""

from kg_pipeline.errors import PipelineError


class KGBertError(PipelineError):
    """Base of the errors that this package raises on purpose."""


class CheckpointError(KGBertError):
    """A checkpoint is missing, unfinished, damaged, or of another model."""


class UsageError(KGBertError):
    """A command was called with words that do not fit."""

    exit_code = 2


__all__ = ["CheckpointError", "KGBertError", "PipelineError", "UsageError"]
