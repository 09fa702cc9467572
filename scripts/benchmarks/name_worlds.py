"""Names and texts for the benchmarks of matching and alignment.

Names are those of a built graph; where more are wanted, they are composed: the beginning of one name
and the end of another, drawn by a seeded generator. Texts are the laws and the encyclopaedia texts
that ``scripts/experiments/prepare_real_data.py`` writes; where more are wanted, lines of laws are
composed of the first half of one and the second half of another.
"""

import json
import random
import re
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from kg_pipeline.storage import folder_writer, write_table

_SENTENCE = re.compile(r"[^。！？；]+[。！？；]?")
_LONGEST = 24


def base_names(graph: Path) -> list[str]:
    """Names of the entities and texts of a graph folder, distinct and sorted."""
    table = pq.read_table(graph / "entities.parquet", columns=["name", "kind"])
    rows = zip(table.column("name").to_pylist(), table.column("kind").to_pylist(), strict=True)
    return sorted(
        {name for name, kind in rows if kind in ("entity", "text") and 1 < len(name) < 30}
    )


def composed_names(names: Sequence[str], n_names: int, seed: int) -> Iterator[str]:
    """Names that are not among the given ones, until there are as many as wanted."""
    generator = random.Random(seed)
    known = set(names)
    while len(known) < n_names:
        name = generator.choice(names)[:8] + generator.choice(names)[-generator.randint(2, 6) :]
        if len(name) <= _LONGEST and name not in known:
            known.add(name)
            yield name


def law_lines(run: Path) -> list[list[str]]:
    """Lines of each law."""
    files = sorted((run / "government" / "laws").rglob("*.md"))
    texts = (file.read_text(encoding="utf-8") for file in files)
    return [[line.strip() for line in text.split("\n") if line.strip()] for text in texts]


def encyclopaedia_lines(run: Path) -> list[list[str]]:
    """Lines of each document of the encyclopaedia."""
    path = run / "encyclopaedia" / "documents.jsonl"
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line)
    return [[line for line in row["text"].split("\n") if line.strip()] for row in rows]


def composed_lines(laws: Sequence[Sequence[str]], n_characters: int, seed: int) -> list[list[str]]:
    """As many characters of laws whose lines are halves of two lines each."""
    generator = random.Random(seed)
    lines = [line for law in laws for line in law if len(line) >= 20]
    found: list[list[str]] = []
    missing = n_characters
    while missing > 0:
        law = []
        for _ in range(100):
            first, second = generator.choice(lines), generator.choice(lines)
            law.append(first[: len(first) // 2] + second[len(second) // 2 :])
        found.append(law)
        missing -= sum(map(len, law))
    return found


def sentences(documents: Sequence[Sequence[str]]) -> list[str]:
    """Their sentences of at least six characters."""
    return [
        match[0]
        for lines in documents
        for line in lines
        for match in _SENTENCE.finditer(line)
        if len(match[0]) >= 6
    ]


def write_larger_graph(base: Path, names: Sequence[str], folder: Path) -> None:
    """A graph folder with more entities, which have a name and no triples; made of columns."""
    entities = pq.read_table(base / "entities.parquet").combine_chunks()
    lists = pa.nulls(len(names), pa.list_(pa.string())).fill_null([])
    added = {"entity_id": names, "name": names, "aliases": lists, "types": lists}
    added["kind"] = ["entity"] * len(names)
    arrays = {file.stem: np.load(file) for file in (base / "adjacency").glob("*.npy")}
    n_entities, n_predicates = (
        len(entities) + len(names),
        len(pq.read_table(base / "predicates.parquet")),
    )
    last = np.full(len(names), arrays["offsets"][-1])
    arrays["offsets"] = np.concatenate([arrays["offsets"], last])
    ends = arrays["subject"].astype(np.int64) * n_entities + arrays["object"]
    arrays["keys"] = ends * n_predicates + arrays["predicate"]
    with folder_writer(folder, "graph", "larger") as building:
        for name in ("predicates", "triples", "evidence"):
            shutil.copyfile(base / f"{name}.parquet", building / f"{name}.parquet")
        larger = pa.concat_tables([entities, pa.table(added, schema=entities.schema)])
        write_table(building / "entities.parquet", larger)
        (building / "adjacency").mkdir()
        for name, array in arrays.items():
            np.save(building / "adjacency" / f"{name}.npy", array)
