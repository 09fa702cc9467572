"""What a page is about: the text that every page of a template has at one place, each its own.

As in CERES (Lockard et al., VLDB 2018, section 3.1) the place is chosen for the whole template: the
one whose texts agree with the titles of the pages and, where there is a seed graph, are subjects
of it. What all pages add to the name (「…详情」, 「… - 某站」) is taken off.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from kg_pipeline.extraction.sites.headline_learning import headlines_of
from kg_pipeline.extraction.sites.headlines import Ends, Headlines, topic_key
from kg_pipeline.extraction.sites.pages import Atom, SitePage, is_heading, is_separator

_MAX_TOPIC = 120
_TITLE = re.compile(r"'(?:[^']*[ _-])?(?:title|tit|name|subject|headline)(?:[ _-][^']*)?'")
_HEAD = "head"  # the place of a page's title in its head
_ENDS_PREFIX = frozenset(" -–—_|｜·:：»>/【】》])）,，、")
_ENDS_SUFFIX = frozenset(" -–—_|｜·:：»/【】《[(（,，、")
_SHARED = 0.9  # of the texts of a place begin or end alike
# Words that titles add to a name.
_ADDED = re.compile(
    r"的|在线|详情|详细|资料|介绍|报价|价格|简介|信息|怎么样|好不好|好看吗|查询|办事|指南|手机|官方|完整|全集|最新|下载|图片|百科|档案|一览"
)


_PLAIN = Headlines()


@dataclass(frozen=True, slots=True)
class TopicPlace:
    """Where the name of a page's topic stands: a path key, and what all pages add to it.

    headlines: what some pages add beyond that
    """

    key: str
    prefix: str = ""
    suffix: str = ""
    headlines: Headlines = _PLAIN

    def topic_of(self, page: SitePage, atoms: Sequence[Atom]) -> tuple[str, Atom | None]:
        """The topic's name and where it stands; "" where the page has none."""
        if self.key == _HEAD:
            headline = self.bare(page.head[0] if page.head else "")
            return self.headlines.name_in(headline, page), None
        for atom in atoms:
            if atom.key == self.key:
                return self.headlines.name_in(self.bare(atom.text), page), atom
        return "", None

    def bare(self, text: str) -> str:
        """A text without what all pages add."""
        if len(text) <= len(self.prefix) + len(self.suffix) or not (
            text.startswith(self.prefix) and text.endswith(self.suffix)
        ):
            return text
        return text[len(self.prefix) : len(text) - len(self.suffix)].strip()


def topic_place(
    pages: Sequence[tuple[SitePage, Sequence[Atom]]], subjects: Collection[str]
) -> TopicPlace | None:
    """The place of the topics of a template's pages; ``None`` where no place names each another.

    subjects: folded names of the seed graph's subjects
    """
    texts: dict[str, dict[int, str]] = defaultdict(dict)
    in_heading: Counter[str] = Counter()
    order: Counter[str] = Counter()
    for number, (page, atoms) in enumerate(pages):
        if page.head:
            texts[_HEAD][number] = page.head[0]
        for place, atom in enumerate(atoms):
            if number not in texts[atom.key] and not is_separator(atom.text) and not atom.part:
                texts[atom.key][number] = atom.text
                in_heading[atom.key] += is_heading(atom) or bool(_TITLE.search(atom.keys[-1]))
                order[atom.key] += place
    ranked: list[tuple[float, float, str]] = []
    shown = [{atom.text for atom in atoms} for _, atoms in pages]
    texts = {key: found for key, found in texts.items() if _can_name(found, len(pages))}
    ends = {
        key: _shared_ends(found, [page for page, _ in pages], shown) for key, found in texts.items()
    }
    for key, found in texts.items():
        score = _score(found, [page for page, _ in pages], in_heading[key], subjects, ends[key])
        if score > 0:
            ranked.append((score, -order[key] / max(1, len(found)), key))
    if not ranked:
        return None
    best = max(ranked)[2]
    best = _barest(best, [key for _, _, key in sorted(ranked, reverse=True)], texts, ends)
    chosen = TopicPlace(best, *ends[best])
    bare = {number: chosen.bare(text) for number, text in texts[best].items()}
    return replace(chosen, headlines=headlines_of(bare, [page for page, _ in pages], subjects))


def _barest(
    best: str,
    keys: Sequence[str],
    texts: Mapping[str, Mapping[int, str]],
    ends: Mapping[str, Ends],
) -> str:
    """The place whose text is the name alone, where another adds the same words to it everywhere."""
    for key in keys:
        own, other = TopicPlace(key, *ends[key]), TopicPlace(best, *ends[best])
        both = texts[key].keys() & texts[best].keys()
        added: Counter[tuple[str, str]] = Counter()
        for number in both:
            name, longer = own.bare(texts[key][number]), other.bare(texts[best][number])
            if len(name) > 1 and name != longer and name in longer:
                before, _, behind = longer.partition(name)
                added[before, behind] += 1
        if key != best and max(added.values(), default=0) > 0.7 * len(texts[best]):
            return key
    return best


def _can_name(found: Mapping[int, str], n_pages: int) -> bool:
    """Whether most pages have a text at a place, each another one, and no passage."""
    n_long = sum(len(text) > _MAX_TOPIC for text in found.values())
    is_common = len(found) >= 0.8 * n_pages and n_long <= 0.1 * len(found)
    return is_common and len(set(found.values())) >= max(2, 0.6 * len(found))


def _score(
    found: Mapping[int, str],
    pages: Sequence[SitePage],
    n_headings: int,
    subjects: Collection[str],
    ends: Ends,
) -> float:
    """How well the texts of a place name their pages; 0 where nothing says that they do."""
    place = TopicPlace("", *ends)
    bare = {number: place.bare(text) for number, text in found.items()}
    in_head = sum(
        any(len(text) > 1 and text in head for head in pages[number].head)
        for number, text in bare.items()
    )
    known = sum(topic_key(text) in subjects for text in bare.values())
    agreed = in_head / len(found)
    if agreed < 0.5 and n_headings < 0.8 * len(found) and known < 0.05 * len(found):
        return 0.0
    # A longer name that the head has too is a fuller one; a part of it (a year) is none.
    length = sum(map(len, bare.values())) / len(bare)
    heading = n_headings / len(found)
    return 2 * agreed + heading + 4 * known / len(found) + min(length, 20) / 20


def _shared_ends(
    found: Mapping[int, str], pages: Sequence[SitePage], shown: Sequence[Collection[str]]
) -> Ends:
    """What the texts of a place begin and end with, up to a mark that parts it from the name.

    Without a mark (「…办事指南」) only where the rest stands alone on the pages or in their titles, or
    where the words are such as pages add.
    """
    values = list(found.values())
    if len(set(values)) < 3:
        return Ends("", "")
    whole = Ends(_shared_start(values), _shared_start([value[::-1] for value in values])[::-1])
    prefix, suffix = whole
    while prefix and prefix[-1] not in _ENDS_PREFIX:
        prefix = prefix[:-1]
    while suffix and suffix[0] not in _ENDS_SUFFIX:
        suffix = suffix[1:]
    marked = Ends(prefix, suffix)
    if whole == marked:
        return marked
    for ends in dict.fromkeys([whole, Ends(prefix, whole.suffix), Ends(whole.prefix, suffix)]):
        if _stands_alone(TopicPlace("", *ends), found, pages, shown):
            return ends
    words = _ADDED.match(whole.suffix)
    return Ends(prefix, whole.suffix) if words is not None else marked


def _stands_alone(
    place: TopicPlace,
    found: Mapping[int, str],
    pages: Sequence[SitePage],
    shown: Sequence[Collection[str]],
) -> bool:
    """Whether the names without their ends are texts of their own on most pages."""
    n = 0
    for number, text in found.items():
        name = place.bare(text)
        if name == text:
            continue
        titled = re.compile(
            rf"(?:^|[\s_|｜·:：,，、(（【\[-]){re.escape(name)}(?:$|[\s_|｜·:：,，、)）】\]-])"
        )
        n += name in shown[number] or any(titled.search(head) for head in pages[number].head)
    return n > 0.7 * len(found)


def _shared_start(values: Sequence[str]) -> str:
    """What nearly all texts begin with."""
    least = _SHARED * len(values)
    kept, n = Counter(values), 0
    while True:
        starts: Counter[str] = Counter()
        for value, count in kept.items():
            if len(value) > n:
                starts[value[: n + 1]] += count
        start = max(starts, key=lambda one: (starts[one], one), default="")
        if not start or starts[start] < least:
            break
        kept = Counter({value: count for value, count in kept.items() if value.startswith(start)})
        n += 1
    return next(iter(kept))[:n] if n else ""
