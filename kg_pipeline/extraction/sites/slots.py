"""The slots of a template: what states one predicate, with its predicate, lists and confidence."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence

from kg_pipeline.extraction.sites.acceptance import Accepted
from kg_pipeline.extraction.sites.boilerplate import is_boilerplate, names_topic
from kg_pipeline.extraction.sites.headlines import topic_key
from kg_pipeline.extraction.sites.repeated_slots import repeated
from kg_pipeline.extraction.sites.rules import Slot
from kg_pipeline.extraction.sites.seeds import Agreement, SeedGraph, agreements, assigned
from kg_pipeline.extraction.sites.separators import separators_of
from kg_pipeline.extraction.sites.slot_values import Candidate, candidates_of
from kg_pipeline.extraction.sites.wording import is_column_of_names, is_description, is_notice

_UNSEEN = 0.85  # confidence of a label that no seed triple speaks for
_BESIDE_SEEDS = 0.75  # of one that no seed speaks for where others have theirs
_LEAST_ALIKE, _ALIKE = 5, 0.95  # pages, and share of a label's pages, with the same list
_OTHERS = 0.05  # of a label's values are topics of other pages: it lists those
_LEAST_SILENT = 5  # seed triples that a kind of blocks would state, were its labels predicates
_TOGETHER = 0.05  # of the pages: slots of one label that so few pages have both of are one
_AGAIN = 0.7  # rate at which a second slot of a label agrees with the predicate of the first
_GATHERED = 0.8  # of a label's values are those of labels inside its section: it is the title
_PASSAGE = 20  # characters; longer values of a description are its text


def labelled_slots(
    accepted: Sequence[Accepted], topics: Sequence[str], seeds: SeedGraph, seeded_only: bool = False
) -> list[tuple[Slot, ...]]:
    """The slots of each accepted kind of blocks.

    seeded_only: a label that the seed graph has no predicate for has no slot
    """
    candidates = candidates_of(accepted)
    groups = _same_slots(accepted, candidates)
    pooled = {own[0]: _pooled([candidates[name].values for name in own]) for own in groups}
    chosen = _predicates(groups, pooled, candidates, topics, seeds) if seeds else {}
    listed = {name: list(pooled[own[0]].values()) for own in groups for name in own}
    silent = _silent(accepted, candidates, chosen, topics)
    strange = _strange(candidates, chosen, topics, seeds)
    result: list[list[Slot]] = [[] for _ in accepted]
    for name, one in candidates.items():
        predicate = chosen.get(name) or seeds.named(one.label)
        if name in silent or one.place in strange or (predicate is None and seeded_only):
            continue
        predicate = predicate or _title(accepted[one.place], one.label)
        agreement = _agreements(one.values, topics, seeds).get(predicate, Agreement())
        result[one.place].append(
            Slot(
                label=one.label,
                predicate=predicate,
                confidence=_confidence(agreement, seeds),
                n_pages=len(one.values),
                n_agreed=agreement.n_agreed,
                n_known=agreement.n_known,
                separators=separators_of(listed[name], seeds.objects(predicate)),
                dropped=one.dropped,
            )
        )
    return [tuple(slots) for slots in result]


def _title(entry: Accepted, label: str) -> str:
    """What a label says: of a table's column of names, the heading that the table stands under."""
    heading = entry.kind.signature[2]
    is_title = heading not in ("", "*") and not is_description(heading)
    return heading if is_column_of_names(label) and is_title else label


def _silent(
    accepted: Sequence[Accepted],
    candidates: Mapping[str, Candidate],
    chosen: Collection[str],
    topics: Sequence[str],
) -> set[str]:
    """Labels that state nothing, unless the seed graph has chosen a predicate for them."""
    n_kinds = Counter(one.label for one in candidates.values())
    others = {topic_key(topic) for topic in topics if topic}
    titles = _titles(accepted, candidates)
    return {
        name
        for name, one in candidates.items()
        if name not in chosen
        and (
            one.is_section
            or is_notice(one.label)
            or _is_description(one.label, one.values)
            or (n_kinds[one.label] < 2 and _is_furniture(one.values))
            or is_boilerplate(one.values, topics)
            or names_topic(one.values, topics)
            or _lists_others(one.values, topics, others)
            or name in titles
        )
    }


def _predicates(
    groups: Sequence[Sequence[str]],
    pooled: Mapping[str, Mapping[int, Sequence[str]]],
    candidates: Mapping[str, Candidate],
    topics: Sequence[str],
    seeds: SeedGraph,
) -> Mapping[str, str]:
    """The predicate of each slot that the seed graph speaks for, or that repeats such a one."""
    chosen = _by_label(groups, pooled, candidates, topics, seeds)
    plain = {
        name: one.values for name, one in candidates.items() if name in chosen or not one.is_section
    }
    return {**chosen, **repeated(plain, chosen)}


def _by_label(
    groups: Sequence[Sequence[str]],
    pooled: Mapping[str, Mapping[int, Sequence[str]]],
    candidates: Mapping[str, Candidate],
    topics: Sequence[str],
    seeds: SeedGraph,
) -> Mapping[str, str]:
    """The predicate of each slot. groups: slots that are one; pooled: values by their first."""
    agreed = {name: _agreements(values, topics, seeds) for name, values in pooled.items()}
    chosen = assigned(agreed, {name: candidates[name].label for name in pooled}, seeds)
    by_label = {candidates[name].label: predicate for name, predicate in chosen.items()}
    for name, found in agreed.items():
        # A page may show a slot twice: what has its label and its values is the same one.
        predicate = by_label.get(candidates[name].label)
        if predicate is not None and found.get(predicate, Agreement()).rate >= _AGAIN:
            chosen.setdefault(name, predicate)
    return {one: chosen[own[0]] for own in groups if own[0] in chosen for one in own}


def _strange(
    candidates: Mapping[str, Candidate],
    chosen: Collection[str],
    topics: Sequence[str],
    seeds: SeedGraph,
) -> set[int]:
    """Kinds of blocks none of whose labels the seed graph knows, though it knows their pages well."""
    if not chosen:
        return set()
    places: dict[int, list[str]] = defaultdict(list)
    for name, one in candidates.items():
        places[one.place].append(name)
    found = set()
    for place, own in places.items():
        if not any(name in chosen for name in own):
            numbers = {number for name in own for number in candidates[name].values}
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
    accepted: Sequence[Accepted], candidates: Mapping[str, Candidate]
) -> list[list[str]]:
    """Slots of one label: those of one container below one heading, and those of different pages."""
    same: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for name, one in candidates.items():
        _, key, heading = accepted[one.place].kind.signature
        same[key, heading, one.label].append(name)
    groups: dict[str, list[tuple[list[str], set[int]]]] = defaultdict(list)
    for (_, _, label), found in same.items():
        numbers = {number for name in found for number in candidates[name].values}
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
    counts = Counter(map(tuple, whole.values()))
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


def _titles(accepted: Sequence[Accepted], candidates: Mapping[str, Candidate]) -> set[str]:
    """Labels whose values are those of labels in blocks inside theirs: titles of sections."""
    keys = [entry.kind.signature[1] for entry in accepted]
    held = {
        name: {(number, value) for number, values in one.values.items() for value in values}
        for name, one in candidates.items()
    }
    inside: dict[str, set[tuple[int, str]]] = defaultdict(set)  # key of a block → (page, value)
    for name, one in candidates.items():
        for outer in set(keys):
            if keys[one.place].startswith(f"{outer}/"):
                inside[outer] |= held[name]
    return {
        name
        for name, one in candidates.items()
        if len(held[name] & inside[keys[one.place]]) >= _GATHERED * len(held[name]) > 0
    }


def _is_description(label: str, whole: Mapping[int, Sequence[str]]) -> bool:
    """Whether a label heads the running text of its page."""
    if not is_description(label):
        return False
    lengths = sorted(sum(map(len, values)) for values in whole.values())
    return lengths[len(lengths) // 2] > _PASSAGE
