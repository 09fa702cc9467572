"""``from kg_pipeline import extract``: documents, files or texts to triples in one call."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg_pipeline import extract
from kg_pipeline.cli import app
from kg_pipeline.errors import ConfigurationError, DataError
from kg_pipeline.extraction.schema import load_schema
from kg_pipeline.records import Document, Sentence, SetAside, Triple
from tests.kg_pipeline.extraction.conftest import document_of, facts

TEXT = "云帆公司的注册资本为3000万元，员工人数为80人。"
SCHEMA = "predicates:\n  - {predicate: 资本, aliases: [注册资本], range: [number], units: [元]}\n"
PATTERNS = """
language: zh
patterns:
  - {predicate: 口号, triggers: [高喊], template: "{subject}高喊{object:text}"}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_text(f"云帆公司\n\n{TEXT}\n", encoding="utf-8")
    (tmp_path / "texts" / "b.txt").write_text("", encoding="utf-8")
    (tmp_path / "schema.yaml").write_text(SCHEMA, encoding="utf-8")
    (tmp_path / "patterns.yaml").write_text(PATTERNS, encoding="utf-8")
    return tmp_path


BOTH = {("云帆公司", "注册资本", "3000万元"), ("云帆公司", "员工人数", "80人")}


def test_texts_files_and_documents_give_the_same_triples(folder: Path) -> None:
    assert facts(extract(texts=[TEXT])) == BOTH
    assert facts(extract(texts=TEXT)) == BOTH
    assert facts(extract(folder / "texts")) == BOTH
    assert facts(extract([str(folder / "texts" / "*.txt")])) == BOTH
    assert facts(extract(document_of(TEXT))) == BOTH


def test_offsets_of_a_text_are_its_own() -> None:
    text = f"\n  序言在此。\n\n{TEXT}\n"
    for triple in extract(texts=[text]):
        assert text[triple.object_start : triple.object_end] == triple.object


def test_a_schema_is_a_file_or_an_object(folder: Path) -> None:
    for schema in (folder / "schema.yaml", load_schema(folder / "schema.yaml")):
        assert facts(extract(texts=[TEXT], schema=schema)) == {("云帆公司", "资本", "3000万元")}


def test_what_is_left_out_is_handed_over_with_its_reason(folder: Path) -> None:
    aside: list[SetAside] = []
    extract(folder / "texts", schema=folder / "schema.yaml", set_aside=aside.append)
    assert [one.reason for one in aside] == ["predicate not in the schema", "empty"]


class _Letters:
    """An extractor of one's own: documents are lists of their sentences."""

    name = "letters"

    def extract(self, document: Document, sentences: list[Sentence]) -> list[Triple]:
        return [
            Triple("text", "has", one.text, "text", "", 1.0, self.name, document.document_id)
            for one in sentences
        ]


def test_extractors_of_ones_own_are_used_instead() -> None:
    triples = extract(texts=["甲。乙。"], extractors=[_Letters()])  # type: ignore[list-item]
    assert [triple.object for triple in triples] == ["甲。", "乙。"]


def test_nothing_to_extract_from_is_an_error() -> None:
    with pytest.raises(ConfigurationError, match="inputs or texts"):
        extract()
    with pytest.raises(DataError, match="found nothing there"):
        extract("no/such/file.txt")


def test_the_command_line_keeps_to_a_schema_and_takes_own_patterns(folder: Path) -> None:
    output = folder / "out.jsonl"
    (folder / "texts" / "c.txt").write_text("云帆公司高喊前进。\n", encoding="utf-8")
    command = ["extract", str(folder / "texts"), "-o", str(output)]
    patterns = ["--patterns", str(folder / "patterns.yaml")]
    done = CliRunner().invoke(app, [*command, *patterns])
    assert done.exit_code == 0, done.output
    predicates = [json.loads(line)["predicate"] for line in output.read_text().splitlines()]
    assert sorted(predicates) == ["口号", "员工人数", "注册资本"]
    done = CliRunner().invoke(app, [*command, *patterns, "--schema", str(folder / "schema.yaml")])
    assert done.exit_code == 0, done.output
    predicates = [json.loads(line)["predicate"] for line in output.read_text().splitlines()]
    assert predicates == ["资本"]
    assert "triples left out: 2 × predicate not in the schema" in done.output


def test_the_command_line_sets_what_else_extraction_has(folder: Path) -> None:
    output = folder / "out.jsonl"
    command = ["extract", str(folder / "texts"), "-o", str(output)]
    done = CliRunner().invoke(app, [*command, "--set", "extractors=[structured]"])
    assert done.exit_code == 0, done.output
    assert output.read_text() == ""
    done = CliRunner().invoke(app, [*command, "--set", "extractors=[dependencies]"])
    assert isinstance(done.exception, ConfigurationError)
    assert "expected the name or path of a spaCy pipeline" in str(done.exception)
