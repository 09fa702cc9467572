"""How fast MinHash signatures are made: rensa, as cleaning uses it, beside datasketch.

    python scripts/benchmarks/minhash.py --data PATH [--laws PATH]

PATH holds duie2/ (sentences); --laws is a folder of laws as Markdown. Signatures have 128
permutations. Both libraries get the same shingle hashes, so that only signatures are timed, in the
form in which each library holds them. "As an array" adds their way into numpy (rensa hands out Python
lists), "with shingles" also folding, shingling and sorting, as cleaning does them. One process; the
best of three goes. The peer needs: pip install datasketch
"""

import argparse
import json
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg_pipeline.cleaning.characters import distinct, folded, shingles
from kg_pipeline.cleaning.similarity import signatures, sketches

PERMUTATIONS = 128
PEER_LIMIT = 2000  # texts; the peer's rate does not depend on their number
Sets = Sequence[NDArray[np.uint32]]


def best(work: Callable[[], object]) -> float:
    """Seconds of the fastest of three runs."""
    times = []
    for _ in range(3):
        begin = time.perf_counter()
        work()
        times.append(time.perf_counter() - begin)
    return min(times)


def cut(texts: Sequence[str], length: int) -> list[NDArray[np.uint32]]:
    """The distinct shingles of each text."""
    return [distinct(shingles(folded(text), length)) for text in texts]


def peer_signatures(sets: Sets) -> None:
    """Signatures by datasketch, from the same hashes."""
    from datasketch import MinHash

    for hashes in sets:
        sketch = MinHash(num_perm=PERMUTATIONS, hashfunc=int)
        sketch.update_batch(hashes.tolist())


def random_sets(count: int, size: int) -> list[NDArray[np.uint32]]:
    """Sets of random hashes: short documents of this many shingles."""
    chance = np.random.default_rng(1)
    return list(chance.integers(0, 2**32, (count, size), dtype=np.uint64).astype(np.uint32))


def line(name: str, sets: Sets, texts: Sequence[str], length: int) -> str:
    """One row of the table."""
    size = sum(map(len, sets)) / len(sets)
    ours = len(sets) / best(lambda: sketches(sets, PERMUTATIONS))
    array = len(sets) / best(lambda: signatures(sets, PERMUTATIONS))
    some = sets[:PEER_LIMIT]
    try:
        peer = len(some) / best(lambda: peer_signatures(some))
        compared = f"{peer:,.0f} | {ours / peer:.0f}"
    except ModuleNotFoundError:
        compared = "not installed | –"
    whole = "–"
    if texts:
        rate = len(texts) / best(lambda: signatures(cut(texts, length), PERMUTATIONS))
        whole = f"{rate:,.0f}"
    return f"| {name} | {len(sets):,} | {size:.0f} | {ours:,.0f} | {compared} | {array:,.0f} | {whole} |"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--laws", type=Path)
    arguments = parser.parse_args()
    texts = [
        json.loads(row)["text"]
        for name in ("part1.json", "part2.json", "unlabelled.json")
        for row in (arguments.data / "duie2" / name).read_text(encoding="utf-8").split("\n")
        if row.strip()
    ]
    print(
        "| texts | number | shingles a text | rensa, texts/s | datasketch, texts/s | ratio |",
        end="",
    )
    print(" as an array | with shingles |\n|---|---|---|---|---|---|---|---|")
    for size in (50, 200):
        print(line(f"random, {size} shingles", random_sets(100_000, size), [], 0), flush=True)
    print(line("DuIE sentences", cut(texts, 3), texts, 3), flush=True)
    if arguments.laws:
        paths = sorted(arguments.laws.rglob("*.md"))
        laws = [path.read_text(encoding="utf-8") for path in paths]
        print(line("laws", cut(laws, 5), laws, 5))


if __name__ == "__main__":
    main()
