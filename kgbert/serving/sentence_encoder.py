"""A checkpoint as a frozen encoder of sentences with two mentions.

Registered as ``kgbert`` under the entry point group ``kg_pipeline.encoders``, so that ``kg-pipeline
denoise --encoder kgbert:FOLDER`` finds it. Each mention is one [MASK], so that no name is read;
the features are the states there and the mean of all states, standardised over the texts given.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from kg_pipeline.storage import sha256_of_file
from kgbert.data.tokenization import PieceEncoder, PieceText, load_tokenizer
from kgbert.errors import CheckpointError
from kgbert.model import KGBertModel

_BATCH = 64
_MAX_PIECES = 128


class KGBertSentenceEncoder:
    """Texts with spans → features of three times the encoder's width."""

    def __init__(self, model: KGBertModel, pieces: PieceEncoder, identity: str) -> None:
        self._model = model.eval()
        self._pieces = pieces
        self.identity = identity

    def encode(self, texts: Sequence[str], spans: npt.NDArray[np.int32]) -> npt.NDArray[np.float32]:
        """texts: M; spans: (M, 4) subject start, end, object start, end; returns (M, 3 D)."""
        rows = [
            masked(text, span, self._pieces)
            for text, span in zip(self._pieces.encode_many(texts), spans.tolist(), strict=True)
        ]
        order = np.argsort([len(row[0]) for row in rows], kind="stable")
        width = 3 * self._model.config.hidden_size
        found = np.empty((len(rows), width), np.float32)
        for begin in range(0, len(rows), _BATCH):
            places = order[begin : begin + _BATCH]
            found[places] = self._states([rows[place] for place in places.tolist()])
        spread = found.std(0)
        standard: npt.NDArray[np.float32] = (found - found.mean(0)) / np.maximum(spread, 1e-6)
        return standard

    @torch.no_grad()
    def _states(self, rows: Sequence[tuple[list[int], int, int]]) -> npt.NDArray[np.float32]:
        longest = max(len(pieces) for pieces, _, _ in rows)
        ids = torch.zeros(len(rows), longest, dtype=torch.long)
        real = torch.zeros_like(ids)
        for number, (pieces, _, _) in enumerate(rows):
            ids[number, : len(pieces)] = torch.tensor(pieces)
            real[number, : len(pieces)] = 1
        states = self._model(input_ids=ids, attention_mask=real).last_hidden_state
        assert states is not None
        every = torch.arange(len(rows))
        mean = (states * real[:, :, None]).sum(1) / real.sum(1, keepdim=True)
        marked: list[Tensor] = [
            states[every, torch.tensor([row[place] for row in rows])] for place in (1, 2)
        ]
        return torch.cat([*marked, mean], 1).float().numpy()


def masked(
    text: PieceText, span: Sequence[int], pieces: PieceEncoder
) -> tuple[list[int], int, int]:
    """[CLS] text [SEP] with one [MASK] for each mention, and where subject and object stand.

    A mention beyond the last piece, or one that the other covers, is where the other one is; where
    neither is left, [CLS] stands for both.
    """
    ids = text.pieces.tolist()
    found = [text.span(span[0], span[1]), text.span(span[2], span[3])]
    spans = sorted({one for one in found if one is not None})
    if len(spans) == 2 and spans[1][0] < spans[0][1]:
        spans = spans[:1]
    row, place_of, done = [pieces.cls], dict[tuple[int, int], int](), 0
    for start, end in spans:
        row += ids[done:start]
        place_of[start, end] = len(row)
        row.append(pieces.mask)
        done = end
    row += [*ids[done:], pieces.sep]
    other = next(iter(place_of.values()), 0)
    subject, object_ = (place_of.get(one, other) if one else other for one in found)
    return row, subject, object_


def load_sentence_encoder(argument: str) -> KGBertSentenceEncoder:
    """The encoder of a checkpoint's folder; ``CheckpointError`` where there is none."""
    folder = Path(argument)
    weights = folder / "model.safetensors"
    if not argument or not weights.is_file():
        raise CheckpointError(
            f"kgbert:{argument}: expected the folder of a saved model behind the colon "
            "(for example runs/demo/pretrain/true/seed-1/model), found no model.safetensors there"
        )
    model = KGBertModel.from_pretrained(folder)
    tokenizer = load_tokenizer(folder)
    return KGBertSentenceEncoder(
        model, PieceEncoder(tokenizer, _MAX_PIECES), f"kgbert {sha256_of_file(weights)}"
    )
