"""What each label holds on its pages, before it is known which labels are slots."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from kg_pipeline.extraction.sites.acceptance import Accepted
from kg_pipeline.extraction.sites.accessories import accessories
from kg_pipeline.extraction.sites.pages import Atom, is_separator
from kg_pipeline.extraction.sites.values import whole_values, without_counters

_STRAY_SLOTS = 4  # so many labels have no value in common as their second one
_ALONE = 0.05  # of a slot's pages have values at one place only
# How many things somebody has (「47 部作品」), beside a name.
_THINGS = re.compile(
    r"[（(]?\d[\d,.]*\s?[万亿]?\+?\s?[部个篇条首项份张位名][\u4e00-\u9fff]{1,4}[)）]?"
)
_SECTIONED = 0.3  # of a label's pages have headings among its values


@dataclass
class SlotValues:
    """What a slot holds on each of its pages; ``n_sections``: lower headings stand below its label."""

    pages: dict[int, list[Atom]] = field(default_factory=lambda: defaultdict(list))
    n_sections: int = 0

    def is_section(self) -> bool:
        """Whether the label is a heading over others."""
        return self.n_sections > _SECTIONED * len(self.pages)

    def dropped(self, beside: Collection[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
        """(path key, text) that many pages have beside the values: part of the markup.

        beside: places that are known to hold no values
        """
        counts: Counter[tuple[str, str]] = Counter()
        distinct: dict[str, set[str]] = defaultdict(set)
        alone: Counter[str] = Counter()
        for listed in self.pages.values():
            atoms = [one for one in without_counters(listed) if (one.key, "") not in beside]
            counts.update({(a.key, a.text) for a in atoms if not is_separator(a.text)})
            for atom in atoms:
                distinct[_place(atom.key)].add(atom.text)
            places = {_place(atom.key) for atom in atoms}
            alone.update(places if len(places) == 1 else ())
        if len(distinct) < 2:
            return ()
        counted = {
            (key, "")
            for key in {key for key, _ in counts}
            if not alone[_place(key)] and all(map(_THINGS.fullmatch, distinct[_place(key)]))
        }
        # What makes up a whole value on some pages is no markup.
        kept = {place for place, n in alone.items() if n >= _ALONE * len(self.pages)}
        kept.add(max(distinct, key=lambda place: (len(distinct[place]), place)))
        least = max(2, 0.3 * len(self.pages))
        often = {
            entry for entry, n in counts.items() if n >= least and _place(entry[0]) not in kept
        }
        return tuple(sorted(often | counted))

    def whole(self, dropped: Collection[tuple[str, str]]) -> dict[int, list[str]]:
        """The whole values of each page."""
        return {
            number: [value.text for value in whole_values(atoms, dropped)]
            for number, atoms in self.pages.items()
        }


def _place(key: str) -> str:
    """The element of a path key: of a text among others, or of the part behind a colon."""
    return key.removesuffix("#value").removesuffix("/text()")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A label of one kind of blocks, and its values.

    place: the kind's, among those accepted;  values: whole ones, by page
    dropped: (path key, text) beside the values that is none of them
    """

    place: int
    label: str
    is_section: bool
    dropped: tuple[tuple[str, str], ...]
    values: Mapping[int, Sequence[str]]


def candidates_of(accepted: Sequence[Accepted]) -> dict[str, Candidate]:
    """Every label of every kind of blocks, by a name that holds them apart and in order."""
    held = [_values_by_label(entry) for entry in accepted]
    strays = _strays([slot for slots in held for slot in slots.values()])
    found = {}
    for place, (entry, slots) in enumerate(zip(accepted, held, strict=True)):
        beside = accessories(entry)
        for label, slot in sorted(slots.items()):
            dropped = (*slot.dropped(beside), *beside, *strays)
            found[f"{place:03d} {label}"] = Candidate(
                place, label, slot.is_section(), dropped, slot.whole(dropped)
            )
    return found


def _strays(slots: Sequence[SlotValues]) -> tuple[tuple[str, str], ...]:
    """(path key, text) that comes behind the value of several labels: a notice between the lines."""
    counts: dict[tuple[str, str], set[int]] = defaultdict(set)
    for number, slot in enumerate(slots):
        for atoms in slot.pages.values():
            for atom in atoms[1:]:
                if not is_separator(atom.text):
                    counts[atom.key, atom.text].add(number)
    return tuple(sorted(entry for entry, where in counts.items() if len(where) >= _STRAY_SLOTS))


def _values_by_label(entry: Accepted) -> Mapping[str, SlotValues]:
    slots: dict[str, SlotValues] = defaultdict(SlotValues)
    constant = entry.kind.constant()
    for number, blocks in entry.kind.pages.items():
        for block in blocks[:1] if entry.first_only else blocks:
            for pair in block.pairs:
                if pair.values and pair.label not in constant:
                    slots[pair.label].pages[number] += pair.values
                    slots[pair.label].n_sections += pair.is_section
    return slots
