"""Sentences and triples written out as pieces of a row."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from kgbert.data.dataset import PieceTriple
from kgbert.data.rows import Row, RowTarget
from kgbert.data.subgraphs import NameTable
from kgbert.data.tokenization import PieceEncoder

Integers = npt.NDArray[np.int64]
SPO_SLOT = 1


class TripleWriter:
    """Writes ``[CLS] x [SEP]`` and ``[S] s [P] p [O] o [SEP]``."""

    def __init__(self, encoder: PieceEncoder, names: NameTable) -> None:
        self._encoder = encoder
        self._names = names

    def sentence(self, pieces: Integers) -> Row:
        """A row with the sentence alone."""
        whole = np.concatenate([[self._encoder.cls], pieces, [self._encoder.sep]])
        zeros = np.zeros(len(whole), dtype=np.int64)
        return Row(pieces=whole, segments=zeros, blocks=zeros)

    def append(self, row: Row, triples: Sequence[PieceTriple], slots: Sequence[int]) -> Row:
        """Write triples behind a sentence; of each, the slot 0 (S), 1 (P) or 2 (O) is hidden."""
        parts, blocks, targets = [row.pieces], [row.blocks], list(row.targets)
        place = len(row.pieces)
        for number, (triple, slot) in enumerate(zip(triples, slots, strict=True), start=1):
            for which, name in enumerate(self._parts(triple)):
                written = name
                if which == slot:
                    written = np.full(len(name), self._encoder.mask)
                    targets += [
                        RowTarget(place + 1 + step, label, triple.weight, SPO_SLOT)
                        for step, label in enumerate(name.tolist())
                    ]
                parts.append(np.concatenate([[self._encoder.slots[which]], written]))
                place += len(written) + 1
            parts.append(np.array([self._encoder.sep]))
            place += 1
            length = place - sum(len(block) for block in blocks)
            blocks.append(np.full(length, number))
        pieces = np.concatenate(parts)
        return Row(
            pieces=pieces,
            segments=(np.arange(len(pieces)) >= len(row.pieces)).astype(np.int64),
            blocks=np.concatenate(blocks),
            mentions=row.mentions,
            targets=targets,
        )

    def alone(self, triple: PieceTriple) -> Row:
        """``[CLS] [S] s [P] p [O] o [SEP]``: a triple without a sentence, segment 1."""
        parts = [np.array([self._encoder.cls])]
        for which, name in enumerate(self._parts(triple)):
            parts.append(np.concatenate([[self._encoder.slots[which]], name]))
        pieces = np.concatenate([*parts, [self._encoder.sep]])
        ones = np.ones(len(pieces), dtype=np.int64)
        return Row(pieces=pieces, segments=ones, blocks=ones)

    def _parts(self, triple: PieceTriple) -> list[Integers]:
        predicate = self._names.predicate(np.array([triple.predicate], dtype=np.int32))
        keys = np.array([triple.subject, int(predicate[0]), triple.object], dtype=np.int64)
        return self._names.pieces(keys)
