"""The corpus as a whole: what is made in which order, and the files that it becomes.

Every part has a generator of its own, seeded by its name, so that a change of one part leaves
the others as they were.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random

from .bags import BAG_SPLITS, Bags, write_bags
from .ceilings import Ceilings, find_ceilings
from .documents import Biographer, Document, is_known, write_news
from .questions import Question, write_questions
from .sentences import BagSentence, Mention
from .vocabulary import Vocabulary
from .world import World, build_world

QUESTION_SPLITS = ("train", "dev", "test")
NEWS_LABELS = {"train": "上", "held_out": "下"}

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Corpus:
    """``documents`` by folder (train, evaluation); ``bags`` and ``questions`` by split."""

    world: World
    documents: Mapping[str, tuple[Document, ...]]
    bags: Mapping[str, Bags]
    questions: Mapping[str, tuple[Question, ...]]
    ceilings: Ceilings


def make_corpus(vocabulary: Vocabulary, seed: int) -> Corpus:
    world = build_world(vocabulary, Random(f"{seed}/world"))
    bags = {s: write_bags(world, vocabulary, s, Random(f"{seed}/bags/{s}")) for s in BAG_SPLITS}
    biographer = Biographer(world, vocabulary, Random(f"{seed}/documents"))
    about = {entity.title: biographer.write(entity) for entity in world.entities}
    documents: dict[str, list[Document]] = {"train": [], "evaluation": []}
    for entity in world.entities:
        documents[_folder(entity.split)].append(about[entity.title])
    for split, bag in bags.items():
        chance = Random(f"{seed}/news/{split}")
        news = write_news(bag.sentences, vocabulary, chance, NEWS_LABELS[split])
        documents[_folder(split)] += news
    questions = {
        split: tuple(write_questions(world, vocabulary, split, Random(f"{seed}/questions/{split}")))
        for split in QUESTION_SPLITS
    }
    known = {e.name for e in world.of_split("test") if is_known(e, world, about[e.title])}
    return Corpus(
        world=world,
        documents={folder: tuple(found) for folder, found in documents.items()},
        bags=bags,
        questions=questions,
        ceilings=find_ceilings(questions["test"], known),
    )


def write_corpus(corpus: Corpus, folder: Path) -> str:
    """Write every file and the hash of each; return the hash of the whole."""
    files = {
        f"{name}/documents.jsonl": _lines(map(_document_row, documents))
        for name, documents in corpus.documents.items()
    }
    for split, questions in corpus.questions.items():
        files[f"questions/{split}.jsonl"] = _lines(asdict(question) for question in questions)
    sentences = [s for split in corpus.bags for s in corpus.bags[split].sentences]
    files["truth/sentences.jsonl"] = _lines(map(_sentence_row, sentences))
    files["truth/graph.jsonl"] = _lines(_graph_rows(corpus.world))
    files["ceilings.json"] = _indented(asdict(corpus.ceilings))
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    hashes = {name: _sha256(files[name]) for name in sorted(files)}
    (folder / "hashes.json").write_text(_indented(hashes), encoding="utf-8", newline="\n")
    return _sha256("".join(f"{digest}  {name}\n" for name, digest in hashes.items()))


def _folder(split: str) -> str:
    return "train" if split == "train" else "evaluation"


def _document_row(document: Document) -> Row:
    row: dict[str, object] = {"title": document.title, "text": document.text}
    if document.attributes:
        row["attributes"] = {
            name: values[0] if len(values) == 1 else list(values)
            for name, values in document.attributes.items()
        }
    return row


def _sentence_row(sentence: BagSentence) -> Row:
    triples = [
        {
            "subject": found.triple.subject,
            "predicate": found.triple.predicate,
            "object": found.triple.object,
            "subject_start": found.subject.start,
            "subject_end": found.subject.end,
            "object_start": found.object.start,
            "object_end": found.object.end,
            "expressed": found.expressed,
        }
        for found in sentence.triples
    ]
    mentions = [_mention_row(mention) for mention in sentence.mentions]
    split = sentence.split
    return {"text": sentence.text, "split": split, "mentions": mentions, "triples": triples}


def _mention_row(mention: Mention) -> Row:
    start, end = mention.start, mention.end
    return {"start": start, "end": end, "entity": mention.node, "kind": mention.kind}


def _graph_rows(world: World) -> Iterable[Row]:
    for entity in world.entities:
        for triple in world.triples[entity.title]:
            yield {
                "subject": triple.subject,
                "predicate": triple.predicate,
                "object": triple.object,
                "kind_of_subject": entity.kind,
            }


def _lines(rows: Iterable[Row]) -> str:
    encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
    return "".join(f"{encode(row)}\n" for row in rows)


def _indented(row: Row) -> str:
    return f"{json.dumps(row, ensure_ascii=False, sort_keys=True, indent=2)}\n"


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
