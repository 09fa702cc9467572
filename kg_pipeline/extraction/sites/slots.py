"""The slots of a template: what states one predicate, with its predicate, lists and confidence."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from kg_pipeline.extraction.sites.acceptance import Accepted
from kg_pipeline.extraction.sites.accessories import accessories
from kg_pipeline.extraction.sites.boilerplate import is_boilerplate, names_topic
from kg_pipeline.extraction.sites.headlines import topic_key
from kg_pipeline.extraction.sites.pages import Atom, is_separator
from kg_pipeline.extraction.sites.repeated_slots import repeated
from kg_pipeline.extraction.sites.rules import Slot
from kg_pipeline.extraction.sites.seeds import Agreement, SeedGraph, agreements, assigned
from kg_pipeline.extraction.sites.values import separators_of, whole_values, without_counters
from kg_pipeline.extraction.sites.wording import is_description, is_notice

_UNSEEN = 0.85  # confidence of a label that no seed triple speaks for
_BESIDE_SEEDS = 0.75  # of one that no seed speaks for where others have theirs
_STRAY_SLOTS = 4  # so many labels have no value in common as their second one
_LEAST_ALIKE, _ALIKE = 5, 0.95  # pages, and share of a label's pages, with the same list
_OTHERS = 0.05  # of a label's values are topics of other pages: it lists those
_ALONE = 0.05  # of a slot's pages have values at one place only
_LEAST_SILENT = 5  # seed triples that a kind of blocks would state, were its labels predicates
_TOGETHER = 0.05  # of the pages: slots of one label that so few pages have both of are one
_AGAIN = 0.7  # rate at which a second slot of a label agrees with the predicate of the first
_SECTIONED = 0.3  # of a label's pages have headings among its values
_PASSAGE = 20  # characters; longer values of a description are its text


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
        # What makes up a whole value on some pages is no markup.
        kept = {place for place, n in alone.items() if n >= _ALONE * len(self.pages)}
        kept.add(max(distinct, key=lambda place: (len(distinct[place]), place)))
        least = max(2, 0.3 * len(self.pages))
        return tuple(
            sorted(
                entry for entry, n in counts.items() if n >= least and _place(entry[0]) not in kept
            )
        )

    def whole(self, dropped: Collection[tuple[str, str]]) -> dict[int, list[str]]:
        """The whole values of each page."""
        return {
            number: [value.text for value in whole_values(atoms, dropped)]
            for number, atoms in self.pages.items()
        }


def _place(key: str) -> str:
    """The element of a path key: of a text among others, or of the part behind a colon."""
    return key.removesuffix("#value").removesuffix("/text()")


def labelled_slots(
    accepted: Sequence[Accepted], topics: Sequence[str], seeds: SeedGraph, seeded_only: bool = False
) -> list[tuple[Slot, ...]]:
    """The slots of each accepted kind of blocks.

    seeded_only: a label that the seed graph has no predicate for has no slot
    """
    held = [_values_by_label(entry) for entry in accepted]
    names = {
        f"{place:03d} {label}": (place, label)
        for place, slots in enumerate(held)
        for label in sorted(slots)
    }
    strays = _strays([slot for slots in held for slot in slots.values()])
    beside = [accessories(entry) for entry in accepted]
    dropped = {
        name: (*held[p][label].dropped(beside[p]), *beside[p], *strays)
        for name, (p, label) in names.items()
    }
    whole = {name: held[p][label].whole(dropped[name]) for name, (p, label) in names.items()}
    found = {name: _agreements(whole[name], topics, seeds) for name in names}
    n_kinds = Counter(label for _, label in names.values())
    others = {topic_key(topic) for topic in topics if topic}
    groups = _same_slots(accepted, names, whole)
    pooled = {one: _pooled([whole[name] for name in own]) for own in groups for one in own[:1]}
    by_label = _by_label(groups, pooled, names, topics, seeds) if seeds else {}
    plain = {
        name: whole[name]
        for name, (p, label) in names.items()
        if name in by_label or not held[p][label].is_section()
    }
    by_label = {**by_label, **repeated(plain, by_label)}
    listed = {name: list(pooled[own[0]].values()) for own in groups for name in own}
    strange = _strange(names, whole, by_label, topics, seeds)
    result: list[list[Slot]] = [[] for _ in accepted]
    for name, (place, label) in names.items():
        if place in strange or (is_notice(label) and name not in by_label):
            continue
        values = whole[name]
        if name not in by_label and (
            _is_description(label, values)
            or (n_kinds[label] < 2 and _is_furniture(values))
            or held[place][label].is_section()
            or is_boilerplate(values, topics)
            or names_topic(values, topics)
            or _lists_others(values, topics, others)
        ):
            continue
        known = by_label.get(name) or seeds.named(label)
        if known is None and seeded_only:
            continue
        predicate = known or label
        agreement = found[name].get(predicate, Agreement())
        result[place].append(
            Slot(
                label=label,
                predicate=predicate,
                confidence=_confidence(agreement, seeds),
                n_pages=len(whole[name]),
                n_agreed=agreement.n_agreed,
                n_known=agreement.n_known,
                separators=separators_of(listed[name], seeds.objects(predicate)),
                dropped=dropped[name],
            )
        )
    return [tuple(slots) for slots in result]


def _by_label(
    groups: Sequence[Sequence[str]],
    pooled: Mapping[str, Mapping[int, Sequence[str]]],
    names: Mapping[str, tuple[int, str]],
    topics: Sequence[str],
    seeds: SeedGraph,
) -> Mapping[str, str]:
    """The predicate of each slot. groups: slots that are one; pooled: values by their first."""
    agreed = {name: _agreements(values, topics, seeds) for name, values in pooled.items()}
    chosen = assigned(agreed, {name: names[name][1] for name in pooled}, seeds)
    by_label = {names[name][1]: predicate for name, predicate in chosen.items()}
    for name, found in agreed.items():
        # A page may show a slot twice: what has its label and its values is the same one.
        predicate = by_label.get(names[name][1])
        if predicate is not None and found.get(predicate, Agreement()).rate >= _AGAIN:
            chosen.setdefault(name, predicate)
    return {one: chosen[own[0]] for own in groups if own[0] in chosen for one in own}


def _strange(
    names: Mapping[str, tuple[int, str]],
    whole: Mapping[str, Mapping[int, Sequence[str]]],
    by_label: Collection[str],
    topics: Sequence[str],
    seeds: SeedGraph,
) -> set[int]:
    """Kinds of blocks none of whose labels the seed graph knows, though it knows their pages well."""
    places: dict[int, list[str]] = defaultdict(list)
    for name, (place, _) in names.items():
        places[place].append(name)
    if not by_label:
        return set()
    found = set()
    for place, own in places.items():
        if not any(name in by_label for name in own):
            numbers = {number for name in own for number in whole[name]}
            known = Counter(
                predicate
                for number in numbers
                for predicate, objects in seeds.of(topics[number]).items()
                for _ in objects
            )
            usual = sorted(known.values())[len(known) // 2] if known else 0
            if usual * len(own) >= _LEAST_SILENT:
                found.add(place)
    return found


def _same_slots(
    accepted: Sequence[Accepted],
    names: Mapping[str, tuple[int, str]],
    whole: Mapping[str, Mapping[int, Sequence[str]]],
) -> list[list[str]]:
    """Slots of one label: those of one container below one heading, and those of different pages."""
    same: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for name, (place, label) in names.items():
        _, key, heading = accepted[place].kind.signature
        same[key, heading, label].append(name)
    groups: dict[str, list[tuple[list[str], set[int]]]] = defaultdict(list)
    for (_, _, label), found in same.items():
        numbers = {number for name in found for number in whole[name]}
        for members, pages in groups[label]:
            if len(pages & numbers) <= _TOGETHER * min(len(pages), len(numbers)):
                members += found
                pages |= numbers
                break
        else:
            groups[label].append((list(found), numbers))
    return [members for entries in groups.values() for members, _ in entries]


def _pooled(kinds: Sequence[Mapping[int, Sequence[str]]]) -> Mapping[int, Sequence[str]]:
    """The values of a label on each page, from all kinds of blocks that have it there."""
    values: dict[int, list[str]] = defaultdict(list)
    for whole in kinds:
        for number, texts in whole.items():
            values[number] += texts
    return {number: values[number] for number in sorted(values)}


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


def _agreements(
    whole: Mapping[int, Sequence[str]], topics: Sequence[str], seeds: SeedGraph
) -> Mapping[str, Agreement]:
    numbers = [number for number in whole if topics[number]]
    return agreements([topics[n] for n in numbers], [whole[n] for n in numbers], seeds)


def _confidence(agreement: Agreement, seeds: SeedGraph) -> float:
    if not seeds:
        return _UNSEEN
    if not agreement.n_known:
        return _BESIDE_SEEDS
    # Laplace's rule, held below what a page can be trusted
    return round(min(0.97, (agreement.n_agreed + 4) / (agreement.n_known + 5)), 3)


def _is_furniture(whole: Mapping[int, Sequence[str]]) -> bool:
    """Whether a label has the same list on nearly all pages: buttons, links, services."""
    counts = Counter(tuple(values) for values in whole.values())
    values, n = max(counts.items(), key=lambda item: (item[1], item[0]), default=((), 0))
    return len(values) > 1 and n >= max(_LEAST_ALIKE, _ALIKE * len(whole))


def _lists_others(
    whole: Mapping[int, Sequence[str]], topics: Sequence[str], others: Collection[str]
) -> bool:
    """Whether a label lists what other pages are about: links to them."""
    n = n_others = 0
    for number, values in whole.items():
        own = topic_key(topics[number])
        n += len(values)
        n_others += sum((key := topic_key(value)) in others and key != own for value in values)
    return n > 1.5 * len(whole) and n_others >= max(_LEAST_ALIKE, _OTHERS * n)


def _is_description(label: str, whole: Mapping[int, Sequence[str]]) -> bool:
    """Whether a label heads the running text of its page."""
    if not is_description(label):
        return False
    lengths = sorted(sum(map(len, values)) for values in whole.values())
    return lengths[len(lengths) // 2] > _PASSAGE
