"""Slots without a label: a path key whose texts a seed graph knows, or that markup names.

With a seed graph a path key states a predicate where it holds the objects that the graph knows.
Without one, ``itemprop`` or a class that stands once on a page names it, where several such classes
stand beside each other (a single one more often says how a text looks than what it is); so does the
heading over a list that stands alone below it.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from kg_pipeline.extraction.sites.headlines import topic_key
from kg_pipeline.extraction.sites.label_statistics import diversity
from kg_pipeline.extraction.sites.named_lists import headed_lists, labelled_lists
from kg_pipeline.extraction.sites.pages import (
    Atom,
    is_separator,
)
from kg_pipeline.extraction.sites.pairs import Block
from kg_pipeline.extraction.sites.rules import Slot
from kg_pipeline.extraction.sites.seeds import Agreement, SeedGraph, agreements, assigned
from kg_pipeline.extraction.sites.separators import separators_of
from kg_pipeline.extraction.sites.wording import is_furniture

_NAMED = 0.7  # confidence of a slot that only a class names
_LEAST_BESIDE = 3  # slots in one container
_MAX_VALUES = 30  # on a page
_LEAST_RATE = 0.5  # of the seed triples on its pages
_MOST_PREDICATES = 2
_OTHERS = 0.02  # of a list's texts are topics of other pages: it recommends those
_LONGEST = 40  # characters of a value, as a rule: a class over longer texts names their looks
_GENERIC = frozenset(
    "value val text txt content con item row col cell info data list box wrap wrapper inner main left right desc"
    " description title name label key field link btn button icon tag span div line center bold red gray grey blue small"
    " big large num number intro summary article body header p v k t c s a b mt mb ml mr pt pb pl pr m img pic image"
    " photo headline articlebody url special other all more detail details top bottom first last odd even active clearfix fl fr"
    " score rating rate stars star views hits likes votes count counts counter plays clicks fav favs share shares"
    " comment comments reply replies user avatar badge price sold stock".split()
)
_NAME_STEP = re.compile(r"\[@(itemprop|class)='([^']*)'\]")


@dataclass
class _PathValues:
    pages: dict[int, list[Atom]] = field(default_factory=lambda: defaultdict(list))


def path_slots(
    pages: Sequence[Sequence[Atom]],
    marks: Sequence[Sequence[int | None]],
    blocks: Sequence[Sequence[Block]],
    topics: Sequence[str],
    topic: str,
    seeds: SeedGraph,
    stated: Collection[str],
) -> tuple[Slot, ...]:
    """The slots of a template that no label names.

    topic: path key of the pages' names. stated: predicates that labelled slots state for sure
    """
    candidates = _candidates(pages, marks, blocks, topic)
    named = (
        _seeded(candidates, topics, seeds, stated)
        if seeds
        else _named(candidates, topics, {**labelled_lists(pages), **headed_lists(pages)})
    )
    slots = []
    for key in sorted(named):
        predicate, agreement = named[key]
        whole = [[atom.text for atom in atoms] for atoms in candidates[key].pages.values()]
        confidence = _NAMED
        if agreement.n_known:
            confidence = round(min(0.95, (agreement.n_agreed + 1) / (agreement.n_known + 2)), 3)
        slots.append(
            Slot(
                key,
                predicate,
                confidence,
                len(whole),
                agreement.n_agreed,
                agreement.n_known,
                separators_of(whole, seeds.objects(predicate)),
            )
        )
    return tuple(slots)


def _candidates(
    pages: Sequence[Sequence[Atom]],
    marks: Sequence[Sequence[int | None]],
    blocks: Sequence[Sequence[Block]],
    topic: str,
) -> Mapping[str, _PathValues]:
    """Texts outside labelled pairs by path key; those that vary from page to page."""
    found: dict[str, _PathValues] = defaultdict(_PathValues)
    for number, (atoms, mark, own) in enumerate(zip(pages, marks, blocks, strict=True)):
        used = {id(atom) for block in own for pair in block.pairs for atom in pair.values}
        for atom, label in zip(atoms, mark, strict=True):
            if label is None and id(atom) not in used and not is_separator(atom.text):
                found[atom.key].pages[number].append(atom)
    return {
        key: values
        for key, values in found.items()
        if key != topic and len(values.pages) >= max(2, 0.03 * len(pages)) and _varies(values)
    }


def _varies(values: _PathValues) -> bool:
    texts = Counter(" ".join(atom.text for atom in atoms) for atoms in values.pages.values())
    most = sorted(map(len, values.pages.values()))
    return diversity(texts) > 0.02 and most[len(most) // 2] <= _MAX_VALUES


def _seeded(
    candidates: Mapping[str, _PathValues],
    topics: Sequence[str],
    seeds: SeedGraph,
    stated: Collection[str],
) -> Mapping[str, tuple[str, Agreement]]:
    found: dict[str, dict[str, Agreement]] = {}
    for key, values in candidates.items():
        numbers = [number for number in values.pages if topics[number]]
        texts = [[atom.text for atom in values.pages[number]] for number in numbers]
        known = agreements([topics[number] for number in numbers], texts, seeds)
        sure = [one for one in known.values() if one.agreed >= 1.5 and one.rate >= _LEAST_RATE]
        # What agrees with many predicates is a text that speaks of all of them.
        if len(sure) <= _MOST_PREDICATES:
            found[key] = {
                name: one for name, one in known.items() if name not in stated and one.n_agreed >= 2
            }
    chosen = assigned(found, {}, seeds)
    return {key: (predicate, found[key][predicate]) for key, predicate in chosen.items()}


def _named(
    candidates: Mapping[str, _PathValues], topics: Sequence[str], headed: Mapping[str, str]
) -> Mapping[str, tuple[str, Agreement]]:
    keys = {topic_key(topic) for topic in topics if topic}
    beside: dict[str, dict[str, str]] = defaultdict(dict)
    for key, values in candidates.items():
        name, parent = _name_of(key, values)
        if (
            name
            and not is_furniture(key)
            and _stands_once(values)
            and _are_values(values)
            and not _names_others(values, keys)
        ):
            beside[parent][key] = name
    chosen = {
        key: (heading, Agreement())
        for key, heading in headed.items()
        if key in candidates
        and not is_furniture(key)
        and _are_values(candidates[key])
        and not _names_others(candidates[key], keys, _OTHERS)
    }
    schemes: Counter[str] = Counter()
    for group in beside.values():
        if _is_group(group):
            schemes.update(filter(None, map(_scheme, set(group.values()))))
    for group in beside.values():
        names = Counter(group.values())
        is_group = _is_group(group)
        chosen |= {
            key: (name, Agreement())
            for key, name in group.items()
            if names[name] == 1 and (is_group or schemes[_scheme(name)] >= _LEAST_BESIDE)
        }
    return chosen


def _is_group(group: Mapping[str, str]) -> bool:
    """Whether several named texts stand beside each other, or their markup is for machines."""
    marked = any("@itemprop" in step for key in group for step in key.split("/")[-2:])
    return len(group) >= _LEAST_BESIDE or marked


def _scheme(name: str) -> str:
    """What the classes of one page's attributes may have in common (「film-」 of 「film-cast」)."""
    return re.split(r"[-_]", name)[0] if re.search(r"[-_]", name) else ""


def _name_of(key: str, values: _PathValues) -> tuple[str, str]:
    """What names a path key's texts, and the path key around the element that is named so."""
    first = next(iter(values.pages.values()))[0]
    steps, keys = first.steps, first.keys
    for depth in (1, 2):
        for kind, value in sorted(_NAME_STEP.findall(steps[-depth]), reverse=True):
            names = [word for word in value.split() if _can_name(word)]
            if names and len(keys) > depth:
                return names[-1] if kind == "class" else names[0], "/".join(keys[:-depth])
    return "", ""


def _can_name(word: str) -> bool:
    """Whether a class can name an attribute: no digits, no word that only speaks of layout."""
    parts = [part for part in re.split(r"[-_]+", word.lower()) if len(part) > 1]
    return (
        bool(parts)
        and word.replace("-", "").replace("_", "").isalpha()
        and not (_GENERIC & set(parts))
    )


def _are_values(values: _PathValues) -> bool:
    """Whether the texts are short and no lines of ``label：value``."""
    texts = [atom.text for atoms in values.pages.values() for atom in atoms]
    lengths = sorted(map(len, texts))
    n_lines = sum("：" in text[:12] for text in texts)
    return lengths[len(lengths) // 2] <= _LONGEST and n_lines < 0.5 * len(texts)


def _stands_once(values: _PathValues) -> bool:
    """Whether the named element stands once on a page, whatever number of texts it holds."""
    several = 0
    for atoms in values.pages.values():
        several += len({atom.element()[:-1] for atom in atoms}) > 1
    return several <= 0.1 * len(values.pages)


def _names_others(values: _PathValues, topics: Collection[str], most: float = 0.3) -> bool:
    n = sum(topic_key(atom.text) in topics for atoms in values.pages.values() for atom in atoms)
    return n > most * sum(map(len, values.pages.values()))
