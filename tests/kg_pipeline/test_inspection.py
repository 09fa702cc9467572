"""``kg-pipeline why`` shows conflicts and all bearers of a name."""

from pathlib import Path

from kg_pipeline.extraction.lexicon import PredicateEntry, PredicateLexicon
from kg_pipeline.extraction.merging import merge
from kg_pipeline.graph.store import KnowledgeGraph, write_graph
from kg_pipeline.inspection import evidence_lines
from kg_pipeline.records import Triple


def said(subject: str, value: str, document: str, confidence: float) -> Triple:
    return Triple(subject, "成立日期", value, "date", "", confidence, "test", document)


def lines(folder: Path, triples: list[Triple], subject: str) -> list[str]:
    entry = PredicateEntry(predicate="成立日期", object="date", functional=True)
    write_graph(merge(triples, lexicon=PredicateLexicon([entry])), folder, "key")
    return [line for line in evidence_lines(folder, subject, None) if not line.startswith(" ")]


def test_a_conflict_is_shown_with_the_preferred_value(tmp_path: Path) -> None:
    triples = [said("云帆", "2009年", "a", 0.5), said("云帆", "2010年", "b", 0.6)]
    first, second = lines(tmp_path / "graph", triples, "云帆")
    assert first.endswith("in conflict, another value is preferred")
    assert second.endswith("preferred over 1 in conflict")
    assert KnowledgeGraph.load(tmp_path / "graph").preferred.tolist() == [False, True]


def test_a_name_shows_all_that_bear_it(tmp_path: Path) -> None:
    triples = [said("云帆（学校）", "2009年", "a", 0.9), said("云帆（企业）", "2010年", "b", 0.9)]
    found = lines(tmp_path / "graph", triples, "云帆")
    assert [line.partition(" ")[0] for line in found] == ["云帆（企业）", "云帆（学校）"]
    assert not any("conflict" in line for line in found)
