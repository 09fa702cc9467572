"""Whole documents that are not worth reading: too short or long, of no wanted language, repetitive.

Repetition after Rae et al. 2021 (Gopher, appendix A.1.1): the share of characters in duplicate
lines and in duplicate n-grams. N-grams are of characters, since Chinese has no spaces: ten
characters are about six words.
"""

from typing import Literal

from kg_pipeline.cleaning.characters import CHINESE, LATIN, OTHER, folded, letter_classes, shingles
from kg_pipeline.cleaning.outcome import Outcome, body_of
from kg_pipeline.records import Document, Language
from kg_pipeline.settings import PositiveInt, Rate, Settings

_NGRAM = 10
_CLASSES: dict[Language, int] = {"zh": CHINESE, "en": LATIN}


class LengthSettings(Settings):
    """Documents with fewer or more characters are set aside.

    minimum: of the whole text; documents with tables are always long enough
    """

    kind: Literal["length"] = "length"
    minimum: int = 10
    maximum: PositiveInt = 5_000_000


class LanguageSettings(Settings):
    """Documents whose letters are mostly of other scripts are set aside.

    minimum_share: of all letters, how many must be letters of these languages
    minimum_letters: documents with fewer letters are not judged
    """

    kind: Literal["language"] = "language"
    languages: tuple[Language, ...] = ("zh", "en")
    minimum_share: Rate = 0.5
    minimum_letters: PositiveInt = 20


class RepetitionSettings(Settings):
    """Documents that mostly repeat themselves are set aside.

    maximum_line_share: of the characters, how many may stand in lines that were there before
    maximum_ngram_share: of the runs of ten characters, how many may have been there before
    minimum_characters: shorter documents are not judged
    """

    kind: Literal["repetition"] = "repetition"
    maximum_line_share: Rate = 0.5
    maximum_ngram_share: Rate = 0.6
    minimum_characters: PositiveInt = 100


class Length:
    """Sets aside what is too short or too long."""

    def __init__(self, settings: LengthSettings) -> None:
        self._settings = settings

    def apply(self, document: Document) -> Outcome:
        length = len(document.text)
        if length < self._settings.minimum and not document.tables:
            detail = f"{length} characters, at least {self._settings.minimum} are wanted"
            return Outcome(None, "too short", detail)
        if length > self._settings.maximum:
            detail = f"{length} characters, at most {self._settings.maximum} are wanted"
            return Outcome(None, "too long", detail)
        return Outcome(document)


class LanguageShare:
    """Sets aside what is written in other scripts than those of the wanted languages."""

    def __init__(self, settings: LanguageSettings) -> None:
        self._settings = settings
        self._wanted = [_CLASSES[language] for language in settings.languages]

    def apply(self, document: Document) -> Outcome:
        counts = letter_classes(document.text)
        letters = int(counts[[CHINESE, LATIN, OTHER]].sum())
        wanted = int(counts[self._wanted].sum())
        if letters < self._settings.minimum_letters:
            return Outcome(document)
        if wanted >= self._settings.minimum_share * letters:
            return Outcome(document)
        names = ", ".join(self._settings.languages)
        detail = f"{wanted} of {letters} letters are of {names}"
        return Outcome(None, "other language", detail)


class Repetition:
    """Sets aside what repeats itself; tables are not looked at, since values may well recur."""

    def __init__(self, settings: RepetitionSettings) -> None:
        self._settings = settings

    def apply(self, document: Document) -> Outcome:
        body = body_of(document)
        if len(body) < self._settings.minimum_characters:
            return Outcome(document)
        lines = repeated_line_share(body)
        if lines > self._settings.maximum_line_share:
            detail = f"{lines:.0%} of the characters stand in repeated lines"
            return Outcome(None, "repeated lines", detail)
        ngrams = repeated_ngram_share(body)
        if ngrams > self._settings.maximum_ngram_share:
            detail = f"{ngrams:.0%} of all runs of {_NGRAM} characters are repeated"
            return Outcome(None, "repeated text", detail)
        return Outcome(document)


def repeated_line_share(body: str) -> float:
    """The share of characters in lines that were there before."""
    seen: set[str] = set()
    repeated = 0
    for line in body.split("\n"):
        repeated += len(line) if line in seen else 0
        seen.add(line)
    return repeated / len(body) if body else 0.0


def repeated_ngram_share(body: str) -> float:
    """The share of runs of ten characters that were there before."""
    import numpy as np

    hashes = np.sort(shingles(folded(body), _NGRAM))
    return float((hashes[1:] == hashes[:-1]).mean()) if len(hashes) > 1 else 0.0
