"""One document may end the reading process; all others are read, in order."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from kg_pipeline.errors import ResourceError
from kg_pipeline.records import SetAside, documents_from
from kg_pipeline.sources.documents import read_documents
from kg_pipeline.sources.inputs import SourceSettings
from kg_pipeline.sources.isolation import IsolatedReader
from tests.kg_pipeline.test_workers import is_there

STAGED = "tests.kg_pipeline.sources.staged_process"


def staged(folder: Path, lines: Sequence[str], **limits: float) -> tuple[list[str], list[SetAside]]:
    """What is read of files of one line each, or of one file where ``lines`` has newlines."""
    paths = []
    for number, line in enumerate(lines):
        paths.append(folder / f"{number}.txt")
        paths[-1].write_text(line, encoding="utf-8")
    settings = SourceSettings.model_validate({"paths": ["x"], "max_seconds": 1.0, **limits})
    with IsolatedReader(STAGED) as reader:
        read = list(reader.read(paths, settings))
    texts = [document.text for files in read for document in documents_from(files.documents)]
    return texts, [entry for files in read for entry in files.set_aside]


def test_harmful_documents_are_set_aside_and_the_others_are_read(tmp_path: Path) -> None:
    lines = ["one", "crash now", "hang", "two", "sleep", "memory", "three", "fail", "four"]
    texts, aside = staged(tmp_path, lines, max_memory_mb=64)
    assert texts == ["one", "two", "three", "four"]
    assert [(Path(entry.source).name, entry.reason) for entry in aside] == [
        ("1.txt#1", "reader crashed"),
        ("2.txt#1", "too slow"),
        ("4.txt#1", "too slow"),
        ("5.txt#1", "too much memory"),
        ("7.txt#1", "reader failed"),
    ]


def test_only_the_harmful_line_of_a_file_is_lost(tmp_path: Path) -> None:
    texts, aside = staged(tmp_path, ["one\ntwo\ncrash now\nthree\nhang\nfour", "five"])
    assert texts == ["one", "two", "three", "four", "five"]
    assert [entry.source[-2:] for entry in aside] == ["#3", "#5"]


def test_where_the_way_to_the_next_line_is_blocked_the_rest_of_the_file_is_set_aside(
    tmp_path: Path,
) -> None:
    texts, aside = staged(tmp_path, ["one\ntwo\nnever STOP crash now\nthree", "four"])
    assert texts == ["one", "two", "four"]
    (entry,) = aside
    assert entry.reason == "reader crashed" and "the rest is not read" in entry.detail


def test_a_document_is_not_blamed_for_what_was_read_before_it(tmp_path: Path) -> None:
    texts, aside = staged(tmp_path, ["one", "crash later", "two", "crash later\ncrash later"])
    assert texts == ["one", "crash later", "two", "crash later", "crash later"]
    assert not aside


def test_everything_harmful_ends_all_the_same(tmp_path: Path) -> None:
    texts, aside = staged(tmp_path, ["crash now"] * 2)
    assert (texts, len(aside)) == ([], 2)


def test_isolated_reading_gives_what_reading_gives(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# 题\n\n甲：乙\n", encoding="utf-8")
    (tmp_path / "b.html").write_text("<h1>题</h1><p>第一段。</p>", encoding="utf-8")
    (tmp_path / "c.jsonl").write_text('{"title": "一"}\n[1]\n{"title": "二"}', encoding="utf-8")
    (tmp_path / "d.csv").write_text("title,面积\n三,5\n", encoding="utf-8")
    paths = sorted(tmp_path.iterdir())
    settings = SourceSettings(paths=["x"])
    plain = [record for path in paths for record in read_documents(path, settings)]
    with IsolatedReader() as reader:
        (files,) = reader.read(paths, settings)
    assert [*documents_from(files.documents), *files.set_aside] == sorted(
        plain, key=lambda record: isinstance(record, SetAside)
    )


def test_a_caller_that_goes_away_spoils_nothing_for_the_next(tmp_path: Path) -> None:
    first, second = tmp_path / "first.txt", tmp_path / "second.txt"
    first.write_text("\n".join(["long " * 100_000] * 12), encoding="utf-8")
    second.write_text("second", encoding="utf-8")
    settings = SourceSettings(paths=["x"])
    with IsolatedReader(STAGED) as reader:
        for _ in reader.read([first], settings):
            break
        (files,) = reader.read([second], settings)
    assert [document.text for document in documents_from(files.documents)] == ["second"]


def test_a_process_that_cannot_start_is_an_error(tmp_path: Path) -> None:
    with (
        IsolatedReader("kg_pipeline.no_such_module") as reader,
        pytest.raises(ResourceError, match="ends at its start"),
    ):
        list(reader.read([tmp_path / "a.txt"], SourceSettings(paths=["x"])))


_PARENT = """
import sys
from pathlib import Path
from kg_pipeline.sources.inputs import SourceSettings
from kg_pipeline.sources.isolation import IsolatedReader
reader = IsolatedReader({module!r})
list(reader.read([Path({calm!r})], SourceSettings(paths=["x"])))
print(reader.process_id(), flush=True)
list(reader.read([Path({wild!r})], SourceSettings(paths=["x"], max_seconds=60)))
"""


def test_the_reading_process_of_a_killed_parent_ends_even_while_it_reads(tmp_path: Path) -> None:
    for name, text in (("calm.txt", "one"), ("wild.txt", "hang")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    names = {"calm": str(tmp_path / "calm.txt"), "wild": str(tmp_path / "wild.txt")}
    code = _PARENT.format(module=STAGED, **names)
    parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    time.sleep(0.3)  # it hangs by now
    assert is_there(child)
    os.kill(parent.pid, signal.SIGKILL)
    parent.wait()
    deadline = time.monotonic() + 10
    while is_there(child) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not is_there(child)
