"""From the atoms of a value to single values: which nodes are values, and what parts a list.

Marks that hardly occur inside a value (；, |, 、 between short parts) part a list at once. A comma, a
slash or a blank does so only in a slot where the parts look as its single values do, come again
on other pages, or are objects of the seed graph.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from kg_pipeline.extraction.sites.pages import Atom, is_separator
from kg_pipeline.extraction.sites.wording import is_control
from kg_pipeline.graph.values import fold, normalize

_OPEN, _CLOSE = "（(《【[“「『〈", "）)》】]”」』〉"
_SENTENCE = re.compile(r"[。！？!?]|[a-z]\. [A-Z]")
_NO_VALUE = frozenset(
    "- -- — —— – / \\ . … 无 暂无 暂缺 不详 未知 未填写 待定 待补充 空 null none n/a na nil unknown tbd".split()
) | {"", "暂无数据", "暂无信息", "not available", "not applicable"}
_NOTHING = re.compile(
    r"暂(?:无|缺)(?:相关|任何|有关|可用)?(?:信息|数据|内容|资料|记录|说明)?[。.]?"
)
_PATTERNS = {
    "；": re.compile("[；;]"),
    "|": re.compile("[|｜]"),
    "、": re.compile("(?<!\\d)、|、(?!\\d)|(?<=\\d{5})、"),
    "，": re.compile(r"[，,](?!\d{3}(?![\d-]))"),
    "/": re.compile(r"/"),
    "·": re.compile(r"\s[·•]\s"),
    " ": re.compile("(?<=[\u3400-\u9fff]) (?=[\u3400-\u9fff])"),
}
_STRONG = frozenset("；|·")
_COUNTED = re.compile(r"[（(]?(\d{1,3})\s?[)）、.．:：]\s?(?!\d)(?=\S)")
_PHONE = re.compile(r"[^\d]{0,12}\+?[\d()（）-]{7,}\D{0,12}")
_EDGE = " \t\u3000，,、|｜/·•"
_EDGE_OF_PART = _EDGE + "；;"
_WORD = 7  # characters of what blanks part
_SHORT = 8  # characters of parts that need no single values beside them
_FEW = 0.2  # of the values: single ones that are too few to be compared with
_LONG = 60  # characters: such texts are passages, parted by nothing but their markup


@dataclass(frozen=True, slots=True)
class ValuePart:
    """One value: its text, the atom that it begins in, and where in the atom's node."""

    text: str
    atom: Atom


def is_missing(text: str) -> bool:
    """Whether a text says that there is no value."""
    bare = fold(text).casefold()
    return bare in _NO_VALUE or _NOTHING.fullmatch(bare) is not None


def whole_values(atoms: Sequence[Atom], dropped: Collection[tuple[str, str]]) -> list[ValuePart]:
    """The values that the markup tells apart.

    Nodes at one path key are values of their own; where several keys mix, they are one text.
    dropped: (path key, text) of what belongs to every page's markup (「展开」, 「复制」); "" is any text
    """
    atoms = [
        atom
        for place, atom in enumerate(without_counters(atoms))
        if (atom.key, atom.text) not in dropped
        and (atom.key, "") not in dropped
        and not (place and is_control(atom.text))
    ]
    kept = [atom for atom in atoms if not is_separator(atom.text)]
    if len(kept) > 1 and _counts_rest(kept):
        kept = kept[1:]
    if not kept:
        return []
    if (
        len({atom.keys for atom in kept}) == 1
        or _are_elements(kept)
        or _are_items(kept)
        or _are_alike(kept)
    ):
        return _uncounted([ValuePart(text, a) for a in kept if (text := a.text.strip(_EDGE))])
    first = atoms.index(kept[0])
    last = atoms.index(kept[-1])
    joined = "".join(atom.text for atom in atoms[first : last + 1])
    return [ValuePart(fold(joined), kept[0])]


def _counts_rest(atoms: Sequence[Atom]) -> bool:
    """Whether the first of a label's texts says how many values follow."""
    first, *rest = atoms
    return first.text == str(len(rest)) and all(atom.keys != first.keys for atom in rest)


def without_counters(atoms: Sequence[Atom]) -> Sequence[Atom]:
    """The atoms without those of one place that count the others (1, 2, 3)."""
    by_place: dict[tuple[str, ...], list[str]] = {}
    for atom in atoms:
        by_place.setdefault(atom.keys, []).append(atom.text.rstrip(".、"))
    counters = {
        keys
        for keys, texts in by_place.items()
        if len(by_place) > 1
        and all(text.isdecimal() for text in texts)
        and list(map(int, texts)) == list(range(1, len(texts) + 1))
        and texts[0] != atoms[-1].text
    }
    return [atom for atom in atoms if atom.keys not in counters]


def _uncounted(values: list[ValuePart]) -> list[ValuePart]:
    """The values without the numbers that count them (「1. 甲」, 「2. 乙」)."""
    found = [_COUNTED.match(value.text) for value in values]
    numbers = [int(match[1]) for match in found if match is not None]
    if len(values) < 2 or numbers != list(range(1, len(values) + 1)):
        return values
    return [ValuePart(_COUNTED.sub("", value.text, count=1), value.atom) for value in values]


def _are_items(atoms: Sequence[Atom]) -> bool:
    """Whether each atom stands alone in an item of one list, however the items are marked up."""
    items = [_item_of(atom) for atom in atoms]
    lists = {item[:-1] for item in items}
    return len(items) > 1 and len(set(items)) == len(items) and len(lists) == 1 and () not in items


def _item_of(atom: Atom) -> tuple[str, ...]:
    """The innermost list item around an atom; empty where there is none."""
    places = [n for n, step in enumerate(atom.steps) if step.split("[")[0] == "li"]
    return atom.steps[: places[-1] + 1] if places else ()


def _are_elements(atoms: Sequence[Atom]) -> bool:
    """Whether each atom fills an element of its own, all under one parent."""
    if any(atom.steps[-1].startswith("text()") or atom.part for atom in atoms):
        return False
    parents = {atom.steps[:-1] for atom in atoms}
    tags = {atom.keys[-1].split("[")[0] for atom in atoms}
    return len(parents) == 1 and len(tags) == 1


def _are_alike(atoms: Sequence[Atom]) -> bool:
    """Whether each atom fills an element of one kind; some perhaps in another one that folds them."""
    kinds = {atom.keys[-1] for atom in atoms}
    return len(kinds) == 1 and not any(one.startswith("text()") for one in kinds)


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
    if separator in _STRONG:
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


def single_values(
    atoms: Sequence[Atom], dropped: Collection[tuple[str, str]], separators: Collection[str]
) -> Iterator[ValuePart]:
    """The single values of a label's atoms: nodes of their own, or the parts of one text."""
    whole = whole_values(atoms, dropped)
    parting = separators if len(whole) == 1 else _STRONG.intersection(separators)
    for value in whole:
        yield from parts_of(value, parting)


def parts_of(value: ValuePart, separators: Collection[str]) -> Iterator[ValuePart]:
    """The single values of a whole one."""
    for text in split_at(value.text, separators):
        if not is_missing(text):
            yield ValuePart(" ".join(text.split()), value.atom)
