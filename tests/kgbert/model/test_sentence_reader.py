"""The reader that triple gates look at a sentence through."""

import torch

from kgbert.model.gcn import SentenceReader

WIDTH = 16
OFFSETS = torch.tensor([0, 3, 8])


def reader() -> SentenceReader:
    torch.manual_seed(3)
    return SentenceReader(WIDTH)


def states() -> torch.Tensor:
    return torch.randn(8, WIDTH, generator=torch.Generator().manual_seed(1))


def test_a_reading_is_the_attention_of_the_name_over_the_pieces_of_its_own_row():
    part, pieces = reader(), states()
    names = torch.randn(2, WIDTH, generator=torch.Generator().manual_seed(2))
    found = part(pieces, names, torch.tensor([1, 0]), OFFSETS)
    for number, row in ((0, slice(3, 8)), (1, slice(0, 3))):
        query = part.match(part.norm(names[number]))
        scores = part.match(part.norm(pieces[row])) @ query / WIDTH**0.5
        wanted = scores.softmax(dim=0) @ part.value(part.norm(pieces[row]))
        assert torch.allclose(found[number], wanted, atol=1e-6)


def test_what_another_row_says_changes_nothing():
    part, pieces = reader(), states()
    names, row = pieces[4:5], torch.tensor([1])
    before = part(pieces, names, row, OFFSETS)
    changed = pieces.clone()
    changed[:3] += 5.0
    assert torch.equal(part(changed, names, row, OFFSETS), before)
