"""Invented candidates with known truth: companies, a handful of relations, planted noise."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kg_pipeline.denoising.candidates import Candidate, CandidateBuilder, Candidates

WORDINGS = {
    "收购": ("宣布收购", "完成对", "将买下", "斥资并购"),
    "起诉": ("把", "向法院起诉", "状告", "控告"),
    "合作": ("与对方携手", "牵手", "签约联合", "共同开发"),
    "供货": ("长期供应", "交付零件给", "供货给", "发货至"),
}
FILLERS = ("昨日消息，", "据报道，", "记者获悉，", "今年以来，", "公告显示，", "")
ENDINGS = ("。", "，市场反应平淡。", "，金额未披露。", "，双方未作评论。", "，股价上涨。")
NOTHING = ("的邻居是", "比较晚于", "和", "的规模大于", "成立早于")


@dataclass(frozen=True, slots=True)
class Planted:
    """Candidates and which of them are true, in the same order."""

    candidates: Candidates
    truth: NDArray[np.bool_]


def sentence(rng: np.random.Generator, number: int, wording: str) -> Candidate:
    """A sentence about two fresh companies, joined by ``wording``; no predicate yet."""
    subject, object_ = f"甲{number}公司", f"乙{number}集团"
    opening = str(rng.choice(FILLERS))
    text = f"{opening}{subject}{wording}{object_}{rng.choice(ENDINGS)}"
    start = len(opening)
    second = start + len(subject) + len(wording)
    return Candidate(
        text=text,
        subject_start=start,
        subject_end=start + len(subject),
        object_start=second,
        object_end=second + len(object_),
        predicate=None,
        pair=(subject, object_),
    )


def labelled(row: Candidate, predicate: str | None) -> Candidate:
    """The row with a predicate."""
    return Candidate(
        row.text,
        row.subject_start,
        row.subject_end,
        row.object_start,
        row.object_end,
        predicate,
        row.pair,
    )


def planted(
    n_pairs: int = 400, noise: float = 0.4, n_background: int = 150, seed: int = 0
) -> Planted:
    """Pairs with one sentence each; with chance ``noise`` it says something else, or nothing."""
    rng = np.random.default_rng(seed)
    builder, truth = CandidateBuilder(), []
    names = sorted(WORDINGS)
    for number in range(n_pairs):
        predicate = names[number % len(names)]
        false = rng.random() < noise
        others = [*NOTHING, *WORDINGS[names[(number + 1) % len(names)]]]
        wording = str(rng.choice(others if false else list(WORDINGS[predicate])))
        builder.add(labelled(sentence(rng, number, wording), predicate))
        truth.append(not false)
    for number in range(n_pairs, n_pairs + n_background):
        builder.add(sentence(rng, number, str(rng.choice(NOTHING))))
    return Planted(builder.build(), np.array(truth))


def competing(n_pairs: int = 150, seed: int = 0) -> Planted:
    """Pairs that hold two predicates; each sentence states one of them."""
    rng = np.random.default_rng(seed)
    builder, truth = CandidateBuilder(), []
    names = sorted(WORDINGS)
    for number in range(n_pairs):
        both = (names[number % len(names)], names[(number + 1) % len(names)])
        stated = both[int(rng.integers(2))]
        row = sentence(rng, number, str(rng.choice(list(WORDINGS[stated]))))
        for predicate in both:
            builder.add(labelled(row, predicate))
            truth.append(predicate == stated)
    return Planted(builder.build(), np.array(truth))
