"""The sets and bags of DSGAN: positives, two disjoint sets of negatives, chunks of positives.

Source: Qin, Xu, Wang, DSGAN, ACL 2018, section 3; docs/methods.md, section 2. A bag is a chunk of
a relation's positives P, not the sentences of one entity pair. Negatives of a relation are
sightings whose pair does not hold it: those of the same signature (types) first. N^G, N^D_train
and N^D_test share no text, so D is never tested on a sentence that it or G was trained on.
"""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from kg_pipeline.denoising.candidates import Candidates

GENERATOR_SHARE = 0.5  # of the texts with negatives: N^G
TEST_SHARE = 0.15  # of the texts with negatives: N^D_test; the rest is N^D_train


@dataclass(frozen=True, slots=True)
class Items:
    """Sightings, each asked for one relation: (B,) int64; relations count from 0 in a group."""

    sightings: Tensor
    relations: Tensor

    def __len__(self) -> int:
        return len(self.sightings)

    def at(self, rows: Tensor) -> "Items":
        """The items at the given rows."""
        return Items(self.sightings[rows], self.relations[rows])

    def joined(self, other: "Items") -> "Items":
        """These items and then the others."""
        return Items(
            torch.cat([self.sightings, other.sightings]),
            torch.cat([self.relations, other.relations]),
        )

    def split(self, size: int) -> list["Items"]:
        """Consecutive chunks of ``size``; the last may be smaller."""
        return [self.at(rows) for rows in torch.arange(len(self)).split(size)] if len(self) else []


@dataclass(frozen=True, slots=True)
class RelationSets:
    """P, N^G, N^D_train and N^D_test of one relation, or of a group of rare ones.

    candidates: (|P|,) which candidate each positive is
    """

    candidates: NDArray[np.int64]
    positives: Items
    generator_negatives: Items
    train_negatives: Items
    test_negatives: Items

    @property
    def is_playable(self) -> bool:
        """Whether there are negatives for G and for both parts of D."""
        sets = (self.generator_negatives, self.train_negatives, self.test_negatives)
        return all(len(items) > 0 for items in sets)


def relation_sets(
    candidates: Candidates, relations: Sequence[int], rng: np.random.Generator
) -> RelationSets:
    """The sets of a group of relations; each has about as many N^G and N^D as positives."""
    share = _share_of_texts(candidates, int(rng.integers(1 << 31)))
    parts = [_parts_of(candidates, relation, share, rng) for relation in relations]
    wanted = [np.flatnonzero(candidates.predicate == relation) for relation in relations]
    sets = [_items([part[name] for part in parts]) for name in range(3)]
    return RelationSets(
        candidates=np.concatenate(wanted),
        positives=_items([candidates.sighting[rows] for rows in wanted]),
        generator_negatives=sets[0],
        train_negatives=sets[1],
        test_negatives=sets[2],
    )


def _share_of_texts(candidates: Candidates, seed: int) -> NDArray[np.float64]:
    """A number in [0, 1) for every sighting, equal where the text is equal: (M,)."""
    codes = candidates.sightings.text_codes
    distinct, place = np.unique(codes, return_inverse=True)
    hashed = [zlib.crc32(f"{seed} {code}".encode()) / 2**32 for code in distinct.tolist()]
    return np.asarray(hashed, np.float64)[place]


def _parts_of(
    candidates: Candidates, relation: int, share: NDArray[np.float64], rng: np.random.Generator
) -> list[NDArray[np.int64]]:
    """Sightings of N^G, N^D_train, N^D_test for one relation, in random order."""
    sightings = candidates.sightings
    positive = candidates.sighting[candidates.predicate == relation]
    holds = np.isin(sightings.pairs, sightings.pairs[positive])
    pool = rng.permutation(np.flatnonzero(~holds))
    fits = np.isin(sightings.signatures[pool], sightings.signatures[positive])
    pool = np.concatenate([pool[fits], pool[~fits]])
    is_generator = share[pool] < GENERATOR_SHARE
    is_test = share[pool] >= 1 - TEST_SHARE
    n_test = max(10, round(len(positive) * TEST_SHARE / (1 - GENERATOR_SHARE)))
    return [
        pool[is_generator][: len(positive)],
        pool[~is_generator & ~is_test][: len(positive)],
        pool[is_test][:n_test],
    ]


def _items(sightings: Sequence[NDArray[np.int64]]) -> Items:
    """Items of a group: one array of sightings a relation, in the group's order."""
    relations = np.repeat(np.arange(len(sightings)), [len(part) for part in sightings])
    return Items(
        torch.from_numpy(np.concatenate(sightings)), torch.from_numpy(relations.astype(np.int64))
    )


def bags_of(positives: Items, size: int, generator: torch.Generator) -> list[Items]:
    """The positives in random order, cut into chunks of ``size``."""
    return positives.at(torch.randperm(len(positives), generator=generator)).split(size)
