"""Places where a date or an amount may begin."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from kg_pipeline.graph.literal_starts import half_width, literal_starts
from kg_pipeline.graph.spans import JoinedTexts
from kg_pipeline.graph.values import find_literals

PIECES = st.sampled_from(
    "一 二 三 十 两 百 万 亿 点 〇 年 月 日 号 至 到 - ~ . , 第 元 人 个 个月 小时 天 % ％ 1 2 3 20 2019 12 ３ US$ "
    "港币 人民币 百分之 May March 4 in since ¥ $ / 每 多 余 － − 公里 km 的 。 山 \u3000".split(" ")
)


@settings(max_examples=500, deadline=None)
@given(st.lists(st.lists(PIECES, max_size=12).map("".join), min_size=1, max_size=3))
@example(["4 March 2019", "三人至五年", "第2019年3月", "一百二十元，人民币5元"])
def test_no_literal_begins_elsewhere(texts: list[str]) -> None:
    joined = JoinedTexts.of(texts)
    starts = literal_starts(half_width(joined.codes))
    for number, text in enumerate(texts):
        local = (starts[joined.owners(starts) == number] - joined.begins[number]).tolist()
        assert find_literals(text, local) == find_literals(text)


def test_numbers_of_articles_and_words_are_not_tried() -> None:
    texts = ["第十二条 一些人民认为二者", "3D电影5角色8强赛", "三十六计二十五弦", "5月两个人"]
    starts = literal_starts(half_width(JoinedTexts.of(texts).codes))
    assert starts.tolist() == [15]  # 3D could be three of something that is called D


def test_a_counter_is_told_from_a_longer_unit() -> None:
    assert literal_starts(half_width(JoinedTexts.of(["两个人、两个月"]).codes)).tolist() == [5]
