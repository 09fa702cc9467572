"""Is a sentence part of an evaluation set? Texts are known by hashes of their letters and digits.

A file of texts holds one a line; of a line that is a JSON object all its strings are texts, those
in lists and objects inside it as well. A sentence is excluded if it, or a longer part of it, is one
of the texts or a longer part of one.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from kg_pipeline.errors import ConfigurationError, DataError
from kg_pipeline.graph.folding import fold_surface
from kg_pipeline.records import Sentence
from kg_pipeline.storage import sha256_of_file

EXCLUDED = "stands in a text that is excluded"
_NO_LETTERS = re.compile(r"[\W_]+")
_ENDS = re.compile(r"[。！？!?；;\n]+")
_SHORTEST_PART = 12  # letters from which a part of a text is told from chance
_BYTES = 8  # of a hash: two of 10 million texts share one with probability 3e-6


class ExcludedTexts:
    """Hashes of texts and of their sentences."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._hashes = frozenset(digest for text in texts for digest in _hashes(text))

    def without(self, sentences: Sequence[Sentence]) -> list[Sentence]:
        """The sentences that may be used, in their order."""
        if not self._hashes:
            return list(sentences)
        return [one for one in sentences if self._hashes.isdisjoint(_hashes(one.text))]


def _hashes(text: str) -> Iterator[bytes]:
    yield _digest(_letters(text))
    parts = _ENDS.split(text)
    if len(parts) > 1:
        for letters in map(_letters, parts):
            if len(letters) >= _SHORTEST_PART:
                yield _digest(letters)


def _letters(text: str) -> str:
    return _NO_LETTERS.sub("", fold_surface(text))


def _digest(letters: str) -> bytes:
    return hashlib.sha256(letters.encode()).digest()[:_BYTES]


def excluded_texts(files: tuple[str, ...]) -> ExcludedTexts:
    """The texts of some files. ``DataError`` names a file that is not there."""
    paths = tuple(map(Path, files))
    for path in paths:
        if not path.is_file():
            raise DataError(f"{path}: expected a file of texts to exclude, found none there")
    return _read(paths, tuple(map(sha256_of_file, paths)))


@lru_cache(maxsize=4)  # a process aligns many parts with the same exclusion
def _read(paths: tuple[Path, ...], hashes: tuple[str, ...]) -> ExcludedTexts:
    return ExcludedTexts(text for path in paths for text in _texts_of(path))


def _texts_of(path: Path) -> Iterator[str]:
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        raise ConfigurationError(
            f"{path}: expected texts to exclude in UTF-8, found {error}; save them in UTF-8"
        ) from error
    for line in lines:
        if line.lstrip().startswith("{"):
            try:
                row = json.loads(line)
            except (ValueError, RecursionError) as error:
                raise DataError(f"{path}: expected JSON objects, found {line[:80]!r}") from error
            yield from _strings_of(row)
        elif line.strip():
            yield line


def _strings_of(row: object) -> Iterator[str]:
    """All values that are strings, also in lists and objects inside; no keys."""
    pending = [row]
    while pending:
        value = pending.pop()
        if isinstance(value, str) and value:
            yield value
        elif isinstance(value, dict):
            pending += value.values()
        elif isinstance(value, list):
            pending += value
