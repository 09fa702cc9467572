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


def test_a_list_names_files_folders_and_globs(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    for name in ("a.txt", "b.md", "inner/c.html", "d.csv"):
        (tmp_path / name).write_text("x")
    listed = tmp_path / "wanted.list"
    entries = ["# a remark", str(tmp_path / "a.txt"), "", f"  {tmp_path / 'inner'}  "]
    listed.write_text("\n".join([*entries, str(tmp_path / "*.csv")]), encoding="utf-8")
    found = find_inputs(settings(f"@{listed}", tmp_path / "a.txt"))
    assert [path.name for path in found] == ["a.txt", "d.csv", "c.html"]


def test_a_list_that_is_missing_or_empty_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "empty.list").write_text("# nothing\n")
    for name in ("missing.list", "empty.list"):
        with pytest.raises(DataError, match=rf"@.*{name}: expected"):
            find_inputs(settings(f"@{tmp_path / name}"))


def test_a_listed_path_that_does_not_exist_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.list").write_text(str(tmp_path / "gone.txt"))
    with pytest.raises(DataError, match=r"gone\.txt"):
        find_inputs(settings(f"@{tmp_path / 'a.list'}"))


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.txt.gz", "txt"),
        ("a.HTML.GZ", "html"),
        ("a.warc.gz", "warc"),
        ("a.csv", "csv"),
        ("a.tsv", "tsv"),
        ("a.PDF", "pdf"),
        ("a.docx", "docx"),
    ],
)
def test_suffixes_tell_the_format(name: str, kind: str) -> None:
    assert format_of(Path(name), settings("x")) == kind


def test_a_packed_file_of_unknown_suffix_is_an_error() -> None:
    for name in ("a.gz", "a.tar.gz"):
        with pytest.raises(ConfigurationError, match="add its suffix"):
            format_of(Path(name), settings("x"))


def test_a_suffix_can_be_given_a_format() -> None:
    chosen = SourceSettings(paths=["x"], suffixes={".law": "markdown"})
    assert format_of(Path("a.law"), chosen) == "markdown"


def test_attributes_may_be_all_some_or_renamed() -> None:
    for attributes in ("*", ["a"], {"a": "面积"}):
        mapping = FieldMapping.model_validate({"title": "t", "attributes": attributes})
        assert mapping.attributes == attributes
