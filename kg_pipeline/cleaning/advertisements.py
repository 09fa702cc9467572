"""Advertising lines in running text: what a small trained model takes for one.

Only lines with a word of advertising are scored (``advertising.triggers``); the reason names the
cues that weighed most. How many are found of lines that the model was not made with is measured
by scripts/benchmarks/cleaning.py.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Literal

from kg_pipeline.cleaning.advertising import AdvertisingModel, triggers
from kg_pipeline.cleaning.outcome import Outcome, Passage, body_spans, without
from kg_pipeline.records import Document
from kg_pipeline.settings import PositiveInt, Rate, Settings

_SENTENCE = re.compile(r"[^。！？!?\n]*[。！？!?]*")
REASON = "advertisement"


class AdvertisementsSettings(Settings):
    """Lines, and sentences of longer lines, that advertise.

    threshold: the score, between 0 and 1, from which a line is an advertisement
    maximum_characters: longer lines and sentences are none
    """

    kind: Literal["advertisements"] = "advertisements"
    threshold: Rate = 0.9
    maximum_characters: PositiveInt = 150


class Advertisements:
    """Takes advertising lines out of running text."""

    def __init__(self, settings: AdvertisementsSettings) -> None:
        import daachorse

        self._settings = settings
        self._triggers = daachorse.CharwiseDoubleArrayAhoCorasick(list(triggers()))
        self._model = AdvertisingModel.load()

    def apply(self, document: Document) -> Outcome:
        text = document.text
        lowered = text.lower()
        if len(lowered) != len(text):  # a few letters have no lower case of one character
            lowered = text
        places = [start for start, _, _ in self._triggers.find(lowered)]
        if not places:
            return Outcome(document)
        found = tuple(
            Passage(start, end, self._reason(text[start:end]))
            for span in body_spans(document)
            if bisect_left(places, span[0]) < bisect_left(places, span[1])
            for start, end in self._units(text, *span)
            if bisect_left(places, start) < bisect_left(places, end)
            and self.advertises(text[start:end])
        )
        return Outcome(without(document, found), passages=found)

    def advertises(self, text: str) -> bool:
        """Whether a line or sentence is an advertisement."""
        return self._model.score(text) >= self._settings.threshold

    def _reason(self, text: str) -> str:
        return ": ".join((REASON, *filter(None, [", ".join(self._model.cues_for(text))])))

    def _units(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The lines of a block; of lines that are too long their sentences."""
        for line in re.finditer(r"[^\n]+", text[start:end]):
            first, last = start + line.start(), start + line.end()
            if last - first <= self._settings.maximum_characters:
                yield first, last
                continue
            for match in _SENTENCE.finditer(text, first, last):
                if 0 < match.end() - match.start() <= self._settings.maximum_characters:
                    yield match.span()
