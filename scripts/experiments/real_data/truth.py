"""Judged sentences for the probe of gates: the last sentences of duie2, with what they state.

The annotators judged 47 predicates; a graph triple of another predicate whose ends both stand in
the sentence may be stated without being listed, so such triples are counted and left out.
"""

from collections.abc import Sequence
from pathlib import Path

from .graph_ids import SPO, GraphIds
from .graph_sources import duie2_fact
from .names import plain
from .records import Json, json_lines, write_lines

N_HELD_OUT = 1000
_SHORTEST_NAME = 2


def held_out_rows(data: Path) -> list[Json]:
    """The sentences that are held out."""
    return list(json_lines(data / "duie2" / "part2.json"))[-N_HELD_OUT:]


def write_truth(data: Path, ids: GraphIds, out: Path) -> Json:
    """Write ``sentences.jsonl`` and, of them, ``disjoint.jsonl``; return counts.

    disjoint: the sentences whose subjects are the subject of no sentence that is pretrained on.
    """
    held_out, others = held_out_rows(data), _other_rows(data)
    schema = {spo["predicate"] for row in (*held_out, *others) for spo in row["spo_list"]}
    judge = _Judge(ids, schema)
    sentences = [judge.sentence(row) for row in held_out]
    sentences = [sentence for sentence in sentences if sentence["mentions"]]
    seen = {subject for row in others for subject in _subjects(row)}
    by_text = {plain(row["text"]): row for row in held_out}
    apart = [s for s in sentences if not _subjects(by_text[s["text"]]) & seen]
    write_lines(out / "sentences.jsonl", sentences)
    write_lines(out / "disjoint.jsonl", apart)
    return {
        "all": _counts(sentences),
        "disjoint": _counts(apart),
        "stated_not_in_graph_or_text": judge.n_lost,
        "of_unjudged_predicates_left_out": judge.n_unjudged,
        "subjects": len({s for row in held_out for s in _subjects(row)}),
        "subjects_also_in_pretraining": len({s for row in held_out for s in _subjects(row)} & seen),
    }


def _other_rows(data: Path) -> list[Json]:
    rows = list(json_lines(data / "duie2" / "part1.json"))
    return rows + list(json_lines(data / "duie2" / "part2.json"))[:-N_HELD_OUT]


def _subjects(row: Json) -> set[str]:
    return {plain(spo["subject"]) for spo in row["spo_list"]}


def _counts(sentences: Sequence[Json]) -> Json:
    triples = [triple for sentence in sentences for triple in sentence["triples"]]
    return {
        "sentences": len(sentences),
        "mentions": sum(len(sentence["mentions"]) for sentence in sentences),
        "expressed": sum(triple["expressed"] for triple in triples),
        "unexpressed": sum(not triple["expressed"] for triple in triples),
    }


class _Judge:
    """Turns a sentence's list of triples into mentions and judged triples."""

    def __init__(self, ids: GraphIds, schema: set[str]) -> None:
        self._ids = ids
        self._schema = schema
        self._around = ids.around()
        self._names = {entity.entity_id: entity.name for entity in ids.content.entities}
        self.n_lost = 0
        self.n_unjudged = 0

    def sentence(self, row: Json) -> Json:
        """One judged sentence; mentions are the ends of its listed triples alone."""
        text = plain(row["text"])
        mentions: dict[tuple[int, int], Json] = {}
        stated: dict[SPO, Json] = {}
        for entry in row["spo_list"]:
            spo = self._ids.triple(duie2_fact(entry))
            subject = _span(text, plain(entry["subject"]))
            target = _span(text, plain(entry["object"]["@value"]))
            if spo is None or subject is None or target is None:
                self.n_lost += 1
                continue
            kinds = entry["subject_type"], entry["object_type"]["@value"]
            for span, node, kind in zip((subject, target), spo[::2], kinds, strict=True):
                place = {"start": span[0], "end": span[1], "entity": node, "kind": kind}
                mentions.setdefault(span, place)
            stated.setdefault(spo, self._triple(spo, subject, target, expressed=True))
        unstated = self._unstated(text, mentions, stated)
        triples = [*stated.values(), *unstated]
        kept = sorted(mentions.values(), key=lambda mention: (mention["start"], mention["end"]))
        return {"text": text, "split": "held_out", "mentions": kept, "triples": triples}

    def _unstated(
        self, text: str, mentions: dict[tuple[int, int], Json], stated: dict[SPO, Json]
    ) -> list[Json]:
        """Graph triples of mentioned subjects whose object stands in the text, too."""
        found: dict[SPO, Json] = {}
        names = {(s, p, self._names[o]) for s, p, o in stated}
        for subject, mention in mentions.items():
            for spo in self._around.get(mention["entity"], ()):
                name = self._names[spo[2]]
                if spo[0] != mention["entity"] or (spo[0], spo[1], name) in names:
                    continue
                target = _span(text, name.split("（")[0], subject)
                if target is None:
                    continue
                if spo[1] not in self._schema:
                    self.n_unjudged += 1
                    continue
                found.setdefault(spo, self._triple(spo, subject, target, expressed=False))
        return list(found.values())

    def _triple(
        self, spo: SPO, subject: tuple[int, int], target: tuple[int, int], *, expressed: bool
    ) -> Json:
        return {
            "subject": spo[0],
            "predicate": spo[1],
            "object": self._names[spo[2]],
            "subject_start": subject[0],
            "subject_end": subject[1],
            "object_start": target[0],
            "object_end": target[1],
            "expressed": expressed,
        }


def _span(
    text: str, name: str, apart_from: tuple[int, int] | None = None
) -> tuple[int, int] | None:
    """The first place of a name of two characters or more, outside a given span."""
    if len(name) < _SHORTEST_NAME:
        return None
    start = text.find(name)
    while start >= 0:
        end = start + len(name)
        if apart_from is None or end <= apart_from[0] or apart_from[1] <= start:
            return start, end
        start = text.find(name, start + 1)
    return None
