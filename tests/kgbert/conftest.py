"""The tiny world as pieces: one graph, tokenizer and corpus for all tests of the model side."""

import pytest
import torch

from tests.kgbert.tiny_model import World, make_world

torch.set_num_threads(1)


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return make_world(tmp_path_factory.mktemp("world"))
