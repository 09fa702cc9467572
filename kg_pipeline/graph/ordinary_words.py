"""Which names are ordinary words too? A dictionary of words with their parts of speech says so."""

from dataclasses import dataclass
from functools import lru_cache

# Tags of what is only a name; "t" are times, and people called 老 with their family names.
_NAMES = ("nr", "ns", "nt", "nz", "eng", "x", "j", "nrt", "nrfg", "t")
_FUNCTION = ("m", "r", "v", "d", "p", "c")  # what such a phrase begins with
_MARKS = "，。；：、！？,;:!?（）()《》〈〉“”「」 "
_AHEAD = 8  # characters behind a name that its words are told by
_LONGEST_PHRASE = 3  # characters; a phrase of ordinary words up to here is one


@lru_cache(maxsize=1 << 18)
def is_ordinary(name: str) -> bool:
    """Whether a Chinese name is a word, or a short phrase of words, that names nothing by itself."""
    import rjieba

    if not ("\u3400" <= name[:1] <= "\u9fff"):
        return False
    if len(name) > _LONGEST_PHRASE and not rjieba.has_word(name):
        return False  # most names are told without their words
    tagged = rjieba.tag(name)
    if any(tag in _NAMES or not rjieba.has_word(word) for word, tag in tagged):
        return False
    return len(tagged) == 1 or (len(name) <= _LONGEST_PHRASE and tagged[0][1] in _FUNCTION)


@lru_cache(maxsize=1 << 16)
def is_place(name: str) -> bool:
    """Whether the dictionary knows a name as that of a place."""
    import rjieba

    tagged = rjieba.tag(name)
    return len(tagged) == 1 and tagged[0][1] == "ns"


@dataclass(frozen=True, slots=True)
class Standing:
    """How a name stands among the words of its clause.

    word, tag: of the word right before, "" at the clause's beginning; ends: whether a word does
    """

    word: str
    tag: str
    ends: bool


def standing(text: str, start: int, end: int) -> Standing | None:
    """How ``text[start:end]`` stands in its clause; ``None`` where no word begins at ``start``."""
    import rjieba

    begin = start
    while begin and text[begin - 1] not in _MARKS:
        begin -= 1
    place, before = begin, ("", "")
    found: tuple[str, str] | None = None
    for word, tag in rjieba.tag(text[begin : end + _AHEAD]):
        if place == start:
            found = before
        if place >= end:
            break
        before = word, tag
        place += len(word)
    return None if found is None else Standing(*found, ends=place == end)
