"""Initial values, tied weights, and models that come back from disk as they were."""

from pathlib import Path

import pytest
import torch
from transformers import AutoModel

from kgbert.model import KGBertForPreTraining, KGBertModel
from kgbert.model.config import KGBertConfig
from tests.kgbert.tiny_model import World, tiny_model


@pytest.mark.parametrize("hops", [1, 2])
def test_gates_begin_nearly_closed(hops: int) -> None:
    path = tiny_model(30, hops=hops).kgbert.knowledge_path
    assert set(path.flow_gate.weigh.bias.tolist()) == {-2.0}
    assert [layer.gate.weigh.bias.tolist() for layer in path.hops] == [[-1.0]] * hops


def test_linear_biases_begin_at_zero_and_weights_with_the_wanted_spread() -> None:
    model = tiny_model(300, stack="bert", initializer_range=0.3)
    widen = model.kgbert.encoder.layers[0].widen
    assert widen.bias.abs().max() == 0
    assert abs(float(widen.weight.detach().std()) - 0.3) < 0.05
    assert abs(float(model.kgbert.embeddings.word.weight[1:].detach().std()) - 0.3) < 0.02


def test_the_vocabulary_projection_is_tied_to_the_embeddings() -> None:
    model = tiny_model(30)
    assert model.masked.decoder.weight is model.kgbert.embeddings.word.weight


def _trained(model: KGBertForPreTraining) -> KGBertForPreTraining:
    """Every value differs from what a fresh model begins with."""
    with torch.no_grad():
        for weight in model.parameters():
            weight.add_(0.5 + 0.1 * torch.randn_like(weight))
    return model


@pytest.mark.parametrize("stack", ["bert", "modern"])
def test_a_saved_model_comes_back_with_every_value(stack: str, tmp_path: Path) -> None:
    model = _trained(tiny_model(30, stack=stack, hops=2))
    model.save_pretrained(tmp_path)
    loaded = KGBertForPreTraining.from_pretrained(tmp_path)
    wanted, found = model.state_dict(), loaded.state_dict()
    assert wanted.keys() == found.keys()
    assert [name for name in wanted if not torch.equal(wanted[name], found[name])] == []


def test_a_loaded_model_is_tied_again(tmp_path: Path) -> None:
    tiny_model(30).save_pretrained(tmp_path)
    loaded = KGBertForPreTraining.from_pretrained(tmp_path)
    assert loaded.masked.decoder.weight is loaded.kgbert.embeddings.word.weight


def test_auto_model_finds_the_encoder_in_a_pretraining_checkpoint(tmp_path: Path) -> None:
    model = _trained(tiny_model(30))
    model.save_pretrained(tmp_path)
    loaded = AutoModel.from_pretrained(tmp_path)
    assert isinstance(loaded, KGBertModel)
    wanted = model.kgbert.state_dict()
    assert all(torch.equal(value, wanted[name]) for name, value in loaded.state_dict().items())


def test_a_checkpoint_without_knowledge_path_gets_a_fresh_one_and_keeps_the_rest(
    tmp_path: Path,
) -> None:
    model = _trained(tiny_model(30, hops=0))
    model.kgbert.save_pretrained(tmp_path)
    loaded = KGBertModel.from_pretrained(tmp_path, hops=1)
    for name, value in model.kgbert.state_dict().items():
        assert torch.equal(loaded.state_dict()[name], value)
    path = loaded.knowledge_path
    assert path.hops[0].weights.null_key.abs().max() == 0
    assert set(path.flow_gate.weigh.bias.tolist()) == {-2.0}


@torch.no_grad()
def test_padded_input_and_a_batch_give_the_same_states(world: World) -> None:
    model = world.model(hops=0)
    batch = world.batch([world.graph_row(example) for example in world.examples])
    lengths = batch.row_offsets.diff()
    mask = torch.arange(int(lengths.max())) < lengths.unsqueeze(1)
    ids = torch.zeros(mask.shape, dtype=torch.long)
    ids[mask] = batch.pieces
    padded = model.kgbert(input_ids=ids, attention_mask=mask).last_hidden_state
    assert torch.allclose(padded[mask], model(batch).states, atol=1e-6)


def test_neither_batch_nor_pieces_is_an_error() -> None:
    with pytest.raises(ValueError, match="expected batch or input_ids"):
        tiny_model(30).kgbert()


@pytest.mark.parametrize(
    "changes", [{"hidden_size": 30, "num_attention_heads": 4}, {"knowledge_layer": 9}]
)
def test_sizes_that_do_not_fit_together_are_refused(changes: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="must"):
        KGBertConfig(**changes)
