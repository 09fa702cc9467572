"""Advertising lines: what is taken, what stays, and what is said of it."""

from pathlib import Path

import numpy as np
import pytest

from kg_pipeline.cleaning.advertisements import Advertisements, AdvertisementsSettings
from kg_pipeline.cleaning.advertising import (
    N_BUCKETS,
    AdvertisingModel,
    cue_names,
    features_of,
    triggers,
)
from tests.kg_pipeline.cleaning.worlds import document

FILTER = Advertisements(AdvertisementsSettings())


@pytest.mark.parametrize(
    "text",
    [
        "限时优惠，扫描二维码立即抢购！",
        "加微信abc1234免费领取资料",
        "点击下载官方APP领红包",
        "加盟热线：400-123-4567，名额有限",
        "会员日大促，满三百减五十，上不封顶，速来囤货！",
        "Sign up today and get 20% off your first order!",
    ],
)
def test_an_advertisement_is_taken(text: str) -> None:
    assert FILTER.apply(document("a.txt", "正文一段。", text)).passages != ()


@pytest.mark.parametrize(
    "text",
    [
        "经营者不得以虚假的优惠、折扣误导消费者。",
        "举报人可以拨打12345热线反映问题。",
        "用户点击同意后，平台应当保存记录。",
        "该公司的官方网站于2010年上线，微信公众号于2013年开通。",
        "他立即报名参加了马拉松比赛。",
        "县级以上人民政府对投资者给予税收优惠，并设立专线受理投诉。",
        "The museum offers free entry to students.",
    ],
)
def test_what_only_speaks_of_such_things_stays(text: str) -> None:
    assert FILTER.apply(document("a.txt", text)).passages == ()


def test_of_a_long_paragraph_only_the_advertising_sentence_goes() -> None:
    body = "青石镇历史悠久，民风淳朴。" * 12
    after = FILTER.apply(document("a.txt", body + "扫码关注领取优惠券！" + body)).document
    assert after is not None
    assert [after.text[one.start : one.end] for one in after.blocks] == [body, body]


def test_the_reason_names_cues() -> None:
    (passage,) = FILTER.apply(document("a.txt", "全场三折，加微信abc1234领券")).passages
    kind, cues = passage.reason.split(": ")
    assert kind == "advertisement"
    assert set(cues.split(", ")) <= set(cue_names())


def test_a_higher_threshold_takes_less() -> None:
    strict = Advertisements(AdvertisementsSettings(threshold=1.0))
    text = "限时优惠，扫描二维码立即抢购！"
    assert FILTER.advertises(text)
    assert not strict.advertises(text)


def test_a_letter_whose_lower_case_is_longer_moves_nothing() -> None:
    one = document("a.txt", "İİİİ", "限时优惠，扫描二维码立即抢购！")
    (passage,) = FILTER.apply(one).passages
    assert one.text[passage.start : passage.end] == "限时优惠，扫描二维码立即抢购！"


def test_digits_are_alike_for_the_model() -> None:
    assert (features_of("拨打13911").grams == features_of("拨打27846").grams).all()


def test_no_trigger_stands_in_capitals() -> None:
    assert all(word == word.lower() for word in triggers())


def test_saved_weights_score_the_same(tmp_path: Path) -> None:
    chance = np.random.default_rng(1)
    grams = chance.normal(size=N_BUCKETS).astype(np.float16)
    model = AdvertisingModel(grams, chance.normal(size=len(cue_names()) * 4), 0.5)
    model.save(tmp_path / "weights.npz")
    with np.load(tmp_path / "weights.npz", allow_pickle=False) as found:
        again = AdvertisingModel(found["grams"], found["cues"], float(found["intercept"]))
    text = "扫码领取优惠券"
    assert again.score(text) == pytest.approx(model.score(text), abs=1e-6)
