"""Parity with an independent BERT, and clear errors for weights that do not fit."""

import json
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file, save_file
from transformers import BertConfig, BertForMaskedLM, BertModel, RobertaConfig, RobertaModel

from kgbert.errors import CheckpointError
from kgbert.model.kgbert import pack
from kgbert.model.pretrained import load_bert


def _config(**changes: Any) -> BertConfig:
    values: dict[str, Any] = {
        "vocab_size": 60,
        "hidden_size": 24,
        "num_hidden_layers": 3,
        "num_attention_heads": 3,
        "intermediate_size": 40,
        "max_position_embeddings": 40,
        "initializer_range": 0.2,
    }
    return BertConfig(**(values | changes))


def _randomised(model: Any) -> Any:
    """Norms and biases are not left at 1 and 0, or a swapped one would go unseen."""
    torch.manual_seed(3)
    with torch.no_grad():
        for weight in model.parameters():
            weight.add_(0.1 * torch.randn_like(weight))
    return model.eval()


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, BertModel]:
    folder = tmp_path_factory.mktemp("bert")
    model = _randomised(BertModel(_config()))
    model.save_pretrained(folder)
    return folder, model


def _padded_input() -> dict[str, torch.Tensor]:
    torch.manual_seed(0)
    lengths = torch.tensor([20, 7, 13, 1])
    mask = (torch.arange(20) < lengths.unsqueeze(1)).long()
    ids = torch.randint(1, 60, (4, 20)) * mask
    segments = (torch.arange(20) >= lengths.unsqueeze(1) // 2).long() * mask
    return {"input_ids": ids, "attention_mask": mask, "token_type_ids": segments}


@torch.no_grad()
def test_a_padded_batch_gives_the_states_of_an_independent_bert(
    saved: tuple[Path, BertModel],
) -> None:
    folder, published = saved
    given = _padded_input()
    wanted = published(**given).last_hidden_state
    found = load_bert(str(folder))(**given).last_hidden_state
    real = given["attention_mask"].bool()
    assert torch.allclose(found[real], wanted[real], atol=1e-5)


@torch.no_grad()
def test_a_packed_batch_gives_the_states_of_an_independent_bert(
    saved: tuple[Path, BertModel],
) -> None:
    folder, published = saved
    given = _padded_input()
    batch, real = pack(given["input_ids"], given["attention_mask"], given["token_type_ids"])
    wanted = published(**given).last_hidden_state[real]
    assert torch.allclose(load_bert(str(folder))(batch).states, wanted, atol=1e-5)


@torch.no_grad()
def test_weights_saved_with_a_masked_language_model_load_as_well(tmp_path: Path) -> None:
    published = _randomised(BertForMaskedLM(_config()))
    published.save_pretrained(tmp_path)
    given = _padded_input()
    wanted = published.bert(**given).last_hidden_state
    found = load_bert(str(tmp_path))(**given).last_hidden_state
    real = given["attention_mask"].bool()
    assert torch.allclose(found[real], wanted[real], atol=1e-5)


def test_the_knowledge_path_can_be_chosen_and_begins_nearly_closed(
    saved: tuple[Path, BertModel],
) -> None:
    model = load_bert(str(saved[0]), hops=2, flow_gate="scalar")
    assert model.config.knowledge_layer == 2
    assert len(model.knowledge_path.hops) == 2
    assert model.knowledge_path.flow_gate.weigh.bias.tolist() == [-2.0]


def test_a_size_that_the_weights_decide_cannot_be_chosen(saved: tuple[Path, BertModel]) -> None:
    with pytest.raises(CheckpointError, match="hidden_size follows from the published weights"):
        load_bert(str(saved[0]), hidden_size=32)


def test_an_empty_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(CheckpointError, match=tmp_path.name):
        load_bert(str(tmp_path))


def test_a_missing_weight_is_named(saved: tuple[Path, BertModel], tmp_path: Path) -> None:
    _copy(saved[0], tmp_path, drop="encoder.layer.1.output.dense.weight")
    with pytest.raises(CheckpointError, match=r"lack encoder\.layer\.1\.output\.dense\.weight"):
        load_bert(str(tmp_path))


def test_weights_of_another_shape_than_their_config_are_refused(
    saved: tuple[Path, BertModel], tmp_path: Path
) -> None:
    _copy(saved[0], tmp_path, intermediate_size=48)
    with pytest.raises(CheckpointError, match=r"fit their config\.json"):
        load_bert(str(tmp_path))


def test_an_activation_that_the_stack_lacks_is_refused(tmp_path: Path) -> None:
    BertModel(_config(hidden_act="relu")).save_pretrained(tmp_path)
    with pytest.raises(CheckpointError, match="found relu"):
        load_bert(str(tmp_path))


def test_a_model_of_another_architecture_is_refused(tmp_path: Path) -> None:
    config = RobertaConfig(vocab_size=30, hidden_size=8, num_hidden_layers=1, num_attention_heads=1)
    RobertaModel(config).save_pretrained(tmp_path)
    with pytest.raises(CheckpointError, match="found roberta"):
        load_bert(str(tmp_path))


def _copy(source: Path, target: Path, drop: str = "", **changes: Any) -> None:
    weights = load_file(source / "model.safetensors")
    weights.pop(drop, None)
    save_file(weights, target / "model.safetensors", {"format": "pt"})
    config = json.loads((source / "config.json").read_text(encoding="utf-8"))
    (target / "config.json").write_text(json.dumps(config | changes), encoding="utf-8")
