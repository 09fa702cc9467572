"""nlpcc_kbqa: split by question; each question's own triple, or another one, is hidden from it."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from .graph_ids import SPO, GraphIds
from .graph_sources import attribute
from .names import plain
from .records import Fact, Json, distinct, write_lines

SHARES = {"train": 0.8, "development": 0.05}  # the rest is the test split


@dataclass(frozen=True, slots=True)
class Question:
    """A question, the triple that answers it, and its subject as the question may write it."""

    text: str
    fact: Fact
    subject: str

    def span(self) -> tuple[int, int] | None:
        """Where the subject stands in the question; ``None`` where it does not literally."""
        for name in (self.subject, self.fact.subject, self.fact.subject.split("（")[0]):
            start = self.text.find(name) if name else -1
            if start >= 0:
                return start, start + len(name)
        return None


def read_questions(data: Path) -> list[Question]:
    """All questions, in the order of the file."""
    path = data / "nlpcc_kbqa" / "nlpcc-iccpol-2016.kbqa.training-data"
    questions, text = [], ""
    for line in path.read_text(encoding="utf-8-sig").split("\n"):
        kind, _, content = line.partition("\t")
        if kind.startswith("<question"):
            text = plain(content)
        elif kind.startswith("<triple"):
            subject, predicate, object_ = (part.strip() for part in content.split("|||"))
            fact = attribute(subject, predicate, object_, "nlpcc_kbqa")
            questions.append(Question(text, fact, plain(subject)))
    return questions


def split_questions(questions: Sequence[Question], seed: int) -> dict[str, list[Question]]:
    """Train, development and test, shuffled by ``seed``, each in the file's order."""
    order = list(range(len(questions)))
    random.Random(seed).shuffle(order)
    splits, first = {}, 0
    for name, share in SHARES.items():
        last = first + round(share * len(order))
        splits[name] = [questions[place] for place in sorted(order[first:last])]
        first = last
    splits["test"] = [questions[place] for place in sorted(order[first:])]
    return splits


def write_questions(splits: dict[str, list[Question]], out: Path, seed: int) -> Json:
    """Write the graph's triples and the three splits; return counts."""
    facts = distinct(question.fact for question in splits["train"])
    counts: Json = {"graph_triples": write_lines(out / "graph_triples.jsonl", map(Fact.row, facts))}
    ids = GraphIds(out / "graph_triples.jsonl")
    hider = _Hider(ids, random.Random(seed))
    labels = {question.fact.predicate for question in splits["train"]}
    for name, questions in splits.items():
        rows = [hider.row(question) for question in questions]
        write_lines(out / f"{name}.jsonl", rows)
        counts[name] = hider.counts(questions, rows) | {
            "label_in_train": sum(row["label"] in labels for row in rows)
        }
    return counts


class _Hider:
    """Makes the lines of questions, with what is hidden from each."""

    def __init__(self, ids: GraphIds, chance: random.Random) -> None:
        self._ids = ids
        self._around = ids.around()
        self._chance = chance

    def row(self, question: Question) -> Json:
        """A line; the key ``mentions`` is absent where the subject does not stand there."""
        row: Json = {"text": question.text, "label": question.fact.predicate}
        span = question.span()
        if span is not None:
            entity = self._ids.entity(question.fact.subject)
            row["mentions"] = [{"start": span[0], "end": span[1], "entity": entity}]
        row["hidden"] = self._hidden(question)
        return row

    def _hidden(self, question: Question) -> list[SPO]:
        own = self._ids.triple(question.fact)
        if own is not None:
            return [own]
        subject = self._ids.entity(question.fact.subject)
        others = [spo for spo in self._around.get(subject, ()) if spo[0] == subject]
        return [self._chance.choice(others)] if others else []

    def counts(self, questions: Sequence[Question], rows: Sequence[Json]) -> Json:
        """How many questions, subjects found, questions covered before and after hiding."""
        known = covered = answered = 0
        for question, row in zip(questions, rows, strict=True):
            around = self._around.get(self._ids.entity(question.fact.subject), [])
            visible = [spo for spo in around if spo not in row["hidden"]]
            known += bool(around)
            covered += bool(visible) and "mentions" in row
            answered += any(spo[1] == question.fact.predicate for spo in visible)
        return {
            "questions": len(rows),
            "subject_in_text": sum("mentions" in row for row in rows),
            "subject_in_graph": known,
            "covered": covered,
            "own_attribute_visible_from_another_question": answered,
            "hidden": sum(len(row["hidden"]) for row in rows),
            "hidden_not_in_graph": self._ids.unlocated([s for r in rows for s in r["hidden"]]),
        }
