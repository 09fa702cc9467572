"""The pattern schemas in configs/patterns stay readable and read what they are written for."""

from pathlib import Path

import pytest

from kg_pipeline.extraction import EXTRACTORS, ExtractionSettings
from tests.kg_pipeline.extraction.conftest import document_of, facts, sentences_of

SCHEMAS = Path(__file__).parents[3] / "configs" / "patterns"

PLANT = {
    "岚泽蒲是禾本科岚蒲属多年生草本，高30-50厘米。": {
        ("属于", "禾本科"),
        ("属于", "岚蒲属"),
        ("植物分类", "草本"),
        ("高度", "30-50厘米"),
    },
    "岚泽蒲，又名醉湖草、石砻蒲，花期4-5月，果期8月。": {
        ("别称", "醉湖草"),
        ("别称", "石砻蒲"),
        ("物候期", "4-5月"),
        ("物候期", "8月"),
    },
    "岚泽蒲叶片披针形，上面深绿色，下面灰白色；花瓣白色。": {
        ("形状", "披针形"),
        ("颜色", "深绿色"),
        ("颜色", "白色"),
    },
    "岚泽蒲分布于浙江、福建（北部）等地。": {("地理分布", "浙江"), ("地理分布", "福建")},
    "岚泽蒲喜光，较耐寒，常作绿篱。": {
        ("生长习性", "喜光"),
        ("生长习性", "较耐寒"),
        ("功用价值", "绿篱"),
    },
    "岚泽蒲的病虫害有蚜虫、锈病。": {("病虫害", "蚜虫"), ("病虫害", "锈病")},
}
WORKS = {
    "《渡口来信》是由柏听澜执导，温知夏、邵一鸣主演的剧情片。": {
        ("渡口来信", "导演", "柏听澜"),
        ("渡口来信", "主演", "温知夏"),
        ("渡口来信", "主演", "邵一鸣"),
    },
    "《望榆水志》是岚泽出版社出版的图书，作者是陆砚苓。": {("望榆水志", "作者", "陆砚苓")},
    "《芦花渡》是温若棠演唱的一首歌曲，收录在专辑《三渡》中。": {
        ("芦花渡", "歌手", "温若棠"),
        ("芦花渡", "所属专辑", "三渡"),
    },
    "霁川云帆科技有限公司成立于2012年，注册资本3000万元。": {
        ("霁川云帆科技有限公司", "成立日期", "2012年"),
        ("霁川云帆科技有限公司", "注册资本", "3000万元"),
    },
}


def read(name: str, text: str) -> set[tuple[str, str, str]]:
    settings = ExtractionSettings(pattern_files=(SCHEMAS / name,), shipped_patterns=False)
    document = document_of(text)
    return facts(EXTRACTORS["patterns"](settings).extract(document, sentences_of(document)))


@pytest.mark.parametrize("path", sorted(SCHEMAS.glob("*.yaml")), ids=lambda path: path.name)
def test_a_schema_has_at_most_a_hundred_lines(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 100


@pytest.mark.parametrize("text", PLANT)
def test_sentences_on_plants_are_read(text: str) -> None:
    assert read("plant.yaml", text) == {("岚泽蒲", *fact) for fact in PLANT[text]}


@pytest.mark.parametrize("text", WORKS)
def test_sentences_on_works_and_organisations_are_read(text: str) -> None:
    assert read("duie.yaml", text) == WORKS[text]


@pytest.mark.parametrize(
    "text",
    [
        "《渡口来信》是由柏听澜执导的吗？",
        "据传，《渡口来信》由柏听澜执导。",
        "如果《渡口来信》由柏听澜执导，票房会更高。",
    ],
)
def test_doubtful_sentences_state_nothing(text: str) -> None:
    assert read("duie.yaml", text) == set()
