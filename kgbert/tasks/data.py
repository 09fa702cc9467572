"""Labelled texts for tasks: JSON lines → examples with pieces, mentions and hidden triples."""

import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from kg_pipeline.errors import DataError
from kg_pipeline.graph.linking import Linker
from kg_pipeline.graph.store import KnowledgeGraph
from kg_pipeline.records import Mention
from kg_pipeline.settings import Settings
from kgbert.data.tokenization import PieceEncoder, PieceText

Integers = npt.NDArray[np.int64]

logger = logging.getLogger(__name__)


class TaskFields(Settings):
    """Which keys of a JSON line hold what.

    mentions: a list of {start, end, entity}; where a line has none, one mention is read from
    ``start``, ``end``, ``subject``; where it has none either, the linker finds mentions.
    hidden: a list of [subject, predicate, object] that the example must not see in its subgraph.
    """

    text: str = "text"
    label: str = "label"
    mentions: str = "mentions"
    hidden: str = "hidden"


@dataclass(frozen=True, slots=True)
class LabelledText:
    """One line: text, label (empty for prediction), given mentions, hidden triples, other keys."""

    text: str
    label: str
    mentions: tuple[tuple[int, int, str], ...] | None
    hidden: tuple[tuple[str, str, str], ...]
    extra: dict[str, Any]


@dataclass(frozen=True, slots=True)
class TaskMention:
    """A mention as pieces [start, end) of the text; ``entity`` a graph row or -1."""

    start: int
    end: int
    entity: int


@dataclass(frozen=True, slots=True)
class TaskExample:
    """A text as pieces; ``label`` -1 where it is unknown to the model."""

    pieces: Integers
    mentions: tuple[TaskMention, ...]
    hidden: frozenset[int]
    label: int

    def __len__(self) -> int:
        return len(self.pieces)


def read_labelled(path: Path, fields: TaskFields) -> list[LabelledText]:
    """All lines of a JSON-lines file; ``DataError`` names the line that does not fit."""
    if not path.is_file():
        raise DataError(f"{path}: expected a JSON-lines file of labelled texts, found none there")
    texts = []
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            texts.append(_labelled(row, fields))
        except (ValueError, KeyError, TypeError) as error:
            raise DataError(
                f"{path}, line {number}: expected an object with {fields.text!r} and "
                f"{fields.label!r}, found {line[:80]!r} ({error!r})"
            ) from error
    if not texts:
        raise DataError(f"{path}: expected labelled texts, found an empty file")
    return texts


def _labelled(row: dict[str, Any], fields: TaskFields) -> LabelledText:
    mentions: tuple[tuple[int, int, str], ...] | None = None
    if fields.mentions in row:
        mentions = tuple((m["start"], m["end"], m["entity"]) for m in row[fields.mentions])
    elif "start" in row and "end" in row:
        mentions = ((row["start"], row["end"], row["subject"]),)
    hidden = tuple((s, p, o) for s, p, o in row.get(fields.hidden, ()))
    return LabelledText(row[fields.text], row.get(fields.label, ""), mentions, hidden, row)


class TaskEncoder:
    """Texts → examples, with one graph, one linker and one tokenizer."""

    def __init__(
        self, encoder: PieceEncoder, graph: KnowledgeGraph, linker: Linker, labels: Sequence[str]
    ) -> None:
        self._encoder = encoder
        self._graph = graph
        self._linker = linker
        self._predicates = frozenset(graph.predicates)
        self.labels = list(labels)

    def encode(self, texts: Sequence[LabelledText]) -> list[TaskExample]:
        """One example a text, in order. Warns of triples to hide that the graph does not hold."""
        unknown = sum(not self._is_known(triple) for text in texts for triple in text.hidden)
        if unknown:
            logger.warning(
                "%d of %d triples to hide are not in the graph: fine where the graph never had them, "
                "a leak where their names are written otherwise",
                unknown,
                sum(len(text.hidden) for text in texts),
            )
        numbers = {label: number for number, label in enumerate(self.labels)}
        pieces = self._encoder.encode_many([text.text for text in texts])
        linked = self._linker.link_many([text.text for text in texts])
        return [
            TaskExample(
                pieces=piece.pieces,
                mentions=self._mentions(text, piece, found),
                hidden=self._hidden(text),
                label=numbers.get(text.label, -1),
            )
            for text, piece, found in zip(texts, pieces, linked, strict=True)
        ]

    def _mentions(
        self, text: LabelledText, pieces: PieceText, linked: Sequence[Any]
    ) -> tuple[TaskMention, ...]:
        """Given mentions first; the linker says which entity stands there."""
        spans = text.mentions
        if spans is None:
            spans = tuple((mention.start, mention.end, mention.entity or "") for mention in linked)
        mentions = []
        for start, end, name in spans:
            span = pieces.span(start, end)
            if span is None:
                continue
            entity = self._graph.index(name) if name in self._graph else -1
            if entity < 0:
                entity = next(
                    (
                        self._graph.index(mention.entity)
                        for mention in linked
                        if mention.entity is not None
                        and mention.start < end
                        and start < mention.end
                    ),
                    -1,
                )
            mentions.append(TaskMention(*span, entity))
        return tuple(mentions)

    def _is_known(self, triple: tuple[str, str, str]) -> bool:
        subject, predicate, object_ = triple
        return predicate in self._predicates and subject in self._graph and object_ in self._graph

    def _hidden(self, text: LabelledText) -> frozenset[int]:
        graph = self._graph
        rows = [
            (graph.index(s), graph.predicate_index(p), graph.index(o))
            for s, p, o in filter(self._is_known, text.hidden)
        ]
        if not rows:
            return frozenset()
        columns = np.array(rows, dtype=np.int32)
        found = graph.locate(columns[:, 0], columns[:, 1], columns[:, 2])
        return frozenset(int(triple) for triple in found if triple >= 0)

    def has_visible_triples(self, entity: int, hidden: frozenset[int]) -> bool:
        """Whether the graph states anything of an entity besides what is hidden."""
        triples, _ = self._graph.around(entity)
        return any(int(triple) not in hidden for triple in triples)

    def link(self, text: str) -> tuple[Mention, ...]:
        """The mentions that the linker finds."""
        return self._linker.link(text)
