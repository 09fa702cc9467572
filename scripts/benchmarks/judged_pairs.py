"""Aligned pairs for a reader: drawn by a seed, shown blind, and what the reader said.

data/judged/alignment_NAME.tsv holds the seed of the draw, the id of the pair and the verdict; no text.
A reader sees the sentence with both mentions marked, subject, predicate and object, nothing else:

    NUMBER<TAB>sentence with 【subject】 and 〔object〕<TAB>subject | predicate | object

and answers NUMBER<TAB>verdict: ``stated`` (the sentence says so, or it follows from what it says),
``named`` (both marked places mean this subject and this object, but the sentence does not say it),
``wrong`` (a marked place means something else, or is a part of a longer name).
Where the subject is not named in the sentence, the document's title and the text before stand in
front of it, and ``wrong`` means that the sentence is not about this subject.
"""

import hashlib
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from denoising_scores import Ranked, interval
from intervals import share_with_interval

from kg_pipeline.alignment.implied import SCORE
from kg_pipeline.records import AlignedSentence, AlignedTriple

JUDGED = Path(__file__).resolve().parents[2] / "data" / "judged"
_ROUNDED = 1e-6  # of a score that was stored with 32 bits
VERDICTS = ("stated", "named", "wrong")
_YIELDS = (1.0, 0.9, 0.75, 0.5, 0.25)


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence and one triple. group: the source it is drawn by; before: what stands before it."""

    sentence: AlignedSentence
    triple: AlignedTriple
    group: str
    subject: str
    object: str
    before: str = ""

    @property
    def id(self) -> str:
        """The same for the same triple between the same places of the same sentence."""
        one = self.triple
        places = [self._span(number) for number in (one.subject_mention, one.object_mention)]
        parts = (self.sentence.text, one.subject, one.predicate, one.object, str(places))
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]

    @property
    def implied(self) -> str:
        """ "left out" where the subject stands nowhere, "noun" where a noun stands for it, or ""."""
        number = self.triple.subject_mention
        if number is None:
            return "left out"
        return "noun" if abs(self.sentence.mentions[number].score - SCORE) < _ROUNDED else ""

    def _span(self, mention: int | None) -> tuple[int, int]:
        if mention is None:
            return -1, -1
        found = self.sentence.mentions[mention]
        return found.start, found.end

    def shown(self) -> str:
        """What the reader sees, in one line."""
        one, text = self.triple, self.sentence.text
        marks: list[tuple[int, int, str]] = []
        for number, (left, right) in ((one.subject_mention, "【】"), (one.object_mention, "〔〕")):
            start, end = self._span(number)
            if start >= 0:
                marks += [(start, 1, left), (end, 0, right)]
        for place, _, mark in sorted(marks, key=lambda found: found[:2], reverse=True):
            text = text[:place] + mark + text[place:]
        lead = f"（前文：{self.before}） " if self.before and self.implied else ""
        spo = f"{self.subject} | {one.predicate} | {self.object}"
        return "\t".join(" ".join(part.split()) for part in (lead + text, spo))


def pairs_of(
    sentences: Iterable[AlignedSentence],
    names: Mapping[str, str],
    group_of: Callable[[AlignedSentence], str],
    before_of: Callable[[AlignedSentence], str] = lambda sentence: "",
) -> list[Pair]:
    """All pairs of the sentences, with the names of their nodes."""
    return [
        Pair(sentence, triple, group, names[triple.subject], names[triple.object], before)
        for sentence in sentences
        for group in (group_of(sentence),)
        for before in (before_of(sentence) if sentence.positives else "",)
        for triple in sentence.positives
    ]


def drawn(pairs: Iterable[Pair], n_pairs: int, seed: int) -> list[Pair]:
    """``n_pairs``, equally many of each group where it has so many, in an order that tells nothing."""
    groups: dict[str, list[Pair]] = defaultdict(list)
    for pair in sorted({pair.id: pair for pair in pairs}.values(), key=lambda pair: pair.id):
        groups[pair.group].append(pair)
    chance = random.Random(seed)
    chosen: list[Pair] = []
    for left, name in enumerate(sorted(groups, key=lambda name: (len(groups[name]), name))):
        wanted = (n_pairs - len(chosen)) // (len(groups) - left)
        chosen += chance.sample(groups[name], min(wanted, len(groups[name])))
    chance.shuffle(chosen)
    return chosen


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The judged ids of one file and seed, in the order in which they were shown."""

    name: str
    seed: int

    @property
    def path(self) -> Path:
        """The file with ids and verdicts."""
        return JUDGED / f"alignment_{self.name}.tsv"

    def rows(self) -> list[list[str]]:
        """Seed, id and verdict ("" where nobody judged yet) of all draws."""
        if not self.path.exists():
            return []
        lines = self.path.read_text(encoding="utf-8").split("\n")
        return [line.split("\t") for line in lines if line and not line.startswith("#")]

    def ids(self) -> list[str]:
        """The ids of this seed."""
        return [row[1] for row in self.rows() if row[0] == str(self.seed)]

    def judged(self) -> dict[str, str]:
        """Id → verdict, of all seeds."""
        return {row[1]: row[2] for row in self.rows() if row[2]}

    def store(self, ids: Sequence[str]) -> None:
        """Add a draw; refuses a second one of the same seed."""
        if self.ids():
            raise SystemExit(f"{self.path}: seed {self.seed} was drawn; give the set another seed")
        self._write(self.rows() + [[str(self.seed), one, ""] for one in ids])

    def fill(self, answers: Path) -> None:
        """Write the verdicts of a reader, ``NUMBER<TAB>verdict`` a line, numbers from 1."""
        ids, said = self.ids(), dict[str, str]()
        for line in answers.read_text(encoding="utf-8").split("\n"):
            fields = line.split("\t")
            if line.strip():
                if len(fields) < 2 or fields[1].strip() not in VERDICTS:
                    raise SystemExit(f"{answers}: expected NUMBER<TAB>{'|'.join(VERDICTS)}: {line}")
                said[ids[int(fields[0]) - 1]] = fields[1].strip()
        rows = [
            [row[0], row[1], said.get(row[1], row[2]) if row[0] == str(self.seed) else row[2]]
            for row in self.rows()
        ]
        self._write(rows)

    def _write(self, rows: Sequence[Sequence[str]]) -> None:
        lines = ["# seed, pair, verdict; see scripts/benchmarks/judged_pairs.py"]
        lines += ["\t".join(row) for row in rows]
        self.path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def precision_table(pairs: Sequence[Pair], verdicts: Verdicts, title: str = "source") -> list[str]:
    """Markdown rows by group, and the whole with each group weighted by its pairs.

    Groups of which nobody judged a pair have no row of their own.
    """
    judged = verdicts.judged()
    drawn_ids = set(verdicts.ids())
    rows = [f"| {title} | pairs | stated | both ends right |", "|---|---|---|---|"]
    groups: dict[str, dict[str, Pair]] = defaultdict(dict)
    for pair in pairs:
        groups[pair.group][pair.id] = pair
    weighted, total = 0.0, 0
    for name, some in sorted(groups.items()):
        said = [judged[one] for one in some if one in drawn_ids and one in judged]
        if not said:
            continue
        stated = [verdict == "stated" for verdict in said]
        right = [verdict != "wrong" for verdict in said]
        rows.append(
            f"| {name} | {len(some)} | {share_with_interval(stated)} | {share_with_interval(right)} |"
        )
        weighted += len(some) * sum(stated) / len(said)
        total += len(some)
    if len(groups) > 1 and total:
        rows.append(f"| all, by pairs | {total} | {weighted / total:.3f} | |")
    return rows


def yield_table(pairs: Sequence[Pair], kept: Sequence[Pair], verdicts: Verdicts) -> list[str]:
    """Markdown rows: what is stated of the pairs that keep probabilities put first.

    Judged pairs stand for those of their group; what is not kept comes last. 95 % intervals are of
    1,000 resamples of the judged.
    """
    keep = {pair.id: pair.triple.keep_probability for pair in kept}
    by_id, judged = {pair.id: pair for pair in pairs}, verdicts.judged()
    ids = [one for one in verdicts.ids() if one in by_id and one in judged]
    n_pairs = Counter(pair.group for pair in by_id.values())
    n_judged = Counter(by_id[one].group for one in ids)
    groups = [by_id[one].group for one in ids]
    weights = np.array([n_pairs[group] / n_judged[group] for group in groups])
    stated = np.array([judged[one] == "stated" for one in ids])
    ranked = Ranked(np.array([keep.get(one, 0.0) for one in ids]), stated)
    chance = np.random.default_rng(0)
    draws = [chance.multinomial(len(ids), [1 / len(ids)] * len(ids)) for _ in range(1000)]
    samples = [ranked.curve(weights * draw) for draw in [np.ones(len(ids)), *draws]]
    rows = ["| of all pairs | stated |", "|---|---|"]
    for share in _YIELDS:
        figures = np.array(
            [np.interp(share * n[-1], n, right) / (share * n[-1]) for n, right in samples]
        )
        rows.append(f"| {100 * share:.0f} % | {interval(figures)} |")
    return rows
