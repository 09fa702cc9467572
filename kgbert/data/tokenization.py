"""Pieces: single Chinese characters, frequent pieces of Latin words and of numbers (WordPiece)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, trainers
from transformers import PreTrainedTokenizerFast

from kgbert.errors import CheckpointError, KGBertError

Integers = npt.NDArray[np.int64]

PAD, UNKNOWN, CLS, SEP, MASK = "[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"
SLOTS = ("[S]", "[P]", "[O]")  # begin the subject, predicate and object of a written-out triple
SPECIAL_PIECES = (PAD, UNKNOWN, CLS, SEP, MASK, *SLOTS)


def train_tokenizer(
    texts: Iterable[str], vocabulary_size: int = 8000, min_frequency: int = 2
) -> PreTrainedTokenizerFast:
    """Learn a vocabulary from texts; the same texts give the same vocabulary.

    Raises ``KGBertError`` where the texts hold nothing to learn from.
    """
    texts = list(texts)
    # The trainer numbers "##" pieces in an order that changes from run to run, and breaks ties by
    # number: a first pass finds these pieces, the second is told them in a fixed order.
    singles = _learnt(texts, 1, min_frequency, vocabulary_size, SPECIAL_PIECES)
    inner = sorted(piece for piece in singles if piece.startswith("##"))
    numbers = _learnt(
        texts, vocabulary_size, min_frequency, vocabulary_size, [*SPECIAL_PIECES, *inner]
    )
    if len(numbers) <= len(SPECIAL_PIECES):
        raise KGBertError("tokenizer: expected texts to learn pieces from, found none; check corpus")
    return PreTrainedTokenizerFast(
        tokenizer_object=_word_pieces(models.WordPiece(numbers, unk_token=UNKNOWN)),
        pad_token=PAD,
        unk_token=UNKNOWN,
        cls_token=CLS,
        sep_token=SEP,
        mask_token=MASK,
        additional_special_tokens=list(SLOTS),
    )


def _learnt(
    texts: list[str], size: int, min_frequency: int, vocabulary_size: int, given: Sequence[str]
) -> dict[str, int]:
    """Numbers of the pieces that the texts teach; ``given`` come first, characters always enter."""
    tokenizer = _word_pieces(models.WordPiece(unk_token=UNKNOWN))
    trainer = trainers.WordPieceTrainer(
        vocab_size=size,
        min_frequency=min_frequency,
        special_tokens=list(given),
        limit_alphabet=max(vocabulary_size * 3 // 4, 100),
        show_progress=False,
    )
    tokenizer.train_from_iterator(texts, trainer)
    found: dict[str, int] = tokenizer.get_vocab()
    return dict(sorted(found.items(), key=lambda entry: entry[1]))


def _word_pieces(model: models.WordPiece) -> Tokenizer:
    """Lower-cased words, each Chinese character a word of its own, as in BERT."""
    tokenizer = Tokenizer(model)
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True, strip_accents=False)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.decoder = decoders.WordPiece()
    return tokenizer


@dataclass(frozen=True, slots=True)
class PieceText:
    """A text as pieces, without [CLS] and [SEP]. ``start``, ``end``: code points of each piece."""

    pieces: Integers
    start: Integers
    end: Integers

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """The pieces that touch the code points [start, end); ``None`` where there are none."""
        touching = np.flatnonzero((self.end > start) & (self.start < end))
        return (int(touching[0]), int(touching[-1]) + 1) if len(touching) else None


class PieceEncoder:
    """Texts → pieces, with the numbers of the special pieces at hand."""

    def __init__(self, tokenizer: PreTrainedTokenizerFast, max_pieces: int = 128) -> None:
        self.tokenizer = tokenizer
        self.max_pieces = max_pieces
        self.cls, self.sep, self.mask = (
            self._number(piece) for piece in (CLS, SEP, MASK)
        )
        self.slots = tuple(self._number(piece) for piece in SLOTS)
        self.n_pieces = len(tokenizer)

    def _number(self, piece: str) -> int:
        number = self.tokenizer.get_vocab().get(piece)
        if number is None:  # a published vocabulary has no [S], [P], [O]: [unused] pieces serve
            number = self.tokenizer.get_vocab().get(f"[unused{1 + SPECIAL_PIECES.index(piece)}]")
        if number is None:
            raise KGBertError(f"tokenizer: expected the piece {piece}, found none; add it")
        return int(number)

    def encode_many(self, texts: Sequence[str]) -> list[PieceText]:
        """Each text's pieces, cut at ``max_pieces`` less [CLS] and [SEP]."""
        backend = self.tokenizer.backend_tokenizer
        limit = self.max_pieces - 2
        result = []
        for encoding in backend.encode_batch(list(texts), add_special_tokens=False):
            offsets = np.array(encoding.offsets[:limit], dtype=np.int64).reshape(-1, 2)
            pieces = np.array(encoding.ids[:limit], dtype=np.int64)
            result.append(PieceText(pieces, offsets[:, 0], offsets[:, 1]))
        return result

    def encode(self, text: str) -> PieceText:
        """One text's pieces."""
        return self.encode_many([text])[0]


def load_tokenizer(folder: Path) -> PreTrainedTokenizerFast:
    """A tokenizer that was saved with a model; ``CheckpointError`` where there is none."""
    if not (folder / "tokenizer.json").is_file():
        raise CheckpointError(f"{folder}: expected tokenizer.json, found none; train it again")
    return PreTrainedTokenizerFast.from_pretrained(folder)
