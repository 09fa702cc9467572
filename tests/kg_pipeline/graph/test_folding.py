"""Written forms that are one name."""

from hypothesis import given
from hypothesis import strategies as st

from kg_pipeline.graph.folding import SEPARATOR, codes_of, fold_surface, text_of


@given(st.text(alphabet="AbЖİßＡ　ǆ云 9\udc80臺𠀀" + SEPARATOR, max_size=12))
def test_folding_keeps_the_length_and_takes_the_separator_away(text: str) -> None:
    folded = fold_surface(text)
    assert len(folded) == len(text)
    assert SEPARATOR not in folded


def test_width_case_and_traditional_characters_are_one() -> None:
    assert fold_surface("臺灣ＡＢＣ　Ж") == "台湾abc ж"


@given(st.text(alphabet="云杉a𠀀 ", max_size=12))
def test_code_points_and_texts_are_inverse(text: str) -> None:
    assert text_of(codes_of(text)) == text
