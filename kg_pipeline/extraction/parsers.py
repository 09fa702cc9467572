"""Which parser reads which language, and how sentences go through it.

Parsers are spaCy pipelines that the user has installed or trained; none is ever downloaded.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from kg_pipeline.errors import ConfigurationError
from kg_pipeline.records import Language, Sentence
from kg_pipeline.settings import PositiveInt, Settings
from kg_pipeline.storage import sha256_of_file

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline
    from spacy.tokens import Token


class DependencySettings(Settings):
    """Parsers by language: the name of an installed spaCy pipeline, or the path of one.

    Sentences in a language without a parser are left alone. batch_size: sentences at a time.
    """

    zh: str | None = None
    en: str | None = None
    batch_size: PositiveInt = 128

    @property
    def models(self) -> dict[Language, str]:
        """Language → name or path, for the languages that have one."""
        given: dict[Language, str | None] = {"zh": self.zh, "en": self.en}
        return {language: name for language, name in given.items() if name}


@dataclass(frozen=True, slots=True)
class ParsedSentence:
    """A sentence and its tokens; ``token.idx - base`` is an offset in the sentence's text."""

    sentence: Sentence
    tokens: Sequence["Token"]
    base: int = 0


class Parser(Protocol):
    """Parses the sentences of one document."""

    def parse(self, sentences: Sequence[Sentence]) -> Iterator[ParsedSentence]:
        """The sentences that can be parsed, in their order."""
        ...


class SpacyParsers:
    """spaCy pipelines, one a language, over the sentences of documents."""

    def __init__(self, pipelines: Mapping[Language, "Pipeline"], batch_size: int = 128) -> None:
        self._pipelines = pipelines
        self._batch_size = batch_size

    def parse(self, sentences: Sequence[Sentence]) -> Iterator[ParsedSentence]:
        """The sentences whose language has a parser, in batches."""
        for first in range(0, len(sentences), self._batch_size):
            yield from self._batch(sentences[first : first + self._batch_size])

    def _batch(self, sentences: Sequence[Sentence]) -> Iterator[ParsedSentence]:
        parsed: dict[int, ParsedSentence] = {}
        for language, pipeline in self._pipelines.items():
            numbers = [n for n, one in enumerate(sentences) if one.language == language]
            docs = pipeline.pipe([sentences[n].text for n in numbers], batch_size=self._batch_size)
            for number, doc in zip(numbers, docs, strict=True):
                parsed[number] = ParsedSentence(sentences[number], list(doc))
        for number in sorted(parsed):
            yield parsed[number]


def parsers_from(settings: DependencySettings) -> SpacyParsers:
    """The parsers that settings name.

    Raises ``ConfigurationError`` where none is named, one is not installed or does not parse.
    """
    if not settings.models:
        raise ConfigurationError(
            "extraction.dependencies: expected the name or path of a spaCy pipeline with a "
            "parser under zh or en, found neither; install one, for instance with\n"
            "  python -m spacy download en_core_web_sm\n"
            "and set extraction.dependencies.en=en_core_web_sm"
        )
    pipelines = {
        language: load_pipeline(name, language) for language, name in settings.models.items()
    }
    return SpacyParsers(pipelines, settings.batch_size)


def load_pipeline(name: str, language: Language) -> "Pipeline":
    """An installed spaCy pipeline that parses; ``ConfigurationError`` says what is missing."""
    import spacy

    where = f"extraction.dependencies.{language}"
    try:
        pipeline = spacy.load(name)
    except OSError as error:
        raise ConfigurationError(
            f"{where}: expected an installed spaCy pipeline or the path of one, found none called "
            f"{name!r}; install it (python -m spacy download NAME, or pip install its wheel) or "
            "correct the path; nothing is downloaded here"
        ) from error
    except (ImportError, ValueError) as error:
        raise ConfigurationError(
            f"{where}: {name!r} cannot be loaded: {error}; install what it needs, or a version "
            f"that fits spaCy {version('spacy')}"
        ) from error
    if not parses(pipeline):
        raise ConfigurationError(
            f"{where}: expected a spaCy pipeline with a parser, found {name!r} with "
            f"{', '.join(pipeline.pipe_names) or 'no components'}; choose one with a parser"
        )
    if pipeline.lang != language:
        raise ConfigurationError(
            f"{where}: expected a pipeline for {language!r}, found {name!r} for {pipeline.lang!r}"
        )
    return pipeline


def parses(pipeline: "Pipeline") -> bool:
    """Whether some component of a pipeline sets the heads of tokens."""
    metas: list[Any] = [pipeline.get_pipe_meta(name) for name in pipeline.pipe_names]
    return any("token.dep" in meta.assigns for meta in metas)


def identity_of(name: str) -> str:
    """What tells one version of a model from another, without loading it: of a path or a package."""
    path = Path(name)
    if path.is_file():
        return sha256_of_file(path)
    if path.is_dir():
        files = sorted(file for file in path.rglob("*") if file.is_file())
        digests = [f"{file.relative_to(path).as_posix()} {sha256_of_file(file)}" for file in files]
        return sha256("\n".join(digests).encode()).hexdigest()
    try:
        return version(name.replace("_", "-"))
    except (PackageNotFoundError, ValueError):  # ValueError: an empty name
        return ""
