"""Texts of dev and test splits: none of them may be pretrained on."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from .finance import read_finre
from .names import comparable, comparable_parts
from .records import json_lines

_FEWCLUE_KEYS = ("sentence", "sentence1", "sentence2", "content", "abst", "text")


class EvaluationTexts:
    """Knows whether a text, or a long sentence of it, stands in evaluation data."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._wholes: set[str] = set()
        self._parts: set[str] = set()
        for text in texts:
            self._wholes.add(comparable(text))
            self._parts |= comparable_parts(text)

    def __len__(self) -> int:
        return len(self._wholes)

    def holds(self, text: str) -> bool:
        """Whether the text must not be pretrained on."""
        if comparable(text) in self._wholes:
            return True
        return not self._parts.isdisjoint(comparable_parts(text))


def evaluation_texts(data: Path) -> Iterator[str]:
    """Dev and test texts of every set that shares a domain with the pretraining text."""
    for path in sorted((data / "fewclue").glob("*/*.json")):
        if path.name.startswith(("dev_", "test")):
            for row in json_lines(path):
                yield from (row[key] for key in _FEWCLUE_KEYS if key in row)
    yield from (row.text for row in read_finre(data, "valid"))
    yield from (row["question"] for row in json_lines(data / "kgclue" / "dev.json"))
    for name in ("dev", "test"):
        path = data / "light_ner_mrc" / "cluener" / f"{name}.json"
        yield from (row["text"] for row in json_lines(path))
    sanwen = data / "finre_sanwen" / "SanWen" / "valid.txt"
    for line in sanwen.read_text(encoding="utf-8").split("\n"):
        fields = line.split("\t")
        if len(fields) == 4:
            yield fields[3]
