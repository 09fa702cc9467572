"""From the atoms of a value to single values: which nodes are values, and what their parts are."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from kg_pipeline.extraction.sites.pages import Atom, is_separator
from kg_pipeline.extraction.sites.separators import EDGE, STRONG, split_at
from kg_pipeline.extraction.sites.wording import is_control
from kg_pipeline.graph.values import fold

_NO_VALUE = frozenset(
    "- -- — —— – / \\ . … 无 暂无 暂缺 不详 未知 未填写 待定 待补充 空 null none n/a na nil unknown tbd".split()
) | {"", "暂无数据", "暂无信息", "not available", "not applicable"}
_NOTHING = re.compile(
    r"暂(?:无|缺)(?:相关|任何|有关|可用)?(?:信息|数据|内容|资料|记录|说明)?[。.]?"
)
_COUNTED = re.compile(r"[（(]?(\d{1,3})\s?[)）、.．:：]\s?(?!\d)(?=\S)")


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
        return _uncounted([ValuePart(text, a) for a in kept if (text := a.text.strip(EDGE))])
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


def single_values(
    atoms: Sequence[Atom], dropped: Collection[tuple[str, str]], separators: Collection[str]
) -> Iterator[ValuePart]:
    """The single values of a label's atoms: nodes of their own, or the parts of one text."""
    whole = whole_values(atoms, dropped)
    parting = separators if len(whole) == 1 else STRONG.intersection(separators)
    for value in whole:
        yield from parts_of(value, parting)


def parts_of(value: ValuePart, separators: Collection[str]) -> Iterator[ValuePart]:
    """The single values of a whole one."""
    for text in split_at(value.text, separators):
        if not is_missing(text):
            yield ValuePart(" ".join(text.split()), value.atom)
