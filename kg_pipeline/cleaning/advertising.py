"""How much a line reads like an advertisement: logistic regression on cues and character n-grams.

Cues are classes of words (advertising_cues.yaml) and the shapes below; runs of two to four
characters are hashed (feature hashing, Weinberger et al. 2009). The weights are made by
``scripts/advertising/train.py`` from lines that were written for it.
"""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg_pipeline.cleaning.characters import code_points, distinct, shingles
from kg_pipeline.settings import read_yaml

if TYPE_CHECKING:
    import daachorse
    import numpy as np
    from numpy.typing import NDArray

N_BUCKETS = 1 << 15
WEIGHTS = "advertising_weights.npz"
_LENGTHS = (2, 3, 4)
_MOST = 4  # times that a cue counts
_NUMBER = "(?:[0-9][0-9.,]*|[一二两三四五六七八九十百千万半几]+)"
_SHAPES = {
    "telephone": "(?<![0-9])(?:[48]00[- ]?[0-9]{3,4}[- ]?[0-9]{3,4}|1[0-9]{2}[- ]?[0-9x*]{4}[- ]?[0-9]{4}|0[0-9]{2,3}[-）)]?[0-9]{7,8})(?![0-9])",
    "account": "(?:微信|薇信|qq|vx|v信|加v|加微|扣|微信号|号|群)[^，。0-9a-z]{0,3}[a-z0-9_]{4,}",
    "web address": "https?://|www\\.|[a-z0-9]\\.(?:com|cn|net|shop)\\b|t\\.cn",
    "price": f"{_NUMBER}(?:元|块|万|折)|[¥￥$][0-9]|[0-9]%",
    "discount": "[0-9一二三四五六七八九半两][0-9.]*折|[0-9]+% off|half price|打折",
    "reduction": f"满{_NUMBER}[^，。]{{0,2}}[减送返赠]|[减省返降]{_NUMBER}(?:元|块|万)|[送赠领抢]{_NUMBER}(?:元|块|个|天)",
    "gift": "(?:就|再|还|免费|即可?|即)[送赠领得享](?!别)|[买充拍发]{1}[一二三0-9]+[送赠发]",
    "exclamation": "[！!]",
    "question to the reader": "[？?](?=.)",
    "quotation": "[“”《》「」]",
    "legal list": "^(?:第[一二三四五六七八九十百0-9]+[条章节]|[（(][一二三四五六七八九十0-9]+[)）]|[一二三四五六七八九十0-9]+[、.])",
    "year": "(?:19|20)[0-9]{2}年",
    "symbol": "[★☆🔥👇❤→↓【】～￥❗✅]",
}
_DIGITS = str.maketrans("123456789", "0" * 9)


@dataclass(frozen=True, slots=True)
class Features:
    """What the model reads of a line.

    cues: how often each cue is there, at most four times, in the order of ``cue_names``
    grams: (number of n-grams,) the buckets of its different n-grams
    """

    cues: tuple[int, ...]
    grams: "NDArray[np.int64]"


@lru_cache(maxsize=1)
def _word_lists() -> Mapping[str, Mapping[str, str]]:
    source = files("kg_pipeline.cleaning").joinpath("advertising_cues.yaml")
    found: Mapping[str, Mapping[str, str]] = read_yaml(source.read_text(encoding="utf-8"))
    return found


@lru_cache(maxsize=1)
def triggers() -> tuple[str, ...]:
    """In lower case; a line without any of them is no advertisement."""
    words = (word for words in _word_lists()["triggers"].values() for word in words.split())
    return tuple(dict.fromkeys(words))


@lru_cache(maxsize=1)
def _classes() -> dict[str, list[str]]:
    """The words of each class."""
    classes: dict[str, list[str]] = {}
    for part in _word_lists().values():
        for name, words in part.items():
            classes.setdefault(name, []).extend(words.split())
    return classes


@lru_cache(maxsize=1)
def _words() -> tuple["daachorse.CharwiseDoubleArrayAhoCorasick", tuple[tuple[int, ...], ...]]:
    """An automaton over the words of all classes, and the classes of each of its words."""
    import daachorse

    classes_of: dict[str, list[int]] = {}
    for number, words in enumerate(_classes().values()):
        for word in words:
            classes_of.setdefault(word, []).append(number)
    automaton = daachorse.CharwiseDoubleArrayAhoCorasick(list(classes_of))
    return automaton, tuple(tuple(numbers) for numbers in classes_of.values())


@lru_cache(maxsize=1)
def _shapes() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in _SHAPES.values())


def cue_names() -> tuple[str, ...]:
    """The cues in the order of their counts."""
    return (*_classes(), *_SHAPES)


def features_of(text: str) -> Features:
    """The features of one line."""
    import numpy as np

    line = text.strip().lower()
    automaton, classes_of = _words()
    words = {word: (start, end) for start, end, word in automaton.find_overlapping(line)}
    counts = [0] * len(_classes())
    for word, (start, end) in words.items():
        if _is_whole(line, start, end):
            for number in classes_of[word]:
                counts[number] += 1
    counts += [len(set(shape.findall(line))) for shape in _shapes()]
    points = code_points(f" {line.translate(_DIGITS)} ")
    hashes = np.concatenate([shingles(points, length) for length in _LENGTHS])
    grams = distinct(hashes % N_BUCKETS).astype(np.int64)
    return Features(tuple(min(count, _MOST) for count in counts), grams)


def _is_whole(line: str, start: int, end: int) -> bool:
    """Whether a find does not begin or end within a Latin word."""
    return not any(
        inner.isascii() and inner.isalpha() and outer.isascii() and outer.isalpha()
        for inner, outer in (
            (line[start], line[start - 1 : start]),
            (line[end - 1], line[end : end + 1]),
        )
    )


def cue_values(cues: tuple[int, ...]) -> "NDArray[np.float32]":
    """(number of cues · 4,) for each cue whether it is there at least once, twice, ..."""
    import numpy as np

    steps = np.arange(1, _MOST + 1)
    return (np.array(cues)[:, None] >= steps).astype(np.float32).ravel()


class AdvertisingModel:
    """Scores lines. ``gram_weights`` (N_BUCKETS,), ``cue_weights`` (number of cues · 4,)."""

    def __init__(
        self, gram_weights: "NDArray[Any]", cue_weights: "NDArray[Any]", intercept: float
    ) -> None:
        self._grams = gram_weights.astype("float32")
        self._cues = cue_weights.astype("float32")
        self._intercept = intercept

    @classmethod
    def load(cls) -> "AdvertisingModel":
        """The weights that the package ships."""
        import numpy as np

        with files("kg_pipeline.cleaning").joinpath(WEIGHTS).open("rb") as file:
            found = np.load(file, allow_pickle=False)
            return cls(found["grams"], found["cues"], float(found["intercept"]))

    def save(self, path: Path) -> None:
        """The weights as a file; n-grams in half precision."""
        import numpy as np

        grams = self._grams.astype(np.float16)
        np.savez_compressed(path, grams=grams, cues=self._cues, intercept=self._intercept)

    def score(self, text: str) -> float:
        """Between 0 and 1."""
        found = features_of(text)
        total = self._intercept + float(cue_values(found.cues) @ self._cues)
        total += float(self._grams[found.grams].sum()) / math.sqrt(len(found.grams))
        return 1 / (1 + math.exp(-max(-50.0, min(50.0, total))))

    def cues_for(self, text: str, most: int = 2) -> tuple[str, ...]:
        """The names of the cues that speak most for an advertisement, the strongest first."""
        values = cue_values(features_of(text).cues) * self._cues
        totals = values.reshape(len(cue_names()), _MOST).sum(axis=1)
        best = sorted(zip(-totals, cue_names(), strict=True))
        return tuple(name for total, name in best[:most] if total < 0)
