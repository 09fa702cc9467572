"""Which blocks of a template speak of the page's topic, and which of other things.

Recommendations, rankings and advertisements state attributes too, of something else. They betray
themselves: by what stands over them, by coming several times on a page with the same labels, by a
name before them that is not the topic's, by contradicting the main block, or, with a seed graph,
by stating other values than it knows.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from kg_pipeline.extraction.sites.drawn_lists import is_drawn
from kg_pipeline.extraction.sites.headlines import topic_key
from kg_pipeline.extraction.sites.label_statistics import diversity
from kg_pipeline.extraction.sites.pages import label_name
from kg_pipeline.extraction.sites.pairs import Block
from kg_pipeline.extraction.sites.rules import Slot
from kg_pipeline.extraction.sites.seeds import SeedGraph, agreements
from kg_pipeline.extraction.sites.wording import RELATED, is_furniture, is_notice, is_references

_LEAST_COVERED = 0.1  # of the pages: rarer blocks are chance
_NAMED = 0.6  # of the pages: the topic's name stands right before the block
_SURELY = 20  # pages on which most labels of a block have the same values: it is the site's
_CONSTANT = 0.05  # of a label's values differ at most, where it is part of the markup
_NOTICES = 0.4  # of the labels of a line that serves the site
_FEW = 5  # labels that a row of counters has
_BARE = 0.85  # of their values are bare counts
_COUNT = re.compile(r"[(（]?\d[\d,.]*\s?[万亿kKwW]?\+?\s?[%次人条个件篇赞票分帖]?[)）]?")
_AMOUNT = re.compile(r"(?!\d[\d,.]*[%次人条个件篇赞票分帖]$)\d[\d,.]*\s?[（(]?[^\d\W]{1,6}[)）]?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_REPEATED = 1.3  # blocks a page, from which on the labels tell of cards
Signature = tuple[int, str, str]  # label class, path key of the container, heading


@dataclass
class BlockKind:
    """Blocks of one signature on the pages of a template."""

    signature: Signature
    pages: dict[int, list[Block]] = field(default_factory=lambda: defaultdict(list))

    def size(self) -> int:
        """Pairs on all pages, of the first block of each."""
        return sum(len(blocks[0].pairs) for blocks in self.pages.values())

    def constant(self) -> frozenset[str]:
        """Labels that only stand in blocks where no label has different values: boilerplate.

        Where most labels are so, those are that stand beside others too.
        """
        varied = {
            label
            for label, values in self._values().items()
            if diversity(values) > _CONSTANT and not is_notice(label)
        }
        beside: set[str] = set()
        labels: set[str] = set()
        for blocks in self.pages.values():
            for together in _together(blocks):
                labels |= together
                beside |= together if together & varied else set()
        alike = labels - varied
        is_site = len(self.pages) >= _SURELY and len(alike) > len(varied)
        return frozenset(alike if is_site else labels - beside)

    def ignored(self, slots: Sequence[Slot]) -> tuple[str, ...]:
        """Labels that have no slot."""
        labels = {
            label for found in self.pages.values() for block in found for label in block.labels()
        }
        return tuple(sorted(labels - {slot.label for slot in slots}))

    def _values(self) -> Mapping[str, Counter[str]]:
        values: Mapping[str, Counter[str]] = defaultdict(Counter)
        for blocks in self.pages.values():
            for block in blocks:
                for pair in block.pairs:
                    values[pair.label]["".join(atom.text for atom in pair.values)] += 1
        return values

    def varies(self) -> bool:
        """Whether some label of it has different values on different pages."""
        return any(diversity(values) > _CONSTANT for values in self._values().values())

    def serves_site(self) -> bool:
        """Whether most of its labels are notices (「来源」, 「点击」): then the others are too.

        But for amounts with a unit beside bare counts (「时长 113分钟」, 「浏览 8627」).
        """
        values = {name: some for name, some in self._values().items() if not is_references(name)}
        numbers = {name: some.total() for name, some in values.items()}
        notices = [name for name in values if is_notice(name)]
        n_notices = sum(numbers[name] for name in notices)
        if n_notices <= _NOTICES * sum(numbers.values()) or 2 * len(notices) < len(values):
            return False
        others = values.keys() - set(notices)
        measured = bool(others) and all(_share(values[name], _AMOUNT) > _BARE for name in others)
        return not (measured and all(_share(values[name], _COUNT) > _BARE for name in notices))

    def counts(self) -> bool:
        """Whether its few labels have bare counts only (「收藏 12」, 「1.2万次」): those of the site."""
        texts = [
            "".join(atom.text for atom in pair.values)
            for blocks in self.pages.values()
            for block in blocks
            for pair in block.pairs
        ]
        n_counts = sum(_COUNT.fullmatch(text) is not None for text in texts)
        n_years = sum(_YEAR.fullmatch(text) is not None for text in texts)
        n_labels = len(self._values())
        return n_labels <= _FEW and n_counts - n_years > _BARE * len(texts)

    def repeats(self) -> bool:
        """Whether a page has several, with labels in common."""
        n_blocks = sum(map(len, self.pages.values()))
        if n_blocks < _REPEATED * len(self.pages):
            return False
        shared = [
            bool(blocks[0].labels() & blocks[1].labels())
            for blocks in self.pages.values()
            if len(blocks) > 1
        ]
        return sum(shared) > 0.3 * len(shared)


def _share(values: Counter[str], pattern: re.Pattern[str]) -> float:
    """Of values those that are wholly of a pattern."""
    n = sum(count for text, count in values.items() if pattern.fullmatch(text))
    return n / values.total()


def _together(blocks: Sequence[Block]) -> list[set[str]]:
    """The labels of each block; those of all as one where each block has labels of its own."""
    sets = [block.labels() for block in blocks]
    union = set().union(*sets)
    return [union] if sum(map(len, sets)) == len(union) else sets


@dataclass(frozen=True, slots=True)
class Accepted:
    """A kind of blocks about the topic; ``first_only``: of several on a page the first alone."""

    kind: BlockKind
    first_only: bool


def recurring_headings(pages: Sequence[Sequence[Block]], topics: Collection[str]) -> frozenset[str]:
    """Headings over blocks of many pages, without ordinals; the name of a page's topic is none."""
    counts: Counter[str] = Counter()
    for blocks in pages:
        counts.update({label_name(block.heading) for block in blocks if block.heading})
    least = max(2, 0.1 * len(pages))
    names = {topic_key(topic) for topic in topics}
    return frozenset(
        heading for heading, n in counts.items() if n >= least and topic_key(heading) not in names
    )


def signature_of(block: Block, headings: Collection[str]) -> Signature:
    """What a block has in common with blocks of other pages."""
    heading = label_name(block.heading)
    return block.label_class, block.key, heading if heading in headings else "*"


def accepted_kinds(
    pages: Sequence[Sequence[Block]],
    topics: Sequence[str],
    headings: Collection[str],
    seeds: SeedGraph,
) -> list[Accepted]:
    """The kinds of blocks about the topic: those right below its name first, the largest first.

    pages: the blocks of each page. topics: what each page is about, "" where that is not known
    """
    kinds: dict[Signature, BlockKind] = {}
    for number, blocks in enumerate(pages):
        for block in blocks:
            signature = signature_of(block, headings)
            kind = kinds.setdefault(signature, BlockKind(signature))
            kind.pages[number].append(block)
    judge = _Judge(topics, seeds)
    ordered = sorted(
        kinds.values(),
        key=lambda kind: (judge.names(kind)[0] < _NAMED, -kind.size(), kind.signature),
    )
    accepted: list[Accepted] = []
    counters: list[Accepted] = []
    for kind in ordered:
        found = judge.accept(kind)
        if found is not None and not _contradicts(kind, accepted):
            (counters if kind.counts() and not judge.agrees(kind) else accepted).append(found)
    return accepted or counters


class _Judge:
    def __init__(self, topics: Sequence[str], seeds: SeedGraph) -> None:
        self._topics = topics
        self._keys = Counter(topic_key(topic) for topic in topics if topic)
        self._seeds = seeds

    def agrees(self, kind: BlockKind) -> bool:
        """Whether the seed graph speaks for a kind of blocks."""
        return self._seed_verdict(kind) is True

    def accept(self, kind: BlockKind) -> Accepted | None:
        known = self._seed_verdict(kind)
        if known is not None:
            return Accepted(kind, kind.repeats()) if known else None
        _, key, heading = kind.signature
        if len(kind.pages) < _LEAST_COVERED * len(self._topics):
            return None
        if RELATED.search(heading) or not kind.varies() or kind.serves_site():
            return None
        if is_drawn(kind.pages.values()):
            return None
        named, other = self.names(kind)
        if is_furniture(key) and named < _NAMED:
            return None
        if kind.repeats():
            return Accepted(kind, True) if named >= _NAMED else None
        return None if other > 0.2 and other > named else Accepted(kind, False)

    def _seed_verdict(self, kind: BlockKind) -> bool | None:
        """Whether the seed graph agrees with the first block of each page; ``None``: no word."""
        stated: dict[str, tuple[list[str], list[list[str]]]] = defaultdict(lambda: ([], []))
        for number, blocks in kind.pages.items():
            if self._topics[number]:
                held: dict[str, list[str]] = defaultdict(list)  # a list may have a label a value
                for pair in blocks[0].pairs:
                    held[pair.label] += [atom.text for atom in pair.values]
                for label, texts in held.items():
                    topics, values = stated[label]
                    topics.append(self._topics[number])
                    values.append(texts)
        n_known = agreed = known = 0.0
        for topics, values in stated.values():
            found = agreements(topics, values, self._seeds).values()
            best = max(found, key=lambda one: (one.agreed, -one.known), default=None)
            if best is not None and not best.n_agreed:
                best = min(found, key=lambda one: one.known)
            if best is not None:
                n_known, agreed, known = (
                    n_known + best.n_known,
                    agreed + best.agreed,
                    known + best.known,
                )
        if n_known < 3:
            return None
        if agreed >= 1.5 and agreed >= 0.5 * known:
            return True
        return False if agreed < 0.25 * known and self._named_in_seed(stated) else None

    def _named_in_seed(self, labels: Collection[str]) -> bool:
        return any(self._seeds.named(label) for label in labels)

    def names(self, kind: BlockKind) -> tuple[float, float]:
        """Shares of pages on which the topic, and another page's topic, is named before it."""
        named = other = 0
        for number, blocks in kind.pages.items():
            own = topic_key(self._topics[number])
            keys = [topic_key(name) for name in blocks[0].names]
            if own and own in keys:
                named += 1
            elif any(key in self._keys for key in keys[: blocks[0].n_near] if key):
                other += 1
        return named / len(kind.pages), other / len(kind.pages)


def _contradicts(kind: BlockKind, accepted: Sequence[Accepted]) -> bool:
    """Whether it gives other values to labels that an accepted kind has on the same pages.

    Values that most pages have agree by chance, so each counts by how rare it is.
    """
    stated: dict[int, dict[str, str]] = defaultdict(dict)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for other in accepted:
        for number, blocks in other.kind.pages.items():
            for pair in blocks[0].pairs:
                value = "".join(atom.text for atom in pair.values)
                stated[number][pair.label] = value
                counts[pair.label][value] += 1
    same = different = 0.0
    for number, blocks in kind.pages.items():
        for pair in blocks[0].pairs:
            known = stated[number].get(pair.label)
            if known is not None:
                value = "".join(atom.text for atom in pair.values)
                weight = 1.0 - (counts[pair.label][value] - 1) / counts[pair.label].total()
                same, different = (
                    (same + weight, different) if value == known else (same, different + weight)
                )
    return different > same
