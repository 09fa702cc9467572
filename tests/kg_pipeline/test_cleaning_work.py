"""The stage as a whole: the list of filters, rounds, and what may not change the outcome."""

import random
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from kg_pipeline import cleaning_work
from kg_pipeline.cleaning import COLLECTIVE, LOCAL, CleaningSettings
from kg_pipeline.cleaning_work import rounds_folder, rounds_of
from kg_pipeline.cli import app
from kg_pipeline.errors import ConfigurationError
from kg_pipeline.settings import parse_settings
from kg_pipeline.storage import read_manifest
from tests.kg_pipeline.cleaning.test_copies_and_families import OTHER, TEXT, changed
from tests.kg_pipeline.cleaning.worlds import assert_offsets_hold, cleaned, document, with_table

ALL = (*CleaningSettings().filters,)
EVERY = [
    "boilerplate_lines",
    "advertisements",
    "personal_data",
    "length",
    "language",
    "repetition",
] + [
    "exact_copies",
    "families",
    {"kind": "repeated_passages", "similarity": 0.7},
]


def world() -> list:
    """A little of everything that the filters take."""
    title = "青石镇茶叶管理条例"
    pages = [
        document(
            f"https://site.example/{number}",
            f"第{number}个村子有{number}口井，村口的老树已有百年。",
            "版权所有 未经许可不得转载",
            kind="text/html",
        )
        for number in range(6)
    ]
    return [
        *pages,
        document("law-1.txt", *TEXT, title=title),
        document("law-2.txt", *changed(TEXT, 4), title=title),
        document("law-3.txt", *TEXT, title=title),
        document("other.txt", *OTHER, "限时优惠，扫码立即抢购！", "电话13800138000"),
        document("russian.txt", "Посёлок расположен на берегу реки и окружён лесом"),
        with_table(document("short.txt", "短"), [("邮箱", "a1@b.com")]),
        document("empty.txt", "短"),
    ]


def hashes(folder: Path) -> dict[str, str]:
    return {name: entry.sha256 for name, entry in read_manifest(folder).files.items()}


def test_every_filter_has_its_settings_and_stands_in_one_of_the_dicts() -> None:
    kinds = {"kind": 0}
    for kind in (*LOCAL, *COLLECTIVE):
        (settings,) = parse_settings(CleaningSettings, {"filters": [{"kind": kind}]}, "t").filters
        kinds[settings.kind] = 1
    assert len(kinds) == len(LOCAL) + len(COLLECTIVE) + 1


def test_a_misspelt_filter_or_key_is_an_error_that_names_it() -> None:
    with pytest.raises(ConfigurationError, match="famlies"):
        parse_settings(CleaningSettings, {"filters": [{"kind": "famlies"}]}, "t")
    with pytest.raises(ConfigurationError, match="minimum"):
        parse_settings(CleaningSettings, {"filters": [{"kind": "length", "minimun": 3}]}, "t")


def test_nothing_is_lost_without_a_reason_and_all_offsets_hold(tmp_path) -> None:
    documents = {one.uri: one for one in world()}
    found = cleaned(tmp_path, list(documents.values()), EVERY)
    assert set(found.documents) | set(found.aside) == set(documents)
    assert not set(found.documents) & set(found.aside)
    for one in found.documents.values():
        assert_offsets_hold(one)
        assert len(one.text) == len(documents[one.uri].text)
    assert found.aside == {
        "law-3.txt": "exact copy",
        "russian.txt": "other language",
        "empty.txt": "too short",
    }
    assert {row["filter"] for row in found.taken} >= {
        *("boilerplate_lines", "advertisements", "personal_data", "families", "repeated_passages")
    }
    assert not rounds_folder(tmp_path / "out").exists()


def test_workers_and_the_parting_into_tables_change_nothing(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(cleaning_work, "_SMALL", 0)
    one = cleaned(tmp_path / "one", world(), EVERY, workers=1)
    two = cleaned(tmp_path / "two", world(), EVERY, workers=2)
    assert hashes(tmp_path / "one" / "out") == hashes(tmp_path / "two" / "out")
    whole = cleaned(tmp_path / "whole", world(), EVERY, a_table=100)
    assert one.documents == two.documents == whole.documents


def test_the_order_of_the_documents_changes_nothing(tmp_path) -> None:
    first = cleaned(tmp_path / "0", world(), EVERY)
    for seed in (1, 2):
        shuffled = world()
        random.Random(seed).shuffle(shuffled)
        again = cleaned(tmp_path / str(seed), shuffled, EVERY)
        assert (again.documents, again.aside) == (first.documents, first.aside)


def test_the_hash_seed_changes_nothing(tmp_path) -> None:
    code = (
        "import sys; from pathlib import Path;"
        "from tests.kg_pipeline.cleaning.worlds import cleaned;"
        "from tests.kg_pipeline.test_cleaning_work import EVERY, hashes, world;"
        "root = Path(sys.argv[1]); cleaned(root, world(), EVERY); print(hashes(root / 'out'))"
    )
    said = set()
    for seed in ("0", "1", "random"):
        environment = {"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)}
        command = [sys.executable, "-c", code, str(tmp_path / seed)]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        said.add(done.stdout)
    assert len(said) == 1


def test_no_filters_leave_the_documents_as_they_are(tmp_path) -> None:
    found = cleaned(tmp_path, world(), [])
    assert found.documents == {one.uri: one for one in world()}
    assert found.taken == []


def test_filters_run_in_the_order_of_the_configuration(tmp_path) -> None:
    late = document("a.txt", "限时优惠，扫码立即抢购！")
    before = [{"kind": "length", "minimum": 5}, "advertisements"]
    assert set(cleaned(tmp_path / "before", [late], before).documents) == {"a.txt"}
    (rounds := rounds_of(ALL)).pop()
    assert [[one.kind for one in each.collective] for each in rounds] == [
        ["boilerplate_lines"],
        ["exact_copies", "families"],
    ]


def test_tables_without_a_verdict_come_through_a_round_that_has_some_for_others(tmp_path) -> None:
    filters = ["boilerplate_lines", "exact_copies", {"kind": "repeated_passages"}]
    found = cleaned(tmp_path, world(), filters, a_table=2)
    assert set(found.documents) | set(found.aside) == {one.uri for one in world()}
    assert {row["filter"] for row in found.taken} >= {"boilerplate_lines", "exact_copies"}


def test_the_command_writes_a_report_with_samples(tmp_path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    for name in "ab":
        (pages / f"{name}.txt").write_text("\n\n".join(TEXT), encoding="utf-8")
    (pages / "c.txt").write_text("电话13800138000，<b>每天</b>营业到很晚。", encoding="utf-8")
    config = tmp_path / "run.yaml"
    filters = [{"kind": "personal_data"}, {"kind": "exact_copies"}]
    config.write_text(yaml.safe_dump({"output": "x", "cleaning": {"filters": filters}}))
    report = tmp_path / "report.html"
    arguments = ["clean", str(pages), "-o", str(tmp_path / "out"), "--report", str(report)]
    said = CliRunner().invoke(app, [*arguments, "--config", str(config)], catch_exceptions=False)
    assert "1 documents set aside: exact copy" in said.output
    page = report.read_text(encoding="utf-8")
    assert "mobile number" in page and "电话***********" in page
    assert "13800138000" not in page and "<b>每天</b>" not in page
