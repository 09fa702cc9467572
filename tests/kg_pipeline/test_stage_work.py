"""Extracted triples know what they are independent of."""

import json
from pathlib import Path

from kg_pipeline.extraction import ExtractionSettings
from kg_pipeline.stage_work import extract_files
from tests.kg_pipeline.sources.printed import Printed, pdf


def test_copies_of_a_sentence_share_its_key_and_documents_are_sources(tmp_path: Path) -> None:
    for name, end in (("a", "。"), ("b", " 。\n\n此外另有一段文字。")):
        text = f"云帆科技有限公司\n\n云帆科技有限公司成立于2009年6月18日{end}"
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    output = tmp_path / "triples.jsonl"
    extract_files([str(tmp_path / "*.txt")], ExtractionSettings(), output)
    rows = [json.loads(line) for line in output.read_text(encoding="utf-8").splitlines()]
    founded = [row for row in rows if row["predicate"] == "成立日期"]
    assert len(founded) == 2
    assert [row["source"] for row in founded] == [row["document_id"] for row in founded]
    assert founded[0]["source"] != founded[1]["source"]
    assert founded[0]["sentence_key"] == founded[1]["sentence_key"] != ""


def test_pages_of_pdf_files_are_no_web_pages(tmp_path: Path) -> None:
    for number in range(6):
        lines = [Printed(f"{number}号渡口", 200, 780, 18), Printed(f"水深：{number}米", 100, 715)]
        (tmp_path / f"{number}.pdf").write_bytes(pdf([lines, lines]))
    output = tmp_path / "triples.jsonl"
    done = extract_files([str(tmp_path / "*.pdf")], ExtractionSettings(), output)
    assert (done.n_documents, done.set_aside) == (6, [])
    rows = [json.loads(line) for line in output.read_text(encoding="utf-8").splitlines()]
    assert "templates" not in {row["extractor"] for row in rows}
