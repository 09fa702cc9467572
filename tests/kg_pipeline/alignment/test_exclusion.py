"""Texts of evaluation sets stay out of the corpus."""

import json
from pathlib import Path

import pytest

from kg_pipeline.alignment.exclusion import ExcludedTexts, excluded_texts
from kg_pipeline.errors import ConfigurationError, DataError
from kg_pipeline.records import Sentence


def sentences(*texts: str) -> list[Sentence]:
    """Sentences of one document."""
    return [Sentence("d", n, n + len(text), text, "zh") for n, text in enumerate(texts)]


def test_a_sentence_is_known_whatever_its_signs_width_and_case() -> None:
    texts = ExcludedTexts(["灯塔ABC的灯，亮了 三十年。"])
    kept = texts.without(sentences("灯塔ａｂｃ的灯亮了三十年！", "灯塔的灯亮了三十年。"))
    assert [one.text for one in kept] == ["灯塔的灯亮了三十年。"]


def test_a_longer_sentence_of_an_excluded_text_is_excluded_and_a_short_one_is_not() -> None:
    texts = ExcludedTexts(["他来了。青石镇的渡口在每年春天重新开放。"])
    kept = texts.without(sentences("青石镇的渡口在每年春天重新开放。", "他来了。"))
    assert [one.text for one in kept] == ["他来了。"]


def test_a_text_that_contains_an_excluded_sentence_is_excluded() -> None:
    texts = ExcludedTexts(["青石镇的渡口在每年春天重新开放。"])
    assert texts.without(sentences("好消息！青石镇的渡口在每年春天重新开放")) == []


def test_files_hold_a_text_a_line_or_objects_with_texts(tmp_path: Path) -> None:
    plain, objects = tmp_path / "a.txt", tmp_path / "b.jsonl"
    plain.write_text("白河的春天来得早。\n", encoding="utf-8")
    row = {"sentence": "北岭的雪化得晚。", "label": 3}
    objects.write_text(json.dumps(row, ensure_ascii=False) + "\n", encoding="utf-8")
    texts = excluded_texts((str(plain), str(objects)))
    assert (
        texts.without(sentences("白河的春天来得早！", "北岭的雪化得晚。", "别的句子。"))
        == (sentences("", "", "别的句子。")[2:])
    )


def test_strings_inside_lists_and_objects_of_a_line_are_texts(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    row = {"texts": ["白河的春天来得早。", {"text": "北岭的雪化得晚。"}], "别的句子": [3, None]}
    path.write_text(json.dumps(row, ensure_ascii=False) + "\n", encoding="utf-8")
    kept = excluded_texts((str(path),)).without(
        sentences("白河的春天来得早！", "北岭的雪化得晚。", "别的句子。")
    )
    assert [one.text for one in kept] == ["别的句子。"]


def test_a_file_that_is_not_utf_8_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("白河的春天来得早。\n", encoding="gb18030")
    with pytest.raises(ConfigurationError, match=r"a\.txt: expected .* UTF-8"):
        excluded_texts((str(path),))


def test_a_missing_file_is_named() -> None:
    with pytest.raises(DataError, match="nowhere"):
        excluded_texts(("nowhere.txt",))
