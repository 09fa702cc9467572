"""Sentences and paragraphs for pretraining, without any that stands in an evaluation set."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from .evaluation_texts import EvaluationTexts
from .movies import actors, movies
from .names import comparable, plain, unsegmented
from .records import Json, json_lines, write_lines

LINES_A_DOCUMENT = 40
_HOLE = "#idiom#"
_SENTENCE = re.compile(r"[^。！？!?]+[。！？!?]*")
_FEWCLUE = ("bustm", "chid", "eprstmt", "tnews")  # the tasks whose unlabelled text is here


def sources(data: Path) -> dict[str, Iterator[str]]:
    """Every source's texts, in the order in which they are written."""
    return {
        "duie2": _duie2(data),
        "ipre_sents": _ipre(data),
        "zh_wiki_ds": _zh_wiki_ds(data),
        "baike_movie": _biographies(data),
        "cmrc2018": _cmrc(data),
        "fewclue": _fewclue(data),
    }


def write_documents(data: Path, out: Path, evaluation: EvaluationTexts) -> Json:
    """Write ``documents.jsonl``; return the counts of each source."""
    counts: Json = {}
    seen: set[str] = set()
    rows: list[Json] = []
    for source, texts in sources(data).items():
        kept, left_out, repeated = [], 0, 0
        for text in map(plain, texts):
            key = comparable(text)
            if not key or key in seen:
                repeated += 1
            elif evaluation.holds(text):
                left_out += 1
            else:
                kept.append(text)
            seen.add(key)
        rows += _documents(source, kept)
        counts[source] = {
            "texts": len(kept),
            "characters": sum(map(len, kept)),
            "repeated_or_empty": repeated,
            "in_evaluation_data": left_out,
        }
    counts["documents"] = write_lines(out, rows)
    return counts


def _documents(source: str, texts: Sequence[str]) -> Iterator[Json]:
    for number, first in enumerate(range(0, len(texts), LINES_A_DOCUMENT), start=1):
        # An empty line between them: a reader joins lines of one paragraph.
        text = "\n\n".join(texts[first : first + LINES_A_DOCUMENT])
        yield {"title": f"{source} {number}", "text": text}


def _duie2(data: Path) -> Iterator[str]:
    for part in ("part1", "part2", "unlabelled"):
        yield from (row["text"] for row in json_lines(data / "duie2" / f"{part}.json"))


def _ipre(data: Path) -> Iterator[str]:
    """The fourth field; it is not quoted and may hold commas, and some rows use tabs."""
    for path in sorted((data / "ipre_sents" / "sent_set").glob("*.csv")):
        for line in path.read_text(encoding="utf-8").split("\n")[1:]:
            fields = line.split("\t", 3) if line.count("\t") >= 3 else line.split(",", 3)
            if len(fields) == 4:
                yield unsegmented(fields[3])


def _zh_wiki_ds(data: Path) -> Iterator[str]:
    path = data / "zh_wiki_ds" / "distant_sentences.txt"
    for line in path.read_text(encoding="utf-8").split("\n"):
        fields = line.split("\t")
        if len(fields) == 6:
            yield fields[4].removeprefix('"').removesuffix('"')


def _biographies(data: Path) -> Iterator[str]:
    yield from (page.biography for page in (*actors(data), *movies(data)))


def _cmrc(data: Path) -> Iterator[str]:
    path = data / "light_ner_mrc" / "cmrc2018" / "cmrc2018_dev.json"
    for article in json.loads(path.read_text(encoding="utf-8"))["data"]:
        yield from (paragraph["context"] for paragraph in article["paragraphs"])


def _fewclue(data: Path) -> Iterator[str]:
    for task in _FEWCLUE:
        for row in json_lines(data / "fewclue" / task / "unlabeled.json"):
            for key in ("sentence", "sentence1", "sentence2", "content"):
                if key in row:
                    yield _without_holes(row[key])


def _without_holes(text: str) -> str:
    """A text without the sentences from which an idiom was taken out."""
    if _HOLE not in text:
        return text
    whole: Iterable[str] = (match[0] for match in _SENTENCE.finditer(text.replace(_HOLE, "\0")))
    return "".join(sentence for sentence in whole if "\0" not in sentence)
