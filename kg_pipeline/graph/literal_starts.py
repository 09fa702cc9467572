"""Where can a date or an amount begin? Seen in all code points of many texts at once.

The patterns of ``dates`` and ``quantities`` are only tried where what every one of their forms
needs stands around: a numeral that no numeral goes before, behind a single Chinese one a unit, and
behind no numeral a Chinese character that is in no pattern. Nothing that ``values.find_literals`` would find is left out; most of what it would try is.

Letters for shapes: N code points, S places.
"""

from functools import lru_cache

import numpy as np

from kg_pipeline.graph.dates import DATE
from kg_pipeline.graph.folding import Codes
from kg_pipeline.graph.numerals import UNIT_NAMES, WEAK_UNITS
from kg_pipeline.graph.quantities import NUMBER
from kg_pipeline.graph.writing import Flags, Longs

_CN = "〇○零一二三四五六七八九廿卅"
_LARGE = "百千万亿点"
_TO = "-~～—–至到"
_SPACES = " \t\n\r\x0b\x0c\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, [*range(0x1C, 0x20), *range(0x2000, 0x200B)])
)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONEY = ("US", "HK", "NT", "RM", "CN", "JP")
_BEGIN = "两十百人¥￥$€£−-JFMASONDURHC"  # besides digits and Chinese numerals
_DIGIT, _ASCII_DIGIT, _LETTER, _NUMERAL, _CHINESE, _MORE, _NO_NUMBER, _UNIT, _WEAK = (
    1 << bit for bit in range(9)
)
_GOES_ON, _STRANGE = 1 << 9, 1 << 10  # within numerals; in no pattern, but part of a word
_N_CODES = 0x110000
_LAST_DIGIT = 0x20000  # no code point above is one
_LOOK = 5  # code points that are seen from a place


def literal_starts(codes: Codes) -> Longs:
    """(S,) places in code points, as they are written, where a date or an amount may begin."""
    place = np.flatnonzero(_can_begin().take(codes, mode="clip"))
    at = [_half_width()[_at(codes, place + step)] for step in range(-1, _LOOK)]
    kinds = [_kinds()[around] for around in at]
    good = (
        _digits(at, kinds)
        | _chinese(at, kinds)
        | _is(at[1], "¥￥$€£")
        | (_is(at[1], "-−") & _has(kinds[2], _DIGIT))
        | (_is(at[1], "百") & _is(at[2], "分") & _is(at[3], "之"))
        | (_is(at[1], "人") & _is(at[2], "民") & _is(at[3], "币"))
        | _words(at, kinds)
    )
    place = place[good]
    return place[~_strange_behind(codes, place)]


def _strange_behind(codes: Codes, place: Longs) -> Flags:
    """Where a numeral begins that ends before a character with which no pattern can go on."""
    strange = np.zeros(len(place), dtype=bool)
    kinds = _kinds()[_half_width()[codes[place]]]
    some, step = np.flatnonzero(_has(kinds, _DIGIT | _NUMERAL)), 1
    while len(some):
        kinds = _kinds()[_half_width()[_at(codes, place[some] + step)]]
        strange[some[_has(kinds, _STRANGE)]] = True
        some, step = some[_has(kinds, _GOES_ON)], step + 1
    return strange


def half_width(codes: Codes) -> str:
    """The text with full-width digits, letters and signs as ``values`` reads them."""
    return _half_width().take(codes, mode="clip").tobytes().decode("utf-32-le", "surrogatepass")


def _digits(at: list[Codes], kinds: list[Codes]) -> Flags:
    """A number's first digit; in a word or behind 第 only a year's."""
    first = _has(kinds[1], _DIGIT) & ~_has(kinds[0], _ASCII_DIGIT)
    year = _is(at[1], "12")
    for following in kinds[2:5]:
        year &= _has(following, _DIGIT)
    return first & (year | ~(_has(kinds[0], _LETTER) | _is(at[0], "第_")))


def _chinese(at: list[Codes], kinds: list[Codes]) -> Flags:
    """A Chinese numeral with more of it or a unit behind, and four digits of a year."""
    year = _is(at[1], "一二") & _is(at[5], "年")
    for following in kinds[2:5]:
        year &= _has(following, _CHINESE)
    before = _has(kinds[0], _NUMERAL | _MORE | _NO_NUMBER)
    several = _has(kinds[2], _NUMERAL | _MORE)
    measured = _has(kinds[2], _UNIT) | (_has(kinds[2], _WEAK) & _is(at[3], _TO + _SPACES))
    return year | (_has(kinds[1], _NUMERAL) & ~before & (several | (measured & ~_is(at[1], "一"))))


def _words(at: list[Codes], kinds: list[Codes]) -> Flags:
    """The first letters of months and currencies."""
    found = np.zeros(len(at[0]), dtype=bool)
    letters = np.flatnonzero(_has(kinds[1], _LETTER) & ~_has(kinds[0], _LETTER | _ASCII_DIGIT))
    some = [around[letters] for around in at]
    for word in (*_MONTHS, *_MONEY):
        same = some[1] == ord(word[0])
        for step, letter in enumerate(word[1:], start=2):
            same &= some[step] == ord(letter)
        found[letters[same]] = True
    return found


def _at(values: Codes, place: Longs) -> Codes:
    """(S,) values at places, zero outside."""
    inside = (place >= 0) & (place < len(values))
    if inside.all():
        return values[place]
    return np.where(inside, values[np.where(inside, place, 0)], np.uint32(0))


def _has(kinds: Codes, wanted: int) -> Flags:
    return (kinds & wanted) != 0


def _is(codes: Codes, characters: str) -> Flags:
    found = codes == ord(characters[0])
    for character in characters[1:]:
        found = found | (codes == ord(character))
    return found


@lru_cache(maxsize=1)
def _half_width() -> Codes:
    table = np.arange(_N_CODES, dtype=np.uint32)
    for begin, end in ((0xFF10, 0xFF1A), (0xFF21, 0xFF5B)):
        table[begin:end] -= 0xFEE0
    for full, half in ("％%", "．.", "－-"):
        table[ord(full)] = ord(half)
    return table


@lru_cache(maxsize=1)
def _kinds() -> Codes:
    """What a half-width code point can be, as bits."""
    kinds = np.zeros(_N_CODES, dtype=np.uint32)
    digits = [code for code in range(_LAST_DIGIT) if chr(code).isdecimal()]
    units = {name[0] for name in UNIT_NAMES}
    strong = {name[0] for name in UNIT_NAMES if name not in WEAK_UNITS}
    classes = {
        _DIGIT: map(chr, digits),
        _ASCII_DIGIT: "0123456789",
        _LETTER: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
        _NUMERAL: _CN + "两十",
        _CHINESE: _CN,
        _MORE: _LARGE,
        _NO_NUMBER: "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz×*/_-第",
        _UNIT: {*strong, *_SPACES, *_TO, *"tmb多余+"},
        _WEAK: units - strong,
    }
    for bit, characters in classes.items():
        kinds[[ord(character) for character in characters]] |= bit
    kinds[[*digits, *map(ord, f"{_CN}{_LARGE}两十多余")]] |= _GOES_ON
    named = {ord(character) for character in DATE.pattern + NUMBER.pattern}
    kinds[[code for code in range(0x3400, 0xA000) if code not in named]] |= _STRANGE
    return kinds


@lru_cache(maxsize=1)
def _can_begin() -> Flags:
    """Which code points, as they are written, begin dates or amounts."""
    table = np.zeros(_N_CODES, dtype=bool)
    table[[ord(character) for character in _BEGIN + _CN]] = True
    table |= _has(_kinds(), _DIGIT)
    return table[_half_width()]
