"""Sentence–triple candidates whose truth people have judged, for scripts/benchmarks/denoising.py.

``--data`` holds finre_sanwen/, ds_noise_en/, duie2/ and en_kg/names/ (names of places). What a set
is made of stands at the function that makes it; rows without a predicate are background.
"""

import csv
import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

import numpy as np
from numpy.typing import NDArray

from kg_pipeline.denoising.candidates import Candidate, CandidateBuilder, Candidates

NO_RELATION = "unknown"
BACKGROUND_A_SENTENCE = 2
Spans = tuple[int, int, int, int]
Labels = dict[tuple[str, str, str], set[str]]  # (head, tail, sentence) → relations
Fact = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Judged:
    """Candidates with the truth of every row that has a predicate, in the rows' order.

    pairs: code of each such row's pair of names, the unit of the bootstrap
    """

    candidates: Candidates
    truth: NDArray[np.bool_]
    pairs: NDArray[np.int64]

    @property
    def rows(self) -> NDArray[np.int64]:
        """The candidate of every row that has a predicate."""
        return self.candidates.rows[~self.candidates.is_background]


class Collector:
    """Takes rows with their truth, or background."""

    def __init__(self) -> None:
        self._builder, self._truth = CandidateBuilder(), list[bool]()

    def add(
        self, text: str, spans: Spans, pair: tuple[str, str], relation: str, true: bool
    ) -> None:
        """A row; its trigger is the predicate's name in the text."""
        row = Candidate(text, *spans, predicate=relation, pair=pair, trigger=relation in text)
        self._builder.add(row)
        self._truth.append(true)

    def background(self, text: str, spans: Spans, pair: tuple[str, str]) -> None:
        """A pair that no triple is known of."""
        self._builder.add(Candidate(text, *spans, predicate=None, pair=pair))

    def judged(self) -> Judged:
        """What was collected."""
        candidates = self._builder.build()
        rows = candidates.rows[~candidates.is_background]
        pairs = candidates.sightings.pair_codes[candidates.sighting[rows]]
        return Judged(candidates, np.array(self._truth), pairs)


def occurrences(text: str, name: str) -> Iterator[tuple[int, int]]:
    """Spans of ``name`` in ``text``, overlapping ones too."""
    start = text.find(name)
    while start >= 0:
        yield start, start + len(name)
        start = text.find(name, start + 1)


def nearest_spans(text: str, head: str, tail: str) -> Spans:
    """The nearest occurrences of both names, apart from each other where that is possible."""
    pairs = [(a, b) for a in occurrences(text, head) for b in occurrences(text, tail)]
    (a, b) = min(
        pairs,
        key=lambda pair: (
            pair[0][0] < pair[1][1] and pair[1][0] < pair[0][1],
            abs(max(pair[0][0], pair[1][0]) - min(pair[0][1], pair[1][1])),
            pair,
        ),
    )
    return (*a, *b)


def read_labels(folder: Path) -> Labels:
    """Relations of every (head, tail, sentence) of train.txt and valid.txt."""
    labels: Labels = {}
    for name in ("train.txt", "valid.txt"):
        for line in (folder / name).read_text(encoding="utf-8").split("\n"):
            if line.strip():
                head, tail, relation, sentence = line.rstrip("\r").split("\t")
                labels.setdefault((head, tail, sentence), set()).add(relation)
    return labels


def aligned(labels: Labels, *, several_only: bool = False) -> Judged:
    """Distant supervision with the graph of all labels: a pair's relations for all its sentences.

    several_only: only pairs with several sentences are judged, the others left out
    """
    graph: dict[tuple[str, str], set[str]] = defaultdict(set)
    n_sentences = Counter((head, tail) for head, tail, _ in labels)
    for (head, tail, _), relations in labels.items():
        graph[head, tail] |= relations - {NO_RELATION}
    found = Collector()
    for (head, tail, text), relations in labels.items():
        pair = (head, tail)
        if graph[pair] and several_only and n_sentences[pair] == 1:
            continue
        spans = nearest_spans(text, head, tail)
        if not graph[pair]:
            found.background(text, spans, pair)
        for relation in sorted(graph[pair]):
            found.add(text, spans, pair, relation, relation in relations)
    return found.judged()


def injected(labels: Labels, share: float, *, by_frequency: bool = False) -> Judged:
    """Labelled rows; with chance ``share`` the relation is exchanged for a wrong one.

    by_frequency: frequent relations are drawn more often; otherwise all alike
    """
    rng = np.random.default_rng(0)
    rows = [
        (head, tail, text, relation)
        for (head, tail, text), relations in labels.items()
        for relation in sorted(relations)
    ]
    drawn = [row[3] for row in rows if row[3] != NO_RELATION]
    names = drawn if by_frequency else sorted(set(drawn))
    found, seen = Collector(), set()
    for head, tail, text, relation in rows:
        spans, stated = nearest_spans(text, head, tail), labels[head, tail, text]
        if relation == NO_RELATION:
            found.background(text, spans, (head, tail))
            continue
        if rng.random() < share:
            relation = next(name for name in rng.choice(names, 50).tolist() if name not in stated)
        if (head, tail, text, relation) not in seen:
            seen.add((head, tail, text, relation))
            found.add(text, spans, (head, tail), relation, relation in stated)
    return found.judged()


def crowd_cause(path: Path) -> Judged:
    """CrowdTruth ``cause``: distant positives, true where the crowd score is > 0; the rest of the
    sentences, distant negatives, are background."""
    found = Collector()
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            spans = (int(row["b1"]), int(row["e1"]), int(row["b2"]), int(row["e2"]))
            pair = (row["term1"], row["term2"])
            if row["baseline"] == "1":
                found.add(row["sentence"], spans, pair, "cause", float(row["crowd"]) > 0)
            else:
                found.background(row["sentence"], spans, pair)
    return found.judged()


def crowd_open(path: Path) -> Judged:
    """CrowdTruth open: distant relations, true where more than half of the workers chose them."""
    found = Collector()
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE):
            text, pair = row["sentence"], (row["term1"], row["term2"])
            spans, votes = nearest_spans(text, *pair), json.loads(row["votes_json"])
            for relation in row["ds_relations"].split(","):
                true = 2 * votes.get(relation, 0) > int(row["n_workers"])
                found.add(text, spans, pair, relation, true)
    return found.judged()


_YEAR = re.compile(r"\b1\d{3}\b|\b20\d{2}\b")


def google(data: Path) -> Judged:
    """Google's judgments on date of birth and place of death, true by the majority of raters.

    Names are not given: the subject is the page's title (or its last word, or the text's first),
    the object its year or its name in FB15k-237. Left out: rows whose object is not found so, and
    ties. Background: another year, or another such place, in the same text.
    """
    lines = (data / "en_kg/names/FB15k-237.entity2text.txt").read_text(encoding="utf-8").split("\n")
    names = {key: name.split(",")[0] for key, _, name in (line.partition("\t") for line in lines)}
    found = Collector()
    for file, relation in (("date_of_birth", "born"), ("place_of_death", "died in")):
        path = data / f"ds_noise_en/google_re/20131104-{file}.json"
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        places = {names[row["obj"]] for row in rows if row["obj"] in names}
        for row in rows:
            votes = Counter(vote["judgment"] for vote in row["judgments"])
            text = row["evidences"][0]["snippet"]
            subject = _title_in(text, row["evidences"][0]["url"])
            known = names.get(row["obj"]) if row["obj"].startswith("/m/") else row["obj"][:4]
            if votes["yes"] == votes["no"] or known is None or known not in text:
                continue
            pair = (row["sub"], row["obj"])
            found.add(
                text,
                nearest_spans(text, subject, known),
                pair,
                relation,
                votes["yes"] > votes["no"],
            )
            others = set(_YEAR.findall(text) if known[:1].isdigit() else _words_in(text, places))
            for other in sorted(others - {known, subject})[:BACKGROUND_A_SENTENCE]:
                found.background(text, nearest_spans(text, subject, other), (row["sub"], other))
    return found.judged()


def _title_in(text: str, url: str) -> str:
    title = unquote(url.rsplit("/", 1)[1]).replace("_", " ").split(" (")[0]
    for name in (title, title.split(",")[0].split()[-1]):
        if name in text:
            return name
    return text.split()[0]


def _words_in(text: str, names: set[str]) -> Iterator[str]:
    """Names of one to three words that stand in the text."""
    words = re.findall(r"\w+", text)
    for size in (1, 2, 3):
        for start in range(len(words) - size + 1):
            if (name := " ".join(words[start : start + size])) in names and name in text:
                yield name


def leave_one_out(data: Path) -> Judged:
    """DuIE 2: pairs aligned by a triple that **another** sentence lists, true where this one too.

    Annotators did not list all that a sentence states. Background: pairs of a subject and a name
    in one sentence that no sentence relates.
    """
    listed = [
        (row["text"], {_fact(entry) for entry in row["spo_list"]})
        for part in ("part1", "part2")
        for row in map(json.loads, (data / f"duie2/{part}.json").open(encoding="utf-8"))
    ]
    sources: dict[Fact, set[str]] = defaultdict(set)
    for text, facts in listed:
        for fact in facts:
            sources[fact].add(text)
    of_pair: dict[tuple[str, str], set[str]] = defaultdict(set)
    for subject, relation, object_ in sources:
        of_pair[subject, object_].add(relation)
    finder = NameFinder({name for pair in of_pair for name in pair})
    found = Collector()
    for text, facts in listed:
        here, n_background = finder.names_in(text), 0
        for pair in sorted((a, b) for a in here for b in here if a not in b and b not in a):
            if pair not in of_pair:
                if pair[::-1] not in of_pair and n_background < BACKGROUND_A_SENTENCE:
                    found.background(text, nearest_spans(text, *pair), pair)
                    n_background += 1
                continue
            for relation in sorted(of_pair[pair]):
                fact = (pair[0], relation, pair[1])
                if sources[fact] - {text}:
                    found.add(text, nearest_spans(text, *pair), pair, relation, fact in facts)
    return found.judged()


def _fact(entry: Mapping[str, dict[str, str]]) -> Fact:
    return str(entry["subject"]), str(entry["predicate"]), entry["object"]["@value"]


class NameFinder:
    """Names of at least two characters that stand in a text."""

    def __init__(self, names: set[str]) -> None:
        self._starting: dict[str, set[str]] = defaultdict(set)
        for name in names:
            if len(name) >= 2:
                self._starting[name[:2]].add(name)

    def names_in(self, text: str) -> set[str]:
        """All of them, overlapping ones too."""
        return {
            name
            for place in range(len(text) - 1)
            for name in self._starting.get(text[place : place + 2], ())
            if text.startswith(name, place)
        }


def data_sets(data: Path) -> Mapping[str, Callable[[], Judged]]:
    """All sets by name; nothing is read before it is asked for."""
    finre, sanwen = (data / "finre_sanwen" / name for name in ("FinRE", "SanWen"))
    crowd = data / "ds_noise_en"
    return {
        "finre_multi": lambda: aligned(read_labels(finre), several_only=True),
        "finre_noise30": lambda: injected(read_labels(finre), 0.3),
        "finre_noise50": lambda: injected(read_labels(finre), 0.5),
        "finre_noise50_frequent": lambda: injected(read_labels(finre), 0.5, by_frequency=True),
        "crowdtruth_cause": lambda: crowd_cause(crowd / "crowdtruth_med/ground_truth_cause.csv"),
        "crowdtruth_open": lambda: crowd_open(crowd / "crowdtruth_open.derived.tsv"),
        "google": lambda: google(data),
        "duie_leave_one_out": lambda: leave_one_out(data),
        "sanwen": lambda: aligned(read_labels(sanwen)),
    }
