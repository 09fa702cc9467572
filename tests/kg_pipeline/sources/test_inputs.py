"""Which files are read: in one order, and never silently none."""

import logging
from pathlib import Path

import pytest

from kg_pipeline.errors import ConfigurationError, DataError
from kg_pipeline.sources.inputs import FieldMapping, SourceSettings, find_inputs, format_of


def settings(*paths: Path | str) -> SourceSettings:
    return SourceSettings(paths=[str(path) for path in paths])


def test_files_folders_and_globs_give_sorted_files_each_once(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    for name in ("b.md", "a.txt", "inner/c.html", "inner/d.HTM"):
        (tmp_path / name).write_text("x")
    found = find_inputs(settings(tmp_path / "b.md", tmp_path, tmp_path / "**" / "*.html"))
    names = [path.relative_to(tmp_path).as_posix() for path in found]
    assert names == ["a.txt", "b.md", "inner/c.html", "inner/d.HTM"]


def test_hidden_files_are_left_out(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    for name in (".git/a.txt", ".b.txt", "c.txt"):
        (tmp_path / name).write_text("x")
    assert [path.name for path in find_inputs(settings(tmp_path))] == ["c.txt"]


def test_a_missing_path_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"nothing\.txt: expected a file.*correct the path"):
        find_inputs(settings(tmp_path / "nothing.txt"))


def test_an_empty_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="empty folder"):
        find_inputs(settings(tmp_path))


def test_a_pattern_that_matches_nothing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no file matches"):
        find_inputs(settings(tmp_path / "*.txt"))


def test_a_named_file_of_unknown_suffix_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "a.xyz"
    path.write_text("x")
    with pytest.raises(ConfigurationError, match=r"found '\.xyz'; add its suffix"):
        find_inputs(settings(path))


def test_a_folder_of_unknown_suffixes_names_them(tmp_path: Path) -> None:
    (tmp_path / "a.xyz").write_text("x")
    with pytest.raises(DataError, match=r"found only 1 \.xyz"):
        find_inputs(settings(tmp_path))


def test_files_of_unknown_suffix_in_a_folder_are_counted_in_the_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for name in ("a.xyz", "b.xyz", "c.txt"):
        (tmp_path / name).write_text("x")
    with caplog.at_level(logging.INFO):
        find_inputs(settings(tmp_path))
    assert "2 .xyz" in caplog.text


def test_a_suffix_can_be_given_a_format() -> None:
    chosen = SourceSettings(paths=["x"], suffixes={".law": "markdown"})
    assert format_of(Path("a.law"), chosen) == "markdown"


def test_attributes_may_be_all_some_or_renamed() -> None:
    for attributes in ("*", ["a"], {"a": "面积"}):
        mapping = FieldMapping.model_validate({"title": "t", "attributes": attributes})
        assert mapping.attributes == attributes
