"""Which infobox values that stand in the text of their page does the text state, and which are found?

    python scripts/benchmarks/stated_values.py --data PATH --work runs/quality
    … --draw                        draw values for a reader (ids into data/judged)
    … --show FILE                   write what the reader sees
    … --verdicts FILE               take in what the reader said

A value of an infobox may stand in the text for another reason: a director is not thereby the writer,
the year of a prize not that of the film. So of the values that stand there (counted as in
``alignment_quality.py``) of the pages that were not looked at, some are drawn and judged, without a
sign of what alignment made of them:

    NUMBER<TAB>《page》 its text<TAB>page | attribute | value

``stated``: some sentence says it, or it follows from what it says; ``named``: the value stands there,
and its role is not said; ``wrong``: only as a part of another name or date, or of something else.
Of a longer text the reader sees the beginning and each sentence that holds the value, with the one
before it.

What no text states no method can pair rightly: with the share S stated, of P pairs that are right
to .95, one a value, at most S / .95 of the values that stand there are found.
"""

import argparse
import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
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
_N, _SEED = 300, 20261124
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


def standing(data: Path) -> Iterator[StandingValue]:
    """All of the pages that were not looked at."""
    for line, page, predicate, value in occurring(data):
        if is_test(page.name):
            yield StandingValue(line, page, predicate, value)


def drawn(data: Path) -> list[StandingValue]:
    """Those that are judged."""
    values = {one.id: one for one in standing(data)}
    return Random(_SEED).sample([values[one] for one in sorted(values)], _N)


def report(verdicts: Verdicts, data: Path, work: Path) -> None:
    """Print the share stated and what each setting finds of it, by attribute as well."""
    judged = verdicts.judged()
    values = [one for one in drawn(data) if one.id in judged]
    by_attribute: dict[str, list[str]] = defaultdict(list)
    for one in values:
        by_attribute[one.predicate].append(judged[one.id])
    said = [judged[one.id] for one in values]
    print(
        "| values that stand in the text | stated | named | wrong |", "|---|---|---|---|", sep="\n"
    )
    print(_verdict_row("all", said))
    for name, some in sorted(by_attribute.items(), key=lambda item: (-len(item[1]), item[0])):
        print(_verdict_row(name, some))
    stated = sum(one == "stated" for one in said) / len(said)
    print(f"\nHighest recall at precision .95: {min(1, stated / 0.95):.3f}\n")
    print("| setting | found | of those stated | of the others | stated of the found |")
    print("|---|---|---|---|---|")
    for name, make in RUNS.items():
        paired = stated_in(make(data, work / name))
        found = [one.key in paired.get(one.line, set()) for one in values]
        print(f"| {name} | {' | '.join(_found_shares(found, [s == 'stated' for s in said]))} |")


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
    parser.add_argument("--draw", action="store_true")
    parser.add_argument("--show", type=Path, metavar="FILE")
    parser.add_argument("--verdicts", type=Path, metavar="FILE")
    options = parser.parse_args()
    verdicts = Verdicts("baike_values", _SEED)
    if options.verdicts:
        verdicts.fill(options.verdicts)
    elif options.draw:
        verdicts.store([one.id for one in drawn(options.data)])
    elif options.show:
        rows = [f"{n}\t{one.shown()}" for n, one in enumerate(drawn(options.data), start=1)]
        options.show.write_text("\n".join(rows) + "\n", encoding="utf-8")
    else:
        report(verdicts, options.data, options.work)


if __name__ == "__main__":
    main()
