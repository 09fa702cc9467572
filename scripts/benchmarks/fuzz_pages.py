"""Damaged web pages: how many are read, and that none crashes or hangs the reader.

    python scripts/benchmarks/fuzz_pages.py [--pages 10000] [--seed 1] [--seconds 10]

Pages are made here from fragments of markup and broken in one to six ways: cut tags, swapped and
random bytes, repeated and misplaced parts, random nesting, another encoding than declared. The
reader runs in this process: an exception ends the run and names the page's seed, a page that takes
longer than --seconds ends it with a traceback.
"""

import argparse
import faulthandler
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator

from kg_pipeline.records import Document, SetAside
from kg_pipeline.sources.assembly import RawFile
from kg_pipeline.sources.cleaning import clean_text
from kg_pipeline.sources.webpages import read_webpage

TAGS = (
    "div p span b a table tr td th tbody thead ul ol li dl dt dd h1 h2 h3 section article nav main "
    "form select option button svg math template noscript object iframe script style title head "
    "body html textarea pre br img input meta frameset caption colgroup sup font center"
).split()
ATTRIBUTES = (
    'class="title"',
    "colspan=3",
    "rowspan=99999999",
    "colspan=-1",
    'style="font-weight:bold"',
    'href="/a"',
    'itemprop="name"',
    'itemscope itemtype="http://schema.org/Thing"',
    'type="application/ld+json"',
    'id="',
    "hidden",
    "=",
    '"',
)
TEXTS = (
    "渡口由县人民政府管理。",
    "地址：橹声街18号",
    "电话：0000-417",
    "The float clock runs slow.",
    "&amp;&lt;&#x4e2d;&#99999999;&nbsp;&unknown;",
    '{"@context": "http://schema.org", "@type": "Thing", "name": ["甲", {"@id": 1}]}',
    '{"@graph": [{"name": "乙"',
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<!DOCTYPE",
    "<?xml",
    "\u202e\u200f\u2028\ufeff",
    "\x00\x01\x7f",
    " \t\r\n\u3000",
)
ENCODINGS = (*["utf-8"] * 8, "gb18030", "big5", "utf-16", "utf-16-le", "cp1252", "shift_jis")
Mutation = Callable[[bytes, random.Random], bytes]


def written_page(chance: random.Random) -> str:
    """A page of nested, mostly well-formed markup."""
    parts = [f'<html><head><meta charset="{chance.choice(ENCODINGS)}"><title>渡口</title></head>']
    stack: list[str] = []
    for _ in range(chance.choice((5, 30, 120, 400))):
        kind = chance.random()
        if kind < 0.45:
            stack.append(chance.choice(TAGS))
            attributes = chance.sample(ATTRIBUTES, chance.choice((0, 0, 1, 2)))
            parts.append(f"<{' '.join([stack[-1], *attributes])}>")
        elif kind < 0.75 and stack:
            parts.append(f"</{stack.pop(chance.choice((-1, -1, -1, 0)))}>")
        else:
            parts.append(chance.choice(TEXTS))
    return "".join([*parts, *(f"</{tag}>" for tag in reversed(stack))])


def cut(page: bytes, chance: random.Random) -> bytes:
    """Without what follows some place."""
    return page[: chance.randrange(len(page) + 1)]


def dropped(page: bytes, chance: random.Random) -> bytes:
    """Without some bytes in the middle."""
    start = chance.randrange(len(page) + 1)
    return page[:start] + page[start + chance.choice((1, 2, 20)) :]


def swapped(page: bytes, chance: random.Random) -> bytes:
    """With two bytes in each other's place, a few times."""
    changed = bytearray(page)
    for _ in range(chance.choice((1, 10, 100)) if page else 0):
        one, other = chance.randrange(len(page)), chance.randrange(len(page))
        changed[one], changed[other] = changed[other], changed[one]
    return bytes(changed)


def random_bytes(page: bytes, chance: random.Random) -> bytes:
    """With bytes of any value put in."""
    start = chance.randrange(len(page) + 1)
    return page[:start] + chance.randbytes(chance.choice((1, 3, 50))) + page[start:]


def repeated(page: bytes, chance: random.Random) -> bytes:
    """With one part many times over."""
    start = chance.randrange(len(page) + 1)
    part = page[start : start + chance.choice((5, 40, 300))]
    return page[:start] + part * chance.choice((2, 10, 100)) + page[start:]


def nested(page: bytes, chance: random.Random) -> bytes:
    """With a tag that is opened again and again."""
    start = chance.randrange(len(page) + 1)
    tag = f"<{chance.choice(TAGS)}>".encode()
    return page[:start] + tag * chance.choice((10, 300, 3000)) + page[start:]


MUTATIONS: tuple[Mutation, ...] = (cut, dropped, swapped, random_bytes, repeated, nested)


def damaged_page(seed: int) -> bytes:
    """The page of a seed."""
    chance = random.Random(seed)
    page = written_page(chance).encode(chance.choice(ENCODINGS), "replace")
    for _ in range(chance.randint(0, 6)):
        page = chance.choice(MUTATIONS)(page, chance)[:200_000]
    return page


def read_page(seed: int) -> Iterator[Document | SetAside]:
    """What is read of the page of a seed."""
    return read_webpage(RawFile(f"page {seed}", "page", str(seed), damaged_page(seed)), clean_text)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--pages", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=10.0)
    options = parser.parse_args()
    outcomes: Counter[str] = Counter()
    slowest = 0.0
    begin = time.perf_counter()
    for seed in range(options.seed, options.seed + options.pages):
        faulthandler.dump_traceback_later(options.seconds, exit=True)
        start = time.perf_counter()
        try:
            first, *_ = read_page(seed)
        except BaseException:
            print(f"the page of seed {seed}:")
            raise
        slowest = max(slowest, time.perf_counter() - start)
        outcomes[first.reason if isinstance(first, SetAside) else "read"] += 1
    faulthandler.cancel_dump_traceback_later()
    seconds = time.perf_counter() - begin
    print("No exception, no hang.\n\n| pages | pages/s | slowest page, s | outcomes |")
    print("|---:|---:|---:|---|")
    listed = ", ".join(f"{count} {name}" for name, count in outcomes.most_common())
    rate = options.pages / seconds
    print(f"| {options.pages} | {rate:.0f} | {slowest:.2f} | {listed} |")


if __name__ == "__main__":
    main()
