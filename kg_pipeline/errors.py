"""Errors that reach a user: each says what was expected, what was found, and what to do.

The command line turns ``exit_code`` into the process's exit status: 2 usage, 3 data, 4 resources.
"""


class PipelineError(Exception):
    """Base of all errors that this package raises on purpose."""

    exit_code = 3


class ConfigurationError(PipelineError):
    """A configuration file, an override or an argument is wrong."""

    exit_code = 2


class DataError(PipelineError):
    """Input is missing, empty, damaged or of another kind than expected."""


class CorpusError(DataError):
    """A folder of records is damaged, unfinished or of another version."""


class ResourceError(PipelineError):
    """The machine lacks memory, disk or another resource that the work needs."""

    exit_code = 4
