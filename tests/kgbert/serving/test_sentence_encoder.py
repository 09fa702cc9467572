"""A checkpoint as a frozen encoder: names are hidden, marks are found, padding changes nothing."""

from pathlib import Path

import numpy as np
import pytest

from kgbert.data.tokenization import PieceEncoder
from kgbert.errors import CheckpointError
from kgbert.serving.sentence_encoder import (
    KGBertSentenceEncoder,
    load_sentence_encoder,
    masked,
)
from tests.kgbert.tiny_model import World

TEXTS = ["甲方收购了乙方", "今天甲方和乙方在北京共同宣布了合作", "乙方起诉甲方"]
SPANS = np.array([[0, 2, 5, 7], [2, 4, 5, 7], [4, 6, 0, 2]], np.int32)


@pytest.fixture
def encoder(world: World) -> KGBertSentenceEncoder:
    return KGBertSentenceEncoder(world.model().kgbert, world.encoder, "tiny")


def test_each_mention_is_one_mask_and_its_place_is_known(world: World) -> None:
    pieces: PieceEncoder = world.encoder
    row, subject, object_ = masked(pieces.encode("甲方收购了乙方"), (0, 2, 5, 7), pieces)
    assert row[0] == pieces.cls and row[-1] == pieces.sep
    assert row[subject] == row[object_] == pieces.mask and subject < object_
    assert row.count(pieces.mask) == 2
    assert len(row) == len(pieces.encode("收购了").pieces) + 4


def test_the_order_of_subject_and_object_is_kept(world: World) -> None:
    _, subject, object_ = masked(world.encoder.encode(TEXTS[2]), (4, 6, 0, 2), world.encoder)
    assert subject > object_


def test_mentions_that_lie_in_each_other_share_a_mask(world: World) -> None:
    row, subject, object_ = masked(world.encoder.encode("甲方收购"), (0, 3, 1, 2), world.encoder)
    assert subject == object_ and row.count(world.encoder.mask) == 1


def test_names_leave_no_trace(encoder: KGBertSentenceEncoder) -> None:
    texts = ["甲方收购了乙方", "丙丁收购了戊己", "今天天气很好啊"]
    spans = np.array([[0, 2, 5, 7]] * 3, np.int32)
    first, second, third = encoder.encode(texts, spans)
    np.testing.assert_allclose(first, second, atol=1e-5)
    assert np.abs(first - third).max() > 1e-3


def test_a_sentence_has_the_same_features_whatever_its_place(
    encoder: KGBertSentenceEncoder,
) -> None:
    forth, back = encoder.encode(TEXTS, SPANS), encoder.encode(TEXTS[::-1], SPANS[::-1])
    np.testing.assert_allclose(forth, back[::-1], atol=1e-4)
    assert forth.dtype == np.float32 and forth.shape == (3, 48)


@pytest.mark.parametrize("with_heads", [False, True])
def test_a_saved_model_is_loaded_by_its_folder(
    world: World, tmp_path: Path, with_heads: bool
) -> None:
    whole = world.model()
    (whole if with_heads else whole.kgbert).save_pretrained(tmp_path)
    world.encoder.tokenizer.save_pretrained(tmp_path)
    loaded = load_sentence_encoder(str(tmp_path))
    ours = KGBertSentenceEncoder(whole.kgbert, world.encoder, "tiny").encode(TEXTS, SPANS)
    np.testing.assert_allclose(loaded.encode(TEXTS, SPANS), ours, atol=1e-4)
    assert loaded.identity.startswith("kgbert ")


@pytest.mark.parametrize("argument", ["", "/nowhere"])
def test_a_missing_checkpoint_is_an_error_that_says_what_was_expected(argument: str) -> None:
    with pytest.raises(CheckpointError, match=r"model\.safetensors"):
        load_sentence_encoder(argument)
