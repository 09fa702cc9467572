"""What does a corpus hold? Counts over all of its rows, in one pass of bounded memory."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from kg_pipeline.corpus import Corpus

if TYPE_CHECKING:
    import pyarrow as pa

_COLUMNS = (
    "document_id",
    "text",
    "mentions.list.element.entity",
    *(
        f"positives.list.element.{name}"
        for name in ("subject", "predicate", "object", "trigger", "n_competing", "keep_probability")
    ),
    "negatives.list.element.kind",
)
_WAITING = 1 << 20  # hashes that are gathered before equal ones are dropped


@dataclass(frozen=True, slots=True)
class CorpusStatistics:
    """Counts of a corpus.

    n_linked:           mentions that name a node, the others are NIL
    n_aligned:          sentences with at least one positive
    n_negatives:        by kind
    predicates:         positives by predicate, the most frequent first
    trigger_rate:       positives whose predicate's name stands in the sentence
    competing_rate:     positives whose pair has several predicates in the graph
    kept_rate:          positives with a keep probability above one half
    """

    n_sentences: int
    n_documents: int
    n_characters: int
    n_mentions: int
    n_linked: int
    n_aligned: int
    n_positives: int
    n_triples: int
    n_negatives: dict[str, int]
    predicates: dict[str, int]
    trigger_rate: float
    competing_rate: float
    kept_rate: float


def corpus_statistics(corpus: Corpus) -> CorpusStatistics:
    """Counts over the whole corpus, in one pass."""
    counts: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    predicates: Counter[str] = Counter()
    documents, triples = _Distinct(), _Distinct()
    for table in corpus.tables(_COLUMNS):
        _count_rows(table, counts)
        positives = _records(table, "positives")
        _count_positives(positives, counts)
        kinds.update(_numbers(_records(table, "negatives")["kind"]))
        predicates.update(_numbers(positives["predicate"]))
        documents.add(table.column("document_id").unique().to_pylist())
        spo = [positives[name].to_pylist() for name in ("subject", "predicate", "object")]
        triples.add(zip(*spo, strict=True))
    n_positives = max(counts["positives"], 1)
    return CorpusStatistics(
        n_sentences=len(corpus),
        n_documents=len(documents),
        n_characters=counts["characters"],
        n_mentions=counts["mentions"],
        n_linked=counts["linked"],
        n_aligned=counts["aligned"],
        n_positives=counts["positives"],
        n_triples=len(triples),
        n_negatives=dict(sorted(kinds.items())),
        predicates=dict(sorted(predicates.items(), key=lambda item: (-item[1], item[0]))),
        trigger_rate=counts["trigger"] / n_positives,
        competing_rate=counts["competing"] / n_positives,
        kept_rate=counts["kept"] / n_positives,
    )


def _count_rows(table: "pa.Table", counts: Counter[str]) -> None:
    import pyarrow.compute as pc

    entities = _records(table, "mentions")["entity"]
    aligned = pc.greater(pc.list_value_length(table.column("positives")), 0)
    counts["characters"] += pc.sum(pc.utf8_length(table.column("text"))).as_py() or 0
    counts["mentions"] += len(entities)
    counts["linked"] += len(entities) - entities.null_count
    counts["aligned"] += pc.sum(aligned).as_py() or 0


def _count_positives(positives: "dict[str, pa.Array]", counts: Counter[str]) -> None:
    import pyarrow.compute as pc

    kept = pc.greater(positives["keep_probability"], 0.5)
    counts["positives"] += len(kept)
    counts["trigger"] += pc.sum(positives["trigger"]).as_py() or 0
    counts["competing"] += pc.sum(pc.greater(positives["n_competing"], 1)).as_py() or 0
    counts["kept"] += pc.sum(kept).as_py() or 0


def _records(table: "pa.Table", name: str) -> "dict[str, pa.Array]":
    """The fields of all records in a column of lists."""
    import pyarrow.compute as pc

    flat = pc.list_flatten(table.column(name)).combine_chunks()
    names = [flat.type.field(place).name for place in range(flat.type.num_fields)]
    return dict(zip(names, flat.flatten(), strict=True))


def _numbers(values: "pa.Array") -> dict[str, int]:
    """How often each value stands there."""
    return {entry["values"]: entry["counts"] for entry in values.value_counts().to_pylist()}


class _Distinct:
    """How many different values were added? They are told apart by 64-bit hashes.

    Among ten million, two different ones are taken for one with a chance of about 3 in a million.
    """

    def __init__(self) -> None:
        self._known = np.zeros(0, np.int64)
        self._waiting: list[npt.NDArray[np.int64]] = []

    def add(self, values: Iterable[Any]) -> None:
        """Add values, equal or not."""
        self._waiting.append(np.unique(np.fromiter(map(hash, values), np.int64)))
        if sum(map(len, self._waiting)) >= max(_WAITING, len(self._known) // 4):
            self._gather()

    def __len__(self) -> int:
        self._gather()
        return len(self._known)

    def _gather(self) -> None:
        self._known = np.unique(np.concatenate([self._known, *self._waiting]))
        self._waiting.clear()
