"""From examples to a pretraining batch: which rows are made of a sentence, and their targets.

A sentence becomes one of three rows (docs/methods.md, section 5):
  plain  the sentence alone, no graph: keeps ℓ(∅) honest, and trains mention detection
  graph  the sentence whose mentions see their subgraphs: masked pieces, triple gates, contrast
  joint  the sentence and its triples written out, masked together; these leave the subgraphs
Some batches carry rows for contrast (triples alone) and for the knowledge gain as well.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import torch

from kg_pipeline.settings import PositiveInt, Rate, Settings
from kgbert.batch import Batch, ContrastTargets, GateTargets
from kgbert.data.dataset import Example, PieceTriple
from kgbert.data.gain_rows import GainRows
from kgbert.data.masking import Masking, Vocabulary, choose_words, hide, mention_pieces, targets
from kgbert.data.rows import IGNORED, Row, RowMention, assemble
from kgbert.data.subgraphs import NameTable, Request, SubgraphSource
from kgbert.data.tokenization import SPECIAL_PIECES, PieceEncoder
from kgbert.data.writing import TripleWriter

Integers = npt.NDArray[np.int64]


class PretrainingRows(Settings):
    """How sentences are spread over the kinds of rows."""

    plain_rate: Rate = 0.3
    joint_rate: Rate = 0.35
    max_written_triples: PositiveInt = 2
    object_slot_rate: Rate = 0.5
    predicate_slot_rate: Rate = 0.3  # the rest hides the subject
    contrast_sentences: int = 16  # of a batch's graph rows
    contrast_negatives_per_kind: int = 1
    gain_rate: Rate = 0.25  # of the batches
    gain_sentences: int = 6
    tag_threshold: Rate = 0.3  # mentions linked with a lower score get no tag


@dataclass(slots=True)
class _Made:
    """A row and where it came from: the example, and the row's mentions' numbers there."""

    row: Row
    example: Example
    kind: str


class PretrainingCollator:
    """Makes the batch of a step; the same examples and generator give the same batch."""

    def __init__(
        self,
        encoder: PieceEncoder,
        names: NameTable,
        source: SubgraphSource,
        rows: PretrainingRows,
        masking: Masking,
    ) -> None:
        self._names = names
        self._source = source
        self._settings = rows
        self._masking = masking
        self._encoder = encoder
        self._vocabulary = Vocabulary(encoder.mask, len(SPECIAL_PIECES), encoder.n_pieces)
        self._writer = TripleWriter(encoder, names)
        self._gain = GainRows(self._writer, masking, self._vocabulary, rows.gain_sentences)

    def __call__(self, examples: Sequence[Example], chance: np.random.Generator) -> Batch:
        """Rows of all examples, then rows for contrast, then rows for the knowledge gain."""
        made = [self._row(example, chance) for example in examples]
        rows = [entry.row for entry in made]
        mention_base = np.cumsum([0, *(len(row.mentions) for row in rows)])
        contrast = self._contrast(made, rows, mention_base, chance)
        gain = None
        if chance.random() < self._settings.gain_rate:
            gain = self._gain.add(examples, rows, chance)
        batch = assemble(rows, self._source, self._names, chance)
        return replace(
            batch,
            contrast=contrast,
            gate=self._gate(made, mention_base, batch),
            gain=None if gain is None else self._gain.place(gain, batch),
        )

    def probing(self, examples: Sequence[Example], chance: np.random.Generator) -> Batch:
        """Graph rows alone, with contrast for all of them and rows for the knowledge gain."""
        made = [_Made(self._graph(example, chance), example, "graph") for example in examples]
        rows = [entry.row for entry in made]
        base = np.cumsum([0, *(len(row.mentions) for row in rows)])
        contrast = self._contrast(made, rows, base, chance)
        gain = self._gain.add(examples, rows, chance)
        batch = assemble(rows, self._source, self._names, chance)
        placed = None if gain is None else self._gain.place(gain, batch)
        return replace(batch, contrast=contrast, gain=placed)

    def _row(self, example: Example, chance: np.random.Generator) -> _Made:
        draw, settings = chance.random(), self._settings
        if draw < settings.plain_rate or not example.mentions:
            return _Made(self._plain(example, chance), example, "plain")
        if draw < settings.plain_rate + settings.joint_rate and example.positives:
            return _Made(self._joint(example, chance), example, "joint")
        return _Made(self._graph(example, chance), example, "graph")

    def _plain(self, example: Example, chance: np.random.Generator) -> Row:
        places = self._places(example, None, chance)
        row = self._sentence_row(example, places, chance)
        row.tags = self._tags(example)
        return row

    def _graph(self, example: Example, chance: np.random.Generator) -> Row:
        masked = self._masked_mention(example, chance)
        places = self._places(example, masked, chance)
        row = self._sentence_row(example, places, chance)
        # In half of the rows the graph cannot spell out the hidden mention.
        hidden: frozenset[int] = frozenset()
        if masked is not None and chance.random() < 0.5:
            hidden = triples_of_mention(example, masked)
        row.mentions = graph_mentions(example, hidden)
        return row

    def _joint(self, example: Example, chance: np.random.Generator) -> Row:
        settings = self._settings
        chosen = chance.permutation(len(example.positives))[: settings.max_written_triples]
        triples = [example.positives[number] for number in sorted(chosen.tolist())]
        slots, hidden_mentions = [], set()
        for triple in triples:
            draw = chance.random()
            slot = 2 if draw < settings.object_slot_rate else 1
            if draw >= settings.object_slot_rate + settings.predicate_slot_rate:
                slot = 0
            slots.append(slot)
            if slot == 2 and chance.random() < self._masking.co_mask_rate:
                hidden_mentions.add(triple.object_mention)
        places = choose_words(example, self._masking.word_rate, chance)
        places = np.union1d(places, mention_pieces(example, hidden_mentions))
        row = self._sentence_row(example, places, chance)
        # Another predicate between the same ends would spell out what is hidden of a written triple.
        written = {frozenset((triple.subject, triple.object)) for triple in triples}
        all_triples = (*example.positives, *example.negatives)
        hidden = [t for t in all_triples if frozenset((t.subject, t.object)) in written]
        row.mentions = graph_mentions(example, _rows_of(hidden))
        return self._writer.append(row, triples, slots)

    def _masked_mention(self, example: Example, chance: np.random.Generator) -> int | None:
        if not example.mentions or chance.random() >= self._masking.mention_rate:
            return None
        return int(chance.integers(len(example.mentions)))

    def _places(
        self, example: Example, masked: int | None, chance: np.random.Generator
    ) -> Integers:
        places = choose_words(example, self._masking.word_rate, chance)
        if masked is None:
            return places
        return np.union1d(places, mention_pieces(example, [masked]))

    def _sentence_row(self, example: Example, places: Integers, chance: np.random.Generator) -> Row:
        hidden = hide(example.pieces, places, self._masking, self._vocabulary, chance)
        row = self._writer.sentence(hidden)
        row.targets = targets(example.pieces, places, 1, 1.0, 0)
        return row

    def _tags(self, example: Example) -> Integers:
        """BIO tags in the order of ``heads.MENTION_TAGS``: 0 outside, then B and I of each role."""
        tags = np.zeros(len(example) + 2, dtype=np.int64)
        tags[[0, -1]] = IGNORED
        subjects = {triple.subject_mention for triple in example.positives}
        objects = {triple.object_mention for triple in example.positives}
        for number, mention in enumerate(example.mentions):
            role = 0 if number in subjects else 1 if number in objects else 2
            begin, end = mention.start + 1, mention.end + 1
            if mention.score < self._settings.tag_threshold:
                tags[begin:end] = IGNORED
                continue
            tags[begin:end] = 2 + 2 * role
            tags[begin] = 1 + 2 * role
        return tags

    def _gate(self, made: Sequence[_Made], base: Integers, batch: Batch) -> GateTargets | None:
        """Edges of triples whose two ends stand in the sentence: how likely it states them."""
        graph = batch.subgraphs
        if graph is None:
            return None
        wanted: dict[tuple[int, int], float] = {}
        for number, entry in enumerate(made):
            if entry.kind != "graph":
                continue
            for triple in (*entry.example.negatives, *entry.example.positives):
                if triple.triple < 0 or triple.subject_mention < 0 or triple.object_mention < 0:
                    continue
                if triple.kind not in (0, 3):
                    continue
                for mention in (triple.subject_mention, triple.object_mention):
                    place = int(base[number]) + mention
                    wanted[place, triple.triple] = triple.stated
        if not wanted:
            return None
        mentions, triples = graph.edge_mention.tolist(), graph.edge_triple.tolist()
        found = [
            (edge, wanted[key])
            for edge, key in enumerate(zip(mentions, triples, strict=True))
            if key in wanted
        ]
        if not found:
            return None
        edges, labels = zip(*found, strict=True)
        return GateTargets(torch.tensor(edges), torch.tensor(labels))

    def _contrast(
        self,
        made: Sequence[_Made],
        rows: list[Row],
        base: Integers,
        chance: np.random.Generator,
    ) -> ContrastTargets | None:
        """Add rows that write out one positive and the negatives of some graph rows."""
        suitable = [
            number
            for number, entry in enumerate(made)
            if entry.kind == "graph" and entry.example.positives
        ]
        chosen = chance.permutation(suitable)[: self._settings.contrast_sentences]
        found: list[tuple[int, int, PieceTriple]] = []
        for number in sorted(chosen.tolist()):
            example = made[number].example
            positive = example.positives[int(chance.integers(len(example.positives)))]
            for triple in (positive, *self._some_negatives(example, chance)):
                found.append((int(base[number]) + positive.subject_mention, len(rows), triple))
                rows.append(self._writer.alone(triple))
        if not found:
            return None
        keys = [(t.subject, t.predicate, t.object) for _, _, t in found]
        running = {key: place for place, key in enumerate(dict.fromkeys(keys))}
        return ContrastTargets(
            mention=torch.tensor([mention for mention, _, _ in found]),
            row=torch.tensor([row for _, row, _ in found]),
            kind=torch.tensor([triple.kind for _, _, triple in found]),
            weight=torch.tensor([triple.weight for _, _, triple in found]),
            subject=torch.tensor([triple.subject for _, _, triple in found]),
            object=torch.tensor([triple.object for _, _, triple in found]),
            triple=torch.tensor([running[key] for key in keys]),
        )

    def _some_negatives(self, example: Example, chance: np.random.Generator) -> list[PieceTriple]:
        chosen: list[PieceTriple] = []
        for kind in (1, 2, 3, 5):
            of_kind = [triple for triple in example.negatives if triple.kind == kind]
            order = chance.permutation(len(of_kind))[: self._settings.contrast_negatives_per_kind]
            chosen += [of_kind[place] for place in order.tolist()]
        return chosen


def triples_of_mention(example: Example, mention: int) -> frozenset[int]:
    """Graph rows of the triples whose subject or object stands at this mention."""
    return _rows_of(
        triple
        for triple in (*example.positives, *example.negatives)
        if mention in (triple.subject_mention, triple.object_mention)
    )


def _rows_of(triples: Iterable[PieceTriple]) -> frozenset[int]:
    """Graph rows of those triples that the graph holds."""
    return frozenset(triple.triple for triple in triples if triple.triple >= 0)


def graph_mentions(example: Example, hidden: frozenset[int]) -> list[RowMention]:
    """The mentions of ``[CLS] x [SEP]``; each linked one asks for its subgraph."""
    return [
        RowMention(
            mention.start + 1,
            mention.end + 1,
            Request(mention.entity, hidden) if mention.entity >= 0 else None,
        )
        for mention in example.mentions
    ]
