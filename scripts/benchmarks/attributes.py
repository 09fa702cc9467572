"""Do all attributes of real records become triples, and do records of one name stay apart?

    python scripts/benchmarks/attributes.py --data PATH [-o runs/attributes] [--sets movies,…]

PATH holds gov_services/ and zh_kg/. Records are written as JSON lines and go through the pipeline's
stages up to the graph. Counted are

values    non-missing values, those of listing fields one by one, and how many of them are triples of
          the graph whose evidence stands in that very record; the rest by reason
entities  pairs of records of one name: wrongly one entity, wrongly two. Service items are things of
          their own by their codes; two movies or actors are one where their texts share a sentence
          or all their values are equal

Examples stand in OUT/SET/report.md; they are data of others and belong into no commit.
"""

import argparse
import re
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "experiments"))

from real_data.attribute_items import NAME, Item, actor_items, movie_items, service_items
from real_data.names import comparable
from real_data.records import write_lines

from kg_pipeline.extraction import lexicon_from
from kg_pipeline.graph.store import KnowledgeGraph
from kg_pipeline.pipeline import Pipeline
from kg_pipeline.records import Triple, documents_from
from kg_pipeline.run_settings import PipelineRun
from kg_pipeline.settings import parse_settings
from kg_pipeline.storage import read_table

_SCHEMA = """
language: zh
documents: all
lexicon:
  - {predicate: 影片类型, object: name, spoken: false}
  - {predicate: 对白语言, object: name, spoken: false}
  - {predicate: 代表作品, object: name, spoken: false}
  - {predicate: 经纪公司, object: name, spoken: false}
  - {predicate: 主演, object: name, spoken: false}
  - {predicate: 导演, object: name, spoken: false}
  - {predicate: 编剧, object: name, spoken: false}
  - {predicate: 出品公司, object: name, spoken: false}
  - {predicate: 出生日期, object: date, functional: true, spoken: false}
  - {predicate: 上映时间, object: date, spoken: false}
"""
_LISTS = frozenset(
    ["影片类型", "对白语言", "代表作品", "经纪公司", "主演", "导演", "编剧", "出品公司"]
)
_BETWEEN = re.compile(r"[、，,；;/](?![^《]*》)(?![^（(]*[)）])(?!\d)")
_NOTE = re.compile(r"\[\d+(?:-\d+)?\]")
_N_EXAMPLES = 40


@dataclass(slots=True)
class Found:
    """What became of a set: counts, and examples for the report."""

    n_values: int = 0
    n_found: int = 0
    n_listed: int = 0
    n_parted: int = 0
    missing: Counter[str] = field(default_factory=Counter)
    n_names: int = 0
    n_pairs_apart: int = 0
    n_pairs_same: int = 0
    wrongly_one: int = 0
    wrongly_two: int = 0
    n_expected: int = 0
    n_entities: int = 0
    examples: dict[str, list[str]] = field(default_factory=dict)

    def note(self, heading: str, example: str) -> None:
        """Keep an example, the first ones of each heading."""
        some = self.examples.setdefault(heading, [])
        if len(some) < _N_EXAMPLES:
            some.append(example)


SETS: dict[str, Callable[[Path], Iterator[Item]]] = {
    "gov_services": service_items,
    "movies": movie_items,
    "actors": actor_items,
}


class BuiltGraph:
    """The graph of one set: by record, what it states and which entity that is about."""

    def __init__(self, folder: Path, settings: PipelineRun) -> None:
        self.lexicon = lexicon_from(settings.extraction)
        lines: dict[str, int] = {}
        for path in sorted((folder / "documents").glob("corpus-*.parquet")):
            for document in documents_from(read_table(path)):
                lines[document.document_id] = int(document.uri.rpartition("#")[2]) - 1
        self.extracted = self._extracted(folder, lines)
        graph = KnowledgeGraph.load(folder / "graph")
        self.stated: dict[int, dict[str, set[str]]] = {}
        self.entity: dict[int, str] = {}
        self.cards: dict[int, str] = {}
        ids = graph.entity_ids
        evidence = read_table(folder / "graph" / "evidence.parquet").to_pylist()
        for row in evidence:
            line = lines[row["document_id"]]
            values = self.stated.setdefault(line, {}).setdefault(row["predicate"], set())
            values.add(comparable(row["object"]))
            self.entity[line] = ids[int(graph.subject[row["triple_id"]])]

    def _extracted(self, folder: Path, lines: dict[str, int]) -> dict[tuple[int, str], set[str]]:
        found: dict[tuple[int, str], set[str]] = {}
        for path in sorted((folder / "triples").glob("triples-*.parquet")):
            for row in read_table(path).to_pylist():
                triple = Triple(**row)
                key = (lines[triple.document_id], triple.predicate)
                found.setdefault(key, set()).add(comparable(triple.object))
        return found


def build(items: list[Item], folder: Path) -> BuiltGraph:
    """Run the stages over the items."""
    shutil.rmtree(folder, ignore_errors=True)
    write_lines(folder / "items.jsonl", [item.row(n) for n, item in enumerate(items)])
    (folder / "schema.yaml").write_text(_SCHEMA, encoding="utf-8")
    mapping = {"title": NAME, "text": [], "attributes_from": "attributes"}
    settings = parse_settings(
        PipelineRun,
        {
            "output": str(folder / "pipeline"),
            "inputs": [{"paths": [str(folder / "items.jsonl")], "fields": mapping}],
            "cleaning": {"filters": []},  # a record that says the same as another is one too
            "extraction": {
                "extractors": ["structured"],
                "pattern_files": [str(folder / "schema.yaml")],
            },
            "workers": 1,
        },
        "attributes",
    )
    pipeline = Pipeline(settings, lambda stage, done, total: None)
    for stage in ("documents", "cleaning", "triples", "graph"):
        pipeline.run(stage)
    return BuiltGraph(folder / "pipeline", settings)


def judge_values(items: list[Item], graph: BuiltGraph, found: Found) -> None:
    """Count the values that are triples."""
    for line, item in enumerate(items):
        stated = graph.stated.get(line, {})
        for name, values in item.attributes.items():
            known = stated.get(name, set())
            for value in values:
                parts = [part.strip() for part in _BETWEEN.split(_NOTE.sub("", value))]
                parts = [part.removesuffix("等") for part in parts if comparable(part)]
                listed = name in _LISTS and len(parts) > 1
                if listed:
                    found.n_listed += 1
                    found.n_parted += all(comparable(part) in known for part in parts)
                for one in parts if listed else [value]:
                    found.n_values += 1
                    if _is_stated(one, known):
                        found.n_found += 1
                        continue
                    reason = _reason(one, item.name, graph.extracted.get((line, name), set()))
                    found.missing[reason] += 1
                    found.note(reason, f"{item.name} · {name} · {one}")


def _is_stated(value: str, known: set[str]) -> bool:
    """The value is there, or parts that make it up."""
    rest = comparable(_NOTE.sub("", value))
    if rest in known:
        return True
    for part in sorted(known, key=lambda text: (-len(text), text)):
        rest = rest.replace(part, "") if part else rest
    return rest in ("", "等") and bool(known)


def _reason(value: str, name: str, extracted: set[str]) -> str:
    plain = comparable(_NOTE.sub("", value))
    if not plain:
        return "holds neither letters nor digits"
    if plain == comparable(name):
        return "is the record's own name"
    if plain in extracted:
        return "set aside in merging"
    if any(plain in one for one in extracted):
        return "stands in a longer value (not parted)"
    return "not extracted"


def judge_entities(items: list[Item], graph: BuiltGraph, found: Found) -> None:
    """Count pairs of records of one name that are wrongly one entity or wrongly two."""
    by_name: dict[str, list[int]] = {}
    for line, item in enumerate(items):
        if line in graph.entity:
            by_name.setdefault(comparable(item.name), []).append(line)
    for lines in by_name.values():
        found.n_expected += len(_groups(lines, items))
        found.n_entities += len({graph.entity[line] for line in lines})
        if len(lines) == 1:
            continue
        found.n_names += 1
        for first, second in combinations(lines, 2):
            same = not items[first].same_as.isdisjoint(items[second].same_as)
            one = graph.entity[first] == graph.entity[second]
            found.n_pairs_same += same
            found.n_pairs_apart += not same
            found.wrongly_one += one and not same
            found.wrongly_two += same and not one
            heading = {(True, False): "wrongly one entity", (False, True): "wrongly two entities"}
            found.note(
                heading.get((one, same), "one entity" if one else "two entities"),
                f"{graph.entity[first]} | {graph.entity[second]}: {_difference(items, first, second)}",
            )


def _groups(lines: list[int], items: list[Item]) -> list[frozenset[str]]:
    """Things among records of one name."""
    groups: list[frozenset[str]] = []
    for line in lines:
        keys = items[line].same_as
        joined = [group for group in groups if not group.isdisjoint(keys)]
        groups = [group for group in groups if group not in joined]
        groups.append(keys.union(*joined) or frozenset([f"line {line}"]))
    return groups


def _difference(items: list[Item], first: int, second: int) -> str:
    one, other = items[first].attributes, items[second].attributes
    differing = [
        f"{name}: {'、'.join(one[name])[:40]} / {'、'.join(other[name])[:40]}"
        for name in one
        if name in other and one[name] != other[name]
    ]
    shared = sum(name in other and one[name] == other[name] for name in one)
    return f"{shared} equal; " + "; ".join(differing[:8])


def write_report(found: Found, path: Path) -> None:
    """Examples under their headings."""
    lines = []
    for heading, examples in sorted(found.examples.items()):
        lines += [f"## {heading}", "", *(f"- {example}" for example in examples), ""]
    path.write_text("\n".join(lines), encoding="utf-8")


def main() -> None:
    """Read the arguments, build and judge every set."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("-o", "--out", type=Path, default=Path("runs/attributes"))
    parser.add_argument("--sets", default=",".join(SETS))
    arguments = parser.parse_args()
    for folder in ("gov_services", "zh_kg"):
        if not (arguments.data / folder).is_dir():
            parser.error(f"--data {arguments.data}: expected {folder}/ in it, found none")
    print("| set | records | values | triples | share | listing fields, all parts apart |", end="")
    print(" names of several | entities expected | found | pairs wrongly one | wrongly two |")
    print("|---|---|---|---|---|---|---|---|---|---|---|")
    reasons = []
    for name in arguments.sets.split(","):
        items, found = list(SETS[name](arguments.data)), Found()
        graph = build(items, arguments.out / name)
        judge_values(items, graph, found)
        judge_entities(items, graph, found)
        write_report(found, arguments.out / name / "report.md")
        print(
            f"| {name} | {len(items)} | {found.n_values} | {found.n_found} "
            f"| {found.n_found / found.n_values:.4f} | {found.n_parted} of {found.n_listed} "
            f"| {found.n_names} | {found.n_expected} | {found.n_entities} "
            f"| {found.wrongly_one} of {found.n_pairs_apart} "
            f"| {found.wrongly_two} of {found.n_pairs_same} |",
            flush=True,
        )
        reasons += [f"| {name} | {why} | {n} |" for why, n in found.missing.most_common()]
    print("\n| set | no triple because the value | values |\n|---|---|---|\n" + "\n".join(reasons))


if __name__ == "__main__":
    main()
