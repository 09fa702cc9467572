"""When are two written forms one name? Width, case and character variants, code point for code point.

Half-width for full-width, lower case, and simplified for traditional characters (OpenCC's
TSCharacters table, first choice of each entry). No code point becomes two, so offsets stay; texts
are folded by the array, for the time is in the single character.

Letters for shapes: N code points.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from itertools import accumulate

import numpy as np
import numpy.typing as npt

Codes = npt.NDArray[np.uint32]
Bits = npt.NDArray[np.uint16]

SEPARATOR = "\U0010ffff"  # stands in no folded text, so no match goes over it
# Where the letters that are written as words with blanks between them stand: Latin, its combining
# marks, Greek and Cyrillic; Latin with more marks (Vietnamese), old Greek.
_LETTERS = (range(0x530), range(0x1E00, 0x2000))
_MARKS = range(0x300, 0x370)
_N_CODES = 0x110000
_LAST_CASED = 0x1F000  # no code point above has a case
_REPLACEMENT = 0xFFFD


def codes_of(text: str) -> Codes:
    """(N,) code points."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def text_of(codes: Codes) -> str:
    """The inverse of ``codes_of``, for folded code points."""
    return codes.tobytes().decode("utf-32-le")


def fold_surface(text: str) -> str:
    """Half-width, simplified and lower case, one code point for one."""
    return text_of(folds()[codes_of(text)])


def fold_surfaces(texts: Sequence[str]) -> list[str]:
    """``fold_surface`` of each text, all in one go."""
    whole, ends = fold_surface("".join(texts)), accumulate(map(len, texts))
    return [whole[end - len(text) : end] for text, end in zip(texts, ends, strict=True)]


@lru_cache(maxsize=1)
def folds() -> Codes:
    """What each code point becomes."""
    lower = np.arange(_N_CODES, dtype=np.uint32)
    small = list(map(str.lower, map(chr, range(_LAST_CASED))))
    lower[:_LAST_CASED] = [ord(one) if len(one) == 1 else code for code, one in enumerate(small)]
    return lower[cased_folds()]


@lru_cache(maxsize=1)
def cased_folds() -> Codes:
    """The same without lower case; surrogates and the separator become U+FFFD."""
    table = np.arange(_N_CODES, dtype=np.uint32)
    table[0xD800:0xE000] = _REPLACEMENT
    table[ord(SEPARATOR)] = _REPLACEMENT
    table[0xFF01:0xFF5F] -= 0xFEE0
    table[0x3000] = 0x20
    entries = files("opencc").joinpath("dictionary", "TSCharacters.txt").read_text("utf-8")
    for traditional, simplified in (line.split()[:2] for line in entries.splitlines() if line):
        if len(traditional) == len(simplified) == 1:
            table[ord(traditional)] = ord(simplified)
    return table


@lru_cache(maxsize=1)
def latin() -> npt.NDArray[np.bool_]:
    """Which folded code points are Latin, Greek or Cyrillic letters, marks on them, or digits."""
    table = np.zeros(_N_CODES, dtype=np.bool_)
    for codes in _LETTERS:
        table[codes.start : codes.stop] = [chr(code).isalnum() for code in codes]
    table[_MARKS.start : _MARKS.stop] = True
    return table


def bits_of(classes: Mapping[int, Iterable[str]]) -> Bits:
    """Of every code point the bits of the classes that it is in. classes: characters by bit"""
    table = np.zeros(_N_CODES, dtype=np.uint16)
    for bit, characters in classes.items():
        table[[ord(character) for character in characters]] |= bit
    return table


def among(codes: Codes, characters: str) -> npt.NDArray[np.bool_]:
    """(N,) which code points are among some characters."""
    return _among(characters).take(codes, mode="clip")


@lru_cache(maxsize=64)
def _among(characters: str) -> npt.NDArray[np.bool_]:
    places = [*map(ord, characters)]
    table = np.zeros(max(places) + 2, dtype=np.bool_)  # the last place: any code behind
    table[places] = True
    return table
