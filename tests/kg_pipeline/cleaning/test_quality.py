"""Documents that are too short or long, of another language, or that repeat themselves."""

from hypothesis import given
from hypothesis import strategies as st

from kg_pipeline.cleaning.characters import CHINESE, LATIN, OTHER, letter_classes
from kg_pipeline.cleaning.quality import (
    LanguageSettings,
    LanguageShare,
    Length,
    LengthSettings,
    Repetition,
    RepetitionSettings,
    repeated_line_share,
    repeated_ngram_share,
)
from tests.kg_pipeline.cleaning.worlds import document, with_table

ORDINARY = (
    "青石镇位于白河市的北面，群山环抱，一条小河从镇中穿过。镇上的人家多以种茶为生，春天采茶，秋天"
    "修剪，冬天便在屋里编竹器。每逢初一和十五有集市，四乡的人都来赶集，卖菜的、修伞的、唱戏的，热闹"
    "非凡。镇东有一座石桥，相传是三百年前一位退隐的官员出资修建的，桥头的石碑上还刻着他的名字。"
)


def reason(chosen, one) -> str:
    return chosen.apply(one).reason


def test_short_and_long_documents_go_but_not_those_with_tables() -> None:
    chosen = Length(LengthSettings(minimum=5, maximum=20))
    assert reason(chosen, document("a", "短")) == "too short"
    assert reason(chosen, document("a", "不短也不长的文本")) == ""
    assert reason(chosen, document("a", "长" * 21)) == "too long"
    assert reason(chosen, with_table(document("a", ""), [("a", "b")])) == ""


def test_documents_of_other_scripts_go() -> None:
    chosen = LanguageShare(LanguageSettings(minimum_letters=10))
    assert reason(chosen, document("a", "Посёлок расположен на берегу реки")) == "other language"
    assert reason(chosen, document("a", "ここはとてもしずかなまちです")) == "other language"
    assert reason(chosen, document("a", "这个小镇很安静，河边有一座石桥")) == ""
    assert reason(chosen, document("a", "A quiet town by the river")) == ""
    only_chinese = LanguageShare(LanguageSettings(languages=("zh",), minimum_letters=10))
    assert reason(only_chinese, document("a", "A quiet town by the river")) == "other language"


@given(st.text(max_size=40))
def test_letters_are_counted_as_unicode_has_them(text: str) -> None:
    counts = letter_classes(text)
    letters = [one for one in text if one.isalpha() and ord(one) < 0x10000]
    beyond = [one for one in text if ord(one) >= 0x10000]
    chinese = [one for one in letters if "\u3400" <= one <= "\u9fff" or "\uf900" <= one <= "\ufaff"]
    assert counts[[CHINESE, LATIN, OTHER]].sum() <= len(letters) + len(beyond) + len(text)
    assert counts[CHINESE] >= len(chinese)
    assert counts.sum() == len(text)


def test_repeated_lines_and_repeated_text_go_and_ordinary_text_stays() -> None:
    chosen = Repetition(RepetitionSettings(minimum_characters=50))
    assert (
        reason(chosen, document("a", *["点此返回首页，查看更多精彩内容"] * 8)) == "repeated lines"
    )
    assert reason(chosen, document("a", "好好学习，天天向上。" * 20)) == "repeated text"
    assert reason(chosen, document("a", ORDINARY)) == ""


def test_shares_are_those_of_a_plain_count() -> None:
    assert repeated_line_share("甲乙\n丙\n甲乙") == 2 / 7
    text = "一二三四五六七八九十" * 2
    runs = [text[start : start + 10] for start in range(len(text) - 9)]
    repeated = len(runs) - len(set(runs))
    assert repeated_ngram_share(text) == repeated / (len(runs) - 1)
