"""Where can a date or an amount begin? Seen in all code points of many texts at once.

The patterns of ``dates`` and ``quantities`` are only tried where what every one of their forms
needs stands around: a numeral that no numeral goes before, behind a single Chinese one a unit, and
behind no numeral a Chinese character that is neither a unit nor 至 or 到. Nothing that
``values.find_literals`` would find is left out; most of what it would try is.

Letters for shapes: N code points, S places.
"""

from functools import lru_cache
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from kg_pipeline.graph.folding import Bits, Codes, bits_of
from kg_pipeline.graph.numerals import UNIT_NAMES, WEAK_UNITS
from kg_pipeline.graph.writing import Flags, Longs

_CN = "〇○零一二三四五六七八九廿卅"
_LARGE = "百千万亿点"
_TO = "-~～—–至到"
_SPACES = " \t\n\r\x0b\x0c\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, [*range(0x1C, 0x20), *range(0x2000, 0x200B)])
)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONEY = ("US", "HK", "NT", "RM", "CN", "JP")
_Number = TypeVar("_Number", np.uint16, np.uint32)
# What a half-width code point can be, as bits.
_DIGIT, _ASCII_DIGIT, _LETTER, _NUMERAL, _CHINESE, _MORE, _NO_NUMBER, _UNIT, _WEAK = (
    1 << bit for bit in range(9)
)
_GOES_ON, _STRANGE = 1 << 9, 1 << 10  # within numerals; Chinese, and never right behind one
_INITIAL, _SIGN, _IN_WORD, _AFTER_WEAK = (1 << bit for bit in range(11, 15))
_N_CODES, _CODE_BITS = 0x110000, 21
_LAST_DIGIT = 0x20000  # no code point above is one


def half_width(codes: Codes) -> Codes:
    """Full-width digits, letters and signs as ``values`` reads them."""
    return _half_width().take(codes, mode="clip")


def literal_starts(half: Codes) -> Longs:
    """(S,) places in half-width joined texts where a date or an amount may begin, ascending."""
    kinds = _kinds().take(half, mode="clip")
    place = _has(kinds, _DIGIT | _NUMERAL | _INITIAL | _SIGN).nonzero()[0]
    first = kinds[place]
    numeral = np.concatenate(
        [
            _digits(half, kinds, place[_has(first, _DIGIT)]),
            _chinese(half, kinds, place[_has(first, _NUMERAL)]),
        ]
    )
    others = (
        numeral[~_strange_behind(kinds, numeral)],
        _signs(half, kinds, place[_has(first, _SIGN)]),
        _words(half, kinds, place[_has(first, _INITIAL)]),
    )
    return np.sort(np.concatenate(others))


def _digits(half: Codes, kinds: Bits, place: Longs) -> Longs:
    """A number's first digit; in a word or behind 第 only a year's."""
    before = kinds[place - 1]
    place, before = place[~_has(before, _ASCII_DIGIT)], before[~_has(before, _ASCII_DIGIT)]
    good = ~_has(before, _IN_WORD)
    year = (~good).nonzero()[0]
    year = year[_is(half[place[year]], "12")]
    for step in (1, 2, 3):
        year = year[_has(_at(kinds, place[year] + step), _DIGIT)]
    good[year] = True
    return place[good]


def _chinese(half: Codes, kinds: Bits, place: Longs) -> Longs:
    """A Chinese numeral with more of it or a unit behind, and four digits of a year."""
    second = _at(kinds, place + 1)
    third = _at(kinds, place + 2)
    measured = _has(second, _UNIT) | (_has(second, _WEAK) & _has(third, _AFTER_WEAK))
    measured &= half[place] != ord("一")
    good = _has(second, _NUMERAL | _MORE) | measured
    good &= ~_has(kinds[place - 1], _NUMERAL | _MORE | _NO_NUMBER)
    year = (_has(second & third, _CHINESE) & ~good).nonzero()[0]
    year = year[_is(half[place[year]], "一二") & _has(_at(kinds, place[year] + 3), _CHINESE)]
    good[year[_at(half, place[year] + 4) == ord("年")]] = True
    return place[good]


def _strange_behind(kinds: Bits, place: Longs) -> Flags:
    """Where a numeral begins that ends before a Chinese character with which nothing goes on."""
    strange = np.zeros(len(place), dtype=bool)
    some, step = np.arange(len(place)), 1
    while len(some):
        behind = _at(kinds, place[some] + step)
        strange[some[_has(behind, _STRANGE)]] = True
        some, step = some[_has(behind, _GOES_ON)], step + 1
    return strange


def _signs(half: Codes, kinds: Bits, place: Longs) -> Longs:
    """Signs of currencies, minus before a digit, 百分之 and 人民币."""
    first, second, third = (_at(half, place + step) for step in range(3))
    good = (
        _is(first, "¥￥$€£")
        | (_is(first, "-−") & _has(_at(kinds, place + 1), _DIGIT))
        | (_is(first, "百") & _is(second, "分") & _is(third, "之"))
        | (_is(first, "人") & _is(second, "民") & _is(third, "币"))
    )
    return place[good]


def _words(half: Codes, kinds: Bits, place: Longs) -> Longs:
    """The first letters of months and currencies."""
    place = place[~_has(kinds[place - 1], _LETTER | _ASCII_DIGIT)]
    found = np.zeros(len(place), dtype=bool)
    for words in (_MONEY, _MONTHS):
        known, key = _keys(words), _at(half, place).astype(np.int64)
        for step in range(1, len(words[0])):
            key = key << _CODE_BITS | _at(half, place + step)
        found |= known.take(np.searchsorted(known, key), mode="clip") == key
    return place[found]


def _at(values: npt.NDArray[_Number], place: Longs) -> npt.NDArray[_Number]:
    """(S,) values at places; behind the last the last, a separator."""
    return values.take(place, mode="clip")


def _has(kinds: Bits, wanted: int) -> Flags:
    return (kinds & wanted) != 0


def _is(codes: Codes, characters: str) -> Flags:
    found = codes == ord(characters[0])
    for character in characters[1:]:
        found = found | (codes == ord(character))
    return found


@lru_cache(maxsize=2)
def _keys(words: tuple[str, ...]) -> Longs:
    """Words of as many letters as numbers, ascending."""
    codes = np.array([[ord(letter) for letter in word] for word in words])
    return np.sort(codes @ (1 << _CODE_BITS * np.arange(len(words[0]))[::-1]))


@lru_cache(maxsize=1)
def _half_width() -> Codes:
    table = np.arange(_N_CODES, dtype=np.uint32)
    for begin, end in ((0xFF10, 0xFF1A), (0xFF21, 0xFF5B)):
        table[begin:end] -= 0xFEE0
    for full, half in ("％%", "．.", "－-"):
        table[ord(full)] = ord(half)
    return table


@lru_cache(maxsize=1)
def _kinds() -> Bits:
    """What a half-width code point can be, as bits."""
    digits = list(filter(str.isdecimal, map(chr, range(_LAST_DIGIT))))
    strong = {name for name in UNIT_NAMES if name not in WEAK_UNITS}
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
    classes = {
        _DIGIT: digits,
        _ASCII_DIGIT: "0123456789",
        _LETTER: letters,
        _NUMERAL: _CN + "两十",
        _CHINESE: _CN,
        _MORE: _LARGE,
        _NO_NUMBER: f"0123456789{letters}×*/_-第",
        _UNIT: {*(name[0] for name in strong), *_SPACES, *_TO, *"tmb多余+"} - WEAK_UNITS,
        _WEAK: WEAK_UNITS,
        _AFTER_WEAK: {*_TO, *_SPACES, *(name[1] for name in strong if name[0] in WEAK_UNITS)},
        _INITIAL: {word[0] for word in (*_MONTHS, *_MONEY)},
        _SIGN: "人百¥￥$€£−-",
        _IN_WORD: f"{letters}第_",
        _GOES_ON: [*digits, *f"{_CN}{_LARGE}两十多余"],
    }
    kinds = bits_of(classes)
    behind = {ord(character) for character in {*_TO, *(name[0] for name in UNIT_NAMES)}}
    han = np.array([code for code in range(0x3400, 0xA000) if code not in behind])
    kinds[han[~_has(kinds[han], _GOES_ON)]] |= _STRANGE
    return kinds
