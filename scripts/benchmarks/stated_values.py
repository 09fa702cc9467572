"""Which infobox values that stand in the text of their page does the text state, and which are found?

    python scripts/benchmarks/stated_values.py --data PATH --work runs/quality
    … --of all|missed --draw            draw values for a reader (ids into data/judged)
    … --of all|missed --show FILE       write what the reader sees
    … --of all|missed --verdicts FILE   take in what the reader said

A value of an infobox may stand in the text for another reason: a director is not thereby the writer,
the year of a prize not that of the film. So of the values that stand there (counted as in
``alignment_quality.py``) of the pages that were not looked at, some are drawn and judged, without a
sign of what alignment made of them:

    NUMBER<TAB>《page》 its text<TAB>page | attribute | value

A second draw ("missed") takes two of three from those that no setting pairs, where the first has few.

``stated``: some sentence says it, or it follows from what it says; ``named``: the value stands there,
and its role is not said; ``wrong``: only as a part of another name or date, or of something else.
Of a longer text the reader sees the beginning and each sentence that holds the value, with the one
before it.

What no text states no method can pair rightly: whoever pairs only what is stated finds at most the
share stated. Both draws together tell it by what is made of the values: weighted by how many there
are, with the interval of a stratified sample.
"""

import argparse
import hashlib
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from random import Random

from aligned_recall import Key, key_of, occurring, occurs, stated_in
from aligned_runs import implied_run, is_test, named_run, worded_run
from intervals import share_with_interval
from judged_pairs import Verdicts
from real_data import graph_sources
from real_data.movies import Page

from kg_pipeline.graph.values import find_literals

RUNS = {
    "baike_movie": worded_run,
    "baike_movie_implied": implied_run,
    "baike_movie_named": named_run,
}
DRAWS = {"all": 20261124, "missed": 20261125}  # seeds
_OF_ALL, _OF_MISSED, _OF_FOUND = 300, 80, 40
SPOKEN, ASIDE, MISSED = "paired and spoken of", "paired, not spoken of", "not paired"
_WHOLE, _BEGINNING = 500, 80  # characters of a text that is shown whole; of the beginning of others
_SENTENCE = re.compile(r"[^。！？；\n]*[。！？；\n]*")


@dataclass(frozen=True, slots=True)
class StandingValue:
    """A value of a page's infobox that stands in its text; line: of the page, from 0."""

    line: int
    page: Page
    predicate: str
    value: str

    @property
    def id(self) -> str:
        """The same for the same value of the same page and text."""
        parts = (self.page.name, self.page.biography, self.predicate, self.value)
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]

    @property
    def key(self) -> Key:
        """By this it is known in ``stated_in``."""
        return key_of(graph_sources.attribute(self.page.name, self.predicate, self.value, ""))

    def shown(self) -> str:
        """What the reader sees."""
        fact = f"{self.page.name} | {self.predicate} | {self.value}"
        text = f"《{self.page.name}》 {self._evidence()}"
        return "\t".join(" ".join(part.split()) for part in (text, fact))

    def _evidence(self) -> str:
        text = self.page.biography
        if len(text) <= _WHOLE:
            return text
        sentences = [match[0] for match in _SENTENCE.finditer(text) if match[0]]
        holding = {n for n, one in enumerate(sentences) if self._stands_in(one)}
        wanted = sorted(holding | {n - 1 for n in holding if n})
        chosen = " … ".join(sentences[n] for n in wanted)
        return f"{text[:_BEGINNING]} … {chosen}" if wanted else text

    def _stands_in(self, text: str) -> bool:
        return occurs(self.value, text, [one.value for one in find_literals(text)])


Values = Mapping[str, StandingValue]  # by their ids


def standing(data: Path) -> Values:
    """All of the pages that were not looked at."""
    values = (StandingValue(*row) for row in occurring(data) if is_test(row[1].name))
    return {one.id: one for one in values}


def paired(values: Values, data: Path, work: Path, name: str) -> set[str]:
    """The ids of the values that a setting pairs with their page's subject."""
    stated = stated_in(RUNS[name](data, work / name))
    return {id_ for id_, one in values.items() if one.key in stated.get(one.line, set())}


def strata(values: Values, data: Path, work: Path) -> dict[str, str]:
    """Id → what alignment makes of a value."""
    spoken = paired(values, data, work, "baike_movie")
    found = paired(values, data, work, "baike_movie_implied")
    return {one: SPOKEN if one in spoken else ASIDE if one in found else MISSED for one in values}


def drawn(values: Values, of: str, data: Path, work: Path) -> list[str]:
    """Ids to be judged, in an order that tells nothing."""
    chance = Random(DRAWS[of])
    if of == "all":
        return chance.sample(sorted(values), _OF_ALL)
    made = strata(values, data, work)
    judged = verdicts("all").judged()
    missed = sorted(one for one in values if one not in judged and made[one] == MISSED)
    found = sorted(one for one in values if one not in judged and made[one] != MISSED)
    chosen = [*chance.sample(missed, _OF_MISSED), *chance.sample(found, _OF_FOUND)]
    chance.shuffle(chosen)
    return chosen


def verdicts(of: str) -> Verdicts:
    """What a reader said of a draw."""
    return Verdicts("baike_values", DRAWS[of])


def report(data: Path, work: Path) -> None:
    """Print the share stated, by attribute and by what alignment makes of it; what settings find."""
    values = standing(data)
    judged = {one: said for one, said in verdicts("all").judged().items() if one in values}
    first = [one for one in verdicts("all").ids() if one in judged]
    by_attribute: dict[str, list[str]] = defaultdict(list)
    for one in first:
        by_attribute[values[one].predicate].append(judged[one])
    print(
        "| values that stand in the text | stated | named | wrong |", "|---|---|---|---|", sep="\n"
    )
    print(_verdict_row("all", [judged[one] for one in first]))
    for name, some in sorted(by_attribute.items(), key=lambda item: (-len(item[1]), item[0])):
        print(_verdict_row(name, some))
    print("\n| setting | found | of those stated | of the others | stated of the found |")
    print("|---|---|---|---|---|")
    stated = [judged[one] == "stated" for one in first]
    for name in RUNS:
        found = paired(values, data, work, name)
        print(f"| {name} | {' | '.join(_found_shares([one in found for one in first], stated))} |")
    print("\n".join(["", *strata_table(strata(values, data, work), judged)]))


def strata_table(made: Mapping[str, str], judged: Mapping[str, str]) -> list[str]:
    """Both draws by what alignment makes of the values, and all of them, weighted."""
    rows = ["| what is made of the values | values | stated of the judged |", "|---|---|---|"]
    of_all: dict[str, float] = {}  # stated values of each stratum, as a share of all values
    variance = 0.0
    for name in (SPOKEN, ASIDE, MISSED):
        ids = [one for one in made if made[one] == name]
        said = [judged[one] == "stated" for one in ids if one in judged]
        rows.append(f"| {name} | {len(ids)} | {share_with_interval(said)} |")
        share, weight = sum(said) / len(said), len(ids) / len(made)
        of_all[name] = weight * share
        variance += weight**2 * share * (1 - share) / len(said)
    total, half = sum(of_all.values()), 1.96 * sqrt(variance)
    rows.append(f"| all | {len(made)} | {total:.3f} ({total - half:.3f}–{total + half:.3f}) |")
    recall = of_all[SPOKEN] / total, (of_all[SPOKEN] + of_all[ASIDE]) / total
    shares = f"{recall[0]:.3f} declared wording, {recall[1]:.3f} any"
    return [*rows, "", f"Of the values that are stated, paired with: {shares}"]


def _verdict_row(name: str, said: Sequence[str]) -> str:
    shares = [[one == kind for one in said] for kind in ("stated", "named", "wrong")]
    return f"| {name} | {share_with_interval(shares[0])} | {sum(shares[1])} | {sum(shares[2])} |"


def _found_shares(found: Sequence[bool], stated: Sequence[bool]) -> list[str]:
    both = list(zip(found, stated, strict=True))
    columns = (
        found,
        [was_found for was_found, is_stated in both if is_stated],
        [was_found for was_found, is_stated in both if not is_stated],
        [is_stated for was_found, is_stated in both if was_found],
    )
    return [share_with_interval(column) for column in columns]


def main() -> None:
    """Draw, show, take in verdicts, or report."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder of zh_kg")
    parser.add_argument("--work", type=Path, default=Path("runs/quality"))
    parser.add_argument("--of", choices=DRAWS, default="all")
    parser.add_argument("--draw", action="store_true")
    parser.add_argument("--show", type=Path, metavar="FILE")
    parser.add_argument("--verdicts", type=Path, metavar="FILE")
    options = parser.parse_args()
    of, data, work = options.of, options.data, options.work
    if options.verdicts:
        verdicts(of).fill(options.verdicts)
    elif options.draw:
        verdicts(of).store(drawn(standing(data), of, data, work))
    elif options.show:
        values = standing(data)
        rows = [f"{n}\t{values[one].shown()}" for n, one in enumerate(verdicts(of).ids(), start=1)]
        options.show.write_text("\n".join(rows) + "\n", encoding="utf-8")
    else:
        report(data, work)


if __name__ == "__main__":
    main()
