"""Every denoising method on sentences whose truth is known."""

import json

import numpy as np
import pytest

from kg_pipeline.denoising.candidates import Candidate, CandidateBuilder, Candidates
from kg_pipeline.denoising.linear import require_memory
from kg_pipeline.denoising.measures import precision_at_yield
from kg_pipeline.denoising.methods import METHODS, denoise
from kg_pipeline.denoising.selection import denoise_file
from kg_pipeline.denoising.settings import DenoisingSettings
from kg_pipeline.errors import DataError, ResourceError

STATED = {"创始人": "是{o}一手创办的企业", "总部": "把总部设在{o}"}
UNSTATED = ("和{o}出现在同一条新闻里", "与{o}都被提到过", "同{o}一起参加了展会")


def planted() -> tuple[Candidates, np.ndarray]:
    """Two predicates; three of five sentences of each pair state theirs."""
    builder, truth = CandidateBuilder(), []
    for number in range(80):
        predicate = list(STATED)[number % 2]
        for place in range(5):
            stated = place < 3
            wording = STATED[predicate] if stated else UNSTATED[(number + place) % 3]
            subject, object_ = f"甲{number}社", f"乙{number}方"
            text = f"第{place}条：{subject}" + wording.format(o=object_) + "。"
            begin, there = text.index(subject), text.index(object_)
            spans = (begin, begin + len(subject), there, there + len(object_))
            builder.add(Candidate(text, *spans, predicate, (subject, object_)))
            truth.append(stated)
    candidates = builder.build()
    order = np.argsort(candidates.rows)
    return candidates, np.array(truth)[order]


@pytest.mark.parametrize("method", METHODS)
def test_a_method_gives_each_candidate_a_probability_and_the_same_one_again(method):
    candidates, _ = planted()
    settings = DenoisingSettings(method=method)
    found = denoise(candidates, settings, 3).keep_probability
    assert found.shape == (len(candidates.sighting),)
    assert ((found >= 0) & (found <= 1)).all()
    assert (denoise(candidates, settings, 3).keep_probability == found).all()


@pytest.mark.parametrize("method", ["linear_crossfit", "self_ensemble"])
def test_planted_noise_is_found_far_above_chance(method):
    candidates, truth = planted()
    scores = denoise(candidates, DenoisingSettings(method=method), 3).keep_probability
    assert precision_at_yield(scores, truth, int(truth.sum())) > truth.mean() + 0.1


def test_a_linear_fit_that_has_no_room_is_refused_before_it_begins():
    require_memory(50, 1 << 10)
    with pytest.raises(ResourceError, match=r"1000000 predicates.*self_ensemble"):
        require_memory(1_000_000, 1_000_000)


def test_ties_count_with_their_mean_truth():
    truth = np.array([True, False, True, False])
    assert precision_at_yield(np.ones(4), truth, 2) == 0.5
    assert precision_at_yield(np.array([3.0, 2.0, 1.0, 0.0]), truth, 1) == 1.0


def test_a_file_comes_back_in_its_order_with_two_more_columns(tmp_path):
    rows = [
        {"text": "甲社是乙方创办的", "subject_start": 0, "subject_end": 2, "object_start": 3}
        | {"object_end": 5, "predicate": predicate, "note": number}
        for number, predicate in enumerate(["创始人", "股东", "创始人"])
    ]
    path = tmp_path / "pairs.jsonl"
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows))
    denoise_file(path, tmp_path / "out.jsonl", DenoisingSettings(method="competition"))
    lines = (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()
    found = [json.loads(line) for line in lines]
    assert [row["note"] for row in found] == [0, 1, 2]
    assert [row["keep_probability"] for row in found] == [0.5, 0.5, 0.5]


def test_a_row_with_a_bad_span_or_a_missing_column_is_named(tmp_path):
    path = tmp_path / "pairs.jsonl"
    row = {"text": "短", "subject_start": 0, "subject_end": 9, "object_start": 0, "object_end": 1}
    path.write_text(json.dumps(row | {"predicate": "p"}))
    with pytest.raises(DataError, match="row 1: spans"):
        denoise_file(path, tmp_path / "out.jsonl", DenoisingSettings())
    path.write_text(json.dumps(row))
    with pytest.raises(DataError, match="column predicate is missing"):
        denoise_file(path, tmp_path / "out.jsonl", DenoisingSettings())
