"""Strict configuration: every key is known, every override is checked."""

import pytest

from kg_pipeline.errors import ConfigurationError
from kg_pipeline.settings import PositiveInt, Settings, load_settings


class Inner(Settings):
    learning_rate: float = 0.1
    steps: PositiveInt = 3


class Outer(Settings):
    name: str
    training: Inner = Inner()
    parts: list[Inner] = []


def written(tmp_path, text):
    path = tmp_path / "run.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_misspelt_key_names_the_nearest_one(tmp_path):
    path = written(tmp_path, "name: a\ntraining: {learning_rat: 0.5}")
    with pytest.raises(ConfigurationError, match="did you mean learning_rate"):
        load_settings(Outer, path)


def test_a_key_of_another_section_is_not_suggested_for_itself(tmp_path):
    path = written(tmp_path, "name: a\nsteps: 4")
    with pytest.raises(ConfigurationError) as raised:
        load_settings(Outer, path)
    assert "steps: unknown key" in str(raised.value)
    assert "did you mean steps?" not in str(raised.value)


def test_overrides_are_read_as_yaml_and_validated(tmp_path):
    path = written(tmp_path, "name: a")
    assert load_settings(Outer, path, ["training.steps=7"]).training.steps == 7
    with pytest.raises(ConfigurationError, match=r"training\.steps"):
        load_settings(Outer, path, ["training.steps=-1"])
    with pytest.raises(ConfigurationError, match=r"expected section\.key=value"):
        load_settings(Outer, path, ["training.steps"])


def test_an_override_reaches_into_a_list(tmp_path):
    path = written(tmp_path, "name: a\nparts: [{steps: 1}, {steps: 2}]")
    assert load_settings(Outer, path, ["parts.1.steps=9"]).parts[1].steps == 9


@pytest.mark.parametrize("key", ["parts.x.steps", "parts.2.steps", "parts.x", "parts.2"])
def test_an_override_of_an_entry_that_is_not_there_is_an_error(tmp_path, key):
    path = written(tmp_path, "name: a\nparts: [{steps: 1}, {steps: 2}]")
    found = key.split(".")[1]
    with pytest.raises(ConfigurationError, match=f"{key}=9: expected .* below 2, found '{found}'"):
        load_settings(Outer, path, [f"{key}=9"])


def test_numbers_are_finite_and_days_are_days(tmp_path):
    path = written(tmp_path, "name: a")
    for value in (".nan", ".inf", "2020-13-45"):
        with pytest.raises(ConfigurationError, match="learning_rate"):
            load_settings(Outer, path, [f"training.learning_rate={value}"])
    with pytest.raises(ConfigurationError, match=r"run\.yaml"):
        load_settings(Outer, written(tmp_path, "name: 2020-13-45"))


def test_what_is_no_mapping_or_no_yaml_is_an_error_that_names_the_file(tmp_path):
    for text in ("- a\n- b", "a: [1", ""):
        with pytest.raises(ConfigurationError, match=r"run\.yaml"):
            load_settings(Outer, written(tmp_path, text))


def test_a_missing_file_is_an_error(tmp_path):
    with pytest.raises(ConfigurationError, match="expected a YAML"):
        load_settings(Outer, tmp_path / "none.yaml")
