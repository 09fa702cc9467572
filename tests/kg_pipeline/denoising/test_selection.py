"""Methods: all give a probability, planted noise is found, files come back row for row."""

import json
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from kg_pipeline.denoising.candidates import Candidate, CandidateBuilder, CandidateIndex
from kg_pipeline.denoising.measures import precision_at_yield
from kg_pipeline.denoising.methods import METHODS, denoise, recentred
from kg_pipeline.denoising.selection import denoise_file
from kg_pipeline.denoising.settings import DenoisingSettings
from kg_pipeline.errors import ConfigurationError, DataError
from kg_pipeline.settings import parse_settings
from tests.kg_pipeline.denoising.invented import Planted, competing, planted

SMALL = {"encoder": "hashed:32", "folds": 3, "ensemble": {"folds": 3}}


def settings_of(method: str, **changes: object) -> DenoisingSettings:
    return parse_settings(DenoisingSettings, {"method": method, **SMALL, **changes}, "test")


def precision(world: Planted, method: str, seed: int = 0) -> float:
    """Precision at the truth's yield."""
    found = denoise(world.candidates, settings_of(method), seed).keep_probability
    return precision_at_yield(found, world.truth, int(world.truth.sum()))


@pytest.fixture(scope="module")
def world() -> Planted:
    return planted(300)


@pytest.mark.parametrize("method", sorted(METHODS))
def test_every_method_gives_every_candidate_a_probability(method: str) -> None:
    small = planted(60, n_background=30)
    found = denoise(small.candidates, settings_of(method), 0).keep_probability
    assert found.shape == (60,)
    assert np.isfinite(found).all() and (found >= 0).all() and (found <= 1).all()


@pytest.mark.parametrize("method", sorted(METHODS))
def test_the_same_seed_gives_the_same_answer(method: str) -> None:
    small = planted(60, n_background=30)
    first, second = (denoise(small.candidates, settings_of(method), 3) for _ in range(2))
    assert first.keep_probability.tobytes() == second.keep_probability.tobytes()


@pytest.mark.parametrize(
    "method", ["pretrained_generator", "dsgan", "dsgan_shared", "linear_crossfit", "self_ensemble"]
)
def test_planted_noise_is_found(world: Planted, method: str) -> None:
    before = float(world.truth.mean())
    assert precision(world, method) > before + 0.1
    assert precision(world, method) > precision(world, "random") + 0.1


def test_the_sentence_decides_between_competing_predicates() -> None:
    both = competing()
    assert precision(both, "competition") == pytest.approx(0.5)
    assert precision(both, "self_ensemble") > 0.8


def test_probabilities_of_competing_candidates_sum_to_at_most_one() -> None:
    candidates = competing().candidates
    for method in ("dsgan", "pretrained_generator", "linear_crossfit", "self_ensemble"):
        found = denoise(candidates, settings_of(method), 0).keep_probability
        assert np.bincount(candidates.sighting, found).max() <= 1 + 1e-9


def test_without_rivals_competition_changes_nothing(world: Planted) -> None:
    alone, counted, shared = (
        denoise(
            world.candidates, settings_of("pretrained_generator", competition=competition), 0
        ).keep_probability
        for competition in ("ignored", "counted", "normalised")
    )
    np.testing.assert_allclose(alone, counted, atol=1e-6)
    np.testing.assert_allclose(alone, shared, atol=1e-6)


def test_with_rivals_odds_are_divided_by_their_number() -> None:
    both = competing(60).candidates
    alone, counted = (
        denoise(
            both, settings_of("pretrained_generator", competition=competition), 0
        ).keep_probability
        for competition in ("ignored", "counted")
    )
    np.testing.assert_allclose(counted / (1 - counted), alone / (1 - alone) / 2, rtol=1e-6)


def test_the_frequent_one_of_two_rivals_is_kept() -> None:
    builder = CandidateBuilder()
    for number, predicates in enumerate((("收购", "合作"), ("收购",), ("收购",))):
        for predicate in predicates:
            text = f"甲{number}公司和乙{number}集团"
            builder.add(Candidate(text, 0, 4, 5, 9, predicate, (f"甲{number}", f"乙{number}")))
    found = denoise(builder.build(), settings_of("frequency"), 0).keep_probability
    assert found.tolist() == pytest.approx([3 / 4, 1 / 4, 1.0, 1.0])


def test_random_keeps_the_share_that_is_asked_for(world: Planted) -> None:
    settings = settings_of("random", random_rate=0.3)
    found = denoise(world.candidates, settings, 1).keep_probability
    assert (found > 0.5).mean() == pytest.approx(0.3, abs=0.08)
    assert len(set(found.tolist())) > 200  # an order over all, so that any yield can be read off


@pytest.mark.parametrize("encoder", ["cnn", "piecewise_cnn"])
def test_the_ensemble_learns_on_the_cnn_too(encoder: str) -> None:
    both = competing(600)
    found = denoise(both.candidates, settings_of("self_ensemble", encoder=encoder), 0)
    assert precision_at_yield(found.keep_probability, both.truth, int(both.truth.sum())) > 0.8


@pytest.mark.parametrize("method", ["pretrained_generator", "linear_crossfit", "self_ensemble"])
def test_without_rivals_a_threshold_divides_the_odds(world: Planted, method: str) -> None:
    before, after = (
        denoise(
            world.candidates, settings_of(method).model_copy(update={"threshold": threshold}), 0
        ).keep_probability
        for threshold in (0.5, 0.9)
    )
    odds = np.clip(before, 1e-9, 1 - 1e-9) / (1 - np.clip(before, 1e-9, 1 - 1e-9))
    np.testing.assert_allclose(after, odds / (9 + odds), rtol=1e-5)
    assert before.max() > 0.5


def test_a_threshold_does_not_hold_rivals_against_each_other() -> None:
    both = competing()
    even, strict = (
        denoise(
            both.candidates, settings_of("self_ensemble", threshold=threshold), 0
        ).keep_probability
        for threshold in (0.5, 0.9)
    )
    stated = both.truth
    assert np.median(strict[stated]) > np.median(recentred(even, 0.9)[stated])


def test_competition_is_one_over_the_number_of_predicates() -> None:
    assert set(
        METHODS["competition"](
            competing().candidates, settings_of("competition"), 0
        ).keep_probability.tolist()
    ) == {0.5}


def test_a_game_leaves_the_curve_of_the_discriminators_accuracy(world: Planted) -> None:
    log = denoise(world.candidates, settings_of("dsgan"), 0).log
    assert {name for entry in log for name in entry["predicates"]} == set(
        world.candidates.predicates
    )
    for entry in log:
        assert len(entry["accuracy"]) == len(entry["epochs"]) + 1
        assert 0 <= entry["best_epoch"] <= len(entry["epochs"])


def test_dsgan_shared_plays_one_game_for_all_predicates(world: Planted) -> None:
    log = denoise(world.candidates, settings_of("dsgan_shared"), 0).log
    assert [entry["predicates"] for entry in log] == [list(world.candidates.predicates)]


def test_a_single_predicate_without_background_falls_back_to_competition() -> None:
    builder = CandidateBuilder()
    for number in range(5):
        builder.add(Candidate(f"甲收购乙{number}", 0, 1, 3, 4, "收购", ("甲", f"乙{number}")))
    found = denoise(builder.build(), settings_of("self_ensemble"), 0).keep_probability
    assert found.tolist() == [1.0] * 5


def test_the_candidates_of_many_sightings_are_found_as_by_a_loop() -> None:
    candidates = competing(30).candidates
    rows = np.array([7, 2, 29])
    place, which = CandidateIndex(candidates).of(rows)
    plain = [
        (number, candidate)
        for number, row in enumerate(rows)
        for candidate in np.flatnonzero(candidates.sighting == row)
    ]
    assert list(zip(place.tolist(), which.tolist(), strict=True)) == plain


def test_precision_at_yield_takes_the_highest_scores() -> None:
    scores, truth = np.array([0.9, 0.1, 0.8, 0.3]), np.array([True, True, False, True])
    assert precision_at_yield(scores, truth, 1) == 1.0
    assert precision_at_yield(scores, truth, 2) == 0.5


def test_ties_share_the_places_left_whatever_their_order() -> None:
    scores, truth = np.array([0.9, 0.5, 0.5, 0.5]), np.array([True, True, False, False])
    turned = precision_at_yield(scores[::-1], truth[::-1], 2)
    assert precision_at_yield(scores, truth, 2) == turned == pytest.approx((1 + 1 / 3) / 2)


def rows_of(world: Planted) -> list[dict[str, object]]:
    """The world as rows of a file; ``note`` is a column that nobody asked for."""
    sightings = world.candidates.sightings
    rows = []
    for index in world.candidates.sighting.tolist():
        spans = [int(place) for place in sightings.spans[index]]
        code = int(world.candidates.predicate[world.candidates.sighting == index][0])
        names = ("subject_start", "subject_end", "object_start", "object_end")
        rows.append(
            {
                "text": sightings.texts[index],
                **dict(zip(names, spans, strict=True)),
                "predicate": world.candidates.predicates[code],
                "note": index,
            }
        )
    return rows


def written(path: Path, rows: list[dict[str, object]]) -> Path:
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n")
    return path


def test_a_file_comes_back_row_for_row(tmp_path: Path) -> None:
    rows = rows_of(planted(40, n_background=0))
    rows.insert(3, {**rows[0], "text": rows[0]["text"], "predicate": None})
    rows.append(rows[5])
    output = tmp_path / "out.jsonl"
    denoise_file(written(tmp_path / "in.jsonl", rows), output, settings_of("pretrained_generator"))
    scored = [json.loads(line) for line in output.read_text().splitlines()]
    assert [{k: row[k] for k in rows[0]} for row in scored] == rows
    assert scored[-1]["keep_probability"] == scored[5]["keep_probability"]
    assert (scored[3]["keep_probability"], scored[3]["keep"]) == (1.0, True)
    assert all(row["keep"] == (row["keep_probability"] > 0.5) for row in scored)


def test_a_parquet_file_comes_back_as_parquet(tmp_path: Path) -> None:
    rows = rows_of(planted(20, n_background=0))
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "in.parquet")
    denoise_file(tmp_path / "in.parquet", tmp_path / "out.parquet", settings_of("competition"))
    table = pq.read_table(tmp_path / "out.parquet")
    assert table.column("note").to_pylist() == [row["note"] for row in rows]
    assert table.column("keep").type == pa.bool_()


GOOD = {"text": "甲收购乙", "subject_start": 0, "subject_end": 1, "object_start": 3}


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({**GOOD, "predicate": "收购"}, "object_end is missing"),
        ({**GOOD, "object_end": 4}, "predicate is missing"),
        ({**GOOD, "object_end": 9, "predicate": "收购"}, "within the text's 4"),
        ({**GOOD, "object_end": 3, "predicate": "收购"}, "within the text's 4"),
        ({**GOOD, "object_end": "4", "predicate": "收购"}, "should be a whole number"),
        ({**GOOD, "text": 7, "object_end": 4, "predicate": "收购"}, "should be a string"),
        ({**GOOD, "object_end": 4, "predicate": 7}, "predicate should be a string"),
        ({**GOOD, "object_end": 4, "predicate": "收购", "n_competing": 0}, "n_competing"),
    ],
)
def test_a_bad_row_is_named_with_what_it_lacks(
    tmp_path: Path, row: dict[str, object], message: str
) -> None:
    path = written(tmp_path / "in.jsonl", [{**GOOD, "object_end": 4, "predicate": "收购"}, row])
    with pytest.raises(DataError, match=f"row 2: .*{message}"):
        denoise_file(path, tmp_path / "out.jsonl", settings_of("competition"))


def test_a_file_without_any_predicate_is_an_error(tmp_path: Path) -> None:
    path = written(tmp_path / "in.jsonl", [{**GOOD, "object_end": 4, "predicate": None}])
    with pytest.raises(DataError, match="background alone"):
        denoise_file(path, tmp_path / "out.jsonl", settings_of("competition"))


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text('{"text": 1}\n{"text\n')
    with pytest.raises(DataError, match="line 2: not JSON"):
        denoise_file(path, tmp_path / "out.jsonl", settings_of("competition"))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"nowhere\.jsonl"):
        denoise_file(tmp_path / "nowhere.jsonl", tmp_path / "o.jsonl", settings_of("random"))


def test_an_unknown_method_is_a_configuration_error() -> None:
    with pytest.raises(ConfigurationError, match="method"):
        settings_of("coin")


@pytest.mark.parametrize("encoder", ["nonsense", "cnn:3", "hashed:0", "hashed:abc"])
@pytest.mark.parametrize("method", ["self_ensemble", "competition", "linear_crossfit"])
def test_an_unknown_encoder_is_refused_where_none_is_needed_too(method: str, encoder: str) -> None:
    builder = CandidateBuilder()  # one predicate, no background: nothing to tell apart
    builder.add(Candidate("甲收购乙", 0, 1, 3, 4, "收购", ("甲", "乙")))
    with pytest.raises(ConfigurationError, match=r"denoising\.encoder"):
        denoise(builder.build(), settings_of(method, encoder=encoder), 0)
