"""What parts the lists of a slot: marks, commas, slashes and blanks.

Marks that hardly occur inside a value (；, |, 、 between short parts) part a list at once. A comma, a
slash or a blank does so only in a slot where the parts look as its single values do, come again
on other pages, or are objects of the seed graph.
"""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from statistics import median

from kg_pipeline.graph.values import fold, normalize

_OPEN, _CLOSE = "（(《【[“「『〈", "）)》】]”」』〉"
_SENTENCE = re.compile(r"[。！？!?]|[a-z]\. [A-Z]")
_PATTERNS = {
    "；": re.compile("[；;]"),
    "|": re.compile("[|｜]"),
    "、": re.compile("(?<!\\d)、|、(?!\\d)|(?<=\\d{5})、"),
    "，": re.compile(r"[，,](?!\d{3}(?![\d-]))"),
    "/": re.compile(r"/"),
    "·": re.compile(r"\s[·•]\s"),
    " ": re.compile("(?<=[\u3400-\u9fff]) (?=[\u3400-\u9fff])"),
}
STRONG = frozenset("；|·")
_PHONE = re.compile(r"[^\d]{0,12}\+?[\d()（）-]{7,}\D{0,12}")
EDGE = " \t\u3000，,、|｜/·•"
_EDGE_OF_PART = EDGE + "；;"
_WORD = 7  # characters of what blanks part
_SHORT = 8  # characters of parts that need no single values beside them
_FEW = 0.2  # of the values: single ones that are too few to be compared with
_LONG = 60  # characters: such texts are passages, parted by nothing but their markup


def split_at(text: str, separators: Collection[str]) -> list[str]:
    """The parts of a text, never cut inside brackets; the text itself where it is a passage."""
    if not separators or _SENTENCE.search(text) or "://" in text:
        return [text]
    marks = [separator for separator in separators if separator != " "]
    cuts = _cuts(text, marks) or _cuts(text, [" "] if " " in separators else [])
    parts, begin = [], 0
    for start, end in cuts:
        parts.append(text[begin:start])
        begin = max(begin, end)
    parts.append(text[begin:])
    if not cuts:
        return [text]
    return [part for part in (part.strip(_EDGE_OF_PART) for part in parts) if part] or [text]


def _cuts(text: str, separators: Collection[str]) -> list[tuple[int, int]]:
    return sorted(
        found.span()
        for separator in separators
        for found in _PATTERNS[separator].finditer(text)
        if _is_outside(text, found.start())
    )


def _is_outside(text: str, place: int) -> bool:
    depth = 0
    for character in text[:place]:
        if character in _OPEN:
            depth += 1
        elif character in _CLOSE:
            depth = max(0, depth - 1)
    return depth == 0


def separators_of(pages: Sequence[Sequence[str]], objects: Collection[str]) -> tuple[str, ...]:
    """What parts the lists of a slot. pages: its whole values on each page.

    objects: folded objects of the seed graph for its predicate
    """
    n_parted = sum(len(page) > 1 for page in pages)
    if n_parted > max(1, 0.1 * len(pages)):
        # Where values are nodes of their own, only what stands alone on its page may be a list.
        single = [page for page in pages if len(page) == 1]
        n_listed = sum(len(split_at(page[0], _PATTERNS)) > 1 for page in single)
        if n_listed < max(3, 0.1 * len(single)) or n_parted > 0.8 * len(pages):
            single = []
        pages = single if not objects else pages
    values = [value for page in pages for value in page]
    is_parted = sum(bool(_SENTENCE.search(value)) for value in values) > 0.2 * len(values)
    chosen: list[str] = []
    for separator in _PATTERNS:
        if separator == " " and chosen:
            # Lists have their mark: a blank belongs to a value, unless others part theirs so.
            if _blanks_part([value for value in values if not _is_cut(value, chosen)], values):
                chosen.append(separator)
            break
        listed = [value for value in values if len(split_at(value, [separator])) > 1]
        known = _known_to_part(separator, listed, objects)
        if known is None and listed and not is_parted:
            known = _parts_lists(separator, listed, values)
        if known:
            chosen.append(separator)
    return tuple(chosen)


def _is_cut(value: str, separators: Collection[str]) -> bool:
    return len(split_at(value, separators)) > 1


def _blanks_part(values: Sequence[str], listed: Sequence[str]) -> bool:
    """Whether blanks part lists among the values that no mark parts. listed: all values."""
    parted = [parts for value in values if len(parts := split_at(value, [" "])) > 1]
    n_long = sum(len(parts) > 2 for parts in parted)
    words = [part for parts in parted for part in parts]
    return (
        len(values) < 0.5 * len(listed)
        and n_long > max(2, 0.5 * len(parted))
        and len(parted) >= 0.3 * len(values)
        and median(map(len, words)) <= _WORD
    )


def _known_to_part(separator: str, listed: Sequence[str], objects: Collection[str]) -> bool | None:
    """Whether the seed graph has the parts or the whole values; ``None`` where it has neither."""
    parts = {fold(part).casefold() for value in listed for part in split_at(value, [separator])}
    n_known = len(parts & set(objects))
    n_whole = sum(fold(value).casefold() in objects for value in set(listed))
    return n_known > n_whole if n_known != n_whole and max(n_known, n_whole) > 1 else None


def _parts_lists(separator: str, listed: Sequence[str], values: Sequence[str]) -> bool:
    parts = [part for value in listed for part in split_at(value, [separator])]
    if any(normalize(value).kind != "text" for value in listed[:20]):
        return False
    size = median(map(len, parts))
    if separator in STRONG:
        return size <= _LONG
    if size > 20 or sum(len(part) > _LONG for part in parts) > 0.05 * len(parts):
        return False
    n_phones = sum(_PHONE.fullmatch(part) is not None for part in parts)
    if n_phones >= 0.8 * len(parts):
        return True
    if sum(any(map(str.isdigit, part)) for part in parts) > 0.3 * len(parts):
        return False
    if len(listed) < max(2, 0.03 * len(values)):
        return False  # a mark inside a value
    if separator == "、":
        return True
    counts = Counter(
        part for value in values for part in dict.fromkeys(split_at(value, [separator]))
    )
    recurring = sum(counts[part] > 1 for part in parts) / len(parts)
    if recurring >= (0.5 if separator == " " else 0.25):
        return True
    if separator == " " and size <= _WORD and len(listed) >= 0.3 * len(values):
        n_long = sum(len(split_at(value, [separator])) > 2 for value in listed)
        return n_long >= 0.3 * len(listed)
    if separator == " ":
        return False
    return (size <= _SHORT and len(listed) >= 0.5 * len(values)) or _look_alike(
        parts, listed, values
    )


def _look_alike(parts: Sequence[str], listed: Sequence[str], values: Sequence[str]) -> bool:
    """Whether parts have the length of the slot's single values, or are short where these are few."""
    size = median(map(len, parts))
    singles = [value for value in values if not _is_cut(value, _PATTERNS)]
    if len(singles) < max(3, _FEW * len(values)):
        if size <= _SHORT:
            return True
        known = set(listed)
        singles = [value for value in values if value not in known]
    return bool(singles) and 0.5 <= size / median(map(len, singles)) <= 2.0
