"""How the headlines of a site are worded, from what recurs on the left and right of their names.

As in wrapper induction (Kushmerick, "Wrapper induction: efficiency and expressiveness", Artificial
Intelligence 118, 2000) pairs of delimiters are learnt; a pair is believed where its pages name the
rest elsewhere, or where such words of headlines stand on nearly all pages.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence

from kg_pipeline.extraction.sites.headlines import (
    NOTICE,
    WHOLE,
    WORDED,
    Ends,
    Headlines,
    chosen_ends,
    fits,
    is_worded,
    quoted_name,
    rest_of,
    texts_of,
    without_digits,
    witness,
)
from kg_pipeline.extraction.sites.pages import SitePage
from kg_pipeline.graph.values import fold

_LEAST_SHARE = 0.03  # of the headlines have a wording
_LEAST_PAGES = 3
_CLOSED = 0.8  # of its headlines go on alike: then a wording is longer
_LONGEST = 40  # characters of a wording's side
_AGREED = 0.5  # of the pages that name something take a wording for the one before them
_WITNESSED = 0.2  # of a wording's pages name the rest elsewhere, where its words are of headlines
_SURELY_WITNESSED = 0.6  # where they are not
_COVERED = 0.8  # of the pages have a name that way
_VARIANT = 0.25  # of the pages of a wording have the longer one
# What begins several wordings, and no name ends with.
_VERBS = re.compile(r"办|申请|申领|有|是|[的在]$")


def headlines_of(
    headlines: Mapping[int, str], pages: Sequence[SitePage], subjects: Collection[str] = ()
) -> Headlines:
    """The wordings of a template's headlines.

    headlines: of each page by its number. subjects: keys of names that a seed graph knows
    """
    shown = {number: fold(text) for number, text in headlines.items()}
    starts = _recurring(list(shown.values()))
    ends = [one[::-1] for one in _recurring([text[::-1] for text in shown.values()])]
    starts = [one[::-1] for one in _parted([start[::-1] for start in starts])]
    ends = _parted(ends)
    candidates = [Ends(start, end) for start in ["", *starts] for end in ["", *ends]]
    texts = {number: texts_of(pages[number]) for number in shown}
    fitting = {
        number: [pair for pair in candidates if fits(pair, text)] for number, text in shown.items()
    }
    chosen = {
        number: found
        for number, text in shown.items()
        if (found := chosen_ends(text, fitting[number], texts[number], subjects)) is not None
    }
    wordings = _believed(shown, fitting, chosen)
    if not wordings and len(chosen) < _WITNESSED * len(shown):
        wordings = _covering(shown, starts, ends)
    return Headlines(wordings, _all_quoted(shown, texts))


def _recurring(texts: Sequence[str]) -> list[str]:
    """What several texts begin with, each as long as most of them share it; digits as 0."""
    least = max(_LEAST_PAGES, round(_LEAST_SHARE * len(texts)))
    counts: Counter[str] = Counter()
    for text in map(without_digits, texts):
        counts.update(text[:n] for n in range(1, min(len(text) - 1, _LONGEST + 1)))
    longer: Counter[str] = Counter()
    for start, n in counts.items():
        longer[start[:-1]] = max(longer[start[:-1]], n)
    return sorted(
        start
        for start, n in counts.items()
        if n >= least and len(start) <= _LONGEST and longer[start] <= _CLOSED * n
    )


def _parted(ends: Sequence[str]) -> list[str]:
    """Endings, and what is left of them without a piece of names that several of them begin with.

    Where all names end alike, what stands behind the name never stands alone (「公司怎么样」, 「公司介绍」).
    """
    found = set(ends)
    for place, one in enumerate(ends):
        for other in ends[place + 1 :]:
            piece = _start_of_both(one, other)
            if (
                any(map(str.isalnum, piece))
                and not WORDED.search(piece)
                and not _VERBS.search(piece)
            ):
                found.update(
                    rest for rest in (one[len(piece) :], other[len(piece) :]) if WORDED.search(rest)
                )
    return sorted(found)


def _believed(
    shown: Mapping[int, str], fitting: Mapping[int, Collection[Ends]], chosen: Mapping[int, Ends]
) -> tuple[Ends, ...]:
    """The wordings that the pages choose where they fit; all of them only where they suffice."""
    least = max(_LEAST_PAGES, round(_LEAST_SHARE * len(shown)))
    n_chosen = Counter(chosen.values())
    n_fitting = Counter(ends for found in fitting.values() for ends in found)
    n_decided = Counter(ends for number in chosen for ends in fitting[number])
    worded: set[Ends] = set()
    others: set[Ends] = set()
    for ends, n in n_chosen.items():
        if ends == WHOLE or n < least or n < _AGREED * n_decided[ends]:
            continue
        if is_worded(ends):
            if n >= _WITNESSED * n_fitting[ends]:
                worded.add(ends)
        elif n >= _SURELY_WITNESSED * n_fitting[ends]:
            others.add(ends)
    named = [
        number
        for number, found in fitting.items()
        if chosen.get(number) == WHOLE or not worded.union(others).isdisjoint(found)
    ]
    if len(named) >= _COVERED * len(shown):
        worded |= others
    return tuple(sorted(worded))


def _covering(
    shown: Mapping[int, str], starts: Sequence[str], ends: Sequence[str]
) -> tuple[Ends, ...]:
    """Wordings of pages that name their topic nowhere else: few, of headlines' words, on nearly all."""
    starts = _without_names([start for start in starts if WORDED.search(start)], True)
    ends = _without_names([end for end in ends if WORDED.search(end)], False)
    plain = {number: without_digits(text) for number, text in shown.items()}
    n_starts = {one: sum(text.startswith(one) for text in plain.values()) for one in starts}
    n_ends = {one: sum(text.endswith(one) for text in plain.values()) for one in ends}
    found: dict[int, Ends] = {}
    for number, text in plain.items():
        pair = Ends(
            _longest_common([one for one in starts if text.startswith(one)], n_starts),
            _longest_common([one for one in ends if text.endswith(one)], n_ends),
        )
        if pair != WHOLE and fits(pair, shown[number]) and not NOTICE.search(shown[number]):
            found[number] = pair
    least = max(_LEAST_PAGES, round(_LEAST_SHARE * len(shown)))
    kept = {ends for ends, n in Counter(found.values()).items() if n >= least}
    names = [rest_of(pair, shown[number]) for number, pair in found.items() if pair in kept]
    is_enough = len(names) >= _COVERED * len(shown) and len(set(names)) >= _COVERED * len(names)
    return tuple(sorted(kept)) if is_enough else ()


def _longest_common(wordings: Sequence[str], counts: Mapping[str, int]) -> str:
    """The longest of the wordings one inside the other that is no rare case of the shortest."""
    most = max((counts[one] for one in wordings), default=0)
    common = [one for one in wordings if counts[one] >= _VARIANT * most]
    return max(common, key=len, default="")


def _without_names(wordings: Sequence[str], is_start: bool) -> list[str]:
    """Those wordings that are not others with a piece of names (「查询办理指南」, 「查询怎么办」)."""
    pieces: dict[str, list[str]] = defaultdict(list)
    for longer in wordings:
        for other in wordings:
            if len(other) < len(longer) and longer.startswith(other) and is_start:
                pieces[longer[len(other) :]].append(longer)
            elif len(other) < len(longer) and longer.endswith(other) and not is_start:
                pieces[longer[: -len(other)]].append(longer)
    named = {one for found in pieces.values() if len(set(found)) > 1 for one in found}
    return [one for one in wordings if one not in named]


def _all_quoted(shown: Mapping[int, str], texts: Mapping[int, Sequence[str]]) -> bool:
    """Whether nearly all headlines have one name in marks: book marks, or it stands elsewhere too."""
    names = {number: name for number, text in shown.items() if (name := quoted_name(text))}
    if len(names) < max(_LEAST_PAGES, _COVERED * len(shown)):
        return False
    n = sum(
        f"《{name}》" in shown[number] or witness(name, WHOLE, shown[number], texts[number], ()) > 0
        for number, name in names.items()
    )
    return n >= _AGREED * len(names) and len(set(names.values())) >= _SURELY_WITNESSED * len(names)


def _start_of_both(one: str, other: str) -> str:
    pairs = zip(one, other, strict=False)
    n = next((n for n, (own, its) in enumerate(pairs) if own != its), min(len(one), len(other)))
    return one[:n]
