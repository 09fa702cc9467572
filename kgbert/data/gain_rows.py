"""Rows for the knowledge gain: a masked sentence without graph, with relevant, with other triples.

Source: docs/methods.md, section 5 (knowledge gain). In half of the sentences the hidden pieces are
the object's own mention (the graph may spell it out); in the other half they are words elsewhere,
and triples that spell them out do not exist, so that the gain is not copying.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import torch

from kgbert.batch import Batch, GainTargets
from kgbert.data.dataset import Example, PieceTriple
from kgbert.data.masking import Masking, Vocabulary, choose_words, hide, mention_pieces, targets
from kgbert.data.rows import Row, RowMention
from kgbert.data.subgraphs import Request
from kgbert.data.writing import TripleWriter

Integers = npt.NDArray[np.int64]
GAIN_SLOT = 2
_WORD_RATE = 0.3  # of the words, where words are hidden and not the object
_VARIANTS = ("without", "relevant", "irrelevant", "closed", "opened")


@dataclass(slots=True)
class PlannedGain:
    """Rows of each variant, sentence by sentence, and the triple that is shut and opened."""

    rows: list[dict[str, int]] = field(default_factory=list)
    triples: list[int] = field(default_factory=list)
    mentions: list[int] = field(default_factory=list)  # of the triple's subject, within its row


class GainRows:
    """Adds the rows of the knowledge gain to a batch."""

    def __init__(
        self, writer: TripleWriter, masking: Masking, vocabulary: Vocabulary, n_sentences: int
    ) -> None:
        self._writer = writer
        self._masking = masking
        self._vocabulary = vocabulary
        self._n_sentences = n_sentences

    def add(
        self, examples: Sequence[Example], rows: list[Row], chance: np.random.Generator
    ) -> PlannedGain | None:
        """Append five rows for each of some sentences that state a triple of the graph."""
        suitable = [n for n, example in enumerate(examples) if _stated(example)]
        planned = PlannedGain()
        for number in sorted(chance.permutation(suitable)[: self._n_sentences].tolist()):
            example = examples[number]
            stated = _stated(example)
            triple = stated[int(chance.integers(len(stated)))]
            if chance.random() < 0.5:
                places = mention_pieces(example, [triple.object_mention])
            else:
                places = choose_words(example, _WORD_RATE, chance)
            if not len(places):
                continue
            hidden = hide(example.pieces, places, self._masking, self._vocabulary, chance)
            labels = targets(example.pieces, places, 1, 1.0, GAIN_SLOT)
            where = {}
            for variant in _VARIANTS:
                row = self._writer.sentence(hidden)
                row.targets = labels
                row.mentions = _mentions(example, variant, triple, examples, chance)
                where[variant] = len(rows)
                rows.append(row)
            planned.rows.append(where)
            planned.triples.append(triple.triple)
            planned.mentions.append(triple.subject_mention)
        return planned if planned.rows else None

    def place(self, planned: PlannedGain, batch: Batch) -> GainTargets | None:
        """Rows and edges as tensors; sentences whose triple was not sampled are left out."""
        graph = batch.subgraphs
        edges = [-1] * len(planned.rows)
        if graph is not None:
            rows = batch.mention_row[graph.edge_mention]
            for number, where in enumerate(planned.rows):
                of_row = (rows == where["relevant"]) & (graph.edge_hop == 1)
                found = (of_row & (graph.edge_triple == planned.triples[number])).nonzero()
                edges[number] = int(found[0]) if len(found) else -1
        columns = {
            variant: torch.tensor([where[variant] for where in planned.rows])
            for variant in _VARIANTS
        }
        return GainTargets(**columns, edge=torch.tensor(edges))


def _stated(example: Example) -> list[PieceTriple]:
    return [triple for triple in example.positives if triple.triple >= 0]


def _mentions(
    example: Example,
    variant: str,
    triple: PieceTriple,
    others: Sequence[Example],
    chance: np.random.Generator,
) -> list[RowMention]:
    """What the mentions see: nothing, their subgraphs, or those of another sentence's mentions.

    Neighbours of a stranger may be the sentence's own entities: what it states is hidden from them.
    """
    strangers = _strangers(example, others, chance) if variant == "irrelevant" else []
    opened = {"closed": (triple.triple, 0.0), "opened": (triple.triple, 1.0)}.get(variant)
    hidden = frozenset(t.triple for t in _stated(example)) if strangers else frozenset()
    mentions = []
    for number, mention in enumerate(example.mentions):
        entity = mention.entity
        if variant == "irrelevant":
            entity = strangers[number % len(strangers)] if strangers else -1
        sees = variant != "without" and entity >= 0
        request = Request(entity, hidden, opened) if sees else None
        mentions.append(RowMention(mention.start + 1, mention.end + 1, request))
    return mentions


def _strangers(
    example: Example, others: Sequence[Example], chance: np.random.Generator
) -> list[int]:
    """Entities of another sentence that the example does not mention; empty if there are none."""
    own = {-1, *(mention.entity for mention in example.mentions)}
    for number in chance.permutation(len(others)).tolist():
        found = [m.entity for m in others[number].mentions if m.entity not in own]
        if found:
            return found
    return []
