"""FinRE: relation recognition with the graph of the training rows, in two leave-one-out variants.

own_sentence: every triple whose only evidence is the example's sentence is hidden from it.
own_pair: every triple between the example's two entities, in both directions, is hidden.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from .graph_ids import SPO, GraphIds
from .graph_sources import relation
from .names import comparable, plain
from .records import Fact, Json, distinct, write_lines

NO_RELATION = "unknown"
DEVELOPMENT_SHARE = 0.1


@dataclass(frozen=True, slots=True)
class Row:
    """One labelled pair of a sentence."""

    head: str
    tail: str
    label: str
    text: str

    def fact(self) -> Fact:
        """The triple that the row states."""
        return relation(self.head, self.label, self.tail, "FinRE")

    def pair(self) -> tuple[str, ...]:
        """The two entities, whatever their direction."""
        return tuple(sorted((self.head, self.tail)))


def read_finre(data: Path, part: str) -> list[Row]:
    """The rows of ``train`` or ``valid``; the blank lines between rows are no rows."""
    path = data / "finre_sanwen" / "FinRE" / f"{part}.txt"
    rows = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.strip():
            head, tail, label, text = line.rstrip("\r").split("\t")
            rows.append(Row(plain(head), plain(tail), label, plain(text)))
    return rows


def write_finance(data: Path, out: Path, seed: int) -> Json:
    """Write triples and splits; return counts."""
    known, test = read_finre(data, "train"), read_finre(data, "valid")
    stated = [row for row in known if row.label != NO_RELATION]
    facts = distinct(row.fact() for row in stated)
    counts: Json = {"triples": write_lines(out / "triples.jsonl", map(Fact.row, facts))}
    hider = _Hider(GraphIds(out / "triples.jsonl"), stated)
    pairs = sorted({row.pair() for row in known})
    random.Random(seed).shuffle(pairs)
    held = set(pairs[: round(DEVELOPMENT_SHARE * len(pairs))])
    splits = {
        "train": [row for row in known if row.pair() not in held],
        "development": [row for row in known if row.pair() in held],
        "test": test,
    }
    for name, rows in splits.items():
        lines = list(map(hider.row, rows))
        write_lines(out / f"{name}.jsonl", lines)
        counts[name] = hider.counts(lines)
    train_texts = {comparable(row.text) for row in known}
    counts["test"]["sentence_also_in_train"] = sum(
        comparable(row.text) in train_texts for row in test
    )
    return counts


def spans_of(text: str, head: str, tail: str) -> Iterator[tuple[int, int, str]]:
    """First places of both names that do not overlap; a name that stands nowhere has none."""
    heads, tails = list(_places(text, head)), list(_places(text, tail))
    apart = [(h, t) for h in heads for t in tails if h[1] <= t[0] or t[1] <= h[0]]
    first = apart[0] if apart else (heads[0] if heads else None, tails[0] if tails else None)
    for span, name in zip(first, (head, tail), strict=True):
        if span is not None:
            yield *span, name


def _places(text: str, name: str) -> Iterator[tuple[int, int]]:
    start = text.find(name)
    while start >= 0 and name:
        yield start, start + len(name)
        start = text.find(name, start + 1)


class _Hider:
    """Makes the lines of rows, with what each variant hides."""

    def __init__(self, ids: GraphIds, stated: Sequence[Row]) -> None:
        self._ids = ids
        self._around = ids.around()
        sentences: dict[SPO, set[str]] = {}
        for row in stated:
            spo = ids.triple(row.fact())
            if spo is not None:
                sentences.setdefault(spo, set()).add(comparable(row.text))
        self._only: dict[str, list[SPO]] = {}
        for spo, texts in sentences.items():
            if len(texts) == 1:
                self._only.setdefault(next(iter(texts)), []).append(spo)

    def row(self, row: Row) -> Json:
        """A line with two mentions, head and tail."""
        ends = self._ids.entity(row.head), self._ids.entity(row.tail)
        pair = [s for s in self._around.get(ends[0], ()) if {s[0], s[2]} == set(ends)]
        return {
            "text": row.text,
            "label": row.label,
            "mentions": [
                {"start": start, "end": end, "entity": self._ids.entity(name)}
                for start, end, name in spans_of(row.text, row.head, row.tail)
            ],
            "own_sentence": self._only.get(comparable(row.text), []),
            "own_pair": pair,
        }

    def counts(self, lines: Sequence[Json]) -> Json:
        """Rows, rows with both mentions, and what is covered under each variant."""
        found: Json = {
            "rows": len(lines),
            "both_mentions": sum(len(line["mentions"]) == 2 for line in lines),
        }
        for variant in ("own_sentence", "own_pair"):
            hidden = [spo for line in lines for spo in line[variant]]
            visible = [self._visible(line, variant) for line in lines]
            found[variant] = {
                "hidden": len(hidden),
                "hidden_not_in_graph": self._ids.unlocated(hidden),
                "covered": sum(bool(first) for first, _ in visible),
                "pair_covered": sum(pair for _, pair in visible),
            }
        return found

    def _visible(self, line: Json, variant: str) -> tuple[list[SPO], bool]:
        """What the first mention sees, and whether a triple of the pair is among it."""
        ends = [mention["entity"] for mention in line["mentions"]]
        around = self._around.get(ends[0], []) if ends else []
        seen = [spo for spo in around if spo not in line[variant]]
        return seen, len(ends) == 2 and any({s[0], s[2]} == set(ends) for s in seen)
